"""XML as text to splice: tags and attributes found in the bytes, everything else left as it stands.

What is looked at was read by expat first, so it is well-formed: every tag that begins ends, and
`<` stands nowhere but where a tag begins. Each pattern takes time in proportion to the XML.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sto_xl.books.parts import elements
from sto_xl.grid import Area, a1, area_of

#: The attributes of a tag: a value may hold `>` and `/`.
ATTRIBUTES = rb"""((?:[^<>"'/]++|"[^"<]*+"|'[^'<]*+')*+)"""

#: From where to where, and by what.
Splice = tuple[int, int, bytes]

_NO_TAGS = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
_DECLARED = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']""")
_UTF8 = (b"utf-8", b"us-ascii")
_ENTITY = re.compile(r"&(?:#(\d+)|#x([0-9A-Fa-f]+)|(\w+));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_MARKED = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<\?.*?\?>", re.DOTALL)
#: What a cell's text cannot hold as it is, and how Excel writes that; it takes what looks like it
#: for it as well.
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_MARKUP = re.compile(r"[&<>]")
_SPECIAL = re.compile(f"{_MARKUP.pattern}|{_UNWRITABLE.pattern}")


def masked(xml: bytes, *, read: bool = False) -> bytes:
    """Give the XML with blanks for what holds no tags, as long as it was.

    Raises ValueError or ExpatError for XML that cannot be read, or that would be a bomb; what was
    `read` before is neither.
    """
    if not read:
        elements(xml)
    if b"\0" in xml[:4]:
        message = "a part that is not UTF-8"
        raise ValueError(message)
    if b"<!" not in xml and xml.find(b"<?", 5) < 0:
        return xml
    return _NO_TAGS.sub(lambda found: b" " * len(found[0]), xml)


def prefix_of(xml: bytes, root: bytes) -> bytes:
    """Give the prefix of the names in a part, with its colon; ValueError when it has another root.

    `xml` is masked.
    """
    found = re.search(rb"<((?:[\w.-]+:)?)([\w.-]+)", xml)
    if found is None or found[2] != root:
        message = f"a part that is no {root.decode()}"
        raise ValueError(message)
    return found[1]


def encoding_for(xml: bytes) -> tuple[str, str]:
    """Give how a text must be encoded to stand in this XML, whatever its encoding."""
    declared = _DECLARED.match(xml)
    odd = declared is not None and declared[1].lower() not in _UTF8
    return ("ascii", "xmlcharrefreplace") if odd else ("utf-8", "strict")


def spliced(xml: bytes, splices: list[Splice]) -> bytes:
    """Give the XML with its splices; those at one place come in the order in which they stand."""
    made: list[bytes] = []
    at = 0
    for start, end, new in sorted(splices, key=lambda splice: splice[0]):
        made += (xml[at:start], new)
        at = end
    return b"".join((*made, xml[at:]))


@lru_cache(maxsize=100)
def tag(names: bytes, prefix: bytes = b"") -> re.Pattern[bytes]:
    """Give the pattern of a start tag: its attributes, and what ends it."""
    return re.compile(rb"<" + re.escape(prefix) + rb"(?:" + names + rb")(?=[\s/>])" + _REST)


_REST = ATTRIBUTES + rb"(/?>)"


def attribute(attributes: bytes, name: str) -> str | None:
    """Give the value of an attribute; None when the tag has none of this name."""
    found = _value(name).search(attributes)
    return None if found is None else unmarked(found[1][1:-1].decode())


def with_attribute(attributes: bytes, name: str, value: str | None) -> bytes:
    """Give the attributes with another value for one of them; None leaves it out."""
    pattern = _value(name)
    if value is None:
        return pattern.sub(b"", attributes, count=1)
    quoted = marked(value).replace('"', "&quot;")
    new = f' {name}="{quoted}"'.encode()
    if pattern.search(attributes):
        return pattern.sub(lambda _: new, attributes, count=1)
    return attributes.rstrip() + new


@lru_cache(maxsize=100)
def _value(name: str) -> re.Pattern[bytes]:
    return re.compile(rb"\s" + re.escape(name.encode()) + rb"""\s*+=\s*+("[^"<]*+"|'[^'<]*+')""")


def unmarked(text: str) -> str:
    """Give the text that stands in the XML as this."""
    if "<" in text:
        text = _MARKED.sub(lambda found: marked(found[1] or ""), text)
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED.get(found[3], found[0])
    return chr(int(found[1]) if found[1] else int(found[2], 16))


def marked(text: str) -> str:
    """Give a text as it must stand between tags; within quotes a `"` is to be marked as well."""
    if _MARKUP.search(text):
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text


def in_a_cell(text: str) -> str:
    """Give a text as it must stand in a cell: what XML cannot hold is written as Excel does it."""
    if not _SPECIAL.search(text):
        return text
    if _UNWRITABLE.search(text):
        text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return marked(text)


def area_named(reference: str) -> Area:
    """Give the area of a `ref`; ValueError for what is none."""
    if not _REFERENCE.fullmatch(reference):
        message = f"{reference!r} is no range of cells"
        raise ValueError(message)
    return area_of(reference)


_REFERENCE = re.compile(r"\$?[A-Z]{1,3}\$?[0-9]{1,7}(:\$?[A-Z]{1,3}\$?[0-9]{1,7})?")


def named(area: Area) -> str:
    """Give an area as a `ref` has it: one cell by its own name."""
    return a1(area) if area[:2] != area[2:] else a1(area).partition(":")[0]


def overlap(one: Area, other: Area) -> bool:
    """Tell whether two areas share a cell."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
