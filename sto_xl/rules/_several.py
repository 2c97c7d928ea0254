"""Several values in one cell, with semicolons between, and the names by which rows are meant."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from sto_xl import reference
from sto_xl.grid import plain


def parts(typed: str | None) -> Iterator[str]:
    """Give the values of a cell."""
    yield from filter(None, map(str.strip, (typed or "").split(";")))


def meant(typed: str | None, known: Mapping[str, str]) -> tuple[str, ...]:
    """Give of a cell what is known, by spelling, as it is known."""
    return tuple(known[s] for part in parts(typed) if (s := reference.spelling(part)) in known)


def unknown(typed: str | None, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what of a cell is not known, and a question what was meant."""
    for part in parts(typed):
        if reference.spelling(part) not in known:
            near = reference.nearest(part, known)
            yield part, f" Bedoelde u ‘{known[near]}’?" if near else ""


def key(name: str) -> str:
    """Give what names of rows are compared by: letters and digits, else the text as it stands."""
    return reference.spelling(name) or plain(name)


def names(every: Iterable[str | None]) -> Mapping[str, str]:
    """Give the names of rows by what they are compared by, whatever the order of the rows."""
    found: dict[str, str] = {}
    for name in sorted(filter(None, every)):
        found.setdefault(key(name), name)
    return found


def unnamed(typed: str | None, known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Give what a cell names that no row is called, and a question which was meant.

    A name may hold a semicolon itself. Where no row has a name, none can be missed.
    """
    if typed and known and key(typed) not in known:
        for part in parts(typed):
            if key(part) not in known:
                near = reference.nearest(part, known)
                yield part, f" Bedoelde u ‘{known[near]}’?" if near else ""


def served(every: Iterable[str | None], known: Collection[str]) -> frozenset[str]:
    """Give which of the known names these cells mean, those that are nearly spelt so included."""
    found: set[str] = set()
    for typed in filter(None, every):
        for name in (typed, *parts(typed)):
            nearest = name if key(name) in known else reference.nearest(name, known)
            found |= {key(nearest)} if nearest else set()
    return frozenset(found)
