"""How alike a name is to the names of vestigingen: word by word, each as much as it tells.

"Comenius" is the name of few schools, "College" of most. RapidFuzz finds the words that are nearly
the same.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile

from sto_xl.register.namewords import initials, name_words, place_words, telling
from sto_xl.register.query import Vestiging

#: No name is longer.
_LONGEST = 200
#: A word of fewer letters is only itself; one that nobody knows tells most from so many on.
_SHORT, _LONG = 3, 8
#: How near a word with a slip is at least, one that was cut off, and one of first letters.
_SLIP, CUT, _INITIALS = 0.65, 0.8, 0.9
#: So many words at most that one may be by a slip; so many vestigingen that share most of a name.
_MEANT, _SHARING = 40, 50
#: How much what was typed counts beside what of DUO's name was not.
_TYPED = 0.6

#: The words of a name, each with the words of DUO that it may be, and how near it is to them.
Typed = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class NamedVestiging:
    """A vestiging by its words: of each of its names, of its place, and of its municipality too.

    `joined` are words that stand beside each other, as one.
    """

    vestiging: Vestiging
    names: tuple[frozenset[str], ...]
    joined: frozenset[str]
    initials: frozenset[str]
    place: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, one: Vestiging) -> NamedVestiging:
        """Take the words of a vestiging."""
        names = [name_words(name) for name in one.names]
        place = place_words(one.place)
        return cls(
            one,
            tuple(map(frozenset, names)),
            frozenset(a + b for words in names for a, b in pairwise(words)),
            frozenset(letters for name in one.names for letters in initials(name)),
            place,
            place.union(place_words(one.municipality), *names),
        )


class NameIndex:
    """Vestigingen by the words of their names and places."""

    def __init__(self, vestigingen: Iterable[Vestiging]) -> None:
        """Take the words of these."""
        self._named = [NamedVestiging.of(one) for one in vestigingen if one.names]
        self._holding: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._named):
            for word in one.words | one.joined | one.initials:
                self._holding[word].append(number)
        self._words = sorted(self._holding)
        rarity = Counter(word for one in self._named for word in one.words)
        most = math.log(len(self._named) + 1)
        self._weights = {
            word: telling(word) * math.log(len(self._named) / number + 1) / most
            for word, number in rarity.items()
        }
        self._meant: dict[str, Mapping[str, float]] = {}

    def typed(self, name: str) -> Typed:
        """Take a name apart. Two words that DUO writes as one are one: "X 11"."""
        words = list(name_words(name[:_LONGEST]))
        for one, other in pairwise(tuple(words)):
            both = one + other
            if both in self._holding and not {one, other} <= self._weights.keys():
                words = [both if word == one else word for word in words if word != other]
        for word in words:
            if word not in self._meant:
                self._meant[word] = dict(self._may_be(word))
        return {word: self._meant[word] for word in words}

    def sharing(self, typed: Typed) -> Sequence[NamedVestiging]:
        """Give the vestigingen that share most with a name, the one with most first."""
        shares: defaultdict[int, float] = defaultdict(float)
        for word, meant in typed.items():
            best: dict[int, float] = {}
            for other, share in meant.items():
                for number in self._holding[other]:
                    best[number] = max(share, best.get(number, 0))
            weight = self._weight(word, meant)
            for number, share in best.items():
                shares[number] += weight * share
        most = sorted(shares, key=lambda number: (-shares[number], number))[:_SHARING]
        return [self._named[number] for number in most]

    def alike(self, typed: Typed, one: NamedVestiging) -> float:
        """Give how alike a name is to those of a vestiging, from 0 to 1."""
        known = one.words | one.joined
        in_full = one.initials.intersection(typed)
        heard: defaultdict[str, float] = defaultdict(float)
        said = weight = 0.0
        for word, meant in typed.items():
            best = _INITIALS if word in in_full else 0.0
            for other in meant.keys() & known:
                heard[other] = max(heard[other], meant[other])
                best = max(best, meant[other])
            weight += self._weight(word, meant)
            said += self._weight(word, meant) * best
        as_one = "|".join(one.joined.intersection(typed))
        told = max(self._told(name, heard, as_one) for name in one.names)
        told = max(told, _INITIALS if in_full else 0.0)
        return _TYPED * said / (weight or 1) + (1 - _TYPED) * told

    def _told(self, name: frozenset[str], heard: Mapping[str, float], as_one: str) -> float:
        """Give how much of one of DUO's names was typed, from 0 to 1."""
        whole = got = 0.0
        for word in name:
            whole += self._weights[word]
            got += self._weights[word] * (1.0 if word in as_one else heard.get(word, 0.0))
        return got / (whole or 1)

    def _weight(self, word: str, meant: Iterable[str]) -> float:
        """Give how much a word tells; one that DUO does not know as much as what it may be."""
        if word in self._weights:
            return self._weights[word]
        nearest = max((self._weights.get(other, 0.0) for other in meant), default=0.0)
        return nearest or min(len(word) / _LONG, 1.0)

    def _may_be(self, word: str) -> Iterator[tuple[str, float]]:
        """Give the words of DUO that a word may be; of one that comes again the last counts."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) >= _SHORT:
            after = islice(self._words, bisect_left(self._words, word), None)
            longer = takewhile(lambda other: other.startswith(word), after)
            shorter = (word[:end] for end in range(_SHORT, len(word)))
            yield from ((other, CUT) for other in longer)
            yield from ((other, CUT) for other in shorter if other in self._holding)
            near = process.extract(
                word,
                self._words,
                scorer=OSA.normalized_similarity,
                score_cutoff=_SLIP,
                limit=_MEANT,
            )
            # What is half the same is less than half as likely to be it.
            yield from ((other, share**1.5) for other, share, _ in near)
        if word in self._holding:
            yield word, 1.0
