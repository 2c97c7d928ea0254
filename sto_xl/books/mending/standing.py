"""Where a template's tables stand in a workbook: which cells each of their columns has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count

from sto_xl import sheets
from sto_xl.books.filling import markup
from sto_xl.books.filling.places import FilePlaces, FileSheet
from sto_xl.books.mending.cells import Cells
from sto_xl.grid import LAST_ROW, Area, Value, plain
from sto_xl.sheets import TableSpec, WorkbookSpec
from sto_xl.sheets.notation import shown
from sto_xl.sheets.table_read import TableRead, find

#: A column of a table: its heading. In a table of fixed lines what the line is called as well.
Slot = tuple[str, str]


@dataclass(frozen=True)
class TableStanding:
    """Where a table of a template stands.

    `columns` are those of its headings; `lines` the rows of its lines, where these are fixed. Its
    rows go from `first` to `last`; what it offers may go on to `limit`, for rows to come.
    """

    spec: TableSpec
    place: FileSheet
    top: int
    last: int
    limit: int
    columns: Mapping[str, int]
    lines: Mapping[str, int] = field(default_factory=dict)

    @property
    def first(self) -> int:
        """The row beneath its headings."""
        return self.top + 1

    @property
    def slots(self) -> Iterator[Slot]:
        """Each of its columns; of a table of fixed lines each column of each line."""
        fixed = self.spec.form or self.spec.rows
        lines: Iterable[str] = self.lines if fixed else ("",)
        return ((heading, line) for line in lines for heading in self.columns)

    def has(self, slot: Slot) -> bool:
        """Tell whether there is such a column, and such a line."""
        heading, line = slot
        return heading in self.columns and (not line or line in self.lines)

    def cells(self, slot: Slot, bottom: int = 0) -> Cells:
        """Give the cells of a column, down to a row; of a fixed line the one that it has there."""
        heading, line = slot
        column = self.columns[heading]
        row = self.lines[line] if line else self.first
        return Cells.of([(row, column, row if line else max(bottom, row), column)])

    @property
    def body(self) -> Area:
        """The area of its rows."""
        return self.first, min(self.columns.values()), self.last, max(self.columns.values())


def standings(places: FilePlaces, template: WorkbookSpec) -> list[TableStanding]:
    """Give where the tables of a template stand in a workbook; those that are there."""
    specs = [*template.read, *template.filled]
    reads = [find(places.snapshot, spec) for spec in specs if spec is not sheets.RUN]
    return [_standing(places, read) for read in reads if read.table and read.columns]


def _standing(places: FilePlaces, read: TableRead) -> TableStanding:
    table = read.table
    assert table is not None  # noqa: S101  (only such are asked for)
    place = places.on(table.sheet)
    columns = {heading: table.left + at for heading, at in read.columns.items()}
    last = table.top + max(len(table.rows), 1)
    own = place.table_at(table.top, table.left)
    if own is not None:
        # What stands beneath a table of the add-on does not belong to it.
        users = not all(column.filled for column in read.spec.columns)
        end = own.area[2] - 1 if own.totals else own.area[2]
        last = max(last, end) if users and not own.totals else end
    across = (last + 1, table.left, LAST_ROW, table.left + len(table.headings) - 1)
    beneath = (t.area[0] - 1 for t in place.tables if markup.overlap(t.area, across))
    limit = last if own is not None and own.totals else min(beneath, default=LAST_ROW)
    return TableStanding(read.spec, place, table.top, last, limit, columns, _lines(read))


def _lines(read: TableRead) -> Mapping[str, int]:
    """Give the row of each line, of a table whose lines are fixed."""
    spec, table = read.spec, read.table
    assert table is not None  # noqa: S101  (only such are asked for)
    if spec.form:
        return {label: table.row_of(line) for label, line in read.form_lines.items()}
    if not spec.rows:
        return {}
    known = set(line_names(spec.rows))
    rows = (row[: len(spec.rows[0])] for row in table.rows)
    renamed = {plain(was): plain(name) for was, name in spec.renamed}
    found = zip(line_names(rows), count(table.row_of(0)))
    named = ((renamed.get(name, name), row) for name, row in found)
    return {name: row for name, row in named if name in known}


def line_names(rows: Iterable[Iterable[Value]]) -> list[str]:
    """Give what the lines of a table of fixed lines are called: their first cells.

    The second of one name is told from the first.
    """
    names: list[str] = []
    seen: Counter[str] = Counter()
    for cells in rows:
        name = "|".join(plain(shown(cell)) for cell in cells)
        seen[name] += 1
        names.append(f"{name}#{seen[name]}" if seen[name] > 1 else name)
    return names
