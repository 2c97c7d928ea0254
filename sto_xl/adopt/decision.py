"""What is decided of a column: where it goes, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sto_xl.adopt.blocks import ListColumn
from sto_xl.adopt.headings import Sure, Target

#: Why a column that numbers the rows has no place.
NUMBERED = "volgnummers van de rijen"


@dataclass(frozen=True, slots=True)
class ColumnDecision:
    """Where a column goes, and why; without a target it goes to Opmerking, with its heading."""

    column: ListColumn
    target: Target | None
    reason: str
    sure: Sure = Sure.GUESSED


class UnknownTargetError(ValueError):
    """A `--map` that names no place of a roster, or no column of the list."""


def moved(
    decision: ColumnDecision, target: Target | None, reason: str, sure: Sure = Sure.GUESSED
) -> ColumnDecision:
    """Give the decision on another place, with its own reason."""
    return replace(decision, target=target, reason=reason, sure=sure)
