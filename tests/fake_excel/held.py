"""The cells of a sheet: what whoever holds them promises, and those that are held in memory.

A real spreadsheet can hold them too: then formulas give what it calculates. What Excel makes of
what is typed, and what it refuses, is decided before a cell gets here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from fake_excel.areas import Area
from fake_excel.cells import EMPTY, Cell

#: Row and column.
Place = tuple[int, int]


class Cells(Protocol):
    """The cells of a sheet, whoever holds them."""

    def read(self, area: Area) -> list[list[Cell]]:
        """Give the cells of an area, row by row."""
        ...

    def put(self, cells: Mapping[Place, Cell]) -> None:
        """Let cells be these."""
        ...

    def used(self) -> Area:
        """Give the used range."""
        ...

    def filled(self) -> Mapping[Place, Cell]:
        """Give the cells that are not as a cell of their column is that was never used."""
        ...

    def insert(self, area: Area, like: int | None = None) -> None:
        """Put blank cells in, that look like those of a row; what stood there moves down."""
        ...

    def delete(self, area: Area) -> None:
        """Take cells out; what stands under them moves up."""
        ...

    def resize(self, table: str, area: Area) -> None:
        """Take notice of what a table covers from now on."""
        ...

    def copy(self) -> Cells:
        """Give the same cells, held apart."""
        ...


@dataclass
class InMemory:
    """Cells that are held in memory: nothing is calculated. Are `Cells`."""

    cells: dict[Place, Cell] = field(default_factory=dict)
    column_formats: Mapping[int, Cell] = field(default_factory=dict)

    def read(self, area: Area) -> list[list[Cell]]:
        held, looks, columns = self.cells, self.column_formats, area.columns()
        # One that was never used has the format of its column.
        return [
            [held.get((row, column)) or looks.get(column, EMPTY) for column in columns]
            for row in area.rows()
        ]

    def put(self, cells: Mapping[Place, Cell]) -> None:
        self.cells.update(cells)

    def used(self) -> Area:
        """Give the used range: cells that only have a format count as well."""
        if not self.cells:
            return Area(1, 1, 1, 1)
        rows = [row for row, _ in self.cells]
        columns = [column for _, column in self.cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    def filled(self) -> Mapping[Place, Cell]:
        looks = self.column_formats
        return {p: cell for p, cell in self.cells.items() if cell != looks.get(p[1], EMPTY)}

    def insert(self, area: Area, like: int | None = None) -> None:
        columns = area.columns()
        held = self.cells.items()
        look = {c: Cell(shown=cell.shown) for (r, c), cell in held if r == like and c in columns}
        self._move(area.columns(), area.top, area.height)
        self.put({(row, column): cell for row in area.rows() for column, cell in look.items()})

    def delete(self, area: Area) -> None:
        self.cells = {place: cell for place, cell in self.cells.items() if not area.holds(*place)}
        self._move(area.columns(), area.bottom + 1, -area.height)

    def _move(self, columns: range, start: int, by: int) -> None:
        self.cells = {
            (row + by if row >= start and column in columns else row, column): cell
            for (row, column), cell in self.cells.items()
        }

    def resize(self, table: str, area: Area) -> None:
        """Nothing is calculated from a table here."""

    def copy(self) -> InMemory:
        return InMemory(dict(self.cells), self.column_formats)
