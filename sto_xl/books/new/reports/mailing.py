"""The list beside the letters: to whom each is mailed, and who gets none.

A workbook and not a csv file: it opens in Excel whatever its language, keeps codes as text, and
Word's mail merge takes its first sheet as it is, the headings standing in row 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl.books.new.layout import Placed, add_look, set_widths
from sto_xl.books.new.reports.pages import Places, frame, write_list, write_pale
from sto_xl.books.new.style import MARKS, Writer
from sto_xl.books.report.names import NOTE
from sto_xl.grid import column_letters
from sto_xl.sheets import TableSpec

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_FOOTER = "Sterk Techniekonderwijs"


def write_mailed(writer: Writer, sheet: Worksheet, spec: TableSpec) -> None:
    """Lay out the list of letters, which colours what to look at before they are sent."""
    placed = _write(writer, sheet, spec)
    top, left, *_ = area = placed.body(spec.columns[-1].heading)
    holds = f'=${column_letters(left)}{top}<>""'
    add_look(writer, sheet, area, holds, bg_color=MARKS["waarschuwing"])


def write_left(writer: Writer, sheet: Worksheet, spec: TableSpec) -> Places:
    """Lay out the list of who gets no letter, each with the reason; give where the note stands."""
    _write(writer, sheet, spec, top=2)
    write_pale(writer, sheet, 1, len(spec.columns), "")
    return {NOTE: (1, 1)}


def _write(writer: Writer, sheet: Worksheet, spec: TableSpec, top: int = 1) -> Placed:
    set_widths(sheet, [column.width for column in spec.columns])
    placed = write_list(writer, sheet, spec, (), top=top)
    sheet.freeze_panes(top, 0)
    frame(
        sheet,
        bottom=placed.bottom,
        right=placed.right,
        landscape=True,
        repeat=(top, top),
        footer=_FOOTER,
    )
    return placed
