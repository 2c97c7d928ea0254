"""Names of places as people write them: DUO writes them in capitals."""

from __future__ import annotations

import re

_SMALL = frozenset(
    {
        *("aan", "ad", "bij", "ca", "de", "den", "der", "des", "en", "het", "in", "op", "over"),
        *("te", "ten", "ter", "tot", "uit", "van", "voor"),
    }
)
PROVINCES = frozenset({"DR", "FR", "GLD", "GN", "LB", "NB", "NH", "OV", "UT", "ZH", "ZLD"})
_WORD = re.compile(r"[^\s\-.]+")
#: 's-Gravenhage, also where DUO leaves its apostrophe or hyphen out; 't Harde.
_GENITIVE = re.compile(r"^'?S[- ](?=[GH]RAV|HERT|HEER)")


def written(place: str) -> str:
    """Give a place or municipality as people write it: "Alphen aan den Rijn", "Bergen NH"."""
    genitive = _GENITIVE.match(place)
    rest = place[genitive.end() :] if genitive else place
    made = _WORD.sub(lambda word: _word(word[0], first=word.start() == 0), rest)
    return f"'s-{made}" if genitive else made


def _word(word: str, *, first: bool) -> str:
    low = word.lower()
    if word in PROVINCES and not first:
        return word
    if low in {"'t", "'s"} or (low in _SMALL and not first):
        return low
    return f"IJ{low[2:]}" if low.startswith("ij") else low[:1].upper() + low[1:]
