"""Which vestiging was probably meant by a code that is not right, so that a message can propose it.

Proposed are: a zero lost at the start or before the last digit, letters and digits that look alike,
small letters, blanks and other signs between, and a code of the roster that is one letter away.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache

from sto_xl.grid import plain
from sto_xl.model import VESTIGING_PATTERN, vestiging_code
from sto_xl.model.wording import DUTCH
from sto_xl.sheets.roster import Roster

#: A code with something else beside it: "00AH17 (per 1-8)".
_CODE = re.compile(rf"\b{VESTIGING_PATTERN}\b", re.ASCII)
_TO_DIGIT = str.maketrans("OIL", "011")
_TO_LETTER = str.maketrans("01", "OI")
#: Where the letters of a vestigingscode stand, and how long its BRIN and the whole are.
_LETTERS = slice(2, 4)
_BRIN, _WHOLE = 4, 6


def question(typed: str | None, known: frozenset[str], *, new: bool = False) -> str:
    """Ask "Bedoelde u …?", with a blank before it, to end a message with; "" when nothing is near.

    `known` holds what locations are compared by. With `new` the code need not be one of them.
    """
    said = set(_CODE.findall((typed or "").upper()))
    if len(said) == 1 and (new or said <= known):
        return f" Bedoelde u {said.pop()}?"
    bare = "".join(filter(str.isalnum, typed or "")).upper()
    if not _BRIN <= len(bare) <= _WHOLE + 1:
        return ""
    repaired = [code for text in _padded(bare) if (code := _by_place(text))]
    meant = [code for code in repaired if code in known]
    if not meant:
        near = {code for text in (bare, *repaired) for code in _near(text, known)}
        meant = list(near) if len(near) == 1 else repaired if new else []
    return f" Bedoelde u {meant[0]}?" if meant else ""


def which(roster: Roster, typed: str | None) -> str:
    """Ask which location of the roster was meant, as `question` does; its name says so as well."""
    codes = called(roster, typed)
    if codes is None:
        return question(typed, roster.location_keys)
    if len(codes) == 1:
        return f" Bedoelde u {min(codes)}?"
    if codes:
        return ""
    return " De school met die naam heeft daar nog geen vestigingscode: vul die daar in."


def missing(roster: Roster, typed: str | None) -> Mapping[str, str]:
    """Give what messages say of a location that no row, or no single row, of Scholen is."""
    value, shared = typed or "", roster.names_of(typed)
    if shared:
        names = DUTCH.opsomming(f"‘{name}’" for name in shared)
        where = f"op blad Scholen bij meer dan één school ({names})"
        return {"value": value, "where": where, "asked": " Geef elke school haar eigen code."}
    return {"value": value, "where": "niet op blad Scholen", "asked": which(roster, typed)}


def instead(typed: str | None) -> str:
    """Give what stands where a code is lacking, for a message that says so; "" when nothing."""
    return f" (er staat ‘{typed}’)" if typed else ""


def called(roster: Roster, typed: str | None) -> frozenset[str] | None:
    """Give the codes of the locations with this name; None when no school is called so."""
    return roster.codes_by_name.get(plain(typed))


def _padded(bare: str) -> Iterator[str]:
    """Give the text as it is, and with the zero that may have been lost."""
    yield bare
    yield f"0{bare}"
    yield f"{bare[:_BRIN]}0{bare[_BRIN:]}"


def _by_place(text: str) -> str | None:
    """Read what looks alike as a digit or a letter, by its place."""
    letters = text[_LETTERS].translate(_TO_LETTER)
    digits = text.translate(_TO_DIGIT)
    return vestiging_code(digits[: _LETTERS.start] + letters + digits[_LETTERS.stop :])


def _near(text: str, known: frozenset[str]) -> set[str]:
    """Give the known codes from which one sign was left out, added or replaced, or two swapped.

    A BRIN alone is near the codes that begin with it.
    """
    patterns = _patterns(known)
    near = set(patterns.get(text, ())) if len(text) == _BRIN else set()
    for at in range(len(text)):
        near |= patterns.get(f"{text[:at]}?{text[at + 1 :]}", set())
        swapped = text[:at] + text[at : at + 2][::-1] + text[at + 2 :]
        near |= {swapped} & known
        near |= {text[:at] + text[at + 1 :]} & known
    if len(text) == _WHOLE - 1:
        for at in range(_WHOLE):
            near |= patterns.get(f"{text[:at]}?{text[at:]}", set())
    return near - {text}


@lru_cache(maxsize=8)
def _patterns(known: frozenset[str]) -> Mapping[str, set[str]]:
    """Give the known codes by their text with one place left open, and by their BRIN."""
    patterns: defaultdict[str, set[str]] = defaultdict(set)
    for code in known:
        if vestiging_code(code) == code:
            patterns[code[:_BRIN]].add(code)
            for at in range(_WHOLE):
                patterns[f"{code[:at]}?{code[at + 1 :]}"].add(code)
    return dict(patterns)
