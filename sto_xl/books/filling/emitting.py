"""A cell as a file has it: one way of writing for each kind of value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from sto_xl.books.filling.markup import in_a_cell, marked
from sto_xl.books.reading.values import DUTCH_ERRORS, serial
from sto_xl.books.steps.targets import in_words
from sto_xl.grid import Cell, Formula, Value

#: What Excel lets a cell hold.
LONGEST = 32_767

#: Of a formula its text, what it shows, and what else stands in its tag.
Shown = tuple[Formula, Value]


def emitter(prefix: str, *, base_1904: bool) -> Callable[[str, int, Cell, Value], str]:
    """Give what writes a cell: by its address, the number of its format, what it holds.

    And of a formula what it shows; None when only Excel can tell.
    """
    p = prefix

    def emit(reference: str, style: int, cell: Cell, shown: Value = None) -> str:
        begin = f'<{p}c r="{reference}" s="{style}"' if style else f'<{p}c r="{reference}"'
        if isinstance(cell, str) and cell:
            text = in_a_cell(cell)
            inner = f'<{p}is><{p}t xml:space="preserve">{text}</{p}t></{p}is>'
            return f'{begin} t="inlineStr">{inner}</{p}c>'
        if cell is None or isinstance(cell, str):
            return f"{begin}/>"
        if isinstance(cell, Formula):
            return f"{begin}{formula(cell, shown)}</{p}c>"
        kind, text = value(cell)
        return f"{begin}{kind}><{p}v>{text}</{p}v></{p}c>"

    def formula(cell: Formula, shown: Value) -> str:
        if not cell.text.startswith("="):
            # A bare error is no formula, but no plain value either.
            kind = ' t="e"' if cell.text in DUTCH_ERRORS else ' t="str"'
            return f"{kind}><{p}v>{in_a_cell(cell.text)}</{p}v>"
        text = f"<{p}f>{marked(cell.text[1:])}</{p}f>"
        if shown is None:
            return f">{text}"
        kind, result = value(shown)
        return f"{kind}>{text}<{p}v>{result}</{p}v>"

    def value(given: Value) -> tuple[str, str]:
        if isinstance(given, bool):
            return ' t="b"', "1" if given else "0"
        if isinstance(given, dt.date | dt.time):
            number = serial(given, base_1904=base_1904)
            if number < 0 and isinstance(given, dt.date):
                return ' t="str"', in_words(given)
            given = int(number) if number.is_integer() else number
        if isinstance(given, int | float):
            return "", repr(given)
        return ' t="str"', in_a_cell(given or "")

    return emit
