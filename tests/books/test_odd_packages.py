"""A workbook that is damaged on purpose is filled in or refused with a sentence: never worse."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from sto_xl.books.filling import FileBook
from sto_xl.grid import Cell, Changes, Formula, TailRows, area_of
from sto_xl.system.errors import Failure
from support.made_up import tried
from support.packages import parts, reworked
from support.treasures import SHEETS, TABLES, workbook

PARTS = (
    *(f"xl/worksheets/sheet{number}.xml" for number in (1, 3)),
    *(f"xl/tables/table{number}.xml" for number in (1, 2, 3, 4)),
    *("xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"),
    *("xl/_rels/workbook.xml.rels", "xl/worksheets/_rels/sheet1.xml.rels"),
)
VALUES = ("", "-1", "99999999999", "A1", "ZZZZ1:A0", "é", "B3:E99999999", "shared", "array", "1e9")
CELLS: tuple[Cell, ...] = (None, "x", 1, True, Formula("=1"))


def damaged(xml: str, chance: Random) -> str:
    """Take a tag out, double it, change or drop an attribute, put a sign where none belongs."""
    tag = chance.choice(list(re.finditer(r"<[^>]+>", xml)))
    before, after = xml[: tag.start()], xml[tag.end() :]
    how = chance.randrange(5)
    if how == 0:
        return before + after
    if how == 1:
        return before + tag[0] * 2 + after
    if how == 2:
        at = chance.randrange(len(xml))
        return xml[:at] + chance.choice(["<", ">", "&", '"', "\0", "&#0;", "é"]) + xml[at + 1 :]
    said = list(re.finditer(r'\s[\w:]+="([^"]*)"', tag[0]))
    if not said:
        return before + after
    one = chance.choice(said)
    start, end = one.span() if how == 3 else one.span(1)
    new = "" if how == 3 else chance.choice(VALUES)
    return before + tag[0][:start] + new + tag[0][end:] + after


@tried(300)
@given(st.randoms())
def test_a_damaged_workbook_is_filled_in_or_refused(chance: Random) -> None:
    name = chance.choice(PARTS)
    xml = parts(workbook())[name].decode()
    for _ in range(chance.randint(1, 3)):
        xml = damaged(xml, chance)
    data = reworked(workbook(), {name: xml})
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
