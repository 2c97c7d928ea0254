"""The sheets of an open workbook as places to write in, and what an area of one holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sto_xl.books.live.reading import Area, Formats, area_of
from sto_xl.books.live.values import Reading, is_error, is_formula, kept, needs_numbers, rows_of
from sto_xl.grid import Cell, CellRow, Formula, Row

if TYPE_CHECKING:
    import xlwings

Raw = str | float | bool


@dataclass(frozen=True)
class Held:
    """The cells of an area: as plain values, with formulas, and as what keeps them as they are."""

    area: Area
    values: tuple[Row, ...]
    cells: tuple[CellRow, ...]
    raw: tuple[tuple[Raw, ...], ...]

    def cut(self, area: Area) -> Held:
        """Give a part of it; cells outside are empty."""
        top, left, bottom, right = area

        def row(line: int) -> int:
            return line - self.area[0]

        def pick(rows: Sequence[Sequence[Any]], empty: Cell) -> tuple[tuple[Any, ...], ...]:
            return tuple(
                tuple(
                    rows[row(r)][c - self.area[1]]
                    if 0 <= row(r) < len(rows) and 0 <= c - self.area[1] < len(rows[row(r)])
                    else empty
                    for c in range(left, right + 1)
                )
                for r in range(top, bottom + 1)
            )

        values, cells = pick(self.values, None), pick(self.cells, None)
        return Held(area, values, cells, pick(self.raw, ""))


class OpenSheet:
    """A sheet that is written in: what Excel says of it, each thing asked once."""

    def __init__(self, sheet: xlwings.Sheet, name: str) -> None:
        """Take a sheet."""
        self.sheet = sheet
        self.name = name

    @cached_property
    def tables(self) -> xlwings.main.Tables:
        """Its tables."""
        return self.sheet.tables

    @cached_property
    def protected(self) -> bool:
        """Whether Excel refuses to write in it."""
        return bool(self.sheet.api.ProtectContents)

    @cached_property
    def held(self) -> Held:
        """All its cells."""
        used = self.sheet.used_range
        return held(self, area_of(used.address), used)


class OpenSheets:
    """The sheets that are written in, each once."""

    def __init__(self, every: xlwings.main.Sheets) -> None:
        """Begin with none."""
        self.every = every
        self._known: dict[str, OpenSheet] = {}

    def on(self, name: str) -> OpenSheet:
        """Give a sheet by its name; an error of Excel's when there is none."""
        if name not in self._known:
            self._known[name] = OpenSheet(self.every(name), name)
        return self._known[name]


def held(place: OpenSheet, area: Area, cells: xlwings.Range) -> Held:
    """Read an area: values, exact numbers and formulas."""
    block, formulas = rows_of(cells.raw_value), rows_of(cells.api.Formula)
    numbers = rows_of(cells.api.Value2) if needs_numbers(block, all_days=True) else block
    reading = Reading(place.name, area[0], area[1], Formats(place.sheet).at)
    values = reading.rows(block, numbers)
    return Held(
        area,
        tuple(values),
        tuple(
            tuple(
                Formula(str(f)) if is_formula(f, n) or is_error(n) else value
                for value, f, n in zip(row, fs, ns, strict=True)
            )
            for row, fs, ns in zip(values, formulas, numbers, strict=True)
        ),
        tuple(
            tuple(kept(f, n) for f, n in zip(fs, ns, strict=True))
            for fs, ns in zip(formulas, numbers, strict=True)
        ),
    )
