"""A workbook that stays open in LibreOffice, its cells read and put as Excel would.

Runs in a Python that has `uno`, for `office`. LibreOffice knows Excel's own object model, meant
for Basic: its ranges speak Excel's formulas, with commas, exclamation marks and names of tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from com.sun.star.lang import Locale
from com.sun.star.sheet.CellDeleteMode import UP
from com.sun.star.sheet.CellInsertMode import DOWN

#: What is in a cell: a number, a day, a text, a formula.
_CONTENT = 1 | 2 | 4 | 16
#: Formulas by what they give: a number, a text, an error.
_FORMULAS, _ERRORS = 1 | 2 | 4, 4
#: The kind of a number format for yes and no; in Excel they need none.
_LOGICAL = 1024
_GENERAL = "General"
#: What is another cell where a formula is put in several at once.
_MOVES = re.compile(r"[A-Za-z]\$?\d")
#: How number formats are written.
_ENGLISH = Locale("en", "US", "")

#: A rectangle, from 1: top, left, bottom, right.
Area = tuple[int, int, int, int]
#: A value, a formula or None, a number format. An error is {"error": what the cell shows}.
Cell = list[Any]


class OpenBook:
    """An open workbook."""

    def __init__(self, document: Any) -> None:  # noqa: ANN401
        """Take the document; its formulas are calculated already."""
        self.document = document
        self._basic = document.createInstance("ooo.vba.VBAGlobals")
        self._formats: dict[int, tuple[str, bool]] = {}
        self._looks: dict[str, list[tuple[Area, str, bool]]] = {}

    def read(self, sheet: str, area: Area) -> list[list[Cell]]:
        """Give the cells of an area, row by row."""
        cells = self._cells(sheet, area)
        values = cells.getDataArray()
        rows = [[[None if v == "" else v, None, _GENERAL] for v in row] for row in values]
        for place in _found(cells.queryFormulaCells(_FORMULAS), area):
            texts = self._excel(self._cells(sheet, place)).Formula
            lines = [[texts]] if isinstance(texts, str) else texts.Array
            for cell, text in zip(_cut(rows, area, place), _each(lines), strict=True):
                cell[1] = text
        for place in _found(cells.queryFormulaCells(_ERRORS), area):
            for cell, shown in zip(_cut(rows, area, place), self._texts(sheet, place), strict=True):
                # An error that was typed is a formula here: `=#N/A`.
                cell[:2] = {"error": shown}, None if cell[1] == f"={shown}" else cell[1]
        for place, shown, logical in self._dressed(sheet):
            for cell in _cut(rows, area, place):
                cell[2] = shown
                if logical and isinstance(cell[0], float):
                    cell[0] = bool(cell[0])
        return rows

    def put(self, sheet: str, cells: list[tuple[int, int, Cell]]) -> None:
        """Let cells be these: texts stay texts, whatever they look like."""
        rows, columns, _ = zip(*cells, strict=True)
        area = (min(rows), min(columns), max(rows), max(columns))
        before, there = self.read(sheet, area), self._cells(sheet, area)
        self.document.addActionLock()
        whole = len(cells) == sum(map(len, before))
        if whole:
            there.setDataArray(_block(area, cells))
        for row, column, (value, formula, shown) in cells:
            was = before[row - area[0]][column - area[1]]
            at = (column - area[1], row - area[0])
            if formula is None and not (whole and _is_plain(value)):
                self._fill(there.getCellByPosition(*at), value)
            if shown != was[2] or isinstance(value, bool) or isinstance(was[0], bool):
                self._dress(sheet, there.getCellByPosition(*at), shown, value)
        for place, formula in _formulas(cells):
            self._excel(self._cells(sheet, place)).Formula = formula
        self.document.removeActionLock()

    @staticmethod
    def _fill(cell: Any, value: Any) -> None:  # noqa: ANN401
        if isinstance(value, dict):
            cell.setFormula(f"={value['error']}")
        elif isinstance(value, str):
            cell.setString(value)
        elif value is None:
            cell.clearContents(_CONTENT)
        else:
            cell.setValue(float(value))

    def _dress(self, sheet: str, cell: Any, shown: str, value: Any) -> None:  # noqa: ANN401
        self._looks.pop(sheet, None)
        formats = self.document.NumberFormats
        if isinstance(value, bool) and shown == _GENERAL:
            cell.NumberFormat = formats.getStandardFormat(_LOGICAL, _ENGLISH)
            return
        known = formats.queryKey(shown, _ENGLISH, False)
        cell.NumberFormat = formats.addNew(shown, _ENGLISH) if known == -1 else known

    def used(self, sheet: str) -> Area:
        """Give what is filled."""
        found = self._sheet(sheet).queryContentCells(_CONTENT).RangeAddresses
        areas = [*map(_area, found)] or [(1, 1, 1, 1)]
        tops, lefts, bottoms, rights = zip(*areas, strict=True)
        return min(tops), min(lefts), max(bottoms), max(rights)

    def insert(self, sheet: str, area: Area) -> None:
        """Put blank cells in: what stood there moves down."""
        self._looks.pop(sheet, None)
        self._sheet(sheet).insertCells(self._cells(sheet, area).RangeAddress, DOWN)

    def delete(self, sheet: str, area: Area) -> None:
        """Take cells out: what stands under them moves up."""
        self._looks.pop(sheet, None)
        self._sheet(sheet).removeRange(self._cells(sheet, area).RangeAddress, UP)

    def resize(self, sheet: str, table: str, area: Area) -> None:
        """Let a table cover another area."""
        covers = self._cells(sheet, area).RangeAddress
        self.document.DatabaseRanges.getByName(table).DataArea = covers

    def tables(self) -> dict[str, Area]:
        """Give what each table covers."""
        return {table.Name: _area(table.DataArea) for table in self.document.DatabaseRanges}

    def _sheet(self, name: str) -> Any:  # noqa: ANN401
        return self.document.Sheets.getByName(name)

    def _cells(self, sheet: str, area: Area) -> Any:  # noqa: ANN401
        top, left, bottom, right = (place - 1 for place in area)
        return self._sheet(sheet).getCellRangeByPosition(left, top, right, bottom)

    def _excel(self, cells: Any) -> Any:  # noqa: ANN401
        """Give a range as Excel's own object model has it."""
        owner = self._basic.ThisWorkbook
        return self._basic.createInstanceWithArguments("ooo.vba.excel.Range", (owner, cells))

    def _texts(self, sheet: str, area: Area) -> Iterator[str]:
        """Give what each cell of an area shows."""
        cells = self._cells(sheet, area)
        for down in range(area[2] - area[0] + 1):
            for right in range(area[3] - area[1] + 1):
                yield cells.getCellByPosition(right, down).String

    def _dressed(self, sheet: str) -> list[tuple[Area, str, bool]]:
        """Give the parts of a sheet that look the same, with how, and whether it is yes or no."""
        if sheet not in self._looks:
            found = self._sheet(sheet).getCellFormatRanges()
            self._looks[sheet] = [
                (_area(one.RangeAddress), *self._format(one.NumberFormat)) for one in found
            ]
        return self._looks[sheet]

    def _format(self, key: int) -> tuple[str, bool]:
        if key not in self._formats:
            found = self.document.NumberFormats.getByKey(key)
            logical = bool(found.Type & _LOGICAL)
            self._formats[key] = (_GENERAL if logical else found.FormatString, logical)
        return self._formats[key]


