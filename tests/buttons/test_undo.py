"""Taking a run back: the workbook is as it was, but for what its user changed since."""

from __future__ import annotations

import datetime as dt
import json
import os
import stat
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books.live import LiveBook, writing
from sto_xl.books.steps import Targets
from sto_xl.buttons.journal import KEPT_RUNS, CellWritten, Entry, Journal
from sto_xl.cli.demo import examples
from sto_xl.grid import Formula, TableWritten, Written
from support.commands import run
from support.excel import BUTTONS, click, letters_of, opened, seen
from support.made_up import tried

SIGNAL, STEP = letters_of("Signaal"), letters_of("Volgende stap")


def journal_of(home: Path) -> Journal:
    return Journal(home / "data" / "sto_xl" / "journal")


@pytest.mark.parametrize("button", BUTTONS)
def test_a_run_and_its_undo_leave_the_workbook_as_it_was(home: Path, button: str) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, button)
    assert seen(excel) != before
    assert "Ongedaan gemaakt" in click(excel, "undo")
    assert seen(excel) == before


@pytest.mark.slow
def test_all_runs_can_be_taken_back_one_by_one(home: Path) -> None:
    excel = opened(home)
    states = []
    for button in (*BUTTONS, "check", "flag"):
        states.append(seen(excel))
        click(excel, button)
    for state in reversed(states):
        click(excel, "undo")
        assert seen(excel) == state
    assert "niets ongedaan te maken" in click(excel, "undo")


@pytest.mark.parametrize("button", BUTTONS)
def test_it_works_after_save_close_and_open_under_another_name(home: Path, button: str) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, button)
    again = excel.close_and_open()
    again.on_sharepoint("https://school.sharepoint.com/Documents")
    click(again, "undo")
    assert seen(again) == before


def sort(excel: FakeExcel, at: int) -> None:
    heading = ("Plaats", "School", "Deelname")[at % 3]
    excel.sort("tblScholen", heading, descending=bool(at % 2))


def insert(excel: FakeExcel, at: int) -> None:
    excel.insert_rows("Scholen", 2 + at % 10)
    excel.type("Scholen", f"A{2 + at % 10}:B{2 + at % 10}", [["99ZZ99", "Nieuwe school"]])


def remove(excel: FakeExcel, at: int) -> None:
    excel.delete_rows("Scholen", 2 + at % 8)


def remark(excel: FakeExcel, at: int) -> None:
    excel.type("Scholen", f"S{2 + at % 12}", f"opmerking {at}")


def elsewhere(excel: FakeExcel, at: int) -> None:
    excel.type("Partners", f"A{2 + at % 3}", f"partner {at}")


def sort_findings(excel: FakeExcel, at: int) -> None:
    excel.sort("tblControle", "Code", descending=bool(at % 2))


EDITS: tuple[Callable[[FakeExcel, int], None], ...] = (insert, remove, sort, remark, elsewhere)


