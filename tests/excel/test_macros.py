"""The buttons: each does what the command line does, and ends in one sentence whatever happens."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from fake_excel.excel import Busy, Chosen, FakeExcel
from sto_xl import sheets
from sto_xl.books.live import LiveBook
from sto_xl.books.live.busy import PAUSES
from sto_xl.books.reading.file import read_file
from sto_xl.buttons.journal import Entry, Journal
from sto_xl.cli.demo import examples
from sto_xl.excel import macros
from sto_xl.grid import Snapshot, Value
from sto_xl.model import reference
from sto_xl.system.errors import Cause, Failure
from support.commands import run
from support.excel import BUTTONS, DEMO, NAME, click, letters_of, opened
from support.letterfiles import template, text_of

CONTROLE = sheets.CONTROLE.name


def table(snapshot: Snapshot, name: str) -> list[tuple[Value, ...]]:
    found = next(t for t in snapshot.tables if t.name == name)
    sheet = snapshot.sheet(found.sheet)
    assert sheet is not None
    columns = range(found.left, found.right + 1)
    rows = range(found.top + 1, found.bottom + 1)
    return [tuple(sheet.value(r, c) for c in columns) for r in rows]


def in_excel(excel: FakeExcel, name: str) -> list[tuple[Value, ...]]:
    return list(LiveBook(excel.book).table(name).rows)  # type: ignore[arg-type]


def column(excel: FakeExcel, heading: str) -> list[object]:
    place = excel.headings("tblScholen").index(heading)
    return [row[place] for row in excel.rows("tblScholen")]


# What a button does is what the command does.


def test_controleren_finds_what_check_finds(home: Path) -> None:
    excel = opened(home)
    said = click(excel, "check")
    told = json.loads(run("check", home / NAME, "--json").out)
    assert said.startswith(f"Controle klaar: {told['counts']['fout']} fouten")
    expected = [tuple(finding.values()) for finding in told["findings"]]
    assert [row[:8] for row in in_excel(excel, CONTROLE)] == expected
    assert excel.active_sheet == "Controle"


def test_scholen_markeren_flags_what_flag_flags(home: Path) -> None:
    excel = opened(home)
    click(excel, "flag")
    flags = json.loads(run("flag", home / NAME, "--json").out)
    assert flags
    written = zip(
        column(excel, "School"),
        column(excel, "Signaal"),
        column(excel, "Volgende stap"),
        strict=True,
    )
    found = {name: (signal, step) for name, signal, step in written if signal or step}
    assert found == {
        f["school"]: (f["signaal"], f["volgende_stap"] or None)
        for f in flags
        if f["signaal"] or f["volgende_stap"]
    }


def shown_in_both(rows: list[tuple[Value, ...]]) -> list[tuple[Value, ...]]:
    """Leave out what reports alone tell, and a unit that there belongs to the number."""
    in_roster = {figure.naam for figure in reference.roster_cijfers()}
    return [(name, value, *rest) for name, value, _, *rest in rows if name in in_roster]


def test_samenvatting_bijwerken_counts_what_summary_counts(home: Path) -> None:
    excel = opened(home)
    click(excel, "summarise")
    run("summary", home / NAME, "-o", home / "samenvatting.xlsx")
    book = read_file(home / "samenvatting.xlsx")
    for spec in sheets.SUMMARY:
        expected = table(book, spec.name)
        if spec is sheets.KERNCIJFERS:
            # On paper what is known stands last.
            expected = [(*row[:3], row[5], *row[3:5]) for row in expected]
        # A file leaves out rows of nought.
        found = in_excel(excel, spec.name)
        if spec is sheets.KERNCIJFERS:
            expected, found = shown_in_both(expected), shown_in_both(found)
        assert [row for row in found if row in expected] == expected
        assert all(row[2] == 0 for row in found if row not in expected)
    assert excel.active_sheet == "Samenvatting"


def test_uitnodigingen_maken_writes_the_letters_that_letters_writes(home: Path) -> None:
    excel = opened(home)
    click(excel, "letters")
    (folder,) = (p for p in home.iterdir() if p.name.startswith("Uitnodigingen "))
    run("letters", home / NAME, "-o", home / "brieven")
    expected = {p.name: p.read_bytes() for p in (home / "brieven").iterdir()}
    assert expected
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == expected
    dated = [day for day in column(excel, "Laatste brief") if day is not None]
    assert len(dated) == len(list(folder.glob("*.docx"))) == 5


# The letters and where they go.


def test_a_second_run_on_a_day_gets_a_folder_of_its_own(home: Path) -> None:
    excel = opened(home)
    click(excel, "letters")
    click(excel, "undo")
    click(excel, "letters")
    folders = sorted(p.name for p in home.iterdir() if p.name.startswith("Uitnodigingen "))
    assert len(folders) == 2
    assert folders[1] == f"{folders[0]} (2)"


def test_a_school_that_was_written_to_gets_no_second_letter(home: Path) -> None:
    excel = opened(home)
    click(excel, "letters")
    before = excel.contents()
    said = click(excel, "letters")
    assert said.startswith("Er zijn geen scholen die een uitnodiging krijgen.")
    assert said.count("nog geen 180 dagen geleden") == 5
    assert excel.contents() == before


def with_template(home: Path, typed: str = "brief.docx") -> FakeExcel:
    content = dict(examples.regions()[DEMO])
    content["tblRegio"] = tuple(
        (label, typed if label == "Briefsjabloon" else value)
        for label, value in content["tblRegio"]
    )
    return opened(home, content)


@pytest.mark.slow
def test_the_region_s_own_template_is_used_here_as_on_the_command_line(home: Path) -> None:
    excel = with_template(home)
    (home / "brief.docx").write_bytes(template("Dag {{ school }}"))
    click(excel, "letters")
    run("letters", home / NAME, "-o", home / "brieven")
    (folder,) = home.glob("Uitnodigingen *")
    letters = {p.name: p.read_bytes() for p in folder.glob("*.docx")}
    assert letters == {p.name: p.read_bytes() for p in (home / "brieven").glob("*.docx")}
    assert text_of(letters["Uitnodiging Mavo Linden 99AH00.docx"]) == ["Dag Mavo Linden"]
    assert excel.asked == []


@pytest.mark.slow
def test_the_template_of_a_workbook_on_the_web_is_chosen(home: Path) -> None:
    excel = with_template(home)
    excel.on_sharepoint("https://school.sharepoint.com/Documents")
    excel.chosen_folder = str(home)
    before = excel.contents()
    assert "geen briefsjabloon gekozen" in click(excel, "letters")
    assert excel.contents() == before
    (home / "ergens").mkdir()
    (home / "ergens" / "brief.docx").write_bytes(template("Dag {{ school }}"))
    excel.chosen_file = str(home / "ergens" / "brief.docx")
    click(excel, "letters")
    assert excel.asked[1:] == [
        "Kies het briefsjabloon ‘brief.docx’",
        "Kies de map waarin de uitnodigingen komen",
    ]
    letter = next(home.glob("Uitnodigingen */*Linden*.docx"))
    assert text_of(letter.read_bytes()) == ["Dag Mavo Linden"]


@pytest.mark.parametrize(
    ("text", "told"),
    [("Dag {{ schol }}", "bedoelde u ‘school’?"), (None, "is niet gevonden in de map")],
)
def test_a_template_that_cannot_be_used_is_told_and_nothing_is_made(
    home: Path, text: str | None, told: str
) -> None:
    excel = with_template(home)
    if text:
        (home / "brief.docx").write_bytes(template(text))
    before = excel.contents()
    assert told in click(excel, "letters")
    assert excel.contents() == before
    assert not list(home.glob("Uitnodigingen*"))


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "letters"), [(6, 5), (7, 0)])
def test_a_template_without_any_field_is_asked_about(home: Path, answer: int, letters: int) -> None:
    excel = with_template(home)
    (home / "brief.docx").write_bytes(template("Wij nodigen u uit."))
    excel.answer = answer
    with excel.as_caller():
        macros.letters()
    asked, *_ = [message.prompt for message in excel.messages]
    assert asked.startswith("Briefsjabloon ‘brief.docx’ heeft geen enkel veld: elke brief wordt ")
    assert asked.endswith("Wilt u het toch gebruiken?")
    assert len(list(home.glob("Uitnodigingen*/*.docx"))) == letters


def test_without_a_sender_no_letter_is_made(home: Path) -> None:
    content = dict(examples.regions()[DEMO])
    content["tblRegio"] = tuple((label, None) for label, _ in content["tblRegio"])
    excel = opened(home, content)
    before = excel.contents()
    assert "vul daar ‘Naam van de regio’, ‘Programmamanager: naam’" in click(excel, "letters")
    assert excel.contents() == before
    assert not list(home.glob("Uitnodigingen*"))


@pytest.mark.parametrize("path", ["https://school.sharepoint.com/Documents", ""])
def test_a_workbook_on_the_web_asks_for_a_folder(home: Path, path: str) -> None:
    excel = opened(home)
    excel.on_sharepoint(path)
    chosen = home / "gekozen"
    excel.chosen_folder = str(chosen)
    assert str(chosen) in click(excel, "letters")
    assert len(list(chosen.rglob("*.docx"))) == 5


def test_without_a_folder_nothing_is_made(home: Path) -> None:
    excel = opened(home)
    excel.on_sharepoint("https://school.sharepoint.com/Documents")
    before = excel.contents()
    assert "geen map gekozen" in click(excel, "letters")
    assert excel.contents() == before


def test_progress_is_told_at_most_ten_times_and_the_bar_given_back(home: Path) -> None:
    excel = opened(home)
    click(excel, "letters")
    assert 1 < excel.calls.count("Application.StatusBar=") <= 10
    assert excel.status_bar is False


def test_letters_are_withdrawn_when_their_date_cannot_be_written(home: Path) -> None:
    excel = opened(home)
    before = excel.contents()
    excel.fail_at_write(2)
    assert "Alles is teruggezet" in click(excel, "letters")
    assert excel.contents() == before
    assert not list(home.rglob("*.docx"))
    assert not list(home.rglob("Verzendlijst*"))


def test_a_long_list_of_schools_without_a_letter_is_cut(home: Path) -> None:
    school = "00A{}00 | School {} | vmbo | geen | ja"
    text = "[tblScholen]\nVestiging | School | Soort | Deelname | Niet aanschrijven\n"
    text += "\n".join(school.format(chr(65 + n), n) for n in range(20))
    said = click(opened(home, examples.content(text)), "letters")
    assert said.count("Geen brief: ") == 12
    assert "en nog 8 andere" in said


def test_a_letter_that_cannot_be_made_is_named_and_the_others_are_made(home: Path) -> None:
    excel = opened(home)
    excel.store("Scholen", "B5", "College \x0b Het Baken")
    said = click(excel, "letters")
    assert said.startswith("4 uitnodigingen zijn gemaakt")
    assert "onzichtbaar teken" in said
    assert column(excel, "Laatste brief")[3] is None


# What goes wrong ends in one sentence, and the workbook is untouched.


def read_only(excel: FakeExcel) -> None:
    excel.read_only = True


SPOILED: dict[str, tuple[Callable[[FakeExcel], None], str, tuple[str, ...]]] = {
    "read-only": (read_only, "alleen-lezen", BUTTONS),
    "protected run sheet": (lambda e: e.protect("Lijsten"), "Lijsten is beveiligd", BUTTONS),
    "protected findings": (lambda e: e.protect("Controle"), "beveiligd", ("check",)),
    "protected schools": (lambda e: e.protect("Scholen"), "beveiligd", ("flag", "letters")),
    "protected summary": (lambda e: e.protect("Samenvatting"), "beveiligd", ("summarise",)),
    "totals row": (lambda e: e.show_totals(CONTROLE), "totaalrij", ("check",)),
    "cells below": (lambda e: e.type("Controle", "B8", "let op"), "cel B8", ("check",)),
    "deleted sheet": (lambda e: e.delete_sheet("Controle"), "er niet meer", ("check",)),
    "renamed table": (lambda e: e.rename_table(CONTROLE, "Tabel1"), "er niet meer", ("check",)),
    "no run table": (lambda e: e.delete_sheet("Lijsten"), "er niet meer", BUTTONS),
    "no column of findings": (
        lambda e: e.type("Controle", "B5", "Nummer"),
        "ontbreekt de kolom Code",
        ("check", "explain"),
    ),
    "no header row": (lambda e: e.hide_header(CONTROLE), "ontbreekt de kolom", ("check",)),
    "no column": (
        lambda e: e.type("Scholen", f"P1:{letters_of('Volgende stap')}1", "weg"),
        "ontbreekt de kolom",
        ("flag", "letters"),
    ),
}


@pytest.mark.parametrize(
    ("why", "button"), [(why, b) for why, (_, _, buttons) in SPOILED.items() for b in buttons]
)
def test_a_spoiled_workbook_stays_untouched(home: Path, why: str, button: str) -> None:
    spoil, sentence, _ = SPOILED[why]
    excel = opened(home)
    spoil(excel)
    before = excel.contents()
    assert sentence in click(excel, button)
    assert excel.contents() == before
    assert excel.screen_updating
    assert not list(home.rglob("*.docx"))
    assert not list((home / "data").rglob("*.json"))


def test_a_column_of_the_users_own_is_never_wiped(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    excel.unlist(CONTROLE)
    excel.make_table(CONTROLE, "Controle", "A5:K23")
    excel.type("Controle", "K5", "Afgehandeld")
    excel.type("Controle", "K6", "ja, gebeld")
    before = excel.contents()
    assert "heeft een eigen kolom (Afgehandeld)" in click(excel, "check")
    assert excel.contents() == before


@pytest.mark.parametrize("button", ["flag", "letters"])
def test_a_filter_on_a_renamed_table_is_lifted_too(home: Path, button: str) -> None:
    calm, excel = opened(home), opened(home)
    click(calm, button)
    excel.rename_table("tblScholen", "tblScholen1")
    excel.hide_rows_by_filter("tblScholen1", {0, 1, 5})
    assert "filter" in click(excel, button)
    assert excel.rows("tblScholen1") == calm.rows("tblScholen")


@pytest.mark.parametrize(("button", "sheet"), [("check", CONTROLE), ("summarise", "tblStatus")])
def test_a_hidden_sheet_is_written_all_the_same(home: Path, button: str, sheet: str) -> None:
    excel = opened(home)
    excel.show_sheet(excel.table_sheet(sheet), 0)
    said = click(excel, button)
    assert "klaar" in said or "bijgewerkt" in said


def test_letters_stay_when_only_their_journal_could_not_be_finished(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel = opened(home)
    keep, kept = Journal.keep, []

    def once(journal: Journal, entry: Entry) -> None:
        kept.append(entry)
        if len(kept) > 1:
            raise Failure(Cause.NOT_WRITABLE, file="x")
        keep(journal, entry)

    monkeypatch.setattr(Journal, "keep", once)
    assert "5 uitnodigingen zijn gemaakt" in click(excel, "letters")
    assert len(list(home.rglob("*.docx"))) == 5
    click(excel, "undo")
    assert column(excel, "Laatste brief").count(46350.0) == 0


SOUND: dict[str, Callable[[FakeExcel], None]] = {
    "a table without body rows": lambda e: e.without_body_rows(CONTROLE),
    "filtered rows": lambda e: e.hide_rows_by_filter("tblScholen", {0, 1, 5}),
    "a renamed sheet": lambda e: e.rename_sheet("Scholen", "Onze scholen"),
    "a renamed table": lambda e: e.rename_table("tblScholen", "tblScholen2"),
    "a plain list": lambda e: e.unlist("tblScholen"),
    "no optional sheet": lambda e: e.delete_sheet("Gebied"),
    "an Excel of before dynamic arrays": lambda e: e.without_dynamic_arrays(),
    "a web address": lambda e: e.on_sharepoint("https://school.sharepoint.com/Documents"),
}


@pytest.mark.slow
@pytest.mark.parametrize("button", BUTTONS)
@pytest.mark.parametrize("what", SOUND)
def test_a_workbook_that_was_changed_is_fully_written(home: Path, what: str, button: str) -> None:
    excel = opened(home)
    excel.chosen_folder = str(home)
    SOUND[what](excel)
    before = excel.contents()
    said = click(excel, button)
    assert any(word in said for word in ("klaar", "aandacht", "bijgewerkt", "gemaakt"))
    assert excel.contents() != before
    if what == "filtered rows" and button in {"flag", "letters"}:
        assert "filter" in said


@pytest.mark.parametrize("kind", Busy)
@pytest.mark.parametrize("button", BUTTONS)
def test_a_busy_excel_is_waited_for(home: Path, button: str, kind: Busy) -> None:
    calm, busy = opened(home), opened(home)
    click(calm, button)
    busy.busy_for(PAUSES - 5, kind)
    click(busy, button)
    for name in (CONTROLE, "tblScholen", *(spec.name for spec in sheets.SUMMARY)):
        assert busy.rows(name) == calm.rows(name)


def outcome(excel: FakeExcel) -> dict[str, object]:
    """Give all that a run leaves, but for the name of the run."""
    contents = excel.contents()
    return {**contents, "sheets": {**contents["sheets"], "Lijsten": None}}


@pytest.fixture(scope="module")
def swept() -> range:
    """Give the number of each call of Controleren."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as folder:
        patch.setenv("XDG_DATA_HOME", folder)
        excel = opened(Path(folder))
        click(excel, "check")
        return range(1, excel.count + 1)


