"""Names of schools as people write them: abbreviated, turned round, with slips, without the place.

Made of the names that DUO gives, by a seeded random generator, so that each run makes the same.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sto_xl.register import Vestiging, capitals

#: How a word is written in full and in short; both ways are taken.
_SHORT = {
    "christelijke": ("chr.", "chr", "Chr", "christ."),
    "christelijk": ("chr.", "Chr", "christ."),
    "scholengemeenschap": ("sg", "SG", "s.g.", "scholengem.", "sgm"),
    "college": ("coll.", "coll", "Coll", "col."),
    "lyceum": ("lyc.", "Lyc", "lyc"),
    "openbare": ("opb.", "Openb.", "o."),
    "regionale": ("reg.", "regio"),
    "protestants": ("prot.", "pc"),
    "katholieke": ("kath.", "rk"),
    "gereformeerde": ("geref.", "ger."),
    "stedelijk": ("sted.", "stedelijke"),
    "locatie": ("loc.", "loc", "lokatie"),
    "vestiging": ("vest.", "vst."),
    "praktijkonderwijs": ("praktijkschool", "pro", "praktijk"),
    "sint": ("st.", "st"),
    "en": ("&", "+"),
    "dr": ("dokter", "dr."),
}
_LONG = {
    "csg": ("Christelijke Scholengemeenschap", "chr. sg"),
    "rsg": ("Regionale Scholengemeenschap", "reg. sg"),
    "osg": ("Openbare Scholengemeenschap", "opb. sg"),
    "chr": ("Christelijk", "Christelijke"),
    "sgm": ("Scholengemeenschap", "SG"),
    "opb": ("Openbare", "Openbaar"),
    "coll": ("College",),
    "lyc": ("Lyceum",),
    "loc": ("locatie",),
    "st": ("Sint",),
    "pc": ("Protestants Christelijke", "Chr."),
    "rk": ("Katholieke", "r.k."),
}
_USUAL = {*("college", "lyceum", "scholengemeenschap", "school", "sgm"), *("sg", "locatie", "de")}
#: What DUO's long names end in, and people leave out.
_TAIL = re.compile(
    r"\s*(?:\(|[,-]?\s*\b(?:voor\s?|v\.?\s)\s*(?=chr|lyc|gym|ath|vwo|havo|mavo|vmbo|vbo|lwoo|pro|vo)).*",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:locatie|loc|vestiging|vest)\b.*", re.IGNORECASE)
_NEAR = {a: b for row in ("qwertyuiop", "asdfghjkl", "zxcvbnm") for a, b in pairwise(row)}
_ALIKE = [("ij", "y"), ("c", "k"), ("ei", "ij"), ("au", "ou"), ("f", "v"), ("s", "z"), ("ph", "f")]
_ACCENTS = str.maketrans("áàâäéèêëíìîïóòôöúùûüç", "aaaaeeeeiiiioooouuuuc")


@dataclass(frozen=True)
class Misspelt:
    """A name and place as someone typed them, and the code of the vestiging that was meant."""

    code: str
    name: str
    place: str


def misspelt(vestigingen: Sequence[Vestiging], number: int, seed: int) -> list[Misspelt]:
    """Give so many names, each of another vestiging."""
    chance = random.Random(seed)  # noqa: S311  (nothing is kept secret)
    return [_of(one, chance) for one in chance.sample(vestigingen, number)]


def _of(one: Vestiging, chance: random.Random) -> Misspelt:
    name = _without_levels(chance.choice(one.names))
    place = capitals.written(one.place)
    if chance.random() < 0.5:
        name = _abbreviated(name, chance)
    if chance.random() < 0.2:
        name = _turned(name, chance)
    if chance.random() < 0.15:
        name = _lacking(name, chance)
    if chance.random() < 0.5:
        name = _slipped(name, chance)
    if chance.random() < 0.25:
        name = chance.choice((str.lower, str.upper))(name)
    if chance.random() < 0.2:
        name = name.translate(_ACCENTS).replace("-", chance.choice((" ", "")))
    said = chance.random()
    if said < 0.15:
        # The place stands behind the name, and its own cell is empty.
        return Misspelt(one.code, f"{name} {place}", "")
    if said < 0.3:
        return Misspelt(one.code, name, "")
    if said < 0.35:
        place = _slipped(place, chance)
    return Misspelt(one.code, name, place)


def _without_levels(name: str) -> str:
    """Leave out which kinds of education a school has; what follows about a location stays."""
    part = _PART.search(name)
    bare = _TAIL.sub("", name).strip(" ,-")
    if part and part[0] not in bare:
        bare = f"{bare} {part[0]}"
    return bare or name


def _abbreviated(name: str, chance: random.Random) -> str:
    made = []
    for word in name.split():
        low = word.casefold().strip(".,")
        ways = _SHORT.get(low) or _LONG.get(low)
        made.append(chance.choice(ways) if ways else word)
    return " ".join(made)


def _turned(name: str, chance: random.Random) -> str:
    words = name.split()
    at = chance.randrange(len(words))
    turned = (*words[at:], *words[:at])
    return f"{turned[0]}, {' '.join(turned[1:])}" if chance.random() < 0.3 else " ".join(turned)


def _lacking(name: str, chance: random.Random) -> str:
    """Leave out a word by which no school is told from another."""
    words = name.split()
    usual = [n for n, word in enumerate(words) if word.casefold().strip(".,") in _USUAL]
    if usual and len(words) > 1:
        words.pop(chance.choice(usual))
    return " ".join(words)


def _slipped(text: str, chance: random.Random) -> str:
    """Make a typing error in a word, in a long name perhaps two."""
    for _ in range(1 + (len(text) > 18 and chance.random() < 0.4)):
        text = _slip(text, chance)
    return text


def _slip(text: str, chance: random.Random) -> str:
    places = [n for n in range(1, len(text) - 1) if text[n - 1 : n + 2].isalpha()]
    if not places:
        return text
    at = chance.choice(places)
    before, letter, after = text[:at], text[at], text[at + 1 :]
    return chance.choice(
        (
            before + after,
            before + letter + letter + after,
            before + after[0] + letter + after[1:],
            before + _NEAR.get(letter.casefold(), "e") + after,
            _by_sound(text, chance),
        )
    )


def _by_sound(text: str, chance: random.Random) -> str:
    """Write one sound as another that sounds like it, where there is one."""
    alike = [(a, b) for a, b in _ALIKE if a in text.casefold()]
    if not alike:
        return text
    old, new = chance.choice(alike)
    found = text.casefold().rindex(old)
    return text[:found] + new + text[found + len(old) :]


def distinct(vestigingen: Iterable[Vestiging]) -> list[Vestiging]:
    """Give those that can be told by name and place: no other there has one of the same names."""
    every = list(vestigingen)
    called: dict[tuple[str, str], set[str]] = {}
    for one in every:
        for name in one.names:
            called.setdefault((name.casefold(), one.place), set()).add(one.code)
    return [
        one for one in every if any(len(called[n.casefold(), one.place]) == 1 for n in one.names)
    ]
