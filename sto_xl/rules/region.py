"""RST: the region itself, sheet Regio (001–049)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from sto_xl.model import Region, RegionKind, School, SchoolKind
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import COFINANCING, DUSI, OWN_ROSTER, PLANNING, REGELING
from sto_xl.sheets.notation import shown

#: Maximum for a techniekluwe regio over 2025–2028 (DUS-I, subsidiepagina STO 2025).
TECHNIEKLUW_MAXIMUM = Decimal(4_000_000)
#: What DUS-I asks of the partners together, of the eligible multi-year budget.
COFINANCING_NORM = Decimal("0.10")
#: Dates before the programme began are typing errors.
EARLIEST = dt.date(2020, 1, 1)
BOARD = re.compile(r"\d{5}", re.ASCII)


@rule(
    "RST-001",
    Severity.FOUT,
    message="Het regionummer is niet ingevuld; zonder nummer is niet te zien of een "
    "regiobestand twee keer is ingeleverd.",
    remedy="Vul het nummer in dat de regio bij DUS-I heeft, bijvoorbeeld STO19072.",
    source="Kaart met regio's, sterktechniekonderwijs.nl",
    subject=Region,
    reads=("regionummer",),
)
def number_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """No regionummer."""
    if not region.regionummer:
        yield hit(region, "regionummer")


@rule(
    "RST-002",
    Severity.WAARSCHUWING,
    message="Regionummer ‘{value}’ ziet er anders uit dan het voorbeeld dat bekend is, STO19072.",
    remedy="Controleer het nummer. Klopt het, dan kunt u het laten staan.",
    source="Afgeleid van STO19072; de nummers voor 2025–2028 zijn niet gepubliceerd",
    subject=Region,
    reads=("regionummer",),
)
def number_unusual(region: Region, _checked: Checked) -> Iterable[Hit]:
    """A regionummer of another form than STO and five digits."""
    if region.regionummer and not re.fullmatch(r"STO\d{5}", region.regionummer, re.ASCII):
        yield hit(region, "regionummer", value=region.regionummer)


@rule(
    "RST-003",
    Severity.WAARSCHUWING,
    message="De naam van de regio is niet ingevuld.",
    remedy="Vul de naam in zoals hij in brieven en overzichten moet staan.",
    source=OWN_ROSTER,
    subject=Region,
    reads=("naam",),
)
def name_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """No name."""
    if not region.naam:
        yield hit(region, "naam")


@rule(
    "RST-004",
    Severity.FOUT,
    message="De penvoerder is niet ingevuld; een regio heeft precies één penvoerder.",
    remedy="Vul het nummer van het bevoegd gezag in dat penvoerder is: vijf cijfers, bijvoorbeeld "
    "41234.",
    source=f"{REGELING}, art. 1.5; {DUSI}",
    subject=Region,
    reads=("penvoerder_nummer",),
)
def penvoerder_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """No penvoerder."""
    if not region.penvoerder_nummer:
        yield hit(region, "penvoerder_nummer")


@rule(
    "RST-005",
    Severity.FOUT,
    message="‘{value}’ is geen nummer van een bevoegd gezag.",
    remedy="Zo'n nummer heeft vijf cijfers, bijvoorbeeld 41234; u vindt het bij DUO.",
    source="DUO, open onderwijsdata vo",
    subject=Region,
    reads=("penvoerder_nummer",),
)
def penvoerder_number(region: Region, _checked: Checked) -> Iterable[Hit]:
    """A penvoerder number that is not five digits."""
    if region.penvoerder_nummer and not BOARD.fullmatch(region.penvoerder_nummer):
        yield hit(region, "penvoerder_nummer", value=region.penvoerder_nummer)


@rule(
    "RST-006",
    Severity.FOUT,
    message="De penvoerder (bevoegd gezag {value}) heeft geen vmbo-vestiging op blad Scholen.",
    remedy="Controleer het nummer van de penvoerder en de kolom Bevoegd gezag op blad Scholen.",
    source=f"{DUSI}: de penvoerder is het bevoegd gezag van een vmbo-vestiging in de regio",
    subject=Region,
    reads=("penvoerder_nummer",),
    needs=((School, "bevoegd_gezag"), (School, "soort")),
)
def penvoerder_without_location(region: Region, checked: Checked) -> Iterable[Hit]:
    """The penvoerder's board owns no vmbo location of the roster."""
    schools = checked.roster.schools
    known = any(
        s.bevoegd_gezag == region.penvoerder_nummer and s.soort in (SchoolKind.VMBO, None)
        for s in schools
    )
    if region.penvoerder_nummer and schools and not known:
        yield hit(region, "penvoerder_nummer", value=region.penvoerder_nummer)


