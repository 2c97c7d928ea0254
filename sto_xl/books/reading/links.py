"""What cells link to: by a link of their own, or by the formula HYPERLINK."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from sto_xl.books.reading.areas import corners
from sto_xl.grid import Value, column_number
from sto_xl.grid.oldlist import Position

_LINK = re.compile(rb"<hyperlink\s([^<>]*+)>")
_ATTRIBUTE = re.compile(rb"""\s(?:[\w.-]+:)?([a-z]\w*+)\s*+=\s*+["']([^"'<>]*+)["']""")
_FORMULA = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^<>]*+>\s*+<f[^<>]*+>([^<]*+)</f>')
_CALL = re.compile(r"=?\s*HYPERLINK\s*\(", re.IGNORECASE)
#: A text between quotes, or a cell: what an address is put together of.
_PIECE = re.compile(r'\s*(?:"((?:[^"]|"")*)"|\$?([A-Z]{1,3})\$?([0-9]{1,7}))\s*([&,;)])')


def addresses(
    xml: bytes, targets: Mapping[str, str], values: Mapping[Position, Value]
) -> dict[Position, str]:
    """Give the address that each linked cell goes to; `targets` are those that the package keeps.

    Links to a place in the workbook itself lead nowhere else, so they are none.
    """
    found = {spot: address for spot, address, _ in _formulas(xml, values) if address}
    for tag in _LINK.finditer(xml):
        said = {key.decode(): value.decode() for key, value in _ATTRIBUTE.findall(b" " + tag[1])}
        target = targets.get(html.unescape(said.get("id", "")), "")
        area = corners(said.get("ref", ""))
        if target and area and not target.startswith("#"):
            found[area[:2]] = target
    return found


def labels(xml: bytes, values: Mapping[Position, Value]) -> dict[Position, str]:
    """Give what the formula HYPERLINK shows, for cells of which the result was not stored."""
    made = _formulas(xml, values)
    return {spot: label or address for spot, address, label in made if spot not in values}


def _formulas(xml: bytes, values: Mapping[Position, Value]) -> Iterator[tuple[Position, str, str]]:
    """Give the cells with the formula, each with its address and what it shows."""
    if b"HYPERLINK" not in xml.upper():
        return
    for cell in _FORMULA.finditer(xml):
        text = html.unescape(cell[3].decode())
        if call := _CALL.match(text):
            address, end = _argument(text, call.end(), values)
            if not address.startswith("#"):
                spot = int(cell[2]), column_number(cell[1].decode())
                yield spot, address, _argument(text, end, values)[0]


def _argument(formula: str, at: int, values: Mapping[Position, Value]) -> tuple[str, int]:
    """Give what an argument says and where it ends, if it is texts and cells joined by &."""
    said = ""
    while piece := _PIECE.match(formula, at):
        at = piece.end()
        if piece[1] is not None:
            said += piece[1].replace('""', '"')
        else:
            said += str(values.get((int(piece[3]), column_number(piece[2])), "") or "")
        if piece[4] != "&":
            return said.strip(), at
    return "", at
