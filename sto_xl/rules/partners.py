"""RST: the partners and their contributions, sheet Partners (200–249)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sto_xl.findings import Severity
from sto_xl.model import Partner, PartnerKind, Region
from sto_xl.records import Spot
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.wording import DUTCH

_DUSI = "DUS-I, subsidiepagina Sterk Techniekonderwijs 2025"


@rule(
    "RST-200",
    Severity.WAARSCHUWING,
    message="De soort partner is niet ingevuld.",
    remedy="Kies po, vo, vmbo, mbo, hbo, bedrijf of overheid.",
    source="Conventie van dit regiobestand",
    subject=Partner,
    reads=("soort",),
)
def kind_missing(partner: Partner, _checked: Checked) -> Iterable[Hit]:
    """A partner of unknown kind."""
    if partner.soort is None:
        yield hit(partner, "soort")


@rule(
    "RST-201",
    Severity.WAARSCHUWING,
    message="Er staat geen {kind} op blad Partners.",
    remedy="Voeg de partner toe op blad Partners. Is er nog geen, overleg dan met de penvoerder.",
    source=f"{_DUSI}: vmbo en mbo zijn verplicht, en de verbinding met het primair onderwijs",
    needs=((Partner, "soort"),),
)
def partner_kind_absent(checked: Checked) -> Iterable[Hit]:
    """No mbo, po or company among the partners."""
    present = {partner.soort for partner in checked.roster.partners}
    names = {
        PartnerKind.MBO: "mbo-instelling",
        PartnerKind.PO: "basisschool of bestuur in het primair onderwijs",
        PartnerKind.BEDRIJF: "bedrijf",
    }
    for kind, name in names.items():
        if kind not in present:
            yield Hit(Spot("tblPartners"), {"kind": name})


@rule(
    "RST-202",
    Severity.TIP,
    message="In welke vorm deze partner bijdraagt, is niet ingevuld.",
    remedy="Kies geld of in natura.",
    source=f"{_DUSI}: cofinanciering in geld of in natura",
    subject=Partner,
    reads=("cofinanciering", "vorm"),
)
def form_missing(partner: Partner, _checked: Checked) -> Iterable[Hit]:
    """An amount of which the form is unknown."""
    if partner.cofinanciering and partner.vorm is None:
        yield hit(partner, "vorm")


@rule(
    "RST-203",
    Severity.WAARSCHUWING,
    message="De cofinanciering is {amount}: {share} van de subsidiabele meerjarenbegroting van "
    "{base}. De norm is {norm}, dus {asked}.",
    remedy="Vul ontbrekende bijdragen op blad Partners aan, of zoek extra partners.",
    source=f"{_DUSI}: ten minste 10% van het subsidiabele deel van de totale meerjarenbegroting",
    subject=Region,
    reads=("meerjarenbegroting", "cofinancieringsnorm"),
    needs=((Partner, "cofinanciering"),),
)
def under_the_norm(region: Region, checked: Checked) -> Iterable[Hit]:
    """Less cofinancing than the norm asks of the eligible budget."""
    base, norm = region.meerjarenbegroting, region.cofinancieringsnorm
    if not base or norm is None:
        return
    amount = sum((p.cofinanciering or Decimal(0) for p in checked.roster.partners), Decimal(0))
    if amount < base * norm:
        yield hit(
            region,
            "meerjarenbegroting",
            amount=DUTCH.bedrag(amount),
            base=DUTCH.bedrag(base),
            asked=DUTCH.bedrag(base * norm),
            share=percent(amount / base),
            norm=percent(norm),
        )


def percent(share: Decimal) -> str:
    """Give a share as a percentage with at most one decimal: 7,5%."""
    return f"{share * 100:.1f}%".replace(".0%", "%").replace(".", ",")


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
