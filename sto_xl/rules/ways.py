"""RST: how pupils get acquainted with techniek, sheet Aanbod (150–199, with `offering`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sto_xl.figures import distinct
from sto_xl.figures.participation import by_non_technical_profile, reached, status_of
from sto_xl.model import Answer, Leerweg, Offering, School, Status, reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import FLYER

_DP = "D&P"
#: The ways that a row tells of, as a sentence names them.
_WAYS = {
    "keuzevak": "een technisch keuzevak",
    "praktijkgericht": "een technisch praktijkgericht programma",
    "in_profiel": "techniek in het profiel",
}
#: Which ways a leerweg knows.
FITTING_SOURCE = "slo.nl en platformsvmbo.nl (keuzevakken en praktijkgerichte programma's)"


@rule(
    "RST-157",
    Severity.WAARSCHUWING,
    message="Bij {leerweg} is {way} niet gebruikelijk.",
    remedy="Deze manier hoort bij {fitting}. Controleer de leerweg; klopt alles, dan kunt u het "
    "laten staan.",
    source=FITTING_SOURCE,
    subject=Offering,
    reads=("leerweg", "keuzevak", "praktijkgericht", "in_profiel"),
)
def way_does_not_fit(offering: Offering, _checked: Checked) -> Iterable[Hit]:
    """A way that the leerweg does not know."""
    for name, way in _WAYS.items():
        manier = reference.manieren()[name]
        if getattr(offering, name) is Answer.JA and not manier.fits(offering.leerweg):
            values = {"leerweg": offering.leerweg, "fitting": DUTCH.opsomming(manier.leerwegen)}
            yield hit(offering, name, way=way, **values)


@rule(
    "RST-158",
    Severity.TIP,
    message="Bij D&P is niet ingevuld of er een technisch keuzevak is.",
    remedy="Vraag het na bij de school en kies ja of nee.",
    source=FLYER,
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
    if not taking_part or distinct.merged(roster, school):
        return
    rows = roster.offerings_by_location.get(roster.key(school) or "", ())
    present = [o for o in distinct.once(rows, distinct.combination)[0] if o.leerlingen != 0]
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
    source=FLYER,
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
    "RST-161",
    Severity.WAARSCHUWING,
    message="Hier staat een aantal, maar bij geen enkele manier staat ja; het telt niet mee.",
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
        yield hit(offering, "bereikt")


@rule(
    "RST-162",
    Severity.TIP,
    message="De school doet mee, maar hoe leerlingen van {profiel} kennismaken met techniek, is "
    "niet ingevuld.",
    remedy="Vraag het na bij de school en kies bij elke manier ja of nee.",
    source=FLYER,
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
