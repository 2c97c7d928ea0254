"""The markup of a part of a Word file: its paragraphs, and the text of each as one types it.

Standard library only. Elements are known by their namespace, so that it makes no difference how a
program prefixes them; each keeps where it stands, so that a part is changed in those places alone.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from xml.parsers.expat import ParserCreate

_WORD = frozenset(
    {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    }
)
_START_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
#: What stands in a paragraph and is no text of it: how it looks, and the code of a field.
_ASIDE = frozenset({"w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:trPr", "w:tcPr"})
#: What is typed in a paragraph without being a letter; a break of a type is one of pages.
_SIGNS = {"w:tab": " ", "w:br": " ", "w:cr": " ", "w:noBreakHyphen": "-", "w:softHyphen": ""}


#: No program nests elements deeper by far.
_DEEPEST = 200


class OutlandishError(ValueError):
    """The part is as no program makes it: it might unfold, or be nested, without end."""


@dataclass(slots=True, eq=False)
class MarkupElement:
    """An element: `w:` stands before the names of Word's own, before others nothing.

    It reaches from `start` to `end`, what is in it from `inner` to `close`: bytes of the part.
    """

    name: str
    attributes: Mapping[str, str]
    start: int
    inner: int
    parent: MarkupElement | None
    children: list[MarkupElement] = field(default_factory=list)
    close: int = 0
    end: int = 0

    def walk(self) -> Iterator[MarkupElement]:
        """Give all elements in it, in the order in which they begin."""
        for child in self.children:
            yield child
            yield from child.walk()

    def within(self, name: str) -> MarkupElement | None:
        """Give the nearest element of this name around it."""
        around = self.parent
        while around is not None and around.name != name:
            around = around.parent
        return around


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph, counted from 1 as one sees them: what a text box holds for an old Word is not.

    `pieces` are what is typed in it, each with the element that holds it; what stands in a text
    box belongs to the paragraphs in there.
    """

    element: MarkupElement
    number: int
    pieces: tuple[tuple[str, MarkupElement], ...]

    @property
    def text(self) -> str:
        """What is typed in it."""
        return "".join(text for text, _ in self.pieces)


@dataclass(frozen=True)
class Markup:
    """A part, read."""

    content: bytes
    root: MarkupElement

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs in their order; of the properties of a document each is one."""
        if self.root.name == "coreProperties":
            typed = enumerate(self.root.children, 1)
            return tuple(Paragraph(e, n, ((self.typed(e), e),)) for n, e in typed)
        return tuple(self._paragraphs(self.root, [0]))

    @property
    def prefix(self) -> str:
        """How the part prefixes the names of its own elements: `w:` in most."""
        tag = re.match(rb"<(?:([^\s<>/]+):)?", self.content[self.root.start :])
        return f"{tag[1].decode()}:" if tag and tag[1] else ""

    def typed(self, element: MarkupElement) -> str:
        """Give the text in an element that holds nothing else."""
        return html.unescape(self.content[element.inner : element.close].decode())

    def at(self, element: MarkupElement) -> Paragraph | None:
        """Give the paragraph that an element stands in, or the one after it."""
        inside = None
        for paragraph in self.paragraphs:
            if paragraph.element.start > element.start:
                return inside or paragraph
            if paragraph.element.end >= element.end:
                inside = paragraph
        return inside or next(reversed(self.paragraphs), None)

    def _paragraphs(self, element: MarkupElement, counted: list[int]) -> Iterator[Paragraph]:
        before = counted[0]
        for child in element.children:
            if child.name == "Fallback":
                counted[0] = before
            if child.name == "w:p":
                counted[0] += 1
                yield Paragraph(child, counted[0], tuple(self._pieces(child)))
            yield from self._paragraphs(child, counted)

    def _pieces(self, element: MarkupElement) -> Iterator[tuple[str, MarkupElement]]:
        for child in element.children:
            if child.name == "w:t":
                yield self.typed(child), child
            elif child.name in _SIGNS and "type" not in child.attributes:
                yield _SIGNS[child.name], child
            elif child.name != "w:p" and child.name not in _ASIDE:
                yield from self._pieces(child)


def read_markup(content: bytes) -> Markup:
    """Read a part in UTF-8. Raises `ExpatError` for one that is broken, `OutlandishError`."""
    parser = ParserCreate(namespace_separator=" ")
    root: list[MarkupElement] = []
    opened: list[MarkupElement] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        at = parser.CurrentByteIndex
        found = _START_TAG.match(content, at)
        inner = found.end() if found else at
        known = {name.rpartition(" ")[2]: value for name, value in attributes.items()}
        if len(opened) > _DEEPEST:
            raise OutlandishError
        parent = opened[-1] if opened else None
        element = MarkupElement(_name(tag), known, at, inner, parent)
        (parent.children if parent else root).append(element)
        opened.append(element)

    def end(_tag: str) -> None:
        element, at = opened.pop(), parser.CurrentByteIndex
        if content[element.inner - 2 : element.inner] == b"/>":
            element.close = element.end = element.inner
        else:
            found = _START_TAG.match(content, at)
            element.close, element.end = at, found.end() if found else at

    def doctype(*_: object) -> None:
        raise OutlandishError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(content, True)  # noqa: FBT003  # it takes no name
    return Markup(content, root[0])


def _name(tag: str) -> str:
    uri, _, local = tag.rpartition(" ")
    return f"w:{local}" if uri in _WORD else local
