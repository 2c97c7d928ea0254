"""A roster as read: from a snapshot to records, with what could not be read beside them.

Wrong data is a value here: a cell that cannot be read leaves its field empty and is remembered as
a `Problem`, so that the rest of the roster is always checked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from sto_xl import model, notation, sheets
from sto_xl.findings import Place
from sto_xl.grid import (
    Located,
    Notice,
    NoticeKind,
    Row,
    Snapshot,
    Table,
    Value,
    is_blank,
    locate,
    plain,
)
from sto_xl.notation import Misread, Misreading
from sto_xl.sheets import Column, TableSpec

#: Every error type that pydantic can raise for the fields of `sto_xl.model`, and its meaning.
#: A test feeds all kinds of values to all fields to show that none is missing.
PYDANTIC_ERRORS: Mapping[str, Misreading] = {
    "int_type": Misreading.NUMBER,
    "int_parsing": Misreading.NUMBER,
    "int_parsing_size": Misreading.NUMBER,
    "int_from_float": Misreading.WHOLE,
    "finite_number": Misreading.NUMBER,
    "decimal_type": Misreading.NUMBER,
    "decimal_parsing": Misreading.NUMBER,
    "greater_than_equal": Misreading.NEGATIVE,
    "less_than": Misreading.LARGE,
    "less_than_equal": Misreading.SHARE,
    "date_type": Misreading.DATE,
    "date_parsing": Misreading.DATE,
    "date_from_datetime_parsing": Misreading.DATE,
    "date_from_datetime_inexact": Misreading.DATE,
    "enum": Misreading.CHOICE,
    "string_type": Misreading.TEXT,
    "string_unicode": Misreading.TEXT,
    "string_too_long": Misreading.TEXT,
}


AtLocation = TypeVar("AtLocation", model.Offering, model.Contact)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in terms of records: the table, the line of its body, the record's field.

    Without a field it is the row; without a line too, the table.
    """

    table: str
    line: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell whose value could not be read as its column asks."""

    spot: Spot
    misread: Misread


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell in a table without a usable value: an error, an uncalculated formula and the like."""

    spot: Spot
    notice: Notice


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


