"""The facts of the programme that rules and figures use: profiles, leerwegen, ways, figures.

Loaded once from `sto_xl/model/data/*.csv`; each file states its source and date.
"""

from __future__ import annotations

import csv
import datetime as dt
import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType

from sto_xl.model import Leerweg, Tranche


@dataclass(frozen=True, slots=True)
class Profiel:
    """One of the ten vmbo profiles. `elementcodes` are DUO's, for BB, KB and GL."""

    code: str
    naam: str
    techniek: bool
    duo: str
    sector: str
    elementcodes: tuple[str, ...]
    aliassen: tuple[str, ...]
    platform: str
    site: str


@dataclass(frozen=True, slots=True)
class LeerwegInfo:
    """A leerweg's full name, whether it is beroepsgericht, and the notations in use."""

    code: Leerweg
    naam: str
    beroepsgericht: bool
    aliassen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manier:
    """A way to get acquainted with techniek, and the leerwegen in which it exists."""

    code: str
    naam: str
    leerwegen: tuple[Leerweg, ...]

    def fits(self, leerweg: Leerweg | None) -> bool:
        """Tell whether it can exist in this leerweg; that in the onderbouw knows no leerweg."""
        return leerweg is None or not self.leerwegen or leerweg in self.leerwegen


@dataclass(frozen=True, slots=True)
class Cijfer:
    """A figure: its name and unit as printed, and what it means.

    `versie` is the definition version in which it got its present meaning, `sjabloon` the version
    of the roster's template that is the first with a line for it ("" for one of reports alone),
    `eerder` what it was called.
    """

    code: str
    naam: str
    eerder: tuple[str, ...]
    eenheid: str
    versie: int
    sjabloon: str
    definitie: str

    @property
    def ernaast(self) -> str | None:
        """The unit that stands beside the number; an amount and a share say theirs themselves."""
        return None if self.eenheid in {"%", "€"} else self.eenheid


#: The first and last day of the programme (Subsidieregeling sterk techniekonderwijs 2025–2028).
FIRST_DAY, LAST_DAY = dt.date(2025, 1, 1), dt.date(2028, 12, 31)


