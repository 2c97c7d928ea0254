"""A Word file with Jinja2 fields: compiled once, then filled in for each letter.

Jinja2 is imported here, and docxtpl in `source`, inside a function: that takes 165 ms. Fields,
conditions and repetitions are written as docxtpl documents them: `{{ veld }}`, `{% if … %}`, and
`{%p if … %}` alone in a paragraph, which itself is not printed.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl import reference
from sto_xl.errors import Cause, Failure
from sto_xl.letters import source, wordfile
from sto_xl.letters.source import PLACES, Part
from sto_xl.model import Language
from sto_xl.wording import DUTCH, UNPRINTABLE, WORDINGS

if TYPE_CHECKING:
    import jinja2
    from jinja2.sandbox import SandboxedEnvironment

#: Stands for a line break in a value until its place in the XML is known; no value can hold it.
_BREAK = "\x0b"
#: Filters that cannot spoil the XML (as `safe` would) nor the repeatability (as `random` would).
_FILTERS = frozenset(
    {
        *("abs", "capitalize", "d", "default", "first", "int", "join", "last", "length", "list"),
        *("lower", "replace", "round", "sort", "sum", "title", "trim", "unique", "upper"),
    }
)


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a template uses a field; paragraphs are counted from 1, the grey ones too."""

    name: str
    part: Part
    paragraph: int


def places(uses: Iterable[Use]) -> str:
    """Tell where these uses are, as people look for them: "brieftekst, alinea 12 en 14"."""
    by_part: dict[str, dict[str, None]] = {}
    for use in uses:
        numbers = by_part.setdefault(use.part.role, {})
        if use.part.role != "properties":
            numbers[str(use.paragraph)] = None
    return "; ".join(
        f"{PLACES[role][0]}, alinea {DUTCH.opsomming(numbers)}" if numbers else PLACES[role][0]
        for role, numbers in by_part.items()
    )


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template; `render` may be called any number of times."""

    name: str
    language: Language
    #: Where it uses fields, in the order in which one reads.
    uses: tuple[Use, ...]
    _names: frozenset[str]
    _members: tuple[tuple[wordfile.Member, Part | None, jinja2.Template | None], ...]

    def require(self, fields: Collection[str]) -> None:
        """Raise the `Failure` that names the first field that is not among these, if any."""
        if self._names.issubset(fields):
            return
        for use in self.uses:
            if use.name not in fields:
                use.part.refuse(use.paragraph, _missing(use.name, fields), use.name)

    def render(self, fields: Mapping[str, object]) -> bytes:
        """Give the letter as the bytes of a .docx.

        Raises a `Failure` when a field is missing or holds a character that no document can
        hold; nothing is half-written.
        """
        self.require(fields)
        if UNPRINTABLE.search("\n".join(_values(list(fields.values())))):
            name = next(n for n, v in fields.items() if any(map(UNPRINTABLE.search, _values(v))))
            raise Failure(Cause.INVALID_TEXT, place=f"Het veld ‘{name}’ van de brief")
        return wordfile.write(
            _filled(member.name, made, part, fields)
            if made is not None and part is not None
            else member
            for member, part, made in self._members
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
    uses: list[Use] = []
    compiled: list[tuple[wordfile.Member, Part | None, jinja2.Template | None]] = []
    for member in members:
        part = source.read(member, roles[member.name], name) if member.name in roles else None
        made = _compile(part, _environment(language), uses) if part is not None else None
        compiled.append((member, part, made))
    order = list(PLACES)
    uses.sort(key=lambda use: order.index(use.part.role))
    names = frozenset(use.name for use in uses)
    return Template(name, language, tuple(uses), names, tuple(compiled))


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


def _compile(part: Part, environment: SandboxedEnvironment, uses: list[Use]) -> jinja2.Template:
    from jinja2 import TemplateSyntaxError, meta, nodes

    try:
        tree = environment.parse("\n".join(part.lines))
    except TemplateSyntaxError as error:
        part.refuse(error.lineno - 1, "een opdracht die niet te lezen is", "{")
    # Jinja2 itself finds a wrong name only when it comes to it, in the letter to some school.
    for used in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(used, nodes.Filter) else environment.tests
        if used.name not in known:
            part.refuse(used.lineno - 1, f"‘{used.name}’, dat niet bestaat", used.name)
    fields = meta.find_undeclared_variables(tree)
    found = {(n.lineno - 1, n.name) for n in tree.find_all(nodes.Name) if n.name in fields}
    uses += (Use(name, part, line) for line, name in sorted(found))
    return environment.from_string(tree)


def _missing(name: str, fields: Iterable[str]) -> str:
    nearest = reference.nearest(name, fields)
    meant = f" (bedoelde u ‘{nearest}’?)" if nearest else ""
    return f"het veld ‘{name}’, dat niet bestaat{meant}"


def _filled(
    name: str, source: jinja2.Template, part: Part, fields: Mapping[str, object]
) -> wordfile.Member:
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
        return _sound(name, content)
    except ExpatError as error:
        problem = "een opdracht die ergens anders wordt afgesloten dan ze begint"
        Part(part.file, part.role, tuple(xml.split("\n"))).refuse(error.lineno - 1, problem)


@lru_cache(maxsize=32)
def _sound(name: str, content: bytes) -> wordfile.Member:
    """Give a part, deflated; ExpatError where it is not well-formed.

    What stands at the head and foot of a letter is the same in a whole region.
    """
    ParserCreate().Parse(content, True)  # noqa: FBT003  # it takes no name
    return wordfile.Member.of(name, content)


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


def _values(value: object) -> list[str]:
    """Give the texts in a value, however deep."""
    if isinstance(value, str):
        return [value]
    if not isinstance(value, dict | list | tuple):
        return []
    inner = value.values() if isinstance(value, dict) else value
    texts = [one for one in inner if isinstance(one, str)]
    for one in inner:
        if isinstance(one, dict | list | tuple):
            texts += _values(one)
    return texts
