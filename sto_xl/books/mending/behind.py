"""What stands behind the rows of a sheet in its XML, in the order that Excel asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sto_xl.books.filling.markup import ATTRIBUTES, marked
from sto_xl.books.filling.rows import SheetRows

#: What may stand between the rows and the validations (ECMA-376, CT_Worksheet).
_ORDER = (
    *("sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState"),
    *("dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting"),
    *("dataValidations",),
)
_TAG = re.compile(rb"<(/?)([^\s/>!?]+)" + ATTRIBUTES + rb"(/?)>")


class ElementSpan(NamedTuple):
    """An element: its name without the sheet's prefix, its attributes, where it stands.

    What it holds stands from `inner` to `inner_end`.
    """

    name: str
    attributes: bytes
    start: int
    inner: int
    inner_end: int
    end: int


def children(masked: bytes, start: int, end: int, prefix: bytes) -> Iterator[ElementSpan]:
    """Give the elements that stand in a part of XML, none of those within them."""
    depth = 0
    opened: re.Match[bytes] | None = None
    for found in _TAG.finditer(masked, start, end):
        if found[1]:
            depth -= 1
            if depth < 0:
                return
            if depth == 0 and opened is not None:
                name = opened[2].removeprefix(prefix).decode()
                said = opened[3]
                yield ElementSpan(
                    name, said, opened.start(), opened.end(), found.start(), found.end()
                )
        elif not found[4]:
            if depth == 0:
                opened = found
            depth += 1
        elif depth == 0:
            name = found[2].removeprefix(prefix).decode()
            yield ElementSpan(name, found[3], found.start(), found.end(), found.end(), found.end())


class Behind:
    """The elements behind the rows of a sheet."""

    def __init__(self, rows: SheetRows) -> None:
        """Look at them all."""
        self.rows = rows
        start = rows.data_end
        if not rows.bare:
            start = rows.masked.index(b">", rows.data_end) + 1
        self._start = start
        self.elements = list(children(rows.masked, start, len(rows.masked), rows.prefix))

    def named(self, name: str) -> list[ElementSpan]:
        """Give those of a name."""
        return [element for element in self.elements if element.name == name]

    def place_for(self, name: str) -> int:
        """Give where an element of a name must come: behind all others of that name."""
        earlier = _ORDER[: _ORDER.index(name) + 1]
        ends = (element.end for element in self.elements if element.name in earlier)
        return max(ends, default=self._start)


def quoted(text: str) -> str:
    """Give a text as it must stand in quotes: a line break there would be read as a blank."""
    text = marked(text).replace('"', "&quot;")
    return text.replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")
