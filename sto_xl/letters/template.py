"""A Word file with Jinja2 fields: compiled once, then filled in for each letter.

The one module that imports docxtpl and Jinja2, inside a function: that takes 165 ms. Fields,
conditions and repetitions are written as docxtpl documents them: `{{ veld }}`, `{% if … %}`, and
`{%p if … %}` alone in a paragraph, which itself is not printed.
"""

from __future__ import annotations

import html
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NoReturn
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl import reference
from sto_xl.errors import Cause, Failure
from sto_xl.letters import wordfile
from sto_xl.model import Language
from sto_xl.wording import UNPRINTABLE, WORDINGS

if TYPE_CHECKING:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

#: Stands for a line break in a value until its place in the XML is known; no value can hold it.
_BREAK = "\x0b"
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"\{%-?\s*(\w+)")
_ALONE = re.compile(r"\{[%{#]p\s")
_TEXT = re.compile(r"<(?:w:t|dc:\w+|cp:\w+)(?:\s[^>]*)?>([^<]*)<")
_MARKUP = re.compile(rf"({_TAG.pattern})|<w:instrText.*?</w:instrText>|<[^<>]*>", re.DOTALL)
#: Where a line of the source begins: a paragraph, or one of the document's properties.
_PARAGRAPH = re.compile(r"<(?=w:p[ >]|dc|cp:)")
_TYPOGRAPHY = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u201a\u00a0", "\"\"\"''' ")
_OPENING = {"if": "endif", "for": "endfor", "with": "endwith"}
_STATEMENTS = {*_OPENING, *_OPENING.values(), "elif", "else", "set"}
#: Filters that cannot spoil the XML (as `safe` would) nor the repeatability (as `random` would).
_FILTERS = frozenset(
    {
        *("abs", "capitalize", "d", "default", "first", "int", "join", "last", "length", "list"),
        *("lower", "replace", "round", "sort", "sum", "title", "trim", "unique", "upper"),
    }
)
_PLACES = {
    "document": "in de alinea",
    "header": "in de koptekst bij",
    "footer": "in de voettekst bij",
    "footnotes": "in de voetnoten bij",
    "endnotes": "in de eindnoten bij",
    "properties": "in de documenteigenschappen bij",
}
_SHOWN = 90


