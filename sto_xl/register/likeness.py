"""Whether two names, or two places, are one: abbreviations, order and spelling aside.

DUO's names are long and official, or cut off at thirty signs; a roster calls a school as its region
does. So names differ only where each says something that the other does not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from sto_xl.model import reference
from sto_xl.register import database
from sto_xl.register.capitals import PROVINCES

#: Words that many schools have in their names, and by which none is told from another.
_USUAL_WORDS = """
aan afdeling agrarisch algemeen aoc ath atheneum av bbo beroepscollege bij brede bsg chr
christelijk christelijke coll college cs csg cvo dalton de den der dislocatie dr drs en gem
gemeenschap gemeenschappelijke geref gereformeerd gereformeerde groep gsg gym gymnasium havo
het hoofdvestiging ic icsg in ing instelling interconf interconfessioneel interconfessionele
ir isg kath katholiek katholieke ksg lhno loc locatie lwoo lyc lyceum mavo mbo mr
nevenvestiging oec oecumenische onderwijs onderwijsgroep op opb openbaar openbare
opleidingscentrum ors osg over pc pcsg praktijk praktijkonderwijs praktijkschool pro prof
protestants protestantse reg regionale rk rooms rsg s scholen scholengemeenschap scholengr
scholengroep school sg sgm sint ssg st stedelijk stedelijke stichting t te ter van vbo verg
vest vestiging vmbo vo voor voortgezet vrije vst vwo
"""
_WORD = re.compile(r"[a-z0-9]+")
_DIGIT = re.compile(r"[0-9]")
_APOSTROPHE = re.compile("['\u2018\u2019\u0060\u00b4]")
#: Words that names of places leave out or shorten: "a/d", "aan de", "aan den".
_SMALL_WORDS = "a aan ad d de den der en het in n o op ter v van vd"
_USUAL, _SMALL = frozenset(_USUAL_WORDS.split()), frozenset(_SMALL_WORDS.split())
_SHORT_PLACE = {"st": "sint"}
#: Shorter than this a beginning of a word says too little; longer than that it may have a slip or
#: two.
_BEGINNING, _SLIP, _SLIPS = 3, 5, 9


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in small letters and digits, without accents."""
    bare = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", text.casefold()))
    return tuple(_WORD.findall("".join(c for c in bare if not unicodedata.combining(c))))


@lru_cache(maxsize=16384)
def alike(one: str, other: str) -> bool:
    """Tell whether two words are probably one: shortened, contracted or with a slip of the pen."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return True
    if short[0] != long[0]:
        return False
    if len(short) < _BEGINNING:
        return long.startswith(short) and not short.isdigit()
    contracted = len(short) > _BEGINNING and long.endswith(short[1:])
    # Another digit is another number or code.
    slips = 0 if _DIGIT.search(one + other) else (len(short) >= _SLIP) + (len(short) >= _SLIPS)
    near = len(long) - len(short) <= slips and reference.distance(short, long) <= slips
    return long.startswith(short) or contracted or near


def usual(word: str) -> bool:
    """Tell whether a word is one that many schools have in their names."""
    return word in _USUAL


def same_name(typed: str, names: Sequence[str], where: Iterable[str] = ()) -> bool:
    """Tell whether a name can be that of a school that has these names, the usual one first.

    `where` is where it stands: the name of a place tells nothing. That is so as well of a name
    that holds no word of its own.
    """
    if words(typed) in map(words, names):
        return True
    own = _telling(typed)
    theirs = [_telling(name) for name in names]
    if not own or not any(theirs):
        return True
    places = {word for place in where for word in words(place)}
    every = {word for name in names for word in words(name)} | places
    # One that is called after its place has nothing else to be told by.
    usual = next((t for name in theirs if (t := [w for w in name if w not in places])), theirs[0])
    return (
        _within(own, every)
        or _within(usual or theirs[-1], set(words(typed)))
        or _joined(own, usual)
        or _initials(typed, names)
    )


def _telling(name: str) -> tuple[str, ...]:
    return tuple(word for word in words(name) if word not in _USUAL)


def _within(some: Iterable[str], every: Collection[str]) -> bool:
    """Tell whether all of these words are there; a letter or two of one, beside another word."""
    found = [[other for other in every if alike(word, other)] for word in some]
    return all(found) and any(len(other) >= _BEGINNING for others in found for other in others)


def _joined(own: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether one is in the other when written as one word: "X 11", "X11"."""
    short, long = sorted(("".join(own), "".join(other)), key=len)
    return len(short) >= _BEGINNING and short in long


def _initials(typed: str, names: Iterable[str]) -> bool:
    """Tell whether one holds the first letters of the other: "LCH", "Linnaeus College Haarlem"."""
    return any(_shortened(typed, name) or _shortened(name, typed) for name in names)


def _shortened(text: str, full: str) -> bool:
    every = words(full)
    main = (word for word in every if word not in _SMALL)
    letters = ["".join(word[0] for word in some) for some in (every, main)]
    found = [word for word in _telling(text) if len(word) >= _BEGINNING]
    return any(word in first for word in found for first in letters)


def same_place(typed: str, place: str) -> bool:
    """Tell whether two names are of one place: "Den Haag", "Ede", "Alphen a/d Rijn"."""
    return _place(typed) == _place(place)


@lru_cache(maxsize=4096)
def _place(text: str) -> str:
    told = [_SHORT_PLACE.get(word, word) for word in words(text)]
    if len(told) > 1 and told[-1].upper() in PROVINCES:
        told.pop()
    called = database.area_key(" ".join(told))
    main = [word for word in told if word not in _SMALL]
    return called if called != "".join(told) else "".join(main or told)
