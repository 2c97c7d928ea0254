"""PLN: what will be different, and when is what done? (Doelen 030–039, Mijlpalen 040–049)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from sto_xl import reference
from sto_xl.findings import Severity
from sto_xl.model import Activity, Goal, Milestone
from sto_xl.notation import shown
from sto_xl.records import Spot
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._several import named, unnamed
from sto_xl.sheets import DOELEN, MIJLPALEN
from sto_xl.techniekplan import name_key

#: By what a result can be measured: a number, a part of a whole, a day.
_MEASURE = re.compile(
    r"\d|%|\b(alle|elke?|iedere?|helft|kwart|derde|deel|verdubbel\w*|procent|"
    r"twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\w*tien|\w*tig|honderd|"
    r"januari|februari|maart|april|juni|juli|augustus|september|oktober|november|december)\b",
    re.IGNORECASE,
)
_FLYER = "Landelijke STO-flyer voor scholen"
_GOALS = f"{_FLYER}: wat zijn de specifieke doelen?"
_MILESTONES = f"{_FLYER}: wanneer worden de mijlpalen bereikt?"
_REGELING = "Subsidieregeling sterk techniekonderwijs 2025–2028"


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
    source="Conventie van dit techniekplan",
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


@rule(
    "PLN-040",
    Severity.FOUT,
    message="Op blad Mijlpalen staat nog niets.",
    remedy="Zet elke mijlpaal op een eigen regel: wat is er dan klaar, bij welke activiteit hoort "
    "het en wanneer is het zover?",
    source=_MILESTONES,
    needs=((Milestone, "mijlpaal"),),
)
def no_milestone(checked: CheckedPlan) -> Iterable[Hit]:
    """No milestone at all."""
    if not checked.plan.milestones:
        yield Hit(Spot(MIJLPALEN.name))


@rule(
    "PLN-041",
    Severity.WAARSCHUWING,
    message="Op deze regel staat nog niet {what}.",
    remedy="Vul het in. Hoort de regel niet bij het plan, haal hem dan weg.",
    source=_MILESTONES,
    subject=Milestone,
)
def milestone_incomplete(milestone: Milestone, checked: CheckedPlan) -> Iterable[Hit]:
    """A milestone without a name, a day or an activity."""
    says = {
        "mijlpaal": "wat er dan klaar is",
        "activiteit": "bij welke activiteit deze mijlpaal hoort",
        "datum": "wanneer deze mijlpaal bereikt moet zijn",
    }
    for field in left_open(milestone, checked, *says):
        yield hit(milestone, field, what=says[field])


@rule(
    "PLN-042",
    Severity.WAARSCHUWING,
    message="‘{value}’ staat niet op blad Activiteiten.{asked}",
    remedy="Neem de naam over van blad Activiteiten, of zet de activiteit daarbij.",
    source=_MILESTONES,
    subject=Milestone,
    reads=("activiteit",),
    needs=((Activity, "activiteit"),),
)
def activity_unknown(milestone: Milestone, checked: CheckedPlan) -> Iterable[Hit]:
    """A milestone of an activity that the plan does not have."""
    for value, asked in unnamed(milestone.activiteit, checked.plan.activity_names):
        yield hit(milestone, "activiteit", value=value, asked=asked)


def _activities(milestone: Milestone, checked: CheckedPlan) -> Sequence[Activity]:
    """Give the activities that a milestone belongs to."""
    names = named(milestone.activiteit, checked.plan.activity_names)
    return [a for name in sorted(names) for a in checked.plan.activities_by_name[name]]


@rule(
    "PLN-043",
    Severity.WAARSCHUWING,
    message="Deze mijlpaal ({value}) is pas na het einde van de activiteit ({end}).",
    remedy="Controleer beide datums.",
    source=_MILESTONES,
    subject=Milestone,
    reads=("activiteit", "datum"),
    needs=((Activity, "activiteit"), (Activity, "einde")),
)
def due_after_the_end(milestone: Milestone, checked: CheckedPlan) -> Iterable[Hit]:
    """A milestone that is due when its activity is over."""
    every = _activities(milestone, checked)
    ends = [a.einde for a in every if a.einde and a.einde >= (a.start or a.einde)]
    if milestone.datum and ends and len(ends) == len(every):
        end = max(ends)
        if milestone.datum > end:
            yield hit(milestone, "datum", value=shown(milestone.datum), end=shown(end))


@rule(
    "PLN-044",
    Severity.WAARSCHUWING,
    message="Volgens uw plan is deze mijlpaal bereikt op {value}, maar {why}.",
    remedy="Controleer de datum. Is de mijlpaal nog niet bereikt, laat de cel dan leeg.",
    source=_MILESTONES,
    subject=Milestone,
    reads=("bereikt_op",),
)
def reached_too_early(milestone: Milestone, checked: CheckedPlan) -> Iterable[Hit]:
    """Reached on a day to come, or before its activity began though due after that."""
    reached, due = milestone.bereikt_op, milestone.datum
    if reached is None:
        return
    starts = [a.start for a in _activities(milestone, checked) if a.start]
    start = min(starts, default=dt.date.min)
    if reached > checked.peildatum:
        yield hit(milestone, "bereikt_op", value=shown(reached), why="die dag moet nog komen")
    elif reached < start and (due is None or due >= start):
        why = f"de activiteit begint pas op {shown(start)}"
        yield hit(milestone, "bereikt_op", value=shown(reached), why=why)


@rule(
    "PLN-045",
    Severity.FOUT,
    message="{value} valt buiten het programma, dat loopt van 1-1-2025 tot en met 31-12-2028.",
    remedy="Controleer het jaartal.",
    source=_REGELING,
    subject=Milestone,
)
def milestone_outside_programme(milestone: Milestone, _checked: CheckedPlan) -> Iterable[Hit]:
    """A milestone before 2025 or after 2028."""
    for field in ("datum", "bereikt_op"):
        date = getattr(milestone, field)
        if date and not reference.FIRST_DAY <= date <= reference.LAST_DAY:
            yield hit(milestone, field, value=shown(date))


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
