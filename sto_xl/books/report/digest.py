"""The pages with which a report opens: the main figures at a glance, then every figure.

Two sheets: one of two A4 pages with figures and charts, and Profielen. A region and the nation
have the same pages, so that they can lie side by side.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.charts import SHARE, Pictured, bar_chart, description, place_chart
from sto_xl.books.layout import HEADER, Placed, add_table, set_widths, write
from sto_xl.books.report.keyfigures import SUBJECTS, figure_formats, key_figures
from sto_xl.books.report.pages import (
    APART,
    DASH,
    ROW,
    SUBJECT_LINE,
    WHOLE_SHARE,
    Looks,
    Opening,
    Tables,
    across,
    fitted_rows,
    frame,
    height,
    pixels,
    write_banner,
    write_good_news,
    write_heading,
    write_title,
)
from sto_xl.books.report.profiles import NO_PROFILES, Profiles, place_reach
from sto_xl.books.style import ACCENT, ACCENT_PALE, COUNT_FORMAT, GREY, WHITE, Writer
from sto_xl.grid import Value
from sto_xl.model.wording import DUTCH
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Seven columns, which fill an A4 page at this scale (percents).
WIDTHS = (42.0, 14.0, 13.0, 13.0, 11.0, 8.0, 14.0)
SCALE = 76
_BESIDE = 14
#: The rows of Kerncijfers, in points: so many figures and two charts go on one page.
_TIGHT = 13.1


def figure(tables: Tables, name: str) -> tuple[Value, str]:
    """Give a key figure's value and what is known of it, by its printed name."""
    for row in tables.get(sheets.KERNCIJFERS.name, ()):
        if row[0] == name:
            return row[1], str(row[3] or "")
    return DASH, ""


