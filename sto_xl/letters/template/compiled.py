"""A Word file with Jinja2 fields: compiled once, then filled in for each letter.

Jinja2 is imported inside functions, so that a click without letters starts faster. Fields,
conditions and repetitions are written as docxtpl documents them: `{{ veld }}`, `{% if … %}`, and
`{%p if … %}` alone in a paragraph, which itself is not printed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sto_xl.letters.template import printing, source, tags
from sto_xl.letters.template.filling import Form, filled, given, printed
from sto_xl.letters.template.places import PLACES
from sto_xl.letters.template.source import TemplatePart, is_sound
from sto_xl.letters.word import foreign, parts, pending
from sto_xl.letters.word.members import Member, read_members, write
from sto_xl.model import Language
from sto_xl.model.wording import DUTCH, UNPRINTABLE, WORDINGS
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

    from sto_xl.letters.kinds import Field

#: Filters that cannot spoil the XML (as `safe` would) nor the repeatability (as `random` would).
_FILTERS = frozenset(
    {
        *("abs", "capitalize", "d", "default", "first", "int", "join", "last", "length", "list"),
        *("lower", "replace", "round", "sort", "sum", "title", "trim", "unique", "upper"),
    }
)
_NESTED = "een opdracht met te veel in elkaar"
_TOO_MUCH = "een opdracht die te veel vraagt"


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a template uses a field: the line of the part, counted from 0."""

    name: str
    part: TemplatePart
    line: int

    @property
    def paragraph(self) -> int:
        """The paragraph, counted from 1, the grey ones too."""
        return self.part.lines[self.line].paragraph


def places(uses: Iterable[Use]) -> str:
    """Tell where these uses are, as people look for them: "brieftekst, alinea 12 en 14"."""
    called = {"mail": "regel"}
    by_part: dict[str, dict[str, None]] = {}
    for use in uses:
        numbers = by_part.setdefault(use.part.role, {})
        if use.part.role != "properties":
            numbers[str(use.paragraph)] = None
    return "; ".join(
        f"{PLACES[role][0]}, {called.get(role, 'alinea')} {DUTCH.opsomming(numbers)}"
        if numbers
        else PLACES[role][0]
        for role, numbers in by_part.items()
    )


def require(uses: Iterable[Use], fields: Collection[str]) -> None:
    """Raise the `Failure` that names the first field that is not among these, if any."""
    for use in uses:
        if use.name not in fields:
            use.part.refuse(use.line, f"het veld {tags.unknown(use.name, fields)}", use.name)


def must_hold(fields: Mapping[str, Hashable], uses: Iterable[Use]) -> None:
    """Raise the `Failure` that names a field which is missing, or that no document can hold."""
    require(uses, fields)
    if UNPRINTABLE.search("\n".join(_texts(fields.values()))):
        name = next(n for n, v in fields.items() if any(map(UNPRINTABLE.search, _texts([v]))))
        raise Failure(Cause.INVALID_TEXT, place=f"Het veld ‘{name}’ van de brief")


@dataclass(frozen=True, slots=True)
class Template:
    """A compiled template; `render` may be called any number of times."""

    name: str
    language: Language
    #: Where it uses fields, in the order in which one reads.
    uses: tuple[Use, ...]
    _members: tuple[Member | Form, ...]

    def check(self, fields: Mapping[str, Field]) -> None:
        """Raise the `Failure` that names a field which it prints otherwise than its kind asks.

        Fields that are not among these are passed over.
        """
        for form in self._members:
            if isinstance(form, Form):
                part = form.part
                printing.check(
                    form.tree, fields, lambda line, *told, part=part: part.refuse(line - 1, *told)
                )

    def render(self, fields: Mapping[str, Hashable]) -> bytes:
        """Give the letter as the bytes of a .docx; a list is a tuple.

        Raises a `Failure` when a field is missing or holds a character that no document can
        hold; nothing is half-written.
        """
        must_hold(fields, self.uses)
        return write(
            filled(member, tuple([fields[name] for name in member.fields]))
            if isinstance(member, Form)
            else member
            for member in self._members
        )


@lru_cache(maxsize=16)
def compile_template(data: bytes, name: str) -> Template:
    """Give the template that these bytes of a .docx hold; `name` ends in .en.docx for English.

    The same bytes are compiled once per process. Raises a `Failure` with the place in the
    template when it cannot be used.
    """
    members = read_members(data, name)
    types = parts.types(members, name)
    roles = parts.roles(members, types, name)
    parts.must_be_sound(members, types, name)
    pending.check_file(members, types, name)
    foreign.check_file(members, types, name)
    english = name.lower().removesuffix(".docx").endswith(".en")
    language = Language.EN if english else Language.NL
    uses: list[Use] = []
    compiled: list[Member | Form] = []
    for member in members:
        part = source.read_part(member, roles[member.name], name) if member.name in roles else None
        compiled.append(form_of(member.name, part, language, uses) if part else member)
    order = list(PLACES)
    uses.sort(key=lambda use: order.index(use.part.role))
    return Template(name, language, tuple(uses), tuple(compiled))


@cache
def _environment(language: Language, *, escaped: bool) -> SandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=escaped, finalize=printed
    )
    environment.globals.clear()
    known = {name: made for name, made in environment.filters.items() if name in _FILTERS}
    ours = {name: given(name, made) for name, made in WORDINGS[language].filters.items()}
    environment.filters = {**known, **ours}
    return environment


def form_of(
    name: str, part: TemplatePart, language: Language, uses: list[Use], *, escaped: bool = True
) -> Form:
    """Compile a part, and tell of its fields; `escaped` for a part in XML."""
    from jinja2 import TemplateSyntaxError, meta, nodes

    environment = _environment(language, escaped=escaped)
    try:
        tree = environment.parse(part.source)
        # Jinja2 itself finds a wrong name only when it comes to it, in the letter to some school.
        for used in tree.find_all((nodes.Filter, nodes.Test)):
            known = environment.filters if isinstance(used, nodes.Filter) else environment.tests
            if used.name not in known:
                part.refuse(used.lineno - 1, tags.unknown(used.name, known), used.name)
        text = environment.from_string(tree)
    except TemplateSyntaxError as error:
        part.refuse(error.lineno - 1, _unreadable(str(error)), "{")
    except (RecursionError, MemoryError, SyntaxError, ValueError, ArithmeticError) as error:
        typed = ["".join(tags.TAG.findall(line.source)) for line in part.lines]
        longest = max(range(len(typed)), key=lambda number: len(typed[number]))
        nested = isinstance(error, (RecursionError, SyntaxError))
        part.refuse(longest, _NESTED if nested else _TOO_MUCH, "{")
    fields = meta.find_undeclared_variables(tree)
    found = {(n.lineno - 1, n.name) for n in tree.find_all(nodes.Name) if n.name in fields}
    uses += (Use(field, part, line) for line, field in sorted(found))
    return Form(name, part, tuple(sorted(fields)), is_sound(part.source), tree, text)


def _unreadable(error: str) -> str:
    """Tell what cannot be read of a statement; the sign, where that is what Jinja2 stumbles on."""
    if sign := re.search(r"unexpected char '(.)'", error):
        return f"een opdracht met het teken ‘{sign[1]}’, dat daar niet kan staan"
    if "got '='" in error:
        return "een opdracht met één =: vergelijken doet u met =="
    return "een opdracht die niet te lezen is"


def _texts(values: Iterable[object]) -> list[str]:
    """Give the texts among values, however deep."""
    texts = []
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            texts += _texts(value)
    return texts
