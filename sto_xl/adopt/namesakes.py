"""The schools of one name or code, told apart without a look at each: there may be thousands."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from sto_xl.grid import plain
from sto_xl.model import vestiging_code
from sto_xl.sheets.notation import shown

if TYPE_CHECKING:
    from sto_xl.adopt.draft import Line

#: Whether a school has a code, and what else tells it from its namesakes: "" for nothing yet, None
#: for whatever it is.
_Kind = tuple[bool, str | None]


class Namesakes:
    """Schools by the order in which they came, of each kind the first on top."""

    def __init__(self, heading: str) -> None:
        """Begin without any; `heading` is the column that tells them apart."""
        self.heading = heading
        self._lines: list[Line] = []
        self._known: set[int] = set()
        self._first: dict[_Kind, list[int]] = {}

    def add(self, line: Line) -> None:
        """Add a school, unless it is there already."""
        if id(line) not in self._known:
            self._known.add(id(line))
            self._lines.append(line)
            place = len(self._lines) - 1
            coded, told = self._kind(place)
            heappush(self._first.setdefault((coded, told), []), place)
            heappush(self._first.setdefault((coded, None), []), place)

    def find(self, told: str, *, uncoded: bool) -> Line | None:
        """Give the first of which nothing else is told; with `uncoded`, that has no code either."""
        # In the order in which schools move on, so that none is missed.
        kinds = ("", told) if told else (None,)
        found = [
            place
            for coded in ((False,) if uncoded else (False, True))
            for kind in kinds
            for place in self._top((coded, kind))
        ]
        return self._lines[min(found)] if found else None

    def _top(self, kind: _Kind) -> Iterator[int]:
        """Give the first of a kind; what has become of another kind moves there."""
        places = self._first.get(kind, [])
        while places:
            coded, told = self._kind(places[0])
            now = (coded, told if kind[1] is not None else None)
            if now == kind:
                yield places[0]
                return
            heappush(self._first.setdefault(now, []), heappop(places))

    def _kind(self, place: int) -> tuple[bool, str]:
        values = self._lines[place].values
        coded = vestiging_code(shown(values.get("Vestiging"))) is not None
        return coded, plain(values.get(self.heading))
