"""What a user does to a workbook in the fake Excel: rows come and go, tables are sorted.

References in formulas are left as they are, as nothing is calculated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from fake_excel.areas import COLUMNS, Area
from fake_excel.cells import Cell, Stored
from fake_excel.sheets import BookModel, SheetModel, TableModel
from fake_excel.writes import by_place

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
    sheet.cells.delete(Area(first, 1, gone.stop - 1, COLUMNS))
    _renumber(book, sheet, lambda row: None if row in gone else row - _past(row, gone))
    for table in emptied:
        table.waiting = True
        top = table.area.top + table.header
        _insert(book, sheet, top, 1)
        table.resize(table.area._replace(bottom=top + table.totals))


def _past(row: int, gone: range) -> int:
    return len(gone) if row >= gone.stop else 0


def _within(rows: range, gone: range) -> bool:
    return rows.start >= gone.start and rows.stop <= gone.stop


def insert_rows(book: BookModel, sheet: SheetModel, before: int, count: int) -> None:
    """Insert whole rows; they look like the row above, or under a header like the row below."""
    headers = {t.area.top for t in book.tables_on(sheet) if t.header}
    like = before if before == 1 or before - 1 in headers else before - 1
    _insert(book, sheet, before, count, like)


def _insert(
    book: BookModel, sheet: SheetModel, before: int, count: int, like: int | None = None
) -> None:
    sheet.cells.insert(Area(before, 1, before + count - 1, COLUMNS), like)
    _renumber(book, sheet, lambda row: row + count if row >= before else row)


def _renumber(book: BookModel, sheet: SheetModel, new: Renumber) -> None:
    sheet.filtered = _renumbered(sheet.filtered, new)
    sheet.hidden = _renumbered(sheet.hidden, new)
    sheet.merged = [area for old in sheet.merged if (area := _moved(old, new))]
    for table in book.tables_on(sheet):
        table.resize(_moved(table.area, new) or table.area)
        table.filtered = _renumbered(table.filtered, new)


def _renumbered(rows: Iterable[int], new: Renumber) -> set[int]:
    return {row for old in rows if (row := new(old)) is not None}


def _moved(area: Area, new: Renumber) -> Area | None:
    rows = _renumbered(area.rows(), new)
    return area._replace(top=min(rows), bottom=max(rows)) if rows else None


def sort(table: TableModel, heading: str, *, descending: bool = False) -> None:
    """Sort a table by a column; rows that a filter hides stay where they are, as in Excel."""
    by = column_of(table, heading)
    body = zip(table.rows(), table.sheet.cells.read(table.body()), strict=True)
    visible = {row: cells for row, cells in body if row not in table.filtered}
    columns, lines = table.area.columns(), visible.values()
    place = by - table.area.left
    filled = [line for line in lines if line[place].value is not None]
    blank = [line for line in lines if line[place].value is None]
    filled.sort(key=lambda line: _rank(line[place].value), reverse=descending)
    placed = zip(visible, [*filled, *blank], strict=True)
    table.sheet.cells.put(
        {(row, c): cell for row, line in placed for c, cell in zip(columns, line, strict=True)}
    )


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
    below = table.area._replace(top=table.area.bottom + 1, bottom=table.area.bottom + 1)
    sheet = table.sheet
    if any(cell.value is not None for _, cell in by_place(sheet, below)):
        sheet.cells.insert(below)
        _move_tables(book, table, below.top, 1)
    table.resize(table.area._replace(bottom=below.bottom))
    table.totals = True
    last = table.headings()[-1]
    count = Cell(float(len(table.rows())), f"=SUBTOTAL(103,[{last}])")
    sheet.cells.put({(below.top, below.left): Cell("Totaal"), (below.top, below.right): count})


def remove_body(book: BookModel, table: TableModel) -> None:
    """Delete every body row: what stands under the table moves up, one blank row remains."""
    body, sheet = table.body(), table.sheet
    sheet.cells.put({place: Cell(shown=cell.shown) for place, cell in by_place(sheet, body)})
    if body.height > 1:
        sheet.cells.delete(body._replace(top=body.top + 1))
        _move_tables(book, table, body.bottom + 1, 1 - body.height)
    table.resize(table.area._replace(bottom=body.top + table.totals))
    table.filtered.clear()
    table.waiting = True


def _move_tables(book: BookModel, table: TableModel, start: int, by: int) -> None:
    """Let the tables under a table go along with their cells."""
    for other in book.tables_on(table.sheet):
        if other.area.top >= start and other.area.left in table.area.columns():
            top, bottom = other.area.top + by, other.area.bottom + by
            other.resize(other.area._replace(top=top, bottom=bottom))
