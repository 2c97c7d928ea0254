"""The figures of a region, and of the nation: one definition each (`model/data/cijfers.csv`).

The nation is computed as a region is, over the locations of all regions, each counted once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from statistics import median

from sto_xl.figures.basis import Money, RegionBasis
from sto_xl.figures.figure import Figure, Number
from sto_xl.figures.participation import Location
from sto_xl.figures.promises import NOTHING_PROMISED, Promised
from sto_xl.figures.pupils import pupil_figures
from sto_xl.figures.sums import total
from sto_xl.model import Klasse, PartnerKind, SchoolKind, Status, reference, wording
from sto_xl.model.findings import Severity

#: Said where nobody filled in what a figure is computed from.
_BLANK = "niet ingevuld"
#: The share of schools with non-technical profiles that takes part, by the national STO flyer.
#: A reference value, never a norm: its unit and denominator are not documented.
FLYER_SHARE = 70


def above_flyer(shares: Iterable[Number | None]) -> int:
    """Count the shares that are larger than the one in the national flyer."""
    return sum(share is not None and share * 100 > FLYER_SHARE for share in shares)


def of_region(region: RegionBasis) -> Mapping[str, Figure]:
    """Give all figures of a region by code: they are computed once, and travel with their basis."""
    if not region.figures:
        region.figures.update(figures((region,), region.locations))
    return region.figures


def figures(regions: Sequence[RegionBasis], counted: Sequence[Location]) -> Mapping[str, Figure]:
    """Give all figures by code, over the locations that count of these regions."""
    uncoded = sum(location.code is None for region in regions for location in region.locations)
    every = (
        *_school_figures(counted, uncoded),
        *_area_figures(regions),
        *_participation_figures(counted),
        *pupil_figures(counted),
        *_plan_figures(regions),
        *_money_figures(regions),
        *_finding_figures(regions),
    )
    by_code = {figure.code: figure for figure in every}
    return {code: by_code[code] for code in reference.cijfers()}


def _school_figures(counted: Sequence[Location], uncoded: int) -> Iterable[Figure]:
    others = [location for location in counted if not location.vmbo]
    pro = sum(location.kind is SchoolKind.PRO for location in others)
    vso = sum(location.kind is SchoolKind.VSO for location in others)
    yield Figure("scholen", len(counted))
    yield Figure("scholen_pro", pro)
    yield Figure("scholen_vso", vso)
    yield Figure("scholen_overig", len(others) - pro - vso)
    yield Figure("zonder_code", uncoded)
    yield Figure("vmbo", len(counted) - len(others))


def _area_figures(regions: Sequence[RegionBasis]) -> Iterable[Figure]:
    """Give what lies in the areas of these regions, each location once; unknown without any."""
    asked = [(region.coverage, region.listed) for region in regions if region.coverage]
    area = frozenset[str]().union(*(one.area for one, _ in asked))
    listed = frozenset[str]().union(*(codes for _, codes in asked))
    for code, codes in (("gebied", area), ("gebied_op_bestand", area & listed)):
        known, total = len(asked), len(regions)
        yield Figure(
            code,
            len(codes) if asked else None,
            known=known,
            total=total,
            remark=_areas_known(known, total),
            apart=True,
        )


def _areas_known(known: int, total: int) -> str:
    """Tell of how many regions it is asked; "" where that is of all."""
    if not known:
        return "niet gevraagd"
    return f"gevraagd aan {known} van {total} regio's" if known < total else ""


def participation(code: str, vmbo: Sequence[Location]) -> Figure:
    """Give the share of deelnemers among the vmbo locations whose deelname is known."""
    known = sum(location.status is not Status.ONBEKEND for location in vmbo)
    taking_part = sum(location.participates for location in vmbo)
    return Figure(code, taking_part, known, share=True, known=known, total=len(vmbo))


def _participation_figures(counted: Sequence[Location]) -> Iterable[Figure]:
    vmbo = [location for location in counted if location.vmbo]
    beside = participation(
        "deelname_niet_technisch", [v for v in vmbo if v.klasse is Klasse.NIET_TECHNISCH]
    )
    points = beside.value * 100 - FLYER_SHARE if beside.value is not None else None
    yield Figure("deelnemers", sum(v.participates for v in vmbo))
    yield participation("deelname", vmbo)
    yield beside
    yield Figure("naast_70", points)
    signals = [v.signaal for v in vmbo if v.signaal]
    asking = sum(signaal.asks for signaal in signals)
    yield Figure("vraagt_aandacht", asking)
    yield Figure("bereik_onbekend", len(signals) - asking)
    yield Figure("gesignaleerd", len(signals))


def _plan_figures(regions: Sequence[RegionBasis]) -> Iterable[Figure]:
    every = [plan.days for region in regions for plan in region.waiting]
    waiting = [days for days in every if days is not None]
    undated = len(every) - len(waiting)
    remark = f"{undated} zonder datum" if undated else ""
    typical = Decimal(str(median(waiting))) if waiting else None
    yield Figure("plannen", sum(p.count for region in regions for p in region.plans.values()))
    typically = Figure(
        "wachttijd_mediaan",
        typical,
        known=len(waiting),
        total=len(every),
        remark=remark,
        apart=True,
    )
    yield typically
    yield replace(typically, code="wachttijd_langst", numerator=max(waiting, default=None))
    yield Figure.of("leerlingen_in_plannen", total(region.plan_pupils for region in regions))
    yield from _promise_figures(sum((region.promised for region in regions), NOTHING_PROMISED))
    yield from _partner_figures(regions)


def _promise_figures(promised: Promised) -> Iterable[Figure]:
    """Give what goedgekeurde plannen promise; nothing where no workbook of them was read."""
    found = Figure(
        "mijlpalen_komend",
        promised.due,
        known=promised.read,
        total=promised.plans,
        remark=_untold(promised.untold, "mijlpaal", "mijlpalen"),
        of_plans=True,
    )
    if promised.plans and not promised.read:
        found = replace(found, numerator=None)
    brought = promised.cofinancing.value if found.numerator is not None else None
    remark = _untold(promised.cofinancing.unknown, "bedrag", "bedragen")
    yield found
    late = promised.overdue if found.numerator is not None else None
    yield replace(found, code="mijlpalen_te_laat", numerator=late)
    yield replace(found, code="cofinanciering_plannen", numerator=brought, remark=remark)


def _untold(number: int, one: str, more: str) -> str:
    """Say how many are not in a figure because the workbook does not tell."""
    return f"{wording.counted(number, one, more)} onbekend" if number else ""


def _partner_figures(regions: Sequence[RegionBasis]) -> Iterable[Figure]:
    count: Counter[PartnerKind | None] = Counter()
    for region in regions:
        count.update(region.partners)
    yield Figure("partners", count.total())
    for kind in (*PartnerKind, None):
        yield Figure(f"partners_{kind or 'onbekend'}", count[kind])


def _money_figures(regions: Sequence[RegionBasis]) -> Iterable[Figure]:
    money = [region.money for region in regions]
    yield Figure.of("gevraagd", total(m.asked for m in money))
    yield Figure.of("toegekend", total(m.granted for m in money))
    yield Figure.of("openstaand", total(m.pending for m in money))
    yield from _budget_figures(money)
    yield from _cofinancing_figures(money)


def _budget_figures(money: Sequence[Money]) -> Iterable[Figure]:
    budgets = [m.budget for m in money if m.budget is not None]
    granted = total(m.granted for m in money if m.budget is not None)
    pending = total(m.pending for m in money if m.budget is not None)
    left = sum(budgets, Decimal(0)) - granted.amount if budgets else None
    after = left - pending.amount if left is not None else None
    over = Figure(
        "budget_over",
        left,
        known=len(budgets),
        total=len(money),
        untold=granted.unknown,
        blank=_BLANK,
    )
    yield over
    untold = granted.unknown + pending.unknown
    yield replace(over, code="budget_over_na", numerator=after, untold=untold)


def _cofinancing_figures(money: Sequence[Money]) -> Iterable[Figure]:
    yield Figure.of("cofinanciering", total(m.cofinancing for m in money))
    with_base = [
        (m, m.base, m.cofinancing) for m in money if m.base and m.cofinancing.value is not None
    ]
    yield Figure(
        "cofinanciering_aandeel",
        total(brought for _, _, brought in with_base).amount,
        sum((base for _, base, _ in with_base), Decimal(0)),
        share=True,
        known=len(with_base),
        total=len(money),
    )
    gaps = [
        (max(base * m.norm - brought.amount, Decimal(0)), brought.unknown)
        for m, base, brought in with_base
        if m.norm is not None
    ]
    yield Figure(
        "cofinanciering_tekort",
        sum((gap for gap, _ in gaps), Decimal(0)) if gaps else None,
        known=len(gaps),
        total=len(money),
        untold=sum(unknown for gap, unknown in gaps if gap),
        blank=_BLANK,
    )


def _finding_figures(regions: Sequence[RegionBasis]) -> Iterable[Figure]:
    for severity in Severity:
        count = sum(region.findings.get(severity, 0) for region in regions)
        yield Figure(f"bevindingen_{severity}", count)
