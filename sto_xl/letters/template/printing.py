"""Whether a template prints each field as its kind asks: a list as one, a date with its filter.

What a letter would print as `('Dijkstraat 101', …)`, `2026-11-30` or `False` is found here, when
the template is read, and not in the letter to some school.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sto_xl.letters.template.expressions import ANY, LIST, UNKNOWN, Expressions, ValueKind

if TYPE_CHECKING:
    from jinja2 import nodes

    from sto_xl.letters.kinds import Field


def check(
    tree: nodes.Template, fields: Mapping[str, Field], refuse: Callable[[int, str, str], None]
) -> None:
    """Refuse the first field that a template prints otherwise than its kind asks.

    `refuse` gets the line, counted from 1, what is wrong, and the text near which it is.
    """
    _Walk(Expressions(fields, refuse)).each([tree])


class _Walk:
    """The walk through the statements of a template, with the kinds of what they name."""

    def __init__(self, expressions: Expressions) -> None:
        self._known = expressions
        self._by: Mapping[str, Callable[[Any], None]] = {
            "Output": self._output,
            "For": self._for,
            "Assign": lambda node: self._set(node.target, self._known.kind(node.node)),
            "With": self._with,
            "If": self._if,
        }

    def each(self, statements: Iterable[nodes.Node]) -> None:
        """Walk through statements."""
        for node in statements:
            known = self._by.get(type(node).__name__)
            if known:
                known(node)
            else:
                self.each(node.iter_child_nodes())

    def _if(self, node: nodes.If) -> None:
        self._known.kind(node.test)
        self.each((*node.body, *node.elif_, *node.else_))

    def _with(self, node: nodes.With) -> None:
        for target, value in zip(node.targets, node.values, strict=True):
            self._set(target, self._known.kind(value))
        self.each(node.body)

    def _for(self, node: nodes.For) -> None:
        over = self._known.kind(node.iter)
        if over.of not in {LIST, UNKNOWN}:
            problem = f"een herhaling van {over.named}: herhalen kan alleen met een lijst"
            self._known.refuse(node.lineno, problem, over.called)
        before = dict(self._known.scope)
        self._set(node.target, over.item)
        self._known.scope["loop"] = ValueKind(UNKNOWN, "loop")
        if node.test:
            self._known.kind(node.test)
        self.each(node.body)
        self._known.scope = before
        self.each(node.else_)

    def _set(self, target: nodes.Node, kind: ValueKind) -> None:
        from jinja2 import nodes

        if isinstance(target, nodes.Name):
            self._known.scope[target.name] = replace(kind, called=target.name)
        for inner in target.find_all(nodes.Name):
            self._known.scope[inner.name] = ANY

    def _output(self, node: nodes.Output) -> None:
        for printed in node.nodes:
            self._printed(printed)

    def _printed(self, node: nodes.Node) -> None:
        from jinja2 import nodes

        if isinstance(node, nodes.TemplateData):
            return
        if isinstance(node, nodes.CondExpr):
            self._known.kind(node.test)
            parts: list[nodes.Node] = [node.expr1, *([node.expr2] if node.expr2 else [])]
        elif isinstance(node, (nodes.Or, nodes.And, nodes.Concat)):
            parts = [*node.iter_child_nodes()]
        else:
            kind = self._known.kind(node)
            if kind.asks:
                problem = f"{kind.named}, dat zo niet goed in de brief komt: {kind.asks}"
                self._known.refuse(node.lineno, problem, kind.called)
            return
        for part in parts:
            self._printed(part)
