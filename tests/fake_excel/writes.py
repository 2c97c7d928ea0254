"""How values get into a range of the fake Excel: spread, skipped and refused as Excel does."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from fake_excel.areas import Area
from fake_excel.cells import NOT_AVAILABLE, Cell, formula, names_several, result, written
from fake_excel.held import Place
from fake_excel.sheets import BookModel, SheetModel, TableModel
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
    made: dict[Place, Cell] = {}
    for area in areas:
        for place, cell in _cells(book, sheet, area, block or data):
            implicit = not whole and cell.formula is not None and names_several(cell.formula)
            made[place] = cell._replace(implicit=implicit)
    sheet.cells.put(made)
    for area in areas:
        settle(book, sheet, area, made, array=bool(block))


def settle(
    book: BookModel, sheet: SheetModel, area: Area, made: Collection[Place], *, array: bool
) -> None:
    """Let tables do what they do when cells were `made` in an area, of an `array` or one value."""
    book.saved = False
    _calculate_columns(book, sheet, area, made, array=array)
    _tell_tables(book, sheet, area)


def _calculate_columns(
    book: BookModel, sheet: SheetModel, area: Area, made: Collection[Place], *, array: bool
) -> None:
    """Fill whole columns of tables with a formula: the first of an array, or the only thing there.

    Of an array Excel does so whatever else the column holds, and whatever its settings say.
    """
    for table in book.tables_on(sheet):
        if part := table.body().within(area):
            rows = sheet.cells.read(table.body())
            for column in part.columns():
                held = (row[column - table.area.left] for row in rows)
                cells = dict(zip(table.rows(), held, strict=True))
                put = [row for row in part.rows() if (row, column) in made]
                filled = _filled_along(book, cells, put, array=array)
                sheet.cells.put({(row, column): cell for row, cell in filled.items()})


def _filled_along(
    book: BookModel, cells: Mapping[int, Cell], put: Collection[int], *, array: bool
) -> dict[int, Cell]:
    """Give what changes in a table's column, row by row, by what was put in some of them."""
    own = [row for row in put if cells[row].formula]
    others = [row for row in cells if row not in put]
    alone = others and all(formula(cells[row]) == "" for row in others)
    if not own or not (array or alone):
        return {}
    return {
        row: moved(book, cells[own[0]], row - own[0], 0)._replace(shown=cell.shown)
        for row, cell in cells.items()
        if array or row not in own
    }


def clear(book: BookModel, sheet: SheetModel, areas: Sequence[Area]) -> None:
    """Empty a range; rows that a filter hides keep what they hold."""
    refuse_protected(sheet)
    hidden = book.filtered_rows(sheet)
    sheet.cells.put(
        {
            place: Cell(shown=cell.shown)
            for place, cell in sheet.cells.filled().items()
            if place[0] not in hidden and any(area.holds(*place) for area in areas)
        }
    )
    book.saved = False
    for area in areas:
        _tell_tables(book, sheet, area)


def dress(sheet: SheetModel, area: Area, shown: str) -> None:
    """Give cells a number format."""
    sheet.cells.put({at: cell._replace(shown=shown) for at, cell in by_place(sheet, area)})


def by_place(sheet: SheetModel, area: Area) -> Iterator[tuple[Place, Cell]]:
    """Give the cells of an area, each with its place."""
    for row, cells in zip(area.rows(), sheet.cells.read(area), strict=True):
        for column, cell in zip(area.columns(), cells, strict=True):
            yield (row, column), cell


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
) -> Iterator[tuple[Place, Cell]]:
    """Give the cells that change, with what they become."""
    hidden = book.filtered_rows(sheet).intersection(area.rows())
    for (row, column), old in by_place(sheet, area):
        merged = sheet.merge_at(row, column) if sheet.merged else None
        if row in hidden or (merged and (row, column) != (merged.top, merged.left)):
            continue
        # Over filtered rows Excel puts the first row of the block into every visible one.
        line = 0 if hidden else row - area.top
        cell = _made(book, _given(data, line, column - area.left), old)
        if cell.formula and not isinstance(data, list):
            cell = moved(book, cell, row - area.top, column - area.left)
        yield (row, column), cell


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
    return calculated(book, written(given, old, from_1904=book.from_1904))


def calculated(book: BookModel, cell: Cell) -> Cell:
    """Give a cell with what its formula gives, if it has one."""
    if cell.formula is None:
        return cell
    return cell._replace(value=result(cell.formula, book.results))


def moved(book: BookModel, cell: Cell, down: int, right: int) -> Cell:
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
            [blank] = sheet.cells.read(table.body())
            table.waiting = all(formula(cell) == "" for cell in blank)
        if table.header and table.area.top in area.rows():
            head_columns(sheet, table.area)


def fill_calculated(table: TableModel, first: int, count: int) -> None:
    """Give new rows the formula of each column that has the same one in every other row."""
    new = range(first, first + count)
    old = [row for row in table.rows() if row not in new]
    for column in table.area.columns():
        cells = [table.sheet.at(row, column) for row in old]
        formulas = {cell.formula for cell in cells}
        if len(formulas) == 1 and None not in formulas:
            table.sheet.cells.put({(row, column): cells[0] for row in new})


def head_columns(sheet: SheetModel, area: Area) -> None:
    """Make the headings of a table unique texts, as Excel does."""
    taken: set[str] = set()
    made: dict[Place, Cell] = {}
    header = by_place(sheet, area._replace(bottom=area.top))
    for number, (place, cell) in enumerate(header, 1):
        text = formula(cell) if cell.formula is None else str(cell.value)
        wanted = name = text or f"Kolom{number}"
        extra = 1
        while name.casefold() in taken:
            extra += 1
            name = f"{wanted}{extra}"
        taken.add(name.casefold())
        if cell.value != name or cell.formula:
            made[place] = Cell(name, None, cell.shown, cell.prefix)
    sheet.cells.put(made)
