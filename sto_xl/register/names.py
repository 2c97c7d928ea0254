"""Which vestigingen a school on a roster may be that has no code, told by its name and place.

Nothing is known for certain: what is found is proposed, and a person says whether it is so. Where
a name does not tell which it is, its place, its postcode and its board do.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sto_xl.register import capitals
from sto_xl.register.likeness import same_place
from sto_xl.register.nameindex import CUT, NamedVestiging, NameIndex, Typed
from sto_xl.register.namewords import telling
from sto_xl.register.query import Vestiging

#: So many are proposed at most.
_MOST = 3
#: How much the place counts beside the name; one of which only the municipality is right, and one
#: that is spelt nearly so.
_OF_PLACE, _MUNICIPALITY, _NEAR_PLACE = 0.3, 0.85, 0.8
#: What is added for the same postcode, nearly the same code and the same board, and what is taken
#: off one that the roster has already.
_POSTCODE, _NEAR_CODE, _BOARD, _TAKEN = 0.25, 0.25, 0.05, 0.1
#: A name that is less alike is not proposed: in the same place, where no place is told, in another
#: one, and where the postcode or the code is right.
_IN_PLACE, _ANYWHERE, _IN_ANOTHER, _KNOWN_ELSEWISE = 0.5, 0.7, 0.85, 0.25
#: One of usual words alone must be more alike; and what is so much less likely than the first is no
#: longer worth a look.
_USUAL, _BEHIND = 0.8, 0.25
_WHOLE = 100


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
class Candidate:
    """A vestiging that a school may be: how alike their names are, in percents.

    `besides` says what else speaks for it or against it.
    """

    vestiging: Vestiging
    alike: int
    besides: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it is proposed: "zelfde plaats, naam lijkt 93 %"."""
        name = "zelfde naam" if self.alike == _WHOLE else f"naam lijkt {self.alike} %"
        return ", ".join((*self.besides, name))

    @property
    def text(self) -> str:
        """The proposal in words: "00AH17 (De Werkhoek, Kade 1, Assen: zelfde plaats, …)"."""
        one = self.vestiging
        address = f"{one.street} {one.number}".strip()
        told = filter(None, (one.name or one.official, address, capitals.written(one.place)))
        return f"{one.code} ({', '.join(told)}: {self.why})"


class KnownNames:
    """What the vestigingen are called that can be proposed: those that are not gone."""

    def __init__(self, vestigingen: Iterable[Vestiging]) -> None:
        """Take their names."""
        self._index = NameIndex(one for one in vestigingen if not one.gone)

    def proposals(
        self, school: Described, taken: Collection[str] = (), near: Collection[str] = ()
    ) -> tuple[Candidate, ...]:
        """Give at most three vestigingen that a school may be, the most likely first.

        `taken` are the codes that the roster has already; `near` are the RMC-regio's in which its
        schools lie: they tell of names that are equally alike, as does whether there is vmbo.
        """
        typed = self._index.typed(school.name)
        usual = all(telling(word) < 1 for word in typed)
        found = []
        for named in self._index.sharing(typed):
            one, alike = named.vestiging, self._index.alike(typed, named)
            likely, least, besides = _besides(school, named, typed, taken)
            if alike >= max(least, _USUAL if usual else 0):
                likely += (1 - _OF_PLACE) * alike
                far = not school.place and one.rmc not in near
                order = (-round(likely, 2), far, not one.vmbo, -likely, one.code)
                found.append((order, Candidate(one, round(_WHOLE * alike), besides)))
        found.sort(key=lambda pair: pair[0])
        first = found[0][0][0] if found else 0
        return tuple(one for order, one in found[:_MOST] if order[0] - first < _BEHIND)


def _besides(
    school: Described, named: NamedVestiging, typed: Typed, taken: Collection[str]
) -> tuple[float, float, tuple[str, ...]]:
    """Give what speaks for a vestiging besides its name: how much, how alike that must be, what."""
    one = named.vestiging
    place, said = _place(school, named, typed)
    likely, besides = _OF_PLACE * place, [said] if said else []
    least = _IN_ANOTHER if school.place else _ANYWHERE
    least = _IN_PLACE if place >= _NEAR_PLACE else least
    if school.postcode and _bare(school.postcode) == _bare(one.postcode):
        besides.append("zelfde postcode")
        likely, least = likely + _POSTCODE, _KNOWN_ELSEWISE
    if school.code and _one_sign_away(_bare(school.code), one.code):
        besides.append("code scheelt één teken")
        likely, least = likely + _NEAR_CODE, _KNOWN_ELSEWISE
    if school.board and school.board == one.board:
        besides.append("zelfde bestuur")
        likely += _BOARD
    if one.code in taken:
        besides.append("staat al op blad Scholen")
        likely -= _TAKEN
    return likely, least, tuple(besides)


def _place(school: Described, named: NamedVestiging, typed: Typed) -> tuple[float, str]:
    """Give how well the place of a vestiging fits, from 0 to 1, and that in words."""
    from rapidfuzz import fuzz

    one = named.vestiging
    if not school.place:
        said = {other for meant in typed.values() for other, share in meant.items() if share > CUT}
        return (1.0, "plaats in de naam") if named.place and named.place <= said else (0.0, "")
    if same_place(school.place, one.place):
        return 1.0, "zelfde plaats"
    if same_place(school.place, one.municipality):
        return _MUNICIPALITY, "zelfde gemeente"
    near = fuzz.ratio(school.place.casefold(), one.place.casefold()) / _WHOLE
    return (near, "plaats lijkt") if near > _NEAR_PLACE else (0.0, "andere plaats")


def _one_sign_away(typed: str, code: str) -> bool:
    """Tell whether a sign was left out of a code, added, replaced, or swapped with the next."""
    from rapidfuzz.distance import OSA

    return OSA.distance(typed, code, score_cutoff=1) <= 1


def _bare(text: str) -> str:
    return "".join(text.split()).upper()
