"""School plans: a techniekplan read and checked, beside the roster of its region if there is one.

Knows no file and no Excel: doors bring snapshots and take the results where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sto_xl import rules, sheets
from sto_xl.grid import Snapshot
from sto_xl.model import PlanForm
from sto_xl.model.findings import Report, Severity
from sto_xl.sheets import techniekplan, workbook
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.system.errors import Cause, Failure


@dataclass(frozen=True, slots=True)
class ExaminedPlan:
    """A techniekplan, read and checked on a peildatum."""

    plan: Techniekplan
    report: Report
    peildatum: dt.date

    @property
    def file(self) -> str:
        """The name of its file."""
        return self.plan.name

    @property
    def form(self) -> PlanForm:
        """Its form."""
        return self.plan.form

    @property
    def fouten(self) -> int:
        """How many fouten it has."""
        return self.report.counts[Severity.FOUT]


def must_be_one(snapshot: Snapshot) -> None:
    """Raise `Failure` when a workbook is not a techniekplan."""
    if workbook.template_of(snapshot) is not sheets.PLAN:
        raise Failure(Cause.NOT_A_PLAN, file=snapshot.name)


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
    must_be_one(snapshot)
    order = [sheet.name for sheet in snapshot.sheets]
    return check(techniekplan.read_techniekplan(snapshot), peildatum, roster, order, others)


def check(
    plan: Techniekplan,
    peildatum: dt.date,
    roster: Roster | None = None,
    order: Sequence[str] = (),
    others: tuple[Techniekplan, ...] = (),
) -> ExaminedPlan:
    """Check a techniekplan that was read, as `examine` does; `order` is that of its sheets."""
    report = rules.check_plan(plan, peildatum, roster, order, others)
    return ExaminedPlan(plan, report, peildatum)