@rule(
    "RST-009",
    Severity.FOUT,
    message="Het subsidiemaximum van {value} is hoger dan een techniekluwe regio kan krijgen.",
    remedy="Een techniekluwe regio krijgt ten hoogste {maximum}: controleer het bedrag en de soort "
    "regio.",
    source=f"{DUSI}: techniekluwe regio's maximaal € 4 miljoen",
    subject=Region,
    reads=("subsidiemaximum", "soort"),
)
def maximum_techniekluw(region: Region, _checked: Checked) -> Iterable[Hit]:
    """A techniekluwe regio with more than € 4,000,000."""
    maximum = region.subsidiemaximum
    if region.soort is RegionKind.TECHNIEKLUW and maximum and maximum > TECHNIEKLUW_MAXIMUM:
        values = {"value": DUTCH.bedrag(maximum), "maximum": DUTCH.bedrag(TECHNIEKLUW_MAXIMUM)}
        yield hit(region, "subsidiemaximum", **values)


@rule(
    "RST-010",
    Severity.WAARSCHUWING,
    message="De soort regio is niet ingevuld; of het subsidiemaximum kan kloppen, is daardoor niet "
    "getoetst.",
    remedy="Kies techniekregio of techniekluwe regio.",
    source=DUSI,
    subject=Region,
    reads=("soort",),
)
def kind_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """Neither kind of region."""
    if region.soort is None:
        yield hit(region, "soort")


@rule(
    "RST-011",
    Severity.WAARSCHUWING,
    message="Het land is niet ingevuld; postcodes en telefoonnummers zijn getoetst alsof de regio "
    "in Nederland ligt.",
    remedy="Kies Nederland of Caribisch Nederland.",
    source=OWN_ROSTER,
    subject=Region,
    reads=("land",),
)
def land_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """It is not known which notations are usual here."""
    if region.land is None:
        yield hit(region, "land")


@rule(
    "RST-012",
    Severity.WAARSCHUWING,
    message="De tranche is niet ingevuld.",
    remedy="Kies de periode waarvoor u nu plannen maakt: 2025-2026 of 2027-2028.",
    source=PLANNING,
    subject=Region,
    reads=("tranche",),
)
def tranche_missing(region: Region, _checked: Checked) -> Iterable[Hit]:
    """No period for which plans are made."""
    if region.tranche is None:
        yield hit(region, "tranche")


@rule(
    "RST-016",
    Severity.WAARSCHUWING,
    message="De peildatum van de leerlingen, {value}, {why}.",
    remedy="Vul de datum in waarop de leerlingen zijn geteld, meestal 1 oktober, bijvoorbeeld "
    "1-10-2025.",
    source=f"{REGELING}, art. 1.1 (leerling: ingeschreven op 1 oktober)",
    subject=Region,
    reads=("peildatum_leerlingen",),
)
def counting_date_unlikely(region: Region, checked: Checked) -> Iterable[Hit]:
    """Pupils counted before the programme began, or in the future."""
    date = region.peildatum_leerlingen
    if date and not EARLIEST <= date <= checked.peildatum:
        why = "ligt in de toekomst" if date > checked.peildatum else "ligt vóór 2020"
        yield hit(region, "peildatum_leerlingen", value=shown(date), why=why)


@rule(
    "RST-017",
    Severity.WAARSCHUWING,
    message="De cofinancieringsnorm is {value}; volgens DUS-I is zij ten minste {norm}.",
    remedy="Vul {norm} in. Geldt voor uw regio iets anders, dan kunt u de norm laten staan.",
    source=COFINANCING,
    subject=Region,
    reads=("cofinancieringsnorm",),
)
def norm_below_the_national_one(region: Region, _checked: Checked) -> Iterable[Hit]:
    """A norm lower than DUS-I names."""
    norm = region.cofinancieringsnorm
    if norm is not None and norm < COFINANCING_NORM:
        yield hit(
            region,
            "cofinancieringsnorm",
            value=DUTCH.procent(norm),
            norm=DUTCH.procent(COFINANCING_NORM),
        )


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
