"""A roster open in the fake Excel, and its buttons, for the tests of the work in Excel."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books import build
from sto_xl.cli.demo import examples
from sto_xl.excel import macros
from sto_xl.grid import Row, Snapshot, column_letters

DEMO = "rivierenhoek"
BUTTONS = ("check", "flag", "summarise", "letters")
NAME = "regiobestand.xlsx"
#: The style of a message box with the buttons Ja and Nee.
_QUESTION = 4


def opened(folder: Path, content: Mapping[str, tuple[Row, ...]] | None = None) -> FakeExcel:
    """Open a roster that lies in a folder: that of the demo, or one with this content."""
    data = _demo() if content is None else build.roster_bytes(content)
    (folder / NAME).write_bytes(data)
    return FakeExcel.open(data, name=NAME, path=str(folder))


@cache
def _demo() -> bytes:
    return build.roster_bytes(examples.regions()[DEMO])


def click(excel: FakeExcel, button: str) -> str:
    """Click a button; give what the last message box says, or else what stderr would.

    Before it there may be questions.
    """
    excel.messages.clear()
    errors = io.StringIO()
    with excel.as_caller(), contextlib.redirect_stderr(errors), contextlib.suppress(SystemExit):
        getattr(macros, button)()
    assert sum(message.style & _QUESTION == 0 for message in excel.messages) <= 1
    return excel.messages[-1].prompt if excel.messages else errors.getvalue()


def letters_of(heading: str) -> str:
    """Give the letters above a column of sheet Scholen."""
    headings = [column.heading for column in sheets.SCHOLEN.columns]
    return column_letters(headings.index(heading) + 1)


def seen(excel: FakeExcel) -> Snapshot:
    """Give all that a snapshot of the whole workbook holds, the sheets of the add-on too."""
    from sto_xl.books.live import reading

    return reading.snapshot_of("", list(reading.every(excel.book)))
