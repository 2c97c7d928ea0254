"""RST: the plans as the region registers them, sheet Plannen (250–299; `granting`, `sent`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.model import Plan, School, reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._several import unknown
from sto_xl.rules._sources import FLYER, OWN_ROSTER, REGELING
from sto_xl.sheets.meant import instead, missing
from sto_xl.sheets.notation import choices, shown


@rule(
    "RST-250",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat {where}, dus hoort dit plan nergens bij.{asked}",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def location_unknown(plan: Plan, checked: Checked) -> Iterable[Hit]:
    """A plan of a location that the roster does not have."""
    key = checked.roster.key_of(plan.vestiging)
    if key and key not in checked.roster.location_keys:
        yield hit(plan, "vestiging", **missing(checked.roster, plan.vestiging))


@rule(
    "RST-264",
    Severity.FOUT,
    message="Er is geen vestiging ingevuld{typed}, dus hoort dit plan nergens bij.",
    remedy="Neem de code over van blad Scholen.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("vestiging",),
)
def location_missing(plan: Plan, checked: Checked) -> Iterable[Hit]:
    """A plan of no location at all."""
    if not checked.roster.key_of(plan.vestiging):
        yield hit(plan, "vestiging", typed=instead(plan.vestiging))


@rule(
    "RST-251",
    Severity.WAARSCHUWING,
    message="De status van dit plan is niet ingevuld.",
    remedy="Kies concept, ingediend, in gesprek, goedgekeurd, afgewezen of ingetrokken.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("status",),
)
def status_missing(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A plan of which nobody knows where it stands."""
    if plan.status is None:
        yield hit(plan, "status")


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
    for plan in distinct.once(checked.roster.plans, distinct.kenmerk)[1]:
        yield hit(plan, "kenmerk", value=plan.kenmerk)


@rule(
    "RST-258",
    Severity.WAARSCHUWING,
    message="Het besluit ({decided}) is van vóór de dag waarop het plan is ingediend "
    "({handed_in}).",
    remedy="Controleer beide datums; zolang ze zo staan, komt er geen besluit.",
    source=OWN_ROSTER,
    subject=Plan,
    reads=("ingediend", "besluitdatum"),
)
def decided_before_handed_in(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A decision before the plan was there."""
    if plan.ingediend and plan.besluitdatum and plan.besluitdatum < plan.ingediend:
        values = {"decided": shown(plan.besluitdatum), "handed_in": shown(plan.ingediend)}
        yield hit(plan, "besluitdatum", **values)


@rule(
    "RST-260",
    Severity.FOUT,
    message="{value} valt buiten het programma, dat loopt van 1-1-2025 tot en met 31-12-2028.",
    remedy="Controleer het jaartal.",
    source=REGELING,
    subject=Plan,
    reads=("ingediend", "besluitdatum"),
)
def date_outside_programme(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A plan handed in or decided on before 2025 or after 2028."""
    for name in ("ingediend", "besluitdatum"):
        date = getattr(plan, name)
        if date and not reference.FIRST_DAY <= date <= reference.LAST_DAY:
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
    """A plan handed in, or decided on, after the peildatum."""
    peildatum = checked.peildatum
    counting = distinct.plans((plan,), peildatum)
    if not counting:
        name, date, what = "ingediend", plan.ingediend, "dit plan"
    elif counting[0].status is not plan.status:
        name, date, what = "besluitdatum", plan.besluitdatum, "dit besluit"
    else:
        return
    yield hit(plan, name, value=shown(date), peildatum=shown(peildatum), what=what)


@rule(
    "RST-262",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen profiel.{asked}",
    remedy="Vul een of meer van de tien profielen in, met een puntkomma ertussen, bijvoorbeeld "
    "D&P; Z&W.",
    source="Art. 2.21, eerste lid, Uitvoeringsbesluit WVO 2020",
    subject=Plan,
    reads=("profielen",),
)
def profile_unknown(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A plan for something that is no profile."""
    for value, asked in unknown(plan.profielen, reference.notations("profiel")):
        yield hit(plan, "profielen", value=value, asked=asked)


@rule(
    "RST-263",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen manier om kennis te maken met techniek.{asked}",
    remedy="Vul een of meer van deze manieren in, met een puntkomma ertussen: {ways}.",
    source=f"{FLYER} (manieren)",
    subject=Plan,
    reads=("manieren",),
)
def way_unknown(plan: Plan, _checked: Checked) -> Iterable[Hit]:
    """A plan for a way that the flyer does not name."""
    names = [manier.naam for manier in reference.manieren().values()]
    for value, asked in unknown(plan.manieren, choices("lstManier")):
        yield hit(plan, "manieren", value=value, asked=asked, ways=DUTCH.opsomming(names))


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
