"""What the formulas of our own template show: for programs that show a workbook, not calculate it.

Only formulas that are known to the letter; what others show is for Excel to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.filling.formulas import Found
from sto_xl.books.filling.places import FilePlaces, FileSheet
from sto_xl.grid import Cell, CellRow, Formula, Value, as_value, column_number, is_blank

if TYPE_CHECKING:
    from sto_xl.books.filling.cells import Change, SheetChanges

_NEVER = sheets.NEVER_CHECKED.encode()
_LINK_SHOWS = "Ga naar"
_PLACE = next(i for i, c in enumerate(sheets.CONTROLE.columns) if c.heading == "Cel")
#: The counters above the findings, and since when they stand there.
_COUNT = re.compile(r'=COUNTIF\(\$([A-Z]{1,3}):\$\1,"([^"*?~<>=]+)"\)')
_LAST = re.compile(
    r"""=IF\(('?)([^'!]+)\1!\$([A-Z]{1,3})\$([0-9]{1,7})="","([^"]*)",\1\2\1!\$\3\$\4\)"""
)

#: By what a formula that may be ours is found.
_MARKS = (b"COUNTIF($", _NEVER)


def shown(cell: Cell, row: CellRow) -> Value:
    """Give what a formula of a finding's row shows; None where only Excel can tell."""
    if not isinstance(cell, Formula) or cell.text != sheets.LINK or len(row) <= _PLACE:
        return None
    return "" if is_blank(as_value(row[_PLACE])) else _LINK_SHOWS


def recounted(
    places: FilePlaces, changed: Mapping[str, SheetChanges]
) -> Iterator[tuple[FileSheet, Found, Value]]:
    """Give the formulas that show something else once cells change, and what they will show.

    What is `changed` is given by sheet.
    """
    for place in places.every:
        for formula in _known(place, place.name in changed):
            text = place.formulas.text(formula)
            if counted := _COUNT.fullmatch(text):
                column, wanted = column_number(counted[1]), counted[2].casefold()
                here = changed[place.name].cells if place.name in changed else {}
                if not any(column in cells for cells in here.values()):
                    continue
                cells = _column(place, column, here)
                value: Value = sum(v.casefold() == wanted for v in cells if isinstance(v, str))
            elif last := _LAST.fullmatch(text):
                value = _last(places, last, changed)
            else:
                continue
            if value is not None and value != place.sheet.value(formula.row, formula.column):
                yield place, formula, value


def _known(place: FileSheet, touched: bool) -> Iterator[Found]:  # noqa: FBT001
    """Give the formulas of a sheet that may be ours; counters only where their cells change."""
    marks = _MARKS if touched else (_NEVER,)
    if not any(mark in place.part.xml for mark in marks):
        return
    seen = set()
    for mark in marks:
        at = place.part.xml.find(mark)
        while at >= 0:
            row = place.rows.row_around(at)
            if row and row.number not in seen:
                seen.add(row.number)
                yield from place.formulas.between(row.number, row.number)
            at = place.part.xml.find(mark, row.end if row else at + 1)


def _column(
    place: FileSheet, column: int, changed: Mapping[int, Mapping[int, Change]]
) -> Iterator[Value]:
    """Give the values of a column as they will be."""
    sheet = place.sheet
    for row in range(sheet.top, sheet.bottom + 1):
        if column not in changed.get(row, {}):
            yield sheet.value(row, column)
    for cells in changed.values():
        if column in cells:
            yield as_value(cells[column].cell)


def _last(places: FilePlaces, found: re.Match[str], changed: Mapping[str, SheetChanges]) -> Value:
    """Give what the formula shows of the cell that it looks at; None where that stays."""
    _, name, letters, digits, never = found.groups()
    row, column = int(digits), column_number(letters)
    try:
        place = places.on(name)
    except LookupError:
        return None
    here = changed.get(place.name)
    cells = here.cells.get(row, {}) if here else {}
    if column not in cells:
        return None
    value = as_value(cells[column].cell)
    return never if is_blank(value) else value
