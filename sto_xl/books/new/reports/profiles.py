"""The sheet Profielen: how many pupils get to know techniek, and which profiles are offered.

The chart stands on top, over the table that it is drawn from; the list of profiles comes last,
because its length depends on what is offered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.new.charts import SHARE, Pictured, bar_chart, place_chart
from sto_xl.books.new.layout import Placed, add_bars, add_look, add_table, set_widths
from sto_xl.books.new.reports.pages import (
    ROW,
    SUBJECT_LINE,
    WHOLE_SHARE,
    Opening,
    frame,
    height,
    pixels,
    write_note,
    write_title,
)
from sto_xl.books.new.style import GREY, Writer
from sto_xl.books.report.cells import Tables, fitted_rows
from sto_xl.books.report.rows import offered, reach, unreached
from sto_xl.books.report.tables import LEERWEGEN, OFFERED, REACH
from sto_xl.grid import Row

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

WIDTHS = (36.0, 9.0, 15.0, 12.0, 10.0, 10.0, 22.0)
NOTE = (
    "Leerlingen in leerjaar 3 en 4. Profielen die geen enkele locatie aanbiedt, zijn weggelaten. "
    "Bij technische profielen staat geen bereik: die leerlingen krijgen al techniek."
)
_CHART, _HIGH = 4, 240
_TOP = _CHART + -(-_HIGH // ROW) + 1
_REACH = Pictured(
    "Bereik per profiel en leerweg",
    "Diagram van het bereik: per profiel een staaf voor elke leerweg. Dezelfde aandelen staan op "
    "blad Profielen, in de kolom Bereik.",
    ("Profiel", "Profiel"),
    LEERWEGEN,
    number=SHARE,
    upright=True,
    maximum=WHOLE_SHARE,
)


def write_profiles(
    writer: Writer, sheet: Worksheet, opening: Opening, tables: Tables, note: str = NOTE
) -> Placed | None:
    """Write the sheet Profielen; give where the table stands that a chart of reach is drawn from.

    Without rows the list has one, blank. Where no reach is known there is no chart, nor its table.
    """
    spec = OFFERED
    right = len(spec.columns)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_note(writer, sheet, 3, right, note, sum(WIDTHS))
    reached = reach(tables)
    # Of a template the numbers are yet to come.
    empty = bool(tables.get(spec.name)) and bool(unreached(tables))
    top, drawn = _CHART + 1 if empty else _TOP, None
    if not empty:
        drawn = add_table(writer, sheet, REACH, reached, top=_CHART, stripes=False)
        place_reach(writer, sheet, drawn, reached, (_CHART, 1), (pixels(WIDTHS), _HIGH))
    height(sheet, top - 1, 12)
    rows = fitted_rows(offered(tables))
    placed = add_table(
        writer,
        sheet,
        spec,
        rows,
        top=top,
        stripes=False,
    )
    height(sheet, top, 20)
    add_bars(sheet, placed, "Bereik")
    _add_looks(writer, sheet, placed)
    frame(sheet, bottom=placed.bottom, right=right)
    sheet.fit_to_pages(1, 1)
    return drawn


def place_reach(  # noqa: PLR0913, PLR0917  (a chart's table, place and size)
    writer: Writer,
    sheet: Worksheet,
    drawn: Placed,
    rows: Sequence[Row],
    at: tuple[int, int],
    size: tuple[int, int],
) -> None:
    """Put the chart of Bereik on a sheet: a group per profile, in it a column per leerweg."""
    place_chart(sheet, bar_chart(writer, drawn, _REACH, size, rows), at, size, _REACH.description)


def _add_looks(writer: Writer, sheet: Worksheet, placed: Placed) -> None:
    """Draw a line above each profile, whose name stands out once; grey what nobody offers."""
    first = placed.top + 1
    name, above, unoffered = f"$A{first}", f"$A{placed.top}", f"$C{first}=0"
    new, named = f"{name}<>{above}", f'{name}<>""'
    begins = f"{new},ROW()>{first},{named}"
    names, others = placed.body("Profiel"), placed.body("Leerweg", "Bekend")
    # Excel lets all rules that hold add up; LibreOffice takes the first, so each says all of it.
    for area, formula, look in (
        (names, f"AND({begins},{unoffered})", {**SUBJECT_LINE, "bold": True, "font_color": GREY}),
        (names, f"AND({begins})", {**SUBJECT_LINE, "bold": True}),
        (names, f"AND({new},{named})", {"bold": True}),
        (names, f"{name}={above}", {"font_color": GREY}),
        (others, f"AND({begins},{unoffered})", {**SUBJECT_LINE, "font_color": GREY}),
        (others, f"AND({begins})", SUBJECT_LINE),
        (others, f"AND({named},{unoffered})", {"font_color": GREY}),
    ):
        add_look(writer, sheet, area, f"={formula}", **look)
