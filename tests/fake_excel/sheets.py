"""The workbook behind the fake Excel: sheets of cells, and tables on them.

Nothing here counts as a call: this is what Excel itself remembers.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from fake_excel.areas import Area
from fake_excel.cells import Cell, Stored
from fake_excel.held import Cells, InMemory


@dataclass(eq=False)
class SheetModel:
    """A sheet: its cells, and how it is shown."""

    name: str
    cells: Cells = field(default_factory=InMemory)
    visible: int = -1
    protected: bool = False
    merged: list[Area] = field(default_factory=list)
    filter: Area | None = None
    filtered: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def at(self, row: int, column: int) -> Cell:
        """Give a cell."""
        return self.cells.read(Area(row, column, row, column))[0][0]

    def merge_at(self, row: int, column: int) -> Area | None:
        """Give the merged range that a cell is in."""
        return next((area for area in self.merged if area.holds(row, column)), None)

    def copy(self) -> SheetModel:
        """Give a sheet that shares nothing that can change."""
        return replace(
            self,
            cells=self.cells.copy(),
            merged=list(self.merged),
            filtered=set(self.filtered),
            hidden=set(self.hidden),
        )


@dataclass(eq=False)
class TableModel:
    """A table. With `waiting` it has no body row, and shows a blank row to type in instead."""

    name: str
    sheet: SheetModel
    area: Area
    header: bool = True
    totals: bool = False
    buttons: bool = True
    waiting: bool = False
    filtered: set[int] = field(default_factory=set)

    def rows(self) -> range:
        """Give the sheet rows of the body, the row to type in counted as well."""
        return range(self.area.top + self.header, self.area.bottom - self.totals + 1)

    def body(self) -> Area:
        """Give the body, or the blank row where it will come."""
        rows = self.rows()
        return Area(rows.start, self.area.left, rows.stop - 1, self.area.right)

    def resize(self, area: Area) -> None:
        """Let it cover another area."""
        self.area = area
        self.sheet.cells.resize(self.name, area)

    def headings(self) -> list[str]:
        """Give the column names: the texts of the header row."""
        [header] = self.sheet.cells.read(self.area._replace(bottom=self.area.top))
        return [str(cell.value or "") for cell in header]

    def column(self, heading: str) -> int | None:
        """Give the sheet column of a heading, case-blind."""
        names = [name.casefold() for name in self.headings()]
        wanted = heading.casefold()
        return self.area.left + names.index(wanted) if wanted in names else None


@dataclass(eq=False)
class BookModel:
    """A workbook: its sheets in order, its tables and names, and the results of its formulas."""

    name: str
    path: str
    sheets: list[SheetModel] = field(default_factory=list)
    tables: list[TableModel] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)
    results: dict[str, Stored] = field(default_factory=dict)
    from_1904: bool = False
    read_only: bool = False
    saved: bool = True
    active: int = 0

    def sheet(self, name: str) -> SheetModel:
        """Give a sheet by its name, case-blind."""
        for sheet in self.sheets:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise KeyError(name)

    def table(self, name: str) -> TableModel:
        """Give a table by its name, case-blind."""
        for table in self.tables:
            if table.name.casefold() == name.casefold():
                return table
        raise KeyError(name)

    def tables_on(self, sheet: SheetModel) -> list[TableModel]:
        """Give the tables of a sheet."""
        return [table for table in self.tables if table.sheet is sheet]

    def filtered_rows(self, sheet: SheetModel) -> set[int]:
        """Give the rows of a sheet that a filter hides."""
        return sheet.filtered.union(*(table.filtered for table in self.tables_on(sheet)))

    def copy(self) -> BookModel:
        """Give a workbook that shares nothing that can change."""
        sheets = {id(sheet): sheet.copy() for sheet in self.sheets}
        tables = [
            replace(t, sheet=sheets[id(t.sheet)], filtered=set(t.filtered)) for t in self.tables
        ]
        return replace(
            self,
            sheets=list(sheets.values()),
            tables=tables,
            names=dict(self.names),
            results=dict(self.results),
        )
