"""One step: what differs is put, block by block, and read back; the same way it is taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from sto_xl.books.live.blocks import blocks
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.live.values import CellKept, written
from sto_xl.books.reading.values import serial
from sto_xl.books.steps import Held, Step
from sto_xl.grid import Area, Cell, CellRow, Formula, address
from sto_xl.system.errors import Cause, Failure


class MismatchError(Exception):
    """Excel made something else of a cell than what it was given."""


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What an area is to hold, and what to put for it."""

    cells: tuple[CellRow, ...]
    raw: tuple[tuple[CellKept | str, ...], ...]


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
            after = self._fill(area, self._wanted(there), there, own=self._own, sure=not grows)
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
            wanted = _Wanted(step.before.cells, step.before.raw)
            there = self.place.read(step.before.area)
            self._fill(step.before.area, wanted, there, own=False, sure=True)

    def _resize(self, area: Area | None) -> None:
        table = self.place.table(self.step.table) if self.step.table else None
        if table and area:
            table.table.resize(self.place.range(area))

    def _wanted(self, there: Held) -> _Wanted:
        """Give what is to stand in the rows: in a user's table a formula stays where nothing is."""
        calculated = self.step.calculated
        cells = tuple(
            tuple(
                was if calculated and cell is None and isinstance(was, Formula) else cell
                for cell, was in zip(row, present, strict=True)
            )
            for row, present in zip(self.step.after, there.cells, strict=True)
        )
        raw = tuple(
            tuple(
                kept
                if _is(cell, was)
                else CellKept("", written(cell, base_1904=self._places.base_1904))
                for cell, was, kept in zip(*row, strict=True)
            )
            for row in zip(cells, there.cells, there.raw, strict=True)
        )
        return _Wanted(cells, raw)

    def _fill(
        self, area: Area, wanted: _Wanted, there: Held, *, own: bool, sure: bool
    ) -> tuple[CellRow, ...]:
        """Put what differs from what is there, and give what Excel made of it.

        `own`: all of it is the add-on's. Not `sure` of what is there: read it even when nothing
        differs. Raises MismatchError, and `Failure` where a format makes text of numbers of ours.
        """
        cells = there.cells
        formulas = self.step.calculated or any(map(_has_formula, wanted.cells))
        differing = self._differing(wanted.cells, cells, _is)
        # Excel may fill a column along with a formula: what that spoils is put right once.
        for _ in range(2):
            if sure and not differing:
                return cells
            self._put(area, wanted, differing, own=own)
            cells = self.place.read(area).cells if formulas else self.place.values(area)
            differing, sure = self._differing(wanted.cells, cells, self._holds), True
        for row, column in sorted(differing):
            cell = address(area[0] + row, area[1] + column)
            if not self._says(wanted.cells[row][column], cells[row][column]):
                raise MismatchError(cell)
            if own:
                raise Failure(Cause.TEXT_FORMAT, sheet=self.step.sheet, cell=cell)
        return cells

    @staticmethod
    def _differing(
        wanted: Sequence[CellRow],
        there: Sequence[CellRow],
        same: Callable[[Cell, Cell], bool],
    ) -> set[tuple[int, int]]:
        return {
            (r, c)
            for r, (asked, found) in enumerate(zip(wanted, there, strict=True))
            for c, (one, other) in enumerate(zip(asked, found, strict=True))
            if not same(one, other)
        }

    def _put(
        self, area: Area, wanted: _Wanted, differing: Collection[tuple[int, int]], *, own: bool
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
            for first, last, text in self._formulas(column, {r for r, at in differing if at == c}):
                cells = self.place.range((top + first, left + c, top + last, left + c))
                self.place.bar.put(cells, text)

    def _formulas(
        self, column: Sequence[Cell], differing: Collection[int]
    ) -> Iterator[tuple[int, int, str]]:
        """Give the formulas of a column with their lines; of a table of the add-on runs of one."""
        runs: list[tuple[int, int, str]] = []
        for line, cell in enumerate(column):
            if not isinstance(cell, Formula) or line not in differing:
                continue
            if self._own and runs and runs[-1][1:] == (line - 1, cell.text):
                runs[-1] = (runs[-1][0], line, cell.text)
            else:
                runs.append((line, line, cell.text))
        yield from runs

    def _holds(self, asked: Cell, found: Cell) -> bool:
        """Tell whether Excel made of a cell what was asked."""
        if isinstance(asked, Formula) and isinstance(found, Formula):
            # Excel may write a formula in its own way; that there is one is enough.
            return True
        return self._same(asked, found)

    def _says(self, asked: Cell, found: Cell) -> bool:
        """Tell whether a text says the number that was asked: a cell of format text makes that."""
        if not isinstance(found, str) or isinstance(asked, Formula | str | bool | None):
            return False
        number = self._comparable(asked)
        try:
            return float(found.replace(",", ".")) == number
        except ValueError:
            return False

    def _same(self, one: Cell, other: Cell) -> bool:
        """Tell whether two cells hold the same; a day is its number, an empty text nothing."""
        if isinstance(one, Formula) or isinstance(other, Formula):
            return one == other
        left, right = self._comparable(one), self._comparable(other)
        if isinstance(left, bool) or isinstance(right, bool):
            return left is right
        return left == right

    def _comparable(self, cell: Cell) -> Cell:
        if isinstance(cell, dt.date | dt.time):
            return serial(cell, base_1904=self._places.base_1904)
        return None if cell == "" else cell


def _state(cell: Cell, *, put: bool) -> bool | None:
    """Tell whether a cell is put with others at once; a blank one may be, where it stays blank."""
    if isinstance(cell, Formula):
        return False
    return True if put else None if cell in {None, ""} else False


def _has_formula(row: CellRow) -> bool:
    return any(isinstance(cell, Formula) for cell in row)


def _is(one: Cell, other: Cell) -> bool:
    """Tell whether two cells are the same, so that what stands there can stay to the last digit."""
    return (one or None if isinstance(one, str) else one) == other and (
        type(one) is type(other) or other is None
    )
