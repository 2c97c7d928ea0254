"""The port between spreadsheets and rules: a workbook is a set of named tables of plain values.

Standard library only. Rows and columns are 1-based here, as Excel shows them. Adapters
(`sto_xl.books`) make a `Snapshot`; `locate` finds a table in it, the same way for all of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

#: What a cell may hold. Adapters give whole numbers as `int`, dates without a time as `date`,
#: durations as a number of days, and an empty cell or empty text as None.
Value = str | int | float | bool | dt.date | dt.datetime | dt.time | None
Row = tuple[Value, ...]

HEADER_SEARCH_ROWS = 20
REQUIRED_SHARE = 0.6
TOTAL_LABEL = "totaal"


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
    IMPOSSIBLE_DATE = "impossible date"
    DISAGREEMENT = "disagreement"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing the adapter noticed at a cell; `text` is the error, formula or merged range.

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
class Snapshot:
    """All that routines may know of a workbook. `name` is the file's name, without a folder.

    `dropdowns` is None when the adapter did not look for them.
    """

    name: str
    sheets: tuple[Sheet, ...]
    tables: tuple[ListObject, ...]
    notices: tuple[Notice, ...] = ()
    dropdowns: tuple[Dropdown, ...] | None = None

    def sheet(self, name: str) -> Sheet | None:
        """Give the sheet of this name, case-blind as Excel is."""
        wanted = name.casefold()
        return next((s for s in self.sheets if s.name.casefold() == wanted), None)


@dataclass(frozen=True, slots=True)
class Table:
    """A table as found: its headings as they stand, its rows without header and totals."""

    name: str
    sheet: str
    top: int
    left: int
    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def row_of(self, line: int) -> int:
        """Give the sheet row of the body's `line`, which counts from 0."""
        return self.top + 1 + line


class How(StrEnum):
    """The way in which a table was found, or why it was not."""

    NAME = "by its name"
    COPY = "under the name of a copy"
    RENAMED = "by its headings, under another name"
    SHEET = "by its headings, on its own sheet"
    ELSEWHERE = "by its headings, on another sheet"
    AMBIGUOUS = "more than one"
    HEADERLESS = "without its header row"
    MISSING = "not at all"


@dataclass(frozen=True, slots=True)
class Located:
    """What `locate` found.

    `grown` counts the last lines of the table, blank ones included, that were typed under it.
    """

    table: Table | None
    how: How
    candidates: tuple[str, ...] = ()
    grown: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `locate` needs to know of a table.

    `headings` holds, for each required column, every spelling that counts (the present one first,
    then those of earlier templates); the first group is the key's.
    """

    name: str
    sheet: str
    headings: tuple[tuple[str, ...], ...]
    not_on: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Excel's English notation has it, with its `=`; only Excel calculates it."""

    text: str


#: What a run may put into a cell, and what it may find there.
Cell = Value | Formula
CellRow = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """The cells of one column of a table's body, from its first line down.

    `table` and `heading` are the template's names; sheet, row and column say where it stands now.
    With `lines` only the cells of those change, and all others stay, whatever they hold.
    """

    table: str
    heading: str
    sheet: str
    top: int
    column: int
    cells: tuple[Cell, ...]
    lines: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class TailRows:
    """The last rows of a user's table: what is to stand from a row down to the table's end.

    With other rows there, the table grows or gets shorter. They are as wide as the table; `table`
    is the template's name, and `head` the sheet row of its headings.
    """

    table: str
    sheet: str
    head: int
    top: int
    left: int
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run wants a workbook to become: data, so it can be compared, logged and taken back.

    `tables` gives tables of the add-on new rows, by name; `columns` gives columns of the user's
    tables one cell for each line, and `tails` gives those tables other last rows.
    """

    tables: Mapping[str, tuple[CellRow, ...]] = field(default_factory=dict)
    columns: tuple[ColumnCells, ...] = ()
    tails: tuple[TailRows, ...] = ()


@dataclass(frozen=True, slots=True)
class TableWritten:
    """A table that got new rows: where it stood and stands, what it held and holds.

    Of a user's table only the last rows, from the first that changed.
    """

    sheet: str
    heading: str
    ref_before: str
    ref_after: str
    before: tuple[CellRow, ...]
    after: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What an `apply` did: the cells before, and after as read back.

    `columns` pairs each column after with its cells before; `tails` holds the users' tables with
    other last rows; `unfiltered` names the sheets whose filter had to be taken off.
    """

    tables: Mapping[str, TableWritten]
    columns: tuple[tuple[ColumnCells, tuple[Cell, ...]], ...]
    unfiltered: tuple[str, ...] = ()
    tails: Mapping[str, TableWritten] = field(default_factory=dict)


class Source(Protocol):
    """Something a snapshot can be read from."""

    def snapshot(self) -> Snapshot:
        """Read the workbook as it is now."""
        ...


class Book(Source, Protocol):
    """An open workbook, which can also be changed."""

    def apply(self, changes: Changes) -> Written:
        """Write the changes, all of them or none."""
        ...


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


def is_blank(value: Value) -> bool:
    """Tell whether a cell looks empty: nothing, or text of blanks and no-break spaces only."""
    return value is None or (isinstance(value, str) and not value.strip())


def plain(value: Value) -> str:
    """Give a text to compare by: case, outer blanks, no-break spaces and line breaks ignored."""
    return " ".join(str(value).casefold().split()) if value is not None else ""


