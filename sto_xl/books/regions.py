"""The sheet Regio's: how the regions compare, and the nation beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.charts import Pictured, bar_chart, description, place_chart
from sto_xl.books.pages import (
    ROW,
    WHOLE_SHARE,
    Opening,
    add_bars,
    fitted_rows,
    frame,
    height,
    pixels,
    write_heading,
    write_list,
    write_note,
    write_title,
)
from sto_xl.books.style import (
    ACCENT_PALE,
    MARKS,
    Writer,
    add_table,
    set_widths,
)
from sto_xl.grid import Row
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: Percents at which the columns fill an A4 page, upright.
SCALE = 74
#: What fits on a page at this scale, in pixels.
PAGE = 1300
#: With more regions than this the chart begins on a page of its own.
TOGETHER = 22
NATION = "Landelijk (elke locatie één keer geteld)"
NOTE = (
    "De landelijke rij is geen optelsum van de regio's: een locatie die in meer dan één "
    "regiobestand staat, telt één keer. De regio's staan op volgorde van deelname."
)
_DEELNAME = Pictured(
    "Deelname per regio", "", ("Regio", "Regio"), ("Deelname",), number="0%;;", maximum=WHOLE_SHARE
)


def write_regions(  # noqa: PLR0913, PLR0917  (a sheet's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    opening: Opening,
    nation: Row,
    regions: Sequence[Row],
) -> None:
    """Write the nation in one row, the regions by their deelname, and a chart of these."""
    right = len(spec.columns)
    widths = [column.width for column in spec.columns]
    set_widths(sheet, widths)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_note(writer, sheet, 3, right, NOTE, sum(widths))
    write_heading(writer, sheet, 4, NATION)
    add_table(
        writer,
        sheet,
        "tblLandelijk",
        spec.columns,
        fitted_rows([("", "Landelijk", *nation[2:])]),
        top=5,
        stripes=False,
        formats={
            (0, column.heading): writer.body(column.kind, bg_color=ACCENT_PALE, bold=True)
            for column in spec.columns
        },
    )
    height(sheet, 5, 34)
    height(sheet, 6, 20)
    height(sheet, 7, 9)
    write_heading(writer, sheet, 8, "Per regio")
    rows = fitted_rows(by_deelname(regions))
    placed = write_list(
        writer, sheet, spec, rows, top=9, formats=_provisional_formats(writer, spec, rows)
    )
    sheet.freeze_panes(0, 0)
    if rows:
        add_bars(sheet, placed, "Deelname", "Bereik")
    top = placed.bottom + 2
    separate = len(rows) > TOGETHER
    size = (pixels(widths), _chart_height(len(rows)))
    chart = bar_chart(writer, placed, _DEELNAME)
    place_chart(sheet, chart, (top, 1), size, description(_DEELNAME, placed, rows))
    bottom = top + -(-size[1] // ROW)
    header = (placed.top, placed.top)
    frame(sheet, bottom=bottom, right=right, scale=SCALE, repeat=header)
    if separate:
        sheet.set_h_pagebreaks([top - 1])


def by_deelname(regions: Sequence[Row]) -> list[Row]:
    """Sort regions by their share of deelnemers, the largest first; unknown shares come last."""

    def position(row: Row) -> tuple[float, str]:
        share = row[4]
        return (-share if isinstance(share, int | float) else 1, str(row[0] or ""))

    return sorted(regions, key=position)


def _chart_height(regions: int) -> int:
    room = 70
    return room + min(max(regions, 3) * 24, PAGE - room)


def _provisional_formats(
    writer: Writer, spec: TableSpec, rows: Sequence[Row]
) -> dict[tuple[int, str], Format]:
    at = [column.heading for column in spec.columns].index("Stand")
    form = writer.body(Kind.TEXT, bg_color=MARKS["waarschuwing"])
    return {(line, "Stand"): form for line, row in enumerate(rows) if row[at] == "voorlopig"}
