"""What column Plek says of a cell, letter for letter as the conditional formats compute it.

The formats join cells as they stand, stray blanks and line breaks included: so does this. What is
no text each language of Excel would write in its own way; here it is written as a Dutch one does.
Pure. The other half is `sto_xl.books.new.marks`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from sto_xl.grid import DAY, EPOCH, Value
from sto_xl.sheets.spec import KEY_LENGTH, KEY_SEPARATOR, MARK_LENGTH, SHOWN_ERROR

#: Excel keeps so many digits of a number.
_DIGITS = 15


def mark(sheet: str, heading: str, key: str) -> str:
    """Give the mark of a cell: sheet as in the template, heading as it stands, key of its row."""
    return _cut("|".join((sheet, heading, _cut(key, KEY_LENGTH))), MARK_LENGTH)


def key(groups: Iterable[Sequence[str]]) -> str:
    """Give a row's key from the texts of its cells: of the first group that is not empty."""
    return next((KEY_SEPARATOR.join(texts) for texts in groups if any(texts)), "")


def text(value: Value, *, error: bool = False) -> str:
    """Give a cell as it stands in a key."""
    if error:
        return SHOWN_ERROR
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    number = _number(value)
    return "" if number is None else _written(number)


def _number(value: float | dt.date | dt.time | None) -> float | None:
    """Give the number that Excel keeps of a day or a time."""
    if isinstance(value, dt.time):
        value = dt.datetime.combine(EPOCH, value)
    elif isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime.combine(value, dt.time())
    if isinstance(value, dt.datetime):
        return (value.replace(tzinfo=None) - EPOCH) / DAY
    return value


def _written(number: float) -> str:
    return f"{Decimal(f'{number:.{_DIGITS}g}'):f}".replace(".", ",")


def _cut(text: str, length: int) -> str:
    """Cut a text where Excel does, which counts a sign such as an emoji as two."""
    if len(text) * 2 <= length:
        return text
    units = text.encode("utf-16-le", "surrogatepass")[: 2 * length]
    # Of a sign that is cut in two nothing is left: no file can hold half of it.
    return units.decode("utf-16-le", "ignore")
