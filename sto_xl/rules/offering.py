"""RST: what the locations offer, sheet Aanbod (150–199, with `ways`)."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.model import Leerweg, Offering, School, SchoolKind, reference
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import OWN_ROSTER
from sto_xl.sheets import AANBOD
from sto_xl.sheets.cleaning import is_empty
from sto_xl.sheets.meant import instead, missing


@rule(
    "RST-150",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat {where}, dus telt dit aanbod nergens mee.{asked}",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=OWN_ROSTER,
    subject=Offering,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def location_unknown(offering: Offering, checked: Checked) -> Iterable[Hit]:
    """Offering of a location that the roster does not have."""
    key = checked.roster.location_of(offering)
    if key and key not in checked.roster.location_keys:
        yield hit(offering, "vestiging", **missing(checked.roster, offering.vestiging))


@rule(
    "RST-164",
    Severity.FOUT,
    message="Er is geen vestiging ingevuld{typed}, dus telt dit aanbod nergens mee.",
    remedy="Neem de code over van blad Scholen.",
    source=OWN_ROSTER,
    subject=Offering,
    reads=("vestiging",),
)
def location_missing(offering: Offering, checked: Checked) -> Iterable[Hit]:
    """Offering of no location at all."""
    if not checked.roster.key_of(offering.vestiging):
        yield hit(offering, "vestiging", typed=instead(offering.vestiging))


@rule(
    "RST-151",
    Severity.FOUT,
    message="De leerweg is niet ingevuld.",
    remedy="Kies BB, KB, GL of TL.",
    source="Art. 2.22 WVO 2020",
    subject=Offering,
    reads=("leerweg",),
)
def leerweg_missing(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """No leerweg."""
    if offering.leerweg is None:
        yield hit(offering, "leerweg")


@rule(
    "RST-152",
    Severity.FOUT,
    message="Het profiel is niet ingevuld; bij {leerweg} hoort een van de tien profielen.",
    remedy="Kies het profiel uit de lijst.",
    source="Art. 2.21, eerste lid, Uitvoeringsbesluit WVO 2020",
    subject=Offering,
    reads=("profiel", "leerweg"),
)
def profiel_missing(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """A beroepsgerichte row without a profile."""
    if offering.profiel is None and offering.leerweg not in (None, Leerweg.TL):
        yield hit(offering, "profiel", leerweg=offering.leerweg)


@rule(
    "RST-153",
    Severity.FOUT,
    message="‘{value}’ is een sector van de theoretische leerweg, geen profiel; bij {leerweg} "
    "hoort een van de tien profielen.",
    remedy="Kies het profiel uit de lijst, of kies TL als leerweg.",
    source="Art. 2.21, eerste lid, Uitvoeringsbesluit WVO 2020; DUO, elementcodes 0470–0474",
    subject=Offering,
    reads=("profiel", "leerweg"),
)
def sector_instead_of_profiel(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """A TL sector on a beroepsgerichte row."""
    is_sector = offering.profiel is not None and not reference.is_profiel(offering.profiel)
    if is_sector and offering.leerweg in (Leerweg.BB, Leerweg.KB, Leerweg.GL):
        yield hit(offering, "profiel", value=offering.profiel, leerweg=offering.leerweg)


@rule(
    "RST-154",
    Severity.WAARSCHUWING,
    message="Bereikt ({reached}) is meer dan het aantal leerlingen ({pupils}); alleen "
    "{pupils} telt mee.",
    remedy="Tel elke leerling één keer, of verbeter een van de twee aantallen.",
    source="Definitie van Bereikt",
    subject=Offering,
    reads=("bereikt", "leerlingen"),
)
def more_reached_than_pupils(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """More pupils reached than there are."""
    reached, pupils = offering.bereikt, offering.leerlingen
    if reached is not None and pupils is not None and reached > pupils:
        yield hit(offering, "bereikt", reached=reached, pupils=pupils)


@rule(
    "RST-155",
    Severity.WAARSCHUWING,
    message="Deze combinatie van vestiging, profiel en leerweg staat er al; alleen de eerste rij "
    "telt.",
    remedy="Voeg de rijen samen tot één.",
    source="Definitie van Leerlingen",
    reads=("vestiging", "profiel", "leerweg"),
)
def offering_twice(checked: Checked) -> Iterable[Hit]:
    """The same combination on two rows."""
    for rows in checked.roster.offerings_by_location.values():
        for offering in distinct.once(rows, distinct.combination)[1]:
            yield hit(offering, "vestiging")


@rule(
    "RST-156",
    Severity.WAARSCHUWING,
    message="Van deze vmbo-school staat niets op blad Aanbod.",
    remedy="Vul per profiel en leerweg een rij in; zonder aanbod is niet te zien welke "
    "leerlingen kennismaken met techniek.",
    source=OWN_ROSTER,
    subject=School,
    reads=("vestiging", "soort"),
    needs=((Offering, "vestiging"),),
)
def school_without_offering(school: School, checked: Checked) -> Iterable[Hit]:
    """A vmbo location without a row."""
    key = checked.roster.key(school)
    present = school.soort is SchoolKind.VMBO and not distinct.merged(checked.roster, school)
    if present and key and key not in checked.roster.offerings_by_location:
        yield hit(school, "vestiging")


@rule(
    "RST-160",
    Severity.TIP,
    message="Het aantal leerlingen is niet ingevuld; totalen zijn daardoor ‘ten minste’.",
    remedy="Vraag het na bij de school. Weet zij het niet, dan mag de cel leeg blijven.",
    source="Definitie van Leerlingen",
    subject=Offering,
    reads=("leerlingen",),
)
def pupils_missing(offering: Offering, checked: Checked) -> Iterable[Hit]:
    """An empty cell; `<5` and "onbekend" say something."""
    cell = checked.book.tables[AANBOD.name].value(offering.line, "Leerlingen")
    if offering.leerlingen is None and is_empty(cell):
        yield hit(offering, "leerlingen")


@rule(
    "RST-163",
    Severity.WAARSCHUWING,
    message="Vestiging {vestiging} is opgegaan in {successor}, dus telt dit aanbod nergens mee.",
    remedy="Zet de leerlingen bij {successor} als ze daar nog niet staan, en verwijder deze rij.",
    source="Definitie van Leerlingen",
    reads=("vestiging",),
    needs=((School, "vestiging"), (School, "opgegaan_in")),
)
def offering_left_behind(checked: Checked) -> Iterable[Hit]:
    """Offering that still stands with a location that is merged into another."""
    rows = checked.roster.offerings_by_location
    for key, school in distinct.merged_rows(checked.roster).items():
        for offering in rows.get(key, ()):
            if offering.leerlingen != 0:
                yield hit(
                    offering,
                    "vestiging",
                    vestiging=offering.vestiging,
                    successor=school.opgegaan_in,
                )


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
