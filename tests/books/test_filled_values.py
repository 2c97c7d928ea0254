"""What is written into a file is what every reader reads from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from sto_xl.books.filling import FileBook
from sto_xl.books.reading.file import read_file
from sto_xl.grid import Cell, Changes, ColumnCells, Snapshot
from support import contract
from support.contract import CASES, LEFT, TOP, Case, Formula
from support.reopened import read_with_openpyxl

#: What a program may put into a cell: no formula, and what a cell can hold.
WRITTEN = [c for c in CASES if c.notice is None and not isinstance(c.written, Formula)]
READERS: dict[str, Callable[[Path], Snapshot]] = {
    "calamine": read_file,
    "openpyxl": read_with_openpyxl,
}


def column(cells: Iterable[Cell]) -> Changes:
    return Changes(columns=(ColumnCells("T", "Proef", "Proef", TOP, LEFT, tuple(cells)),))


@pytest.fixture(scope="module", params=READERS)
def rewritten(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """Give the contract's workbook of which each cell was emptied, and then filled again."""
    book = FileBook(contract.workbook(), "proef.xlsx")
    book.apply(column([None] * len(CASES)))
    assert not book.snapshot().sheets[0].rows
    book.apply(column([case.read for case in CASES]))
    path = tmp_path_factory.mktemp("contract") / "proef.xlsx"
    path.write_bytes(book.data)
    return READERS[request.param](path)


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case.name)
def test_what_is_written_is_what_is_read(rewritten: Snapshot, case: Case) -> None:
    got = rewritten.sheets[0].value(TOP + CASES.index(case), LEFT)
    assert (got, type(got)) == (case.read, type(case.read))
