"""How a workbook file comes into the fake Excel: read with openpyxl, numbers left as they are."""

from __future__ import annotations

import io
import re
import warnings
from functools import lru_cache
from typing import Any
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
    found = _read(data, values=False)
    values: Any = None
    book = BookModel("", "", from_1904=found.epoch.year == 1904)
    if any(cell.data_type == "f" for sheet in found.worksheets for cell in sheet._cells.values()):  # noqa: SLF001
        values = _read(data, values=True)
    for sheet in found.worksheets:
        made = _sheet(sheet, values[sheet.title] if values else None)
        book.sheets.append(made)
        book.tables.extend(_tables(sheet, made))
        formulas = (cell for cell in made.cells.filled().values() if cell.formula)
        book.results.update({cell.formula: cell.value for cell in formulas if cell.formula})
    book.names.update({name: str(n.attr_text) for name, n in found.defined_names.items()})
    book.active = found.index(found.active) if found.active in found.worksheets else 0
    return book


def _read(data: bytes, *, values: bool) -> Any:  # noqa: ANN401 - a workbook, private parts too
    """Load with openpyxl, but without turning numbers into dates: -5 in a date format stays -5."""
    from openpyxl.reader import excel
    from openpyxl.styles.stylesheet import apply_stylesheet

    def styles_only(archive: Any, book: Any) -> Any:  # noqa: ANN401
        given = apply_stylesheet(archive, book)
        book._date_formats = book._timedelta_formats = set()  # noqa: SLF001
        return given

    kept = mock.patch.multiple(excel, apply_stylesheet=styles_only, read_string_table=_shared)
    with warnings.catch_warnings(), kept:
        warnings.simplefilter("ignore")
        return excel.load_workbook(io.BytesIO(data), data_only=values)


def _shared(part: Any) -> list[str]:  # noqa: ANN401
    """Give the texts as the file spells them: openpyxl takes `_x005F_` for nothing."""
    from openpyxl.cell.text import Text
    from openpyxl.xml.functions import iterparse

    found = (Text.from_tree(node) for _, node in iterparse(part) if node.tag.endswith("}si"))
    return [str(text.content) for text in found if text]


def _sheet(sheet: Any, values: Any) -> SheetModel:  # noqa: ANN401
    made = SheetModel(sheet.title, visible=_VISIBLE[sheet.sheet_state])
    made.protected = bool(sheet.protection.sheet)
    merged = (a1(str(area)) for area in sheet.merged_cells.ranges)
    made.merged = [area for area in merged if area is not None]
    made.filter = a1(sheet.auto_filter.ref) if sheet.auto_filter.ref else None
    made.hidden = {row for row, look in sheet.row_dimensions.items() if look.hidden}
    if made.filter and sheet.auto_filter.filterColumn:
        made.filtered = made.hidden & set(made.filter.rows())
        made.hidden -= made.filtered
    made.cells = _cells(sheet, values)
    return made


def _cells(sheet: Any, values: Any) -> InMemory:  # noqa: ANN401
    looks: dict[int, Cell] = {}
    for look in sheet.column_dimensions.values():
        if look.number_format != EMPTY.shown and look.min:
            shown = Cell(shown=look.number_format)
            looks.update(dict.fromkeys(range(look.min, look.max + 1), shown))
    known = values._cells if values is not None else {}  # noqa: SLF001
    cells = {place: _cell(c, known.get(place)) for place, c in sheet._cells.items()}  # noqa: SLF001
    return InMemory(cells, looks)


def _cell(cell: Any, result: Any) -> Cell:  # noqa: ANN401
    if cell.data_type != "f":
        prefix = bool(getattr(cell, "quotePrefix", False))
        return Cell(_stored(cell), None, cell.number_format, prefix)
    text = getattr(cell.value, "text", cell.value)
    return Cell(_stored(result), str(text), cell.number_format)


def _stored(cell: Any) -> Stored:  # noqa: ANN401
    value: Any = cell.value if cell is not None else None
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
