"""What a postcode, a telephone number, an e-mail address and a website's address look like.

One definition of each. `POSTCODE`, `PHONE` and `EMAIL` find one in a text, `PHONE` also one that
lacks a digit; the functions tell whether a whole text is one.
"""

from __future__ import annotations

import re

from sto_xl.model.choices import Land

#: With or without blanks between digits and letters, in any case.
POSTCODE = re.compile(r"(?<!\w)([1-9][0-9]{3})\s*([A-Za-z]{2})(?!\w)")

#: What people put between the digits of a number: "(010) 220 21 21", "+31 (0)10-220.21.21".
_GAP = r"[\s().\u2011–-]{0,4}"
_NUMBERS = (
    # Services: 0800 1234, 0900-1234567.
    rf"0(?:800|90[069])(?:{_GAP}[0-9]){{4}}(?:(?:{_GAP}[0-9]){{3}})?",
    # Ten digits, of which the first is a zero.
    rf"\(?0{_GAP}[1-9](?:{_GAP}[0-9]){{8}}",
    # The same from abroad, with or without that zero.
    rf"\(?(?:\+|00){_GAP}31(?:{_GAP}0)?{_GAP}[1-9](?:{_GAP}[0-9]){{8}}",
    # Other countries.
    rf"\(?(?:\+|00){_GAP}(?!31)[1-9](?:{_GAP}[0-9]){{7,14}}",
    # A municipality: 14 and its area code, such as 14 0592.
    r"14[\s-]?0[1-9][0-9]{1,2}",
)
_NUMBER = "|".join(_NUMBERS)
_WHOLE_NUMBER = re.compile(_NUMBER)
PHONE = re.compile(rf"(?<![\w+])(?:{_NUMBER}|\(?[+0](?:{_GAP}[0-9]){{7,14}})(?!\w)")

#: Signs that separate addresses, or that a link to one takes for more than an address.
_NEVER = r"\s@<>()\[\]:;,|/\\%?&#\"^`{}\x00-\x1f\x7f"
_LABEL = rf"[^{_NEVER}.]+"
EMAIL = re.compile(rf"[^{_NEVER}]+@{_LABEL}(?:\.{_LABEL})+")

#: A host of two labels at least, with or without what a browser puts in front, and a path behind.
_WEBSITE = re.compile(
    r"(?:https?://)?[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"\.[a-z][a-z0-9-]*[a-z](?::\d+)?(?:[/?#][^\s<>\"]*)?",
    re.IGNORECASE,
)


def postcode(text: str) -> str | None:
    """Give a postcode as it is written, such as "9401 SL"; None for a text that is none."""
    found = POSTCODE.fullmatch(text.strip())
    return f"{found[1]} {found[2].upper()}" if found else None


def lacking(
    adres: str | None, postcode: str | None, plaats: str | None, land: Land | None
) -> tuple[str, ...]:
    """Give what an address lacks, by its heading; Caribisch Nederland has no postcodes."""
    asked = {"Adres": adres, "Postcode": postcode, "Plaats": plaats}
    if land is Land.CARIBISCH:
        del asked["Postcode"]
    return tuple(heading for heading, value in asked.items() if not (value or "").strip())


def is_phone(text: str) -> bool:
    """Tell whether a text is one telephone number, with all its digits."""
    return bool(_WHOLE_NUMBER.fullmatch(text.strip()))


def is_email(text: str) -> bool:
    """Tell whether a text is one e-mail address."""
    return bool(EMAIL.fullmatch(text.strip()))


def is_website(text: str) -> bool:
    """Tell whether a text is the address of one website or page."""
    return bool(_WEBSITE.fullmatch(text.strip()))
