"""RST: the plans as the region registers them, sheet Plannen (250–299)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal

from sto_xl import counting
from sto_xl.findings import Severity
from sto_xl.model import Plan, PlanStatus, Region, School
from sto_xl.notation import shown
from sto_xl.rules._repair import question
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.wording import DUTCH

#: The days on which plans of this programme can be handed in and decided on.
_FIRST_DAY, _LAST_DAY = dt.date(2025, 1, 1), dt.date(2028, 12, 31)
_OWN = "Conventie van dit regiobestand"


@rule(
    "RST-250",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat niet op blad Scholen, dus hoort dit plan nergens "
    "bij.{asked}",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=_OWN,
    subject=Plan,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def location_unknown(plan: Plan, checked: Checked) -> Iterable[Hit]:
    """A plan of a location that the roster does not have."""
    if checked.roster.key_of(plan.vestiging) not in checked.roster.location_keys:
        asked = question(plan.vestiging, checked.roster.location_keys)
        yield hit(plan, "vestiging", value=plan.vestiging or "(leeg)", asked=asked)


@rule(
    "RST-251",
    Severity.WAARSCHUWING,
    message="De status van dit plan is niet ingevuld.",
    remedy="Kies concept, ingediend, in gesprek, goedgekeurd, afgewezen of ingetrokken.",
    source=_OWN,
    subject=Plan,
    reads=("status",),
)
def status_missing(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A plan of which nobody knows where it stands."""
    if plan.status is None:
        yield hit(plan, "status")


