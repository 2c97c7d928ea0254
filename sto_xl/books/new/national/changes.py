"""The page Veranderingen: what changed since an earlier quarter, in sentences and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.measure import text_lines
from sto_xl.books.new.layout import add_table, set_widths
from sto_xl.books.new.reports.keyfigures import figure_formats
from sto_xl.books.new.reports.pages import (
    LINE,
    PAGE,
    Opening,
    frame,
    height,
    write_heading,
    write_note,
    write_pale,
    write_title,
)
from sto_xl.books.new.style import COUNT_DIFFERENCE, DIFFERENCE_FORMATS, Writer
from sto_xl.books.report.cells import fitted, fitted_rows
from sto_xl.books.report.contents import REGION_CHANGES, Changed
from sto_xl.books.report.rows import printed
from sto_xl.books.report.tables import PRINTED
from sto_xl.grid import Row
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Seven columns, which fill an A4 page at this scale (percents).
WIDTHS = (46.0, 13.0, 13.0, 16.0, 13.0, 13.0, 16.0)
SCALE = 66
#: Excel shows no higher row: a sentence that names more schools than fit in it is cut here.
_LONGEST = 2_400
_TOP, _HEADING, _HEADER = 67.0, 22.0, 34.0


def write_changes(writer: Writer, sheet: Worksheet, opening: Opening, changed: Changed) -> None:
    """Write what changed: the main lines, the figures side by side, and who by name."""
    right = len(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    page = _Page(writer, sheet)
    page.sentences(changed.opening)
    if changed.figures:
        page.figures(changed)
    if changed.regions:
        page.regions(changed.regions)
    for heading, lines in changed.paragraphs:
        page.heading(heading, lines[:1])
        page.sentences(lines)
    if not changed.paragraphs:
        page.space()
        write_pale(writer, sheet, page.row, right, changed.nothing)
        page.row += 1
    frame(sheet, bottom=page.row - 1, right=right, scale=SCALE)
    sheet.set_h_pagebreaks(page.breaks)


class _Page:
    """Where on the sheet the next line comes, and how much room is left on the paper's page."""

    def __init__(self, writer: Writer, sheet: Worksheet) -> None:
        self.writer, self.sheet, self.row = writer, sheet, 3
        self.breaks: list[int] = []
        self._room = PAGE * 100 / SCALE
        self._left = self._room - _TOP

    def sentences(self, lines: Sequence[str]) -> None:
        """Write each sentence on a row of its own."""
        for line in lines:
            text = str(fitted(line))
            text = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
            self._take(_high(text))
            write_note(self.writer, self.sheet, self.row, len(WIDTHS), text, sum(WIDTHS))
            self.row += 1

    def heading(self, text: str, below: Sequence[str] = (), least: float = 0) -> None:
        """Write a heading, on the next page when what comes right below it would not fit."""
        self.space()
        least = max(least, *map(_high, below)) if below else least
        if self._left < _HEADING + least:
            self.breaks.append(self.row - 1)
            self._left = self._room
        self._take(_HEADING)
        write_heading(self.writer, self.sheet, self.row, str(fitted(text)))
        self.row += 1

    def space(self) -> None:
        """Leave a narrow row open."""
        self._take(9)
        height(self.sheet, self.row, 9)
        self.row += 1

    def figures(self, changed: Changed) -> None:
        """Write the figures of two quarters side by side."""
        # What is known of each stands in the Verantwoording.
        columns, rows = PRINTED.columns[:-1], [row[:-1] for row in printed(changed.figures)]
        self.heading(changed.figures_heading, least=_HEADER * 3)
        self.sentences([changed.figures_note])
        placed = add_table(
            self.writer,
            self.sheet,
            "tblVergeleken",
            columns,
            rows,
            top=self.row,
            stripes=False,
            formats=figure_formats(self.writer, columns, rows),
        )
        height(self.sheet, placed.top, 18)
        self._go(placed.bottom, 18)

    def regions(self, regions: Sequence[Row]) -> None:
        """Write the deelname of each region in two quarters."""
        rows = fitted_rows(regions)
        self.heading("Deelname per regio", least=_HEADER * 2)
        placed = add_table(
            self.writer,
            self.sheet,
            REGION_CHANGES.name,
            REGION_CHANGES.columns,
            rows,
            top=self.row,
            stripes=False,
            formats=_difference_formats(self.writer, rows),
        )
        height(self.sheet, placed.top, _HEADER)
        self._go(placed.bottom, _HEADER)

    def _go(self, bottom: int, header: float) -> None:
        """Go on beneath a table."""
        self._take(header)
        for _ in range(bottom - self.row):
            self._take(LINE)
        self.row = bottom + 1

    def _take(self, points: float) -> None:
        """Use room on the page; where there is too little, the printer begins another."""
        self._left = (self._left if self._left >= points else self._room) - points


def _high(text: str) -> float:
    return LINE * text_lines(text, sum(WIDTHS)) + 4


def _difference_formats(writer: Writer, rows: Sequence[Row]) -> dict[tuple[int, str], Format]:
    """Give the formats of the differences: with their sign, and shares in points."""
    count = writer.body(Kind.WHOLE, COUNT_DIFFERENCE)
    points = writer.body(Kind.WHOLE, DIFFERENCE_FORMATS["%"])
    name = writer.body(Kind.TEXT, text_wrap=False, shrink=True)
    return {
        (line, heading): form
        for line in range(len(rows))
        for heading, form in (
            ("Regio", name),
            ("Verschil deelnemers", count),
            ("Verschil deelname", points),
        )
    }
