"""How the cells of a column show numbers: as the template has it, with no value changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from sto_xl.books.filling.markup import Splice
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.rows import CellSpan, RowSpan
from sto_xl.books.mending.looks import styled
from sto_xl.books.mending.styles import Styles
from sto_xl.books.reading.values import serial, shows_date
from sto_xl.grid import Value

#: What has no notation of its own, and the notation of text.
_GENERAL, _TEXT = "General", "@"
#: A number among these can be a day, and shown as one it is no other than was meant.
_DAYS = (dt.date(1990, 1, 1), dt.date(2100, 1, 1))
_SIGN = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


@dataclass(frozen=True)
class Notated:
    """A column that has a notation: where its cells stand, from row to row."""

    column: int
    first: int
    last: int
    code: str


def is_notation(code: str) -> bool:
    """Tell whether a number format says how numbers are shown."""
    return code not in ("", _GENERAL)


@lru_cache(maxsize=500)
def same(code: str, other: str) -> bool:
    """Tell whether two number formats show the same; programs write one in more than one way."""
    return _plain(code) == _plain(other)


def _plain(code: str) -> str:
    text = _SIGN.sub(r"\1", code).replace("\\", "").replace('"', "").casefold()
    return text.removesuffix(";@")


class Notations:
    """The cells of a sheet that show their numbers otherwise than the template's."""

    def __init__(self, place: FileSheet, columns: list[Notated]) -> None:
        """Look at the cells of these columns."""
        self._place = place
        #: The cells to be given another number format, by row and column; and their own format.
        self.found: dict[tuple[int, int], tuple[int, str]] = {}
        #: The cells of which the value would be another one to who reads it.
        self.kept: list[tuple[int, int]] = []
        if not columns:
            return
        first, last = min(c.first for c in columns), max(c.last for c in columns)
        for row in place.rows.between(first, last):
            here = [c for c in columns if c.first <= row.number <= c.last]
            if row.inner == row.end:
                continue
            cells = {cell.column: cell for cell in place.rows.cells(row)} if here else {}
            for one in here:
                self._look(row, cells.get(one.column), one)

    def _look(self, row: RowSpan, cell: CellSpan | None, one: Notated) -> None:
        place, column = self._place, one.column
        style = place.style_around(row.number, column) if cell is None else cell.style or 0
        if same(place.format(style).code, one.code):
            return
        held = place.held((row.number, column, row.number, column))
        value = held.values[0][0]
        calculated = cell is not None and value != held.cells[0][0]
        if self._fits(value, one.code, calculated=calculated):
            self.found[row.number, column] = style, one.code
        else:
            self.kept.append((row.number, column))

    def _fits(self, value: Value, code: str, *, calculated: bool) -> bool:
        """Tell whether a value stays what it is to who reads it in this notation."""
        if calculated and code == _TEXT:
            # Excel would take the formula for a text as soon as the cell is edited.
            return False
        days = shows_date(-1, code)
        if isinstance(value, dt.date | dt.time):
            return days
        if isinstance(value, bool) or not isinstance(value, int | float):
            return True
        if days:
            first, last = (serial(d, base_1904=self._place.book.base_1904) for d in _DAYS)
            return first <= value <= last
        return 0 <= value <= 1 if code.endswith("%") else True

    def splices(self, styles: Styles) -> Iterator[Splice]:
        """Give the splices by which they show them as the template's do; else each as it was."""
        notated = {at: styles.notated(style, code) for at, (style, code) in self.found.items()}
        yield from styled(self._place.rows, notated)
