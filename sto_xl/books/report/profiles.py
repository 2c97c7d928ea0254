"""The sheet Profielen: which profiles are offered, and how many pupils get to know techniek."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.charts import (
    SHARE,
    Pictured,
    Series,
    description,
    draw,
    known,
    place_chart,
    separate_cells,
)
from sto_xl.books.layout import HEADER, Placed, add_bars, add_table, set_widths
from sto_xl.books.report.pages import (
    APART,
    ROW,
    SUBJECT_LINE,
    WHOLE_SHARE,
    Opening,
    Tables,
    fitted_rows,
    frame,
    height,
    pixels,
    write_note,
    write_title,
)
from sto_xl.books.style import GREY, Writer
from sto_xl.grid import Row
from sto_xl.model import reference
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (36.0, 9.0, 15.0, 12.0, 10.0, 10.0, 22.0)
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
    number=SHARE,
    upright=True,
    maximum=WHOLE_SHARE,
)


@dataclass(frozen=True, slots=True)
class Profiles:
    """The table of the sheet Profielen as written.

    `reachable` holds the lines of the non-technical profiles, by leerweg.
    """

    placed: Placed
    rows: Sequence[Row]
    reachable: Mapping[str, Sequence[int]]


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
    if profiles.reachable:
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
    """Put the chart of Bereik on a sheet: a group per profile, in it a column per leerweg."""
    rows, placed = profiles.rows, profiles.placed
    series = [
        Series(
            f"={separate_cells(placed, lines[:1], 'Leerweg')}",
            f"={separate_cells(placed, lines, 'Profiel')}",
            f"={separate_cells(placed, lines, 'Bereik')}",
            ([rows[line][0] for line in lines], [known(rows[line][5]) for line in lines]),
        )
        for lines in profiles.reachable.values()
    ]
    shown = sorted(line for lines in profiles.reachable.values() for line in lines)
    text = description(_REACH, placed, [rows[line] for line in shown])
    place_chart(sheet, draw(writer, _REACH, series), at, size, text)


def _offered(rows: Sequence[Row]) -> list[Row]:
    """Leave out the profiles that no location offers in any leerweg."""
    offered = {row[0] for row in rows if row[2]}
    return [row for row in rows if row[0] in offered]


def _reachable(rows: Sequence[Row]) -> Mapping[str, Sequence[int]]:
    """Give the lines for which reach means something, by leerweg; TL is not counted with these.

    Each leerweg has a line for each profile, known or not: a chart puts the columns of one group
    together by their order.
    """
    profiles = {p.naam for p in reference.profielen().values() if not p.techniek}
    found: dict[str, list[int]] = {}
    for line, row in enumerate(rows):
        if row[0] in profiles:
            found.setdefault(str(row[1]), []).append(line)
    return found


def _profile_formats(writer: Writer, rows: Sequence[Row]) -> dict[tuple[int, str], Format]:
    """Give the formats of Profielen: a line above each profile, its name once, empty rows grey."""
    formats = {(HEADER, "Bekend"): writer.header(filled=False, **APART)}
    for line, row in enumerate(rows):
        looks: dict[str, str | float | bool] = {} if row[2] else {"font_color": GREY}
        first = line == 0 or rows[line - 1][0] != row[0]
        if first and line:
            looks |= SUBJECT_LINE
        for column in sheets.PROFIEL_LEERWEG.columns:
            formats[line, column.heading] = writer.body(column.kind, **looks)
        name = {"bold": True} if first else {"font_color": GREY}
        formats[line, "Bekend"] = writer.body(Kind.TEXT, **{**looks, **APART})
        formats[line, "Profiel"] = writer.body(Kind.TEXT, **{**looks, **name})
    return formats
