"""What stands in a cell and is no value: doubt, a ditto mark, a word for what is still to come."""

from __future__ import annotations

import re

from sto_xl.grid import Value
from sto_xl.model.reference import spelling
from sto_xl.sheets.notation import shown

_DOUBT = re.compile(
    r"[?!≠±¿~]|<>|^\(.*\)$|\)$|"
    r"\b(?:ca|circa|plm|ongeveer|misschien|wellicht|waarschijnlijk|vermoedelijk|mogelijk|eventueel|"
    r"evt|twijfel|twijfelt)\b",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[?!≠±¿~]|<>|\([^()]*\)$|\b(?:ca|circa|plm|ongeveer|misschien)\b\.?|[()]")
_DITTO = re.compile(
    r"[\"'`´“”„‟‘’‚,]{1,3}|[-\s]*(?:[\"“”„]|'')[-\s]*|idem(?:\s+dito)?|id\.?|dito|ibid(?:em)?\.?|"
    r"(?:zie|als|zelfde als|hetzelfde als|dezelfde als)\s+(?:hier)?(?:boven|hierboven|vorige?"
    r"(?:\s+(?:rij|regel))?)|zelfde|hetzelfde|dezelfde",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\(?\s*(?:zie|zelfde als|dezelfde als|hetzelfde als|als bij)\s.+", re.IGNORECASE
)
_TO_COME = frozenset(
    [
        "volgt",
        "volgtnog",
        "nogvolgend",
        "leeg",
        "blank",
        "nvt",
        "nnb",
        "ntb",
        "nbt",
        "tbd",
        "tba",
        "onbekend",
        "nogonbekend",
        "invullen",
        "intevullen",
        "nogintevullen",
        "nogtebepalen",
        "nadertebepalen",
        "nognietbekend",
        "nogbekendtemaken",
        "uitzoeken",
        "noguitzoeken",
        "navragen",
        "nogdoorgeven",
    ]
)
_NOBODY = _TO_COME | frozenset(
    [
        "",
        "geen",
        "niemand",
        "nee",
        "nogniet",
        "vacature",
        "vacant",
        "vac",
        "opvolgeronbekend",
        "weg",
        "vertrokken",
        "bgg",
        "null",
        "none",
        "xxx",
        "geencontact",
        "geencontactpersoon",
        "nogniemand",
        "nogzoeken",
        "gezocht",
        "wordtgezocht",
    ]
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
    return value == 0 or _bare(shown(value)) in _NOBODY or shown(value).strip("0 ") == ""


def _bare(text: str) -> str:
    return spelling(shown(text))
