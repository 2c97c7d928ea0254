"""Where each column and each cell of a list went, for whoever wants to know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sto_xl.adopt.blocks import Block
from sto_xl.adopt.decision import NUMBERED, ColumnDecision
from sto_xl.adopt.draft import REST, Draft
from sto_xl.adopt.headings import REGIO, SPECS, Target
from sto_xl.adopt.heads import text_at
from sto_xl.grid import address, plain
from sto_xl.sheets.table_read import TableRead

#: Why a column of a roster is where it is.
IN_PLACE = "kolom van het regiobestand"


@dataclass(frozen=True, slots=True)
class ColumnSaid:
    """Where a column of the list went, for the report; `to` is what a place is called."""

    sheet: str
    cell: str
    heading: str
    to: str
    reason: str
    filled: int


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a cell of the list went: the table, the line of its body from 0, the heading."""

    sheet: str
    row: int
    column: int
    table: str
    line: int
    heading: str


def columns(block: Block, decisions: Sequence[ColumnDecision]) -> Iterable[ColumnSaid]:
    """Say of each column of a list where it went."""
    for d in decisions:
        filled = sum(block.sheet.cell(row, d.column.index).filled for row in block.rows)
        reason = f"{d.reason} (verborgen kolom)" if d.column.hidden else d.reason
        place = Target(block.about, REST[block.about]).name if d.target is None else d.target.name
        cell = address(block.head[-1], d.column.index)
        if d.reason == NUMBERED:
            place = "–"
        elif not filled and d.target is None:
            place = "–"
            reason = "de kolom is leeg"
        yield ColumnSaid(block.sheet.name, cell, d.column.label, place, reason, filled)
    for row in block.head:
        for d in decisions:
            text = text_at(block.sheet, (row, d.column.index))
            if text and text not in d.column.label:
                # A heading over three rows or so: it is named, not lost.
                yield ColumnSaid(
                    block.sheet.name, address(row, d.column.index), text, "–", "kop", 0
                )


def lifted(tables: Mapping[str, TableRead]) -> Iterable[ColumnSaid]:
    """Say of each column of a roster that was taken over where it went."""
    for entries in tables.values():
        table, spec = entries.table, entries.spec
        if table is None:
            continue
        headings = {index: heading for heading, index in entries.columns.items()}
        for index, heading in enumerate(table.headings):
            known = headings.get(index)
            rest = REST.get(spec.name, "")
            place = f"{spec.sheet}: {known or rest}"
            old = known is not None and plain(known) != plain(heading)
            reason = "kop van een eerdere versie" if old else IN_PLACE
            if known is None:
                reason = "eigen kolom: gaat met haar kop mee"
            filled = sum(row[index] is not None for row in table.rows)
            cell = address(table.top, table.left + index)
            yield ColumnSaid(table.sheet, cell, heading, place, reason, filled)


def moved(draft: Draft) -> tuple[Moved, ...]:
    """Give where each cell went."""
    at = {
        id(line): (spec.name, number)
        for spec in SPECS
        for number, line in enumerate(draft.lines[spec.name])
    }
    at[id(draft.region_line)] = (REGIO, 0)
    return tuple(
        Moved(p.sheet, p.row, p.column, *at[id(p.line)], p.heading)
        for p in draft.placements
        if id(p.line) in at
    )
