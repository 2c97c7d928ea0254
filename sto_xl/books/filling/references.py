"""A formula as it is a few rows further on: what it refers to by place moves along.

What is in quotes or in brackets (texts, sheets, columns of tables) stays; so does what has a `$`.
"""

from __future__ import annotations

import re

from sto_xl.grid import LAST_COLUMN, LAST_ROW, column_letters, column_number

_TOKEN = re.compile(
    r"""
    "[^"]*+" | '[^']*+'                                  # a text, a sheet's name
    | (?P<open>\[)                                       # a column of a table, another workbook
    | (?P<cell>(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!\[]))
    | (?P<columns>(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!\[]))
    | (?P<rows>(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![\w.(!\[]))
    | [0-9]+(?:\.[0-9]*)?(?:[Ee][+-]?[0-9]+)?            # a number
    | [\w.\\?]+                                          # a name or function
    | .
    """,
    re.VERBOSE | re.DOTALL,
)


def moved(formula: str, down: int, right: int = 0) -> str:
    """Give a formula for a cell so many rows down and columns to the right of its own."""
    if not down and not right:
        return formula
    made: list[str] = []
    at = 0
    while at < len(formula):
        found = _TOKEN.match(formula, at)
        assert found is not None  # noqa: S101  (the last choice takes any character)
        if found["open"]:
            end = _closed(formula, at)
            made.append(formula[at:end])
            at = end
            continue
        made.append(_moved(found, down, right))
        at = found.end()
    return "".join(made)


def _closed(formula: str, at: int) -> int:
    """Give where what opens here with a bracket is closed; an apostrophe escapes in there."""
    depth = 0
    while at < len(formula):
        sign = formula[at]
        if sign == "'":
            at += 1
        elif sign == "[":
            depth += 1
        elif sign == "]":
            depth -= 1
            if not depth:
                return at + 1
        at += 1
    return at


def _moved(found: re.Match[str], down: int, right: int) -> str:
    if found["cell"]:
        fixed_column, letters, fixed_row, digits = found.group(3, 4, 5, 6)
        if column_number(letters) > LAST_COLUMN or not 0 < int(digits) <= LAST_ROW:
            return found[0]
        column = letters if fixed_column else _letters(letters, right)
        row = digits if fixed_row else _number(digits, down)
        return f"{fixed_column}{column}{fixed_row}{row}" if column and row else "#REF!"
    if found["columns"]:
        one, first, other, last = found.group(8, 9, 10, 11)
        if max(column_number(first), column_number(last)) > LAST_COLUMN:
            return found[0]
        first = first if one else _letters(first, right)
        last = last if other else _letters(last, right)
        return f"{one}{first}:{other}{last}" if first and last else "#REF!"
    if found["rows"]:
        one, first, other, last = found.group(13, 14, 15, 16)
        first = first if one else _number(first, down)
        last = last if other else _number(last, down)
        return f"{one}{first}:{other}{last}" if first and last else "#REF!"
    return found[0]


def _letters(letters: str, right: int) -> str:
    if not right:
        return letters
    column = column_number(letters) + right
    return column_letters(column) if 0 < column <= LAST_COLUMN else ""


def _number(digits: str, down: int) -> str:
    if not down:
        return digits
    row = int(digits) + down
    return str(row) if 0 < row <= LAST_ROW else ""