def _area(address: Any) -> Area:  # noqa: ANN401
    """Give an address, from 1."""
    places = (address.StartRow, address.StartColumn, address.EndRow, address.EndColumn)
    top, left, bottom, right = (place + 1 for place in places)
    return top, left, bottom, right


def _found(cells: Any, area: Area) -> Iterator[Area]:  # noqa: ANN401
    """Give what was found in an area; asked for one cell, LibreOffice looks in the whole sheet."""
    for one in map(_area, cells.RangeAddresses):
        top, left = max(one[0], area[0]), max(one[1], area[1])
        bottom, right = min(one[2], area[2]), min(one[3], area[3])
        if top <= bottom and left <= right:
            yield top, left, bottom, right


def _cut(rows: list[list[Cell]], area: Area, part: Area) -> Iterator[Cell]:
    """Give the cells of a part, of those that were read of an area."""
    top, left, _, _ = area
    for row in rows[max(part[0] - top, 0) : max(part[2] - top + 1, 0)]:
        yield from row[max(part[1] - left, 0) : max(part[3] - left + 1, 0)]


def _block(area: Area, cells: list[tuple[int, int, Cell]]) -> tuple[tuple[object, ...], ...]:
    """Give plain values as a block; blank where something else is put."""
    width = area[3] - area[1] + 1
    held: list[object] = [""] * len(cells)
    for row, column, (value, formula, _) in cells:
        if formula is None and value is not None and _is_plain(value):
            held[(row - area[0]) * width + column - area[1]] = value
    return tuple(tuple(held[at : at + width]) for at in range(0, len(held), width))


def _is_plain(value: Any) -> bool:  # noqa: ANN401
    return value is None or isinstance(value, str | float)


def _formulas(cells: list[tuple[int, int, Cell]]) -> Iterator[tuple[Area, str]]:
    """Give the formulas with their places; what is the same in each row of a column at once."""
    begun: dict[int, tuple[Area, str]] = {}
    for row, column, (_, formula, _) in cells:
        area, text = begun.get(column, ((0, 0, 0, 0), ""))
        if formula == text and area[2] == row - 1 and not _MOVES.search(text):
            begun[column] = (*area[:2], row, column), text
            continue
        if text:
            yield begun.pop(column)
        if formula is not None:
            begun[column] = (row, column, row, column), formula
    yield from begun.values()


def _each(rows: Iterable[Iterable[Any]]) -> Iterator[Any]:
    for row in rows:
        yield from row
