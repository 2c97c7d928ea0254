"""What stands in a cell and is no value: doubt, a ditto mark, a word for what is still to come."""

from __future__ import annotations

import re

from sto_xl.grid import Value
from sto_xl.model.reference import spelling
from sto_xl.sheets.notation import shown

#: Signs that ask, deny or say "about", and a box that is crossed or crossed out.
_ASKING = "?!≠±¿~≈¬‽⁇⁈⁉\uff1f\uff01❓❔❗☒"
#: They deny the word that they stand beside.
_CROSSES = "✗✘✖✕❌🗙👎🚫⛔"
_DOUBT = re.compile(
    rf"[{_ASKING}]|[{_CROSSES}]\ufe0f?\s*\w|\w\s*[{_CROSSES}]|"
    r"<>|^\(.*\)$|\)$|"
    r"\b(?:ca|circa|plm|ongeveer|misschien|wellicht|waarschijnlijk|vermoedelijk|mogelijk|eventueel|"
    r"evt|twijfel|twijfelt)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(
    rf"[{_ASKING}{_CROSSES}]|<>|\([^()]*\)$|\b(?:ca|circa|plm|ongeveer|misschien)\b\.?|[()]"
)
_DITTO = re.compile(
    r"[\"'`\u00b4“”„‟‘’\u201a,]{1,3}|[-\s]*(?:[\"“”„]|'')[-\s]*|idem(?:\s+dito)?|id\.?|dito|"
    r"ibid(?:em)?\.?|"
    r"(?:zie|als|(?:het|de)?zelfde als)\s+(?:(?:hier)?boven|vorige?(?:\s+(?:rij|regel))?)|"
    r"(?:het|de)?zelfde",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\(?\s*(?:zie|(?:het|de)?zelfde als|als bij)\s.+", re.IGNORECASE)


def _spelt(texts: str) -> frozenset[str]:
    return frozenset(map(spelling, texts.split("|")))


_TO_COME = _spelt(
    "volgt|volgt nog|nog volgend|leeg|blank|n.v.t.|n.n.b.|n.t.b.|tbd|tba|onbekend|nog onbekend|"
    "invullen|in te vullen|nog in te vullen|nog te bepalen|nader te bepalen|nog niet bekend|"
    "nog bekend te maken|uitzoeken|nog uitzoeken|navragen|nog doorgeven"
)
_NOBODY = _TO_COME | _spelt(
    "geen|niemand|nee|nog niet|vacature|vacant|vac.|opvolger onbekend|weg|vertrokken|b.g.g.|null|"
    "none|xxx|geen contact|geen contactpersoon|nog niemand|nog zoeken|gezocht|wordt gezocht"
)


def doubtful(value: Value) -> bool:
    """Tell whether a text is not sure of what it says: `ja?`, `ja (volgt)`, `ca. 20`."""
    return isinstance(value, str) and bool(_DOUBT.search(shown(value)))


def supposed(value: Value) -> Value:
    """Give what a text that is in doubt would say without its doubt."""
    return _SIGNS.sub("", shown(value)).strip() if doubtful(value) else value


def repeats(value: Value) -> bool:
    """Tell whether a cell only refers to the one above: `"`, idem, zie boven."""
    return isinstance(value, str) and bool(_DITTO.fullmatch(shown(value)))


def refers(value: Value) -> bool:
    """Tell whether a cell about a person only says where the person is told of."""
    return repeats(value) or bool(isinstance(value, str) and _ELSEWHERE.fullmatch(shown(value)))


def to_come(value: Value) -> bool:
    """Tell whether a cell says that its value is not there yet, or not known."""
    text = shown(value)
    return isinstance(value, str) and (_bare(text) in _TO_COME or not text.strip("-?.…/ "))


def nobody(value: Value) -> bool:
    """Tell whether a cell about a person names none."""
    if isinstance(value, bool) or value is None:
        return False
    bare = _bare(shown(value))
    return not bare.strip("0") or bare in _NOBODY


def _bare(text: str) -> str:
    return spelling(shown(text))
