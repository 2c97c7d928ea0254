"""The look of every workbook that sto_xl makes: palette, formats, tables, pages.

A thin, strict layer over XlsxWriter: what XlsxWriter only warns of, or says with a return code,
is raised here. Rows and columns are 1-based, as in `sto_xl.grid`. Charts: `sto_xl.books.charts`.

    writer = Writer("Overzicht", "Sterk Techniekonderwijs")
    sheet = writer.sheet("Landelijk")
    set_widths(sheet, (40, 14))
    write(sheet, 1, 1, "Overzicht", writer.format(**TITLE))
    placed = add_table(writer, sheet, "tblLand", columns, rows, top=3)
    data = writer.content()
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sto_xl.grid import Value, address, column_letters, column_number
from sto_xl.sheets import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: XlsxWriter's properties of a format, to be passed by name.
Look = Mapping[str, Any]

#: Calibri, which LibreOffice replaces by Carlito, of the same widths.
FONT = "Calibri"

# One family of colours: petrol from dark to light, and greys with a touch of it.
INK = "#22313A"
ACCENT = "#0F5964"
ACCENT_MID = "#3E93A0"
ACCENT_LIGHT = "#A9D2D8"
ACCENT_PALE = "#EDF5F6"
GREY = "#7B888F"
GREY_LIGHT = "#E9EDEF"
RULE = "#DCE3E6"
WHITE = "#FFFFFF"

#: The background of a cell with a finding of this severity.
MARKS: Mapping[str, str] = MappingProxyType(
    {"fout": "#F8D3CD", "waarschuwing": "#FBE7B5", "tip": "#D5E6F6"}
)

#: How the values of a kind are shown.
KIND_FORMATS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.CODE: "@",
        Kind.WHOLE: "#,##0",
        Kind.AMOUNT: '"€ "#,##0',
        Kind.SHARE: "0%",
        Kind.DATE: "dd-mm-yyyy",
    }
)
#: The kinds whose values and headings stand to the right.
NUMERIC = frozenset({Kind.WHOLE, Kind.AMOUNT, Kind.SHARE})
#: Numbers keep a little distance from the text in the next column.
RIGHT: Look = MappingProxyType({"align": "right", "indent": 1})
#: The line that stands for the header in `add_table`'s formats.
HEADER = -1
#: How a figure is shown, by its unit in `reference.cijfers()`; other units are counted: "#,##0".
UNIT_FORMATS: Mapping[str, str] = MappingProxyType(
    {"%": "0%", "€": '"€ "#,##0;-"€ "#,##0', "procentpunten": "0"}
)
#: How the difference of two figures is shown, by their unit. That of "%" is in points: 5, not 0.05.
DIFFERENCE_FORMATS: Mapping[str, str] = MappingProxyType(
    {"%": '+0" punt";-0" punt";0', "€": '+"€ "#,##0;-"€ "#,##0;"€ "0'}
)
COUNT_FORMAT = "#,##0"
COUNT_DIFFERENCE = "+#,##0;-#,##0;0"

#: Light 7 takes its bands and lines from the theme's sixth accent, here a soft grey.
TABLE_STYLE = "Table Style Light 7"

TITLE: Look = MappingProxyType(
    {"bold": True, "font_size": 20, "font_color": ACCENT, "valign": "vcenter"}
)
SUBTITLE: Look = MappingProxyType({"font_color": GREY, "valign": "top"})
HEADING: Look = MappingProxyType(
    {"bold": True, "font_size": 13, "font_color": ACCENT, "valign": "vcenter"}
)

#: Stands in every workbook as its date of creation, so that the same input gives the same bytes.
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)

_THEME = {
    "dk2": INK,
    "lt2": ACCENT_PALE,
    "accent1": ACCENT,
    "accent2": ACCENT_MID,
    "accent3": ACCENT_LIGHT,
    "accent4": "#C98B2B",
    "accent5": "#B4483C",
    "accent6": "#A3AEB4",
}


#: Column XFD.
_LAST_COLUMN = 16_384


class LayoutError(Exception):
    """XlsxWriter refused something: a mistake in the program, never in a user's data."""


