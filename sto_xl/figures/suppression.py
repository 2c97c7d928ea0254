"""Which numbers to hide so that no small one can be told from those that are printed.

Numbers that are printed beside each other hang together: a total is the sum of its parts, in more
than one way. Hiding a small count is then not enough, for it is what is left of its total. Here
further numbers are hidden until, for each small count, there are other numbers that are just as
possible: a closed chain of hidden numbers of which some rise and others fall by as much, so that
every printed total stays as it is. In a table of two ways the shortest chain has four corners,
which is the hypercube method of secondary cell suppression: R.D. Repsilber, Sicherung
persönlicher Angaben in Tabellendaten (1994); S. Giessing and D. Repsilber, Tools and Strategies
to Protect Multiple Tables with the GHQUAR Cell Suppression Engine (2002).

Every corner is a number that is not small itself (5 at least), so that it can fall by 3 and the
small count can be any from 1 to 4. Whoever contributes to the numbers knows its own: no chain
that it could break is the only one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)

#: Counts from 1 up to here are not printed, as DUO does not.
LARGEST_SMALL = 4
#: What stands for such a count, and for another number that would tell one.
SMALL, SHIELDED = f"<{LARGEST_SMALL + 1}", "afgeschermd"
#: Chains are looked for up to this length; the longest that tables of a run need has six numbers.
_LONGEST = 7
#: By so much a count may move: chains of a count and of its ceiling may do so at once.
_MOST_MOVED = LARGEST_SMALL - 1


@dataclass(frozen=True, slots=True)
class Count(Generic[K]):
    """A number above 0 that would be printed, and what is known of it beforehand.

    `known` says how much of it is whose own; `least` is what is not in any total of it; `ceiling`
    is the number that it is part of, though not as one of the parts of a total.
    """

    value: int
    known: Mapping[str, int] = field(default_factory=dict)
    least: int = 0
    ceiling: K | None = None

    @property
    def small(self) -> bool:
        """Whether it may not be printed."""
        return self.value <= LARGEST_SMALL

    def is_of(self, owner: str) -> bool:
        """Tell whether all of it is somebody's own."""
        return self.known.get(owner) == self.value


@dataclass(frozen=True, slots=True)
class Relation(Generic[K]):
    """A total with all of its parts, those that are not in the counts apart: they are known."""

    total: K
    parts: tuple[K, ...]


def suppress(counts: Mapping[K, Count[K]], relations: Sequence[Relation[K]]) -> Mapping[K, str]:
    """Give what is printed in place of the numbers that are hidden.

    "<5" says that a count is 1 to 4; where that, with what is printed, would say more, it is
    shielded as the others are.
    """
    return _Suppression(counts, relations).run()


