"""The part that describes a table, when the table gets other rows: its area and its filter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES, attribute, with_attribute
from sto_xl.books.filling.places import FileTable
from sto_xl.books.filling.splicing import Splice, spliced
from sto_xl.grid import Area


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
