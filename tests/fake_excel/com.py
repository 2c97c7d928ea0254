"""What every COM object of the fake Excel shares: each call is counted, and may be refused.

A class gives its members as Python methods: `get_used_range` is the property `UsedRange`,
`put_value` what is assigned to `Value`, `do_select` the method `Select`, and `do_item` what a call
of the object itself does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache
from types import MethodType
from typing import Any

from fake_excel.win32 import (
    DISP_E_BADINDEX,
    DISP_E_EXCEPTION,
    DISP_E_UNKNOWNNAME,
    RPC_E_CALL_REJECTED,
    RPC_E_SERVERCALL_RETRYLATER,
    RPC_S_SERVER_UNAVAILABLE,
    VBA_E_IGNORE,
    CDispatch,
    ComError,
    failed,
)

#: Who waits for a busy Excel this often in one go waits for ever.
PATIENCE = 20_000
#: Members of which a change is a change of the workbook.
_WORKBOOK = {"Range", "ListObject", "Worksheet"}
_WRITES = {"Range.ClearContents", "ListObject.Resize"}


class Busy(Enum):
    """The ways in which a busy Excel refuses a call."""

    REJECTED = "0x80010001"
    IGNORED = "0x800AC472"
    LATER = "0x8001010A"
    ATTRIBUTE = "AttributeError"


@dataclass
class Switchboard:
    """Where every call passes: it keeps the count, and knows what is to go wrong."""

    calls: list[str] = field(default_factory=list)
    busy: Busy = Busy.REJECTED
    refuse: float = 0
    refused: int = 0
    rejecting: bool = False
    writes_until_failure: int = 0
    failures: float = 0
    calls_until_failure: int = 0
    calls_until_busy: int = 0
    busy_calls: float = 0
    meanwhile: dict[str, Callable[[], None]] = field(default_factory=dict)
    lacking: set[str] = field(default_factory=set)

    def call(self, name: str, *, put: bool = False) -> None:
        """Count a call, and refuse it when Excel is busy or the write is to fail."""
        self.calls.append(name)
        self.rejecting = False
        if self.calls_until_busy:
            self.calls_until_busy -= 1
            if not self.calls_until_busy:
                self.refuse = self.busy_calls
        if self.refuse > 0:
            self.refuse -= 1
            self._refuse(put=put)
        self.refused = 0
        if self.calls_until_failure:
            self.calls_until_failure -= 1
            if not self.calls_until_failure:
                raise ComError(RPC_S_SERVER_UNAVAILABLE, "The RPC server is unavailable.")
        if action := self.meanwhile.pop(name, None):
            action()
        if name in _WRITES or (put and name.partition(".")[0] in _WORKBOOK):
            self._write()

    def asked_again(self) -> None:
        """End the test of a program that would ask for ever."""
        self.refused += 1
        if self.refused > PATIENCE:
            message = f"Excel refused {PATIENCE} times in a row, and was asked again without an end"
            raise RuntimeError(message)

    def _refuse(self, *, put: bool) -> None:
        self.asked_again()
        if self.busy is Busy.REJECTED:
            raise ComError(RPC_E_CALL_REJECTED, "Call was rejected by callee.")
        if self.busy is Busy.LATER:
            raise ComError(RPC_E_SERVERCALL_RETRYLATER, "The message filter indicated that ...")
        if self.busy is Busy.ATTRIBUTE:
            self.rejecting = True
            raise AttributeError("<unknown>.member")  # noqa: EM101 - as pywin32
        if put:
            raise ComError(
                DISP_E_EXCEPTION, "Exception occurred.", (0, None, None, None, 0, VBA_E_IGNORE)
            )
        raise ComError(VBA_E_IGNORE, "OLE error 0x800ac472")

    def _write(self) -> None:
        if self.writes_until_failure > 1:
            self.writes_until_failure -= 1
        elif self.failures > 0:
            self.failures -= 1
            raise failed()


class OleObject:
    """What stands behind a COM object; pywin32 asks it whether a member exists."""

    def __init__(self, owner: Com) -> None:
        self.owner = owner

    def GetIDsOfNames(self, _locale: int, name: str) -> int:  # noqa: N802 - its real name
        """Give a member's number; refuse as long as Excel is busy."""
        if self.owner.board.rejecting:
            raise ComError(RPC_E_CALL_REJECTED, "Call was rejected by callee.")
        kinds = ("get_", "put_", "do_")
        there = any(hasattr(self.owner, kind + snake(name)) for kind in kinds)
        if not there or f"{self.owner.com_name}.{name}" in self.owner.board.lacking:
            raise ComError(DISP_E_UNKNOWNNAME, "Unknown name.")
        return 1


