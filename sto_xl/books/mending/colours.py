"""The rules by which a sheet colours its cells, as it has them and as they come back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import attribute
from sto_xl.books.filling.references import moved
from sto_xl.books.filling.rows import SheetRows
from sto_xl.books.mending.behind import Behind, ElementSpan, children
from sto_xl.books.mending.cells import Cells, areas_named
from sto_xl.grid import Area

#: The kinds that a template has over what people fill in.
_KINDS = ("expression", "cellIs")
_SAID = ("type", "operator", "stopIfTrue")
#: What in a formula is a text; and what, beside it, can be written in more than one way.
_TEXT = re.compile(r'("[^"]*")')
_TRUTH = re.compile(r"(?<![\w.])(true|false)(?:\(\))?(?![\w.(])")
#: A cell, by row and column.
At = tuple[int, int]


@dataclass(frozen=True)
class ColourRule:
    """A rule: what it is, its formulas as they stand, what it changes and when it is looked at."""

    said: Mapping[str, str]
    formulas: tuple[str, ...]
    look: int | None
    priority: int
    place: ElementSpan

    def asks(self, base: At, at: At) -> tuple[str, ...]:
        """Give what it asks, to compare: its formulas as they are for another cell."""
        down, right = at[0] - base[0], at[1] - base[1]
        kinds = (self.said.get("type", ""), self.said.get("operator", ""))
        return *kinds, *(one_way(moved(f, down, right)) for f in self.formulas)


@dataclass(frozen=True)
class Coloured:
    """An element of a sheet with rules for the same cells."""

    areas: tuple[Area, ...]
    rules: tuple[ColourRule, ...]
    place: ElementSpan

    @property
    def base(self) -> At:
        """The cell that its formulas are for, as Excel takes it."""
        return self.areas[0][:2]

    @property
    def bases(self) -> Iterator[At]:
        """The cells that its formulas may be for: programs do not agree."""
        lefts, tops = min(a[1] for a in self.areas), min(a[0] for a in self.areas)
        leftmost = min((a[1], a[0]) for a in self.areas)
        yield from dict.fromkeys((self.base, (tops, lefts), leftmost[::-1]))


def coloured(behind: Behind) -> list[Coloured]:
    """Give what a sheet colours; elements whose cells cannot be read are left out."""
    rows = behind.rows
    found = []
    for element in behind.named("conditionalFormatting"):
        try:
            areas = areas_named(attribute(element.attributes, "sqref") or "")
        except ValueError:
            continue
        inner = children(rows.masked, element.inner, element.inner_end, rows.prefix)
        rules = tuple(_read(rows, one) for one in inner if one.name == "cfRule")
        if areas and rules:
            found.append(Coloured(tuple(areas), rules, element))
    return found


def _read(rows: SheetRows, one: ElementSpan) -> ColourRule:
    values = {name: attribute(one.attributes, name) for name in _SAID}
    inner = children(rows.masked, one.inner, one.inner_end, rows.prefix)
    formulas = tuple(
        markup.unmarked(rows.xml[f.inner : f.inner_end].decode())
        for f in inner
        if f.name == "formula"
    )
    look = attribute(one.attributes, "dxfId")
    return ColourRule(
        {name: value for name, value in values.items() if value is not None},
        formulas,
        None if look is None else int(look),
        int(attribute(one.attributes, "priority") or 0),
        one,
    )


@dataclass(frozen=True)
class RuleModel:
    """A rule of the template, with formulas for the cell `at` of this sheet, and what it changes.

    `cells` are those that it should be for.
    """

    said: Mapping[str, str]
    formulas: tuple[str, ...]
    at: At
    look: bytes | None
    cells: Cells

    @property
    def asks(self) -> tuple[str, ...]:
        """What it asks, to compare."""
        kinds = (self.said.get("type", ""), self.said.get("operator", ""))
        return *kinds, *map(one_way, self.formulas)


def marked(behind: Behind, marks: Collection[str]) -> Iterator[Area]:
    """Give the areas that a sheet colours by formulas with one of these names."""
    for element in coloured(behind):
        if any(name in f for rule in element.rules for f in rule.formulas for name in marks):
            yield from element.areas


def is_kept(rule: ColourRule) -> bool:
    """Tell whether a rule of the template is one that can come back."""
    return rule.said.get("type") in _KINDS


@lru_cache(maxsize=5_000)
def one_way(formula: str) -> str:
    """Give a formula in one way of writing, to compare."""
    pieces = _TEXT.split(formula)
    return "".join(
        piece if at % 2 else _TRUTH.sub(_number, "".join(piece.casefold().split()))
        for at, piece in enumerate(pieces)
    )


def _number(found: re.Match[str]) -> str:
    # LibreOffice writes the number that it stands for.
    return str(int(found[1] == "true"))
