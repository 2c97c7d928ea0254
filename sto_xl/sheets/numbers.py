"""How people write numbers and amounts in cells.

Pure: a text in, a number out, or the way in which it is none.
"""

from __future__ import annotations

import re
from decimal import Decimal

from sto_xl.sheets.misreading import Misread, Misreading

_EURO = re.compile(r"€|eur(?:o|os)?\b")
#: What stands for cents that are none, as in € 50,-.
_NO_CENTS = re.compile(r",\s?(?:-{1,2}|=)$")
_SIGN = re.compile(r"-\s+(?=\d)")
#: A point or a blank between thousands.
_GROUPED = re.compile(r"-?\d{1,3}(?:([. ])\d{3})(?:\1\d{3})*", re.ASCII)
#: Three digits behind a comma: a Dutch fraction, or the thousands of an English number.
_TWO_WAYS = re.compile(r"-?[1-9]\d{0,2}(?:,\d{3})+", re.ASCII)
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?", re.ASCII)
_MASKED = re.compile(r"<\s*\d+|onbekend|\?|\d+ tot \d+")


def is_masked(text: str) -> bool:
    """Tell whether a text says that a number is not told: <5, onbekend, ?, 13 tot 16."""
    return bool(_MASKED.fullmatch(text.casefold()))


def number(text: str) -> Decimal | None:
    """Give the number that a text is, as a Dutch reader reads it; None when it is none."""
    bare = _bare(text)
    whole, comma, cents = bare.partition(",")
    if _GROUPED.fullmatch(whole):
        bare = re.sub(r"[. ]", "", whole) + comma + cents
    return Decimal(bare.replace(",", ".")) if _NUMBER.fullmatch(bare) else None


def number_or_misread(text: str) -> Decimal | Misread:
    """Give the number that a text is, unless it can be two: "1,000" is asked about."""
    bare = _bare(text)
    if _TWO_WAYS.fullmatch(bare):
        first, *rest = bare.split(",")
        large = "".join((first, *rest))
        small = f"{first},{rest[0]}".rstrip("0").rstrip(",")
        both = large if len(rest) > 1 else f"{small}’ of ‘{large}"
        return Misread(Misreading.TWO_NUMBERS, text, both)
    read = number(text)
    return Misread(Misreading.NUMBER, text) if read is None else read


def _bare(text: str) -> str:
    bare = _EURO.sub("", text.casefold()).strip()
    return _SIGN.sub("-", _NO_CENTS.sub("", bare)).strip()
