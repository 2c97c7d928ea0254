"""Carrying steps out: one by one, undisturbed, and all taken back if one fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sto_xl.books.live.busy import Patience, is_busy, refused_by_excel
from sto_xl.books.live.intended import MismatchError
from sto_xl.books.live.one_step import Writing
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.steps import Step, Targets
from sto_xl.grid import CellRow, Snapshot, Written
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import xlwings


def write(
    app: xlwings.App,
    places: OpenSheets,
    targets: Targets,
    patience: Patience,
    read: Snapshot | None = None,
) -> Written:
    """Write what was looked at, all of it or nothing; `read` is what it was decided by.

    Raises `Failure`, also when somebody else changed what it is about.
    """
    for name in _changed(places, targets, patience, read):
        raise Failure(Cause.CHANGED_IN_EXCEL, sheet=name)
    with _undisturbed(app, patience):
        unfiltered = _unfilter(places, targets, patience)
        after = _carry_out(places, targets.steps, patience)
        return replace(targets.written(after), unfiltered=unfiltered)


def _changed(
    places: OpenSheets, targets: Targets, patience: Patience, read: Snapshot | None
) -> Iterator[str]:
    """Give the sheets on which a cell, or a row of the user's, is not what or where it was."""
    users = [t.place.name for t in targets.columns] + [t.place.name for t in targets.tails]
    for name in dict.fromkeys(users):
        sheet = read.sheet(name) if read else None
        if sheet and not patience(partial(places.on(name).in_place, sheet)):
            yield name
    for step in targets.steps:
        if not patience(partial(places.on(step.sheet).untouched, step.before)):
            yield step.sheet


@contextlib.contextmanager
def _undisturbed(app: xlwings.App, patience: Patience) -> Iterator[None]:
    """Let no macro of others, nor the screen, follow what is written; both are as before after."""
    events = patience(lambda: app.enable_events)
    try:
        patience(lambda: setattr(app, "enable_events", False))
        patience(lambda: setattr(app, "screen_updating", False))
        yield
    finally:
        # Patience may be spent by now, and these are worth waiting for once more; that they fail
        # undoes nothing of what is written. When they do, Excel and the add-in's own VBA put them
        # back as soon as the button's macro ends.
        Patience().if_excel_lets(lambda: setattr(app, "enable_events", events))
        Patience().if_excel_lets(lambda: setattr(app, "screen_updating", True))


def _unfilter(places: OpenSheets, targets: Targets, patience: Patience) -> tuple[str, ...]:
    """Show the rows that a filter hides, past which Excel would write; give their sheets."""
    # The columns of a table have one filter, and its last rows have the same.
    steps = {target.column.table: target.step for target in targets.columns}
    steps |= {target.name: target.step for target in (*targets.tables, *targets.tails)}
    filtered = [s.sheet for s in steps.values() if patience(partial(_take_off, places, s))]
    return tuple(dict.fromkeys(filtered))


def _take_off(places: OpenSheets, step: Step) -> bool:
    """Take a filter off, and tell whether there was one that hid rows."""
    filtering = places.on(step.sheet).hiding(step.table, step.before.area)
    if filtering is None:
        return False
    try:
        filtering.ShowAllData()
    except Exception as error:
        if is_busy(error) or not refused_by_excel(error):
            raise
        raise Failure(Cause.NOT_WRITTEN, sheet=step.sheet) from error
    return True


def _carry_out(
    places: OpenSheets, steps: Sequence[Step], patience: Patience
) -> list[tuple[CellRow, ...]]:
    """Carry steps out, and give what Excel made of each; all are taken back when one fails."""
    begun: list[Writing] = []
    after = []
    for step in steps:
        begun.append(Writing(places, step))
        try:
            after.append(patience(begun[-1].do))
        except BaseException as error:
            _take_back(begun)
            if isinstance(error, MismatchError) or refused_by_excel(error):
                raise Failure(Cause.NOT_WRITTEN, sheet=step.sheet) from error
            raise
    return after


def _take_back(begun: Sequence[Writing]) -> None:
    """Write the values before back, the last step first; Failure when that does not work."""
    patience = Patience()
    for writing in reversed(begun):
        try:
            patience(writing.undo)
        except Exception as error:
            known = isinstance(error, Failure | MismatchError)
            if known or is_busy(error) or refused_by_excel(error):
                raise Failure(Cause.NOT_TAKEN_BACK, sheet=writing.step.sheet) from error
            raise
