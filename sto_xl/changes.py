"""What each button makes of an open workbook: decisions in, `Changes` out. Knows no Excel."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from sto_xl import routines, sheets
from sto_xl.entries import Entries
from sto_xl.findings import Report
from sto_xl.grid import CellRow, Changes, Formula, Value
from sto_xl.plan_registration import Fate, Registered
from sto_xl.roster import Roster

#: Where a finding leads to; Excel calculates it from the row it stands in.
_HERE = f"{sheets.CONTROLE.name}[[#This Row],"
LINK = Formula(
    f'=IF({_HERE}[Cel]]="","",HYPERLINK("#\'"&SUBSTITUTE({_HERE}[Blad]],"\'","\'\'")'
    f'&"\'!"&{_HERE}[Cel]],"Ga naar"))'
)
#: The columns of sheet Scholen that are written in.
SIGNAL, STEP, LAST_LETTER = "Signaal", "Volgende stap", "Laatste brief"


def control(report: Report) -> Changes:
    """Give sheet Controle its findings."""
    rows: tuple[CellRow, ...] = tuple((*row[:-1], LINK) for row in routines.control_rows(report))
    return Changes({sheets.CONTROLE.name: rows})


def flags(examined: routines.Examined) -> Changes:
    """Give sheet Scholen its signals and next steps; rows without either become empty there."""
    found = {flag.location.line: flag for flag in routines.flag(examined)}
    lines = _lines(examined.roster)
    signals = [f.signaal.value if (f := found.get(i)) and f.signaal else None for i in lines]
    steps = [f.next_step or None if (f := found.get(i)) else None for i in lines]
    entries = _schools(examined.roster)
    columns = (entries.column_cells(SIGNAL, signals), entries.column_cells(STEP, steps))
    return Changes(columns=tuple(column for column in columns if column))


def figures(examined: routines.Examined) -> Changes:
    """Give sheet Samenvatting its figures."""
    return Changes(dict(routines.summarise(examined)))


def letters(examined: routines.Examined, lines: Collection[int], letter_date: dt.date) -> Changes:
    """Give sheet Scholen the date of the letter, on the lines of the schools that get one."""
    entries = _schools(examined.roster)
    dates: list[Value] = [
        letter_date if line in lines else entries.value(line, LAST_LETTER)
        for line in _lines(examined.roster)
    ]
    column = entries.column_cells(LAST_LETTER, dates)
    return Changes(columns=(column,) if column and lines else ())


def plans(registered: Iterable[Registered], roster: Roster) -> Changes:
    """Give sheet Plannen what plans say: new cells to the rows it has, and new rows beneath."""
    entries = roster.book.tables[sheets.PLANNEN.name]
    known: dict[str, dict[int, Value]] = defaultdict(dict)
    added = []
    for one in registered:
        if one.fate is Fate.NEW:
            added.append(entries.row(one.cells))
        elif one.row is not None and one.fate is Fate.KNOWN:
            for heading, value in one.cells.items():
                known[heading][one.row.line] = value
    count = len(entries.table.rows) if entries.table else 0
    columns = (
        entries.column_cells(
            heading,
            [cells.get(line, entries.value(line, heading)) for line in range(count)],
            frozenset(cells),
        )
        for heading, cells in known.items()
    )
    tail = entries.tail(added) if added else None
    return Changes(
        columns=tuple(column for column in columns if column), tails=(tail,) if tail else ()
    )


def missing(examined: routines.Examined, *headings: str) -> str:
    """Give the first of these columns that sheet Scholen lacks; empty when all are there."""
    columns = _schools(examined.roster).columns
    return next((heading for heading in headings if heading not in columns), "")


def _schools(roster: Roster) -> Entries:
    return roster.book.tables[sheets.SCHOLEN.name]


def _lines(roster: Roster) -> range:
    table = _schools(roster).table
    return range(len(table.rows)) if table else range(0)
