"""The sheets of a workbook as they were told, as places to write in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sto_xl.books.steps import Held
from sto_xl.books.told.blocks import CellBlock
from sto_xl.grid import Area, a1


class NotReadError(Exception):
    """Something was asked of cells that were not read: read them, and ask anew."""

    def __init__(self, sheet: str, area: Area) -> None:
        """Take the sheet, and all that may be asked of it next."""
        super().__init__(sheet, a1(area))
        self.sheet = sheet
        self.area = area


@dataclass(frozen=True, slots=True)
class ToldTable:
    """A table of an open workbook. Is a `TablePlace`. `filtered`: a filter hides rows of it."""

    name: str
    area: Area
    header: bool
    totals: bool
    filtered: bool


class ToldSheet:
    """A sheet of an open workbook. Is a `SheetPlace`."""

    def __init__(
        self,
        name: str,
        *,
        protected: bool,
        filtered: bool,
        base_1904: bool,
        tables: Iterable[ToldTable],
    ) -> None:
        """Take a sheet of which nothing is read yet."""
        self.name = name
        self.protected = protected
        self.filtered = filtered
        self.tables = tuple(tables)
        #: What was read first, and what was read besides.
        self.block: CellBlock | None = None
        self._besides: list[CellBlock] = []
        self._base_1904 = base_1904

    def add(self, block: CellBlock) -> None:
        """Take a block that was read: the next part of the first, or something besides."""
        first = self.block
        if first is None:
            self.block = block
        elif block.area[:2] == (first.area[2] + 1, first.area[1]) and "_held" not in self.__dict__:
            self.block = first.beneath(block)
        else:
            self._besides.append(block)

    def table(self, name: str) -> ToldTable | None:
        """Give a table by its name; None when it is not on this sheet."""
        wanted = name.casefold()
        return next((table for table in self.tables if table.name.casefold() == wanted), None)

    def table_at(self, row: int, column: int) -> ToldTable | None:
        """Give the table that a cell lies in; None when it lies in none."""
        for table in self.tables:
            top, left, bottom, right = table.area
            if top <= row <= bottom and left <= column <= right:
                return table
        return None

    @cached_property
    def _held(self) -> Held:
        if self.block is None:
            return Held((1, 1, 0, 1), (), (), ())
        return self.block.held(self.name, base_1904=self._base_1904)

    def held(self, area: Area) -> Held:
        """Give what stands in an area; beyond what was read there is nothing."""
        return self._held.cut(area)

    def number_format(self, area: Area) -> str | None:
        """Give the number format that all cells of an area have; None where they differ."""
        top, left, bottom, right = area
        blocks = [block for block in (self.block, *self._besides) if block]
        found = set()
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                block = next((b for b in blocks if b.holds(row, column)), None)
                if block is None:
                    raise NotReadError(self.name, self._beyond(area))
                found.add(block.format_at(row, column))
        return found.pop() if len(found) == 1 else None

    def _beyond(self, area: Area) -> Area:
        """Give the rows of an area as wide as the sheet: what is asked next lies beside it."""
        if self.block is None:
            return area
        _, left, bottom, right = self.block.area
        first = bottom + 1 if area[0] <= bottom < area[2] else area[0]
        return first, min(left, area[1]), area[2], max(right, area[3])


def bars(held: Held) -> list[list[object]]:
    """Give what the formula bar shows of each cell, as Office.js gives it."""
    return [[raw if isinstance(raw, str) else raw.bar for raw in row] for row in held.raw]
