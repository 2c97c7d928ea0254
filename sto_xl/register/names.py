"""Which vestigingen a school on a roster may be that has no code, told by its name and place.

Nothing is known for certain: what is found is proposed, and a person says whether it is so.

A name is compared word by word, each weighing as much as it tells: "Comenius" is the name of few
schools, "College" of most. RapidFuzz finds the words that are nearly the same. Where a name does
not tell which it is, its place and postcode do.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from sto_xl.register import capitals
from sto_xl.register.likeness import same_place
from sto_xl.register.namewords import initials, name_words, place_words, telling
from sto_xl.register.query import Vestiging

#: So many are proposed at most, and of so many that share most words more is asked than that.
MOST, _ASKED = 3, 80
#: A word that has a slip, of which it is told how near it is at least; one that was cut off; one
#: that is the first letters of a name. Shorter than this a word is only itself.
_SLIP, _CUT, _INITIALS, _SHORT = 0.65, 0.8, 0.9, 3
#: How much what is typed counts of how a name is alike, and how much the name of the place.
_TYPED, _OF_PLACE = 0.6, 0.3
#: A place that is nearly spelt so, and the place of a school whose municipality is told.
_NEAR_PLACE, _MUNICIPALITY = 0.8, 0.85
#: What is added for the same postcode, nearly the same code, the same board; what is taken off one that the roster has already.
_POSTCODE, _NEAR_CODE, _BOARD, _TAKEN = 0.25, 0.25, 0.05, 0.1
#: A name that is less alike is not proposed; in the same place, and at the same address, less will
#: do.
_ANYWHERE, _IN_PLACE, _AT_ADDRESS = 0.7, 0.5, 0.25


@dataclass(frozen=True, slots=True)
class Described:
    """A school as a roster describes it; "" for what it does not say.

    `code` is what stands there for its code, and is none.
    """

    name: str
    place: str = ""
    postcode: str = ""
    board: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A vestiging that a school may be: how alike their names are, in percents, and what else is.

    `shared` are the other things that speak for it or against it, in words.
    """

    vestiging: Vestiging
    alike: int
    shared: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it is proposed: "zelfde plaats, naam lijkt 93 %"."""
        name = "zelfde naam" if self.alike == 100 else f"naam lijkt {self.alike} %"  # noqa: PLR2004
        return ", ".join((*self.shared, name))

    @property
    def text(self) -> str:
        """The proposal in words: "00AH17 (Dr Nassau College, Gieten: zelfde plaats, …)"."""
        one = self.vestiging
        return f"{one.code} ({one.name}, {capitals.written(one.place)}: {self.why})"


@dataclass(frozen=True, slots=True)
class _Known:
    """A vestiging and the words of it: of each of its names, and of its places."""

    vestiging: Vestiging
    names: tuple[frozenset[str], ...]
    joined: frozenset[str]
    initials: frozenset[str]
    place: frozenset[str]
    places: frozenset[str]


class Names:
    """The names of vestigingen, by their words."""

    def __init__(self, vestigingen: Iterable[Vestiging]) -> None:
        """Take the vestigingen that can be proposed; those that are gone are none."""
        self._known = [_known(one) for one in vestigingen if not one.gone]
        self._holding: defaultdict[str, set[int]] = defaultdict(set)
        rarity = Counter[str]()
        for number, one in enumerate(self._known):
            own = one.places.union(*one.names)
            rarity.update(own)
            for word in own | one.joined | one.initials:
                self._holding[word].add(number)
        self._words = sorted(self._holding)
        most = math.log(len(self._known) + 1)
        self._weights = {
            word: telling(word) * math.log(len(self._known) / number + 1) / most
            for word, number in rarity.items()
        }
        self._found: dict[str, Mapping[str, float]] = {}

    def proposals(
        self, school: Described, taken: Collection[str] = (), near: Collection[str] = ()
    ) -> tuple[Proposal, ...]:
        """Give at most three vestigingen that a school may be, the most likely first.

        `taken` are the codes that the roster has already; `near` are the RMC-regio's in which its
        schools lie.
        """
        typed = self._typed(school.name)
        if not typed:
            return ()
        ranked = []
        for number in self._sharing(typed):
            one = self._known[number]
            found = _compared(school, one, self._alike(typed, one), typed, taken)
            if found:
                rank, proposal = found
                home = not school.place and one.vestiging.rmc in near
                ranked.append((-round(rank, 2), not home, not one.vestiging.vmbo, -rank, proposal))
        ranked.sort(key=lambda r: (*r[:4], r[4].vestiging.code))
        return tuple(proposal for *_, proposal in ranked[:MOST])

    def _typed(self, name: str) -> Mapping[str, Mapping[str, float]]:
        """Give of each word of a name which words of DUO's names it may be, and how near it is.

        Two that DUO writes as one are one: "X 11".
        """
        every = list(name_words(name))
        for one, other in pairwise(tuple(every)):
            both = one + other
            if both in self._holding and not {one, other} <= self._weights.keys():
                every = [both if word == one else word for word in every if word != other]
        return {word: self._like(word) for word in every}

    def _like(self, word: str) -> Mapping[str, float]:
        if word not in self._found:
            self._found[word] = dict(self._like_it(word))
        return self._found[word]

    def _like_it(self, word: str) -> Iterator[tuple[str, float]]:
        """Give the words that one may be, each perhaps more than once, the nearest last."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        if len(word) >= _SHORT:
            beginning = bisect_left(self._words, word)
            rest = islice(self._words, beginning, None)
            for other in rest:
                if not other.startswith(word):
                    break
                yield other, _CUT
            for end in range(_SHORT, len(word)):
                if word[:end] in self._holding:
                    yield word[:end], _CUT
            near = process.extract(
                word,
                self._words,
                scorer=OSA.normalized_similarity,
                score_cutoff=_SLIP,
                limit=40,
            )
            # What is half the same is less than half as likely to be it.
            yield from ((other, share**1.5) for other, share, _ in reversed(near))
        if word in self._holding:
            yield word, 1.0

    def _weight(self, word: str, meant: Iterable[str]) -> float:
        """Give how much a word tells; one that DUO does not know as much as what it may be."""
        if word in self._weights:
            return self._weights[word]
        return max((self._weights.get(other, 0) for other in meant), default=0) or min(len(word) / 8, 1)

    def _sharing(self, typed: Mapping[str, Mapping[str, float]]) -> Sequence[int]:
        """Give the vestigingen that share most with what was typed."""
        shares = defaultdict[int, float](float)
        for word, meant in typed.items():
            best: dict[int, float] = {}
            for other, share in meant.items():
                for number in self._holding[other]:
                    best[number] = max(share, best.get(number, 0))
            weight = self._weight(word, meant)
            for number, share in best.items():
                shares[number] += weight * share
        return sorted(shares, key=lambda number: -shares[number])[:_ASKED]

    def _alike(self, typed: Mapping[str, Mapping[str, float]], one: _Known) -> float:
        """Give how alike a name is to the names of a vestiging, from 0 to 1."""
        own = one.places.union(*one.names) | one.joined
        weights = {word: self._weight(word, meant) for word, meant in typed.items()}
        here = {
            word: max(
                (share for other, share in meant.items() if other in own),
                default=0,
            )
            for word, meant in typed.items()
        }
        in_full = one.initials.intersection(typed)
        for word in in_full:
            here[word] = max(here[word], _INITIALS)
        said = sum(weights[w] * here[w] for w in typed) / sum(weights.values())
        heard = max(self._heard(typed, name, one) for name in one.names)
        return _TYPED * said + (1 - _TYPED) * max(heard, _INITIALS if in_full else 0)

    def _heard(
        self, typed: Mapping[str, Mapping[str, float]], name: frozenset[str], one: _Known
    ) -> float:
        """Give how much of a name of DUO was typed."""
        joined = [word for word in one.joined.intersection(typed)]
        got = 0.0
        for word in name:
            best = max((meant.get(word, 0) for meant in typed.values()), default=0)
            if any(word in both for both in joined):
                best = 1.0
            got += self._weights[word] * best
        return got / (sum(self._weights[word] for word in name) or 1)


