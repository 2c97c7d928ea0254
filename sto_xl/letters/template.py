"""A Word file with Jinja2 fields: compiled once, then filled in for each letter.

Jinja2 is imported here, and docxtpl in `source`, inside a function: that takes 165 ms. Fields,
conditions and repetitions are written as docxtpl documents them: `{{ veld }}`, `{% if … %}`, and
`{%p if … %}` alone in a paragraph, which itself is not printed.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from xml.parsers.expat import ExpatError, ParserCreate

from sto_xl.letters import source, wordfile
from sto_xl.letters.source import PLACES, TemplatePart
from sto_xl.model import Language, reference
from sto_xl.model.wording import DUTCH, UNPRINTABLE, WORDINGS
from sto_xl.system.errors import Cause, Failure

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
    part: TemplatePart
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


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """A part with fields, under its name in the file; `fields` are those that it asks for.

    `sound` tells whether it is well-formed whatever is filled in.
    """

    name: str
    part: TemplatePart
    fields: tuple[str, ...]
    sound: bool
    text: jinja2.Template


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template; `render` may be called any number of times."""

    name: str
    language: Language
    #: Where it uses fields, in the order in which one reads.
    uses: tuple[Use, ...]
    _names: frozenset[str]
    _members: tuple[wordfile.Member | _Form, ...]

    def require(self, fields: Collection[str]) -> None:
        """Raise the `Failure` that names the first field that is not among these, if any."""
        if self._names.issubset(fields):
            return
        for use in self.uses:
            if use.name not in fields:
                use.part.refuse(use.paragraph, _missing(use.name, fields), use.name)

    def render(self, fields: Mapping[str, Hashable]) -> bytes:
        """Give the letter as the bytes of a .docx; a list is a tuple.

        Raises a `Failure` when a field is missing or holds a character that no document can
        hold; nothing is half-written.
        """
        self.require(fields)
        if UNPRINTABLE.search("\n".join(_texts(fields.values()))):
            name = next(n for n, v in fields.items() if any(map(UNPRINTABLE.search, _texts([v]))))
            raise Failure(Cause.INVALID_TEXT, place=f"Het veld ‘{name}’ van de brief")
        return wordfile.write(
            _filled(member, tuple([fields[name] for name in member.fields]))
            if isinstance(member, _Form)
            else member
            for member in self._members
        )


@lru_cache(maxsize=16)
def compile_template(data: bytes, name: str) -> Template:
    """Give the template that these bytes of a .docx hold; `name` ends in .en.docx for English.

    The same bytes are compiled once per process. Raises a `Failure` with the place in the
    template when it cannot be used.
    """
    members = wordfile.read_members(data, name)
    roles = wordfile.roles(members, name)
    english = name.lower().removesuffix(".docx").endswith(".en")
    language = Language.EN if english else Language.NL
    uses: list[Use] = []
    compiled: list[wordfile.Member | _Form] = []
    for member in members:
        part = source.read_part(member, roles[member.name], name) if member.name in roles else None
        compiled.append(_form(member.name, part, _environment(language), uses) if part else member)
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
        if value.isprintable():
            return value
        plain = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        return plain.replace("\n", _BREAK)
    return "" if value is None else value


def _form(
    name: str, part: TemplatePart, environment: SandboxedEnvironment, uses: list[Use]
) -> _Form:
    """Compile a part, and tell of its fields."""
    from jinja2 import TemplateSyntaxError, meta, nodes

    try:
        tree = environment.parse("\n".join(part.lines))
    except TemplateSyntaxError as error:
        part.refuse(error.lineno - 1, "een opdracht die niet te lezen is", "{")
    # Jinja2 itself finds a wrong name only when it comes to it, in the letter to some school.
    for used in tree.find_all((nodes.Filter, nodes.Test)):
        known = environment.filters if isinstance(used, nodes.Filter) else environment.tests
        if used.name not in known:
            part.refuse(used.lineno - 1, _unknown(used.name, known), used.name)
    fields = meta.find_undeclared_variables(tree)
    found = {(n.lineno - 1, n.name) for n in tree.find_all(nodes.Name) if n.name in fields}
    uses += (Use(field, part, line) for line, field in sorted(found))
    return _Form(name, part, tuple(sorted(fields)), part.sound, environment.from_string(tree))


def _missing(name: str, fields: Iterable[str]) -> str:
    return f"het veld {_unknown(name, fields)}"


def _unknown(name: str, known: Iterable[str]) -> str:
    nearest = reference.nearest(name, known)
    meant = f" (bedoelde u ‘{nearest}’?)" if nearest else ""
    return f"‘{name}’, dat niet bestaat{meant}"


def _filled(form: _Form, values: tuple[object, ...]) -> wordfile.Member:
    """Give a part with its fields filled in, as XML that is sure to be well-formed."""
    try:
        hash(values)
    except TypeError:
        # With rows of a table among them, which no two letters share.
        return _made(form, values)
    return _made_once(form, values)


def _made(form: _Form, values: tuple[object, ...]) -> wordfile.Member:
    from jinja2 import TemplateError

    expected = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
    part, fields = form.part, dict(zip(form.fields, values, strict=True))
    try:
        xml = form.text.render(fields)
        broken = _BREAK in xml
        content = (_with_breaks(xml, part.role) if broken else xml).encode()
    except expected as error:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f.lineno for f in frames if f.filename == "<template>" and f.lineno]
        part.refuse(lines[-1] - 1 if lines else 0, _reason(error, fields), "{")
    if broken or not form.sound:
        try:
            ParserCreate().Parse(content, True)  # noqa: FBT003  # it takes no name
        except ExpatError as error:
            problem = "een opdracht die ergens anders wordt afgesloten dan ze begint"
            TemplatePart(part.file, part.role, tuple(xml.split("\n"))).refuse(
                error.lineno - 1, problem
            )
    return wordfile.Member.of(form.name, content)


#: What stands at the head and foot of a letter is the same in a whole region.
_made_once = lru_cache(maxsize=32)(_made)


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


def _texts(values: Iterable[object]) -> list[str]:
    """Give the texts among values, however deep."""
    texts = []
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            texts += _texts(value)
    return texts
