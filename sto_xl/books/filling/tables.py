"""The part that describes a table: what it says, and with another area and no filter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES, Splice, attribute, spliced, with_attribute
from sto_xl.grid import Area

_TRUE = ("1", "true")


@dataclass(frozen=True)
class FileTable:
    """A table of a workbook file, and its part as it was read. Is a `steps.TablePlace`."""

    path: str
    xml: bytes

    @cached_property
    def masked(self) -> bytes:
        """Its XML with nothing but tags to find."""
        return markup.masked(self.xml, read=True)

    @cached_property
    def prefix(self) -> bytes:
        """What stands before the names in its XML."""
        return markup.prefix_of(self.masked, b"table")

    @cached_property
    def root(self) -> re.Match[bytes]:
        """The tag that says what it is."""
        found = markup.tag(b"table", self.prefix).search(self.masked)
        if found is None:
            message = "a table without a tag"
            raise ValueError(message)
        return found

    @cached_property
    def name(self) -> str:
        """Its own name."""
        return attribute(self.root[1], "displayName") or attribute(self.root[1], "name") or ""

    @cached_property
    def area(self) -> Area:
        """Where it stands, headings and totals row included."""
        return markup.area_named(attribute(self.root[1], "ref") or "")

    @cached_property
    def refs(self) -> Sequence[re.Match[bytes]]:
        """The tags that say where it stands, and where what belongs to it does."""
        refs = markup.tag(b"table|autoFilter|sortState|sortCondition", self.prefix)
        return list(refs.finditer(self.masked))

    @cached_property
    def totals(self) -> bool:
        """Whether it has a totals row."""
        return (attribute(self.root[1], "totalsRowCount") or "0") != "0"

    @cached_property
    def headed(self) -> bool:
        """Whether its first row holds its headings."""
        return (attribute(self.root[1], "headerRowCount") or "1") != "0"

    @property
    def headings(self) -> Sequence[str]:
        """The headings of its columns."""
        columns = markup.tag(b"tableColumn", self.prefix).finditer(self.masked)
        return [attribute(column[1], "name") or "" for column in columns]

    @cached_property
    def calculated(self) -> Mapping[int, str]:
        """The formulas that fill a whole column, with their `=`, by the column's place from 0."""
        p = re.escape(self.prefix)
        inner = rb"<%scalculatedColumnFormula(?=[\s>])%s>(.*?)</" % (p, markup.ATTRIBUTES)
        columns = list(markup.tag(b"tableColumn", self.prefix).finditer(self.masked))
        ends = [*(column.start() for column in columns[1:]), len(self.masked)]
        found = {}
        for at, (column, end) in enumerate(zip(columns, ends, strict=True)):
            formula = re.compile(inner, re.DOTALL).search(self.masked, column.end(), end)
            if formula and column[2] != b"/>" and attribute(formula[1], "array") not in _TRUE:
                text = self.xml[slice(*formula.span(2))].decode()
                found[at] = f"={markup.unmarked(text)}"
        return found


def hides_rows(table: FileTable) -> bool:
    """Tell whether the filter of a table asks for certain rows."""
    return next(_asking(table), None) is not None


def with_area(table: FileTable, area: Area) -> bytes:
    """Give the part of a table that stands elsewhere, and shows all its rows."""
    splices: list[Splice] = []
    old = table.area
    for found in table.refs:
        said = attribute(found[1], "ref")
        new = said and _moved(said, old, area)
        attributes = with_attribute(found[1], "ref", new) if said and new != said else found[1]
        if found.start() == table.root.start():
            # A row that Excel shows for want of rows is one of them now.
            for name in ("insertRow", "insertRowShift"):
                attributes = with_attribute(attributes, name, None)
        if attributes != found[1]:
            splices.append((*found.span(1), attributes))
    splices += [(*found.span(), b"") for found in _asking(table)]
    return spliced(table.xml, splices)


def _asking(table: FileTable) -> Iterator[re.Match[bytes]]:
    """Give what a filter asks of columns; a button that is hidden asks nothing."""
    p = re.escape(table.prefix)
    if b"filterColumn" not in table.xml:
        return
    pattern = rb"<%sfilterColumn(?=[\s/>])%s>.*?</%sfilterColumn\s*>" % (p, ATTRIBUTES, p)
    yield from re.finditer(pattern, table.masked, re.DOTALL)


def _moved(said: str, old: Area, new: Area) -> str:
    """Give an area in a table that gets longer or shorter: what ended with it still does."""
    try:
        top, left, bottom, right = markup.area_named(said)
    except ValueError:
        return said
    bottom = new[2] if bottom >= old[2] else min(bottom, new[2])
    return markup.named((min(top, bottom), left, bottom, right))
