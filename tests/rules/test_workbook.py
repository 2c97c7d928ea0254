"""What is wrong with a workbook itself is found, also after LibreOffice has edited and saved it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from sto_xl import sheets
from sto_xl.books.fresh import roster_bytes
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.grid import Notice, NoticeKind, Room, Sheet, address
from sto_xl.model.findings import Finding, Report
from sto_xl.plans import examination
from sto_xl.rules import check
from sto_xl.sheets import roster
from support import plan_texts
from support.rule_cases.workbook import (
    CASES,
    GOOD_BOOK,
    OLDER,
    REMARK,
    beside,
    changed_sheet,
    codes,
    in_a_row_of,
    with_lists,
)
from support.rule_texts import with_region
from support.tables import PEILDATUM, plan_snapshot, snapshot
from support.tools import edited


@pytest.mark.parametrize("code", CASES)
def test_what_is_wrong_with_the_workbook_itself_is_found(code: str) -> None:
    book, where = CASES[code]
    assert (code, where) in codes(book)


@pytest.mark.parametrize(
    ("sheet", "row", "column", "where", "said"),
    [
        ("Aanbod", 2, 4, "Aanbod!D2", "hetzelfde: x"),
        ("Regio", 3, 2, "Regio!B3", "hetzelfde: het tweede leest iets anders."),
        ("Partners", 2, 6, "Partners!F2", "hetzelfde: het tweede leest iets anders."),
        ("Aanbod", 90, 4, "Aanbod", "(blad Aanbod, cel D90): het tweede leest iets anders."),
        ("Blad1", 2, 4, "Regio", "(blad Blad1, cel D2): het tweede leest iets anders."),
        ("Contacten", 2, 2, "Contacten!B2", "hetzelfde: het tweede leest iets anders."),
        ("", 0, 0, "Regio", "hetzelfde: x"),
    ],
)
def test_where_two_readers_disagree_is_found_at_the_cell_or_said_in_words(
    sheet: str, row: int, column: int, where: str, said: str
) -> None:
    notice = Notice(NoticeKind.DISAGREEMENT, sheet, row, column, "x")
    book = replace(GOOD_BOOK, notices=(notice,))
    found = check(roster.read_roster(book), PEILDATUM, []).findings
    (finding,) = (f for f in found if f.code == "WRK-023")
    assert finding.where == where
    assert said in finding.message


@pytest.fixture
def an_old_heading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Leerlingen have had another heading in an earlier template; so far none was changed."""

    def aged(column: sheets.Column) -> sheets.Column:
        called = ("Aantal leerlingen",) if column.heading == "Leerlingen" else ()
        return replace(column, old=called)

    specs = tuple(
        replace(spec, columns=tuple(map(aged, spec.columns))) if spec is sheets.AANBOD else spec
        for spec in sheets.ROSTER.input
    )
    monkeypatch.setattr(sheets, "ROSTER", replace(sheets.ROSTER, input=specs))


@pytest.mark.usefixtures("an_old_heading")
@pytest.mark.parametrize("code", OLDER)
def test_an_old_heading_is_read_and_named(code: str) -> None:
    book, where = OLDER[code]
    assert codes(book) == [(code, where)]
    assert [offering.leerlingen for offering in roster.read_roster(book).offerings] == [40, 40]
    assert codes(GOOD_BOOK) == []


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({(0, 0): "Vestigingg"}, [("WRK-015", "Aanbod!A1")]),
        ({(0, 2): "Leerwge"}, [("WRK-015", "Aanbod!C1")]),
        # Three letters are too many, and of two candidates none is taken.
        ({(0, 0): "Vesting"}, [("WRK-015", "Aanbod!A1")]),
        ({(0, 8): "Toelichtingen!"}, [("WRK-007", "Aanbod")]),
        ({(0, 3): "Leerling", (0, 8): "Leerlinge"}, [("WRK-007", "Aanbod")] * 2),
        # What is there already is not looked for in a heading of the user's own.
        ({(0, 8): "Profielen"}, [("WRK-007", "Aanbod")]),
    ],
)
def test_a_misspelt_heading_is_read_when_only_one_can_be_meant(
    cells: dict[tuple[int, int], str], found: list[tuple[str, str]]
) -> None:
    about = [(code, where) for code, where in codes(changed_sheet("Aanbod", cells))]
    assert [item for item in about if item[0] in {"WRK-006", "WRK-007", "WRK-015"}] == found