#: Of each few calls the first; all of them where there is time.
EACH = [pytest.param(11, id="some"), pytest.param(1, id="every", marks=pytest.mark.slow)]


@pytest.mark.slow
@pytest.mark.parametrize("each", EACH)
@pytest.mark.parametrize("kind", Busy)
def test_a_call_that_is_refused_once_changes_nothing_wherever_it_is(
    home: Path, kind: Busy, each: int, swept: range
) -> None:
    calm = opened(home)
    said = click(calm, "check")
    for number in {*swept[::each], *swept[-3:]}:
        excel = opened(home)
        excel.busy_at(number, kind=kind)
        assert (number, click(excel, "check")) == (number, said)
        assert outcome(excel) == outcome(calm)
        assert (excel.events, excel.screen_updating) == (True, True)


@pytest.mark.slow
@pytest.mark.parametrize("button", ["flag", "summarise", "letters", "undo"])
def test_each_button_waits_at_any_call(home: Path, button: str) -> None:
    calm = opened(home)
    click(calm, "letters")
    calm.reset_calls()
    click(calm, button)
    for number in {*range(1, calm.count, 4), *range(calm.count - 30, calm.count + 1)}:
        excel = opened(home)
        click(excel, "letters")
        excel.busy_at(number, kind=Busy.LATER)
        click(excel, button)
        assert (number, outcome(excel)) == (number, outcome(calm))


