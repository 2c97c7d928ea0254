"""What is changed in a part of a Word file to make it Jinja2 source, a line for each paragraph."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from sto_xl.letters.template import alone, tags
from sto_xl.letters.template.places import refuse
from sto_xl.letters.template.tags import TAG
from sto_xl.letters.word.markup import Markup, MarkupElement, Paragraph

_PRESERVED = b' xml:space="preserve"'
_LONG_NAMES = {"p": "een alinea", "tr": "een tabelrij", "tc": "een tabelcel"}
#: What is told of a brace that belongs to no tag.
BRACE = "een losse accolade: een veld begint met {{ en eindigt met }}"


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A line of the source, with the number and the text of the paragraph that it is of."""

    source: str
    paragraph: int = 0
    text: str = ""


class Edits:
    """What is changed in a part to make it source: from where to where, and what comes there."""

    def __init__(self, read: Markup, role: str, name: str) -> None:
        """Look through a part with this role, of the template `name`; raises a `Failure`."""
        self._read, self._role, self._name = read, role, name
        self._bookmarks = alone.bookmarks(read.root.walk())
        self._edits: dict[tuple[int, int], bytes] = {}
        #: The statements that take the place of all around them, with their own paragraph.
        self._taken: dict[int, Paragraph] = {}
        self.tagged = self.emptied = False
        for element in read.root.walk():
            named = self._bookmarks.get(element.attributes.get("id", ""))
            own = element.name in {"w:bookmarkStart", "w:bookmarkEnd"} and named == alone.LAST_TYPED
            # What a content control is bound to would take the place of what is filled in.
            if own or element.name == "w:dataBinding":
                self._edits[element.start, element.end] = b""
        for paragraph in read.paragraphs:
            self._paragraph(paragraph)

    def _refuse(self, paragraph: Paragraph, problem: str, near: str = "") -> NoReturn:
        refuse(self._name, self._role, paragraph.text, problem, near=near, number=paragraph.number)

    def _paragraph(self, paragraph: Paragraph) -> None:
        text = paragraph.text
        found = list(TAG.finditer(text))
        other = TAG.sub("", text)
        if loose := re.search(r"[{}]", other):
            self._refuse(paragraph, BRACE, loose[0])
        self.tagged = self.tagged or bool(found)
        for tag in found:
            if wrong := tags.problem(tag[0]):
                self._refuse(paragraph, wrong, tag[0])
            of, statement = tags.for_all(tag[0])
            if of:
                self._instead(paragraph, of, tag[0], statement)
                return
        if found and self._role != "properties":
            self._made_whole(paragraph, found)

    def _instead(self, paragraph: Paragraph, of: str, tag: str, statement: str) -> None:
        """Put a statement in the place of all that is around it, of which nothing may be lost."""
        inner = paragraph.element
        around = inner if of == "p" and inner.name == "w:p" else inner.within(f"w:{of}")
        if around is None:
            self._refuse(paragraph, f"{{%{of} buiten {_LONG_NAMES[of]}", tag)
        if beside := alone.beside(around, self._bookmarks):
            self._refuse(paragraph, beside, tag)
        every = (p for p in self._read.paragraphs if _holds(around, p.element))
        if "".join(p.text for p in every).replace(tag, "", 1).strip():
            problem = f"meer dan de opdracht met {{%{of}: die hoort alleen in {_LONG_NAMES[of]}"
            self._refuse(paragraph, problem, tag)
        self._edits[around.start, around.end] = _escaped(statement)
        self._taken[around.start] = paragraph
        self.emptied |= around.parent is None or around.parent.name != "w:body"

    def _made_whole(self, paragraph: Paragraph, found: list[re.Match[str]]) -> None:
        """Let each tag stand in one text: that in which it begins."""
        kept: dict[MarkupElement, list[str]] = {}
        at, spans = 0, iter([*found])
        tag = next(spans, None)
        for text, element in paragraph.pieces:
            mine = kept.setdefault(element, [])
            for place, sign in enumerate(text, at):
                while tag and place >= tag.end():
                    tag = next(spans, None)
                if tag is None or place < tag.start():
                    mine.append(sign)
                elif place == tag.start():
                    mine.append(tag[0])
            at += len(text)
        for (text, element), mine in zip(paragraph.pieces, kept.values(), strict=True):
            self._rewrite(text, element, "".join(mine))

    def _rewrite(self, text: str, element: MarkupElement, made: str) -> None:
        if element.name != "w:t":
            if made != text:
                self._edits[element.start, element.end] = b""
            return
        if made != text:
            self._edits[element.inner, element.close] = _escaped(made)
        if TAG.search(made) and "space" not in element.attributes:
            self._edits[element.inner - 1, element.inner - 1] = _PRESERVED

    def lines(self) -> Iterator[TypedLine]:
        """Give the source, a line for each paragraph."""
        begins = {p.element.start: p for p in self._read.paragraphs}
        # Behind a text box the paragraph that holds it goes on.
        goes_on = {
            p.element.end: begins[outer.start]
            for p in self._read.paragraphs
            if (outer := p.element.within("w:p"))
        }
        marks = (*goes_on.items(), *{**begins, **self._taken}.items())
        changes: list[tuple[int, int, bytes | Paragraph]] = [
            *((place, place, paragraph) for place, paragraph in marks),
            *((start, end, made) for (start, end), made in self._edits.items()),
        ]
        kept, at, now = list[bytes](), 0, None
        for start, end, change in sorted(changes, key=lambda one: one[0]):
            if start < at:
                continue
            kept.append(self._read.content[at:start])
            at = end
            if isinstance(change, bytes):
                kept.append(change)
            else:
                yield _line(kept, now)
                kept, now = [], change
        yield _line([*kept, self._read.content[at:]], now)


def _line(kept: list[bytes], paragraph: Paragraph | None) -> TypedLine:
    source = TAG.sub(lambda tag: tags.meant(tag[0]), b"".join(kept).decode())
    if paragraph is None:
        return TypedLine(source)
    return TypedLine(source, paragraph.number, paragraph.text)


def _holds(around: MarkupElement, element: MarkupElement) -> bool:
    return around.start <= element.start and element.end <= around.end


def _escaped(text: str) -> bytes:
    return html.escape(text, quote=False).encode()
