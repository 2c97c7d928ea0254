"""What was looked at and can be written: tables and columns, and the steps that fill them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sto_xl.books.reading.values import shows_date
from sto_xl.books.steps.places import Held, SheetPlace
from sto_xl.grid import (
    Area,
    Cell,
    CellRow,
    ColumnCells,
    TableWritten,
    Written,
    a1,
    address,
)
from sto_xl.system.errors import Cause, Failure


@dataclass(frozen=True, slots=True)
class Step:
    """One block of cells that is to hold something else, and the table that grows with it.

    `table` is the table's own name in this workbook, and `ref_before` and `ref_after` where it
    stands and will stand, headings included; all three None where no table is resized. The block
    begins at `top`, `left`; `before` is what stood there (as far as the longer of both reaches) and
    `after` what is to stand there: rows of one width. Rows of `before` beyond `after` are cleared,
    contents alone: their formats stay. Where a cell of `after` equals the one before, that stays
    to the last digit.

    `calculated`: the rows are new in a table of the user's, so where `after` has nothing stays what
    a formula of its own column puts there when it grows.
    """

    sheet: str
    table: str | None
    ref_before: Area | None
    ref_after: Area | None
    top: int
    left: int
    before: Held
    after: tuple[CellRow, ...]
    calculated: bool = False


@dataclass(frozen=True)
class TableTarget:
    """A table that is to get new rows.

    They come from its `first` row on: of a table of the add-on all, of a user's the last. `table`
    is its own name, None where the user has a list that is no Excel table any more.
    """

    name: str
    place: SheetPlace
    table: str | None
    area: Area
    first: int
    rows: tuple[CellRow, ...]
    users: bool = False

    @cached_property
    def before(self) -> Held:
        """What stands in its rows, as far as both the old and the new ones reach."""
        first, left, old_bottom, right = self.body
        bottom = max(old_bottom, self.new_body[2])
        area = (first, left, bottom, right)
        return self.place.held(area) if bottom >= first else Held(area, (), (), ())

    @cached_property
    def heading(self) -> str:
        """The heading of its first column."""
        top, left, _, _ = self.area
        return str(self.place.held((top, left, top, left)).cells[0][0] or "")

    @property
    def body(self) -> Area:
        """Its rows from the first; a table has at least one, as Excel shows it."""
        top, left, bottom, right = self.area
        return self.first, left, max(bottom, top + 1, self.first - 1), right

    @property
    def present(self) -> Held:
        """What its rows hold."""
        return self.before.cut(self.body)

    @property
    def new_area(self) -> Area:
        """Where it will stand."""
        top, left, _, right = self.area
        return top, left, max(self.first - 1 + len(self.rows), top + 1), right

    @property
    def new_body(self) -> Area:
        """Where its rows will stand."""
        return self.first, *self.new_area[1:]

    @property
    def filled_up(self) -> tuple[CellRow, ...]:
        """Its new rows as wide as the table; one blank row when it would have none at all."""
        first, left, bottom, right = self.new_body
        width = right - left + 1
        blank: list[CellRow] = [()] * (bottom - first + 1 - len(self.rows))
        return tuple((*row[:width], *[None] * (width - len(row))) for row in (*self.rows, *blank))

    @property
    def step(self) -> Step:
        """What is to be done."""
        first, left, _, _ = self.body
        before, after = (self.area, self.new_area) if self.table else (None, None)
        return Step(
            self.place.name,
            self.table,
            before,
            after,
            first,
            left,
            self.before,
            self.filled_up,
            calculated=self.users,
        )

    def fitting(self) -> TableTarget:
        """Give itself; Failure when its new rows reach over something that stands beneath it."""
        first, left, bottom, _ = self.body
        for r, row in enumerate(self.before.raw[bottom + 1 - first :], start=bottom + 1):
            for c, raw in enumerate(row, start=left):
                if raw != "":
                    values = {"sheet": self.place.name, "cell": address(r, c), "table": self.name}
                    raise Failure(Cause.NO_ROOM, **values)
        return self

    def written(self, after: tuple[CellRow, ...]) -> TableWritten:
        """Give what has happened to it when it holds these rows."""
        refs = (a1(self.area), a1(self.new_area))
        return TableWritten(self.place.name, self.heading, *refs, self.present.cells, after)


@dataclass(frozen=True)
class ColumnTarget:
    """A column whose cells are to be filled, and what they hold."""

    place: SheetPlace
    column: ColumnCells
    present: Held

    @property
    def step(self) -> Step:
        """What is to be done."""
        top, left, _, _ = self.present.area
        after = tuple((cell,) for cell in self.column.cells)
        return Step(self.place.name, None, None, None, top, left, self.present, after)

    def with_cells(self, column: ColumnCells, *, as_it_was: bool = False) -> ColumnTarget:
        """Give it with what is asked, what stays as it is, and new days as its cells show them.

        A cell stays when it shows what is asked: the formula that gives it stays too. New days
        become text where the cells would show a number; `as_it_was` puts back what there was,
        whatever it is.
        """
        lines = zip(column.cells, self.present.values, self.present.cells, strict=True)
        formats = _Days(self.place, self.present.area)
        cells: list[Cell] = []
        for line, (cell, (value,), (was,)) in enumerate(lines):
            stays = column.lines is not None and line not in column.lines
            if stays or cell == was or (cell == value and value is not None and not as_it_was):
                cells.append(was)
            elif isinstance(cell, dt.date) and not as_it_was and not formats.shown(line):
                cells.append(in_words(cell))
            else:
                cells.append(cell)
        return replace(self, column=replace(column, cells=tuple(cells)))

    def written(self, after: tuple[CellRow, ...]) -> tuple[ColumnCells, tuple[Cell, ...]]:
        """Give what has happened to it when it holds these cells."""
        cells = tuple(cell for (cell,) in after)
        return replace(self.column, cells=cells), tuple(cell for (cell,) in self.present.cells)


class _Days:
    """Whether the cells of a column show days as days; asked one by one where they vary."""

    def __init__(self, place: SheetPlace, area: Area) -> None:
        self._place = place
        self._area = area

    @cached_property
    def _all(self) -> str | None:
        return self._place.number_format(self._area)

    def shown(self, line: int) -> bool:
        """Tell it of one line."""
        code = self._all
        if code is None:
            row, column = self._area[0] + line, self._area[1]
            code = self._place.number_format((row, column, row, column))
        return not code or shows_date(-1, code)


def in_words(day: dt.date) -> str:
    """Give a day as it is written in a cell that would show it as a number."""
    return f"{day:%d-%m-%Y}"


@dataclass(frozen=True)
class Targets:
    """What was looked at and can be written."""

    tables: tuple[TableTarget, ...]
    columns: tuple[ColumnTarget, ...]
    tails: tuple[TableTarget, ...] = ()

    @property
    def steps(self) -> tuple[Step, ...]:
        """What is to be done, in this order."""
        # Columns reach over the last rows too, and put back there what stood there before.
        each: tuple[TableTarget | ColumnTarget, ...]
        each = (*self.tables, *self.columns, *self.tails)
        return tuple(target.step for target in each)

    @property
    def rows(self) -> Mapping[str, tuple[CellRow, ...]]:
        """The rows that the tables are to get."""
        return {target.name: target.rows for target in self.tables}

    @property
    def present(self) -> Mapping[str, tuple[CellRow, ...]]:
        """The rows of the tables as they are, by table."""
        return {target.name: target.present.cells for target in self.tables}

    @property
    def last_rows(self) -> Mapping[str, tuple[CellRow, ...]]:
        """The last rows of the users' tables as they are, by table."""
        return {target.name: target.present.cells for target in self.tails}

    @property
    def intended(self) -> Written:
        """What a write does when all goes well."""
        return self.written([step.after for step in self.steps])

    def written(self, after: Sequence[tuple[CellRow, ...]]) -> Written:
        """Give what has happened when there stands, for each step, what is given here."""
        stands = iter(after)
        return Written(
            {target.name: target.written(next(stands)) for target in self.tables},
            tuple(target.written(next(stands)) for target in self.columns),
            tails={target.name: target.written(next(stands)) for target in self.tails},
        )

    def with_rows(self, rows: Mapping[str, tuple[CellRow, ...]]) -> Targets:
        """Give the plan for other rows, and without the tables that are not named.

        Raises `Failure` when there is no room for them.
        """
        return replace(self, tables=_with_rows(self.tables, rows))

    def with_tails(self, rows: Mapping[str, tuple[CellRow, ...]]) -> Targets:
        """Give the plan for other last rows, and without the tables that are not named.

        Raises `Failure` when there is no room for them.
        """
        return replace(self, tails=_with_rows(self.tails, rows))

    def with_columns(self, columns: Iterable[ColumnCells], *, as_it_was: bool = False) -> Targets:
        """Give the plan for other cells in its columns; those that are not named are left out.

        `as_it_was`: they are what stood there before.
        """
        new = {(column.table, column.heading): column for column in columns}
        return replace(
            self,
            columns=tuple(
                target.with_cells(column, as_it_was=as_it_was)
                for target in self.columns
                if (column := new.get((target.column.table, target.column.heading)))
            ),
        )


def _with_rows(
    targets: Iterable[TableTarget], rows: Mapping[str, tuple[CellRow, ...]]
) -> tuple[TableTarget, ...]:
    return tuple(replace(t, rows=rows[t.name]).fitting() for t in targets if t.name in rows)
