"""No count of 1–4 pupils can be told from what leaves the regions, however it is reckoned.

What can be reckoned is found by integer programming (`support.adversary`), which knows nothing of
how the program decides what to hide.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sto_xl.cli.demo import examples
from sto_xl.figures import basis
from sto_xl.figures.basis import Nation, RegionBasis
from sto_xl.figures.disclosure import Disclosure
from sto_xl.figures.participation import Location, klasse_of
from sto_xl.figures.sums import Sum
from sto_xl.figures.suppression import Count, Relation, suppress
from sto_xl.model import Answer, Leerweg, Offering, SchoolKind, Status, reference
from sto_xl.quarter import key_figures
from sto_xl.region import routines
from support import adversary, duo
from support.tables import book


def shown(text: str) -> list[str]:
    """Give a table of numbers as it is printed: a row for each region, totals last.

    Each region knows its own numbers.
    """
    table = [[int(cell) for cell in line.split()] for line in text.strip().splitlines()]
    rows, columns = range(len(table)), range(len(table[0]))
    counts: Mapping[tuple[int, int], Count[tuple[int, int]]] = {
        (r, c): Count(table[r][c], {str(r): table[r][c]} if r != rows[-1] else {})
        for r in rows
        for c in columns
        if table[r][c]
    }
    # The last column holds each row's total, the last row each column's.
    sums = [Relation((r, columns[-1]), tuple((r, c) for c in columns[:-1])) for r in rows]
    sums += [Relation((rows[-1], c), tuple((r, c) for r in rows[:-1])) for c in columns]
    hidden = suppress(counts, sums)
    sign = {"<5": "<5", "afgeschermd": "x"}
    return [
        " ".join(sign.get(hidden.get((r, c), ""), str(table[r][c])) for c in columns) for r in rows
    ]


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        # Nothing is small, so nothing is hidden.
        ("9 8 17\n7 6 13\n16 14 30", ["9 8 17", "7 6 13", "16 14 30"]),
        # 413 - 412 gave the 1. Two further regions are hidden: each knows its own number.
        (
            "1 40 41\n12 50 62\n20 60 80\n380 70 450\n413 220 633",
            ["<5 x 41", "x x 62", "x x 80", "380 70 450", "413 220 633"],
        ),
        # A nought is printed, so that the total is the small number over again.
        (
            "3 0 3\n30 40 70\n20 60 80\n53 100 153",
            ["<5 0 <5", "x 40 x", "x 60 x", "53 100 153"],
        ),
        # 1 and 2 make a total of 3, which is not any number from 1 to 4 then.
        (
            "1 2 3\n30 40 70\n20 60 80\n51 102 153",
            ["<5 <5 x", "x x x", "x x x", "51 102 153"],
        ),
    ],
)
def test_further_numbers_are_hidden_until_none_can_be_told(table: str, printed: list[str]) -> None:
    assert shown(table) == printed


def reckoned(nation: Nation) -> adversary.Printed:
    return adversary.read(key_figures.as_csv(Disclosure(nation)), nation)


def test_none_is_told_in_the_demo() -> None:
    every = [
        routines.examine(book(content), examples.PEILDATUM).basis
        for content in examples.regions().values()
    ]
    assert reckoned(basis.nation(every)).told() == []


PUPILS = st.sampled_from([None, 1, 2, 3, 4, 5, 6, 9, 30, 150])


@st.composite
def offerings(draw: st.DrawFn) -> Offering:
    leerweg = draw(st.sampled_from(Leerweg))
    profiles = st.sampled_from([None, *reference.profielen()])
    ways = draw(st.sampled_from([Answer.JA, Answer.JA, Answer.NEE, None]))
    return Offering(
        line=0,
        profiel=None if leerweg is Leerweg.TL else draw(profiles),
        leerweg=leerweg,
        leerlingen=draw(PUPILS),
        keuzevak=ways,
        praktijkgericht=ways,
        in_profiel=ways,
        bereikt=draw(PUPILS),
    )


@st.composite
def nations(draw: st.DrawFn) -> Nation:
    regions = []
    for number in range(draw(st.integers(1, 5))):
        own = []
        for line in range(draw(st.integers(0, 4))):
            rows = st.lists(
                offerings(), max_size=3, unique_by=lambda offer: (offer.profiel, offer.leerweg)
            )
            offered = tuple(draw(rows))
            unsplit = all(offer.leerlingen is None for offer in offered)
            # Some without a code, and some that stand in several rosters.
            code = draw(st.sampled_from([f"{number:02}AA{line:02}"] * 4 + ["99ZZ01", ""]))
            status = draw(st.sampled_from([Status.DEELNEMER, Status.DEELNEMER, Status.GEEN]))
            kind, total = SchoolKind.VMBO, draw(PUPILS) if unsplit else None
            about = (f"School {line}", "", kind, True, klasse_of(offered), status, None, None)
            own.append(Location(code or None, line, *about, offered, None, unsplit, total))
        planned = Sum.of([draw(PUPILS)])
        name = f"Regio {number}"
        made = RegionBasis(f"STO{number}", name, "", name, tuple(own), plan_pupils=planned)
        regions.append(made)
    return basis.nation(regions)


@pytest.mark.slow
@given(nations())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_none_is_told_in_any_regions(nation: Nation) -> None:
    assert reckoned(nation).told() == []


@pytest.mark.slow
@pytest.mark.skipif("STO_XL_DUO" not in os.environ, reason="STO_XL_DUO names no folder")
@pytest.mark.parametrize("reached", [False, True])
def test_none_is_told_in_the_nation_and_few_numbers_are_hidden_for_it(*, reached: bool) -> None:
    every = []
    for content in duo.rosters(Path(os.environ["STO_XL_DUO"])).values():
        found = routines.examine(book(content), dt.date(2026, 12, 31)).basis
        every.append(_with_reach(found) if reached else found)
    nation = basis.nation(every)
    printed = reckoned(nation)
    assert printed.masked
    assert printed.told() == []
    assert len(printed.shielded) <= 0.1 * len(printed.text)
    # With the shares that go along.
    text = key_figures.as_csv(Disclosure(nation)).decode("utf-8-sig")
    values = [
        row["waarde"]
        for row in csv.DictReader(text.splitlines(), delimiter=";")
        if row["eenheid"] == "leerlingen" or row["cijfer"] in ("bereik", "bereik_tl")
    ]
    assert values.count("afgeschermd") <= 0.1 * len(values)
    # Nothing of the nation as a whole.
    assert not [key for key in printed.shielded if key[:2] == (adversary.NATION, "")]


def _with_reach(region: RegionBasis) -> RegionBasis:
    """Give a region whose deelnemers reach some of their pupils: DUO does not tell."""
    own = []
    for location in region.locations:
        rows = [
            offer.model_copy(
                update={"keuzevak": Answer.JA, "bereikt": (place * 7 + location.line) % 5}
            )
            for place, offer in enumerate(location.offerings)
        ]
        own.append(replace(location, offerings=tuple(rows[:1]) + location.offerings[1:]))
    return replace(region, locations=tuple(own))
