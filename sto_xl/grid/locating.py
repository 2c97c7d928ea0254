"""Where a table is: found by its name or its headings, the same way for every adapter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from sto_xl.grid.cells import ListObject, Sheet, Snapshot, Table, address, is_blank, plain

HEADER_SEARCH_ROWS = 20
REQUIRED_SHARE = 0.6
TOTAL_LABEL = "totaal"


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
    `totals` are the rows of the sheet that end it and are left out, because each is a total.
    `unmarked` tells that its header row is not marked as such, and was known by its headings.
    """

    table: Table | None
    how: How
    candidates: tuple[str, ...] = ()
    grown: int = 0
    totals: tuple[int, ...] = ()
    unmarked: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """What `locate` needs to know of a table.

    `headings` holds, for each required column, every spelling that counts (the present one first,
    then those of earlier templates); the first group is the key's. `also` is another name that is
    as good as its own.
    """

    name: str
    sheet: str
    headings: tuple[tuple[str, ...], ...]
    not_on: frozenset[str] = field(default_factory=frozenset)
    also: str = ""


def locate(snapshot: Snapshot, wanted: Wanted) -> Located:
    """Find a table: by name, as a copy, by its headings; never by guessing between two."""
    named = _called(snapshot, wanted.name) or _called(snapshot, wanted.also)
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
            return Located(None, How.AMBIGUOUS, tuple(map(_place, copies)))
        if copies:
            return _from_list_object(snapshot, wanted, copies[0], How.COPY)
        return _by_headings(snapshot, wanted)
    if len(named) > 1:
        return Located(None, How.AMBIGUOUS, tuple(map(_place, named)))
    return _from_list_object(snapshot, wanted, named[0], How.NAME)


def _called(snapshot: Snapshot, name: str) -> list[ListObject]:
    return [t for t in snapshot.tables if t.name.casefold() == name.casefold()]


def _place(table: ListObject) -> str:
    return f"{table.sheet}!{address(table.top, table.left)}"


def _from_list_object(snapshot: Snapshot, wanted: Wanted, found: ListObject, how: How) -> Located:
    sheet = snapshot.sheet(found.sheet)
    if sheet is None:
        return Located(None, How.MISSING)
    named = (_place(found),)
    first = set(map(plain, sheet.cells(found.top, found.left, found.right)))
    if not found.header and not _are_headings(first, wanted):
        return Located(None, How.HEADERLESS, named)
    columns = range(found.left, min(found.right, max(sheet.right, found.left)) + 1)
    body_end = min(found.bottom - (1 if found.totals else 0), sheet.bottom)
    # Under a totals row nothing belongs to the table any more.
    end, totals = (
        (found.bottom, ())
        if found.totals
        else _last_filled(snapshot, sheet, columns, found.bottom + 1)
    )
    grown = end - found.bottom
    table = _cut(found.name, sheet, found.top, columns, end if grown else body_end)
    if not found.header:
        return Located(table, how, named, grown, totals, unmarked=True)
    return Located(table, how, grown=grown, totals=totals)


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
                return _from_list_object(snapshot, wanted, renamed[0], How.RENAMED)
            end, totals = _last_filled(snapshot, sheet, columns, row + 1)
            table = _cut(wanted.name, sheet, row, columns, end)
            place = f"{sheet.name}!{address(row, columns[0])}"
            return Located(table, how, (place,), totals=totals)
    return Located(None, How.MISSING)


def holds_list(sheet: Sheet, wanted: Wanted) -> bool:
    """Tell whether a sheet has the headings that are wanted, and something under them."""
    if sheet.name.casefold() in wanted.not_on:
        return False
    return any(row < sheet.bottom for row, _ in _header_rows(sheet, wanted))


def _stands_at(table: ListObject, sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a table's header row is this one."""
    here = table.sheet.casefold() == sheet.name.casefold() and table.top == row
    return here and table.left <= columns[-1] and table.right >= columns[0]


def _header_rows(sheet: Sheet, wanted: Wanted) -> Iterable[tuple[int, Sequence[int]]]:
    for row in range(sheet.top, min(sheet.bottom, HEADER_SEARCH_ROWS) + 1):
        cells = {c: plain(sheet.value(row, c)) for c in range(sheet.left, sheet.right + 1)}
        if _are_headings(set(cells.values()), wanted):
            filled = [c for c, text in cells.items() if text]
            yield row, range(min(filled), max(filled) + 1)


def _are_headings(texts: set[str], wanted: Wanted) -> bool:
    """Tell whether these texts, made plain, are the key's heading and six in ten of all."""
    groups = [{plain(h) for h in group} for group in wanted.headings]
    if not groups or not groups[0] & texts:
        return False
    return sum(1 for group in groups if group & texts) >= REQUIRED_SHARE * len(groups)


def _last_filled(
    snapshot: Snapshot, sheet: Sheet, columns: Sequence[int], start: int
) -> tuple[int, tuple[int, ...]]:
    """Give the last filled row from `start` on, blank rows between included, and totals under it.

    A total that ends it is left out; one with more rows under it is a row among them. Ends at the
    next table in these columns; gives the row before `start` when nothing is filled.
    """
    below = (
        t.top - 1
        for t in snapshot.tables
        if t.sheet.casefold() == sheet.name.casefold()
        and t.top >= start
        and t.left <= columns[-1]
        and t.right >= columns[0]
    )
    last, totals = start - 1, []
    for row in range(start, min(below, default=sheet.bottom) + 1):
        if _is_total(sheet, columns, row):
            totals.append(row)
        elif not _is_empty(sheet, columns, row):
            last, totals = row, []
    return last, tuple(totals)


def _is_empty(sheet: Sheet, columns: Sequence[int], row: int) -> bool:
    return all(map(is_blank, sheet.cells(row, columns[0], columns[-1])))


def _is_total(sheet: Sheet, columns: Sequence[int], row: int) -> bool:
    cells = sheet.cells(row, columns[0], columns[-1])
    first = next((value for value in cells if not is_blank(value)), None)
    return plain(first).rstrip(" :") == TOTAL_LABEL


def _cut(name: str, sheet: Sheet, top: int, columns: Sequence[int], end: int) -> Table:
    header = tuple("" if (v := sheet.value(top, c)) is None else str(v) for c in columns)
    left, right = columns[0], columns[-1]
    rows = tuple(sheet.cells(row, left, right) for row in range(top + 1, max(end, top) + 1))
    return Table(name, sheet.name, top, left, header, rows)
