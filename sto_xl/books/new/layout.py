"""Where things stand on a sheet that is being written: values, tables, widths, the printed page.

Rows and columns are 1-based, as in `sto_xl.grid`. Like `sto_xl.books.new.style`, it raises what
XlsxWriter only warns of.

    writer = Writer("Overzicht", "Sterk Techniekonderwijs")
    sheet = writer.sheet("Landelijk")
    set_widths(sheet, (40, 14))
    write(sheet, 1, 1, "Overzicht", writer.format(**TITLE))
    placed = add_table(writer, sheet, spec, rows, top=3)
    data = writer.content()
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.books.measure import text_height
from sto_xl.books.new.style import (
    ACCENT_LIGHT,
    KIND_FORMATS,
    NUMERIC,
    RIGHT,
    RIGHT_OF_FILTER,
    TABLE_STYLE,
    LayoutError,
    Writer,
    checked,
    refuse_cell,
    strict,
)
from sto_xl.grid import Area, Value, address, column_letters
from sto_xl.sheets import Column, Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The line that stands for the header in `add_table`'s formats.
HEADER = -1
#: How many characters wide a column is when nothing is said of it.
_WIDTH = 8.43


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a table stands: header row `top`, last body row `bottom`."""

    sheet: str
    top: int
    left: int
    bottom: int
    right: int
    headings: tuple[str, ...]

    def cells(self, first: str, last: str = "") -> str:
        """Give the reference of a column's body, or of the columns from first to last."""
        from_, to = (self.left + self.headings.index(h) for h in (first, last or first))
        return (
            f"={self.prefix}${column_letters(from_)}${self.top + 1}"
            f":${column_letters(to)}${self.bottom}"
        )

    def body(self, first: str, last: str = "") -> Area:
        """Give where a column's body stands, or that of the columns from first to last."""
        from_, to = (self.left + self.headings.index(h) for h in (first, last or first))
        return self.top + 1, from_, self.bottom, to

    @property
    def prefix(self) -> str:
        """The sheet's name as a reference begins: `'Regio''s'!`."""
        return "'" + self.sheet.replace("'", "''") + "'!"


@dataclass(frozen=True, slots=True)
class Calculated:
    """A cell that a formula fills, with the value that is shown until it is calculated.

    A formula that gives an empty text is given a blank here: of nothing at all a reader would say
    that it was never calculated.
    """

    formula: str
    value: Value


def write(sheet: Worksheet, row: int, column: int, value: Value, form: Format) -> None:
    """Write a plain value as it is: text is never taken for a formula, a number or a link."""
    at = (row - 1, column - 1)
    if value is None or value == "":
        code = sheet.write_blank(*at, None, form)
    elif isinstance(value, str):
        code = sheet.write_string(*at, str(value), form)
    elif isinstance(value, bool):
        code = sheet.write_boolean(*at, value, form)
    elif isinstance(value, int | float):
        code = sheet.write_number(*at, value, form)
    else:
        code = sheet.write_datetime(*at, value, form)
    checked(code, f"{sheet.get_name()}!{address(row, column)}")


def write_formula(  # noqa: PLR0913, PLR0917  (a place, a formula, its value and its look)
    sheet: Worksheet, row: int, column: int, formula: str, cached: Value, form: Format
) -> None:
    """Write a formula with the value that is shown until it is calculated."""
    code = sheet.write_formula(row - 1, column - 1, formula, form, cached)
    checked(code, f"{sheet.get_name()}!{address(row, column)}")


def add_table(  # noqa: PLR0913  (a table's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Sequence[Value | Calculated]],
    *,
    top: int,
    left: int = 1,
    autofilter: bool = False,
    stripes: bool = True,
    formats: Mapping[tuple[int, str], Format] | None = None,
    formulas: Mapping[str, str] | None = None,
) -> Placed:
    """Write an Excel table: headings and rows; one blank row when there are none.

    Short rows are filled up with blanks. `formats` replaces the format of (line, heading), the
    lines counted from 0, the header being `HEADER`. Filled columns are grey where people fill in
    the others. `formulas` are those that new rows get in a column, by heading.
    """
    name, columns = spec.name, spec.columns
    refuse_cell(name)
    own, new = formats or {}, formulas or {}
    body = [[*row, *[None] * (len(columns) - len(row))] for row in rows or [()]]
    if any(len(row) > len(columns) for row in body):
        message = f"{name}: a row has more values than the table has columns"
        raise LayoutError(message)
    headings = tuple(c.heading for c in columns)
    placed = Placed(sheet.get_name(), top, left, top + len(body), left + len(columns) - 1, headings)
    mixed = not all(c.filled for c in columns)

    def header(column: Column) -> Format:
        right = RIGHT_OF_FILTER if autofilter else RIGHT
        return own.get((HEADER, column.heading)) or writer.header(
            filled=column.filled and mixed, **(right if column.kind in NUMERIC else {})
        )

    options = {
        "name": name,
        "style": TABLE_STYLE,
        "autofilter": autofilter,
        "banded_rows": stripes,
        "columns": [
            {"header": c.heading, "header_format": header(c), "formula": new.get(c.heading, "")}
            for c in columns
        ],
    }
    with strict(name):
        area = (top - 1, left - 1, placed.bottom - 1, placed.right - 1)
        checked(sheet.add_table(*area, options), name)
    plain = [writer.body(column.kind) for column in columns]
    heights: dict[int, float] = {}
    for line, row in enumerate(body):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            form = own.get((line, column.heading)) or plain[place]
            if isinstance(value, dt.date) and form is plain[place]:
                # A day looks like one in any column: Excel would show the number that it keeps.
                form = writer.body(column.kind, KIND_FORMATS[Kind.DATE])
            at = (top + 1 + line, left + place)
            if needed := _needed(sheet, at[1], value, form):
                heights[line] = max(heights.get(line, 0.0), needed)
            if isinstance(value, Calculated):
                write_formula(sheet, *at, value.formula, value.value, form)
            elif column.kind is Kind.LINK and isinstance(value, str) and value.startswith("="):
                texts = re.findall(r'"([^"]*)"', value)
                write_formula(sheet, *at, value, texts[-1] if texts else "", form)
            else:
                write(sheet, *at, value, form)
    hint_heights(sheet, {top + 1 + line: points for line, points in heights.items()})
    return placed


