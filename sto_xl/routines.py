"""The application on one page: a snapshot in, decisions out. Every door calls these.

Knows no file and no Excel: doors bring snapshots and take the results where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sto_xl import facts, roster, rules, sheets, summary
from sto_xl.errors import Cause, Failure
from sto_xl.findings import Finding, Report
from sto_xl.grid import Row, Snapshot
from sto_xl.model import Answer, Contact, Language, Offering, Region, School, Signaal, Status
from sto_xl.participation import Location, next_step
from sto_xl.records import Spot
from sto_xl.stand import Stand

#: Without any of these a workbook is not a roster.
_NEEDED = (sheets.REGIO, sheets.SCHOLEN, sheets.AANBOD)


@dataclass(frozen=True)
class Examined:
    """A roster, read and checked on a peildatum."""

    roster: roster.Roster
    report: Report
    facts: facts.RegionFacts
    peildatum: dt.date

    @cached_property
    def schools(self) -> Mapping[int, School]:
        """The schools by their line."""
        return {school.line: school for school in self.roster.schools}

    def unreadable(self, school: School, field: str) -> bool:
        """Tell whether a field of a school could not be read, or its column is missing."""
        spot = Spot(sheets.SCHOLEN.name, school.line, field)
        read = self.roster
        return (
            not read.has(spot.table, field)
            or any(problem.spot == spot for problem in read.problems)
            or any(item.spot == spot for item in read.unreadable)
        )

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
class Invitation:
    """A school that gets an uitnodiging, with all that its letter is made of."""

    location: Location
    region: Region
    school: School
    contacts: tuple[Contact, ...]
    offerings: tuple[Offering, ...]

    @property
    def language(self) -> Language:
        """The language of the letter."""
        return self.school.taal or Language.NL


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A location that does not take part and yet gets no letter, with the reason."""

    location: Location
    reason: str


def examine(snapshot: Snapshot, peildatum: dt.date) -> Examined:
    """Read and check a roster. Raises `Failure` when the workbook is another one altogether."""
    read = roster.read(snapshot)
    if not any(read.has(spec.name) for spec in _NEEDED):
        raise Failure(Cause.NOT_OURS, file=snapshot.name)
    report = rules.check(read, peildatum, [sheet.name for sheet in snapshot.sheets])
    return Examined(read, report, facts.region_facts(read, peildatum, report), peildatum)


def flag(examined: Examined) -> tuple[Flag, ...]:
    """Give signal and next step of every location, in the order of the rows."""
    flags = []
    for location in examined.facts.locations:
        school = examined.schools[location.line]
        step = next_step(location, school, examined.contacts(school))
        flags.append(Flag(location, location.signaal, step))
    return tuple(flags)


def summarise(examined: Examined, before: Stand | None = None) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of the tables on sheet Samenvatting; with `before`, beside that quarter's."""
    figures = before.figures if before else None
    return summary.tables((examined.facts,), examined.facts.locations, before=figures)


def invite(examined: Examined) -> tuple[tuple[Invitation, ...], tuple[PassedOver, ...]]:
    """Give the vmbo locations with deelname geen: who gets a letter, and who is passed over."""
    invitations, passed = [], []
    for location in examined.facts.locations:
        if not location.vmbo or location.status is not Status.GEEN:
            continue
        school = examined.schools[location.line]
        if examined.unreadable(school, "niet_aanschrijven"):
            # Better no letter than one to a school that asked for none.
            passed.append(PassedOver(location, "niet aanschrijven is niet te lezen"))
            continue
        if school.niet_aanschrijven is Answer.JA:
            passed.append(PassedOver(location, "niet aanschrijven staat op ja"))
            continue
        invitations.append(
            Invitation(
                location,
                examined.roster.region,
                school,
                examined.contacts(school),
                location.offerings,
            )
        )
    return tuple(invitations), tuple(passed)


def control_rows(report: Report) -> tuple[Row, ...]:
    """Give the rows of tblControle; the link formula is the adapter's to fill."""
    return tuple(_control_row(finding) for finding in report.findings)


def mark(sheet: str, heading: str, key: str) -> str:
    """Give what column Plek says of a cell: how the workbook's conditional formats find it."""
    return "|".join((sheet, heading, key[: sheets.KEY_LENGTH]))


def _control_row(finding: Finding) -> Row:
    place = finding.place
    return (
        finding.severity.value,
        finding.code,
        place.sheet,
        place.cell,
        place.label,
        place.heading,
        finding.message,
        finding.remedy,
        mark(place.template_sheet or place.sheet, place.heading, place.key) if place.key else "",
        None,
    )
