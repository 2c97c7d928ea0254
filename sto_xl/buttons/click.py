"""One click: the open workbook, the moment, and how a run is written. Knows no button."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.steps import Targets
from sto_xl.buttons import restore
from sto_xl.buttons.book import ClickedBook
from sto_xl.buttons.journal import Entry, Runs
from sto_xl.grid import Cell, Changes, Snapshot, Written
from sto_xl.sheets.table_read import TableRead
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.outside import Outside
    from sto_xl.sheets.workbook import Workbook

_RUN = sheets.RUN.name
#: The status bar is told at most so often how far it is.
_REPORTS = 9


@dataclass(frozen=True, slots=True)
class Run:
    """What is kept of a run besides the cells that it changes.

    `action` is what undoing calls it; `book` is the workbook as it was read. Of a `checked` one the
    workbook says when it was.
    """

    action: str
    book: Workbook
    outside: Outside | None = None
    checked: bool = False


class Click:
    """The workbook in which a button was clicked, and when."""

    def __init__(self, book: ClickedBook, now: dt.datetime, journal: Runs) -> None:
        """Take the workbook, the moment of the click, and where runs are kept."""
        self.book = book
        self.now = now
        self.journal = journal
        #: What is kept of the run that was written, by what came of it; None when there is none.
        self.entry: Callable[[Written], Entry] | None = None

    @cached_property
    def snapshot(self) -> Snapshot:
        """The workbook as it was when the button was clicked."""
        return self.book.snapshot()

    def last_run(self) -> str:
        """Give the name of the last run; empty when there was none."""
        return _text(self.book.table(_RUN).rows[0], 0)

    def last_check(self) -> str:
        """Give when the workbook was last checked; empty when it never was."""
        return _text(self.book.table(_RUN).rows[0], 1)

    def look(self, changes: Changes) -> Targets:
        """Look at what would change, the name of the run included."""
        # The run's name first: should this process die halfway, the journal is found by it.
        return self.book.look(replace(changes, tables={_RUN: (), **changes.tables}))

    def write(self, plan: Targets, run: Run) -> Written:
        """Write what was looked at, and keep what was there before it is written."""
        before = plan.present[_RUN][0]
        name = f"{self.now:%Y-%m-%d %H.%M.%S} {secrets.token_hex(3)}"
        moment = f"{self.now:%d-%m-%Y, %H.%M} uur" if run.checked else _text(before, 1)
        plan = plan.with_rows({**plan.rows, _RUN: ((name, moment or None),)})
        outside = run.outside
        entry = Entry(
            name,
            _text(before, 0),
            self.now.date(),
            run.action,
            run.book.version or "",
            {},
            folder=str(outside.folder) if outside else "",
            letters=tuple(outside.letters.values()) if outside else (),
            beside=tuple(outside.beside) if outside else (),
        )
        self.entry = partial(_with, entry, run.book.tables)
        self.journal.keep(self.entry(plan.intended))
        try:
            written = self.book.write(plan)
        except Failure as failure:
            # All is as it was before, unless it is said that it is not.
            if failure.cause is not Cause.NOT_TAKEN_BACK:
                self.journal.drop(name)
            raise
        # The workbook is written, and what was meant is kept already.
        with contextlib.suppress(Failure):
            self.journal.keep(self.entry(written))
        return written

    def new_folder(self, name: str, title: str) -> Path | None:
        """Make a folder beside the workbook, or where the user says, asked with this title.

        None when that choice is broken off.
        """
        beside = self.beside()
        if not beside:
            chosen = self.book.choose_folder(title)
            if chosen is None:
                return None
            beside = chosen
        return outputs.fresh_folder(Path(beside), name)

    def progress(self, called: str, count: int, done: str = "gemaakt") -> Callable[[int], None]:
        """Give what the status bar is told by: how many of `count` are `done` by now."""
        step = -(-count // _REPORTS)

        def tell(number: int) -> None:
            if (number - 1) % step == 0:
                self.book.progress(f"{called}: {number} van {count} {done} …")

        return tell

    def beside(self) -> str:
        """Give the folder where the workbook lies; empty when it lies on the web or nowhere yet."""
        folder = self.book.folder()
        return "" if "://" in folder else folder


def _with(entry: Entry, tables: Mapping[str, TableRead], written: Written) -> Entry:
    cells = restore.cells_written(tables, written)
    return replace(entry, tables=written.tables, cells=cells, tails=written.tails)


def _text(row: tuple[Cell, ...], place: int) -> str:
    return str(row[place] or "") if place < len(row) else ""