class Com(CDispatch):
    """An object of the fake Excel."""

    def __init__(self, board: Switchboard) -> None:
        self.board = board
        self._oleobj_ = OleObject(self)

    @property
    def com_name(self) -> str:
        """The name of its kind in Excel."""
        return type(self).__name__

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - COM has no types
        if not name[0].isupper():
            raise AttributeError(name)
        label = f"{self.com_name}.{name}"
        getter = getattr(type(self), "get_" + snake(name), None)
        if getter is not None and label not in self.board.lacking:
            self.board.call(label)
            return _done(getter, self)
        method = getattr(type(self), "do_" + snake(name), None)
        if method is None:
            # A busy Excel does not even say what it does not have.
            if self.board.refuse > 0:
                self.board.call(label)
            self.board.rejecting = False
            raise AttributeError(f"<unknown>.{name}")  # noqa: EM102 - as pywin32
        if self.board.refuse > 0 and self.board.busy is Busy.ATTRIBUTE:
            self.board.call(label)
        return MethodType(_caller(label, method), self)

    def __setattr__(self, name: str, value: Any) -> None:  # noqa: ANN401
        if not name[0].isupper():
            object.__setattr__(self, name, value)
            return
        setter = getattr(type(self), "put_" + snake(name), None)
        if setter is None or f"{self.com_name}.{name}" in self.board.lacking:
            self.board.asked_again()
            message = f"Property '<unknown>.{name}' can not be set."
            raise AttributeError(message)
        self.board.call(f"{self.com_name}.{name}=", put=True)
        _done(setter, self, unwrapped(value))

    def __call__(self, *arguments: Any) -> Any:  # noqa: ANN401
        self.board.call(f"{self.com_name}.Item")
        item: Callable[..., Any] = object.__getattribute__(self, "do_item")
        return _done(item, *map(unwrapped, arguments))

    def __iter__(self) -> Iterator[Any]:
        for member in self.members():
            self.board.call(f"{self.com_name}.Next")
            yield member

    def members(self) -> list[Any]:
        """Give what the object holds, if it is a collection."""
        raise TypeError("This object does not support enumeration")  # noqa: TRY003, EM101 - as pywin32

    def __repr__(self) -> str:
        return f"<COMObject {self.com_name}>"


class Collection(Com):
    """A collection: by name, case-blind, or by a number that counts from one."""

    def name_of(self, member: Any) -> str:  # noqa: ANN401
        """Give the name under which a member is found."""
        return str(member.get_name())

    def get_count(self) -> int:
        return len(self.members())

    def do_item(self, key: object) -> Any:  # noqa: ANN401
        members = self.members()
        if isinstance(key, str):
            wanted = key.casefold()
            found = [m for m in members if self.name_of(m).casefold() == wanted]
        else:
            place = int(key) if isinstance(key, int | float) else 0
            found = members[place - 1 : place] if place > 0 else []
        if not found:
            raise bad_index()
        return found[0]


def bad_index() -> ComError:
    """Make the error for a member that is not there."""
    return failed(scode=DISP_E_BADINDEX)


def unwrapped(argument: Any) -> Any:  # noqa: ANN401
    """Give the COM object in the wrapper that xlwings puts around each."""
    ole = getattr(argument, "_oleobj_", None)
    return ole.owner if isinstance(ole, OleObject) else argument


@lru_cache(maxsize=1024)
def snake(name: str) -> str:
    """Turn a name of Excel into one of Python."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _done(function: Callable[..., Any], *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
    """Call what a member does; xlwings would take an AttributeError of ours for a busy Excel."""
    try:
        return function(*arguments, **named)
    except AttributeError as wrong:
        raise TypeError(str(wrong)) from wrong


def _caller(label: str, method: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Com, *arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        self.board.call(label)
        given = {snake(name): unwrapped(value) for name, value in named.items()}
        return _done(method, self, *map(unwrapped, arguments), **given)

    return call
