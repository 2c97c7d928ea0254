"""The formats of a workbook to which some are added: those that are there stay as they are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import Splice, attribute, spliced, with_attribute
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.behind import ElementSpan, children, quoted

#: What a part with formats holds, in the order that Excel asks for.
_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs")
#: Numbers below are Excel's own.
_FIRST_OWN = 164
#: The formats that Excel knows by a number alone, of those that a template uses.
_KNOWN: Mapping[str, int] = {"0": 1, "#,##0": 3, "0%": 9, "@": 49}
_BY_NUMBER = {number: code for code, number in _KNOWN.items()}
_TAG = re.compile(rb"<(/?)(?=[A-Za-z])")
#: What a format takes from a list, and in which list that stands.
_PARTS = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))


class Styles:
    """The part of a workbook that lists its formats, with what is added to it."""

    def __init__(self, xml: bytes) -> None:
        """Look at a part; ValueError when it is none that lists formats."""
        self._xml = xml
        self._masked = markup.masked(xml)
        self.prefix = markup.prefix_of(self._masked, b"styleSheet")
        self._encoding = markup.encoding_for(xml)
        root = markup.tag(b"styleSheet", self.prefix).search(self._masked)
        self._inner = root.end() if root else 0
        self._added: dict[str, list[bytes]] = {}
        self._notated: dict[tuple[int, str], int] = {}
        self._adopted: dict[int, int] = {}

    @cached_property
    def _lists(self) -> Mapping[str, ElementSpan]:
        found = children(self._masked, self._inner, len(self._masked), self.prefix)
        return {element.name: element for element in found}

    @cached_property
    def _listed(self) -> Mapping[str, list[bytes]]:
        """The elements of each list, as they stand there, and what is added to them."""
        p = self.prefix
        return {
            name: [
                self._xml[one.start : one.end]
                for one in children(self._masked, part.inner, part.inner_end, p)
            ]
            for name, part in self._lists.items()
        }

    def listed(self, name: str) -> list[bytes]:
        """Give the elements of a list by their numbers, without a prefix."""
        return [_prefixed(one, self.prefix, b"") for one in self._listed.get(name, ())]

    def code(self, xf: bytes) -> str:
        """Give the number format of a format."""
        number = int(attribute(_tag(xf), "numFmtId") or 0)
        return self._codes.get(number) or _BY_NUMBER.get(number, "General")

    @cached_property
    def _codes(self) -> dict[int, str]:
        tags = map(_tag, self.listed("numFmts"))
        return {int(attribute(t, "numFmtId") or 0): attribute(t, "formatCode") or "" for t in tags}

    def notated(self, style: int, code: str) -> int:
        """Give the number of a format that is such a one, with another number format."""
        if (style, code) not in self._notated:
            every = self.listed("cellXfs")
            own = every[style] if style < len(every) else every[0]
            self._notated[style, code] = self._numbered(own, code)
        return self._notated[style, code]

    def adopted(self, other: Styles, style: int) -> int:
        """Give the number of a format that looks as one of another workbook."""
        if style not in self._adopted:
            xf = other.listed("cellXfs")[style]
            tag = new = _tag(xf)
            for name, where in _PARTS:
                part = other.listed(where)[int(attribute(tag, name) or 0)]
                new = with_attribute(new, name, str(self._number(where, part)))
            new = with_attribute(new, "xfId", "0")
            self._adopted[style] = self._numbered(_with_tag(xf, new), other.code(xf))
        return self._adopted[style]

    def look(self, dxf: bytes) -> int:
        """Give the number of what a conditional format changes."""
        return self._number("dxfs", dxf)

    def _numbered(self, xf: bytes, code: str) -> int:
        tag = _tag(xf)
        new = with_attribute(tag, "numFmtId", str(self._format(code)))
        applied = "1" if code != "General" else None
        return self._number("cellXfs", _with_tag(xf, with_attribute(new, _APPLIED, applied)))

    def _format(self, code: str) -> int:
        """Give the number of a number format."""
        if code == "General":
            return 0
        known = next((number for number, own in self._codes.items() if own == code), None)
        known = _KNOWN.get(code) if known is None else known
        if known is None:
            known = max([_FIRST_OWN - 1, *self._codes]) + 1
            self._codes[known] = code
            said = f'<numFmt numFmtId="{known}" formatCode="{quoted(code)}"/>'
            self._add("numFmts", said.encode())
        return known

    def _number(self, where: str, element: bytes) -> int:
        """Give the number of an element in a list: of one like it that is there, if it is."""
        own = self.listed(where)
        own += [_prefixed(one, self.prefix, b"") for one in self._added.get(where, ())]
        wanted = _bare(element)
        like = (number for number, one in enumerate(own) if _bare(one) == wanted)
        found = next(like, None)
        if found is None:
            self._add(where, element)
            return len(own)
        return found

    def _add(self, where: str, element: bytes) -> None:
        text = element.decode().encode(*self._encoding)
        self._added.setdefault(where, []).append(_prefixed(text, b"", self.prefix))

    @property
    def xml(self) -> bytes:
        """The part as it is to be."""
        splices: list[Splice] = []
        p = self.prefix
        for name, new in self._added.items():
            part = self._lists.get(name)
            count = len(self._listed.get(name, ())) + len(new)
            said = with_attribute(part.attributes if part else b"", "count", str(count))
            tag, close = b"<%s%s" % (p, name.encode()), b"</%s%s>" % (p, name.encode())
            whole = b"".join(new)
            if part is None:
                earlier = _ORDER[: _ORDER.index(name)]
                ends = (self._lists[one].end for one in earlier if one in self._lists)
                at = max(ends, default=self._inner)
                splices.append((at, at, tag + said + b">" + whole + close))
            elif part.inner == part.end:
                splices.append((part.start, part.end, tag + said + b">" + whole + close))
            else:
                splices.append((part.start, part.inner, tag + said + b">"))
                splices.append((part.inner_end, part.inner_end, whole))
        return spliced(self._xml, splices)


_APPLIED = "applyNumberFormat"
_ATTRIBUTES = re.compile(rb"<[^\s/>]+" + markup.ATTRIBUTES)
_BLANKS = re.compile(rb"\s+(?=[<>/])|(?<=>)\s+")
_EMPTY = re.compile(rb"<([\w.-]+)([^<>]*)></\1>")


def _tag(element: bytes) -> bytes:
    """Give the attributes of an element."""
    found = _ATTRIBUTES.match(element)
    return found[1] if found else b""


def _with_tag(element: bytes, attributes: bytes) -> bytes:
    """Give an element with other attributes."""
    found = _ATTRIBUTES.match(element)
    return spliced(element, [(*found.span(1), attributes)]) if found else element


def _bare(element: bytes) -> bytes:
    """Give an element in one way of writing, to compare."""
    return _EMPTY.sub(rb"<\1\2/>", _BLANKS.sub(b"", element))


def _prefixed(element: bytes, old: bytes, new: bytes) -> bytes:
    """Give an element with another prefix before its names."""
    if old == new:
        return element
    if old:
        return element.replace(b"<" + old, b"<" + new).replace(b"</" + old, b"</" + new)
    return _TAG.sub(lambda found: b"<" + found[1] + new, element)


def styles_part(whole: Whole) -> str:
    """Give the name of the part that lists a workbook's formats; LookupError without one."""
    related = whole.parts.relations(whole.main).values()
    found = next((name for kind, name in related if kind == "styles"), None)
    if found is None:
        raise LookupError
    return found