def write_digest(
    writer: Writer, sheet: Worksheet, opening: Opening, tables: Tables, profiles: Profiles
) -> None:
    """Lay the two pages of figures out; one chart shows what stands on the sheet Profielen."""
    right = len(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    row = 3
    if opening.warning:
        write_banner(writer, sheet, row, right, opening.warning)
        row += 1
    height(sheet, row, 9)
    _write_tiles(writer, sheet, row + 1, tables)
    page = _Page(writer, sheet, tables, row + 5)
    page.block(sheets.STATUS, "Wie doet mee?", (_STATUS,), 150)
    page.block(sheets.KLASSE, "Deelname naar aanbod", (_KLASSE, _KLASSE_SHARE), 170)
    page.block(sheets.SIGNALEN, "Wie vraagt aandacht?", (_SIGNALEN,))
    page.reach(profiles)
    broken = page.row - 1
    page.kerncijfers()
    page.block(sheets.MANIEREN, "Manieren om kennis te maken met techniek", (_MANIEREN,), 145)
    page.block(sheets.PLANSTATUS, "Plannen", (_PLANNEN,))
    frame(sheet, bottom=page.row - 2, right=right, scale=SCALE)
    sheet.set_h_pagebreaks([broken])


_STATUS = Pictured("Vmbo-locaties naar deelname", "", ("Deelname", "Deelname"), ("Vmbo-locaties",))
_KLASSE = Pictured(
    "Vmbo-locaties en deelnemers", "", ("Klasse", "Klasse"), ("Vmbo-locaties", "Deelnemers")
)
_KLASSE_SHARE = Pictured(
    "Deelname", "", ("Klasse", "Klasse"), ("Deelname",), number=SHARE, maximum=WHOLE_SHARE
)
_SIGNALEN = Pictured("Vmbo-locaties naar signaal", "", ("Signaal", "Signaal"), ("Vmbo-locaties",))
_MANIEREN = Pictured(
    "Vmbo-locaties per manier", "", ("Manier", "Manier"), ("Vmbo-locaties", "Deelnemers")
)
_PLANNEN = Pictured("Plannen naar status", "", ("Status", "Status"), ("Plannen",))


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
        rows = fitted_rows(self.tables.get(spec.name, ()))
        text = self.writer.body(Kind.TEXT, text_wrap=False)
        known = self.writer.body(Kind.TEXT, text_wrap=False, **APART)
        placed = add_table(
            self.writer,
            self.sheet,
            spec.name,
            spec.columns,
            rows,
            top=top,
            stripes=False,
            formats={
                (line, column.heading): known if column.heading == "Bekend" else text
                for column in spec.columns
                if column.kind is Kind.TEXT
                for line in range(len(rows))
            }
            | {(HEADER, "Bekend"): self.writer.header(filled=False, **APART)},
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
        for index, one in enumerate(pictured):
            shares = rows if one.number == SHARE else ()
            chart = bar_chart(self.writer, placed, one, shares)
            indent = (index + beside) * _BESIDE + index * width
            text = description(one, placed, rows)
            place_chart(self.sheet, chart, (top, left), (width, high), text, indent)
        self._go(max(placed.bottom + 1, top + -(-high // ROW)))

    def reach(self, profiles: Profiles) -> None:
        """Write the chart of the shares per profile, or what there is to say instead."""
        write_heading(self.writer, self.sheet, self.row, "Wie maakt kennis met techniek?")
        if not profiles.reachable:
            write_good_news(self.writer, self.sheet, self.row + 1, len(WIDTHS), NO_PROFILES)
            self._go(self.row + 2)
            return
        size = (pixels(WIDTHS), 190)
        place_reach(self.writer, self.sheet, profiles, (self.row + 1, 1), size)
        self._go(self.row + 1 + -(-size[1] // ROW))

    def kerncijfers(self) -> None:
        """Write every figure, a fine line wherever a new subject begins."""
        columns, rows = key_figures(self.tables)
        write_heading(self.writer, self.sheet, self.row, "Kerncijfers")
        placed = add_table(
            self.writer,
            self.sheet,
            sheets.KERNCIJFERS.name,
            columns,
            rows,
            top=self.row + 1,
            stripes=False,
            formats=figure_formats(self.writer, columns, rows),
        )
        height(self.sheet, placed.top, 18)
        for line in range(placed.top + 1, placed.bottom + 1):
            height(self.sheet, line, _TIGHT)
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


def _write_tiles(writer: Writer, sheet: Worksheet, row: int, tables: Tables) -> None:
    """Write the four figures that one looks for first, in three rows."""
    taking_part, _ = figure(tables, "Deelnemers")
    locations, _ = figure(tables, "Vmbo-locaties")
    share, share_known = figure(tables, "Deelname")
    reached, reached_known = figure(tables, "Bereikt met techniek")
    signalled, _ = figure(tables, "Gesignaleerde locaties")
    among = DUTCH.getal(locations) if isinstance(locations, int) else locations
    tiles: Sequence[tuple[int, int, str, Value, str, str]] = (
        (1, 1, "Deelnemers", taking_part, COUNT_FORMAT, f"van {among} vmbo-locaties"),
        (2, 3, "Deelname", share, "0%", share_known or "van de vmbo-locaties"),
        (4, 5, "Leerlingen bereikt", reached, COUNT_FORMAT, _short(reached_known)),
        (6, 7, "Gesignaleerd", signalled, COUNT_FORMAT, "vmbo-locaties"),
    )
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
    for left, right, label, value, number, note in tiles:
        edge: Looks = {} if left > 1 else {"left_color": ACCENT}
        label_form = writer.format(**{**small, **edge, "valign": "bottom"})
        across(sheet, row, left, right, label, label_form)
        value_form = writer.format(**{**big, **edge, "num_format": number})
        across(sheet, row + 1, left, right, value, value_form)
        note_form = writer.format(**{**small, **edge, "valign": "top", "shrink": True})
        across(sheet, row + 2, left, right, note, note_form)


def _short(known: str) -> str:
    """Give what fits in a tile of what is known."""
    return known.replace("ten minste; ", "ten minste: ") or "met techniek, BB, KB en GL"
