"""What the cells of a step are to hold, and whether Excel made that of them. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from sto_xl.books.live.values import CellKept, written
from sto_xl.books.reading.values import serial
from sto_xl.books.steps import Held, Step
from sto_xl.grid import Cell, CellRow, Formula, address
from sto_xl.system.errors import Cause, Failure


class MismatchError(Exception):
    """Excel made something else of a cell than what it was given."""


@dataclass(frozen=True, slots=True)
class Intended:
    """What an area is to hold, and what to put for it."""

    cells: tuple[CellRow, ...]
    raw: tuple[tuple[CellKept | str, ...], ...]


def intended(step: Step, there: Held, *, base_1904: bool) -> Intended:
    """Give what is to stand in the rows: in a user's table a formula stays where nothing is."""
    cells = tuple(
        tuple(
            was if step.calculated and cell is None and isinstance(was, Formula) else cell
            for cell, was in zip(row, present, strict=True)
        )
        for row, present in zip(step.after, there.cells, strict=True)
    )
    raw = tuple(
        tuple(
            kept if is_as_was(cell, was) else CellKept("", written(cell, base_1904=base_1904))
            for cell, was, kept in zip(*row, strict=True)
        )
        for row in zip(cells, there.cells, there.raw, strict=True)
    )
    return Intended(cells, raw)


def is_as_was(one: Cell, other: Cell) -> bool:
    """Tell whether two cells are the same, so that what stands there can stay to the last digit."""
    return (one or None if isinstance(one, str) else one) == other and (
        type(one) is type(other) or other is None
    )


def differing(
    wanted: Sequence[CellRow], there: Sequence[CellRow], same: Callable[[Cell, Cell], bool]
) -> set[tuple[int, int]]:
    """Give line and place, from 0, of the cells that are not the same."""
    return {
        (r, c)
        for r, (asked, found) in enumerate(zip(wanted, there, strict=True))
        for c, (one, other) in enumerate(zip(asked, found, strict=True))
        if not same(one, other)
    }


def formulas(
    column: Sequence[Cell], lines: Collection[int], *, in_runs: bool
) -> Iterator[tuple[int, int, str]]:
    """Give the formulas that stand in these lines of a column: first line, last line, and text.

    `in_runs`: what is the same in lines beneath one another is put at once.
    """
    runs: list[tuple[int, int, str]] = []
    for line, cell in enumerate(column):
        if not isinstance(cell, Formula) or line not in lines:
            continue
        if in_runs and runs and runs[-1][1:] == (line - 1, cell.text):
            runs[-1] = (runs[-1][0], line, cell.text)
        else:
            runs.append((line, line, cell.text))
    yield from runs


@dataclass(frozen=True, slots=True)
class Same:
    """Compares what was asked with what Excel made of it; a day is its number."""

    base_1904: bool

    def holds(self, asked: Cell, found: Cell) -> bool:
        """Tell whether Excel made of a cell what was asked."""
        if isinstance(asked, Formula) and isinstance(found, Formula):
            # Excel may write a formula in its own way; that there is one is enough.
            return True
        return self._same(asked, found)

    def says(self, asked: Cell, found: Cell) -> bool:
        """Tell whether a text says the number that was asked: a cell of format text makes that."""
        if not isinstance(found, str) or isinstance(asked, Formula | str | bool | None):
            return False
        number = self._comparable(asked)
        try:
            return float(found.replace(",", ".")) == number
        except ValueError:
            return False

    def _same(self, one: Cell, other: Cell) -> bool:
        """Tell whether two cells hold the same; an empty text is nothing."""
        if isinstance(one, Formula) or isinstance(other, Formula):
            return one == other
        left, right = self._comparable(one), self._comparable(other)
        if isinstance(left, bool) or isinstance(right, bool):
            return left is right
        return left == right

    def _comparable(self, cell: Cell) -> Cell:
        if isinstance(cell, dt.date | dt.time):
            return serial(cell, base_1904=self.base_1904)
        return None if cell == "" else cell


def must_hold(
    step: Step, wanted: Sequence[CellRow], found: Sequence[CellRow], same: Same, *, own: bool
) -> None:
    """Make sure that Excel made of the cells of a step what was asked; `own`: they are ours.

    Raises MismatchError, and `Failure` where a format makes text of numbers of ours.
    """
    for row, column in sorted(differing(wanted, found, same.holds)):
        cell = address(step.top + row, step.left + column)
        if not same.says(wanted[row][column], found[row][column]):
            raise MismatchError(cell)
        if own:
            raise Failure(Cause.TEXT_FORMAT, sheet=step.sheet, cell=cell)
