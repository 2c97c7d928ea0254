"""Where the lists are on a sheet: heading rows, rows of data, and what stands around them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sto_xl import notation
from sto_xl.adopt.headings import PARTNERS, PLANNEN, SCHOLEN, known, lookup, subject
from sto_xl.adopt.values import deelname
from sto_xl.grid import address, column_letters, is_blank
from sto_xl.oldlist import OldSheet, Spot
from sto_xl.reference import spelling

#: A list's headings stand in one of the first rows of its sheet.
HEADER_SEARCH_ROWS = 30
_LONGEST_HEADING = 80

_EMAIL = re.compile(r"\S+@\S+\.\S+")
_CODE = re.compile(r"\d{1,2}[A-Z]{2}\d{0,2}", re.ASCII)
_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}", re.ASCII)
_TOTAL = re.compile(
    r"(sub|eind)?tota+l\b|aantal (scholen|deelnemers|vestigingen|locaties)\b|gemiddelde?\b|som\b",
    re.IGNORECASE,
)
_COLOURS = "rood|rode|oranje|geel|gele|groen|groene|blauw|blauwe|paars|paarse|roze|grijs|grijze"
_LEGEND = re.compile(
    rf"({_COLOURS})(?:\s+(?:vakje|cel|gekleurd|regel|rij))?\s*(?:[=:–—-]+>?|is\b|betekent\b)\s*(.+)",
    re.IGNORECASE | re.DOTALL,
)
_BASE = {"rode": "rood", "gele": "geel", "paarse": "paars", "grijze": "grijs"}
_BASE |= {"groene": "groen", "blauwe": "blauw"}


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list; `group` is the heading above it where there are two rows of them."""

    index: int
    heading: str = ""
    group: str = ""
    hidden: bool = False

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
    sections: Mapping[int, Spot] = field(default_factory=dict)


@dataclass(frozen=True)
class Page:
    """What was recognised on a sheet. `legend` gives the meaning of colours by their name."""

    blocks: tuple[Block, ...]
    asides: tuple[Aside, ...]
    legend: Mapping[str, str]


def text_at(sheet: OldSheet, spot: Spot) -> str:
    """Give what stands in a cell as a text, an error included."""
    cell = sheet.cell(*spot)
    return cell.problem or ("" if is_blank(cell.value) else notation.shown(cell.value))


def recognise(sheet: OldSheet) -> Page:
    """Find the lists on a sheet, and say of every other cell what it is."""
    return _Recogniser(sheet).page()


