"""The application on one page: a snapshot in, decisions out. Every door calls these.

Knows no file and no Excel: doors bring snapshots and take the results where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sto_xl import rules, sheets
from sto_xl.figures import coverage, summary
from sto_xl.figures.basis import RegionBasis, region_basis
from sto_xl.figures.next_step import next_step
from sto_xl.figures.participation import Location
from sto_xl.figures.stand import Stand
from sto_xl.grid import Row, Snapshot
from sto_xl.model import (
    Contact,
    Plan,
    School,
    Signaal,
)
from sto_xl.model.findings import Finding, Place, Report, Severity
from sto_xl.region.proposing import proposals
from sto_xl.register import Register
from sto_xl.register.known import KnownOfDuo, known_of
from sto_xl.sheets import roster
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.workbook import TABLE_OF
from sto_xl.system.errors import Cause, Failure


@dataclass(frozen=True)
class Examined:
    """A roster, read and checked on a peildatum; `duo` is what it was held beside, if anything."""

    roster: roster.Roster
    report: Report
    basis: RegionBasis
    peildatum: dt.date
    duo: KnownOfDuo | None = None

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
        return self.roster.key(self.schools[location.line])

    def contacts(self, school: School) -> tuple[Contact, ...]:
        """Give the contacts of a school."""
        key = self.roster.key(school)
        return self.roster.contacts_by_location.get(key, ()) if key else ()


@dataclass(frozen=True, slots=True)
class Flag:
    """What the columns Signaal and Volgende stap say of a location."""

    location: Location
    signaal: Signaal | None
    next_step: str


def examine(snapshot: Snapshot, peildatum: dt.date, register: Register | None = None) -> Examined:
    """Read and check a roster. Raises `Failure` when the workbook is another one altogether.

    `register` is what is known of DUO; without it nothing is said of what only that tells.
    """
    read = roster.read_roster(snapshot)
    if not read.book.recognised:
        raise Failure(Cause.NOT_OURS, file=snapshot.name)
    told = told_of(read, register) if register else None
    report = rules.check(read, peildatum, [sheet.name for sheet in snapshot.sheets], told)
    basis = region_basis(read, peildatum, report, register)
    return Examined(read, report, basis, peildatum, told)


def told_of(read: roster.Roster, register: Register) -> KnownOfDuo:
    """Give what the register tells of the locations of a roster, and of its area."""
    listed = coverage.listed_codes(read)
    told = known_of(register, sorted(listed))
    told = replace(told, proposals=proposals(read, register, listed))
    if not read.area or not told.listed_on:
        return told
    area = coverage.area_of(read.area, register)
    whole = not area.unknown and not area.unread
    within = frozenset(area.vestigingen) if whole else None
    return replace(told, area=within, unknown_parts=area.unknown)


def flag(examined: Examined, *, named: bool = True) -> tuple[Flag, ...]:
    """Give signal and next step of every location, in the order of the rows.

    What goes further than the roster and its keeper is not `named`: it tells of nobody by name.
    """
    flags = []
    for location in examined.basis.locations:
        school = examined.schools[location.line]
        step = next_step(location, school, examined.contacts(school), named=named)
        flags.append(Flag(location, location.signaal, step))
    return tuple(flags)


def summarise(examined: Examined, before: Stand | None = None) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of the tables on sheet Samenvatting; with `before`, beside that quarter's."""
    figures = before.figures if before else None
    return summary.tables((examined.basis,), examined.basis.locations, before=figures)


def control_rows(report: Report) -> tuple[Row, ...]:
    """Give the rows of tblControle; the link formula is the adapter's to fill."""
    return tuple(_control_row(finding) for finding in report.findings)


def listed_rows(report: Report) -> tuple[Row, ...]:
    """Give the rows of a list to read: what is found alike at several cells is one of them."""
    return tuple(
        (
            group.severity.value,
            group.code,
            group.sheet,
            group.named_cells,
            group.named_rows,
            group.headings,
            group.message,
            group.remedy,
        )
        for group in report.groups
    )


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
        place.mark,
        None,
    )
