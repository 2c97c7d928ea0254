"""The fields of Word itself, such as a page number or an address of a mail merge: their codes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sto_xl.letters.markup import Markup, MarkupElement

#: Stands in a code where another field is.
NESTED = "{}"
_FIRST = re.compile(r'[\s"]*([^\s"\\]*)')


@dataclass(slots=True)
class _Begun:
    """A field of which the end was not seen yet; after its code comes what it gave last."""

    element: MarkupElement
    code: list[str] = field(default_factory=list)
    in_code: bool = True


def codes(markup: Markup) -> dict[MarkupElement, str]:
    """Give the code of each field by the element that it begins with, however it is spread."""
    begun: list[_Begun] = []
    found: dict[MarkupElement, str] = {}
    for element in markup.root.walk():
        kind = element.attributes.get("fldCharType") if element.name == "w:fldChar" else None
        inside = begun[-1] if begun and begun[-1].in_code else None
        if kind == "begin" or element.name == "w:fldSimple":
            found[element] = element.attributes.get("instr", "")
            if inside:
                inside.code.append(NESTED)
            if kind:
                begun.append(_Begun(element))
        elif kind == "separate" and inside:
            inside.in_code = False
        elif kind == "end" and begun:
            begun.pop()
        elif element.name in {"w:instrText", "w:t"} and inside:
            inside.code.append(markup.typed(element))
            found[inside.element] = "".join(inside.code)
    return found


def word_of(code: str) -> str:
    """Give the word that a code begins with, which says what the field does."""
    first = _FIRST.match(code)
    return first[1].upper() if first else ""