def test_a_short_heading_may_miss_one_letter_and_no_more() -> None:
    assert ("WRK-015", "Contacten!G1") in codes(changed_sheet("Contacten", {(0, 6): "Role"}))
    assert ("WRK-007", "Contacten") in codes(changed_sheet("Contacten", {(0, 6): "Rollen"}))


@pytest.mark.slow
def test_in_a_form_with_a_hundred_thousand_labels_no_heading_is_guessed() -> None:
    regio = next(sheet for sheet in GOOD_BOOK.sheets if sheet.name == "Regio")
    extra = tuple((f"Programmamanager: naam {n}", None) for n in range(100_000))
    rows = (regio.rows[0], ("Regionumer", "STO19072"), *regio.rows[2:], *extra)
    others = tuple(sheet for sheet in GOOD_BOOK.sheets if sheet is not regio)
    book = replace(GOOD_BOOK, sheets=(replace(regio, rows=rows), *others))
    assert {"WRK-007", "WRK-009"} <= {code for code, _ in codes(book)}
    assert roster.read_roster(book).region.regionummer is None


def test_a_misspelt_label_of_the_form_is_read_at_its_line() -> None:
    book = changed_sheet("Regio", {(1, 0): "Regionumer"})
    assert codes(book) == [("WRK-015", "Regio!B2")]
    assert roster.read_roster(book).region.regionummer == "STO19072"


@pytest.mark.parametrize(
    ("version", "found"),
    [
        # Once that there is a newer template; never that it lacks what came later.
        ("1.0", [("WRK-014", "Regio!B24")]),
        # Whose version is not known is asked for it, and nothing else.
        ("", [("WRK-024", "Regio!B24")]),
        # What it should have, it lacks.
        (
            sheets.ROSTER.version,
            [("WRK-007", sheet) for sheet in ("Regio", "Regio", "Scholen", "Plannen", "Plannen")],
        ),
    ],
)
def test_an_older_roster_does_not_lack_what_came_later(
    version: str, found: list[tuple[str, str]]
) -> None:
    text = with_region(Sjabloonversie=version)
    assert codes(snapshot(text, version="1.0")) == found


def test_what_is_misspelt_is_named_as_it_stands_there() -> None:
    report = check(roster.read_roster(CASES["WRK-015"][0]), PEILDATUM)
    assert "‘Vestigng’ op blad Aanbod is gelezen als ‘Vestiging’" in report.findings[0].message


def test_a_second_list_is_named_with_the_sheet_that_was_read() -> None:
    for name in ("Scholen", "Contacten", "Aanbod", "Partners", "Plannen"):
        sheet = GOOD_BOOK.sheet(name)
        copied = beside(replace(sheet, rows=(*sheet.rows, *sheet.rows[:1])) if sheet else None)
        found = check(roster.read_roster(copied), PEILDATUM).findings
        assert [f.message for f in found] == [
            f"Blad ‘{name}_2’ lijkt een tweede lijst van blad {name} en is niet gelezen."
        ]


def test_headings_alone_or_an_own_sheet_are_no_second_list() -> None:
    schools = GOOD_BOOK.sheet("Scholen")
    own = Sheet("Aantekeningen", (("Vestiging", "Gebeld op"), ("00AH17", "maandag")))
    assert codes(beside(schools, slice(1))) == codes(beside(schools, slice(1, None))) == []
    assert codes(replace(GOOD_BOOK, sheets=(*GOOD_BOOK.sheets, own))) == []


@pytest.mark.parametrize(
    ("merged", "where"),
    [
        ("A1:B1", ["Aanbod!A1"]),
        ("I3:K9", ["Aanbod!I3"]),
        ("A3:A20", ["Aanbod!A3"]),
        ("A4:C4", []),
        ("J1:J3", []),
    ],
)
def test_cells_merged_with_any_cell_of_a_table_are_found(merged: str, where: list[str]) -> None:
    row, column = int(merged[1]), ord(merged[0]) - 64
    book = replace(GOOD_BOOK, notices=(Notice(NoticeKind.MERGED, "Aanbod", row, column, merged),))
    assert codes(book) == [("WRK-011", cell) for cell in where]


