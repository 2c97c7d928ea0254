"""RST: what the locations offer, sheet Aanbod (150–199)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sto_xl import counting, reference
from sto_xl.findings import Severity
from sto_xl.grid import is_blank
from sto_xl.model import Answer, Leerweg, Offering, School, SchoolKind, Status
from sto_xl.participation import by_non_technical_profile, reached, status_of
from sto_xl.rules._repair import question
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.sheets import AANBOD
from sto_xl.wording import DUTCH

_DP = "D&P"
#: The ways that a row tells of, as a sentence names them.
_WAYS = {
    "keuzevak": "een technisch keuzevak",
    "praktijkgericht": "een technisch praktijkgericht programma",
    "in_profiel": "techniek in het profiel",
}
_OWN = "Conventie van dit regiobestand"
_FLYER = "Landelijke STO-flyer voor scholen"


@rule(
    "RST-150",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat niet op blad Scholen, dus telt dit aanbod nergens "
    "mee.{asked}",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=_OWN,
    subject=Offering,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def location_unknown(offering: Offering, checked: Checked) -> Iterable[Hit]:
    """Offering of a location that the roster does not have."""
    if checked.roster.key_of(offering.vestiging) not in checked.roster.location_keys:
        asked = question(offering.vestiging, checked.roster.location_keys)
        yield hit(offering, "vestiging", value=offering.vestiging or "(leeg)", asked=asked)


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
        for offering in counting.once(rows, counting.combination)[1]:
            yield hit(offering, "vestiging")


@rule(
    "RST-156",
    Severity.WAARSCHUWING,
    message="Van deze vmbo-school staat niets op blad Aanbod.",
    remedy="Vul per profiel en leerweg een rij in; zonder aanbod is niet te zien welke "
    "leerlingen kennismaken met techniek.",
    source=_OWN,
    subject=School,
    reads=("vestiging", "soort"),
    needs=((Offering, "vestiging"),),
)
def school_without_offering(school: School, checked: Checked) -> Iterable[Hit]:
    """A vmbo location without a row."""
    key = checked.roster.key_of(school.vestiging)
    present = school.soort is SchoolKind.VMBO and not counting.merged(checked.roster, school)
    if present and key and key not in checked.roster.offerings_by_location:
        yield hit(school, "vestiging")


@rule(
    "RST-157",
    Severity.WAARSCHUWING,
    message="Bij {leerweg} is {way} niet gebruikelijk.",
    remedy="Deze manier hoort bij {fitting}. Controleer de leerweg; klopt alles, dan kunt u het "
    "laten staan.",
    source="slo.nl en platformsvmbo.nl (keuzevakken en praktijkgerichte programma's)",
    subject=Offering,
    reads=("leerweg", "keuzevak", "praktijkgericht", "in_profiel"),
)
def way_does_not_fit(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """A way that the leerweg does not know."""
    for name, way in _WAYS.items():
        fitting = reference.manieren()[name].leerwegen
        fits = offering.leerweg is None or offering.leerweg in fitting
        if getattr(offering, name) is Answer.JA and not fits:
            values = {"leerweg": offering.leerweg, "fitting": DUTCH.opsomming(fitting)}
            yield hit(offering, name, way=way, **values)


@rule(
    "RST-158",
    Severity.TIP,
    message="Bij D&P is niet ingevuld of er een technisch keuzevak is.",
    remedy="Vraag het na bij de school en kies ja of nee.",
    source=_FLYER,
    subject=Offering,
    reads=("profiel", "keuzevak"),
)
def dp_without_keuzevak(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """D&P of which it is unknown whether it has a technical keuzevak."""
    if offering.profiel == _DP and offering.keuzevak is None and offering.leerweg != Leerweg.TL:
        yield hit(offering, "keuzevak")


def _unreached(school: School, checked: Checked) -> Iterator[tuple[str, Offering, str]]:
    """Give the non-technical profiles of a deelnemer that no way reaches, as far as is known.

    With each its first row by leerweg, and what is known: "nee" or "onbekend".
    """
    roster = checked.roster
    taking_part = status_of(school, checked.peildatum) is Status.DEELNEMER
    if not taking_part or counting.merged(roster, school):
        return
    rows = roster.offerings_by_location.get(roster.key_of(school.vestiging) or "", ())
    present = [o for o in counting.once(rows, counting.combination)[0] if o.leerlingen != 0]
    for profiel, offerings in by_non_technical_profile(present).items():
        known = reached(offerings)
        if known in ("nee", "onbekend"):
            yield profiel, min(offerings, key=lambda o: (o.leerweg or "", o.line)), known


@rule(
    "RST-159",
    Severity.WAARSCHUWING,
    message="De school doet mee, maar leerlingen van {profiel} maken op geen enkele manier kennis "
    "met techniek.",
    remedy="Bespreek met de school wat bij {profiel} past: een technisch keuzevak, of techniek in "
    "het profiel.",
    source=_FLYER,
    subject=School,
    reads=("vestiging", "deelname", "sinds"),
    needs=((Offering, "profiel"), (Offering, "keuzevak"), (Offering, "in_profiel")),
)
def profile_without_a_way(school: School, checked: Checked) -> Iterable[Hit]:
    """A deelnemer where every way is nee for a non-technical profile."""
    for profiel, offering, known in _unreached(school, checked):
        if known == "nee":
            yield hit(offering, "profiel", profiel=profiel)


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
    cell = checked.roster.tables[AANBOD.name].value(offering.line, "Leerlingen")
    if offering.leerlingen is None and is_blank(cell):
        yield hit(offering, "leerlingen")


@rule(
    "RST-161",
    Severity.WAARSCHUWING,
    message="Bereikt is {value}, maar bij geen enkele manier staat ja; het aantal telt niet mee.",
    remedy="Kies ja bij de manier waarop deze leerlingen kennismaken met techniek, of haal het "
    "aantal weg.",
    source="Definitie van Bereikt",
    subject=Offering,
    reads=("profiel", "leerweg", "bereikt", "keuzevak", "praktijkgericht", "in_profiel"),
)
def reached_without_a_way(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """Pupils reached, and no way by which they are; technical profiles are not counted at all."""
    counted = offering.bereikt and not reference.is_technical(offering.profiel)
    if counted and reached((offering,)) != "ja":
        yield hit(offering, "bereikt", value=offering.bereikt)


@rule(
    "RST-162",
    Severity.TIP,
    message="De school doet mee, maar hoe leerlingen van {profiel} kennismaken met techniek, is "
    "niet ingevuld.",
    remedy="Vraag het na bij de school en kies bij elke manier ja of nee.",
    source=_FLYER,
    subject=School,
    reads=("vestiging", "deelname", "sinds"),
    needs=((Offering, "profiel"), (Offering, "keuzevak"), (Offering, "in_profiel")),
)
def profile_with_unknown_ways(school: School, checked: Checked) -> Iterable[Hit]:
    """A deelnemer where every way is unknown for a non-technical profile; D&P has its own rule."""
    for profiel, offering, known in _unreached(school, checked):
        if known == "onbekend" and profiel != _DP:
            yield hit(offering, "profiel", profiel=profiel)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
