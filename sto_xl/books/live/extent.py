"""How far a sheet is filled: one stray format lets Excel's used range reach to its last cell."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from sto_xl.grid import LAST_COLUMN, LAST_ROW, Area, a1, address, area_of
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import xlwings

#: Somewhat less than Excel gives at once; a roster has some thousands.
MAX_CELLS = 3_000_000
_ROWS = re.compile(r"(\d+):(\d+)")
_COLUMNS = re.compile(r"([A-Z]+):([A-Z]+)")


def used(sheet: xlwings.Sheet, title: str, file: str) -> tuple[xlwings.Range, Area]:
    """Give what is used of a sheet, or else what is filled; Failure when that is too much."""
    cells = sheet.used_range
    area = area_in(cells.address)
    if fits(area):
        return cells, area
    area = _filled(sheet, area)
    if not fits(area):
        raise Failure(Cause.TOO_LARGE, file=file, detail=reaching(title, area))
    return sheet.range(a1(area)), area


def fits(area: Area) -> bool:
    """Tell whether Excel gives an area at once."""
    top, left, bottom, right = area
    return (bottom - top + 1) * (right - left + 1) <= MAX_CELLS


def reaching(title: str, area: Area) -> str:
    """Say how far a sheet reaches."""
    return f"blad ‘{title}’ loopt door tot cel {address(*area[2:])}"


def area_in(text: str) -> Area:
    """Read an address, that of whole rows (`$1:$40`) or columns (`$A:$Z`) as well."""
    bare = text.replace("$", "")
    if rows := _ROWS.fullmatch(bare):
        return int(rows[1]), 1, int(rows[2]), LAST_COLUMN
    if columns := _COLUMNS.fullmatch(bare):
        return area_of(f"{columns[1]}1:{columns[2]}{LAST_ROW}")
    return area_of(bare)


def _filled(sheet: xlwings.Sheet, area: Area) -> Area:
    """Give an area up to its last row and column that hold something."""
    top, left, bottom, right = area
    count = sheet.book.app.api.WorksheetFunction.CountA

    def holds(*part: int) -> bool:
        return bool(count(sheet.range(a1(part)).api))  # type: ignore[arg-type]

    bottom = _last(top, bottom, lambda first, last: holds(first, left, last, right))
    right = _last(left, right, lambda first, last: holds(top, first, bottom, last))
    return top, left, bottom, right


def _last(first: int, last: int, holds: Callable[[int, int], bool]) -> int:
    """Find the last line that holds something, by halving; the first when none does."""
    while first < last:
        middle = (first + last) // 2
        if holds(middle + 1, last):
            first = middle + 1
        else:
            last = middle
    return first
