"""The area of a region, as sheet Gebied tells it: what lies in it, and what is taken out, and why.

What a part is (a municipality, an RMC-regio or a vestiging) and what lies there, DUO knows.
"""

from __future__ import annotations

from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.model import Answer
from sto_xl.sheets import notation
from sto_xl.sheets.cleaning import cleaned, is_empty
from sto_xl.sheets.table_read import TableRead

#: The columns of sheet Gebied.
PART, WITHIN, WHY = "Gemeente", "Hoort erbij", "Toelichting"


@dataclass(frozen=True, slots=True)
class AreaPart:
    """A row of sheet Gebied: a part of the region's area, or one that is taken out of it.

    `within` is None where it cannot be read which of the two. `why` is the reason that stands
    beside it, "" without one.
    """

    line: int
    name: str
    within: bool | None
    why: str


def area(table_read: TableRead) -> tuple[AreaPart, ...]:
    """Give the parts of a region's area, in the order of their rows; none of an empty sheet."""
    return tuple(
        AreaPart(line, name, _within(table_read, line), _text(table_read, line, WHY))
        for line in table_read.lines
        if (name := _text(table_read, line, PART))
    )


def _text(table_read: TableRead, line: int, heading: str) -> str:
    return cleaned(notation.shown(table_read.value(line, heading)))


def _within(table_read: TableRead, line: int) -> bool | None:
    typed = table_read.value(line, WITHIN)
    if is_empty(typed):
        return True
    read = notation.interpret(typed, sheets.GEBIED.column(WITHIN))
    return read == Answer.JA.value if read in {a.value for a in Answer} else None
