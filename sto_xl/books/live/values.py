"""What crosses the line to Excel: values as COM gives them, and cells as Excel must be handed them.

A written text is parsed again by Excel, as if it were typed: an apostrophe keeps it a text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, TypeGuard

from sto_xl.books.reading.values import (
    DUTCH_ERRORS,
    FIRST_SURE,
    serial,
    shows_date,
    value,
)
from sto_xl.grid import DAY, EPOCH, Cell, Formula, Notice, NoticeKind, Row, Value

#: A block as COM gives it: a tuple of rows, or the value alone where the range is one cell.
Block = Sequence[Sequence[object]]

_ERRORS = {
    -2146828288 + number: DUTCH_ERRORS.get(text, text)
    for number, text in {
        2000: "#NULL!",
        2007: "#DIV/0!",
        2015: "#VALUE!",
        2023: "#REF!",
        2029: "#NAME?",
        2036: "#NUM!",
        2042: "#N/A",
        2045: "#SPILL!",
        2047: "#BLOCKED!",
        2049: "#FIELD!",
        2050: "#CALC!",
    }.items()
}
#: Texts that Excel would take for something else when they are typed.
_PARSED = re.compile(r"\d|^[=+\-@'#]|^\s*(true|false|waar|onwaar)\s*$", re.IGNORECASE)
_FIRST_YEAR = 1900
_MILLISECOND = dt.timedelta(milliseconds=1)


def rows_of(raw: object) -> Block:
    """Give what a range holds as rows, also when it is one cell."""
    return raw if isinstance(raw, tuple) else ((raw,),)


def needs_numbers(block: Block, *, all_days: bool = False) -> bool:
    """Tell whether a block holds cells whose `Value` is not exact, so that `Value2` is needed.

    A day is exact enough to read, but for Excel's first year; to write it back it never is.
    """
    last = dt.MAXYEAR if all_days else _FIRST_YEAR
    return any(
        isinstance(raw, Decimal) or (isinstance(raw, dt.datetime) and raw.year <= last)
        for row in block
        for raw in row
    )


class Reading:
    """Turns a block into plain rows, and remembers what a value cannot hold."""

    def __init__(self, sheet: str, top: int, left: int, shown: Callable[[int, int], str]) -> None:
        """Begin at a cell; `shown` gives the number format of the cell at a row and column."""
        self.sheet, self.top, self.left, self.shown = sheet, top, left, shown
        self.notices: list[Notice] = []

    def rows(self, block: Block, numbers: Block) -> list[Row]:
        """Give the rows of `Value`; `numbers` is `Value2`, or the block itself."""
        return [
            tuple(
                raw or None if type(raw) is str else self._value(raw, numbers[r][c], r, c)
                for c, raw in enumerate(row)
            )
            for r, row in enumerate(block)
        ]

    def _value(self, raw: object, number: object, r: int, c: int) -> Value:
        if isinstance(raw, dt.datetime):
            if isinstance(number, float) and number < FIRST_SURE:
                return self._early(number, r, c)
            return value(_to_the_millisecond(raw.replace(tzinfo=None)))
        if isinstance(raw, Decimal):
            return value(number)
        if is_error(raw):
            self._notice(NoticeKind.ERROR, r, c, _ERRORS.get(raw, f"fout {raw}"))
            return None
        if isinstance(raw, float) and raw < 0 and self._is_time(r, c, raw):
            return None
        return value(raw)

    def _early(self, number: float, r: int, c: int) -> Value:
        """Give a time of day, a duration or one of the first days; less than nothing is none."""
        code = self.shown(self.top + r, self.left + c)
        day = shows_date(-1, code)
        if number < 0 or (number == 0 and day):
            self._notice(NoticeKind.IMPOSSIBLE_DATE, r, c, f"{number:g}")
            return None
        if "[" in code or (number >= 1 and not day):
            return value(number)
        moment = _to_the_millisecond(EPOCH + number * DAY)
        if number < 1:
            return moment.time()
        return value(moment + DAY if number < FIRST_SURE - 1 else moment)

    def _is_time(self, r: int, c: int, number: float) -> bool:
        """Tell whether a number below zero stands in a format for days or times."""
        if not shows_moment(self.shown(self.top + r, self.left + c)):
            return False
        self._notice(NoticeKind.IMPOSSIBLE_DATE, r, c, f"{number:g}")
        return True

    def _notice(self, kind: NoticeKind, r: int, c: int, text: str) -> None:
        self.notices.append(Notice(kind, self.sheet, self.top + r, self.left + c, text))


@lru_cache(maxsize=1000)
def shows_moment(code: str) -> bool:
    """Tell whether a number format shows a day, a time or a duration."""
    return shows_date(-1, code) or re.search("[hs]", _unquoted(code)) is not None


def _unquoted(code: str) -> str:
    return re.sub(r'"[^"]*"|\[\$[^\]]*\]|\[[A-Za-z]+\](?=.*[#0])', "", code)


def _to_the_millisecond(moment: dt.datetime) -> dt.datetime:
    since = moment - EPOCH
    return EPOCH + round(since / _MILLISECOND) * _MILLISECOND


def written(cell: Cell, *, base_1904: bool = False) -> str | float | bool:
    """Give what to hand to Excel so that the cell holds this, and nothing else."""
    if cell is None:
        return ""
    if isinstance(cell, Formula):
        return cell.text
    if isinstance(cell, str):
        return f"'{cell}" if _PARSED.search(cell) else cell
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, int | float):
        return float(cell)
    return serial(cell, base_1904=base_1904)


class CellKept(NamedTuple):
    """A filled cell: what the formula bar shows, and what gives the cell back as it is."""

    bar: object
    put: str | float | bool


def kept(formula: object, number: object) -> CellKept | str:
    """Give a cell as it can be put back: its formula, its exact number; "" of an empty one."""
    bar = str(formula)
    if is_formula(formula, number) or is_error(number):
        return CellKept(bar, bar)
    if isinstance(number, str):
        return CellKept(bar, written(number)) if number else ""
    return CellKept(bar, number) if isinstance(number, bool | float) else ""


def is_error(number: object) -> TypeGuard[int]:
    """Tell an error value: COM gives it as the only kind of whole number there is."""
    return isinstance(number, int) and not isinstance(number, bool)


def is_formula(formula: object, number: object) -> bool:
    """Tell a formula from a text that looks like one."""
    return isinstance(formula, str) and formula.startswith("=") and formula != number
