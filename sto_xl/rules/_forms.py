"""What a postcode, a phone number and an e-mail address look like.

Caribisch Nederland has postcodes and numbers of other forms, which are not checked.
"""

from __future__ import annotations

import re

from sto_xl.model import Land

POSTCODE_SOURCE = "DUO, open onderwijsdata vo; RIO LOD API 2.13.0"
PHONE_SOURCE = "RIO LOD API 2.13.0"
EMAIL_SOURCE = "Gangbare vorm van een e-mailadres"

_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}", re.ASCII)
# RIO LOD API 2.13.0, telephone; at least eight digits, so that a lost digit shows.
_PHONE = re.compile(r"(\+|\d)((\s|\s?(-|\(0\))\s?)?\d){7,14}", re.ASCII)
_EMAIL = re.compile(r"[^@\s,;]+@[^@\s,;.]+(\.[^@\s,;.]+)+")


def is_postcode(text: str, land: Land | None) -> bool:
    """Tell whether this can be a postcode there; with or without a blank, in any case."""
    return land is Land.CARIBISCH or bool(_POSTCODE.fullmatch(text.upper()))


def is_phone(text: str, land: Land | None) -> bool:
    """Tell whether this can be one phone number there."""
    return land is Land.CARIBISCH or bool(_PHONE.fullmatch(text))


def is_email(text: str) -> bool:
    """Tell whether this can be one e-mail address."""
    return bool(_EMAIL.fullmatch(text))
