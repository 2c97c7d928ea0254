"""What a sheet's XML says of its cells that a grid of values cannot: read from the bytes.

Everything here works on XML as `spelling.plain` gives it: every cell begins `<c r="…"`.
"""

from __future__ import annotations

import html
import re

from sto_xl.books.parts import once_for_all_files
from sto_xl.books.reading.areas import corners
from sto_xl.books.reading.values import DUTCH_ERRORS
from sto_xl.grid import Dropdown, Notice, NoticeKind, Room, column_number
from sto_xl.sheets.adding import added

# A file may be made to be slow: so within a tag nothing goes past the next `<`, and what matched is
# not tried again in another way (`*+`). Each pattern takes time in proportion to the XML.

#: A cell that does not begin as most do: beyond column Z or row 9999, or without a reference.
_ODD = re.compile(rb'<c(?! r="[A-Z][0-9]{1,4}"|[A-Za-z])')
_REFERENCE = re.compile(rb'<c r="([A-Z]+)([0-9]+)"')
_HOLDING = re.compile(rb'<c r="([A-Z]++[0-9]++)"[^<>]*+(?<!/)>(?!</c>)')
_BLANK_CELL = re.compile(rb'<c r="[^"<>]*+"[^<>]*?(?:/>|></c>)')

_ERROR = re.compile(
    rb"""<c r="([A-Z]+)([0-9]+)"(?=[^<>]*\st\s*+=\s*+["']e["'])[^<>]*?(?:/>|>\s*+"""
    rb"""(?:<f[^<>]*+>(?:[^<]*+</f>)?\s*+)?(?:<v[^<>]*+>([^<]*+)(?:</v>)?\s*+)?</c>)"""
)
_RICH = re.compile(rb"""\svm\s*+=\s*+["']([0-9]{1,9})["']""")
_STILL_ERROR = re.compile(rb"""<[^<>]*\st\s*+=\s*+["']e["']""")
#: A cell with a formula: where, its attributes, the formula if it stands there, and its result.
_FORMULA = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^<>]*+)>\s*+<f(?:\s[^<>]*?)?(?:/>|>([^<]*+)</f>)'
    rb"(\s*+<v[^<>/]*+>[^<])?+"
)
_IS_TEXT = re.compile(rb"""\st\s*+=\s*+["']str["']""")
_MERGED = re.compile(rb"""<mergeCell\s[^<>]*?ref\s*+=\s*+["']([^"'<>]*+)["']""")
_VALIDATION = re.compile(rb"<(?:[\w.-]+:)?dataValidation\s([^<>]*)>")
_IS_LIST = re.compile(rb"""\btype\s*=\s*["']list["']""")
_SQREF = re.compile(rb"""\bsqref(?:\s*=\s*["']|>)([A-Z0-9$:\s]+)["'<]""")
_LIST = re.compile(rb"<(?:[\w.-]+:)?(?:formula1|f)>([^<]+)<")
_STORED = re.compile(
    rb'<c r="([A-Z]+)([0-9]+)"([^<>]*+)>\s*+(?:<f[^<>]*+>(?:[^<]*+</f>)?\s*+)?'
    rb"<v[^<>]*+>\s*+(-?[0-9.]+(?:[Ee][+-]?[0-9]+)?)\s*+</v>"
)
_NO_NUMBER = re.compile(rb"""\st\s*+=\s*+["'](?!n["'])""")
_COLUMN = re.compile(rb"<col\s[^<>]*+>")
_NUMBER = re.compile(rb"""\s(r|ht|min|max|width)\s*+=\s*+["']([0-9]++(?:\.[0-9]++)?)["']""")
_HEIGHT_SET = re.compile(rb"""customHeight\s*+=\s*+["'](?:1|true)["']""")
_STYLE = re.compile(rb"""\ss\s*+=\s*+["']([0-9]+)["']""")


def extent(xml: bytes, *, exact: bool = False) -> tuple[int, int]:
    """Give the last row and column of the sheet; unless `exact`, a bound where that is small."""
    if not exact and not _ODD.search(xml):
        return 9999, 26
    bottom, right = 1, b""
    for found in _REFERENCE.finditer(xml):
        bottom = max(bottom, int(found[2]))
        if (len(found[1]), found[1]) > (len(right), right):
            right = found[1]
    return bottom, column_number(right[:4].decode())


def without_blank_cells(xml: bytes) -> bytes:
    """Give the XML without cells that only have a format."""
    return _BLANK_CELL.sub(b"", xml)


def take_errors(
    sheet: str, xml: bytes, pictures: frozenset[int] = frozenset()
) -> tuple[bytes, list[Notice]]:
    """Take the error cells out: calamine hides those it knows and fails on those it does not.

    Those with one of the numbers of `pictures` are cells with a picture. Raises ValueError for one
    that cannot be taken out.
    """
    if b't="e"' not in xml and b"t='e'" not in xml:
        return xml, []
    notices: list[Notice] = []

    def take(found: re.Match[bytes]) -> bytes:
        text = html.unescape((found[3] or b"").decode())
        rich = _RICH.search(found[0].partition(b">")[0])
        if rich and int(rich[1]) in pictures:
            notices.append(_notice(NoticeKind.PICTURE, sheet, found, ""))
            return b""
        notices.append(_notice(NoticeKind.ERROR, sheet, found, DUTCH_ERRORS.get(text, text)))
        return b""

    kept = _ERROR.sub(take, xml)
    if _STILL_ERROR.search(kept):
        message = "an error cell that is not well-formed, which would read as blank"
        raise ValueError(message)
    return kept, notices


