"""The commands `plans proposals` and `plans decisions` as their users meet them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.letters import mailing
from support.commands import run
from support.letterfiles import template, text_of
from support.plan_files import write_plan
from support.plan_texts import UNDATED, without
from support.tools import ROOT

DAY = ("--date", "2026-09-30")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a folder of plans, good and flawed, and the roster of their region beside it."""
    folder = tmp_path_factory.mktemp("plannen")
    (folder / "plannen").mkdir()
    write_plan(folder / "plannen" / "goed.xlsx", examples.content(UNDATED))
    flawed = without("Wat zijn de specifieke doelen?")
    write_plan(folder / "plannen" / "half.xlsx", examples.content(flawed))
    write_roster(folder / "rivierenhoek.xlsx", examples.regions()["rivierenhoek"])
    return folder


@pytest.fixture
def roster(files: Path) -> Path:
    return files / "rivierenhoek.xlsx"


@pytest.fixture
def good(files: Path) -> Path:
    return files / "plannen" / "goed.xlsx"


def letters(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.docx"))


# proposals


def test_a_plan_gives_its_voorstel(good: Path, tmp_path: Path) -> None:
    done = run("plans", "proposals", good, "-o", tmp_path / "a", *DAY)
    assert (done.code, done.err) == (0, "")
    (letter,) = (tmp_path / "a").iterdir()
    assert done.out == f"{letter}\n"
    assert letter.name == "Voorstel Domotica in Zorg en welzijn 00AH17.docx"
    assert "t.a.v. M. Vos" in text_of(letter.read_bytes())


def test_with_the_roster_the_letter_goes_to_who_stands_there(
    good: Path, roster: Path, tmp_path: Path
) -> None:
    more = ("--roster", roster, "--language", "en", "--letter-date", "2026-11-01")
    run("plans", "proposals", good, "-o", tmp_path / "a", *more, *DAY)
    (letter,) = (tmp_path / "a").iterdir()
    text = text_of(letter.read_bytes())
    assert "Attn. Marjolein van den Akker" in text
    assert "4190 AB  WATERHOVEN" in text
    assert "Assen, 1 November 2026" in text


def test_a_file_that_cannot_be_read_keeps_no_letter_back(good: Path, tmp_path: Path) -> None:
    given = tmp_path / "plannen"
    given.mkdir()
    (given / "een kapot plan.xlsx").write_bytes(good.read_bytes()[:3000])
    (given / "goed.xlsx").write_bytes(good.read_bytes())
    done = run("plans", "proposals", given, "-o", tmp_path / "a", *DAY)
    assert done.code == 3
    assert "‘een kapot plan.xlsx’ is beschadigd" in done.err
    assert letters(tmp_path / "a") == ["Voorstel Domotica in Zorg en welzijn 00AH17"]


def test_of_a_folder_each_plan_is_written_or_told_what_to_mend(files: Path, tmp_path: Path) -> None:
    done = run("plans", "proposals", files / "plannen", "-o", tmp_path / "a", *DAY)
    assert done.code == 3
    assert letters(tmp_path / "a") == ["Voorstel Domotica in Zorg en welzijn 00AH17"]
    assert "In techniekplan ‘half.xlsx’ sta" in done.err
    assert "‘Wat zijn de specifieke doelen?’" in done.err


def test_a_plan_with_a_fout_leaves_no_letter(files: Path, tmp_path: Path) -> None:
    done = run("plans", "proposals", files / "plannen" / "half.xlsx", "-o", tmp_path / "a", *DAY)
    assert (done.code, done.out) == (3, "")
    assert letters(tmp_path / "a") == []


def test_what_is_no_plan_is_named_and_stops_no_other(
    good: Path, roster: Path, tmp_path: Path
) -> None:
    done = run("plans", "proposals", roster, good, "-o", tmp_path / "a", *DAY)
    assert done.code == 3
    assert "‘rivierenhoek.xlsx’ is geen techniekplan" in done.err
    assert "controleert u met ‘sto-xl check’" in done.err
    assert len(letters(tmp_path / "a")) == 1
    assert run("plans", "proposals", roster, "-o", tmp_path / "b", *DAY).code == 2


def test_two_plans_of_one_name_get_a_letter_each(good: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.xlsx").write_bytes(good.read_bytes())
    run("plans", "proposals", good, tmp_path / "copy.xlsx", "-o", tmp_path / "a", *DAY)
    name = "Voorstel Domotica in Zorg en welzijn 00AH17"
    assert letters(tmp_path / "a") == [name, f"{name} (2)"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ((), "Missing option '-o' / '--output'"),
        (("--template", "a.docx", "--try", "a.docx"), "do not go together"),
        (("-o", "x", "--template", "niet.docx"), "‘niet.docx’ is niet gevonden"),
    ],
)
def test_wrong_usage_of_proposals_is_told(good: Path, more: tuple[str, ...], told: str) -> None:
    done = run("plans", "proposals", good, *more, *DAY)
    assert done.code == 2
    assert told in done.err


def test_a_folder_without_plans_is_told(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    done = run("plans", "proposals", tmp_path / "leeg", "-o", tmp_path / "a", *DAY)
    assert done.code == 2
    assert "staat geen techniekplan" in done.err


# decisions


def test_the_demo_s_plans_get_their_letters_and_a_list(roster: Path, tmp_path: Path) -> None:
    done = run("plans", "decisions", roster, "-o", tmp_path / "a", *DAY)
    # The roster itself has fouten.
    assert done.code == 3
    made = letters(tmp_path / "a")
    assert made == ["Besluit P-2026-03 Vakschool Rivierzicht", "Vragen over P-2026-02 De Oostpoort"]
    assert (tmp_path / "a" / mailing.LIST).exists()
    assert len(done.out.splitlines()) == len(made)
    assert "In het regiobestand is niets bijgehouden" in done.err


def test_a_besluit_that_was_sent_gets_a_second_letter_when_it_is_asked_for(
    roster: Path, tmp_path: Path
) -> None:
    only = ("--only", "P-2025-01", *DAY)
    done = run("plans", "decisions", roster, "-o", tmp_path / "a", *only)
    assert letters(tmp_path / "a") == []
    assert (
        "P-2025-01 Slimme kas: geen brief, want het besluit is al verzonden op 13 mei 2025; is er "
        "een nieuw besluit, vul dan de nieuwe Besluitdatum in" in done.err
    )
    assert "Met --again komt er opnieuw een brief" in done.err
    assert "niets bijgehouden" not in done.err
    done = run("plans", "decisions", roster, "-o", tmp_path / "b", "--again", *only)
    assert letters(tmp_path / "b") == ["Besluit P-2025-01 De Wilgenhoek, locatie Groen"]
    assert "--again" not in done.err


def test_one_plan_can_be_named(roster: Path, tmp_path: Path) -> None:
    run("plans", "decisions", roster, "-o", tmp_path / "a", "--only", "p-2026-02", *DAY)
    assert letters(tmp_path / "a") == ["Vragen over P-2026-02 De Oostpoort"]
    done = run("plans", "decisions", roster, "-o", tmp_path / "b", "--only", "P-2026-20", *DAY)
    assert done.code == 2
    assert "'P-2026-20' is not a plan of this roster. Did you mean P-2026-0" in done.err


def test_a_plan_that_waits_is_told_with_its_reason(tmp_path: Path) -> None:
    write_roster(tmp_path / "veen.xlsx", examples.regions()["veenkwartier"])
    done = run("plans", "decisions", tmp_path / "veen.xlsx", "-o", tmp_path / "a", *DAY)
    assert done.code == 3
    assert "VK-1 Maken en meten: geen brief, want de besluitdatum is niet ingevuld" in done.err
    assert letters(tmp_path / "a") == []


def test_where_nothing_is_decided_it_says_so(tmp_path: Path) -> None:
    run("new", "roster", tmp_path / "leeg.xlsx")
    done = run("plans", "decisions", tmp_path / "leeg.xlsx", "-o", tmp_path / "a", *DAY)
    assert "geen brieven" in done.err


def test_without_who_signs_nothing_is_left(tmp_path: Path) -> None:
    content = dict(examples.regions()["rivierenhoek"])
    content["tblRegio"] = tuple(
        (label, None if "Ondertekenaar" in str(label) else value)
        for label, value in content["tblRegio"]
    )
    write_roster(tmp_path / "r.xlsx", content)
    done = run("plans", "decisions", tmp_path / "r.xlsx", "-o", tmp_path / "a", *DAY)
    assert done.code == 2
    assert "wie besluiten ondertekent" in done.err
    assert not (tmp_path / "a").exists()


# Templates of their own.


@pytest.mark.parametrize("letter", ["uitnodiging", "voorstel", "besluit"])
@pytest.mark.parametrize(("name", "language"), [("b.docx", "nl"), ("b.en.docx", "en")])
def test_a_new_template_is_the_shipped_one_of_that_letter(
    tmp_path: Path, letter: str, name: str, language: str
) -> None:
    more = ("--letter", letter, "--language", language)
    assert run("new", "template", tmp_path / name, *more).code == 0
    shipped = ROOT / "templates" / f"{letter}{name[1:]}"
    assert (tmp_path / name).read_bytes() == shipped.read_bytes()


def test_a_template_beside_the_workbook_serves_it(good: Path, roster: Path, tmp_path: Path) -> None:
    for file in (good, roster):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "voorstel.docx").write_bytes(template("Plan {{ titel }}"))
    (tmp_path / "besluit.docx").write_bytes(template("Over {{ titel }}"))
    run("plans", "proposals", tmp_path / good.name, "-o", tmp_path / "a", *DAY)
    (letter,) = (tmp_path / "a").iterdir()
    assert text_of(letter.read_bytes()) == ["Plan Domotica in Zorg en welzijn"]
    only = ("--only", "P-2025-01", "--again")
    run("plans", "decisions", tmp_path / roster.name, "-o", tmp_path / "b", *only, *DAY)
    (letter,) = (tmp_path / "b").glob("*.docx")
    assert text_of(letter.read_bytes()) == ["Over Slimme kas"]


@pytest.mark.parametrize(
    ("beside", "more", "text"),
    [
        ((), (), "Own Domotica in Zorg en welzijn"),
        ((), ("--language", "en"), "Own Domotica in Zorg en welzijn"),
        (("eigen.docx",), (), "Eigen Domotica in Zorg en welzijn"),
        (("eigen.docx",), ("--language", "en"), "Own Domotica in Zorg en welzijn"),
    ],
)
def test_a_template_that_is_given_tells_the_language_that_nothing_else_tells(
    good: Path, tmp_path: Path, beside: tuple[str, ...], more: tuple[str, ...], text: str
) -> None:
    (tmp_path / "eigen.en.docx").write_bytes(template("Own {{ titel }}"))
    for name in beside:
        (tmp_path / name).write_bytes(template("Eigen {{ titel }}"))
    given = ("--template", tmp_path / "eigen.en.docx", *more, *DAY)
    assert run("plans", "proposals", good, "-o", tmp_path / "uit", *given).code == 0
    (letter,) = (tmp_path / "uit").iterdir()
    assert text_of(letter.read_bytes()) == [text]


def test_a_template_of_another_language_than_is_asked_is_refused(
    good: Path, tmp_path: Path
) -> None:
    (tmp_path / "eigen.en.docx").write_bytes(template("Own {{ titel }}"))
    given = ("--template", tmp_path / "eigen.en.docx", "--language", "nl", *DAY)
    done = run("plans", "proposals", good, "-o", tmp_path / "uit", *given)
    assert done.code == 2
    assert "is er een voor brieven in een andere taal dan u vraagt" in done.err
    assert not (tmp_path / "uit").exists()


def test_a_template_is_tried_as_the_letter_that_it_is_for(
    good: Path, roster: Path, tmp_path: Path
) -> None:
    file = tmp_path / "eigen.docx"
    file.write_bytes(template("{{ titel }} {{ open_vragen|join }} {{ gevraagd|bedrag }}"))
    done = run("plans", "proposals", good, "--try", file, *DAY)
    assert done.code == 3
    assert "3 velden, waarvan 1 onbekend" in done.out
    assert "proefbrief over Domotica" in done.err
    done = run("plans", "decisions", roster, "--try", file, "-o", tmp_path / "proef", *DAY)
    assert done.code == 0
    assert "waarvan geen onbekend" in done.out
    assert [path.name for path in (tmp_path / "proef").iterdir()] == ["Proefbrief eigen.docx"]
