"""Which schools of a roster get an uitnodiging, and which are passed over.

Knows no file and no Excel: doors bring an examined roster and take the letters where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sto_xl import letters, sheets
from sto_xl.figures.participation import Location
from sto_xl.grid import Row
from sto_xl.letters import mailing
from sto_xl.letters.mail.eml import Attachment
from sto_xl.letters.to_school import ToSchool
from sto_xl.model import Answer, Contact, LetterRole, School, Status
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH, counted
from sto_xl.region.routines import Examined
from sto_xl.sheets.conversion import Spot
from sto_xl.system.errors import Cause, Failure

#: What a run of letters says when it makes none.
NOBODY = (
    "Er zijn geen scholen die een uitnodiging krijgen. Die is voor vmbo-scholen waarvan op blad "
    "Scholen bij Deelname ‘geen’ staat."
)
#: What a letter is called: someone who is on the way already is not invited.
_CALLED: Mapping[Status, str] = {Status.IN_GESPREK: "Brief", Status.AANGEMELD: "Brief"}


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is to get a letter: vmbo locations with deelname geen, and those with one of `also`.

    With `only` (keys of `Roster.key_of`) those locations alone, whenever their last letter was.
    """

    also: frozenset[Status] = frozenset()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation(ToSchool):
    """A school that gets an uitnodiging, with all that its letter is made of.

    `plan` makes the techniekplan that is mailed with it, if there is to be one (`prefill`).
    """

    location: Location
    stand: letters.Situation
    plan: Callable[[], Attachment] | None = None

    @property
    def line(self) -> int:
        """The line of the school."""
        return self.location.line

    @property
    def title(self) -> str:
        """The name of the school."""
        return self.location.name

    @property
    def file_name(self) -> str:
        """What the file of the letter is called, without suffix."""
        called = _CALLED.get(self.location.status, "Uitnodiging")
        return " ".join(filter(None, (called, self.location.name, self.location.code)))

    def letter(self, letter_date: dt.date) -> letters.Letter:
        """Give what the letter says. Raises `Failure` for a character that no letter can hold."""
        return letters.context(
            self.region,
            self.school,
            self.contacts,
            self.location.offerings,
            letter_date,
            self.stand,
        )

    def enclosures(self) -> tuple[Attachment, ...]:
        """Give what is mailed with the letter: the school's techniekplan, when it has one."""
        return (self.plan(),) if self.plan else ()

    def mailed(self, file: str) -> Row:
        """Give what the list says of the letter in this file."""
        to = self.addressed()
        school = (self.location.code or "", self.location.name, self.location.place)
        return (*school, *to.columns, file, to.remark)

    def unposted(self, reason: str) -> PassedOver:
        """Give it as one without a letter."""
        return PassedOver(self.location, reason)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A location that would get a letter and yet does not, with the reason."""

    location: Location
    reason: str

    @property
    def row(self) -> Row:
        """What the list says of it."""
        location = self.location
        known = location.vmbo or location.kind is None
        status = location.status.value if known else "geen vmbo"
        school = (location.code or "", location.name, location.place, status)
        return (*school, mailing.reason(self.reason))


#: So long a school is left in peace after a letter.
LETTER_PAUSE = dt.timedelta(days=180)
#: The fields that a letter is addressed by: with a fout in one of them it might go astray.
_ADDRESSED_BY: Mapping[type[School | Contact], tuple[str, ...]] = {
    School: ("school", "adres", "postcode", "plaats", "soort", "taal"),
    Contact: ("naam", "aanhef", "rol", "brief"),
}


def invite(
    examined: Examined, wanted: Selection = Selection()
) -> tuple[tuple[Invitation, ...], tuple[PassedOver, ...]]:
    """Give who gets a letter, and who is passed over."""
    invitations, passed = [], []
    for location in examined.basis.locations:
        named = examined.key(location) in wanted.only
        if wanted.only and not named:
            continue
        asked = location.status in {Status.GEEN, *wanted.also}
        meant = location.vmbo and asked
        doubted = (asked and location.kind is None) or _unread_status(examined, location)
        if not meant and not named and not doubted:
            continue
        reason = (
            _why_no_letter(examined, location, named) if meant else _not_meant(examined, location)
        )
        if reason:
            passed.append(PassedOver(location, reason))
        else:
            invitations.append(invitation(examined, location))
    return tuple(invitations), tuple(passed)


def told(
    examined: Examined, meant: Sequence[Invitation], wanted: Selection = Selection()
) -> Iterator[str]:
    """Tell why nobody gets a letter, when nobody does, and who might if more were known."""
    if not meant:
        yield NOBODY
    empty = sum(_without_status(examined, location) for location in examined.basis.locations)
    if empty and not wanted.only:
        schools = counted(empty, "vmbo-school is", "vmbo-scholen is")
        them = "haar" if empty == 1 else "hen"
        yield (
            f"Van {schools} op blad Scholen bij Deelname niets ingevuld; daarom is er voor {them} "
            "geen uitnodiging. Vraag na of de school meedoet en kies bij Deelname: deelnemer, "
            "aangemeld, in gesprek, geen of gestopt. Bij ‘geen’ komt er een uitnodiging."
        )


def invited(examined: Examined) -> tuple[Invitation, ...]:
    """Give who gets a letter or got one not long ago: the schools that may begin a plan."""
    keys = (examined.key(one) for one in examined.basis.locations if one.status is Status.GEEN)
    wanted = Selection(only=frozenset(filter(None, keys)))
    again = {one.line: one for one in (*invite(examined)[0], *invite(examined, wanted)[0])}
    return tuple(again[line] for line in sorted(again))


def candidates(examined: Examined, wanted: Selection = Selection()) -> Iterator[Invitation]:
    """Give the letters that a template can be tried on: those that would be written, then others.

    Raises `Failure` when there is no school to write to.
    """
    meant, _passed = invite(examined, wanted)
    yield from meant
    lines = {one.line for one in meant}
    others = [
        location
        for location in examined.basis.locations
        if location.vmbo and location.line not in lines
        if not wanted.only or examined.key(location) in wanted.only
    ]
    if not meant and not others:
        raise Failure(Cause.NO_SCHOOL, file=examined.roster.name)
    for location in others:
        yield invitation(examined, location)


def invitation(examined: Examined, location: Location) -> Invitation:
    """Give what the letter to a location is made of, whether or not it is to get one."""
    school = examined.schools[location.line]
    contacts = examined.contacts(school)
    return Invitation(
        location=location,
        region=examined.roster.region,
        school=school,
        contacts=contacts,
        stand=letters.Situation(location.status, *examined.sizes),
        checked_mail=checked_mail(examined, contacts),
    )


def checked_mail(examined: Examined, contacts: Sequence[Contact]) -> bool:
    """Tell whether nothing was found about the addresses that a letter is mailed to."""
    to = letters.addressee(contacts).contact
    mailed = (*filter(None, [to]), *letters.copied(contacts))
    return not any(examined.found(contact, "email") for contact in mailed)


def _unread_status(examined: Examined, location: Location) -> bool:
    """Tell whether a vmbo location says something at Deelname that cannot be read."""
    spot = Spot(sheets.SCHOLEN.name, location.line, "deelname")
    return location.vmbo and spot in examined.roster.book.untold


def _without_status(examined: Examined, location: Location) -> bool:
    """Tell whether nothing at all stands at Deelname of a vmbo location."""
    unknown = location.vmbo and location.status is Status.ONBEKEND
    return unknown and not _unread_status(examined, location)


def _not_meant(examined: Examined, location: Location) -> str:
    if location.kind is None and not location.vmbo:
        return "wat voor school het is, is niet bekend: vul bij Soort in of het vmbo is"
    if not location.vmbo:
        return "het is geen vmbo-locatie"
    if location.participates:
        return "de school doet al mee"
    if _unread_status(examined, location):
        return "wat er bij Deelname staat, is niet te lezen"
    if location.status is Status.ONBEKEND:
        return "de deelname is niet bekend"
    return f"de deelname is ‘{location.status.value}’"


def _why_no_letter(examined: Examined, location: Location, named: bool) -> str:  # noqa: FBT001
    """Give the reason to pass over a school that is to get a letter; empty when there is none."""
    school = examined.schools[location.line]
    if examined.unreadable(school, "niet_aanschrijven"):
        # Better no letter than one to a school that asked for none.
        return "wat er bij Niet aanschrijven staat, is niet te lezen"
    if school.niet_aanschrijven is Answer.JA:
        return "niet aanschrijven staat op ja"
    last = school.laatste_brief
    if last and examined.peildatum - last < LETTER_PAUSE and not named:
        day, pause = DUTCH.datum(last), LETTER_PAUSE.days
        return f"de laatste brief is van {day}, nog geen {pause} dagen geleden"
    if last is None and examined.found(school, "laatste_brief") is Severity.FOUT and not named:
        return "de datum bij Laatste brief is niet te lezen"
    return address_error(examined, school)


def address_error(examined: Examined, school: School) -> str:
    """Give where a letter to a school might go astray, as a reason for none; else empty."""
    people = [c for c in examined.contacts(school) if c.brief is not LetterRole.NEE]
    records: tuple[School | Contact, ...] = (school, *people)
    for record in records:
        for name in _ADDRESSED_BY[type(record)]:
            if examined.found(record, name) is Severity.FOUT:
                place = examined.place(record, name)
                return f"bij {place.heading} staat een fout (blad {place.sheet}, cel {place.cell})"
    return ""