def test_a_list_of_another_column_is_no_list_of_this_one_but_one_of_the_users_own_is() -> None:
    assert ("WRK-017", "Aanbod!C2") in codes(with_lists("Aanbod", 3, (2, 9), source="lstJaNee"))
    assert codes(with_lists("Aanbod", 3, (2, 9), source='"BB,KB"')) == []
    assert codes(with_lists("Aanbod", 3, (3, 9), (2, 2), (1, 3))) == []


@pytest.mark.parametrize(
    ("points", "width", "found"), [(30, 20, 1), (60, 20, 0), (30, 60, 0), (15, 100, 0)]
)
def test_a_text_is_cut_off_where_its_row_is_too_low_for_its_column(
    points: float, width: float, found: int
) -> None:
    assert codes(in_a_row_of(points, width)) == [("WRK-028", "Scholen!T2")] * found


def test_an_answer_that_no_row_can_show_is_told_though_the_row_grows() -> None:
    book = plan_snapshot(plan_texts.GOOD)
    form, *others = book.sheets
    asked, answer = "Hoe past het plan in de regiovisie?", "Eén woord. " * 700
    rows = tuple((label, answer if label == asked else value) for label, value in form.rows)
    rooms = (Room("Plan", {}, ((1, 2, 76),)),)
    long = replace(book, sheets=(replace(form, rows=rows), *others), rooms=rooms)
    report = examination.examine(long, PEILDATUM, None, ()).report
    assert ("WRK-028", "Plan!B19") in [(f.code, f.where) for f in report.findings]
    quiet = examination.examine(replace(book, rooms=rooms), PEILDATUM, None, ()).report
    assert "WRK-028" not in {f.code for f in quiet.findings}


def test_without_a_look_at_lists_nothing_is_said_of_them() -> None:
    assert codes(replace(GOOD_BOOK, dropdowns=None)) == []


# A roster that LibreOffice edited and saved.

_AT = 'sheet = book.Sheets.getByName("{}")\n'
EDITS = {
    # Renaming, inserting and deleting.
    "verschoven": (
        'book.Sheets.getByName("Scholen").Name = "Scholen 2026"\n'
        + _AT.format("Aanbod")
        + "sheet.Rows.insertByIndex(0, 3)\n"
        + _AT.format("Contacten")
        + 'sheet.Columns.insertByIndex(2, 1)\nsheet.getCellByPosition(2, 0).String = "Eigen"\n'
        + "sheet.Columns.insertByIndex(0, 1)\n"
        + _AT.format("Partners")
        + "sheet.Rows.insertByIndex(2, 1)\n"
        + _AT.format("Plannen")
        + "sheet.Rows.removeByIndex(3, 1)"
    ),
    # Copying, a column deleted, a row typed under a table, a table that became a range.
    "gekopieerd": (
        'book.Sheets.copyByName("Scholen", "Scholen_2", 2)\nbook.Sheets.removeByName("Scholen")\n'
        'book.Sheets.copyByName("Aanbod", "Aanbod_2", 9)\n'
        + _AT.format("Contacten")
        + "sheet.Columns.removeByIndex(5, 1)\n"
        + _AT.format("Partners")
        + 'sheet.getCellByPosition(0, 6).String = "Techniekhuis"\n'
        'sheet.getCellByPosition(1, 6).String = "bedrijf"\n'
        "sheet.getCellByPosition(3, 6).Value = 0\n"
        'book.DatabaseRanges.removeByName("tblPlannen")'
    ),
    # A table under another name, cells pasted over, a heading misspelt.
    "geplakt": (
        'area = book.DatabaseRanges.getByName("tblScholen").DataArea\n'
        'book.DatabaseRanges.removeByName("tblScholen")\n'
        'book.DatabaseRanges.addNewByName("Tabel1", area)\n'
        + _AT.format("Aanbod")
        + 'source = sheet.getCellRangeByName("A2:A3").RangeAddress\n'
        'sheet.copyRange(sheet.getCellRangeByName("E4").CellAddress, source)\n'
        + _AT.format("Contacten")
        + 'sheet.getCellByPosition(0, 0).String = "Vestigng"'
    ),
    # A sum under a name of its own, a total under that, a remark in a row of a height of its own.
    "opgeteld": (
        _AT.format("Partners") + 'sheet.getCellByPosition(0, 6).String = "Alles bij elkaar"\n'
        'sheet.getCellByPosition(3, 6).Formula = "=SUM(D2:D6)"\n'
        'sheet.getCellByPosition(0, 7).String = "Totaal"\n'
        + _AT.format("Scholen")
        + f'sheet.getCellByPosition({REMARK}, 3).String = "Eén woord. " * 30\n'
        "sheet.Rows.getByIndex(3).Height = 600"
    ),
}


