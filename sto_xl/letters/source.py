"""A part of a Word file as Jinja2 source: split fields made whole, and what is wrong told.

Each paragraph is a line of the source, so that whatever is found in it has a place. A statement for
a whole paragraph or row takes its place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl.letters import alone, markup, pending, tags, wordfile
from sto_xl.letters.markup import Element, Markup, Paragraph
from sto_xl.letters.tags import TAG
from sto_xl.system.errors import Cause, Failure

_MARKUP = re.compile(rf"({TAG.pattern})|<w:instrText.*?</w:instrText>|<[^<>]*>", re.DOTALL)
_PRESERVED = b' xml:space="preserve"'
_LONG_NAMES = {"p": "een alinea", "tr": "een tabelrij", "tc": "een tabelcel"}
_BRACE = "een losse accolade: een veld begint met {{ en eindigt met }}"
_DEEPEST = 15
#: What a part is called, and how a place in it begins; in the order in which people look.
PLACES = {
    "document": ("brieftekst", "in de alinea"),
    "header": ("koptekst", "in de koptekst bij"),
    "footer": ("voettekst", "in de voettekst bij"),
    "footnotes": ("voetnoten", "in de voetnoten bij"),
    "endnotes": ("eindnoten", "in de eindnoten bij"),
    "properties": ("documenteigenschappen", "in de documenteigenschappen bij"),
}
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source, with the number and the text of the paragraph that it is of."""

    source: str
    paragraph: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A member of the file, as lines: each paragraph has its own."""

    file: str
    role: str
    lines: tuple[Line, ...]
    #: How it prefixes the names of Word's own elements.
    prefix: str = "w:"
    #: Whether what holds paragraphs, such as a cell, may be left without any.
    emptied: bool = False

    @property
    def source(self) -> str:
        """The Jinja2 source."""
        return "\n".join(line.source for line in self.lines)

    def refuse(self, line: int, problem: str, near: str = "") -> NoReturn:
        """Raise the failure that tells what is wrong at this line, counted from 0."""
        at = self.lines[min(line, len(self.lines) - 1)]
        refuse(self.file, self.role, at.text, problem, near=near, number=at.paragraph)

    def refuse_made(self, xml: str, line: int) -> NoReturn:
        """Raise the failure that tells of markup that is broken in what was made of this part."""
        text = html.unescape(_MARKUP.sub(r"\1", xml.split("\n")[line]))
        problem = "een opdracht die ergens anders wordt afgesloten dan ze begint"
        refuse(self.file, self.role, text, problem)


def refuse(  # noqa: PLR0913  (a place and what is wrong there)
    file: str, role: str, text: str, problem: str, *, near: str = "", number: int = 0
) -> NoReturn:
    """Raise the failure that tells what is wrong in the paragraph with this text."""
    where, shown = PLACES[role][1], shortened(text.strip(), near)
    place = (
        f"{where} ‘{shown}’" if shown or not number else f"{where} zonder tekst (alinea {number})"
    )
    raise Failure(Cause.TEMPLATE, file=file, detail=f"{place} staat {problem}")


def shortened(text: str, near: str) -> str:
    """Give a text, of a long one the part around `near`."""
    start = max(text.find(near) - _SHOWN // 2, 0) if len(text) > _SHOWN else 0
    shown = text[start : start + _SHOWN]
    return f"{'…' * (start > 0)}{shown}{'…' * (start + _SHOWN < len(text))}"


def is_sound(source: str) -> bool:
    """Tell whether it is well-formed XML whatever is filled in: a value is escaped, a branch whole.

    So it is where it is so with an element in the place of each field, and around what stands
    in each branch of a condition and each turn of a repetition.
    """
    xml = TAG.sub(_as_element, source)
    if "<!" in xml or xml.rstrip().endswith(("<tag/>", "</tag>")):
        return False
    try:
        ParserCreate().Parse(xml, True)  # noqa: FBT003  # it takes no name
    except ExpatError:
        return False
    return True


def _as_element(tag: re.Match[str]) -> str:
    if tag[0].startswith("{{"):
        return "<tag/>"
    statement = tags.STATEMENT.match(tag[0])
    if statement is None or statement[1] == "set":
        return ""
    if statement[1] in tags.OPENING:
        return "<tag>"
    return "</tag>" if statement[1].startswith("end") else "</tag><tag>"


def read_part(member: wordfile.Member, role: str, name: str) -> TemplatePart | None:
    """Give a member as Jinja2 source, or None when it has no fields.

    `name` is the template's, for the `Failure` that is raised for what cannot be read.
    """
    try:
        # In XML a line break is a blank; in the source each begins a paragraph.
        xml = re.sub(r"\r?\n|\r", " ", member.content.decode("utf-8-sig"))
        read = markup.read(xml.encode())
    except (UnicodeDecodeError, ExpatError):
        detail = "het bestand is beschadigd"
        raise Failure(Cause.TEMPLATE, file=name, detail=detail) from None
    except markup.OutlandishError:
        detail = "het is opgebouwd zoals Word dat nooit doet: bewaar het opnieuw in Word"
        raise Failure(Cause.TEMPLATE, file=name, detail=detail) from None
    if left := pending.first(read):
        paragraph, problem = left
        text, number = (paragraph.text, paragraph.number) if paragraph else ("", 0)
        refuse(name, role, text, problem, number=number)
    edits = _Edits(read, role, name)
    if not TAG.search(xml) and not edits.tagged:
        return None
    part = TemplatePart(name, role, tuple(edits.lines()), read.prefix, edits.emptied)
    _check_blocks(part)
    return part


class _Edits:
    """What is changed in a part to make it source: from where to where, and what comes there."""

    def __init__(self, read: Markup, role: str, name: str) -> None:
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
            self._refuse(paragraph, _BRACE, loose[0])
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
        kept: dict[Element, list[str]] = {}
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

    def _rewrite(self, text: str, element: Element, made: str) -> None:
        if element.name != "w:t":
            if made != text:
                self._edits[element.start, element.end] = b""
            return
        if made != text:
            self._edits[element.inner, element.close] = _escaped(made)
        if TAG.search(made) and "space" not in element.attributes:
            self._edits[element.inner - 1, element.inner - 1] = _PRESERVED

    def lines(self) -> Iterator[Line]:
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


def _line(kept: list[bytes], paragraph: Paragraph | None) -> Line:
    source = TAG.sub(lambda tag: tags.meant(tag[0]), b"".join(kept).decode())
    if paragraph is None:
        return Line(source)
    return Line(source, paragraph.number, paragraph.text)


def _holds(around: Element, element: Element) -> bool:
    return around.start <= element.start and element.end <= around.end


def _escaped(text: str) -> bytes:
    return html.escape(text, quote=False).encode()


def _check_blocks(part: TemplatePart) -> None:
    """Refuse unknown statements, and conditions and repetitions that are not closed."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(part.lines):
        for word in (
            found[1] for found in map(tags.STATEMENT.match, TAG.findall(line.source)) if found
        ):
            if word not in tags.STATEMENTS:
                part.refuse(number, f"de opdracht ‘{word}’, die niet bestaat", word)
            if word in tags.OPENING:
                opened.append((word, number))
                if len(opened) > _DEEPEST:
                    part.refuse(number, "te veel voorwaarden en herhalingen in elkaar", word)
            elif word != "set" and not opened:
                part.refuse(number, f"‘{word}’ zonder begin ervoor", word)
            elif word.startswith("end") and tags.OPENING[opened.pop()[0]] != word:
                part.refuse(number, f"‘{word}’, dat hier niets afsluit", word)
    if opened:
        word, number = opened[-1]
        part.refuse(number, f"‘{word}’, waarna ‘{tags.OPENING[word]}’ ontbreekt", word)