@dataclass(frozen=True)
class Roster:
    """All that a roster says. Records stand in the order of their rows."""

    name: str
    region: model.Region
    schools: tuple[model.School, ...]
    contacts: tuple[model.Contact, ...]
    offerings: tuple[model.Offering, ...]
    partners: tuple[model.Partner, ...]
    plans: tuple[model.Plan, ...]
    tables: Mapping[str, Entries]
    problems: tuple[Problem, ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    notices: tuple[Notice, ...] = ()
    aliases: Mapping[str, str] | None = None

    def key_of(self, typed: str | None) -> str | None:
        """Give what a location is compared by, other spellings of the roster's own included."""
        key = model.location_key(typed)
        return (self.aliases or {}).get(key, key) if key else None

    @cached_property
    def offerings_by_location(self) -> Mapping[str, tuple[model.Offering, ...]]:
        """The offering rows of each location, by location key."""
        return self._by_location(self.offerings)

    @cached_property
    def contacts_by_location(self) -> Mapping[str, tuple[model.Contact, ...]]:
        """The contacts of each location, by location key."""
        return self._by_location(self.contacts)

    @cached_property
    def location_keys(self) -> frozenset[str]:
        """The keys of all rows of Scholen."""
        return frozenset(key for s in self.schools if (key := self.key_of(s.vestiging)))

    def _by_location(self, records: Iterable[AtLocation]) -> Mapping[str, tuple[AtLocation, ...]]:
        found: dict[str, list[AtLocation]] = defaultdict(list)
        for record in records:
            if key := self.key_of(record.vestiging):
                found[key].append(record)
        return {key: tuple(group) for key, group in found.items()}

    def place(self, spot: Spot) -> Place:
        """Give where a spot is; without a cell where its table, row or column is missing."""
        entries = self.tables[spot.table]
        spec, table = entries.spec, entries.table
        column = COLUMN_OF[spot.table].get(spot.field or "")
        heading = column.heading if column else ""
        line = spot.line
        if spec.form:
            line = entries.form_lines.get(heading) if column else spot.line
            index = entries.columns.get(sheets.FORM_HEADINGS[1])
            label = key = heading
        else:
            index = entries.columns.get(heading, None if column else 0)
            label, key = ("", "") if line is None else (entries.label(line), entries.key(line))
        if table is None or line is None or index is None:
            sheet = table.sheet if table else spec.sheet
            return Place(sheet, None, None, label, heading, spec.sheet, key)
        row, col = table.row_of(line), table.left + index
        heading = table.headings[index] if column else ""
        return Place(table.sheet, row, col, label, heading, spec.sheet, key)

    def has(self, table: str, field: str = "") -> bool:
        """Tell whether the workbook has this table, and in it the column or line of this field."""
        entries = self.tables[table]
        if entries.table is None:
            return False
        return not field or COLUMN_OF[table][field] not in entries.missing


TABLE_OF: Mapping[type[model.Record], str] = {
    spec.record: spec.name for spec in sheets.INPUT if spec.record
}
COLUMN_OF: Mapping[str, Mapping[str, Column]] = {
    spec.name: {c.field: c for c in spec.columns if c.field}
    for spec in (*sheets.INPUT, *sheets.OPTIONAL)
}


def read(snapshot: Snapshot) -> Roster:
    """Read a snapshot as a roster. Never raises for what stands in it."""
    tables = {spec.name: _entries(snapshot, spec) for spec in (*sheets.INPUT, *sheets.OPTIONAL)}
    notices = {(n.sheet, n.row, n.column): n for n in snapshot.notices}
    reader = _Reader(notices)
    records = {
        spec.name: reader.form(entries) if spec.form else reader.rows(entries)
        for spec in sheets.INPUT
        for entries in (tables[spec.name],)
    }
    return Roster(
        snapshot.name,
        cast("model.Region", records["tblRegio"][0]),
        cast("tuple[model.School, ...]", records["tblScholen"]),
        cast("tuple[model.Contact, ...]", records["tblContacten"]),
        cast("tuple[model.Offering, ...]", records["tblAanbod"]),
        cast("tuple[model.Partner, ...]", records["tblPartners"]),
        cast("tuple[model.Plan, ...]", records["tblPlannen"]),
        tables,
        tuple(reader.problems),
        tuple(reader.unreadable),
        snapshot.notices,
        _aliases(tables[sheets.ALIASSEN.name]),
    )


def _entries(snapshot: Snapshot, spec: TableSpec) -> Entries:
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


def _aliases(entries: Entries) -> Mapping[str, str]:
    aliases = {}
    for line in entries.lines:
        typed = notation.shown(entries.value(line, "Andere schrijfwijze"))
        key = model.location_key(typed)
        code = model.vestiging_code(notation.shown(entries.value(line, "Vestiging van")))
        if key and code:
            aliases[key] = code
    return aliases


class _Reader:
    """Reads cells into records and remembers what could not be read."""

    def __init__(self, notices: Mapping[tuple[str, int, int], Notice]) -> None:
        self.notices = notices
        self.problems: list[Problem] = []
        self.unreadable: list[Unreadable] = []

    def form(self, entries: Entries) -> tuple[model.Record, ...]:
        lines = entries.form_lines
        index = entries.columns.get(sheets.FORM_HEADINGS[1])
        cells = [
            (column, lines[column.heading], index)
            for column in entries.spec.columns
            if index is not None and column.heading in lines
        ]
        return (self._record(entries, 0, cells),)

    def rows(self, entries: Entries) -> tuple[model.Record, ...]:
        columns = [
            (entries.spec.column(heading), index)
            for heading, index in entries.columns.items()
            if entries.spec.column(heading).field
        ]
        return tuple(
            self._record(entries, line, ((column, line, index) for column, index in columns))
            for line in self._lines(entries)
        )

    def _lines(self, entries: Entries) -> Iterator[int]:
        """Give the lines that hold something, an error cell included."""
        if entries.table is None:
            return
        table = entries.table
        span = range(table.left, table.left + len(table.headings))
        rows_with_notices = {
            n.row
            for n in self.notices.values()
            if n.sheet == table.sheet and n.column in span and n.kind is not NoticeKind.MERGED
        }
        filled = set(entries.lines)
        for line in range(len(table.rows)):
            if line in filled or table.row_of(line) in rows_with_notices:
                yield line

    def _record(
        self, entries: Entries, line: int, cells: Iterable[tuple[Column, int, int]]
    ) -> model.Record:
        table, record = entries.table, entries.spec.record
        values: dict[str, Any] = {"line": line}
        for column, row, index in cells if table else ():
            value = table.rows[row][index]  # type: ignore[union-attr]
            if is_blank(value):
                self._notice(entries, line, row, index, column)
                continue
            read = notation.read(value, column)
            if isinstance(read, Misread):
                self.problems.append(Problem(Spot(entries.spec.name, line, column.field), read))
            elif read is not None:
                values[column.field] = read
        return self._validated(cast("type[model.Record]", record), entries.spec.name, values)

    def _validated(
        self, record: type[model.Record], table: str, values: dict[str, Any]
    ) -> model.Record:
        try:
            return record.model_validate(values)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_context=False):
                field = str(item["loc"][0])
                why = PYDANTIC_ERRORS[item["type"]]
                misread = Misread(why, notation.shown(values.pop(field)))
                self.problems.append(Problem(Spot(table, values["line"], field), misread))
            return record.model_validate(values)

    def _notice(self, entries: Entries, line: int, row: int, index: int, column: Column) -> None:
        table = cast("Table", entries.table)
        notice = self.notices.get((table.sheet, table.row_of(row), table.left + index))
        if notice is not None and notice.kind is not NoticeKind.MERGED:
            self.unreadable.append(Unreadable(Spot(entries.spec.name, line, column.field), notice))
