"""RST: what is granted to plans, sheet Plannen (250–299, with `plannen`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.model import Plan, PlanStatus, Region
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import FLYER, OWN_ROSTER, REGELING


@rule(
    "RST-252",
    Severity.WAARSCHUWING,
    message="Er is meer toegekend ({granted}) dan gevraagd ({wanted}).",
    remedy="Controleer beide bedragen.",
    source=OWN_ROSTER,
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
    source=f"{FLYER}: de regio bepaalt welke plannen worden goedgekeurd",
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
    source=f"{REGELING}, bijlage 3 (maximum per regio)",
    subject=Region,
    reads=("subsidiemaximum",),
    needs=((Plan, "toegekend"), (Plan, "status"), (Plan, "besluitdatum")),
)
def granted_over_maximum(region: Region, checked: Checked) -> Iterable[Hit]:
    """More granted by the peildatum than the region's maximum."""
    granted = distinct.granted_amount(checked.roster.plans, checked.peildatum)
    maximum = region.subsidiemaximum
    if maximum is not None and granted > maximum:
        yield hit(
            region, "subsidiemaximum", granted=DUTCH.bedrag(granted), maximum=DUTCH.bedrag(maximum)
        )


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
    budget = region.budget_andere_profielen
    granted = distinct.granted_amount(checked.roster.plans, checked.peildatum)
    if budget is not None and granted > budget:
        values = {"granted": DUTCH.bedrag(granted), "budget": DUTCH.bedrag(budget)}
        yield hit(region, "budget_andere_profielen", **values)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
