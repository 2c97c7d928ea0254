"""What techniekplannen promise: milestones and cofinancing, beside the rosters of their regions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.figures import basis, comparison, promises, stand
from sto_xl.figures.figures import figures
from sto_xl.figures.promises import Promise
from sto_xl.figures.sums import Sum
from sto_xl.model import reference
from sto_xl.plans import handed_in
from sto_xl.plans.handed_in import Claim, PlanFile, RegionPlans
from support.made_up import tried
from support.tables import PEILDATUM, examined, examined_plan

ROSTER = """
[tblScholen]
Vestiging | School | Soort | Deelname
00AA00 | De Brug | vmbo | deelnemer
00AA01 | De Kade | vmbo | deelnemer
[tblPlannen]
Kenmerk | Vestiging | Titel | Status | Ingediend
P1 | 00AA00 | Robots | goedgekeurd | 1-1-2026
P2 | 00AA01 | Domotica | goedgekeurd | 1-1-2026
P3 | 00AA01 | Drones | ingediend | 1-1-2026
 | 00AA00 | Slimme kas | goedgekeurd | 1-1-2026
"""
PLAN = """
[tblPlan]
Kenmerk | P1
Titel van het plan | Robots
Vestiging | 00AA00
[tblMijlpalen]
Mijlpaal | Datum | Bereikt op
Te laat | 30-9-2026 |
Op tijd klaar | 1-6-2026 | 1-5-2026
Later klaar dan de peildatum | 1-6-2026 | 2-10-2026
Komt eraan | 1-10-2026 |
De laatste dag van het kwartaal erna | 31-12-2026 |
Al klaar | 1-12-2026 | 1-9-2026
Daarna | 1-1-2027 |
Zonder datum | |
Bereikt op een dag die niet te lezen is | 1-8-2026 | laatst
[tblMiddelen]
Omschrijving | Aantal | Prijs | Bedrag | Bron
Uren | 10 | 50 | | cofinanciering
Hout | 1 | 300 | 250 | cofinanciering
Lijm | 1 | 300 | 300 | STO
Verf | | | 80 |
Stoom | | | | cofinanciering
"""
CODES = ("mijlpalen_komend", "mijlpalen_te_laat", "cofinanciering_plannen")


def file(number: int, text: str) -> PlanFile:
    return replace(handed_in.plan_file(number, examined_plan(text)), sha256=f"{number:064}")


def known(number: int, kenmerk: str = "", vestiging: str = "", titel: str = "") -> PlanFile:
    lines = {"Kenmerk": kenmerk, "Vestiging": vestiging, "Titel van het plan": titel}
    return file(number, "[tblPlan]\n" + "\n".join(f"{k} | {v}" for k, v in lines.items() if v))


def beside(roster: str, *plans: PlanFile) -> tuple[basis.RegionBasis, RegionPlans]:
    found, handed = handed_in.beside(examined(roster), plans)
    return found.basis, handed


def told(found: basis.RegionBasis) -> list[tuple[object, str]]:
    every = figures((found,), found.locations)
    return [(every[code].shown, every[code].coverage) for code in CODES]


def test_milestones_are_due_until_the_end_of_the_next_quarter_and_overdue_unless_reached() -> None:
    found, _ = beside(ROSTER, file(0, PLAN))
    read = "1 van 3 plannen gelezen"
    assert told(found) == [
        (2, f"{read}; 2 mijlpalen onbekend"),
        (2, f"{read}; 2 mijlpalen onbekend"),
        # 10 × 50 and what stands there; whose the paint is, and what steam costs, is not known.
        (750, f"{read}; 2 bedragen onbekend"),
    ]


def test_what_plans_promise_is_never_added_to_the_cofinancing_of_the_roster() -> None:
    partners = "[tblPartners]\nPartner | Soort | Cofinanciering\nROC | mbo | 40\n"
    found, _ = beside(ROSTER + partners, file(0, PLAN))
    every = figures((found,), found.locations)
    assert every["cofinanciering"].shown == 40


def test_without_workbooks_the_figures_are_unknown_and_without_plans_nought() -> None:
    found, _ = beside(ROSTER)
    assert told(found) == [("–", "0 van 3 plannen gelezen")] * 3
    none, _ = beside(ROSTER.replace("goedgekeurd", "ingediend"), file(0, PLAN))
    assert told(none) == [(0, "")] * 3
    empty, _ = beside(ROSTER, known(0, "P1", "00AA00"))
    assert told(empty) == [(0, "1 van 3 plannen gelezen")] * 3


@pytest.mark.parametrize(
    ("day", "end"),
    [
        ("2026-09-30", "2026-12-31"),
        ("2026-10-01", "2027-03-31"),
        ("2026-12-31", "2027-03-31"),
        ("2026-02-28", "2026-06-30"),
    ],
)
def test_the_next_quarter_is_the_one_after_that_of_the_day(day: str, end: str) -> None:
    found = promises.end_of_next_quarter(dt.date.fromisoformat(day))
    assert found == dt.date.fromisoformat(end)


def test_a_file_counts_for_the_approved_row_that_it_is_and_every_other_is_told_apart() -> None:
    _, handed = beside(
        ROSTER,
        known(0, "p1", "00AA00", "Iets anders"),
        known(1, "P3", "00AA01"),
        known(2, "", "00AA01", "Nog nieuw"),
        known(3, "", "00aa00", " slimme KAS "),
        known(4, "", "00ZZ00", "Elders"),
    )
    assert [one.number for one in handed.counted] == [0, 3]
    assert [one.number for one in handed.waiting] == [1]
    assert [one.number for one in handed.new] == [2]
    assert handed.unread == ("P2",)
    assert 4 not in handed.claims


def test_of_two_files_for_one_plan_neither_counts() -> None:
    twins = known(1, "", "00AA00", "Robots"), known(2, "", "00AA01", "Nieuw")
    found, handed = beside(ROSTER, file(0, PLAN), *twins, known(3, "", "00AA01", "nieuw"))
    assert [[one.number for one in group] for group in handed.double] == [[0, 1], [2, 3]]
    assert told(found)[0] == ("–", "0 van 3 plannen gelezen")


@pytest.mark.parametrize(
    ("claims", "whose"),
    [
        # Where the location is in two rosters, the one that has the plan.
        ([{1: Claim.LOCATION}, {1: Claim.ROW}], {1: 1}),
        ([{1: Claim.ROW}, {1: Claim.ROW}], {1: 0}),
        # Regions give a kenmerk as they like: alone it tells only where one region has it.
        ([{}, {1: Claim.KENMERK}], {1: 1}),
        ([{1: Claim.KENMERK}, {1: Claim.KENMERK}], {1: None}),
        ([{1: Claim.KENMERK}, {1: Claim.LOCATION}], {1: 1}),
        ([{}, {}], {}),
    ],
)
def test_a_plan_is_of_the_region_that_knows_it_best(
    claims: Sequence[dict[int, Claim]], whose: dict[int, int | None]
) -> None:
    assert handed_in.settle(claims) == whose


def test_a_kenmerk_alone_is_not_enough_until_all_rosters_are_read() -> None:
    plan = known(0, "P1", "00ZZ00")
    _, alone = beside(ROSTER, plan)
    assert (alone.claims, alone.taken) == ({0: Claim.KENMERK}, ())
    _, settled = handed_in.beside(examined(ROSTER), [plan], {0})
    assert settled.counted == (plan,)


DAYS = st.none() | st.dates(dt.date(2026, 7, 1), dt.date(2027, 2, 1))
PROMISES = st.builds(
    Promise,
    st.lists(st.tuples(DAYS, DAYS | st.just(promises.UNTOLD)), max_size=5).map(tuple),
    st.lists(st.none() | st.decimals(0, 100, places=2), max_size=4).map(Sum.of),
)


@tried(200)
@given(st.lists(st.tuples(st.lists(PROMISES, max_size=3), st.integers(0, 2)), max_size=4))
def test_the_nation_promises_what_its_regions_do(
    regions: list[tuple[list[Promise], int]],
) -> None:
    empty = examined("[tblRegio]\nRegionummer | STO19001").basis
    made = [_with(empty, read, missing) for read, missing in regions]
    whole = figures(made, ())
    parts = [figures((region,), ()) for region in made]
    for code in CODES:
        for attribute in ("numerator", "known", "total"):
            summed = sum(getattr(part[code], attribute) or 0 for part in parts)
            assert (getattr(whole[code], attribute) or 0) == summed, (code, attribute)
    for region, (read, _) in zip(made, regions, strict=True):
        every = [milestone for one in read for milestone in one.milestones]
        told_of = region.promised.due + region.promised.overdue + region.promised.untold
        assert told_of <= len(every)


def _with(region: basis.RegionBasis, read: list[Promise], missing: int) -> basis.RegionBasis:
    return replace(region, promised=promises.promised(len(read) + missing, read, PEILDATUM))


def test_a_figure_that_an_earlier_summary_lacks_is_new_and_one_unknown_then_has_no_difference() -> (
    None
):
    now, _ = beside(ROSTER, file(0, PLAN))
    every = figures((now,), now.locations)
    unread, _ = beside(ROSTER)
    before = stand.kept(figures((unread,), unread.locations))
    for code in CODES:
        unit = reference.cijfers()[code].eenheid
        assert comparison.beside(every[code], None, unit) == ("–", comparison.NEW)
        assert comparison.beside(every[code], before[code], unit) == ("–", "–")
        same = stand.kept(every)[code]
        assert comparison.beside(every[code], same, unit)[1] == 0
