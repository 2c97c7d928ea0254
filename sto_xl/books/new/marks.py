"""The conditional formats that colour what the last check found, by key and not by address.

A mark in the hidden column Plek of tblControle reads `Blad|kolomkop|sleutel`. Each cell of an
input table looks itself up there, so sorting and inserting rows leaves the marks right. What a
mark says is written by `sto_xl.sheets.marking`: the two say the same, sign for sign.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.layout import Placed
from sto_xl.books.new.style import MARKS, Writer, checked, strict
from sto_xl.grid import column_letters

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

#: Names of cells: a reference to the table freezes when another program saves the file.
PLACE_NAME, SEVERITY_NAME = "ctlPlek", "ctlErnst"
PLACE, SEVERITY = "Plek", "Ernst"
#: The header row of tblControle: the names begin there, so that deleting its first row leaves them.
CONTROLE_TOP = 5
#: The marks look so far down, and no further: other programs than Excel walk through every cell of
#: a name, filled or not. What is worst stands first, so what stands beyond it is the least.
LAST_FOUND = 20_000
#: Of larger numbers programs show the exponent or not, each from another size on. It is spelled as
#: LibreOffice spells it too, so that what that saved is known again.
_LARGE = 10**15


def define_names(writer: Writer) -> None:
    """Name the two columns of tblControle that the marks look in."""
    headings = [c.heading for c in sheets.CONTROLE.columns]
    for name, heading in ((PLACE_NAME, PLACE), (SEVERITY_NAME, SEVERITY)):
        letters = column_letters(headings.index(heading) + 1)
        cells = f"${letters}${CONTROLE_TOP}:${letters}${LAST_FOUND}"
        writer.define(name, f"={sheets.CONTROLE.sheet}!{cells}")


@dataclass(frozen=True)
class _Lookup:
    """How the first cell of a column, in the first row of the body, looks itself up."""

    spec: TableSpec
    placed: Placed
    column: int

    @property
    def keys(self) -> list[list[str]]:
        """The cells of the row's keys: that of the first one that is not empty counts."""
        keys = self.spec.keys or (sheets.FORM_HEADINGS[:1],)
        return [[_cell(self.placed, heading) for heading in key] for key in keys]

    @property
    def cells(self) -> list[str]:
        """Every cell of the keys, once."""
        return list(dict.fromkeys(cell for key in self.keys for cell in key))

    @property
    def blank(self) -> str:
        """The test that the row has no key."""
        return f'{"&".join(self.cells)}=""'

    @property
    def all_text(self) -> str:
        """The test that the cells of the keys hold text, or nothing."""
        texts = "&".join(f"T({cell})" for cell in self.cells)
        return f"{texts}={'&'.join(self.cells)}"

    @property
    def place(self) -> str:
        """The mark as COUNTIFS looks for it, where the key is text: how nearly every key is.

        COUNTIFS reads * and ? as wildcards and ~ as their escape; keys hold such signs.
        """
        return _replaced(self._mark(self.keys), {sign: f"~{sign}" for sign in "~*?"})

    @property
    def odd_place(self) -> str:
        """The mark as COUNTIFS looks for it, where a key is no text, or full of signs to escape.

        Any one sign is looked for in place of each of those: escaped they would be too many.
        """
        mark = self._mark([[_as_text(cell) for cell in key] for key in self.keys])
        return f"LEFT({_replaced(mark, {'~': '?', '*': '?'})},{sheets.MARK_LENGTH})"

    def _mark(self, keys: list[list[str]]) -> str:
        *earlier, last = keys
        key = _joined(last)
        for cells in reversed(earlier):
            key = f'IF({"&".join(cells)}<>"",{_joined(cells)},{key})'
        heading = f"{column_letters(self.column)}${self.placed.top}"
        return f'"{self.spec.sheet}|"&{heading}&"|"&LEFT({key},{sheets.KEY_LENGTH})'


def mark_formulas(spec: TableSpec, placed: Placed) -> tuple[str, list[tuple[str, str]]]:
    """Give the formula that nothing is found at a cell, and those by which it is, with severity.

    All stand for the upper left cell of the columns that `marked` gives, in the order in which
    they are looked at.
    """
    first, _ = marked(spec, placed)
    look = _Lookup(spec, placed, first)
    found = [
        (severity, f'=COUNTIFS({PLACE_NAME},{place},{SEVERITY_NAME},"{severity}")>0')
        # A key that is no text has rules of its own: each language of Excel writes numbers and
        # errors otherwise, and other keys are not to pay for it.
        for place in (look.place, look.odd_place)
        for severity in MARKS
    ]
    nothing = f"COUNTIFS({PLACE_NAME},{look.place})=0"
    return f"=IF({look.blank},TRUE,AND({look.all_text},{nothing}))", found


def nothing_found(spec: TableSpec, placed: Placed, column: int) -> str:
    """Give the test, without its `=`, that nothing is found at the first cell of a column."""
    look = _Lookup(spec, placed, column)
    place = f"IF({look.all_text},{look.place},{look.odd_place})"
    return f"IF({look.blank},TRUE,COUNTIFS({PLACE_NAME},{place})=0)"


def _as_text(cell: str) -> str:
    """Give a cell as it stands in a key, in whatever language Excel is."""
    number = f'IF(ABS({cell})<{_LARGE},{_replaced(cell, {".": ","})},TEXT({cell},"0"))'
    other = f'IF(ISLOGICAL({cell}),IF({cell},"WAAR","ONWAAR"),{number})'
    return f'IFERROR(IF(ISTEXT({cell}),{cell},{other}),"{sheets.SHOWN_ERROR}")'


def _replaced(text: str, signs: Mapping[str, str]) -> str:
    for old, new in signs.items():
        text = f'SUBSTITUTE({text},"{old}","{new}")'
    return text


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
        for severity, formula in found
    ]
    with strict(spec.name):
        for rule in rules:
            checked(sheet.conditional_format(*area, rule), spec.name)


def _cell(placed: Placed, heading: str) -> str:
    column = placed.left + placed.headings.index(heading)
    return f"${column_letters(column)}{placed.top + 1}"


def _joined(cells: list[str]) -> str:
    return f'&"{sheets.KEY_SEPARATOR}"&'.join(cells)
