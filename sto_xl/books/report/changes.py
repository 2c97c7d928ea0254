"""The page Veranderingen: what changed since an earlier quarter, in sentences and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.layout import add_table, set_widths
from sto_xl.books.report.given import REGION_CHANGES, Changed
from sto_xl.books.report.keyfigures import figure_formats, listed
from sto_xl.books.report.pages import (
    Opening,
    fitted,
    fitted_rows,
    frame,
    height,
    write_good_news,
    write_heading,
    write_note,
    write_title,
)
from sto_xl.books.style import COUNT_DIFFERENCE, DIFFERENCE_FORMATS, RIGHT, Writer
from sto_xl.grid import Row
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

NAME = "Veranderingen"
WIDTHS = (46.0, 13.0, 13.0, 16.0, 13.0, 13.0, 16.0)
#: A sentence that names more characters than fit in a row of Excel's greatest height is cut here.
_LONGEST = 2_400


def write_changes(writer: Writer, sheet: Worksheet, opening: Opening, changed: Changed) -> None:
    """Write what changed: the main lines, the figures side by side, and who by name."""
    right, width = len(WIDTHS), sum(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    row = _write_sentences(writer, sheet, 3, changed.opening)
    if not changed.paragraphs and not changed.figures:
        write_good_news(writer, sheet, row + 1, right, changed.nothing)
        frame(sheet, bottom=row + 1, right=right)
        return
    if changed.figures:
        write_heading(writer, sheet, row + 1, changed.figures_heading)
        write_note(writer, sheet, row + 2, right, changed.figures_note, width)
        columns, rows = listed(changed.figures)
        columns, rows = columns[:-1], [line[:-1] for line in rows]
        placed = add_table(
            writer,
            sheet,
            "tblVergeleken",
            columns,
            rows,
            top=row + 3,
            stripes=False,
            formats=figure_formats(writer, columns, rows),
        )
        row = placed.bottom + 1
    if changed.regions:
        write_heading(writer, sheet, row + 1, "Deelname per regio")
        rows = fitted_rows(changed.regions)
        placed = add_table(
            writer,
            sheet,
            REGION_CHANGES.name,
            REGION_CHANGES.columns,
            rows,
            top=row + 2,
            stripes=False,
            formats=_difference_formats(writer, rows),
        )
        height(sheet, placed.top, 34)
        row = placed.bottom + 1
    for heading, lines in changed.paragraphs:
        height(sheet, row, 9)
        write_heading(writer, sheet, row + 1, heading)
        row = _write_sentences(writer, sheet, row + 2, lines)
    frame(sheet, bottom=row - 1, right=right)


def _write_sentences(writer: Writer, sheet: Worksheet, row: int, lines: Sequence[str]) -> int:
    """Write each sentence on a row of its own; give the row beneath them."""
    for line in lines:
        text = str(fitted(line))
        text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
        write_note(writer, sheet, row, len(WIDTHS), text, sum(WIDTHS))
        row += 1
    return row


def _difference_formats(writer: Writer, rows: Sequence[Row]) -> dict[tuple[int, str], Format]:
    """Give the formats of the differences: with their sign, and shares in points."""
    count = writer.body(Kind.TEXT, COUNT_DIFFERENCE, **RIGHT)
    points = writer.body(Kind.TEXT, DIFFERENCE_FORMATS["%"], **RIGHT)
    return {
        (line, heading): form
        for line in range(len(rows))
        for heading, form in (("Verschil deelnemers", count), ("Verschil deelname", points))
    }
