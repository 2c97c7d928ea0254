"""PLN: what will be done, for which goal and when? (sheet Activiteiten, 050–064, with `pupils`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.model import Activity, Goal, reference
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._several import unnamed
from sto_xl.rules._sources import ACTIVITIES, OWN_PLAN, PLANNING, REGELING
from sto_xl.sheets import ACTIVITEITEN
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.notation import shown


@rule(
    "PLN-050",
    Severity.FOUT,
    message="Op blad Activiteiten staat nog niets.",
    remedy="Zet elke activiteit op een eigen regel: wat gaat u doen, voor welk doel, met hoeveel "
    "leerlingen en wanneer?",
    source=ACTIVITIES,
    needs=((Activity, "activiteit"),),
)
def no_activity(checked: CheckedPlan) -> Iterable[Hit]:
    """No activity at all."""
    if not checked.plan.activities:
        yield Hit(Spot(ACTIVITEITEN.name))


@rule(
    "PLN-051",
    Severity.WAARSCHUWING,
    message="Op deze regel staat nog niet {what}.",
    remedy="Vul het in. Hoort de regel niet bij het plan, haal hem dan weg.",
    source=ACTIVITIES,
    subject=Activity,
)
def activity_incomplete(activity: Activity, checked: CheckedPlan) -> Iterable[Hit]:
    """An activity without a name, a goal, a way or a day."""
    says = {
        "activiteit": "wat u gaat doen",
        "doel": "aan welk doel deze activiteit bijdraagt",
        "manier": "hoe leerlingen door deze activiteit kennismaken met techniek",
        "start": "wanneer deze activiteit begint",
        "einde": "wanneer deze activiteit eindigt",
    }
    for field in left_open(activity, checked, *says):
        yield hit(activity, field, what=says[field])


@rule(
    "PLN-052",
    Severity.WAARSCHUWING,
    message="‘{value}’ staat niet op blad Doelen.{asked}",
    remedy="Neem het doel over van blad Doelen, of zet het daarbij.",
    source=ACTIVITIES,
    subject=Activity,
    reads=("doel",),
    needs=((Goal, "doel"),),
)
def goal_unknown(activity: Activity, checked: CheckedPlan) -> Iterable[Hit]:
    """An activity for a goal that the plan does not have."""
    for value, asked in unnamed(activity.doel, checked.plan.goal_names):
        yield hit(activity, "doel", value=value, asked=asked)


@rule(
    "PLN-053",
    Severity.FOUT,
    message="{value} valt buiten het programma, dat loopt van 1-1-2025 tot en met 31-12-2028.",
    remedy="Controleer het jaartal.",
    source=REGELING,
    subject=Activity,
)
def activity_outside_programme(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """An activity that begins or ends before 2025 or after 2028."""
    for field in ("start", "einde"):
        date = getattr(activity, field)
        if date and not reference.FIRST_DAY <= date <= reference.LAST_DAY:
            yield hit(activity, field, value=shown(date))


@rule(
    "PLN-054",
    Severity.FOUT,
    message="De activiteit eindigt ({end}) voordat zij begint ({start}).",
    remedy="Controleer beide datums.",
    source=OWN_PLAN,
    subject=Activity,
    reads=("start", "einde"),
)
def end_before_start(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """An end before the start."""
    if activity.start and activity.einde and activity.einde < activity.start:
        yield hit(activity, "einde", start=shown(activity.start), end=shown(activity.einde))


@rule(
    "PLN-055",
    Severity.TIP,
    message="De activiteit begint in de periode {first} en loopt door in {last}.",
    remedy="Regio's maken hun plannen per periode. Overleg met uw programmamanager of u de "
    "activiteit beter in tweeën verdeelt.",
    source=PLANNING,
    subject=Activity,
    reads=("start", "einde"),
)
def crosses_the_periods(activity: Activity, _checked: CheckedPlan) -> Iterable[Hit]:
    """An activity that begins in one period for which plans are made and ends in the other."""
    if activity.start and activity.einde and activity.start <= activity.einde:
        first, last = map(reference.tranche_of, (activity.start, activity.einde))
        if first and last and first is not last:
            yield hit(activity, "einde", first=first, last=last)


@rule(
    "PLN-056",
    Severity.TIP,
    message="Deze activiteit staat er al; bij welke van beide een mijlpaal hoort, is niet te zien.",
    remedy="Voeg de regels samen tot één, of geef elke activiteit een eigen naam.",
    source=OWN_PLAN,
    reads=("activiteit",),
)
def activity_twice(checked: CheckedPlan) -> Iterable[Hit]:
    """The same activity on two rows."""
    for _, *again in checked.plan.activities_by_name.values():
        for activity in again:
            yield hit(activity, "activiteit")


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
