"""Whose a school is, since when it takes part, and who is to be asked.

Persons stand in the region's roster alone, and are read there, when it is known for which schools.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sto_xl.books.reading.file import read_input
from sto_xl.figures import coverage
from sto_xl.figures.participation import status_on
from sto_xl.find.index import IndexedRoster, ListedSchool, NotRead
from sto_xl.find.search import KnownSchool
from sto_xl.model import ContactRole, Region, Status
from sto_xl.register import Register
from sto_xl.sheets.area import AreaPart
from sto_xl.sheets.roster import read_roster
from sto_xl.system import workers
from sto_xl.system.errors import Failure


@dataclass(frozen=True, slots=True)
class PersonToAsk:
    """Who is to be asked: the STO contact at a school, or the programmamanager of a region.

    `address` is where letters to the region go.
    """

    role: str
    name: str
    function: str
    email: str
    phone: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class OfRegion:
    """What a region says of a school, or that it lies in its area, and who is to be asked there.

    `status` is None of a school that is not on its roster, `into` the code of the location that it
    is merged into.
    """

    region: str
    file: str
    status: Status | None
    since: dt.date | None
    into: str
    persons: tuple[PersonToAsk, ...]


@dataclass(frozen=True, slots=True)
class Whose:
    """A school that was found; `regions` have it on their roster, else lies in their area."""

    school: KnownSchool
    regions: tuple[OfRegion, ...]


@dataclass(frozen=True, slots=True)
class _People:
    """The persons of a roster: of the schools on these lines, and the programmamanager."""

    at_school: Mapping[int, tuple[PersonToAsk, ...]]
    manager: tuple[PersonToAsk, ...]


def answers(
    found: Sequence[KnownSchool],
    rosters: Sequence[IndexedRoster],
    register: Register | None,
    peildatum: dt.date,
    processes: int = 1,
) -> tuple[tuple[Whose, ...], tuple[Failure, ...]]:
    """Tell of each school whose it is; and which rosters could not be read for their persons."""
    in_area = _regions_by_code(found, rosters, register)
    asked: dict[str, set[int]] = {}
    for school in found:
        for roster, listed in school.on:
            asked.setdefault(roster.file, set()).add(listed.line)
        for roster in in_area.get(school.code, ()):
            asked.setdefault(roster.file, set())
    people, failures = _people(asked, processes)
    made = []
    for school in found:
        on = [_listed(*pair, people, peildatum) for pair in school.on]
        there = [_lies_in(roster, people) for roster in in_area.get(school.code, ())]
        made.append(Whose(school, tuple(on or there)))
    return tuple(made), failures


def _regions_by_code(
    found: Iterable[KnownSchool], rosters: Iterable[IndexedRoster], register: Register | None
) -> Mapping[str, list[IndexedRoster]]:
    """Give of the schools on no roster the regions in whose area they lie."""
    loose = {school.code for school in found if not school.on}
    regions: dict[str, list[IndexedRoster]] = {code: [] for code in loose}
    if register is None or not loose:
        return regions
    for roster in rosters:
        parts = [AreaPart(0, name, within, "") for name, within in roster.area]
        for code in loose & coverage.area_of(parts, register).vestigingen.keys():
            regions[code].append(roster)
    return regions


def _listed(
    roster: IndexedRoster,
    listed: ListedSchool,
    people: Mapping[str, _People],
    peildatum: dt.date,
) -> OfRegion:
    """Give what a roster says: a deelnemer has an STO contact, or else the region is asked."""
    status = status_on(peildatum, listed.deelname, listed.since)
    told = people.get(roster.file, _People({}, ()))
    own = told.at_school.get(listed.line, ()) if status is Status.DEELNEMER else ()
    persons = own or told.manager
    since = listed.since if status not in (Status.GEEN, Status.ONBEKEND) else None
    return OfRegion(roster.title, roster.file, status, since, listed.into, persons)


def _lies_in(roster: IndexedRoster, people: Mapping[str, _People]) -> OfRegion:
    manager = people.get(roster.file, _People({}, ())).manager
    return OfRegion(roster.title, roster.file, None, None, "", manager)


def _people(
    asked: Mapping[str, set[int]], processes: int
) -> tuple[Mapping[str, _People], tuple[Failure, ...]]:
    """Read the persons in these rosters, each in another process."""
    files, found, failures = list(asked), {}, []
    read = partial(_read, {file: frozenset(lines) for file, lines in asked.items()})
    given = workers.each(read, files, file=lambda file: Path(file).name, processes=processes)
    for number, answer in given:
        if isinstance(answer, _People):
            found[files[number]] = answer
        else:
            failures.append(answer.failure if isinstance(answer, NotRead) else answer)
    return found, tuple(failures)


def _read(lines: Mapping[str, frozenset[int]], file: str) -> _People | NotRead:
    try:
        roster = read_roster(read_input(Path(file)))
    except Failure as failure:
        return NotRead(failure)
    schools = {one.line: roster.key(one) for one in roster.schools if one.line in lines[file]}
    at_school = {
        line: tuple(
            PersonToAsk(
                f"{ContactRole.STO.value} van de school",
                contact.naam or "",
                contact.functie or "",
                contact.email or "",
                contact.telefoon or "",
            )
            for contact in roster.contacts_by_location.get(key or "", ())
            if contact.rol is ContactRole.STO
        )
        for line, key in schools.items()
    }
    return _People(at_school, tuple(_manager(roster.region)))


def _manager(region: Region) -> Iterable[PersonToAsk]:
    name, email, phone = (
        region.programmamanager or "",
        region.programmamanager_email or "",
        region.programmamanager_telefoon or "",
    )
    place = " ".join(filter(None, (region.postcode, region.plaats)))
    address = ", ".join(filter(None, (region.adres, place)))
    if name or email or phone:
        yield PersonToAsk("programmamanager van de regio", name, "", email, phone, address)
