"""A second reader, by other people's code: what both give for a file can be trusted."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from typing import Any

from sto_xl.books.reading import cells
from sto_xl.books.reading.package import STATES, Package, SheetPart, formats_in
from sto_xl.books.reading.spelling import plain
from sto_xl.books.reading.values import DUTCH_ERRORS, fitted, shows_date, unescaped, value
from sto_xl.grid import Dropdown, ListObject, Notice, NoticeKind, Sheet, Snapshot, Value, Visibility
from sto_xl.system.errors import Cause, Failure

#: openpyxl takes a kilobyte and 20 microseconds for each cell, and reads the workbook twice here.
MAX_OBJECTS = 400_000
#: Texts and styles are parsed as well: 5 microseconds for each tag.
MAX_TAGS = 3_000_000
#: A merged range takes two milliseconds, a format a tenth of one.
MAX_MERGED, MAX_FORMATS = 4_000, 20_000


def read_package_with_openpyxl(package: Package) -> Snapshot:
    """Read a workbook with openpyxl: what `file.snapshot_of` gives of it, twenty times slower.

    Known differences, all of them in cells that nobody types: a text that literally holds an
    escape such as `_x000D_`, a number beyond the year 9999 in a date format, and what stands
    hidden under a merged range. Nor does openpyxl keep drop-down lists among Excel's extensions.
    Sums, and what room cells have, it is not asked for.
    """
    parts = (package.strings, package.styles, *(part.xml for part in package.sheets))
    tags = sum(xml.count(b"<") for xml in parts)
    merged = sum(part.xml.count(b"mergeCell ") for part in package.sheets)
    many = merged > MAX_MERGED or formats_in(package.styles) > MAX_FORMATS
    if many or tags > MAX_TAGS or sum(map(_objects, package.sheets)) > MAX_OBJECTS:
        detail = "meer dan het tweede leesprogramma aankan"
        raise Failure(Cause.TOO_LARGE, file=package.file, detail=detail)
    try:
        return _snapshot(package)
    except Exception as error:
        # On damaged parts openpyxl raises whatever it stumbles over: eight kinds were counted.
        raise Failure(Cause.DAMAGED, file=package.file) from error


def declares_types(package: Package) -> bool:
    """Tell whether a part declares a document type, which may be a bomb: openpyxl opens those."""
    parts = (package.strings, package.styles, *(part.xml for part in package.sheets))
    return any(b"<!DOCTYPE" in xml.replace(b"\0", b"") for xml in parts)


def _objects(part: SheetPart) -> int:
    try:
        return cells.objects(plain(part.xml))
    except ValueError:
        return 0  # openpyxl will say so itself


def _snapshot(package: Package) -> Snapshot:
    values, formulas = _load(package, data_only=True), _load(package, data_only=False)
    sheets: list[Sheet] = []
    notices: list[Notice] = []
    dropdowns: list[Dropdown] = []
    for sheet in values.worksheets:
        rows = [tuple(_value(cell) for cell in row) for row in _cells(sheet)]
        state = STATES.get(sheet.sheet_state, Visibility.VISIBLE)
        sheets.append(fitted(sheet.title, rows, sheet.min_row, sheet.min_column, state))
        notices += _notices(sheet, formulas[sheet.title])
        dropdowns += _dropdowns(sheet)
    tables = tuple(_table(s.title, table) for s in values.worksheets for table in s.tables.values())
    return Snapshot(package.file, tuple(sheets), tables, tuple(notices), tuple(dropdowns))


def _load(package: Package, *, data_only: bool) -> Any:  # noqa: ANN401 - openpyxl has no types
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Links to other workbooks are left alone: what they gave stands in the cells.
        return openpyxl.load_workbook(
            io.BytesIO(package.data), data_only=data_only, keep_links=False
        )


def _cells(sheet: Any) -> Any:  # noqa: ANN401 - openpyxl has no types
    return sheet.iter_rows(min_row=sheet.min_row, min_col=sheet.min_column)


def _value(cell: Any) -> Value:  # noqa: ANN401 - openpyxl has no types
    if cell.data_type == "e" or _impossible_date(cell):
        return None
    given = value(cell.value)
    return unescaped(given) if isinstance(given, str) else given


def _impossible_date(cell: Any) -> bool:  # noqa: ANN401 - openpyxl has no types
    if isinstance(cell.value, dt.datetime):
        return bool(cell.value < cell.parent.parent.epoch)
    return cell.value == dt.time() and shows_date(-1, cell.number_format)


def _serial(cell: Any) -> float:  # noqa: ANN401 - openpyxl has no types
    if not isinstance(cell.value, dt.datetime):
        return 0.0
    return float((cell.value - cell.parent.parent.epoch) / dt.timedelta(days=1))


def _notices(sheet: Any, formulas: Any) -> Iterator[Notice]:  # noqa: ANN401 - openpyxl has no types
    found: list[tuple[int, int, NoticeKind, str]] = [
        (area.min_row, area.min_col, NoticeKind.MERGED, area.coord)
        for area in sheet.merged_cells.ranges
    ]
    for cell in (cell for row in _cells(sheet) for cell in row):
        here = cell.row, cell.column
        if cell.data_type == "e":
            found.append((*here, NoticeKind.ERROR, DUTCH_ERRORS.get(cell.value, cell.value)))
        elif _impossible_date(cell):
            found.append((*here, NoticeKind.IMPOSSIBLE_DATE, f"{_serial(cell):g}"))
        elif cell.value is None and cell.data_type != "str":
            formula = formulas.cell(*here)
            if formula.data_type == "f":
                text = formula.value
                found.append((*here, NoticeKind.NO_VALUE, getattr(text, "text", None) or str(text)))
    for row, column, kind, text in sorted(found):
        yield Notice(kind, sheet.title, row, column, text)


def _dropdowns(sheet: Any) -> list[Dropdown]:  # noqa: ANN401 - openpyxl has no types
    areas = {
        area
        for given in sheet.data_validations.dataValidation
        if given.type == "list" and given.formula1
        for area in cells.areas_of(sheet.title, str(given.sqref), given.formula1)
    }
    return sorted(areas, key=lambda d: (d.top, d.left, d.bottom, d.right, d.source))


def _table(sheet: str, table: Any) -> ListObject:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.worksheet.cell_range import CellRange

    area = CellRange(table.ref)
    return ListObject(
        table.displayName,
        sheet,
        area.min_row,
        area.min_col,
        area.max_row,
        area.max_col,
        header=table.headerRowCount != 0,
        totals=bool(table.totalsRowCount),
    )
