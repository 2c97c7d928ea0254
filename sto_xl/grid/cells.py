"""What an adapter makes of a workbook: sheets of plain values, the tables in them, its notices."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

#: What a cell may hold. Adapters give whole numbers as `int`, dates without a time as `date`,
#: durations as a number of days, and an empty cell or empty text as None.
Value = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Row = tuple[Value, ...]
#: Top, left, bottom, right of a range of cells; all 1-based and included.
Area = tuple[int, int, int, int]
#: The last cell of a sheet is XFD1048576.
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
#: The day that is number 0 in a workbook whose days begin in 1900.
EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001  (a cell knows no time zone)
DAY = dt.timedelta(days=1)


class Visibility(StrEnum):
    """How a sheet is shown."""

    VISIBLE = "visible"
    HIDDEN = "hidden"
    VERY_HIDDEN = "very hidden"


class NoticeKind(StrEnum):
    """What an adapter can see that a grid of values cannot hold."""

    ERROR = "error"
    NO_VALUE = "no value"
    MERGED = "merged"
    SUM = "sum"
    IMPOSSIBLE_DATE = "impossible date"
    DISAGREEMENT = "disagreement"
    #: Its cell counts as empty.
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the adapter noticed at a cell; `text` is the error, formula or merged range.

    A sum is a formula that adds up cells of its own column; its cell has a value all the same.
    A disagreement of two readers may be about the whole workbook: then there is no cell.
    """

    kind: NoticeKind
    sheet: str
    row: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet's used range: `top` and `left` say where in the sheet `rows` begins."""

    name: str
    rows: tuple[Row, ...]
    top: int = 1
    left: int = 1
    visibility: Visibility = Visibility.VISIBLE

    def value(self, row: int, column: int) -> Value:
        """Give the value at a cell; None outside the used range."""
        r, c = row - self.top, column - self.left
        if 0 <= r < len(self.rows) and 0 <= c < len(self.rows[r]):
            return self.rows[r][c]
        return None

    def cells(self, row: int, left: int, right: int) -> Row:
        """Give the values of a row from column `left` to `right`; None outside the used range."""
        r, first, end = row - self.top, left - self.left, right - self.left + 1
        inside = self.rows[r] if 0 <= r < len(self.rows) else ()
        if first >= 0 and end <= len(inside):
            return inside[first:end]
        return tuple(self.value(row, column) for column in range(left, right + 1))

    @property
    def bottom(self) -> int:
        """The last used row."""
        return self.top + len(self.rows) - 1

    @property
    def right(self) -> int:
        """The last used column."""
        return self.left + max(map(len, self.rows), default=0) - 1


@dataclass(frozen=True, slots=True)
class ListObject:
    """An Excel table as the workbook declares it; the range includes header and totals row."""

    name: str
    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    header: bool = True
    totals: bool = False


@dataclass(frozen=True, slots=True)
class Dropdown:
    """A range whose cells offer a list to choose from; `source` is what the list is taken from."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    source: str


@dataclass(frozen=True, slots=True)
class Room:
    """How much room the cells of a sheet have.

    `heights` has the rows whose height someone set, in points; `widths` the columns whose width
    is, from and to, in characters. Excel makes other rows as high as their text.
    """

    sheet: str
    heights: Mapping[int, float]
    widths: tuple[tuple[int, int, float], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """All that routines may know of a workbook. `name` is the file's name, without a folder.

    `dropdowns` and `rooms` are None when the adapter did not look for them. `sha256` is the digest
    of the bytes that were read, "" of a workbook that is open in Excel.
    """

    name: str
    sheets: tuple[Sheet, ...]
    tables: tuple[ListObject, ...]
    notices: tuple[Notice, ...] = ()
    dropdowns: tuple[Dropdown, ...] | None = None
    rooms: tuple[Room, ...] | None = None
    sha256: str = field(default="", compare=False)

    def sheet(self, name: str) -> Sheet | None:
        """Give the sheet of this name, case-blind as Excel is."""
        wanted = name.casefold()
        return next((s for s in self.sheets if s.name.casefold() == wanted), None)


@dataclass(frozen=True)
class Table:
    """A table as found: its headings, its rows without header and totals.

    `header` has the texts of its header row as they stand, stray blanks at their ends included.
    """

    name: str
    sheet: str
    top: int
    left: int
    header: tuple[str, ...]
    rows: tuple[Row, ...]

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """Its headings, without blanks at their ends."""
        return tuple(text.strip() for text in self.header)

    def row_of(self, line: int) -> int:
        """Give the sheet row of the body's `line`, which counts from 0."""
        return self.top + 1 + line


@lru_cache(maxsize=1000)
def column_letters(column: int) -> str:
    """Give a column's letters: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Give a column's number: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """Give a cell's address as Excel shows it, without dollar signs."""
    return f"{column_letters(column)}{row}"


def a1(area: Area) -> str:
    """Give an area's address, as `A1:U101`."""
    top, left, bottom, right = area
    return f"{address(top, left)}:{address(bottom, right)}"


def area_of(reference: str) -> Area:
    """Read an address as Excel gives it: `$A$1:$U$101`, or one cell."""
    first, _, last = reference.replace("$", "").partition(":")
    top, left = _cell(first)
    bottom, right = _cell(last) if last else (top, left)
    return top, left, bottom, right


def _cell(reference: str) -> tuple[int, int]:
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", reference).groups()  # type: ignore[union-attr]
    return int(digits), column_number(letters)


def is_blank(value: Value) -> bool:
    """Tell whether a cell looks empty: nothing, or text of blanks and no-break spaces only."""
    return value is None or (isinstance(value, str) and not value.strip())


def plain(value: Value) -> str:
    """Give a text to compare by: case, outer blanks, no-break spaces and line breaks ignored."""
    return " ".join(str(value).casefold().split()) if value is not None else ""
