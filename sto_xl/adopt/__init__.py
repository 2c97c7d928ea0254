"""Any old list becomes a roster: pure decisions, and an account of every cell.

Takes a workbook as `grid.oldlist` holds it. `adopt` gives the content of a roster of the newest
template, and says of each column where it went and why, and of each cell that is not in the roster
why it was left out. What is wrong in the list stays as it is: the rules say so of the roster.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sto_xl.adopt import account
from sto_xl.adopt.account import IN_PLACE, ColumnSaid, Moved
from sto_xl.adopt.ages import Ages, Rank
from sto_xl.adopt.blocks import Aside, Block, Page, recognise
from sto_xl.adopt.collect import collect
from sto_xl.adopt.columns import decide, retold
from sto_xl.adopt.decision import ColumnDecision, UnknownTargetError
from sto_xl.adopt.draft import Draft
from sto_xl.adopt.headings import SCHOLEN, SPECS
from sto_xl.adopt.layout import Unlisted, parts
from sto_xl.adopt.older import GUIDE, MADE, lift, own_tables
from sto_xl.adopt.regio import around
from sto_xl.grid import Row, Visibility, is_blank, plain
from sto_xl.grid.oldlist import EMPTY, OldBook, OldCell, OldSheet
from sto_xl.sheets.cleaning import cleaned
from sto_xl.sheets.notation import shown

__all__ = [
    "IN_PLACE",
    "LEFT_OUT",
    "OWN_TEXTS",
    "Adopted",
    "Aside",
    "ColumnSaid",
    "Moved",
    "UnknownSheetError",
    "UnknownTargetError",
    "Unlisted",
    "adopt",
]

#: Why the cells of a sheet are left out that a user does not want; how STO's own texts are called.
LEFT_OUT = "weggelaten met --leave-out"
OWN_TEXTS = frozenset({MADE, GUIDE})


class UnknownSheetError(ValueError):
    """A `--leave-out` that names no sheet of the list."""


@dataclass(frozen=True)
class Adopted:
    """A roster made of a list, with the account of how.

    `remarks` say how something was read, `asks` what has to be looked at; without columns
    `unlisted` may tell which sheet is no list, and why.
    """

    content: Mapping[str, tuple[Row, ...]]
    columns: tuple[ColumnSaid, ...]
    moved: tuple[Moved, ...]
    left_out: tuple[Aside, ...]
    remarks: tuple[str, ...]
    asks: tuple[str, ...] = ()
    unlisted: tuple[str, Unlisted] | None = None

    @property
    def rows(self) -> Mapping[str, int]:
        """How many rows each sheet of the roster got."""
        return {s.sheet: len(self.content[s.name]) for s in SPECS if not s.form}


Chosen = Sequence[tuple[Block, tuple[ColumnDecision, ...]]]


def adopt(
    book: OldBook, mapping: Mapping[str, str] | None = None, leave_out: Sequence[str] = ()
) -> Adopted:
    """Make a roster of a workbook with lists, or of a roster of an older template.

    `mapping` says of columns, by heading, where they go; "" is Opmerking. The sheets named in
    `leave_out` are left out. Raises `UnknownTargetError` for a place that no roster has, or a
    column that the list has not, and `UnknownSheetError` for a sheet that is not there.
    """
    draft = Draft([sheet.name for sheet in book.sheets])
    left = _named(book, leave_out)
    kept = _without(draft, book, left) if left else book
    kept = replace(kept, sheets=tuple(map(_cleaned, kept.sheets)))
    tables = own_tables(kept.snapshot)
    dealt = lift(draft, kept, tables) if tables else frozenset[str]()
    lists = [s for s in _in_order(kept.sheets) if s.name not in dealt]
    pages = [
        (part, recognise(part, titled=titled)) for sheet in lists for part, titled in parts(sheet)
    ]
    asked = mapping or {}
    blocks = [retold(block, asked) for _, page in pages for block in page.blocks]
    chosen = [(block, decide(block, asked)) for block in blocks]
    _refuse_unknown(asked, chosen)
    for sheet, page in pages:
        around(draft, sheet, page)
        draft.asks += page.asks
    ages, legends = Ages(pages, chosen), _legends(pages)
    # Where codes stand, schools are known best: of what is equally new those lists go first.
    for block, decisions in sorted(chosen, key=lambda c: _weight(c[0], c[1], ages.rank(c[0]))):
        own = legends.get(block.sheet.name, {})
        collect(draft, block, decisions, {**legends[""], **own}, ages)
    draft.remarks += [f"legenda: {colour} = {said}" for colour, said in legends[""].items()]
    draft.asks += [*_conditional(blocks), *_unmatched(draft, legends[""]), *kept.unread]
    draft.asks += _unlisted(pages) if chosen else ()
    content = draft.content()
    said = [c for b, decisions in chosen for c in account.columns(b, decisions)]
    return Adopted(
        content,
        (*account.lifted(tables), *said),
        account.moved(draft),
        tuple(_ordered(draft.asides, book.sheets)),
        tuple(draft.remarks),
        draft.questions(),
        next(((s.name, p.unlisted) for s, p in pages if p.unlisted), None),
    )


def _named(book: OldBook, leave_out: Sequence[str]) -> frozenset[str]:
    """Give the sheets that a user does not want, by the names that they have."""
    known = {plain(sheet.name): sheet.name for sheet in book.sheets}
    for name in leave_out:
        if plain(name) not in known:
            message = f"there is no sheet {name!r}. The list has: {', '.join(known.values())}."
            raise UnknownSheetError(message)
    return frozenset(known[plain(name)] for name in leave_out)


def _without(draft: Draft, book: OldBook, left: frozenset[str]) -> OldBook:
    """Give the workbook without these sheets; each of their cells is left out by name."""
    for sheet in book.sheets:
        for (row, column), cell in sheet.cells.items():
            if sheet.name in left and (cell.filled or cell.note):
                text = "; ".join(filter(None, (cell.problem or shown(cell.value), cell.note)))
                draft.leave((sheet.name, row, column), text, LEFT_OUT)
    snapshot = replace(
        book.snapshot,
        sheets=tuple(s for s in book.snapshot.sheets if s.name not in left),
        tables=tuple(t for t in book.snapshot.tables if t.sheet not in left),
        notices=tuple(n for n in book.snapshot.notices if n.sheet not in left),
    )
    kept = tuple(sheet for sheet in book.sheets if sheet.name not in left)
    return OldBook(snapshot, kept, book.unread)


def _in_order(found: Sequence[OldSheet]) -> list[OldSheet]:
    """Give the sheets, hidden ones last: what they say is older."""
    return sorted(found, key=lambda s: s.visibility is not Visibility.VISIBLE)


def _cleaned(sheet: OldSheet) -> OldSheet:
    """Give a sheet without the characters that nobody sees."""

    def clean(cell: OldCell) -> OldCell:
        if not isinstance(cell.value, str) or (text := cleaned(cell.value)) == cell.value:
            return cell
        return replace(cell, value=None if is_blank(text) else text)

    cells = {spot: clean(cell) for spot, cell in sheet.cells.items()}
    return replace(sheet, cells={spot: cell for spot, cell in cells.items() if cell != EMPTY})


def _weight(
    block: Block, decisions: Sequence[ColumnDecision], rank: Rank
) -> tuple[bool, bool, int, int]:
    places = {d.target.heading for d in decisions if d.target and d.target.table == SCHOLEN}
    kept, year = rank
    return block.about != SCHOLEN, not kept, -year, 0 if "Vestiging" in places else 1


def _refuse_unknown(mapping: Mapping[str, str], chosen: Chosen) -> None:
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


def _legends(pages: Sequence[tuple[OldSheet, Page]]) -> dict[str, dict[str, str]]:
    """Give what colours mean by the sheet that says it; under "" what the first sheets say."""
    found: dict[str, dict[str, str]] = {"": {}}
    for sheet, page in pages:
        found.setdefault(sheet.name, {}).update(page.legend)
        found[""] = {**page.legend, **found[""]}
    return found


def _unmatched(draft: Draft, legend: Mapping[str, str]) -> Iterator[str]:
    """Say it when no row has a colour of the legend, and rows have another that is not in it."""
    missing = [colour for colour in legend if colour not in draft.colours and colour != "wit"]
    unknown = [colour for colour in sorted(draft.colours) if colour not in legend]
    if missing and unknown:
        yield (
            f"legenda: geen rij is {' of '.join(missing)}, en wat {' en '.join(unknown)} betekent "
            "staat er niet in. De kleur staat bij Opmerking: kijk na wat er bedoeld is"
        )


def _conditional(blocks: Iterable[Block]) -> Iterator[str]:
    """Say it where Excel itself gives the rows of a list a colour."""
    for block in blocks:
        rows = (min(block.rows, default=0), max(block.rows, default=0))
        columns = {column.index for column in block.columns}
        areas = (
            area.name
            for area in block.sheet.conditional
            if area.top <= rows[1]
            and area.bottom >= rows[0]
            and any(area.left <= column <= area.right for column in columns)
        )
        found = list(dict.fromkeys(areas))
        if found:
            yield (
                f"{block.sheet.name}!{', '.join(found)}: hier geeft Excel cellen zelf een kleur of "
                "teken, op een voorwaarde. Dat is niet gelezen: zet wat het betekent in een kolom"
            )


def _unlisted(pages: Iterable[tuple[OldSheet, Page]]) -> Iterator[str]:
    for sheet, page in pages:
        if page.unlisted:
            yield f"blad {sheet.name} is niet overgenomen: {page.unlisted}"


def _ordered(asides: Iterable[Aside], found: Sequence[OldSheet]) -> list[Aside]:
    order = {sheet.name: at for at, sheet in enumerate(found)}
    return sorted(asides, key=lambda a: (order[a.sheet], a.row, a.column))
