"""The profiles, leerwegen and kinds of school that a cell names, also where they stand mixed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from sto_xl import model
from sto_xl.adopt.unsaid import doubtful
from sto_xl.grid import Value
from sto_xl.model import SchoolKind, reference
from sto_xl.model.reference import spelling

_KINDS = {
    SchoolKind.PRO: "pro|praktijkonderwijs|praktijkschool|praktijk onderwijs",
    SchoolKind.VSO: "vso|voortgezet speciaal onderwijs",
    SchoolKind.HAVO_VWO: "havo vwo|havo|vwo|gymnasium|atheneum",
    SchoolKind.VMBO: "vmbo",
}
#: "BKGT", "vmbo-gt", "BBL": letters for leerwegen in one word.
_LETTERS = re.compile(r"(?:vmbo[- ]?)?(b{1,2}l?)?(k(?:b?l?)?)?(gl?)?(tl?)?")
_SPAN = re.compile(r"([\w-]+)\s*(?:t/m|tm|tot en met)\s*([\w-]+)", re.IGNORECASE)
#: Signs that only stand between two names, then those that may stand within one.
_BETWEEN = re.compile(r"\s*[;/+|\n]\s*")
_WITHIN = (re.compile(r"\s*,\s*|\s+en\s+", re.IGNORECASE), re.compile(r"[\s,]+"))
_FILLING = re.compile(r"-?\b(?:profiel|profielen|leerweg|leerwegen)\b:?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """What a cell names, by code; `soort` is the kind of school, "" for none."""

    profielen: tuple[str, ...] = ()
    leerwegen: tuple[str, ...] = ()
    soort: str = ""


def named(value: Value, kind: str) -> Named | None:
    """Give what a cell under the heading "profiel" or "leerweg" names; None if also other things.

    "BB/KB" and "D&P, Z&W" are lists; "BB t/m GL" is one of all between. What is in doubt is none.
    """
    if not isinstance(value, str) or doubtful(value):
        return None
    found = _all(_FILLING.sub(" ", value).strip(), kind)
    if not found:
        return None
    codes = {
        what: tuple(dict.fromkeys(code for w, code in found if w == what))
        for what in ("profiel", "leerweg", "soort")
    }
    profielen, leerwegen, kinds = codes.values()
    if len(kinds) > 1 or (kinds and (profielen or leerwegen) and kinds[0] != SchoolKind.VMBO):
        # "mavo/havo", "PrO en Z&W": which of both the location is, is not said.
        return None
    return Named(profielen, leerwegen, *kinds)


def school_kind(value: Value) -> str | None:
    """Give the kind of school that a text means, or None."""
    found = named(value, "profiel")
    return (found.soort or None) if found else None


def listed(value: Value, kind: str) -> tuple[str, ...] | None:
    """Give the profiles ("profiel") or leerwegen ("leerweg") that a cell names, if only those."""
    found = named(value, kind)
    if found is None or found.soort:
        return None
    own, other = found.profielen, found.leerwegen
    if kind == "leerweg":
        own, other = other, own
    return own if own and not other else None


_Found = Sequence[tuple[str, str]]


def _all(text: str, kind: str) -> _Found:
    """Give all that a text names, as pairs of what it is and its code; none if one is unknown."""
    parts = [part for part in _BETWEEN.split(text.strip()) if part.strip()]
    if len(parts) > 1 and (found := _each(parts, kind)):
        return found
    bare = spelling(text)
    if bare in _known(kind):
        return _known(kind)[bare]
    if span := _SPAN.fullmatch(text.strip()):
        return _between(*span.groups())
    for sign in _WITHIN:
        parts = [part for part in sign.split(text.strip()) if part.strip()]
        if len(parts) > 1 and (found := _each(parts, kind)):
            return found
    return _letters(text.strip().casefold()) or _dashed(text, kind)


def _dashed(text: str, kind: str) -> _Found:
    """Give what stands between dashes: not of "BB-GL", which may mean what is between too."""
    parts = text.split("-")
    found = _each(parts, kind) if len(parts) > 1 else ()
    order = [leerweg.value for leerweg in model.Leerweg]
    steps = [order.index(code) for what, code in found if what == "leerweg"]
    return found if all(b - a == 1 for a, b in pairwise(steps)) else ()


def _each(parts: Iterable[str], kind: str) -> _Found:
    found: list[tuple[str, str]] = []
    for part in parts:
        # Most texts name none of these, which their first word tells.
        if not (pairs := _all(part, kind)):
            return ()
        found += pairs
    return found


def _between(first: str, last: str) -> _Found:
    order = [leerweg.value for leerweg in model.Leerweg]
    ends = [reference.notations("leerweg").get(spelling(end)) for end in (first, last)]
    if None in ends:
        return ()
    start, end = (order.index(str(end)) for end in ends)
    return [("leerweg", code) for code in order[start : end + 1]]


def _letters(text: str) -> _Found:
    found = _LETTERS.fullmatch(text)
    order = [leerweg.value for leerweg in model.Leerweg]
    codes = (
        [code for code, said in zip(order, found.groups(), strict=True) if said] if found else []
    )
    return [("leerweg", code) for code in codes]


@cache
def _known(kind: str) -> Mapping[str, _Found]:
    """Give what each spelling means under a heading: its own kind goes before the others."""
    profiles = dict(reference.notations("profiel"))
    profiles |= {s: c for s, c in reference.notations("sector").items() if s not in profiles}
    profiles.pop(spelling("n.v.t."), None)
    known: dict[str, _Found] = {s: [("profiel", code)] for s, code in profiles.items()}
    ways: dict[str, _Found] = {
        s: [("leerweg", code)] for s, code in reference.notations("leerweg").items()
    }
    kinds: dict[str, _Found] = {
        spelling(word): [("soort", kind.value)]
        for kind, words in _KINDS.items()
        for word in words.split("|")
    }
    return {**kinds, **known, **ways} if kind == "leerweg" else {**kinds, **ways, **known}
