"""Steps as orders for the pane's script: what to look at again, to carry out and to take back.

All steps go at once, so what one of them leaves is what the next one finds. Only what differs is
put: a format makes text of a number that is put again, and a cell of which a part is bold loses
that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sto_xl.books.live.intended import (
    Intended,
    MismatchError,
    Same,
    differing,
    formulas,
    intended,
    is_as_was,
    must_hold,
)
from sto_xl.books.live.values import CellKept
from sto_xl.books.steps import Held, Step, Targets
from sto_xl.books.told import calls
from sto_xl.books.told.blocks import CellBlock
from sto_xl.books.told.calls import Order
from sto_xl.books.told.places import bars
from sto_xl.grid import Area, Cell, CellRow, Formula, Snapshot, Written, a1
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.books.told.book import ToldBook

#: So many cells tell a row from the others: codes and names stand first.
_TELLING = 3
#: How Excel says that a cell is being edited.
_BUSY = "InvalidOperationInCellEditMode"

#: A sheet and a cell's row and column.
_At = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Planned:
    """A step, what its rows are to hold, and which of them differ from what is there by then."""

    step: Step
    meant: Intended
    changed: Collection[tuple[int, int]]

    @property
    def own(self) -> bool:
        """Whether all of it is the add-on's."""
        return bool(self.step.table) and not self.step.calculated

    @property
    def area(self) -> Area:
        """Where its rows stand; the bottom lies above the top when there are none."""
        step = self.step
        _, _, _, right = step.before.area
        return step.top, step.left, step.top + len(step.after) - 1, right


