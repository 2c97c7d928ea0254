"""The five sheets of a plan with a table that grows: goals, activities, milestones and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.entry import LAST_ROW
from sto_xl.books.layout import Calculated, write, write_formula
from sto_xl.books.marks import add_marks
from sto_xl.books.plan.asked import TOP, counted, counting, is_number, mark_asked, span
from sto_xl.books.style import (
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
from sto_xl.books.template import beside_lists, keep_in_view, write_rows
from sto_xl.grid import Value, address, column_letters
from sto_xl.model import CENT

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

#: The rows of a table, as they are written.
Lines = Sequence[Sequence[Value | Calculated]]


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a table: what to do there, and what its rows are called.

    `rows` are so many rows that a new plan has to begin with.
    """

    sentence: str
    one: str
    more: str
    rows: int


HEADS: Mapping[str, Head] = MappingProxyType(
    {
        sheets.DOELEN.name: Head(
            "Eén doel per regel. Zet erachter waaraan u ziet dat het is bereikt: een aantal of een "
            "datum.",
            "doel",
            "doelen",
            8,
        ),
        sheets.ACTIVITEITEN.name: Head(
            "Eén activiteit per regel. Kies het doel waaraan zij bijdraagt. Bij Profiel, Leerweg "
            "en Leerjaar mag u er meer invullen, met een puntkomma ertussen.",
            "activiteit",
            "activiteiten",
            12,
        ),
        sheets.MIJLPALEN.name: Head(
            "Eén mijlpaal per regel. Kies de activiteit waarbij zij hoort. Bereikt op blijft leeg "
            "tot de dag waarop het is gelukt.",
            "mijlpaal",
            "mijlpalen",
            12,
        ),
        sheets.SAMENWERKING.name: Head(
            "Eén partner per regel, met wat hij doet of inbrengt: basisscholen, andere scholen, "
            "mbo en bedrijven.",
            "partner",
            "partners",
            10,
        ),
        sheets.MIDDELEN.name: Head(
            "Eén post per regel. Het bedrag wordt uitgerekend: aantal × prijs. Kies bij Bron wie "
            "betaalt. De optelling staat op blad Plan.",
            "post",
            "posten",
            16,
        ),
    }
)
#: What the dashed border of a cell says, which differs by what a table asks for.
LEGENDS: Mapping[str, str] = MappingProxyType(
    {
        sheets.ACTIVITEITEN.name: "Een cel met een stippelrand vraagt nog aandacht: zij is nog "
        "leeg, of de einddatum ligt vóór de start.",
        sheets.MIDDELEN.name: "Een cel met een stippelrand vraagt nog aandacht: zij is nog "
        "leeg, of er staat geen getal in.",
    }
)
LEGEND = "Een cel met een stippelrand vraagt nog aandacht: zij is nog leeg."

#: Columns that are chosen from what was typed on another sheet: by heading, the name of that list,
#: and whose first column it is. Something else may be typed as well.
TYPED: Mapping[str, tuple[str, TableSpec]] = MappingProxyType(
    {
        "Doel": ("planDoelen", sheets.DOELEN),
        "Activiteit": ("planActiviteiten", sheets.ACTIVITEITEN),
    }
)

_FACTORS = tuple(f"{sheets.MIDDELEN.name}[[#This Row],[{h}]]" for h in ("Aantal", "Prijs"))
#: What fills column Bedrag as long as nothing else is typed there.
AMOUNT = f'=IF(COUNT({",".join(_FACTORS)})=2,ROUND({"*".join(_FACTORS)},2),"")'
#: A price may have cents, and then so has an amount.
IN_CENTS = dict.fromkeys(("Prijs", "Bedrag"), '"€ "#,##0.00')
#: How an empty text is stored.
_BLANK = " "

_SMALL: Look = MappingProxyType({"font_color": GREY, "italic": True, "valign": "vcenter"})


