"""The application on one page: a snapshot in, decisions out. Every door calls these.

Knows no file and no Excel: doors bring snapshots and take the results where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sto_xl import letters, rules, sheets
from sto_xl.figures import summary
from sto_xl.figures.basis import RegionBasis, region_basis
from sto_xl.figures.participation import Location, next_step
from sto_xl.figures.stand import Stand
from sto_xl.grid import Row, Snapshot
from sto_xl.model import (
    Answer,
    Contact,
    Language,
    LetterRole,
    Plan,
    Region,
    School,
    Signaal,
    Status,
)
from sto_xl.model.findings import Finding, Place, Report, Severity
from sto_xl.model.wording import DUTCH, counted
from sto_xl.sheets import roster
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.workbook import TABLE_OF
from sto_xl.system.errors import Cause, Failure


@dataclass(frozen=True)
class Examined:
    """A roster, read and checked on a peildatum."""

    roster: roster.Roster
    report: Report
    basis: RegionBasis
    peildatum: dt.date

    @cached_property
    def schools(self) -> Mapping[int, School]:
        """The schools by their line."""
        return {school.line: school for school in self.roster.schools}

    def unreadable(self, school: School, field: str) -> bool:
        """Tell whether a field of a school could not be read, or its column is missing."""
        spot = Spot(sheets.SCHOLEN.name, school.line, field)
        read = self.roster.book
        return not read.has(spot.table, field) or spot in read.untold

    @cached_property
    def sizes(self) -> tuple[int, int]:
        """How many deelnemers the region has, and how many vmbo locations."""
        every = self.basis.locations
        return sum(v.participates for v in every), sum(v.vmbo for v in every)

    @cached_property
    def _worst(self) -> Mapping[tuple[str, int | None, int | None], Severity]:
        """The worst that was found at each cell; findings come with the worst first."""
        worst: dict[tuple[str, int | None, int | None], Severity] = {}
        for finding in self.report.findings:
            place = finding.place
            worst.setdefault((place.sheet, place.row, place.column), finding.severity)
        return worst

    @cached_property
    def _rows(self) -> frozenset[tuple[str, int | None]]:
        """The rows about which anything was found."""
        return frozenset((sheet, row) for sheet, row, _column in self._worst)

    def place(self, record: School | Contact | Plan, field: str) -> Place:
        """Give where a field of a record stands."""
        return self.roster.book.place(Spot(TABLE_OF[type(record)], record.line, field))

    def found(self, record: School | Contact | Plan, field: str) -> Severity | None:
        """Give the worst that was found about a field, or None."""
        name = TABLE_OF[type(record)]
        table = self.roster.book.tables[name].table
        # Most rows have no finding at all.
        if table is None or (table.sheet, table.row_of(record.line)) not in self._rows:
            return None
        cell = self.roster.book.cell(Spot(name, record.line, field))
        return self._worst.get((table.sheet, *cell)) if cell else None

    def key(self, location: Location) -> str | None:
        """Give what a location is compared by; None where it has no code."""
        return self.roster.key_of(self.schools[location.line].vestiging)

    def contacts(self, school: School) -> tuple[Contact, ...]:
        """Give the contacts of a school."""
        key = self.roster.key_of(school.vestiging)
        return self.roster.contacts_by_location.get(key, ()) if key else ()


@dataclass(frozen=True, slots=True)
class Flag:
    """What the columns Signaal and Volgende stap say of a location."""

    location: Location
    signaal: Signaal | None
    next_step: str


@dataclass(frozen=True, slots=True)
class Selection:
    """Who is to get a letter: vmbo locations with deelname geen, and those with one of `also`.

    With `only` (keys of `Roster.key_of`) those locations alone, whenever their last letter was.
    """

    also: frozenset[Status] = frozenset()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Invitation:
    """A school that gets an uitnodiging, with all that its letter is made of.

    `checked_mail` tells whether nothing was found about the addresses that it is mailed to.
    """

    location: Location
    region: Region
    school: School
    contacts: tuple[Contact, ...]
    stand: letters.Situation
    checked_mail: bool = True

    @property
    def language(self) -> Language:
        """The language of the letter."""
        return self.school.taal or Language.NL

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


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A location that would get a letter and yet does not, with the reason."""

    location: Location
    reason: str


