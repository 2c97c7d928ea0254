"""The sheet Deelname: the regions beside each other in a chart, the largest share on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sto_xl.books.new.charts import SHARE, Pictured, bar_chart, fitting, place_chart
from sto_xl.books.new.layout import add_table, set_widths
from sto_xl.books.new.national.regions import by_deelname
from sto_xl.books.new.reports.pages import (
    ROW,
    WHOLE_SHARE,
    Opening,
    frame,
    pixels,
    write_note,
    write_title,
)
from sto_xl.books.new.style import Writer
from sto_xl.books.report.cells import fitted_rows
from sto_xl.books.report.nation import REGION_SHARES, RegionLine
from sto_xl.model.wording import REGIO, counted

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Two charts beside each other, over the tables that they are drawn from; A4 at this scale.
WIDTHS = (42.0, 12.0, 2.0, 42.0, 12.0)
SCALE = 80
#: With more regions than this the chart is in two halves.
HALVES = 30
NOTHING = "Van geen enkele regio is de deelname bekend."
_TOP, _BAR, _ROOM = 6, 22, 70
_PICTURED = Pictured(
    "Deelname per regio",
    "Diagram van de deelname per regio, de hoogste bovenaan. Dezelfde aandelen staan op blad "
    "Regio's, in de kolom Deelname.",
    ("Regio", "Regio"),
    ("Deelname",),
    number=SHARE,
    maximum=WHOLE_SHARE,
)


def write_deelname(
    writer: Writer,
    sheet: Worksheet,
    opening: Opening,
    regions: Sequence[RegionLine],
    flyer: str,
) -> None:
    """Draw the regions of which the deelname is known; say of how many it is not."""
    set_widths(sheet, WIDTHS)
    right = len(WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    shares = [(line, line.figures["deelname"]) for line in by_deelname(regions)]
    told = [(line, share) for line, share in shares if isinstance(share, int | float)]
    wide = pixels(WIDTHS[:2]) if len(told) > HALVES else pixels(WIDTHS)
    known = fitted_rows(
        [(fitting(line.title, wide, " *" if line.unknown else ""), share) for line, share in told]
    )
    said = _said(len(known), regions)
    for row, text in ((3, said), (4, flyer)):
        write_note(writer, sheet, row, right, text, sum(WIDTHS))
    bottom = _TOP
    for place, (first, last) in enumerate(_halves(len(known)) if known else ()):
        left = 1 + 3 * place
        placed = add_table(
            writer,
            sheet,
            replace(REGION_SHARES, name=f"{REGION_SHARES.name}{place + 1}"),
            known[first:last],
            top=_TOP + 1,
            left=left,
            stripes=False,
        )
        title = f"{_PICTURED.title}: {first + 1}–{last}" if len(known) > HALVES else ""
        pictured = replace(_PICTURED, title=title or _PICTURED.title)
        size = (wide, max(last - first, 3) * _BAR + _ROOM)
        chart = bar_chart(writer, placed, pictured, size, known[first:last])
        place_chart(sheet, chart, (_TOP, left), size, pictured.description)
        bottom = max(bottom, placed.bottom, _TOP + -(-size[1] // ROW))
    frame(sheet, bottom=bottom, right=right, scale=SCALE)


def _said(known: int, regions: Sequence[RegionLine]) -> str:
    if not known:
        return NOTHING
    said = ["De regio's staan op volgorde van deelname."]
    if any(line.unknown for line in regions):
        said.append(
            "* Niet van elke locatie is de deelname bekend; die regio's staan daaronder, "
            "weer op volgorde."
        )
    if without := len(regions) - known:
        said.append(f"Van {counted(without, *REGIO)} is niets bekend: geen staaf.")
    return " ".join(said)


def _halves(regions: int) -> list[tuple[int, int]]:
    """Give where each chart begins and ends."""
    if regions <= HALVES:
        return [(0, regions)]
    middle = -(-regions // 2)
    return [(0, middle), (middle, regions)]
