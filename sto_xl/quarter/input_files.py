"""What a run takes in: the rosters and plans given, and the regions that were expected."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

#: What may be meant as a roster: those that cannot be read are named, not passed over in silence.
_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
#: What a folder of plans that are given back is called, with a day behind it.
GIVEN_BACK = "Nagekeken plannen"
#: A list of regions is a page long.
_LIST_BYTES = 1_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """The rosters that were given, and the folders with spreadsheets that were not looked into."""

    rosters: tuple[Path, ...]
    unopened: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFiles:
    """The techniekplannen that were given, and the folders that were not looked into."""

    files: tuple[Path, ...] = ()
    unopened: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """A region that should hand in a roster."""

    number: str
    name: str

    @property
    def key(self) -> str:
        """The number as regions are told apart by."""
        from sto_xl.figures.basis import region_key

        return region_key(self.number)

    @property
    def title(self) -> str:
        """Number and name."""
        return f"{self.number} {self.name}".strip()


def rosters(paths: Iterable[Path], none: Cause = Cause.NO_ROSTERS) -> Given:
    """Give the rosters among files and in folders, by name; Excel's lock files are left out.

    A folder within a folder is not looked into. Raises `Failure` for a folder without rosters;
    its cause is `none`, so that plans can be found so as well.
    """
    found: dict[Path, Path] = {}
    unopened: list[Path] = []
    for path in paths:
        with outputs.reachable(path):
            is_folder = path.is_dir()
            books = _books(path) if is_folder else [path]
            if not books:
                raise Failure(none, file=str(path))
            for book in books:
                # One file given by two paths is one roster.
                found.setdefault(_resolved(book), book)
            if is_folder:
                within = (p for p in sorted(path.iterdir()) if p.name != outputs.TEMPLATES_BESIDE)
                unopened += filter(_may_hold_books, within)
    return Given(tuple(found.values()), tuple(unopened))


def plan_files(folder: Path) -> PlanFiles:
    """Give the techniekplannen in a folder and in the folders within it, perhaps one a region.

    What lies deeper is not looked into, nor copies that go back to schools: with those, of each
    plan there would be two. Raises `Failure` for a folder without any.
    """
    with outputs.reachable(folder):
        if not folder.is_dir():
            raise Failure(Cause.NOT_FOUND, file=str(folder))
        within = sorted(p for p in folder.iterdir() if p.is_dir())
        files, unopened = _books(folder), []
        for place in within:
            try:
                inside = sorted(place.iterdir())
                found = _books(place)
            except OSError:
                unopened.append(place)
                continue
            if place.name.startswith(GIVEN_BACK):
                unopened += [place] if found else []
            else:
                files += found
                unopened += filter(_may_hold_books, inside)
    if not files:
        raise Failure(Cause.NO_PLANS, file=str(folder))
    return PlanFiles(tuple(files), tuple(unopened))


def _resolved(book: Path) -> Path:
    """Give a file as it is known whatever path leads to it; that of a ring of links leads to none.

    Reading it tells so.
    """
    try:
        return book.resolve()
    # Before Python 3.13 a ring is a RuntimeError.
    except (OSError, RuntimeError):
        return book.absolute()


def _may_hold_books(path: Path) -> bool:
    """Tell whether it is a folder with spreadsheets, or one that may not be looked into."""
    try:
        return path.is_dir() and bool(_books(path))
    except OSError:
        return True


def _books(folder: Path) -> list[Path]:
    inside = sorted(folder.iterdir(), key=lambda p: p.name.casefold())
    books = (p for p in inside if p.suffix.casefold() in _SPREADSHEETS)
    return [p for p in books if not outputs.is_left_by_a_system(p.name)]


def expected(path: Path) -> tuple[Expected, ...]:
    """Read a list of regions: a line `regionummer;naam` each, perhaps beneath those two headings.

    Raises `Failure` for a file that cannot be read as a whole, or in which a line has no
    regionummer.
    """
    found: dict[str, Expected] = {}
    for line, row in _rows(path):
        cells = [" ".join(cell.split()) for cell in row]
        if not any(cells):
            continue
        region = Expected(cells[0], cells[1] if len(cells) > 1 else "")
        if not found and region.key == "regionummer":
            continue
        if not any(character.isdigit() for character in region.number):
            raise Failure(Cause.NO_REGIONS, file=path.name, line=str(line))
        found.setdefault(region.key, region)
    if not found:
        raise Failure(Cause.NO_REGIONS, file=path.name, line="1")
    return tuple(found.values())


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Give the rows of a list, each with the line that it stands on, counted from 1."""
    text = _text(path)
    # A comma or a tab does as well, as long as the file keeps to it.
    delimiter = next((mark for mark in ";\t," if mark in text), ";")
    # A quote that stays open would swallow what comes after it.
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    line = 1
    try:
        for row in reader:
            if any("\n" in cell for cell in row):
                raise Failure(Cause.NO_REGIONS, file=path.name, line=str(line))
            yield line, row
            line = reader.line_num + 1
    except csv.Error as error:
        raise Failure(Cause.NO_REGIONS, file=path.name, line=str(line)) from error


def _text(path: Path) -> str:
    with outputs.reachable(path):
        if not path.is_file():
            raise Failure(Cause.NOT_FOUND, file=path.name)
        with path.open("rb") as file:
            raw = file.read(_LIST_BYTES + 1)
    if b"\0" in raw:
        raise Failure(Cause.NO_REGIONS, file=path.name, line="1")
    if len(raw) > _LIST_BYTES:
        line = raw.count(b"\n") or 1
        raise Failure(Cause.REGIONS_TOO_LONG, file=path.name, line=str(line))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel on Windows saves as CSV.
        text = raw.decode("cp1252", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")
