"""What every adapter agrees on about values: one spelling of a number, a date, a text, a sheet."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Sequence

from sto_xl.grid import DAY, EPOCH, Row, Sheet, Value, Visibility

#: Error values as a file holds them, and as a Dutch Excel shows them.
DUTCH_ERRORS = {
    "#N/A": "#N/B",
    "#VALUE!": "#WAARDE!",
    "#REF!": "#VERW!",
    "#DIV/0!": "#DEEL/0!",
    "#NAME?": "#NAAM?",
    "#NUM!": "#GETAL!",
    "#NULL!": "#LEEG!",
    "#SPILL!": "#OVERLOOP!",
}
#: And the other way around.
ERRORS_IN_FILES = {shown: stored for stored, shown in DUTCH_ERRORS.items()}

_EPOCH_1904 = dt.datetime(1904, 1, 1)  # noqa: DTZ001
#: Before this day Excel's calendar is a day off, and times and durations lie there too.
FIRST_SURE = 61
_EXACT = 2**53
_MIDNIGHT = dt.time()
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|[\\_*].')
_DATE_FORMATS = frozenset({14, 15, 16, 17, 22, *range(27, 32), *range(50, 59)})


def value(raw: object) -> Value:
    """Give a reader's value as `grid.Value` means it; ValueError for what no cell can hold."""
    # By exact type: a workbook has a hundred thousand cells, and isinstance takes twice the time.
    if type(raw) is str:
        return raw or None
    if type(raw) is float:
        return number(raw)
    if isinstance(raw, dt.datetime) and raw.time() == _MIDNIGHT:
        return raw.date()
    if raw is None or isinstance(raw, bool | dt.date | dt.time):
        return raw
    if isinstance(raw, int):
        # Excel has no integers: beyond 2**53 one reader would be more exact than the other.
        return raw if abs(raw) <= _EXACT else number(float(raw))
    if isinstance(raw, dt.timedelta):
        return number(raw / DAY)
    message = f"a cell cannot hold {raw!r}"
    raise ValueError(message)


def number(raw: float) -> int | float:
    """Give a whole number as int; ValueError for infinity and not-a-number."""
    if raw.is_integer():
        return int(raw)
    if not math.isfinite(raw):
        message = f"a cell cannot hold {raw!r}"
        raise ValueError(message)
    return raw


def serial(moment: dt.date | dt.time, *, base_1904: bool = False) -> float:
    """Give the number that Excel holds for a day or a time; less than nothing for an older day."""
    if isinstance(moment, dt.time):
        return (dt.datetime.combine(EPOCH, moment) - EPOCH) / DAY
    whole = moment if isinstance(moment, dt.datetime) else dt.datetime.combine(moment, dt.time())
    if base_1904:
        return (whole - _EPOCH_1904) / DAY
    number = (whole - EPOCH) / DAY
    return number if number >= FIRST_SURE else number - 1


def unescaped(text: str) -> str:
    """Give a text with its `_xHHHH_` escapes decoded; halves of surrogate pairs stay as written."""
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)  # noqa: PLR2004 - surrogates


def shows_date(format_id: int, code: str | None) -> bool:
    """Tell whether a number format shows a day or a year, rather than a time of day alone."""
    if code is None:
        return format_id in _DATE_FORMATS
    return re.search("[dy]", _NOT_SHOWN.sub("", code), re.IGNORECASE) is not None


def fitted(name: str, rows: Sequence[Row], top: int, left: int, visibility: Visibility) -> Sheet:
    """Give a sheet cut to its filled cells; `rows` are equally long and begin at `top`, `left`."""
    first, end = 0, len(rows)
    while end > first and _blank(rows[end - 1]):
        end -= 1
    while first < end and _blank(rows[first]):
        first += 1
    rows = rows[first:end]
    if not rows:
        return Sheet(name, (), visibility=visibility)
    before, after = 0, len(rows[0])
    while all(row[before] is None for row in rows):
        before += 1
    while all(row[after - 1] is None for row in rows):
        after -= 1
    if after - before < len(rows[0]):
        rows = [row[before:after] for row in rows]
    return Sheet(name, tuple(rows), top + first, left + before, visibility)


def _blank(row: Row) -> bool:
    return row.count(None) == len(row)
