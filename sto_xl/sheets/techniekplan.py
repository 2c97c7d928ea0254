"""A techniekplan: all its records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from sto_xl import model, sheets
from sto_xl.grid import Snapshot, plain
from sto_xl.model import reference
from sto_xl.sheets import workbook
from sto_xl.sheets.workbook import Workbook


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
    def records(self) -> tuple[object, ...]:
        """All that it says, in whatever file."""
        lists = (self.goals, self.activities, self.milestones, self.cooperation, self.means)
        return (self.form, *lists)

    @property
    def title(self) -> str:
        """What the plan is called: by its title, else by its file."""
        return self.form.titel or self.name

    @cached_property
    def goal_names(self) -> Mapping[str, str]:
        """What its goals are called, by `name_key`."""
        return _names(goal.doel for goal in self.goals)

    @cached_property
    def activity_names(self) -> Mapping[str, str]:
        """What its activities are called, by `name_key`."""
        return _names(activity.activiteit for activity in self.activities)

    @cached_property
    def activities_by_name(self) -> Mapping[str, tuple[model.Activity, ...]]:
        """The activities of each name, by `name_key`."""
        found: dict[str, list[model.Activity]] = {}
        for activity in self.activities:
            if activity.activiteit:
                found.setdefault(name_key(activity.activiteit), []).append(activity)
        return {name: tuple(group) for name, group in found.items()}


def name_key(name: str) -> str:
    """Give what names of rows are compared by: letters and digits, else the text as it stands."""
    return reference.spelling(name) or plain(name)


def _names(every: Iterable[str | None]) -> Mapping[str, str]:
    """Give names by what they are compared by, whatever the order of the rows."""
    found: dict[str, str] = {}
    for name in sorted(filter(None, every)):
        found.setdefault(name_key(name), name)
    return found


def read_techniekplan(snapshot: Snapshot) -> Techniekplan:
    """Read a snapshot as a techniekplan. Never raises for what stands in it."""
    book, records = workbook.read_tables(snapshot, sheets.PLAN)
    return Techniekplan(
        book,
        cast("model.PlanForm", records["tblPlan"][0]),
        cast("tuple[model.Goal, ...]", records["tblDoelen"]),
        cast("tuple[model.Activity, ...]", records["tblActiviteiten"]),
        cast("tuple[model.Milestone, ...]", records["tblMijlpalen"]),
        cast("tuple[model.Cooperation, ...]", records["tblSamenwerking"]),
        cast("tuple[model.Means, ...]", records["tblMiddelen"]),
    )
