"""What Plek says of a cell: its sheet, heading and key, sign for sign as they stand."""

from __future__ import annotations

import datetime as dt

import pytest

from sto_xl import sheets
from sto_xl.grid import ListObject, Notice, NoticeKind, Sheet, Snapshot, Value
from sto_xl.sheets import marking
from sto_xl.sheets.table_read import HEADER, TableRead, find

HEADINGS = ("Vestiging", "School", "Postcode", "Plaats", "Soort", "Rol", " Deelname\n", "Sinds")
DEELNAME = 6


def schools(*keys: tuple[Value, Value], errors: tuple[tuple[int, int], ...] = ()) -> TableRead:
    """Read a list of schools of which only the keys are filled in."""
    rows = (HEADINGS, *((*key, *[None] * 5, "x") for key in keys))
    sheet = Sheet("Scholen", rows)
    named = ListObject("tblScholen", "Scholen", 1, 1, len(rows), len(HEADINGS))
    notices = tuple(Notice(NoticeKind.ERROR, "Scholen", r, c, "#N/B") for r, c in errors)
    return find(Snapshot("proef.xlsx", (sheet,), (named,), notices), sheets.SCHOLEN)


@pytest.mark.parametrize(
    "key", ["99AK00\n", " 99AK00", "99AK00 ", "99\u00a0AK00", "99\tAK00", "a  b"]
)
def test_a_key_and_a_heading_stand_in_it_with_every_blank(key: str) -> None:
    assert schools((key, "De Hoek")).mark(0, DEELNAME) == f"Scholen| Deelname\n|{key}"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (12, "12"),
        (12.5, "12,5"),
        (0.1 + 0.2, "0,3"),
        (10**21, "1000000000000000000000"),
        (True, "WAAR"),
        (False, "ONWAAR"),
        (dt.date(2026, 1, 3), "46025"),
        (dt.datetime(2026, 1, 3, 12, 0), "46025,5"),
        (dt.time(6, 0), "0,25"),
        (None, ""),
    ],
)
def test_what_is_no_text_stands_in_it_as_a_dutch_excel_joins_it(value: Value, said: str) -> None:
    assert marking.text(value) == said


def test_blanks_are_a_vestiging_to_a_formula_and_so_to_a_mark() -> None:
    rows = schools(("  ", "De Hoek"), (None, "De Hoek"), (None, None))
    assert [rows.mark(line, 0) for line in range(3)] == [
        "Scholen|Vestiging|  ",
        "Scholen|Vestiging|De Hoek",
        "",
    ]


def test_an_error_is_a_key_of_its_own_in_whatever_language() -> None:
    rows = schools((None, "De Hoek"), (None, None), errors=((2, 1), (3, 2)))
    assert [rows.mark(line, 0) for line in range(2)] == ["Scholen|Vestiging|#"] * 2


def test_a_heading_has_a_mark_without_a_key() -> None:
    assert schools(("99AK00", "De Hoek")).mark(HEADER, DEELNAME) == "Scholen| Deelname\n|"


def test_a_key_is_cut_where_excel_cuts_and_leaves_no_half_sign() -> None:
    def cut(key: str) -> str:
        return marking.mark("A", "B", key).removeprefix("A|B|")

    assert cut("x" * 200) == "x" * 150
    assert cut("\U0001f600" * 100) == "\U0001f600" * 75
    assert cut("x" + "\U0001f600" * 100) == "x" + "\U0001f600" * 74


def test_a_mark_is_never_longer_than_countifs_can_look_for() -> None:
    assert len(marking.mark("Scholen", "Deelname" + " " * 200, "x" * 150)) == 255
