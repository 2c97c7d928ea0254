"""A part of a Word file as Jinja2 source: split fields made whole, and what is wrong told.

Each paragraph is a line of the source, so that whatever is found in it has a place.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl.letters import wordfile
from sto_xl.system.errors import Cause, Failure

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%-?\s*(\w+)")
_ALONE = re.compile(r"\{[%{#]p\s")
_TEXT = re.compile(r"<(?:w:t|dc:\w+|cp:\w+)(?:\s[^>]*)?>([^<]*)<")
_MARKUP = re.compile(rf"({TAG.pattern})|<w:instrText.*?</w:instrText>|<[^<>]*>", re.DOTALL)
#: Where a line of the source begins: a paragraph, or one of the document's properties.
_PARAGRAPH = re.compile(r"<(?=w:p[ >]|dc|cp:)")
#: A table's row, and a statement for the rows around it, which stands in a row of its own.
_ROW = re.compile(r"<w:tr[ >](?:(?!<w:tr[ >]).)*?</w:tr>", re.DOTALL)
_FOR_ROWS = re.compile(r"\{[%#]tr\s")
_TYPOGRAPHY = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a\u00a0", "\"\"\"''' ")
_OPENING = {"if": "endif", "for": "endfor", "with": "endwith"}
_STATEMENTS = {*_OPENING, *_OPENING.values(), "elif", "else", "set"}
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
class TemplatePart:
    """A member of the file, as lines: each paragraph has its own."""

    file: str
    role: str
    lines: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether it is well-formed XML whatever is filled in: a value is escaped, a branch whole.

        So it is where it is so with an element in the place of each field, and around what stands
        in each branch of a condition and each turn of a repetition.
        """
        xml = TAG.sub(_as_element, "\n".join(self.lines))
        if "<!" in xml or xml.rstrip().endswith(("<tag/>", "</tag>")):
            return False
        try:
            ParserCreate().Parse(xml, True)  # noqa: FBT003  # it takes no name
        except ExpatError:
            return False
        return True

    def refuse(self, line: int, problem: str, near: str = "") -> NoReturn:
        """Raise the failure that tells what is wrong at this line, counted from 0."""
        detail = f"{PLACES[self.role][1]} ‘{self.shown(line, near)}’ staat {problem}"
        raise Failure(Cause.TEMPLATE, file=self.file, detail=detail)

    def shown(self, line: int, near: str = "") -> str:
        """Give the text of a line as one sees it in Word; of a long one the part around `near`."""
        text = html.unescape(_MARKUP.sub(r"\1", self.lines[line])).strip()
        start = max(text.find(near) - _SHOWN // 2, 0) if len(text) > _SHOWN else 0
        shown = text[start : start + _SHOWN]
        return f"{'…' * (start > 0)}{shown}{'…' * (start + _SHOWN < len(text))}"


def read_part(member: wordfile.Member, role: str, name: str) -> TemplatePart | None:
    """Give a member as Jinja2 source, or None when it has no fields.

    `name` is the template's, for the `Failure` that is raised for what cannot be read.
    """
    from docxtpl import DocxTemplate

    try:
        xml = member.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        detail = "het bestand is beschadigd"
        raise Failure(Cause.TEMPLATE, file=name, detail=detail) from None
    # In XML a line break is a blank; here each stands before a paragraph, so that lines count them.
    xml = _PARAGRAPH.sub("\n<", re.sub(r"\r?\n|\r", " ", xml))
    typed = TemplatePart(name, role, tuple(map(_typed, xml.split("\n"))))
    _check_tags(typed)
    _check_rows(typed, xml)
    xml = _ROW.sub(_counted, xml)
    source = TAG.sub(_mended, DocxTemplate(name).patch_xml(xml))
    part = TemplatePart(name, role, tuple(source.split("\n")))
    if not TAG.search(source):
        return None
    _check_blocks(part)
    return part


def _counted(row: re.Match[str]) -> str:
    """Give a row with a statement for rows without all else, so that lines still count paragraphs.

    The row itself is not printed.
    """
    text = _typed(row[0]).strip()
    if not _FOR_ROWS.match(text):
        return row[0]
    plain = f"<w:tr ><w:tc><w:p><w:r><w:t>{html.escape(text, quote=False)}</w:t></w:r></w:p></w:tc>"
    return "\n" * row[0].count("\n") + plain + "</w:tr>"


def _mended(tag: re.Match[str]) -> str:
    """Give a tag as it was meant: Word makes `&` an entity and quotes typographic.

    Without this, `'D&P' in profielen` would silently be false.
    """
    return html.unescape(tag[0]).translate(_TYPOGRAPHY).replace("\n", " ")


def _as_element(tag: re.Match[str]) -> str:
    if tag[0].startswith("{{"):
        return "<tag/>"
    statement = _STATEMENT.match(tag[0])
    if statement is None or statement[1] == "set":
        return ""
    if statement[1] in _OPENING:
        return "<tag>"
    return "</tag>" if statement[1].startswith("end") else "</tag><tag>"


def _typed(line: str) -> str:
    """Give the text of a paragraph as one sees it in Word."""
    return html.unescape("".join(_TEXT.findall(line)))


def _check_tags(part: TemplatePart) -> None:
    """Refuse what docxtpl would silently print, or leave out with the text around it."""
    for number, text in enumerate(part.lines):
        other = TAG.sub("", text)
        if loose := re.search(r"[{}]", other):
            problem = "een losse accolade: een veld begint met {{ en eindigt met }}"
            part.refuse(number, problem, loose[0])
        alone = _ALONE.search(text)
        if alone and (other.strip() or len(TAG.findall(text)) > 1):
            problem = "meer dan de opdracht met {%p: die hoort alleen in een alinea"
            part.refuse(number, problem, alone[0])


def _check_rows(part: TemplatePart, xml: str) -> None:
    """Refuse a row that would silently be left out with the statement for rows in it."""
    for row in _ROW.finditer(xml):
        text = _typed(row[0]).strip()
        first = xml.count("\n", 0, row.start())
        for number, line in enumerate(row[0].split("\n"), first):
            if (found := _FOR_ROWS.search(_typed(line))) and TAG.sub("", text, count=1).strip():
                problem = "meer dan de opdracht met {%tr: die hoort alleen in een tabelrij"
                part.refuse(number, problem, found[0])


def _check_blocks(part: TemplatePart) -> None:
    """Refuse unknown statements, and conditions and repetitions that are not closed."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(part.lines):
        for word in (found[1] for found in map(_STATEMENT.match, TAG.findall(line)) if found):
            if word not in _STATEMENTS:
                part.refuse(number, f"de opdracht ‘{word}’, die niet bestaat", word)
            if word in _OPENING:
                opened.append((word, number))
            elif word != "set" and not opened:
                part.refuse(number, f"‘{word}’ zonder begin ervoor", word)
            elif word.startswith("end") and _OPENING[opened.pop()[0]] != word:
                part.refuse(number, f"‘{word}’, dat hier niets afsluit", word)
    if opened:
        word, number = opened[-1]
        part.refuse(number, f"‘{word}’, waarna ‘{_OPENING[word]}’ ontbreekt", word)