def _rows(name: str) -> Iterable[dict[str, str]]:
    text = files("sto_xl.model").joinpath("data", name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return csv.DictReader(lines, delimiter=";")


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


_UNSPELT = re.compile(r"[^0-9a-z]")
#: All that says something beside letters and digits: ?, !, ≠, ±, brackets, letters of another
#: script, a line through the word. What is left out here says nothing: blanks, dashes, stops,
#: accents, and the signs that stand within names of choices.
_SAYING = re.compile(r"[^0-9a-z\s\-\u2010-\u2015.,;:'’&/+|_·\u0300-\u0333\u0339-\u036f]|\.\.")
_BETWEEN = re.compile(r"[\s/,;:+|\-\u2010-\u2015]+")


@lru_cache(maxsize=1024)
def spelling(text: str) -> str:
    """Give the form in which notations are compared: letters and digits, `&` read as "en"."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("&", "en"))
    return _UNSPELT.sub("", bare)


@lru_cache(maxsize=1024)
def doubted(text: str) -> bool:
    """Tell whether a text says more than its letters and digits do: "ja?", "≠ja", "ja (volgt)"."""
    return bool(_SAYING.search(unicodedata.normalize("NFKD", text.casefold())))


def meant(text: str, known: Mapping[str, str]) -> str | None:
    """Give what a text is known as, by spelling; None when it is not, or not for certain.

    It is not when a sign makes it doubtful, and when it names several: "K/B" is not "KB".
    """
    found = known.get(spelling(text))
    return None if found is None or doubted(text) or len(named(text, known)) > 1 else found


def named(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Give what a text names with signs or blanks between, each once; nothing if it says more."""
    parts = [known.get(spelling(part)) for part in _BETWEEN.split(text) if part]
    found = [part for part in parts if part is not None]
    return tuple(dict.fromkeys(found)) if len(found) == len(parts) else ()


def _index(entries: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, str]:
    known: dict[str, str] = {}
    for code, notations in entries:
        for notation in (code, *notations):
            known.setdefault(spelling(notation), code)
    return MappingProxyType(known)


@cache
def profielen() -> Mapping[str, Profiel]:
    """Give the ten profiles by their abbreviation."""
    return MappingProxyType(
        {
            row["code"]: Profiel(
                code=row["code"],
                naam=row["naam"],
                techniek=row["techniek"] == "ja",
                duo=row["duo"],
                sector=row["sector"],
                elementcodes=tuple(f"6{row['cijfer']}{leerweg}1" for leerweg in "123")
                + tuple(f"6{row['cijfer']}{leerweg}5" for leerweg in "567"),
                aliassen=_split(row["aliassen"]),
                platform=row["platform"],
                site=row["site"],
            )
            for row in _rows("profielen.csv")
        }
    )


@cache
def leerwegen() -> Mapping[Leerweg, LeerwegInfo]:
    """Give the four leerwegen."""
    return MappingProxyType(
        {
            Leerweg(row["code"]): LeerwegInfo(
                Leerweg(row["code"]),
                row["naam"],
                row["beroepsgericht"] == "ja",
                _split(row["aliassen"]),
            )
            for row in _rows("leerwegen.csv")
        }
    )


@cache
def manieren() -> Mapping[str, Manier]:
    """Give the ways to get acquainted with techniek by their code."""
    return MappingProxyType(
        {
            row["code"]: Manier(
                row["code"], row["naam"], tuple(map(Leerweg, _split(row["leerwegen"])))
            )
            for row in _rows("manieren.csv")
        }
    )


@cache
def sectoren() -> Mapping[str, tuple[str, ...]]:
    """Give the sectors of the theoretische leerweg with their other notations."""
    return MappingProxyType({r["code"]: _split(r["aliassen"]) for r in _rows("sectoren.csv")})


@cache
def cijfers() -> Mapping[str, Cijfer]:
    """Give the figures by their code, in the order of the report."""
    return MappingProxyType(
        {
            r["code"]: Cijfer(
                r["code"],
                r["naam"],
                _split(r["eerder"] or ""),
                r["eenheid"],
                int(r["versie"]),
                r["sjabloon"],
                r["definitie"],
            )
            for r in _rows("cijfers.csv")
        }
    )


@cache
def roster_cijfers() -> tuple[Cijfer, ...]:
    """Give the figures that the roster has a line for; the others stand in reports alone."""
    return tuple(cijfer for cijfer in cijfers().values() if cijfer.sjabloon)


@cache
def definition_version() -> int:
    """Give the version of the definitions: the newest in which a figure got its meaning."""
    return max(cijfer.versie for cijfer in cijfers().values())


@cache
def notations(kind: str) -> Mapping[str, str]:
    """Give code by spelling for "profiel", "leerweg" or "sector"."""
    if kind == "leerweg":
        return _index(
            (info.code.value, (info.naam, *info.aliassen)) for info in leerwegen().values()
        )
    if kind == "sector":
        return _index(sectoren().items())
    return _index(
        (p.code, (p.naam, p.duo, *p.elementcodes, *p.aliassen)) for p in profielen().values()
    )


def nearest(text: str, spellings: Iterable[str]) -> str | None:
    """Give the one spelling that the text was probably meant to be, or None."""
    close = difflib.get_close_matches(spelling(text), list(spellings), n=1, cutoff=0.75)
    return close[0] if close else None


def distance(one: str, other: str) -> int:
    """Give how many letters must be added, left out or replaced to make one text of the other."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        here = [row]
        for column, its in enumerate(other, start=1):
            replaced = before[column - 1] + (letter != its)
            here.append(min(replaced, before[column] + 1, here[-1] + 1))
        before = here
    return before[-1]


def tranche_of(day: dt.date) -> Tranche | None:
    """Give the period for which plans are made that a day falls in; None outside the programme."""
    years = ((tranche, tranche.value.split("-")) for tranche in Tranche)
    return next((t for t, (first, last) in years if int(first) <= day.year <= int(last)), None)


def is_technical(profiel: str | None) -> bool:
    """Tell whether this is the code of one of the five technical profiles."""
    return profiel is not None and profiel in profielen() and profielen()[profiel].techniek


def is_profiel(code: str | None) -> bool:
    """Tell whether this is the code of one of the ten profiles."""
    return code is not None and code in profielen()
