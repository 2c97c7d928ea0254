"""The tables of a workbook, with their rows, columns and filters, as Office.js asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fake_excel import writes as fake_writes
from fake_excel.areas import Area
from fake_excel.ranges import Range as ComRange
from fake_excel.running import Running
from fake_excel.sheets import BookModel, SheetModel, TableModel
from fake_excel.tables import ListObject
from fake_excel.win32 import ComError
from fake_office.errors import Code, RefusedError
from fake_office.members import Collection, Member
from fake_office.ranges import Range, refuse_protected


class Tables(Collection):
    """The tables of a workbook, of a sheet, or of a range."""

    def __init__(
        self,
        running: Running,
        book: BookModel,
        sheet: SheetModel | None,
        area: Area | None = None,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__(running, book)
        self.sheet = sheet
        self.area = area
        self.whole = whole

    def items(self) -> Sequence[Table]:
        return [
            Table(self.running, self.model, table)
            for table in self.model.tables
            if (self.sheet is None or table.sheet is self.sheet) and self._meets(table.area)
        ]

    def _meets(self, table: Area) -> bool:
        if self.area is None:
            return True
        return self.area.within(table) == table if self.whole else self.area.meets(table)


class Table(Member):
    """A table."""

    writing = frozenset({"clear_filters", "resize"})

    def __init__(self, running: Running, book: BookModel, table: TableModel) -> None:
        super().__init__(running, book)
        self.table = table
        self.identity = f"{{{id(table):032X}}}"

    def get_id(self) -> object:
        return self.identity

    def get_name(self) -> str:
        return self.table.name

    def get_show_headers(self) -> bool:
        return self.table.header

    def get_show_totals(self) -> bool:
        return self.table.totals

    def get_show_filter_button(self) -> bool:
        return self.table.buttons

    def get_worksheet(self) -> Member:
        from fake_office.workbook import Worksheet

        return Worksheet(self.running, self.model, self.table.sheet)

    def get_auto_filter(self) -> TableFilter:
        return TableFilter(self.running, self.model, self.table)

    def get_rows(self) -> Rows:
        return Rows(self.running, self.model, self.table)

    def do_get_range(self) -> Range:
        return self._range(self.table.area)

    def do_get_header_row_range(self) -> Range:
        if not self.table.header:
            raise RefusedError(Code.NOT_FOUND)
        return self._range(self.table.area._replace(bottom=self.table.area.top))

    def do_get_data_body_range(self) -> Range:
        """Give the body; of a table without rows the blank one to type in."""
        return self._range(self.table.body())

    def do_get_total_row_range(self) -> Range:
        if not self.table.totals:
            raise RefusedError(Code.NOT_FOUND)
        return self._range(self.table.area._replace(top=self.table.area.bottom))

    def do_clear_filters(self) -> None:
        refuse_protected(self.table.sheet)
        self.table.filtered.clear()

    def do_resize(self, new: Range | str) -> None:
        """Let it cover another range, as Excel on the desk does."""
        refuse_protected(self.table.sheet)
        if isinstance(new, str):
            from fake_office.workbook import Worksheet

            new = Worksheet(self.running, self.model, self.table.sheet).do_get_range(new)
        book, running = self.model, self.running
        try:
            ListObject(running, book, self.table).do_resize(
                ComRange(running, book, new.sheet, (new.area,))
            )
        except ComError as error:
            raise RefusedError(Code.INVALID) from error

    def _range(self, area: Area) -> Range:
        return Range(self.running, self.model, self.table.sheet, area)


class TableFilter(Member):
    """The filter of a table."""

    writing = frozenset({"clear_criteria"})

    def __init__(self, running: Running, book: BookModel, table: TableModel) -> None:
        super().__init__(running, book)
        self.table = table

    def get_enabled(self) -> bool:
        return self.table.buttons

    def get_is_data_filtered(self) -> bool:
        return bool(self.table.filtered)

    def do_clear_criteria(self) -> None:
        refuse_protected(self.table.sheet)
        self.table.filtered.clear()


class Rows(Collection):
    """The body rows of a table: what stands under the table moves along as they come and go."""

    writing = frozenset({"add"})

    def __init__(self, running: Running, book: BookModel, table: TableModel) -> None:
        super().__init__(running, book)
        self.table = table

    def items(self) -> Sequence[Row]:
        count = 0 if self.table.waiting else len(self.table.rows())
        return [Row(self.running, self.model, self.table, number) for number in range(count)]

    def do_add(self, index: float | None = None, values: Any = None, *_: object) -> Row:  # noqa: ANN401
        """Put rows in, by default at the end; refuse where another table would be torn."""
        table, sheet = self.table, self.table.sheet
        refuse_protected(sheet)
        block = values if isinstance(values, list) else [[values] * table.area.width]
        count = len(self.items())
        at = count if index is None or index == -1 else int(index)
        sound = all(isinstance(row, list) and len(row) == table.area.width for row in block)
        if not sound or not 0 <= at <= count:
            raise RefusedError(Code.INVALID)
        top = table.rows().start + at
        # The blank row of a table without rows is the first that is filled.
        new = len(block) - table.waiting
        if new:
            _shift(self.model, table, top + table.waiting, new)
        table.waiting = False
        area = Area(top, table.area.left, top + len(block) - 1, table.area.right)
        Range(self.running, self.model, sheet, area).put_values(block)
        return Row(self.running, self.model, table, at)


class Row(Member):
    """A body row of a table."""

    writing = frozenset({"delete"})

    def __init__(self, running: Running, book: BookModel, table: TableModel, index: int) -> None:
        super().__init__(running, book)
        self.table = table
        self.index = index

    def get_index(self) -> int:
        return self.index

    def do_get_range(self) -> Range:
        body = self.table.body()
        top = body.top + self.index
        area = body._replace(top=top, bottom=top)
        return Range(self.running, self.model, self.table.sheet, area)

    def do_delete(self) -> None:
        refuse_protected(self.table.sheet)
        if len(self.table.rows()) == 1:
            raise NotImplementedError
        _shift(self.model, self.table, self.table.rows().start + self.index, -1)


def _shift(book: BookModel, table: TableModel, at: int, by: int) -> None:
    """Put so many rows in a table, or take them out; what stands under it moves."""
    sheet, left, right = table.sheet, table.area.left, table.area.right
    under = [t for t in book.tables_on(sheet) if t is not table and t.area.top > table.area.bottom]
    met = [t for t in under if t.area.left <= right and left <= t.area.right]
    if any(t.area.left < left or right < t.area.right for t in met):
        raise RefusedError(Code.CONFLICT)
    if by > 0:
        sheet.cells.insert(Area(at, left, at + by - 1, right), at - 1)
    else:
        sheet.cells.delete(Area(at, left, at - by - 1, right))
    table.filtered = {row + by if row >= at else row for row in table.filtered}
    table.resize(table.area._replace(bottom=table.area.bottom + by))
    for other in met:
        top, bottom = other.area.top + by, other.area.bottom + by
        other.resize(other.area._replace(top=top, bottom=bottom))
    fake_writes.fill_calculated(table, at, by)
