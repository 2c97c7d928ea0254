"""What stands above a table of a plan: what to do there, an example, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.control import beside_lists
from sto_xl.books.new.layout import write, write_formula
from sto_xl.books.new.plan.asked import Lines, counted, counting
from sto_xl.books.new.style import (
    ACCENT,
    ATTENTION,
    GREY,
    HEADING,
    SUBTITLE,
    TITLE,
    Look,
    Writer,
    checked,
    strict,
)
from sto_xl.grid import address, column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec


@dataclass(frozen=True, slots=True)
class Head:
    """What to do on a sheet, an example of a row, and what one row and more are called."""

    sentence: str
    example: str
    one: str
    more: str
    #: What the dashed border of a cell says.
    border: str = "Een cel met een stippelrand vraagt aandacht: zij is nog leeg."


HEADS: Mapping[str, Head] = MappingProxyType(
    {
        sheets.DOELEN.name: Head(
            "Eén doel per regel. Zet erachter waaraan u ziet dat het is bereikt: een aantal of een "
            "datum.",
            "Elke leerling Z&W kent zorgtechnologie | 96 leerlingen ronden eind 2027 het keuzevak "
            "domotica af",
            "doel",
            "doelen",
        ),
        sheets.ACTIVITEITEN.name: Head(
            "Eén activiteit per regel. Kies het doel waaraan zij bijdraagt. Bij Profiel, Leerweg "
            "en Leerjaar mag u er meer invullen, met een puntkomma ertussen.",
            "Keuzevak domotica | Elke leerling Z&W kent zorgtechnologie | technisch keuzevak | "
            "Z&W | BB; KB | 3 | 96 | 01-09-2027 | 15-07-2028",
            "activiteit",
            "activiteiten",
            "Een cel met een stippelrand vraagt aandacht: zij is nog leeg, of de einddatum "
            "ligt vóór de start.",
        ),
        sheets.MIJLPALEN.name: Head(
            "Eén mijlpaal per regel. Kies de activiteit waarbij zij hoort. Bereikt op blijft leeg "
            "tot de dag waarop het is gelukt.",
            "Lokaal ingericht | Keuzevak domotica | 01-03-2027",
            "mijlpaal",
            "mijlpalen",
        ),
        sheets.SAMENWERKING.name: Head(
            "Eén partner per regel, met wat hij doet of inbrengt: basisscholen, andere scholen, "
            "mbo en bedrijven.",
            "ROC Noord | mbo | deelt het lokaal en schoolt zes docenten",
            "partner",
            "partners",
        ),
        sheets.MIDDELEN.name: Head(
            "Eén post per regel. Het bedrag wordt uitgerekend: aantal × prijs. Kies bij Bron wie "
            "betaalt. De optelling staat op blad Plan.",
            "Sets domotica | 12 | € 400,00 | € 4.800,00 | STO",
            "post",
            "posten",
            "Een cel met een stippelrand vraagt aandacht: zij is nog leeg, of er staat geen "
            "getal in.",
        ),
    }
)

_SMALL: Look = MappingProxyType({"font_color": GREY, "italic": True, "valign": "vcenter"})


def write_head(writer: Writer, sheet: Worksheet, spec: TableSpec, lines: Lines) -> None:
    """Write the rows above a table."""
    head = HEADS[spec.name]
    # These cells would take the format of their column, which is that of the table below.
    plain = writer.format()
    for row, height in enumerate((34, 18, 18, 24, 20)):
        checked(sheet.set_row(row, height, plain), f"row {row + 1}")
    write(sheet, 1, 1, spec.sheet, writer.format(**TITLE))
    write(sheet, 2, 1, head.sentence, writer.format(**SUBTITLE))
    write(sheet, 3, 1, f"Voorbeeld: {head.example}", writer.format(**{**SUBTITLE, "italic": True}))
    bold = writer.format(bold=True, font_color=ACCENT, valign="vcenter")
    write_formula(sheet, 4, 1, *_state(spec, lines), bold)
    attend(writer, sheet, (4, 1, 4, 1))
    write(sheet, 5, 1, head.border, writer.format(**_SMALL))


def attend(writer: Writer, sheet: Worksheet, area: tuple[int, int, int, int]) -> None:
    """Let the cells of an area (top, left, bottom, right) that say "nog" stand out."""
    top, left, bottom, right = area
    rule = {
        "type": "formula",
        "criteria": f'=ISNUMBER(SEARCH("nog ",{address(top, left)}))',
        "format": writer.conditional(bold=True, font_color=ATTENTION),
    }
    with strict(sheet.get_name()):
        checked(sheet.conditional_format(top - 1, left - 1, bottom - 1, right - 1, rule), "nog")


def counted_at(spec: TableSpec) -> tuple[str, str]:
    """Give the hidden cells that tell how many rows a table has, and how many cells are marked."""
    row, left = list(HEADS).index(spec.name) + 2, beside_lists(sheets.PLAN)
    begun, marked = (f"{sheets.RUN.sheet}!${column_letters(left + i)}${row}" for i in (1, 2))
    return begun, marked


def write_counts(writer: Writer, sheet: Worksheet, lines: Mapping[str, Lines]) -> None:
    """Count, on the hidden sheet, the rows of each table and the cells that are marked there."""
    left = beside_lists(sheets.PLAN)
    for at, heading in enumerate(("Blad", "Regels", "Vraagt aandacht"), start=left):
        write(sheet, 1, at, heading, writer.format(**HEADING))
    specs = {spec.name: spec for spec in sheets.PLAN.input}
    for row, spec in enumerate((specs[name] for name in HEADS), start=2):
        write(sheet, row, left, spec.sheet, writer.format())
        told = zip(counting(spec), counted(spec, lines[spec.name]), strict=True)
        for at, (formula, value) in enumerate(told, start=left + 1):
            write_formula(sheet, row, at, formula, value, writer.format())


def _state(spec: TableSpec, lines: Lines) -> tuple[str, str]:
    """Give the formula that tells in words how far a table is, and what it tells now."""
    head, (begun, marked) = HEADS[spec.name], counted_at(spec)
    formula = (
        f'=IF({begun}=0,"Nog geen {head.more}",'
        f'{begun}&IF({begun}=1," {head.one}"," {head.more}")&'
        f'IF({marked}=0,", alles is ingevuld",", nog "&{marked}&'
        f'IF({marked}=1," cel vraagt aandacht"," cellen vragen aandacht")))'
    )
    rows, cells = counted(spec, lines)
    if rows == 0:
        return formula, f"Nog geen {head.more}"
    asking = "cel vraagt" if cells == 1 else "cellen vragen"
    rest = f"nog {cells} {asking} aandacht" if cells else "alles is ingevuld"
    return formula, f"{rows} {head.one if rows == 1 else head.more}, {rest}"