def _what(finding: Finding) -> tuple[str, ...]:
    """Give what a finding says, wherever its row now stands."""
    return finding.code, finding.message, finding.place.label


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report]:
    """Give what is found in the roster, and in each edited one."""
    folder = tmp_path_factory.mktemp("libreoffice")
    source = folder / "regiobestand.xlsx"
    source.write_bytes(roster_bytes(examples.regions()["rivierenhoek"]))
    paths = {"": source, **edited(source, EDITS, folder / "bewaard")}
    return {
        name: check(roster.read_roster(book), PEILDATUM, [sheet.name for sheet in book.sheets])
        for name, path in paths.items()
        for book in (read_file(path),)
    }


def _new(saved: Mapping[str, Report], name: str) -> set[tuple[str, str]]:
    """Give what is found in an edited roster and was not before."""
    before = {_what(finding) for finding in saved[""].findings}
    return {(f.code, f.where) for f in saved[name].findings if _what(f) not in before}


def _lost(saved: Mapping[str, Report], name: str) -> set[str]:
    after = {_what(finding) for finding in saved[name].findings}
    return {finding.code for finding in saved[""].findings if _what(finding) not in after}


@pytest.mark.slow
def test_sums_and_what_is_cut_off_are_found_as_libreoffice_saves_them(
    saved: Mapping[str, Report],
) -> None:
    assert _new(saved, "opgeteld") == {
        ("WRK-009", "Partners!A7"),
        ("WRK-029", "Partners!A7"),
        ("WRK-026", "Partners!A8"),
        ("WRK-028", f"Scholen!{address(4, REMARK + 1)}"),
    }


@pytest.mark.slow
def test_after_renaming_inserting_and_deleting_all_is_found_where_it_is_now(
    saved: Mapping[str, Report],
) -> None:
    assert _new(saved, "verschoven") == {("WRK-010", "Partners!A3")}
    assert _lost(saved, "verschoven") == {"RST-252"}  # its row was deleted
    assert {(f.code, f.where) for f in saved["verschoven"].findings} >= {
        ("RST-054", "Scholen 2026!D11"),
        ("WRK-030", "Aanbod!D18"),
        ("RST-101", "Contacten!G6"),
        ("RST-202", "Partners!E7"),
    }


@pytest.mark.slow
def test_a_copy_a_range_and_rows_under_a_table_are_read_and_said(
    saved: Mapping[str, Report],
) -> None:
    assert _new(saved, "gekopieerd") == {
        ("WRK-002", "Plannen"),
        ("WRK-003", "Scholen_2"),
        ("WRK-007", "Contacten"),
        ("WRK-009", "Partners!A7"),
        # LibreOffice copies the sheet, and not its table.
        ("WRK-025", "Aanbod"),
    }
    assert _lost(saved, "gekopieerd") == set()


@pytest.mark.slow
def test_another_name_cells_pasted_over_and_a_misspelt_heading_are_said(
    saved: Mapping[str, Report],
) -> None:
    assert _new(saved, "geplakt") == {
        ("WRK-015", "Contacten!A1"),
        ("WRK-017", "Aanbod!E4"),
        ("WRK-019", "Scholen"),
        ("WRK-035", "Aanbod!E4"),
        ("WRK-035", "Aanbod!E5"),
    }
    # What was nee at a keuzevak cannot be read any more.
    assert _lost(saved, "geplakt") == {"RST-159"}
