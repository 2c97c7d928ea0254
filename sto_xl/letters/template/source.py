"""A part of a Word file as Jinja2 source: split fields made whole, and what is wrong told.

Each paragraph is a line of the source, so that whatever is found in it has a place. A statement for
a whole paragraph or row takes its place.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl.letters.template import tags
from sto_xl.letters.template.edits import Edits, TypedLine
from sto_xl.letters.template.places import refuse
from sto_xl.letters.template.tags import TAG
from sto_xl.letters.word import foreign, markup, parts, pending
from sto_xl.letters.word.members import DAMAGED, Member
from sto_xl.system.errors import Cause, Failure

_MARKUP = re.compile(rf"({TAG.pattern})|<w:instrText.*?</w:instrText>|<[^<>]*>", re.DOTALL)
_DEEPEST = 15


@dataclass(frozen=True, slots=True)
class TemplatePart:
    """A member of the file, as lines: each paragraph has its own."""

    file: str
    role: str
    lines: tuple[TypedLine, ...]
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


def read_part(member: Member, role: str, name: str) -> TemplatePart | None:
    """Give a member as Jinja2 source, or None when it has no fields.

    `name` is the template's, for the `Failure` that is raised for what cannot be read.
    """
    try:
        # In XML a line break is a blank; in the source each begins a paragraph.
        xml = re.sub(r"\r?\n|\r", " ", member.content.decode("utf-8-sig"))
        read = markup.read_markup(xml.encode())
    except (UnicodeDecodeError, ExpatError):
        raise Failure(Cause.TEMPLATE, file=name, detail=DAMAGED) from None
    except markup.OutlandishError:
        raise Failure(Cause.TEMPLATE, file=name, detail=parts.OUTLANDISH) from None
    if left := pending.first(read) or foreign.first(read):
        paragraph, problem = left
        text, number = (paragraph.text, paragraph.number) if paragraph else ("", 0)
        refuse(name, role, text, problem, number=number)
    edits = Edits(read, role, name)
    if not TAG.search(xml) and not edits.tagged:
        return None
    part = TemplatePart(name, role, tuple(edits.lines()), read.prefix, edits.emptied)
    check_blocks(part)
    return part


def check_blocks(part: TemplatePart) -> None:
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
