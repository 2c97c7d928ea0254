"""Whether a template prints each field as its kind asks: a list as one, a date with its filter.

What a letter would print as `('Dijkstraat 101', …)`, `2026-11-30` or `False` is found here, when
the template is read, and not in the letter to some school.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sto_xl.letters import tags

if TYPE_CHECKING:
    from jinja2 import nodes

    from sto_xl.letters.kinds import Field

#: Kinds beside those of fields: the items of a list with parts, a count, what nobody knows.
_RECORD, _COUNT, _UNKNOWN = "rij", "aantal", "onbekend"
_TEXT, _LIST, _DATE, _NUMBER, _YES_NO = "tekst", "lijst", "datum", "getal", "ja of nee"


@dataclass(frozen=True, slots=True)
class _Kind:
    """What an expression gives: its kind, the parts that it or its items have, how it is called."""

    of: str
    called: str = ""
    parts: Mapping[str, Field] | None = None


_ANY = _Kind(_UNKNOWN)
#: What each filter takes, and what it gives; without a kind, what it got.
_FILTERS: Mapping[str, tuple[Collection[str], str]] = {
    "datum": ({_DATE}, _TEXT),
    "bedrag": ({_NUMBER, _COUNT}, _TEXT),
    "getal": ({_NUMBER, _COUNT}, _TEXT),
    "opsomming": ({_LIST}, _TEXT),
    "join": ({_LIST, _TEXT}, _TEXT),
    **dict.fromkeys(
        ("capitalize", "lower", "replace", "title", "trim", "upper"), ({_TEXT, _COUNT}, _TEXT)
    ),
    **dict.fromkeys(("first", "last"), ({_LIST, _TEXT}, "")),
    "length": ({_LIST, _TEXT}, _COUNT),
    "sum": ({_LIST}, _NUMBER),
    **dict.fromkeys(("sort", "unique", "list"), ({_LIST, _TEXT}, _LIST)),
    **dict.fromkeys(("abs", "int", "round"), ({_NUMBER, _COUNT, _TEXT}, _NUMBER)),
}
_LOOP = {"first": _YES_NO, "last": _YES_NO, "cycle": _TEXT}
#: How each kind is called, and what to write so that it reads well.
_ASKS = {
    _LIST: "schrijf {{{{ {name}|opsomming }}}}, of herhaal een alinea: {{%p for regel in {name} %}}",
    _DATE: "schrijf {{{{ {name}|datum }}}}",
    _NUMBER: "schrijf {{{{ {name}|getal }}}}, of bij euro's {{{{ {name}|bedrag }}}}",
    _YES_NO: "schrijf {{% if {name} %}}…{{% endif %}} om wat er dan moet staan",
    _RECORD: "noem een van de velden ervan, zoals {{{{ {name}.{part} }}}}",
}
_ROWS = "herhaal er een tabelrij mee: {{%tr for rij in {name} %}}"
_TAKES = {
    "datum": "alleen bij een datum",
    "bedrag": "alleen bij een getal",
    "getal": "alleen bij een getal",
    "opsomming": "alleen bij een lijst",
}


class _Check:
    """The walk through a template; `refuse` gets a line, counted from 1, what is wrong, and where."""

    def __init__(
        self, fields: Mapping[str, Field], refuse: Callable[[int, str, str], None]
    ) -> None:
        self._refuse = refuse
        self._scope = {name: _of(field, name) for name, field in fields.items()}

    def walk(self, node: nodes.Node) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.Output):
            for printed in node.nodes:
                self._printed(printed)
        elif isinstance(node, nodes.For):
            self._for(node)
        elif isinstance(node, nodes.Assign):
            self._set(node.target, self.kind(node.node))
        elif isinstance(node, nodes.With):
            for target, value in zip(node.targets, node.values, strict=True):
                self._set(target, self.kind(value))
            for child in node.body:
                self.walk(child)
        elif isinstance(node, nodes.If):
            self.kind(node.test)
            for child in (*node.body, *node.elif_, *node.else_):
                self.walk(child)
        else:
            for child in node.iter_child_nodes():
                self.walk(child)

    def _for(self, node: nodes.For) -> None:
        over = self.kind(node.iter)
        if over.of not in {_LIST, _UNKNOWN}:
            problem = f"een herhaling van {_named(over)}: herhalen kan alleen met een lijst"
            self._refuse(node.lineno, problem, over.called)
        before = dict(self._scope)
        item = _item(over)
        name = getattr(node.target, "name", "")
        self._set(node.target, replace(item, called=name) if item.of != _UNKNOWN else item)
        self._scope["loop"] = _Kind(_UNKNOWN, "loop")
        for child in (*([node.test] if node.test else ()), *node.body):
            self.walk(child)
        self._scope = before
        for child in node.else_:
            self.walk(child)

    def _set(self, target: nodes.Node, kind: _Kind) -> None:
        from jinja2 import nodes

        if isinstance(target, nodes.Name):
            self._scope[target.name] = replace(kind, called=target.name)
        for inner in target.find_all(nodes.Name):
            self._scope[inner.name] = _ANY

    def _printed(self, node: nodes.Node) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.TemplateData):
            return
        if isinstance(node, nodes.CondExpr):
            self.kind(node.test)
            for one in (node.expr1, *([node.expr2] if node.expr2 else ())):
                self._printed(one)
        elif isinstance(node, (nodes.Or, nodes.And)):
            self._printed(node.left)
            self._printed(node.right)
        elif isinstance(node, nodes.Concat):
            for one in node.nodes:
                self._printed(one)
        else:
            kind = self.kind(node)
            if remedy := _remedy(kind):
                problem = f"{_named(kind)}, dat zo niet goed in de brief komt: {remedy}"
                self._refuse(node.lineno, problem, kind.called)

    def kind(self, node: nodes.Node) -> _Kind:
        """Give what an expression gives, and refuse what cannot be asked of it."""
        from jinja2 import nodes

        match node:
            case nodes.Name():
                return self._scope.get(node.name, _ANY)
            case nodes.Getattr():
                return self._part(node, node.attr)
            case nodes.Getitem(arg=nodes.Const(value=str(name))):
                return self._part(node, name)
            case nodes.Getitem(arg=nodes.Slice()):
                return self.kind(node.node)
            case nodes.Getitem():
                return _item(self.kind(node.node))
            case nodes.Filter():
                return self._filtered(node)
            case nodes.CondExpr():
                self.kind(node.test)
                other = self.kind(node.expr2) if node.expr2 else _ANY
                one = self.kind(node.expr1)
                return one if one.of == other.of else _ANY
            case nodes.Compare():
                self._compared(node)
                return _Kind(_YES_NO)
            case nodes.Not() | nodes.Test():
                for child in node.iter_child_nodes():
                    self.kind(child)
                return _Kind(_YES_NO)
            case nodes.Tuple() | nodes.List():
                return _Kind(_LIST)
            case nodes.BinExpr():
                return self._reckoned(node, self.kind(node.left), self.kind(node.right))
            case nodes.Const():
                return _Kind(_const(node.value))
        for child in node.iter_child_nodes():
            self.kind(child)
        return _ANY

    def _part(self, node: nodes.Getattr | nodes.Getitem, name: str) -> _Kind:
        from jinja2 import nodes

        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            return _Kind(_LOOP.get(name, _COUNT), f"loop.{name}")
        of = self.kind(node.node)
        if of.of == _LIST and of.parts and name in of.parts:
            remedy = _ROWS.format(name=of.called)
            problem = f"het veld ‘{name}’ van de lijst ‘{of.called}’ als geheel: {remedy}"
            self._refuse(node.lineno, problem, name)
        if of.of != _RECORD or not of.parts:
            return _ANY
        if name not in of.parts:
            self._refuse(node.lineno, f"het veld {tags.unknown(name, of.parts)}", name)
        return _of(of.parts[name], f"{of.called}.{name}")

    def _filtered(self, node: nodes.Filter) -> _Kind:
        from jinja2 import nodes

        of = self.kind(node.node) if node.node else _ANY
        for child in node.args:
            self.kind(child)
        if node.name in {"d", "default"}:
            return of
        takes, gives = _FILTERS.get(node.name, ((), _UNKNOWN))
        by_part = next(
            (
                k.value.value
                for k in node.kwargs
                if k.key == "attribute" and isinstance(k.value, nodes.Const)
            ),
            "",
        )
        if of.of != _UNKNOWN and takes and of.of not in takes:
            only = _TAKES.get(node.name)
            remedy = f"dat hoort {only}" if only else _remedy(of)
            problem = f"{_named(of)} met |{node.name}: {remedy or 'laat dat weg'}"
            self._refuse(node.lineno, problem, f"|{node.name}")
        if gives == _TEXT and of.of == _LIST and of.parts and not by_part:
            remedy = _ROWS.format(name=of.called)
            problem = f"{_named(of)} met |{node.name}: {remedy}"
            self._refuse(node.lineno, problem, f"|{node.name}")
        if not gives:
            return _item(of)
        if gives == _LIST:
            return replace(of, of=_LIST)
        return _Kind(gives, of.called if of.of == _NUMBER else "")

    def _compared(self, node: nodes.Compare) -> None:
        from jinja2 import nodes

        left = self.kind(node.expr)
        for operand in node.ops:
            right = self.kind(operand.expr)
            if operand.op not in {"eq", "ne"}:
                continue
            for one, other in ((left, operand.expr), (right, node.expr)):
                typed = isinstance(other, nodes.Const) and isinstance(other.value, str)
                if typed and one.of in {_LIST, _DATE, _NUMBER, _YES_NO}:
                    remedy = _TESTED[one.of].format(name=one.called or "veld")
                    problem = f"{_named(one)}, dat nooit gelijk is aan een tekst: {remedy}"
                    self._refuse(node.lineno, problem, one.called)

    def _reckoned(self, node: nodes.BinExpr, left: _Kind, right: _Kind) -> _Kind:
        kinds = {left.of, right.of}
        # A letter needs none of these, and they could make a text without end.
        if node.operator == "**" or (node.operator in {"*", "%"} and kinds & {_TEXT, _LIST}):
            self._refuse(node.lineno, "een berekening die in een brief niet kan", node.operator)
        if kinds == {_COUNT}:
            return _Kind(_COUNT)
        if _NUMBER in kinds and kinds <= {_NUMBER, _COUNT}:
            return _Kind(_NUMBER, left.called or right.called)
        return _Kind(kinds.pop()) if len(kinds) == 1 else _ANY


_TESTED = {
    _LIST: "schrijf {{% if {name} %}}, of {{% if '…' in {name} %}}",
    _DATE: "schrijf {{% if {name} %}}",
    _NUMBER: "laat de aanhalingstekens weg",
    _YES_NO: "schrijf {{% if {name} %}}, of {{% if not {name} %}}",
}


def check(
    tree: nodes.Template, fields: Mapping[str, Field], refuse: Callable[[int, str, str], None]
) -> None:
    """Refuse the first field that a template prints otherwise than its kind asks.

    `refuse` gets the line, counted from 1, what is wrong, and the text near which it is.
    """
    _Check(fields, refuse).walk(tree)


def _of(field: Field, called: str) -> _Kind:
    return _Kind(
        _COUNT if field.small else field.kind,
        called,
        {part.name: part for part in field.parts} or None,
    )


def _item(of: _Kind) -> _Kind:
    if of.of == _LIST:
        return _Kind(_RECORD if of.parts else _TEXT, of.called, of.parts)
    return _Kind(_TEXT) if of.of == _TEXT else _ANY


def _const(value: object) -> str:
    if isinstance(value, bool):
        return _YES_NO
    return _TEXT if isinstance(value, str) else _COUNT if isinstance(value, int) else _UNKNOWN


def _remedy(kind: _Kind) -> str:
    """Give what to write instead of what is printed so; empty for what can be."""
    name = kind.called or "veld"
    if kind.of == _LIST and kind.parts:
        return _ROWS.format(name=name)
    part = next(iter(kind.parts or ()), "")
    return _ASKS.get(kind.of, "").format(name=name, part=part)


def _named(kind: _Kind) -> str:
    return f"het veld ‘{kind.called}’ ({kind.of})" if kind.called else f"iets ({kind.of})"
