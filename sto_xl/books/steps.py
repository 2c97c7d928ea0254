"""What a write does to a workbook, step by step: decided before anything is written. Pure.

    plan = steps.plan(places, changes)   # looks at every place first, or refuses with a sentence
    live.writing / filling               # two ways to carry the same steps out

`Places` is what a workbook shows of itself: one open in Excel, and one that lies in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sto_xl.grid import CellRow, Row

#: Top, left, bottom, right of a range of cells; all 1-based and included.
Area = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """The cells of an area: as plain values, with formulas, and as what keeps them as they are.

    `raw` is "" for an empty cell; what else it is, only the adapter that gave it knows.
    """

    area: Area
    values: tuple[Row, ...]
    cells: tuple[CellRow, ...]
    raw: tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One block of cells that is to hold something else, and the table that grows with it.

    `table` is the table's own name in this workbook, and `ref_before` and `ref_after` where it
    stands and will stand, headings included; all three None where no table is resized. The block
    begins at `top`, `left`; `before` is what stood there (as far as the longer of both reaches) and
    `after` what is to stand there: rows of one width. Rows of `before` beyond `after` are cleared,
    contents alone: their formats stay.
    """

    sheet: str
    table: str | None
    ref_before: Area | None
    ref_after: Area | None
    top: int
    left: int
    before: Held
    after: tuple[CellRow, ...]


class TablePlace(Protocol):
    """A table of a workbook that may be written in."""

    @property
    def name(self) -> str:
        """Its own name."""
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
    """A sheet of a workbook that may be written in."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def protected(self) -> bool:
        """Whether nothing may be written in it."""
        ...

    @property
    def tables(self) -> Iterable[TablePlace]:
        """Its tables."""
        ...

    def table_at(self, row: int, column: int) -> TablePlace | None:
        """Give the table that a cell lies in; None when it lies in none."""
        ...

    def held(self, area: Area) -> Held:
        """Read an area; cells beyond what is used are empty."""
        ...

    def number_format(self, area: Area) -> str | None:
        """Give the number format that all cells of an area have; None where they differ."""
        ...


class Places(Protocol):
    """The sheets of a workbook that may be written in."""

    @property
    def base_1904(self) -> bool:
        """Whether its days count from 1904."""
        ...

    def on(self, name: str) -> SheetPlace:
        """Give a sheet by its name, case-blind; LookupError when there is none."""
        ...

    @property
    def every(self) -> Sequence[SheetPlace]:
        """All of them."""
        ...
