"""The day that a file of DUO tells of: after its name, who imports it, or when it was saved."""

from __future__ import annotations

import datetime as dt
import re

from sto_xl.register.duo import DuoKind
from sto_xl.system.errors import Cause, Failure

_YEARS = re.compile(r"(?<!\d)(20\d\d)[-_–/ ]+(20\d\d)(?!\d)|(?<!\d)(20\d\d)(?!\d)")


def peildatum(kind: DuoKind, file: str, given: dt.date | None, saved: dt.date) -> dt.date:
    """Give the day that a file tells of; that of examens is the last day of their school year.

    `file` is its name, `given` what the user says, `saved` the day on which the file was saved:
    only a file of vestigingen is dated by that. Raises `Failure` when there is no telling.
    """
    if kind is DuoKind.VESTIGINGEN:
        return given or saved
    years = {tuple(map(int, filter(None, found))) for found in _YEARS.findall(file)}
    days = {day for year in years if (day := _day(kind, year))}
    if len(days) == 1:
        return days.pop()
    if given is None:
        raise Failure(Cause.DUO_UNDATED, file=file)
    return given


def _day(kind: DuoKind, years: tuple[int, ...]) -> dt.date | None:
    """Give the day of a year or school year: pupils are counted on the first of October."""
    school_year = len(years) > 1 and years[1] == years[0] + 1
    if kind is DuoKind.EXAMEN:
        return dt.date(years[1], 7, 31) if school_year else None
    return dt.date(years[0], 10, 1) if school_year or len(years) == 1 else None
