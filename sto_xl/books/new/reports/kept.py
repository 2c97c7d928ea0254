"""The hidden sheet Stand: what a summary keeps of itself, to be compared with next time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl.books.new.layout import add_table, set_widths
from sto_xl.books.new.style import Writer
from sto_xl.books.report.cells import Tables, fitted_rows
from sto_xl.books.report.tables import KEPT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet


def write_kept(writer: Writer, sheet: Worksheet, tables: Tables) -> None:
    """Write the tables beside each other and hide the sheet.

    It has no print area: some programs print a hidden sheet that has one.
    """
    left = 1
    for spec in KEPT:
        set_widths(sheet, [column.width for column in spec.columns], left=left)
        rows = fitted_rows(tables.get(spec.name, ()))
        placed = add_table(writer, sheet, spec, rows, top=1, left=left, stripes=False)
        left = placed.right + 2
    sheet.hide()
