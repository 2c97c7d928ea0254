"""The list beside the letters: to whom each is mailed, and who gets none.

A workbook and not a csv file: it opens in Excel whatever its language, keeps codes as text, and
Word's mail merge takes its first sheet as it is, the headings standing in row 1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl.books.layout import set_widths
from sto_xl.books.report.pages import frame, write_good_news, write_list
from sto_xl.books.style import MARKS, Writer
from sto_xl.grid import Row
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.books.report.contents import MailingList

_FOOTER = "Sterk Techniekonderwijs"


def write_mailed(writer: Writer, sheet: Worksheet, spec: TableSpec, rows: Sequence[Row]) -> None:
    """Write the letters, and colour what to look at before they are sent."""
    form = writer.body(Kind.LONG, bg_color=MARKS["waarschuwing"])
    formats = {(line, "Let op"): form for line, row in enumerate(rows) if row[-1]}
    _write(writer, sheet, spec, rows, formats)


def write_left(writer: Writer, sheet: Worksheet, listed: MailingList, rows: Sequence[Row]) -> None:
    """Write who gets no letter, each with the reason; or that everyone has one."""
    columns = listed.left.columns
    if rows:
        _write(writer, sheet, listed.left, rows, {})
        return
    set_widths(sheet, [column.width for column in columns])
    write_good_news(writer, sheet, 1, len(columns), listed.complete)
    frame(sheet, bottom=1, right=len(columns), landscape=True, footer=_FOOTER)


def _write(
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Row],
    formats: Mapping[tuple[int, str], Format],
) -> None:
    set_widths(sheet, [column.width for column in spec.columns])
    placed = write_list(writer, sheet, spec, rows, top=1, formats=formats)
    sheet.freeze_panes(1, 0)
    frame(
        sheet,
        bottom=placed.bottom,
        right=len(spec.columns),
        landscape=True,
        repeat=(1, 1),
        footer=_FOOTER,
    )