def _known(one: Vestiging) -> _Known:
    names = [name_words(name) for name in one.names]
    place = place_words(one.place)
    return _Known(
        one,
        tuple(map(frozenset, names)) or (frozenset(),),
        frozenset(a + b for words in names for a, b in pairwise(words)),
        frozenset(letters for name in one.names for letters in initials(name)),
        place,
        place | place_words(one.municipality),
    )


def _compared(
    school: Described,
    known: _Known,
    alike: float,
    typed: Mapping[str, Mapping[str, float]],
    taken: Collection[str],
) -> tuple[float, Proposal] | None:
    """Give how likely a vestiging is to be the school, with the proposal; None for too little."""
    one = known.vestiging
    place, shared = _place(school, known, typed)
    rank = (1 - _OF_PLACE) * alike + _OF_PLACE * place
    least = _IN_PLACE if place >= _NEAR_PLACE else _ANYWHERE
    if school.postcode and _bare(school.postcode) == _bare(one.postcode):
        shared.append("zelfde postcode")
        rank, least = rank + _POSTCODE, _AT_ADDRESS
    if school.board and school.board == one.board:
        shared.append("zelfde bestuur")
        rank += _BOARD
    if _one_sign_away(school.code, one.code):
        shared.append("code scheelt één teken")
        rank, least = rank + _NEAR_CODE, _AT_ADDRESS
    if one.code in taken:
        shared.append("staat al op blad Scholen")
        rank -= _TAKEN
    if alike < least:
        return None
    return rank, Proposal(one, round(100 * alike), tuple(shared))


def _place(
    school: Described, known: _Known, typed: Mapping[str, Mapping[str, float]]
) -> tuple[float, list[str]]:
    """Give how well the place of a vestiging fits, from 0 to 1, and that in words."""
    from rapidfuzz import fuzz

    one = known.vestiging
    if not school.place:
        said = {other for meant in typed.values() for other, share in meant.items() if share > _CUT}
        within = bool(known.place) and known.place <= said
        return float(within), ["plaats in de naam"] if within else []
    if same_place(school.place, one.place):
        return 1.0, ["zelfde plaats"]
    if same_place(school.place, one.municipality):
        return _MUNICIPALITY, ["zelfde gemeente"]
    near = fuzz.ratio(school.place.casefold(), one.place.casefold()) / 100
    return (near, ["plaats lijkt"]) if near > _NEAR_PLACE else (0.0, ["andere plaats"])


def _one_sign_away(typed: str, code: str) -> bool:
    """Tell whether a sign was left out of a code, added, replaced, or swapped with the next."""
    from rapidfuzz.distance import OSA

    return OSA.distance(_bare(typed), code, score_cutoff=1) <= 1


def _bare(postcode: str) -> str:
    return "".join(postcode.split()).upper()
