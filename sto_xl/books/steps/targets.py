"""All that was looked at and can be written, and the steps that write it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sto_xl.books.steps.columns import ColumnTarget
from sto_xl.books.steps.places import Step
from sto_xl.books.steps.tables import TableTarget
from sto_xl.grid import CellRow, ColumnCells, Written


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
