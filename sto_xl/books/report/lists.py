"""The sheets that are lists to sort, filter and print: findings, schools, double locations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.layout import set_widths
from sto_xl.books.report.pages import (
    INTERNAL,
    Opening,
    across,
    frame,
    height,
    write_good_news,
    write_list,
    write_note,
    write_title,
)
from sto_xl.books.style import ACCENT, ACCENT_PALE, MARKS, Writer
from sto_xl.grid import Row
from sto_xl.model.findings import PLURALS
from sto_xl.model.wording import counted
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The columns of tblControle that serve a reader; Plek and Ga naar serve the roster itself.
FINDINGS = TableSpec(
    "tblBevindingen",
    "Bevindingen",
    tuple(
        sheets.Column(heading, kind=Kind.LONG, width=width)
        for heading, width in (
            ("Ernst", 14),
            ("Code", 10),
            ("Blad", 12),
            ("Cel", 8),
            ("Rij", 24),
            ("Kolom", 17),
            ("Wat is er", 50),
            ("Wat te doen", 44),
        )
    ),
)
HOW_TO_USE = (
    "Bevindingen herstelt u in het regiobestand zelf; dit overzicht verandert daar niets aan."
)
NOTHING_FOUND = "Er is niets gevonden om te herstellen of na te kijken. Mooi werk!"
#: The cells in row 3 that tell how many there are of each severity: first and last column.
_CHIPS = ((1, 1), (2, 3), (4, 4))
_TOP = 4


def write_findings(  # noqa: PLR0913  (a list's parts)
    writer: Writer,
    sheet: Worksheet,
    opening: Opening,
    counts: Sequence[int],
    rows: Sequence[Row],
    *,
    spec: TableSpec = FINDINGS,
    how_to_use: str = HOW_TO_USE,
) -> None:
    """Write what a check found, or the good news that it found nothing.

    The first column of the `spec` is the severity.
    """
    right = len(spec.columns)
    set_widths(sheet, [column.width for column in spec.columns])
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    if not rows:
        write_good_news(writer, sheet, 3, right, NOTHING_FOUND)
        frame(sheet, bottom=3, right=right, landscape=True, footer="Sterk Techniekonderwijs")
        return
    height(sheet, 3, 22)
    for (severity, words), number, (left, end) in zip(PLURALS.items(), counts, _CHIPS, strict=True):
        colour = MARKS[severity.value]
        form = writer.format(bold=True, bg_color=colour, valign="vcenter", align="center")
        across(sheet, 3, left, end, counted(number, *words), form)
    form = writer.format(valign="vcenter", indent=1)
    across(sheet, 3, _CHIPS[-1][1] + 1, right, how_to_use, form)
    height(sheet, 4, 9)
    marks = {
        severity.value: writer.body(Kind.TEXT, bg_color=MARKS[severity.value], bold=True)
        for severity in PLURALS
    }
    shown = [row[:right] for row in rows]
    formats = {
        (line, "Ernst"): marks[str(row[0])]
        for line, row in enumerate(shown)
        if str(row[0]) in marks
    }
    placed = write_list(writer, sheet, spec, shown, top=5, formats=formats)
    sheet.freeze_panes(placed.top, 0)
    frame(
        sheet,
        bottom=placed.bottom,
        right=right,
        landscape=True,
        repeat=(placed.top, placed.top),
        footer="Sterk Techniekonderwijs",
    )


def write_listing(  # noqa: PLR0913  (a list's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    opening: Opening,
    rows: Sequence[Row],
    *,
    note: str,
    empty: str,
    footer: str = INTERNAL,
) -> None:
    """Write a list with what there is to know of it, or a sentence when it is empty."""
    right = len(spec.columns)
    widths = [column.width for column in spec.columns]
    set_widths(sheet, widths)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    if not rows:
        write_good_news(writer, sheet, 3, right, empty)
        frame(sheet, bottom=3, right=right, landscape=True, footer=footer)
        return
    write_note(writer, sheet, 3, right, note, sum(widths))
    placed = write_list(
        writer, sheet, spec, rows, top=_TOP, formats=_signal_formats(writer, spec, rows)
    )
    sheet.freeze_panes(placed.top, 0)
    header = (placed.top, placed.top)
    frame(sheet, bottom=placed.bottom, right=right, landscape=True, repeat=header, footer=footer)


def signalled_first(rows: Sequence[Row], column: int) -> list[Row]:
    """Sort the rows with a signal in `column` to the front, in the order of the signals."""
    order = {name: index for index, (name, *_) in enumerate(sheets.SIGNALEN.rows)}
    return sorted(rows, key=lambda row: order.get(str(row[column] or ""), len(order)))


def _signal_formats(
    writer: Writer, spec: TableSpec, rows: Sequence[Row]
) -> dict[tuple[int, str], Format]:
    at = next((i for i, c in enumerate(spec.columns) if c.heading == "Signaal"), None)
    if at is None:
        return {}
    if all(row[at] for row in rows):
        return {}
    form = writer.body(Kind.LONG, bg_color=ACCENT_PALE, font_color=ACCENT, bold=True)
    return {(line, "Signaal"): form for line, row in enumerate(rows) if row[at]}
