"""The names of cells and of ranges, in whatever form a file holds them."""

from __future__ import annotations

import re

from sto_xl.grid import LAST_COLUMN, LAST_ROW, column_number

_CORNER = r"\$?([A-Z]{1,3})?\$?([0-9]{1,7})?"
_AREA = re.compile(rf"{_CORNER}(?::{_CORNER})?", re.IGNORECASE)


def corners(name: str) -> tuple[int, int, int, int] | None:
    """Give top, left, bottom and right of A1, $A$1:C3, A:C or 2:5; None for what is none of them.

    Columns and rows that are named alone go on to the last of the sheet.
    """
    found = _AREA.fullmatch(name.strip())
    if found is None:
        return None
    left, top, right, bottom = found.groups()
    named, end = (bool(left), bool(top)), (bool(right), bool(bottom))
    if named != end and (not all(named) or any(end)):
        return None
    if not any(named):
        return None
    rows = (int(top), int(bottom or top)) if top else (1, LAST_ROW)
    columns = (column_number(left), column_number(right or left)) if left else (1, LAST_COLUMN)
    return min(rows), min(columns), max(rows), max(columns)
