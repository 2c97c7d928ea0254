"""The sheet Samenvatting: the figures of a region in tables of a fixed size, with their charts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.charts import Pictured, bar_chart, place_chart
from sto_xl.books.new.layout import HEADER, add_bars, add_table, set_page, set_widths, write
from sto_xl.books.new.style import (
    HEADING,
    RIGHT,
    SUBTITLE,
    TITLE,
    Writer,
    number_formats,
)
from sto_xl.model import reference

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.grid import Value
    from sto_xl.sheets import TableSpec

WIDTHS = (46, 15, 15, 27, 15, 15, 17)
TITLE_TEXT = "Samenvatting"
NOTE = (
    "Klik op Samenvatting bijwerken op het tabblad STO: dan staan hier de cijfers van vandaag. Een "
    "streepje (–) betekent: niet bekend."
)

_ROW = 20
#: The columns' widths on the screen.
_PIXELS = tuple(width * 7 + 5 for width in WIDTHS)
_FIRST_ROW = 4
_BESIDE_INDENT = 28


@dataclass(frozen=True, slots=True)
class OverviewBlock:
    """One table of the overview, with its heading and perhaps a chart.

    The chart stands beside the table, or beneath it, and reaches to the page's right side; its
    height is in pixels. `new_page` begins a page in print.
    """

    spec: TableSpec
    heading: str
    chart: Pictured | None = None
    height: int = 0
    beneath: bool = False
    new_page: bool = False


BLOCKS = (
    OverviewBlock(sheets.KERNCIJFERS, "Kerncijfers"),
    OverviewBlock(
        sheets.STATUS,
        "Deelname",
        Pictured(
            "Vmbo-locaties naar deelname",
            "Staafdiagram van het aantal vmbo-locaties per stand van de deelname; dezelfde "
            "aantallen staan in de tabel ernaast.",
            ("Deelname", "Deelname"),
            ("Vmbo-locaties",),
        ),
        200,
    ),
    OverviewBlock(
        sheets.KLASSE,
        "Deelname naar aanbod",
        Pictured(
            "Vmbo-locaties (donker) en deelnemers (licht) naar aanbod",
            "Staafdiagram met per soort aanbod twee staven: alle vmbo-locaties en de deelnemers "
            "daaronder; dezelfde aantallen staan in de tabel erboven.",
            ("Klasse", "Klasse"),
            ("Vmbo-locaties", "Deelnemers"),
            legend=False,
        ),
        240,
        beneath=True,
        new_page=True,
    ),
    OverviewBlock(
        sheets.SIGNALEN,
        "Wie vraagt aandacht?",
        Pictured(
            "Vmbo-locaties naar signaal",
            "Staafdiagram van het aantal vmbo-locaties per signaal; dezelfde aantallen staan in de "
            "tabel ernaast.",
            ("Signaal", "Signaal"),
            ("Vmbo-locaties",),
        ),
        280,
    ),
    OverviewBlock(
        sheets.MANIEREN,
        "Manieren om kennis te maken met techniek",
        Pictured(
            "Vmbo-locaties (donker) en deelnemers (licht)",
            "Staafdiagram met per manier van kennismaken twee staven: alle vmbo-locaties en de "
            "deelnemers daaronder; dezelfde aantallen staan in de tabel ernaast. Een "
            "locatie kan bij meer dan één manier meetellen.",
            ("Manier", "Manier"),
            ("Vmbo-locaties", "Deelnemers"),
            legend=False,
        ),
        220,
    ),
    OverviewBlock(sheets.PROFIEL_LEERWEG, "Profielen en leerwegen", new_page=True),
    OverviewBlock(sheets.PLANSTATUS, "Plannen"),
)


def write_overview(writer: Writer, sheet: Worksheet) -> None:
    """Lay the overview out on an empty sheet: of each table what is fixed of it."""
    set_widths(sheet, WIDTHS)
    set_page(sheet, repeat=(1, 1))
    sheet.set_row(0, 30)
    write(sheet, 1, 1, TITLE_TEXT, writer.format(**TITLE))
    write(sheet, 2, 1, NOTE, writer.format(**SUBTITLE))
    row = _FIRST_ROW
    breaks = []
    for block in BLOCKS:
        if block.new_page:
            breaks.append(row - 1)
        row = _write_block(writer, sheet, block, row)
    sheet.set_h_pagebreaks(breaks)


def figure_formats(writer: Writer) -> dict[tuple[int, str], Format]:
    """Give the formats of tblKerncijfers: each figure shown by its unit."""
    known = sheets.KERNCIJFERS.column("Bekend").kind
    formats = {
        (HEADER, heading): writer.header(**RIGHT) for heading in ("Waarde", "Vorig", "Verschil")
    }
    for line, figure in enumerate(reference.roster_cijfers()):
        number, earlier, difference = number_formats(figure.eenheid)
        part = figure.naam.startswith("waarvan")
        formats |= {
            (line, "Cijfer"): writer.body(known, indent=2 if part else 1),
            (line, "Waarde"): writer.body(known, number, bold=not part, **RIGHT),
            (line, "Bekend"): writer.body(known, font_size=9),
            (line, "Vorig"): writer.body(known, earlier, **RIGHT),
            (line, "Verschil"): writer.body(known, difference, **RIGHT),
        }
    return formats


def _write_block(writer: Writer, sheet: Worksheet, block: OverviewBlock, row: int) -> int:
    """Write one block at a row; give the row of the next."""
    spec = block.spec
    write(sheet, row, 1, block.heading, writer.format(**HEADING))
    sheet.set_row(row - 1, 24)
    formats = figure_formats(writer) if spec is sheets.KERNCIJFERS else None
    placed = add_table(writer, sheet, spec, _labels(spec), top=row + 1, formats=formats)
    sheet.set_row(row, 20)
    if spec is sheets.PROFIEL_LEERWEG:
        add_bars(sheet, placed, "Bereik")
    end = placed.bottom
    if block.chart:
        top, left = row + 1, placed.right + 1
        if block.beneath:
            top, left = placed.bottom + 2, 1
        indent = 0 if block.beneath else _BESIDE_INDENT
        size = (sum(_PIXELS[left - 1 :]) - indent, block.height)
        names = [row[0] for row in spec.rows]
        chart = bar_chart(writer, placed, block.chart, size, named=names)
        place_chart(sheet, chart, (top, left), size, block.chart.description, indent)
        end = max(end, top - 1 + -(-block.height // _ROW))
    return end + 2


def _labels(spec: TableSpec) -> Sequence[Sequence[Value]]:
    """Give the rows of a table without figures: what is fixed of them."""
    if spec is sheets.KERNCIJFERS:
        return [(c.naam, None, c.ernaast) for c in reference.roster_cijfers()]
    return spec.rows
