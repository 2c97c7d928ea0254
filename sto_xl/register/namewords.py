"""The words of names of schools: what is short for what, and how little the usual ones tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sto_xl.register.likeness import words

#: Each way to write a word, or words in one, by what it stands for.
_WAYS = {
    "christelijk": "chr christ christelijke cs",
    "protestants": "prot protestantse",
    "protestants christelijk": "pc",
    "christelijk scholengemeenschap": "csg",
    "protestants christelijk scholengemeenschap": "pcsg",
    "interconfessioneel": "ic interconf interconfessionele",
    "interconfessioneel scholengemeenschap": "icsg isg",
    "katholiek": "kath katholieke rk",
    "katholiek scholengemeenschap": "ksg",
    "gereformeerd": "geref ger gereformeerde",
    "gereformeerd scholengemeenschap": "gsg",
    "oecumenisch": "oec oecumenische",
    "openbaar": "opb openb openbare",
    "openbaar scholengemeenschap": "osg",
    "openbaar regionaal scholengemeenschap": "ors orsg",
    "regionaal": "reg regio regionale",
    "regionaal scholengemeenschap": "rsg",
    "stedelijk": "sted stedelijke",
    "stedelijk scholengemeenschap": "ssg",
    "scholengemeenschap": "sg sgm sgs scholengem schoolgemeenschap",
    "scholengroep": "scholengr",
    "college": "coll col",
    "lyceum": "lyc ly",
    "gymnasium": "gym gymn",
    "atheneum": "ath",
    "vmbo": "vbo",
    "voortgezet onderwijs": "vo",
    "christelijk voortgezet onderwijs": "cvo pcvo",
    "praktijkonderwijs": "pro praktijk praktijkschool",
    "agrarisch opleidingscentrum": "aoc",
    "locatie": "loc lokatie vestiging vest vst afdeling afd dislocatie nevenvestiging "
    "hoofdvestiging",
    "sint": "st",
    "dokter": "dr",
    "meester": "mr",
    "professor": "prof",
}
_MEANT: Mapping[str, tuple[str, ...]] = {
    way: tuple(meant.split()) for meant, ways in _WAYS.items() for way in ways.split()
}
#: Letters with stops between them are one word: "r.k.", "O.R.S.".
_LETTERS = re.compile(r"\b(?:\w\.\s?){2,}|\b(?:\w\.\s?)+\w\b")
#: What a name ends in that may as well be a word by itself: "Merletcollege".
_ENDS = ("scholengemeenschap", "college", "lyceum", "school")
#: How much of its weight a word keeps, whatever its rarity: nothing of what is left out at will,
#: little of what a school teaches, which DUO's long names end in, half of what most are called.
_NOTHING, _LITTLE, _HALF = 0.0, 0.15, 0.5
_TELLING = {
    word: share
    for share, every in (
        (_NOTHING, "a aan bij d de den der en het in n o op s t te ter v van vd voor"),
        (_LITTLE, "atheneum gymnasium havo leerwegen lhno lwoo mavo onderwijs vmbo voortgezet vwo"),
        (_HALF, "christelijk college gereformeerd groep interconfessioneel katholiek locatie"),
        (_HALF, "lyceum openbaar onderwijsgroep protestants regionaal rooms scholen"),
        (_HALF, "scholengemeenschap scholengroep school stedelijk"),
    )
    for word in every.split()
}


@lru_cache(maxsize=8192)
def name_words(name: str) -> tuple[str, ...]:
    """Give the words of a name in full, as "csg" and "Chr. SG" are the same; small ones left out.

    Of a name with nothing else the small ones are its words.
    """
    every = words(_LETTERS.sub(_one_word, name))
    found = (part for word in every for full in _MEANT.get(word, (word,)) for part in _parts(full))
    return tuple(filter(telling, found)) or every


def place_words(place: str) -> frozenset[str]:
    """Give the words of a name of a place, small ones left out."""
    return frozenset(filter(telling, words(place)))


def initials(name: str) -> Iterator[str]:
    """Give what the first letters of a name may make: "lch" of Linnaeus College Haarlem."""
    every = words(name)
    for some in (every, tuple(filter(telling, every))):
        letters = "".join(word[0] for word in some)
        yield from (letters[:length] for length in range(3, 7) if length <= len(letters))


def telling(word: str) -> float:
    """Give how much of its weight a word keeps, from 0 to 1, whatever its rarity."""
    return _TELLING.get(word, 1.0)


def _one_word(letters: re.Match[str]) -> str:
    return "".join(filter(str.isalnum, letters[0])) + " "


def _parts(word: str) -> tuple[str, ...]:
    for end in _ENDS:
        if word.endswith(end) and len(word) > len(end) + 1:
            return word.removesuffix(end), end
    return (word,)
