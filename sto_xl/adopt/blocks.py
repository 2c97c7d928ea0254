"""Where the lists are on a sheet: heading rows, rows of data, and what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sto_xl.adopt import legend
from sto_xl.adopt.headings import KIND_HEADINGS, subject
from sto_xl.adopt.heads import find_heads, text_at
from sto_xl.adopt.layout import Unlisted, filled_rows, unlisted
from sto_xl.adopt.sections import Sections, tells
from sto_xl.adopt.values import deelname
from sto_xl.grid import address, column_letters
from sto_xl.grid.oldlist import OldSheet, Position
from sto_xl.model.reference import spelling
from sto_xl.sheets import notation

#: Why a cell that says what a colour means has no place.
EXPLAINED = "legenda van kleuren"
_TOTAL = re.compile(
    r"(sub|eind)?tota+l\b|aantal (scholen|deelnemers|vestigingen|locaties)\b|gemiddelde?\b|som\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list; `group` is the heading above it where there are two rows of them.

    A `continued` column stands under a heading that is merged from the column before it.
    """

    index: int
    heading: str = ""
    group: str = ""
    hidden: bool = False
    continued: bool = False

    @property
    def label(self) -> str:
        """What the column is called: its heading, or its letter."""
        if not self.heading:
            return f"kolom {column_letters(self.index)}"
        return f"{self.group} – {self.heading}" if self.group else self.heading


