"""How far things reach that lie over a table, when it grows: formats, validations, the sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES, Splice, attribute, with_attribute
from sto_xl.books.filling.rows import SheetRows
from sto_xl.grid import Area

#: A table's area before and after.
Growth = tuple[Area, Area]

#: What has an area as an attribute; and among Excel's extensions, where it is an element by itself,
#: whose area that is.
_OVER = re.compile(
    rb"<(?:[\w.-]+:)?(conditionalFormatting|dataValidation|ignoredError|sparkline|sqref)(?=[\s/>])"
    + ATTRIBUTES
    + rb"(?:/>|>([^<]*))"
)
_EXTENDED = (b"conditionalFormatting", b"dataValidation", b"ignoredError")


def reaching(rows: SheetRows, grown: Iterable[Growth], written: Iterable[Area]) -> Iterator[Splice]:
    """Give the splices by which all reaches as far as the tables do, and the sheet all written."""
    yield from _dimension(rows, list(written))
    longer = [growth for growth in grown if growth[1][2] > growth[0][2]]
    if not longer:
        return
    kind = b""
    for found in _OVER.finditer(rows.masked, rows.data_end):
        if found[1] != b"sqref":
            kind = found[1]
            said = attribute(found[2], "sqref")
            new = said and extended(said, longer)
            if said and new and new != said:
                start, end = found.span(2)
                yield start, end, with_attribute(found[2], "sqref", new)
        elif kind in _EXTENDED and found[3]:
            said = found[3].decode()
            new = extended(said, longer)
            if new != said:
                yield *found.span(3), new.encode()


def extended(sqref: str, grown: Iterable[Growth]) -> str:
    """Give areas, blanks between them, of which those over all rows of a table reach as it does."""
    return " ".join(_longer(name, grown) for name in sqref.split())


def _longer(name: str, grown: Iterable[Growth]) -> str:
    try:
        top, left, bottom, right = markup.area_named(name)
    except ValueError:
        return name
    for (first, start, old, last), (_, _, new, _) in grown:
        over_columns = start <= left and right <= last
        # A table has at least one row, be it blank.
        if over_columns and top <= first + 1 and max(old, first + 1) <= bottom < new:
            return markup.named((top, left, new, right))
    return name


def _dimension(rows: SheetRows, written: list[Area]) -> Iterator[Splice]:
    found = markup.tag(b"dimension", rows.prefix).search(rows.masked, 0, rows.tag_start)
    said = attribute(found[1], "ref") if found else None
    if found is None or said is None or not written:
        return
    try:
        areas = [markup.area_named(said), *written]
    except ValueError:
        areas = written
    tops, lefts, bottoms, rights = zip(*areas, strict=True)
    new = markup.named((min(tops), min(lefts), max(bottoms), max(rights)))
    if new != said.replace("$", ""):
        yield *found.span(1), with_attribute(found[1], "ref", new)
