"""The button Ongedaan maken: the last run in the open workbook taken back, its letters too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.books.steps import Targets
from sto_xl.buttons import restore, roster
from sto_xl.buttons.journal import Entry
from sto_xl.buttons.restore import GONE, Left, table_left
from sto_xl.buttons.sentences import listed, unfiltered
from sto_xl.grid import ColumnCells, TableWritten, TailRows
from sto_xl.model.wording import DUTCH, capitalised, counted
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click


def last_run(click: Click) -> str:
    """Take the last run back."""
    with roster.no_roster_said_first(click):
        run = click.last_run()
    if not run:
        # A check that no run made was made outside Excel, in the copy that this workbook is.
        if day := click.last_check():
            raise Failure(Cause.NOTHING_SINCE_UPDATE, day=day)
        raise Failure(Cause.NOTHING_TO_UNDO)
    entry = click.journal.find(run)
    if entry is None:
        raise Failure(Cause.JOURNAL_GONE)
    # Without cells of users' tables there is nothing to find in them.
    found, left = restore.wanted(click.snapshot, entry.cells) if entry.cells else ({}, ())
    added, vanished = restore.tails_wanted(click.snapshot, entry.tails) if entry.tails else ((), ())
    plan, gone = _look_back(click, entry.tables, found, added)
    rows, changed = restore.tables_to_restore(entry.tables, plan.present)
    tails, moved = restore.tails_to_restore(entry.tails, plan.last_rows)
    left += (*gone, *changed, *vanished, *moved)
    columns = []
    for target, by_line in zip(plan.columns, found.values(), strict=True):
        present = tuple(cells[0] for cells in target.present.cells)
        column, changed = restore.restored(target.column, present, by_line)
        left += changed
        columns.append(column)
    back = plan.with_rows(rows).with_tails(tails).with_columns(columns, as_it_was=True)
    written = click.book.write(back)
    # What was taken away by a browser lies where only its user knows.
    letters = outputs.withdraw(Path(entry.folder), entry.letters) if entry.folder else 0
    left += tuple(
        Left(f"{entry.folder}, {name}", "kon niet worden verplaatst: open, of al weg")
        for name in (entry.beside if entry.folder else ())
        if not outputs.withdraw(Path(entry.folder), [name])
    )
    # The journal stays: a copy of this workbook may still want it.
    return _undone(entry, left, letters) + unfiltered(written)


def _look_back(
    click: Click,
    tables: Mapping[str, TableWritten],
    columns: Iterable[ColumnCells],
    tails: tuple[TailRows, ...],
) -> tuple[Targets, tuple[Left, ...]]:
    """Look at what a run wrote; a table that is gone since is left out, and named."""
    there, gone = dict(tables), list[Left]()
    while True:
        try:
            return click.book.look(restore.as_changes(there, columns, tails)), tuple(gone)
        except Failure as failure:
            if failure.cause is not Cause.TABLE_GONE:
                raise
            name = failure.values["table"]
            gone.append(table_left(there.pop(name), GONE))


def _undone(entry: Entry, left: tuple[Left, ...], letters: int) -> str:
    text = f"Ongedaan gemaakt: {entry.action}, van {DUTCH.datum(entry.made)}."
    if (entry.letters or entry.beside) and not entry.folder:
        text += "\nWat erbij werd gemaakt en u hebt opgehaald, verwijdert u zelf."
    elif entry.letters:
        moved = counted(letters, "brief ligt", "brieven liggen")
        text += f"\n{capitalised(moved)} nu in de map ‘teruggetrokken’"
        rest = counted(len(entry.letters) - letters, "brief kon", "brieven konden")
        if letters < len(entry.letters):
            rest += " niet worden verplaatst: open, al verplaatst of verwijderd"
            text += f"; {rest}"
        text += "."
    elif entry.beside:
        text += f"\nWat in map ‘{entry.folder}’ was gemaakt, ligt daar in ‘teruggetrokken’."
    if left:
        text += "\n\nNiet teruggezet:" + listed([f"{item.place}: {item.why}" for item in left])
    return text
