"""A workbook as read: its tables, and where in it each record and field stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from sto_xl import model, sheets
from sto_xl.grid import Dropdown, Notice, NoticeKind, Room, Snapshot, holds_list
from sto_xl.model.findings import Place
from sto_xl.sheets import Column, WorkbookSpec
from sto_xl.sheets.conversion import Problem, Reader, Spot, Total, Unreadable
from sto_xl.sheets.table_read import TableRead, find

#: A form is told by so many of its labels: the forms of two templates share one.
_TELLING_LABELS = 2

#: The records of each table, by its name; a form has one.
Records = Mapping[str, tuple[model.Record, ...]]

#: The table in which records of a type stand, in whichever workbook.
TABLE_OF: Mapping[type[model.Record], str] = {
    spec.record: spec.name
    for template in sheets.TEMPLATES
    for spec in template.input
    if spec.record
}
#: The column, or the line of a form, that holds a field, by table.
COLUMN_OF: Mapping[str, Mapping[str, Column]] = {
    spec.name: {c.field: c for c in spec.columns if c.field}
    for template in sheets.TEMPLATES
    for spec in template.read
}


@dataclass(frozen=True)
class Workbook:
    """A workbook as read. `version` is what its form says of its template.

    `unread` pairs the name of each sheet that looks like a second list with that of its table.
    `sha256` is the digest of the file as it was read.
    """

    name: str
    template: WorkbookSpec
    tables: Mapping[str, TableRead]
    version: str | None = None
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    totals: tuple[Total, ...] = ()
    notices: tuple[Notice, ...] = ()
    dropdowns: tuple[Dropdown, ...] | None = None
    rooms: tuple[Room, ...] | None = None
    unread: tuple[tuple[str, str], ...] = ()
    sha256: str = ""

    @cached_property
    def untold(self) -> frozenset[Spot]:
        """The cells that hold something of which the meaning cannot be read."""
        misread = (problem.spot for problem in self.problems)
        unread = (
            item.spot for item in self.unreadable if item.notice.kind is not NoticeKind.PICTURE
        )
        return frozenset((*misread, *unread))

    @property
    def recognised(self) -> bool:
        """Whether it has any of the tables by which its template is told."""
        return any(map(_tells, (self.tables[spec.name] for spec in self.template.telling)))

    def place(self, spot: Spot) -> Place:
        """Give where a spot is; without a cell where its table, row or column is missing."""
        table_read = self.tables[spot.table]
        spec, table = table_read.spec, table_read.table
        column = COLUMN_OF[spot.table].get(spot.field or "")
        heading = column.heading if column else ""
        row_label = "" if spot.line is None else table_read.label(spot.line)
        label = heading if spec.form else row_label
        cell = self.cell(spot)
        if table is None or cell is None:
            sheet = table.sheet if table else spec.sheet
            return Place(sheet, None, None, label, heading)
        row, col = cell
        heading = table.headings[col - table.left] if column else ""
        mark = table_read.mark(row - table.row_of(0), col - table.left)
        return Place(table.sheet, row, col, label, heading, mark)

    def cell(self, spot: Spot) -> tuple[int, int] | None:
        """Give row and column of a spot; None where its table, row or column is missing."""
        table_read = self.tables[spot.table]
        column = COLUMN_OF[spot.table].get(spot.field or "")
        heading = column.heading if column else ""
        if table_read.spec.form:
            line = table_read.form_lines.get(heading) if column else spot.line
            index = table_read.columns.get(sheets.FORM_HEADINGS[1])
        else:
            line, index = spot.line, table_read.columns.get(heading, None if column else 0)
        if table_read.table is None or line is None or index is None:
            return None
        return table_read.table.row_of(line), table_read.table.left + index

    def has(self, table: str, field: str = "") -> bool:
        """Tell whether the workbook has this table, and in it the column or line of this field."""
        table_read = self.tables[table]
        if table_read.table is None:
            return False
        return not field or COLUMN_OF[table][field] not in table_read.missing

    def lacking(self, table_read: TableRead) -> tuple[Column, ...]:
        """Give the columns or lines that a table should have: not what came after its template."""
        return tuple(c for c in table_read.missing if sheets.came_with(c.since, self.version))

    def offered(self, table_read: TableRead) -> tuple[Dropdown, ...] | None:
        """Give the ranges in a table that offer a list; None when that is not known."""
        table = table_read.table
        if table is None or self.dropdowns is None:
            return None
        last = table.row_of(len(table.rows) - 1), table.left + len(table.headings) - 1
        return tuple(
            d
            for d in self.dropdowns
            if d.sheet == table.sheet
            and (d.top <= last[0] and d.left <= last[1])
            and (d.bottom >= table.top and d.right >= table.left)
        )


def read_tables(snapshot: Snapshot, template: WorkbookSpec) -> tuple[Workbook, Records]:
    """Read a snapshot as a workbook of this template. Never raises for what stands in it."""
    tables = {spec.name: find(snapshot, spec) for spec in template.read}
    reader = Reader(snapshot.notices)
    records = {
        spec.name: reader.form(table_read) if spec.form else reader.rows(table_read)
        for spec in template.input
        for table_read in (tables[spec.name],)
    }
    book = Workbook(
        snapshot.name,
        template,
        tables,
        getattr(records[template.form.name][0], "sjabloonversie", None),
        tuple(reader.problems),
        tuple(reader.unreadable),
        tuple(reader.totals),
        snapshot.notices,
        snapshot.dropdowns,
        snapshot.rooms,
        tuple(_second_lists(snapshot, template, tables)),
        snapshot.sha256,
    )
    return book, records


def _second_lists(
    snapshot: Snapshot, template: WorkbookSpec, tables: Mapping[str, TableRead]
) -> Iterator[tuple[str, str]]:
    """Give the sheets that were not read though they look like one that was, with its table."""
    read_from = {table_read.table.sheet for table_read in tables.values() if table_read.table}
    for sheet in snapshot.sheets:
        if sheet.name in read_from:
            continue
        for spec in template.input:
            if not spec.form and tables[spec.name].table and holds_list(sheet, spec.wanted):
                yield sheet.name, spec.name


def template_of(snapshot: Snapshot) -> WorkbookSpec | None:
    """Give the template that a snapshot is a workbook of; None for another workbook altogether."""
    # Most workbooks tell it by the names of their tables, without a look into any.
    names = {table.name.casefold() for table in snapshot.tables}
    named = [
        template
        for template in sheets.TEMPLATES
        if any(not spec.form and spec.name.casefold() in names for spec in template.telling)
    ]
    if len(named) == 1:
        return named[0]
    for template in sheets.TEMPLATES:
        if any(_tells(find(snapshot, spec)) for spec in template.telling):
            return template
    return None


def _tells(table_read: TableRead) -> bool:
    if table_read.spec.form:
        return len(table_read.form_lines) >= _TELLING_LABELS
    return table_read.table is not None
