"""Taking a run back: from what it wrote and what stands there now, what to restore. Pure.

A cell of a user's table is found by its row's key and its heading, so rows may have been sorted,
inserted or removed since. It is restored where it still holds what the run wrote; all else is
left as it is, and named.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sto_xl import sheets
from sto_xl.buttons.journal import CellWritten
from sto_xl.grid import (
    Cell,
    CellRow,
    Changes,
    ColumnCells,
    Formula,
    Snapshot,
    TableWritten,
    TailRows,
    Written,
    plain,
)
from sto_xl.model.wording import counted
from sto_xl.sheets.table_read import TableRead, find

_SPECS = {spec.name: spec for template in sheets.TEMPLATES for spec in template.input}


@dataclass(frozen=True, slots=True)
class Left:
    """What was not restored: where, and why."""

    place: str
    why: str


CHANGED = "is sindsdien gewijzigd"
VANISHED = "is niet meer te vinden (verwijderd, of code of naam gewijzigd)"
GONE = "is er niet meer"
MOVED = "gewijzigd of niet meer onderaan; verwijder zelf wat weg moet"
DOUBLE = "staat er meer dan één keer, of is dubbel geweest"


def cells_written(tables: Mapping[str, TableRead], written: Written) -> tuple[CellWritten, ...]:
    """Give the cells of users' tables that a run changed, by key and heading.

    `tables` are those tables as they were read before the run. What a cell is found by is what
    stands there after it: a run may give a row another key.
    """
    found: list[CellWritten] = []
    after = {
        name: _after(tables[name], [c for c, _ in written.columns if c.table == name])
        for name in {c.table for c, _ in written.columns}
    }
    places = {name: _places(table_read) for name, table_read in after.items()}
    for column, before in written.columns:
        table_read = after[column.table]
        for lines in places[column.table].values():
            for occurrence, line in enumerate(lines):
                was, is_now = before[line], column.cells[line]
                if was != is_now:
                    key = table_read.key(line)
                    here = (column.table, column.heading, key, occurrence, len(lines))
                    row = _fingerprint(table_read, line, column.heading) if len(lines) > 1 else ""
                    found.append(CellWritten(*here, row, was, is_now))
    return tuple(found)


def _after(table_read: TableRead, columns: Iterable[ColumnCells]) -> TableRead:
    """Give a table as it is after columns of it were written."""
    table = table_read.table
    if table is None:
        return table_read
    rows = [list(row) for row in table.rows]
    for column in columns:
        at = table_read.columns[column.heading]
        for row, cell in zip(rows, column.cells, strict=True):
            if not isinstance(cell, Formula):
                row[at] = cell
    changed = replace(table, rows=tuple(map(tuple, rows)))
    return replace(table_read, located=replace(table_read.located, table=changed))


def tails_wanted(
    snapshot: Snapshot, tails: Mapping[str, TableWritten]
) -> tuple[tuple[TailRows, ...], tuple[Left, ...]]:
    """Give the last rows to look at of users' tables that a run lengthened, as they were before.

    What cannot be found any more is named.
    """
    found, left = list[TailRows](), list[Left]()
    for name, written in tails.items():
        table_read = find(snapshot, _SPECS[name])
        first = (table_read.lines[-1] + 1 if table_read.lines else 0) - len(written.after)
        tail = table_read.tail(written.before, first) if first >= 0 else None
        if tail is None:
            left.append(_rows_left(written, VANISHED))
        else:
            found.append(tail)
    return tuple(found), tuple(left)


def tails_to_restore(
    tails: Mapping[str, TableWritten], present: Mapping[str, tuple[CellRow, ...]]
) -> tuple[Mapping[str, tuple[CellRow, ...]], tuple[Left, ...]]:
    """Give the last rows before the run of the tables that still end with the rows it added."""
    same = {name for name, rows in present.items() if _as_set(rows) == _as_set(tails[name].after)}
    left = tuple(_rows_left(tails[n], MOVED) for n in present if n not in same)
    return {name: tails[name].before for name in same}, left


def _rows_left(written: TableWritten, why: str) -> Left:
    count = counted(len(written.after), "toegevoegde regel", "toegevoegde regels")
    return Left(f"{written.sheet}, {count}", why)


def wanted(
    snapshot: Snapshot, cells: Iterable[CellWritten]
) -> tuple[Mapping[ColumnCells, Mapping[int, CellWritten]], tuple[Left, ...]]:
    """Give the columns to look at with the cell of each line, and what cannot be found any more.

    A column comes with the values that the snapshot holds.
    """
    columns: dict[tuple[str, str], dict[int, CellWritten]] = defaultdict(dict)
    left: list[Left] = []
    known: dict[str, tuple[TableRead, Mapping[str, list[int]]]] = {}
    for cell in cells:
        if cell.table not in known:
            table_read = find(snapshot, _SPECS[cell.table])
            known[cell.table] = table_read, _places(table_read)
        table_read, places = known[cell.table]
        where = _where(table_read.spec.sheet, cell)
        lines = places.get(plain(cell.key), [])
        if not lines or cell.heading not in table_read.columns:
            left.append(Left(where, VANISHED))
        elif (line := _line(table_read, lines, cell)) is None:
            left.append(Left(where, DOUBLE))
        else:
            columns[cell.table, cell.heading][line] = cell
    found = {
        column: by_line
        for (table, heading), by_line in columns.items()
        if (column := _column(known[table][0], heading))
    }
    return found, tuple(left)


def restored(
    column: ColumnCells, present: tuple[Cell, ...], cells: Mapping[int, CellWritten]
) -> tuple[ColumnCells, tuple[Left, ...]]:
    """Give a column with its cells as they were before the run; what was changed since stays."""
    values = list(present)
    left = []
    for line, cell in cells.items():
        if present[line] == cell.after:
            values[line] = cell.before
        elif present[line] != cell.before:
            left.append(Left(_where(column.sheet, cell), CHANGED))
    return replace(column, cells=tuple(values)), tuple(left)


def tables_to_restore(
    tables: Mapping[str, TableWritten], present: Mapping[str, tuple[CellRow, ...]]
) -> tuple[Mapping[str, tuple[CellRow, ...]], tuple[Left, ...]]:
    """Give the rows before the run of the tables present that still hold the same set of rows."""
    rows: dict[str, tuple[CellRow, ...]] = {}
    left = []
    for name in present:
        written, now = tables[name], _as_set(present[name])
        if now == _as_set(written.after):
            rows[name] = written.before
        elif now != _as_set(written.before):
            left.append(table_left(written, CHANGED))
    return rows, tuple(left)


def table_left(written: TableWritten, why: str) -> Left:
    """Name a table of the add-on that is not restored."""
    return Left(f"{written.sheet}, de tabel met kolom {written.heading}", why)


def _where(sheet: str, cell: CellWritten) -> str:
    return f"{sheet}, {cell.key or 'een regel zonder naam'}, {cell.heading}"


def as_changes(
    tables: Mapping[str, TableWritten],
    columns: Iterable[ColumnCells],
    tails: tuple[TailRows, ...] = (),
) -> Changes:
    """Give what has to be looked at before it can be decided what to restore."""
    return Changes(dict.fromkeys(tables, ()), tuple(columns), tails)


def _as_set(rows: tuple[CellRow, ...]) -> list[tuple[str, ...]]:
    """Give rows to compare without regard for their order; blank ones do not count."""
    filled = (row for row in rows if any(cell not in {None, ""} for cell in row))
    return sorted(tuple(repr(cell) for cell in row) for row in filled)


def _places(table_read: TableRead) -> Mapping[str, list[int]]:
    """Give the lines of each key, from above."""
    lines: dict[str, list[int]] = defaultdict(list)
    table = table_read.table
    for line in range(len(table.rows) if table else 0):
        lines[plain(table_read.key(line))].append(line)
    return lines


def _line(table_read: TableRead, lines: list[int], cell: CellWritten) -> int | None:
    """Give the line of a cell among those with its key; None when it cannot be told."""
    if len(lines) != cell.of:
        return None
    if cell.of == 1 or _fingerprint(table_read, lines[cell.occurrence], cell.heading) == cell.row:
        return lines[cell.occurrence]
    same = [line for line in lines if _fingerprint(table_read, line, cell.heading) == cell.row]
    return same[0] if len(same) == 1 else None


def _fingerprint(table_read: TableRead, line: int, heading: str) -> str:
    """Give what tells rows with the same key apart: a digest of what people filled in."""
    read = [c.heading for c in table_read.spec.columns if not c.filled and c.heading != heading]
    values = repr([table_read.value(line, name) for name in read])
    return hashlib.sha256(values.encode("utf-8", "replace")).hexdigest()[:16]


def _column(table_read: TableRead, heading: str) -> ColumnCells | None:
    rows = table_read.table.rows if table_read.table else ()
    return table_read.column_cells(
        heading, [table_read.value(i, heading) for i in range(len(rows))]
    )