class Orders:
    """What was looked at and is to be written, as the script carries it out."""

    def __init__(self, told: ToldBook, targets: Targets, read: Snapshot | None) -> None:
        """Take what was looked at; `read` is what it was decided by."""
        self._told = told
        self._targets = targets
        self._read = read
        self._same = Same(base_1904=told.base_1904)
        self._last: dict[_At, int] = {}
        self._plan = self._planned()

    @property
    def unfiltered(self) -> tuple[str, ...]:
        """The sheets whose filter is taken off."""
        return tuple(dict.fromkeys(order["sheet"] for order in self._filters()))

    @property
    def intended(self) -> Written:
        """What is written when all goes well."""
        after = [planned.meant.cells for planned in self._plan]
        return replace(self._targets.written(after), unfiltered=self.unfiltered)

    def to_do(self, show: str = "") -> Mapping[str, Any]:
        """Give what to look at again, what to carry out, and what to read back.

        Then a sheet is to be brought to the front, if there is one to `show`.
        """
        orders = [*self._filters(), *(order for p in self._plan for order in self._carried(p))]
        if show and self._told.is_visible(show):
            orders.append({"do": "show", "sheet": show})
        areas = [(p.step.sheet, p.area) for p in self._plan if p.step.after]
        back = (one for sheet, area in areas for one in calls.reads(sheet, area))
        return {
            "held": calls.held_at_once([*self._in_place(), *self._untouched()]),
            "calls": calls.done_at_once(orders),
            "back": calls.read_at_once(back),
        }

    def to_take_back(self) -> Mapping[str, Any]:
        """Give what puts back all that was there, whatever of it was written."""
        orders = (order for p in reversed(self._plan) for order in self._back(p))
        return {
            "calls": calls.done_at_once(orders),
            "held": calls.held_at_once(self._untouched()),
        }

    def refused(self, why: str) -> Failure:
        """Say that Excel refused."""
        if why == _BUSY:
            return Failure(Cause.EXCEL_BUSY)
        return Failure(Cause.NOT_WRITTEN, sheet=self._named())

    def not_taken_back(self) -> Failure:
        """Say that it could not be put back."""
        return Failure(Cause.NOT_TAKEN_BACK, sheet=self._named())

    def written(self, told: Sequence[Mapping[str, Any]]) -> Written:
        """Give what has happened, by what was read back. Raises `Failure` when it is not right."""
        found = _by_cell(told, base_1904=self._told.base_1904)
        after = [self._after(p, number, found) for number, p in enumerate(self._plan)]
        for planned, cells in zip(self._plan, after, strict=True):
            wanted = _with_own_formulas(planned, cells)
            try:
                must_hold(planned.step, wanted, cells, self._same, own=planned.own)
            except MismatchError as error:
                raise Failure(Cause.NOT_WRITTEN, sheet=planned.step.sheet) from error
        return replace(self._targets.written(after), unfiltered=self.unfiltered)

    def _planned(self) -> list[_Planned]:
        there: dict[_At, tuple[Cell, CellKept | str]] = {}
        plan = []
        for number, step in enumerate(self._targets.steps):
            top, left, _, right = step.before.area
            area = (top, left, top + len(step.after) - 1, right)
            before = _laid_over(step.before.cut(area), step.sheet, there)
            wanted = intended(step, before, base_1904=self._told.base_1904)
            plan.append(_Planned(step, wanted, differing(wanted.cells, before.cells, is_as_was)))
            # Rows of before beyond those are cleared.
            blank = [((None,) * (right - left + 1), ("",) * (right - left + 1))]
            cleared = blank * (len(step.before.raw) - len(step.after))
            for r, (cells, raw) in enumerate(
                [*zip(wanted.cells, wanted.raw, strict=True), *cleared]
            ):
                for c, both in enumerate(zip(cells, raw, strict=True)):
                    at = (step.sheet.casefold(), top + r, left + c)
                    there[at] = both
                    self._last[at] = number
        return plan

    def _in_place(self) -> Iterator[Order]:
        """Give the first cells of each row of the user's: rows may not move."""
        users = [t.place.name for t in self._targets.columns]
        users += [t.place.name for t in self._targets.tails]
        for name in dict.fromkeys(users):
            read = self._read.sheet(name) if self._read else None
            if read and read.rows:
                right = min(read.right, read.left + _TELLING - 1)
                area = (read.top, read.left, read.bottom, right)
                yield from calls.held(name, area, bars(self._told.on(name).held(area)))

    def _untouched(self) -> Iterator[Order]:
        for planned in self._plan:
            before = planned.step.before
            if before.raw:
                yield from calls.held(planned.step.sheet, before.area, bars(before))

    def _filters(self) -> Iterator[Order]:
        """Give orders to show the rows that a filter hides; the columns of a table have one."""
        targets = self._targets
        steps = {target.column.table: target.step for target in targets.columns}
        steps |= {target.name: target.step for target in (*targets.tables, *targets.tails)}
        done = set()
        for step in steps.values():
            place = self._told.on(step.sheet)
            table = place.table_at(*step.before.area[:2])
            key = (step.sheet, table.name if table else None)
            if (table or place).filtered and key not in done:
                done.add(key)
                yield {"do": "unfilter", "sheet": step.sheet, "table": key[1]}

    def _carried(self, planned: _Planned) -> Iterator[Order]:
        """Give the orders that carry a step out."""
        step, area = planned.step, planned.area
        old, new = step.ref_before, step.ref_after
        if old and new and old[2] < new[2]:
            yield self._resize(step, new)
        if step.after:
            yield from self._put(planned, lambda r, c: (r, c) in planned.changed)
        if area[2] < step.before.area[2]:
            if new and new != old:
                yield self._resize(step, new)
            rest = (area[2] + 1, area[1], step.before.area[2], area[3])
            yield {"do": "clear", "sheet": step.sheet, "area": a1(rest)}

    def _back(self, planned: _Planned) -> Iterator[Order]:
        """Give the orders that put back what stood there before a step."""
        step = planned.step
        if step.ref_before and step.ref_before != step.ref_after:
            yield self._resize(step, step.ref_before)
        if step.before.raw:
            lines = len(step.after)
            before = _Planned(
                replace(step, after=step.before.cells),
                Intended(step.before.cells, step.before.raw),
                planned.changed,
            )
            # Beyond the rows that were put, all was cleared.
            yield from self._put(before, lambda r, c: r >= lines or (r, c) in planned.changed)

    def _put(self, planned: _Planned, puts: Callable[[int, int], bool]) -> Iterator[Order]:
        """Give orders to put cells: values by blocks, formulas by themselves.

        An array that holds a formula would fill a whole column of a table. So may one formula:
        then the other cells of its column are put once more.
        """
        area, sheet = planned.area, planned.step.sheet
        rows = planned.meant.cells
        values = [
            [
                None if isinstance(cell, Formula) or not puts(r, c) else _put(kept)
                for c, (cell, kept) in enumerate(zip(cells, raw, strict=True))
            ]
            for r, (cells, raw) in enumerate(zip(rows, planned.meant.raw, strict=True))
        ]
        yield from calls.put(sheet, area, values)
        for c, column in enumerate(zip(*rows, strict=True)):
            lines = {r for r in range(len(column)) if puts(r, c)}
            found = list(formulas(column, lines, in_runs=planned.own))
            at = area[1] + c
            for first, last, text in found:
                there = a1((area[0] + first, at, area[0] + last, at))
                yield {"do": "fill", "sheet": sheet, "area": there, "formula": text}
            if found and not planned.own:
                again = [
                    ["" if cell in {None, ""} else value]
                    for cell, value in zip(column, (row[c] for row in values), strict=True)
                ]
                yield from calls.put(sheet, (area[0], at, area[2], at), again)

    def _resize(self, step: Step, area: Area) -> Order:
        return {"do": "resize", "sheet": step.sheet, "table": step.table, "area": a1(area)}

    def _after(
        self, planned: _Planned, number: int, found: Mapping[_At, Cell]
    ) -> tuple[CellRow, ...]:
        """Give what the rows of a step hold; where a later step wrote, what they were to hold."""
        top, left, _, _ = planned.area
        sheet = planned.step.sheet.casefold()

        def now(r: int, c: int, cell: Cell) -> Cell:
            at = (sheet, top + r, left + c)
            return found.get(at) if self._last[at] == number else cell

        return tuple(
            tuple(now(r, c, cell) for c, cell in enumerate(row))
            for r, row in enumerate(planned.meant.cells)
        )

    def _named(self) -> str:
        """Give the sheet to name: one that the user can see, if there is one."""
        names = [planned.step.sheet for planned in self._plan]
        return next(filter(self._told.is_visible, names), names[0] if names else "")


