"""Who a letter comes from and goes to: names, addresses, aanhef, as letters print them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from sto_xl import model
from sto_xl.letters.addressee import addressee, copied
from sto_xl.letters.lines import line, lines, phone, website
from sto_xl.letters.said import LetterDate, Programme, Said
from sto_xl.letters.salutation import salutation
from sto_xl.model import Contact, Land, Language, Plan, Region, School, contact_details
from sto_xl.model.wording import UNPRINTABLE
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
class FromRegion(Said):
    """What every letter from a region to a school says, as `docs/briefvelden.md` prints it."""

    programma: Programme
    programmamanager: Annotated[str, "naam van de programmamanager, van blad Regio"]
    telefoon: Annotated[str, "telefoonnummer van de programmamanager"]
    email: Annotated[str, "e-mailadres van de programmamanager"]
    ondersteuner: Annotated[str, "naam van de landelijke ondersteuner"]
    website: Annotated[str, "website van de regio, van blad Regio, zonder ‘https://’"]
    platforms: Annotated[
        str, "website van de platforms, van blad Regio, zonder ‘https://’; leeg als die er niet is"
    ]
    afzender: Annotated[tuple[str, ...], "adres van de regio, regel voor regel"]
    plaats: Annotated[str, "plaats van de regio, voor de datum"]
    school: Annotated[str, "naam van de school"]
    aan: Annotated[str, "naam van de geadresseerde; leeg als de brief naar de directie gaat"]
    adres: Annotated[tuple[str, ...], "adres van de school, regel voor regel"]
    briefdatum: LetterDate
    kenmerk: Annotated[
        str, "kenmerk: regionummer, vestiging en datum; in een besluit het kenmerk van het plan"
    ]
    aanhef: Annotated[
        str,
        "aanhef van blad Contacten, anders een die van de naam is gemaakt, met één komma; leeg als "
        "beide er niet zijn",
    ]
    kopie: Annotated[tuple[str, ...], "namen van wie een kopie krijgt"]


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
    language = school.taal or Language.NL
    abroad = region.land is Land.CARIBISCH
    return {
        "programma": programme(line(region.naam)),
        "programmamanager": line(region.programmamanager),
        "telefoon": phone(region.programmamanager_telefoon),
        "email": line(region.programmamanager_email),
        "ondersteuner": line(region.ondersteuner),
        "website": website(region.website),
        "platforms": website(region.website_platforms),
        "afzender": tuple(address(region.adres, region.postcode, region.plaats, abroad=abroad)),
        "plaats": line(region.plaats),
        "school": "\n".join(lines(school.school)),
        "aan": to.name,
        "adres": tuple(address(school.adres, school.postcode, school.plaats, abroad=abroad)),
        "briefdatum": letter_date,
        "kenmerk": _kenmerk(region, school, letter_date),
        "aanhef": aanhef(to.contact.aanhef if to.contact else None, to.name, language),
        "kopie": tuple(n for c in copied(contacts) if (n := line(c.naam) or line(c.functie))),
    }


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


def aanhef(typed: str | None, name: str, language: Language) -> str:
    """Give how a letter begins, with one comma: as somebody typed it, else made of the name."""
    said = line(typed).rstrip(" ,;:.!") or salutation(name, language)
    return f"{said}," if said else ""


def _kenmerk(region: Region, school: School, letter_date: dt.date) -> str:
    known = [line(region.regionummer), model.vestiging_code(school.vestiging) or ""]
    parts = [part for part in known if part]
    return "-".join((*parts, f"{letter_date:%Y%m%d}")) if parts else ""
