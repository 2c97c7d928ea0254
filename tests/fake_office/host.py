"""Excel as Office.js finds it: one request for each `sync`, answered as far as it goes.

    office = FakeOffice(FakeExcel.open(data))
    office.answer(request)  # what Office.js sends, and what Excel answers

What a user does meanwhile, and what goes wrong, a test says beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fake_excel.excel import FakeExcel
from fake_office.errors import Code, RefusedError
from fake_office.members import Collection, Member, called, get, put
from fake_office.workbook import Workbook

#: So many bytes go to Excel in a browser at once, and come back.
LARGEST = 5_000_000
#: How Office.js names what it wants done.
_INSTANTIATE, _QUERY, _METHOD, _SET = 1, 2, 3, 4
#: How Office.js names where a thing is.
_ROOT, _BY_METHOD, _BY_PROPERTY, _BY_INDEX, _BY_REFERENCE = 1, 3, 4, 5, 6
#: Of a request: wait until the user has finished the cell that is being edited.
_WAITING = 64
_OF_OFFICE_ITSELF = ("_KeepReference", "_RemoveReference")

#: Whatever a request asks: JSON.
Request = Mapping[str, Any]


class FakeOffice:
    """An Excel with a pane: it answers what the pane asks, and counts."""

    def __init__(self, excel: FakeExcel) -> None:
        """Open the pane in a fake Excel."""
        self.excel = excel
        self.root = Workbook(excel.running, excel.running.book)
        self._kept: dict[str, Member] = {}
        self._at_sync: dict[int, Callable[[], None]] = {}
        self._refused: Callable[[int], bool] = lambda _: False
        self._editing = False
        #: How often `sync` asked something of Excel.
        self.syncs = 0
        #: How many steps wrote something, the refused one counted as well.
        self.writes = 0
        #: The largest request and the largest answer, in bytes.
        self.largest = (0, 0)

    # What happens meanwhile, and what goes wrong.

    def at_sync(self, number: int, action: Callable[[], None]) -> None:
        """Do something right before a sync, 1 is the next: a colleague works here too."""
        self._at_sync[self.syncs + number] = action

    def refuse_write(self, number: int, times: float = 1) -> None:
        """Refuse a write, 1 is the next, and so many `times`."""
        first = self.writes + number
        self._refused = lambda write: first <= write < first + times

    def edit_cell(self) -> None:
        """Let the user be editing a cell; a request that waits goes on when that is done."""
        self._editing = True

    def leave_cell(self) -> None:
        """Let the user have finished the cell."""
        self._editing = False

    # What Office.js asks.

    def answer(self, request: Request, flags: int = 0) -> Request:
        """Answer a request: `Results` up to the first action that Excel refuses, and `Error`."""
        # At its end `Excel.run` lets go of what Office.js kept: that is no sync of the pane.
        self.syncs += any(map(_asks, request["Actions"]))
        if action := self._at_sync.pop(self.syncs, None):
            action()
        asked = len(json.dumps(request))
        try:
            self._admit(asked, flags)
            answer = self._carried_out(request)
        except RefusedError as refused:
            return {"Results": [], "Error": _told(refused)}
        given = len(json.dumps(answer))
        self.largest = max(self.largest[0], asked), max(self.largest[1], given)
        if given > LARGEST:
            return {"Results": [], "Error": _told(RefusedError(Code.TOO_MUCH_GIVEN))}
        return answer

    def _admit(self, asked: int, flags: int) -> None:
        if asked > LARGEST:
            raise RefusedError(Code.TOO_MUCH_ASKED)
        if self._editing and not flags & _WAITING:
            raise RefusedError(Code.EDITING)
        self._editing = False

    def _carried_out(self, request: Request) -> Request:
        paths = {int(number): path for number, path in request["ObjectPaths"].items()}
        found: dict[int, Member | None] = {}
        results: list[dict[str, object]] = []
        for index, action in enumerate(request["Actions"]):
            try:
                value = self._done(action, paths, found)
            except RefusedError as refused:
                return {"Results": results, "Error": {**_told(refused), "ActionIndex": index}}
            results.append({"ActionId": action["Id"], "Value": value})
        return {"Results": results}

    def _done(
        self, action: Request, paths: Mapping[int, Request], found: dict[int, Member | None]
    ) -> object:
        member = self._member(action["ObjectPathId"], paths, found)
        kind, name = action["ActionType"], action["Name"]
        if name in _OF_OFFICE_ITSELF:
            return None
        if kind == _INSTANTIATE:
            return self._identity(member)
        if member is None:
            # Of a thing that is not there nothing can be asked, and it takes whatever is done.
            return None
        if kind == _QUERY:
            return _queried(member, action["QueryInfo"])
        arguments = self._arguments(action, paths, found)
        self._count_write(writes=member.writes(name))
        if kind == _METHOD:
            return called(member, name, arguments)
        if kind != _SET:
            raise NotImplementedError(action)
        put(member, name, arguments[0])
        return None

    def _count_write(self, *, writes: bool) -> None:
        self.writes += writes
        if writes and self._refused(self.writes):
            raise RefusedError(Code.GENERAL)

    def _member(
        self, number: int, paths: Mapping[int, Request], found: dict[int, Member | None]
    ) -> Member | None:
        """Give what a path leads to, looked for once in a request; None when it is not there."""
        if number not in found:
            path = paths[number]
            found[number] = self._reached(path, paths, found)
        return found[number]

    def _reached(
        self, path: Request, paths: Mapping[int, Request], found: dict[int, Member | None]
    ) -> Member | None:
        kind, name = path["ObjectPathType"], path["Name"]
        if kind == _ROOT:
            return self.root
        if kind == _BY_REFERENCE:
            return self._kept[name]
        above = path.get("ParentObjectPathId")
        parent = None if above is None else self._member(above, paths, found)
        if parent is None:
            return None
        if kind == _BY_PROPERTY:
            return _as_member(get(parent, name))
        if kind not in {_BY_METHOD, _BY_INDEX}:
            raise NotImplementedError(path)
        method = name if kind == _BY_METHOD else "GetItem"
        self._count_write(writes=parent.writes(method))
        return _as_member(called(parent, method, self._arguments(path, paths, found)))

    def _arguments(
        self, given: Request, paths: Mapping[int, Request], found: dict[int, Member | None]
    ) -> list[Any]:
        """Give arguments; where one is an object, that."""
        told = given.get("ArgumentInfo", {})
        numbers = told.get("ReferencedObjectPathIds") or []
        arguments = list(told.get("Arguments", []))
        for place, number in enumerate(numbers):
            if number:
                arguments[place] = self._member(number, paths, found)
        return arguments

    def _identity(self, member: Member | None) -> Mapping[str, object] | None:
        """Give by what Office.js finds a thing again."""
        if member is None:
            return None
        if member.tracked:
            name = f"reference {len(self._kept)}"
            self._kept[name] = member
            return {"_ReferenceId": name}
        return {"Id": member.identity} if member.identity is not None else {}


def _asks(action: Request) -> bool:
    return not (action["ActionType"] == _INSTANTIATE or action["Name"] == "_RemoveReference")


def _as_member(value: object) -> Member | None:
    if value is None or isinstance(value, Member):
        return value
    raise TypeError(value)


def _told(refused: RefusedError) -> dict[str, object]:
    return {"Code": refused.code, "Message": str(refused), "Location": ""}


def _queried(member: Member, query: Request) -> Mapping[str, object]:
    """Give the properties that are asked for: of a collection those of each of its items."""
    asked = [path.removeprefix("items/") for path in query.get("Select", ())]
    if not asked:
        message = f"{type(member).__name__}: name what is to be loaded"
        raise NotImplementedError(message)
    if isinstance(member, Collection):
        own = {"Count": len(member.items())} if "count" in asked else {}
        of_items = [path for path in asked if path not in {"count", "items"}]
        items = [{**_id(item), **_selected(item, of_items)} for item in member.items()]
        return {**own, "_Items": items}
    return {**_id(member), **_selected(member, asked)}


def _id(member: Member) -> dict[str, object]:
    return {} if member.identity is None else {"Id": member.identity}


def _selected(member: Member, asked: list[str]) -> dict[str, object]:
    """Give properties by their paths: `protection/protected` is one of a thing within."""
    given: dict[str, Any] = {}
    within: dict[str, list[str]] = {}
    for path in asked:
        first, _, rest = path.partition("/")
        if rest:
            within.setdefault(first, []).append(rest)
        else:
            value = get(member, first)
            if isinstance(value, Member):
                within.setdefault(first, [])
            else:
                given[first[0].upper() + first[1:]] = value
    for first, paths in within.items():
        inner = _as_member(get(member, first))
        name = first[0].upper() + first[1:]
        given[name] = None if inner is None else _queried(inner, {"Select": paths})
    return given
