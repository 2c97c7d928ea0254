"""The rules of a sheet that the template's are laid among again, in their own order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import Splice, attribute, spliced, with_attribute
from sto_xl.books.filling.references import moved
from sto_xl.books.mending.behind import Behind, ElementSpan, children
from sto_xl.books.mending.cells import Cells, sqref
from sto_xl.books.mending.colours import (
    At,
    Coloured,
    ColourRule,
    RuleModel,
    coloured,
    is_kept,
    one_way,
)
from sto_xl.grid import Area

#: A rule, one among Excel's extensions included.
_RULE = re.compile(rb"<(?:[\w.-]+:)?cfRule(?=[\s/>])" + markup.ATTRIBUTES)


class Colouring:
    """The rules of a sheet, and what they become when the template's are laid again.

    A cell that lacks one gets them all anew, so that they are looked at in the right order.
    """

    def __init__(self, behind: Behind, models: Sequence[RuleModel], marks: Iterable[str]) -> None:
        """Take a sheet, the rules that it should have, and the names that tell a mark's formula."""
        self._behind = behind
        self._models = models
        self._present = coloured(behind)
        self._marks = [one_way(name) for name in marks]
        said = (attribute(r[1], "priority") for r in _RULE.finditer(behind.rows.masked))
        self._priority = max((int(text) for text in said if text and text.isdigit()), default=0)
        self._by_asking: dict[At, dict[tuple[str, ...], list[RuleModel]]] = {}
        for model in models:
            self._by_asking.setdefault(model.at, {}).setdefault(model.asks, []).append(model)
        #: By element and by rule, those that are the template's: of here, or of another sheet.
        self._ours: set[tuple[int, int]] = set()
        self.lacking = self._lacking()

    def _lacking(self) -> Cells:
        """Give the cells that lack a rule, or have one that belongs elsewhere."""
        covered: dict[int, list[Area]] = {id(model): [] for model in self._models}
        foreign: list[Area] = []
        for at, element in enumerate(self._present):
            for number, rule in enumerate(element.rules):
                known = self._known(element, rule)
                for model in known:
                    covered[id(model)] += element.areas
                if not known and self._is_mark(rule):
                    foreign += element.areas
                elif not known:
                    continue
                self._ours.add((at, number))
        elsewhere, lacking = Cells.of(foreign), Cells()
        for model in self._models:
            lacking |= model.cells & elsewhere
            lacking |= model.cells - Cells.of(covered[id(model)])
        return lacking

    def _known(self, element: Coloured, rule: ColourRule) -> list[RuleModel]:
        """Give the template's rules that a rule is."""
        if not is_kept(rule) or not rule.formulas:
            return []
        found: dict[int, RuleModel] = {}
        for at, by_asking in self._by_asking.items():
            for base in element.bases:
                for model in by_asking.get(rule.asks(base, at), ()):
                    found[id(model)] = model
        return [*found.values()]

    def _is_mark(self, rule: ColourRule) -> bool:
        text = one_way("".join(rule.formulas))
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

    def _together(self, lacking: Cells) -> Iterator[list[RuleModel]]:
        """Give the rules that are laid, in their order, those for the same cells together."""
        run: list[RuleModel] = []
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

    def _moved(self, element: Coloured, rule: ColourRule, base: At, *, again: bool) -> bytes:
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

    def _raw(self, rule: ColourRule) -> bytes:
        return self._behind.rows.xml[rule.place.start : rule.place.end]

    def _close(self, place: ElementSpan) -> bytes:
        return self._behind.rows.xml[place.inner_end : place.end]


def _written(model: RuleModel, base: At, looks: Mapping[bytes, int], priority: int, p: str) -> str:
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
