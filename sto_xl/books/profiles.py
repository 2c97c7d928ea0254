"""The sheet Profielen: which profiles are offered, and how many pupils get to know techniek."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.charts import Pictured, bar_chart, description, place_chart
from sto_xl.books.pages import (
    DASH,
    ROW,
    SUBJECT_LINE,
    Opening,
    Tables,
    add_bars,
    fitted_rows,
    frame,
    height,
    pixels,
    write_note,
    write_title,
)
from sto_xl.books.style import (
    GREY,
    Placed,
    Writer,
    add_table,
    set_widths,
)
from sto_xl.grid import Row
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (34.0, 10.0, 12.0, 12.0, 11.0, 10.0, 22.0)
NOTE = (
    "Leerlingen in leerjaar 3 en 4. Profielen die geen enkele locatie aanbiedt, zijn weggelaten. "
    "Bij technische profielen staat geen bereik: die leerlingen krijgen al techniek."
)
NO_PROFILES = "Er is nog geen aanbod in niet-technische profielen ingevuld."

_TOP = 4
_REACH = Pictured(
    "Bereik per profiel en leerweg",
    "",
    ("Profiel", "Leerweg"),
    ("Bereik",),
    number="0%;;",
    upright=True,
    maximum=1,
)


@dataclass(frozen=True, slots=True)
class Profiles:
    """The table of the sheet Profielen as written, and the lines that a chart of Bereik shows."""

    placed: Placed
    rows: Sequence[Row]
    lines: tuple[int, int] | tuple[()]


def write_profiles(
    writer: Writer, sheet: Worksheet, opening: Opening, tables: Tables, note: str = NOTE
) -> Profiles:
    """Write the sheet Profielen: every profile that is offered, per leerweg, and a chart of it."""
    spec = sheets.PROFIEL_LEERWEG
    right = len(spec.columns)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    rows = fitted_rows(_offered(tables.get(spec.name, ())))
    write_note(writer, sheet, 3, right, note, sum(WIDTHS))
    placed = add_table(
        writer,
        sheet,
        spec.name,
        spec.columns,
        rows,
        top=_TOP,
        stripes=False,
        formats=_profile_formats(writer, rows),
    )
    height(sheet, _TOP, 20)
    if rows:
        add_bars(sheet, placed, "Bereik")
    profiles = Profiles(placed, rows, _reachable(rows))
    bottom = placed.bottom
    if profiles.lines:
        height(sheet, bottom + 1, 12)
        size = (pixels(WIDTHS), 240)
        place_reach(writer, sheet, profiles, (bottom + 2, 1), size)
        bottom += 1 + -(-size[1] // ROW)
    frame(sheet, bottom=bottom, right=right)
    sheet.fit_to_pages(1, 1)
    return profiles


def place_reach(
    writer: Writer,
    sheet: Worksheet,
    profiles: Profiles,
    at: tuple[int, int],
    size: tuple[int, int],
) -> None:
    """Put the chart of Bereik per profile and leerweg on a sheet."""
    pictured = replace(_REACH, lines=profiles.lines)
    chart = bar_chart(writer, profiles.placed, pictured)
    place_chart(sheet, chart, at, size, description(pictured, profiles.placed, profiles.rows))


def _offered(rows: Sequence[Row]) -> list[Row]:
    """Leave out the profiles that no location offers in any leerweg."""
    offered = {row[0] for row in rows if row[2]}
    return [row for row in rows if row[0] in offered]


def _reachable(rows: Sequence[Row]) -> tuple[int, int] | tuple[()]:
    """Give the first and last row of the non-technical profiles; TL, which comes last, apart."""
    lines = [line for line, row in enumerate(rows) if row[4] != DASH and row[1] != "TL"]
    return (lines[0], lines[-1]) if lines else ()


def _profile_formats(writer: Writer, rows: Sequence[Row]) -> dict[tuple[int, str], Format]:
    """Give the formats of Profielen: a line above each profile, its name once, empty rows grey."""
    formats = {}
    for line, row in enumerate(rows):
        looks: dict[str, str | float | bool] = {} if row[2] else {"font_color": GREY}
        first = line == 0 or rows[line - 1][0] != row[0]
        if first and line:
            looks |= SUBJECT_LINE
        for column in sheets.PROFIEL_LEERWEG.columns:
            formats[line, column.heading] = writer.body(column.kind, **looks)
        name = {"bold": True} if first else {"font_color": GREY}
        formats[line, "Profiel"] = writer.body(Kind.TEXT, **{**looks, **name})
    return formats
