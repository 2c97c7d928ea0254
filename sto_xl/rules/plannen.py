"""RST: the plans as the region registers them, sheet Plannen (250–299)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl import counting
from sto_xl.findings import Severity
from sto_xl.model import Plan, PlanStatus, Region, School
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.wording import DUTCH

_OWN = "Conventie van dit regiobestand"


@rule(
    "RST-250",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat niet op blad Scholen, dus hoort dit plan nergens bij.",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=_OWN,
    subject=Plan,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def location_unknown(plan: Plan, checked: Checked) -> Iterable[Hit]:
    """A plan of a location that the roster does not have."""
    if checked.roster.key_of(plan.vestiging) not in checked.roster.location_keys:
        yield hit(plan, "vestiging", value=plan.vestiging or "(leeg)")


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
    message="Er is meer toegekend ({granted}) dan gevraagd ({asked}).",
    remedy="Controleer beide bedragen.",
    source=_OWN,
    subject=Plan,
    reads=("gevraagd", "toegekend"),
)
def granted_more_than_asked(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """More granted than asked."""
    if plan.gevraagd is not None and plan.toegekend is not None and plan.toegekend > plan.gevraagd:
        values = {"granted": DUTCH.bedrag(plan.toegekend), "asked": DUTCH.bedrag(plan.gevraagd)}
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
    plans = counting.plans(checked.roster.plans, checked.peildatum)
    approved = counting.granted(plans, checked.peildatum)
    granted = sum(p.toegekend for p in approved if p.toegekend)
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


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
