"""The list of key figures on paper, with those of an earlier quarter beside them where known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.layout import HEADER
from sto_xl.books.report.pages import APART, SUBJECT_LINE, Tables, fitted_rows
from sto_xl.books.style import (
    COUNT_DIFFERENCE,
    COUNT_FORMAT,
    DIFFERENCE_FORMATS,
    RIGHT,
    UNIT_FORMATS,
    Writer,
)
from sto_xl.grid import Row
from sto_xl.sheets import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format

#: The figures at which a new subject begins in the list, by their printed names.
SUBJECTS = (
    "Deelnemers",
    "Leerlingen BB, KB en GL",
    "Plannen",
    "Gevraagd",
    "Gesignaleerde locaties",
    "Bevindingen: fouten",
)
_ALONE = ("Cijfer", "Waarde", "Eenheid", "Bekend")
_COMPARED = ("Cijfer", "Waarde", "Vorig", "Verschil", "Eenheid", "Bekend")
_NUMBERS = ("Waarde", "Vorig", "Verschil")


def columns(*, compared: bool) -> tuple[Column, ...]:
    """Give the columns of the list in the order of the paper."""
    known = {column.heading: column for column in sheets.KERNCIJFERS.columns}
    return tuple(known[heading] for heading in (_COMPARED if compared else _ALONE))


def key_figures(tables: Tables) -> tuple[tuple[Column, ...], list[Row]]:
    """Give the columns and the rows of the list; Vorig and Verschil only where they are known."""
    return listed(tables.get(sheets.KERNCIJFERS.name, ()))


def listed(rows: Sequence[Row]) -> tuple[tuple[Column, ...], list[Row]]:
    """Give the columns and the rows of the list, from rows of tblKerncijfers."""
    headings = [column.heading for column in sheets.KERNCIJFERS.columns]
    previous = headings.index("Vorig")
    shown = columns(compared=any(len(row) > previous and row[previous] is not None for row in rows))
    places = [headings.index(column.heading) for column in shown]
    return shown, fitted_rows([tuple(row[place] for place in places) for row in rows])


def figure_formats(
    writer: Writer, shown: Sequence[Column], rows: Sequence[Row]
) -> dict[tuple[int, str], Format]:
    """Give the formats of the list: each number by its unit, a line where a subject begins."""
    headings = [column.heading for column in shown]
    formats = {
        (HEADER, heading): writer.header(filled=False, **RIGHT)
        for heading in _NUMBERS
        if heading in headings
    }
    if "Vorig" in headings:
        # What follows a number that may be a word stands a little apart from it.
        formats[HEADER, "Eenheid"] = writer.header(filled=False, **APART)
    for line, row in enumerate(rows):
        values = dict(zip(headings, row, strict=True))
        name, unit = str(values["Cijfer"]), str(values["Eenheid"])
        part = name.startswith("waarvan")
        rule = SUBJECT_LINE if name in SUBJECTS else {}
        numbers = _number_formats(unit)
        text = writer.body(Kind.TEXT, text_wrap=False, **rule)
        apart = writer.body(Kind.TEXT, text_wrap=False, **APART, **rule)
        for heading in headings:
            if heading in _NUMBERS:
                bold = heading == "Waarde" and not part
                form = writer.body(Kind.WHOLE, numbers[heading], bold=bold, **rule)
            elif (heading == "Cijfer" and part) or (heading == "Eenheid" and "Vorig" in headings):
                form = apart
            elif heading == "Bekend" and "Vorig" in headings:
                # Here it has less room; Verantwoording says the same.
                form = writer.body(Kind.TEXT, text_wrap=False, font_size=9, **rule)
            else:
                form = text
            formats[line, heading] = form
    return formats


def _number_formats(unit: str) -> Mapping[str, str]:
    value = UNIT_FORMATS.get(unit, COUNT_FORMAT)
    difference = DIFFERENCE_FORMATS.get(unit, COUNT_DIFFERENCE)
    return {"Waarde": value, "Vorig": value, "Verschil": difference}
