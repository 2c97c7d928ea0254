"""What a workbook shows of the places to write in, and what is to be done in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sto_xl.grid import Area, Cell, CellRow, Row


@dataclass(frozen=True, slots=True)
class Held:
    """The cells of an area: as plain values, with formulas, and as what keeps them as they are.

    `raw` is "" for an empty cell; what else it is, only the adapter that gave it knows. Of an area
    without rows, whose bottom lies above its top, all three are empty.
    """

    area: Area
    values: tuple[Row, ...]
    cells: tuple[CellRow, ...]
    raw: tuple[tuple[Any, ...], ...]

    def cut(self, area: Area) -> Held:
        """Give a part of it; cells outside are empty."""
        if area == self.area:
            return self
        top, left, bottom, right = area
        first, start = self.area[:2]

        def pick(rows: Sequence[Sequence[Any]], empty: Cell) -> tuple[tuple[Any, ...], ...]:
            made = []
            for r in range(top - first, bottom + 1 - first):
                row = tuple(rows[r]) if 0 <= r < len(rows) else ()
                before = (empty,) * min(start - left, right + 1 - left)
                inside = (*before, *row[max(left - start, 0) : max(right + 1 - start, 0)])
                made.append(inside + (empty,) * (right + 1 - left - len(inside)))
            return tuple(made)

        return Held(area, pick(self.values, None), pick(self.cells, None), pick(self.raw, ""))


@dataclass(frozen=True, slots=True)
class Step:
    """One block of cells that is to hold something else, and the table that grows with it.

    `table` is the table's own name in this workbook, and `ref_before` and `ref_after` where it
    stands and will stand, headings included; all three None where no table is resized. The block
    begins at `top`, `left`; `before` is what stood there (as far as the longer of both reaches) and
    `after` what is to stand there: rows of one width. Rows of `before` beyond `after` are cleared,
    contents alone: their formats stay. Where a cell of `after` equals the one before, that stays
    to the last digit.

    `calculated`: the table is the user's, so where `after` has nothing a formula stays: that which
    stood there, or that which its column gives a new row when the table grows.
    """

    sheet: str
    table: str | None
    ref_before: Area | None
    ref_after: Area | None
    top: int
    left: int
    before: Held
    after: tuple[CellRow, ...]
    calculated: bool = False


class TablePlace(Protocol):
    """A table of a workbook."""

    @property
    def name(self) -> str:
        """Its own name in this workbook; capitals may differ."""
        ...

    @property
    def area(self) -> Area:
        """Where it stands, headings and totals row included."""
        ...

    @property
    def totals(self) -> bool:
        """Whether it has a totals row."""
        ...


class SheetPlace(Protocol):
    """A sheet of a workbook."""

    @property
    def name(self) -> str:
        """Its name; capitals may differ."""
        ...

    @property
    def protected(self) -> bool:
        """Whether nothing may be written in it."""
        ...

    def table(self, name: str) -> TablePlace | None:
        """Give a table by its name, case-blind; None when it is not on this sheet."""
        ...

    def table_at(self, row: int, column: int) -> TablePlace | None:
        """Give the table that a cell lies in; None when it lies in none."""
        ...

    def held(self, area: Area) -> Held:
        """Read an area; cells beyond what is used are empty."""
        ...

    def number_format(self, area: Area) -> str | None:
        """Give the number format that all cells of an area have; None where they differ.

        Of one cell it may be "": not known, so take the template's for granted.
        """
        ...


class Places(Protocol):
    """The sheets of a workbook."""

    def on(self, name: str) -> SheetPlace:
        """Give a sheet by its name, case-blind; LookupError when there is none."""
        ...

    @property
    def every(self) -> Iterable[SheetPlace]:
        """All of them."""
        ...
