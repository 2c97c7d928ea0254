"""The buttons Voorstel maken and Besluiten maken, and how they are taken back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.cli.demo import examples
from sto_xl.grid import column_letters
from sto_xl.letters import bounded
from sto_xl.letters.mailing import LIST
from sto_xl.plans.write_back import SENT, SENT_AS
from support import plan_files
from support.commands import run
from support.excel import DEMO, NAME, click, opened, seen
from support.letterfiles import ENDLESS, template, text_of
from support.plan_texts import UNDATED, without

PLAN_NAME = "techniekplan.xlsx"
LETTER = "Voorstel Domotica in Zorg en welzijn 00AH17.docx"


def opened_plan(folder: Path, text: str = UNDATED) -> FakeExcel:
    """Open a techniekplan that lies in a folder."""
    plan_files.write_plan(folder / PLAN_NAME, examples.content(text))
    data = (folder / PLAN_NAME).read_bytes()
    return FakeExcel.open(data, name=PLAN_NAME, path=str(folder))


def documents(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*.docx"))


# Voorstel maken.


def test_voorstel_maken_writes_the_letter_that_the_command_writes(home: Path) -> None:
    excel = opened_plan(home)
    said = click(excel, "proposal")
    assert said.startswith(f"Het voorstel is gemaakt: ‘{LETTER}’, in map ‘{home}’.")
    run("plans", "proposals", home / PLAN_NAME, "-o", home / "brief")
    assert (home / LETTER).read_bytes() == (home / "brief" / LETTER).read_bytes()


def test_a_voorstel_can_be_taken_back(home: Path) -> None:
    excel = opened_plan(home)
    click(excel, "proposal")
    said = click(excel, "undo")
    assert "Ongedaan gemaakt: voorstel maken" in said
    assert "1 brief ligt nu in de map ‘teruggetrokken’" in said
    assert not (home / LETTER).exists()
    assert (home / "teruggetrokken" / LETTER).exists()


def test_a_second_voorstel_leaves_the_first_as_it_is(home: Path) -> None:
    excel = opened_plan(home)
    click(excel, "proposal")
    (home / LETTER).write_bytes(b"aangevuld")
    assert "‘Voorstel Domotica in Zorg en welzijn 00AH17 (2).docx’" in click(excel, "proposal")
    assert (home / LETTER).read_bytes() == b"aangevuld"


def test_a_plan_with_fouten_gives_no_voorstel_and_says_which(home: Path) -> None:
    excel = opened_plan(home, without("Welke middelen zijn nodig?"))
    before = excel.contents()
    said = click(excel, "proposal")
    assert "dus er is nog geen voorstel gemaakt" in said
    assert "‘Welke middelen zijn nodig?’" in said
    assert documents(home) == []
    assert excel.contents() == before


def test_the_school_s_own_template_is_used(home: Path) -> None:
    (home / "voorstel.docx").write_bytes(template("Plan {{ titel }}"))
    click(opened_plan(home), "proposal")
    assert text_of((home / LETTER).read_bytes()) == ["Plan Domotica in Zorg en welzijn"]


def test_with_an_english_template_alone_the_voorstel_is_english(home: Path) -> None:
    run("new", "template", home / "voorstel.en.docx", "--letter", "voorstel", "--language", "en")
    click(opened_plan(home), "proposal")
    assert "Yours sincerely," in text_of((home / LETTER).read_bytes())


def test_a_plan_on_the_web_asks_for_a_folder(home: Path) -> None:
    excel = opened_plan(home)
    excel.on_sharepoint("https://school.sharepoint.com/Documents")
    before = excel.contents()
    assert "geen map gekozen" in click(excel, "proposal")
    assert excel.contents() == before
    (home / "gekozen").mkdir()
    excel.chosen_folder = str(home / "gekozen")
    click(excel, "proposal")
    assert documents(home / "gekozen") == [LETTER]


@pytest.mark.parametrize("number", [1, 2])
def test_a_voorstel_that_cannot_be_noted_in_the_workbook_is_not_left(
    home: Path, number: int
) -> None:
    excel = opened_plan(home)
    before = excel.contents()
    excel.fail_at_write(number)
    said = click(excel, "proposal")
    if "is gemaakt" not in said:
        assert documents(home) == []
        assert excel.contents() == before
    assert number > 1 or "is gemaakt" not in said


def test_a_roster_gives_no_voorstel(home: Path) -> None:
    assert f"Werkmap ‘{NAME}’ is geen techniekplan" in click(opened(home), "proposal")


# Besluiten maken.


def test_besluiten_maken_writes_what_the_command_writes(home: Path) -> None:
    excel = opened(home)
    said = click(excel, "decisions")
    assert "brieven over plannen zijn gemaakt in map" in said
    (folder,) = home.glob("Besluiten *")
    run("plans", "decisions", home / NAME, "-o", home / "brieven")
    expected = {p.name: p.read_bytes() for p in (home / "brieven").iterdir()}
    assert LIST in expected
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == expected


#: What sheet Plannen holds of what was sent, and where it says how far a plan is.
PLANNEN = [column.heading for column in sheets.PLANNEN.columns]
SENT_AT, AS_AT = (column_letters(PLANNEN.index(h) + 1) for h in (SENT, SENT_AS))
STATUS_AT = column_letters(PLANNEN.index("Status") + 1)


def today() -> float:
    """Give the day of a click, as Excel counts it."""
    return float((dt.datetime.now().astimezone().date() - dt.date(1899, 12, 30)).days)


def sent(excel: FakeExcel) -> list[tuple[object, object]]:
    """Give when besluiten were sent and as which, in the order of the demo's three plans."""
    return [
        (excel.cell("Plannen", f"{SENT_AT}{row}"), excel.cell("Plannen", f"{AS_AT}{row}"))
        for row in (2, 3, 4)
    ]


