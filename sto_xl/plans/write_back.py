"""What a run writes back into a roster of plans: what they say, what was sent. Knows no Excel."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping

from sto_xl import sheets
from sto_xl.grid import Changes, ColumnCells, Value
from sto_xl.model.wording import DUTCH
from sto_xl.plans.registration import Fate, Registered
from sto_xl.region.routines import Examined
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.table_read import TableRead
from sto_xl.system.errors import Cause, Failure

#: Without these a plan would be put where nobody finds it again.
_NEEDED = ("Kenmerk", "Vestiging", "Titel")
#: The columns of sheet Plannen that say of which day the last letter is, and of which status.
SENT, SENT_AS = "Besluit verzonden", "Verzonden als"


def must_take_plans(roster: Roster) -> None:
    """Raise `Failure` when sheet Plannen cannot take plans in."""
    table_read, sheet = _plannen(roster), sheets.PLANNEN.sheet
    if table_read.table is None:
        raise Failure(Cause.TABLE_GONE, sheet=sheet, table=sheets.PLANNEN.name)
    missing = next((heading for heading in _NEEDED if heading not in table_read.columns), "")
    if missing:
        raise Failure(Cause.COLUMN_GONE, sheet=sheet, column=missing)


def plans(registered: Collection[Registered], roster: Roster) -> Changes:
    """Give sheet Plannen what plans say: new cells to the rows it has, and new rows beneath.

    Sheet Contacten gets the authors whom the region is to write to.
    """
    table_read = _plannen(roster)
    known: dict[str, dict[int, Value]] = defaultdict(dict)
    added = []
    for one in registered:
        if one.fate is Fate.NEW:
            added.append(table_read.row(one.cells))
        elif one.row is not None and one.fate is Fate.KNOWN:
            for heading, value in one.cells.items():
                known[heading][one.row.line] = value
    contacts = roster.book.tables[sheets.CONTACTEN.name]
    people = [contacts.row(one.author) for one in registered if one.author]
    tails = (
        table_read.tail(added) if added else None,
        contacts.tail(people) if people else None,
    )
    return Changes(columns=_columns(table_read, known), tails=tuple(filter(None, tails)))


def taken_in(registered: Collection[Registered], examined: Examined) -> Changes:
    """Give sheet Plannen what plans say, in a roster as it was examined."""
    return plans(registered, examined.roster)


def sent(examined: Examined, lines: Collection[int], day: dt.date) -> Changes:
    """Give sheet Plannen what was sent, on the lines of the plans that got a letter of this day."""
    said: dict[str, dict[int, Value]] = defaultdict(dict)
    for plan in examined.roster.plans:
        if plan.line in lines and plan.status:
            said[SENT][plan.line] = day
            said[SENT_AS][plan.line] = plan.status.value
    return Changes(columns=_columns(_plannen(examined.roster), said))


def remembered(examined: Examined) -> str:
    """Say where it stands that the letters were sent, or what sheet Plannen lacks for it."""
    columns = _plannen(examined.roster).columns
    forgotten = [heading for heading in (SENT, SENT_AS) if heading not in columns]
    if not forgotten:
        return (
            "De datum staat op blad Plannen bij Besluit verzonden, zodat er over hetzelfde besluit "
            "geen tweede brief komt."
        )
    several, names = len(forgotten) > 1, DUTCH.opsomming(f"‘{name}’" for name in forgotten)
    lacks = f"ontbreken de kolommen {names}" if several else f"ontbreekt de kolom {names}"
    return (
        f"Op blad Plannen {lacks}, dus onthoudt STO niet welk besluit is verzonden: laat weg wat u "
        f"al eerder hebt verstuurd. Typ {'die koppen' if several else 'die kop'} rechts naast de "
        "laatste kop op dat blad, dan wordt het voortaan genoteerd."
    )


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
