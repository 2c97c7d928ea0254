"""What helps to fill in a cell, as a sheet has it: drop-downs, hints, and what a value must be."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import Splice, attribute
from sto_xl.books.filling.references import moved
from sto_xl.books.filling.rows import SheetRows
from sto_xl.books.mending.behind import Behind, ElementSpan, children, quoted
from sto_xl.books.mending.cells import Cells, areas_named, sqref

_LIST = "list"
#: What is said of a validation beside its cells; a name that only one program gives is left out.
_SAID = (
    *("type", "operator", "errorStyle", "imeMode", "allowBlank", "showDropDown"),
    *("showInputMessage", "showErrorMessage", "errorTitle", "error", "promptTitle", "prompt"),
)
#: A validation that Excel keeps among its extensions, and where it says its cells.
_EXTENDED = re.compile(
    rb"<([\w.-]+:)dataValidation(?=[\s>])" + markup.ATTRIBUTES + rb">(.*?)</\1dataValidation\s*>",
    re.DOTALL,
)
_ITS_CELLS = re.compile(rb"<(?:[\w.-]+:)?sqref\s*>([^<]*)<")


@dataclass(frozen=True)
class Validation:
    """A validation: what is said of it, its formulas, its cells, and where it stands in the XML.

    One without a place is not in the sheet's own list.
    """

    said: Mapping[str, str]
    formulas: tuple[str, ...]
    cells: Cells
    place: ElementSpan | None = None

    @property
    def offers(self) -> bool:
        """Whether it offers a list."""
        return self.said.get("type") == _LIST

    @property
    def title(self) -> str:
        """What stands above its hint."""
        return self.said.get("promptTitle", "")

    @property
    def asks(self) -> tuple[str, ...]:
        """What a value must be, to compare."""
        kind = self.said.get("type", "none")
        compares = kind not in ("none", _LIST, "custom")
        operator = self.said.get("operator", "between") if compares else ""
        # Programs write, or leave out, what has no meaning in one kind or another.
        count = 0 if kind == "none" else 2 if operator in ("between", "notBetween") else 1
        return kind, operator, *(f.replace(" ", "").casefold() for f in self.formulas[:count])


def validations(behind: Behind) -> list[Validation]:
    """Give the validations of a sheet, those among Excel's extensions included."""
    rows = behind.rows
    found = []
    for every in behind.named("dataValidations"):
        for one in children(rows.masked, every.inner, every.inner_end, rows.prefix):
            found += [_read(rows, one)] if one.name == "dataValidation" else []
    for extension in behind.named("extLst"):
        for said in _EXTENDED.finditer(rows.masked, extension.start, extension.end):
            where = _ITS_CELLS.search(said[3])
            cells = _cells(where[1].decode() if where else "")
            kind = attribute(said[2], "type") or "none"
            found.append(Validation({"type": kind}, (), cells))
    return found


def _read(rows: SheetRows, one: ElementSpan) -> Validation:
    values = {name: attribute(one.attributes, name) for name in _SAID}
    said = {name: value for name, value in values.items() if value is not None}
    inner = children(rows.masked, one.inner, one.inner_end, rows.prefix)
    formulas = tuple(
        markup.unmarked(rows.xml[f.inner : f.inner_end].decode())
        for f in inner
        if f.name in ("formula1", "formula2")
    )
    return Validation(said, formulas, _cells(attribute(one.attributes, "sqref") or ""), one)


def _cells(text: str) -> Cells:
    try:
        return Cells.of(areas_named(text))
    except ValueError:
        return Cells()


@dataclass(frozen=True)
class Offer:
    """What a column of the template is to offer in these cells."""

    validation: Validation
    cells: Cells


