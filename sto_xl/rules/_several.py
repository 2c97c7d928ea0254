"""Several values in one cell, and the names by which rows are meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from sto_xl.model import reference
from sto_xl.sheets import notation
from sto_xl.sheets.notation import parts
from sto_xl.sheets.techniekplan import name_key

#: A plan has fewer names; among more none is looked for, since comparing all takes minutes.
_MOST_NAMES = 30


def meant(typed: str | None, known: Mapping[str, str]) -> tuple[str, ...]:
    """Give of a cell what is known for certain, by spelling, as it is known."""
    return tuple(value for part in parts(typed) for value in notation.meant(part, known))


def unknown(typed: str | None, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what of a cell is not known, and a question what was meant."""
    for part in parts(typed):
        if not notation.meant(part, known):
            near = reference.nearest(part, known)
            yield part, f" Bedoelde u ‘{known[near]}’?" if near else ""


def unnamed(typed: str | None, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what a cell names that no row is called, and a question which was meant.

    A name may hold a semicolon itself. Where no row has a name, none can be missed.
    """
    if typed and known and name_key(typed) not in known:
        for part in _names_in(typed):
            if name_key(part) not in known:
                near = _nearest(part, known)
                yield part, f" Bedoelde u ‘{known[near]}’?" if near else ""


def named(typed: str | None, known: Mapping[str, str]) -> frozenset[str]:
    """Give the names that a cell means, by `name_key`; those that are nearly spelt so included."""
    every = (typed, *_names_in(typed)) if typed else ()
    nearest = (n if (n := name_key(name)) in known else _nearest(name, known) for name in every)
    return frozenset(filter(None, nearest))


def _names_in(typed: str) -> Iterator[str]:
    """Give the names in a cell; a stroke can be part of one."""
    yield from filter(None, map(str.strip, typed.split(";")))


def _nearest(name: str, known: Mapping[str, str]) -> str | None:
    return _near(name, tuple(known)) if len(known) <= _MOST_NAMES else None


@lru_cache(maxsize=8192)
def _near(name: str, known: tuple[str, ...]) -> str | None:
    """Remember what is near: several rules ask it of each name."""
    return reference.nearest(name, known)
