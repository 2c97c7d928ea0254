"""The fake Excel behaves as Excel does, asked through xlwings' real engine for Windows."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from fake_excel import win32 as fake_win32
from fake_excel.excel import Busy, Chosen, FakeExcel
from sto_xl.books import build
from sto_xl.cli.demo import examples
from support.excel import letters_of

#: The letters above the last column of the table on sheet Scholen.
LAST = letters_of("Volgende stap")

NOT_AVAILABLE = -2146826246
HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def data() -> bytes:
    return build.roster_bytes(examples.regions()["rivierenhoek"])


@pytest.fixture
def excel(data: bytes) -> FakeExcel:
    return FakeExcel.open(data)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401 - xlwings has no types
    made = fake_win32.install()
    monkeypatch.setattr(made, "N_COM_ATTEMPTS", 1)
    return made


def test_calls_are_counted_as_the_real_engine_makes_them(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Scholen"]
    excel.reset_calls()
    block = sheet.range("A2:I41")
    assert excel.calls == ["Worksheet.Range"]
    assert len(block.raw_value) == 40
    assert excel.calls == ["Worksheet.Range", "Range.Value"]
    excel.reset_calls()
    sheet.range((2, 1), (41, 9))
    assert excel.count == 5
    excel.reset_calls()
    assert sheet["A2"].value == excel.cell("Scholen", "A2")
    assert excel.count == 12
    excel.reset_calls()
    excel.book.app.status_bar = "Bezig"
    assert (excel.count, excel.status_bar) == (3, "Bezig")


def test_a_walk_over_the_sheets_is_one_call_a_sheet(excel: FakeExcel) -> None:
    book = excel.book
    excel.reset_calls()
    names = [sheet.Name for sheet in book.api.Worksheets]
    assert names == excel.sheets
    assert excel.count == 1 + 2 * len(names)


@pytest.mark.parametrize(
    ("typed", "stored", "shown"),
    [
        ("'00123", "00123", "General"),
        ("00123", 123.0, "General"),
        ("1-2", 46054.0, "dd-mmm"),
        ("2026-01-02", 46024.0, "dd-mm-yyyy"),
        ("10%", 0.1, "0%"),
        ("€ 5", 5.0, '"€ "#,##0'),
        ("1,5", 1.5, "General"),
        ("1.500", 1500.0, "General"),
        ("onwaar", False, "General"),
        ("#N/B", NOT_AVAILABLE, "General"),
        ("12E3", 12000.0, "0.00E+00"),
        ("-", "-", "General"),
        ("+31 6 12345678", "+31 6 12345678", "General"),
        ("00AH17", "00AH17", "General"),
        ("", None, "General"),
    ],
)
def test_a_written_text_is_read_as_if_it_was_typed(
    excel: FakeExcel, typed: str, stored: object, shown: str
) -> None:
    excel.book.sheets["Lijsten"]["Z9"].raw_value = typed
    found = excel.cell("Lijsten", "Z9")
    assert (found, type(found)) == (stored, type(stored))
    assert excel.number_format("Lijsten", "Z9") == shown


def test_a_text_format_makes_text_of_all_that_comes(excel: FakeExcel) -> None:
    excel.store("Lijsten", "Z5", 12.0, shown="@")
    excel.format("Lijsten", "Z1:Z4", "@")
    excel.book.sheets["Lijsten"]["Z1:Z4"].raw_value = [["1-2"], ["=x"], ["'@deel"], [7.5]]
    held = [excel.cell("Lijsten", f"Z{row}") for row in range(1, 6)]
    assert held == ["1-2", "=x", "@deel", "7,5", 12.0]
    assert not excel.book.sheets["Lijsten"]["Z2"].api.HasFormula


@pytest.mark.parametrize("text", ["@deel", "-x", "+x", "=(", "x" * 32_768])
def test_a_bad_formula_and_a_long_text_are_refused(excel: FakeExcel, text: str) -> None:
    with pytest.raises(fake_win32.ComError) as refused:
        excel.book.sheets["Lijsten"]["Z9"].raw_value = text
    assert refused.value.excepinfo
    assert refused.value.excepinfo[5] == fake_win32.EXCEL_1004


@pytest.mark.parametrize("value", [Decimal("1.5"), dt.date(2026, 9, 30)])
def test_what_com_cannot_carry_is_refused(excel: FakeExcel, value: object) -> None:
    with pytest.raises(TypeError, match="can not be converted to a COM VARIANT"):
        excel.book.sheets["Lijsten"]["Z9"].raw_value = value


def test_dates_and_amounts_come_in_types_of_their_own(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Lijsten"]
    excel.store("Lijsten", "Z1", 46295.5, shown="dd-mm-yyyy hh:mm")
    excel.store("Lijsten", "Z2", 0.12345, shown='"€ "#,##0')
    excel.store("Lijsten", "Z3", -5.0, shown="dd-mm-yyyy")
    excel.store("Lijsten", "Z4", 1.5, shown="[h]:mm")
    excel.store("Lijsten", "Z5", NOT_AVAILABLE, formula="=NA()")
    assert sheet["Z1:Z5"].raw_value == (
        (dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC),),
        (Decimal("0.1235"),),
        (-5.0,),
        (dt.datetime(1899, 12, 31, 12, tzinfo=dt.UTC),),
        (NOT_AVAILABLE,),
    )
    assert sheet["Z1:Z4"].api.Value2 == ((46295.5,), (0.12345,), (-5.0,), (1.5,))
    assert sheet["Z1:Z5"].formula[4] == ("=NA()",)
    assert sheet["Z5"].options(err_to_str=True).value == "#N/A"


def test_a_file_is_read_as_it_is(excel: FakeExcel) -> None:
    assert excel.formula("Controle", "A3").startswith("=") or excel.headings("tblControle")
    assert excel.table_ref("tblScholen") == f"A1:{LAST}15"
    assert all(isinstance(v, str | float | bool | None) for v in excel.rows("tblScholen")[0])


def test_a_text_that_looks_escaped_in_a_file_is_that_text() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Blad")
        for row, text in enumerate(("_x0041_", "_x005F_", "a\x0bb")):
            sheet.write_string(row, 0, text)
    excel = FakeExcel.open(target.getvalue())
    held = [excel.cell("Blad", f"A{row}") for row in (1, 2, 3)]
    assert held == ["_x0041_", "_x005F_", "a\x0bb"]


def test_cells_beyond_a_block_become_not_available_and_one_row_repeats(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Lijsten"]
    sheet["Z1:AA3"].raw_value = [["a", "b"], ["c", "d"]]
    assert sheet["Z3:AA3"].raw_value == ((NOT_AVAILABLE, NOT_AVAILABLE),)
    sheet["Z1:AA3"].raw_value = [["a", "b"]]
    assert sheet["Z1:AA3"].raw_value == (("a", "b"),) * 3


def test_a_block_over_filtered_rows_goes_wrong_as_in_excel(excel: FakeExcel) -> None:
    before = excel.rows("tblScholen")
    excel.hide_rows_by_filter("tblScholen", [1])
    sheet = excel.book.sheets["Scholen"]
    sheet["A2:A4"].raw_value = [["een"], ["twee"], ["drie"]]
    now = [excel.cell("Scholen", f"A{row}") for row in (2, 3, 4)]
    assert now == ["een", before[1][0], "een"]
    table = sheet.api.ListObjects("tblScholen")
    assert table.AutoFilter.FilterMode
    table.AutoFilter.ShowAllData()
    assert not table.AutoFilter.FilterMode


def test_structured_references_give_the_parts_of_a_table(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Scholen"]
    assert sheet.range("tblScholen").address == f"$A$2:${LAST}$15"
    assert sheet.range("tblScholen[#All]").address == f"$A$1:${LAST}$15"
    assert sheet.range("TBLSCHOLEN[[#Headers],[#Data]]").address == f"$A$1:${LAST}$15"
    heading = excel.headings("tblScholen")[1]
    assert sheet.range(f"tblScholen[{heading}]").address == "$B$2:$B$15"
    both = sheet.range("tblScholen[#All],tblScholen[#Headers]")
    assert both.address == f"$A$1:${LAST}$15,$A$1:${LAST}$1"
    assert len(both.raw_value) == 15
    assert excel.book.app.api.Range("tblAanbod[#Headers]").Worksheet.Name == "Aanbod"


@pytest.mark.parametrize(
    "reference", ["tblNiets", "tblAanbod[#All]", "tblScholen[#Totals]", "A1," * 99 + "A1", "A0"]
)
def test_what_a_sheet_does_not_have_is_refused(excel: FakeExcel, reference: str) -> None:
    with pytest.raises(fake_win32.ComError):
        excel.book.sheets["Scholen"].range(reference)


def test_the_header_of_a_table_without_one_is_refused(excel: FakeExcel) -> None:
    excel.hide_header("tblScholen")
    assert excel.book.sheets["Scholen"].range("tblScholen[#All]").address == f"$A$2:${LAST}$15"
    with pytest.raises(fake_win32.ComError):
        excel.book.sheets["Scholen"].range("tblScholen[#Headers]")


def test_an_outside_address_is_quoted_where_excel_quotes(excel: FakeExcel) -> None:
    found = excel.book.sheets["Scholen"].range("A1:B2")
    assert found.get_address(external=True) == "[regiobestand.xlsx]Scholen!$A$1:$B$2"
    both = excel.book.sheets["Scholen"].range("A1,C3")
    each = "[regiobestand.xlsx]Scholen!"
    assert both.get_address(external=True) == f"{each}$A$1,{each}$C$3"
    excel.rename_sheet("Scholen", "Sam's school")
    assert found.get_address(external=True) == "'[regiobestand.xlsx]Sam''s school'!$A$1:$B$2"


def test_a_table_is_resized_under_its_own_header_only(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Gebied"]
    table = sheet.tables["tblGebied"]
    table.resize(sheet.range("A1:C9"))
    assert excel.table_ref("tblGebied") == "A1:C9"
    for wrong in ("A2:C9", "A1:E9", "A1:C1"):
        with pytest.raises(fake_win32.ComError):
            table.resize(sheet.range(wrong))


def test_a_table_without_body_rows_gets_one_when_its_blank_row_is_filled(excel: FakeExcel) -> None:
    excel.without_body_rows("tblAanbod")
    table = excel.book.sheets["Aanbod"].api.ListObjects("tblAanbod")
    assert table.DataBodyRange is None
    assert table.Range.Address == "$A$1:$I$2"
    excel.type("Aanbod", "A2", "00AH17")
    assert table.ListColumns(1).DataBodyRange.Address == "$A$2"
    assert table.ListRows.Count == 1


@pytest.mark.parametrize("kind", Busy)
def test_a_busy_excel_refuses_reads_and_writes(excel: FakeExcel, engine: Any, kind: Busy) -> None:  # noqa: ANN401
    cell = excel.book.sheets["Scholen"]["A2"]
    excel.busy_for(2, kind)
    errors = (fake_win32.ComError, engine.ExcelBusyError, AttributeError)
    with pytest.raises(errors) as read:
        _ = cell.raw_value
    with pytest.raises(errors) as write:
        cell.raw_value = "x"
    seen = {getattr(e.value, "hresult", type(e.value).__name__) for e in (read, write)}
    assert (
        seen
        == {
            Busy.REJECTED: {fake_win32.RPC_E_CALL_REJECTED},
            Busy.IGNORED: {fake_win32.VBA_E_IGNORE, fake_win32.DISP_E_EXCEPTION},
            Busy.LATER: {fake_win32.RPC_E_SERVERCALL_RETRYLATER},
            Busy.ATTRIBUTE: {"ExcelBusyError", "AttributeError"},
        }[kind]
    )
    assert cell.raw_value != "x"


def test_the_wrapper_waits_for_a_busy_excel_by_itself(
    excel: FakeExcel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xlwings._xlwindows.N_COM_ATTEMPTS", 0)
    cell = excel.book.sheets["Scholen"]["A2"]
    excel.busy_for(50)
    assert cell.raw_value == excel.cell("Scholen", "A2")
    excel.busy_forever()
    with pytest.raises(RuntimeError, match="without an end"):
        _ = cell.raw_value


def test_a_busy_excel_may_refuse_the_very_last_call(excel: FakeExcel) -> None:
    app = excel.book.app
    app.screen_updating = False
    excel.busy_for(1, Busy.LATER)
    with pytest.raises(fake_win32.ComError):
        app.screen_updating = True
    assert not excel.screen_updating


@pytest.mark.usefixtures("engine")
def test_what_excel_does_not_have_looks_as_pywin32_has_it(excel: FakeExcel) -> None:
    cell = excel.book.sheets["Lijsten"].range("Z9").api
    with pytest.raises(AttributeError, match=r"^<unknown>\.Nothing$"):
        _ = cell._inner.Nothing  # noqa: SLF001
    with pytest.raises(fake_win32.ComError) as lacking:
        _ = cell.Nothing
    assert lacking.value.hresult == fake_win32.DISP_E_UNKNOWNNAME
    assert cell.Formula2 == ""
    excel.without_dynamic_arrays()
    with pytest.raises(fake_win32.ComError):
        _ = cell.Formula2
    with pytest.raises(AttributeError, match="can not be set"):
        cell.Formula2 = "=1"


def test_a_damaged_cache_of_pywin32_looks_like_a_busy_excel(
    excel: FakeExcel,
    engine: Any,  # noqa: ANN401
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fake_win32.CACHE, "damaged", value=True)
    with pytest.raises(AttributeError, match=r"gen_py.*has no attribute 'CLSIDToClassMap'"):
        _ = engine.App(xl=excel.running.hwnd).xl


def test_a_call_that_is_to_fail_fails_once(excel: FakeExcel) -> None:
    cell = excel.book.sheets["Scholen"]["A2"]
    excel.fail_at_call(2)
    _ = excel.book.name
    with pytest.raises(fake_win32.ComError):
        _ = cell.raw_value
    assert cell.raw_value


@pytest.mark.usefixtures("engine")
def test_what_is_selected_may_be_no_cell(excel: FakeExcel) -> None:
    excel.select_other(Chosen.CHART)
    assert excel.book.app.selection is None
    excel.select_other(Chosen.NOTHING)
    assert excel.book.app.api.Selection is None
    with pytest.raises(AttributeError, match="NoneType"):
        _ = excel.book.app.selection


def test_one_stray_cell_makes_the_used_range_reach_to_the_edge(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Gebied"]
    rows = sheet.used_range.last_cell.row
    excel.format("Gebied", "XFD1", "0")
    assert sheet.used_range.address == f"$1:${rows}"
    excel.format("Gebied", "A1048576", "0")
    assert sheet.used_range.address == "$1:$1048576"
    for ask in ("Value", "Value2", "Formula2"):
        with pytest.raises(fake_win32.ComError, match="Not enough storage"):
            getattr(sheet.used_range.api, ask)
    counted = excel.book.app.api.WorksheetFunction.CountA
    assert counted(sheet.range("B1:XFD1048576").api) < counted(sheet.used_range.api) < 1000
    assert counted(sheet.range("C2:XFD1048576").api) == 0


def test_a_long_address_is_cut_without_a_word(excel: FakeExcel) -> None:
    excel.rename_sheet("Scholen", "Alle scholen van onze regio 26")
    sheet = excel.book.sheets["Alle scholen van onze regio 26"]
    cells = sheet.range(",".join(["A1:B2"] * 30))
    assert len(cells.get_address(external=True)) == len(cells.address) == 255


def test_an_array_that_holds_a_formula_fills_the_whole_column_of_a_table(excel: FakeExcel) -> None:
    sheet = excel.book.sheets["Scholen"]
    sheet["C3:D4"].raw_value = [["=B3", "x"], ["y", "z"]]
    column = [excel.formula("Scholen", f"C{row}") for row in range(2, 6)]
    assert column == ["=B2", "=B3", "=B4", "=B5"]
    assert excel.cell("Scholen", "D3") == "x"
    assert excel.cell("Scholen", "C1") == "Adres"


def test_one_formula_fills_a_column_of_a_table_that_is_empty_otherwise(excel: FakeExcel) -> None:
    before = excel.rows("tblScholen")
    sheet = excel.book.sheets["Scholen"]
    sheet["B4"].api.Formula2 = "=A4"
    assert [row[1] for row in excel.rows("tblScholen")][3:] == [row[1] for row in before][3:]
    sheet["B2:B15"].clear_contents()
    sheet["B4"].api.Formula2 = "=A4"
    assert excel.formula("Scholen", "B9") == "=A9"


def test_a_formula_of_before_dynamic_arrays_takes_one_cell_of_several(excel: FakeExcel) -> None:
    cell = excel.book.sheets["Lijsten"].range("Z9").api
    for put, holds in {
        "Value": "=@A1:A3",
        "Formula": "=@A1:A3",
        "Formula2": "=A1:A3",
    }.items():
        setattr(cell, put, "=A1:A3")
        assert (cell.Formula, cell.Formula2) == ("=A1:A3", holds)
    cell.Formula = "=A1&tblScholen[[#This Row],[School]]"
    assert cell.Formula2 == cell.Formula


def test_a_macro_of_others_hears_of_each_change_while_events_are_on(excel: FakeExcel) -> None:
    heard: list[str] = []
    excel.on_change(heard.append)
    sheet = excel.book.sheets["Lijsten"]
    sheet["Z9"].raw_value = 1.0
    excel.book.app.enable_events = False
    sheet["Z9"].clear_contents()
    assert (heard, excel.events) == (["Lijsten"], False)
    assert excel.close_and_open().events


def test_a_colleague_changes_a_cell_between_two_calls(excel: FakeExcel) -> None:
    cell = excel.book.sheets["Lijsten"]["Z9"]
    excel.meanwhile("Range.Value", lambda: excel.type("Lijsten", "Z9", "intussen"))
    assert excel.cell("Lijsten", "Z9") is None
    assert cell.raw_value == "intussen"


def test_a_write_that_is_to_fail_fails_once(excel: FakeExcel) -> None:
    cell = excel.book.sheets["Lijsten"]["Z9"]
    excel.fail_at_write(2)
    cell.raw_value = 1.0
    with pytest.raises(fake_win32.ComError):
        cell.raw_value = 2.0
    cell.raw_value = 3.0
    assert excel.cell("Lijsten", "Z9") == 3.0


def test_a_protected_sheet_takes_no_change(excel: FakeExcel) -> None:
    before = excel.contents()
    sheet = excel.book.sheets["Scholen"]
    excel.protect("Scholen")
    with pytest.raises(fake_win32.ComError):
        sheet["A2"].raw_value = "x"
    with pytest.raises(fake_win32.ComError):
        sheet["A2"].clear_contents()
    with pytest.raises(fake_win32.ComError):
        sheet.tables["tblScholen"].resize(sheet.range(f"A1:{LAST}20"))
    assert excel.contents() == before


def test_a_link_is_filled_over_a_column(excel: FakeExcel) -> None:
    links = excel.book.sheets["Lijsten"].range("Z1:Z3")
    links.formula = '=HYPERLINK("#Scholen!A"&Y1,"naar cel")'
    assert links.raw_value == (("naar cel",),) * 3
    assert excel.formula("Lijsten", "Z3") == '=HYPERLINK("#Scholen!A"&Y3,"naar cel")'


def test_rows_that_a_user_moves_take_the_tables_along(excel: FakeExcel) -> None:
    second, third = excel.rows("tblScholen")[1:3]
    excel.insert_rows("Scholen", 3, 2)
    assert (excel.table_ref("tblScholen"), excel.rows("tblScholen")[3]) == (f"A1:{LAST}17", second)
    excel.delete_rows("Scholen", 2, 4)
    assert (excel.table_ref("tblScholen"), excel.rows("tblScholen")[0]) == (f"A1:{LAST}13", third)
    excel.sort("tblScholen", excel.headings("tblScholen")[1])
    names = [str(row[1]).casefold() for row in excel.rows("tblScholen") if row[1]]
    assert names == sorted(names)


def test_a_new_excel_has_the_same_workbook_and_a_clean_screen(excel: FakeExcel) -> None:
    excel.select("Aanbod", "B3:C4")
    assert excel.book.app.selection.address == "$B$3:$C$4"
    excel.book.app.screen_updating = False
    again = excel.close_and_open()
    assert again.contents() == excel.contents()
    assert again.book.app.screen_updating
    assert again.selected == "A1"


def test_a_message_box_is_answered_and_a_folder_or_file_chosen(excel: FakeExcel) -> None:
    excel.answer = 2
    assert excel.book.app.alert("Doorgaan?", "STO", buttons="ok_cancel") == "cancel"
    assert [(m.prompt, m.title, m.style) for m in excel.messages] == [("Doorgaan?", "STO", 1)]
    dialog = excel.book.app.api.FileDialog(4)
    assert dialog.Show() == 0
    excel.chosen_folder = "C:\\brieven"
    assert dialog.Show() == -1
    assert dialog.SelectedItems(1) == "C:\\brieven"
    dialog = excel.book.app.api.FileDialog(3)
    dialog.Filters.Clear()
    dialog.Filters.Add("Word-documenten", "*.docx")
    assert dialog.Show() == 0
    excel.chosen_file = "C:\\brief.docx"
    assert dialog.Show() == -1
    assert dialog.SelectedItems(1) == "C:\\brief.docx"


def test_a_macro_finds_its_caller(excel: FakeExcel) -> None:
    import xlwings

    with excel.as_caller():
        assert xlwings.Book.caller().name == "regiobestand.xlsx"
    assert not hasattr(xlwings.Book, "_mock_caller")


PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from fake_excel import win32 as fake_win32
fake_win32.pretend_windows()
from fake_excel.excel import FakeExcel
excel = FakeExcel.open(Path(sys.argv[2]).read_bytes(), hwnd=4242)
import xlwings
import sto_xl.region.routines  # and all that it imports, on what seems to be Windows
book = xlwings.Book.caller()
print(book.name, book.sheets["Scholen"]["A1"].value, xlwings.engines.active.name)
"""


@pytest.mark.slow
def test_a_program_of_its_own_finds_excel_by_its_window(data: bytes, tmp_path: Path) -> None:
    target = tmp_path / "regiobestand.xlsx"
    target.write_bytes(data)
    caller = ["--wb=regiobestand.xlsx", "--from_xl=1", "--hwnd=4242"]
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM, str(HERE), str(target), *caller],
        cwd=HERE.parent,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.split() == ["regiobestand.xlsx", "Vestiging", "excel"]
