"""The sheets that are lists to sort, filter and print: findings, schools, letters, files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl.books.new.layout import Placed, add_look, add_table, set_widths
from sto_xl.books.new.reports.pages import (
    INTERNAL,
    LINE,
    Looks,
    Opening,
    Places,
    across,
    frame,
    height,
    write_list,
    write_note,
    write_pale,
    write_title,
)
from sto_xl.books.new.style import ACCENT, ACCENT_PALE, GREY, MARKS, Writer
from sto_xl.books.report.names import COMPARED, COUNTS, NOTE, ON_CHANGES, SUBTITLE, TITLE
from sto_xl.books.report.tables import CHANGED, FILES
from sto_xl.grid import Row, column_letters
from sto_xl.model.findings import PLURALS
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The cells in row 3 that tell how many there are of each severity: first and last column.
_CHIPS = ((1, 1), (2, 3), (4, 4))
#: What stands beneath a list that is no picture of figures.
HOUSE = "Sterk Techniekonderwijs"
#: The height of what is said above what changed, in points: four lines.
_OPENING = 4 * LINE + 4


def write_findings(writer: Writer, sheet: Worksheet, spec: TableSpec) -> Places:
    """Lay out the list of what a check finds, without rows; give where single values stand.

    The first column of the `spec` is the severity.
    """
    right = len(spec.columns)
    write_title(writer, sheet, "Bevindingen", "", right)
    height(sheet, 3, 22)
    places = {TITLE: (1, 1), SUBTITLE: (2, 1)}
    for severity, name, (left, end) in zip(PLURALS, COUNTS, _CHIPS, strict=True):
        look: Looks = {"bold": True, "valign": "vcenter", "align": "center"}
        form = writer.format(**look, bg_color=MARKS[severity.value])
        across(sheet, 3, left, end, None, form)
        places[name] = (3, left)
        pale = {"bg_color": ACCENT_PALE, "font_color": GREY}
        add_look(
            writer, sheet, (3, left, 3, end), f'=LEFT(${column_letters(left)}$3,4)="geen"', **pale
        )
    left = _CHIPS[-1][1] + 1
    across(sheet, 3, left, right, None, writer.format(valign="vcenter", indent=1))
    height(sheet, 4, 9)
    placed = _fill(writer, sheet, spec, (), top=5, footer=HOUSE)
    for severity in PLURALS:
        holds = f'=$A{placed.top + 1}="{severity.value}"'
        look = {"bg_color": MARKS[severity.value], "bold": True}
        add_look(writer, sheet, placed.body(spec.columns[0].heading), holds, **look)
    return {**places, NOTE: (3, left)}


def write_listing(  # noqa: PLR0913  (a list's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    opening: Opening,
    rows: Sequence[Row],
    *,
    note: str,
    marked: str = "",
    footer: str = INTERNAL,
) -> None:
    """Write a list with what there is to know of it; what the column `marked` says, stands out."""
    right = len(spec.columns)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_note(writer, sheet, 3, right, note, sum(column.width for column in spec.columns))
    placed = _fill(writer, sheet, spec, rows, top=4, footer=footer)
    if marked:
        look: Looks = {"bg_color": ACCENT_PALE, "font_color": ACCENT, "bold": True}
        _mark(writer, sheet, placed, marked, look)


def write_mailed(writer: Writer, sheet: Worksheet, spec: TableSpec) -> None:
    """Lay out the list of letters, which colours what to look at before they are sent.

    A workbook and not a csv file: it opens in Excel whatever its language, keeps codes as text, and
    Word's mail merge takes its first sheet as it is, the headings standing in row 1.
    """
    placed = _fill(writer, sheet, spec, (), top=1, footer=HOUSE)
    look: Looks = {"bg_color": MARKS["waarschuwing"]}
    _mark(writer, sheet, placed, spec.columns[-1].heading, look)


def write_left(writer: Writer, sheet: Worksheet, spec: TableSpec) -> Places:
    """Lay out the list of who gets no letter, each with the reason; give where the note stands."""
    _fill(writer, sheet, spec, (), top=2, footer=HOUSE)
    write_pale(writer, sheet, 1, len(spec.columns), "")
    return {NOTE: (1, 1)}


def write_files(writer: Writer, sheet: Worksheet, opening: Opening, files: Sequence[Row]) -> None:
    """Write the sheet Bestanden: every file, its digest in small print."""
    write_title(writer, sheet, opening.title, opening.subtitle, len(FILES.columns))
    height(sheet, 3, 9)
    small = writer.body(Kind.LONG, font_size=8)
    formats = {(line, "SHA-256"): small for line in range(max(len(files), 1))}
    _fill(writer, sheet, FILES, files, top=4, formats=formats)


def write_changed(writer: Writer, sheet: Worksheet) -> Places:
    """Lay out what changed in a region, without rows; give where single values stand."""
    widths = [column.width for column in CHANGED.columns]
    right = len(widths)
    set_widths(sheet, widths)
    write_title(writer, sheet, CHANGED.sheet, "", right)
    height(sheet, 3, _OPENING)
    across(sheet, 3, 1, right, None, writer.format(text_wrap=True, valign="top"))
    placed = add_table(writer, sheet, CHANGED, (), top=4, stripes=False)
    height(sheet, placed.top, 20)
    first = placed.top + 1
    subjects = placed.body("Onderwerp")
    add_look(writer, sheet, subjects, f"=$A{first}=$A{placed.top}", font_color=GREY)
    add_look(writer, sheet, subjects, f"=$A{first}<>$A{placed.top}", bold=True)
    repeat = (placed.top, placed.top)
    frame(sheet, bottom=placed.bottom, right=right, repeat=repeat)
    return {ON_CHANGES: (2, 1), COMPARED: (3, 1)}


def _fill(  # noqa: PLR0913  (a list's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Row],
    *,
    top: int,
    footer: str = INTERNAL,
    formats: Mapping[tuple[int, str], Format] | None = None,
) -> Placed:
    """Fill a sheet with a list from row `top` on; its headings stay in view, and head each page."""
    set_widths(sheet, [column.width for column in spec.columns])
    placed = write_list(writer, sheet, spec, rows, top=top, formats=formats)
    sheet.freeze_panes(top, 0)
    bottom, right = placed.bottom, placed.right
    frame(sheet, bottom=bottom, right=right, landscape=True, repeat=(top, top), footer=footer)
    return placed


def _mark(writer: Writer, sheet: Worksheet, placed: Placed, heading: str, look: Looks) -> None:
    """Let what a column says stand out, where it says something."""
    top, left, *_ = area = placed.body(heading)
    add_look(writer, sheet, area, f'=${column_letters(left)}{top}<>""', **look)
