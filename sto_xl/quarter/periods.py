"""What a quarter is called, and its last day: the peildatum."""

from __future__ import annotations

import datetime as dt
import re

_QUARTER = re.compile(r"(20\d\d)-[Qq]([1-4])")


def last_day(quarter: str) -> dt.date | None:
    """Give the last day of a quarter written as 2026-Q4; None for anything else."""
    found = _QUARTER.fullmatch(quarter)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    first_of_next = dt.date(year + number // 4, number % 4 * 3 + 1, 1)
    return first_of_next - dt.timedelta(days=1)
