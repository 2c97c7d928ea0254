"""The commands about a region's area: missing, new roster --area, update --complete."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sto_xl.books.build import write_roster
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.sheets.roster import read_roster
from support.commands import run
from support.registers import demo_register

pytestmark = pytest.mark.slow


@pytest.fixture
def folder(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STO_XL_REGISTER", str(home / "duo.sqlite"))
    demo_register(home / "duo.sqlite")
    for name, content in examples.regions().items():
        write_roster(home / "regio's" / f"{name}.xlsx", content)
    return home


def test_it_lists_what_is_missing_and_on_which_roster_it_stands(folder: Path) -> None:
    roster = folder / "regio's" / "rivierenhoek.xlsx"
    done = run("missing", roster)
    assert done.code == 0
    assert "In het gebied zijn 13 locaties met vmbo. Daarvan ontbreken 3 scholen." in done.out
    assert "zonder geldige vestigingscode" in done.err
    run("new", "roster", folder / "elders" / "noord.xlsx", "--area", "99AN00")
    told = json.loads(run("missing", roster, "--rosters", folder / "elders", "--json").out)
    assert {one["vestiging"]: one["staat_al_bij"] for one in told["ontbrekend"]} == {
        "99AE00": [],
        "99AN00": ["noord.xlsx"],
        "99AP00": [],
    }


def test_a_roster_of_an_area_holds_its_schools_and_misses_none(folder: Path) -> None:
    file = folder / "nieuw.xlsx"
    assert run("new", "roster", file, "--area", "rmc:92", "--area", "99AN00").code == 0
    made = read_roster(read_file(file))
    assert {school.vestiging for school in made.schools} >= {"99BF00", "99AN00"}
    assert {school.deelname for school in made.schools} == {None}
    assert [part.name for part in made.area] == ["rmc:92", "99AN00"]
    assert "er ontbreekt er geen" in run("missing", file).out
    assert run("check", file, "--json").out.count('"REG-') == 0


def test_a_copy_gets_what_is_missing_and_keeps_the_rest(folder: Path) -> None:
    roster, copy = folder / "regio's" / "veenkwartier.xlsx", folder / "kopie.xlsx"
    done = run("update", roster, "-o", copy, "--complete")
    assert "1 school is toegevoegd" in done.out
    before, after = (read_roster(read_file(file)) for file in (roster, copy))
    assert after.schools[: len(before.schools)] == before.schools
    assert [school.vestiging for school in after.schools[len(before.schools) :]] == ["99BF00"]
    assert after.offerings[: len(before.offerings)] == before.offerings
    assert "er ontbreekt er geen" in run("missing", copy).out


def test_without_an_area_a_register_or_a_known_place_it_is_said_what_to_do(folder: Path) -> None:
    plain = folder / "regio's" / "caribische-kust.xlsx"
    assert "Op blad Gebied staat geen gebied" in run("missing", plain).err
    done = run("new", "roster", folder / "a.xlsx", "--area", "Watrhoven")
    assert "Bedoelde u Waterhoven?" in done.err
    assert not (folder / "a.xlsx").exists()
    (folder / "duo.sqlite").unlink()
    for arguments in (("missing", plain), ("update", plain, "--complete")):
        done = run(*arguments)
        assert (done.code, "sto-xl register import" in done.err) == (2, True)
