"""The pages with which a report opens: the main figures at a glance, then every figure.

Two sheets: one of two A4 pages with figures and charts, and Profielen. A region and the nation
have the same pages, so that they can lie side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.charts import SHARE, Pictured, bar_chart, place_chart
from sto_xl.books.new.layout import Placed, add_table, set_widths, write
from sto_xl.books.new.reports.keyfigures import (
    SUBJECTS,
    figure_formats,
    tell_there_is_none_earlier,
)
from sto_xl.books.new.reports.pages import (
    ROW,
    SUBJECT_LINE,
    WHOLE_SHARE,
    Looks,
    Opening,
    Places,
    across,
    frame,
    height,
    pixels,
    write_banner,
    write_heading,
    write_title,
)
from sto_xl.books.new.reports.profiles import place_reach
from sto_xl.books.new.style import ACCENT, ACCENT_PALE, GREY, WHITE, Writer
from sto_xl.books.report.cells import Tables, known
from sto_xl.books.report.names import SUBTITLE, TITLE, UNKNOWN, WARNING
from sto_xl.books.report.rows import Tile, charted, reach
from sto_xl.books.report.tables import PRINTED, SHARES
from sto_xl.grid import Row
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Seven columns, which fill an A4 page at this scale (percents): the first is as wide as the next
#: three together, and as the last three.
WIDTHS = (41.0, 13.43, 12.6, 13.6, 12.6, 10.0, 17.0)
SCALE = 72
_BESIDE = 14
#: What stands where a chart would be empty.
NOTHING, NOT_KNOWN = "Er is nog niets om te tekenen.", "De deelname is nog niet bekend."
#: The row of what nobody may overlook.
BANNER = 3
#: The rows of Kerncijfers, in points: so many figures and two charts go on one page.
_TIGHT = 13.1


def write_digest(  # noqa: PLR0913, PLR0917  (the pages' parts)
    writer: Writer,
    sheet: Worksheet,
    opening: Opening,
    tables: Tables,
    drawn: Placed | None,
    tiles: Sequence[Tile],
    said: str,
) -> Places:
    """Lay the two pages of figures out; give where single values stand.

    One chart is `drawn` from a table on the sheet Profielen; what is `said` of it stands above it.
    """
    right = len(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_banner(writer, sheet, BANNER, right, opening.warning)
    places = _write_tiles(writer, sheet, BANNER + 1, tiles)
    page = _Page(writer, sheet, charted(tables), BANNER + 5)
    page.block(sheets.STATUS, "Wie doet mee?", (_STATUS,), 150)
    page.block(sheets.KLASSE, "Deelname naar aanbod", (_KLASSE, _KLASSE_SHARE), 170)
    page.block(sheets.SIGNALEN, "Wie vraagt aandacht?", (_SIGNALEN,))
    above = page.row
    page.reach(drawn, reach(tables), said)
    broken = page.row - 1
    page.kerncijfers()
    page.block(sheets.MANIEREN, "Manieren om kennis te maken met techniek", (_MANIEREN,), 145)
    page.block(sheets.PLANSTATUS, "Plannen", (_PLANNEN,))
    frame(sheet, bottom=page.row - 2, right=right, scale=SCALE)
    sheet.set_h_pagebreaks([broken])
    heading = {TITLE: (1, 1), SUBTITLE: (2, 1), WARNING: (BANNER, 1), UNKNOWN: (above, 2)}
    return {**heading, **places}


_BELOW = "Dezelfde aantallen staan in de tabel erboven."
_ASIDE = "Dezelfde aantallen staan in de tabel ernaast."
_BOTH = "Locaties (donker) en deelnemers (licht)"
_STATUS = Pictured(
    "Vmbo-locaties naar deelname",
    f"Diagram van het aantal vmbo-locaties per stand van de deelname. {_ASIDE}",
    ("Deelname", "Deelname"),
    ("Vmbo-locaties",),
)
_KLASSE = Pictured(
    _BOTH,
    f"Diagram met per soort aanbod de vmbo-locaties en de deelnemers daaronder. {_BELOW}",
    ("Klasse", "Klasse"),
    ("Vmbo-locaties", "Deelnemers"),
    legend=False,
)
_KLASSE_SHARE = Pictured(
    "Deelname",
    "Diagram van de deelname per soort aanbod. Dezelfde aandelen staan in de tabel erboven.",
    ("Klasse", "Klasse"),
    ("Deelname",),
    number=SHARE,
    maximum=WHOLE_SHARE,
)
_SIGNALEN = Pictured(
    "Vmbo-locaties naar signaal",
    f"Diagram van het aantal vmbo-locaties per signaal. {_ASIDE}",
    ("Signaal", "Signaal"),
    ("Vmbo-locaties",),
)
_MANIEREN = Pictured(
    _BOTH,
    f"Diagram met per manier de vmbo-locaties en de deelnemers daaronder. {_ASIDE}",
    ("Manier", "Manier"),
    ("Vmbo-locaties", "Deelnemers"),
    legend=False,
)
_PLANNEN = Pictured(
    "Plannen naar status",
    f"Diagram van het aantal plannen per status. {_ASIDE}",
    ("Status", "Status"),
    ("Plannen",),
)


class _Page:
    """Where on the sheet the next block comes, and what all blocks need."""

    def __init__(self, writer: Writer, sheet: Worksheet, tables: Tables, row: int) -> None:
        self.writer, self.sheet, self.tables, self.row = writer, sheet, tables, row

    def block(
        self, spec: TableSpec, heading: str, pictured: Sequence[Pictured], high: int = 0
    ) -> None:
        """Write a table with its heading and its charts: one beside it, more beneath it.

        A chart beside is as high as the table, and at least `high` pixels.
        """
        write_heading(self.writer, self.sheet, self.row, heading)
        top = self.row + 1
        height(self.sheet, top, 18)
        rows = self.tables[spec.name]
        text = self.writer.body(Kind.TEXT, text_wrap=False)
        placed = add_table(
            self.writer,
            self.sheet,
            spec,
            rows,
            top=top,
            stripes=False,
            formats={
                (line, column.heading): text
                for column in spec.columns
                if column.kind is Kind.TEXT
                for line in range(len(rows))
            },
        )
        beside = len(pictured) == 1
        left = placed.right + 1 if beside else 1
        if not beside:
            self._widen(placed, placed.right + 1)
            top = placed.bottom + 2
            height(self.sheet, top - 1, 9)
        width = pixels(WIDTHS[left - 1 :]) - (_BESIDE if beside else 0)
        width = (width - _BESIDE * (len(pictured) - 1)) // len(pictured)
        high = max(high, len(rows) * ROW + 24) if beside else high
        # Of a template the numbers are yet to come.
        filled = any(value is not None for row in rows for value in row[1:])
        for index, one in enumerate(pictured):
            indent = (index + beside) * _BESIDE + index * width
            drawn, shown = (placed, rows) if one.number != SHARE else self._shares(top + 1, left)
            if filled and _blank(drawn, one, shown):
                where = left + index * (len(WIDTHS) // len(pictured))
                self._nothing(top + 1, where, NOT_KNOWN if one.number == SHARE else NOTHING)
                continue
            chart = bar_chart(self.writer, drawn, one, (width, high), shown)
            at = (top, left)
            place_chart(self.sheet, chart, at, (width, high), one.description, indent)
        self._go(max(placed.bottom + 1, top + -(-high // ROW)))

    def _nothing(self, row: int, left: int, said: str) -> None:
        """Say where a chart would be why there is none."""
        write(self.sheet, row, left, said, self.writer.format(font_color=GREY, indent=1))

    def _shares(self, top: int, left: int) -> tuple[Placed, Sequence[Row]]:
        """Write the table that a chart of shares is drawn from, behind the charts."""
        rows = self.tables[SHARES.name]
        placed = add_table(
            self.writer,
            self.sheet,
            SHARES,
            rows,
            top=top,
            left=left,
            stripes=False,
        )
        return placed, rows

    def reach(self, drawn: Placed | None, rows: Sequence[Row], said: str) -> None:
        """Write the chart of the shares per profile; beside its heading what is said of it."""
        write_heading(self.writer, self.sheet, self.row, "Wie maakt kennis met techniek?")
        form = self.writer.format(valign="vcenter", font_color=GREY)
        across(self.sheet, self.row, 2, len(WIDTHS), said, form)
        if said or drawn is None:
            self._go(self.row + 1)
            return
        size = (pixels(WIDTHS), 190)
        place_reach(self.writer, self.sheet, drawn, rows, (self.row + 1, 1), size)
        self._go(self.row + 1 + -(-size[1] // ROW))

    def kerncijfers(self) -> None:
        """Write every figure, a fine line wherever a new subject begins."""
        rows = self.tables[PRINTED.name]
        write_heading(self.writer, self.sheet, self.row, "Kerncijfers")
        placed = add_table(
            self.writer,
            self.sheet,
            PRINTED,
            rows,
            top=self.row + 1,
            stripes=False,
            formats=figure_formats(self.writer, PRINTED, rows),
        )
        height(self.sheet, placed.top, 18)
        for line in range(placed.top + 1, placed.bottom + 1):
            height(self.sheet, line, _TIGHT)
        tell_there_is_none_earlier(self.writer, self.sheet, placed)
        self._widen(placed, len(WIDTHS), [row[0] in SUBJECTS for row in rows])
        self._go(placed.bottom + 1)

    def _widen(self, placed: Placed, right: int, ruled: Sequence[bool] = ()) -> None:
        """Let a table's last column run on to the column `right`, as far as one can see."""
        for column in range(placed.right + 1, right + 1):
            write(self.sheet, placed.top, column, None, self.writer.header())
            for row in range(placed.top + 1, placed.bottom + 1):
                line = row - placed.top - 1
                rule = SUBJECT_LINE if line < len(ruled) and ruled[line] else {}
                write(self.sheet, row, column, None, self.writer.body(Kind.TEXT, **rule))

    def _go(self, row: int) -> None:
        """Go on beneath, after a narrow row."""
        height(self.sheet, row, 9)
        self.row = row + 1


