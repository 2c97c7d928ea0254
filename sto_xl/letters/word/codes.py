"""The fields of Word itself, such as a page number or an address of a mail merge: their codes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sto_xl.letters.word.markup import Markup, MarkupElement

#: Stands in a code where another field is.
NESTED = "{}"
_FIRST = re.compile(r'[\s"]*([^\s"\\]*)')


@dataclass(slots=True)
class _Begun:
    """A field of which the end was not seen yet; after its code comes what it gave last."""

    element: MarkupElement
    in_code: bool = True


def codes_of(markup: Markup) -> dict[MarkupElement, str]:
    """Give the code of each field by the element that it begins with, however it is spread."""
    begun: list[_Begun] = []
    found: dict[MarkupElement, str] = {}

    def add(typed: str) -> None:
        if begun and begun[-1].in_code:
            found[begun[-1].element] += typed

    for element in markup.root.walk():
        kind = element.attributes.get("fldCharType") if element.name == "w:fldChar" else None
        if kind == "begin" or element.name == "w:fldSimple":
            add(NESTED)
            found[element] = element.attributes.get("instr", "")
            if kind:
                begun.append(_Begun(element))
        elif kind == "separate" and begun:
            begun[-1].in_code = False
        elif kind == "end" and begun:
            begun.pop()
        elif element.name in {"w:instrText", "w:t"}:
            add(markup.typed(element))
    return found


def word_of(code: str) -> str:
    """Give the word that a code begins with, which says what the field does."""
    first = _FIRST.match(code)
    return first[1].upper() if first else ""
