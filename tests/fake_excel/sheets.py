"""The workbook behind the fake Excel: sheets of cells, and tables on them.

Nothing here counts as a call: this is what Excel itself remembers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from fake_excel.cells import EMPTY, Cell, Stored
from sto_xl.grid import column_letters, column_number

ROWS, COLUMNS = 1_048_576, 16_384


class Area(NamedTuple):
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    def columns(self) -> range:
        return range(self.left, self.right + 1)

    def meets(self, other: Area) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def text(self, *, rows: str = "", columns: str = "") -> str:
        """Give the address, with these signs before row and column."""
        if self.height == ROWS and self.width < COLUMNS:
            return ":".join(f"{columns}{column_letters(c)}" for c in (self.left, self.right))
        if self.width == COLUMNS:
            return f"{rows}{self.top}:{rows}{self.bottom}"
        first = f"{columns}{column_letters(self.left)}{rows}{self.top}"
        if self.height == self.width == 1:
            return first
        return f"{first}:{columns}{column_letters(self.right)}{rows}{self.bottom}"


EVERYTHING = Area(1, 1, ROWS, COLUMNS)
_A1 = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.IGNORECASE)
_WHOLE_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_WHOLE_ROWS = re.compile(r"\$?(\d+):\$?(\d+)")


def a1(text: str) -> Area | None:
    """Read an address; None when it is none, or lies outside the sheet."""
    text = text.strip()
    if match := _A1.fullmatch(text):
        rows = sorted((int(match[2]), int(match[4] or match[2])))
        columns = sorted((column_number(match[1]), column_number(match[3] or match[1])))
    elif match := _WHOLE_COLUMNS.fullmatch(text):
        rows, columns = [1, ROWS], sorted((column_number(match[1]), column_number(match[2])))
    elif match := _WHOLE_ROWS.fullmatch(text):
        rows, columns = sorted((int(match[1]), int(match[2]))), [1, COLUMNS]
    else:
        return None
    inside = rows[0] >= 1 and rows[1] <= ROWS and columns[1] <= COLUMNS
    return Area(rows[0], columns[0], rows[1], columns[1]) if inside else None


@dataclass(eq=False)
class SheetModel:
    """A sheet: its cells, by row and column, and how it is shown."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    column_formats: dict[int, Cell] = field(default_factory=dict)
    visible: int = -1
    protected: bool = False
    merged: list[Area] = field(default_factory=list)
    filter: Area | None = None
    filtered: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def at(self, row: int, column: int) -> Cell:
        """Give a cell; one that was never used has the format of its column."""
        found = self.cells.get((row, column))
        return found if found is not None else self.column_formats.get(column, EMPTY)

    def used(self) -> Area:
        """Give the used range: cells that only have a format count as well."""
        if not self.cells:
            return Area(1, 1, 1, 1)
        rows = [row for row, _ in self.cells]
        columns = [column for _, column in self.cells]
        return Area(min(rows), min(columns), max(rows), max(columns))

    def merge_at(self, row: int, column: int) -> Area | None:
        """Give the merged range that a cell is in."""
        return next((area for area in self.merged if area.holds(row, column)), None)

    def copy(self) -> SheetModel:
        """Give a sheet that shares nothing that can change."""
        return replace(
            self,
            cells=dict(self.cells),
            column_formats=dict(self.column_formats),
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

    def headings(self) -> list[str]:
        """Give the column names: the texts of the header row."""
        return [str(self.sheet.at(self.area.top, c).value or "") for c in self.area.columns()]

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
