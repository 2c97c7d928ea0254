"""A workbook as it was told: what is to be read of it, and what was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sto_xl import sheets
from sto_xl.books.live.extent import reaching
from sto_xl.books.live.reading import sums
from sto_xl.books.reading.values import fitted
from sto_xl.books.told import calls
from sto_xl.books.told.blocks import CellBlock, area_of_address
from sto_xl.books.told.calls import Wanted
from sto_xl.books.told.places import NotReadError, ToldSheet, ToldTable
from sto_xl.grid import (
    Area,
    ListObject,
    Notice,
    NoticeKind,
    Sheet,
    Snapshot,
    Visibility,
    a1,
)
from sto_xl.sheets.totals import may_add_up
from sto_xl.system.errors import Cause, Failure

#: A sheet with more cells than this is not read; a roster has some thousands.
_ENDLESS = 1_000_000

_OF_THE_ADD_ON = frozenset(
    spec.name.casefold() for template in sheets.TEMPLATES for spec in template.filled
)
_OURS = _OF_THE_ADD_ON | {
    spec.name.casefold() for template in sheets.TEMPLATES for spec in template.read
}
_VISIBILITIES = {
    "Visible": Visibility.VISIBLE,
    "Hidden": Visibility.HIDDEN,
    "VeryHidden": Visibility.VERY_HIDDEN,
}

#: The areas of an address that names several; each may name its sheet.
_MERGED = re.compile(r"\$?[A-Z]+\$?\d+:\$?[A-Z]+\$?\d+(?=,|$)")


@dataclass(frozen=True)
class _Listed:
    """A sheet as it was listed, and what has been read of it."""

    place: ToldSheet
    visibility: Visibility
    used: Area | None
    merged: list[Area] = field(default_factory=list)


class ToldBook:
    """A workbook that is open in Excel. Its sheets are `Places`."""

    def __init__(self, listed: Mapping[str, Any]) -> None:
        """Take the names of sheets and tables, and where they reach."""
        self.name = str(listed["name"])
        #: Whether its days count from 1904, by the number that Excel gives that year's first day.
        self.base_1904 = listed["day1904"] == 0
        self._sheets: dict[str, _Listed] = {}
        for sheet in listed["sheets"]:
            tables = [_table(t) for t in listed["tables"] if t["sheet"] == sheet["name"]]
            place = ToldSheet(
                sheet["name"],
                protected=sheet["protected"],
                filtered=sheet["filtered"],
                base_1904=self.base_1904,
                tables=tables,
            )
            used = area_of_address(sheet["used"]) if sheet["used"] else None
            shown = _VISIBILITIES.get(sheet["visibility"], Visibility.VISIBLE)
            self._sheets[place.name.casefold()] = _Listed(place, shown, used)

    def to_read(self) -> list[list[Wanted]]:
        """Give what has to be read, in groups that go at once. Raises `Failure` when it is endless.

        Where the sheets stand as in a template, only those with its tables are.
        """
        wanted = []
        as_in = self._as_in()
        for sheet in self._sheets.values():
            if as_in is None or any(t.name.casefold() in _OURS for t in sheet.place.tables):
                wanted += self._parts(sheet)
        return calls.read_at_once(wanted)

    def more(self, missing: NotReadError) -> list[list[Wanted]]:
        """Give what has to be read besides, in groups."""
        return calls.read_at_once(calls.reads(missing.sheet, missing.area))

    def read(self, told: Iterable[Mapping[str, Any]]) -> None:
        """Take blocks that were read."""
        for one in told:
            sheet = self._sheets[one["sheet"].casefold()]
            sheet.place.add(CellBlock.of(one))
            sheet.merged.extend(map(area_of_address, _MERGED.findall(one["merged"])))

    def snapshot(self) -> Snapshot:
        """Give what routines look at: sheets that hold input; all of them if one is missing."""
        as_in = self._as_in()
        if as_in is None:
            each = [(s, _but_ours(s.place)) for s in self._sheets.values()]
            each = [
                (s, tables)
                for s, tables in each
                if tables or s.place.name.casefold() not in sheets.NEVER_INPUT
            ]
        else:
            each = as_in
        found = [self._seen(sheet, tables) for sheet, tables in each]
        return Snapshot(
            self.name,
            tuple(sheet for sheet, _ in found),
            tuple(table for _, tables in each for table in tables),
            tuple(notice for _, notices in found for notice in notices),
        )

    def on(self, name: str) -> ToldSheet:
        """Give a sheet by its name; LookupError when there is none."""
        return self._sheets[name.casefold()].place

    @property
    def every(self) -> Iterator[ToldSheet]:
        """All of them."""
        return (sheet.place for sheet in self._sheets.values())

    def is_visible(self, name: str) -> bool:
        """Tell whether a sheet can be brought to the front."""
        return self._sheets[name.casefold()].visibility is Visibility.VISIBLE

    def _as_in(self) -> list[tuple[_Listed, tuple[ListObject, ...]]] | None:
        """Give the input sheets with their tables, where they stand as in a template."""
        for template in sheets.TEMPLATES:
            names: dict[str, list[str]] = {}
            for spec in template.read:
                names.setdefault(spec.sheet, []).append(spec.name)
            found = []
            for sheet, wanted in zip(self._sheets.values(), names.values(), strict=False):
                tables = [sheet.place.table(name) for name in wanted]
                there = [table for table in tables if table]
                if len(there) == len(wanted):
                    listed = (
                        _listed(sheet.place.name, table, name)
                        for table, name in zip(there, wanted, strict=True)
                    )
                    found.append((sheet, tuple(listed)))
            if len(found) == len(names):
                return found
        return None

    def _parts(self, sheet: _Listed) -> list[Wanted]:
        areas = [table.area for table in sheet.place.tables]
        if sheet.used:
            areas.append(sheet.used)
        if not areas:
            return []
        tops, lefts, bottoms, rights = zip(*areas, strict=True)
        whole = (min(tops), min(lefts), max(bottoms), max(rights))
        if calls.size(whole) > _ENDLESS:
            where = reaching(sheet.place.name, whole)
            raise Failure(Cause.TOO_LARGE, file=self.name, detail=where)
        return calls.reads(sheet.place.name, whole)

    def _seen(self, sheet: _Listed, tables: Sequence[ListObject]) -> tuple[Sheet, list[Notice]]:
        """Give a sheet as routines see it, as `live.reading` does."""
        name, block = sheet.place.name, sheet.place.block
        if block is None:
            return Sheet(name, (), visibility=sheet.visibility), []
        rows, notices = block.rows(name, base_1904=self.base_1904)
        top, left, bottom, _ = block.area
        made = fitted(name, rows, top, left, sheet.visibility)
        if not tables or any(may_add_up(table, made) for table in tables):
            notices += sums(name, top, left, block.formulas)
        if not tables or bottom > max(table.bottom for table in tables):
            for area in dict.fromkeys(sheet.merged):
                notices.append(Notice(NoticeKind.MERGED, name, *area[:2], a1(area)))
        notices.sort(key=lambda n: (n.row, n.column, n.kind))
        return made, notices


def _table(told: Mapping[str, Any]) -> ToldTable:
    return ToldTable(
        told["name"],
        area_of_address(told["area"]),
        header=told["header"],
        totals=told["totals"],
        filtered=told["filtered"],
    )


def _listed(sheet: str, table: ToldTable, name: str) -> ListObject:
    return ListObject(name, sheet, *table.area, table.header, table.totals)


def _but_ours(place: ToldSheet) -> tuple[ListObject, ...]:
    return tuple(
        _listed(place.name, table, table.name)
        for table in place.tables
        if table.name.casefold() not in _OF_THE_ADD_ON
    )
