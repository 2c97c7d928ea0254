"""A second spreadsheet behind the fake Excel: LibreOffice holds the cells, and calculates.

    with in_office(path) as (excel, office):
        excel.book.sheets["Scholen"]["A2"].value  # xlwings, over LibreOffice's cells
        office.page()  # the colours that it shows

What LibreOffice is no oracle for stays with the fake: typed text, amounts, protection, filters.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake_excel import cells as fake_cells
from fake_excel.areas import Area
from fake_excel.cells import EMPTY, ERRORS, Cell, error
from fake_excel.excel import FakeExcel
from fake_excel.held import InMemory, Place
from support.colours import Page
from support.tools import asked


@dataclass(frozen=True)
class Office:
    """A workbook that is open in LibreOffice."""

    path: str

    def ask(self, member: str, *arguments: object) -> Any:  # noqa: ANN401  (each has its own answer)
        """Call something of the open workbook; see `open_book`."""
        return asked("ask", self.path, member, *arguments)

    def cells(self, sheet: str) -> OfficeCells:
        """Give the cells of a sheet."""
        return OfficeCells(self, sheet)

    def tables(self) -> dict[str, str]:
        """Give where LibreOffice has each table."""
        return {name: Area(*area).text() for name, area in self.ask("tables").items()}

    def page(self) -> Page:
        """Give what the sheets show: texts, and colours as they are by now."""
        page = Page()
        with tempfile.TemporaryDirectory() as folder:
            page.feed(self.saved(Path(folder) / "blad.html").read_text("utf-8"))
        return page

    def saved(self, target: Path) -> Path:
        """Save a copy, in the format that its name tells."""
        asked("store", self.path, target.suffix[1:], str(target.resolve()))
        return target

    def pictures(self, folder: Path, name: str) -> None:
        """Leave a picture of every printed page in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        printed = self.saved(folder / f"{name}.pdf")
        program = shutil.which("pdftoppm") or "pdftoppm"
        command = (program, "-r", "70", "-png", printed, folder / name)
        subprocess.run(command, check=True, timeout=60)
        printed.unlink()


@dataclass(frozen=True)
class OfficeCells:
    """The cells of a sheet, held by LibreOffice. Are `fake_excel.held.Cells`."""

    office: Office
    sheet: str

    def read(self, area: Area) -> list[list[Cell]]:
        rows = self.office.ask("read", self.sheet, area)
        return [[_cell(*cell) for cell in row] for row in rows]

    def put(self, cells: Mapping[Place, Cell]) -> None:
        if cells:
            given = [(*place, _given(cell)) for place, cell in cells.items()]
            self.office.ask("put", self.sheet, given)

    def used(self) -> Area:
        return Area(*self.office.ask("used", self.sheet))

    def filled(self) -> Mapping[Place, Cell]:
        used = self.used()
        return {
            (row, column): cell
            for row, cells in zip(used.rows(), self.read(used), strict=True)
            for column, cell in zip(used.columns(), cells, strict=True)
            if cell != EMPTY
        }

    def insert(self, area: Area, like: int | None = None) -> None:  # noqa: ARG002  (as the row above, here)
        self.office.ask("insert", self.sheet, area)

    def delete(self, area: Area) -> None:
        self.office.ask("delete", self.sheet, area)

    def resize(self, table: str, area: Area) -> None:
        self.office.ask("resize", self.sheet, table, area)

    def copy(self) -> InMemory:
        return InMemory(dict(self.filled()))


def _cell(value: Any, formula: str | None, shown: str) -> Cell:  # noqa: ANN401  (as JSON has it)
    if isinstance(value, dict):
        value = error(value["error"] if value["error"] in ERRORS else "#VALUE!")
    return Cell(value, formula, shown)


def _given(cell: Cell) -> tuple[object, str | None, str]:
    wrong = isinstance(cell.value, int) and not isinstance(cell.value, bool)
    held = {"error": fake_cells.formula(cell)} if wrong and not cell.formula else cell.value
    return held, cell.formula, cell.shown


@contextmanager
def in_office(path: Path) -> Iterator[tuple[FakeExcel, Office]]:
    """Open a workbook in the fake Excel and in LibreOffice, one behind the other."""
    office, data = Office(str(path.resolve())), path.read_bytes()
    asked("open", office.path)
    excel = FakeExcel.open(data, name=path.name, path=str(path.parent), cells=office.cells)
    try:
        yield excel, office
    finally:
        asked("close", office.path)