def _blank(placed: Placed, pictured: Pictured, rows: Sequence[Row]) -> bool:
    """Tell whether all that a chart would show is not known; or nought, where that is not shown."""
    places = [placed.headings.index(heading) for heading in pictured.series]
    values = [known(row[place]) for row in rows for place in places]
    return not any(v is not None if pictured.number == SHARE else v for v in values)


#: The first and the last column of each tile.
_TILES = ((1, 1), (2, 4), (5, 7))


def _write_tiles(writer: Writer, sheet: Worksheet, row: int, shown: Sequence[Tile]) -> Places:
    """Write the tiles in three rows; give where the value and the note of each stand."""
    looks: Looks = {
        "bg_color": ACCENT_PALE,
        "indent": 1,
        "align": "left",
        "left": 5,
        "left_color": WHITE,
    }
    small: Looks = {**looks, "font_size": 10, "font_color": GREY}
    big: Looks = {**looks, "font_size": 24, "bold": True, "font_color": ACCENT, "valign": "vcenter"}
    for at, points in enumerate((20, 34, 20)):
        height(sheet, row + at, points)
    height(sheet, row + 3, 9)
    places: dict[str, tuple[int, int]] = {}
    for tile, (left, right) in zip(shown, _TILES, strict=True):
        edge: Looks = {} if left > 1 else {"left_color": ACCENT}
        label_form = writer.format(**{**small, **edge, "valign": "bottom"})
        across(sheet, row, left, right, tile.label, label_form)
        value_form = writer.format(**{**big, **edge, "num_format": tile.number})
        across(sheet, row + 1, left, right, tile.value, value_form)
        note_form = writer.format(**{**small, **edge, "valign": "top", "shrink": True})
        across(sheet, row + 2, left, right, tile.note, note_form)
        places |= {tile.name: (row + 1, left), tile.note_name: (row + 2, left)}
    return places
