"""Which blocks of cells are put at once."""

from __future__ import annotations

import pytest

from sto_xl.books.live.blocks import blocks

#: x is to be put, # stays, and what is blank may be put again.
STATE = {"x": True, "#": False, ".": None}


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("xx xx", {(0, 0, 1, 1)}),
        (".. ..", set()),
        ("## ##", set()),
        (".x. ... x..", {(0, 0, 2, 1)}),
        ("x x # x", {(0, 0, 1, 0), (3, 0, 3, 0)}),
        ("x . # . x", {(0, 0, 0, 0), (4, 0, 4, 0)}),
        ("x#x x#x", {(0, 0, 1, 0), (0, 2, 1, 2)}),
        ("xxx x#x xxx", {(0, 0, 0, 2), (1, 0, 1, 0), (1, 2, 1, 2), (2, 0, 2, 2)}),
        ("#x# ###", {(0, 1, 0, 1)}),
    ],
)
def test_blocks_hold_all_that_is_put_and_nothing_that_stays(
    drawn: str, expected: set[tuple[int, int, int, int]]
) -> None:
    rows = [[STATE[sign] for sign in row] for row in drawn.split()]
    assert set(blocks(rows)) == expected
