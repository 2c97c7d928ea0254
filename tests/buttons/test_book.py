"""A click needs no Excel: any workbook that gives what `ClickedBook` asks gets the same."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.books.live import LiveBook
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.reading.file import read_file
from sto_xl.buttons import control, roster, undo
from sto_xl.buttons.click import Click
from sto_xl.system.errors import Cause, Failure
from support.excel import NAME, opened
from support.memory import MemoryBook, MemoryRuns

NOW = dt.datetime(2026, 9, 30, 14, 5)
BUTTONS: dict[str, Callable[[Click], str]] = {
    "Controleren": control.check,
    "Scholen markeren": roster.flag,
    "Samenvatting bijwerken": roster.summarise,
}
each_button = pytest.mark.parametrize("button", BUTTONS.values(), ids=BUTTONS)


@each_button
def test_a_button_does_elsewhere_what_it_does_in_excel(
    tmp_path: Path, button: Callable[[Click], str]
) -> None:
    excel = opened(tmp_path)
    memory = MemoryBook.of(read_file(tmp_path / NAME))
    said = button(Click(LiveBook(excel.book), NOW, MemoryRuns()))
    assert button(Click(memory, NOW, MemoryRuns())) == said
    there = OpenSheets(excel.book)
    for spec in sheets.ROSTER.filled:
        here, table = memory.on(spec.sheet), there.on(spec.sheet).table(spec.name)
        assert table
        found = here.table(spec.name)
        assert found
        assert found.area == table.area
        if spec is not sheets.RUN:
            cells = here.held(table.area).cells
            assert cells == there.on(spec.sheet).held(table.area).cells
    schools = memory.on(sheets.SCHOLEN.sheet)
    area = (1, 1, 40, len(sheets.SCHOLEN.columns))
    assert schools.held(area).values == there.on(schools.name).held(area).values


@each_button
def test_what_it_did_there_is_taken_back_there(
    tmp_path: Path, button: Callable[[Click], str]
) -> None:
    opened(tmp_path)
    memory, runs = MemoryBook.of(read_file(tmp_path / NAME)), MemoryRuns()
    before = memory.snapshot()
    button(Click(memory, NOW, runs))
    assert memory.snapshot() != before
    assert len(runs) == 1
    assert "Ongedaan gemaakt" in undo.last_run(Click(memory, NOW, runs))
    assert memory.snapshot() == before
    with pytest.raises(Failure) as failure:
        undo.last_run(Click(memory, NOW, runs))
    assert failure.value.cause is Cause.NOTHING_TO_UNDO