def of_formulas(sheet: str, xml: bytes) -> list[Notice]:
    """Give the formulas without a stored result, and those that add up cells of their own column.

    One that gives "" has a result.
    """
    found: list[Notice] = []
    for cell in _FORMULA.finditer(xml):
        text = formula_text(cell[4])
        if cell[5] is None and not _IS_TEXT.search(cell[3]):
            found.append(_notice(NoticeKind.NO_VALUE, sheet, cell, text))
        if added(text, sheet, column_number(cell[1][:4].decode())):
            found.append(_notice(NoticeKind.SUM, sheet, cell, text))
    return found


def formula_text(stored: bytes | None) -> str:
    """Give a formula as typed; "=…" where the file refers to another cell's formula."""
    text = html.unescape((stored or "…".encode()).decode())
    return "=" + text.replace("_xlfn.", "").replace("_xlws.", "")


def merged(sheet: str, xml: bytes) -> list[Notice]:
    """Give the merged ranges; what names no range merges nothing."""
    names = [name.decode().strip() for name in _MERGED.findall(xml)]
    return [
        Notice(NoticeKind.MERGED, sheet, *corner[:2], name.replace("$", "").upper())
        for name in names
        if (corner := corners(name))
    ]


def room(sheet: str, xml: bytes) -> Room:
    """Give how wide columns are, and how high the rows whose height someone set."""
    columns = xml.find(b"<cols>")
    end = xml.find(b"<sheetData", columns) if columns >= 0 else -1
    widths = _widths(xml[columns:end], "") if end >= 0 else ()
    heights: dict[int, float] = {}
    # Few rows have one: to look for the word takes a tenth of the time of a pattern.
    at = xml.find(b"customHeight")
    while at >= 0:
        row = xml[xml.rfind(b"<", 0, at) : xml.find(b">", at)]
        if row.startswith(b"<row ") and _HEIGHT_SET.match(xml, at):
            said = dict(_NUMBER.findall(row))
            if {b"r", b"ht"} <= said.keys():
                heights[int(float(said[b"r"]))] = float(said[b"ht"])
        at = xml.find(b"customHeight", at + 1)
    return Room(sheet, heights, widths)


@once_for_all_files
def _widths(xml: bytes, _name: str) -> tuple[tuple[int, int, float], ...]:
    """Give how wide columns are: the first and the last, and their width."""
    every = (dict(_NUMBER.findall(tag)) for tag in _COLUMN.findall(xml))
    return tuple(
        (int(float(said[b"min"])), int(float(said[b"max"])), float(said[b"width"]))
        for said in every
        if {b"min", b"max", b"width"} <= said.keys()
    )


def dropdowns(sheet: str, xml: bytes) -> list[Dropdown]:
    """Give the ranges that offer a list, those that Excel keeps among its extensions included."""
    first = xml.find(b"dataValidation")
    if first < 0:
        return []
    # What comes before differs from file to file, but hardly ever what comes after.
    return list(_offered(xml[max(0, xml.rfind(b"<", 0, first)) :], sheet))


@once_for_all_files
def _offered(xml: bytes, sheet: str) -> tuple[Dropdown, ...]:
    starts = list(_VALIDATION.finditer(xml))
    ends = [*(found.start() for found in starts), len(xml)][1:]
    areas: set[Dropdown] = set()
    for found, end in zip(starts, ends, strict=False):
        if not _IS_LIST.search(found[1]):
            continue
        inside = xml[found.end() : end]
        where = _SQREF.search(found[1]) or _SQREF.search(inside)
        source = _LIST.search(inside)
        if where and source:
            text = html.unescape(source[1].decode())
            areas.update(areas_of(sheet, where[1].decode(), text))
    return tuple(sorted(areas, key=lambda d: (d.top, d.left, d.bottom, d.right, d.source)))


def areas_of(sheet: str, sqref: str, source: str) -> list[Dropdown]:
    """Give the ranges that a validation names, with blanks between them."""
    return [Dropdown(sheet, *found, source) for name in sqref.split() if (found := corners(name))]


def objects(xml: bytes) -> int:
    """Give how many cells and rows a reader makes that has an object for each, blank or merged."""
    found = _REFERENCE.findall(xml) or [(b"", b"0")]
    rows = [int(digits) for _, digits in found]
    columns = [column_number(letters[:4].decode()) for letters, _ in found]
    merged_areas = (corners(name.decode()) for name in _MERGED.findall(xml))
    areas = [(min(rows), min(columns), max(rows), max(columns)), *filter(None, merged_areas)]
    return sum(map(_size, areas)) + xml.count(b"<row")


def _size(area: tuple[int, int, int, int]) -> int:
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1)


def stands_twice(xml: bytes) -> bool:
    """Tell whether two cells that hold something stand in one place."""
    places = _HOLDING.findall(xml)
    return len(set(places)) < len(places)


def stored_numbers(xml: bytes) -> dict[tuple[int, int], tuple[int, float]]:
    """Give the style and the number as stored of each cell that holds one, by row and column."""
    return {
        (int(found[2]), column_number(found[1].decode())): (
            int(style[1]) if (style := _STYLE.search(found[3])) else 0,
            float(found[4]),
        )
        for found in _STORED.finditer(xml)
        if not _NO_NUMBER.search(found[3])
    }


def _notice(kind: NoticeKind, sheet: str, found: re.Match[bytes], text: str) -> Notice:
    return Notice(kind, sheet, int(found[2]), column_number(found[1].decode()), text)
