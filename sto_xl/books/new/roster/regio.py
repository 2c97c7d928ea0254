"""The roster's first sheet: the region's form, and beside it how the file works."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.layout import set_page, set_widths, write
from sto_xl.books.new.style import ACCENT, MARKS, SUBTITLE, TITLE, Writer, checked
from sto_xl.books.new.template import write_form
from sto_xl.model import Land

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.grid import Value

TITLE_TEXT = "Regiobestand Sterk Techniekonderwijs"
SENTENCE = (
    "Hierin houdt u bij welke scholen in uw regio meedoen, wat zij aanbieden en wat uw volgende "
    "stap is."
)
#: What a new roster already says.
DEFAULTS: Mapping[str, Value] = MappingProxyType(
    {
        "Land": Land.NEDERLAND.value,
        "Cofinancieringsnorm": 0.1,
        "Sjabloonversie": sheets.ROSTER.version,
    }
)

GUIDE_TITLE = "Zo werkt dit regiobestand"
STEPS = {
    "Regio": "Vul links de gegevens van uw regio in. Ze komen ook in de brieven.",
    "Scholen": "Geef elke vestiging in uw regio een eigen regel, ook als zij (nog) niet meedoet. "
    "U mag uw eigen lijst hier plakken.",
    "Contacten": "Noteer wie u op elke school belt of schrijft. Kies bij Brief per school één "
    "geadresseerde.",
    "Aanbod": "Geef elke combinatie van profiel en leerweg op een vestiging een eigen regel, met "
    "het aantal leerlingen en de manieren waarop zij kennismaken met techniek.",
    "Partners en Plannen": "Houd bij wie er bijdraagt, welke plannen de scholen indienen en wat u "
    "daarover besluit.",
    "Controle": "Klik op Controleren op het tabblad STO. Zonder dat tabblad maakt de opdracht "
    "sto-xl update een nagekeken kopie van dit bestand. Verbeter daarna de gekleurde cellen; op "
    "blad Controle staat bij elke bevinding wat u kunt doen.",
}
NOTES = {
    "Ja, nee of leeg": "Leeg betekent: niet bekend. Dat telt nooit als nee of als nul.",
    "Grijze kolommen": "Die laat u leeg. Signaal zegt waarom een school aandacht vraagt, Volgende "
    "stap wie u belt en waarover. De knop Scholen markeren vult ze in.",
    "Persoonsgegevens": "Vul namen, adressen en nummers van mensen op scholen alleen in op het "
    "blad Contacten.",
}
COLOURS_TITLE = "Kleuren na een controle"
COLOURS = (
    ("fout", "Fout: dit moet worden hersteld."),
    ("waarschuwing", "Waarschuwing: kijk of dit klopt."),
    ("tip", "Tip: zo kan het beter."),
)

_TOP, _LEFT = 4, 2
_NUMBER, _TEXT = 5, 6
_LINE_LENGTH = 80
_WIDTHS = (2, 40, 44, 4, 4, 74)
_HEIGHT = 18


def write_regio(writer: Writer, sheet: Worksheet) -> None:
    """Lay the form and the guide out."""
    set_widths(sheet, _WIDTHS)
    set_page(sheet, landscape=True)
    sheet.fit_to_pages(1, 1)
    sheet.set_row(0, 34)
    write(sheet, 1, _LEFT, TITLE_TEXT, writer.format(**TITLE))
    write(sheet, 2, _LEFT, SENTENCE, writer.format(**SUBTITLE))
    _write_form(writer, sheet)
    _write_guide(writer, sheet)


def _write_form(writer: Writer, sheet: Worksheet) -> None:
    placed = write_form(writer, sheet, sheets.REGIO, DEFAULTS, top=_TOP, left=_LEFT)
    for row in range(_TOP, placed.bottom + 1):
        checked(sheet.set_row(row - 1, _HEIGHT), "the form's rows")


def _write_guide(writer: Writer, sheet: Worksheet) -> None:
    """Write the guide beside the form, a line of text in each row.

    No merged cells and no text box: those would be read as data, or be lost in other programs.
    """
    number = writer.format(bold=True, font_color=ACCENT, align="center", valign="vcenter")
    text = writer.format(valign="vcenter", indent=1)
    title = writer.format(bold=True, font_size=13, font_color=ACCENT, valign="vcenter")
    lead = writer.format(bold=True, valign="vcenter", indent=1)
    # The form's header row stays empty here: a heading in it would be taken for a column.
    row = _TOP + 1
    write(sheet, row, _NUMBER, GUIDE_TITLE, title)
    row += 1
    for step, (name, sentence) in enumerate(STEPS.items(), start=1):
        write(sheet, row, _NUMBER, step, number)
        row = _write_lines(writer, sheet, row, name, sentence)
    row += 1
    for name, sentence in NOTES.items():
        row = _write_lines(writer, sheet, row, name, sentence)
    row += 1
    write(sheet, row, _TEXT, COLOURS_TITLE, lead)
    for line, (severity, sentence) in enumerate(COLOURS, start=row + 1):
        write(sheet, line, _NUMBER, None, writer.format(bg_color=MARKS[severity]))
        write(sheet, line, _TEXT, sentence, text)


def _write_lines(writer: Writer, sheet: Worksheet, row: int, name: str, sentence: str) -> int:
    """Write a text over as many rows as it needs, behind its name in bold; give the next row."""
    text = writer.format(valign="vcenter", indent=1)
    bold = writer.format(bold=True)
    first, *lines = textwrap.wrap(f"{name}. {sentence}", _LINE_LENGTH)
    rest = first.removeprefix(f"{name}.")
    at = (row - 1, _TEXT - 1)
    checked(sheet.write_rich_string(*at, bold, f"{name}.", text, rest, text), name)
    for line, words in enumerate(lines, start=row + 1):
        write(sheet, line, _TEXT, words, text)
    return row + 1 + len(lines)
