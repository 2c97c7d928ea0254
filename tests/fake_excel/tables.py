"""The tables of the fake Excel, with their columns and filters, as COM shows them."""

from __future__ import annotations

from typing import Any

from fake_excel.areas import Area
from fake_excel.com import Collection, bad_index
from fake_excel.ranges import LIKE_A_CELL, PLAIN_NAME, OnSheet, Range
from fake_excel.running import Member, Running
from fake_excel.sheets import BookModel, SheetModel, TableModel
from fake_excel.win32 import failed
from fake_excel.writes import fill_calculated, head_columns, refuse_protected


class ListObjects(OnSheet, Collection):
    """The tables of a sheet."""

    def members(self) -> list[Any]:
        tables = self.model.tables_on(self.sheet)
        return [ListObject(self.running, self.model, table) for table in tables]


class ListObject(OnSheet):
    """A table."""

    def __init__(self, running: Running, book: BookModel, table: TableModel) -> None:
        super().__init__(running, book, table.sheet)
        self.table = table

    def get_name(self) -> str:
        return self.table.name

    def put_name(self, value: object) -> None:
        name = str(value)
        refuse_protected(self.sheet)
        others = {t.name.casefold() for t in self.model.tables if t is not self.table}
        others |= {defined.casefold() for defined in self.model.names}
        sound = PLAIN_NAME.fullmatch(name) and not LIKE_A_CELL.fullmatch(name)
        if not sound or name.casefold() in others:
            raise failed()
        self.table.name = name

    def get_display_name(self) -> str:
        return self.table.name

    def get_range(self) -> Range:
        return self.range(self.table.area)

    def get_data_body_range(self) -> Range | None:
        return None if self.table.waiting else self.range(self.table.body())

    def get_insert_row_range(self) -> Range | None:
        return self.range(self.table.body()) if self.table.waiting else None

    def get_header_row_range(self) -> Range | None:
        area = self.table.area
        return self.range(area._replace(bottom=area.top)) if self.table.header else None

    def get_totals_row_range(self) -> Range | None:
        area = self.table.area
        return self.range(area._replace(top=area.bottom)) if self.table.totals else None

    def get_show_totals(self) -> bool:
        return self.table.totals

    def get_show_headers(self) -> bool:
        return self.table.header

    def get_show_auto_filter(self) -> bool:
        return self.table.buttons

    def get_auto_filter(self) -> TableFilter | None:
        return TableFilter(self) if self.table.buttons else None

    def get_list_columns(self) -> ListColumns:
        return ListColumns(self)

    def get_list_rows(self) -> ListRows:
        return ListRows(self)

    def do_resize(self, range: Range) -> None:  # noqa: A002 - as in Excel
        refuse_protected(self.sheet)
        table, area = self.table, range.first
        others = [t for t in self.model.tables_on(self.sheet) if t is not table]
        sound = (
            range.sheet is self.sheet
            and len(range.areas) == 1
            and not table.totals
            and area.top == table.area.top
            and area.height > table.header
            and area.meets(table.area)
            and not any(area.meets(other.area) for other in others)
            and not any(area.meets(merged) for merged in self.sheet.merged)
        )
        if not sound:
            raise failed()
        stop = table.rows().stop
        table.resize(area)
        fill_calculated(table, stop, area.bottom + 1 - stop)
        table.filtered &= set(table.rows())
        if table.waiting:
            [first, *more] = self.sheet.cells.read(table.body())
            table.waiting = not more and not any(cell.value for cell in first)
        self.model.saved = False
        if table.header:
            head_columns(self.sheet, area)


class ListRows(Member):
    """The body rows of a table."""

    def __init__(self, of: ListObject) -> None:
        super().__init__(of.running)
        self.of = of

    def get_count(self) -> int:
        return 0 if self.of.table.waiting else len(self.of.table.rows())


class ListColumns(Member, Collection):
    """The columns of a table."""

    def __init__(self, of: ListObject) -> None:
        super().__init__(of.running)
        self.of = of

    def members(self) -> list[Any]:
        columns = self.of.table.area.columns()
        return [ListColumn(self.of, number) for number in range(1, len(columns) + 1)]


class ListColumn(Member):
    """A column of a table."""

    def __init__(self, of: ListObject, number: int) -> None:
        super().__init__(of.running)
        self.of = of
        self.number = number

    def get_name(self) -> str:
        return self.of.table.headings()[self.number - 1]

    def get_index(self) -> int:
        return self.number

    def get_range(self) -> Range:
        return self.of.range(self._cut(self.of.table.area))

    def get_data_body_range(self) -> Range | None:
        table = self.of.table
        return None if table.waiting else self.of.range(self._cut(table.body()))

    def _cut(self, area: Area) -> Area:
        column = area.left + self.number - 1
        if column > area.right:
            raise bad_index()
        return area._replace(left=column, right=column)


class AutoFilter(Member):
    """The filter buttons of a table or a sheet, and the rows that they hide."""

    com_name = "AutoFilter"

    def rows(self) -> set[int]:
        """Give the rows that the filter hides; taking one out shows it."""
        raise NotImplementedError

    def get_filter_mode(self) -> bool:
        return bool(self.rows())


class TableFilter(AutoFilter):
    """The filter of a table."""

    def __init__(self, of: ListObject) -> None:
        super().__init__(of.running)
        self.of = of

    def rows(self) -> set[int]:
        return self.of.table.filtered

    def get_range(self) -> Range:
        area = self.of.table.area
        return self.of.range(area._replace(bottom=area.bottom - self.of.table.totals))

    def do_show_all_data(self) -> None:
        refuse_protected(self.of.sheet)
        self.of.table.filtered.clear()


class SheetFilter(AutoFilter):
    """The filter of a range on a sheet."""

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel) -> None:
        super().__init__(running)
        self.model = book
        self.sheet = sheet

    def rows(self) -> set[int]:
        return self.sheet.filtered

    def get_range(self) -> Range:
        area = self.sheet.filter
        if area is None:
            raise failed()
        return Range(self.running, self.model, self.sheet, (area,))

    def do_show_all_data(self) -> None:
        refuse_protected(self.sheet)
        if not self.sheet.filtered:
            raise failed()
        self.sheet.filtered.clear()
