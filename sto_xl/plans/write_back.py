"""What a run writes back into a roster of the plans that it takes in. Knows no Excel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sto_xl import sheets
from sto_xl.grid import Changes, Value
from sto_xl.plans.registration import Fate, Registered
from sto_xl.sheets.roster import Roster


def plans(registered: Iterable[Registered], roster: Roster) -> Changes:
    """Give sheet Plannen what plans say: new cells to the rows it has, and new rows beneath."""
    table_read = roster.book.tables[sheets.PLANNEN.name]
    known: dict[str, dict[int, Value]] = defaultdict(dict)
    added = []
    for one in registered:
        if one.fate is Fate.NEW:
            added.append(table_read.row(one.cells))
        elif one.row is not None and one.fate is Fate.KNOWN:
            for heading, value in one.cells.items():
                known[heading][one.row.line] = value
    count = len(table_read.table.rows) if table_read.table else 0
    columns = (
        table_read.column_cells(
            heading,
            [cells.get(line, table_read.value(line, heading)) for line in range(count)],
            frozenset(cells),
        )
        for heading, cells in known.items()
    )
    tail = table_read.tail(added) if added else None
    return Changes(
        columns=tuple(column for column in columns if column), tails=(tail,) if tail else ()
    )
