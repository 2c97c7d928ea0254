"""PLN: when is what done? (sheet Mijlpalen, 040–049)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sto_xl.model import Activity, Milestone, reference
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._several import named, unnamed
from sto_xl.rules._sources import FLYER, REGELING
from sto_xl.sheets import MIJLPALEN
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.notation import shown

_MILESTONES = f"{FLYER}: wanneer worden de mijlpalen bereikt?"


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
    source=REGELING,
    subject=Milestone,
)
def milestone_outside_programme(milestone: Milestone, _checked: CheckedPlan) -> Iterable[Hit]:
    """A milestone before 2025 or after 2028."""
    for field in ("datum", "bereikt_op"):
        date = getattr(milestone, field)
        if date and not reference.FIRST_DAY <= date <= reference.LAST_DAY:
            yield hit(milestone, field, value=shown(date))


@rule(
    "PLN-046",
    Severity.TIP,
    message="Deze mijlpaal moest op {value} bereikt zijn; of dat is gelukt, is niet ingevuld.",
    remedy="Vul bij Bereikt op de dag in waarop het is gelukt, of kies een nieuwe datum.",
    source="Definitie van Mijlpalen",
    subject=Milestone,
    reads=("datum", "bereikt_op"),
)
def overdue(milestone: Milestone, checked: CheckedPlan) -> Iterable[Hit]:
    """A milestone that is due by the peildatum and not reached."""
    if milestone.datum and milestone.datum <= checked.peildatum and not milestone.bereikt_op:
        yield hit(milestone, "bereikt_op", value=shown(milestone.datum))


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
