"""The code of a location, and what cells are compared by to tell whether they name one."""

from __future__ import annotations

import re
from functools import lru_cache

VESTIGING_PATTERN = r"\d{2}[A-Z]{2}\d{2}"
_VESTIGING = re.compile(VESTIGING_PATTERN, re.ASCII)


@lru_cache(maxsize=1024)
def vestiging_code(typed: str | None) -> str | None:
    """Give the six-character code that was meant, case and blanks aside; None when it is none."""
    bare = "".join((typed or "").split()).upper()
    return bare if _VESTIGING.fullmatch(bare) else None


def location_key(typed: str | None) -> str | None:
    """Give what two cells are compared by to tell whether they name one location.

    The code when it is one, else the text as typed, case and blanks aside; None when empty.
    """
    return vestiging_code(typed) or (" ".join(typed.split()).casefold() if typed else None) or None
