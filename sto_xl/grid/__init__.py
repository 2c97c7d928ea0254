"""The port between spreadsheets and rules: a workbook is a set of named tables of plain values.

Imports the standard library alone, and nothing of this program. Rows and columns are 1-based here,
as Excel shows them. Adapters (`sto_xl.books`) make a `Snapshot` and carry out `Changes`; `locate`
finds a table in a snapshot, the same way for all of them.
"""

from __future__ import annotations

from sto_xl.grid.cells import (
    Dropdown,
    ListObject,
    Notice,
    NoticeKind,
    Room,
    Row,
    Sheet,
    Snapshot,
    Table,
    Value,
    Visibility,
    address,
    column_letters,
    column_number,
    is_blank,
    plain,
)
from sto_xl.grid.changing import (
    Book,
    Cell,
    CellRow,
    Changes,
    ColumnCells,
    Formula,
    Source,
    TableWritten,
    TailRows,
    Written,
)
from sto_xl.grid.locating import (
    HEADER_SEARCH_ROWS,
    REQUIRED_SHARE,
    TOTAL_LABEL,
    How,
    Located,
    Wanted,
    holds_list,
    locate,
)

__all__ = [
    "HEADER_SEARCH_ROWS",
    "REQUIRED_SHARE",
    "TOTAL_LABEL",
    "Book",
    "Cell",
    "CellRow",
    "Changes",
    "ColumnCells",
    "Dropdown",
    "Formula",
    "How",
    "ListObject",
    "Located",
    "Notice",
    "NoticeKind",
    "Room",
    "Row",
    "Sheet",
    "Snapshot",
    "Source",
    "Table",
    "TableWritten",
    "TailRows",
    "Value",
    "Visibility",
    "Wanted",
    "Written",
    "address",
    "column_letters",
    "column_number",
    "holds_list",
    "is_blank",
    "locate",
    "plain",
]