class _Recogniser:
    """Goes over one sheet, and remembers what it made of each cell."""

    def __init__(self, sheet: OldSheet) -> None:
        self.sheet = sheet
        self.rows: dict[int, list[int]] = {}
        for row, column in sorted(spot for spot, cell in sheet.cells.items() if cell.filled):
            self.rows.setdefault(row, []).append(column)
        self.asides: list[Aside] = []
        self.legend: dict[str, str] = {}

    def page(self) -> Page:
        heads = self._heads()
        if not heads:
            self._leave(self.rows, "op dit blad is geen lijst herkend")
            return Page((), tuple(self.asides), self.legend)
        blocks = []
        first = min(heads[0])
        self._leave((r for r in self.rows if r < first), "staat boven de lijst")
        starts = [min(head) for head in heads[1:]]
        for head, end in zip(heads, [*starts, max(self.rows) + 1], strict=True):
            blocks.append(self._block(head, [r for r in self.rows if max(head) < r < end]))
        return Page(tuple(blocks), tuple(self.asides), self.legend)

    def _leave(self, rows: Iterable[int], reason: str) -> None:
        """Leave rows out; those that explain a colour are remembered as a legend."""
        for row in rows:
            for column in self.rows[row]:
                self._leave_cell((row, column), reason)

    def _leave_cell(self, spot: Spot, reason: str) -> None:
        text = text_at(self.sheet, spot)
        if self._is_legend(spot, text):
            reason = "legenda van kleuren"
        self.asides.append(Aside(self.sheet.name, *spot, text, reason))

    def _is_legend(self, spot: Spot, text: str) -> bool:
        """Tell whether a cell explains a colour, and remember what it says."""
        if found := _LEGEND.fullmatch(text):
            colour = found[1].casefold()
            # What is orange to one is yellow to another: the cell's own colour says it best.
            own = self.sheet.cell(*spot).fill
            self.legend.setdefault(own or _BASE.get(colour, colour), found[2].strip())
            return True
        row, column = spot
        beside = self.sheet.cell(row, column - 1)
        colour = self.sheet.cell(*spot).fill or ("" if beside.filled else beside.fill)
        if colour and deelname(text):
            self.legend.setdefault(colour, text)
            return True
        return False

    # Heading rows

    def _heads(self) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        texts: list[set[str]] = []
        for row in self.rows:
            if found and row <= max(found[-1]):
                continue
            first = not found
            if first and row > HEADER_SEARCH_ROWS:
                break
            if self._score(row) < (0.5 if first else 0.7) or (
                not first and len(self.rows[row]) < 3  # noqa: PLR2004 - a second list is surely one
            ):
                continue
            said = {spelling(text_at(self.sheet, (row, c))) for c in self.rows[row]}
            if said in texts:
                continue
            texts.append(said)
            found.append(self._with_group(row))
        return found or self._by_shape()

    def _score(self, row: int) -> float:
        """Give which share of a row's cells are headings; 0 when it cannot be a heading row."""
        columns = self.rows[row]
        hits = 0.0
        for column in columns:
            text = text_at(self.sheet, (row, column))
            if looks_like_value(self.sheet.cell(row, column).value):
                return 0
            if len(text) > _LONGEST_HEADING:
                return 0
            hits += max(_known(text, about) for about in (SCHOLEN, PARTNERS, PLANNEN))
        if len(columns) == 1:
            alone = text_at(self.sheet, (row, columns[0]))
            below = self.rows.get(row + 1)
            return 1 if below == columns and spelling(alone) in known(SCHOLEN) else 0
        return hits / len(columns) if hits >= 2 else 0  # noqa: PLR2004 - one may be chance

    def _with_group(self, row: int) -> tuple[int, ...]:
        """Give the rows that hold the headings, when there is one above or below this one."""
        below, above = row + 1, row - 1
        if below in self.rows and self._is_group(row, below) and not self._has_values(below):
            return row, below
        if above in self.rows and self._is_group(above, row):
            return above, row
        return (row,)

    def _is_group(self, row: int, below: int) -> bool:
        """Tell whether a heading in `row` spans several in the row below it."""
        spans = [
            a
            for a in self.sheet.merged
            if a.top == row and a.bottom == row and a.right > a.left and a.left in self.rows[row]
        ]
        width = len(self.rows[below])
        if any(a.right - a.left + 1 < width for a in spans):
            return True
        if row not in self.rows or len(self.rows[row]) < 2:  # noqa: PLR2004 - one cell is a title
            return False
        # Without merged cells: headings above the blanks of the other row.
        texts = [text_at(self.sheet, (row, c)) for c in self.rows[row]]
        if any(_LEGEND.fullmatch(text) or deelname(text) for text in texts):
            return False
        words = (_known(text, SCHOLEN) == 1 for text in texts)
        return any(words) and self._score(below) > 0 and not self._has_values(row)

    def _has_values(self, row: int) -> bool:
        cells = [self.sheet.cell(row, c).value for c in self.rows[row]]
        return any(looks_like_value(v) or spelling(str(v)) in ("x", "ja", "nee") for v in cells)

    def _by_shape(self) -> list[tuple[int, ...]]:
        """Find unknown headings: a row of texts above a row that holds a code, a mail or so."""
        rows = list(self.rows)
        for row, below in pairwise(rows):
            if row > HEADER_SEARCH_ROWS:
                break
            if len(self.rows[row]) < 2 or self._has_values(row):  # noqa: PLR2004 - one cell is a title
                continue
            if any(looks_like_value(self.sheet.cell(below, c).value) for c in self.rows[below]):
                return [(row,)]
        return []

    # Columns and rows

    def _block(self, head: tuple[int, ...], rows: list[int]) -> Block:
        headed = self._columns(head)
        rows = self._without_tail(rows, headed)
        columns = self._with_unheaded(headed, rows)
        indices = {c.index for c in columns}
        texts = {spelling(c.heading) for c in columns} | {spelling(c.group) for c in columns}
        kept: list[int] = []
        sections: dict[int, Spot] = {}
        section: Spot | None = None
        found: list[Spot] = []
        for row in rows:
            filled = [c for c in self.rows[row] if c in indices]
            if not filled:
                continue
            said = {spelling(text_at(self.sheet, (row, c))) for c in filled}
            if len(filled) > 1 and said <= texts:
                self._leave([row], "herhaalde kop")
            elif _TOTAL.match(text_at(self.sheet, (row, filled[0]))):
                self._leave([row], "totaal")
            elif len(filled) == 1 and self._is_section(row, filled[0]):
                section = (row, filled[0])
                found.append(section)
            else:
                kept.append(row)
                if section:
                    sections[row] = section
        used = set(sections.values())
        self._leave([spot[0] for spot in found if spot not in used], "tussenkop zonder rijen")
        about = subject([c.heading for c in columns], self.sheet.name)
        return Block(self.sheet, about, head, columns, tuple(kept), sections)

    def _columns(self, head: tuple[int, ...]) -> list[ListColumn]:
        """Give the columns that have a heading."""
        last = max(
            [c for row in head for c in self.rows.get(row, ())]
            + [a.right for a in self.sheet.merged if a.top in head and a.bottom in head]
        )
        columns: list[ListColumn] = []
        group = ""
        for index in range(1, last + 1):
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
                ListColumn(index, shown, above, hidden=index in self.sheet.hidden_columns)
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
                    self._leave_cell((row, column), "legenda van kleuren")
                    self.rows[row] = [c for c in self.rows[row] if c != column]
                else:
                    others.add(column)
        added = [ListColumn(i, hidden=i in self.sheet.hidden_columns) for i in others]
        return tuple(sorted([*headed, *added], key=lambda c: c.index))

    def _is_section(self, row: int, column: int) -> bool:
        """Tell whether the one filled cell of a row is a heading within the list."""
        text = text_at(self.sheet, (row, column))
        wide = any(
            a.top == row and a.left == column and a.right > column for a in self.sheet.merged
        )
        roles = {"kernpartners", "kernpartner", "regiopartners", "regiopartner"}
        return wide or text.endswith(":") or spelling(text) in roles or deelname(text) is not None


def _known(text: str, about: str) -> float:
    """Give how surely a text is a heading: 1, a half, or 0."""
    if spelling(text) in known(about):
        return 1
    return 0.5 if text and lookup(text, about) else 0


def looks_like_value(value: object) -> bool:
    """Tell whether a value is data rather than a heading: a number, a date, a code, an address."""
    if isinstance(value, bool | int | float | dt.date | dt.time):
        return True
    text = str(value or "").strip()
    return bool(
        _EMAIL.fullmatch(text)
        or (_CODE.fullmatch(text.upper()) and any(c.isdigit() for c in text))
        or _POSTCODE.fullmatch(text.upper())
        or re.fullmatch(r"[\d\s()+.,€%/-]{3,}", text)
    )
