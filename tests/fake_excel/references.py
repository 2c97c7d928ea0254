"""What `Range("…")` understands in the fake Excel: addresses, names, structured references."""

from __future__ import annotations

import re
from dataclasses import dataclass

from fake_excel.areas import Area, a1
from fake_excel.sheets import BookModel, SheetModel, TableModel
from fake_excel.win32 import failed

#: Longer texts `Range` refuses.
LONGEST = 255
_QUALIFIED = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]]+|\[[^\]]+\][^'!]+))!(.+)", re.DOTALL)
_ITEMS = re.compile(r"\[((?:[^\[\]']|'.)*)\]")


@dataclass(frozen=True)
class Found:
    """The cells that a reference names."""

    sheet: SheetModel
    areas: tuple[Area, ...]


def resolve(book: BookModel, sheet: SheetModel, text: str, *, anywhere: bool = False) -> Found:
    """Read a reference; with `anywhere` it may name a table or sheet other than `sheet`."""
    if len(text) > LONGEST:
        raise failed()
    found = [_one(book, sheet, part) for part in _parts(text)]
    sheets = {id(one.sheet): one.sheet for one in found}
    if len(sheets) != 1 or (not anywhere and found[0].sheet is not sheet):
        raise failed()
    return Found(found[0].sheet, tuple(area for one in found for area in one.areas))


def _parts(text: str) -> list[str]:
    """Cut a union at its commas, not at those within brackets or quotes."""
    parts, depth, quoted = [""], 0, False
    for letter in text:
        if letter == "'" and depth == 0:
            quoted = not quoted
        if not quoted:
            depth += (letter == "[") - (letter == "]")
        if letter == "," and depth == 0 and not quoted:
            parts.append("")
        else:
            parts[-1] += letter
    return [part.strip() for part in parts]


def _one(book: BookModel, sheet: SheetModel, text: str) -> Found:
    area = a1(text)
    if area is not None:
        return Found(sheet, (area,))
    match = _QUALIFIED.fullmatch(text)
    if match:
        name = (match[1] or match[2]).replace("''", "'").rpartition("]")[2]
        area = a1(match[3])
        named = next((s for s in book.sheets if s.name.casefold() == name.casefold()), None)
        if area is None or named is None:
            raise failed()
        return Found(named, (area,))
    return _named(book, sheet, text)


def _named(book: BookModel, sheet: SheetModel, text: str) -> Found:
    name, bracket, rest = text.partition("[")
    table = next((t for t in book.tables if t.name.casefold() == name.casefold()), None)
    if table is not None:
        return Found(table.sheet, (_part(table, bracket + rest),))
    defined = {n.casefold(): refers for n, refers in book.names.items()}
    if text.casefold() in defined:
        return resolve(book, sheet, defined[text.casefold()], anywhere=True)
    raise failed()


def _part(table: TableModel, text: str) -> Area:
    """Give the part of a table that the brackets behind its name ask for."""
    if not text:
        return table.body()
    inner = text[1:-1]
    if not text.endswith("]"):
        raise failed()
    items = [re.sub(r"'(.)", r"\1", item) for item in _ITEMS.findall(inner)] or [inner]
    special = [item.casefold() for item in items if item.startswith("#")]
    columns = [item for item in items if not item.startswith("#")]
    rows = _rows(table, special)
    if not columns:
        return rows
    if "[" not in inner:
        columns = [re.sub(r"'(.)", r"\1", inner)]
    places = [table.column(name) for name in columns]
    found = [place for place in places if place is not None]
    span = 2
    if len(found) != len(places) or len(found) > span or (len(found) == span and ":" not in inner):
        raise failed()
    return rows._replace(left=min(found), right=max(found))


def _rows(table: TableModel, special: list[str]) -> Area:
    area, body = table.area, table.body()
    known = {
        "#all": area,
        "#data": body,
        "#headers": area._replace(bottom=area.top) if table.header else None,
        "#totals": area._replace(top=area.bottom) if table.totals else None,
    }
    asked = [known.get(item) for item in special] if special else [body]
    parts = [part for part in asked if part is not None]
    if len(parts) != len(asked):
        raise failed()
    return area._replace(top=min(p.top for p in parts), bottom=max(p.bottom for p in parts))