def define_typed(writer: Writer) -> None:
    """Name the lists of what was typed: from a table's first row to the last that is filled."""
    for name, spec in TYPED.values():
        cells = span(spec, spec.columns[0].heading)
        head = cells.partition(":")[0]
        last = f'SUMPRODUCT(MAX(({cells}<>"")*ROW({cells})))-ROW({head})'
        writer.define(name, f"=OFFSET({head},1,0,MAX(1,{last}),1)")


def lines_of(spec: TableSpec, rows: Sequence[Sequence[Value]]) -> Lines:
    """Give a table's rows as they are written: amounts calculated, blank ones to go on with."""
    lines: list[Sequence[Value]] = [*rows]
    lines += [()] * (HEADS[spec.name].rows - len(lines))
    return [_with_amount(row) for row in lines] if spec is sheets.MIDDELEN else lines


def write_table(writer: Writer, sheet: Worksheet, spec: TableSpec, lines: Lines) -> None:
    """Write a sheet: its title and what to do there, how far it is, and the table."""
    _write_head(writer, sheet, spec, lines)
    means = spec is sheets.MIDDELEN
    formulas, numbers = ({"Bedrag": AMOUNT}, IN_CENTS) if means else ({}, {})
    placed = write_rows(
        writer, sheet, _choosing(spec), lines, top=TOP, formulas=formulas, numbers=numbers
    )
    mark_asked(writer, sheet, spec, placed)
    add_marks(writer, sheet, spec, placed, LAST_ROW)
    keep_in_view(sheet, 1, sum(c.width for c in spec.columns), TOP)
    sheet.set_selection(address(TOP + 1, 1))


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
    for row, (name, given) in enumerate(lines.items(), start=2):
        spec = next(s for s in sheets.PLAN.input if s.name == name)
        write(sheet, row, left, spec.sheet, writer.format())
        for at, (formula, value) in enumerate(
            zip(counting(spec), counted(spec, given), strict=True), start=left + 1
        ):
            write_formula(sheet, row, at, formula, value, writer.format())


def _write_head(writer: Writer, sheet: Worksheet, spec: TableSpec, lines: Lines) -> None:
    head = HEADS[spec.name]
    # These cells would take the format of their column, which is that of the table below.
    plain = writer.format()
    for row, height in enumerate((34, 18, 22, 20)):
        checked(sheet.set_row(row, height, plain), f"row {row + 1}")
    write(sheet, 1, 1, spec.sheet, writer.format(**TITLE))
    write(sheet, 2, 1, head.sentence, writer.format(**SUBTITLE))
    bold = writer.format(bold=True, font_color=ACCENT, valign="vcenter")
    write_formula(sheet, 3, 1, *_state(spec, lines), bold)
    attend(writer, sheet, (3, 1, 3, 1))
    write(sheet, 4, 1, LEGENDS.get(spec.name, LEGEND), writer.format(**_SMALL))


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


def _choosing(spec: TableSpec) -> TableSpec:
    """Give the table with drop-down lists of what was typed elsewhere."""
    columns = (
        replace(c, choices=TYPED[c.heading][0])
        if c.heading in TYPED and TYPED[c.heading][1] is not spec
        else c
        for c in spec.columns
    )
    return replace(spec, columns=tuple(columns))


def _with_amount(row: Sequence[Value]) -> Sequence[Value | Calculated]:
    """Give a row of Middelen with its amount calculated, unless another one was typed."""
    headings = [column.heading for column in sheets.MIDDELEN.columns]
    cells = dict(zip(headings, [*row, *[None] * len(headings)], strict=False))
    number, price, amount = cells["Aantal"], cells["Prijs"], cells["Bedrag"]
    product: Value = _BLANK
    if is_number(number) and is_number(price):
        exact = (Decimal(str(number)) * Decimal(str(price))).quantize(CENT, ROUND_HALF_UP)
        product = int(exact) if exact == int(exact) else float(exact)
    if amount in {None, ""} or amount == product:
        return [*({**cells, "Bedrag": Calculated(AMOUNT, product)}.values())]
    return [*cells.values()]
