"""A sheet's XML in one spelling, whoever wrote it: what other programs write in an unusual form.

Standard library only. A cell that is spelt as Excel does it is left alone, and is found to be so in
one pass; every other is taken apart and spelt anew, so that what it holds is read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable

from sto_xl.grid import address, column_number

# A file may be made to be slow: so within a tag nothing goes past the next `<`, and what matched is
# not tried again in another way (`*+`). Each pattern takes time in proportion to the XML.

_ROOT = re.compile(rb"<(?:([\w.-]+):)?(?:worksheet|sst)[\s/>]")
_COUNTED = re.compile(rb"<(?:[\w.-]+:)?(?:sst|numFmts|cellXfs|cellStyleXfs)\s[^<>]*+")
_CDATA = re.compile(rb"<!\[CDATA\[(.*?)(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)

_UNPLACED = re.compile(rb'<c(?=[\s/>])(?! r="[A-Z]+[1-9][0-9]*")')
_TAG = re.compile(rb"<(row|c)(?=[\s/>])([^<>]*+)")
_POSITION = re.compile(rb"""\sr\s*+=\s*+["']([^"'<>]*+)["']""")
_ROW = re.compile(rb"\s*+([1-9][0-9]*+)\s*+")
_PLACE = re.compile(rb"\s*+\$?([A-Za-z]++)\$?([1-9][0-9]*+)\s*+")

_SHEET_END = re.compile(rb"</sheetData\s*+>")
_EMPTY_SHEET = b"<worksheet><sheetData/></worksheet>"

_REFERENCE = rb' r="[A-Z]++[1-9][0-9]*+"(?: s="[0-9]++")?+'
_NUMBER = rb"-?[0-9]{1,99}+(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]{1,2}+)?+"
#: A cell that is not what nearly all are: blank, a shared text or a number.
_NOT_SIMPLE = re.compile(
    rb"<c(?=[\s/>])(?!%b(?:/>| t=\"s\"><v>[0-9]++</v></c>|><v>%b</v></c>))" % (_REFERENCE, _NUMBER)
)
_MORE = rb'(?: [a-z]++="[0-9]++")*+>\s*+'
_FORMULA = rb"(?:<f(?:[\s/][^<>]*+)?+(?:(?<=/)>|>[^<]*+</f>)\s*+)?+"
_USUAL = rb"|".join(
    (
        rb"[^<>]*+(?<=/)>",
        rb"></c>",
        rb' t="s"%b<v>[0-9]++</v>\s*+</c>' % _MORE,
        rb'(?: t="n")?+%b%b(?:<v>(?:%b)?+</v>\s*+|<v/>\s*+)?+</c>' % (_MORE, _FORMULA, _NUMBER),
        rb' t="str"%b%b(?:<v(?: [^<>]*+)?+>[^<]*+</v>\s*+|<v/>\s*+)?+</c>' % (_MORE, _FORMULA),
        rb' t="b"%b%b<v>[01]</v>\s*+</c>' % (_MORE, _FORMULA),
        rb' t="e"%b%b<v>[^<]++</v>\s*+</c>' % (_MORE, _FORMULA),
        rb' t="inlineStr"%b<is>\s*+<t(?: [^<>]*+)?+>[^<]*+</t>\s*+</is>\s*+</c>' % _MORE,
        rb' t="d"%b<v>[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]++)?+</v>\s*+</c>' % _MORE,
    )
)
_UNUSUAL = re.compile(
    rb"<c(?=[\s/>])(?!%b(?:%b))((?:[^<>/]|/(?!>))*+)(?:/>|>(.*?)(?:</c\s*+>|\Z))"
    % (_REFERENCE, _USUAL),
    re.DOTALL,
)
_ATTRIBUTE = re.compile(rb"""\s([a-z]\w*+)\s*+=\s*+["']([^"'<>]*+)["']""")
_BESIDE = re.compile(rb"<(extLst|rPh)(?=[\s/>]).*?(?:</\1\s*+>|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)
_ONE_FORMULA = re.compile(rb"<f(?:[\s/][^<>]*+)?+(?:(?<=/)>|>[^<]*+(?:</f\s*+>|\Z))")
_ONE_VALUE = re.compile(rb"<v(?:\s[^<>]*+)?+>(?<!/>)([^<]*+)(?:</v\s*+>|\Z)")
_ONE_TEXT = re.compile(rb"<t(?:\s[^<>]*+)?+>(?<!/>)([^<]*+)(?:</t\s*+>|\Z)")
_ANY_TAG = re.compile(rb"<[^<>]*+>?")
_ANY_NUMBER = re.compile(rb"[+-]?(?:[0-9]++[.,]?[0-9]*+|[.,][0-9]++)(?:[eE][+-]?[0-9]++)?")
_ANY_DAY = re.compile(
    rb"([0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9:.]++)?|[0-9]{2}:[0-9:.]++)(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_TRUTHS = {b"1": b"1", b"true": b"1", b"0": b"0", b"false": b"0"}


def plain(xml: bytes) -> bytes:
    """Give a sheet's or string table's XML in one spelling; ValueError when it cannot be read.

    Then it has no prefixes and no CDATA, every cell begins `<c r="…"`, and each holds what its type
    says.
    """
    if b"\0" in xml[:4]:
        message = "a part that is not UTF-8"
        raise ValueError(message)
    if b"<!" in xml:
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            message = "a part with a document type declaration"
            raise ValueError(message)
        xml = _CDATA.sub(_as_text, xml)
    root = _ROOT.search(xml)
    if root and root[1]:
        xml = xml.replace(b"<%s:" % root[1], b"<").replace(b"</%s:" % root[1], b"</")
    first = _NOT_SIMPLE.search(xml)
    if first is None:
        return xml
    if _UNPLACED.search(xml, first.start()):
        xml = _with_references(xml)
    return _UNUSUAL.sub(_as_usual, xml)


def uncounted(xml: bytes) -> bytes:
    """Give a part without the counts it declares: calamine reserves memory for what they say."""
    return _COUNTED.sub(lambda tag: re.sub(b"[cC]ount", b"x", tag[0]), xml)


def rows_alone(xml: bytes) -> bytes:
    """Give a sheet of nothing but its rows: a reader need not see how the rest of it is written."""
    start = xml.find(b"<sheetData")
    close = xml.find(b">", start)
    if start < 0 or xml[close - 1 : close] == b"/":
        return _EMPTY_SHEET
    end = _SHEET_END.search(xml, max(close, xml.rfind(b"</sheetData")))
    if end is None:
        message = "a sheet of which the rows have no end"
        raise ValueError(message)
    return b"<worksheet>%b</worksheet>" % xml[start : end.end()]


def _as_text(found: re.Match[bytes]) -> bytes:
    if not found[0].endswith((b"]]>", b"-->")):
        message = "a comment or a text without an end"
        raise ValueError(message)
    return (found[1] or b"").replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _with_references(xml: bytes) -> bytes:
    """Say of every cell where it is: a file may leave that out when nothing is skipped."""
    row = column = 0

    def place(tag: re.Match[bytes]) -> bytes:
        nonlocal row, column
        said = _POSITION.search(tag[2])
        if tag[1] == b"row":
            number = _ROW.fullmatch(said[1]) if said else None
            row, column = int(number[1]) if number else row + 1, 0
            return tag[0]
        spot = _PLACE.fullmatch(said[1]) if said else None
        here = row
        if spot:
            column, here = column_number(spot[1][:4].decode()), int(spot[2])
        else:
            column += 1
        rest = _POSITION.sub(b"", tag[2], count=1)
        return b'<c r="%b"%b' % (address(here, column).encode(), rest)

    return _TAG.sub(place, xml)


def _as_usual(found: re.Match[bytes]) -> bytes:
    """Spell a cell anew, so that its type says what it holds."""
    if found[2] is None:
        return found[0]
    said = dict(_ATTRIBUTE.findall(found[1]))
    inside = _BESIDE.sub(b"", found[2])
    formula = _ONE_FORMULA.search(inside)
    inside = _ONE_FORMULA.sub(b"", inside)
    values = [text for text in _ONE_VALUE.findall(inside) if text.strip()]
    texts = b"".join(_ONE_TEXT.findall(inside)) or _ANY_TAG.sub(b"", _ONE_VALUE.sub(b"", inside))
    kind = said.get(b"t", b"").strip().lower()
    if texts.strip() and (not values or kind == b"inlinestr"):
        kind, held = b"e" if kind == b"e" else b"str", texts
    else:
        kind, held = _meant(kind, values)
    style, rich = (said.get(name, b"").strip() for name in (b"s", b"vm"))
    return b'<c r="%b"%b%b%b>%b%b</c>' % (
        said[b"r"],
        b' s="%b"' % style if style.isdigit() else b"",
        b' t="%b"' % kind if kind else b"",
        b' vm="%b"' % rich if rich.isdigit() else b"",
        formula[0] if formula else b"",
        b'<v xml:space="preserve">%b</v>' % held if held else b"",
    )


def _meant(kind: bytes, values: Iterable[bytes]) -> tuple[bytes, bytes]:
    """Give the type and the value of what stands in a cell; ValueError for what stands nowhere."""
    text = b" ".join(values)
    bare = text.strip()
    if not bare:
        return b"str" if kind == b"str" else b"", b""
    if kind == b"e":
        return b"e", bare
    if kind == b"b" and bare.lower() in _TRUTHS:
        return b"b", _TRUTHS[bare.lower()]
    if kind == b"d" and (day := _ANY_DAY.fullmatch(bare)):
        return b"d", day[1]
    if kind in (b"str", b"inlinestr", b"b") or not _ANY_NUMBER.fullmatch(bare):
        return b"str", text
    return _numbered(kind, bare.replace(b",", b".")) or (b"str", text)


def _numbered(kind: bytes, number: bytes) -> tuple[bytes, bytes] | None:
    """Give the type and the value of a number; None when it is more likely a text."""
    size = float(number)
    if not math.isfinite(size) or (kind == b"s" and size.is_integer() and size < 0):
        message = "a number that is none, or that of a text that is not there"
        raise ValueError(message)
    if kind == b"s":
        return (b"s", b"%d" % size) if size.is_integer() else None
    # What has no known type may be a code: its first zero is then part of it.
    known = kind in (b"", b"n", b"d")
    return (b"", number) if known or not number.startswith((b"0", b"+")) else None
