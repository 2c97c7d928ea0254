"""What the messages of several buttons end with."""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl.grid import Written
from sto_xl.region import sentences

#: So many lines a message box can show under its text.
_LISTED = 12


def unfiltered(written: Written) -> str:
    """Give the sentence that tells of filters which were lifted; empty when there were none."""
    said = sentences.unfiltered(written.unfiltered)
    return f"\n{said}" if said else ""


def listed(lines: Sequence[str]) -> str:
    """Give lines under a text, no more than a message box can show."""
    more = len(lines) - _LISTED
    shown = [*lines[:_LISTED], *([f"en nog {more} andere"] if more > 0 else [])]
    return "".join(f"\n· {line}" for line in shown)
