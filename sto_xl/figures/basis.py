"""What figures are computed from: the basis of each region, and the nation's locations once.

It holds nothing of a person; it travels between processes and into the national workbook.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sto_xl.figures import distinct
from sto_xl.figures.coverage import Coverage, coverage, listed_codes
from sto_xl.figures.figure import Figure
from sto_xl.figures.participation import Location, locations
from sto_xl.figures.promises import NOTHING_PROMISED, Promised
from sto_xl.figures.sums import EMPTY, Sum
from sto_xl.model import PartnerKind, Plan, PlanStatus, Status, reference, vestiging_code
from sto_xl.model.findings import Report, Severity
from sto_xl.register import Register
from sto_xl.sheets.roster import Roster


@dataclass(frozen=True, slots=True)
class Plans:
    """The plans of one status: how many, what they asked and what was granted."""

    count: int = 0
    asked: Sum = EMPTY
    granted: Sum = EMPTY


@dataclass(frozen=True, slots=True)
class OpenPlan:
    """A plan that waits for a besluit: its kenmerk, else its title, and for how many days.

    `days` is None where it does not say when it was handed in.
    """

    name: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Money:
    """The amounts of a region in euros; None where the roster does not say."""

    asked: Sum = EMPTY
    granted: Sum = EMPTY
    pending: Sum = EMPTY
    budget: Decimal | None = None
    cofinancing: Sum = EMPTY
    base: Decimal | None = None
    norm: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Merged:
    """A location that is merged into another: its code and name, and the other's."""

    code: str
    name: str
    into: str
    into_name: str


@dataclass(frozen=True)
class RegionBasis:
    """What the figures of a region are computed from. Holds nothing of a person.

    `listed` are the codes on its roster; `coverage` is None where sheet Gebied is empty, or there
    is no register of DUO. `figures` are there as soon as anybody asked for them (`of_region`).
    """

    number: str
    name: str
    kind: str
    file: str
    locations: tuple[Location, ...]
    plans: Mapping[PlanStatus | None, Plans] = field(default_factory=dict)
    plan_pupils: Sum = EMPTY
    promised: Promised = NOTHING_PROMISED
    waiting: tuple[OpenPlan, ...] = ()
    partners: Mapping[PartnerKind | None, int] = field(default_factory=dict)
    money: Money = field(default_factory=Money)
    findings: Mapping[Severity, int] = field(default_factory=dict)
    merged: tuple[Merged, ...] = ()
    listed: frozenset[str] = frozenset()
    coverage: Coverage | None = None
    land: str = ""
    figures: dict[str, Figure] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def provisional(self) -> bool:
        """Whether a fout stands in the roster, so that its figures are provisional."""
        return self.findings.get(Severity.FOUT, 0) > 0

    @property
    def title(self) -> str:
        """The region as it is called in reports."""
        return self.name or self.number or self.file

    @property
    def full_title(self) -> str:
        """Number and name, where regions of one name must be told apart."""
        return f"{self.number} {self.name}".strip() or self.file

    @property
    def key(self) -> str:
        """The number as regions are told apart by; "" without one."""
        return region_key(self.number)


def region_key(number: str) -> str:
    """Give what a regionummer is compared by: case and blanks aside."""
    return "".join(number.split()).casefold()


@dataclass(frozen=True, slots=True)
class Shared:
    """A location that stands in more than one roster; it counts in the first region named."""

    code: str
    name: str
    regions: tuple[tuple[str, Status], ...]


@dataclass(frozen=True)
class Nation:
    """The regions of a run, each location counted once; `uncoded` rows stand apart."""

    regions: tuple[RegionBasis, ...]
    locations: tuple[Location, ...]
    shared: tuple[Shared, ...]
    uncoded: tuple[Location, ...]


