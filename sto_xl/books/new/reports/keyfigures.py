"""The list of key figures on paper, with room for those of an earlier quarter beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.new.layout import HEADER, Placed, add_look
from sto_xl.books.new.reports.pages import SUBJECT_LINE
from sto_xl.books.new.style import ACCENT, ACCENT_LIGHT, RIGHT, Writer, number_formats
from sto_xl.grid import Row, column_letters
from sto_xl.model import reference
from sto_xl.sheets import Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The figures at which a new subject begins in the list, by their printed names.
SUBJECTS = (
    "Deelnemers",
    "Leerlingen BB, KB en GL",
    "Plannen",
    "Gevraagd",
    "Vraagt aandacht",
    "Bevindingen: fouten",
)
#: What stands there, read on from the one to the other, without an earlier quarter.
_NONE_EARLIER = {"Vorig": "geen eerder", "Verschil": "kwartaal"}
_NUMBERS = ("Waarde", "Vorig", "Verschil")


def figure_formats(
    writer: Writer, spec: TableSpec, rows: Sequence[Row]
) -> dict[tuple[int, str], Format]:
    """Give the formats of the list: each number by its unit, a line where a subject begins."""
    headings = [column.heading for column in spec.columns]
    formats = {
        (HEADER, heading): writer.header(filled=False, **RIGHT)
        for heading in _NUMBERS
        if heading in headings
    }
    units = {cijfer.naam: cijfer.eenheid for cijfer in reference.cijfers().values()}
    for line, row in enumerate(rows):
        values = dict(zip(headings, row, strict=True))
        name = str(values["Cijfer"])
        part = name.startswith("waarvan")
        rule = SUBJECT_LINE if name in SUBJECTS else {}
        numbers = dict(zip(_NUMBERS, number_formats(units.get(name, "")), strict=True))
        text = writer.body(Kind.TEXT, text_wrap=False, **rule)
        for heading in headings:
            if heading in _NUMBERS:
                bold = heading == "Waarde" and not part
                form = writer.body(Kind.WHOLE, numbers[heading], bold=bold, **rule)
            elif heading == "Cijfer" and part:
                form = writer.body(Kind.TEXT, text_wrap=False, indent=2, **rule)
            elif heading == "Eenheid":
                form = writer.body(Kind.TEXT, text_wrap=False, shrink=True, **rule)
            elif heading == "Bekend":
                # Here it has less room; Verantwoording says the same.
                form = writer.body(Kind.TEXT, text_wrap=False, font_size=9, **rule)
            else:
                form = text
            formats[line, heading] = form
    return formats


def tell_there_is_none_earlier(writer: Writer, sheet: Worksheet, placed: Placed) -> None:
    """Let the headings over what an earlier quarter would show say that there is none."""
    for heading, said in _NONE_EARLIER.items():
        top, column, bottom, _ = placed.body(heading)
        letters = column_letters(column)
        empty = f"=COUNTA(${letters}${top}:${letters}${bottom})=0"
        area = (placed.top, column, placed.top, column)
        look = {"font_color": ACCENT_LIGHT, "bg_color": ACCENT, "num_format": f';;;"{said}"'}
        add_look(writer, sheet, area, empty, **look)
