"""What the page's script gets of Python: the same as elsewhere, as plain data, in fitting words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sto_xl.system import doors, outputs
from sto_xl.web.page import Visit, limits
from support.by_command import DAY, Brought, brought, of_plan, of_roster, taken
from support.commands import run
from support.letterfiles import template
from support.packages import parts


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Visit]:
    before = doors.here()
    yield Visit(str(tmp_path / "pagina"))
    doors.enter(before)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Brought:
    return brought(tmp_path_factory.mktemp("gekozen"))


def opened(page: Visit, file: Path) -> Any:  # noqa: ANN401  (JSON)
    return json.loads(page.open(file.name, file.read_bytes(), DAY).told)


def test_a_roster_is_told_as_the_command_line_tells_it(page: Visit, files: Brought) -> None:
    seen = opened(page, files.roster)
    checked = json.loads(run("check", files.roster, "--json", "--date", DAY).out)
    flagged = json.loads(run("flag", files.roster, "--json", "--date", DAY).out)
    assert (seen["kind"], seen["file"]) == ("roster", checked["file"])
    assert seen["counts"] == checked["counts"]
    told = {(f["code"], f["sheet"], f["cell"], f["message"]) for f in checked["findings"]}
    assert {
        (group["code"], group["sheet"], cell, group["message"])
        for group in seen["groups"]
        for cell in group["cells"] or [""]
    } == told
    signalled = [(f["school"], f["volgende_stap"]) for f in flagged if f["signaal"]]
    assert [(name, step) for _, name, _, step in seen["schools"]] == signalled


@pytest.mark.slow
def test_what_the_page_makes_is_what_the_commands_make(
    page: Visit, files: Brought, tmp_path: Path
) -> None:
    opened(page, files.roster)
    for what, expected in of_roster(files, tmp_path).items():
        made = page.make(what)
        assert taken(what, made.data) == expected, what
    opened(page, files.plan)
    seen = json.loads(page.lay_beside(files.roster.name, files.roster.read_bytes()).told)
    assert (seen["kind"], seen["beside"]) == ("plan", files.roster.name)
    for what, expected in of_plan(files, tmp_path).items():
        assert taken(what, page.make(what).data) == expected, what


def test_an_empty_workbook_is_the_shipped_one(page: Visit) -> None:
    for what, name in (("roster", "regiobestand.xlsx"), ("plan", "techniekplan.xlsx")):
        made = page.empty(what)
        assert (made.name, made.data) == (name, outputs.shipped("workbooks", name).read_bytes())


@pytest.mark.slow
def test_letters_are_counted_while_they_are_made_and_take_a_template_of_ones_own(
    files: Brought, tmp_path: Path
) -> None:
    counted: list[int] = []
    page = Visit(str(tmp_path / "pagina"), counted.append)
    opened(page, files.roster)
    used = page.use_template("brief.docx", template("Dag {{ school }}"))
    assert json.loads(used.told) == {"template": "brief.docx"}
    letters = parts(page.make("letters").data)
    written = [name for name in letters if name.endswith(".docx")]
    assert counted == list(range(1, len(written) + 1))
    assert b"Dag " in parts(letters[written[0]])["word/brief.xml"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("brief.docx", b"PK", "beschadigd"),
        ("../../x<y>.xlsx", b"", "‘x y.xlsx’ is leeg"),
        ("oud.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is geen Excel-werkmap"),
        ("..", b"niets", "is geen Excel-werkmap"),
    ],
)
def test_what_is_no_workbook_gets_a_sentence(
    page: Visit, name: str, data: bytes, said: str
) -> None:
    told = json.loads(page.open(name, data, DAY).told)
    assert said in told["failure"]["nl"]
    assert told["failure"]["en"]


def test_a_sentence_names_what_the_page_can_do(page: Visit, files: Brought) -> None:
    opened(page, files.plan)
    told = json.loads(page.lay_beside("plan.xlsx", files.plan.read_bytes()).told)
    assert "de knop ‘Leeg regiobestand’" in told["failure"]["nl"]
    opened(page, files.roster)
    bare = json.loads(page.use_template("brief.docx", template("Dag")).told)
    assert bare["failure"]["nl"].endswith("Zonder velden komen er geen brieven.")


def test_what_nobody_foresaw_is_a_sentence_with_a_reference(
    page: Visit, files: Brought, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sto_xl.web.desk.lay", lambda *_given: 1 // 0)
    told = opened(page, files.roster)["failure"]["nl"]
    assert told.endswith("Noem dat kenmerk als u het meldt.")
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_a_failure_leaves_nothing_on_the_page(page: Visit, files: Brought) -> None:
    opened(page, files.roster)
    page.open("leeg.xlsx", b"", DAY)
    assert "failure" in json.loads(page.make("findings").told)


def test_there_is_a_sentence_for_each_way_to_be_given_up() -> None:
    assert json.loads(limits()).keys() == {"late", "broken", "template"}
    for said in json.loads(limits()).values():
        assert all("{file}" in said[language] for language in ("nl", "en"))


def test_a_workbook_of_something_else_is_neither(page: Visit, tmp_path: Path) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "lijst.xlsx") as book:
        book.add_worksheet("Lijst").write("A1", "School")
    told = opened(page, tmp_path / "lijst.xlsx")["failure"]["nl"]
    assert "geen regiobestand en ook geen techniekplan" in told
    assert "sto-xl" not in told