def locate(snapshot: Snapshot, wanted: Wanted) -> Located:
    """Find a table: by name, as a copy, by its headings; never by guessing between two."""
    named = [t for t in snapshot.tables if t.name.casefold() == wanted.name.casefold()]
    if not named:
        copy = re.compile(re.escape(wanted.name) + r"_?\d+", re.IGNORECASE)
        copies = [
            t
            for t in snapshot.tables
            if copy.fullmatch(t.name) and t.sheet.casefold() not in wanted.not_on
        ]
        if len(copies) > 1:
            copies = [t for t in copies if t.sheet.casefold() == wanted.sheet.casefold()] or copies
        if len(copies) > 1:
            return Located(None, How.AMBIGUOUS, tuple(f"{t.name} ({t.sheet})" for t in copies))
        if copies:
            return _from_list_object(snapshot, copies[0], How.COPY)
        return _by_headings(snapshot, wanted)
    if len(named) > 1:
        return Located(None, How.AMBIGUOUS, tuple(f"{t.name} ({t.sheet})" for t in named))
    return _from_list_object(snapshot, named[0], How.NAME)


def _from_list_object(snapshot: Snapshot, found: ListObject, how: How) -> Located:
    sheet = snapshot.sheet(found.sheet)
    if sheet is None:
        return Located(None, How.MISSING)
    if not found.header:
        return Located(None, How.HEADERLESS, (f"{found.name} ({found.sheet})",))
    columns = range(found.left, min(found.right, max(sheet.right, found.left)) + 1)
    body_end = min(found.bottom - (1 if found.totals else 0), sheet.bottom)
    # Under a totals row nothing belongs to the table any more.
    end = found.bottom if found.totals else _last_filled(snapshot, sheet, columns, found.bottom + 1)
    grown = end - found.bottom
    table = _cut(found.name, sheet, found.top, columns, end if grown else body_end)
    return Located(table, how, grown=grown)


def _by_headings(snapshot: Snapshot, wanted: Wanted) -> Located:
    own = [s for s in snapshot.sheets if s.name.casefold() == wanted.sheet.casefold()]
    others = [s for s in snapshot.sheets if s not in own and s.name.casefold() not in wanted.not_on]
    for sheets, how in ((own, How.SHEET), (others, How.ELSEWHERE)):
        found = [(s, row, cols) for s in sheets for row, cols in _header_rows(s, wanted)]
        if len(found) > 1:
            names = tuple(f"{s.name}!{address(row, cols[0])}" for s, row, cols in found)
            return Located(None, How.AMBIGUOUS, names)
        if found:
            sheet, row, columns = found[0]
            renamed = [t for t in snapshot.tables if _stands_at(t, sheet, row, columns)]
            if renamed:
                return _from_list_object(snapshot, renamed[0], How.RENAMED)
            end = _last_filled(snapshot, sheet, columns, row + 1)
            table = _cut(wanted.name, sheet, row, columns, end)
            return Located(table, how, (f"{sheet.name}!{address(row, columns[0])}",))
    return Located(None, How.MISSING)


def holds_list(sheet: Sheet, wanted: Wanted) -> bool:
    """Tell whether a sheet has the headings that are wanted, and something under them."""
    if sheet.name.casefold() in wanted.not_on:
        return False
    return any(row < sheet.bottom for row, _ in _header_rows(sheet, wanted))


def _stands_at(table: ListObject, sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a table's header row is this one."""
    here = table.sheet.casefold() == sheet.name.casefold() and table.top == row and table.header
    return here and table.left <= columns[-1] and table.right >= columns[0]


def _header_rows(sheet: Sheet, wanted: Wanted) -> Iterable[tuple[int, Sequence[int]]]:
    groups = [{plain(h) for h in group} for group in wanted.headings]
    for row in range(sheet.top, min(sheet.bottom, HEADER_SEARCH_ROWS) + 1):
        cells = {c: plain(sheet.value(row, c)) for c in range(sheet.left, sheet.right + 1)}
        texts = set(cells.values()) - {""}
        if not groups or not groups[0] & texts:
            continue
        hits = sum(1 for group in groups if group & texts)
        if hits >= REQUIRED_SHARE * len(groups):
            filled = [c for c, text in cells.items() if text]
            yield row, range(min(filled), max(filled) + 1)


def _last_filled(snapshot: Snapshot, sheet: Sheet, columns: Sequence[int], start: int) -> int:
    """Give the last filled row from `start` on, blank rows between included.

    Ends at a total and at the next table in these columns; gives the row before `start` when
    nothing is filled.
    """
    below = (
        t.top - 1
        for t in snapshot.tables
        if t.sheet.casefold() == sheet.name.casefold()
        and t.top >= start
        and t.left <= columns[-1]
        and t.right >= columns[0]
    )
    last = start - 1
    for row in range(start, min(below, default=sheet.bottom) + 1):
        if _is_total(sheet, columns, row):
            break
        if not _is_empty(sheet, columns, row):
            last = row
    return last


def _is_empty(sheet: Sheet, columns: Sequence[int], row: int) -> bool:
    return all(map(is_blank, sheet.cells(row, columns[0], columns[-1])))


def _is_total(sheet: Sheet, columns: Sequence[int], row: int) -> bool:
    cells = sheet.cells(row, columns[0], columns[-1])
    first = next((value for value in cells if not is_blank(value)), None)
    return plain(first).rstrip(" :") == TOTAL_LABEL


def _cut(name: str, sheet: Sheet, top: int, columns: Sequence[int], end: int) -> Table:
    headings = tuple("" if (v := sheet.value(top, c)) is None else str(v).strip() for c in columns)
    left, right = columns[0], columns[-1]
    rows = tuple(sheet.cells(row, left, right) for row in range(top + 1, max(end, top) + 1))
    return Table(name, sheet.name, top, left, headings, rows)
