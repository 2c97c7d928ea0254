"""What helps people fill in a cell: drop-downs, hints, and a word when a value looks odd.

Nothing is forbidden: the reader takes other notations, and the check says what is wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl.books.new.style import checked, strict
from sto_xl.grid import address
from sto_xl.sheets import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: Drop-downs, colours and formats reach this row, so that nothing depends on Excel extending them.
LAST_ROW = 5000
FILLED_HINT = "Wordt ingevuld door STO. Wat u hier typt, wordt later overschreven."

_EARLIEST = dt.date(1990, 1, 1)
_TITLE_LENGTH = 32
_ODD_TITLE = "Klopt dit?"
_NOT_LISTED = (
    "Deze waarde staat niet in de lijst. Kies liever een waarde uit de lijst: anders kan STO de "
    "cel misschien niet lezen. Toch zo laten staan?"
)
_CHECKS: Mapping[Kind, Mapping[str, object]] = MappingProxyType(
    {
        Kind.WHOLE: {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_message": "Hier hoort een geheel getal van 0 of hoger. Weet u het aantal niet, "
            "laat de cel dan leeg. Toch zo laten staan?",
        },
        Kind.NUMBER: {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_message": "Hier hoort een getal van 0 of hoger, bijvoorbeeld 12 of 2,5. Toch zo "
            "laten staan?",
        },
        Kind.AMOUNT: {
            "validate": "decimal",
            "criteria": ">=",
            "value": 0,
            "error_message": "Hier hoort een bedrag in euro's van 0 of hoger, bijvoorbeeld 12500. "
            "Toch zo laten staan?",
        },
        Kind.SHARE: {
            "validate": "decimal",
            "criteria": "between",
            "minimum": 0,
            "maximum": 1,
            "error_message": "Hier hoort een percentage van 0% tot en met 100%, bijvoorbeeld 10%. "
            "Toch zo laten staan?",
        },
        Kind.DATE: {
            "validate": "date",
            "criteria": ">=",
            "value": _EARLIEST,
            "error_message": "Hier hoort een datum met dag, maand en jaar, bijvoorbeeld "
            "01-10-2026. Toch zo laten staan?",
        },
    }
)


def prompt_title(heading: str) -> str:
    """Give a heading as Excel can show it above a hint: cut between words, 32 characters."""
    if len(heading) <= _TITLE_LENGTH:
        return heading
    return heading[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"


def validation(column: Column) -> dict[str, object] | None:
    """Give a column's validation for XlsxWriter; None when there is nothing to say or check."""
    hint = column.hint or (FILLED_HINT if column.filled else "")
    options: dict[str, object] = {"validate": "any"}
    if column.choices and not column.filled:
        options = {
            "validate": "list",
            "source": f"={column.choices}",
            # Several from the list in one cell are fine as well.
            **({"show_error": False} if column.several else {"error_message": _NOT_LISTED}),
        }
    elif column.kind in _CHECKS and not column.filled:
        options = dict(_CHECKS[column.kind])
    elif not hint:
        return None
    if options["validate"] != "any":
        options |= {"error_type": "warning", "error_title": _ODD_TITLE}
    if hint:
        options |= {"input_title": prompt_title(column.heading), "input_message": hint}
    return options


def add_validation(
    sheet: Worksheet, column: Column, at: int, first_row: int, last_row: int = LAST_ROW
) -> None:
    """Give the cells of one column, from row to row, the validation that belongs to it."""
    options = validation(column)
    if options is not None:
        with strict(column.heading):
            code = sheet.data_validation(first_row - 1, at - 1, last_row - 1, at - 1, options)
            checked(code, column.heading)


def accept_codes(sheet: Worksheet, areas: Iterable[tuple[int, int, int]]) -> None:
    """Keep Excel from flagging codes and phone numbers as numbers stored as text.

    Each area is a column with its first and last row.
    """
    ranges = " ".join(
        f"{address(first, column)}:{address(last, column)}" for column, first, last in areas
    )
    if ranges:
        checked(sheet.ignore_errors({"number_stored_as_text": ranges}), ranges)
