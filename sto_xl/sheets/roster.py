"""A roster: all its records, and what belongs together in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from sto_xl import model, sheets
from sto_xl.grid import Snapshot, plain
from sto_xl.sheets import notation, placeholders, workbook
from sto_xl.sheets.area import AreaPart, area
from sto_xl.sheets.cleaning import cleaned
from sto_xl.sheets.table_read import TableRead
from sto_xl.sheets.workbook import Workbook

AtLocation = TypeVar("AtLocation", model.Offering, model.Contact)


@dataclass(frozen=True)
class Roster:
    """All that a roster says. Records stand in the order of their rows."""

    book: Workbook
    region: model.Region
    schools: tuple[model.School, ...]
    contacts: tuple[model.Contact, ...]
    offerings: tuple[model.Offering, ...]
    partners: tuple[model.Partner, ...]
    plans: tuple[model.Plan, ...]
    aliases: Mapping[str, str] | None = None
    area: tuple[AreaPart, ...] = ()

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.book.name

    def key_of(self, typed: str | None) -> str | None:
        """Give what a location is compared by, other spellings of the roster's own included.

        None for a text that names none, such as "volgt".
        """
        return self.key_in(self.aliases or {}, typed)

    @staticmethod
    def key_in(aliases: Mapping[str, str], typed: str | None) -> str | None:
        """Give the same in a roster of which only the other spellings are known."""
        other = model.location_key(typed) if aliases else None
        return aliases.get(other or "") or placeholders.key_of(typed)

    def key(self, school: model.School) -> str | None:
        """Give what the location of a row of Scholen is compared by.

        What is no code, and stands with schools of more than one name, is their names' as well.
        """
        key = self.key_of(school.vestiging)
        if key is None or len(self._names.get(key, ())) <= 1:
            return key
        return sheets.KEY_SEPARATOR.join((key, model.location_key(school.school) or ""))

    def names_of(self, typed: str | None) -> tuple[str, ...]:
        """Give the schools that share what is no code; none where it tells one location."""
        names = self._names.get(self.key_of(typed) or "", {})
        return tuple(names.values()) if len(names) > 1 else ()

    def location_of(self, row: AtLocation) -> str | None:
        """Give what the location of a row is compared by; the name of one location is its code."""
        key = self.key_of(row.vestiging)
        return self._code_of_name.get(key, key) if key else None

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """The names with which each text stands that is no code, by what each is compared by."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for school in self.schools:
            key = self.key_of(school.vestiging)
            if key and not model.vestiging_code(key):
                name = school.school or ""
                found[key].setdefault(model.location_key(name) or "", name)
        return found

    @cached_property
    def _code_of_name(self) -> Mapping[str, str]:
        """The code of each name that one location has: lists know schools by their names."""
        codes: defaultdict[str, set[str | None]] = defaultdict(set)
        for school in self.schools:
            name = model.location_key(school.school)
            if name and not model.vestiging_code(name):
                codes[name].add(model.vestiging_code(self.key_of(school.vestiging)))
        return {name: code for name, own in codes.items() if len(own) == 1 for code in own if code}

    @cached_property
    def offerings_by_location(self) -> Mapping[str, tuple[model.Offering, ...]]:
        """The offering rows of each location, by location key."""
        return self._by_location(self.offerings)

    @cached_property
    def contacts_by_location(self) -> Mapping[str, tuple[model.Contact, ...]]:
        """The contacts of each location, by location key."""
        return self._by_location(self.contacts)

    @cached_property
    def schools_by_location(self) -> Mapping[str, model.School]:
        """The first row of Scholen of each location, by location key."""
        found: dict[str, model.School] = {}
        for school in self.schools:
            if key := self.key(school):
                found.setdefault(key, school)
        return found

    @cached_property
    def location_keys(self) -> frozenset[str]:
        """The keys of all rows of Scholen."""
        return frozenset(self.schools_by_location)

    @cached_property
    def codes_by_name(self) -> Mapping[str, frozenset[str]]:
        """The vestigingscodes of the schools of each name, `plain`; none where they have none."""
        found: dict[str, frozenset[str]] = {}
        for school in self.schools:
            if name := plain(school.school):
                code = model.vestiging_code(school.vestiging)
                own = frozenset([code] if code else [])
                found[name] = found.get(name, frozenset()) | own
        return found

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
            if key := self.location_of(record):
                found[key].append(record)
        return {key: tuple(group) for key, group in found.items()}


def read_roster(snapshot: Snapshot) -> Roster:
    """Read a snapshot as a roster. Never raises for what stands in it."""
    book, records = workbook.read_tables(snapshot, sheets.ROSTER)
    aliases = _aliases(book.tables[sheets.ALIASSEN.name])
    schools = cast("tuple[model.School, ...]", records["tblScholen"])
    return Roster(
        book,
        cast("model.Region", records["tblRegio"][0]),
        tuple(_coded(school, aliases) for school in schools),
        cast("tuple[model.Contact, ...]", records["tblContacten"]),
        cast("tuple[model.Offering, ...]", records["tblAanbod"]),
        cast("tuple[model.Partner, ...]", records["tblPartners"]),
        cast("tuple[model.Plan, ...]", records["tblPlannen"]),
        aliases,
        area(book.tables[sheets.GEBIED.name]),
    )


def _coded(school: model.School, aliases: Mapping[str, str]) -> model.School:
    """Give a school the code that its name is known by, where its own cell names none."""
    code = aliases.get(model.location_key(school.school) or "")
    if code is None or placeholders.key_of(school.vestiging):
        return school
    return school.model_copy(update={"vestiging": code})


def _aliases(table_read: TableRead) -> Mapping[str, str]:
    aliases = {}
    for line in table_read.lines:
        typed, of = (
            cleaned(notation.shown(table_read.value(line, heading)))
            for heading in ("Andere schrijfwijze", "Vestiging van")
        )
        key, code = model.location_key(typed), model.vestiging_code(of)
        if key and code:
            aliases[key] = code
    return aliases
