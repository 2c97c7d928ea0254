"""The open workbook as a `grid.Book`: it reads what a file gives, and writes all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books.live import LiveBook
from sto_xl.books.live import reading as live_reading
from sto_xl.books.live.busy import Patience
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.grid import Changes, ColumnCells, NoticeKind, Snapshot
from sto_xl.grid import Formula as CellFormula
from sto_xl.region import routines, write_back
from sto_xl.system.errors import Cause, Failure
from support import contract
from support.contract import CASES, LEFT, TOP, Case, Formula
from support.excel import letters_of, opened

#: Excel always has a result, so this cannot be met in an open workbook.
LIVE = [c for c in CASES if c.notice is None or c.notice[0] is not NoticeKind.NO_VALUE]
CONTROLE = sheets.CONTROLE.name


@pytest.fixture(scope="module")
def contracted() -> Snapshot:
    excel = FakeExcel.open(contract.workbook())
    return live_reading.snapshot_of("", list(live_reading.every(excel.book)))


@pytest.mark.parametrize("case", LIVE, ids=lambda case: case.name)
def test_the_open_workbook_gives_what_the_contract_says(contracted: Snapshot, case: Case) -> None:
    row = TOP + CASES.index(case)
    got = contracted.sheets[0].value(row, LEFT)
    assert (got, type(got)) == (case.read, type(case.read))
    noticed = [(n.kind, n.text) for n in contracted.notices if (n.row, n.column) == (row, LEFT)]
    assert noticed == ([case.notice] if case.notice else [])


WRITTEN = [c for c in LIVE if c.notice is None and not isinstance(c.written, Formula)]


@pytest.mark.parametrize("case", WRITTEN, ids=lambda case: case.name)
def test_what_is_written_is_what_is_read(tmp_path: Path, case: Case) -> None:
    excel = opened(tmp_path)
    excel.format("Controle", "B6", case.shown)
    row = ("fout", case.read, *[None] * 8)
    written = LiveBook(excel.book).apply(Changes({CONTROLE: (row,)}))
    got = written.tables[CONTROLE].after[0][1]
    assert (got or None, type(got)) == (case.read or None, type(case.read)) or got == case.read


@pytest.mark.slow
@pytest.mark.parametrize("region", sorted(examples.regions()))
def test_an_open_roster_is_examined_as_its_file_is(tmp_path: Path, region: str) -> None:
    excel = opened(tmp_path, examples.regions()[region])
    live = routines.examine(LiveBook(excel.book).snapshot(), examples.PEILDATUM)
    file = routines.examine(read_file(tmp_path / "regiobestand.xlsx"), examples.PEILDATUM)
    assert live.report.findings
    # An open workbook is not asked where its drop-down lists are: that would be a call a cell.
    # Nor how high its rows are: of a row Excel does not tell whether someone set that.
    known = replace(file.roster, book=replace(file.roster.book, dropdowns=None, rooms=None))
    assert (live.roster, live.report, live.basis) == (known, file.report, file.basis)


def test_rows_typed_under_a_table_are_read(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    below = int(excel.table_ref("tblScholen").rpartition(letters_of("Volgende stap"))[2]) + 2
    excel.type("Scholen", f"A{below}:B{below}", [["'00AH17", "De Werkhoek"]])
    examined = routines.examine(LiveBook(excel.book).snapshot(), examples.PEILDATUM)
    assert examined.roster.schools[-1].school == "De Werkhoek"
    assert "WRK-009" in {f.code for f in examined.report.findings}


def test_a_row_whose_formula_adds_up_others_is_left_out_as_in_a_file(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    before = routines.examine(LiveBook(excel.book).snapshot(), examples.PEILDATUM)
    below = len(excel.rows("tblPartners")) + 2
    excel.type("Partners", f"A{below}:D{below}", [["Alles bij elkaar", "", "", "=SUM(D2:D4)"]])
    after = routines.examine(LiveBook(excel.book).snapshot(), examples.PEILDATUM)
    assert after.roster.partners == before.roster.partners
    (found,) = (f for f in after.report.findings if f.code == "WRK-029")
    assert (found.where, "=SOM(D2:D4)" in found.message) == (f"Partners!A{below}", True)


MOVED: dict[str, Callable[[FakeExcel], None]] = {
    "a table was renamed": lambda e: e.rename_table("tblScholen", "tblScholen_2"),
    "a table was turned into a range": lambda e: e.unlist("tblAanbod"),
    "a sheet was renamed": lambda e: e.rename_sheet("Scholen", "Onze scholen"),
    "a sheet was deleted": lambda e: e.delete_sheet("Partners"),
    "cells were merged under a table": lambda e: e.merge("Contacten", "A40:B41"),
}


@pytest.mark.parametrize("what", MOVED)
def test_a_workbook_that_was_changed_is_still_found(tmp_path: Path, what: str) -> None:
    excel = opened(tmp_path)
    whole = routines.examine(LiveBook(excel.book).snapshot(), examples.PEILDATUM)
    MOVED[what](excel)
    examined = routines.examine(LiveBook(excel.book).snapshot(), examples.PEILDATUM)
    assert len(examined.roster.schools) == len(whole.roster.schools)
    assert len(examined.roster.offerings) == len(whole.roster.offerings)


def test_merged_cells_in_a_list_that_is_no_table_are_noticed(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.unlist("tblScholen")
    excel.merge("Scholen", "C3:D3")
    notices = LiveBook(excel.book).snapshot().notices
    assert [(n.kind, n.sheet, n.text) for n in notices] == [(NoticeKind.MERGED, "Scholen", "C3:D3")]


def control(count: int) -> Changes:
    rows = tuple(
        (
            "fout",
            f"RST-{n:03}",
            "Scholen",
            "A2",
            "00123",
            "1-2",
            "=1+1",
            "+31 6",
            "",
            write_back.LINK,
        )
        for n in range(count)
    )
    return Changes({CONTROLE: rows})


def test_a_table_grows_shrinks_and_is_emptied(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    book = LiveBook(excel.book)
    for count in (7, 3, 0, 2):
        book.apply(control(count))
        last = 5 + max(count, 1)
        assert excel.table_ref(CONTROLE) == f"A5:J{last}"
        codes = [row[1] for row in excel.rows(CONTROLE) if row[1]]
        assert codes == [f"RST-{n:03}" for n in range(count)]
        assert excel.cell("Controle", f"A{last + 1}") is None
        assert excel.formula("Controle", f"J{last + 1}") == ""


def test_texts_that_excel_would_read_again_stay_texts(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    LiveBook(excel.book).apply(control(1))
    assert excel.rows(CONTROLE)[0][4:8] == ("00123", "1-2", "=1+1", "+31 6")


def test_the_link_column_is_one_formula(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    LiveBook(excel.book).apply(control(3))
    assert {excel.formula("Controle", f"J{row}") for row in (6, 7, 8)} == {write_back.LINK.text}


def letter_dates(excel: FakeExcel, line: int) -> tuple[LiveBook, Changes]:
    book = LiveBook(excel.book)
    examined = routines.examine(book.snapshot(), examples.PEILDATUM)
    return book, write_back.letters(examined, {line}, dt.date(2026, 11, 24))


def test_formulas_and_texts_in_a_column_that_is_filled_here_and_there_stay(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.store("Scholen", "P3", 46000.0, formula="=TODAY()-30")
    excel.type("Scholen", "P4", "'1-2")
    excel.type("Scholen", "P5", 46000.123456789)
    before = [excel.formula("Scholen", f"P{row}") for row in (3, 4, 5, 6)]
    shown = [excel.number_format("Scholen", f"P{row}") for row in range(2, 8)]
    book, wanted = letter_dates(excel, 0)
    book.apply(wanted)
    assert [excel.formula("Scholen", f"P{row}") for row in (3, 4, 5, 6)] == before
    assert [excel.number_format("Scholen", f"P{row}") for row in range(2, 8)] == shown
    assert excel.cell("Scholen", "P2") == 46350.0
    assert excel.cell("Scholen", "P5") == 46000.123456789


def test_a_day_is_written_as_text_where_the_cells_would_show_a_number(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.format("Scholen", "P2:P20", "General")
    book, wanted = letter_dates(excel, 0)
    book.apply(wanted)
    assert excel.cell("Scholen", "P2") == "24-11-2026"


def test_a_day_is_right_in_a_workbook_that_counts_from_1904(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.count_from_1904()
    book, wanted = letter_dates(excel, 0)
    book.apply(wanted)
    examined = routines.examine(book.snapshot(), examples.PEILDATUM)
    assert examined.roster.schools[0].laatste_brief == dt.date(2026, 11, 24)


def test_a_filter_is_taken_off_and_told(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.hide_rows_by_filter("tblScholen", {0, 2})
    book, wanted = letter_dates(excel, 4)
    assert book.apply(wanted).unfiltered == ("Scholen",)
    assert not excel.hidden_rows("Scholen")
    assert excel.cell("Scholen", "P6") == 46350.0


def test_a_sheet_is_read_whole_and_once_for_its_tables_and_not_for_a_column(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    book, dates = letter_dates(excel, 4)
    for changes, times in ((dates, 0), (Changes({"tblStatus": (), "tblKlasse": ()}), 1)):
        excel.reset_calls()
        book.look(changes)
        assert sum("UsedRange" in call for call in excel.calls) == times


def test_each_table_of_a_sheet_has_its_own_filter(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    names = ("tblStatus", "tblKlasse")
    for name in names:
        excel.hide_rows_by_filter(name, {0})
    assert excel.hidden_rows("Samenvatting")
    rows = {name: tuple((str(n), n) for n in range(3)) for name in names}
    assert LiveBook(excel.book).apply(Changes(rows)).unfiltered == ("Samenvatting",)
    assert not excel.hidden_rows("Samenvatting")


def read_only(excel: FakeExcel) -> None:
    excel.read_only = True


REFUSED: dict[str, tuple[Callable[[FakeExcel], None], Cause]] = {
    "the workbook is read-only": (read_only, Cause.READ_ONLY),
    "the sheet is protected": (lambda e: e.protect("Controle"), Cause.SHEET_PROTECTED),
    "the table has a totals row": (lambda e: e.show_totals(CONTROLE), Cause.TOTALS_ROW),
    "something stands under the table": (
        lambda e: e.type("Controle", "C9", "let op"),
        Cause.NO_ROOM,
    ),
    "the sheet was deleted": (lambda e: e.delete_sheet("Controle"), Cause.TABLE_GONE),
    "the table was renamed": (lambda e: e.rename_table(CONTROLE, "Tabel1"), Cause.TABLE_GONE),
}


@pytest.mark.parametrize("why", REFUSED)
def test_nothing_is_written_when(tmp_path: Path, why: str) -> None:
    spoil, cause = REFUSED[why]
    excel = opened(tmp_path)
    spoil(excel)
    before = excel.contents()
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).apply(control(6))
    assert failure.value.cause is cause
    assert excel.contents() == before


def test_a_table_without_body_rows_can_be_filled(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.without_body_rows(CONTROLE)
    written = LiveBook(excel.book).apply(control(2))
    assert excel.table_ref(CONTROLE) == "A5:J7"
    # As Excel shows it: one blank row.
    assert written.tables[CONTROLE].before == ((None,) * 10,)


def test_a_table_on_a_renamed_sheet_is_found(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.rename_sheet("Controle", "Bevindingen")
    LiveBook(excel.book).apply(control(2))
    assert len(excel.rows(CONTROLE)) == 2


def two_tables_and_a_column(excel: FakeExcel) -> Changes:
    _, dates = letter_dates(excel, 3)
    return Changes({sheets.RUN.name: (("nu", "vandaag"),), **control(12).tables}, dates.columns)


@pytest.mark.parametrize("number", range(1, 6))
def test_when_a_write_fails_all_is_put_back(tmp_path: Path, number: int) -> None:
    excel = opened(tmp_path)
    LiveBook(excel.book).apply(control(4))
    wanted = two_tables_and_a_column(excel)
    before = excel.contents()
    excel.fail_at_write(number)
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).apply(wanted)
    assert failure.value.cause is Cause.NOT_WRITTEN
    assert excel.contents() == before
    assert excel.screen_updating


def test_when_that_fails_too_it_is_said(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    wanted = two_tables_and_a_column(excel)
    excel.fail_at_write(4, times=None)
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).apply(wanted)
    assert failure.value.cause is Cause.NOT_TAKEN_BACK
    assert excel.screen_updating


def test_a_cell_that_becomes_something_else_is_put_back(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    before = excel.contents()
    made_up = ColumnCells("tblScholen", "School", "Scholen", 2, 2, (CellFormula("geen formule"),))
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).apply(Changes(columns=(made_up,)))
    assert failure.value.cause is Cause.NOT_WRITTEN
    assert excel.contents() == before


def test_a_mistake_of_our_own_is_not_taken_for_a_busy_excel() -> None:
    tried = []

    def mistaken() -> None:
        tried.append(1)
        raise AttributeError

    mistaken.__globals__["__name__"], own = "sto_xl.proef", __name__
    try:
        with pytest.raises(AttributeError):
            Patience()(mistaken)
    finally:
        mistaken.__globals__["__name__"] = own
    assert len(tried) == 1


def test_a_rejected_call_in_pywin32_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sto_xl.books.live.busy.PAUSE", 0)
    tried = []

    def rejected() -> int:
        tried.append(1)
        if len(tried) < 3:
            raise AttributeError
        return len(tried)

    assert Patience()(rejected) == 3
