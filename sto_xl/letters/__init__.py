"""What a letter says, and to whom. The words stand in the Word templates, where they are edited.

`sto_xl.letters.template` fills them in; a template writes `{{ school }}` for the field `school`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sto_xl import model, reference
from sto_xl.errors import Cause, Failure
from sto_xl.letters.fields import FIELDS, Letter
from sto_xl.model import (
    Contact,
    ContactRole,
    Land,
    Leerweg,
    LetterRole,
    Offering,
    Region,
    School,
    Status,
)
from sto_xl.wording import UNPRINTABLE

__all__ = ["FIELDS", "Letter", "Stand", "addressee", "context", "copied", "mail_of", "mailed_to"]

_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})", re.ASCII)
_PROGRAMME = "Sterk Techniekonderwijs"
_NAMES_PROGRAMME = re.compile(r"\bSTO|[Tt]ech")
_SHEETS: Mapping[type, str] = {Region: "Regio", School: "Scholen", Contact: "Contacten"}
#: The fields of a record that a letter does not use may hold anything.
_UNUSED = frozenset({"reden", "opmerking", "briefsjabloon", "opgegaan_in"})


@dataclass(frozen=True, slots=True)
class Stand:
    """How the school and its region stand on the peildatum; the region's figures are locations."""

    deelname: Status = Status.GEEN
    deelnemers: int = 0
    vmbo: int = 0


#: With fewer deelnemers a letter tells nothing of how many there are: one could be recognised.
FEWEST_TOLD = 2


def context(  # noqa: PLR0913, PLR0917  (what a letter is made of)
    region: Region,
    school: School,
    contacts: Sequence[Contact],
    offerings: Sequence[Offering],
    letter_date: dt.date,
    stand: Stand,
) -> Letter:
    """Give what the uitnodiging to a school says; contacts and offerings are the school's own.

    Raises `Failure` when a text holds a character that cannot stand in a letter.
    """
    records: tuple[Region | School | Contact, ...] = (region, school, *contacts)
    for record in records:
        _check(record, school)
    to = addressee(contacts)
    told = stand.deelnemers >= FEWEST_TOLD
    present = [o for o in offerings if o.leerlingen != 0]
    taught = {o.profiel for o in present if o.leerweg is not Leerweg.TL}
    profielen = tuple(code for code in reference.profielen() if code in taught)
    technisch = tuple(filter(reference.is_technical, profielen))
    alleen_tl = bool(present) and all(o.leerweg is Leerweg.TL for o in present)
    onbekend = not profielen and not alleen_tl
    abroad = region.land is Land.CARIBISCH
    return Letter(
        programma=_programme(_line(region.naam)),
        programmamanager=_line(region.programmamanager),
        telefoon=_line(region.programmamanager_telefoon),
        email=_line(region.programmamanager_email),
        ondersteuner=_line(region.ondersteuner),
        afzender=tuple(_address(region.adres, region.postcode, region.plaats, abroad=abroad)),
        plaats=_line(region.plaats),
        school="\n".join(_lines(school.school)),
        aan=_line(to.naam) if to else "",
        adres=tuple(_address(school.adres, school.postcode, school.plaats, abroad=abroad)),
        briefdatum=letter_date,
        kenmerk=_kenmerk(region, school, letter_date),
        aanhef=_aanhef(to),
        kopie=tuple(name for c in copied(contacts) if (name := _line(c.naam) or _line(c.functie))),
        deelname=stand.deelname.value,
        profielen=profielen,
        technisch=technisch,
        niet_technisch=tuple(code for code in profielen if code not in technisch),
        technisch_voluit=tuple(reference.profielen()[code].naam for code in technisch),
        alleen_tl=alleen_tl,
        aanbod_onbekend=onbekend,
        manieren=_manieren(present, {*profielen} - {*technisch}, unknown=onbekend),
        deelnemers=stand.deelnemers if told else None,
        vmbo_locaties=stand.vmbo if told else None,
    )


def addressee(contacts: Sequence[Contact]) -> Contact | None:
    """Give who gets the letter: who is marked, else the STO-contact, else the management."""
    named = [c for c in contacts if _line(c.naam) or _line(c.aanhef)]
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
    return _line(contact.email)


def _aanhef(to: Contact | None) -> str:
    typed = _line(to.aanhef).rstrip(" ,;:.!") if to else ""
    return f"{typed}," if typed else ""


def _manieren(
    offerings: Sequence[Offering], niet_technisch: set[str], *, unknown: bool
) -> tuple[str, ...]:
    """Give the ways that exist in the school's leerwegen; all of them when these are unknown."""
    # A profile is beroepsgericht, also where its leerweg is not known.
    leerwegen = {o.leerweg or Leerweg.BB for o in offerings if o.leerweg or o.profiel}
    fitting = []
    for code, manier in reference.manieren().items():
        exists = not leerwegen or not manier.leerwegen or not leerwegen.isdisjoint(manier.leerwegen)
        if exists and (code != "in_profiel" or niet_technisch or unknown):
            fitting.append(code)
    return tuple(fitting)


def _address(
    adres: str | None, postcode: str | None, plaats: str | None, *, abroad: bool
) -> Iterator[str]:
    """Give the lines of an address: the postcode, two blanks and the place in capitals."""
    yield from _lines(adres)
    code = _line(postcode)
    if not abroad and (found := _POSTCODE.fullmatch(code)):
        code = f"{found[1]} {found[2].upper()}"
    last = "  ".join(part for part in (code, _line(plaats).upper()) if part)
    if last:
        yield last


def _kenmerk(region: Region, school: School, letter_date: dt.date) -> str:
    known = [_line(region.regionummer), model.vestiging_code(school.vestiging) or ""]
    parts = [part for part in known if part]
    return "-".join((*parts, f"{letter_date:%Y%m%d}")) if parts else ""


def _programme(naam: str) -> str:
    if not naam:
        return _PROGRAMME
    return naam if _NAMES_PROGRAMME.search(naam) else f"{_PROGRAMME} {naam}"


def _line(text: str | None) -> str:
    """Give a text on one line, with single blanks."""
    return " ".join((text or "").split())


def _lines(text: str | None) -> list[str]:
    """Give the lines of a text, without empty ones."""
    return [line for typed in (text or "").splitlines() if (line := _line(typed))]


def _check(record: Region | School | Contact, school: School) -> None:
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
