"""A techniekplan: all its records."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

from sto_xl import model, sheets, workbook
from sto_xl.grid import Snapshot, plain
from sto_xl.model import Plan, PlanForm
from sto_xl.workbook import Workbook


@dataclass(frozen=True)
class Techniekplan:
    """All that a techniekplan says. Records stand in the order of their rows."""

    book: Workbook
    form: model.PlanForm
    goals: tuple[model.Goal, ...]
    activities: tuple[model.Activity, ...]
    milestones: tuple[model.Milestone, ...]
    cooperation: tuple[model.Cooperation, ...]
    means: tuple[model.Means, ...]

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.book.name

    @property
    def title(self) -> str:
        """What the plan is called: by its title, else by its file."""
        return self.form.titel or self.name


def read(snapshot: Snapshot) -> Techniekplan:
    """Read a snapshot as a techniekplan. Never raises for what stands in it."""
    book, records = workbook.read(snapshot, sheets.PLAN)
    return Techniekplan(
        book,
        cast("model.PlanForm", records["tblPlan"][0]),
        cast("tuple[model.Goal, ...]", records["tblDoelen"]),
        cast("tuple[model.Activity, ...]", records["tblActiviteiten"]),
        cast("tuple[model.Milestone, ...]", records["tblMijlpalen"]),
        cast("tuple[model.Cooperation, ...]", records["tblSamenwerking"]),
        cast("tuple[model.Means, ...]", records["tblMiddelen"]),
    )


def row_of(
    form: PlanForm, rows: Iterable[Plan], key_of: Callable[[str | None], str | None]
) -> Plan | None:
    """Give the row of tblPlannen that a techniekplan is; None for a plan that is not there yet.

    That with its kenmerk; else that of its location (`key_of`, as `Roster.key_of`) with its title,
    unless that row has another kenmerk.
    """
    rows = tuple(rows)
    kenmerk, titled = plain(form.kenmerk), (key_of(form.vestiging), plain(form.titel))
    for row in rows:
        if kenmerk and plain(row.kenmerk) == kenmerk:
            return row
    for row in rows:
        other = kenmerk and plain(row.kenmerk)
        if all(titled) and not other and (key_of(row.vestiging), plain(row.titel)) == titled:
            return row
    return None
