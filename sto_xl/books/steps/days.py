"""Days in cells that would show a number: written as text."""

from __future__ import annotations

import datetime as dt
from functools import cached_property

from sto_xl.books.reading.values import shows_date
from sto_xl.books.steps.places import SheetPlace
from sto_xl.grid import Area, Cell


class Days:
    """How the cells of a column show days; nothing is asked before there is one to be written."""

    def __init__(self, place: SheetPlace, area: Area) -> None:
        """Take a column."""
        self._place = place
        self._area = area

    @cached_property
    def _all(self) -> str | None:
        return self._place.number_format(self._area)

    def written(self, cell: Cell, line: int | None = None) -> Cell:
        """Give what to write for a cell; where the formats vary, that of its `line` is asked."""
        if not isinstance(cell, dt.date):
            return cell
        code = self._all
        if code is None and line is not None:
            row, column = self._area[0] + line, self._area[1]
            code = self._place.number_format((row, column, row, column))
        return cell if not code or shows_date(-1, code) else f"{cell:%d-%m-%Y}"
