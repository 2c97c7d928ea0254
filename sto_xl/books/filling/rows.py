"""Where the rows and cells of a sheet stand in its XML: one index of the rows, cells when asked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES
from sto_xl.grid import LAST_COLUMN, LAST_ROW, column_letters, column_number

_REFERENCE = re.compile(rb"""\sr\s*+=\s*+["']\s*+([A-Za-z]*+)([0-9]++)\s*+["']""")
_STYLE = re.compile(rb"""\ss\s*+=\s*+["']([0-9]++)["']""")
#: Beyond the last row of Excel, and beyond its last column.


class RowSpan(NamedTuple):
    """A row in the XML: from `start` to `end`; its tag ends, and its cells begin, at `inner`."""

    number: int
    start: int
    inner: int
    inner_end: int
    end: int
    attributes: bytes


class CellSpan(NamedTuple):
    """A cell in the XML: from `start` to `end`, what it holds from `inner` to `inner_end`."""

    column: int
    start: int
    inner: int
    inner_end: int
    end: int
    #: The number of its format, if it says one.
    style: int | None


class SheetRows:
    """The XML of a sheet, and where its rows stand. Raises ValueError for XML that is no sheet."""

    def __init__(self, xml: bytes) -> None:
        """Look at the whole XML once."""
        self.xml = xml
        self.masked = markup.masked(xml)
        self.prefix = prefix = markup.prefix_of(self.masked, b"worksheet")
        found = markup.tag(b"sheetData", prefix).search(self.masked)
        if found is None:
            message = "a sheet without a place for rows"
            raise ValueError(message)
        self.tag_start, self.data_start = found.span()
        #: Whether there is no end tag, for want of rows.
        self.bare = found[2] == b"/>"
        close = b"</%ssheetData" % prefix
        self.data_end = self.data_start if self.bare else self.masked.index(close, self.data_start)
        if b"extLst" in self.masked[self.data_start : self.data_end]:
            message = "extensions among the cells, which may hold what looks like a cell"
            raise ValueError(message)
        self._cell = re.compile(
            rb"<%sc(?=[\s/>])%s(?:/>|>(.*?)</%sc\s*>)" % (prefix, ATTRIBUTES, prefix), re.DOTALL
        )
        # A cell as most are spelled: a pattern for any takes three times as long to find its end.
        self._usual = re.compile(
            rb'<%sc r="[A-Z]+[0-9]+"(?: s="([0-9]+)")?+(?: t="[a-zA-Z]+")?+'
            rb"(?:>((?:<%sv>[^<]*+</%sv>)?+)</%sc>|/>())" % (prefix, prefix, prefix, prefix)
        )
        self.rows = list(self._rows())
        self._numbers = [row.number for row in self.rows]
        self._known: dict[tuple[int, int], CellSpan | None] = {}

    def _rows(self) -> Iterator[RowSpan]:
        close = b"</%srow" % self.prefix
        number = 0
        masked = self.masked
        for found in markup.tag(b"row", self.prefix).finditer(
            masked, self.data_start, self.data_end
        ):
            said = _REFERENCE.search(found[1])
            new = int(said[2]) if said else number + 1
            if not number < new <= LAST_ROW:
                message = f"row {new} behind row {number}"
                raise ValueError(message)
            number = new
            start, inner = found.span()
            if found[2] == b"/>":
                yield RowSpan(number, start, inner, inner, inner, found[1])
            else:
                inner_end = masked.index(close, inner)
                end = masked.index(b">", inner_end) + 1
                yield RowSpan(number, start, inner, inner_end, end, found[1])

    def row(self, number: int) -> RowSpan | None:
        """Give a row by its number, if it is there."""
        at = bisect_left(self._numbers, number)
        there = at < len(self.rows) and self._numbers[at] == number
        return self.rows[at] if there else None

    def row_around(self, at: int) -> RowSpan | None:
        """Give the row within which a place in the XML lies, if it lies in one."""
        found = bisect_right(self._starts, at) - 1
        return self.rows[found] if found >= 0 and at < self.rows[found].end else None

    @cached_property
    def _starts(self) -> list[int]:
        return [row.start for row in self.rows]

    def between(self, top: int, bottom: int) -> list[RowSpan]:
        """Give the rows that are there, from one number to another."""
        return self.rows[bisect_left(self._numbers, top) : bisect_left(self._numbers, bottom + 1)]

    def place_for(self, number: int) -> int:
        """Give where a row that is not there must come."""
        at = bisect_left(self._numbers, number)
        return self.rows[at].start if at < len(self.rows) else self.data_end

    def cell(self, row: RowSpan, column: int) -> CellSpan | None:
        """Give a cell of a row, if it is there; it is looked for once."""
        at = row.number, column
        if at not in self._known:
            self._known[at] = self._sought(row, column)
        return self._known[at]

    def _sought(self, row: RowSpan, column: int) -> CellSpan | None:
        named = b'<%sc r="%s%d"' % (self.prefix, column_letters(column).encode(), row.number)
        at = self.masked.find(named, row.inner, row.inner_end)
        if at >= 0:
            usual = self._usual.match(self.masked, at, row.inner_end)
            if usual is not None:
                style = int(usual[1]) if usual[1] else None
                return CellSpan(
                    column, at, *usual.span(2 if usual[2] is not None else 3), usual.end(), style
                )
            return self._span(self._cell.match(self.masked, at, row.inner_end), column)
        return next((cell for cell in self.cells(row) if cell.column == column), None)

    def cells(self, row: RowSpan) -> Iterator[CellSpan]:
        """Give the cells of a row, in order."""
        column = 0
        for found in self._cell.finditer(self.masked, row.inner, row.inner_end):
            said = _REFERENCE.search(found[1])
            new = column_number(said[1][:4].decode()) if said else column + 1
            if not column < new <= LAST_COLUMN or (said and int(said[2]) != row.number):
                message = f"a cell out of place in row {row.number}"
                raise ValueError(message)
            column = new
            yield self._span(found, column)

    @staticmethod
    def _span(found: re.Match[bytes] | None, column: int) -> CellSpan:
        if found is None:
            message = "a cell without an end"
            raise ValueError(message)
        held = found.span(2) if found[2] is not None else (found.end(), found.end())
        style = _STYLE.search(found[1])
        number = int(style[1]) if style else None
        return CellSpan(column, found.start(), *held, found.end(), number)
