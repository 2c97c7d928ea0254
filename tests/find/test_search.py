"""A school is found by parts of its names, its place or its code, the likeliest first."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_xl.find.index import IndexedRoster, ListedSchool
from sto_xl.find.search import schools, search
from sto_xl.model import Deelname
from support.rule_cases.register import register


def roster(region: str, *rows: str) -> IndexedRoster:
    """Give what is kept of a roster: code, name and place of each school."""
    listed = []
    for line, row in enumerate(rows):
        code, name, place = (cell.strip() for cell in row.split("|"))
        listed.append(ListedSchool(code, (name,), place, Deelname.GEEN, None, "", line))
    return IndexedRoster(str(Path(region)), 1, 1, "", region, "", tuple(listed), ())


ROSTERS = (
    roster(
        "Noord",
        "20LO03 | Dr. Nassau College | Gieten",
        "20LO04 | Dr. Nassau College, loc. Penta | Assen",
        "00AH17 | De Werkhoek | Assen",
        " | Chr. Vakschool Zonder Code | Beilen",
    ),
    roster("Oost", "00AH17 | SGM De Werkhoek | Assen", "20LO05 | Nassauschool | Emmen"),
)
EVERY = schools(ROSTERS, register().all())


def found(query: str) -> list[str]:
    return [one.code or one.names[0] for one in search(query, EVERY).schools]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("nassau gieten", ["20LO03"]),
        ("Gieten, Dr Nassau", ["20LO03"]),
        ("nassau", ["20LO03", "20LO04", "20LO05"]),
        ("nassau college", ["20LO03", "20LO04", "20LO05"]),
        ("NASAU penta", ["20LO04"]),
        ("20lo 05", ["20LO05"]),
        ("20LO", ["20LO05", "20LO03", "20LO04"]),
        ("00ah17", ["00AH17"]),
        ("hoek", ["00AH17", "00AH19"]),
        ("christelijke vakschool code", ["Chr. Vakschool Zonder Code"]),
        # Only DUO knows it, and in which municipality it lies.
        ("sluis midden-drenthe", ["00AH21"]),
        ("99ZZ99", []),
        ("nassau beilen", []),
        ("?", []),
        ("", []),
    ],
)
def test_each_word_is_to_be_found_but_for_those_that_many_have(
    query: str, first: list[str]
) -> None:
    assert found(query) == first


def test_a_school_on_two_rosters_is_one_school_with_all_its_names() -> None:
    (one,) = search("werkhoek 00AH17", EVERY).schools
    assert [listed.title for listed, _ in one.on] == ["Noord", "Oost"]
    assert one.names[:2] == ("De Werkhoek", "SGM De Werkhoek")


def test_what_nothing_is_called_is_proposed_and_said_to_be() -> None:
    hits = search("verkhoeck", EVERY, lambda _query: ["00AH17", "99ZZ99"])
    assert ([one.code for one in hits.schools], hits.proposed) == (["00AH17"], True)
    assert not search("xyz", EVERY, lambda _query: []).proposed
    assert not search("werkhoek", EVERY, lambda _query: ["20LO03"]).proposed
