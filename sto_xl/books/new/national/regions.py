"""The sheet Regio's: all that there is of each region in a row, and the nation beneath them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sto_xl.books.new.layout import HEADER, add_bars, add_table, set_widths
from sto_xl.books.new.reports.pages import (
    LINE,
    Looks,
    Opening,
    across,
    frame,
    height,
    write_heading,
    write_list,
    write_title,
)
from sto_xl.books.new.style import ACCENT_PALE, DIFFERENCE_FORMATS, MARKS, NUMERIC, RIGHT, Writer
from sto_xl.books.report.cells import fitted_rows
from sto_xl.books.report.nation import REGIONS, SECOND_HALF, RegionLine
from sto_xl.sheets import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: So wide are the columns that fill an A4 page on its side at its full size.
FULL_WIDTH = 128.5
NATION = "Landelijk (elke locatie één keer geteld)"
NOTE = (
    "De regio's staan op volgorde van deelname. Waar * staat, is de deelname niet van elke locatie "
    "bekend; die regio's staan daaronder, weer op volgorde. Sorteer en filter met de knoppen in de "
    "kop. De landelijke rij onderaan is geen optelsum: een locatie die in meer dan één "
    "regiobestand staat, telt één keer."
)
#: How a share is shown of which not all is known, and so that others stand right above it.
_PARTLY, _WHOLLY = '0%" *"', "0%_ _*"
_TOP = 4
_BESIDE = ("number", "title")


def write_regions(  # noqa: PLR0913, PLR0917  (a sheet and what stands on it)
    writer: Writer,
    sheet: Worksheet,
    opening: Opening,
    nation: RegionLine,
    regions: Sequence[RegionLine],
    flyer: str,
) -> None:
    """Write the regions by their deelname; in print two pages wide, with their names on both."""
    spec = replace(REGIONS, columns=shown_columns(regions))
    columns = spec.columns
    headings = [column.heading for column in columns]
    half = headings.index(SECOND_HALF)
    widths = [column.width for column in columns]
    set_widths(sheet, widths)
    # The columns of the names stand on every page: what is said of all, beside them.
    named = len(_BESIDE)
    write_title(writer, sheet, opening.title, opening.subtitle, named)
    form = writer.format(text_wrap=True, valign="top")
    for row, said in ((1, NOTE), (2, flyer)):
        height(sheet, row, 2 * LINE + 6)
        across(sheet, row, named + 1, half, said, form)
    height(sheet, 3, 9)
    lines = by_deelname(regions)
    rows = fitted_rows([line.row(columns) for line in lines])
    formats = _formats(writer, lines)
    placed = write_list(writer, sheet, spec, rows, top=_TOP, formats=formats)
    height(sheet, _TOP, 3 * LINE + 4)
    if rows:
        add_bars(sheet, placed, "Deelname", "Bereik")
    height(sheet, placed.bottom + 1, 9)
    write_heading(writer, sheet, placed.bottom + 2, NATION)
    whole = add_table(
        writer,
        sheet,
        replace(spec, name="tblLandelijk"),
        fitted_rows([nation.row(columns)]),
        top=placed.bottom + 3,
        stripes=False,
        formats=_nation_formats(writer, columns, nation),
    )
    height(sheet, whole.top, 3 * LINE + 4)
    sheet.freeze_panes(placed.top, len(_BESIDE))
    frame(
        sheet,
        bottom=whole.bottom,
        right=len(columns),
        landscape=True,
        scale=_scale(widths, half),
        repeat=(placed.top, placed.top),
    )
    sheet.repeat_columns(0, len(_BESIDE) - 1)
    sheet.set_v_pagebreaks([half])
    sheet.print_across()


def shown_columns(regions: Sequence[RegionLine]) -> tuple[Column, ...]:
    """Give the columns: without an earlier quarter there is no difference with it."""
    compared = any("difference" in line.beside for line in regions)
    return tuple(c for c in REGIONS.columns if compared or c.field != "difference")


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


def _scale(widths: Sequence[float], half: int) -> int:
    """Give the scale at which each half fits on a page, the second with the names beside it."""
    named = sum(widths[: len(_BESIDE)])
    widest = max(sum(widths[:half]), named + sum(widths[half:]))
    return min(int(FULL_WIDTH / widest * 100), 100)


def _formats(writer: Writer, lines: Sequence[RegionLine]) -> dict[tuple[int, str], Format]:
    """Give the formats of what stands out: a provisional region, and differences by their sign."""
    final = writer.body(Kind.TEXT)
    provisional = writer.body(Kind.TEXT, bg_color=MARKS["waarschuwing"])
    points = writer.body(Kind.SHARE, DIFFERENCE_FORMATS["%"])
    partly, wholly = writer.body(Kind.SHARE, _PARTLY), writer.body(Kind.SHARE, _WHOLLY)
    difference = next(c.heading for c in REGIONS.columns if c.field == "difference")
    return {
        key: form
        for at, line in enumerate(lines)
        for key, form in (
            ((at, "Stand"), provisional if line.beside.get("stand") == "voorlopig" else final),
            ((at, difference), points),
            ((at, "Deelname"), partly if line.unknown else wholly),
        )
    }


def _nation_formats(
    writer: Writer, columns: Sequence[Column], nation: RegionLine
) -> dict[tuple[int, str], Format]:
    looks: Looks = {"bg_color": ACCENT_PALE, "bold": True}
    formats = {(0, c.heading): writer.body(c.kind, **looks) for c in columns}
    points = writer.body(Kind.SHARE, DIFFERENCE_FORMATS["%"], **looks)
    formats |= {(0, c.heading): points for c in columns if c.field == "difference"}
    share = _PARTLY if nation.unknown else _WHOLLY
    formats[0, "Deelname"] = writer.body(Kind.SHARE, share, **looks)
    numbers = writer.header(**RIGHT)
    return formats | {(HEADER, c.heading): numbers for c in columns if c.kind in NUMERIC}
