"""RST: the partners and their contributions, sheet Partners (200–249)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from sto_xl.figures import distinct
from sto_xl.model import Partner, PartnerKind, Region, School, SchoolKind
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH, counted
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import COFINANCING, DUSI, OWN_ROSTER
from sto_xl.sheets import SCHOLEN
from sto_xl.sheets.conversion import Spot


@rule(
    "RST-200",
    Severity.WAARSCHUWING,
    message="De soort partner is niet ingevuld.",
    remedy="Kies po, vo, vmbo, mbo, hbo, bedrijf of overheid.",
    source=OWN_ROSTER,
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
    source=f"{DUSI}: vmbo en mbo zijn verplicht, en de verbinding met het primair onderwijs",
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
    source=f"{DUSI}: cofinanciering in geld of in natura",
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
    "{base}. De norm is {norm}, dus {wanted}.{unknown}",
    remedy="Vul ontbrekende bijdragen op blad Partners aan, of zoek extra partners.",
    source=COFINANCING,
    subject=Region,
    reads=("meerjarenbegroting", "cofinancieringsnorm"),
    needs=((Partner, "cofinanciering"),),
)
def under_the_norm(region: Region, checked: Checked) -> Iterable[Hit]:
    """Less cofinancing than the norm asks of the eligible budget."""
    base, norm = region.meerjarenbegroting, region.cofinancieringsnorm
    if not base or norm is None:
        return
    amounts = [partner.cofinanciering for partner in checked.roster.partners]
    amount = sum((a for a in amounts if a is not None), Decimal(0))
    missing = amounts.count(None)
    unknown = f" Van {counted(missing, 'partner', 'partners')} is het bedrag niet bekend."
    if amount < base * norm:
        yield hit(
            region,
            "meerjarenbegroting",
            amount=DUTCH.bedrag(amount),
            base=DUTCH.bedrag(base),
            wanted=DUTCH.bedrag(base * norm),
            share=DUTCH.procent(amount / base),
            norm=DUTCH.procent(norm),
            unknown=unknown if missing else "",
        )


@rule(
    "RST-204",
    Severity.WAARSCHUWING,
    message="Op blad Scholen {found}; een regio heeft er ten minste twee nodig.",
    remedy="Vul blad Scholen aan, of controleer de kolom Soort.",
    source="sterktechniekonderwijs.nl (2020–2024); of het voor 2025–2028 geldt, is niet gevonden",
    needs=((School, "vestiging"), (School, "soort")),
)
def fewer_than_two_schools(checked: Checked) -> Iterable[Hit]:
    """Fewer than two vmbo locations, those of unknown kind taken for vmbo."""
    kept, _again = distinct.schools(checked.roster)
    number = sum(school.soort in (SchoolKind.VMBO, None) for school in kept)
    if number < 2:  # noqa: PLR2004 - the message says it
        found = "staat maar één vmbo-school" if number else "staat geen vmbo-school"
        yield Hit(Spot(SCHOLEN.name), {"found": found})


@rule(
    "RST-205",
    Severity.WAARSCHUWING,
    message="Of de cofinanciering voldoende is, is niet getoetst: {missing}.",
    remedy="Vul op blad Regio de subsidiabele meerjarenbegroting en de cofinancieringsnorm in.",
    source=COFINANCING,
    subject=Region,
    reads=("meerjarenbegroting", "cofinancieringsnorm"),
    needs=((Partner, "cofinanciering"),),
)
def norm_not_checked(region: Region, checked: Checked) -> Iterable[Hit]:
    """Contributions, but nothing to compare them with."""
    given = any(partner.cofinanciering for partner in checked.roster.partners)
    if not given:
        return
    if region.meerjarenbegroting is None:
        missing = "de subsidiabele meerjarenbegroting is niet ingevuld"
        yield hit(region, "meerjarenbegroting", missing=missing)
    elif region.cofinancieringsnorm is None:
        missing = "de cofinancieringsnorm is niet ingevuld"
        yield hit(region, "cofinancieringsnorm", missing=missing)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
