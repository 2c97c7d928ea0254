"""How people write dates in cells.

Pure: a text in, a day out, or None when it is none.
"""

from __future__ import annotations

import datetime as dt
import re

from sto_xl.model.wording import DUTCH

_DAY_MONTH_YEAR = re.compile(
    r"(\d{1,2})\s?[-/. ]\s?(\d{1,2}|[a-z]+\.?)\s?[-/. ]\s?['’]?(\d{4}|\d{2})", re.ASCII
)
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_DIGITS = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})", re.ASCII)
#: A month is told by so many of its letters.
_TELLING = 3
#: Years of two digits are those of this century up to here.
_THIS_CENTURY = 50


def day(text: str) -> dt.date | None:
    """Give the day that a text is: 1-9-2027, 1-9-27, 1 sept. 2027, 2027-09-01 or 20270901."""
    text = " ".join(text.casefold().split())
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        date, month, year = found.groups()
    elif found := _YEAR_MONTH_DAY.fullmatch(text) or _DIGITS.fullmatch(text):
        year, month, date = found.groups()
    else:
        return None
    try:
        return dt.date(_year(year), _month(month), int(date))
    except ValueError:
        return None


def _year(digits: str) -> int:
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - a year written out
        return year
    return year + (2000 if year < _THIS_CENTURY else 1900)


def _month(text: str) -> int:
    """Give a month's number; 0, which is none, for another word."""
    if text.isdigit():
        return int(text)
    name = text.rstrip(".")
    name = "maart" if name == "mrt" else name
    known = (n for n, month in enumerate(DUTCH.months, start=1) if month.startswith(name))
    return next(known, 0) if len(name) >= _TELLING else 0
