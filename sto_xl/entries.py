"""One table of a workbook as read: its columns, filled and blank lines, what rows are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sto_xl import notation, sheets
from sto_xl.grid import (
    Cell,
    ColumnCells,
    Located,
    Row,
    Snapshot,
    Table,
    Value,
    is_blank,
    locate,
    plain,
)
from sto_xl.sheets import Column, TableSpec


@dataclass(frozen=True)
class Entries:
    """One table as read. `columns` maps a heading of the spec to its place among the headings."""

    spec: TableSpec
    located: Located
    columns: Mapping[str, int]
    lines: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    duplicates: tuple[str, ...] = ()
    missing: tuple[Column, ...] = ()

    @property
    def table(self) -> Table | None:
        """The table, or None when it was not found."""
        return self.located.table

    def value(self, line: int, heading: str) -> Value:
        """Give what stands in a cell of the body."""
        column = self.columns.get(heading)
        if self.table is None or column is None or not 0 <= line < len(self.table.rows):
            return None
        return self.table.rows[line][column]

    def column_cells(self, heading: str, cells: Sequence[Cell]) -> ColumnCells | None:
        """Give cells for a column of the body, with its place; None when it is not there."""
        table, column = self.table, self.columns.get(heading)
        if table is None or column is None:
            return None
        place = (table.sheet, table.row_of(0), table.left + column)
        return ColumnCells(self.spec.name, heading, *place, tuple(cells))

    @cached_property
    def form_lines(self) -> Mapping[str, int]:
        """The line of each field of a form, by the field's heading in the template."""
        by_text: dict[str, int] = {}
        for line in self.lines:
            by_text.setdefault(plain(self.value(line, sheets.FORM_HEADINGS[0])), line)
        found: dict[str, int] = {}
        for column in self.spec.columns:
            if (place := _found(column, by_text)) is not None:
                found[column.heading] = place
        return found

    def key(self, line: int) -> str:
        """Give the key of a row, as the workbook's conditional formats compute it."""
        for headings in self.spec.keys:
            parts = [notation.shown(self.value(line, heading)) for heading in headings]
            if any(parts):
                return sheets.KEY_SEPARATOR.join(parts)
        return ""

    def label(self, line: int) -> str:
        """Give what a row is called in a finding."""
        parts = [notation.shown(self.value(line, heading)) for heading in self.spec.label]
        return " ".join(part for part in parts if part) or self.key(line)


def find(snapshot: Snapshot, spec: TableSpec) -> Entries:
    """Locate a table and tell its columns apart: found, missing, twice; lines filled and blank."""
    located = locate(snapshot, spec.wanted)
    table = located.table
    if table is None:
        return Entries(spec, located, {})
    found: dict[str, int] = {}
    duplicates = []
    for index, heading in enumerate(table.headings):
        text = plain(heading)
        if text and found.setdefault(text, index) != index:
            duplicates.append(heading)
    columns: dict[str, int] = {}
    missing: list[Column] = []
    wanted = [Column(h) for h in sheets.FORM_HEADINGS] if spec.form else spec.columns
    for column in wanted:
        place = _found(column, found)
        if place is not None:
            columns[column.heading] = place
        else:
            missing.append(column)
    read = [i for h, i in columns.items() if spec.form or not spec.column(h).filled]
    lines = [i for i, row in enumerate(table.rows) if not _is_blank(row, read)]
    last = lines[-1] if lines else -1
    filled = set(lines)
    blank = tuple(i for i in range(last) if i not in filled)
    entries = Entries(
        spec, located, columns, tuple(lines), blank, tuple(duplicates), tuple(missing)
    )
    if not spec.form or missing:
        return entries
    absent = tuple(c for c in spec.columns if c.heading not in entries.form_lines)
    return replace(entries, missing=absent)


def _found(column: Column, places: Mapping[str, int]) -> int | None:
    """Give the place of a column by its heading, or by that of an earlier template."""
    spellings = (plain(heading) for heading in (column.heading, *column.old))
    return next((places[s] for s in spellings if s in places), None)


def _is_blank(row: Row, columns: Sequence[int]) -> bool:
    return all(is_blank(row[i]) for i in columns)
