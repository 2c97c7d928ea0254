"""The parts of a template filled in: what becomes of values in the XML, and what can go wrong."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache, wraps
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl.letters.template import tags
from sto_xl.letters.template.source import TemplatePart
from sto_xl.letters.word.members import LARGEST, Member

if TYPE_CHECKING:
    import jinja2

#: Stands for a line break in a value until its place is known; no value can hold it.
BREAK = "\x0b"
#: What must hold a paragraph, and holds none when each of a repetition is gone.
_HOLDERS = "(?:tc|txbxContent|hdr|ftr|footnote|endnote)"


@dataclass(frozen=True, slots=True, eq=False)
class Form:
    """A part with fields, under its name in the file; `fields` are those that it asks for.

    `sound` tells whether it is well-formed whatever is filled in.
    """

    name: str
    part: TemplatePart
    fields: tuple[str, ...]
    sound: bool
    tree: jinja2.nodes.Template
    text: jinja2.Template


class _EmptyError(ValueError):
    """A filter is asked of a field that is empty in this letter; its argument is the filter."""


def given(name: str, made: Callable[..., str]) -> Callable[..., str]:
    """Give a filter that tells of an empty value: a sentence around it would have a gap."""

    @wraps(made)
    def filled(value: object) -> str:
        if value is None:
            raise _EmptyError(name)
        return made(value)

    return filled


def printed(value: object) -> object:
    """Give what a field prints: nothing for an empty one, line breaks marked."""
    if isinstance(value, str):
        if value.isprintable():
            return value
        plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return plain.replace("\n", BREAK)
    return "" if value is None else value


def rendered(form: Form, values: tuple[object, ...]) -> str:
    """Give the text of a part with its fields filled in; a line break in a value is a `BREAK`.

    Raises the `Failure` that tells where it went wrong.
    """
    from jinja2 import TemplateError

    expected = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
    fields = dict(zip(form.fields, values, strict=True))
    try:
        return form.text.render(fields)
    except expected as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f.lineno for f in frames if f.filename == "<template>" and f.lineno]
        near = f"|{error}" if isinstance(error, _EmptyError) else "{"
        form.part.refuse(lines[-1] - 1 if lines else 0, _reason(error, fields), near)


def filled(form: Form, values: tuple[object, ...]) -> Member:
    """Give a part with its fields filled in, as XML that is sure to be well-formed."""
    try:
        hash(values)
    except TypeError:
        # With rows of a table among them, which no two letters share.
        return _made(form, values)
    return _made_once(form, values)


def _made(form: Form, values: tuple[object, ...]) -> Member:
    part, xml = form.part, rendered(form, values)
    broken = BREAK in xml
    whole = _with_breaks(xml, part) if broken else xml
    content = (_with_paragraphs(whole, part.prefix) if part.emptied else whole).encode()
    if len(content) > LARGEST:
        raise MemoryError
    if broken or not form.sound:
        try:
            ParserCreate().Parse(content, True)  # noqa: FBT003  # it takes no name
        except ExpatError as error:
            part.refuse_made(xml, error.lineno - 1)
    return Member.of(form.name, content)


#: What stands at the head and foot of a letter is the same in a whole region.
_made_once = lru_cache(maxsize=32)(_made)


def _reason(error: Exception, fields: Iterable[str]) -> str:
    from jinja2.exceptions import SecurityError, UndefinedError

    if isinstance(error, _EmptyError):
        return (
            f"een veld met |{error} dat in deze brief leeg is: zet {{% if veld %}} ervoor en "
            "{% endif %} erachter"
        )
    if isinstance(error, TypeError) and "NoneType" in str(error):
        return (
            "een veld dat in deze brief leeg is, terwijl er een getal of datum moet staan: zet "
            "{% if veld %} ervoor en {% endif %} erachter"
        )
    if isinstance(error, SecurityError):
        return "een opdracht die niet mag: alleen velden, voorwaarden en herhalingen mogen"
    if isinstance(error, UndefinedError):
        *_, name = ("", *re.findall(r"'([^']*)'", str(error)))
        return f"het veld {tags.unknown(name, fields)}"
    return "een veld waarvan de waarde niet bij de opdracht past"


def _with_breaks(xml: str, part: TemplatePart) -> str:
    """Give XML in which line breaks in text are Word's; elsewhere they become blanks."""
    if part.role == "properties":
        return xml.replace(BREAK, " ")
    attributes = re.sub(r"<[^<>]*>", lambda tag: tag[0].replace(BREAK, " "), xml)
    w = part.prefix
    return attributes.replace(BREAK, f'</{w}t><{w}br/><{w}t xml:space="preserve">')


def _with_paragraphs(xml: str, w: str) -> str:
    """Give XML in which what a repetition left empty can be opened: Word asks for a paragraph."""
    no_rows, emptied = _left_empty(w)
    return emptied.sub(rf"\1<{w}p/>\2", no_rows.sub("", xml))


@cache
def _left_empty(w: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give where a table without rows is, and what must hold a paragraph or end with one."""
    holder = w + _HOLDERS
    before = rf"<{holder}(?: [^<>]*)?(?<!/)>|</{w}tcPr>|<{w}tcPr/>|</{w}tbl>"
    return (
        re.compile(rf"<{w}tbl>(?:(?!<{w}tr[ >]|<{w}tbl>).)*?</{w}tbl>", re.DOTALL),
        re.compile(rf"({before})(\s*)(?=</{holder}>)"),
    )
