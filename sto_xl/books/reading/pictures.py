"""Which cells hold a picture (Excel's “place in cell”): to every other program an error value.

Such a cell refers by its number `vm` to what Excel calls a rich value, by way of three parts.
Sources: Microsoft's MS-XLSX, ISO/IEC 29500-1 (18.9, metadata).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sto_xl.books.parts import Element, elements

Item = TypeVar("Item")

#: A picture of the workbook's own, and one that the function AFBEELDING fetches.
_PICTURES = frozenset({"_localImage", "_webimage"})
_RICH = "XLRICHVALUE"


def pictures(metadata: bytes, values: bytes, structures: bytes) -> frozenset[int]:
    """Give the numbers by which cells refer to a picture, of the parts that say so."""
    if not (metadata and values and structures):
        return frozenset()
    kinds = [e.attributes.get("t", "") for e in elements(structures, "s")[1:]]
    shown = [_at(kinds, e.attributes.get("s")) in _PICTURES for e in elements(values, "rv")[1:]]
    every = ("metadataType", "futureMetadata", "valueMetadata", "cellMetadata", "bk", "rc", "rvb")
    told = elements(metadata, *every)[1:]
    names = [e.attributes.get("name", "") for e in told if e.name == "metadataType"]
    rich: list[bool] = []
    found: set[int] = set()
    for part, blocks in _blocks(told):
        if part.name == "futureMetadata" and part.attributes.get("name") == _RICH:
            rich = [any(_at(shown, e.attributes.get("i")) for e in block) for block in blocks]
        elif part.name == "valueMetadata":
            for number, block in enumerate(blocks, start=1):
                for one in block:
                    kind = _at(names, one.attributes.get("t"), first=1)
                    if kind == _RICH and _at(rich, one.attributes.get("v")):
                        found.add(number)
    return frozenset(found)


def _blocks(told: Iterable[Element]) -> list[tuple[Element, list[list[Element]]]]:
    """Give each part of the metadata with its blocks, each of which holds elements."""
    parts: list[tuple[Element, list[list[Element]]]] = []
    for element in told:
        if element.name in {"futureMetadata", "valueMetadata", "cellMetadata"}:
            parts.append((element, []))
        elif element.name == "bk" and parts:
            parts[-1][1].append([])
        elif element.name in {"rc", "rvb"} and parts and parts[-1][1]:
            parts[-1][1][-1].append(element)
    return parts


def _at(items: Sequence[Item], number: str | None, first: int = 0) -> Item | None:
    """Give the item of this number; None where there is none."""
    place = int(number) - first if number and number.isdecimal() else -1
    return items[place] if 0 <= place < len(items) else None
