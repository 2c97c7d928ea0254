"""Steps over Office.js: looked at as over every other kind of places, and written as in memory."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from fake_excel.excel import FakeExcel
from fake_office.host import FakeOffice
from sto_xl.books import steps
from sto_xl.books.told import NotReadError, ToldBook
from sto_xl.books.told.orders import Orders
from sto_xl.grid import Changes, Written
from sto_xl.system.errors import Failure
from support.drawn import as_file, in_memory, told
from support.pane import InNode
from support.step_cases import CASES, Case

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InNode]:
    with InNode(tmp_path_factory.mktemp("pane"), "excel.js") as node:
        yield node


class OverOffice:
    """A workbook that is open in Excel, for Office.js."""

    def __init__(self, node: InNode, data: bytes) -> None:
        self.node = node
        self.office = FakeOffice(FakeExcel.open(data, name="proef.xlsx"))
        self.node.call(self.office, "prepare")
        self.told = self.places()

    def places(self) -> ToldBook:
        """Read it as it is now."""
        found = ToldBook(self.node.call(self.office, "list"))
        found.read(self.node.call(self.office, "read", found.to_read()))
        return found

    def look(self, changes: Changes) -> steps.Targets:
        """Look, and read what turns out to be missing."""
        while True:
            try:
                return steps.look(self.told, changes)
            except NotReadError as missing:
                self.told.read(self.node.call(self.office, "read", self.told.more(missing)))

    def apply(self, changes: Changes) -> Written:
        orders = Orders(self.told, self.look(changes), None)
        done = self.node.call(self.office, "carryOut", orders.to_do())
        return orders.written(done["blocks"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_changes_come_to_the_same_steps_and_leave_the_same_cells(node: InNode, case: Case) -> None:
    book, memory = OverOffice(node, as_file(case.book)), in_memory(case.book)
    if case.refused is not None:
        with pytest.raises(Failure) as failure:
            book.look(case.changes)
        assert (failure.value.cause, failure.value.values) == case.refused
        return
    assert tuple(told(book.look(case.changes).steps)) == case.steps
    assert book.apply(case.changes) == memory.write(memory.look(case.changes))
    for sheet in memory.every:
        there, area = book.places().on(sheet.name), (1, 1, 12, 8)
        assert there.held(area).cells == sheet.held(area).cells
        for table in sheet.tables:
            found = there.table(table.name)
            assert found
            assert found.area == table.area
