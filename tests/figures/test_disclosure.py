"""No count of pupils leaves the regions of which nobody said how it hangs together with others.

Of two counts that hang together one can be told from the other: which do, only people know. So each
new figure of pupils is in a relation, or stands alone for a reason that is written down here.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping

import pytest

from sto_xl import sheets
from sto_xl.cli.demo import examples
from sto_xl.figures import basis, disclosure
from sto_xl.figures.disclosure import Disclosure
from sto_xl.model import reference
from sto_xl.quarter import key_figures
from sto_xl.region import routines
from support import adversary
from support.tables import book

#: Counts of pupils that are no part of another count, and why.
ALONE = {
    "leerlingen_zonder_uitsplitsing": "of locations that are in no other count of pupils",
    "leerlingen_in_plannen": "what plans say they reach, whoever those pupils are",
}
#: Shares that are not of pupils, and of what they are.
OF_OTHERS = {
    "deelname": "locations",
    "deelname_niet_technisch": "locations",
    "profielen_bereikt": "profiles of a region",
    "cofinanciering_aandeel": "euros",
}


@pytest.fixture(scope="module")
def demo() -> Disclosure:
    every = [
        routines.examine(book(content), examples.PEILDATUM).basis
        for content in examples.regions().values()
    ]
    return Disclosure(basis.nation(every))


def unrelated(
    codes: Iterable[str], relations: Collection[Collection[str]], alone: Mapping[str, str]
) -> list[str]:
    """Give the counts that are in no relation with another one, and not said to stand alone."""
    told = {code for together in relations if len(set(together)) > 1 for code in together}
    return sorted(set(codes) - told - alone.keys())


def related(shown: Disclosure) -> list[set[str]]:
    """Give which counts the program lets hang together: in sums, and as those who are reached."""
    sums = [{key[2] for key in (r.total, *r.parts)} for r in shown.relations()]
    return [*sums, *map(set, disclosure.SHARES.values())]


def test_each_count_of_pupils_is_part_of_another_or_stands_alone_for_a_reason(
    demo: Disclosure,
) -> None:
    codes = disclosure.pupil_codes()
    assert unrelated(codes, related(demo), ALONE) == []
    assert codes >= ALONE.keys()
    # What is said to stand alone does.
    assert unrelated(ALONE, related(demo), {}) == sorted(ALONE)


def test_a_count_of_pupils_of_which_nobody_said_anything_is_found(demo: Disclosure) -> None:
    codes = {*disclosure.pupil_codes(), "leerlingen_meisjes"}
    assert unrelated(codes, related(demo), ALONE) == ["leerlingen_meisjes"]


def test_each_share_is_of_pupils_and_hidden_with_them_or_of_something_else() -> None:
    shares = {c.code for c in reference.cijfers().values() if c.eenheid == "%"}
    assert shares == disclosure.SHARES.keys() | OF_OTHERS.keys()


def test_all_pupils_in_kerncijfers_are_among_the_counts_of_which_is_decided(
    demo: Disclosure,
) -> None:
    decided = {key for r in demo.relations() for key in (r.total, *r.parts)}
    places = {"": -1} | {region.title: i for i, region in enumerate(demo.nation.regions)}
    parts = {f"profiel: {' '.join(part)}": part for part in sheets.PROFIEL_LEERWEG.rows}
    text = key_figures.as_csv(demo).decode("utf-8-sig")
    counted = [
        row
        for row in csv.DictReader(text.splitlines(), delimiter=";")
        if row["eenheid"] == "leerlingen"
    ]
    assert len(counted) > len(disclosure.pupil_codes()) * len(places)
    for row in counted:
        place = places[row["regio"] if row["regionummer"] else ""]
        part = parts[row["uitsplitsing"]] if row["uitsplitsing"] else ()
        # TL as a part is TL as a whole.
        key = (place, () if row["cijfer"].endswith("_tl") else part, row["cijfer"])
        assert key in decided, row
        assert place == -1 or not part, row


def test_who_reckons_in_the_tests_knows_of_the_same_counts_and_of_how_they_hang_together(
    demo: Disclosure,
) -> None:
    assert set(adversary.SUMMED) == disclosure.pupil_codes()
    printed = adversary.read(key_figures.as_csv(demo), demo.nation)
    known = [{key[2] for key in (total, *parts)} for total, parts in printed.sums]
    known += [{part[2], whole[2]} for part, whole in printed.within]
    assert unrelated(adversary.SUMMED, known, ALONE) == []
