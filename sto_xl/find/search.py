"""Which schools are meant by a few words: of their names, their place or their code. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sto_xl.find.index import IndexedRoster, ListedSchool
from sto_xl.model import vestiging_code
from sto_xl.register import Vestiging, likeness

#: How much each way of meaning a word counts.
_WHOLE, _BEGUN, _ALIKE = 3, 2, 1
#: A shorter text is in too many words.
_PART = 3


@dataclass(frozen=True, slots=True)
class KnownSchool:
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

    schools: tuple[KnownSchool, ...]
    proposed: bool = False


def schools(
    rosters: Iterable[IndexedRoster], known: Iterable[Vestiging]
) -> tuple[KnownSchool, ...]:
    """Give every school of the rosters and of the register once; one without a code by itself."""
    on: dict[str, list[tuple[IndexedRoster, ListedSchool]]] = {}
    loose = []
    for roster in rosters:
        for listed in roster.schools:
            if listed.code:
                on.setdefault(listed.code, []).append((roster, listed))
            else:
                loose.append(KnownSchool("", ((roster, listed),)))
    by_code = {one.code: one for one in known}
    codes = sorted(on.keys() | by_code.keys())
    with_code = (KnownSchool(c, tuple(on.get(c, ())), by_code.get(c)) for c in codes)
    return (*with_code, *loose)


def search(
    query: str,
    every: Sequence[KnownSchool],
    misspelt: Callable[[str], Sequence[str]] = lambda _query: (),
) -> Hits:
    """Find the schools that are meant.

    A code means one school. Else each word is to be found, but for those that many schools have in
    their names. Where no school is called so, `misspelt` gives the codes of what may be meant.
    """
    by_code: Mapping[str, KnownSchool] = {one.code: one for one in every if one.code}
    if code := vestiging_code(query):
        return Hits(tuple(filter(None, (by_code.get(code),))))
    scored = ((_score(query, one), one) for one in every)
    found = [(score, one) for score, one in scored if score]
    if not found:
        near = tuple(by_code[code] for code in misspelt(query) if code in by_code)
        return Hits(near, proposed=bool(near))
    # Where schools are called so, those that only look like it are not meant.
    surest = min(_BEGUN, max(score.least for score, _ in found))
    sure = sorted((pair for pair in found if pair[0].least >= surest), key=_order)
    return Hits(tuple(one for _, one in sure))


class _Score(NamedTuple):
    """How well a school is meant: by the word that is least found, those that tell, and all."""

    least: int
    telling: int
    every: int


def _order(found: tuple[_Score, KnownSchool]) -> tuple[object, ...]:
    """Give the place of a hit: of two that have all words, the one is meant that has few others."""
    score, one = found
    return -score.telling, -score.every, not one.on, len(_own(one)), one.names[:1], one.code


def _own(school: KnownSchool) -> frozenset[str]:
    texts = (*school.names, *school.places, school.code)
    return frozenset(word for text in texts for word in likeness.words(text))


def _score(query: str, school: KnownSchool) -> _Score | None:
    """Tell how well a school is meant; None when it is not."""
    asked, own = likeness.words(query), _own(school)
    must = [word for word in asked if not likeness.usual(word)] or asked
    scores = {word: max((_meant(word, other) for other in own), default=0) for word in asked}
    found = [scores[word] for word in must]
    if not found or not all(found):
        return None
    return _Score(min(found), sum(found), sum(scores.values()))


def _meant(word: str, other: str) -> int:
    if word == other:
        return _WHOLE
    if other.startswith(word):
        return _BEGUN
    inside = len(word) >= _PART and word in other
    return _ALIKE if inside or (len(other) >= _PART and likeness.alike(word, other)) else 0
