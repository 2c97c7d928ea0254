"""How a workbook file comes into the fake Excel: read with openpyxl, numbers left as they are."""

from __future__ import annotations

import io
import re
import warnings
from functools import lru_cache
from typing import Any, NamedTuple
from unittest import mock

from fake_excel.areas import a1
from fake_excel.cells import EMPTY, ERRORS, Cell, Stored, error
from fake_excel.held import InMemory
from fake_excel.sheets import BookModel, SheetModel, TableModel

_VISIBLE = {"visible": -1, "hidden": 0, "veryHidden": 2}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@lru_cache(maxsize=64)
def load(data: bytes) -> BookModel:
    """Read a workbook; the result is kept, so take a copy before changing it."""
    found = _read(data)
    book = BookModel("", "", from_1904=found.epoch.year == 1904)
    for sheet in found.worksheets:
        made = _sheet(sheet)
        book.sheets.append(made)
        book.tables.extend(_tables(sheet, made))
        formulas = (cell for cell in made.cells.filled().values() if cell.formula)
        book.results.update({cell.formula: cell.value for cell in formulas if cell.formula})
    book.names.update({name: str(n.attr_text) for name, n in found.defined_names.items()})
    book.active = found.index(found.active) if found.active in found.worksheets else 0
    return book


class _Formula(NamedTuple):
    """A formula as the file has it, with its result as that of a cell without one."""

    text: Any
    value: Any
    data_type: str


def _read(data: bytes) -> Any:  # noqa: ANN401 - a workbook, private parts too
    """Load with openpyxl, but without turning numbers into dates: -5 in a date format stays -5.

    And formulas with their results: openpyxl gives either, and to read twice takes twice as long.
    """
    from openpyxl.reader import excel
    from openpyxl.styles.stylesheet import apply_stylesheet
    from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

    formula_alone: Any = WorkSheetParser.parse_formula

    def styles_only(archive: Any, book: Any) -> Any:  # noqa: ANN401
        given = apply_stylesheet(archive, book)
        book._date_formats = book._timedelta_formats = set()  # noqa: SLF001
        return given

    def with_result(parser: Any, cell: Any) -> _Formula:  # noqa: ANN401
        text = formula_alone(parser, cell)
        cell.remove(cell.find(FORMULA_TAG))
        column = parser.col_counter
        result = parser.parse_cell(cell)
        parser.col_counter = column
        return _Formula(text, result["value"], result["data_type"])

    kept = mock.patch.multiple(excel, apply_stylesheet=styles_only, read_string_table=_shared)
    both = mock.patch.object(WorkSheetParser, "parse_formula", with_result)
    with warnings.catch_warnings(), kept, both:
        warnings.simplefilter("ignore")
        return excel.load_workbook(io.BytesIO(data))


def _shared(part: Any) -> list[str]:  # noqa: ANN401
    """Give the texts as the file spells them: openpyxl takes `_x005F_` for nothing."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.functions import iterparse

    found = (Text.from_tree(node) for _, node in iterparse(part) if node.tag.endswith("}si"))
    return [str(text.content) for text in found if text]


def _sheet(sheet: Any) -> SheetModel:  # noqa: ANN401
    made = SheetModel(sheet.title, visible=_VISIBLE[sheet.sheet_state])
    made.protected = bool(sheet.protection.sheet)
    merged = (a1(str(area)) for area in sheet.merged_cells.ranges)
    made.merged = [area for area in merged if area is not None]
    made.filter = a1(sheet.auto_filter.ref) if sheet.auto_filter.ref else None
    made.hidden = {row for row, look in sheet.row_dimensions.items() if look.hidden}
    if made.filter and sheet.auto_filter.filterColumn:
        made.filtered = made.hidden & set(made.filter.rows())
        made.hidden -= made.filtered
    made.cells = _cells(sheet)
    return made


def _cells(sheet: Any) -> InMemory:  # noqa: ANN401
    looks: dict[int, Cell] = {}
    for look in sheet.column_dimensions.values():
        if look.number_format != EMPTY.shown and look.min:
            shown = Cell(shown=look.number_format)
            looks.update(dict.fromkeys(range(look.min, look.max + 1), shown))
    cells = {place: _cell(cell) for place, cell in sheet._cells.items()}  # noqa: SLF001
    return InMemory(cells, looks)


def _cell(cell: Any) -> Cell:  # noqa: ANN401
    if isinstance(cell.value, _Formula):
        # One of an array bears its text.
        text = getattr(cell.value.text, "text", cell.value.text)
        return Cell(_stored(cell.value), str(text), cell.number_format)
    prefix = bool(getattr(cell, "quotePrefix", False))
    return Cell(_stored(cell), None, cell.number_format, prefix)


def _stored(cell: Any) -> Stored:  # noqa: ANN401
    value: Any = cell.value
    if value is None or isinstance(value, bool):
        return value
    if cell.data_type == "e":
        return error(value) if value in ERRORS else error("#VALUE!")
    if isinstance(value, int | float):
        return float(value)
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))


def _tables(sheet: Any, made: SheetModel) -> list[TableModel]:  # noqa: ANN401
    tables = []
    for found in sheet.tables.values():
        area = a1(found.ref)
        if area is None:
            continue
        table = TableModel(found.displayName, made, area)
        table.header = found.headerRowCount != 0
        table.totals = bool(found.totalsRowCount)
        table.buttons = found.autoFilter is not None
        table.waiting = bool(found.insertRow)
        if table.buttons and found.autoFilter.filterColumn:
            table.filtered = made.hidden & set(table.rows())
            made.hidden -= table.filtered
        tables.append(table)
    return tables
