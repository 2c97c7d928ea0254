"""What Excel makes of what Office.js puts in a cell: read as in the United States, wherever it is.

A text that a Dutch Excel would read as something else when it is typed counts as that too: which of
both ways Excel goes has changed before, so nothing may depend on it.
"""

from __future__ import annotations

import datetime as dt
import re

from fake_excel.cells import TEXT, THIS_YEAR, Cell, serial_of, written
from fake_excel.win32 import ComError
from fake_office.errors import Code, RefusedError

_NUMBER = re.compile(r"\$?\s*[-+]?(\d{1,3}(,\d{3})+|\d*)(\.\d*)?([eE][-+]?\d{1,3})?\s*%?")
_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})(?:[-/](\d{4}|\d{2}))?")


def typed(given: object, old: Cell, *, from_1904: bool = False) -> Cell:
    """Give the cell that a value makes of an old one."""
    if given is not None and not isinstance(given, str | bool | int | float):
        raise RefusedError(Code.INVALID)
    if isinstance(given, str) and old.shown != TEXT and (found := _american(given.strip())):
        number, shown = found
        return Cell(number, None, shown if old.shown == "General" else old.shown)
    try:
        return written(given, old, from_1904=from_1904)
    except ComError as error:
        raise RefusedError(Code.INVALID) from error


def _american(text: str) -> tuple[float, str] | None:
    """Read a number with a decimal point, or a day whose month comes first."""
    if (match := _NUMBER.fullmatch(text)) and any(letter.isdigit() for letter in text):
        number = float(re.sub(r"[$,%\s]", "", text))
        return (number / 100, "0%") if text.endswith("%") else (number, "General")
    if match := _DAY.fullmatch(text):
        year = match[3] or str(THIS_YEAR)
        full = int(year) if len(year) > 2 else 2000 + int(year)
        try:
            return serial_of(dt.datetime(full, int(match[1]), int(match[2]))), "m/d/yyyy"
        except ValueError:
            return None
    return None
