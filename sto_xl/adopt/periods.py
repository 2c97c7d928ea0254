"""Years and school years in what people write: in headings, names of sheets, titles."""

from __future__ import annotations

import datetime as dt
import re

from sto_xl.grid import Value
from sto_xl.sheets.notation import shown

#: The years that a list of schools can be about.
_FIRST, _LAST = 1990, 2100
_SCHOOL_YEAR = re.compile(r"(?<![\d-])((?:19|20)?\d{2})\s*[-/]\s*((?:19|20)?\d{2})(?![\d-])")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_FIGURE = re.compile(r"\d")
_SHORT = re.compile(r"['’‘](\d{2})(?!\d)")
#: The words that may stand with a period that is a heading.
_WORDS = re.compile(
    r"\b(?:schooljaar|cursusjaar|teljaar|jaar|sj|per|peildatum|stand|teldatum|telling|januari|jan|"
    r"februari|feb|maart|mrt|april|apr|mei|juni|jun|juli|jul|augustus|aug|september|sept|sep|"
    r"oktober|okt|november|nov|december|dec)\b"
)
_YEAR_HEADINGS = frozenset(
    {"jaar", "schooljaar", "cursusjaar", "teljaar", "peiljaar", "peildatum", "teldatum", "periode"}
)


def year_of(text: str) -> int | None:
    """Give the last year that a text names; of a school year its second, of 2025-2028 none."""
    if not _FIGURE.search(text):
        return None
    found = []
    rest = text
    for pair in _SCHOOL_YEAR.finditer(text):
        first, second = (int(part) % 100 for part in pair.groups())
        whole = len(pair[1]) > 2  # noqa: PLR2004 - a year of four figures
        if second == (first + 1) % 100:
            found.append(2000 + second)
        if whole:
            # What is no school year is the span of a programme.
            rest = rest.replace(pair[0], " ")
    found += [int(year) for year in _YEAR.findall(rest)]
    found += [2000 + int(year) for year in _SHORT.findall(rest)]
    return max((year for year in found if _FIRST <= year <= _LAST), default=None)


def is_period(value: Value) -> bool:
    """Tell whether a cell says no more than a year, a school year or a day."""
    if isinstance(value, dt.date):
        return True
    if isinstance(value, bool | float | dt.time):
        return False
    text = shown(value).casefold()
    if year_of(text) is None:
        return False
    return not re.sub(r"[\d\s'’./:()-]", "", _WORDS.sub("", text))


def without_period(text: str) -> str:
    """Give a heading without the year it names: "BB 2024" is about BB."""
    for pattern in (_SCHOOL_YEAR, _YEAR, _SHORT):
        text = pattern.sub(" ", text)
    return text.strip(" -–:,/()")


def heads_years(spelt: str) -> bool:
    """Tell whether a heading, as it is spelt, says that years stand under it."""
    return spelt in _YEAR_HEADINGS
