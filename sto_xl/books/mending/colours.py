"""The rules by which a sheet colours its cells, as it has them and as they come back."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import attribute, with_attribute
from sto_xl.books.filling.references import moved
from sto_xl.books.filling.rows import SheetRows
from sto_xl.books.filling.splicing import Splice, spliced
from sto_xl.books.mending.behind import Behind, Element, children
from sto_xl.books.mending.cells import Cells, areas_named, sqref
from sto_xl.grid import Area

#: The kinds that a template has over what people fill in.
_KINDS = ("expression", "cellIs")
_SAID = ("type", "operator", "stopIfTrue")
#: A rule, one among Excel's extensions included.
_RULE = re.compile(rb"<(?:[\w.-]+:)?cfRule(?=[\s/>])" + markup.ATTRIBUTES)
#: What in a formula is a text, and what can be written in more than one way.
_PIECES = re.compile(r'"[^"]*+"|TRUE\(\)|FALSE\(\)|\s+|[^"\s]', re.IGNORECASE)
#: A cell, by row and column.
At = tuple[int, int]


@dataclass(frozen=True)
class Rule:
    """A rule: what it is, its formulas as they stand, what it changes and when it is looked at."""

    said: Mapping[str, str]
    formulas: tuple[str, ...]
    look: int | None
    priority: int
    place: Element

    def asks(self, base: At, at: At) -> tuple[str, ...]:
        """Give what it asks, to compare: its formulas as they are for another cell."""
        down, right = at[0] - base[0], at[1] - base[1]
        kinds = (self.said.get("type", ""), self.said.get("operator", ""))
        return *kinds, *(_one_way(moved(f, down, right)) for f in self.formulas)


@dataclass(frozen=True)
class Coloured:
    """An element of a sheet with rules for the same cells."""

    areas: tuple[Area, ...]
    rules: tuple[Rule, ...]
    place: Element

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


def _read(rows: SheetRows, one: Element) -> Rule:
    values = {name: attribute(one.attributes, name) for name in _SAID}
    inner = children(rows.masked, one.inner, one.inner_end, rows.prefix)
    formulas = tuple(
        markup.unmarked(rows.xml[f.inner : f.inner_end].decode())
        for f in inner
        if f.name == "formula"
    )
    look = attribute(one.attributes, "dxfId")
    return Rule(
        {name: value for name, value in values.items() if value is not None},
        formulas,
        None if look is None else int(look),
        int(attribute(one.attributes, "priority") or 0),
        one,
    )


@dataclass(frozen=True)
class Model:
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
        return *kinds, *map(_one_way, self.formulas)


def marked(behind: Behind, marks: Collection[str]) -> Iterator[Area]:
    """Give the areas that a sheet colours by formulas with one of these names."""
    for element in coloured(behind):
        if any(name in f for rule in element.rules for f in rule.formulas for name in marks):
            yield from element.areas


def is_kept(rule: Rule) -> bool:
    """Tell whether a rule of the template is one that can come back."""
    return rule.said.get("type") in _KINDS


class Colouring:
    """The rules of a sheet, and what they become when the template's are laid again.

    A cell that lacks one gets them all anew, so that they are looked at in the right order.
    """

    def __init__(self, behind: Behind, models: Sequence[Model], marks: Iterable[str]) -> None:
        """Take a sheet, the rules that it should have, and the names that tell a mark's formula."""
        self._behind = behind
        self._models = models
        self._present = coloured(behind)
        self._marks = [_one_way(name) for name in marks]
        said = (attribute(r[1], "priority") for r in _RULE.finditer(behind.rows.masked))
        self._priority = max((int(text) for text in said if text and text.isdigit()), default=0)
        covered = {id(model): Cells() for model in models}
        #: By element and by rule, whether that is the template's; of no cell any more, or of all.
        self._ours: set[tuple[int, int]] = set()
        self._foreign = Cells()
        every = Cells()
        for model in models:
            every |= model.cells
        for at, element in enumerate(self._present):
            cells = Cells.of(element.areas)
            for number, rule in enumerate(element.rules):
                known = self._known(element, rule)
                for model in known:
                    covered[id(model)] |= cells & model.cells
                if known:
                    self._ours.add((at, number))
                elif self._is_mark(rule):
                    self._ours.add((at, number))
                    self._foreign |= cells & every
        self.lacking = self._foreign
        for model in models:
            self.lacking |= model.cells - covered[id(model)]

    def _known(self, element: Coloured, rule: Rule) -> list[Model]:
        """Give the template's rules that a rule is."""
        if not is_kept(rule) or not rule.formulas:
            return []
        found = []
        asked: dict[tuple[At, At], tuple[str, ...]] = {}
        for model in self._models:
            for base in element.bases:
                if (base, model.at) not in asked:
                    asked[base, model.at] = rule.asks(base, model.at)
                if asked[base, model.at] == model.asks and model not in found:
                    found.append(model)
        return found

    def _is_mark(self, rule: Rule) -> bool:
        text = _one_way("".join(rule.formulas))
        return any(name in text for name in self._marks)

    def splices(self, lacking: Cells, looks: Mapping[bytes, int]) -> Iterator[Splice]:
        """Give the splices by which these cells get their rules; `looks` numbers what they change.

        Of the rules that are there those of the template give way there.
        """
        if not lacking:
            return
        for at, element in enumerate(self._present):
            ours = [n for n in range(len(element.rules)) if (at, n) in self._ours]
            if ours and Cells.of(element.areas) & lacking:
                yield from self._without(element, ours, lacking)
        rows = self._behind.rows
        p = rows.prefix.decode()
        made = []
        for models in self._together(lacking):
            for group in (models[0].cells & lacking).groups:
                laid = []
                for model in models:
                    self._priority += 1
                    laid.append(_written(model, group[0][:2], looks, self._priority, p))
                begin = f'<{p}conditionalFormatting sqref="{sqref(group)}">'
                made.append(f"{begin}{''.join(laid)}</{p}conditionalFormatting>")
        where = self._behind.place_for("conditionalFormatting")
        yield where, where, "".join(made).encode(*markup.encoding_for(rows.xml))

    def _together(self, lacking: Cells) -> Iterator[list[Model]]:
        """Give the rules that are laid, in their order, those for the same cells together."""
        run: list[Model] = []
        for model in self._models:
            cells = model.cells & lacking
            if run and cells != run[-1].cells & lacking:
                yield run
                run = []
            if cells:
                run.append(model)
        if run:
            yield run

    def _without(self, element: Coloured, ours: list[int], gone: Cells) -> Iterator[Splice]:
        """Give the splices by which some rules are no longer for these cells, and others still."""
        rows = self._behind.rows
        place = element.place
        kept = [rule for n, rule in enumerate(element.rules) if n not in ours]
        made = []
        if kept:
            inner = b"".join(self._raw(rule) for rule in kept)
            made.append(rows.xml[place.start : place.inner] + inner + self._close(place))
        for at, group in enumerate((Cells.of(element.areas) - gone).groups):
            base = group[0][:2]
            own = [self._moved(element, element.rules[n], base, again=at > 0) for n in ours]
            said = with_attribute(place.attributes, "sqref", sqref(group))
            tag = b"<%sconditionalFormatting%s>" % (rows.prefix, said)
            made.append(tag + b"".join(own) + self._close(place))
        yield place.start, place.end, b"".join(made)

    def _moved(self, element: Coloured, rule: Rule, base: At, *, again: bool) -> bytes:
        """Give a rule for cells of which another is the first; `again`, it is there once more."""
        rows = self._behind.rows
        known = self._known(element, rule)
        old, formulas = (known[0].at, known[0].formulas) if known else (element.base, rule.formulas)
        down, right = base[0] - old[0], base[1] - old[1]
        splices: list[Splice] = []
        if base != element.base:
            inner = children(rows.masked, rule.place.inner, rule.place.inner_end, rows.prefix)
            places = [one for one in inner if one.name == "formula"]
            for one, formula in zip(places, formulas, strict=True):
                text = markup.marked(moved(formula, down, right))
                text_bytes = text.encode(*markup.encoding_for(rows.xml))
                splices.append((one.inner, one.inner_end, text_bytes))
        if again:
            self._priority += 1
            said = with_attribute(rule.place.attributes, "priority", str(self._priority))
            start = rule.place.start + len(rows.prefix) + len(b"<cfRule")
            splices.append((start, start + len(rule.place.attributes), said))
        start, end = rule.place.start, rule.place.end
        return spliced(rows.xml[start:end], [(a - start, b - start, x) for a, b, x in splices])

    def _raw(self, rule: Rule) -> bytes:
        return self._behind.rows.xml[rule.place.start : rule.place.end]

    def _close(self, place: Element) -> bytes:
        return self._behind.rows.xml[place.inner_end : place.end]


def _written(model: Model, base: At, looks: Mapping[bytes, int], priority: int, p: str) -> str:
    """Give a rule of the template for cells of which this is the first."""
    said = dict(model.said)
    attributes = f' type="{said["type"]}"'
    if model.look is not None:
        attributes += f' dxfId="{looks[model.look]}"'
    attributes += f' priority="{priority}"'
    for name in ("stopIfTrue", "operator"):
        if name in said:
            attributes += f' {name}="{said[name]}"'
    down, right = base[0] - model.at[0], base[1] - model.at[1]
    formulas = (markup.marked(moved(formula, down, right)) for formula in model.formulas)
    inner = "".join(f"<{p}formula>{formula}</{p}formula>" for formula in formulas)
    return f"<{p}cfRule{attributes}>{inner}</{p}cfRule>"


def _one_way(formula: str) -> str:
    """Give a formula in one way of writing, to compare."""
    pieces = (found[0] for found in _PIECES.finditer(formula))
    return "".join(
        p if p.startswith('"') else p.strip().casefold().removesuffix("()") for p in pieces
    )
