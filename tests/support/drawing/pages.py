"""Pictures of pages as LibreOffice prints them, of the demo's first region and one of its plans."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from sto_xl.books.build import write_roster
from sto_xl.books.reading.file import read_file
from sto_xl.cli import cli
from sto_xl.cli.demo import examples
from sto_xl.region import routines
from support import tools

_REGION, _PLAN = "rivierenhoek", "plannen/veenkwartier/zorgtechniek.xlsx"
_QUARTER = f"{examples.QUARTER}/STO26901 Rivierenhoek"
#: Pixels to an inch that make a page lying 1100 wide, and one standing 800.
_LYING, _STANDING = 94, 96.7


@dataclass(frozen=True)
class Page:
    """A printed page of one of the demo's files, or the top of it."""

    file: str
    dpi: float
    number: int = 1
    #: In pixels; 0 is all of it.
    height: int = 0


PAGES: Mapping[str, Page] = {
    "regiobestand.png": Page("regiobestand.xlsx", _LYING, number=2, height=291),
    "regio.png": Page("regiobestand.xlsx", _LYING),
    "bevindingen.png": Page("bevindingen.xlsx", _LYING),
    "techniekplan.png": Page("techniekplan.xlsx", _LYING, height=500),
    "samenvatting.png": Page("samenvatting.xlsx", _STANDING),
    "landelijk.png": Page("landelijk.xlsx", _STANDING),
    "uitnodiging.png": Page("uitnodiging.docx", _STANDING),
}


def draw(wanted: Mapping[str, Page], folder: Path) -> None:
    """Draw these pages into a folder."""
    with tempfile.TemporaryDirectory(prefix="sto-pictures-") as name:
        work = Path(name)
        sources = {work / page.file: _SOURCES[page.file] for page in wanted.values()}
        demo = work / "demo"
        done = CliRunner().invoke(cli, ["demo", str(demo)])
        if done.exception:
            raise done.exception
        for path, make in sources.items():
            make(demo, path)
        tools.render(list(sources), work / "printed")
        for picture, page in wanted.items():
            _picture((work / "printed" / page.file).with_suffix(".pdf"), page, folder / picture)


def _picture(printed: Path, page: Page, target: Path) -> None:
    number, cut = str(page.number), (("-H", str(page.height)) if page.height else ())
    where = ("-f", number, "-l", number, "-r", str(page.dpi), *cut)
    command = ("pdftoppm", "-png", "-singlefile", *where, printed, target.with_suffix(""))
    subprocess.run(command, check=True, timeout=60)


def _copied(name: str) -> Callable[[Path, Path], None]:
    return lambda demo, path: Path(shutil.copyfile(demo / name, path)).touch()


def _checked_roster(demo: Path, path: Path) -> None:
    """Write the roster with its findings on sheet Controle, as the button leaves it."""
    read = read_file(demo / "regiobestanden" / f"{_REGION}.xlsx")
    report = routines.examine(read, examples.PEILDATUM).report
    rows = tuple((*row[:-1], None) for row in routines.control_rows(report))
    write_roster(path, {**examples.regions()[_REGION], "tblControle": rows})


_SOURCES: Mapping[str, Callable[[Path, Path], None]] = {
    "regiobestand.xlsx": _checked_roster,
    "techniekplan.xlsx": _copied(_PLAN),
    "bevindingen.xlsx": _copied(f"{_QUARTER}/Bevindingen Rivierenhoek.xlsx"),
    "samenvatting.xlsx": _copied(f"{_QUARTER}/Samenvatting Rivierenhoek.xlsx"),
    "landelijk.xlsx": _copied(
        f"{examples.QUARTER}/Landelijk kwartaalbeeld {examples.QUARTER}.xlsx"
    ),
    "uitnodiging.docx": _copied(
        f"{_QUARTER}/uitnodigingen/Uitnodiging College Het Baken 99AC00.docx"
    ),
}
