"""An open workbook read as a snapshot, with as few calls to Excel as it takes.

Where the sheets stand as in the template, each table is asked for by its name. Where one is
missing, every sheet is read, so that a renamed table or a plain list is found as in a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from sto_xl import sheets
from sto_xl.books.live.busy import is_busy, refused_by_excel
from sto_xl.books.live.extent import area_in, used
from sto_xl.books.live.values import Block, Reading, needs_numbers, rows_of
from sto_xl.books.reading.values import fitted
from sto_xl.grid import (
    Area,
    ListObject,
    Notice,
    NoticeKind,
    Sheet,
    Snapshot,
    Visibility,
    a1,
    address,
    area_of,
)
from sto_xl.sheets.adding import added
from sto_xl.sheets.totals import may_add_up

if TYPE_CHECKING:
    import xlwings

#: Excel cuts what is longer of an address, at some 255 characters, and tells nobody.
_SURE_LENGTH = 250
#: How many cells are asked for their number format, and areas for their being merged.
MAX_LOOKS = 60

#: Tables that are never read as input.
_OF_THE_ADD_ON = frozenset(spec.name for template in sheets.TEMPLATES for spec in template.filled)

#: A sheet, its name and its tables.
Listed = tuple["xlwings.Sheet", str, tuple[ListObject, ...]]

_SHEET = re.compile(r"'.*?\](?P<quoted>[^\]]*?)'!|\[.*?\](?P<plain>[^\]!]*)!")
_AREA = re.compile(r"(?:^|[,!])(\$[A-Z]+\$\d+(?::\$[A-Z]+\$\d+)?)")


def read_open(book: xlwings.Book) -> Snapshot:
    """Read the workbook as it is now."""
    return snapshot_of(book.name, sheets_and_tables(book))


def snapshot_of(file: str, listed: Sequence[Listed]) -> Snapshot:
    """Read these sheets."""
    found = [_sheet(sheet, name, tables, file) for sheet, name, tables in listed]
    return Snapshot(
        file,
        tuple(sheet for sheet, _ in found),
        tuple(table for _, _, tables in listed for table in tables),
        tuple(notice for _, notices in found for notice in notices),
    )


def sheets_and_tables(book: xlwings.Book) -> list[Listed]:
    """Give the sheets to read, with their names and tables."""
    for template in sheets.TEMPLATES:
        try:
            return list(_as_in(template, book))
        except Exception as error:
            if is_busy(error) or not refused_by_excel(error):
                raise
    return list(every(book, _OF_THE_ADD_ON))


def _as_in(template: sheets.WorkbookSpec, book: xlwings.Book) -> Iterator[Listed]:
    """Give the input sheets; an error of Excel's when a table is not on the sheet it belongs on."""
    by_sheet: dict[str, list[str]] = {}
    for spec in template.read:
        by_sheet.setdefault(spec.sheet, []).append(spec.name)
    there = book.sheets
    for index, names in enumerate(by_sheet.values(), start=1):
        sheet = there(index)
        # Of each table the whole, and the whole but for its totals row.
        asked = ",".join(f"{n}[#All],{n}[[#Headers],[#Data]]" for n in names)
        title, areas = _where(sheet, sheet.range(asked), 2 * len(names))
        tables = (
            _listed(name, title, areas[2 * i], areas[2 * i + 1]) for i, name in enumerate(names)
        )
        yield sheet, title, tuple(tables)


def _where(sheet: xlwings.Sheet, cells: xlwings.Range, count: int) -> tuple[str, list[Area]]:
    """Give the name of a sheet and the areas of a range on it, in one call where that tells all."""
    text = cells.get_address(external=True)
    if len(text) < _SURE_LENGTH:
        title, areas = _with_sheet(text)
        if len(areas) == count:
            return title, areas
    return sheet.name, [area_in(area) for area in cells.address.split(",")]


def _with_sheet(address: str) -> tuple[str, list[Area]]:
    """Read an address that names workbook and sheet, before its first area or before each."""
    named = _SHEET.match(address)
    if named is None:
        raise ValueError(address)
    title = (named["quoted"] or named["plain"]).replace("''", "'")
    return title, [area_of(area) for area in _AREA.findall(address[named.end() :])]


