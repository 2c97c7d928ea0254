"""What of a text a terminal may get: it is data, and cannot tell the terminal to do anything."""

from __future__ import annotations

import re

#: Signs that move the cursor, colour, ring or turn the direction of what follows; not the line
#: break and the tab.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def shown(text: str) -> str:
    """Give a text with a mark in the place of each sign that a terminal would obey."""
    return _CONTROL.sub("\ufffd", text.replace("\r\n", "\n"))


def escaped(json: str) -> str:
    """Give JSON with those signs written as their numbers, which other programs read as them."""
    return _CONTROL.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json)
