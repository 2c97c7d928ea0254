"""What figures are computed from: the facts of each region, and the nation's locations once.

Facts hold nothing of a person; they travel between processes and into the national workbook.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from sto_xl import reference
from sto_xl.findings import Report, Severity
from sto_xl.grid import plain
from sto_xl.model import Plan, PlanStatus, Status
from sto_xl.participation import Location, locations
from sto_xl.roster import Roster


@dataclass(frozen=True, slots=True)
class Money:
    """The amounts of a region in euros; None where the roster does not say."""

    asked: Decimal = Decimal(0)
    asked_unknown: int = 0
    asked_plans: int = 0
    granted: Decimal = Decimal(0)
    pending: Decimal = Decimal(0)
    budget: Decimal | None = None
    cofinancing: Decimal = Decimal(0)
    base: Decimal | None = None
    norm: Decimal | None = None


@dataclass(frozen=True)
class RegionFacts:
    """What the figures of a region are computed from. Holds nothing of a person."""

    number: str
    name: str
    kind: str
    file: str
    locations: tuple[Location, ...]
    plans: Mapping[PlanStatus, tuple[int, Decimal, Decimal]] = field(default_factory=dict)
    plan_count: int = 0
    plan_pupils: int = 0
    waiting: tuple[int, ...] = ()
    partners: int = 0
    money: Money = field(default_factory=Money)
    findings: Mapping[Severity, int] = field(default_factory=dict)

    @property
    def provisional(self) -> bool:
        """Whether a fout stands in the roster, so that its figures are provisional."""
        return self.findings.get(Severity.FOUT, 0) > 0

    @property
    def title(self) -> str:
        """The region as it is called in reports."""
        return self.name or self.number or self.file


@dataclass(frozen=True, slots=True)
class Shared:
    """A location that stands in more than one roster; it counts in the first region named."""

    code: str
    name: str
    regions: tuple[tuple[str, Status], ...]


@dataclass(frozen=True)
class Nation:
    """The regions of a run, each location counted once; `uncoded` rows stand apart."""

    regions: tuple[RegionFacts, ...]
    locations: tuple[Location, ...]
    shared: tuple[Shared, ...]
    uncoded: tuple[Location, ...]


def region_facts(roster: Roster, peildatum: dt.date, report: Report) -> RegionFacts:
    """Gather what the figures of a region are computed from."""
    region = roster.region
    plans = [p for p in distinct_plans(roster.plans) if _counts(p, peildatum)]
    school_names = {_bare(s.school) for s in roster.schools}
    partners = {_bare(p.partner) for p in roster.partners} - school_names - {""}
    return RegionFacts(
        number=region.regionummer or "",
        name=region.naam or "",
        kind=region.soort or "",
        file=roster.name,
        locations=locations(roster, peildatum),
        plans={
            status: (
                len(group),
                sum((p.gevraagd or Decimal(0) for p in group), Decimal(0)),
                sum((p.toegekend or Decimal(0) for p in group), Decimal(0)),
            )
            for status in PlanStatus
            for group in ([p for p in plans if p.status is status],)
        },
        plan_count=len(plans),
        plan_pupils=sum(p.leerlingen or 0 for p in plans if p.status is PlanStatus.GOEDGEKEURD),
        waiting=tuple(
            (peildatum - p.ingediend).days
            for p in plans
            if p.status in OPEN_STATUSES and p.ingediend
        ),
        partners=len(partners),
        money=_money(roster, plans, peildatum),
        findings=report.counts,
    )


OPEN_STATUSES = (PlanStatus.INGEDIEND, PlanStatus.IN_GESPREK)


def distinct_plans(plans: Iterable[Plan]) -> tuple[Plan, ...]:
    """Leave out a second plan with the same kenmerk; plans without one are all kept."""
    seen: set[str] = set()
    kept = []
    for plan in plans:
        key = plain(plan.kenmerk)
        if key and key in seen:
            continue
        seen.add(key)
        kept.append(plan)
    return tuple(kept)


def _counts(plan: Plan, peildatum: dt.date) -> bool:
    return (
        plan.status is PlanStatus.CONCEPT or plan.ingediend is None or (plan.ingediend <= peildatum)
    )


def _bare(name: str | None) -> str:
    return reference.spelling(name or "")


def _money(roster: Roster, plans: Sequence[Plan], peildatum: dt.date) -> Money:
    asked = [p for p in plans if p.status not in (PlanStatus.CONCEPT, PlanStatus.INGETROKKEN)]
    granted = [
        p
        for p in plans
        if p.status is PlanStatus.GOEDGEKEURD
        and (p.besluitdatum is None or p.besluitdatum <= peildatum)
    ]
    region = roster.region
    return Money(
        asked=total(p.gevraagd for p in asked),
        asked_unknown=sum(p.gevraagd is None for p in asked),
        asked_plans=len(asked),
        granted=total(p.toegekend for p in granted),
        pending=total(p.gevraagd for p in plans if p.status in OPEN_STATUSES),
        budget=region.budget_andere_profielen,
        cofinancing=total(p.cofinanciering for p in roster.partners),
        base=region.meerjarenbegroting,
        norm=region.cofinancieringsnorm,
    )


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Add amounts, an unknown one as nothing."""
    return sum((amount or Decimal(0) for amount in amounts), Decimal(0))


def nation(regions: Sequence[RegionFacts]) -> Nation:
    """Count each location once: where it is deelnemer (earliest), else by the lowest number."""
    ordered = tuple(
        sorted(regions, key=lambda r: (not r.number, r.number.strip().casefold(), r.file))
    )
    found: dict[str, list[tuple[RegionFacts, Location]]] = defaultdict(list)
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
            names = tuple((region.title, location.status) for region, location in group)
            shared.append(Shared(code, group[0][1].name, names))
    return Nation(ordered, tuple(counted), tuple(shared), tuple(uncoded))


def _precedence(location: Location) -> tuple[bool, dt.date]:
    # A stable sort: the regions come in the order of their numbers.
    since = location.since if location.participates else None
    return (not location.participates, since or dt.date.max)
