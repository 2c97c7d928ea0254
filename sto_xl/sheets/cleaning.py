"""One spelling of what is typed: without invisible characters, one kind of dash and of blank."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_MAILTO = re.compile(r"\bmailto:\s*", re.IGNORECASE)
#: Characters that only choose how the one before them looks.
_VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_MINUS = "\u2212"


@lru_cache(maxsize=4096)
def cleaned(text: str) -> str:
    """Give a text without what cannot be seen; its line breaks stay."""
    if text.isascii() and ":" not in text and "\t" not in text:
        return text
    return _MAILTO.sub("", "".join(map(_character, _VARIATION.sub("", text))))


def _character(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":
        return ""
    if kind == "Pd" or character == _MINUS:
        return "-"
    if kind == "Zs" or character == "\t":
        return " "
    return "\n" if kind in ("Zl", "Zp") else character
