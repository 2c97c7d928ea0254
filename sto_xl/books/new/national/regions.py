"""The sheet Regio's: how the regions compare, and the nation beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sto_xl.books.new.charts import SHARE, Pictured, Series, draw, place_chart
from sto_xl.books.new.layout import HEADER, Placed, add_bars, add_table, set_widths
from sto_xl.books.new.reports.pages import (
    APART,
    ROW,
    WHOLE_SHARE,
    Opening,
    frame,
    height,
    pixels,
    write_heading,
    write_list,
    write_note,
    write_title,
)
from sto_xl.books.new.style import ACCENT_PALE, MARKS, Writer
from sto_xl.books.report.cells import fitted_rows
from sto_xl.books.report.contents import REGIONS, RegionLine
from sto_xl.grid import Row, address
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: So wide are the columns that fill an A4 page on its side at its full size.
FULL_WIDTH = 128.5
#: What is left of the first page for a chart, in pixels.
ROOM = 570
#: With more regions than this the table begins on a page of its own,
TOGETHER = 12
#: and with more than this the chart is in two halves, beside each other.
HALVES = 30
NATION = "Landelijk (elke locatie één keer geteld)"
NOTE = (
    "De landelijke rij is geen optelsum van de regio's: een locatie die in meer dan één "
    "regiobestand staat, telt één keer. De regio's staan op volgorde van deelname; die "
    "waarvan niet van elke locatie de deelname bekend is, staan daaronder."
)
_BETWEEN = 14
#: The row in which the chart begins.
_CHART = 8
_DEELNAME = Pictured(
    "Deelname per regio",
    "Diagram van de deelname per regio. Dezelfde aandelen staan in de tabel eronder.",
    ("Regio", "Regio"),
    ("Deelname",),
    number=SHARE,
    maximum=WHOLE_SHARE,
)


def write_regions(
    writer: Writer,
    sheet: Worksheet,
    opening: Opening,
    nation: RegionLine,
    regions: Sequence[RegionLine],
) -> None:
    """Write the nation in one row, a chart of the regions' deelname, and the regions by it."""
    columns = REGIONS.columns
    right = len(columns)
    widths = [column.width for column in columns]
    set_widths(sheet, widths)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_note(writer, sheet, 3, right, NOTE, sum(widths))
    write_heading(writer, sheet, 4, NATION)
    add_table(
        writer,
        sheet,
        "tblLandelijk",
        columns,
        fitted_rows([nation.row]),
        top=5,
        stripes=False,
        formats={
            (0, column.heading): writer.body(column.kind, bg_color=ACCENT_PALE, bold=True)
            for column in columns
        }
        | {(HEADER, "Stand"): writer.header(filled=False, **APART)},
    )
    height(sheet, 5, 34)
    height(sheet, 6, 20)
    height(sheet, 7, 9)
    lines = by_deelname(regions)
    rows = fitted_rows([line.row for line in lines])
    size = _chart_height(len(rows))
    top = _CHART + -(-size // ROW) + 1
    write_heading(writer, sheet, top, "Per regio")
    placed = write_list(
        writer, sheet, REGIONS, rows, top=top + 1, formats=_stand_formats(writer, rows)
    )
    if rows:
        add_bars(sheet, placed, "Deelname", "Bereik")
    # What is not known has no bar, not one of 0%.
    known = [
        row
        for line, row in zip(lines, rows, strict=True)
        if isinstance(line.figures["deelname"], int | float)
    ]
    halves = _halves(len(known))
    width = (pixels(widths) - _BETWEEN * (len(halves) - 1)) // len(halves)
    for index, (first, last) in enumerate(halves):
        pictured = replace(_DEELNAME, title=_title(halves, first, last))
        chart = draw(writer, pictured, [_series(placed, first, last)])
        indent = index * (width + _BETWEEN)
        place_chart(sheet, chart, (_CHART, 1), (width, size), pictured.description, indent)
    header = (placed.top, placed.top)
    frame(
        sheet,
        bottom=placed.bottom,
        right=right,
        landscape=True,
        scale=int(FULL_WIDTH / sum(widths) * 100),
        repeat=header,
    )
    if len(rows) > TOGETHER:
        sheet.set_h_pagebreaks([top - 1])


def _halves(regions: int) -> list[tuple[int, int]]:
    """Give the first and last line of each chart."""
    if regions <= HALVES:
        return [(0, max(regions - 1, 0))]
    middle = -(-regions // 2)
    return [(0, middle - 1), (middle, regions - 1)]


def _title(halves: Sequence[tuple[int, int]], first: int, last: int) -> str:
    return f"Deelname per regio: {first + 1}–{last + 1}" if len(halves) > 1 else _DEELNAME.title


def _series(placed: Placed, first: int, last: int) -> Series:
    """Give the series over some lines of the table."""
    part = replace(placed, top=placed.top + first, bottom=placed.top + 1 + last)
    heading = placed.left + placed.headings.index("Deelname")
    return Series(
        f"={placed.prefix}{address(placed.top, heading)}",
        part.cells("Regio"),
        part.cells("Deelname"),
    )


def by_deelname(regions: Sequence[RegionLine]) -> list[RegionLine]:
    """Sort regions by their share of deelnemers, the largest first.

    Those of which not every location's deelname is known come after them, and unknown shares last.
    """

    def position(line: RegionLine) -> tuple[int, float, str]:
        share = line.figures["deelname"]
        if not isinstance(share, int | float):
            return 2, 0, line.number
        return int(line.unknown > 0), -share, line.number

    return sorted(regions, key=position)


def _chart_height(regions: int) -> int:
    room = 60
    bars = regions if regions <= HALVES else -(-regions // 2)
    return min(room + max(bars, 3) * 24, ROOM)


def _stand_formats(writer: Writer, rows: Sequence[Row]) -> dict[tuple[int, str], Format]:
    """Give the formats of Stand: what is provisional stands out."""
    at = [column.heading for column in REGIONS.columns].index("Stand")
    final = writer.body(Kind.TEXT, **APART)
    provisional = writer.body(Kind.TEXT, bg_color=MARKS["waarschuwing"], **APART)
    formats = {
        (line, "Stand"): provisional if row[at] == "voorlopig" else final
        for line, row in enumerate(rows)
    }
    return formats | {(HEADER, "Stand"): writer.header(filled=False, **APART)}
