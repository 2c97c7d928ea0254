"""A cell as a file has it: one way of writing for each kind of value."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

from sto_xl.books.filling.markup import in_a_cell, marked
from sto_xl.books.reading.values import DUTCH_ERRORS, serial
from sto_xl.grid import Cell, Formula, Value

#: What Excel lets a cell hold.
LONGEST = 32_767


class Emitter:
    """Writes the cells of one sheet."""

    def __init__(self, prefix: str, *, base_1904: bool) -> None:
        """Begin; `prefix` stands before every name in the sheet."""
        self._p, self._base_1904 = prefix, base_1904
        p = prefix
        self._text_begins = f' t="inlineStr"><{p}is><{p}t xml:space="preserve">'
        self._text_ends = f"</{p}t></{p}is></{p}c>"

    def cell(self, reference: str, style: int, cell: Cell, shown: Value = None) -> str:
        """Give a cell by its address, the number of its format, and what it holds.

        `shown` is what a formula shows; None when only Excel can tell.
        """
        p = self._p
        begin = f'<{p}c r="{reference}" s="{style}"' if style else f'<{p}c r="{reference}"'
        # Most cells hold a text.
        if isinstance(cell, str) and cell:
            return f"{begin}{self._text_begins}{in_a_cell(cell)}{self._text_ends}"
        if isinstance(cell, dt.date) and serial(cell, base_1904=self._base_1904) < 0:
            # A day of before Excel's first has no number.
            return self.cell(reference, style, f"{cell:%d-%m-%Y}")
        if cell is None or cell == "":
            return f"{begin}/>"
        if isinstance(cell, Formula):
            return f"{begin}{self._formula(cell, shown)}</{p}c>"
        kind, number = self._value(cell)
        return f"{begin}{kind}><{p}v>{number}</{p}v></{p}c>"

    def _formula(self, cell: Formula, shown: Value) -> str:
        p = self._p
        if not cell.text.startswith("="):
            # A bare error is no formula, but no plain value either.
            kind = "e" if cell.text in DUTCH_ERRORS else "str"
            return f' t="{kind}"><{p}v>{in_a_cell(cell.text)}</{p}v>'
        text = f"<{p}f>{_stored(cell.text)}</{p}f>"
        if shown is None:
            return f">{text}"
        kind, result = self._value(shown)
        return f"{kind}>{text}<{p}v>{result}</{p}v>"

    def _value(self, given: Value) -> tuple[str, str]:
        """Give what a cell's tag says of a value, and how the value is written."""
        if isinstance(given, str) or given is None:
            return ' t="str"', in_a_cell(given or "")
        if isinstance(given, bool):
            return ' t="b"', "1" if given else "0"
        if not isinstance(given, int | float):
            number = serial(given, base_1904=self._base_1904)
            return "", repr(int(number) if number.is_integer() else number)
        if not math.isfinite(given):
            message = f"a cell cannot hold {given!r}"
            raise ValueError(message)
        return "", repr(given)


@lru_cache(maxsize=100)
def _stored(formula: str) -> str:
    """Give a formula as a file has it: a column often holds the same all the way down."""
    return marked(formula[1:])
