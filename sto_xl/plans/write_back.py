"""What a run writes back into a roster of plans: what they say, what was sent. Knows no Excel."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from sto_xl import sheets
from sto_xl.grid import Changes, ColumnCells, Value
from sto_xl.plans.registration import Fate, Registered
from sto_xl.region.routines import Examined
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.table_read import TableRead

#: The columns of sheet Plannen that say of which day the last letter is, and of which status.
SENT, SENT_AS = "Besluit verzonden", "Verzonden als"


def plans(registered: Iterable[Registered], roster: Roster) -> Changes:
    """Give sheet Plannen what plans say: new cells to the rows it has, and new rows beneath."""
    table_read = _plannen(roster)
    known: dict[str, dict[int, Value]] = defaultdict(dict)
    added = []
    for one in registered:
        if one.fate is Fate.NEW:
            added.append(table_read.row(one.cells))
        elif one.row is not None and one.fate is Fate.KNOWN:
            for heading, value in one.cells.items():
                known[heading][one.row.line] = value
    tail = table_read.tail(added) if added else None
    return Changes(columns=_columns(table_read, known), tails=(tail,) if tail else ())


def sent(examined: Examined, lines: Collection[int], day: dt.date) -> Changes:
    """Give sheet Plannen what was sent, on the lines of the plans that got a letter of this day."""
    said: dict[str, dict[int, Value]] = defaultdict(dict)
    for plan in examined.roster.plans:
        if plan.line in lines and plan.status:
            said[SENT][plan.line] = day
            said[SENT_AS][plan.line] = plan.status.value
    return Changes(columns=_columns(_plannen(examined.roster), said))


def forgotten(examined: Examined) -> tuple[str, ...]:
    """Give the columns that sheet Plannen lacks to hold what was sent."""
    columns = _plannen(examined.roster).columns
    return tuple(heading for heading in (SENT, SENT_AS) if heading not in columns)


def _plannen(roster: Roster) -> TableRead:
    return roster.book.tables[sheets.PLANNEN.name]


def _columns(
    table_read: TableRead, cells: Mapping[str, Mapping[int, Value]]
) -> tuple[ColumnCells, ...]:
    """Give new cells, by heading and line, to the columns that are there; all others stay."""
    count = len(table_read.table.rows) if table_read.table else 0
    columns = (
        table_read.column_cells(
            heading,
            [new.get(line, table_read.value(line, heading)) for line in range(count)],
            frozenset(new),
        )
        for heading, new in cells.items()
    )
    return tuple(column for column in columns if column)
