"""How people write numbers, dates and choices in cells, read as the values that were meant.

Pure: a cell's value and its column in, a plain value out, or a `Misread` that says why not.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache, lru_cache
from types import MappingProxyType

from sto_xl.grid import Value, is_blank
from sto_xl.model import reference
from sto_xl.sheets import Column, Kind, days, lists, numbers, synonyms, texts
from sto_xl.sheets.cleaning import cleaned
from sto_xl.sheets.misreading import Misread, Misreading

__all__ = ["Misread", "Misreading", "choices", "interpret", "meant", "parts", "shown"]

#: Texts up to this length are read once for all cells that hold them.
_SHORT = 100
_UNKNOWN = frozenset({"onbekend", "?"})
#: What people say of a choice in the same cell: "ja (volgt)".
_IN_BRACKETS = re.compile(r"\([^)]*\)?|\[[^\]]*\]?")
#: Between several values in one cell; the stroke of "1 t/m 3" is none.
_BETWEEN = re.compile(r";|/(?!m\b)|(?<!t)/", re.IGNORECASE)
#: What else joins names of choices: what stands in none of them, and what may stand within one.
_APART = re.compile(r"[,+|\n]")
_JOINING = re.compile(r"\s(?:en|&|plus)\s", re.IGNORECASE)


def shown(value: Value | Decimal) -> str:  # noqa: PLR0911  (one line per type)
    """Give a value as a Dutch Excel shows it, for messages and keys."""
    # Most cells hold a text or nothing, and each is asked for often.
    if isinstance(value, str):
        return " ".join(value.split())
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
    return str(value)


def parts(typed: str | None) -> Iterator[str]:
    """Give the values of a cell that may hold several: semicolons or strokes stand between."""
    yield from filter(None, map(str.strip, _BETWEEN.split(typed or "")))


def meant(part: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Give the choices that a part of a cell is for certain, as known by spelling: "BB en KB"."""
    one = reference.meant(part, known)
    if one is not None:
        return (one,)
    if reference.doubted(part):
        return ()
    for between in (_APART, _JOINING):
        pieces = [piece for piece in between.split(part) if piece.strip()]
        found = [meant(piece, known) for piece in pieces] if len(pieces) > 1 else []
        if found and all(found):
            return tuple(dict.fromkeys(one for several in found for one in several))
    return reference.named(part, known)


def interpret(value: Value, column: Column) -> Value | Decimal | Misread:
    """Read a filled cell as its column's kind; None when it says "unknown", or nothing at all."""
    if isinstance(value, str):
        # Most of what stands in cells stands in many; what is long hardly ever does.
        return _read_again(value, column) if len(value) <= _SHORT else _read(value, column)
    return _READERS[column.kind](value, column)


def _read(typed: str, column: Column) -> Value | Decimal | Misread:
    text = cleaned(typed)
    return None if is_blank(text) else _READERS[column.kind](text, column)


_read_again = lru_cache(maxsize=8192)(_read)


def _text(value: Value, column: Column) -> Value | Misread:
    # A text keeps its line breaks, unless it is a code; only blanks at its ends are noise.
    plain = isinstance(value, str) and column.kind is not Kind.CODE
    text = str(value).strip() if plain else shown(value)
    why = texts.unbelieved(value, text, column)
    return Misread(why, text) if why else text


def _numeric(value: Value, column: Column) -> Value | Decimal | Misread:
    if isinstance(value, bool | dt.date | dt.time):
        return Misread(Misreading.NUMBER, shown(value))
    if not isinstance(value, str):
        return value
    text = shown(value)
    if numbers.is_masked(text):
        return None
    unit = synonyms.UNITS.get(column.kind)
    bare = unit.sub("", text.casefold()) if unit else text
    read = numbers.number_or_misread(bare)
    return replace(read, shown=text) if isinstance(read, Misread) else read


def _share(value: Value, column: Column) -> Value | Decimal | Misread:
    if isinstance(value, str) and value.strip().endswith("%"):
        number = numbers.number(value.strip().rstrip("%"))
        return Misread(Misreading.SHARE, shown(value)) if number is None else number / 100
    return _numeric(value, column)


def _date(value: Value, _column: Column) -> Value | Misread:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    written = isinstance(value, str) or type(value) is int
    day = days.day(str(value)) if written else None
    return Misread(Misreading.DATE, shown(value)) if day is None else day


@cache
def choices(name: str) -> Mapping[str, str]:
    """Give the choices of a list by spelling, in all the words that people have for them."""
    if name == "lstProfiel":
        return MappingProxyType({**reference.notations("sector"), **reference.notations("profiel")})
    if name == "lstLeerweg":
        return reference.notations("leerweg")
    known = {reference.spelling(choice): choice for choice in lists()[name]}
    return MappingProxyType({**synonyms.CERTAIN.get(name, {}), **known})


def _choice(value: Value, column: Column) -> Value | Misread:
    return _chosen(shown(value), column.choices)


@lru_cache(maxsize=1024)
def _chosen(text: str, name: str) -> str | Misread | None:
    known = choices(name)
    found = reference.meant(text, known)
    if found is not None or text.casefold() in _UNKNOWN:
        return found
    several = reference.named(text, known)
    if len(several) > 1:
        return Misread(Misreading.CHOICE, text, "’ of ‘".join(several))
    spellings = map(reference.spelling, (text, _IN_BRACKETS.sub(" ", text)))
    asked = {**synonyms.LIKELY.get(name, {}), **known}
    spelt = next((asked[s] for s in spellings if s in asked), "")
    near = reference.nearest(text, known)
    return Misread(Misreading.CHOICE, text, spelt or (known[near] if near else ""))


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
