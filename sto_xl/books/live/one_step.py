"""One step: what differs is put, block by block, and read back; the same way it is taken back."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from sto_xl.books.live.blocks import blocks
from sto_xl.books.live.intended import (
    Intended,
    Same,
    differing,
    formulas,
    intended,
    is_as_was,
    must_hold,
)
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.live.values import CellKept
from sto_xl.books.steps import Held, Step
from sto_xl.grid import Area, Cell, CellRow, Formula


class Writing:
    """One step: how it is carried out, and how it is taken back; each may be done twice.

    Only what differs is put: a format makes text of a number that is put again, and a cell of which
    a part is bold loses that.
    """

    def __init__(self, places: OpenSheets, step: Step) -> None:
        """Take a step, and the sheets as they were looked at."""
        self._places = places
        self.step = step
        self.place = places.on(step.sheet)
        self._own = bool(step.table) and not step.calculated

    @cached_property
    def _same(self) -> Same:
        return Same(base_1904=self._places.base_1904)

    def do(self) -> tuple[CellRow, ...]:
        """Carry it out, and give what Excel made of it."""
        step = self.step
        top, left, bottom, right = step.before.area
        last = top + len(step.after) - 1
        grows = bool(step.ref_before and step.ref_after and step.ref_before[2] < step.ref_after[2])
        if grows:
            self._resize(step.ref_after)
        after: tuple[CellRow, ...] = ()
        if step.after:
            area = (top, left, last, right)
            # Excel puts formulas of the user's own columns into the rows that a table gets.
            read = grows and step.calculated
            there = self.place.read(area) if read else step.before.cut(area)
            after = self._fill(
                area,
                intended(step, there, base_1904=self._same.base_1904),
                there,
                own=self._own,
                sure=not grows,
            )
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
            wanted = Intended(step.before.cells, step.before.raw)
            there = self.place.read(step.before.area)
            self._fill(step.before.area, wanted, there, own=False, sure=True)

    def _resize(self, area: Area | None) -> None:
        table = self.place.table(self.step.table) if self.step.table else None
        if table and area:
            table.table.resize(self.place.range(area))

    def _fill(
        self, area: Area, wanted: Intended, there: Held, *, own: bool, sure: bool
    ) -> tuple[CellRow, ...]:
        """Put what differs from what is there, and give what Excel made of it.

        `own`: all of it is the add-on's. Not `sure` of what is there: read it even when nothing
        differs. Raises MismatchError, and `Failure` where a format makes text of numbers of ours.
        """
        cells = there.cells
        with_formulas = self.step.calculated or any(map(_has_formula, wanted.cells))
        other = differing(wanted.cells, cells, is_as_was)
        # Excel may fill a column along with a formula: what that spoils is put right once.
        for _ in range(2):
            if sure and not other:
                return cells
            self._put(area, wanted, other, own=own)
            cells = self.place.read(area).cells if with_formulas else self.place.values(area)
            other, sure = differing(wanted.cells, cells, self._same.holds), True
        must_hold(self.step, wanted.cells, cells, self._same, own=own)
        return cells

    def _put(
        self, area: Area, wanted: Intended, differing: Collection[tuple[int, int]], *, own: bool
    ) -> None:
        """Put what differs: values in as few blocks as can be, and formulas by themselves.

        An array that holds a formula would fill a whole column of a table. What stays in a table of
        our `own` may be put again with the rest.
        """
        top, left, _, _ = area
        states = [
            [_state(cell, put=own or (r, c) in differing) for c, cell in enumerate(row)]
            for r, row in enumerate(wanted.cells)
        ]
        for first, start, last, end in blocks(states) if differing else ():
            lines = [row[start : end + 1] for row in wanted.raw[first : last + 1]]
            block = [
                [kept.put if isinstance(kept, CellKept) else "" for kept in row] for row in lines
            ]
            there = (top + first, left + start, top + last, left + end)
            self.place.range(there).raw_value = block
        for c, column in enumerate(zip(*wanted.cells, strict=True)):
            changed = {r for r, at in differing if at == c}
            for first, last, text in formulas(column, changed, in_runs=self._own):
                cells = self.place.range((top + first, left + c, top + last, left + c))
                self.place.bar.put(cells, text)


def _state(cell: Cell, *, put: bool) -> bool | None:
    """Tell whether a cell is put with others at once; a blank one may be, where it stays blank."""
    if isinstance(cell, Formula):
        return False
    return True if put else None if cell in {None, ""} else False


def _has_formula(row: CellRow) -> bool:
    return any(isinstance(cell, Formula) for cell in row)
