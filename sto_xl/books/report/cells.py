"""What a cell of a report can hold: texts that fit, and numbers that a chart can be drawn from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sto_xl.grid import Row, Value

#: How many characters a cell holds in Excel, which counts in units of UTF-16.
CELL_LENGTH = 32_767
#: A property of a workbook holds 255.
PROPERTY_LENGTH = 120
#: Stands for what is not known.
DASH = "–"
#: The rows of tables by their name.
Tables = Mapping[str, Sequence[Row]]

# Half a surrogate pair, and what XML has no place for: no file can hold them.
_UNFIT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def fitted(value: Value) -> Value:
    """Give a value as a cell can hold it: a text too long is cut, visibly."""
    if not isinstance(value, str) or (value.isprintable() and 2 * len(value) <= CELL_LENGTH):
        return value
    text = _UNFIT.sub("", value)
    if 2 * len(text) <= CELL_LENGTH:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * CELL_LENGTH:
        return text
    return units[: 2 * (CELL_LENGTH - 1)].decode("utf-16-le", "ignore") + "…"


def fitted_rows(rows: Sequence[Row]) -> list[Row]:
    """Give rows as cells can hold them."""
    return [tuple(fitted(value) for value in row) for row in rows]


def one_line(text: str, length: int = PROPERTY_LENGTH) -> str:
    """Give a text on one line, cut where it is too long for a title."""
    line = " ".join(str(fitted(text)).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def known(value: Value) -> Value:
    """Give a number, or None where it is not known: a text would be drawn as a nought."""
    return value if isinstance(value, int | float) else None
