"""What an expression in a template gives: a text, a list, a date; and what it cannot be asked."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sto_xl.letters.template import tags

if TYPE_CHECKING:
    from jinja2 import nodes

    from sto_xl.letters.kinds import Field

#: The kinds of fields; and beside these a row of a list, a count, and what nobody knows.
TEXT, LIST, DATE, NUMBER, YES_NO = "tekst", "lijst", "datum", "getal", "ja of nee"
RECORD, COUNT, UNKNOWN = "rij", "aantal", "onbekend"


@dataclass(frozen=True, slots=True)
class ValueKind:
    """What an expression gives: its kind, the parts that it or its items have, how it is called."""

    of: str
    called: str = ""
    parts: Mapping[str, Field] | None = None

    @property
    def named(self) -> str:
        """How a sentence names it."""
        return f"het veld ‘{self.called}’ ({self.of})" if self.called else f"iets ({self.of})"

    @property
    def item(self) -> ValueKind:
        """What one item of it is."""
        if self.of == LIST:
            return ValueKind(RECORD if self.parts else TEXT, self.called, self.parts)
        return ValueKind(TEXT) if self.of == TEXT else ANY

    @property
    def asks(self) -> str:
        """What to write so that it reads well; empty for what can be printed as it is."""
        of = "lijst van rijen" if self.of == LIST and self.parts else self.of
        part = next(iter(self.parts or ()), "")
        return _ASKS.get(of, "").format(name=self.called or "veld", part=part)

    @property
    def tested(self) -> str:
        """What to write to test it, instead of comparing it with a text."""
        return _TESTS.get(self.of, "").format(name=self.called or "veld")


ANY = ValueKind(UNKNOWN)
_ASKS = {
    LIST: "schrijf {{{{ {name}|opsomming }}}}, of herhaal een alinea: {{%p for regel in {name} %}}",
    "lijst van rijen": "herhaal er een tabelrij mee: {{%tr for rij in {name} %}}",
    DATE: "schrijf {{{{ {name}|datum }}}}",
    NUMBER: "schrijf {{{{ {name}|getal }}}}, of bij euro's {{{{ {name}|bedrag }}}}",
    YES_NO: "schrijf {{% if {name} %}}…{{% endif %}} om wat er dan moet staan",
    RECORD: "noem een van de velden ervan, zoals {{{{ {name}.{part} }}}}",
}
_TESTS = {
    LIST: "schrijf {{% if {name} %}}, of {{% if '…' in {name} %}}",
    DATE: "schrijf {{% if {name} %}}",
    NUMBER: "laat de aanhalingstekens weg",
    YES_NO: "schrijf {{% if {name} %}}, of {{% if not {name} %}}",
}
#: What each filter takes, and what it gives; without a kind, an item of what it got.
_FILTERS: Mapping[str, tuple[Collection[str], str]] = {
    "datum": ({DATE}, TEXT),
    "bedrag": ({NUMBER, COUNT}, TEXT),
    "getal": ({NUMBER, COUNT}, TEXT),
    "opsomming": ({LIST}, TEXT),
    "join": ({LIST, TEXT}, TEXT),
    **dict.fromkeys(
        ("capitalize", "lower", "replace", "title", "trim", "upper"), ({TEXT, COUNT}, TEXT)
    ),
    **dict.fromkeys(("first", "last"), ({LIST, TEXT}, "")),
    "length": ({LIST, TEXT}, COUNT),
    "sum": ({LIST}, NUMBER),
    **dict.fromkeys(("sort", "unique", "list"), ({LIST, TEXT}, LIST)),
    **dict.fromkeys(("abs", "int", "round"), ({NUMBER, COUNT, TEXT}, NUMBER)),
}
_BELONGS = {
    "datum": "dat hoort alleen bij een datum",
    "bedrag": "dat hoort alleen bij een getal",
    "getal": "dat hoort alleen bij een getal",
    "opsomming": "dat hoort alleen bij een lijst",
}
_LOOP = {"first": YES_NO, "last": YES_NO, "cycle": TEXT}


class Expressions:
    """The kinds of expressions, given those of the names in `scope`.

    `refuse` gets the line, counted from 1, what is wrong, and the text near which it is.
    """

    def __init__(
        self, fields: Mapping[str, Field], refuse: Callable[[int, str, str], None]
    ) -> None:
        """Begin with the fields of a letter."""
        self.refuse = refuse
        self.scope = {name: _of(field, name) for name, field in fields.items()}
        self._by: Mapping[str, Callable[[Any], ValueKind]] = {
            "Name": lambda node: self.scope.get(node.name, ANY),
            "Const": lambda node: ValueKind(_const(node.value)),
            "Getattr": lambda node: self._part(node, node.attr),
            "Getitem": self._taken,
            "Filter": self._filtered,
            "CondExpr": self._either,
            "Compare": self._compared,
            "Not": self._tested,
            "Test": self._tested,
            "Tuple": lambda _: ValueKind(LIST),
            "List": lambda _: ValueKind(LIST),
            "BinExpr": self._reckoned,
        }

    def kind(self, node: nodes.Node) -> ValueKind:
        """Give what an expression gives, and refuse what cannot be asked of it."""
        for one in type(node).__mro__:
            if known := self._by.get(one.__name__):
                return known(node)
        for child in node.iter_child_nodes():
            self.kind(child)
        return ANY

    def _tested(self, node: nodes.Node) -> ValueKind:
        for child in node.iter_child_nodes():
            self.kind(child)
        return ValueKind(YES_NO)

    def _either(self, node: nodes.CondExpr) -> ValueKind:
        self.kind(node.test)
        one, other = self.kind(node.expr1), self.kind(node.expr2) if node.expr2 else ANY
        return one if one.of == other.of else ANY

    def _taken(self, node: nodes.Getitem) -> ValueKind:
        from jinja2 import nodes

        if isinstance(node.arg, nodes.Slice):
            return self.kind(node.node)
        named = node.arg.value if isinstance(node.arg, nodes.Const) else None
        return self._part(node, named) if isinstance(named, str) else self.kind(node.node).item

    def _part(self, node: nodes.Getattr | nodes.Getitem, name: str) -> ValueKind:
        of = self.kind(node.node)
        if of.called == "loop":
            return ValueKind(_LOOP.get(name, COUNT), f"loop.{name}")
        if of.of == LIST and of.parts and name in of.parts:
            problem = f"het veld ‘{name}’ van de lijst ‘{of.called}’ als geheel: {of.asks}"
            self.refuse(node.lineno, problem, name)
        if of.of != RECORD or not of.parts:
            return ANY
        if name not in of.parts:
            self.refuse(node.lineno, f"het veld {tags.unknown(name, of.parts)}", name)
        return _of(of.parts[name], f"{of.called}.{name}")

    def _filtered(self, node: nodes.Filter) -> ValueKind:
        of = self.kind(node.node) if node.node else ANY
        for child in node.args:
            self.kind(child)
        takes, gives = _FILTERS.get(node.name, ((), UNKNOWN))
        rows = gives == TEXT and of.parts and not any(k.key == "attribute" for k in node.kwargs)
        if (takes and of.of not in {*takes, UNKNOWN}) or rows:
            belongs = "" if rows else _BELONGS.get(node.name)
            remedy = belongs or of.asks or "laat dat weg"
            self.refuse(node.lineno, f"{of.named} met |{node.name}: {remedy}", f"|{node.name}")
        if node.name in {"d", "default"}:
            return of
        if not gives:
            return of.item
        if gives == LIST:
            return replace(of, of=LIST)
        return ValueKind(gives, of.called if of.of == NUMBER else "")

    def _compared(self, node: nodes.Compare) -> ValueKind:
        from jinja2 import nodes

        left = self.kind(node.expr)
        for operand in node.ops:
            right = self.kind(operand.expr)
            for one, other in ((left, operand.expr), (right, node.expr)):
                typed = isinstance(other, nodes.Const) and isinstance(other.value, str)
                if typed and operand.op in {"eq", "ne"} and one.tested:
                    problem = f"{one.named}, dat nooit gelijk is aan een tekst: {one.tested}"
                    self.refuse(node.lineno, problem, one.called)
        return ValueKind(YES_NO)

    def _reckoned(self, node: nodes.BinExpr) -> ValueKind:
        left, right = self.kind(node.left), self.kind(node.right)
        kinds = {left.of, right.of}
        if node.operator in {"and", "or"}:
            return left if len(kinds) == 1 else ANY
        # A letter needs none of these, and they could make a text without end.
        if node.operator == "**" or (node.operator in {"*", "%"} and kinds & {TEXT, LIST}):
            self.refuse(node.lineno, "een berekening die in een brief niet kan", node.operator)
        if NUMBER in kinds and kinds <= {NUMBER, COUNT}:
            return ValueKind(NUMBER, left.called or right.called)
        return ValueKind(kinds.pop()) if len(kinds) == 1 else ANY


def _of(field: Field, called: str) -> ValueKind:
    parts = {part.name: part for part in field.parts} or None
    return ValueKind(COUNT if field.small else field.kind, called, parts)


def _const(value: object) -> str:
    if isinstance(value, bool):
        return YES_NO
    return TEXT if isinstance(value, str) else COUNT if isinstance(value, int) else UNKNOWN