def _needed(sheet: Worksheet, column: int, value: Value | Calculated, form: Format) -> float:
    """Give how high a row must be for a value in a column; 0 when one line is enough."""
    if not isinstance(value, str) or not form.text_wrap:
        return 0.0
    there = sheet.col_info.get(column - 1)
    # XlsxWriter keeps widths in pixels.
    width = (there.width - 5) / 7 if there and there.width else _WIDTH
    return text_height(value, width, form.font_size, form.indent)


def hint_heights(sheet: Worksheet, heights: Mapping[int, float]) -> None:
    """Give rows a height to begin with, which Excel goes on fitting to what is typed there.

    Other programs show rows as high as a file says. XlsxWriter says of each height that it is the
    user's own, and such a row does not grow.
    """
    for row, points in heights.items():
        checked(sheet.set_row(row - 1, points), f"row {row}")
    written = sheet._xml_start_tag_unencoded  # noqa: SLF001  (there is no other way)

    def start(tag: str, attributes: Sequence[tuple[str, object]] = ()) -> None:
        if tag == "row" and dict(attributes)["r"] in heights:
            attributes = [one for one in attributes if one[0] != "customHeight"]
        written(tag, attributes)

    if heights:
        sheet._xml_start_tag_unencoded = start  # noqa: SLF001


def add_bars(sheet: Worksheet, placed: Placed, *headings: str) -> None:
    """Show the shares in these columns as bars too, in the cells."""
    bar = {
        "type": "data_bar",
        "bar_color": ACCENT_LIGHT,
        "bar_solid": True,
        "min_type": "num",
        "min_value": 0,
        "max_type": "num",
        "max_value": 1,
    }
    with strict(placed.sheet):
        for heading in headings:
            column = placed.left + placed.headings.index(heading) - 1
            area = (placed.top, column, placed.bottom - 1, column)
            checked(sheet.conditional_format(*area, bar), heading)


def add_look(
    writer: Writer, sheet: Worksheet, area: Area, formula: str, **look: str | float | bool
) -> None:
    """Let cells look otherwise where a formula, as the first of them has it, holds."""
    top, left, bottom, right = area
    rule = {"type": "formula", "criteria": formula, "format": writer.conditional(**look)}
    with strict(sheet.get_name()):
        code = sheet.conditional_format(top - 1, left - 1, bottom - 1, right - 1, rule)
        checked(code, formula)


def name_cell(writer: Writer, sheet: Worksheet, name: str, row: int, column: int) -> None:
    """Name a cell, by which a single value gets into it."""
    quoted = sheet.get_name().replace("'", "''")
    writer.define(name, f"='{quoted}'!${column_letters(column)}${row}")


def set_widths(
    sheet: Worksheet, widths: Sequence[float], formats: Sequence[Format | None] = (), left: int = 1
) -> None:
    """Set the widths of columns in characters, and the formats that their new rows get."""
    for place, width in enumerate(widths):
        at = left - 1 + place
        form = formats[place] if place < len(formats) else None
        checked(sheet.set_column(at, at, width, form), f"column {at + 1}")


def set_page(
    sheet: Worksheet,
    *,
    landscape: bool = False,
    repeat: tuple[int, int] | None = None,
    wide: int = 1,
) -> None:
    """Set a sheet up for A4, so many pages `wide`; `repeat` gives the rows that head every page."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.fit_to_pages(wide, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.65)
    sheet.set_header("&L&9&A&R&9&F", {"margin": 0.35, "scale_with_doc": False})
    footer = "&L&9Sterk Techniekonderwijs&R&9Pagina &P van &N"
    sheet.set_footer(footer, {"margin": 0.3, "scale_with_doc": False})
    if repeat:
        sheet.repeat_rows(repeat[0] - 1, repeat[1] - 1)
