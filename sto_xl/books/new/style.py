"""The look of every workbook that sto_xl makes: palette, formats, the workbook being written.

A thin, strict layer over XlsxWriter: what XlsxWriter only warns of, or says with a return code,
is raised here. Where things stand on a sheet: `layout`; charts: `charts`.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import warnings
from collections.abc import Iterator, Mapping
from io import BytesIO, StringIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sto_xl.books.packing import repacked
from sto_xl.books.parts import Parts
from sto_xl.grid import LAST_COLUMN, column_number
from sto_xl.sheets import Kind

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
GREY = "#5E6B72"
GREY_DARK = "#55636A"
GREY_LIGHT = "#E9EDEF"
RULE = "#DCE3E6"
WHITE = "#FFFFFF"

#: The background of a cell with a finding of this severity.
MARKS: Mapping[str, str] = MappingProxyType(
    {"fout": "#F8D3CD", "waarschuwing": "#FBE7B5", "tip": "#D5E6F6"}
)

#: What still asks for attention, in a workbook's own formulas: never the colour of a finding.
ATTENTION = "#8F5B0C"
#: A cell of which that is so.
ASKING: Look = MappingProxyType({"border": 3, "border_color": "#C98B2B"})

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
NUMERIC = frozenset({Kind.WHOLE, Kind.NUMBER, Kind.AMOUNT, Kind.SHARE})
#: Texts and numbers keep a little distance from the side of their column, and from each other.
LEFT: Look = MappingProxyType({"align": "left", "indent": 1})
RIGHT: Look = MappingProxyType({"align": "right", "indent": 1})
#: A heading to the right leaves room for the button of a filter.
RIGHT_OF_FILTER: Look = MappingProxyType({"align": "right", "indent": 2})
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


def number_formats(unit: str) -> tuple[str, str, str]:
    """Give how a figure of this unit is shown, that of an earlier quarter, and their difference."""
    value = UNIT_FORMATS.get(unit, COUNT_FORMAT)
    return value, value, DIFFERENCE_FORMATS.get(unit, COUNT_DIFFERENCE)


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

#: Which language a document says it is in; XlsxWriter says none.
LANGUAGE = b"<dc:language>nl-NL</dc:language>"
_PROPERTIES = "docProps/core.xml"
#: Where what a sheet links to stands.
_LINKS = "xl/worksheets/_rels/"

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
        self.book.set_size(1_867, 1_067)
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
        properties |= RIGHT if kind in NUMERIC else LEFT
        if kind is Kind.LINK:
            properties |= {"font_color": ACCENT, "underline": 1}
        return self.format(**{**properties, **extra})

    def header(self, *, filled: bool = False, **extra: str | float | bool) -> Format:
        """Give the format of a heading; `filled` marks a column that the add-on fills."""
        properties: dict[str, str | float | bool] = {
            "text_wrap": True,
            "valign": "vcenter",
            "bold": not filled,
            "italic": filled,
            "font_color": GREY_DARK if filled else WHITE,
            "bg_color": GREY_LIGHT if filled else ACCENT,
            **LEFT,
        }
        return self.format(**{**properties, **extra})

    def mark(self, severity: str = "") -> Format:
        """Give the conditional format of a cell with a finding: a background, or none at all."""
        return self.conditional(**({"bg_color": MARKS[severity]} if severity else {}))

    def conditional(self, **look: str | float | bool) -> Format:
        """Give a conditional format: only what it changes of a cell."""
        key = (("conditional", True), *sorted(look.items()))
        if key not in self._formats:
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
        refuse_cell(name)
        with strict(f"name {name}"):
            checked(self.book.define_name(name, refers_to), f"name {name}")

    def content(self) -> bytes:
        """Finish the workbook and give the file's bytes."""
        with strict("the workbook"):
            self.book.close()
        parts = Parts(self._buffer.getvalue(), "")
        said = parts.read(_PROPERTIES).replace(b"</dc:creator>", b"</dc:creator>" + LANGUAGE)
        # XlsxWriter writes a link to a file as Windows does; with slashes it is an address, which
        # leads to the file on every system.
        links = {
            name: part.replace(b"\\", b"/")
            for name in (info.filename for info in parts.members)
            if name.startswith(_LINKS) and b"\\" in (part := parts.read(name))
        }
        return repacked(parts, {_PROPERTIES: said, **links})


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


def refuse_cell(name: str) -> None:
    """Raise when a name reads as a cell, such as TBL1: Excel then repairs the file."""
    match = re.fullmatch(r"([A-Za-z]{1,3})\d+", name)
    if match and column_number(match[1]) <= LAST_COLUMN:
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