@pytest.mark.parametrize("each", EACH)
def test_a_call_that_fails_leaves_all_or_nothing_and_a_finished_run_is_finished(
    home: Path, each: int, swept: range
) -> None:
    calm, untouched = opened(home), outcome(opened(home))
    said = click(calm, "check")
    ended = []
    for number in swept[::each]:
        excel = opened(home)
        excel.fail_at_call(number)
        ended.append(click(excel, "check") == said)
        assert (number, outcome(excel)) == (number, outcome(calm) if ended[-1] else untouched)
        # What Python cannot put back, Excel or the VBA of the add-in does.
        for name, on in {
            "EnableEvents": excel.events,
            "ScreenUpdating": excel.screen_updating,
        }.items():
            assert on or excel.calls[number - 1] == f"Application.{name}="
    assert {True, False} == set(ended)


def test_what_fails_after_all_is_written_is_no_failure(home: Path) -> None:
    for last in ("EnableEvents=", "ScreenUpdating=", "Activate"):
        excel = opened(home)
        click(excel, "check")
        names = [number for number, name in enumerate(excel.calls, 1) if name.endswith(last)]
        again = opened(home)
        again.fail_at_call(names[-1])
        assert click(again, "check").startswith("Controle klaar")


@pytest.mark.parametrize("kind", Busy)
def test_an_excel_that_stays_busy_is_told_and_left(
    home: Path, kind: Busy, capsys: pytest.CaptureFixture[str]
) -> None:
    excel = opened(home)
    before = excel.contents()
    excel.busy_forever(kind)
    assert "Excel is bezig" in click(excel, "check")
    excel.busy_for(0)
    assert excel.contents() == before
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize("number", range(1, 6))
def test_a_failing_write_is_taken_back_and_told(home: Path, number: int) -> None:
    excel = opened(home)
    before = excel.contents()
    excel.fail_at_write(number)
    said = click(excel, "check")
    if "klaar" not in said:
        assert "Alles is teruggezet" in said
        assert excel.contents() == before
    assert number > 4 or "klaar" not in said


