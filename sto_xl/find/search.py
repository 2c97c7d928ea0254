"""Which schools are meant by a few words: of their names, their place or their code. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sto_xl.find.index import IndexedRoster, ListedSchool
from sto_xl.model import vestiging_code
from sto_xl.register import Vestiging, likeness

#: How much each way of meaning a word counts.
_WHOLE, _BEGUN, _ALIKE = 3, 2, 1
#: A shorter text is in too many words.
_PART = 3


@dataclass(frozen=True, slots=True)
class School:
    """A school that can be found: on which rosters it stands, and what DUO knows of it."""

    code: str
    on: tuple[tuple[IndexedRoster, ListedSchool], ...] = ()
    vestiging: Vestiging | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All that it is called, first as its region does."""
        listed = [name for _, one in self.on for name in one.names]
        known = self.vestiging.names if self.vestiging else ()
        return tuple(dict.fromkeys(filter(None, (*listed, *known))))

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is said to be."""
        known = (self.vestiging.place, self.vestiging.municipality) if self.vestiging else ()
        return tuple(filter(None, (*(one.place for _, one in self.on), *known)))


@dataclass(frozen=True, slots=True)
class Hits:
    """The schools that are meant, the likeliest first.

    They are `proposed` where no school is called so.
    """

    schools: tuple[School, ...]
    proposed: bool = False


def schools(rosters: Iterable[IndexedRoster], known: Iterable[Vestiging]) -> tuple[School, ...]:
    """Give every school of the rosters and of the register once; one without a code by itself."""
    on: dict[str, list[tuple[IndexedRoster, ListedSchool]]] = {}
    loose = []
    for roster in rosters:
        for listed in roster.schools:
            if listed.code:
                on.setdefault(listed.code, []).append((roster, listed))
            else:
                loose.append(School("", ((roster, listed),)))
    by_code = {one.code: one for one in known}
    codes = sorted(on.keys() | by_code.keys())
    with_code = (School(c, tuple(on.get(c, ())), by_code.get(c)) for c in codes)
    return (*with_code, *loose)


def search(
    query: str,
    every: Sequence[School],
    misspelt: Callable[[str], Sequence[str]] = lambda _query: (),
) -> Hits:
    """Find the schools that are meant.

    A code means one school. Else each word is to be found, but for those that many schools have in
    their names. Where no school is called so, `misspelt` gives the codes of what may be meant.
    """
    by_code: Mapping[str, School] = {one.code: one for one in every if one.code}
    if code := vestiging_code(query):
        return Hits(tuple(filter(None, (by_code.get(code),))))
    scores = ((_score(query, one), one) for one in every)
    found = [(score, one) for score, one in scores if score]
    if not found:
        near = tuple(by_code[code] for code in misspelt(query) if code in by_code)
        return Hits(near, proposed=bool(near))
    found.sort(key=lambda pair: (-pair[0], not pair[1].on, pair[1].names[:1], pair[1].code))
    return Hits(tuple(one for _, one in found))


def _score(query: str, school: School) -> float:
    """Tell how well a school is meant; 0 when it is not."""
    asked = likeness.words(query)
    texts = (*school.names, *school.places, school.code)
    own = {word for text in texts for word in likeness.words(text)}
    must = [word for word in asked if not likeness.usual(word)] or asked
    scores = {word: max((_meant(word, other) for other in own), default=0) for word in asked}
    if not own or not asked or not all(scores[word] for word in must):
        return 0
    # Of two that have all words, the one is meant that has few others.
    return sum(scores.values()) + 1 / len(own)


def _meant(word: str, other: str) -> int:
    if word == other:
        return _WHOLE
    if other.startswith(word):
        return _BEGUN
    inside = len(word) >= _PART and word in other
    return _ALIKE if inside or (len(other) >= _PART and likeness.alike(word, other)) else 0