def region_basis(
    roster: Roster, peildatum: dt.date, report: Report, register: Register | None = None
) -> RegionBasis:
    """Gather what the figures of a region are computed from."""
    region = roster.region
    every = locations(roster, peildatum)
    plans = distinct.plans(roster.plans, peildatum)
    approved = distinct.approved(plans)
    return RegionBasis(
        number=region.regionummer or "",
        name=region.naam or "",
        kind=region.soort or "",
        file=roster.name,
        locations=every,
        plans={
            status: Plans(
                sum(p.status is status for p in plans),
                Sum.of(p.gevraagd for p in plans if p.status is status),
                Sum.of(p.toegekend for p in approved if p.status is status),
            )
            for status in (*PlanStatus, None)
        },
        plan_pupils=Sum.of(p.leerlingen for p in approved),
        promised=Promised(len(approved)),
        waiting=tuple(
            OpenPlan(p.called, (peildatum - p.ingediend).days if p.ingediend else None)
            for p in plans
            if p.status in _OPEN
        ),
        partners=_partners(roster),
        money=_money(roster, plans, approved),
        findings=report.counts,
        merged=tuple(_merged(roster)),
        listed=listed_codes(roster),
        coverage=coverage(roster, every, register),
        land=region.land or "",
    )


def _merged(roster: Roster) -> Iterator[Merged]:
    names = {roster.key(s): s.school or "" for s in roster.schools}
    for key, school in distinct.merged_rows(roster).items():
        code, into = vestiging_code(key), distinct.successor_of(roster, school)
        if code and into:
            yield Merged(code, school.school or code, into, names.get(into, ""))


_OPEN = (PlanStatus.INGEDIEND, PlanStatus.IN_GESPREK)


def _partners(roster: Roster) -> Mapping[PartnerKind | None, int]:
    """Count the names by kind; a name that stands there again counts with its first known kind."""
    schools = {_bare(school.school) for school in roster.schools}
    kinds: dict[str, PartnerKind | None] = {}
    for partner in roster.partners:
        name = _bare(partner.partner)
        if name and name not in schools:
            kinds[name] = kinds.get(name) or partner.soort
    return Counter(kinds.values())


def _bare(name: str | None) -> str:
    return reference.spelling(name or "")


def _money(roster: Roster, plans: Sequence[Plan], approved: Sequence[Plan]) -> Money:
    left_out = (PlanStatus.CONCEPT, PlanStatus.INGETROKKEN)
    region = roster.region
    return Money(
        asked=Sum.of(p.gevraagd for p in plans if p.status not in left_out),
        granted=Sum.of(p.toegekend for p in approved),
        pending=Sum.of(p.gevraagd for p in plans if p.status in _OPEN),
        budget=region.budget_andere_profielen,
        cofinancing=Sum.of(p.cofinanciering for p in roster.partners),
        base=region.meerjarenbegroting,
        norm=region.cofinancieringsnorm,
    )


def nation(regions: Sequence[RegionBasis]) -> Nation:
    """Count each location once: where it is deelnemer (earliest), else by the lowest number."""
    ordered = tuple(sorted(regions, key=lambda r: (not r.key, r.key, r.file)))
    found: dict[str, list[tuple[RegionBasis, Location]]] = defaultdict(list)
    uncoded = []
    for region in ordered:
        for location in region.locations:
            if location.code:
                found[location.code].append((region, location))
            else:
                uncoded.append(location)
    counted, shared = [], []
    for code, group in found.items():
        group.sort(key=lambda pair: _precedence(pair[1]))
        counted.append(group[0][1])
        if len(group) > 1:
            names = tuple((region.full_title, location.status) for region, location in group)
            shared.append(Shared(code, group[0][1].name, names))
    return Nation(ordered, tuple(counted), tuple(shared), tuple(uncoded))


def _precedence(location: Location) -> tuple[bool, dt.date]:
    # A stable sort: the regions come in the order of their numbers.
    since = location.since if location.participates else None
    return (not location.participates, since or dt.date.max)
