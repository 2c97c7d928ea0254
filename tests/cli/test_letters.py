"""The commands about letters as their users meet them: new template, fields, letters, quarter."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.letters import LetterKind, bounded, mailing
from sto_xl.region import invitations
from support.commands import run
from support.letterfiles import ENDLESS, template, text_of
from support.tools import ROOT, soffice_convert

DAY = ("--date", "2026-09-30")


@pytest.fixture
def noord(rosters: Path) -> Path:
    """Give a roster with five schools to write to, and one in gesprek."""
    return rosters / "rivierenhoek.xlsx"


def letters(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.docx"))


def with_template(path: Path, name: str) -> Path:
    """Write the roster of Veenkwartier that names a template."""
    content = dict(examples.regions()["veenkwartier"])
    content["tblRegio"] = tuple(
        (label, name if label == "Briefsjabloon" else value) for label, value in content["tblRegio"]
    )
    write_roster(path, content)
    return path


def test_when_no_school_gets_a_letter_that_is_said(tmp_path: Path) -> None:
    write_roster(tmp_path / "leeg.xlsx")
    done = run("letters", tmp_path / "leeg.xlsx", "-o", tmp_path / "brieven", *DAY)
    assert invitations.NOBODY in done.err


# new template


@pytest.mark.parametrize(
    ("name", "more", "shipped"),
    [
        ("brief.docx", (), "uitnodiging.docx"),
        ("Brief.EN.docx", ("--language", "en"), "uitnodiging.en.docx"),
    ],
)
def test_a_new_template_is_the_shipped_one(
    tmp_path: Path, name: str, more: tuple[str, ...], shipped: str
) -> None:
    assert run("new", "template", tmp_path / name, *more).code == 0
    assert (tmp_path / name).read_bytes() == (ROOT / "templates" / shipped).read_bytes()
    again = run("new", "template", tmp_path / name, *more)
    assert again.code == 2
    assert "bestaat al" in again.err
    assert run("new", "template", tmp_path / name, *more, "--force").code == 0


@pytest.mark.parametrize(
    ("name", "language"), [("brief.doc", "nl"), ("b.en.docx", "nl"), ("b.docx", "en"), ("b", "nl")]
)
def test_a_template_has_a_name_that_tells_its_language(
    tmp_path: Path, name: str, language: str
) -> None:
    done = run("new", "template", tmp_path / name, "--language", language)
    assert done.code == 2
    assert "known by its name" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_new_template_serves_as_the_one_it_was_copied_from(noord: Path, tmp_path: Path) -> None:
    run("new", "template", tmp_path / "brief.docx")
    run("letters", noord, "-o", tmp_path / "eigen", "--template", tmp_path / "brief.docx", *DAY)
    run("letters", noord, "-o", tmp_path / "gewoon", *DAY)
    own, shipped = (
        {p.name: p.read_bytes() for p in (tmp_path / name).iterdir()}
        for name in ("eigen", "gewoon")
    )
    assert own == shipped


@pytest.mark.slow
def test_a_template_that_another_program_saved_gives_the_same_letters(
    noord: Path, tmp_path: Path
) -> None:
    (saved,) = soffice_convert(ROOT / "templates" / "uitnodiging.docx", "docx", tmp_path / "eigen")
    also = ("--also", "in gesprek")
    run("letters", noord, "-o", tmp_path / "a", "--template", saved, *also, *DAY)
    run("letters", noord, "-o", tmp_path / "b", *also, *DAY)
    own, shipped = (
        {p.name: text_of(p.read_bytes()) for p in (tmp_path / name).glob("*.docx")} for name in "ab"
    )
    assert len(own) == 6
    assert own == shipped


# letters


def test_letters_also_and_only(noord: Path, tmp_path: Path) -> None:
    also = ("--also", "in gesprek", "--also", "gestopt")
    done = run("letters", noord, "-o", tmp_path / "a", *also, *DAY)
    assert len(letters(tmp_path / "a")) == 7
    assert "Brief De Oostpoort 99AF00.docx" in done.out
    run("letters", noord, "-o", tmp_path / "b", "--only", "99ac00", "--only", "99AEO0", *DAY)
    assert letters(tmp_path / "b") == [
        "Uitnodiging College Het Baken 99AC00",
        "Uitnodiging Lyceum Vechtoever",
    ]


@pytest.mark.parametrize(
    ("roster", "typed", "told"),
    [
        ("rivierenhoek", "99AA0", "Did you mean 99AA01?"),
        ("rivierenhoek", "xyz", "'xyz' is not a school of this roster"),
        ("veenkwartier", "99BE00", "merged into another"),
    ],
)
def test_an_unknown_vestiging_is_a_usage_error(
    rosters: Path, tmp_path: Path, roster: str, typed: str, told: str
) -> None:
    done = run("letters", rosters / f"{roster}.xlsx", "-o", tmp_path / "a", "--only", typed, *DAY)
    assert done.code == 2
    assert told in done.err
    assert not (tmp_path / "a").exists()


def test_a_recent_letter_is_respected_unless_the_school_is_named(
    rosters: Path, tmp_path: Path
) -> None:
    file = rosters / "veenkwartier.xlsx"
    done = run("letters", file, "-o", tmp_path / "a", *DAY)
    assert "Heideveld: geen uitnodiging, want de laatste brief is van 15 juni 2026" in done.err
    assert len(letters(tmp_path / "a")) == 2
    book = openpyxl.load_workbook(tmp_path / "a" / mailing.LIST)
    assert "nog geen 180 dagen geleden" in str(book["Geen brief"]["E3"].value)
    run("letters", file, "-o", tmp_path / "b", "--only", "99BC00", *DAY)
    assert letters(tmp_path / "b") == ["Uitnodiging Christelijke Vakschool Heideveld 99BC00"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "Missing option '-o' / '--output'"),
        (("--template", "a.docx", "--try", "a.docx"), "do not go together"),
        (("-o", "x", "--also", "deelnemer"), "is not one of"),
    ],
)
def test_wrong_usage_is_told(noord: Path, arguments: tuple[str, ...], told: str) -> None:
    done = run("letters", noord, *arguments)
    assert done.code == 2
    assert told in done.err


def test_the_template_of_the_roster_lies_in_its_folder(tmp_path: Path) -> None:
    file = with_template(tmp_path / "veen.xlsx", "brief.docx")
    done = run("letters", file, "-o", tmp_path / "a", *DAY)
    assert (done.code, done.out) == (2, "")
    assert "Briefsjabloon ‘brief.docx’, dat op blad Regio staat, is niet gevonden" in done.err
    assert not (tmp_path / "a").exists()
    (tmp_path / "brief.docx").write_bytes(template("Dag {{ school }}"))
    run("letters", file, "-o", tmp_path / "a", *DAY)
    letter = next((tmp_path / "a").glob("*De Vaart*"))
    assert text_of(letter.read_bytes()) == ["Dag College De Vaart"]


def test_a_template_without_any_field_is_used_only_when_that_is_meant(
    noord: Path, tmp_path: Path
) -> None:
    (tmp_path / "brief.docx").write_bytes(template("Wij nodigen u uit."))
    more = ("--template", tmp_path / "brief.docx", *DAY)
    done = run("letters", noord, "-o", tmp_path / "a", *more)
    assert done.code == 2
    assert "Briefsjabloon ‘brief.docx’ heeft geen enkel veld" in done.err
    assert "geef dan de optie --no-fields mee; anders komen er geen brieven." in done.err
    assert not (tmp_path / "a").exists()
    run("letters", noord, "-o", tmp_path / "a", "--no-fields", *more)
    assert len(letters(tmp_path / "a")) == 5
    done = run("letters", noord, "--try", tmp_path / "brief.docx", *DAY)
    assert done.code == 3
    assert "heeft geen enkel veld" in done.err
    assert run("letters", noord, "--try", tmp_path / "brief.docx", "--no-fields", *DAY).code == 0


@pytest.mark.slow
def test_a_region_without_a_name_and_a_manager_sends_no_letters(
    rosters: Path, tmp_path: Path
) -> None:
    content = dict(examples.regions()["veenkwartier"])
    senders = {"Naam van de regio", "Programmamanager: naam"}
    content["tblRegio"] = tuple(
        (label, None if label in senders else value) for label, value in content["tblRegio"]
    )
    write_roster(tmp_path / "veen.xlsx", content)
    done = run("letters", tmp_path / "veen.xlsx", "-o", tmp_path / "a", *DAY)
    assert done.code == 2
    assert "Op blad Regio is nog niet ingevuld van wie de brieven komen" in done.err
    assert not (tmp_path / "a").exists()
    both = (tmp_path / "veen.xlsx", rosters / "rivierenhoek.xlsx")
    done = run("quarter", "2026-Q3", *both, "-o", tmp_path / "uit")
    assert "van wie de brieven komen" in done.out
    assert len(list((tmp_path / "uit").rglob("*.docx"))) == 5


# letters --try


def test_a_template_is_tried_on_every_letter(noord: Path, tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(template("{{ school }} {{ technisch_voluit[0] }}"))
    done = run("letters", noord, "--try", file, *DAY)
    assert done.code == 3
    told = " ".join(done.err.split())
    assert "Briefsjabloon ‘brief.docx’ kan niet worden gebruikt: in de alinea" in told
    for school in ("College Het Baken", "Sint-Jorisschool", "Mavo Linden", "De Oostpoort"):
        assert school in told
    assert "proefbrief aan Vakcollege De Wilgenhoek; geprobeerd: 13" in told
    (sample,) = tmp_path.glob("Proefbrief*")
    assert text_of(sample.read_bytes())[0].startswith("Vakcollege De Wilgenhoek ")


def test_a_template_of_which_no_letter_can_be_made_leaves_no_sample(
    noord: Path, tmp_path: Path
) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(template("{{ school[99] }}"))
    done = run("letters", noord, "--try", file, *DAY)
    assert done.code == 2
    assert "Vakcollege De Wilgenhoek" in done.err
    assert list(tmp_path.iterdir()) == [file]


def test_a_template_is_tried_with_all_its_fields_listed(
    noord: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    file = tmp_path / "brief.docx"
    file.write_bytes(
        template(
            "Dag {{ school }}", "", "{{ schol }} {{ xyzw }}", "{{ school }}", title="{{ aan }}"
        )
    )
    done = run("letters", noord, "--try", file, *DAY)
    assert done.code == 3
    shown = [" ".join(line.split()) for line in done.out.splitlines()]
    assert shown == [
        "brief.docx: 4 velden, waarvan 2 onbekend",
        "Veld Waar Wat er staat",
        "school brieftekst, alinea 1 en 4 naam van de school",
        "schol brieftekst, alinea 3 Dit veld bestaat niet. Bedoelde u ‘school’?",
        "xyzw brieftekst, alinea 3 Dit veld bestaat niet.",
        f"aan documenteigenschappen {LetterKind.UITNODIGING.fields['aan'].says}",
    ]
    sample = tmp_path / "Proefbrief brief.docx"
    assert text_of(sample.read_bytes())[2] == "[schol?] [xyzw?]"


def test_the_shipped_template_has_only_known_fields_and_leaves_one_sample(
    noord: Path, tmp_path: Path
) -> None:
    run("new", "template", tmp_path / "brief.docx")
    wanted = ("--only", "99AF00", "-o", tmp_path / "proef")
    done = run("letters", noord, "--try", tmp_path / "brief.docx", *wanted, *DAY)
    assert done.code == 0
    assert "waarvan geen onbekend" in done.out
    assert "proefbrief aan De Oostpoort" in done.err
    (sample,) = (tmp_path / "proef").iterdir()
    assert "Onderwerp: ons gesprek over meedoen met Sterk Techniekonderwijs" in text_of(
        sample.read_bytes()
    )


def test_a_template_that_cannot_be_read_is_not_tried(noord: Path, tmp_path: Path) -> None:
    (tmp_path / "brief.docx").write_bytes(template("{{ school de school }}"))
    done = run("letters", noord, "--try", tmp_path / "brief.docx", *DAY)
    assert done.code == 2
    assert (
        "in de alinea ‘{{ school de school }}’ staat een opdracht die niet te lezen is" in done.err
    )
    assert letters(tmp_path) == ["brief"]


# fields


def test_the_fields_are_listed() -> None:
    listed = json.loads(run("fields", "--json").out)
    school = {"name": "school", "kind": "tekst", "says": "naam van de school", "in": ""}
    assert all({"letter": kind.value, **school} in listed for kind in LetterKind)
    assert {one["name"] for one in listed if one["in"] == "totalen"} == {"bron", "bedrag"}
    shown = run("fields").out
    assert all(field["name"] in shown for field in listed)
    page = (ROOT / "docs" / "briefvelden.md").read_text(encoding="utf-8")
    assert run("fields", "--markdown").out == page


# quarter


@pytest.mark.slow
def test_the_quarter_leaves_a_list_beside_the_letters_of_each_region(
    rosters: Path, tmp_path: Path
) -> None:
    run("quarter", "2026-Q3", rosters, "-o", tmp_path / "uit")
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    for region in manifest["regions"]:
        listed = f"{region['folder']}/uitnodigingen/{mailing.LIST}"
        assert listed in manifest["outputs"]
        book = openpyxl.load_workbook(tmp_path / "uit" / listed)
        assert book["Verzendlijst"].max_row == 1 + region["uitnodigingen"]
    by_name = {r["naam"]: r for r in manifest["regions"]}
    # One of its schools takes part in another region.
    assert by_name["Veenkwartier"]["uitnodigingen"] == 1
    over = {one["school"] for one in by_name["Veenkwartier"]["niet_aangeschreven"]}
    assert over == {"Christelijke Vakschool Heideveld", "Vakschool Rivierzicht"}


@pytest.mark.slow
def test_the_quarter_uses_the_template_that_is_given_or_each_region_s_own(
    rosters: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    veen = with_template(tmp_path / "in" / "veen.xlsx", "brief.docx")
    (tmp_path / "in" / "brief.docx").write_bytes(template("Van het Veen {{ plaats }}"))
    given = tmp_path / "gegeven.docx"
    given.write_bytes(template("Gegeven {{ plaats }}"))
    both = (veen, rosters / "rivierenhoek.xlsx")
    run("quarter", "2026-Q3", *both, "-o", tmp_path / "a")
    run("quarter", "2026-Q3", *both, "-o", tmp_path / "b", "--template", given)
    first = {
        name: text_of(next((tmp_path / name).glob("*/*/*De Vaart*.docx")).read_bytes())
        for name in "ab"
    }
    assert first == {"a": ["Van het Veen Veenhuizermond"], "b": ["Gegeven Veenhuizermond"]}
    other = next((tmp_path / "a").glob("*/*/*Het Baken*.docx"))
    assert len(text_of(other.read_bytes())) > 20


def test_a_template_of_one_region_that_cannot_be_used_stops_only_its_letters(
    rosters: Path, tmp_path: Path
) -> None:
    veen = with_template(tmp_path / "veen.xlsx", "brief.docx")
    done = run("quarter", "2026-Q3", veen, rosters / "rivierenhoek.xlsx", "-o", tmp_path / "uit")
    assert done.code == 3
    assert "Briefsjabloon ‘brief.docx’" in done.out
    (region,) = (tmp_path / "uit").glob("*Veenkwartier")
    assert not list(region.rglob("*.docx"))
    assert len(list(region.glob("*.xlsx"))) == 2
    assert len(list((tmp_path / "uit").rglob("*.docx"))) == 5
    record = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    counts = {
        r["naam"]: (r["uitnodigingen"], r["uitnodigingen_mislukt"]) for r in record["regions"]
    }
    # The letter to the school that takes part in Rivierenhoek would not have been made anyhow.
    assert counts == {"Rivierenhoek": (5, 0), "Veenkwartier": (0, 1)}


@pytest.mark.slow
def test_a_template_without_end_costs_its_letters_alone_at_every_door(
    rosters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounded, "BOUNDS", replace(bounded.BOUNDS, seconds=6))
    monkeypatch.setattr(bounded, "_SPENT", {})
    endless = tmp_path / "brief.docx"
    endless.write_bytes(template(f"{{{{ plaats }}}} {ENDLESS}"))
    told = "Briefsjabloon ‘brief.docx’ vraagt te veel"
    veen = with_template(tmp_path / "veen.xlsx", "brief.docx")
    both = (veen, rosters / "rivierenhoek.xlsx")
    done = run("quarter", "2026-Q3", *both, "-o", tmp_path / "uit")
    assert done.code == 3
    assert told in done.out
    assert len(list((tmp_path / "uit").rglob("*.docx"))) == 5
    (region,) = (tmp_path / "uit").glob("*Veenkwartier")
    assert len(list(region.glob("*.xlsx"))) == 2
    # Given for the whole run it costs all letters, and no summary.
    done = run("quarter", "2026-Q3", *both, "-o", tmp_path / "b", "--template", endless)
    assert done.code == 3
    assert len(list((tmp_path / "b").glob("*/*.xlsx"))) == 4
    assert not list((tmp_path / "b").rglob("*.docx"))
    for more in (("-o", tmp_path / "c"), ("--try", endless)):
        monkeypatch.setattr(bounded, "_SPENT", {})
        done = run("letters", veen, *more, *DAY)
        assert told in done.err
        assert done.code in {2, 3}
        assert not list(tmp_path.glob("c/*.docx"))


def test_a_quarter_takes_a_template_without_fields_only_when_that_is_meant(
    noord: Path, tmp_path: Path
) -> None:
    (tmp_path / "brief.docx").write_bytes(template("Wij nodigen u uit."))
    more = ("-o", tmp_path / "uit", "--template", tmp_path / "brief.docx")
    done = run("quarter", "2026-Q3", noord, *more)
    assert done.code == 2
    assert "heeft geen enkel veld" in done.err
    assert not (tmp_path / "uit").exists()
    run("quarter", "2026-Q3", noord, *more, "--no-fields")
    assert len(list((tmp_path / "uit").rglob("*.docx"))) == 5


def test_a_template_given_for_the_quarter_that_cannot_be_used_stops_it_at_once(
    rosters: Path, tmp_path: Path
) -> None:
    (tmp_path / "brief.docx").write_bytes(template("{{ schol }}"))
    more = ("-o", tmp_path / "uit", "--template", tmp_path / "brief.docx")
    done = run("quarter", "2026-Q3", rosters, *more)
    assert done.code == 2
    assert "bedoelde u ‘school’" in done.err
    assert not (tmp_path / "uit").exists()
