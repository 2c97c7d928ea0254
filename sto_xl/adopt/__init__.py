"""Any old list becomes a roster: pure decisions, and an account of every cell.

Takes a workbook as `grid.oldlist` holds it. `adopt` gives the content of a roster of the newest
template, and says of each column where it went and why, and of each cell that is not in the roster
why it was left out. What is wrong in the list stays as it is: the rules say so of the roster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sto_xl.adopt.blocks import EXPLAINED, Aside, Block, Page, recognise
from sto_xl.adopt.collect import collect
from sto_xl.adopt.columns import decide, retold
from sto_xl.adopt.decision import NUMBERED, ColumnDecision, UnknownTargetError
from sto_xl.adopt.draft import REST, Draft
from sto_xl.adopt.headings import REGIO, SCHOLEN, SPECS, Target
from sto_xl.adopt.heads import text_at
from sto_xl.adopt.older import GUIDE, MADE, lift, own_tables
from sto_xl.grid import Row, Visibility, address, plain
from sto_xl.grid.oldlist import OldBook, OldSheet
from sto_xl.model.reference import spelling
from sto_xl.sheets.table_read import TableRead

__all__ = [
    "IN_PLACE",
    "OWN_TEXTS",
    "Adopted",
    "Aside",
    "ColumnSaid",
    "Moved",
    "UnknownTargetError",
    "adopt",
]

#: Why a column of a roster is where it is; how STO's own texts are called when left out.
IN_PLACE = "kolom van het regiobestand"
OWN_TEXTS = frozenset({MADE, GUIDE})
_REGIONUMMER = re.compile(r"\bSTO\d{5}\b", re.ASCII)
_REGION_WORDS = {
    "Regionummer": "regionummer|nummer regio|dossiernummer",
    "Naam van de regio": "regio|naam regio|sto regio|regionaam",
    "Penvoerder: naam": "penvoerder|penvoerend bestuur",
    "Programmamanager: naam": "programmamanager|programmaleider|regiocoordinator",
    "Programmamanager: e-mail": "e mail programmamanager|mail programmamanager",
    "Programmamanager: telefoon": "telefoon programmamanager|tel programmamanager",
}


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


@dataclass(frozen=True)
class Adopted:
    """A roster made of a list, with the account of how."""

    content: Mapping[str, tuple[Row, ...]]
    columns: tuple[ColumnSaid, ...]
    moved: tuple[Moved, ...]
    left_out: tuple[Aside, ...]
    remarks: tuple[str, ...]

    @property
    def rows(self) -> Mapping[str, int]:
        """How many rows each sheet of the roster got."""
        return {s.sheet: len(self.content[s.name]) for s in SPECS if not s.form}


def adopt(book: OldBook, mapping: Mapping[str, str] | None = None) -> Adopted:
    """Make a roster of a workbook with lists, or of a roster of an older template.

    `mapping` says of columns, by heading, where they go; "" is Opmerking. Raises
    `UnknownTargetError` for a place that no roster has, or a column that the list has not.
    """
    draft = Draft()
    tables = own_tables(book.snapshot)
    dealt = lift(draft, book, tables) if tables else frozenset[str]()
    pages = [(s, recognise(s)) for s in _in_order(book.sheets) if s.name not in dealt]
    legend: dict[str, str] = {}
    for _, page in pages:
        legend |= {colour: said for colour, said in page.legend.items() if colour not in legend}
    asked = mapping or {}
    blocks = [retold(block, asked) for _, page in pages for block in page.blocks]
    chosen = [(block, decide(block, asked)) for block in blocks]
    _refuse_unknown(asked, chosen)
    for sheet, page in pages:
        _around(draft, sheet, page)
    # Where codes stand, schools are known best: those lists go first.
    for block, decisions in sorted(chosen, key=lambda pair: _weight(*pair)):
        collect(draft, block, decisions, legend)
    draft.remarks += [f"legenda: {colour} = {said}" for colour, said in legend.items()]
    content = draft.content()
    said = [c for b, decisions in chosen for c in _columns(b, decisions)]
    return Adopted(
        content,
        (*_lifted(tables), *said),
        _moved(draft),
        tuple(_ordered(draft.asides, book.sheets)),
        tuple(draft.remarks),
    )


def _in_order(found: Sequence[OldSheet]) -> list[OldSheet]:
    """Give the sheets, hidden ones last: what they say is older."""
    return sorted(found, key=lambda s: s.visibility is not Visibility.VISIBLE)


def _weight(block: Block, decisions: Sequence[ColumnDecision]) -> tuple[bool, bool, int]:
    places = {d.target.heading for d in decisions if d.target and d.target.table == SCHOLEN}
    hidden = block.sheet.visibility is not Visibility.VISIBLE
    return hidden, block.about != SCHOLEN, 0 if "Vestiging" in places else 1


def _refuse_unknown(
    mapping: Mapping[str, str], chosen: Sequence[tuple[Block, tuple[ColumnDecision, ...]]]
) -> None:
    known: set[str] = set()
    there = dict.fromkeys(d.column.label for _, decisions in chosen for d in decisions)
    for block, decisions in chosen:
        for d in decisions:
            for text in (d.column.heading, d.column.label):
                known |= {plain(text), f"{plain(block.sheet.name)}!{plain(text)}"}
    for heading in mapping:
        if plain(heading) not in known:
            message = f"there is no column {heading!r}. The list has: {', '.join(there)}."
            raise UnknownTargetError(message)


def _around(draft: Draft, sheet: OldSheet, page: Page) -> None:
    """Keep what stands around a list that the form Regio has a place for; leave the rest out."""
    words = {spelling(w): h for h, texts in _REGION_WORDS.items() for w in texts.split("|")}
    asides = {(a.row, a.column): a for a in page.asides}
    done: set[tuple[int, int]] = set()
    for (row, column), aside in asides.items():
        if (row, column) in done or aside.reason == EXPLAINED:
            continue
        label, colon, value = aside.text.partition(":")
        heading = words.get(spelling(label), "")
        right = asides.get((row, column + 1))
        if heading and colon and value.strip():
            done |= _region(draft, aside, heading, value.strip())
        elif heading and right and not value.strip():
            done |= _region(draft, right, heading, right.text, label=aside)
        elif found := _REGIONUMMER.search(aside.text):
            said = _region(draft, aside, "Regionummer", found[0])
            # A title that names it stays a title.
            done |= said if found[0] == aside.text else set()
    for spot, aside in asides.items():
        if spot not in done:
            draft.asides.append(aside)
    told = {(row, c.index) for b in page.blocks for row in b.rows for c in b.columns}
    for spot, cell in sheet.cells.items():
        if cell.note and spot not in told:
            draft.leave((sheet.name, *spot), cell.note, "notitie buiten de rijen")


def _region(
    draft: Draft, aside: Aside, heading: str, value: str, label: Aside | None = None
) -> set[tuple[int, int]]:
    """Fill a line of the form Regio in; give the cells that are dealt with by that."""
    if heading in draft.region:
        return set()
    draft.region[heading] = value
    cells = [a for a in (label, aside) if a]
    for cell in cells:
        draft.place((cell.sheet, cell.row, cell.column), draft.region_line, heading)
    draft.remarks.append(f"{aside.where}: overgenomen op blad Regio bij {heading}")
    return {(cell.row, cell.column) for cell in cells}


def _columns(block: Block, decisions: Sequence[ColumnDecision]) -> Iterable[ColumnSaid]:
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


def _lifted(tables: Mapping[str, TableRead]) -> Iterable[ColumnSaid]:
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


def _moved(draft: Draft) -> tuple[Moved, ...]:
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


def _ordered(asides: Iterable[Aside], found: Sequence[OldSheet]) -> list[Aside]:
    order = {sheet.name: at for at, sheet in enumerate(found)}
    return sorted(asides, key=lambda a: (order[a.sheet], a.row, a.column))
