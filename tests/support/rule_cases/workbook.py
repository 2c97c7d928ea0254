"""The cases of the rules about a workbook itself: the good book with something otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from sto_xl import sheets
from sto_xl.grid import Dropdown, ListObject, Notice, NoticeKind, Room, Sheet, Snapshot, Value
from sto_xl.rules import check
from sto_xl.sheets import roster
from support.rule_texts import GOOD
from support.tables import PEILDATUM, QUIET, snapshot


def _template_lists(book: Snapshot) -> tuple[Dropdown, ...]:
    """Give the drop-down lists that the template has, for tables that begin at A1."""
    lists: list[Dropdown] = []
    for spec in sheets.ROSTER.input:
        for at, column in enumerate(spec.columns, start=1):
            place = (at + 1, 2, at + 1, 2) if spec.form else (2, at, 5000, at)
            lists += [Dropdown(spec.sheet, *place, column.choices)] if column.choices else []
    assert {d.sheet for d in lists} <= {sheet.name for sheet in book.sheets}
    return tuple(lists)


_BOOK = snapshot(QUIET + GOOD)
#: Where the remark about a school stands.
REMARK = [column.heading for column in sheets.SCHOLEN.columns].index("Opmerking")
_LISTS = _template_lists(_BOOK)
GOOD_BOOK = replace(_BOOK, dropdowns=_LISTS)


def codes(book: Snapshot) -> list[tuple[str, str]]:
    report = check(roster.read_roster(book), PEILDATUM, [sheet.name for sheet in book.sheets])
    return [(finding.code, finding.where) for finding in report.findings]


def without_table(name: str) -> Snapshot:
    return replace(GOOD_BOOK, tables=tuple(t for t in GOOD_BOOK.tables if t.name != name))


def changed_table(named: str, /, **changes: object) -> Snapshot:
    return replace(
        GOOD_BOOK,
        tables=tuple(
            replace(t, **changes) if t.name == named else t  # type: ignore[arg-type]
            for t in GOOD_BOOK.tables
        ),
    )


def changed_sheet(name: str, change: Mapping[tuple[int, int], Value]) -> Snapshot:
    def edit(sheet: Sheet) -> Sheet:
        rows = tuple(
            tuple(change.get((r, c), value) for c, value in enumerate(row))
            for r, row in enumerate(sheet.rows)
        )
        return replace(sheet, rows=rows) if sheet.name == name else sheet

    return replace(GOOD_BOOK, sheets=tuple(map(edit, GOOD_BOOK.sheets)))


def beside(sheet: Sheet | None, rows: slice = slice(None)) -> Snapshot:
    """Give the good book with a copy of a sheet, or of some of its rows, without a table."""
    assert sheet is not None
    copied = replace(sheet, name=f"{sheet.name}_2", rows=sheet.rows[rows])
    return replace(GOOD_BOOK, sheets=(*GOOD_BOOK.sheets, copied))


def noticed(kind: NoticeKind, text: str = "#N/B") -> Snapshot:
    book = changed_sheet("Aanbod", {(1, 3): ""})
    return replace(book, notices=(Notice(kind, "Aanbod", 2, 4, text),))


def with_lists(
    sheet: str, column: int, *areas: tuple[int, int], source: str = "lstLeerweg"
) -> Snapshot:
    """Give the good book with these drop-down lists only in one column."""
    kept = [d for d in _LISTS if (d.sheet, d.left) != (sheet, column)]
    kept += [Dropdown(sheet, top, column, bottom, column, source) for top, bottom in areas]
    return replace(GOOD_BOOK, dropdowns=tuple(kept))


def in_a_row_of(points: float, width: float = 20) -> Snapshot:
    """Give the good book with a remark of 90 letters in a row whose height was set."""
    book = changed_sheet("Scholen", {(1, REMARK): "Eén woord. " * 8})
    return replace(book, rooms=(Room("Scholen", {2: points}, ((1, 40, width),)),))


#: What is wrong with the workbook itself: code, the workbook, where it is found.
CASES: dict[str, tuple[Snapshot, str]] = {
    "WRK-001": (
        replace(
            without_table("tblPlannen"),
            sheets=tuple(s for s in GOOD_BOOK.sheets if s.name != "Plannen"),
        ),
        "Plannen",
    ),
    "WRK-002": (without_table("tblAanbod"), "Aanbod"),
    "WRK-003": (changed_table("tblAanbod", name="tblAanbod_2"), "Aanbod"),
    "WRK-004": (
        replace(
            changed_table("tblAanbod", name="tblAanbod_2"),
            tables=(
                *changed_table("tblAanbod", name="tblAanbod_2").tables,
                ListObject("tblAanbod3", "Aanbod", 10, 1, 11, 9),
            ),
        ),
        "Aanbod",
    ),
    "WRK-005": (changed_table("tblAanbod", header=False), "Aanbod"),
    "WRK-045": (changed_table("tblAanbod", header=False, top=2), "Aanbod"),
    "WRK-006": (changed_sheet("Aanbod", {(0, 1): "Richting"}), "Aanbod"),
    "WRK-007": (changed_sheet("Aanbod", {(0, 3): "Aantal"}), "Aanbod"),
    "WRK-008": (changed_sheet("Aanbod", {(0, 8): "Leerlingen"}), "Aanbod"),
    "WRK-009": (changed_table("tblAanbod", bottom=1), "Aanbod!A2"),
    "WRK-011": (
        replace(GOOD_BOOK, notices=(Notice(NoticeKind.MERGED, "Aanbod", 2, 1, "A2:B2"),)),
        "Aanbod!A2",
    ),
    "WRK-015": (changed_sheet("Aanbod", {(0, 0): "Vestigng"}), "Aanbod!A1"),
    "WRK-017": (with_lists("Aanbod", 3, (2, 2), (4, 5000)), "Aanbod!C3"),
    "WRK-018": (
        replace(GOOD_BOOK, dropdowns=tuple(d for d in _LISTS if d.sheet != "Aanbod")),
        "Aanbod",
    ),
    "WRK-019": (changed_table("tblAanbod", name="Tabel1"), "Aanbod"),
    "WRK-023": (noticed(NoticeKind.DISAGREEMENT, "gelezen is niets"), "Aanbod!D2"),
    "WRK-025": (beside(GOOD_BOOK.sheet("Scholen")), "Scholen"),
    "WRK-020": (noticed(NoticeKind.ERROR), "Aanbod!D2"),
    "WRK-021": (noticed(NoticeKind.NO_VALUE, "=A1"), "Aanbod!D2"),
    "WRK-046": (noticed(NoticeKind.PICTURE, ""), "Aanbod!D2"),
    "WRK-022": (noticed(NoticeKind.IMPOSSIBLE_DATE, "-1"), "Aanbod!D2"),
    "WRK-029": (
        replace(
            changed_sheet("Partners", {(1, 3): 4, (2, 3): 5, (3, 3): 9}),
            notices=(Notice(NoticeKind.SUM, "Partners", 4, 4, "=SUM(D2:D3)"),),
        ),
        "Partners!A4",
    ),
    "WRK-028": (in_a_row_of(30), "Scholen!T2"),
    "WRK-041": (changed_sheet("Scholen", {(1, 2): dt.date(2026, 2, 10)}), "Scholen!C2"),
    "WRK-042": (changed_sheet("Contacten", {(1, 3): dt.date(2026, 2, 10)}), "Contacten!D2"),
}

#: What is read through an old heading, in a book whose template has one.
OLDER = {"WRK-016": (changed_sheet("Aanbod", {(0, 3): "aantal  Leerlingen"}), "Aanbod!D1")}
