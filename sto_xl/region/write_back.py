"""What a run writes back into a roster: decisions in, `Changes` out. Knows no Excel."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sto_xl import sheets
from sto_xl.grid import CellRow, Changes, Formula, Value
from sto_xl.model import reference
from sto_xl.model.findings import Report
from sto_xl.region import missing, routines
from sto_xl.sheets import came_with
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.table_read import TableRead
from sto_xl.system.errors import Cause, Failure

LINK = Formula(sheets.LINK)
#: The columns of sheet Scholen that are written in.
SIGNAL, STEP, LAST_LETTER = "Signaal", "Volgende stap", "Laatste brief"


def control(report: Report) -> Changes:
    """Give sheet Controle its findings."""
    rows: tuple[CellRow, ...] = tuple((*row[:-1], LINK) for row in routines.control_rows(report))
    return Changes({sheets.CONTROLE.name: rows})


def checked(report: Report, day: dt.date) -> Changes:
    """Give a copy its findings, and above them the day that they are of.

    Of such a run nothing is kept, so no last run is named that could be taken back.
    """
    run = (None, f"{day:%d-%m-%Y}")
    return Changes({sheets.RUN.name: (run,)}) + control(report)


def flags(examined: routines.Examined) -> Changes:
    """Give sheet Scholen its signals and next steps; rows without either become empty there."""
    found = {flag.location.line: flag for flag in routines.flag(examined)}
    lines = _lines(examined.roster)
    signals = [f.signaal.value if (f := found.get(i)) and f.signaal else None for i in lines]
    steps = [f.next_step or None if (f := found.get(i)) else None for i in lines]
    table_read = _schools(examined.roster)
    columns = (table_read.column_cells(SIGNAL, signals), table_read.column_cells(STEP, steps))
    return Changes(columns=tuple(column for column in columns if column))


def figures(examined: routines.Examined) -> Changes:
    """Give sheet Samenvatting its figures: those that its own template has a line for.

    Charts and formats stand beside those lines, so that a line more would put them out of step.
    """
    rows = dict(routines.summarise(examined))
    template = examined.roster.book.version
    # Where the version is not readable, the newest is the likeliest.
    known = template if sheets.version(template) else sheets.ROSTER.version
    there = {c.naam for c in reference.roster_cijfers() if came_with(c.sjabloon, known)}
    name = sheets.KERNCIJFERS.name
    rows[name] = tuple(row for row in rows[name] if row[0] in there)
    return Changes(dict(rows))


def up_to_date(examined: routines.Examined, *, lists: bool = True) -> Changes:
    """Give the sheets of a copy all that a roster comes to: its findings, flags and figures.

    With the schools that are missing, where that is known and the roster `lists` them.
    """
    coverage = examined.basis.coverage
    lacking = missing.listed(coverage.missing) if coverage and lists else Changes()
    found = checked(examined.report, examined.peildatum)
    return found + figures(examined) + lacking + flags(examined)


def letters(examined: routines.Examined, lines: Collection[int], letter_date: dt.date) -> Changes:
    """Give sheet Scholen the date of the letter, on the lines of the schools that get one.

    Raises `Failure` when there is no column for it.
    """
    if not lines:
        return Changes()
    must_have(examined, LAST_LETTER)
    table_read = _schools(examined.roster)
    dates: list[Value] = [
        letter_date if line in lines else table_read.value(line, LAST_LETTER)
        for line in _lines(examined.roster)
    ]
    column = table_read.column_cells(LAST_LETTER, dates)
    return Changes(columns=(column,) if column else ())


def must_have(examined: routines.Examined, *headings: str) -> None:
    """Raise `Failure` when sheet Scholen lacks one of these columns."""
    columns = _schools(examined.roster).columns
    for heading in headings:
        if heading not in columns:
            raise Failure(Cause.COLUMN_GONE, sheet=sheets.SCHOLEN.sheet, column=heading)


def _schools(roster: Roster) -> TableRead:
    return roster.book.tables[sheets.SCHOLEN.name]


def _lines(roster: Roster) -> range:
    table = _schools(roster).table
    return range(len(table.rows)) if table else range(0)