def _put(kept: CellKept | str) -> object:
    return kept.put if isinstance(kept, CellKept) else ""


def _laid_over(held: Held, sheet: str, there: Mapping[_At, tuple[Cell, CellKept | str]]) -> Held:
    """Give an area as it is after the steps before."""
    top, left, _, _ = held.area
    cells, raw = list[CellRow](), list[tuple[Any, ...]]()
    for r, both in enumerate(zip(held.cells, held.raw, strict=True)):
        now = [
            there.get((sheet.casefold(), top + r, left + c), was)
            for c, was in enumerate(zip(*both, strict=True))
        ]
        cells.append(tuple(cell for cell, _ in now))
        raw.append(tuple(kept for _, kept in now))
    return replace(held, cells=tuple(cells), raw=tuple(raw))


def _with_own_formulas(planned: _Planned, found: Sequence[CellRow]) -> Sequence[CellRow]:
    """Give what is wanted, with the formulas that Excel put in new rows of a user's table."""
    step, wanted = planned.step, planned.meant.cells
    if not (step.calculated and step.ref_before):
        return wanted
    old = step.ref_before[2] - step.top + 1
    return tuple(
        row
        if r < old
        else tuple(
            now if cell is None and isinstance(now, Formula) else cell
            for cell, now in zip(row, there, strict=True)
        )
        for r, (row, there) in enumerate(zip(wanted, found, strict=True))
    )


def _by_cell(told: Sequence[Mapping[str, Any]], *, base_1904: bool) -> Mapping[_At, Cell]:
    found: dict[_At, Cell] = {}
    for one in told:
        sheet, held = one["sheet"], CellBlock.of(one).held(one["sheet"], base_1904=base_1904)
        top, left, _, _ = held.area
        for r, row in enumerate(held.cells):
            for c, cell in enumerate(row):
                found[sheet.casefold(), top + r, left + c] = cell
    return found
