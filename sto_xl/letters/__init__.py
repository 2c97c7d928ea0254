"""What a letter says: its fields. The words stand in the Word templates, where they are edited.

`sto_xl.letters.template` fills them in; a template writes `{{ school }}` for the field `school`.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sto_xl import model, reference
from sto_xl.errors import Cause, Failure
from sto_xl.model import Contact, ContactRole, Land, Leerweg, LetterRole, Offering, Region, School
from sto_xl.wording import UNPRINTABLE

_POSTCODE = re.compile(r"([1-9]\d{3})\s*([A-Za-z]{2})", re.ASCII)
_PROGRAMME = "Sterk Techniekonderwijs"
_NAMES_PROGRAMME = re.compile(r"\bSTO|[Tt]ech")
_SHEETS: Mapping[type, str] = {Region: "Regio", School: "Scholen", Contact: "Contacten"}
#: The fields of a record that a letter does not use may hold anything.
_UNUSED = frozenset({"reden", "opmerking", "briefsjabloon", "opgegaan_in"})


@dataclass(frozen=True, slots=True)
class Letter:
    """The fields of an uitnodiging. A text that is not known is empty, and a list has no gaps."""

    #: The region as it signs: "Sterk Techniekonderwijs Kop van Noord-Holland".
    programma: str
    programmamanager: str
    telefoon: str
    email: str
    ondersteuner: str
    #: The sender's address, line by line.
    afzender: tuple[str, ...]
    plaats: str
    school: str
    #: The addressee's name; empty when it is the management, without a name.
    aan: str
    #: The school's address, line by line: street, and postcode with place.
    adres: tuple[str, ...]
    briefdatum: dt.date
    kenmerk: str
    #: As typed, with one comma; empty when the template's own is to be used.
    aanhef: str
    kopie: tuple[str, ...]
    #: The school's profiles by abbreviation, in the order of `reference`; then those of each kind.
    profielen: tuple[str, ...]
    technisch: tuple[str, ...]
    niet_technisch: tuple[str, ...]
    #: The full names of the technical profiles.
    technisch_voluit: tuple[str, ...]
    alleen_tl: bool
    aanbod_onbekend: bool
    #: The ways to get acquainted that fit the school, by their code in `reference`.
    manieren: tuple[str, ...]

    def fields(self) -> dict[str, object]:
        """Give the fields by name, as a template asks for them."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}


def context(
    region: Region,
    school: School,
    contacts: Sequence[Contact],
    offerings: Sequence[Offering],
    letter_date: dt.date,
) -> Letter:
    """Give what the uitnodiging to a school says; contacts and offerings are the school's own.

    Raises `Failure` when a text holds a character that cannot stand in a letter.
    """
    records: tuple[Region | School | Contact, ...] = (region, school, *contacts)
    for record in records:
        _check(record, school)
    addressee = _addressee(contacts)
    present = [o for o in offerings if o.leerlingen != 0]
    profielen = tuple(
        code
        for code in reference.profielen()
        if any(o.profiel == code and o.leerweg is not Leerweg.TL for o in present)
    )
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
        aan=_line(addressee.naam) if addressee else "",
        adres=tuple(_address(school.adres, school.postcode, school.plaats, abroad=abroad)),
        briefdatum=letter_date,
        kenmerk=_kenmerk(region, school, letter_date),
        aanhef=_aanhef(addressee),
        kopie=tuple(
            name
            for contact in contacts
            if contact.brief is LetterRole.KOPIE
            if (name := _line(contact.naam) or _line(contact.functie))
        ),
        profielen=profielen,
        technisch=technisch,
        niet_technisch=tuple(code for code in profielen if code not in technisch),
        technisch_voluit=tuple(reference.profielen()[code].naam for code in technisch),
        alleen_tl=alleen_tl,
        aanbod_onbekend=onbekend,
        manieren=_manieren(present, {*profielen} - {*technisch}, unknown=onbekend),
    )


def _addressee(contacts: Sequence[Contact]) -> Contact | None:
    """Give who gets the letter: who is marked, else the STO-contact, else the management."""
    named = [c for c in contacts if _line(c.naam) or _line(c.aanhef)]
    unmarked = [c for c in named if c.brief is None]
    candidates = (
        *(c for c in named if c.brief is LetterRole.GEADRESSEERDE),
        *(c for c in unmarked if c.rol is ContactRole.STO),
        *(c for c in unmarked if c.rol is ContactRole.DIRECTIE),
    )
    return next(iter(candidates), None)


def _aanhef(addressee: Contact | None) -> str:
    typed = _line(addressee.aanhef).rstrip(" ,;:.!") if addressee else ""
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
    for name, value in record:
        if isinstance(value, str) and name not in _UNUSED and UNPRINTABLE.search(value):
            code = model.vestiging_code(school.vestiging)
            whose = f" van {code}" if code and not isinstance(record, Region) else ""
            field = name.replace("_", " ")
            place = f"Het veld ‘{field}’{whose} op blad {_SHEETS[type(record)]}"
            raise Failure(Cause.INVALID_TEXT, place=place)
