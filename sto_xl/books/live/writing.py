"""Carrying steps out: block by block, each read back, and all taken back if one fails."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sto_xl.books.live.busy import Patience, is_busy, refused_by_excel
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.live.values import rows_of, written
from sto_xl.books.reading.values import serial
from sto_xl.books.steps import Step, Targets
from sto_xl.grid import Area, Cell, CellRow, Formula, Written, address
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import xlwings


class MismatchError(Exception):
    """Excel made something else of a cell than what it was given."""


def write(app: xlwings.App, places: OpenSheets, targets: Targets, patience: Patience) -> Written:
    """Write what was looked at, all of it or nothing. Raises `Failure`."""
    updating = patience(lambda: app.screen_updating)
    patience(lambda: setattr(app, "screen_updating", False))
    try:
        unfiltered = _unfilter(places, targets, patience)
        after = _carry_out(places, targets.steps, patience)
        return replace(targets.written(after), unfiltered=unfiltered)
    finally:
        # Patience may be spent by now; the screen is worth waiting for once more. When even that
        # fails, Excel shows it again by itself as soon as the button's macro ends.
        with contextlib.suppress(Failure):
            Patience()(lambda: setattr(app, "screen_updating", updating))


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
    begun: list[_Writing] = []
    after = []
    for step in steps:
        begun.append(_Writing(places, step))
        try:
            after.append(patience(begun[-1].do))
        except BaseException as error:
            _take_back(begun)
            if isinstance(error, MismatchError) or refused_by_excel(error):
                raise Failure(Cause.NOT_WRITTEN, sheet=step.sheet) from error
            raise
    return after


def _take_back(begun: Sequence[_Writing]) -> None:
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


class _Writing:
    """One step: how it is carried out, and how it is taken back; each may be done twice."""

    def __init__(self, places: OpenSheets, step: Step) -> None:
        self.step = step
        self.base_1904 = places.base_1904
        self.place = places.on(step.sheet)

    def do(self) -> tuple[CellRow, ...]:
        """Carry it out, and give what Excel made of it."""
        step = self.step
        top, left, bottom, right = step.before.area
        last = top + len(step.after) - 1
        if step.ref_before and step.ref_after and step.ref_before[2] < step.ref_after[2]:
            self._resize(step.ref_after)
        after: tuple[CellRow, ...] = ()
        if step.after:
            area = (top, left, last, right)
            rows = self._calculated(area) if step.calculated else step.after
            self._put(area, rows)
            after = self._read_back(area, rows)
        if last < bottom:
            self._resize(step.ref_after)
            self.place.range((last + 1, left, bottom, right)).clear_contents()
        return after

    def undo(self) -> None:
        """Put back what stood there."""
        step = self.step
        if step.ref_before != step.ref_after:
            self._resize(step.ref_before)
        if step.before.raw:
            self.place.range(step.before.area).raw_value = step.before.raw
            self._read_back(step.before.area, step.before.cells)

    def _resize(self, area: Area | None) -> None:
        table = self.place.table(self.step.table) if self.step.table else None
        if table and area:
            table.table.resize(self.place.range(area))

    def _calculated(self, area: Area) -> tuple[CellRow, ...]:
        """Give the rows with what Excel put in a user's own columns when the table grew."""
        made = rows_of(self.place.range(area).api.Formula)
        return tuple(
            tuple(
                Formula(str(put)) if cell is None and str(put).startswith("=") else cell
                for cell, put in zip(row, found, strict=True)
            )
            for row, found in zip(self.step.after, made, strict=True)
        )

    def _put(self, area: Area, rows: Sequence[CellRow]) -> None:
        """Write a block; in a table of the add-on a column of one formula is put as one."""
        step, (top, left, bottom, _) = self.step, area
        there = zip(rows, step.before.cells, step.before.raw, strict=False)
        block = [
            [
                raw if _is(cell, was) else written(cell, base_1904=self.base_1904)
                for cell, was, raw in zip(*row, strict=True)
            ]
            for row in there
        ]
        formulas: list[tuple[int, str]] = []
        if step.table and not step.calculated:
            for c, column in enumerate(zip(*rows, strict=True)):
                first = column[0]
                if isinstance(first, Formula) and all(cell == first for cell in column):
                    formulas.append((left + c, first.text))
                    for line in block:
                        line[c] = ""
        self.place.range(area).raw_value = block
        for at, text in formulas:
            self.place.range((top, at, bottom, at)).api.Formula = text

    def _read_back(self, area: Area, wanted: Sequence[CellRow]) -> tuple[CellRow, ...]:
        """Read what Excel made of a block; MismatchError when it is something else."""
        found = self.place.read(area).cells
        for r, (row, meant) in enumerate(zip(found, wanted, strict=True)):
            for c, (cell, asked) in enumerate(zip(row, meant, strict=True)):
                # Excel may write a formula in its own way; that there is one is enough.
                formula = isinstance(asked, Formula) and isinstance(cell, Formula)
                if not formula and not self._same(asked, cell):
                    raise MismatchError(address(area[0] + r, area[1] + c))
        return found

    def _same(self, one: Cell, other: Cell) -> bool:
        """Tell whether two cells hold the same; a day is its number, an empty text nothing."""
        if isinstance(one, Formula) or isinstance(other, Formula):
            return one == other
        left, right = (
            serial(cell, base_1904=self.base_1904) if isinstance(cell, dt.date | dt.time) else cell
            for cell in (None if one == "" else one, None if other == "" else other)
        )
        if isinstance(left, bool) or isinstance(right, bool):
            return left is right
        return left == right


def _is(one: Cell, other: Cell) -> bool:
    """Tell whether two cells are the same, so that what stands there can stay to the last digit."""
    return type(one) is type(other) and one == other