def _listed(name: str, sheet: str, whole: Area, untotalled: Area) -> ListObject:
    top, left, bottom, right = whole
    # Of a table without rows Excel may leave out the blank one that stands there.
    totals = top < untotalled[2] < bottom
    return ListObject(name, sheet, top, left, bottom, right, totals=totals)


def every(book: xlwings.Book, but: frozenset[str] = frozenset()) -> Iterator[Listed]:
    """Give every sheet; of the tables in `but` nothing, and no sheet that holds only those."""
    for sheet in book.sheets:
        title = sheet.name
        tables = []
        for table in sheet.tables:
            name = table.name
            if name in but:
                continue
            area = area_in(table.range.address)
            header, totals = bool(table.show_headers), bool(table.show_totals)
            tables.append(ListObject(name, title, *area, header, totals))
        if tables or not but or title.casefold() not in sheets.NEVER_INPUT:
            yield sheet, title, tuple(tables)


def _sheet(
    sheet: xlwings.Sheet, title: str, tables: Sequence[ListObject], file: str
) -> tuple[Sheet, list[Notice]]:
    cells, area = used(sheet, title, file)
    block = rows_of(cells.raw_value)
    top, left, bottom, _ = area
    numbers = rows_of(cells.api.Value2) if needs_numbers(block) else block
    reading = Reading(title, top, left, Formats(sheet).at)
    rows = reading.rows(block, numbers)
    notices = reading.notices
    made = fitted(title, rows, top, left, Visibility.VISIBLE)
    # Of most sheets that is known without a call.
    unknown = not tables or any(may_add_up(table, made) for table in tables)
    if unknown and cells.api.HasFormula is not False:
        notices += sums(title, top, left, rows_of(cells.api.Formula))
    # Excel merges no cells within a table.
    if not tables or bottom > max(table.bottom for table in tables):
        merged = _merged(sheet, cells, area)
        notices += [Notice(NoticeKind.MERGED, title, r, c, text) for r, c, text in merged]
    notices.sort(key=lambda n: (n.row, n.column, n.kind))
    return made, notices


def sums(sheet: str, top: int, left: int, formulas: Block) -> list[Notice]:
    """Give the formulas that add up cells of their own column."""
    return [
        Notice(NoticeKind.SUM, sheet, r, c, text)
        for r, row in enumerate(formulas, start=top)
        for c, text in enumerate(row, start=left)
        if isinstance(text, str) and text.startswith("=") and added(text, sheet, c)
    ]


class Formats:
    """The number formats of cells, asked for one by one and therefore seldom."""

    def __init__(self, sheet: xlwings.Sheet) -> None:
        """Begin with none asked for."""
        self._sheet = sheet
        self._known: dict[tuple[int, int], str] = {}

    def at(self, row: int, column: int) -> str:
        """Give the number format of a cell; empty when too many were asked for."""
        if (row, column) not in self._known:
            if len(self._known) >= MAX_LOOKS:
                return ""
            code = self._sheet.range(address(row, column)).number_format
            self._known[row, column] = str(code or "")
        return self._known[row, column]


def _merged(sheet: xlwings.Sheet, cells: xlwings.Range, area: Area) -> list[tuple[int, int, str]]:
    """Find the merged ranges by halving the area: Excel only says whether there are any in it."""
    found: dict[str, tuple[int, int, str]] = {}
    todo: list[tuple[Area, Any]] = [(area, cells.api.MergeCells)]
    looks = 0
    while todo and looks < MAX_LOOKS:
        (top, left, bottom, right), merged = todo.pop()
        if merged is False:
            continue
        if merged is True:
            ref = sheet.range(address(top, left)).api.MergeArea.Address.replace("$", "")
            t, le, b, r = area_in(ref)
            found[ref] = (t, le, ref)
            if t <= top and le <= left and b >= bottom and r >= right:
                continue
        for half in _halves((top, left, bottom, right)):
            looks += 1
            todo.append((half, sheet.range(a1(half)).api.MergeCells))
    return sorted(found.values())


def _halves(area: Area) -> Sequence[Area]:
    top, left, bottom, right = area
    if bottom - top >= right - left:
        if top == bottom:
            return ()
        middle = (top + bottom) // 2
        return ((top, left, middle, right), (middle + 1, left, bottom, right))
    middle = (left + right) // 2
    return ((top, left, bottom, middle), (top, middle + 1, bottom, right))