@pytest.mark.slow
@pytest.mark.parametrize("button", [*BUTTONS, "undo", "explain"])
def test_a_workbook_that_is_not_ours_offers_a_fresh_one(home: Path, button: str) -> None:
    excel = opened(home)
    for sheet in excel.sheets[1:]:
        excel.delete_sheet(sheet)
    excel.unlist("tblRegio")
    excel.type("Regio", "A1:Z60", "")
    before = excel.contents()
    excel.answer = 7
    assert "geen regiobestand" in click(excel, button)
    assert excel.contents() == before
    excel.answer = 6
    excel.reset_calls()
    click(excel, button)
    assert "Workbooks.Add" in excel.calls
    assert excel.contents() == before


def test_a_mistake_of_the_program_names_its_log(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    excel = opened(home)
    monkeypatch.setattr("sto_xl.region.write_back.control", lambda _: 1 / 0)
    said = click(excel, "check")
    assert "ging iets mis in het programma zelf" in said
    assert "ZeroDivisionError" in (home / "data" / "sto_xl" / "sto-xl.log").read_text()


def test_a_mac_is_told_what_works_there(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    excel = opened(home)
    monkeypatch.setattr("sys.platform", "darwin")
    assert "Excel voor Windows" in click(excel, "check")


# Others in the same Excel.


def test_what_a_colleague_changes_while_a_button_works_is_told(home: Path) -> None:
    excel = opened(home)
    cell = f"{letters_of('Volgende stap')}3"
    # After the look, when Excel itself is asked for.
    excel.meanwhile("Application.Hwnd", lambda: excel.type("Scholen", cell, "bel maandag"))
    before = column(excel, "Volgende stap")
    said = click(excel, "flag")
    assert said.startswith("Op blad Scholen is iets gewijzigd terwijl STO bezig was")
    assert column(excel, "Volgende stap") == [before[0], "bel maandag", *before[2:]]
    assert not list((home / "data").rglob("*.json"))
    assert "klaar" in click(excel, "check")


MOVED: dict[str, Callable[[FakeExcel], None]] = {
    "a row comes in between": lambda e: e.insert_rows("Scholen", 3),
    "a row goes": lambda e: e.delete_rows("Scholen", 4),
    "the rows are sorted": lambda e: e.sort("tblScholen", "School", descending=True),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", MOVED)
@pytest.mark.parametrize("button", ["flag", "letters"])
def test_rows_that_a_colleague_moves_meanwhile_get_nothing_of_another_school(
    home: Path, button: str, what: str
) -> None:
    excel = opened(home)
    # Columns that are empty look the same wherever their rows go.
    for heading in ("Laatste brief", "Signaal", "Volgende stap"):
        excel.type("Scholen", f"{letters_of(heading)}2:{letters_of(heading)}15", "")
    moved = opened(home)
    for heading in ("Laatste brief", "Signaal", "Volgende stap"):
        moved.type("Scholen", f"{letters_of(heading)}2:{letters_of(heading)}15", "")
    MOVED[what](moved)
    excel.meanwhile("Application.Hwnd", lambda: MOVED[what](excel))
    said = click(excel, button)
    assert said.startswith("Op blad Scholen is iets gewijzigd terwijl STO bezig was")
    assert excel.contents() == moved.contents()
    assert not list(home.rglob("*.docx"))


WEB = "https://school.sharepoint.com/sites/sto/Documenten"


@pytest.mark.parametrize("button", ["letters", "plans", "decisions"])
def test_a_folder_on_the_web_is_refused_and_nothing_is_made(home: Path, button: str) -> None:
    content = examples.regions()[DEMO]
    excel = opened(home, content)
    excel.on_sharepoint(WEB)
    excel.chosen_folder = WEB
    before = excel.contents()
    said = click(excel, button)
    if excel.asked:
        assert said.startswith(f"Wat u koos, staat op het web (‘{WEB}’)")
    assert excel.contents() == before
    assert not list(home.rglob("*.docx"))
    assert not list(home.glob("https*"))


def test_a_template_on_the_web_is_refused(home: Path) -> None:
    excel = with_template(home)
    excel.on_sharepoint(WEB)
    excel.chosen_file = f"{WEB}/brief.docx"
    assert "daar kan STO niet bij" in click(excel, "letters")


# The explanation.


@pytest.mark.parametrize("chosen", [Chosen.CHART, Chosen.NOTHING])
def test_uitleg_without_a_cell_asks_for_one(home: Path, chosen: Chosen) -> None:
    excel = opened(home)
    excel.select_other(chosen)
    assert click(excel, "explain").startswith("Kies eerst een cel")
    excel.busy_at(1, PAUSES + 5)
    assert "Excel is bezig" in click(excel, "explain")


def test_uitleg_tells_what_was_found_at_the_cell(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    rows = in_excel(excel, CONTROLE)
    for row in (next(r for r in rows if r[2] == sheet and r[3]) for sheet in ("Scholen", "Regio")):
        excel.select(str(row[2]), str(row[3]))
        said = click(excel, "explain")
        assert str(row[6]) in said
        assert str(row[7]) in said
        assert "Bron:" in said


def test_uitleg_on_a_finding_itself_tells_that_one(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    excel.select("Controle", "A8")
    assert str(in_excel(excel, CONTROLE)[2][6]) in click(excel, "explain")


def test_uitleg_on_a_heading_tells_what_it_was_read_as(home: Path) -> None:
    excel = opened(home)
    excel.type("Contacten", "A1:A1", [["Vestigng"]])
    click(excel, "check")
    excel.select("Contacten", "A1")
    assert "‘Vestigng’ op blad Contacten is gelezen als ‘Vestiging’" in click(excel, "explain")


@pytest.mark.parametrize("key", ["99AA01\n", " 99AA01", "99\u00a0AA01 ", 12.5])
def test_uitleg_finds_a_key_and_a_heading_as_they_stand(home: Path, key: Value) -> None:
    excel = opened(home)
    excel.type("Scholen", "A2:A2", [[key]])
    excel.type("Scholen", "I1:I1", [["Deelname "]])
    excel.type("Scholen", "I2:I2", [["misschien"]])
    click(excel, "check")
    assert f"Scholen|Deelname |{str(key).replace('.', ',')}" in [
        r[8] for r in in_excel(excel, CONTROLE)
    ]
    excel.select("Scholen", "I2")
    assert "misschien" in click(excel, "explain")


def test_uitleg_where_nothing_was_found_says_so(home: Path) -> None:
    excel = opened(home)
    excel.select("Scholen", "B2")
    assert "niets gevonden" in click(excel, "explain")


def test_the_moment_of_the_check_stands_on_its_sheet(home: Path) -> None:
    excel = opened(home)
    click(excel, "check")
    (checked,) = in_excel(excel, "tblRun")
    click(excel, "flag")
    (flagged,) = in_excel(excel, "tblRun")
    assert str(checked[1]).endswith(" uur")
    assert flagged[1] == checked[1]
    assert flagged[0] != checked[0]
