"""A workbook as the pane's script tells of it: read as elsewhere, in calls of a bounded size."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from sto_xl.books.told import NotReadError, ToldBook, calls
from sto_xl.grid import Formula, NoticeKind, Value

DATE, TIME, LASTING, PLAIN = "dd-mm-yyyy", "hh:mm", "[h]:mm", "General"


def told(*, used: str = "Blad1!A1:C3", day1904: int = 1462) -> ToldBook:
    sheet = {"name": "Blad1", "visibility": "Visible", "protected": False, "filtered": False}
    listed = {
        "name": "a.xlsx",
        "day1904": day1904,
        "tables": [],
        "sheets": [{**sheet, "used": used}],
    }
    return ToldBook(listed)


def block(area: str, *cells: tuple[Any, ...]) -> dict[str, Any]:
    """Give an area of one row: of each cell the value, and its format, formula and kind if told."""
    full = [(c + (PLAIN, None, "Double")[len(c) - 1 :]) for c in cells]
    return {
        "sheet": "Blad1",
        "area": area,
        "values": [[value for value, *_ in full]],
        "formats": [[code for _, code, _, _ in full]],
        "formulas": [[value if bar is None else bar for value, _, bar, _ in full]],
        "types": [[kind for *_, kind in full]],
        "merged": "",
    }


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (12, PLAIN, 12),
        (12.5, "0.00", 12.5),
        ("", PLAIN, None),
        ("0012", "@", "0012"),
        (True, PLAIN, True),
        (46357, DATE, dt.date(2026, 12, 1)),
        (46357, "[$-413]d mmmm yyyy", dt.date(2026, 12, 1)),
        (46357.75, "dd-mm-yyyy hh:mm", dt.datetime(2026, 12, 1, 18)),
        (0.75, TIME, dt.time(18)),
        (1.5, LASTING, 1.5),
        (40, '0 "dagen"', 40),
        (40, "[Yellow]0", 40),
        (3_000_000, DATE, 3_000_000),
    ],
)
def test_a_value_is_what_it_is_elsewhere(value: object, code: str, expected: Value) -> None:
    book = told()
    book.read([block("A1:A1", (value, code))])
    (sheet,) = book.snapshot().sheets
    found = sheet.value(1, 1)
    assert (found, type(found)) == (expected, type(expected))


def test_in_a_workbook_that_counts_from_1904_days_are_the_same_days() -> None:
    book = told(day1904=0)
    book.read([block("A1:A1", (46357 - 1462, DATE))])
    assert book.snapshot().sheets[0].value(1, 1) == dt.date(2026, 12, 1)


def test_an_error_and_a_day_that_cannot_be_are_noticed_and_empty() -> None:
    book = told()
    book.read([block("A1:B1", ("#N/A", PLAIN, "=NA()", "Error"), (-5, DATE))])
    snapshot = book.snapshot()
    assert [(n.kind, n.column, n.text) for n in snapshot.notices] == [
        (NoticeKind.ERROR, 1, "#N/B"),
        (NoticeKind.IMPOSSIBLE_DATE, 2, "-5"),
    ]
    assert snapshot.sheets[0].rows == ()


def test_a_formula_is_one_and_a_text_that_looks_like_one_is_not() -> None:
    book = told()
    book.read([block("A1:C1", (3, PLAIN, "=1+2"), ("=1+2", "@", "=1+2", "String"), ("12", "@"))])
    held = book.on("blad1").held((1, 1, 1, 3))
    assert held.cells == ((Formula("=1+2"), "=1+2", "12"),)
    assert [kept.put for kept in held.raw[0]] == ["=1+2", "'=1+2", "'12"]


def test_merged_cells_are_noticed() -> None:
    book = told()
    merged = "'Mijn, blad'!A1:B1,'Mijn, blad'!$C$1:$C$3"
    book.read([{**block("A1:A1", (1,)), "merged": merged}])
    found = [(n.kind, n.text) for n in book.snapshot().notices]
    assert found == [(NoticeKind.MERGED, "A1:B1"), (NoticeKind.MERGED, "C1:C3")]


def test_what_is_not_read_is_asked_for_when_its_format_matters() -> None:
    book = told()
    book.read([block("A1:C1", (1,), (2, DATE), (3,))])
    place = book.on("Blad1")
    assert place.number_format((1, 2, 1, 2)) == DATE
    assert place.number_format((1, 1, 1, 2)) is None
    with pytest.raises(NotReadError) as missing:
        place.number_format((1, 2, 4, 2))
    assert book.more(missing.value) == [[("Blad1", "A2:C4")]]


def test_a_large_sheet_is_read_in_parts_and_small_ones_together() -> None:
    rows = calls.MAX_CELLS // 10
    wanted = told(used=f"Blad1!A1:J{2 * rows + 1}").to_read()
    assert wanted == [
        [("Blad1", f"A1:J{rows}")],
        [("Blad1", f"A{rows + 1}:J{2 * rows}")],
        [("Blad1", f"A{2 * rows + 1}:J{2 * rows + 1}")],
    ]
    assert len(calls.read_at_once([("A", "A1:J10"), ("B", "A1:J10")])) == 1


def test_only_the_lines_that_change_are_put_and_not_too_much_at_once() -> None:
    cells: list[list[object]] = [[None], ["a"], [None], ["b"], [None]]
    (order,) = calls.put("Blad1", (11, 2, 15, 2), cells)
    assert order == {"do": "put", "sheet": "Blad1", "area": "B12:B14", "cells": cells[1:4]}
    assert list(calls.put("Blad1", (1, 1, 1, 1), [[None]])) == []
    long: list[list[object]] = [["x" * (calls.MAX_TEXT // 2 + 1)] for _ in range(3)]
    orders = list(calls.put("Blad1", (1, 1, 3, 1), long))
    assert [order["area"] for order in orders] == ["A1:A2", "A3:A3"]
    assert len(calls.done_at_once(orders)) == 2
