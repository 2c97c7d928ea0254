"""What a text in a cell is when all that cannot be seen is taken away: one cleaning for every door.

A snapshot holds cells as they stand, so that undoing compares what was there; a text is cleaned
where it becomes a value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from sto_xl.grid import Value, is_blank

#: Signs that show nothing though Unicode counts them among letters and marks: joiners, fillers of
#: the Korean script, and what selects another shape of the sign before it.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)
#: Dashes that Unicode does not count as such: bullets and minus signs.
_DASHES = frozenset("\u02d7\u2043\u2212\u2796")
#: A tab, and the letter of braille without dots.
_BLANKS = frozenset("\t\u2800")
#: Most texts hold none of what is looked for.
_UNCLEAN = re.compile(r"[^\n\x20-\x7e]|mailto:", re.IGNORECASE)
_LINE_BREAK = re.compile(r"\r\n?|[\x85\u2028\u2029]")
#: What programs put before an address, and behind it.
_MAILTO = re.compile(r"\bmailto:\s*([^\s@?]+@[^\s?]+)(?:\?\S*)?", re.IGNORECASE)
#: The scripts with letters that look like ours, by the first word of their signs' names.
_SCRIPTS: Mapping[str, str] = {
    "CYRILLIC": "een Cyrillische letter",
    "GREEK": "een Griekse letter",
    "ARMENIAN": "een Armeense letter",
    "FULLWIDTH": "een teken van dubbele breedte",
}


class _Cleaned(dict[int, int | str]):
    """What stands in the place of each sign, by its code point; found out when it first occurs."""

    def __missing__(self, code: int) -> int | str:
        sign = chr(code)
        category = unicodedata.category(sign)
        found: int | str = code
        if category == "Cf" or _UNSEEN.match(sign):
            found = ""
        elif category == "Pd" or sign in _DASHES:
            found = "-"
        elif category == "Zs" or sign in _BLANKS:
            found = " "
        self[code] = found
        return found


_CLEANED = _Cleaned()


def cleaned(text: str) -> str:
    """Give a text without what cannot be seen: every blank a blank, every dash a dash.

    A line break stays one, and of a link to an e-mail address the address.
    """
    # Of most texts this tells it at once.
    plain = text.isascii() and text.isprintable() and ":" not in text
    if plain or not _UNCLEAN.search(text):
        return text
    return _MAILTO.sub(r"\1", _LINE_BREAK.sub("\n", text).translate(_CLEANED))


def is_empty(value: Value) -> bool:
    """Tell whether a cell shows nothing: it is blank, or holds signs only that cannot be seen."""
    if is_blank(value):
        return True
    return isinstance(value, str) and not value.isascii() and is_blank(cleaned(value))


def disguised(text: str) -> str:
    """Tell of the first sign that is not what it looks like, or is not seen; "" without one."""
    if text.isascii() and text.isprintable():
        return ""
    for number, sign in enumerate(text, start=1):
        if unicodedata.category(sign) == "Cc" and not sign.isspace():
            return f"Let op: teken {number} is een onzichtbaar stuurteken."
        script = unicodedata.name(sign, "").partition(" ")[0]
        if script in _SCRIPTS:
            return f"Let op: de ‘{sign}’ op plaats {number} is {_SCRIPTS[script]}."
    return ""
