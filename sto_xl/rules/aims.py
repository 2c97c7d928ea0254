"""PLN: what will be different, and how will one see it? (sheet Doelen, 030–039)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sto_xl.model import Activity, Goal
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._several import named
from sto_xl.rules._sources import FLYER, OWN_PLAN
from sto_xl.sheets import DOELEN
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.techniekplan import name_key

#: By what a result can be measured: a number, a part of a whole, a day.
_MEASURE = re.compile(
    r"\d|%|\b(alle|elke?|iedere?|helft|kwart|derde|deel|verdubbel\w*|procent|"
    r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*tien|\w*tig|honderd|"
    r"januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_GOALS = f"{FLYER}: wat zijn de specifieke doelen?"


@rule(
    "PLN-030",
    Severity.FOUT,
    message="Op blad Doelen staat nog niets.",
    remedy="Zet elk doel van uw plan op een eigen regel, met het resultaat waaraan u ziet dat het "
    "is bereikt.",
    source=_GOALS,
    needs=((Goal, "doel"),),
)
def no_goal(checked: CheckedPlan) -> Iterable[Hit]:
    """No goal at all."""
    if not checked.plan.goals:
        yield Hit(Spot(DOELEN.name))


@rule(
    "PLN-031",
    Severity.WAARSCHUWING,
    message="Op deze regel staat geen doel.",
    remedy="Vul het doel in, of haal de regel weg.",
    source=_GOALS,
    subject=Goal,
)
def goal_unnamed(goal: Goal, checked: CheckedPlan) -> Iterable[Hit]:
    """A result without its goal."""
    for field in left_open(goal, checked, "doel"):
        yield hit(goal, field)


@rule(
    "PLN-032",
    Severity.WAARSCHUWING,
    message="Bij dit doel staat geen meetbaar resultaat.",
    remedy="Schrijf op waaraan u ziet dat het doel is bereikt: hoeveel, en wanneer.",
    source=_GOALS,
    subject=Goal,
)
def result_missing(goal: Goal, checked: CheckedPlan) -> Iterable[Hit]:
    """A goal without a result."""
    for field in left_open(goal, checked, "resultaat"):
        yield hit(goal, field)


@rule(
    "PLN-033",
    Severity.TIP,
    message="In dit resultaat staat geen aantal en geen datum, zodat achteraf moeilijk te zien is "
    "of het is gehaald.",
    remedy="Noem hoeveel leerlingen, lessen of docenten het zijn, of wanneer het zover is.",
    source=_GOALS,
    subject=Goal,
    reads=("resultaat",),
)
def result_not_measurable(goal: Goal, _checked: CheckedPlan) -> Iterable[Hit]:
    """A result without a number or a day."""
    if goal.resultaat and not _MEASURE.search(goal.resultaat):
        yield hit(goal, "resultaat")


@rule(
    "PLN-034",
    Severity.TIP,
    message="Dit doel staat er al.",
    remedy="Voeg de regels samen tot één.",
    source=OWN_PLAN,
    reads=("doel",),
)
def goal_twice(checked: CheckedPlan) -> Iterable[Hit]:
    """The same goal on two rows."""
    seen: set[str] = set()
    for goal in checked.plan.goals:
        if goal.doel:
            name = name_key(goal.doel)
            if name in seen:
                yield hit(goal, "doel")
            seen.add(name)


@rule(
    "PLN-035",
    Severity.TIP,
    message="Aan dit doel draagt nog geen enkele activiteit bij.",
    remedy="Zet dit doel op blad Activiteiten bij de activiteit die eraan bijdraagt, of voeg er "
    "een toe.",
    source=_GOALS,
    reads=("doel",),
    needs=((Goal, "doel"), (Activity, "doel")),
)
def goal_not_served(checked: CheckedPlan) -> Iterable[Hit]:
    """A goal that no activity names; not where no activity names any, which is told of each."""
    plan = checked.plan
    serving = {name for a in plan.activities for name in named(a.doel, plan.goal_names)}
    for goal in plan.goals if serving else ():
        if goal.doel and name_key(goal.doel) not in serving:
            yield hit(goal, "doel")


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
