"""What a run writes into an open workbook, and what of it was written: plain data, reversible."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from sto_xl.grid.cells import Snapshot, Value


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as Excel's English notation has it, with its `=`; only Excel calculates it."""

    text: str


#: What a run may put into a cell, and what it may find there.
Cell = Value | Formula
CellRow = tuple[Cell, ...]


def as_value(cell: Cell) -> Value:
    """Give a cell as a plain value: of a formula its text."""
    return cell.text if isinstance(cell, Formula) else cell


@dataclass(frozen=True, slots=True)
class ColumnCells:
    """The cells of one column of a table's body, from its first line down.

    `table` and `heading` are the template's names; sheet, row and column say where it stands now.
    With `lines` only the cells of those change, and all others stay, whatever they hold.
    """

    table: str
    heading: str
    sheet: str
    top: int
    column: int
    cells: tuple[Cell, ...]
    lines: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class TailRows:
    """The last rows of a user's table: what is to stand from a row down to the table's end.

    With other rows there, the table grows or gets shorter. They are as wide as the table; `table`
    is the template's name, and `head` the sheet row of its headings.
    """

    table: str
    sheet: str
    head: int
    top: int
    left: int
    rows: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """What a run wants a workbook to become: data, so it can be compared, logged and taken back.

    `tables` gives tables of the add-on new rows, by name; `columns` gives columns of the user's
    tables one cell for each line, and `tails` gives those tables other last rows.
    """

    tables: Mapping[str, tuple[CellRow, ...]] = field(default_factory=dict)
    columns: tuple[ColumnCells, ...] = ()
    tails: tuple[TailRows, ...] = ()

    def __add__(self, other: Changes) -> Changes:
        """Give what both want, where no table is wanted otherwise by the other."""
        return Changes(
            {**self.tables, **other.tables},
            (*self.columns, *other.columns),
            (*self.tails, *other.tails),
        )


@dataclass(frozen=True, slots=True)
class TableWritten:
    """A table that got new rows: where it stood and stands, what it held and holds.

    Of a user's table only the last rows, from the first that changed.
    """

    sheet: str
    heading: str
    ref_before: str
    ref_after: str
    before: tuple[CellRow, ...]
    after: tuple[CellRow, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """What an `apply` did: the cells before, and after as read back.

    `columns` pairs each column after with its cells before; `tails` holds the users' tables with
    other last rows; `unfiltered` names the sheets whose filter had to be taken off.
    """

    tables: Mapping[str, TableWritten]
    columns: tuple[tuple[ColumnCells, tuple[Cell, ...]], ...]
    unfiltered: tuple[str, ...] = ()
    tails: Mapping[str, TableWritten] = field(default_factory=dict)


class Source(Protocol):
    """Something a snapshot can be read from."""

    def snapshot(self) -> Snapshot:
        """Read the workbook as it is now."""
        ...


class Book(Source, Protocol):
    """An open workbook, which can also be changed."""

    def apply(self, changes: Changes) -> Written:
        """Write the changes, all of them or none."""
        ...
