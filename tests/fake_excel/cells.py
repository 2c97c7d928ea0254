"""Cells of the fake Excel: what they hold, how typed text becomes a value, what COM is given.

A cell stores what `Value2` gives: floats for numbers and dates, text, booleans, None, and an int
for an error (a VT_ERROR).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from fake_excel.win32 import ComTime, com_time, failed

Stored = float | str | bool | int | None

GENERAL = "General"
TEXT = "@"
LONGEST = 32_767
#: The year of a date that is typed without one.
THIS_YEAR = 2026

_ERROR_BASE = -2146828288
ERRORS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#SPILL!": 2045,
    "#CALC!": 2050,
}
_DUTCH = {
    "#LEEG!": "#NULL!",
    "#DEEL/0!": "#DIV/0!",
    "#WAARDE!": "#VALUE!",
    "#VERW!": "#REF!",
    "#NAAM?": "#NAME?",
    "#GETAL!": "#NUM!",
    "#N/B": "#N/A",
}
_BOOLEANS = {"WAAR": True, "TRUE": True, "ONWAAR": False, "FALSE": False}
_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

_EPOCH = dt.datetime(1899, 12, 30)
_DAYS_1904 = 1462
_LAST_DAY = 2_958_466  # the first day that is none
_LARGEST_CURRENCY = 922_337_203_685_477


class Cell(NamedTuple):
    """One cell: its value, its formula if it has one, its format, whether an apostrophe leads.

    Of a formula `implicit` tells that Excel takes one cell where it names several: the sign @.
    """

    value: Stored = None
    formula: str | None = None
    shown: str = GENERAL
    prefix: bool = False
    implicit: bool = False


EMPTY = Cell()


def error(name: str) -> int:
    """Give an error as COM gives it: `#N/A` is -2146826246."""
    return _ERROR_BASE + ERRORS[name]


#: What becomes a value when it is typed.
_WORDS: dict[str, bool | int] = {
    **_BOOLEANS,
    **{name: error(name) for name in ERRORS},
    **{dutch: error(name) for dutch, name in _DUTCH.items()},
}
NOT_AVAILABLE = error("#N/A")
_ERROR_NAMES = {error(name): name for name in ERRORS}


# --- out of a cell ---------------------------------------------------------------------------


def value(cell: Cell, *, from_1904: bool = False) -> Any:  # noqa: ANN401 - COM has no types
    """Give what `Value` gives: dates and amounts in types of their own."""
    held = cell.value
    if not isinstance(held, float):
        return held
    kind = kind_of(cell.shown)
    if kind == "date":
        return _moment(held, from_1904=from_1904)
    if kind == "currency" and abs(held) < _LARGEST_CURRENCY:
        return round(Decimal(held), 4)
    return held


def formula(cell: Cell) -> str:
    """Give what `Formula` gives: the formula, or the constant as text."""
    if cell.formula is not None:
        return cell.formula
    held = cell.value
    if held is None:
        return ""
    if isinstance(held, bool):
        return str(held).upper()
    if isinstance(held, float):
        return f"{held:.15g}".replace("e", "E")
    return _ERROR_NAMES.get(held, "#?") if isinstance(held, int) else held


def formula2(cell: Cell) -> str:
    """Give what `Formula2` gives: `Formula`, with the sign @ where one cell of several is taken."""
    text = formula(cell)
    return f"=@{text[1:]}" if cell.implicit and cell.formula is not None else text


#: What names several cells: a range, or a column of a table other than in its own row.
_SEVERAL = re.compile(r"[A-Za-z0-9]:\$?[A-Za-z0-9]|\w\[[^@#\[\]]+\]")


def names_several(text: str) -> bool:
    """Whether a formula names several cells, so that it may give more than one value."""
    return bool(_SEVERAL.search(re.sub(r'"[^"]*"', '""', text)))


_NO_DATE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)


@lru_cache(maxsize=256)
def kind_of(shown: str) -> str:
    """Tell what a number format makes of a number: a date, an amount of money, or a number."""
    if "€" in shown or "_-*" in shown or "_(*" in shown:
        return "currency"
    bare = re.sub(
        r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', "", shown, flags=re.IGNORECASE
    )
    if bare.casefold() in {"general", "@"}:
        return "number"
    return "date" if re.search(r"[dmyhs]", bare, re.IGNORECASE) else "number"


def _moment(serial: float, *, from_1904: bool) -> ComTime | float:
    days = serial + (_DAYS_1904 if from_1904 else 0)
    if not 0 <= days < _LAST_DAY:
        return serial
    return com_time(_EPOCH + dt.timedelta(milliseconds=round(days * 86_400_000)))


def serial_of(moment: dt.datetime, *, from_1904: bool = False) -> float:
    """Give the number that stands for a date and time; a time zone is left out of account."""
    days = (moment.replace(tzinfo=None) - _EPOCH) / dt.timedelta(days=1)
    return days - (_DAYS_1904 if from_1904 else 0)


# --- into a cell -----------------------------------------------------------------------------


def written(given: object, old: Cell, *, from_1904: bool = False) -> Cell:
    """Give the cell that a value makes of an old one; refuse what COM cannot carry."""
    blank = Cell(shown=old.shown)
    if given is None or isinstance(given, bool):
        return blank._replace(value=given)
    if isinstance(given, int | float | dt.datetime) and old.shown == TEXT:
        # A cell of this format makes text of whatever comes.
        number = serial_of(given) if isinstance(given, dt.datetime) else float(given)
        return blank._replace(value=f"{number:.15g}".replace(".", ","))
    if isinstance(given, int | float):
        return blank._replace(value=float(given) if math.isfinite(given) else error("#NUM!"))
    if isinstance(given, dt.datetime):
        serial = serial_of(given, from_1904=from_1904)
        return _as_date(blank, serial, "dd-mm-yyyy" if serial % 1 == 0 else "dd-mm-yyyy hh:mm")
    if isinstance(given, str):
        return entered(given, old, from_1904=from_1904)
    kind = type(given).__name__
    message = f"Objects of type '{kind}' can not be converted to a COM VARIANT"
    raise TypeError(message)


def entered(text: str, old: Cell, *, from_1904: bool = False) -> Cell:
    """Give the cell that a typed text makes of an old one, as a Dutch Excel reads it."""
    blank = Cell(shown=old.shown)
    if len(text.removeprefix("'")) > LONGEST:
        raise failed()
    if text.startswith("'"):
        return blank._replace(value=text[1:], prefix=True)
    if old.shown == TEXT or not text:
        return blank._replace(value=text or None)
    if text.startswith("=") and len(text) > 1:
        return blank._replace(value=0.0, formula=_checked(text))
    upper = text.strip().upper()
    if upper in _WORDS:
        return blank._replace(value=_WORDS[upper])
    found = _number(text.strip()) or _date(text.strip())
    if found is None:
        return blank._replace(value=_no_formula(text))
    number, shown = found
    if from_1904 and kind_of(shown) == "date" and number >= 1:
        number -= _DAYS_1904
    return _as_date(blank, number, shown)


def _as_date(blank: Cell, number: float, shown: str) -> Cell:
    """Give a cell its number; a cell without a format of its own takes that of what was typed."""
    return blank._replace(value=number, shown=shown if blank.shown == GENERAL else blank.shown)


def _no_formula(text: str) -> str:
    """Give a text that is none but text; a sign in front makes Excel see a (bad) formula."""
    if re.fullmatch(r"[-+@]?[\d\s]*|[^-+@].*", text, re.DOTALL):
        return text
    raise failed()


def _checked(text: str) -> str:
    bare = re.sub(r'"[^"]*"', "0", text)
    bare = re.sub(r"'[^']*'(?=!)", "", bare)
    balanced = '"' not in bare and bare.count("(") == bare.count(")")
    if not balanced or re.search(r"[-+*/&=<>^,(]\s*$", bare) or not bare.strip("= "):
        raise failed()
    return text


_NUMBER = re.compile(
    r"(?P<euro>€\s*)?(?P<sign>[-+]?)(?P<euro2>€\s*)?"
    r"(?P<digits>\d{1,3}(?:\.\d{3})+(?:,\d*)?|\d+(?:,\d*)?|,\d+)"
    r"(?P<power>[eE][-+]?\d{1,3})?(?P<percent>\s*%)?(?P<euro3>\s*€)?"
)
_FRACTION = re.compile(r"([-+]?)(\d+) (\d{1,3})/(\d{1,3})")


def _number(text: str) -> tuple[float, str] | None:
    part = _FRACTION.fullmatch(text)
    if part and int(part[4]):
        size = int(part[2]) + int(part[3]) / int(part[4])
        return (-size if part[1] == "-" else size), "# ?/?"
    brackets = re.fullmatch(r"\((.*\d.*)\)", text)
    match = _NUMBER.fullmatch(brackets[1] if brackets else text)
    if match is None:
        return None
    digits = match["digits"].replace(".", "").replace(",", ".")
    number = float(digits + (match["power"] or ""))
    if math.isinf(number):
        return None
    number = -number if match["sign"] == "-" or brackets else number
    decimals = "," in match["digits"]
    if match["percent"]:
        return number / 100, "0.00%" if decimals else "0%"
    if match["euro"] or match["euro2"] or match["euro3"]:
        return number, '"€ "#,##0.00' if decimals else '"€ "#,##0'
    return number, "0.00E+00" if match["power"] else GENERAL


_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_IN_WORDS = re.compile(r"(?:(\d{1,2})[- ]?)?([a-z]{3,9})\.?(?:[- ]?(\d{4}|\d{2}))?", re.IGNORECASE)
_TIME = re.compile(r"(\d{1,4}):(\d{2})(?::(\d{2}))?")


def _date(text: str) -> tuple[float, str] | None:
    clock = _time(text)
    if clock is not None:
        return clock, "hh:mm"
    day, _, rest = text.partition(" ")
    if ":" in rest and (clock := _time(rest)) is not None:
        found = _day(day)
        return (found[0] + clock, "dd-mm-yyyy hh:mm") if found else None
    return _day(text)


def _time(text: str) -> float | None:
    match = _TIME.fullmatch(text)
    if match is None or int(match[2]) > 59 or int(match[3] or 0) > 59:
        return None
    return (int(match[1]) * 3600 + int(match[2]) * 60 + int(match[3] or 0)) / 86_400


def _day(text: str) -> tuple[float, str] | None:
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), match[3]
        if year is None and not 1 <= month <= 12 and 1 <= day <= 12:
            return _serial(_full_year(match[2]), day, 1, "mmm-yy")
        return _serial(_full_year(year), month, day, "dd-mm-yyyy" if year else "dd-mmm")
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{4})", text):
        return _serial(int(match[2]), int(match[1]), 1, "mmm-yy")
    if match := _YEAR_FIRST.fullmatch(text):
        return _serial(int(match[1]), int(match[2]), int(match[3] or 1), "dd-mm-yyyy")
    match = _IN_WORDS.fullmatch(text)
    if match is None or not (match[1] or match[3]):
        return None
    month = next((n for n, name in enumerate(_MONTHS, 1) if _is_month(match[2], name)), 0)
    return _serial(_full_year(match[3]), month, int(match[1] or 1), "dd-mmm-yy")


def _is_month(text: str, name: str) -> bool:
    full = {"mrt": "maart", "jun": "juni", "jul": "juli", "aug": "augustus", "sep": "september"}
    full |= {"jan": "januari", "feb": "februari", "apr": "april", "okt": "oktober"}
    full |= {"nov": "november", "dec": "december"}
    return text.casefold() in {name, full.get(name, name)}


def _full_year(text: str | None) -> int:
    if text is None:
        return THIS_YEAR
    year = int(text)
    if year >= 100:
        return year
    return year + (2000 if year < 30 else 1900)  # as Windows has it


def _serial(year: int, month: int, day: int, shown: str) -> tuple[float, str] | None:
    try:
        moment = dt.datetime(year, month, day)
    except ValueError:
        return None
    return (serial_of(moment), shown) if year >= 1900 else None


# --- formulas --------------------------------------------------------------------------------


def result(text: str, known: dict[str, Stored]) -> Stored:
    """Give a formula's result: as it was in the file, or the label of a link, or zero."""
    if text in known:
        return known[text]
    start = text.upper().find("HYPERLINK(")
    if start < 0:
        return 0.0
    first = _first_argument(text[start + len("HYPERLINK(") :])
    labels = re.findall(r'"((?:[^"]|"")*)"', text)
    if first.strip() in {"", '""'} or not labels:
        return 0.0
    return str(labels[-1]).replace('""', '"')


def _first_argument(text: str) -> str:
    depth, quoted = 0, False
    for place, letter in enumerate(text):
        if letter == '"':
            quoted = not quoted
        elif not quoted:
            if depth == 0 and letter in ",;)":
                return text[:place]
            depth += (letter in "([{") - (letter in ")]}")
    return text
