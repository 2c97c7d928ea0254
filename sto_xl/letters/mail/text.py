"""The text of a mail: a plain text with Jinja2 fields, of which the first line is the subject.

Written as in a letter's template, without Word: an empty line parts paragraphs, a line that begins
with a dash is an item of a list, and a line of nothing but statements is itself not printed.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sto_xl.letters.template import printing, source, tags
from sto_xl.letters.template.compiled import Use, form_of, must_hold
from sto_xl.letters.template.edits import BRACE, TypedLine
from sto_xl.letters.template.filling import BREAK, Form, rendered
from sto_xl.letters.template.places import refuse, unusable
from sto_xl.letters.template.source import TemplatePart
from sto_xl.letters.template.tags import TAG
from sto_xl.letters.word.members import LARGEST
from sto_xl.model import Language

if TYPE_CHECKING:
    from sto_xl.letters.kinds import Field

#: What the first line of a template begins with, whatever its language.
SUBJECT = re.compile(r"(?:Onderwerp|Subject)\s*:\s*", re.IGNORECASE)
_NO_SUBJECT = "de eerste regel is niet het onderwerp: begin die met ‘Onderwerp:’"
_NOT_UTF8 = "het is niet als UTF-8 bewaard: kies in Kladblok Opslaan als, en bij Codering UTF-8"
_EMPTY = "er staat niets in"
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class MailText:
    """What a mail says: its subject, on one line, and its text."""

    subject: str
    text: str

    @classmethod
    def read(cls, made: bytes) -> MailText:
        """Give the mail that was rendered: a line break in a value is a blank in the subject."""
        first, _, rest = made.decode().lstrip("\n ").partition("\n")
        subject = SUBJECT.sub("", first, count=1).replace(BREAK, " ")
        lines = (line.rstrip() for line in rest.replace(BREAK, "\n").split("\n"))
        text = _GAP.sub("\n\n", "\n".join(lines)).strip("\n")
        return cls(" ".join(subject.split()), text)

    def shown(self) -> bytes:
        """Give it as a file to look at: the subject on the first line, as in its template."""
        return f"Onderwerp: {self.subject}\n\n{self.text}\n".encode()


@dataclass(frozen=True, slots=True)
class TextTemplate:
    """A compiled template of a mail; `render` may be called any number of times."""

    #: Where it uses fields, in the order in which one reads.
    uses: tuple[Use, ...]
    _form: Form

    def check(self, fields: Mapping[str, Field]) -> None:
        """Raise the `Failure` that names a field which it prints otherwise than its kind asks."""
        part = self._form.part
        printing.check(self._form.tree, fields, lambda line, *told: part.refuse(line - 1, *told))

    def render(self, fields: Mapping[str, Hashable]) -> bytes:
        """Give the mail as bytes that `MailText.read` understands.

        Raises a `Failure` when a field is missing, or holds a character that no mail can hold.
        """
        must_hold(fields, self.uses)
        form = self._form
        text = rendered(form, tuple([fields[name] for name in form.fields]))
        if len(text) > LARGEST:
            raise MemoryError
        if not SUBJECT.match(text.lstrip("\n ")):
            form.part.refuse(0, "geen onderwerp in deze mail", "{")
        return text.encode()


@lru_cache(maxsize=16)
def compile_text(data: bytes, name: str) -> TextTemplate:
    """Give the template that these bytes hold; `name` ends in .en.txt for English.

    Raises a `Failure` with the line of the template when it cannot be used.
    """
    lines = _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    part = TemplatePart(name, "mail", tuple(_typed(lines, name)))
    source.check_blocks(part)
    printed = (text for line in part.lines if not _is_statement(text := line.text) and text.strip())
    if not SUBJECT.match(next(printed, "")):
        raise unusable(name, _NO_SUBJECT if any(map(str.strip, lines)) else _EMPTY)
    english = name.casefold().removesuffix(".txt").endswith(".en")
    language, uses = Language.EN if english else Language.NL, list[Use]()
    form = form_of(name, _without_statements(part), language, uses, escaped=False)
    return TextTemplate(tuple(uses), form)


def _decoded(data: bytes, name: str) -> str:
    # What Notepad calls Unicode begins with its own mark.
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise unusable(name, _NOT_UTF8) from None


def _typed(lines: list[str], name: str) -> Iterator[TypedLine]:
    """Give the source, line by line, with each tag as it was meant."""
    for number, text in enumerate(lines, 1):
        wrong = [(problem, tag) for tag in TAG.findall(text) if (problem := tags.problem(tag))]
        if loose := re.search(r"[{}]", TAG.sub("", text)):
            wrong = [(BRACE, loose[0])]
        for problem, near in wrong:
            refuse(name, "mail", text, problem, near=near, number=number)
        yield TypedLine(TAG.sub(lambda tag: tags.for_all(tag[0])[1], text), number, text)


def _without_statements(part: TemplatePart) -> TemplatePart:
    """Give the part with the end of each line of statements within the last of these.

    There it is counted, so that each line keeps its number, and is not printed.
    """
    lines, end = list[TypedLine](), ""
    for line in part.lines:
        alone, bare = _is_statement(line.text), line.source.strip()
        lines.append(replace(line, source=end + (bare[:-2] if alone else line.source)))
        end = bare[-2:] if alone else ""
    return replace(part, lines=(*lines, *([replace(lines[-1], source=end)] if end else [])))


def _is_statement(text: str) -> bool:
    """Tell whether a line holds statements alone, whatever blanks are around them."""
    found = TAG.findall(text)
    return bool(found) and not TAG.sub("", text).strip() and all(tag[1] != "{" for tag in found)
