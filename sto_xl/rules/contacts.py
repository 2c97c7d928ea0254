"""RST: the people at schools, sheet Contacten (100–149). Messages never repeat personal data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sto_xl.findings import Severity
from sto_xl.model import Contact, Land, LetterRole, School, location_key
from sto_xl.rules._rule import Checked, Hit, Rule, hit, rule

# RIO LOD API 2.13.0, telephone; at least eight digits, so that a lost digit shows.
_PHONE = re.compile(r"(\+|\d)((\s|\s?(-|\(0\))\s?)?\d){7,14}", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")
_OWN = "Conventie van dit regiobestand"


@rule(
    "RST-100",
    Severity.FOUT,
    message="Vestiging ‘{value}’ staat niet op blad Scholen, dus hoort dit contact nergens bij.",
    remedy="Neem de code over van blad Scholen, of voeg de school daar toe.",
    source=_OWN,
    subject=Contact,
    reads=("vestiging",),
    needs=((School, "vestiging"),),
)
def contact_location_unknown(contact: Contact, checked: Checked) -> Iterable[Hit]:
    """A contact of a location that the roster does not have."""
    if checked.roster.key_of(contact.vestiging) not in checked.roster.location_keys:
        yield hit(contact, "vestiging", value=contact.vestiging or "(leeg)")


@rule(
    "RST-101",
    Severity.WAARSCHUWING,
    message="Dit e-mailadres kan niet kloppen.",
    remedy="Vul één adres in, zonder spaties of komma's, bijvoorbeeld j.jansen@school.nl.",
    source="Gangbare vorm van een e-mailadres",
    subject=Contact,
    reads=("email",),
)
def email_format(contact: Contact, _checked: Checked) -> Iterable[Hit]:
    """Not an address; the message does not repeat it, because it is personal data."""
    if contact.email and not _EMAIL.fullmatch(contact.email):
        yield hit(contact, "email")


@rule(
    "RST-102",
    Severity.WAARSCHUWING,
    message="Dit telefoonnummer kan niet kloppen.",
    remedy="Vul één nummer in, alleen cijfers en spaties, bijvoorbeeld 06 5270 2892.",
    source="RIO LOD API 2.13.0",
    subject=Contact,
    reads=("telefoon",),
)
def phone_format(contact: Contact, checked: Checked) -> Iterable[Hit]:
    """Not a number; Caribisch Nederland has numbers of other lengths."""
    if checked.roster.region.land is Land.CARIBISCH or not contact.telefoon:
        return
    if not _PHONE.fullmatch(contact.telefoon):
        yield hit(contact, "telefoon")


@rule(
    "RST-103",
    Severity.WAARSCHUWING,
    message="Vestiging {value} heeft meer dan één geadresseerde; de brief gaat naar de eerste.",
    remedy="Kies per school één geadresseerde en kies bij de anderen kopie of nee.",
    source=_OWN,
    reads=("vestiging", "brief"),
)
def two_addressees(checked: Checked) -> Iterable[Hit]:
    """A second addressee at one school."""
    seen: set[str] = set()
    for contact in checked.roster.contacts:
        key = location_key(contact.vestiging)
        if contact.brief is not LetterRole.GEADRESSEERDE or not key:
            continue
        if key in seen:
            yield hit(contact, "brief", value=contact.vestiging)
        seen.add(key)


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
