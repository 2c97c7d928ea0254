"""The five sheets of a plan with a table that grows: goals, activities, milestones and so on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.entry import LAST_ROW
from sto_xl.books.new.marks import add_marks
from sto_xl.books.new.plan.asked import TOP, Lines, blank, mark_asked, span
from sto_xl.books.new.plan.heads import write_head
from sto_xl.books.new.plan.means import AMOUNT, IN_CENTS, with_amount
from sto_xl.books.new.style import Writer
from sto_xl.books.new.template import keep_in_view, write_rows
from sto_xl.grid import Value, address

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

#: How many rows a new plan has to begin with.
ROWS: Mapping[str, int] = MappingProxyType(
    {
        sheets.DOELEN.name: 8,
        sheets.ACTIVITEITEN.name: 12,
        sheets.MIJLPALEN.name: 12,
        sheets.SAMENWERKING.name: 10,
        sheets.MIDDELEN.name: 16,
    }
)
#: Columns that are chosen from what was typed on another sheet: by heading, the name of that list,
#: and whose first column it is. Something else may be typed as well.
TYPED: Mapping[str, tuple[str, TableSpec]] = MappingProxyType(
    {
        "Doel": ("planDoelen", sheets.DOELEN),
        "Activiteit": ("planActiviteiten", sheets.ACTIVITEITEN),
    }
)


def define_typed(writer: Writer) -> None:
    """Name the lists of what was typed: from a table's first row to the last that is filled."""
    for name, spec in TYPED.values():
        cells = span(spec, spec.columns[0].heading)
        head = cells.partition(":")[0]
        last = f"SUMPRODUCT(MAX((1-{blank(cells)})*ROW({cells})))-ROW({head})"
        writer.define(name, f"=OFFSET({head},1,0,MAX(1,{last}),1)")


def lines_of(spec: TableSpec, rows: Sequence[Sequence[Value]]) -> Lines:
    """Give a table's rows as they are written: amounts calculated, blank ones to go on with."""
    lines: list[Sequence[Value]] = [*rows]
    lines += [()] * (ROWS[spec.name] - len(lines))
    return [with_amount(row) for row in lines] if spec is sheets.MIDDELEN else lines


def write_table(writer: Writer, sheet: Worksheet, spec: TableSpec, lines: Lines) -> None:
    """Write a sheet: its title and what to do there, how far it is, and the table."""
    write_head(writer, sheet, spec, lines)
    means = spec is sheets.MIDDELEN
    formulas, numbers = ({"Bedrag": AMOUNT}, IN_CENTS) if means else ({}, {})
    placed = write_rows(
        writer, sheet, _choosing(spec), lines, top=TOP, formulas=formulas, numbers=numbers
    )
    mark_asked(writer, sheet, spec, placed)
    add_marks(writer, sheet, spec, placed, LAST_ROW)
    keep_in_view(sheet, 1, sum(c.width for c in spec.columns), TOP)
    sheet.set_selection(address(TOP + 1, 1))


def _choosing(spec: TableSpec) -> TableSpec:
    """Give the table with drop-down lists of what was typed elsewhere."""
    columns = (
        replace(c, choices=TYPED[c.heading][0])
        if c.heading in TYPED and TYPED[c.heading][1] is not spec
        else c
        for c in spec.columns
    )
    return replace(spec, columns=tuple(columns))
