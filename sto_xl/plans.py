"""School plans: a techniekplan read and checked, beside the roster of its region if there is one.

Knows no file and no Excel: doors bring snapshots and take the results where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sto_xl import rules, sheets, techniekplan, workbook
from sto_xl.errors import Cause, Failure
from sto_xl.findings import Report
from sto_xl.grid import Snapshot, plain
from sto_xl.model import Plan, PlanForm
from sto_xl.roster import Roster
from sto_xl.techniekplan import Techniekplan


@dataclass(frozen=True, slots=True)
class ExaminedPlan:
    """A techniekplan, read and checked on a peildatum."""

    plan: Techniekplan
    report: Report
    peildatum: dt.date


def examine(
    snapshot: Snapshot,
    peildatum: dt.date,
    roster: Roster | None = None,
    others: tuple[Techniekplan, ...] = (),
) -> ExaminedPlan:
    """Read and check a techniekplan; with its region's `roster` also what only that can tell.

    `others` are the plans that came with it; of those of the same school the costs are compared.
    Raises `Failure` when the workbook is another one altogether.
    """
    if workbook.template_of(snapshot) is not sheets.PLAN:
        raise Failure(Cause.NOT_A_PLAN, file=snapshot.name)
    plan = techniekplan.read(snapshot)
    order = [sheet.name for sheet in snapshot.sheets]
    report = rules.check_plan(plan, peildatum, roster, order, others)
    return ExaminedPlan(plan, report, peildatum)


def row_of(
    form: PlanForm, rows: Iterable[Plan], key_of: Callable[[str | None], str | None]
) -> Plan | None:
    """Give the row of tblPlannen that a techniekplan is; None for a plan that is not there yet."""
    return next(iter(rows_of(form, rows, key_of)), None)


def rows_of(
    form: PlanForm, rows: Iterable[Plan], key_of: Callable[[str | None], str | None]
) -> tuple[Plan, ...]:
    """Give the rows of tblPlannen that a techniekplan can be: more than one only by mistake.

    Those with its kenmerk; else those of its location (`key_of`, as `Roster.key_of`) with its
    title, unless such a row has another kenmerk.
    """
    rows = tuple(rows)
    kenmerk = plain(form.kenmerk)
    if kenmerk and (numbered := tuple(row for row in rows if plain(row.kenmerk) == kenmerk)):
        return numbered
    titled = (key_of(form.vestiging), plain(form.titel))
    return tuple(
        row
        for row in rows
        if all(titled)
        and (key_of(row.vestiging), plain(row.titel)) == titled
        and not (kenmerk and row.kenmerk)
    )