class _Suppression(Generic[K]):
    """The numbers of a publication, and which of them are hidden so far."""

    def __init__(self, counts: Mapping[K, Count[K]], relations: Sequence[Relation[K]]) -> None:
        self.counts = counts
        #: Of each number the relations that it is in, each as the sign of every number in it.
        self.of: defaultdict[K, list[dict[K, int]]] = defaultdict(list)
        for relation in relations:
            signs = {key: 1 for key in relation.parts if key in counts}
            if relation.total in counts:
                signs[relation.total] = -1
            for key in signs:
                self.of[key].append(signs)
        self.hidden = {key for key, count in counts.items() if count.small}
        self.said = self.hidden - self._summed()
        self.parts_of: defaultdict[K, list[K]] = defaultdict(list)
        for key, count in counts.items():
            if count.ceiling is not None and count.ceiling in counts:
                self.parts_of[count.ceiling].append(key)

    def _summed(self) -> set[K]:
        """Give the totals of several numbers, and what is the same number as one of those.

        Parts of 1 or more each make a total more than 1, and are less than it.
        """
        several = [s for of in self.of.values() for s in of if len(s) > 2]  # noqa: PLR2004
        found = {key for signs in several for key, sign in signs.items() if sign < 0}
        waiting = [*found]
        while waiting:
            alone = (s for s in self.of[waiting.pop()] if len(s) == 2)  # noqa: PLR2004
            same = {key for signs in alone for key in signs} - found
            found |= same
            waiting += same
        return found

    def run(self) -> Mapping[K, str]:
        for target in [key for key in self.counts if key in self.said]:
            self._protect(target)
        return {k: SMALL if k in self.said else SHIELDED for k in self.counts if k in self.hidden}

    def _protect(self, target: K) -> None:
        """Hide a chain through this count, and others for those who know numbers of that one."""
        chain = [self.counts[key] for key in self._hide_chain(target, "") if key != target]
        broken = {o for c in chain for o, own in c.known.items() if c.value - _MOST_MOVED < own}
        for owner in sorted(broken):
            if not self.counts[target].is_of(owner):
                self._hide_chain(target, owner)

    def _hide_chain(self, target: K, knowing: str) -> Mapping[K, int]:
        """Hide a chain without numbers that `knowing` knows.

        Where there is none, all that may tell the count is hidden, and not that it is small.
        """
        chain = self._chain(target, knowing, only_hidden=True) or self._chain(target, knowing)
        if chain is None:
            self.said.discard(target)
        self.hidden |= set(chain or self._connected(target))
        return chain or {}

    def _chain(
        self, target: K, knowing: str, *, only_hidden: bool = False
    ) -> Mapping[K, int] | None:
        """Give the shortest chain through a count: which numbers rise (1) and fall (-1) with it."""

        def closed(moves: dict[K, int], longest: int) -> Mapping[K, int] | None:
            signs = next((s for s in self._relations(moves) if _imbalance(s, moves)), None)
            if signs is None:
                return moves
            if len(moves) == longest:
                return None
            for key in sorted((k for k in signs if k not in moves), key=self._preference):
                move = -_imbalance(signs, moves) * signs[key]
                if (key in self.hidden or not only_hidden) and (
                    self._may_move(key, move, target, knowing)
                ):
                    found = closed({**moves, key: move}, longest)
                    if found:
                        return found
            return None

        lengths = range(1, _LONGEST + 1)
        return next(filter(None, (closed({target: 1}, length) for length in lengths)), None)

    def _relations(self, moves: Mapping[K, int]) -> Iterator[dict[K, int]]:
        for key in moves:
            yield from self.of[key]

    def _preference(self, key: K) -> tuple[bool, int]:
        """Give the order in which numbers are hidden: what is hidden already, then the smaller."""
        return key not in self.hidden, self.counts[key].value

    def _may_move(self, key: K, move: int, target: K, knowing: str) -> bool:
        """Tell whether a number can go along while the target takes every value from 1 to 4."""
        count, value = self.counts[key], self.counts[target].value
        if abs(move) != 1 or count.is_of(knowing):
            return False
        down, up = 1 - value, LARGEST_SMALL - value
        lowest, highest = sorted((count.value + move * down, count.value + move * up))
        if key in self.said:
            # The same number over again: a total with one part.
            return move == 1 and count.value == value
        within = (self.counts[part].value + _MOST_MOVED for part in self.parts_of[key])
        least = max([count.least, count.known.get(knowing, 0), *within])
        above = None if count.ceiling is None else self.counts.get(count.ceiling)
        return lowest >= least and (above is None or highest <= above.value - _MOST_MOVED)

    def _connected(self, target: K) -> set[K]:
        """Give all numbers that hang together with one, be it by way of others."""
        found, waiting = {target}, [target]
        while waiting:
            key = waiting.pop()
            beside = {k for signs in self.of[key] for k in signs} | set(self.parts_of[key])
            ceiling = self.counts[key].ceiling
            beside |= {ceiling} if ceiling is not None and ceiling in self.counts else set()
            waiting += beside - found
            found |= beside
        return found


def _imbalance(signs: Mapping[K, int], moves: Mapping[K, int]) -> int:
    return sum(sign * moves.get(key, 0) for key, sign in signs.items())