def examine(snapshot: Snapshot, peildatum: dt.date) -> Examined:
    """Read and check a roster. Raises `Failure` when the workbook is another one altogether."""
    read = roster.read_roster(snapshot)
    if not read.book.recognised:
        raise Failure(Cause.NOT_OURS, file=snapshot.name)
    report = rules.check(read, peildatum, [sheet.name for sheet in snapshot.sheets])
    return Examined(read, report, region_basis(read, peildatum, report), peildatum)


def flag(examined: Examined) -> tuple[Flag, ...]:
    """Give signal and next step of every location, in the order of the rows."""
    flags = []
    for location in examined.basis.locations:
        school = examined.schools[location.line]
        step = next_step(location, school, examined.contacts(school))
        flags.append(Flag(location, location.signaal, step))
    return tuple(flags)


def attention(flags: Sequence[Flag]) -> str:
    """Say how many of the vmbo locations, which alone can get a signal, ask for attention."""
    signalled = sum(flag.signaal is not None for flag in flags)
    vmbo = counted(sum(flag.location.vmbo for flag in flags), "vmbo-locatie", "vmbo-locaties")
    return (
        f"Van {vmbo} {'vraagt' if signalled == 1 else 'vragen'} er {signalled or 'geen'} aandacht."
    )


def summarise(examined: Examined, before: Stand | None = None) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of the tables on sheet Samenvatting; with `before`, beside that quarter's."""
    figures = before.figures if before else None
    return summary.tables((examined.basis,), examined.basis.locations, before=figures)


#: So long a school is left in peace after a letter.
LETTER_PAUSE = dt.timedelta(days=180)
#: The fields that a letter is addressed by: with a fout in one of them it might go astray.
_ADDRESSED_BY: Mapping[type[School | Contact], tuple[str, ...]] = {
    School: ("school", "adres", "postcode", "plaats", "taal"),
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
        of_status = location.status in {Status.GEEN, *wanted.also}
        meant = location.vmbo and of_status
        unsure = location.kind is None and of_status
        if not meant and not named and not unsure:
            continue
        reason = _why_no_letter(examined, location, named) if meant else _not_meant(location)
        if reason:
            passed.append(PassedOver(location, reason))
        else:
            invitations.append(invitation(examined, location))
    return tuple(invitations), tuple(passed)


def invitation(examined: Examined, location: Location) -> Invitation:
    """Give what the letter to a location is made of, whether or not it is to get one."""
    school = examined.schools[location.line]
    contacts = examined.contacts(school)
    return Invitation(
        location,
        examined.roster.region,
        school,
        contacts,
        letters.Situation(location.status, *examined.sizes),
        checked_mail(examined, contacts),
    )


def checked_mail(examined: Examined, contacts: Sequence[Contact]) -> bool:
    """Tell whether nothing was found about the addresses that a letter is mailed to."""
    mailed = (*filter(None, [letters.mailed_to(contacts)]), *letters.copied(contacts))
    return not any(examined.found(contact, "email") for contact in mailed)


def _not_meant(location: Location) -> str:
    if not location.vmbo and location.kind is None:
        return "of het een vmbo-locatie is, is niet bekend: vul Soort in op blad Scholen"
    if not location.vmbo:
        return "het is geen vmbo-locatie"
    if location.participates:
        return "de school doet al mee"
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
        for field in _ADDRESSED_BY[type(record)]:
            if examined.found(record, field) is Severity.FOUT:
                place = examined.place(record, field)
                return f"bij {place.heading} staat een fout (blad {place.sheet}, cel {place.cell})"
    return ""


def control_rows(report: Report) -> tuple[Row, ...]:
    """Give the rows of tblControle; the link formula is the adapter's to fill."""
    return tuple(_control_row(finding) for finding in report.findings)


def mark(sheet: str, heading: str, key: str) -> str:
    """Give what column Plek says of a cell: how the workbook's conditional formats find it."""
    return "|".join((sheet, heading, key[: sheets.KEY_LENGTH]))


def _control_row(finding: Finding) -> Row:
    place = finding.place
    # A cell in a row without a key cannot be coloured; a heading can be pointed at all the same.
    found = bool(place.key or (place.cell and place.heading))
    return (
        finding.severity.value,
        finding.code,
        place.sheet,
        place.cell,
        place.label,
        place.heading,
        finding.message,
        finding.remedy,
        mark(place.template_sheet or place.sheet, place.heading, place.key) if found else "",
        None,
    )
