"""The open workbook as a `grid.Book`: it reads what a file gives, and writes all or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from fake_excel import win32 as fake_win32
from fake_excel.excel import FakeExcel
from fake_excel.ranges import Range
from sto_xl import sheets
from sto_xl.books.live import LiveBook, caller
from sto_xl.books.live import reading as live_reading
from sto_xl.books.live.busy import Patience
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.grid import Cell, Changes, ColumnCells, NoticeKind, Snapshot, Value, column_number
from sto_xl.grid import Formula as CellFormula
from sto_xl.region import routines, write_back
from sto_xl.system.errors import Cause, Failure
from support import contract
from support.contract import CASES, LEFT, TOP, Case, Formula
from support.excel import NAME, letters_of, opened

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
    # And what is open in Excel is no file, of which the bytes were read.
    in_excel = replace(file.roster.book, dropdowns=None, rooms=None, sha256="")
    known = replace(file.roster, book=in_excel)
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


@pytest.mark.parametrize(
    "text",
    [
        "'NoneType' object has no attribute 'Row'",
        "Row",
        "",
        "type object 'Cell' has no attribute 'x'",
    ],
)
def test_a_mistake_of_our_own_is_not_taken_for_a_busy_excel(text: str) -> None:
    tried = []

    def mistaken() -> None:
        tried.append(1)
        raise AttributeError(text)

    with pytest.raises(AttributeError):
        Patience()(mistaken)
    assert len(tried) == 1


@pytest.mark.parametrize(
    "text", ["<unknown>.Value", "Range.Value", "Property '<unknown>.Value' can not be set."]
)
def test_a_rejected_call_in_pywin32_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr("sto_xl.books.live.busy.PAUSE", 0)
    tried = []

    def rejected() -> int:
        tried.append(1)
        if len(tried) < 3:
            raise AttributeError(text)
        return len(tried)

    assert Patience()(rejected) == 3


def test_a_damaged_cache_of_pywin32_is_told_with_its_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    engine: Any = fake_win32.install()
    excel = FakeExcel.open(contract.workbook())
    monkeypatch.setattr(fake_win32.CACHE, "damaged", value=True)
    with pytest.raises(Failure) as failure:
        Patience()(lambda: engine.App(xl=excel.running.hwnd).xl)
    assert failure.value.cause is Cause.EXCEL_LINK_DAMAGED
    assert f"‘{fake_win32.GEN_PATH}’" in str(failure.value)


# Which workbook it is.


@pytest.mark.parametrize("name", ["regio.xlsx", "plan=b.xlsx", "a=b = c.xlsx", "=.xlsx"])
@pytest.mark.parametrize("busy", range(4))
def test_the_caller_is_found_by_its_whole_name(
    monkeypatch: pytest.MonkeyPatch, name: str, busy: int
) -> None:
    excel = FakeExcel.open(contract.workbook(), name=name)
    excel.copy_workbook("plan")
    monkeypatch.setattr("sto_xl.books.live.busy.PAUSE", 0)
    monkeypatch.setattr("sys.argv", ["-c", *excel.arguments()])
    fake_win32.install()
    excel.busy_at(busy)
    assert caller().book.name == name


# What Excel does to the unwary.


STRAY: dict[str, tuple[str, ...]] = {
    "in the last column": ("XFD3",),
    "in the last row": ("C1048576",),
    "in both": ("XFD1048576",),
    "far away": ("AAA40000",),
}


@pytest.mark.slow
@pytest.mark.parametrize("where", STRAY)
@pytest.mark.parametrize("sheet", ["Scholen", "Contacten", "Regio"])
def test_a_stray_format_is_not_read(tmp_path: Path, where: str, sheet: str) -> None:
    excel = opened(tmp_path)
    whole = LiveBook(excel.book).snapshot()
    excel.unlist("tblContacten")
    for cell in STRAY[where]:
        excel.format(sheet, cell, "0")
    found = LiveBook(excel.book).snapshot()
    assert _rows(found, "Scholen") == _rows(whole, "Scholen")
    assert _rows(found, "Contacten") == _rows(whole, "Contacten")


def _rows(snapshot: Snapshot, name: str) -> list[list[Value]]:
    sheet = snapshot.sheet(name)
    assert sheet
    filled: list[list[Value]] = [[cell for cell in row if cell is not None] for row in sheet.rows]
    return [row for row in filled if row]


@pytest.mark.parametrize("where", STRAY)
def test_a_stray_value_is_refused_as_in_a_file(tmp_path: Path, where: str) -> None:
    excel = opened(tmp_path)
    (cell,) = STRAY[where]
    excel.store("Scholen", cell, "weg")
    if cell == "XFD3":
        assert _rows(LiveBook(excel.book).snapshot(), "Scholen")[2][-1] == "weg"
        return
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).snapshot()
    assert failure.value.cause is Cause.TOO_LARGE
    assert "blad ‘Scholen’ loopt door tot cel " in str(failure.value)


@pytest.mark.slow
@pytest.mark.parametrize("where", STRAY)
@pytest.mark.parametrize("filled", [False, True])
def test_a_sheet_with_a_stray_cell_is_written_as_any_other(
    tmp_path: Path, where: str, *, filled: bool
) -> None:
    excel = opened(tmp_path)
    (cell,) = STRAY[where]
    excel.store("Controle", cell, "weg" if filled else None, shown="0")
    LiveBook(excel.book).apply(control(3))
    assert [row[1] for row in excel.rows(CONTROLE)] == ["RST-000", "RST-001", "RST-002"]
    assert LiveBook(excel.book).table(CONTROLE).rows[2][1] == "RST-002"


def test_a_table_without_end_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.unlist(CONTROLE)
    excel.make_table(CONTROLE, "Controle", "A5:J1048576")
    before = excel.contents()
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).apply(control(3))
    assert failure.value.cause is Cause.TOO_LARGE
    assert excel.contents() == before


@pytest.mark.slow
def test_a_workbook_with_a_name_so_long_that_addresses_are_cut_is_read(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    whole = LiveBook(excel.book).snapshot()
    for length in range(95, 205):
        long = FakeExcel.open((tmp_path / NAME).read_bytes(), name=f"{'x' * length}.xlsx")
        found = LiveBook(long.book).snapshot()
        assert (found.tables, found.sheets) == (whole.tables, whole.sheets)


def test_only_what_changes_is_written(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    book = LiveBook(excel.book)
    book.apply(control(3))
    excel.format("Scholen", "P3", "@")
    excel.store("Scholen", "P4", 46000.123456789)
    excel.store("Scholen", "P5", 46001.0, formula="=TODAY()-30")
    before = excel.contents()["sheets"]["Scholen"]
    book, wanted = letter_dates(excel, 0)
    excel.reset_calls()
    book.apply(wanted)
    now = excel.contents()["sheets"]["Scholen"]
    assert {cell for cell in now if now[cell] != before.get(cell)} == {"P2"}
    assert excel.calls.count("Range.Value=") == 1
    excel.reset_calls()
    book.apply(wanted)
    assert "Range.Value=" not in excel.calls


def column(*cells: Cell, lines: frozenset[int] | None = None) -> Changes:
    """Give cells to column Laatste brief, from the first row on."""
    letters = column_number("P")
    asked = ColumnCells("tblScholen", "Laatste brief", "Scholen", 2, letters, cells, lines)
    return Changes(columns=(asked,))


def test_a_formula_that_comes_back_takes_no_other_cell_along(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.type("Scholen", "P2:P15", "")
    excel.store("Scholen", "P4", 46001.0, formula="=TODAY()-30")
    before = excel.contents()
    days = tuple(dt.date(2026, 11, 1 + n) for n in range(14))
    book = LiveBook(excel.book)
    written = book.apply(column(*days))
    ((done, was),) = written.columns
    assert done.cells == days
    assert was[2] == CellFormula("=TODAY()-30")
    back = book.look(Changes(columns=(replace(done, cells=was),)))
    book.write(back.with_columns([replace(done, cells=was)], as_it_was=True))
    assert excel.contents() == before


def test_a_failed_write_puts_formulas_back_one_by_one(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.store("Scholen", "P4", 46001.0, formula="=TODAY()-30")
    before = excel.contents()
    wanted = Changes(control(4).tables, column(*[dt.date(2026, 11, 24)] * 14).columns)
    for number in range(1, 5):
        excel.fail_at_write(number)
        with pytest.raises(Failure) as failure:
            LiveBook(excel.book).apply(wanted)
        assert failure.value.cause is Cause.NOT_WRITTEN
        assert excel.contents() == before


@pytest.mark.parametrize("old", [False, True])
def test_a_formula_of_several_cells_stays_one(tmp_path: Path, *, old: bool) -> None:
    excel = opened(tmp_path)
    excel.store("Scholen", "P4", 46001.0, formula="=MAX(S2:S9*1)")
    if old:
        excel.without_dynamic_arrays()
    before = excel.contents()
    book, wanted = LiveBook(excel.book), column(*[dt.date(2026, 11, 24)] * 14)
    written = book.apply(wanted)
    assert excel.formula("Scholen", "P4") == "46350"
    ((done, was),) = written.columns
    back = book.look(Changes(columns=(replace(done, cells=was),)))
    book.write(back.with_columns([replace(done, cells=was)], as_it_was=True))
    if old:
        assert excel.formula("Scholen", "P4") == "=MAX(S2:S9*1)"
    else:
        assert excel.contents() == before


def test_pywin32_that_knows_an_older_excel_is_no_busy_excel(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With a list of its members a class has those alone, though Excel itself has more.
    monkeypatch.setattr(Range, "_prop_map_get_", {"Formula": ()}, raising=False)
    monkeypatch.delattr(Range, "get_formula2")
    excel = opened(tmp_path)
    LiveBook(excel.book).apply(control(2))
    assert len(excel.rows(CONTROLE)) == 2


def test_a_number_in_a_column_of_text_is_text_that_says_the_same(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.format("Scholen", "P2:P15", "@")
    LiveBook(excel.book).apply(column(7.5, 12, *[None] * 12))
    assert (excel.cell("Scholen", "P2"), excel.cell("Scholen", "P3")) == ("7,5", "12")


def test_a_table_of_the_add_on_in_which_numbers_would_be_text_is_told(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    excel.format("Samenvatting", "A1:Z60", "@")
    before = excel.contents()
    with pytest.raises(Failure) as failure:
        LiveBook(excel.book).apply(Changes({"tblStatus": (("geen", 5),)}))
    assert failure.value.cause is Cause.TEXT_FORMAT
    assert excel.contents() == before


def test_no_macro_of_others_hears_of_a_write_and_then_they_do_again(tmp_path: Path) -> None:
    excel = opened(tmp_path)
    heard: list[str] = []
    excel.on_change(heard.append)
    LiveBook(excel.book).apply(control(3))
    excel.fail_at_write(2)
    with pytest.raises(Failure):
        LiveBook(excel.book).apply(control(9))
    assert (heard, excel.events, excel.screen_updating) == ([], True, True)
    excel.events = False
    LiveBook(excel.book).apply(control(2))
    assert not excel.events


MEANWHILE: dict[str, Callable[[FakeExcel], None]] = {
    "a cell of the table": lambda e: e.type("Controle", "B6", "door een ander"),
    "a cell beneath it, where it is to grow": lambda e: e.type("Controle", "B8", "let op"),
    "a cell of the column": lambda e: e.type("Scholen", "P5", "1-1-2026"),
    "a row of the sheet": lambda e: e.insert_rows("Scholen", 2),
}


@pytest.mark.parametrize("what", MEANWHILE)
def test_what_a_colleague_changed_after_the_look_is_told_and_nothing_is_written(
    tmp_path: Path, what: str
) -> None:
    excel = opened(tmp_path)
    excel.type("Scholen", "P3", "1-2-2026")
    book = LiveBook(excel.book)
    day = dt.date(2026, 11, 24)
    only = column(*[day] * 14, lines=frozenset({0}))
    found = book.look(Changes(control(5).tables, only.columns))
    MEANWHILE[what](excel)
    before = excel.contents()
    with pytest.raises(Failure) as failure:
        book.write(found)
    assert failure.value.cause is Cause.CHANGED_IN_EXCEL
    assert excel.contents() == before
    assert "Range.Value=" not in excel.calls
