"""WRK: does what is written fit where it stands? (028)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from sto_xl.grid import Room, Table, Value
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import AnyChecked, Hit, Rule, rule
from sto_xl.rules._sources import EXCEL
from sto_xl.sheets import FORM_HEADINGS, Column, Kind
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.table_read import TableRead

#: Excel makes no row higher, in points.
TALLEST = 409.5
#: How many letters fit in a column for each character of its width, and how high a line of them
#: is: in the letter of the workbooks, and rather too many than too few.
_LETTERS, _LINE = 1.2, 14
#: A column of which nothing is said is so many characters wide.
_WIDTH = 8.43


def _cells(
    entries: TableRead, table: Table, room: Room
) -> Iterator[tuple[Column, int, int, Value]]:
    """Give the cells with a text in rows that do not grow: column, line, row and what is there."""
    spec = entries.spec
    if spec.form:
        for column in spec.columns:
            line = entries.form_lines.get(column.heading)
            if column.kind is Kind.LONG and line is not None:
                yield column, line, table.row_of(line), entries.value(line, FORM_HEADINGS[1])
        return
    columns = [spec.column(heading) for heading in entries.columns]
    texts = [c for c in columns if c.kind in {Kind.TEXT, Kind.LONG}]
    for line in entries.lines if room.heights else ():
        if (row := table.row_of(line)) in room.heights:
            yield from ((c, line, row, entries.value(line, c.heading)) for c in texts)


def _lines(text: str, width: float) -> int:
    """Give how many lines a text takes at least in a column so many characters wide."""
    return sum(max(1, math.ceil(len(p) / (width * _LETTERS))) for p in text.splitlines())


@rule(
    "WRK-028",
    Severity.WAARSCHUWING,
    message="De tekst bij ‘{heading}’ past niet in de rij: op het scherm en op papier valt het "
    "einde waarschijnlijk weg.",
    remedy="Dubbelklik helemaal links op de lijn onder het nummer van de rij; Excel maakt haar dan "
    "zo hoog als de tekst. Past het dan nog niet, maak dan de kolom breder of kort de tekst in.",
    source=f"{EXCEL}: een rij waarvan u de hoogte instelt, groeit niet mee",
)
def text_cut_off(checked: AnyChecked) -> Iterable[Hit]:
    """A text of more lines than its row has room for; told of files, where heights are known."""
    rooms = {room.sheet: room for room in checked.book.rooms or ()}
    for entries in checked.book.tables.values():
        table = entries.table
        if table is None or table.sheet not in rooms:
            continue
        room = rooms[table.sheet]
        for column, line, row, value in _cells(entries, table, room):
            heading = FORM_HEADINGS[1] if entries.spec.form else column.heading
            width = _width(room, table.left + entries.columns[heading])
            lines = _lines(value, width) if isinstance(value, str) else 0
            if lines > 1 and lines * _LINE > room.heights.get(row, TALLEST):
                spot = Spot(entries.spec.name, 0 if entries.spec.form else line, column.field)
                yield Hit(spot, {"heading": column.heading})


def _width(room: Room, column: int) -> float:
    return next((w for first, last, w in room.widths if first <= column <= last), _WIDTH)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