@dataclass(frozen=True, slots=True)
class Aside:
    """A cell that has no place in the roster, and why not."""

    sheet: str
    row: int
    column: int
    text: str
    reason: str

    @property
    def cell(self) -> str:
        """The cell's address."""
        return address(self.row, self.column)

    @property
    def where(self) -> str:
        """The cell as Excel names it."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True)
class Block:
    """A list: what it is about, its headings' rows, its columns, its rows of data.

    `sections` gives the heading that stands above a row, within the list, with its own cell.
    """

    sheet: OldSheet
    about: str
    head: tuple[int, ...]
    columns: tuple[ListColumn, ...]
    rows: tuple[int, ...]
    sections: Mapping[int, Position] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """What was recognised on a sheet. `legend` gives the meaning of colours by their name."""

    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...]
    legend: Mapping[str, str]
    asks: tuple[str, ...] = ()
    unlisted: Unlisted | None = None


def recognise(sheet: OldSheet, *, titled: bool = False) -> Page:
    """Find the lists on a sheet, and say of every other cell what it is.

    Of a list that is `titled` the text right above it goes with its rows.
    """
    return _Recogniser(sheet, titled=titled).page()


class _Recogniser:
    """Goes over one sheet, and remembers what it made of each cell."""

    def __init__(self, sheet: OldSheet, *, titled: bool) -> None:
        self.sheet, self.titled = sheet, titled
        self.rows = filled_rows(sheet)
        self.left = min((column for columns in self.rows.values() for column in columns), default=1)
        self.asides: list[Aside] = []
        self.asks: list[str] = []
        self.meanings: dict[str, dict[str, str]] = {}

    @property
    def legend(self) -> dict[str, str]:
        """What each colour means; where the sheet says two things of one, both."""
        return {colour: " of ".join(said.values()) for colour, said in self.meanings.items()}

    def page(self) -> Page:
        other = unlisted(self.sheet)
        heads = find_heads(self.sheet, self.rows) if other is None else []
        if not heads:
            self._leave(self.rows, other.value if other else "op dit blad is geen lijst herkend")
            return Page((), tuple(self.asides), self.legend, unlisted=other)
        blocks = []
        first = min(heads[0])
        opening = self._opening(heads[0])
        above = (r for r in self.rows if r < first and (opening is None or r != opening[0]))
        self._leave(above, "staat boven de lijst")
        starts = [min(head) for head in heads[1:]]
        for head, end in zip(heads, [*starts, max(self.rows) + 1], strict=True):
            blocks.append(self._block(head, [r for r in self.rows if max(head) < r < end]))
        return Page(tuple(blocks), tuple(self.asides), self.legend, tuple(self._asked()))

    def _asked(self) -> Iterable[str]:
        """Give what has to be looked at, in sentences."""
        yield from self.asks
        for colour, said in self.meanings.items():
            if len(said) > 1:
                meant = " en ".join(f"‘{text}’" for text in said.values())
                yield (
                    f"{self.sheet.name}: {colour} betekent in de legenda {meant}. Welke tint wat "
                    "is, ziet STO niet; de kleur staat bij Opmerking"
                )

    def _leave(self, rows: Iterable[int], reason: str) -> None:
        """Leave rows out; those that explain a colour are remembered as a legend."""
        for row in rows:
            for column in self.rows[row]:
                self._leave_cell((row, column), reason)

    def _leave_cell(self, spot: Position, reason: str) -> None:
        text = text_at(self.sheet, spot)
        if self._is_legend(spot, text):
            reason = EXPLAINED
        self.asides.append(Aside(self.sheet.name, *spot, text, reason))

    def _is_legend(self, spot: Position, text: str) -> bool:
        """Tell whether a cell explains colours, and remember what it says."""
        row, column = spot
        own, before = self.sheet.cell(*spot).fill, self.sheet.cell(row, column - 1)
        after = self.sheet.cell(row, column + 1)
        if legend.colour(text) and deelname(after.value):
            # "groen" and beside it "doet mee".
            return True
        said = legend.entries(text)
        if len(said) == 1 and own:
            # What is orange to one is yellow to another: the cell's own colour says it best.
            said = [(own, said[0][1])]
        named = legend.colour(notation.shown(before.value))
        colour = own or (before.fill or named if named or not before.filled else "")
        if not said and colour and deelname(text):
            said = [(colour, text)]
        for name, meaning in said:
            self.meanings.setdefault(name, {})[deelname(meaning) or spelling(meaning)] = meaning
        return bool(said)

    # Columns and rows

    def _block(self, head: tuple[int, ...], rows: list[int]) -> Block:
        headed = self._columns(head)
        rows = self._without_tail(rows, headed)
        columns = self._with_unheaded(headed, rows)
        indices = {c.index for c in columns}
        texts = {spelling(c.heading) for c in columns} | {spelling(c.group) for c in columns}
        kept: list[int] = []
        sections: dict[int, Position] = {}
        section = self._opening(head)
        found: list[Position] = [section] if section else []
        held = [(row, [c for c in self.rows[row] if c in indices]) for row in rows]
        held = [(row, filled) for row, filled in held if filled]
        repeated = {
            row for row, filled in held if len(filled) > 1 and self._all(row, filled, texts)
        }
        # Behind a blank row; right under the list it is a row with no more than its first cell.
        titles = {
            row
            for (row, _), (below, _) in pairwise(held)
            if below in repeated and row - 1 not in self.rows
        }
        headings = {c.index: c.heading for c in columns}
        alone = Sections(self.sheet, headings, dict(held))
        for row, filled in held:
            if row in repeated:
                self._leave([row], "herhaalde kop")
            elif _TOTAL.match(text_at(self.sheet, (row, filled[0]))):
                self._leave([row], "totaal")
            elif len(filled) == 1 and (row in titles or alone.holds(row, filled[0])):
                section = (row, filled[0])
                found.append(section)
            else:
                kept.append(row)
                if section:
                    sections[row] = section
        self.asks += [
            f"{self.sheet.name}!{address(*spot)}: ‘{text_at(self.sheet, spot)}’ staat alleen in de "
            "rij en is gelezen als tussenkop. Is het een school, voeg haar dan zelf toe"
            for spot in alone.guessed
        ]
        used = set(sections.values())
        self._leave([spot[0] for spot in found if spot not in used], "tussenkop zonder rijen")
        kinds = [c.index for c in columns if spelling(c.heading) in KIND_HEADINGS]
        held_kinds = [self.sheet.cell(row, c).value for row in kept for c in kinds]
        about = subject([c.heading for c in columns], self.sheet.name, held_kinds)
        return Block(self.sheet, about, head, columns, tuple(kept), sections)

    def _columns(self, head: tuple[int, ...]) -> list[ListColumn]:
        """Give the columns that have a heading."""
        last = max(
            [c for row in head for c in self.rows.get(row, ())]
            + [a.right for row in head for a in self.sheet.starting(row) if a.bottom in head]
        )
        columns: list[ListColumn] = []
        group = ""
        for index in range(self.left, last + 1):
            said = [text_at(self.sheet, self.sheet.spread(row, index)) for row in head]
            heading = said[-1] or said[0]
            own = said[0] if len(head) > 1 else ""
            if own:
                group = own
            above = group if said[-1] and len(head) > 1 else own
            if not heading:
                continue
            shown = " ".join(heading.split())
            above = "" if above == heading else " ".join(above.split())
            columns.append(
                ListColumn(
                    index,
                    shown,
                    above,
                    hidden=index in self.sheet.hidden_columns,
                    continued=self.sheet.spread(head[-1], index)[1] != index,
                )
            )
        return columns

    def _without_tail(self, rows: list[int], columns: Sequence[ListColumn]) -> list[int]:
        """Leave out the remarks that stand under the list, behind a blank row."""
        if len(columns) == 1:
            return rows
        full = [r for r in rows if len(self.rows[r]) > 1 and not self._explains(r)]
        last = full[-1] if full else (rows[0] if rows else 0)
        tail = next((r for r in rows if r > last and r - 1 not in self.rows), None)
        tail = next((r for r in rows if r > last and self._explains(r)), tail)
        if tail is None:
            return rows
        self._leave([r for r in rows if r >= tail], "staat onder de lijst")
        return [r for r in rows if r < tail]

    def _explains(self, row: int) -> bool:
        return all(self._is_legend((row, c), text_at(self.sheet, (row, c))) for c in self.rows[row])

    def _with_unheaded(
        self, headed: Sequence[ListColumn], rows: Sequence[int]
    ) -> tuple[ListColumn, ...]:
        """Add the columns without a heading that hold something else than a legend."""
        known_ = {c.index for c in headed}
        others: set[int] = set()
        for row in rows:
            for column in self.rows[row]:
                if column in known_:
                    continue
                if self._is_legend((row, column), text_at(self.sheet, (row, column))):
                    self._leave_cell((row, column), EXPLAINED)
                    self.rows[row] = [c for c in self.rows[row] if c != column]
                else:
                    others.add(column)
        added = [ListColumn(i, hidden=i in self.sheet.hidden_columns) for i in others]
        return tuple(sorted([*headed, *added], key=lambda c: c.index))

    def _all(self, row: int, columns: Iterable[int], texts: set[str]) -> bool:
        return all(spelling(text_at(self.sheet, (row, c))) in texts for c in columns)

    def _opening(self, head: tuple[int, ...]) -> Position | None:
        """Give the one cell right above the headings that tells of the schools under them."""
        row = min(head) - 1
        spots = [(row, column) for column in self.rows.get(row, ())]
        telling = len(spots) == 1 and (self.titled or tells(text_at(self.sheet, spots[0])))
        return spots[0] if telling else None
