"""PLN: what is needed, and who pays for it? (sheet Middelen, 080–089)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sto_xl.model import CENT, Activity, Means, MeansSource, Tranche, reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._sources import COFINANCING, FLYER, OWN_PLAN, PLANNING
from sto_xl.rules.region import COFINANCING_NORM
from sto_xl.sheets import MIDDELEN
from sto_xl.sheets.conversion import Spot

_NEEDED = f"{FLYER}: welke middelen zijn nodig?"
_PRICE = "Format meerjarenbegroting van DUS-I (2020–2024): kosten als aantal × prijs"


@rule(
    "PLN-080",
    Severity.FOUT,
    message="Op blad Middelen staat nog niets.",
    remedy="Zet alles wat nodig is op een eigen regel: hoeveel, voor welke prijs, en wie betaalt.",
    source=_NEEDED,
    needs=((Means, "omschrijving"),),
)
def no_means(checked: CheckedPlan) -> Iterable[Hit]:
    """Nothing that is needed."""
    if not checked.plan.means:
        yield Hit(Spot(MIDDELEN.name))


@rule(
    "PLN-081",
    Severity.WAARSCHUWING,
    message="Op deze regel staat nog niet wat er nodig is.",
    remedy="Omschrijf het in een paar woorden. Hoort de regel niet bij het plan, haal hem dan weg.",
    source=_NEEDED,
    subject=Means,
)
def means_undescribed(means: Means, checked: CheckedPlan) -> Iterable[Hit]:
    """Costs without a description."""
    for field in left_open(means, checked, "omschrijving"):
        yield hit(means, field)


@rule(
    "PLN-082",
    Severity.FOUT,
    message="Wat dit kost, is niet bekend; daardoor klopt het totaal van het plan niet.",
    remedy="Vul bij Aantal en Prijs een getal in. Weet u de prijs nog niet, schat hem dan.",
    source=_NEEDED,
    subject=Means,
    reads=("aantal", "prijs", "bedrag"),
)
def amount_missing(means: Means, _checked: CheckedPlan) -> Iterable[Hit]:
    """Neither an amount nor what it can be calculated from."""
    if means.amount is None:
        yield hit(means, "bedrag")


@rule(
    "PLN-083",
    Severity.WAARSCHUWING,
    message="Hier staat {amount}, maar {number} × {price} is {product}. Wat hier staat, telt.",
    remedy="Controleer het aantal, de prijs en het bedrag.",
    source=_PRICE,
    subject=Means,
    reads=("aantal", "prijs", "bedrag"),
)
def amount_is_not_the_product(means: Means, _checked: CheckedPlan) -> Iterable[Hit]:
    """Another amount than number times price; a cent is rounding."""
    if means.bedrag is None or means.aantal is None or means.prijs is None:
        return
    product = means.aantal * means.prijs
    if abs(product - means.bedrag) > CENT:
        values = {"amount": DUTCH.bedrag(means.bedrag), "product": DUTCH.bedrag(product)}
        number = f"{means.aantal.normalize():f}".replace(".", ",")
        yield hit(means, "bedrag", number=number, price=DUTCH.bedrag(means.prijs), **values)


@rule(
    "PLN-084",
    Severity.TIP,
    message="Hoe dit bedrag is opgebouwd, is niet te zien: {what} ontbreekt.",
    remedy="Vul het aantal en de prijs in; de programmamanager vraagt er anders naar.",
    source=_PRICE,
    subject=Means,
    reads=("bedrag",),
)
def amount_not_explained(means: Means, checked: CheckedPlan) -> Iterable[Hit]:
    """An amount without its number or its price."""
    names = {"aantal": "het aantal", "prijs": "de prijs"}
    for field in left_open(means, checked, *names) if means.bedrag is not None else ():
        yield hit(means, field, what=names[field])


@rule(
    "PLN-085",
    Severity.FOUT,
    message="Wie dit betaalt, is niet bekend; daardoor is niet te zien of u het van STO vraagt.",
    remedy="Kies STO, cofinanciering of eigen middelen.",
    source=_NEEDED,
    subject=Means,
)
def source_missing(means: Means, checked: CheckedPlan) -> Iterable[Hit]:
    """Costs of which nobody knows who pays."""
    for field in left_open(means, checked, "bron"):
        yield hit(means, field)


def _known(checked: CheckedPlan) -> bool:
    """Tell whether of all means it is known what they cost and who pays."""
    means = checked.plan.means
    return bool(means) and all(m.bron is not None and m.amount is not None for m in means)


def total(checked: CheckedPlan, *sources: MeansSource) -> Decimal:
    """Add up what these sources pay, in euros; without any what the plan costs in all."""
    every = checked.plan.means
    return sum(
        (m.amount or Decimal(0) for m in every if not sources or m.bron in sources), Decimal(0)
    )


@rule(
    "PLN-086",
    Severity.WAARSCHUWING,
    message="Het plan vraagt geen geld van STO: bij geen enkele post met een bedrag staat STO als "
    "bron.",
    remedy="Kies STO bij wat u van de regio vraagt. Hebt u geen geld nodig, dan kunt u het zo "
    "laten.",
    source=_NEEDED,
    needs=((Means, "bron"), (Means, "bedrag")),
)
def nothing_asked(checked: CheckedPlan) -> Iterable[Hit]:
    """A plan that asks nothing; not told while an amount or a source is unknown."""
    if _known(checked) and not total(checked, MeansSource.STO):
        yield Hit(Spot(MIDDELEN.name))


@rule(
    "PLN-087",
    Severity.TIP,
    message="De cofinanciering in dit plan is {amount}: {share} van wat het plan in totaal kost "
    "({base}). De norm voor een regio is {norm}; over dit plan zou dat {wanted} zijn.",
    remedy="Vraag uw partners wat zij kunnen bijdragen, ook in natura: gastlessen, materialen, "
    "uren. De norm geldt voor de regio als geheel, dus overleg met uw programmamanager.",
    source=COFINANCING,
    needs=((Means, "bron"), (Means, "bedrag")),
)
def cofinancing_under_the_norm(checked: CheckedPlan) -> Iterable[Hit]:
    """Less cofinancing than the norm asks; the base is all that the plan costs."""
    norm = checked.roster.region.cofinancieringsnorm if checked.roster else None
    norm = COFINANCING_NORM if norm is None else norm
    base, amount = total(checked), total(checked, MeansSource.COFINANCIERING)
    if _known(checked) and total(checked, MeansSource.STO) and amount < base * norm:
        yield Hit(
            Spot(MIDDELEN.name),
            {
                "amount": DUTCH.bedrag(amount),
                "share": DUTCH.procent(amount / base),
                "base": DUTCH.bedrag(base),
                "norm": DUTCH.procent(norm),
                "wanted": DUTCH.bedrag(base * norm),
            },
        )


@rule(
    "PLN-088",
    Severity.TIP,
    message="Deze post staat er al met hetzelfde bedrag.",
    remedy="Haal een van beide weg, of maak in de omschrijving duidelijk wat het verschil is.",
    source=OWN_PLAN,
    reads=("omschrijving", "bedrag"),
)
def means_twice(checked: CheckedPlan) -> Iterable[Hit]:
    """The same costs on two rows."""
    seen: set[tuple[str, Decimal]] = set()
    for means in checked.plan.means:
        if cost := cost_of(means):
            if cost in seen:
                yield hit(means, "omschrijving")
            seen.add(cost)


def cost_of(means: Means) -> tuple[str, Decimal] | None:
    """Give by what costs are told to be the same: what they are for, and how much; None for 0."""
    name = reference.spelling(means.omschrijving or "")
    return (name, means.amount.quantize(CENT)) if name and means.amount else None


def _period(activity: Activity) -> Tranche | None:
    return reference.tranche_of(activity.start) if activity.start else None


@rule(
    "PLN-089",
    Severity.TIP,
    message="De activiteiten beginnen in twee perioden ({periods}); welke kosten bij welke periode "
    "horen, is niet te zien.",
    remedy="Zet bij Toelichting in welke periode een post valt, of maak voor elke periode een "
    "eigen plan. Overleg met uw programmamanager wat in uw regio gebruikelijk is.",
    source=f"{PLANNING}: per periode een begroting",
    needs=((Means, "toelichting"), (Activity, "start"), (Activity, "einde")),
)
def costs_of_two_periods(checked: CheckedPlan) -> Iterable[Hit]:
    """Activities that begin in both periods, and costs that do not say to which they belong.

    Of one that begins in the first and ends in the second PLN-055 tells.
    """
    sound = (a for a in checked.plan.activities if a.start and a.start <= (a.einde or a.start))
    periods = sorted({period for a in sound if (period := _period(a))})
    unsaid = any(means.toelichting is None for means in checked.plan.means)
    if len(periods) > 1 and unsaid:
        yield Hit(Spot(MIDDELEN.name), {"periods": DUTCH.opsomming(periods)})


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