@pytest.mark.slow
@given(
    button=st.sampled_from(BUTTONS),
    edits=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 50)), max_size=4),
)
@tried(25)
def test_edits_of_other_cells_stay_and_all_else_comes_back(
    button: str, edits: list[tuple[Callable[[FakeExcel, int], None], int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        data = {"XDG_DATA_HOME": str(home / "data")}
        with mock.patch.dict(os.environ, data):
            excel, other = opened(home), opened(home)
            click(excel, button)
            for edit, at in edits:
                edit(excel, at)
                edit(other, at)
            said = click(excel, "undo")
    assert "Ongedaan gemaakt" in said
    assert seen(excel).tables == seen(other).tables
    # Sorting by a column that the run wrote in is not among the edits, so the order is the same.
    assert seen(excel) == seen(other)


def test_findings_that_were_sorted_come_back_whole(home: Path) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, "check")
    sort_findings(excel, 1)
    click(excel, "undo")
    assert seen(excel) == before


def test_what_was_changed_since_is_left_alone_and_named(home: Path) -> None:
    excel = opened(home)
    click(excel, "flag")
    place = excel.headings("tblScholen").index("Signaal")
    line = next(i for i, row in enumerate(excel.rows("tblScholen")) if row[place])
    excel.type("Scholen", f"{SIGNAL}{2 + line}", "eigen tekst")
    said = click(excel, "undo")
    code = excel.rows("tblScholen")[line][0]
    assert f"· Scholen, {code}, Signaal: is sindsdien gewijzigd" in said
    left = [row[place] for row in excel.rows("tblScholen") if row[place]]
    assert left == ["eigen tekst"]


def test_rows_that_vanished_or_became_double_are_named(home: Path) -> None:
    excel = opened(home)
    click(excel, "flag")
    place = excel.headings("tblScholen").index("Signaal")
    lines = [i for i, row in enumerate(excel.rows("tblScholen")) if row[place] and row[0]]
    gone, twice = (excel.rows("tblScholen")[i][0] for i in lines[-2:])
    excel.type("Scholen", "A2", f"'{twice}")
    excel.delete_rows("Scholen", 2 + lines[-2])
    said = click(excel, "undo")
    assert f"{gone}, Signaal: is niet meer te vinden" in said
    assert f"{twice}, Signaal: staat er meer dan één keer" in said


def test_findings_that_were_edited_stay(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    excel.type("Controle", "G7", "gezien")
    assert "de tabel met kolom Ernst: is sindsdien gewijzigd" in click(excel, "undo")
    assert excel.cell("Controle", "G7") == "gezien"


def test_a_table_that_is_gone_is_named_and_the_rest_comes_back(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    excel.delete_sheet("Controle")
    assert "Controle, de tabel met kolom Ernst: is er niet meer" in click(excel, "undo")
    assert excel.rows("tblRun") == [(None, None)]


def test_a_copy_can_be_taken_back_as_well(home: Path) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, "flag")
    copy = excel.close_and_open()
    for book in (excel, copy):
        click(book, "undo")
        assert seen(book) == before


def test_a_run_that_was_killed_halfway_can_be_taken_back(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel = opened(home)
    before = seen(excel)

    def killed(book: LiveBook, plan: Targets) -> Written:
        writing.write(book.app, book.sheets, replace(plan, tables=plan.tables[:1]), book.patience)
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(LiveBook, "write", killed)
        with pytest.raises(KeyboardInterrupt):
            click(excel, "check")
    assert seen(excel) != before
    assert "Ongedaan gemaakt" in click(excel, "undo")
    assert seen(excel) == before


def test_letters_of_the_run_are_put_aside(home: Path) -> None:
    excel = opened(home)
    click(excel, "letters")
    (folder,) = (p for p in home.iterdir() if p.name.startswith("Uitnodigingen "))
    names = sorted(p.name for p in folder.iterdir())
    (folder / names[0]).unlink()
    said = click(excel, "undo")
    assert "4 brieven liggen nu in de map ‘teruggetrokken’; 1 brief kon niet" in said
    assert names[-1] == "Verzendlijst.xlsx"
    assert sorted(p.name for p in (folder / "teruggetrokken").iterdir()) == names[1:]
    assert "Verzendlijst" not in said


def test_a_list_that_cannot_be_put_aside_is_told(home: Path) -> None:
    excel = opened(home)
    click(excel, "letters")
    (listed,) = home.rglob("Verzendlijst.xlsx")
    listed.unlink()
    said = click(excel, "undo")
    assert "5 brieven liggen nu in de map ‘teruggetrokken’" in said
    assert "Verzendlijst.xlsx: kon niet worden verplaatst" in said


def test_a_formula_that_was_overwritten_comes_back(home: Path) -> None:
    excel = opened(home)
    excel.store("Scholen", f"{SIGNAL}2", "van mij", formula='="van "&"mij"')
    click(excel, "flag")
    assert excel.formula("Scholen", f"{SIGNAL}2") != '="van "&"mij"'
    click(excel, "undo")
    assert excel.formula("Scholen", f"{SIGNAL}2") == '="van "&"mij"'


@pytest.mark.parametrize("shown", ["dd-mm-yyyy", "d mmm yyyy", "General", "@"])
def test_a_day_comes_back_as_the_day_it_was(home: Path, shown: str) -> None:
    excel = opened(home)
    excel.store("Scholen", f"{STEP}2", 46000.5, shown=shown)
    excel.store("Scholen", "P5", 45000.0, shown=shown)
    before = excel.contents()
    for button in ("flag", "letters"):
        click(excel, button)
        assert excel.contents() != before
        click(excel, "undo")
        # Put back into a cell of format text a number is text that looks the same.
        assert excel.cell("Scholen", f"{STEP}2") == ("46000,5" if shown == "@" else 46000.5)
        assert excel.cell("Scholen", "P5") == 45000.0


def test_days_come_back_in_a_workbook_that_counts_from_1904(home: Path) -> None:
    excel = opened(home)
    excel.count_from_1904()
    excel.store("Scholen", f"{STEP}2", 44000.0, shown="dd-mm-yyyy")
    excel.store("Samenvatting", "E6", 44000.0, shown="dd-mm-yyyy")
    before = seen(excel)
    for button in BUTTONS:
        click(excel, button)
        assert "Ongedaan gemaakt" in click(excel, "undo")
        assert seen(excel) == before


def test_an_error_that_was_typed_comes_back(home: Path) -> None:
    excel = opened(home)
    excel.type("Scholen", f"{SIGNAL}2:{SIGNAL}12", "#N/B")
    before = [excel.cell("Scholen", f"{SIGNAL}{row}") for row in range(2, 13)]
    click(excel, "flag")
    assert not {excel.cell("Scholen", f"{SIGNAL}{row}") for row in range(2, 13)} & set(before)
    click(excel, "undo")
    assert [excel.cell("Scholen", f"{SIGNAL}{row}") for row in range(2, 13)] == before


def test_schools_of_the_same_name_keep_their_own_date(home: Path) -> None:
    text = "[tblScholen]\nSchool | Plaats | Soort | Deelname | Laatste brief\n"
    text += "De Werf | Maasdorp | vmbo | geen | 01-02-2026\n"
    text += "De Werf | Oud-Linden | vmbo | geen | 01-03-2026"
    excel = opened(home, examples.content(text))
    place = [excel.headings("tblScholen").index(h) for h in ("Plaats", "Laatste brief")]
    before = {tuple(row[i] for i in place) for row in excel.rows("tblScholen")}
    click(excel, "letters")
    excel.sort("tblScholen", "Plaats", descending=True)
    click(excel, "undo")
    assert {tuple(row[i] for i in place) for row in excel.rows("tblScholen")} == before


def test_a_key_in_other_capitals_is_the_same_key(home: Path) -> None:
    excel = opened(home)
    click(excel, "flag")
    place = excel.headings("tblScholen").index("Signaal")
    line = next(i for i, row in enumerate(excel.rows("tblScholen"), start=2) if row[place])
    excel.type("Scholen", f"A{line}", str(excel.cell("Scholen", f"A{line}")).lower())
    assert "Niet teruggezet" not in click(excel, "undo")
    assert excel.cell("Scholen", f"{SIGNAL}{line}") is None


@pytest.mark.parametrize("content", ["null", "5", '{"tables": []}', "[]"])
def test_a_journal_of_another_shape_is_told_and_hinders_no_run(home: Path, content: str) -> None:
    excel = opened(home)
    click(excel, "check")
    (path,) = journal_of(home).folder.glob("*.json")
    path.write_text(content)
    assert "niet meer terug te zetten" in click(excel, "undo")
    assert "klaar" in click(excel, "check")


def test_without_its_journal_a_run_cannot_be_taken_back(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    assert run("journal", "clear").err == "vergeten: 1 wijziging door STO\n"
    before = excel.contents()
    assert "niet meer terug te zetten" in click(excel, "undo")
    assert excel.contents() == before


def test_a_damaged_journal_is_told(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    (path,) = journal_of(home).folder.glob("*.json")
    path.write_text("{")
    assert "niet meer terug te zetten" in click(excel, "undo")


def test_an_undo_that_fails_halfway_can_be_done_again(home: Path) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, "check")
    after = excel.contents()
    excel.fail_at_write(2)
    assert "Alles is teruggezet" in click(excel, "undo")
    assert excel.contents() == after
    click(excel, "undo")
    assert seen(excel) == before


def test_a_journal_is_its_owners_alone_and_names_nobody(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    folder = journal_of(home).folder
    (path,) = folder.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    run_name = str(excel.rows("tblRun")[0][0])
    assert path.name == f"{run_name}.json"
    assert json.loads(path.read_text())["template"] == sheets.ROSTER.version


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps a user's folder closed by itself")
def test_a_journal_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    journal, day = Journal(tmp_path / "journal"), dt.date(2026, 11, 24)
    journal.keep(entry("een", "", day))
    journal.folder.chmod(0o755)
    (journal.folder / "een.json").chmod(0o644)
    journal.keep(entry("twee", "", day))
    assert stat.S_IMODE(journal.folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(p.stat().st_mode) for p in journal.folder.iterdir()} == {0o600}


def entry(run: str, before: str, made: dt.date) -> Entry:
    return Entry(run, before, made, "controleren", "1.0", {})


def test_ten_runs_of_a_workbook_are_kept(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    day = dt.datetime.now().astimezone().date()
    for number in range(15):
        journal.keep(entry(f"a{number}", f"a{number - 1}" if number else "", day))
    journal.keep(entry("b0", "", day))
    kept = {path.stem for path in journal.folder.iterdir()}
    assert kept == {"b0", *(f"a{n}" for n in range(15 - KEPT_RUNS, 15))}


def test_nothing_is_kept_longer_than_ninety_days(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    day = dt.datetime.now().astimezone().date()
    journal.keep(entry("nu", "", day))
    journal.keep(entry("later", "", day + dt.timedelta(days=80)))
    assert journal.find("nu")
    journal.keep(entry("veel later", "", day + dt.timedelta(days=100)))
    assert journal.find("nu") is None


@pytest.mark.parametrize(
    "cell",
    [
        *(None, True, 5, 7.25, "1-2", Formula("=1+1"), dt.date(2026, 11, 24)),
        *(dt.datetime(2026, 11, 24, 13, 45), dt.time(13, 45)),
    ],
)
def test_a_journal_holds_every_kind_of_cell(tmp_path: Path, cell: object) -> None:
    journal = Journal(tmp_path)
    written = CellWritten("tblScholen", "Signaal", "00AH17", 0, 1, "0af3", cell, None)  # type: ignore[arg-type]
    table = TableWritten("Controle", "Ernst", "A5:J6", "A5:J7", ((cell,),), ((cell,),))  # type: ignore[arg-type]
    made = entry("een", "", dt.date(2026, 11, 24))
    kept = replace(made, cells=(written,), tables={"tblControle": table}, letters=("a.docx",))
    journal.keep(kept)
    assert journal.find("een") == kept


def test_a_run_of_an_earlier_version_is_found(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    made = entry("een", "", dt.date(2026, 11, 24))
    journal.keep(made)
    (path,) = tmp_path.iterdir()
    content = json.loads(path.read_text())
    del content["beside"]
    path.write_text(json.dumps(content))
    assert journal.find("een") == made


@pytest.mark.parametrize("name", ["", "../x", "a/b", "x" * 200])
def test_a_name_that_is_no_run_finds_nothing(tmp_path: Path, name: str) -> None:
    assert Journal(tmp_path).find(name) is None


@pytest.mark.parametrize(
    "more",
    [
        {"folder": 5},
        {"letters": [5]},
        {"letters": {"a": 1}, "beside": None},
        {"earlier": ["een", ["twee"]]},
        {"tables": "x"},
    ],
)
def test_a_journal_that_holds_something_else_finds_nothing(
    tmp_path: Path, more: dict[str, object]
) -> None:
    journal = Journal(tmp_path)
    journal.keep(entry("een", "", dt.date(2026, 11, 24)))
    (path,) = tmp_path.iterdir()
    path.write_text(json.dumps({**json.loads(path.read_text()), **more}))
    assert journal.find("een") is None
    path.write_text("[" * 100_000)
    assert journal.find("een") is None


def test_a_journal_lets_go_of_nothing_that_lies_elsewhere(tmp_path: Path) -> None:
    outside, day = tmp_path / "buiten.json", dt.date(2026, 11, 24)
    outside.write_text("van mij")
    journal = Journal(tmp_path / "journal")
    journal.drop("../buiten")
    journal.keep(entry("een", "", day))
    (path,) = journal.folder.iterdir()
    content = json.loads(path.read_text())
    path.write_text(json.dumps({**content, "earlier": ["../buiten"] * KEPT_RUNS}))
    journal.keep(entry("twee", "een", day))
    assert outside.read_text() == "van mij"


def test_a_journal_that_is_a_link_is_not_cleared(tmp_path: Path) -> None:
    (tmp_path / "elders").mkdir()
    (tmp_path / "elders" / "een.json").write_text("van mij")
    (tmp_path / "journal").symlink_to(tmp_path / "elders")
    assert Journal(tmp_path / "journal").clear() == 0
    assert (tmp_path / "elders" / "een.json").read_text() == "van mij"