def test_besluiten_maken_notes_what_was_sent_and_sends_no_second_besluit(home: Path) -> None:
    excel = opened(home)
    first, questions, last = sent(excel)
    assert last == (None, None)
    said = click(excel, "decisions")
    assert said.startswith("2 brieven over plannen zijn gemaakt in map")
    assert "De datum staat op blad Plannen bij Besluit verzonden" in said
    assert "laat weg" not in said
    assert "Van 1 plan is het besluit al verzonden." in said
    assert sent(excel) == [first, (today(), "in gesprek"), (today(), "goedgekeurd")]
    assert questions == (46154.0, "in gesprek")
    # What is asked may be asked again.
    said = click(excel, "decisions")
    assert said.startswith("1 brief over een plan is gemaakt in map")
    assert "Van 2 plannen is het besluit al verzonden." in said
    excel.type("Plannen", f"{SENT_AT}4", None)
    assert click(excel, "decisions").startswith("2 brieven over plannen zijn gemaakt")


def test_what_was_noted_as_sent_is_taken_back_with_the_besluiten(home: Path) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, "decisions")
    assert seen(excel) != before
    assert "Niet teruggezet" not in click(excel, "undo")
    assert seen(excel) == before


def test_where_all_was_sent_it_says_how_to_get_a_letter_again(home: Path) -> None:
    excel = opened(home)
    excel.type("Plannen", f"{STATUS_AT}2:{STATUS_AT}4", "goedgekeurd")
    excel.type("Plannen", f"{SENT_AT}2:{SENT_AT}4", dt.datetime(2026, 9, 1))
    excel.type("Plannen", f"{AS_AT}2:{AS_AT}4", "goedgekeurd")
    before = excel.contents()
    said = click(excel, "decisions")
    assert said.startswith("Er is geen plan waarover een brief kan worden gemaakt.")
    assert "Van 3 plannen is het besluit al verzonden. Is er een nieuw besluit, vul dan" in said
    assert "maak dan bij dat plan Besluit verzonden leeg" in said
    assert excel.contents() == before


@pytest.mark.parametrize(
    ("lost", "lacks", "type_"),
    [
        (
            (SENT, SENT_AS),
            "ontbreken de kolommen ‘Besluit verzonden’ en ‘Verzonden als’",
            "die koppen",
        ),
        ((SENT,), "ontbreekt de kolom ‘Besluit verzonden’", "die kop"),
        ((SENT_AS,), "ontbreekt de kolom ‘Verzonden als’", "die kop"),
    ],
)
def test_a_roster_without_a_place_for_what_was_sent_gets_letters_and_is_told(
    home: Path, lost: tuple[str, ...], lacks: str, type_: str
) -> None:
    excel = opened(home)
    for number, heading in enumerate(lost):
        excel.type("Plannen", f"{column_letters(PLANNEN.index(heading) + 1)}1", f"Eigen {number}")
    said = click(excel, "decisions")
    assert "brieven over plannen zijn gemaakt in map" in said
    assert f"Op blad Plannen {lacks}, dus onthoudt STO niet welk besluit is verzonden" in said
    assert f"Typ {type_} rechts naast de laatste kop op dat blad" in said
    day, status = sent(excel)[2]
    assert (day, status) == (
        None if SENT in lost else today(),
        None if SENT_AS in lost else "goedgekeurd",
    )