@rule(
    "RST-252",
    Severity.WAARSCHUWING,
    message="Er is meer toegekend ({granted}) dan gevraagd ({wanted}).",
    remedy="Controleer beide bedragen.",
    source=_OWN,
    subject=Plan,
    reads=("gevraagd", "toegekend"),
)
def granted_more_than_asked(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """More granted than asked."""
    if plan.gevraagd is not None and plan.toegekend is not None and plan.toegekend > plan.gevraagd:
        values = {"granted": DUTCH.bedrag(plan.toegekend), "wanted": DUTCH.bedrag(plan.gevraagd)}
        yield hit(plan, "toegekend", **values)


@rule(
    "RST-253",
    Severity.WAARSCHUWING,
    message="Het plan is goedgekeurd, maar de besluitdatum is niet ingevuld; het telt wel mee.",
    remedy="Vul de datum van het besluit in.",
    source="Definitie van Toegekend",
    subject=Plan,
    reads=("status", "besluitdatum"),
)
def approval_without_date(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """An approval without a date."""
    if plan.status is PlanStatus.GOEDGEKEURD and plan.besluitdatum is None:
        yield hit(plan, "besluitdatum")


@rule(
    "RST-254",
    Severity.WAARSCHUWING,
    message="Er is een bedrag toegekend, maar de status is ‘{status}’.",
    remedy="Zet de status op goedgekeurd, of haal het bedrag weg.",
    source="De regio bepaalt welke plannen worden goedgekeurd (landelijke STO-flyer)",
    subject=Plan,
    reads=("status", "toegekend"),
)
def granted_without_approval(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """An amount granted to a plan that was not approved."""
    if plan.toegekend and plan.status not in (None, PlanStatus.GOEDGEKEURD):
        yield hit(plan, "toegekend", status=plan.status)


def _granted(checked: Checked) -> Decimal:
    """Give what is granted by the peildatum, each plan once: the figure Toegekend."""
    plans = counting.plans(checked.roster.plans, checked.peildatum)
    approved = counting.granted(plans, checked.peildatum)
    return sum((plan.toegekend for plan in approved if plan.toegekend), Decimal(0))


@rule(
    "RST-255",
    Severity.FOUT,
    message="Er is in totaal {granted} toegekend, meer dan het subsidiemaximum van {maximum}.",
    remedy="Controleer de toegekende bedragen en het subsidiemaximum.",
    source="Subsidieregeling sterk techniekonderwijs 2025–2028, bijlage 3 (maximum per regio)",
    subject=Region,
    reads=("subsidiemaximum",),
    needs=((Plan, "toegekend"), (Plan, "status"), (Plan, "besluitdatum")),
)
def granted_over_maximum(region: Region, checked: Checked) -> Iterable[Hit]:
    """More granted by the peildatum than the region's maximum."""
    granted = _granted(checked)
    maximum = region.subsidiemaximum
    if maximum is not None and granted > maximum:
        yield hit(
            region, "subsidiemaximum", granted=DUTCH.bedrag(granted), maximum=DUTCH.bedrag(maximum)
        )


@rule(
    "RST-256",
    Severity.WAARSCHUWING,
    message="Kenmerk ‘{value}’ staat er al; alleen de eerste rij telt mee.",
    remedy="Voeg de rijen samen tot één, of geef dit plan een eigen kenmerk.",
    source="Definitie van Plannen",
    reads=("kenmerk",),
)
def kenmerk_twice(checked: Checked) -> Iterable[Hit]:
    """The same kenmerk on two rows."""
    for plan in counting.once(checked.roster.plans, counting.kenmerk)[1]:
        yield hit(plan, "kenmerk", value=plan.kenmerk)


@rule(
    "RST-257",
    Severity.WAARSCHUWING,
    message="Het plan is goedgekeurd, maar het toegekende bedrag is niet ingevuld.",
    remedy="Vul het bedrag van het besluit in; zonder dat bedrag is Toegekend niet volledig.",
    source="Definitie van Toegekend",
    subject=Plan,
    reads=("status", "toegekend"),
)
def approval_without_amount(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """An approval without an amount."""
    if plan.status is PlanStatus.GOEDGEKEURD and plan.toegekend is None:
        yield hit(plan, "toegekend")


@rule(
    "RST-258",
    Severity.WAARSCHUWING,
    message="Het besluit ({decided}) is van vóór de dag waarop het plan is ingediend "
    "({handed_in}).",
    remedy="Controleer beide datums.",
    source=_OWN,
    subject=Plan,
    reads=("ingediend", "besluitdatum"),
)
def decided_before_handed_in(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A decision before the plan was there."""
    if plan.ingediend and plan.besluitdatum and plan.besluitdatum < plan.ingediend:
        values = {"decided": shown(plan.besluitdatum), "handed_in": shown(plan.ingediend)}
        yield hit(plan, "besluitdatum", **values)


@rule(
    "RST-259",
    Severity.WAARSCHUWING,
    message="Er is in totaal {granted} toegekend, meer dan het budget voor techniek in andere "
    "profielen van {budget}.",
    remedy="Controleer de toegekende bedragen en het budget op blad Regio.",
    source="Definitie van Budget over",
    subject=Region,
    reads=("budget_andere_profielen",),
    needs=((Plan, "toegekend"), (Plan, "status"), (Plan, "besluitdatum")),
)
def granted_over_budget(region: Region, checked: Checked) -> Iterable[Hit]:
    """More granted by the peildatum than the region set aside for it."""
    budget, granted = region.budget_andere_profielen, _granted(checked)
    if budget is not None and granted > budget:
        values = {"granted": DUTCH.bedrag(granted), "budget": DUTCH.bedrag(budget)}
        yield hit(region, "budget_andere_profielen", **values)


@rule(
    "RST-260",
    Severity.FOUT,
    message="{value} valt buiten het programma, dat loopt van 1-1-2025 tot en met 31-12-2028.",
    remedy="Controleer het jaartal.",
    source="Subsidieregeling sterk techniekonderwijs 2025–2028",
    subject=Plan,
    reads=("ingediend", "besluitdatum"),
)
def date_outside_programme(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A plan handed in or decided on before 2025 or after 2028."""
    for name in ("ingediend", "besluitdatum"):
        date = getattr(plan, name)
        if date and not _FIRST_DAY <= date <= _LAST_DAY:
            yield hit(plan, name, value=shown(date))


@rule(
    "RST-261",
    Severity.TIP,
    message="{value} is na de peildatum ({peildatum}); daarom telt {what} nog niet mee.",
    remedy="Klopt de datum, dan hoeft u niets te doen.",
    source="Definities van Plannen en Toegekend",
    subject=Plan,
    reads=("status", "ingediend", "besluitdatum"),
)
def not_counted_yet(plan: Plan, checked: Checked) -> Iterable[Hit]:
    """A plan handed in, or approved, after the peildatum."""
    peildatum = checked.peildatum
    if not counting.plans((plan,), peildatum):
        name, date, what = "ingediend", plan.ingediend, "dit plan"
    elif plan.status is PlanStatus.GOEDGEKEURD and not counting.granted((plan,), peildatum):
        name, date, what = "besluitdatum", plan.besluitdatum, "het toegekende bedrag"
    else:
        return
    yield hit(plan, name, value=shown(date), peildatum=shown(peildatum), what=what)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