class Writer:
    """A new workbook in memory: its sheets, and each format made once."""

    def __init__(self, title: str, subject: str, created: dt.datetime = CREATED) -> None:
        """Begin a workbook with these document properties."""
        import xlsxwriter

        self._buffer = BytesIO()
        self.book = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self.book.use_custom_theme(StringIO(_theme()))
        self.book.set_size(28_000, 16_000)
        self.book.set_properties(
            {
                "title": title,
                "subject": subject,
                "author": "sto_xl",
                "created": created.replace(tzinfo=None),
            }
        )
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def format(self, **properties: str | float | bool) -> Format:
        """Give the format with these XlsxWriter properties; the font is that of the house."""
        properties = {"font_name": FONT, "font_color": INK, **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties)
        return self._formats[key]

    def body(self, kind: Kind, number: str = "", /, **extra: str | float | bool) -> Format:
        """Give the format of a table's body cell; `number` replaces the kind's number format."""
        properties: dict[str, str | float | bool] = {
            "valign": "top",
            "bottom": 1,
            "bottom_color": RULE,
        }
        if number or kind in KIND_FORMATS:
            properties["num_format"] = number or KIND_FORMATS[kind]
        if kind in {Kind.TEXT, Kind.LONG}:
            properties["text_wrap"] = True
        if kind in NUMERIC:
            properties |= RIGHT
        if kind is Kind.DATE:
            properties["align"] = "left"
        if kind is Kind.LINK:
            properties |= {"font_color": ACCENT_MID, "underline": 1}
        return self.format(**{**properties, **extra})

    def header(self, *, filled: bool = False, **extra: str | float | bool) -> Format:
        """Give the format of a heading; `filled` marks a column that the add-on fills."""
        properties: dict[str, str | float | bool] = {
            "text_wrap": True,
            "valign": "vcenter",
            "bold": not filled,
            "italic": filled,
            "font_color": "#55636A" if filled else WHITE,
            "bg_color": GREY_LIGHT if filled else ACCENT,
        }
        return self.format(**{**properties, **extra})

    def mark(self, severity: str = "") -> Format:
        """Give the conditional format of a cell with a finding: a background, or none at all."""
        key = (("mark", severity),)
        if key not in self._formats:
            look = {"bg_color": MARKS[severity]} if severity else {}
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def sheet(self, name: str, *, tab: str = "") -> Worksheet:
        """Add a sheet without gridlines; `tab` colours its tab."""
        sheet = self.book.add_worksheet(name)
        sheet.hide_gridlines(2)
        if tab:
            sheet.set_tab_color(tab)
        return sheet

    def define(self, name: str, refers_to: str) -> None:
        """Define a name for the whole workbook."""
        _refuse_cell(name)
        with strict(f"name {name}"):
            checked(self.book.define_name(name, refers_to), f"name {name}")

    def content(self) -> bytes:
        """Finish the workbook and give the file's bytes."""
        with strict("the workbook"):
            self.book.close()
        return self._buffer.getvalue()


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

    @property
    def prefix(self) -> str:
        """The sheet's name as a reference begins: `'Regio''s'!`."""
        return "'" + self.sheet.replace("'", "''") + "'!"


@contextlib.contextmanager
def strict(what: str) -> Iterator[None]:
    """Raise what XlsxWriter only warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", UserWarning)
        try:
            yield
        except UserWarning as warning:
            message = f"{what}: {warning}"
            raise LayoutError(message) from warning


def checked(code: int | None, what: str) -> None:
    """Raise when XlsxWriter's return code says that it left something out."""
    if code:
        message = f"{what}: XlsxWriter gave {code}"
        raise LayoutError(message)


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
    name: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Value]],
    *,
    top: int,
    left: int = 1,
    autofilter: bool = False,
    stripes: bool = True,
    formats: Mapping[tuple[int, str], Format] | None = None,
) -> Placed:
    """Write an Excel table: headings and rows; one blank row when there are none.

    Short rows are filled up with blanks. `formats` replaces the format of (line, heading), the
    lines counted from 0, the header being `HEADER`. Filled columns are grey where people fill in
    the others.
    """
    _refuse_cell(name)
    own = formats or {}
    body = [[*row, *[None] * (len(columns) - len(row))] for row in rows or [()]]
    if any(len(row) > len(columns) for row in body):
        message = f"{name}: a row has more values than the table has columns"
        raise LayoutError(message)
    headings = tuple(c.heading for c in columns)
    placed = Placed(sheet.get_name(), top, left, top + len(body), left + len(columns) - 1, headings)
    mixed = not all(c.filled for c in columns)

    def header(column: Column) -> Format:
        right = column.kind in NUMERIC and not autofilter
        return own.get((HEADER, column.heading)) or writer.header(
            filled=column.filled and mixed, **(RIGHT if right else {})
        )

    options = {
        "name": name,
        "style": TABLE_STYLE,
        "autofilter": autofilter,
        "banded_rows": stripes,
        "columns": [{"header": c.heading, "header_format": header(c)} for c in columns],
    }
    with strict(name):
        area = (top - 1, left - 1, placed.bottom - 1, placed.right - 1)
        checked(sheet.add_table(*area, options), name)
    plain = [writer.body(column.kind) for column in columns]
    for line, row in enumerate(body):
        for place, (column, value) in enumerate(zip(columns, row, strict=True)):
            form = own.get((line, column.heading)) or plain[place]
            at = (top + 1 + line, left + place)
            if column.kind is Kind.LINK and isinstance(value, str) and value.startswith("="):
                texts = re.findall(r'"([^"]*)"', value)
                write_formula(sheet, *at, value, texts[-1] if texts else "", form)
            else:
                write(sheet, *at, value, form)
    return placed


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


def _refuse_cell(name: str) -> None:
    """Raise when a name reads as a cell, such as TBL1: Excel then repairs the file."""
    match = re.fullmatch(r"([A-Za-z]{1,3})\d+", name)
    if match and column_number(match[1]) <= _LAST_COLUMN:
        message = f"{name} is a cell"
        raise LayoutError(message)


def _theme() -> str:
    from xlsxwriter.theme import THEME_XML_2007

    theme = str(THEME_XML_2007)
    for part, colour in _THEME.items():
        element = f'<a:{part}><a:srgbClr val="{colour[1:]}"/></a:{part}>'
        theme, count = re.subn(rf"<a:{part}>.*?</a:{part}>", element, theme, flags=re.DOTALL)
        if count != 1:
            message = f"theme colour {part} not found"
            raise LayoutError(message)
    return theme
