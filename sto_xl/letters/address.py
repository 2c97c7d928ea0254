"""Who a letter comes from and goes to: names, addresses, aanhef, as letters print them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from sto_xl import model
from sto_xl.model import (
    Contact,
    ContactRole,
    Land,
    LetterRole,
    Plan,
    Region,
    School,
    contact_details,
)
from sto_xl.model.wording import NO_BREAK_SPACE, UNPRINTABLE
from sto_xl.system.errors import Cause, Failure

_PROGRAMME = "Sterk Techniekonderwijs"
_NAMES_PROGRAMME = re.compile(r"\bSTO|[Tt]ech")
_SHEETS: Mapping[type, str] = {
    Region: "Regio",
    School: "Scholen",
    Contact: "Contacten",
    Plan: "Plannen",
}
#: The fields of a record that a letter does not use may hold anything.
_UNUSED = frozenset({"reden", "opmerking", "briefsjabloon", "opgegaan_in", "bestand"})


@dataclass(frozen=True, slots=True)
class FromRegion:
    """What every letter from a region to a school says, as `docs/briefvelden.md` prints it.

    A text that is not known is empty, and a list has no gaps.
    """

    programma: Annotated[
        str, "de regio zoals zij ondertekent, zoals ‘Sterk Techniekonderwijs Rivierenhoek’"
    ]
    programmamanager: Annotated[str, "naam van de programmamanager, van blad Regio"]
    telefoon: Annotated[str, "telefoonnummer van de programmamanager"]
    email: Annotated[str, "e-mailadres van de programmamanager"]
    ondersteuner: Annotated[str, "naam van de landelijke ondersteuner"]
    afzender: Annotated[tuple[str, ...], "adres van de regio, regel voor regel"]
    plaats: Annotated[str, "plaats van de regio, voor de datum"]
    school: Annotated[str, "naam van de school"]
    aan: Annotated[str, "naam van de geadresseerde; leeg als de brief naar de directie gaat"]
    adres: Annotated[tuple[str, ...], "adres van de school, regel voor regel"]
    briefdatum: Annotated[dt.date, "datum van de brief; schrijf {{ briefdatum|datum }}"]
    kenmerk: Annotated[
        str, "kenmerk: regionummer, vestiging en datum; in een besluit het kenmerk van het plan"
    ]
    aanhef: Annotated[str, "aanhef van blad Contacten, met één komma; leeg als die er niet is"]
    kopie: Annotated[tuple[str, ...], "namen van wie een kopie krijgt"]

    def fields(self) -> dict[str, object]:
        """Give the fields by name, as a template asks for them."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


def must_have_sender(region: Region) -> None:
    """Raise a `Failure` when neither the region nor its programme manager has a name.

    Of one of both alone a rule tells, and the letter is made.
    """
    if not line(region.naam) and not line(region.programmamanager):
        raise Failure(Cause.NO_SENDER)


def head(
    region: Region, school: School, contacts: Sequence[Contact], letter_date: dt.date
) -> dict[str, Any]:
    """Give the fields of `FromRegion`; contacts are the school's own.

    Raises `Failure` when a text holds a character that cannot stand in a letter.
    """
    records: tuple[Region | School | Contact, ...] = (region, school, *contacts)
    for record in records:
        check(record, school)
    to = addressee(contacts)
    abroad = region.land is Land.CARIBISCH
    return {
        "programma": programme(line(region.naam)),
        "programmamanager": line(region.programmamanager),
        "telefoon": phone(region.programmamanager_telefoon),
        "email": line(region.programmamanager_email),
        "ondersteuner": line(region.ondersteuner),
        "afzender": tuple(address(region.adres, region.postcode, region.plaats, abroad=abroad)),
        "plaats": line(region.plaats),
        "school": "\n".join(lines(school.school)),
        "aan": line(to.naam) if to else "",
        "adres": tuple(address(school.adres, school.postcode, school.plaats, abroad=abroad)),
        "briefdatum": letter_date,
        "kenmerk": _kenmerk(region, school, letter_date),
        "aanhef": _aanhef(to),
        "kopie": tuple(n for c in copied(contacts) if (n := line(c.naam) or line(c.functie))),
    }


def addressee(contacts: Sequence[Contact]) -> Contact | None:
    """Give who gets the letter: who is marked, else the STO-contact, else the management."""
    named = [c for c in contacts if line(c.naam) or line(c.aanhef)]
    unmarked = [c for c in named if c.brief is None]
    candidates = (
        *(c for c in named if c.brief is LetterRole.GEADRESSEERDE),
        *(c for c in unmarked if c.rol is ContactRole.STO),
        *(c for c in unmarked if c.rol is ContactRole.DIRECTIE),
    )
    return next(iter(candidates), None)


def copied(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Give who gets a copy."""
    return tuple(c for c in contacts if c.brief is LetterRole.KOPIE)


def mailed_to(contacts: Sequence[Contact]) -> Contact | None:
    """Give to whom the letter can be mailed: its addressee, else the management by its address."""
    management = (
        c for c in contacts if c.rol is ContactRole.DIRECTIE and c.brief is None and mail_of(c)
    )
    return addressee(contacts) or next(management, None)


def mail_of(contact: Contact) -> str:
    """Give a contact's e-mail address, as typed; empty when there is none."""
    return line(contact.email)


def address(
    adres: str | None, postcode: str | None, plaats: str | None, *, abroad: bool = False
) -> Iterator[str]:
    """Give the lines of an address: the postcode, two blanks and the place in capitals."""
    yield from lines(adres)
    code = line(postcode)
    if not abroad:
        code = contact_details.postcode(code) or code
    last = "  ".join(part for part in (code, line(plaats).upper()) if part)
    if last:
        yield last


def programme(naam: str) -> str:
    """Give the region as it signs, such as "Sterk Techniekonderwijs Rivierenhoek"."""
    if not naam:
        return _PROGRAMME
    return naam if _NAMES_PROGRAMME.search(naam) else f"{_PROGRAMME} {naam}"


def line(text: str | None) -> str:
    """Give a text on one line, with single blanks."""
    return " ".join((text or "").split())


def phone(number: str | None) -> str:
    """Give a telephone number that does not break at the end of a line."""
    return line(number).replace(" ", NO_BREAK_SPACE)


def lines(text: str | None) -> list[str]:
    """Give the lines of a text, without empty ones."""
    return [one for typed in (text or "").splitlines() if (one := line(typed))]


def check(record: Region | School | Contact | Plan, school: School) -> None:
    """Raise a `Failure` that names the field with a character that cannot stand in a letter."""
    fields = record.__dict__
    if not UNPRINTABLE.search("\n".join([v for v in fields.values() if isinstance(v, str)])):
        return
    for name, value in fields.items():
        if name not in _UNUSED and isinstance(value, str) and UNPRINTABLE.search(value):
            code = model.vestiging_code(school.vestiging)
            whose = f" van {code}" if code and not isinstance(record, Region) else ""
            field = name.replace("_", " ")
            place = f"Het veld ‘{field}’{whose} op blad {_SHEETS[type(record)]}"
            raise Failure(Cause.INVALID_TEXT, place=place)


def _aanhef(to: Contact | None) -> str:
    typed = line(to.aanhef).rstrip(" ,;:.!") if to else ""
    return f"{typed}," if typed else ""


def _kenmerk(region: Region, school: School, letter_date: dt.date) -> str:
    known = [line(region.regionummer), model.vestiging_code(school.vestiging) or ""]
    parts = [part for part in known if part]
    return "-".join((*parts, f"{letter_date:%Y%m%d}")) if parts else ""
