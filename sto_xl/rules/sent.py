"""RST: which besluit was sent, sheet Plannen (250–299, with `plannen` and `granting`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sto_xl.model import Plan, PlanStatus, reference
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import OWN_ROSTER, REGELING
from sto_xl.sheets.notation import shown


@rule(
    "RST-265",
    Severity.WAARSCHUWING,
    message="{value} ligt in de toekomst.",
    remedy="Controleer de datum: hier hoort wanneer de laatste brief over dit plan is verzonden.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("besluit_verzonden",),
)
def sent_in_future(plan: Plan, checked: Checked) -> Iterable[Hit]:
    """A letter of after the peildatum."""
    if plan.besluit_verzonden and plan.besluit_verzonden > checked.peildatum:
        yield hit(plan, "besluit_verzonden", value=shown(plan.besluit_verzonden))


@rule(
    "RST-266",
    Severity.WAARSCHUWING,
    message="Het besluit is verzonden op {sent}, vóór de dag waarop het plan is ingediend "
    "({handed_in}).",
    remedy="Controleer beide datums.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("ingediend", "besluit_verzonden", "verzonden_als"),
)
def sent_before_handed_in(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A besluit from before the plan was there; after questions a plan may be handed in anew."""
    sent, handed_in = _besluit_sent(plan), plan.ingediend
    if sent and handed_in and sent < handed_in:
        yield hit(plan, "besluit_verzonden", sent=shown(sent), handed_in=shown(handed_in))


@rule(
    "RST-267",
    Severity.TIP,
    message="De laatste brief over dit plan is van {sent}, vóór het besluit ({decided}).",
    remedy="Is er een nieuw besluit, dan komt er weer een brief. Zo niet, verbeter dan de datum "
    "die niet klopt.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("status", "besluitdatum", "besluit_verzonden", "verzonden_als"),
)
def decided_anew(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A decision of after the day on which one was sent."""
    sent, decided = _besluit_sent(plan), plan.besluitdatum
    answered = plan.status in {PlanStatus.GOEDGEKEURD, PlanStatus.AFGEWEZEN}
    if answered and sent and decided and sent < decided:
        yield hit(plan, "besluit_verzonden", sent=shown(sent), decided=shown(decided))


@rule(
    "RST-268",
    Severity.WAARSCHUWING,
    message="Er is op {sent} een besluit verzonden, maar de status is ‘{status}’.",
    remedy="Zet de status op het besluit dat is verzonden. Is er niets verzonden, maak dan Besluit "
    "verzonden en Verzonden als leeg.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("status", "besluit_verzonden", "verzonden_als"),
)
def sent_without_besluit(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A besluit that was sent about a plan on which nothing is decided."""
    sent = _besluit_sent(plan)
    if sent and plan.status in {PlanStatus.CONCEPT, PlanStatus.INGEDIEND}:
        yield hit(plan, "besluit_verzonden", sent=shown(sent), status=plan.status)


@rule(
    "RST-269",
    Severity.FOUT,
    message="{value} valt buiten het programma, dat loopt van 1-1-2025 tot en met 31-12-2028.",
    remedy="Controleer het jaartal; zolang het zo staat, komt er geen brief over dit plan.",
    source=REGELING,
    subject=Plan,
    reads=("besluit_verzonden",),
)
def sent_outside_programme(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A letter of before 2025 or after 2028."""
    sent = plan.besluit_verzonden
    if sent and not reference.FIRST_DAY <= sent <= reference.LAST_DAY:
        yield hit(plan, "besluit_verzonden", value=shown(sent))


def _besluit_sent(plan: Plan) -> dt.date | None:
    """Give when a besluit was sent; None when nothing was, or when it was questions."""
    return None if plan.verzonden_als is PlanStatus.IN_GESPREK else plan.besluit_verzonden


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
