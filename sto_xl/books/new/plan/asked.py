"""What a row that was begun still asks for: the workbook's own marks, and how many there are.

Each test is written once, in Excel's words, for a row's cells (`{Doel}` is the one in that column):
of one row it tells whether a cell is marked, of whole columns it counts the marks. Beside it stands
the same in Python, which gives the number that is shown until Excel calculates.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeGuard

from sto_xl import sheets
from sto_xl.books.new.entry import LAST_ROW
from sto_xl.books.new.layout import Calculated, Placed
from sto_xl.books.new.marks import nothing_found
from sto_xl.books.new.style import ASKING, Writer, checked, strict
from sto_xl.grid import Value, column_letters, is_blank
from sto_xl.model.wording import NO_BREAK_SPACE

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

#: The header row of each table of a plan but the form; above it stand a title and what to do.
TOP = 6
#: A row's cells by heading; and all rows of a table as they are written.
Row = Mapping[str, Value]
Lines = Sequence[Sequence[Value | Calculated]]


def blank(cells: str) -> str:
    """Give the formula that tells whether cells are blank: no-break spaces are blanks too.

    The sign itself stands there: what CHAR(160) is, differs between computers and programs.
    """
    return f'(TRIM(SUBSTITUTE({cells},"{NO_BREAK_SPACE}"," "))="")'


@dataclass(frozen=True, slots=True)
class AsksAttention:
    """When the cell under a heading asks for attention; `test` gives 1 or 0."""

    heading: str
    test: str
    holds: Callable[[Row], bool]


def _filled(heading: str) -> AsksAttention:
    """Ask for something in a cell."""
    return AsksAttention(heading, blank(f"{{{heading}}}"), lambda row: is_blank(row[heading]))


def _in_order(heading: str) -> AsksAttention:
    """Ask for a day, and that the last is not before the first."""
    late = "({Einde}<{Start})*ISNUMBER({Start})*ISNUMBER({Einde})"
    test = f"({blank(f'{{{heading}}}')}+{late})"

    def holds(row: Row) -> bool:
        first, last = row["Start"], row["Einde"]
        if is_blank(row[heading]):
            return True
        return isinstance(first, dt.date) and isinstance(last, dt.date) and last < first

    return AsksAttention(heading, test, holds)


def _to_multiply(heading: str) -> AsksAttention:
    """Ask for a number as long as there is no amount."""
    test = f"({blank('{Bedrag}')}*(1-ISNUMBER({{{heading}}})))"
    return AsksAttention(
        heading, test, lambda row: is_blank(row["Bedrag"]) and not is_number(row[heading])
    )


def _number(heading: str) -> AsksAttention:
    """Ask for a number where there is a text."""
    cell = f"{{{heading}}}"
    # The heading is a text that belongs there.
    test = f'((1-{blank(cell)})*(1-ISNUMBER({cell}))*({cell}<>"{heading}"))'

    def holds(row: Row) -> bool:
        return not is_blank(row[heading]) and not is_number(row[heading])

    return AsksAttention(heading, test, holds)


#: What each table asks for in a row that was begun.
ASKED: Mapping[str, tuple[AsksAttention, ...]] = {
    sheets.DOELEN.name: tuple(map(_filled, ("Doel", "Meetbaar resultaat"))),
    sheets.ACTIVITEITEN.name: (
        *map(_filled, ("Activiteit", "Doel", "Manier", "Leerlingen")),
        *map(_in_order, ("Start", "Einde")),
    ),
    sheets.MIJLPALEN.name: tuple(map(_filled, ("Mijlpaal", "Activiteit", "Datum"))),
    sheets.SAMENWERKING.name: tuple(map(_filled, ("Partner", "Soort", "Bijdrage"))),
    sheets.MIDDELEN.name: (
        _filled("Omschrijving"),
        *map(_to_multiply, ("Aantal", "Prijs")),
        _number("Bedrag"),
        _filled("Bron"),
    ),
}


def is_number(value: Value) -> TypeGuard[int | float]:
    """Tell whether Excel counts with it as a number; its dates are left aside."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def span(spec: TableSpec, heading: str) -> str:
    """Give the cells of a column, from its heading to the last row that formulas look at.

    The heading belongs to it, so that deleting the first row leaves the reference whole.
    """
    letters = column_letters([c.heading for c in spec.columns].index(heading) + 1)
    return f"{spec.sheet}!${letters}${TOP}:${letters}${LAST_ROW}"


def counting(spec: TableSpec) -> tuple[str, str]:
    """Give the formulas that count the rows that were begun, and the cells that are marked."""
    cells = {column.heading: span(spec, column.heading) for column in spec.columns}
    begun = _begun(spec, cells)
    asked = "+".join(a.test.format_map(cells) for a in ASKED[spec.name])
    # The heading is no row, and asks for nothing.
    return f"=SUMPRODUCT(1*{begun})-1", f"=SUMPRODUCT({begun}*({asked}))"


def counted(spec: TableSpec, rows: Lines) -> tuple[int, int]:
    """Give what `counting` comes to for these rows."""
    named = [_row(spec, row) for row in rows]
    begun = [row for row in named if not all(map(is_blank, row.values()))]
    return len(begun), sum(a.holds(row) for row in begun for a in ASKED[spec.name])


def mark_asked(writer: Writer, sheet: Worksheet, spec: TableSpec, placed: Placed) -> None:
    """Give cells that ask for attention a dashed border, where no finding colours them.

    To be called before `add_marks`, whose first rule stops at each cell without a finding.
    """
    form = writer.conditional(**ASKING)
    for asked in ASKED[spec.name]:
        formula, at = asking(spec, placed, asked), _column(placed, asked.heading)
        rule = {"type": "formula", "criteria": formula, "format": form}
        with strict(spec.name):
            area = (placed.top, at - 1, LAST_ROW - 1, at - 1)
            checked(sheet.conditional_format(*area, rule), asked.heading)


def asking(spec: TableSpec, placed: Placed, asked: AsksAttention) -> str:
    """Give the formula by which the first cell of a column is marked."""
    cells = {
        heading: f"${column_letters(_column(placed, heading))}{placed.top + 1}"
        for heading in placed.headings
    }
    nothing = nothing_found(spec, placed, _column(placed, asked.heading))
    return f"=IF({_begun(spec, cells)}*{asked.test.format_map(cells)},{nothing},FALSE)"


def _column(placed: Placed, heading: str) -> int:
    return placed.left + placed.headings.index(heading)


def _begun(spec: TableSpec, cells: Mapping[str, str]) -> str:
    filled = "+".join(f"(1-{blank(cells[column.heading])})" for column in spec.columns)
    return f"(({filled})>0)"


def _row(spec: TableSpec, row: Sequence[Value | Calculated]) -> Row:
    """Give a row by heading, of a formula what it shows."""
    values = [v.value if isinstance(v, Calculated) else v for v in row]
    values += [None] * (len(spec.columns) - len(values))
    return {column.heading: value for column, value in zip(spec.columns, values, strict=True)}