def test_a_roster_that_gets_the_columns_remembers_from_then_on(home: Path) -> None:
    excel = opened(home)
    for heading, at in ((SENT, SENT_AT), (SENT_AS, AS_AT)):
        excel.type("Plannen", f"{at}1", f"Eigen {heading[-3:]}")
        excel.type("Plannen", f"{at}2:{at}4", None)
    click(excel, "decisions")
    assert sent(excel) == [(None, None)] * 3
    for heading, at in ((SENT, SENT_AT), (SENT_AS, AS_AT)):
        excel.type("Plannen", f"{at}1", heading)
    # A column that Excel made shows a day as a number, unless it is written as text.
    excel.format("Plannen", f"{SENT_AT}2:{SENT_AT}4", "General")
    assert click(excel, "decisions").startswith("3 brieven over plannen zijn gemaakt")
    assert {status for _day, status in sent(excel)} == {"goedgekeurd", "in gesprek"}
    assert click(excel, "decisions").startswith("1 brief over een plan is gemaakt")


def test_a_letter_that_cannot_be_made_is_not_noted_as_sent(home: Path) -> None:
    content = dict(examples.regions()["rivierenhoek"])
    title = PLANNEN.index("Titel")
    *rows, last = content["tblPlannen"]
    last = (*last[:title], "Van plank\x07 tot project", *last[title + 1 :])
    content["tblPlannen"] = (*rows, last)
    excel = opened(home, content)
    said = click(excel, "decisions")
    assert said.startswith("1 brief over een plan is gemaakt")
    assert sent(excel)[1:] == [(today(), "in gesprek"), (None, None)]


def test_besluiten_can_be_taken_back_with_their_list(home: Path) -> None:
    excel = opened(home)
    click(excel, "decisions")
    (folder,) = home.glob("Besluiten *")
    made = {path.name for path in folder.iterdir()}
    said = click(excel, "undo")
    assert "Ongedaan gemaakt: besluiten maken" in said
    assert "Niet teruggezet" not in said
    assert {path.name for path in (folder / "teruggetrokken").iterdir()} == made


@pytest.mark.slow
def test_without_who_signs_nothing_is_made(home: Path) -> None:
    content = dict(examples.regions()["rivierenhoek"])
    content["tblRegio"] = tuple(
        (label, None if "Ondertekenaar" in str(label) else value)
        for label, value in content["tblRegio"]
    )
    excel = opened(home, content)
    before = excel.contents()
    assert "wie besluiten ondertekent" in click(excel, "decisions")
    assert excel.contents() == before
    assert documents(home) == []


@pytest.mark.slow
def test_where_nothing_can_be_written_it_says_why(home: Path) -> None:
    content = examples.regions()["veenkwartier"]
    said = click(opened(home, content), "decisions")
    assert said.startswith("Er is geen plan waarover een brief kan worden gemaakt.")
    assert "Geen brief: VK-1 Maken en meten, want de besluitdatum is niet ingevuld." in said
    assert "goedgekeurd, in gesprek of afgewezen" in click(opened(home, {}), "decisions")


def test_besluiten_that_cannot_be_noted_in_the_workbook_are_not_left(home: Path) -> None:
    excel = opened(home)
    before = excel.contents()
    excel.fail_at_write(1)
    assert "Alles is teruggezet" in click(excel, "decisions")
    assert excel.contents() == before
    assert documents(home) == []


def test_a_workbook_on_the_web_asks_where_the_besluiten_go(home: Path) -> None:
    excel = opened(home)
    excel.on_sharepoint("")
    assert "geen map gekozen" in click(excel, "decisions")
    excel.chosen_folder = str(home)
    assert "gemaakt in map" in click(excel, "decisions")
    assert excel.asked[-1] == "Kies de map waarin de besluiten komen"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("button", "file"),
    [("letters", "brief"), ("proposal", "voorstel"), ("decisions", "besluit")],
)
def test_a_template_without_end_does_not_hold_up_excel(
    home: Path, monkeypatch: pytest.MonkeyPatch, button: str, file: str
) -> None:
    monkeypatch.setattr(bounded, "BOUNDS", replace(bounded.BOUNDS, seconds=6))
    content = dict(examples.regions()[DEMO])
    content["tblRegio"] = tuple(
        (label, "brief.docx" if label == "Briefsjabloon" else value)
        for label, value in content["tblRegio"]
    )
    excel = opened_plan(home) if button == "proposal" else opened(home, content)
    (home / f"{file}.docx").write_bytes(template(f"{{{{ school }}}} {ENDLESS}"))
    before = excel.contents()
    said = click(excel, button)
    assert f"Briefsjabloon ‘{file}.docx’ vraagt te veel" in said
    assert documents(home) == [f"{file}.docx"]
    assert excel.contents() == before
