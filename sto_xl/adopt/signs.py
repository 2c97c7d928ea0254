"""What a list says beside its values: colours, letters struck through, notes, hidden rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sto_xl.adopt.blocks import Block
from sto_xl.adopt.headings import SCHOOL_HEADINGS
from sto_xl.grid.oldlist import OldCell
from sto_xl.model.reference import spelling

#: In fewer rows than this a colour cannot be usual.
_FEW = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing a row says beside its values; `colour` when it is a fill of the row's own."""

    text: str
    column: int | None = None
    colour: str = ""


class Signs:
    """Knows which colours of a list are only how it looks."""

    def __init__(self, block: Block, legend: Mapping[str, str]) -> None:
        """Look at the whole list; a colour that the legend explains always says something."""
        self.block, self.legend = block, legend
        self.usual = {c.index: _usual(block, c.index) for c in block.columns}
        self.striped = _striped(block)
        self.names = [c for c in block.columns if spelling(c.heading) in SCHOOL_HEADINGS]

    def of(self, row: int) -> Iterator[Sign]:
        """Give what a row says beside its values."""
        legend = self.legend
        cells = {c: self.block.sheet.cell(row, c.index) for c in self.block.columns}
        fills = {c: f for c, cell in cells.items() if (f := self._fill(c.index, cell))}
        filled = [c for c, cell in cells.items() if cell.filled]
        own = self._of_the_row(fills.values(), len(filled))
        if not own:
            # People often colour the first cell alone, or the name.
            own = next((fills[c] for c in (*filled[:1], *self.names) if c in fills), "")
        if own:
            meaning = f" ({legend[own]})" if own in legend else ""
            yield Sign(f"Kleur: {own}{meaning}", colour=own)
        for c, colour in fills.items():
            if colour != own:
                meaning = f" ({legend[colour]})" if colour in legend else ""
                yield Sign(f"Kleur bij {c.label}: {colour}{meaning}", c.index)
        inks = {c: cell.ink for c, cell in cells.items() if cell.ink and cell.filled}
        yield from _alike("Letterkleur", {c.label: ink for c, ink in inks.items()}, len(filled))
        struck = {c.label: "" for c, cell in cells.items() if cell.struck and cell.filled}
        yield from _alike("Doorgehaald", struck, len(filled))
        for c, cell in cells.items():
            if cell.note:
                yield Sign(f"Notitie bij {c.label}: {cell.note}", c.index)
        if row in self.block.sheet.hidden_rows:
            yield Sign("Deze rij was verborgen")

    def _fill(self, column: int, cell: OldCell) -> str:
        looks = cell.fill in (self.usual.get(column), *self.striped)
        if looks and cell.fill not in self.legend:
            return ""
        return cell.fill

    @staticmethod
    def _of_the_row(fills: object, filled: int) -> str:
        counts = Counter(fills)  # type: ignore[call-overload]
        if not counts:
            return ""
        colour, count = counts.most_common(1)[0]
        return str(colour) if filled and 2 * count >= filled and count > 1 else ""


def _alike(what: str, found: Mapping[str, str], filled: int) -> Iterator[Sign]:
    """Say it once of a row where most of its cells are so, else of each cell."""
    kinds = set(found.values())
    if len(kinds) == 1 and 2 * len(found) > filled:
        yield Sign(f"{what}: {kinds.pop()}".removesuffix(": "))
    else:
        for label, kind in found.items():
            yield Sign(f"{what} bij {label}: {kind}".removesuffix(": "))


def _usual(block: Block, column: int) -> str:
    """Give the colour that a column has from top to bottom."""
    fills = {block.sheet.cell(row, column).fill for row in block.rows}
    return fills.pop() if len(block.rows) >= _FEW and len(fills) == 1 else ""


def _striped(block: Block) -> frozenset[str]:
    """Give the colours that every other row has, from side to side."""
    if len(block.rows) < _FEW:
        return frozenset()
    rows: dict[str, list[int]] = {}
    for row in block.rows:
        fills = {block.sheet.cell(row, c.index).fill for c in block.columns}
        if len(fills) == 1 and (fill := fills.pop()):
            rows.setdefault(fill, []).append(row)
    half = len(block.rows) // 2
    return frozenset(
        fill
        for fill, held in rows.items()
        if len(held) in (half, half + 1) and len({row % 2 for row in held}) == 1
    )
