"""Draws the line of packages, from their imports and what each says of itself.

An arrow goes from a package to one that it imports from; those that follow from others are left
out. So a package uses what its arrows reach, at once or by the way.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from support import house

STYLE = """
text { font: 13px Calibri, Carlito, "Segoe UI", Arial, sans-serif; fill: #24343b }
.name { font-size: 15px; font-weight: 600; fill: #0f5964; text-anchor: middle }
.door .name { fill: #a3431c }
.box { fill: #edf5f6; stroke: #a9d2d8; stroke-width: 1.5 }
.door .box { fill: #fbefe9; stroke: #e3b49f }
.way { fill: none; stroke: #0f5964; stroke-width: 1.5; stroke-opacity: .75 }
.door .way { stroke: #c4572b }
.head { fill: #0f5964 }
.door .head { fill: #c4572b }
.alone { fill: #68767c; font-style: italic }
"""
_WIDTH, _LEFT, _BOX, _TEXT, _GAP, _LINE = 900, 176, 112, 312, 16, 17
#: How far a way bows out to the left, for each pixel between its ends.
_BOW, _HEAD = 0.32, 8
_LETTERS = 82


@dataclass(frozen=True)
class Box:
    """A package in the figure: where it stands, and what is written beside it."""

    name: str
    top: int
    lines: Sequence[str]
    alone: str

    @property
    def height(self) -> int:
        """Room for the lines, and for the name at least."""
        return max(40, _LINE * (len(self.lines) + bool(self.alone)) + 6)

    @property
    def middle(self) -> float:
        """The height at which ways begin and end."""
        return self.top + self.height / 2


def draw(
    imported: Mapping[str, set[str]] | None = None, explained: Mapping[str, str] | None = None
) -> str:
    """Give the figure as SVG, of the house or of other packages, in the order of their line."""
    imported = imported or house.imported()
    boxes = _boxes(explained or {name: house.explained(name) for name in house.LINE})
    parts = [part for box in boxes.values() for part in _package(box, boxes, direct(imported))]
    last = [*boxes.values()][-1]
    height = last.top + last.height + 12
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' width="{_WIDTH}" role="img">\n<title>The packages of sto_xl, and what each imports from'
        f'</title>\n<style>{STYLE}</style>\n<rect width="{_WIDTH}" height="{height}" fill="#fff"/>'
        "\n" + "\n".join(parts) + "\n</svg>\n"
    )


def direct(imported: Mapping[str, set[str]]) -> Mapping[str, set[str]]:
    """Leave out what a package also reaches by way of another that it imports from."""

    def reached(name: str) -> set[str]:
        return imported[name].union(*(reached(other) for other in imported[name]))

    return {
        name: {one for one in others if not any(one in reached(by) for by in others)}
        for name, others in imported.items()
    }


def _boxes(explained: Mapping[str, str]) -> Mapping[str, Box]:
    boxes, top = dict[str, Box](), 12
    for name, text in explained.items():
        said = " ".join(text.replace("`", "").split())
        own = ", ".join(library for library, owner in house.OWNERS.items() if owner == name)
        lines = textwrap.wrap(said, _LETTERS)
        boxes[name] = Box(name, top, lines, f"alone imports {own}" if own else "")
        top += boxes[name].height + _GAP
    return boxes


def _package(box: Box, boxes: Mapping[str, Box], ways: Mapping[str, set[str]]) -> list[str]:
    count = len(box.lines) + bool(box.alone)
    first = box.middle - _LINE * (count - 1) / 2 + 4.5
    lines = [
        f'<text x="{_TEXT}" y="{first + _LINE * at:g}">{escape(line)}</text>'
        for at, line in enumerate(box.lines)
    ]
    if box.alone:
        last = first + _LINE * (count - 1)
        lines.append(f'<text x="{_TEXT}" y="{last:g}" class="alone">{box.alone}</text>')
    place = f'x="{_LEFT}" y="{box.top}" width="{_BOX}" height="{box.height}"'
    return [
        f'<g class="{"door" if box.name in house.DOORS else "room"}">',
        *(_way(box, boxes[other]) for other in boxes if other in ways[box.name]),
        f'<rect {place} rx="6" class="box"/>',
        f'<text x="{_LEFT + _BOX / 2:g}" y="{box.middle + 5:g}" class="name">{box.name}</text>',
        *lines,
        "</g>",
    ]


def _way(start: Box, end: Box) -> str:
    """Draw a way up: straight to the package just above, else in a bow along the left."""
    if start.top - end.top - end.height == _GAP:
        x, y = _LEFT + _BOX / 2, end.top + end.height
        return (
            f'<path class="way" d="M{x:g} {start.top}V{y + _HEAD - 1}"/>'
            f'<path class="head" d="M{x:g} {y}l-5 {_HEAD}h10z"/>'
        )
    a, b = start.middle - 5, end.middle + 5
    tip = _LEFT - _HEAD
    bow = round(tip - (a - b) * _BOW)
    return (
        f'<path class="way" d="M{_LEFT} {a:g}C{bow} {a:g} {bow} {b:g} {tip} {b:g}"/>'
        f'<path class="head" d="M{_LEFT} {b:g}l-{_HEAD} -5v10z"/>'
    )
