"""Formulas that add up cells of their own column, as Excel stores them: in English, with commas.

What reads a workbook notices them by this; whether the cells are other rows of a table is decided
where the table is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from sto_xl.grid import column_number

#: Where none of these stands in a formula, it adds nothing up.
_SIGN = re.compile(r"SUM\(|SUBTOTAL\(|AGGREGATE\(|\+")

#: Functions that add up (9 and 109 mean that to SUBTOTAL, 9 to AGGREGATE), up to what they add.
_FUNCTION = r"(?:SUM\(|SUBTOTAL\((?:10)?9,|AGGREGATE\(9,[0-7],)"
_CELLS = r"[A-Z]{1,3}[0-9]{1,7}(?::[A-Z]{1,3}[0-9]{1,7})?"
#: A column of a table, by its name: `tblMiddelen[Bedrag]`, `tblMiddelen[[#Data],[Bedrag]]`.
_NAMED = r"[\w.]*\[(?:\[#(?:Data|All)\],)?\[?[^\[\]]+\]?\]"
_REFERENCE = rf"(?:{_CELLS}|{_NAMED})"
_TERM = rf"(?:{_FUNCTION}{_REFERENCE}(?:,{_REFERENCE})*\)|{_CELLS})"
_ADDING = re.compile(rf"=\+?(?:ROUND\()?({_TERM}(?:\+{_TERM})*)(?:,-?[0-9]\))?")
_PART = re.compile(
    r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?(?![\w(\[])"
    r"|([\w.]*)\[(?:\[#\w+\],)?\[?([^\[\]]+)\]?\]"
)
_LONGEST = 500
#: What Excel calls these functions in Dutch.
_DUTCH: Mapping[str, str] = {
    "SUM(": "SOM(",
    "SUBTOTAL(": "SUBTOTAAL(",
    "AGGREGATE(": "AGGREGAAT(",
    "ROUND(": "AFRONDEN(",
    ",": ";",
}


@dataclass(frozen=True, slots=True)
class Added:
    """What a formula adds up: rows of its own column, from and to; columns of tables by name."""

    rows: tuple[tuple[int, int], ...]
    columns: tuple[tuple[str, str], ...]


def added(formula: str, sheet: str, column: int) -> Added | None:
    """Tell what a formula in this column adds up; None unless that is only cells of its column."""
    if len(formula) > _LONGEST or not _SIGN.search(formula):
        return None
    here = f"{sheet}!".replace("'", "")
    own = formula.replace("$", "").replace("'", "").replace(here, "")
    found = _ADDING.fullmatch("".join(own.split()))
    if found is None:
        return None
    rows: list[tuple[int, int]] = []
    columns: list[tuple[str, str]] = []
    for part in _PART.finditer(found[1]):
        left, top, right, bottom, table, heading = part.groups()
        if heading:
            columns.append((table, heading))
        elif column_number(left) == column_number(right or left) == column:
            rows.append((int(top), int(bottom or top)))
        else:
            return None
    # One cell alone is not added to another.
    alone = not columns and len(rows) == 1 and rows[0][0] == rows[0][1]
    return None if alone or not (rows or columns) else Added(tuple(rows), tuple(columns))


def in_dutch(formula: str) -> str:
    """Give a formula as a Dutch Excel shows it."""
    for english, dutch in _DUTCH.items():
        formula = formula.replace(english, dutch)
    return formula
