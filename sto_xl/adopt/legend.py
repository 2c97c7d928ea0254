"""What people say that colours mean: one in a cell, or several with any sign between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sto_xl.adopt.values import deelname

#: The name of each colour that a legend can say, as the reader of the file calls it.
_NAMES = {
    "rood": "rood|rode",
    "oranje": "oranje",
    "geel": "geel|gele",
    "groen": "groen|groene",
    "blauw": "blauw|blauwe",
    "paars": "paars|paarse",
    "roze": "roze|rose",
    "grijs": "grijs|grijze",
    "bruin": "bruin|bruine",
    "zwart": "zwart|zwarte",
    "wit": "wit|witte|geen kleur|zonder kleur|ongekleurd|niet gekleurd",
}
#: What a row has that nobody coloured.
WHITE = "wit"
_BASE = {word: name for name, words in _NAMES.items() for word in words.split("|")}
_SHADE = r"(?:(?:licht|donker|fel|zacht|hel|mid|pastel)[- ]?)?"
_COLOUR = rf"(?:{_SHADE}(?:{'|'.join(sorted(_BASE, key=len, reverse=True))}))"
_THING = (
    r"(?:\s+(?:vakjes?|vlak(?:ken)?|cel(?:len)?|gekleurde?|gemarkeerde?|gearceerde?|regels?|"
    r"rij(?:en)?|scholen|school|kleur|achtergrond|gemaakt|bolletjes?))*"
)
_MEANS = r"\s*(?:[=:→]+>?|-+>?|\b(?:is|zijn|betekent|wil zeggen|staat voor)\b)\s*"
_MANY = rf"{_COLOUR}(?:\s*(?:[/+&,]|\ben\b|\bof\b)\s*{_COLOUR})*"
_ENTRY = re.compile(rf"(?<![\w-])({_MANY}){_THING}{_MEANS}(?=\S)", re.IGNORECASE)
_REVERSED = re.compile(
    rf"(.+?)\s*(?:[=:→]+>?|->|\b(?:is|zijn)\b)\s*({_COLOUR}){_THING}", re.IGNORECASE
)
_PREFIX = re.compile(
    r"(?:[^:]{0,40}:|\W*(?:de\s+)?(?:legenda|kleuren|kleurcodes?|betekenis(?:\s+\w+)*|uitleg|"
    r"toelichting|status|deelname|nb|n\.b\.|let op|een|de)?)[\s:(-]*",
    re.IGNORECASE,
)
_EDGES = " \t\n,;/|.·•-–—()"


def entries(text: str) -> Sequence[tuple[str, str]]:
    """Give the colours that a text explains, each with its meaning; none for other texts."""
    found = list(_ENTRY.finditer(text))
    if not found:
        return _reversed(text)
    if not _PREFIX.fullmatch(text[: found[0].start()]):
        return ()
    ends = [*(entry.start() for entry in found[1:]), len(text)]
    said = []
    for entry, end in zip(found, ends, strict=True):
        meaning = re.sub(r"\s+en\s*$", "", text[entry.end() : end].strip(_EDGES)).strip(_EDGES)
        said += [(name, meaning) for name in _names(entry[1])]
    return said if all(meaning for _, meaning in said) else ()


def colour(text: str) -> str:
    """Give the colour that a text is the name of, "" when it is none."""
    return (
        next(iter(_names(text)), "") if re.fullmatch(_COLOUR, text.strip(), re.IGNORECASE) else ""
    )


def _reversed(text: str) -> Sequence[tuple[str, str]]:
    """Read "doet mee = groen; wil niet = rood"."""
    parts = [part.strip(_EDGES) for part in re.split(r"[,;\n|]", text) if part.strip(_EDGES)]
    pairs = [_REVERSED.fullmatch(part) for part in parts]
    said = [
        (name, pair[1].rpartition(":")[2].strip(_EDGES))
        for pair in pairs
        if pair
        for name in _names(pair[2])
    ]
    return said if all(pairs) and any(deelname(meaning) for _, meaning in said) else ()


def _names(text: str) -> list[str]:
    words = "|".join(sorted(_BASE, key=len, reverse=True))
    return [_BASE[found.casefold()] for found in re.findall(words, text, re.IGNORECASE)]
