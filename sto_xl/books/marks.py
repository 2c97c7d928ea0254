"""The conditional formats that colour what the last check found, by key and not by address.

A mark in the hidden column Plek of tblControle reads `Blad|kolomkop|sleutel`. Each cell of an
input table looks itself up there, so sorting and inserting rows leaves the marks right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.layout import Placed
from sto_xl.books.style import MARKS, Writer, checked, strict
from sto_xl.grid import column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

#: Names of whole columns: a reference to the table freezes when another program saves the file.
PLACE_NAME, SEVERITY_NAME = "ctlPlek", "ctlErnst"
PLACE, SEVERITY = "Plek", "Ernst"


def define_names(writer: Writer) -> None:
    """Name the two columns of tblControle that the marks look in."""
    headings = [c.heading for c in sheets.CONTROLE.columns]
    for name, heading in ((PLACE_NAME, PLACE), (SEVERITY_NAME, SEVERITY)):
        letters = column_letters(headings.index(heading) + 1)
        writer.define(name, f"={sheets.CONTROLE.sheet}!${letters}:${letters}")


def key_formula(spec: TableSpec, placed: Placed) -> tuple[str, str]:
    """Give the row's key and the test that it has none, for the first row of the body."""
    if spec.form:
        cell = _cell(placed, sheets.FORM_HEADINGS[0])
        return cell, f'{cell}=""'
    *earlier, last = ([_cell(placed, h) for h in key] for key in spec.keys)
    key = _joined(last)
    for cells in reversed(earlier):
        key = f'IF({"&".join(cells)}<>"",{_joined(cells)},{key})'
    cells = list(dict.fromkeys(cell for key in (*earlier, last) for cell in key))
    return key, f'{"&".join(cells)}=""'


def mark_formulas(spec: TableSpec, placed: Placed) -> tuple[str, dict[str, str]]:
    """Give the formula that nothing is found at a cell, and that of each severity.

    Both stand for the upper left cell of the columns that `marked` gives.
    """
    first, _ = marked(spec, placed)
    place = _place(spec, placed, first)
    found = {
        severity: f'=COUNTIFS({PLACE_NAME},{place},{SEVERITY_NAME},"{severity}")>0'
        for severity in MARKS
    }
    return f"={nothing_found(spec, placed, first)}", found


def nothing_found(spec: TableSpec, placed: Placed, column: int) -> str:
    """Give the test, without its `=`, that nothing is found at the first cell of a column."""
    _, blank = key_formula(spec, placed)
    return f"IF({blank},TRUE,COUNTIFS({PLACE_NAME},{_place(spec, placed, column)})=0)"


def _place(spec: TableSpec, placed: Placed, column: int) -> str:
    """Give the mark of that cell, as COUNTIFS looks for it."""
    key, _ = key_formula(spec, placed)
    heading = f"{column_letters(column)}${placed.top}"
    place = f'"{spec.sheet}|"&{heading}&"|"&LEFT({key},{sheets.KEY_LENGTH})'
    # COUNTIFS reads * and ? as wildcards and ~ as their escape; keys hold such signs.
    for sign in "~*?":
        place = f'SUBSTITUTE({place},"{sign}","~{sign}")'
    return place


def marked(spec: TableSpec, placed: Placed) -> tuple[int, int]:
    """Give the first and last column of a table that findings can be about."""
    if spec.form:
        column = placed.left + 1
        return column, column
    read = [placed.left + i for i, column in enumerate(spec.columns) if not column.filled]
    return min(read), max(read)


def add_marks(
    writer: Writer, sheet: Worksheet, spec: TableSpec, placed: Placed, last_row: int
) -> None:
    """Let the cells of an input table take the colour of what was found at them."""
    nothing, found = mark_formulas(spec, placed)
    first, last = marked(spec, placed)
    area = (placed.top, first - 1, last_row - 1, last - 1)
    # Nearly every cell has no finding: this rule spares it the others. Its format is there, and
    # empty, because LibreOffice takes a rule without one for the default look of a cell.
    rules = [
        {"type": "formula", "criteria": nothing, "format": writer.mark(), "stop_if_true": True}
    ]
    rules += [
        {
            "type": "formula",
            "criteria": formula,
            "format": writer.mark(severity),
            "stop_if_true": True,
        }
        for severity, formula in found.items()
    ]
    with strict(spec.name):
        for rule in rules:
            checked(sheet.conditional_format(*area, rule), spec.name)


def _cell(placed: Placed, heading: str) -> str:
    column = placed.left + placed.headings.index(heading)
    return f"${column_letters(column)}{placed.top + 1}"


def _joined(cells: list[str]) -> str:
    return f'&"{sheets.KEY_SEPARATOR}"&'.join(cells)
