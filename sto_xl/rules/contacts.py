"""RST: the people at schools, sheet Contacten (100–149). Messages never repeat personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sto_xl.figures import distinct
from sto_xl.model import Contact, LetterRole, School, SchoolKind, contact_details
from sto_xl.model.findings import Severity
from sto_xl.rules import _forms
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule
from sto_xl.rules._sources import EMAIL, LETTERS, OWN_ROSTER, PHONE
from sto_xl.sheets.meant import instead, missing

#: How a letter begins, in both languages.
_GREETING = re.compile(
    r"(?:zeer |wel|hoog)*(?:geachten?|geleerde|edel\w*|beste|waarde|lieve|dag|hallo|hoi|"
    r"goede(?:ndag|morgen|middag|navond)|geacht|dear|hello|hi|good (?:day|morning|afternoon)|"
    r"to whom it may concern|ladies and gentlemen|dames en heren|l\.?\s?s)\b",
    re.IGNORECASE,
)
#: Initials, and in Dutch what heer and mevrouw are shortened to; English writes Mr. and Ms.
_SHORTENED = re.compile(r"(?<!\w)(?:[A-Z][a-z]?\.|(?i:dhr|hr|mevr|mw|mej)\b)")
_ENGLISH = re.compile(r"dear|hello|hi|good|to whom|ladies", re.IGNORECASE)
_INITIALS = re.compile(r"(?<!\w)[A-Z]\.")


@rule(
    "RST-100",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat {where}, dus hoort dit contact nergens bij.{asked}",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=OWN_ROSTER,
    subject=Contact,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def contact_location_unknown(contact: Contact, checked: Checked) -> Iterable[Hit]:
    """A contact of a location that the roster does not have."""
    key = checked.roster.location_of(contact)
    if key and key not in checked.roster.location_keys:
        yield hit(contact, "vestiging", **missing(checked.roster, contact.vestiging))


@rule(
    "RST-108",
    Severity.FOUT,
    message="Er is geen vestiging ingevuld{typed}, dus hoort dit contact nergens bij.",
    remedy="Neem de code over van blad Scholen.",
    source=OWN_ROSTER,
    subject=Contact,
    reads=("vestiging",),
)
def contact_location_missing(contact: Contact, checked: Checked) -> Iterable[Hit]:
    """A contact of no location at all."""
    if not checked.roster.key_of(contact.vestiging):
        yield hit(contact, "vestiging", typed=instead(contact.vestiging))


@rule(
    "RST-101",
    Severity.WAARSCHUWING,
    message="Dit e-mailadres kan niet kloppen.",
    remedy="Vul één adres in, zonder spaties of komma's, bijvoorbeeld j.jansen@school.nl.",
    source=EMAIL,
    subject=Contact,
    reads=("email",),
)
def email_format(contact: Contact, _checked: Checked) -> Iterable[Hit]:
    """Not an address; the message does not repeat it, because it is personal data."""
    if contact.email and not contact_details.is_email(contact.email):
        yield hit(contact, "email")


@rule(
    "RST-102",
    Severity.WAARSCHUWING,
    message="Dit telefoonnummer kan niet kloppen.",
    remedy="Vul één volledig nummer in, bijvoorbeeld 06 5270 2892.",
    source=PHONE,
    subject=Contact,
    reads=("telefoon",),
)
def phone_format(contact: Contact, checked: Checked) -> Iterable[Hit]:
    """Not a number; Caribisch Nederland has numbers of other lengths."""
    if contact.telefoon and not _forms.is_phone(contact.telefoon, checked.roster.region.land):
        yield hit(contact, "telefoon")


@rule(
    "RST-103",
    Severity.WAARSCHUWING,
    message="Vestiging {value} heeft meer dan één geadresseerde; de brief gaat naar de eerste.",
    remedy="Kies per school één geadresseerde en kies bij de anderen kopie of nee.",
    source=OWN_ROSTER,
    reads=("vestiging", "brief"),
)
def two_addressees(checked: Checked) -> Iterable[Hit]:
    """A second addressee at one school."""
    seen: set[str] = set()
    for contact in checked.roster.contacts:
        key = checked.roster.location_of(contact)
        if contact.brief is not LetterRole.GEADRESSEERDE or not key:
            continue
        if key in seen:
            yield hit(contact, "brief", value=contact.vestiging)
        seen.add(key)


@rule(
    "RST-104",
    Severity.WAARSCHUWING,
    message="Van deze vmbo-school staat niemand op blad Contacten.",
    remedy="Zet daar wie u bij de school belt of schrijft, met een telefoonnummer of e-mailadres.",
    source=OWN_ROSTER,
    subject=School,
    reads=("vestiging", "soort"),
    needs=((Contact, "vestiging"),),
)
def school_without_contact(school: School, checked: Checked) -> Iterable[Hit]:
    """A vmbo location where nobody is known."""
    key = checked.roster.key(school)
    present = school.soort is SchoolKind.VMBO and not distinct.merged(checked.roster, school)
    if present and key and key not in checked.roster.contacts_by_location:
        yield hit(school, "vestiging")


@rule(
    "RST-105",
    Severity.WAARSCHUWING,
    message="Van dit contact is geen e-mailadres en geen telefoonnummer ingevuld.",
    remedy="Vul er minstens één in.",
    source=OWN_ROSTER,
    subject=Contact,
    reads=("email", "telefoon"),
)
def contact_unreachable(contact: Contact, _checked: Checked) -> Iterable[Hit]:
    """A person who can be neither written nor called."""
    if not contact.email and not contact.telefoon:
        yield hit(contact, "email")


@rule(
    "RST-106",
    Severity.WAARSCHUWING,
    message="De aanhef begint niet met een groet; zo komt hij wel boven de brief te staan.",
    remedy="Schrijf hem voluit, bijvoorbeeld Geachte mevrouw Jansen. Of laat de cel leeg: dan "
    "begint de brief met de naam.",
    source=LETTERS,
    subject=Contact,
    reads=("aanhef",),
)
def greeting_missing(contact: Contact, _checked: Checked) -> Iterable[Hit]:
    """A name or a title only, where the letter's first words belong."""
    if contact.aanhef and not _GREETING.match(contact.aanhef):
        yield hit(contact, "aanhef")


@rule(
    "RST-107",
    Severity.TIP,
    message="In de aanhef staan voorletters of een afkorting.",
    remedy="Laat voorletters weg en schrijf heer en mevrouw voluit, bijvoorbeeld Geachte mevrouw "
    "Jansen.",
    source=LETTERS,
    subject=Contact,
    reads=("aanhef",),
)
def initials_in_greeting(contact: Contact, _checked: Checked) -> Iterable[Hit]:
    """Initials, which a letter's first line does not have; L.S. is a greeting."""
    aanhef = contact.aanhef or ""
    greeting = _GREETING.match(aanhef)
    shortened = _INITIALS if _ENGLISH.match(aanhef) else _SHORTENED
    if shortened.search(aanhef, greeting.end() if greeting else 0):
        yield hit(contact, "aanhef")


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
