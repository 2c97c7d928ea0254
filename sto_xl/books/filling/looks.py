"""How the new rows of tables look: asked of the rows that they follow once, not of every cell."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from sto_xl.books.filling.formats import Columns, Format, sure_to_fit
from sto_xl.books.filling.markup import with_attribute
from sto_xl.books.filling.rows import SheetRows
from sto_xl.grid import column_letters

#: A table in which a row is new: the row that it is to look like (0 for none), its columns.
Like = tuple[int, int, int]
#: What of a row's tag is its own, and not how the rows of its table look.
_OWN = ("r", "spans", "ht", "customHeight", "hidden", "outlineLevel", "collapsed")


@dataclass(frozen=True, slots=True)
class CellLook:
    """A column of new rows; `blank` cells must be there, for they look otherwise than their row."""

    column: int
    letters: str
    style: int
    blank: bool
    width: float
    form: Format
    #: Texts of so many characters surely fit on a line.
    sure: float


class Looked(Protocol):
    """What a sheet tells of looks."""

    @property
    def rows(self) -> SheetRows:
        """Where its rows stand."""
        ...

    @property
    def columns(self) -> Columns:
        """Its columns."""
        ...

    def own_style(self, row: int, column: int) -> int | None:
        """Give the number of the format of a cell; None where there is no cell."""
        ...

    def style_around(self, row: int, column: int) -> int:
        """Give the number of the format of a row, or else of a column."""
        ...

    def format(self, style: int) -> Format:
        """Give a format by its number."""
        ...


class RowLook:
    """How a row looks that is not there yet."""

    def __init__(self, place: Looked, likes: Sequence[Like], more: Collection[int]) -> None:
        """Look at the rows that it is to look like; `more` columns lie in none of the tables."""
        within = {c: pattern for pattern, left, right in likes for c in range(left, right + 1)}
        self._place = place
        self.cells = [self._cell(c, within.get(c, 0)) for c in sorted({*within, *more})]
        #: The columns that it has, in tables and beside.
        self.columns = frozenset(cell.column for cell in self.cells)
        first = next((pattern for pattern, _, _ in likes), 0)
        row = place.rows.row(first)
        said = row.attributes if row else b""
        for name in _OWN:
            said = with_attribute(said, name, None)
        #: What its tag says beside its number and its height.
        self.said = said.rstrip().decode()

    def _cell(self, column: int, pattern: int) -> CellLook:
        place, around = self._place, self._place.columns.style(column)
        own = place.own_style(pattern, column) if pattern else None
        if own is None:
            own = place.style_around(pattern, column) if pattern else around
        width, form = place.columns.width(column), place.format(own)
        sure = sure_to_fit(width, form) if form.wraps else math.inf
        return CellLook(column, column_letters(column), own, own != around, width, form, sure)
