"""PLN: does the plan go with its region's roster, and with the school's other plans? (090–099).

What is found is mailed to the school: no message names another school, or a plan of one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sto_xl.figures import distinct
from sto_xl.grid import plain
from sto_xl.model import (
    Means,
    MeansSource,
    Plan,
    PlanForm,
    PlanStatus,
    Region,
    School,
    reference,
    vestiging_code,
)
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, rule
from sto_xl.rules.applicant import own_code
from sto_xl.rules.means import cost_of, total
from sto_xl.sheets import MIDDELEN
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.same_plan import row_of
from sto_xl.sheets.techniekplan import Techniekplan

_ROSTER = "Regiobestand van de regio"


@rule(
    "PLN-090",
    Severity.WAARSCHUWING,
    message="Vestiging {value} staat niet in het regiobestand.{asked}",
    remedy="Controleer de code. Klopt hij, vraag uw programmamanager dan uw school toe te voegen.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def location_unknown(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A location that the roster does not have; proposed is only a school of the same name."""
    roster = checked.roster
    code = vestiging_code(checked.key_of(form.vestiging))
    if roster and code and code not in roster.location_keys:
        yield hit(form, "vestiging", value=code, asked=own_code(form, checked))


def _school(checked: CheckedPlan) -> School | None:
    """Give the row of the roster that is the plan's school."""
    roster, key = checked.roster, checked.key_of(checked.plan.form.vestiging)
    return roster.schools_by_location.get(key or "") if roster else None


