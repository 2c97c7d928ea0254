"""Writing what was looked at: block by block, each read back, and all taken back if one fails."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sto_xl.books.live.busy import Patience, is_busy, refused_by_excel
from sto_xl.books.live.places import OpenSheet, Raw, held
from sto_xl.books.live.reading import Area, a1
from sto_xl.books.live.targets import ColumnTarget, TableTarget, Targets
from sto_xl.books.live.values import rows_of, serial, written
from sto_xl.grid import Cell, CellRow, ColumnCells, Formula, TableWritten, Written, address
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import xlwings


class MismatchError(Exception):
    """Excel made something else of a cell than what it was given."""


@dataclass(frozen=True)
class _Step:
    """One block: how it is written, and how it is taken back."""

    sheet: str
    do: Callable[[], None]
    undo: Callable[[], None]


def write(app: xlwings.App, plan: Targets, patience: Patience) -> Written:
    """Write a plan, all of it or nothing. Raises `Failure`."""
    updating = patience(lambda: app.screen_updating)
    patience(lambda: setattr(app, "screen_updating", False))
    try:
        unfiltered = patience(lambda: _unfilter(plan))
        done = _Writing(plan, patience)
        done.run()
        return replace(done.written(), unfiltered=unfiltered)
    finally:
        # Patience may be spent by now; the screen is worth waiting for once more. When even that
        # fails, Excel shows it again by itself as soon as the button's macro ends.
        with contextlib.suppress(Failure):
            Patience()(lambda: setattr(app, "screen_updating", updating))


def _unfilter(plan: Targets) -> tuple[str, ...]:
    """Show the rows that a filter hides: Excel would write past them."""
    targets: tuple[TableTarget | ColumnTarget, ...] = (*plan.tables, *plan.columns, *plan.tails)
    # The columns of a table have one filter, and so has a sheet without a table.
    by_sheet = {t.place.name: t.filtered for t in targets if t.filtered is not None}
    for name, filtering in by_sheet.items():
        try:
            filtering.ShowAllData()
        except Exception as error:
            if is_busy(error) or not refused_by_excel(error):
                raise
            raise Failure(Cause.NOT_WRITTEN, sheet=name) from error
    return tuple(by_sheet)


class _Writing:
    """The writing of one plan."""

    def __init__(self, plan: Targets, patience: Patience) -> None:
        self.plan = plan
        self.patience = patience
        self.tables: dict[str, TableWritten] = {}
        self.columns: list[tuple[ColumnCells, tuple[Cell, ...]]] = []
        self.tails: dict[str, TableWritten] = {}

    def written(self) -> Written:
        return Written(self.tables, tuple(self.columns), tails=self.tails)

    def run(self) -> None:
        steps = [self._table_step(target, self.tables) for target in self.plan.tables]
        steps += [self._column_step(target) for target in self.plan.columns]
        # Columns reach over the last rows too, and put back there what stood there before.
        steps += [self._table_step(target, self.tails) for target in self.plan.tails]
        begun: list[_Step] = []
        for step in steps:
            begun.append(step)
            try:
                self.patience(step.do)
            except BaseException as error:
                _take_back(begun)
                if isinstance(error, MismatchError) or refused_by_excel(error):
                    raise Failure(Cause.NOT_WRITTEN, sheet=step.sheet) from error
                raise

    def _table_step(self, target: TableTarget, done: dict[str, TableWritten]) -> _Step:
        sheet = target.place.sheet
        old, new = target.area, target.new_area
        body, inner = target.body, target.new_body
        longer = (inner[0], inner[1], max(inner[2], body[2]), inner[3])
        before = target.place.held.cut(longer)

        def resize(area: Area) -> None:
            if target.table is not None:
                target.table.resize(sheet.range(a1(area)))

        def do() -> None:
            if new[2] > old[2]:
                resize(new)
            after: tuple[CellRow, ...] = ()
            if rows := target.filled_up:
                cells = sheet.range(a1(inner))
                rows = self._calculated(target, cells, rows)
                self._put(cells, inner, rows, sheet)
                after = self._read_back(target.place, inner, cells, rows)
            if new[2] < body[2]:
                resize(new)
                sheet.range(a1((new[2] + 1, new[1], body[2], new[3]))).clear_contents()
            done[target.name] = target.written(after)

        def undo() -> None:
            if new != old:
                resize(old)
            if before.raw:
                cells = sheet.range(a1(longer))
                cells.raw_value = before.raw
                self._read_back(target.place, longer, cells, before.cells)

        return _Step(target.place.name, do, undo)

    def _calculated(
        self, target: TableTarget, cells: xlwings.Range, rows: tuple[CellRow, ...]
    ) -> tuple[CellRow, ...]:
        """Give new rows with what Excel put in a user's own columns when the table grew."""
        if target not in self.plan.tails:
            return rows
        return tuple(
            tuple(
                Formula(str(made)) if cell is None and str(made).startswith("=") else cell
                for cell, made in zip(row, found, strict=True)
            )
            for row, found in zip(rows, rows_of(cells.api.Formula), strict=True)
        )

    def _column_step(self, target: ColumnTarget) -> _Step:
        present = target.present
        before = tuple(row[0] for row in present.cells)
        base_1904 = self.plan.base_1904
        rows: list[tuple[Raw, ...]] = [
            raw if cell == was else (written(cell, base_1904=base_1904),)
            for cell, was, raw in zip(target.column.cells, before, present.raw, strict=True)
        ]

        def do() -> None:
            wanted = [(cell,) for cell in target.column.cells]
            target.cells.raw_value = rows
            after = self._read_back(target.place, target.area, target.cells, wanted)
            cells = tuple(row[0] for row in after)
            self.columns.append((replace(target.column, cells=cells), before))

        def undo() -> None:
            target.cells.raw_value = present.raw
            self._read_back(target.place, target.area, target.cells, present.cells)

        return _Step(target.place.name, do, undo)

    def _put(
        self, cells: xlwings.Range, area: Area, rows: Sequence[CellRow], sheet: xlwings.Sheet
    ) -> None:
        """Write a block of cells; a column that is one formula all the way is put as one."""
        top, left, bottom, _ = area
        block = [[written(cell, base_1904=self.plan.base_1904) for cell in row] for row in rows]
        formulas: list[tuple[int, str]] = []
        for c, column in enumerate(zip(*rows, strict=True)):
            first = column[0]
            if isinstance(first, Formula) and all(cell == first for cell in column):
                formulas.append((left + c, first.text))
                for row in block:
                    row[c] = ""
        cells.raw_value = block
        for at, text in formulas:
            sheet.range(a1((top, at, bottom, at))).api.Formula = text

    def _read_back(
        self, place: OpenSheet, area: Area, cells: xlwings.Range, wanted: Sequence[CellRow]
    ) -> tuple[CellRow, ...]:
        """Read what Excel made of a block; MismatchError when it is something else."""
        found = held(place, area, cells).cells
        for r, (row, meant) in enumerate(zip(found, wanted, strict=True)):
            for c, (cell, asked) in enumerate(zip(row, meant, strict=True)):
                # Excel may write a formula in its own way; that there is one is enough.
                formula = isinstance(asked, Formula) and isinstance(cell, Formula)
                if not formula and not _same(asked, cell, self.plan):
                    raise MismatchError(address(area[0] + r, area[1] + c))
        return found


def _take_back(begun: Sequence[_Step]) -> None:
    """Write the values before back, the last step first; Failure when that does not work."""
    patience = Patience()
    for step in reversed(begun):
        try:
            patience(step.undo)
        except Exception as error:
            known = isinstance(error, Failure | MismatchError)
            if known or is_busy(error) or refused_by_excel(error):
                raise Failure(Cause.NOT_TAKEN_BACK, sheet=step.sheet) from error
            raise


def _same(one: Cell, other: Cell, plan: Targets) -> bool:
    """Tell whether two cells hold the same; a day is its number, and an empty text nothing."""
    if isinstance(one, Formula) or isinstance(other, Formula):
        return one == other
    left, right = (
        serial(cell, base_1904=plan.base_1904) if isinstance(cell, dt.date | dt.time) else cell
        for cell in (None if one == "" else one, None if other == "" else other)
    )
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    return left == right
