"""What Excel's objects have in common, as Office.js asks for them: by the names of members."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from fake_excel.running import Running
from fake_excel.sheets import BookModel
from fake_office.errors import Code, RefusedError

_CAPITAL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


class Member:
    """An object of Excel.

    A property is `get_name` and, if it can be set, `put_name`; a method `do_name`.
    """

    #: By what it is found again; None where it has nothing of the kind.
    identity: object = None
    #: Whether Office.js is given a reference to it, as it is to ranges.
    tracked = False
    #: The methods that write in the workbook; a property that is put always does.
    writing: frozenset[str] = frozenset()

    def __init__(self, running: Running, book: BookModel) -> None:
        self.running = running
        self.model = book

    def writes(self, name: str) -> bool:
        """Tell whether a method, or putting a property, writes in the workbook."""
        snake = _snake(name)
        return snake in self.writing or hasattr(self, f"put_{snake}")


class Collection(Member):
    """An object that holds others."""

    def items(self) -> Sequence[Member]:
        """Give them."""
        raise NotImplementedError

    def get_count(self) -> int:
        return len(self.items())

    def do_get_count(self) -> int:
        return len(self.items())

    def do_get_item_at(self, index: float) -> Member:
        items = self.items()
        if not 0 <= index < len(items):
            raise RefusedError(Code.INVALID)
        return items[int(index)]

    def do_get_item(self, key: object) -> Member:
        found = self.do_get_item_or_null_object(key)
        if found is None:
            raise RefusedError(Code.NOT_FOUND)
        return found

    def do_get_item_or_null_object(self, key: object) -> Member | None:
        """Find an item by its identity or, case-blind, by its name."""
        for item in self.items():
            name = getattr(item, "get_name", lambda: None)()
            named = isinstance(key, str) and str(name).casefold() == key.casefold()
            if item.identity == key or named:
                return item
        return None


def get(member: Member, name: str) -> Any:  # noqa: ANN401  (each property has its own type)
    """Give a property."""
    return _found(member, "get", name)()


def put(member: Member, name: str, value: object) -> None:
    """Set a property."""
    _found(member, "put", name)(value)


def called(member: Member, name: str, arguments: Sequence[Any]) -> Any:  # noqa: ANN401
    """Call a method."""
    return _found(member, "do", name)(*arguments)


def _found(member: Member, kind: str, name: str) -> Any:  # noqa: ANN401
    found = getattr(member, f"{kind}_{_snake(name)}", None)
    if found is None:
        # Not what Excel does, but what is missing here: a test that runs into it is to say so.
        message = f"the fake has no {kind} {type(member).__name__}.{name}"
        raise NotImplementedError(message)
    return found


def _snake(name: str) -> str:
    return _CAPITAL.sub("_", name.lstrip("_")).lower()
