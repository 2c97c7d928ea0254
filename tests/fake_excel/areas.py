"""Rectangles of cells, and the addresses by which Excel names them."""

from __future__ import annotations

import re
from typing import NamedTuple

from sto_xl.grid import column_letters, column_number

ROWS, COLUMNS = 1_048_576, 16_384


class Area(NamedTuple):
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        return self.right - self.left + 1

    def rows(self) -> range:
        return range(self.top, self.bottom + 1)

    def columns(self) -> range:
        return range(self.left, self.right + 1)

    def meets(self, other: Area) -> bool:
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def within(self, other: Area) -> Area | None:
        """Give the part that lies in another rectangle; None when they do not meet."""
        if not self.meets(other):
            return None
        return Area(
            max(self.top, other.top),
            max(self.left, other.left),
            min(self.bottom, other.bottom),
            min(self.right, other.right),
        )

    def text(self, *, rows: str = "", columns: str = "") -> str:
        """Give the address, with these signs before row and column."""
        if self.height == ROWS and self.width < COLUMNS:
            return ":".join(f"{columns}{column_letters(c)}" for c in (self.left, self.right))
        if self.width == COLUMNS:
            return f"{rows}{self.top}:{rows}{self.bottom}"
        first = f"{columns}{column_letters(self.left)}{rows}{self.top}"
        if self.height == self.width == 1:
            return first
        return f"{first}:{columns}{column_letters(self.right)}{rows}{self.bottom}"


EVERYTHING = Area(1, 1, ROWS, COLUMNS)
_A1 = re.compile(r"\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?", re.IGNORECASE)
_WHOLE_COLUMNS = re.compile(r"\$?([A-Z]{1,3}):\$?([A-Z]{1,3})", re.IGNORECASE)
_WHOLE_ROWS = re.compile(r"\$?(\d+):\$?(\d+)")


def a1(text: str) -> Area | None:
    """Read an address; None when it is none, or lies outside the sheet."""
    text = text.strip()
    if match := _A1.fullmatch(text):
        rows = sorted((int(match[2]), int(match[4] or match[2])))
        columns = sorted((column_number(match[1]), column_number(match[3] or match[1])))
    elif match := _WHOLE_COLUMNS.fullmatch(text):
        rows, columns = [1, ROWS], sorted((column_number(match[1]), column_number(match[2])))
    elif match := _WHOLE_ROWS.fullmatch(text):
        rows, columns = sorted((int(match[1]), int(match[2]))), [1, COLUMNS]
    else:
        return None
    inside = rows[0] >= 1 and rows[1] <= ROWS and columns[1] <= COLUMNS
    return Area(rows[0], columns[0], rows[1], columns[1]) if inside else None
