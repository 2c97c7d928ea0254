"""Whatever a workbook holds, a table in it gets other rows and nothing else is lost."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.books.filling import FileBook
from sto_xl.grid import Area, Cell, CellRow, Changes, Formula, TailRows, area_of
from sto_xl.system.errors import Cause, Failure
from support.made_up import tried
from support.packages import differing, parts
from support.treasures import SHEETS, TABLES, workbook

#: What may differ beside the sheet and the table: what is calculated, and in which order.
OF_BOOK = {"xl/workbook.xml"}
OF_FORMULAS = {"xl/calcChain.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"}
ALLOWED = {Cause.NO_ROOM}

CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.text(max_size=40),
    st.text("<>&\"' \n\r\t_x000D]é€", max_size=12),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.sampled_from([Formula("=1+1"), Formula('="<"&A1')]),
)
DAYS: st.SearchStrategy[Cell] = st.none() | st.text(max_size=9) | st.dates(dt.date(1950, 1, 1))


def test_the_workbook_is_all_there() -> None:
    names = parts(workbook()).keys()
    for what in ("drawing1", "vmlDrawing1", "chart1", "media/image1", "comments1", "vbaProject"):
        assert any(what in name for name in names), what


@st.composite
def tails(draw: st.DrawFn) -> TailRows:
    """Give other last rows for one of the tables."""
    name = draw(st.sampled_from(sorted(TABLES)))
    top, left, bottom, right = area_of(TABLES[name])
    first = draw(st.integers(top + 1, bottom + 1))
    width = right - left + 1
    # A number in a column of days is a day, which not every number can be.
    kinds = [DAYS if name == "Verkoop" and at == 0 else CELLS for at in range(width)]
    row = st.tuples(*kinds)
    rows: list[CellRow] = draw(st.lists(row, max_size=9))
    return TailRows(name, SHEETS[name], top, first, left, tuple(rows))


@pytest.mark.slow
@tried(150)
@given(tails())
def test_a_table_gets_other_rows_and_nothing_else_is_lost(tail: TailRows) -> None:
    data, wanted = workbook(), Changes(tails=(tail,))
    book = FileBook(data, "schatkist.xlsm")
    try:
        written = book.apply(wanted)
    except Failure as failure:
        _left_alone(book, data, failure)
        return
    number = list(dict.fromkeys(SHEETS.values())).index(tail.sheet) + 1
    sheet = f"xl/worksheets/sheet{number}.xml"
    other = {name for name in differing(data, book.data) if not name.startswith("xl/tables/")}
    assert other <= {sheet} | OF_BOOK | OF_FORMULAS
    before, after = parts(data), parts(book.data)
    tables = [n for n in before if n.startswith("xl/tables/") and before[n] != after[n]]
    assert all(tail.table.encode() in before[n] for n in tables)
    (done,) = written.tails.values()
    _only_rows_differ(before[sheet].decode(), after[sheet].decode(), area_of(done.ref_after), tail)
    _reads_as_written(book.data, tail, done.after)
    once = book.data
    again = FileBook(once, "schatkist.xlsm")
    again.apply(wanted)
    assert again.data == once


def _left_alone(book: FileBook, data: bytes, failure: Failure) -> None:
    assert failure.cause in ALLOWED
    assert book.data is data


def _only_rows_differ(before: str, after: str, area: Area, tail: TailRows) -> None:
    """Hold the XML around the rows to be the same but for how far things reach."""
    old, new = (_taken_apart(xml) for xml in (before, after))
    reach = re.compile(r'(sqref="|sqref>|dimension ref=")[A-Z0-9: ]+')
    assert [reach.sub(r"\1", piece) for piece in new[0]] == [reach.sub(r"\1", p) for p in old[0]]
    changed = {n for n in old[1].keys() | new[1].keys() if old[1].get(n) != new[1].get(n)}
    last = max(area[2], area_of(TABLES[tail.table])[2])
    assert changed <= set(range(tail.top, last + 1))
    for number in changed & old[1].keys():
        outside = [
            cell
            for cell in re.findall(r"<c [^>]*?(?:/>|>.*?</c>)", old[1][number], re.DOTALL)
            if not area[1] <= area_of(re.findall(r'r="(\w+)"', cell)[0])[1] <= area[3]
        ]
        assert all(cell in new[1][number] for cell in outside)


def _taken_apart(xml: str) -> tuple[list[str], dict[int, str]]:
    """Give what stands around the rows, and the rows by number."""
    head, _, rest = xml.partition("<sheetData>")
    rows, _, end = rest.partition("</sheetData>")
    found = re.findall(r'(<row r="(\d+)"[^>]*?(?:/>|>.*?</row>))', rows, re.DOTALL)
    return [head, end], {int(number): row for row, number in found}


def _reads_as_written(data: bytes, tail: TailRows, after: tuple[CellRow, ...]) -> None:
    """Hold what is read to be what was written."""
    held = FileBook(data, "").places.on(tail.sheet)
    bottom = tail.top + len(after) - 1
    area = (tail.top, tail.left, bottom, tail.left + len(after[0]) - 1) if after else (1, 1, 1, 1)
    if after:
        assert held.held(area).cells == tuple(tuple(_read(cell) for cell in row) for row in after)


def _read(cell: Cell) -> Cell:
    """Give how a cell reads: an empty text is nothing."""
    return None if cell == "" and isinstance(cell, str) else cell