@dataclass(frozen=True, slots=True)
class _Part:
    """A member of the file, as lines: each paragraph has its own."""

    file: str
    role: str
    lines: tuple[str, ...]

    def refuse(self, line: int, problem: str, near: str = "") -> NoReturn:
        """Raise the failure that tells what is wrong at this line, counted from 0."""
        text = html.unescape(_MARKUP.sub(r"\1", self.lines[line])).strip()
        start = max(text.find(near) - _SHOWN // 2, 0) if len(text) > _SHOWN else 0
        shown = text[start : start + _SHOWN]
        quoted = f"{'…' * (start > 0)}{shown}{'…' * (start + _SHOWN < len(text))}"
        detail = f"{_PLACES[self.role]} ‘{quoted}’ staat {problem}"
        raise Failure(Cause.TEMPLATE, file=self.file, detail=detail)


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template; `render` may be called any number of times."""

    name: str
    language: Language
    #: The fields that it uses, each with where it stands first.
    names: Mapping[str, tuple[_Part, int]]
    _members: tuple[tuple[wordfile.Member, _Part | None, jinja2.Template | None], ...]

    def render(self, fields: Mapping[str, object]) -> bytes:
        """Give the letter as the bytes of a .docx.

        Raises a `Failure` when a field is missing or holds a character that no document can
        hold; nothing is half-written.
        """
        for name, (part, line) in self.names.items():
            if name not in fields:
                part.refuse(line, _missing(name, fields), name)
        for name, value in fields.items():
            if any(map(UNPRINTABLE.search, _values(value))):
                raise Failure(Cause.INVALID_TEXT, place=f"Het veld ‘{name}’ van de brief")
        return wordfile.write(
            wordfile.Member.of(member.name, _fill(source, part, fields))
            if source is not None and part is not None
            else member
            for member, part, source in self._members
        )


@lru_cache(maxsize=16)
def compile_template(data: bytes, name: str) -> Template:
    """Give the template that these bytes of a .docx hold; `name` ends in .en.docx for English.

    The same bytes are compiled once per process. Raises a `Failure` with the place in the
    template when it cannot be used.
    """
    members = wordfile.read(data, name)
    roles = wordfile.roles(members, name)
    english = name.lower().removesuffix(".docx").endswith(".en")
    language = Language.EN if english else Language.NL
    names: dict[str, tuple[_Part, int]] = {}
    compiled: list[tuple[wordfile.Member, _Part | None, jinja2.Template | None]] = []
    for member in members:
        part = _part(member, roles[member.name], name) if member.name in roles else None
        source = _compile(part, _environment(language), names) if part is not None else None
        compiled.append((member, part, source))
    return Template(name, language, names, tuple(compiled))


def _part(member: wordfile.Member, role: str, name: str) -> _Part | None:
    """Give a member as Jinja2 source, or None when it has no fields."""
    from docxtpl import DocxTemplate

    try:
        xml = member.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        detail = "het bestand is beschadigd"
        raise Failure(Cause.TEMPLATE, file=name, detail=detail) from None
    xml = _PARAGRAPH.sub("\n<", xml.replace("\r\n", "\n").replace("\r", "\n"))
    _check_tags(_Part(name, role, tuple(map(_typed, xml.split("\n")))))
    source = _TAG.sub(_mended, DocxTemplate(name).patch_xml(xml))
    return _Part(name, role, tuple(source.split("\n"))) if _TAG.search(source) else None


def _mended(tag: re.Match[str]) -> str:
    """Give a tag as it was meant: Word makes `&` an entity and quotes typographic.

    Without this, `'D&P' in profielen` would silently be false.
    """
    return html.unescape(tag[0]).translate(_TYPOGRAPHY).replace("\n", " ")


def _typed(line: str) -> str:
    """Give the text of a paragraph as one sees it in Word."""
    return html.unescape("".join(_TEXT.findall(line)))


def _check_tags(part: _Part) -> None:
    """Refuse what docxtpl would silently print, or leave out with the text around it."""
    for number, text in enumerate(part.lines):
        other = _TAG.sub("", text)
        if loose := re.search(r"[{}]", other):
            problem = "een losse accolade: een veld begint met {{ en eindigt met }}"
            part.refuse(number, problem, loose[0])
        alone = _ALONE.search(text)
        if alone and (other.strip() or len(_TAG.findall(text)) > 1):
            problem = "meer dan de opdracht met {%p: die hoort alleen in een alinea"
            part.refuse(number, problem, alone[0])


def _check_blocks(part: _Part) -> None:
    """Refuse unknown statements, and conditions and repetitions that are not closed."""
    opened: list[tuple[str, int]] = []
    for number, line in enumerate(part.lines):
        for word in (found[1] for found in map(_STATEMENT.match, _TAG.findall(line)) if found):
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


@cache
def _environment(language: Language) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_printed
    )
    environment.globals.clear()
    known = {name: made for name, made in environment.filters.items() if name in _FILTERS}
    environment.filters = {**known, **WORDINGS[language].filters}
    return environment


def _printed(value: object) -> object:
    """Give what a field prints: nothing for an empty one, line breaks marked."""
    if isinstance(value, str):
        plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return plain.replace("\n", _BREAK)
    return "" if value is None else value


def _compile(
    part: _Part, environment: SandboxedEnvironment, names: dict[str, tuple[_Part, int]]
) -> jinja2.Template:
    from jinja2 import TemplateSyntaxError, meta, nodes

    _check_blocks(part)
    try:
        tree = environment.parse("\n".join(part.lines))
    except TemplateSyntaxError as error:
        part.refuse(error.lineno - 1, "een opdracht die niet te lezen is", "{")
    # Jinja2 itself finds a wrong name only when it comes to it, in the letter to some school.
    for used in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(used, nodes.Filter) else environment.tests
        if used.name not in known:
            part.refuse(used.lineno - 1, f"‘{used.name}’, dat niet bestaat", used.name)
    for name in sorted(meta.find_undeclared_variables(tree)):
        names.setdefault(name, (part, _line_with(name, part.lines)))
    return environment.from_string(tree)


def _line_with(name: str, lines: Iterable[str]) -> int:
    uses = re.compile(rf"\b{re.escape(name)}\b")
    return next(n for n, line in enumerate(lines) if any(map(uses.search, _TAG.findall(line))))


def _missing(name: str, fields: Iterable[str]) -> str:
    nearest = reference.nearest(name, fields)
    meant = f" (bedoelde u ‘{nearest}’?)" if nearest else ""
    return f"het veld ‘{name}’, dat niet bestaat{meant}"


def _fill(source: jinja2.Template, part: _Part, fields: Mapping[str, object]) -> bytes:
    """Give a part with its fields filled in, as XML that is sure to be well-formed."""
    from jinja2 import TemplateError

    expected = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
    try:
        xml = source.render(fields)
        content = (_with_breaks(xml, part.role) if _BREAK in xml else xml).encode()
    except expected as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f.lineno for f in frames if f.filename == "<template>" and f.lineno]
        part.refuse(lines[-1] - 1 if lines else 0, _reason(error, fields), "{")
    try:
        ParserCreate().Parse(content, True)  # noqa: FBT003  # it takes no name
    except ExpatError as error:
        problem = "een opdracht die ergens anders wordt afgesloten dan ze begint"
        _Part(part.file, part.role, tuple(xml.split("\n"))).refuse(error.lineno - 1, problem)
    return content


def _reason(error: Exception, fields: Iterable[str]) -> str:
    from jinja2.exceptions import SecurityError, UndefinedError

    if isinstance(error, SecurityError):
        return "een opdracht die niet mag: alleen velden, voorwaarden en herhalingen mogen"
    if isinstance(error, UndefinedError):
        *_, name = ("", *re.findall(r"'([^']*)'", str(error)))
        return _missing(name, fields)
    return "een veld waarvan de waarde niet bij de opdracht past"


def _with_breaks(xml: str, role: str) -> str:
    """Give XML in which line breaks in text are Word's; elsewhere they become blanks."""
    if role == "properties":
        return xml.replace(_BREAK, " ")
    attributes = re.sub(r"<[^<>]*>", lambda tag: tag[0].replace(_BREAK, " "), xml)
    return attributes.replace(_BREAK, '</w:t><w:br/><w:t xml:space="preserve">')


def _values(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list | tuple):
        for inner in value.values() if isinstance(value, Mapping) else value:
            yield from _values(inner)
