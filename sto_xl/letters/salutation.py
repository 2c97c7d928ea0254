"""How a letter begins, made of a name: by the form of address, if the name has it, else neutral.

Nobody's form of address is guessed: "mevr. J. Jansen" is mevrouw Jansen, "Jan Jansen" is himself,
and of "J. Jansen" no more is known than the surname.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from sto_xl.model import Language

_TITLES: Mapping[str, re.Pattern[str]] = {
    "heer": re.compile(r"(?:de heer|dhr|hr|heer)\.?\s+", re.IGNORECASE),
    "mevrouw": re.compile(r"(?:mevrouw|mevr|mw|mej)\.?\s+", re.IGNORECASE),
}
#: In Dutch "mr." is a degree.
_ENGLISH_TITLE = re.compile(r"(mr|mrs|ms|miss)\.?\s+", re.IGNORECASE)
_DEGREES = re.compile(r"(?:(?:drs|dr|ir|ing|mr|prof|bc|lic)\.?\s+)+", re.IGNORECASE)
_INITIALS = re.compile(r"((?:[A-Z][a-z]{0,2}\.[\s-]?)+|[A-Z]{1,4}\s)\s*(?:\((\w+)\)\s*)?")
_BEHIND = re.compile(r"\s*(?:\([^()]*\)|,\s*[^,]*)$")
_NAME = re.compile(r"(?:['’]?[^\W\d_][\w'’-]*(?:\s+|$))+")
#: What stands at Naam and is nobody's name, and what joins two names.
_NOBODY = re.compile(
    r"\b(?:directie|administratie|secretariaat|team|afdeling|locatie|receptie|sto|school|mt|"
    r"management|schoolleiding|docenten|en|of|and|or)\b",
    re.IGNORECASE,
)


def salutation(name: str, language: Language) -> str:
    """Give the salutation of a letter to somebody, such as "Geachte mevrouw De Vries".

    Empty when the name does not tell how: it is that of an office, of two people, or one word.
    """
    text, title = name.strip(), ""
    for known, pattern in _TITLES.items():
        if found := pattern.match(text):
            text, title = text[found.end() :], known
    if language is Language.EN and (found := _ENGLISH_TITLE.match(text)):
        text, title = text[found.end() :], found[1].capitalize()
    if found := _DEGREES.match(text):
        text = text[found.end() :]
    initials = _INITIALS.match(text)
    rest = _BEHIND.sub("", text[initials.end() :] if initials else text)
    if not _NAME.fullmatch(rest) or _NOBODY.search(rest):
        return ""
    first = initials[2] if initials and initials[2] else ""
    if language is Language.EN:
        return _english(title, initials[1].strip() if initials else "", first, rest)
    return _dutch(title, initials is not None, first, rest)


def _dutch(title: str, has_initials: bool, first: str, rest: str) -> str:  # noqa: FBT001
    surname = rest[0].upper() + rest[1:]
    if title:
        return f"Geachte {title} {surname}"
    if first:
        return f"Beste {first} {rest}"
    if has_initials:
        return f"Geachte heer of mevrouw {surname}"
    return f"Beste {rest}" if _is_whole(rest) else ""


def _english(title: str, initials: str, first: str, rest: str) -> str:
    if title:
        called = {"heer": "Mr", "mevrouw": "Ms"}.get(title, title)
        return f"Dear {called} {rest[0].upper() + rest[1:]}"
    if first or initials:
        return f"Dear {first or initials} {rest}"
    return f"Dear {rest}" if _is_whole(rest) else ""


def _is_whole(name: str) -> bool:
    """Tell whether it can be a first name and a surname."""
    return " " in name and name[0].isupper()
