"""PLN: with whom, and how? (sheet Samenwerking, 070–079)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.model import Cooperation, PartnerKind
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import CheckedPlan, Hit, Rule, hit, left_open, rule
from sto_xl.rules._sources import DUSI, FLYER
from sto_xl.sheets import SAMENWERKING
from sto_xl.sheets.conversion import Spot

_TOGETHER = f"{FLYER}: met wie en hoe wordt er in de regio samengewerkt?"


@rule(
    "PLN-070",
    Severity.FOUT,
    message="Op blad Samenwerking staat nog niets.",
    remedy="Zet elke partner op een eigen regel, met wat hij doet of inbrengt: een basisschool, "
    "een mbo-instelling, een bedrijf of een andere school.",
    source=_TOGETHER,
    needs=((Cooperation, "partner"),),
)
def no_partner(checked: CheckedPlan) -> Iterable[Hit]:
    """No partner at all."""
    if not checked.plan.cooperation:
        yield Hit(Spot(SAMENWERKING.name))


@rule(
    "PLN-071",
    Severity.WAARSCHUWING,
    message="Op deze regel staat nog niet {what}.",
    remedy="Vul het in. Hoort de regel niet bij het plan, haal hem dan weg.",
    source=_TOGETHER,
    subject=Cooperation,
)
def partner_incomplete(cooperation: Cooperation, checked: CheckedPlan) -> Iterable[Hit]:
    """A partner without a name, a kind or a contribution."""
    says = {
        "partner": "wie de partner is",
        "soort": "wat voor soort partner dit is",
        "bijdrage": "wat deze partner doet of inbrengt",
    }
    for field in left_open(cooperation, checked, *says):
        yield hit(cooperation, field, what=says[field])


@rule(
    "PLN-072",
    Severity.TIP,
    message="Onder de partners is geen {kind}.",
    remedy="Werkt u wel samen, zet de partner dan op blad Samenwerking. Zo niet, vraag uw "
    "programmamanager wie er in de regio meedoet.",
    source=f"{DUSI}: een regio werkt samen met het mbo en met het primair onderwijs",
    needs=((Cooperation, "soort"),),
)
def partner_kind_absent(checked: CheckedPlan) -> Iterable[Hit]:
    """No primary school or no mbo; not told while the kind of a partner is unknown."""
    kinds = {cooperation.soort for cooperation in checked.plan.cooperation}
    names = {PartnerKind.PO: "basisschool", PartnerKind.MBO: "mbo-instelling"}
    for kind, name in names.items() if kinds and None not in kinds else ():
        if kind not in kinds:
            yield Hit(Spot(SAMENWERKING.name), {"kind": name})


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
