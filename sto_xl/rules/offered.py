"""PLN: does the plan go with what its school offers? (the roster's sheet Aanbod, 100–109)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sto_xl.figures.participation import by_non_technical_profile, has_profiel
from sto_xl.model import Activity, Leerweg, Offering, reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, rule
from sto_xl.rules._sources import FLYER
from sto_xl.rules.pupils import profiles_of, way_of
from sto_xl.rules.ways import FITTING_SOURCE
from sto_xl.sheets import ACTIVITEITEN
from sto_xl.sheets.conversion import Spot

_OFFERED = "Regiobestand van de regio, blad Aanbod"


def _offerings(checked: CheckedPlan) -> tuple[Offering, ...]:
    """Give what the plan's school offers according to the roster, without rows of no pupils."""
    key = checked.key_of(checked.plan.form.vestiging)
    rows = checked.roster.offerings_by_location.get(key or "", ()) if checked.roster else ()
    return tuple(offering for offering in rows if offering.leerlingen != 0)


def _readable(offerings: Sequence[Offering]) -> bool:
    """Tell whether there are rows, and each says which profile it is about, or is TL."""
    return bool(offerings) and all(o.leerweg is Leerweg.TL or has_profiel(o) for o in offerings)


@rule(
    "PLN-101",
    Severity.WAARSCHUWING,
    message="Volgens het regiobestand biedt uw school {profiel} niet aan.",
    remedy="Controleer het profiel. Klopt het, vraag uw programmamanager dan het regiobestand "
    "bij te werken.",
    source=_OFFERED,
    subject=Activity,
    reads=("profielen", "leerwegen"),
    needs=((Offering, "profiel"), (Offering, "leerweg")),
)
def profile_not_offered(activity: Activity, checked: CheckedPlan) -> Iterable[Hit]:
    """A profile that the school does not have."""
    offerings = _offerings(checked)
    offered = {o.profiel for o in offerings if has_profiel(o)}
    for profiel in dict.fromkeys(profiles_of(activity)) if _readable(offerings) else ():
        if profiel not in offered:
            yield hit(activity, "profielen", profiel=profiel)


@rule(
    "PLN-102",
    Severity.WAARSCHUWING,
    message="‘{way}’ hoort bij {fitting}, maar volgens het regiobestand biedt uw school {profiel} "
    "alleen aan in {offered}.",
    remedy="Controleer de manier en het profiel, en vul de leerweg in.",
    source=f"{FITTING_SOURCE}; {_OFFERED}",
    subject=Activity,
    reads=("manier", "profielen", "leerwegen"),
    needs=((Offering, "profiel"), (Offering, "leerweg")),
)
def way_does_not_fit_the_offering(activity: Activity, checked: CheckedPlan) -> Iterable[Hit]:
    """A way that none of the profile's leerwegen knows; unless the plan names one itself."""
    way, offerings = way_of(activity), _offerings(checked)
    if way is None or activity.leerwegen or not _readable(offerings):
        return
    for profiel in dict.fromkeys(profiles_of(activity)):
        offered = sorted({o.leerweg for o in offerings if o.profiel == profiel and o.leerweg})
        if offered and not any(map(way.fits, offered)):
            values = {"fitting": DUTCH.opsomming(way.leerwegen), "profiel": profiel}
            yield hit(activity, "manier", way=way.naam, offered=DUTCH.opsomming(offered), **values)


@rule(
    "PLN-103",
    Severity.TIP,
    message="Het plan is alleen voor leerlingen in een technisch profiel; uw school heeft ook "
    "{others}.",
    remedy="Kijk of ook die leerlingen mee kunnen doen: juist hen wil het programma met techniek "
    "laten kennismaken.",
    source=f"{FLYER}: ook leerlingen zonder technisch profiel maken kennis met techniek",
    needs=((Activity, "profielen"), (Activity, "leerwegen"), (Offering, "profiel")),
)
def only_technical_profiles(checked: CheckedPlan) -> Iterable[Hit]:
    """Only technical profiles, at a school that has others as well."""
    others = sorted(by_non_technical_profile(_offerings(checked)))
    activities = [a for a in checked.plan.activities if a.leerlingen != 0]
    profiles = [profiles_of(activity) for activity in activities]
    every = [profiel for found in profiles for profiel in found]
    if others and every and all(profiles) and all(map(reference.is_technical, every)):
        yield Hit(Spot(ACTIVITEITEN.name), {"others": DUTCH.opsomming(others)})


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
