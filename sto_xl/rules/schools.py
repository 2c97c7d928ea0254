"""RST: the school locations, sheet Scholen (050–099)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from sto_xl import counting
from sto_xl.findings import Severity
from sto_xl.model import (
    Deelname,
    Land,
    School,
    SchoolKind,
    vestiging_code,
)
from sto_xl.notation import shown
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules.region import BOARD

#: Dates before the programme began are typing errors.
EARLIEST = dt.date(2020, 1, 1)
_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}", re.ASCII)
_DUO = "DUO, open onderwijsdata vo; RIO LOD API 2.13.0"
_OWN = "Conventie van dit regiobestand"


@rule(
    "RST-050",
    Severity.FOUT,
    message="De vestigingscode is niet ingevuld.",
    remedy="Zoek de code op bij DUO: BRIN plus twee cijfers, bijvoorbeeld 00AH17.",
    source=_DUO,
    subject=School,
    reads=("vestiging",),
)
def vestiging_missing(school: School, _checked: Checked) -> Iterable[Hit]:
    """A school without a code."""
    if not school.vestiging:
        yield hit(school, "vestiging")


@rule(
    "RST-051",
    Severity.FOUT,
    message="‘{value}’ is geen vestigingscode: die bestaat uit het BRIN en twee cijfers, "
    "bijvoorbeeld 00AH17.{asked}",
    remedy="Verbeter de code; u vindt hem bij DUO.",
    source=_DUO,
    subject=School,
    reads=("vestiging",),
)
def vestiging_format(school: School, checked: Checked) -> Iterable[Hit]:
    """A code that is not two digits, two letters and two digits, nor another spelling of one."""
    if school.vestiging and not vestiging_code(checked.roster.key_of(school.vestiging)):
        meant = _repaired(school.vestiging)
        asked = f" Bedoelde u {meant}?" if meant else ""
        yield hit(school, "vestiging", value=school.vestiging, asked=asked)


def _repaired(typed: str) -> str | None:
    """Give the code that was probably meant: a zero lost or typed as the letter O."""
    bare = "".join(typed.split()).upper()
    for candidate in (f"0{bare}", bare.replace("O", "0"), bare[:2].replace("O", "0") + bare[2:]):
        if code := vestiging_code(candidate):
            return code
    return None


@rule(
    "RST-052",
    Severity.FOUT,
    message="Vestiging {value} staat meer dan eens op blad Scholen; alleen de eerste rij telt.",
    remedy="Voeg de rijen samen tot één, of verbeter de code.",
    source=_OWN,
)
def vestiging_twice(checked: Checked) -> Iterable[Hit]:
    """The same code on two rows, be it one that is no code."""
    _kept, again = counting.schools(checked.roster)
    for school in again:
        yield hit(school, "vestiging", value=vestiging_code(school.vestiging) or school.vestiging)


@rule(
    "RST-053",
    Severity.WAARSCHUWING,
    message="De naam van de school is niet ingevuld.",
    remedy="Vul de naam van de locatie in, zoals hij in een brief moet staan.",
    source=_OWN,
    subject=School,
    reads=("school",),
)
def name_missing(school: School, _checked: Checked) -> Iterable[Hit]:
    """No name."""
    if not school.school:
        yield hit(school, "school")


@rule(
    "RST-054",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen Nederlandse postcode.",
    remedy="Een postcode is vier cijfers en twee letters, bijvoorbeeld 9401 SL.",
    source=_DUO,
    subject=School,
    reads=("postcode",),
)
def postcode_format(school: School, checked: Checked) -> Iterable[Hit]:
    """A postcode of another form; not asked of Caribisch Nederland, which has none of this form."""
    if checked.roster.region.land is Land.CARIBISCH or not school.postcode:
        return
    if not _POSTCODE.fullmatch(school.postcode.upper()):
        yield hit(school, "postcode", value=school.postcode)


@rule(
    "RST-055",
    Severity.WAARSCHUWING,
    message="‘{value}’ is geen nummer van een bevoegd gezag.",
    remedy="Zo'n nummer heeft vijf cijfers, bijvoorbeeld 41234; u vindt het bij DUO.",
    source=_DUO,
    subject=School,
    reads=("bevoegd_gezag",),
)
def board_format(school: School, _checked: Checked) -> Iterable[Hit]:
    """A board number that is not five digits."""
    if school.bevoegd_gezag and not BOARD.fullmatch(school.bevoegd_gezag):
        yield hit(school, "bevoegd_gezag", value=school.bevoegd_gezag)


@rule(
    "RST-056",
    Severity.WAARSCHUWING,
    message="Of deze vmbo-school meedoet, is niet ingevuld.",
    remedy="Kies bij Deelname: deelnemer, aangemeld, in gesprek, geen of gestopt.",
    source="Landelijke STO-flyer voor scholen",
    subject=School,
    reads=("deelname", "soort"),
)
def deelname_missing(school: School, _checked: Checked) -> Iterable[Hit]:
    """A vmbo location of which nothing is known."""
    if school.soort is SchoolKind.VMBO and school.deelname is None and not school.opgegaan_in:
        yield hit(school, "deelname")


@rule(
    "RST-057",
    Severity.WAARSCHUWING,
    message="Er is niet ingevuld sinds wanneer deze school deelnemer is.",
    remedy="Vul bij Sinds de datum in waarop de deelname begon.",
    source=_OWN,
    subject=School,
    reads=("deelname", "sinds"),
)
def since_missing(school: School, _checked: Checked) -> Iterable[Hit]:
    """A deelnemer without a date."""
    if school.deelname is Deelname.DEELNEMER and school.sinds is None:
        yield hit(school, "sinds")


@rule(
    "RST-058",
    Severity.TIP,
    message="De deelname begint pas op {value}; tot die datum telt de school als aangemeld.",
    remedy="Klopt de datum, dan hoeft u niets te doen.",
    source="Definitie van Deelnemers",
    subject=School,
    reads=("deelname", "sinds"),
)
def since_in_future(school: School, checked: Checked) -> Iterable[Hit]:
    """A deelnemer from a later date on."""
    since = school.sinds
    if school.deelname is Deelname.DEELNEMER and since and since > checked.peildatum:
        yield hit(school, "sinds", value=shown(since))


@rule(
    "RST-059",
    Severity.WAARSCHUWING,
    message="{value} ligt in de toekomst.",
    remedy="Vul de datum in waarop u de school het laatst hebt gesproken.",
    source=_OWN,
    subject=School,
    reads=("laatste_contact",),
)
def contact_in_future(school: School, checked: Checked) -> Iterable[Hit]:
    """A last contact after the peildatum."""
    last = school.laatste_contact
    if last and last > checked.peildatum:
        yield hit(school, "laatste_contact", value=shown(last))


@rule(
    "RST-060",
    Severity.WAARSCHUWING,
    message="{value} ligt vóór 2020, toen het programma begon.",
    remedy="Controleer het jaartal.",
    source="Subsidieregeling sterk techniekonderwijs 2020–2024",
    subject=School,
    reads=("sinds", "laatste_contact"),
)
def date_before_programme(school: School, _checked: Checked) -> Iterable[Hit]:
    """A date before the programme began."""
    for name, date in (("sinds", school.sinds), ("laatste_contact", school.laatste_contact)):
        if date and date < EARLIEST:
            yield hit(school, name, value=shown(date))


@rule(
    "RST-061",
    Severity.WAARSCHUWING,
    message="De locatie is opgegaan in {value}, maar die staat niet op blad Scholen.",
    remedy="Voeg die locatie toe, of verbeter de code.",
    source=_OWN,
    subject=School,
    reads=("opgegaan_in",),
)
def successor_unknown(school: School, checked: Checked) -> Iterable[Hit]:
    """A successor that the roster does not have."""
    key = checked.roster.key_of(school.opgegaan_in)
    if key and key not in checked.roster.location_keys:
        yield hit(school, "opgegaan_in", value=school.opgegaan_in)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
