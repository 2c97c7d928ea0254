"""A roster: all its records, and where in the workbook each of them stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from sto_xl import model, notation, sheets
from sto_xl.entries import Entries, find
from sto_xl.findings import Place
from sto_xl.grid import Dropdown, Notice, Snapshot
from sto_xl.records import Problem, Reader, Spot, Unreadable
from sto_xl.sheets import Column

AtLocation = TypeVar("AtLocation", model.Offering, model.Contact)


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
    dropdowns: tuple[Dropdown, ...] | None = None

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

    @cached_property
    def codes_elsewhere(self) -> frozenset[str]:
        """The vestigingscodes on the other sheets that Scholen does not have."""
        rows: Iterable[model.Contact | model.Offering | model.Plan]
        rows = (*self.contacts, *self.offerings, *self.plans)
        codes = {model.vestiging_code(row.vestiging) for row in rows}
        return frozenset(code for code in codes if code) - self.location_keys

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
        if spec.form:
            label = key = heading
        else:
            line = spot.line
            label, key = ("", "") if line is None else (entries.label(line), entries.key(line))
        cell = self.cell(spot)
        if table is None or cell is None:
            sheet = table.sheet if table else spec.sheet
            return Place(sheet, None, None, label, heading, spec.sheet, key)
        row, col = cell
        heading = table.headings[col - table.left] if column else ""
        return Place(table.sheet, row, col, label, heading, spec.sheet, key)

    def cell(self, spot: Spot) -> tuple[int, int] | None:
        """Give row and column of a spot; None where its table, row or column is missing."""
        entries = self.tables[spot.table]
        column = COLUMN_OF[spot.table].get(spot.field or "")
        heading = column.heading if column else ""
        if entries.spec.form:
            line = entries.form_lines.get(heading) if column else spot.line
            index = entries.columns.get(sheets.FORM_HEADINGS[1])
        else:
            line, index = spot.line, entries.columns.get(heading, None if column else 0)
        if entries.table is None or line is None or index is None:
            return None
        return entries.table.row_of(line), entries.table.left + index

    def has(self, table: str, field: str = "") -> bool:
        """Tell whether the workbook has this table, and in it the column or line of this field."""
        entries = self.tables[table]
        if entries.table is None:
            return False
        return not field or COLUMN_OF[table][field] not in entries.missing

    def offered(self, entries: Entries) -> tuple[Dropdown, ...] | None:
        """Give the ranges in a table that offer a list; None when that is not known."""
        table = entries.table
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


TABLE_OF: Mapping[type[model.Record], str] = {
    spec.record: spec.name for spec in sheets.INPUT if spec.record
}
COLUMN_OF: Mapping[str, Mapping[str, Column]] = {
    spec.name: {c.field: c for c in spec.columns if c.field}
    for spec in (*sheets.INPUT, *sheets.OPTIONAL)
}


def read(snapshot: Snapshot) -> Roster:
    """Read a snapshot as a roster. Never raises for what stands in it."""
    tables = {spec.name: find(snapshot, spec) for spec in (*sheets.INPUT, *sheets.OPTIONAL)}
    notices = {(n.sheet, n.row, n.column): n for n in snapshot.notices}
    reader = Reader(notices)
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
        snapshot.dropdowns,
    )


def _aliases(entries: Entries) -> Mapping[str, str]:
    aliases = {}
    for line in entries.lines:
        typed = notation.shown(entries.value(line, "Andere schrijfwijze"))
        key = model.location_key(typed)
        code = model.vestiging_code(notation.shown(entries.value(line, "Vestiging van")))
        if key and code:
            aliases[key] = code
    return aliases
