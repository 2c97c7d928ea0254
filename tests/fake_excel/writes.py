"""How values get into a range of the fake Excel: spread, skipped and refused as Excel does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from fake_excel.cells import NOT_AVAILABLE, Cell, formula, names_several, result, written
from fake_excel.sheets import Area, BookModel, SheetModel
from fake_excel.win32 import failed

_RELATIVE = re.compile(r"(?<![\w$.\[])\$?[A-Za-z]{1,3}\$?\d+(?![\w(\]])")


def write(
    book: BookModel,
    sheet: SheetModel,
    areas: Sequence[Area],
    data: object,
    *,
    whole: bool = False,
) -> None:
    """Put a value, or a block of rows, into every area of a range.

    `whole`: a formula may give several values (`Formula2`); else one of several cells is taken.
    """
    refuse_protected(sheet)
    block = _block(data)
    made = [
        (row, column, cell)
        for area in areas
        for row, column, cell in _cells(book, sheet, area, block or data)
    ]
    for row, column, cell in made:
        implicit = not whole and cell.formula is not None and names_several(cell.formula)
        sheet.cells[row, column] = cell._replace(implicit=implicit)
    book.saved = False
    for area in areas:
        _calculate_columns(book, sheet, area, array=bool(block))
        _tell_tables(book, sheet, area)


def _calculate_columns(book: BookModel, sheet: SheetModel, area: Area, *, array: bool) -> None:
    """Fill whole columns of tables with a formula: the first of an array, or the only thing there.

    Of an array Excel does so whatever else the column holds, and whatever its settings say.
    """
    for table in book.tables_on(sheet):
        body = table.body()
        for column in area.columns() if body.meets(area) else ():
            if not body.left <= column <= body.right:
                continue
            rows = table.rows()
            put = [row for row in rows if row in area.rows() and sheet.at(row, column).formula]
            others = [row for row in rows if row not in area.rows()]
            alone = others and all(formula(sheet.at(row, column)) == "" for row in others)
            if put and (array or alone):
                for row in rows:
                    if row not in put or array:
                        moved = _filled(book, sheet.at(put[0], column), row - put[0], 0)
                        look = sheet.at(row, column).shown
                        sheet.cells[row, column] = moved._replace(shown=look)


def clear(book: BookModel, sheet: SheetModel, areas: Sequence[Area]) -> None:
    """Empty a range; rows that a filter hides keep what they hold."""
    refuse_protected(sheet)
    hidden = book.filtered_rows(sheet)
    for place, cell in sheet.cells.items():
        if place[0] not in hidden and any(area.holds(*place) for area in areas):
            sheet.cells[place] = Cell(shown=cell.shown)
    book.saved = False
    for area in areas:
        _tell_tables(book, sheet, area)


def refuse_protected(sheet: SheetModel) -> None:
    """Raise what Excel raises for a sheet that is protected."""
    if sheet.protected:
        msg = "The cell or chart you're trying to change is on a protected sheet."
        raise failed(msg)


def _block(data: object) -> list[Sequence[object]]:
    if not isinstance(data, list | tuple):
        return []
    if not data or not all(isinstance(row, list | tuple) for row in data):
        message = "A block of values must be 2-D"
        raise TypeError(message)
    if len({len(row) for row in data}) != 1 or not data[0]:
        message = "All dimensions must be a sequence of the same size"
        raise TypeError(message)
    return list(data)


def _cells(
    book: BookModel, sheet: SheetModel, area: Area, data: object
) -> Iterator[tuple[int, int, Cell]]:
    """Give the cells that change, with what they become."""
    hidden = book.filtered_rows(sheet).intersection(area.rows())
    for row in area.rows():
        if row in hidden:
            continue
        # Over filtered rows Excel puts the first row of the block into every visible one.
        line = 0 if hidden else row - area.top
        for column in area.columns():
            merged = sheet.merge_at(row, column) if sheet.merged else None
            if merged and (row, column) != (merged.top, merged.left):
                continue
            given = _given(data, line, column - area.left)
            cell = _made(book, given, sheet.at(row, column))
            if cell.formula and not isinstance(data, list):
                cell = _filled(book, cell, row - area.top, column - area.left)
            yield row, column, cell


def _given(data: object, line: int, place: int) -> object:
    """Give the element for a cell: one row, or one column, is repeated, the rest gets #N/A."""
    if not isinstance(data, list):
        return data
    row = data[0] if len(data) == 1 else data[line] if line < len(data) else None
    if row is None:
        return _NOTHING
    if len(row) == 1:
        return row[0]
    return row[place] if place < len(row) else _NOTHING


_NOTHING = object()


def _made(book: BookModel, given: object, old: Cell) -> Cell:
    if given is _NOTHING:
        return Cell(NOT_AVAILABLE, shown=old.shown)
    cell = written(given, old, from_1904=book.from_1904)
    if cell.formula is not None:
        return cell._replace(value=result(cell.formula, book.results))
    return cell


def _filled(book: BookModel, cell: Cell, down: int, right: int) -> Cell:
    """Give a formula that is filled over a range: relative references move along."""
    text = cell.formula or ""
    if not (down or right) or not _RELATIVE.search(re.sub(r'"[^"]*"', '""', text)):
        return cell
    from openpyxl.formula.translate import Translator, TranslatorError

    translator = Translator(text, origin="A1")
    try:
        moved = str(translator.translate_formula(row_delta=down, col_delta=right))
    except TranslatorError:
        moved = "=#REF!"
    return cell._replace(formula=moved, value=result(moved, book.results))


def _tell_tables(book: BookModel, sheet: SheetModel, area: Area) -> None:
    """Let tables take notice: a heading is a text of its own, a filled blank row is a body row."""
    for table in book.tables_on(sheet):
        if not table.area.meets(area):
            continue
        if table.waiting:
            cells = (sheet.at(r, c) for r in table.rows() for c in table.area.columns())
            table.waiting = all(formula(cell) == "" for cell in cells)
        if table.header and table.area.top in area.rows():
            head_columns(sheet, table.area)


def head_columns(sheet: SheetModel, area: Area) -> None:
    """Make the headings of a table unique texts, as Excel does."""
    taken: set[str] = set()
    for number, column in enumerate(area.columns(), 1):
        cell = sheet.at(area.top, column)
        text = formula(cell) if cell.formula is None else str(cell.value)
        wanted = name = text or f"Kolom{number}"
        extra = 1
        while name.casefold() in taken:
            extra += 1
            name = f"{wanted}{extra}"
        taken.add(name.casefold())
        if cell.value != name or cell.formula:
            sheet.cells[area.top, column] = Cell(name, None, cell.shown, cell.prefix)
