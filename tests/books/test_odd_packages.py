"""A workbook that is damaged on purpose is filled in or refused with a sentence: never worse."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sto_xl.books.filling import FileBook
from sto_xl.grid import Cell, Changes, Formula, TailRows, area_of
from sto_xl.system.errors import Failure
from support.hostile import spoiled_workbook
from support.made_up import tried
from support.treasures import SHEETS, TABLES

CELLS: tuple[Cell, ...] = (None, "x", 1, True, Formula("=1"))


@tried(300)
@given(st.randoms())
def test_a_damaged_workbook_is_filled_in_or_refused(chance: Random) -> None:
    _, data = spoiled_workbook(chance)
    table = chance.choice(sorted(TABLES))
    top, left, bottom, right = area_of(TABLES[table])
    rows = tuple(
        tuple(chance.choice(CELLS) for _ in range(right - left + 1))
        for _ in range(chance.randint(0, 6))
    )
    first = chance.randint(top + 1, bottom + 1)
    wanted = Changes(tails=(TailRows(table, SHEETS[table], top, first, left, rows),))
    book = FileBook(data, "proef.xlsx")
    try:
        book.apply(wanted)
    except Failure:
        assert book.data is data
        return
    again = FileBook(book.data, "proef.xlsx")
    again.apply(wanted)
    assert again.data == book.data
