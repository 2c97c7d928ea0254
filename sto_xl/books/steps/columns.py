"""A column whose cells are to be filled, here and there, and what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sto_xl.books.steps.days import Days
from sto_xl.books.steps.places import Held, SheetPlace, Step
from sto_xl.grid import Cell, CellRow, ColumnCells


@dataclass(frozen=True)
class ColumnTarget:
    """A column whose cells are to be filled, and what they hold."""

    place: SheetPlace
    column: ColumnCells
    present: Held

    @property
    def step(self) -> Step:
        """What is to be done."""
        top, left, _, _ = self.present.area
        after = tuple((cell,) for cell in self.column.cells)
        return Step(self.place.name, None, None, None, top, left, self.present, after)

    def with_cells(self, column: ColumnCells, *, as_it_was: bool = False) -> ColumnTarget:
        """Give it with what is asked, what stays as it is, and new days as its cells show them.

        A cell stays when it shows what is asked: the formula that gives it stays too. New days
        become text where the cells would show a number; `as_it_was` puts back what there was,
        whatever it is.
        """
        lines = zip(column.cells, self.present.values, self.present.cells, strict=True)
        days = Days(self.place, self.present.area)
        cells: list[Cell] = []
        for line, (cell, (value,), (was,)) in enumerate(lines):
            stays = column.lines is not None and line not in column.lines
            if stays or cell == was or (cell == value and value is not None and not as_it_was):
                cells.append(was)
            else:
                cells.append(cell if as_it_was else days.written(cell, line))
        return replace(self, column=replace(column, cells=tuple(cells)))

    def written(self, after: tuple[CellRow, ...]) -> tuple[ColumnCells, tuple[Cell, ...]]:
        """Give what has happened to it when it holds these cells."""
        cells = tuple(cell for (cell,) in after)
        return replace(self.column, cells=cells), tuple(cell for (cell,) in self.present.cells)
