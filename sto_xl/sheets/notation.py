"""How people write numbers, dates and choices in cells, read as the values that were meant.

Pure: a cell's value and its column in, a plain value out, or a `Misread` that says why not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from sto_xl.grid import Value
from sto_xl.model import reference
from sto_xl.model.wording import DUTCH
from sto_xl.sheets import Column, Kind, lists

_MONTH_NUMBER = {name[:3]: number for number, name in enumerate(DUTCH.months, start=1)} | {"mrt": 3}
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]+\.?)[-/. ](\d{4})")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_MASKED = re.compile(r"<\s*\d+|onbekend|\?")
_GROUPED = re.compile(r"-?\d{1,3}(\.\d{3})+")
_DASH = re.compile(r",[-–—]{1,2}$")
_YES_NO = {"j": "ja", "x": "ja", "y": "ja", "yes": "ja", "waar": "ja", "n": "nee", "no": "nee"}
_YES_NO |= {"onwaar": "nee"}
_UNKNOWN = frozenset({"onbekend", "?"})


class Misreading(StrEnum):
    """The ways in which a value cannot be read; each has its rule in `sto_xl.rules.workbook`."""

    NUMBER = "number"
    WHOLE = "whole number"
    NEGATIVE = "negative"
    LARGE = "too large"
    SHARE = "share"
    DATE = "date"
    CHOICE = "choice"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Misread:
    """A value that could not be read: what stands there, and what was probably meant."""

    why: Misreading
    shown: str
    suggestion: str = ""


def shown(value: Value | Decimal) -> str:  # noqa: PLR0911  (one line per type)
    """Give a value as a Dutch Excel shows it, for messages and keys."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "WAAR" if value else "ONWAAR"
    if isinstance(value, dt.datetime):
        return f"{value:%d-%m-%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d-%m-%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, float | Decimal):
        return str(value).replace(".", ",")
    return " ".join(str(value).split())


def interpret(value: Value, column: Column) -> Value | Decimal | Misread:
    """Read a filled cell as its column's kind; None when it says "unknown"."""
    return _READERS[column.kind](value, column)


def _text(value: Value, _column: Column) -> Value:
    # A text keeps its line breaks; only blanks at its ends are noise.
    return value.strip() if isinstance(value, str) else shown(value)


def _number(text: str) -> Decimal | None:
    bare = _DASH.sub("", re.sub(r"[€\s]|eur(o|os)?\b|,-", "", text.casefold()))
    if _GROUPED.fullmatch(bare.partition(",")[0]):
        bare = bare.replace(".", "")
    if re.fullmatch(r"-?\d+([.,]\d+)?", bare, re.ASCII):
        return Decimal(bare.replace(",", "."))
    return None


def _numeric(value: Value, _column: Column) -> Value | Decimal | Misread:
    if isinstance(value, bool | dt.date | dt.time):
        return Misread(Misreading.NUMBER, shown(value))
    if not isinstance(value, str):
        return value
    text = " ".join(value.split())
    if _MASKED.fullmatch(text.casefold()):
        return None
    number = _number(text)
    return Misread(Misreading.NUMBER, text) if number is None else number


def _share(value: Value, column: Column) -> Value | Decimal | Misread:
    if isinstance(value, str) and value.strip().endswith("%"):
        number = _number(value.strip().rstrip("%"))
        return Misread(Misreading.SHARE, shown(value)) if number is None else number / 100
    return _numeric(value, column)


def _date(value: Value, _column: Column) -> Value | Misread:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    if isinstance(value, str):
        text = " ".join(value.casefold().split())
        if found := _DAY_MONTH_YEAR.fullmatch(text):
            day, month, year = found.groups()
        elif found := _YEAR_MONTH_DAY.fullmatch(text):
            year, month, day = found.groups()
        else:
            return Misread(Misreading.DATE, shown(value))
        number = int(month) if month.isdigit() else _MONTH_NUMBER.get(month[:3], 0)
        try:
            return dt.date(int(year), number, int(day))
        except ValueError:
            return Misread(Misreading.DATE, shown(value))
    return Misread(Misreading.DATE, shown(value))


@cache
def _choices(name: str) -> Mapping[str, str]:
    if name == "lstProfiel":
        return MappingProxyType({**reference.notations("sector"), **reference.notations("profiel")})
    if name == "lstLeerweg":
        return reference.notations("leerweg")
    known = {reference.spelling(choice): choice for choice in lists()[name]}
    return MappingProxyType({**_YES_NO, **known} if name == "lstJaNee" else known)


def _choice(value: Value, column: Column) -> Value | Misread:
    return _chosen(shown(value), column.choices)


@lru_cache(maxsize=1024)
def _chosen(text: str, choices: str) -> str | Misread | None:
    known = _choices(choices)
    found = known.get(reference.spelling(text))
    if found is not None or text.casefold() in _UNKNOWN:
        return found
    meant = reference.nearest(text, known)
    return Misread(Misreading.CHOICE, text, known[meant] if meant else "")


_READERS: Mapping[Kind, Callable[[Value, Column], Value | Decimal | Misread]] = {
    Kind.TEXT: _text,
    Kind.CODE: _text,
    Kind.LONG: _text,
    Kind.LINK: _text,
    Kind.WHOLE: _numeric,
    Kind.NUMBER: _numeric,
    Kind.AMOUNT: _numeric,
    Kind.SHARE: _share,
    Kind.DATE: _date,
    Kind.CHOICE: _choice,
}
