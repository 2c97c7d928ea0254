"""What a user does to a workbook in the fake Excel: rows come and go, tables are sorted.

References in formulas are left as they are, as nothing is calculated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fake_excel.cells import Cell, Stored
from fake_excel.sheets import Area, BookModel, SheetModel, TableModel

#: Gives a row its new number, or None when the row goes.
Renumber = Callable[[int], int | None]


def delete_rows(book: BookModel, sheet: SheetModel, first: int, count: int) -> None:
    """Delete whole rows; a table that loses its last body row keeps a blank one to type in."""
    gone = range(first, first + count)
    tables = book.tables_on(sheet)
    for table in tables:
        if table.header and table.area.top in gone and table.area.bottom not in gone:
            message = f"Excel does not delete the header row of {table.name} alone"
            raise ValueError(message)
    lost = [t for t in tables if _within(t.area.rows(), gone)]
    emptied = [t for t in tables if t not in lost and _within(t.rows(), gone)]
    book.tables[:] = [t for t in book.tables if t not in lost]
    _renumber(book, sheet, lambda row: None if row in gone else row - max(0, _past(row, gone)))
    for table in emptied:
        table.waiting = True
        _insert(book, sheet, table.area.top + table.header, 1)
        table.area = table.area._replace(bottom=table.area.top + table.header + table.totals)


def _past(row: int, gone: range) -> int:
    return len(gone) if row >= gone.stop else 0


def _within(rows: range, gone: range) -> bool:
    return rows.start >= gone.start and rows.stop <= gone.stop


def insert_rows(book: BookModel, sheet: SheetModel, before: int, count: int) -> None:
    """Insert whole rows; they look like the row above, or under a header like the row below."""
    headers = {t.area.top for t in book.tables_on(sheet) if t.header}
    model = before if before == 1 or before - 1 in headers else before - 1
    look = {c: Cell(shown=cell.shown) for (r, c), cell in sheet.cells.items() if r == model}
    _insert(book, sheet, before, count)
    for row in range(before, before + count):
        sheet.cells.update({(row, column): cell for column, cell in look.items()})


def _insert(book: BookModel, sheet: SheetModel, before: int, count: int) -> None:
    _renumber(book, sheet, lambda row: row + count if row >= before else row)


def _renumber(book: BookModel, sheet: SheetModel, new: Renumber) -> None:
    moved = ((new(row), column, cell) for (row, column), cell in sheet.cells.items())
    sheet.cells = {(row, column): cell for row, column, cell in moved if row is not None}
    sheet.filtered = _renumbered(sheet.filtered, new)
    sheet.hidden = _renumbered(sheet.hidden, new)
    sheet.merged = [area for old in sheet.merged if (area := _moved(old, new))]
    for table in book.tables_on(sheet):
        table.area = _moved(table.area, new) or table.area
        table.filtered = _renumbered(table.filtered, new)


def _renumbered(rows: Iterable[int], new: Renumber) -> set[int]:
    return {row for old in rows if (row := new(old)) is not None}


def _moved(area: Area, new: Renumber) -> Area | None:
    rows = _renumbered(area.rows(), new)
    return area._replace(top=min(rows), bottom=max(rows)) if rows else None


def sort(table: TableModel, heading: str, *, descending: bool = False) -> None:
    """Sort a table by a column; rows that a filter hides stay where they are, as in Excel."""
    by = column_of(table, heading)
    rows = [row for row in table.rows() if row not in table.filtered]
    columns = table.area.columns()
    lines = [[table.sheet.at(row, column) for column in columns] for row in rows]
    place = by - table.area.left
    filled = [line for line in lines if line[place].value is not None]
    blank = [line for line in lines if line[place].value is None]
    filled.sort(key=lambda line: _rank(line[place].value), reverse=descending)
    for row, line in zip(rows, [*filled, *blank], strict=True):
        table.sheet.cells.update({(row, c): cell for c, cell in zip(columns, line, strict=True)})


def _rank(value: Stored) -> tuple[int, float, str]:
    if isinstance(value, bool):
        return 2, float(value), ""
    if isinstance(value, float):
        return 0, value, ""
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    return 3, 0.0, ""


def column_of(table: TableModel, heading: str) -> int:
    """Give the sheet column of a heading that is there."""
    column = table.column(heading)
    if column is None:
        raise KeyError(heading)
    return column


def show_totals(book: BookModel, table: TableModel) -> None:
    """Show the totals row; what stands right under the table moves down."""
    below = table.area.bottom + 1
    sheet = table.sheet
    if any(sheet.at(below, column).value is not None for column in table.area.columns()):
        _shift_columns(sheet, table.area.columns(), below, 1)
        for other in book.tables_on(sheet):
            if other.area.top >= below and other.area.meets(table.area._replace(bottom=10**6)):
                other.area = other.area._replace(
                    top=other.area.top + 1, bottom=other.area.bottom + 1
                )
    table.area = table.area._replace(bottom=below)
    table.totals = True
    sheet.cells[below, table.area.left] = Cell("Totaal")
    last = table.headings()[-1]
    formula = f"=SUBTOTAL(103,[{last}])"
    sheet.cells[below, table.area.right] = Cell(float(len(table.rows())), formula)


def remove_body(book: BookModel, table: TableModel) -> None:
    """Delete every body row: what stands under the table moves up, one blank row remains."""
    rows = table.rows()
    sheet, columns = table.sheet, table.area.columns()
    for row in rows:
        for column in columns:
            shown = sheet.at(row, column).shown
            sheet.cells[row, column] = Cell(shown=shown)
    surplus = len(rows) - 1
    if surplus > 0:
        gone = range(rows.start + 1, rows.stop)
        _drop(sheet, columns, gone)
        _shift_columns(sheet, columns, gone.stop, -surplus)
        for other in book.tables_on(sheet):
            if other.area.top >= gone.stop and other.area.left in columns:
                other.area = other.area._replace(
                    top=other.area.top - surplus, bottom=other.area.bottom - surplus
                )
    bottom = rows.start + table.totals
    table.area = table.area._replace(bottom=bottom)
    table.filtered.clear()
    table.waiting = True


def _drop(sheet: SheetModel, columns: range, gone: range) -> None:
    sheet.cells = {
        (row, column): cell
        for (row, column), cell in sheet.cells.items()
        if not (row in gone and column in columns)
    }


def _shift_columns(sheet: SheetModel, columns: range, start: int, by: int) -> None:
    sheet.cells = {
        (row + by if column in columns and row >= start else row, column): cell
        for (row, column), cell in sheet.cells.items()
    }