@rule(
    "PLN-091",
    Severity.TIP,
    message="Bij vestiging {code} staat in het regiobestand een andere naam dan ‘{value}’.",
    remedy="Controleer de code en de naam. Klopt het allebei, dan hoeft u niets te doen.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("vestiging", "school"),
    needs=((School, "vestiging"), (School, "school")),
)
def school_named_otherwise(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Another name than the roster's, which is not repeated: the code may be another school's."""
    school = _school(checked)
    if school and school.school and form.school:
        one, other = (reference.spelling(n) or plain(n) for n in (school.school, form.school))
        if one != other:
            code = vestiging_code(checked.key_of(form.vestiging))
            yield hit(form, "school", code=code or form.vestiging, value=form.school)


@rule(
    "PLN-092",
    Severity.WAARSCHUWING,
    message="Volgens het regiobestand is vestiging {value} opgegaan in een andere locatie.",
    remedy="Vul de code in van de locatie waar de school nu onder valt.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("vestiging",),
    needs=((School, "vestiging"), (School, "opgegaan_in")),
)
def location_merged(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A location that is merged into another."""
    key = checked.key_of(form.vestiging)
    if checked.roster and key in distinct.merged_rows(checked.roster):
        yield hit(form, "vestiging", value=vestiging_code(key) or form.vestiging)


@rule(
    "PLN-093",
    Severity.TIP,
    message="U noemt ‘{value}’ als regio; dit plan is getoetst bij de regio {region}.",
    remedy="Controleer of u het plan aan de goede regio voorlegt.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("regio",),
    needs=((Region, "naam"),),
)
def region_named_otherwise(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """Another region than the roster's, neither by its name nor by its number."""
    region = checked.roster.region if checked.roster else None
    if region and region.naam and form.regio:
        said = reference.spelling(form.regio)
        known = filter(None, map(reference.spelling, (region.naam, region.regionummer or "")))
        if not any(name in said or (said and said in name) for name in known):
            yield hit(form, "regio", value=form.regio, region=region.naam)


@rule(
    "PLN-094",
    Severity.FOUT,
    message="Kenmerk ‘{value}’ hoort in het regiobestand bij een plan van een andere vestiging.",
    remedy="Neem het kenmerk over uit het bericht van de regio, of laat de cel leeg.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("kenmerk", "vestiging"),
    needs=((Plan, "kenmerk"), (Plan, "vestiging")),
)
def kenmerk_of_another(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A kenmerk that is registered with another location only."""
    owners = {checked.key_of(plan.vestiging) for plan in _with_kenmerk(form, checked)}
    if owners and form.vestiging and owners.isdisjoint({None, checked.key_of(form.vestiging)}):
        yield hit(form, "kenmerk", value=form.kenmerk)


def _with_kenmerk(form: PlanForm, checked: CheckedPlan) -> Sequence[Plan]:
    kenmerk = plain(form.kenmerk)
    every = checked.roster.plans if checked.roster and kenmerk else ()
    return [plan for plan in every if plain(plan.kenmerk) == kenmerk]


@rule(
    "PLN-095",
    Severity.TIP,
    message="Kenmerk ‘{value}’ staat nog niet in het regiobestand.",
    remedy="Neem het kenmerk over uit het bericht van de regio. Kreeg u er nog geen, laat de cel "
    "dan leeg.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("kenmerk",),
    needs=((Plan, "kenmerk"),),
)
def kenmerk_unknown(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A kenmerk that the region does not have."""
    if form.kenmerk and not _with_kenmerk(form, checked):
        yield hit(form, "kenmerk", value=form.kenmerk)


@rule(
    "PLN-096",
    Severity.WAARSCHUWING,
    message="Het plan vraagt {wanted}, maar van het budget voor techniek in andere profielen is in "
    "de regio {left} over.",
    remedy="Overleg met uw programmamanager wat er mogelijk is, en of het plan kleiner kan "
    "beginnen.",
    source="Definitie van Budget over; de regio bepaalt welk budget er is (landelijke STO-flyer)",
    needs=(
        *((Means, "bedrag"), (Means, "bron"), (Region, "budget_andere_profielen")),
        *((Plan, "toegekend"), (Plan, "status"), (Plan, "besluitdatum")),
    ),
)
def above_the_budget_left(checked: CheckedPlan) -> Iterable[Hit]:
    """More asked than the figure Budget over; not of a plan that was approved, which is in it."""
    roster = checked.roster
    budget = roster.region.budget_andere_profielen if roster else None
    if roster is None or budget is None:
        return
    row = row_of(checked.plan.form, roster.plans, roster.key_of)
    if row and row.status is PlanStatus.GOEDGEKEURD:
        return
    left = budget - distinct.granted_amount(roster.plans, checked.peildatum)
    wanted = total(checked, MeansSource.STO)
    if wanted > left:
        said = DUTCH.bedrag(left) if left > 0 else "niets meer"
        yield Hit(Spot(MIDDELEN.name), {"wanted": DUTCH.bedrag(wanted), "left": said})


@rule(
    "PLN-097",
    Severity.WAARSCHUWING,
    message="Deze post van {amount} staat ook in het plan ‘{title}’ van uw school.",
    remedy="Vraag dezelfde kosten maar één keer: haal ze uit een van beide plannen, of maak in de "
    "omschrijving duidelijk wat het verschil is.",
    source="sterktechniekonderwijs.nl, veelgestelde vragen: geen dubbele subsidie",
    reads=("omschrijving", "bedrag"),
)
def same_costs_in_another_plan(checked: CheckedPlan) -> Iterable[Hit]:
    """The same costs in two plans of one school."""
    known = [(plan.title, {cost_of(m) for m in plan.means}) for plan in _of_this_school(checked)]
    for means in checked.plan.means:
        cost = cost_of(means)
        titles = [title for title, costs in known if cost and cost in costs]
        if means.amount and titles:
            values = {"amount": DUTCH.bedrag(means.amount), "title": "’ en ‘".join(titles)}
            yield hit(means, "omschrijving", **values)


def _of_this_school(checked: CheckedPlan) -> Sequence[Techniekplan]:
    """Give the school's other plans, by title; a second file of this very plan is none."""
    form = checked.plan.form
    key = checked.key_of(form.vestiging)

    def another(plan: Techniekplan) -> bool:
        kenmerk, other = plain(form.kenmerk), plain(plan.form.kenmerk)
        if kenmerk and other:
            return kenmerk != other
        return plan is not checked.plan and plain(form.titel) != plain(plan.form.titel)

    every = (p for p in checked.others if key and checked.key_of(p.form.vestiging) == key)
    return sorted(filter(another, every), key=lambda plan: plan.title)


@rule(
    "PLN-098",
    Severity.TIP,
    message="Dit plan staat in het regiobestand als {status}.",
    remedy="Is het een nieuw plan, geef het dan een andere titel en laat het kenmerk leeg. Anders: "
    "overleg met uw programmamanager hoe u verder kunt.",
    source=_ROSTER,
    subject=PlanForm,
    reads=("kenmerk", "titel", "vestiging"),
    needs=((Plan, "status"),),
)
def decided_already(form: PlanForm, checked: CheckedPlan) -> Iterable[Hit]:
    """A plan that was turned down or withdrawn, handed in again."""
    roster = checked.roster
    row = row_of(form, roster.plans, roster.key_of) if roster else None
    if row and row.status in (PlanStatus.AFGEWEZEN, PlanStatus.INGETROKKEN):
        yield hit(form, "kenmerk" if form.kenmerk else "titel", status=row.status)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
