"""`find` tells whose a school is and whom to ask, as its users meet it; on the demo's regions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from support.commands import Done, run
from support.registers import demo_register

pytestmark = pytest.mark.slow
DAY = ("--date", "2026-09-30")


@pytest.fixture
def rosters(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the demo's rosters, of which one tells its area, and the demo's register."""
    path = home / "register" / "duo.sqlite"
    monkeypatch.setenv("STO_XL_REGISTER", str(path))
    demo_register(path)
    for name, content in examples.regions().items():
        area = {"tblGebied": (("Vaartdorp", None, None),)} if name == "veenkwartier" else {}
        write_roster(home / "rosters" / f"{name}.xlsx", {**content, **area})
    return home / "rosters"


def found(rosters: Path, words: str) -> Done:
    return run("find", words, rosters, *DAY)


def test_of_a_deelnemer_its_sto_contact_is_told_and_else_the_programmamanager(
    rosters: Path,
) -> None:
    assert found(rosters, "wilgenhoek pie").out == (
        "Geen school gevonden bij ‘wilgenhoek pie’: probeer een deel van de naam, de plaats of de "
        "vestigingscode.\n"
    )
    assert found(rosters, "wilgenhoek").out == (
        "Vakcollege De Wilgenhoek (Waterhoven, 99AA00)\n"
        "  STO26901 Rivierenhoek: deelnemer sinds 1 januari 2025\n"
        "    STO-contact van de school: P. Verbeek, docent PIE, p.verbeek@wilgenhoek.example, "
        "06 0000 3101\n"
        "\n"
        "De Wilgenhoek, locatie Groen (Waterhoven, 99AA01)\n"
        "  STO26901 Rivierenhoek: deelnemer sinds 1 augustus 2025\n"
        "    programmamanager van de regio: Marjolein van den Akker, "
        "m.vandenakker@sto-rivierenhoek.example, 085 000 1201, Postbus 120, 4190 AB Waterhoven\n"
    )
    not_there = found(rosters, "99AD00").out
    assert "STO26901 Rivierenhoek: doet niet mee\n    programmamanager" in not_there


def test_of_a_school_on_no_roster_the_region_is_told_whose_area_it_lies_in(rosters: Path) -> None:
    out = found(rosters, "kanaalkade vaartdorp").out
    assert out.startswith("Vakschool De Kanaalkade (Vaartdorp, 99BF00)\n  STO26902 Veenkwartier: ")
    assert "staat niet op het regiobestand, maar ligt wel in het gebied\n" in out
    assert "programmamanager van de regio: Jelle Hoekstra" in out


def test_as_json_it_tells_the_same(rosters: Path) -> None:
    done = run("find", "wilgenhoek waterhoven", rosters, "--json", *DAY)
    told = json.loads(done.out)
    assert (told["proposed"], told["more"], len(told["schools"])) == (False, 0, 2)
    (region,) = told["schools"][0]["regions"]
    assert (region["deelname"], region["sinds"]) == ("deelnemer", "2025-01-01")
    assert region["persons"][0]["email"] == "p.verbeek@wilgenhoek.example"
    assert done.code == 0


def test_a_roster_that_cannot_be_read_is_named_and_the_others_are_searched(
    rosters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (rosters / "kapot.xlsx").write_bytes(b"PK\x03\x04 kapot")
    monkeypatch.setenv("STO_XL_REGISTER", str(rosters / "none"))
    done = found(rosters, "wilgenhoek waterhoven")
    assert (done.code, done.out.count("STO26901 Rivierenhoek")) == (3, 2)
    assert "‘kapot.xlsx’" in done.err
    assert "er is nog geen register van DUO" in done.err
    assert run("find", "wilgenhoek", rosters / "kapot.xlsx").code == 2
