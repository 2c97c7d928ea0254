"""How much goes in one call: Excel on the web takes five million bytes at most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from sto_xl.grid import Area, a1, area_of

T = TypeVar("T")

#: So many cells are read or put in one call, and so many characters.
MAX_CELLS = 50_000
MAX_TEXT = 1_500_000

#: What is to be read: a sheet's name and the address of an area.
Wanted = tuple[str, str]
#: What the script is to do, and cells as they have to be: plain data, by the names it has for them.
Order = Mapping[str, Any]


def reads(sheet: str, area: Area) -> list[Wanted]:
    """Give what has to be read for an area: parts beneath one another."""
    return [(sheet, a1(part)) for part in _cut(area)]


def read_at_once(wanted: Iterable[Wanted]) -> list[list[Wanted]]:
    """Give what is read in one call together."""
    return _grouped(wanted, lambda one: (size(area_of(one[1])), 0))


def held(sheet: str, area: Area, bars: Sequence[Sequence[object]]) -> Iterator[Order]:
    """Give cells as they have to be, by what the formula bar shows; in parts."""
    for part in _cut(area):
        rows = bars[part[0] - area[0] : part[2] + 1 - area[0]]
        yield {"sheet": sheet, "area": a1(part), "bars": rows}


def put(sheet: str, area: Area, cells: Sequence[Sequence[object]]) -> Iterator[Order]:
    """Give orders to put cells, in parts, from the first line to the last that changes.

    A cell that is None stays as it is.
    """
    top, left, _, right = area
    changing = [line for line, row in enumerate(cells) if any(cell is not None for cell in row)]
    if not changing:
        return
    begun, text, most = changing[0], 0, max(MAX_CELLS // (right - left + 1), 1)
    for line in range(begun, changing[-1] + 1):
        text += _length(cells[line])
        if line == changing[-1] or line + 1 - begun == most or text > MAX_TEXT:
            part = (top + begun, left, top + line, right)
            yield {"do": "put", "sheet": sheet, "area": a1(part), "cells": cells[begun : line + 1]}
            begun, text = line + 1, 0


def done_at_once(orders: Iterable[Order]) -> list[list[Order]]:
    """Give the orders that are carried out in one call together."""
    return _grouped(orders, _weight)


def held_at_once(every: Iterable[Order]) -> list[list[Order]]:
    """Give the cells that are looked at in one call together."""
    return _grouped(every, lambda one: (size(area_of(one["area"])), 0))


def size(area: Area) -> int:
    """Give the number of cells."""
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def _cut(area: Area) -> Iterator[Area]:
    """Give an area in parts beneath one another, none with more cells than go in one call."""
    top, left, bottom, right = area
    rows = max(MAX_CELLS // (right - left + 1), 1)
    for first in range(top, bottom + 1, rows):
        yield first, left, min(first + rows - 1, bottom), right


def _weight(order: Order) -> tuple[int, int]:
    cells = order.get("cells", ())
    return sum(map(len, cells)), sum(map(_length, cells))


def _length(row: Iterable[object]) -> int:
    return sum(len(cell) if isinstance(cell, str) else 4 for cell in row)


def _grouped(each: Iterable[T], weight: Callable[[T], tuple[int, int]]) -> list[list[T]]:
    """Give things in their order, as many together as go in one call."""
    groups: list[list[T]] = []
    cells = text = 0
    for one in each:
        more, longer = weight(one)
        if not groups or cells + more > MAX_CELLS or text + longer > MAX_TEXT:
            groups.append([])
            cells = text = 0
        groups[-1].append(one)
        cells, text = cells + more, text + longer
    return groups
