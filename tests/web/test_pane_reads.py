"""What the pane reads over Office.js of a workbook is what the ribbon reads of it over xlwings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from fake_office.host import FakeOffice
from sto_xl.books import build
from sto_xl.books.live import LiveBook
from sto_xl.books.told import ToldBook
from sto_xl.grid import Snapshot
from support import contract
from support.excel import NAME, opened
from support.odd_roster import odd_content, with_odd_cells
from support.pane import InNode
from support.rosters import roster

pytestmark = pytest.mark.slow
#: Names of sheets and tables, asked for when the pane opens; where these reach; the cells.
SYNCS = 3


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InNode]:
    with InNode(tmp_path_factory.mktemp("pane"), "excel.js") as node:
        yield node


def read(node: InNode, office: FakeOffice) -> Snapshot:
    """Read the workbook as a click does."""
    node.call(office, "prepare")
    told = ToldBook(node.call(office, "list"))
    told.read(node.call(office, "read", told.to_read()))
    return told.snapshot()


def in_both(node: InNode, excel: FakeExcel) -> tuple[Snapshot, Snapshot]:
    return read(node, FakeOffice(excel)), LiveBook(excel.book).snapshot()


def merge_under(excel: FakeExcel) -> None:
    excel.type("Contacten", "A40", "Let op")
    excel.merge("Contacten", "A40:B41")


CHANGED: dict[str, Callable[[FakeExcel], None]] = {
    "nothing was": lambda _: None,
    "a table was renamed": lambda e: e.rename_table("tblScholen", "tblScholen_2"),
    "a table was turned into a range": lambda e: e.unlist("tblAanbod"),
    "a sheet was renamed": lambda e: e.rename_sheet("Scholen", "'s Zomers & 's winters"),
    "a sheet was deleted": lambda e: e.delete_sheet("Partners"),
    "a sheet was added": lambda e: e.add_sheet("Kladblok"),
    "cells were merged under a table": merge_under,
    "a table has a totals row": lambda e: e.show_totals("tblPartners"),
    "a table has no rows": lambda e: e.without_body_rows("tblPlannen"),
    "a table has no headings": lambda e: e.hide_header("tblScholen"),
    "a filter hides rows": lambda e: e.hide_rows_by_filter("tblScholen", [0, 2]),
    "a sheet is protected": lambda e: e.protect("Scholen"),
    "a cell has an error": lambda e: e.type("Aanbod", "D2", "#N/B"),
    "a formula gives an error": lambda e: e.store("Aanbod", "D2", -2146826281, formula="=1/0"),
    "a row adds up others": lambda e: e.type(
        "Partners", "A7:D7", [["Alles bij elkaar", "", "", "=SUM(D2:D4)"]]
    ),
    "a text looks like a formula": lambda e: e.type("Scholen", "B2", "'=1+1"),
    "days count from 1904": lambda e: e.count_from_1904(),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_workbook_is_read_as_the_ribbon_reads_it(node: InNode, tmp_path: Path, what: str) -> None:
    excel = opened(tmp_path)
    CHANGED[what](excel)
    pane, ribbon = in_both(node, excel)
    assert pane == ribbon


def test_whatever_stands_in_cells_is_read_as_the_ribbon_reads_it(node: InNode) -> None:
    for data in (contract.workbook(), with_odd_cells(build.roster_bytes(odd_content()))):
        pane, ribbon = in_both(node, FakeExcel.open(data))
        for mine, other in zip(pane.sheets, ribbon.sheets, strict=True):
            for row in range(other.top, other.bottom + 1):
                cells = [s.cells(row, other.left, other.right) for s in (mine, other)]
                assert cells[0] == cells[1], (mine.name, row)
                assert [*map(type, cells[0])] == [*map(type, cells[1])], (mine.name, row)
        assert pane == ribbon


@pytest.mark.parametrize("schools", [3, 300])
def test_to_read_takes_three_syncs_however_many_schools_there_are(
    node: InNode, schools: int
) -> None:
    excel = FakeExcel.open(build.roster_bytes(roster(schools, 1)), name=NAME)
    office = FakeOffice(excel)
    assert read(node, office) == LiveBook(excel.book).snapshot()
    assert office.syncs == SYNCS


def renamed(excel: FakeExcel) -> None:
    excel.rename_sheet("Partners", "Wie meedoet")
    excel.rename_table("tblPartners", "tblAnderen")


SINCE: dict[str, Callable[[FakeExcel], None]] = {
    "a sheet was added": lambda e: e.add_sheet("Kladblok"),
    "a sheet was deleted": lambda e: e.delete_sheet("Partners"),
    "sheet and table were renamed": renamed,
}


@pytest.mark.parametrize("what", SINCE)
def test_what_happened_since_the_pane_opened_takes_one_sync_more(
    node: InNode, tmp_path: Path, what: str
) -> None:
    excel = opened(tmp_path)
    office = FakeOffice(excel)
    node.call(office, "prepare")
    SINCE[what](excel)
    told = ToldBook(node.call(office, "list"))
    told.read(node.call(office, "read", told.to_read()))
    assert told.snapshot() == LiveBook(excel.book).snapshot()
    assert office.syncs == SYNCS + 1