class ColumnOffers:
    """The validations of a sheet, and what they become when the template's are laid again."""

    def __init__(self, behind: Behind, titles: Collection[str], lists: Collection[str]) -> None:
        """Take a sheet; `titles` and `lists` are those of the template, by which its own are told.

        Those are the words above its hints, and the names of what it offers.
        """
        self._behind = behind
        self.present = validations(behind)
        self._titles, self._lists = titles, lists

    def own(self, validation: Validation) -> bool:
        """Tell whether a validation comes from the template, of whichever column."""
        return validation.title in self._titles or self._list(validation) in self._lists

    def lacking(self, wanted: Offer) -> Cells:
        """Give the cells that do not offer what they should, nor anything of the user's own."""
        covered = Cells()
        for one in self.present:
            if not self._gives_way(one, wanted.validation):
                covered |= one.cells & wanted.cells
        return wanted.cells - covered

    def _gives_way(self, one: Validation, wanted: Validation) -> bool:
        """Tell whether what is there is to make place.

        That is what another column offers, and what offers no list where the template does.
        """
        if one.place is None:
            return False
        if one.asks == wanted.asks:
            return one.title != wanted.title and one.title in self._titles
        if self._list(one) in self._lists or one.title in self._titles:
            return True
        return wanted.offers and not one.offers and not any(map(_is_relative, one.formulas))

    def _list(self, one: Validation) -> str:
        return one.formulas[0].strip("= ") if one.offers and one.formulas else ""

    def splices(self, lacking: Iterable[Offer]) -> Iterator[Splice]:
        """Give the splices by which these cells offer what they should."""
        becomes = {id(one): one.cells for one in self.present}
        laid: list[Offer] = []
        for wanted in lacking:
            for one in self.present:
                if one.place is not None and one.cells & wanted.cells:
                    becomes[id(one)] -= wanted.cells
            like = (one for one in self.present if _alike(one, wanted.validation))
            there = next(like, None)
            if there is not None:
                becomes[id(there)] |= wanted.cells
            elif wanted.cells:
                laid.append(wanted)
        changed = [one for one in self.present if one.place and becomes[id(one)] != one.cells]
        if changed or laid:
            yield from self._list_of(
                {id(one): replace(one, cells=becomes[id(one)]) for one in changed}, laid
            )

    def _list_of(self, changed: Mapping[int, Validation], laid: list[Offer]) -> Iterator[Splice]:
        rows = self._behind.rows
        p, encoding = rows.prefix.decode(), markup.encoding_for(rows.xml)
        gone = 0
        for one in self.present:
            if id(one) not in changed or one.place is None:
                continue
            cells = changed[id(one)].cells
            at = one.place
            if not cells:
                gone += 1
                yield at.start, at.end, b""
                continue
            said = markup.with_attribute(at.attributes, "sqref", sqref(cells.areas))
            begin = at.start + rows.masked[at.start : at.inner].index(at.attributes)
            yield begin, begin + len(at.attributes), said
        new = "".join(_written(wanted, p) for wanted in laid).encode(*encoding)
        count = sum(1 for one in self.present if one.place) - gone + len(laid)
        tag = f'<{p}dataValidations count="{count}">'.encode()
        close = f"</{p}dataValidations>".encode()
        there = self._behind.named("dataValidations")
        if not there:
            end = self._behind.place_for("dataValidations")
            yield end, end, tag + new + close
        elif there[0].inner == there[0].end:
            yield there[0].start, there[0].end, tag + new + close
        else:
            said = markup.with_attribute(there[0].attributes, "count", str(count))
            begin = there[0].start + len(tag[: tag.index(b" ")])
            yield begin, begin + len(there[0].attributes), said
            yield there[0].inner_end, there[0].inner_end, new


def _alike(one: Validation, other: Validation) -> bool:
    return one.place is not None and one.said == other.said and one.formulas == other.formulas


def _is_relative(formula: str) -> bool:
    """Tell whether a formula counts from the first cell, so that no cell can be taken from it."""
    return moved(formula, 1) != formula or moved(formula, 0, 1) != formula


def _written(wanted: Offer, p: str) -> str:
    said = "".join(f' {name}="{quoted(value)}"' for name, value in wanted.validation.said.items())
    formulas = "".join(
        f"<{p}formula{at}>{markup.marked(formula)}</{p}formula{at}>"
        for at, formula in enumerate(wanted.validation.formulas, start=1)
    )
    begin = f'<{p}dataValidation{said} sqref="{sqref(wanted.cells.areas)}"'
    return f"{begin}>{formulas}</{p}dataValidation>" if formulas else f"{begin}/>"
