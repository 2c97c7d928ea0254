"""The sheets Veranderingen and Verschil per regio: who changed, and how the regions did."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sto_xl.books.new.layout import add_table, set_widths
from sto_xl.books.new.reports.keyfigures import figure_formats
from sto_xl.books.new.reports.pages import (
    Opening,
    frame,
    height,
    write_heading,
    write_list,
    write_note,
    write_title,
)
from sto_xl.books.new.style import COUNT_DIFFERENCE, DIFFERENCE_FORMATS, Writer
from sto_xl.books.report.cells import fitted
from sto_xl.books.report.contents import Changed
from sto_xl.books.report.nation import REGION_CHANGES, SCHOOL_CHANGES
from sto_xl.books.report.rows import printed
from sto_xl.books.report.tables import PRINTED
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The sheet with the figures of the regions of both quarters alone.
BOTH = "Beide kwartalen"
_NOTE = "Elke school staat er één keer. Filter op regio, school of wat er veranderde."
_WIDTHS = (46.0, 15.0, 15.0, 15.0, 15.0)


def write_changes(writer: Writer, sheet: Worksheet, opening: Opening, changed: Changed) -> None:
    """Write the main lines, and each school that changed in a row to filter."""
    widths = [column.width for column in SCHOOL_CHANGES.columns]
    right = len(widths)
    set_widths(sheet, widths)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    row = 3
    for text in (*changed.opening, _NOTE if changed.schools else changed.nothing):
        write_note(writer, sheet, row, right, str(fitted(text)), sum(widths))
        row += 1
    placed = write_list(writer, sheet, SCHOOL_CHANGES, changed.schools, top=row)
    sheet.freeze_panes(placed.top, 0)
    repeat = (placed.top, placed.top)
    frame(sheet, bottom=placed.bottom, right=right, landscape=True, repeat=repeat)


def write_differences(writer: Writer, sheet: Worksheet, opening: Opening, changed: Changed) -> None:
    """Write of each region the deelname in two quarters, and in a line who changed."""
    columns = REGION_CHANGES.columns
    set_widths(sheet, [column.width for column in columns])
    write_title(writer, sheet, opening.title, opening.subtitle, len(columns))
    height(sheet, 3, 9)
    formats = _difference_formats(writer, len(changed.regions))
    placed = write_list(writer, sheet, REGION_CHANGES, changed.regions, top=4, formats=formats)
    sheet.freeze_panes(placed.top, 0)
    repeat = (placed.top, placed.top)
    frame(sheet, bottom=placed.bottom, right=placed.right, landscape=True, repeat=repeat)


def write_both(writer: Writer, sheet: Worksheet, opening: Opening, changed: Changed) -> None:
    """Write the figures of two quarters side by side, of the regions of both."""
    # What is known of each stands in the Verantwoording.
    spec = replace(PRINTED, name="tblVergeleken", columns=PRINTED.columns[:-1])
    rows = [row[:-1] for row in printed(changed.figures)]
    right = len(spec.columns)
    set_widths(sheet, _WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_note(writer, sheet, 3, right, changed.figures_note, sum(_WIDTHS))
    write_heading(writer, sheet, 4, changed.figures_heading)
    placed = add_table(
        writer,
        sheet,
        spec,
        rows,
        top=5,
        stripes=False,
        formats=figure_formats(writer, spec, rows),
    )
    height(sheet, placed.top, 18)
    repeat = (placed.top, placed.top)
    frame(sheet, bottom=placed.bottom, right=right, repeat=repeat)
    sheet.fit_to_pages(1, 1)


def _difference_formats(writer: Writer, lines: int) -> dict[tuple[int, str], Format]:
    """Give the formats of the differences: with their sign, and shares in points."""
    count = writer.body(Kind.WHOLE, COUNT_DIFFERENCE)
    points = writer.body(Kind.WHOLE, DIFFERENCE_FORMATS["%"])
    by_heading = {"Verschil deelnemers": count, "Verschil deelname": points}
    return {(line, heading): form for line in range(lines) for heading, form in by_heading.items()}
