"""What people type where a value does not exist or is not known yet: a closed list.

Such a text names nothing: two rows that hold it have nothing in common.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sto_xl import model
from sto_xl.sheets.cleaning import cleaned

_NOTHING = (
    "geen|geen enkele|niets|nihil|nvt|niet van toepassing|leeg|blanco|none|n/a|null|blank|nul|"
    "zonder voorwaarden"
)
_TO_COME = (
    "volgt|volgt nog|volgt later|wordt nog ingevuld|onbekend|nog onbekend|niet bekend|"
    "nog niet bekend|nnb|ntb|nb|nog te bepalen|nader te bepalen|nog in te vullen|in te vullen|"
    "invullen|nn|pro memorie|tbd|tba|todo|to do|xx|xxx|xxxx|zie boven|zie hierboven|"
    "zie onder|zie hieronder|zie opmerking|zie opmerkingen|zie toelichting|als boven|idem|id|"
    "dito|ditto|zelfde|dezelfde|hetzelfde"
)
#: There is none; and: there is one, but not here or not yet.
_NONE, _LATER = frozenset(_NOTHING.split("|")), frozenset(_TO_COME.split("|"))
_NO_SUCH = re.compile(
    r"(?:er zijn )?geen(?: (?:bijzondere|aanvullende|nadere|verdere|extra|open|overige))?"
    r" (?:voorwaarden?|vra(?:gen|ag)|opmerking(?:en)?|bijzonderheden|toelichting)"
)
#: No placeholder holds a number above nought; most addresses, codes and phone numbers do.
_NUMBERED = re.compile(r"[1-9]")
_QUESTION = re.compile(r"[?…\"”“„″〃']|\.\.")


def says_none(text: str) -> bool:
    """Tell whether a text says that there is nothing: geen, n.v.t., a dash."""
    return _says(text)[0]


def says_later(text: str) -> bool:
    """Tell whether a text says that it is to come or stands elsewhere: volgt, ?, idem, ditto."""
    return _says(text)[1]


@lru_cache(maxsize=4096)
def _says(text: str) -> tuple[bool, bool]:
    """Tell whether a text says that there is nothing, and whether it is to come or elsewhere."""
    if _NUMBERED.search(text):
        return False, False
    bare, asked = _bare(text), bool(_QUESTION.search(text))
    there_is_none = bare in _NONE or bool(_NO_SUCH.fullmatch(bare)) or not bare.strip("0 ")
    later = bare in _LATER or (asked and (not bare or bare in _NONE))
    return there_is_none and not asked, later


def is_placeholder(text: str) -> bool:
    """Tell whether a text stands in the place of a value that is not there."""
    return says_none(text) or says_later(text)


@lru_cache(maxsize=8192)
def key_of(typed: str | None) -> str | None:
    """Give what cells are compared by to tell whether they name one location; None for no name."""
    key = model.location_key(cleaned(typed)) if typed else None
    return key if key and (model.vestiging_code(key) or not is_placeholder(key)) else None


def _bare(text: str) -> str:
    """Give the words of a text: no dots, no brackets around them; "" when there are none."""
    words = re.sub(r"[^\w/ ]+", "", " ".join(cleaned(text).split()).casefold()).strip(" /_")
    return words if any(map(str.isalnum, words)) else ""
