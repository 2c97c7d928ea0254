"""A new plan: empty, or with what the roster of the region already knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.books.build import write_roster
from sto_xl.books.reading import file
from sto_xl.cli.demo import examples
from sto_xl.model import Region
from sto_xl.region import prefill
from sto_xl.region.prefill import prefilled, school_of
from sto_xl.sheets import same_plan, techniekplan
from sto_xl.system.errors import Cause, Failure
from support.commands import run
from support.tables import QUIET, examined_plan, read
from support.tools import ROOT

ROSTER = (
    QUIET
    + """
[tblScholen]
Vestiging | School | Adres | Postcode | Plaats
00AH17 | De Werkhoek | Weg 1 | 9401 AA | Assen
00AH18 | De Hoek | | |
[tblContacten]
Vestiging | Naam | Functie | E-mail | Telefoon | Rol
00AH17 | A. Bos | docent | a.bos@school.example | 06 1 | STO-contact
00AH17 | B. Smit | directeur | | | directie
00AH18 | C. Dam | | | | STO-contact
00AH18 | D. Vos | | | | STO-contact
[tblPlannen]
Kenmerk | Vestiging | Titel | Status
P-1 | 00AH17 | Robots | goedgekeurd
P-2 | 00AH17 | Domotica | concept
P-3 | 00AH18 | Drones | concept
P-4 | 00AH18 | Lassen | concept
"""
)
#: Two schools of one name without a code, one that had its letter, and two that get none.
INVITING = (
    QUIET
    + """
[tblScholen]
Vestiging | School | Plaats | Soort | Deelname | Laatste brief | Niet aanschrijven
| Het Baken | Assen | vmbo | geen | |
| Het Baken | Zwolle | vmbo | geen | |
00AH19 | Pas Geschreven | Assen | vmbo | geen | 1-9-2026 |
00AH20 | De Stilte | Assen | vmbo | geen | | ja
00AH21 | De Werkhoek | Assen | vmbo | deelnemer | |
"""
)
ALL = {
    "Vestiging": "00AH17",
    "School": "De Werkhoek",
    "Adres": "Weg 1",
    "Postcode": "9401 AA",
    "Plaats": "Assen",
    "Regio": "Proefregio",
    "Programmamanager": "M. Vos",
    "Kenmerk": "P-2",
    "Titel van het plan": "Domotica",
    "Ingevuld door": "A. Bos",
    "Functie": "docent",
    "E-mail": "a.bos@school.example",
    "Telefoon": "06 1",
}


@pytest.mark.parametrize("typed", ["00AH17", " 00ah17", "00 AH 17", "de werkhoek", "Werk"])
def test_a_plan_takes_over_what_the_roster_knows_of_the_school(typed: str) -> None:
    roster = read(ROSTER)
    assert prefilled(roster, school_of(roster, typed)) == ALL


def test_of_two_contacts_or_two_concepts_none_is_chosen() -> None:
    roster = read(ROSTER)
    assert prefilled(roster, school_of(roster, "00AH18")) == {
        "Vestiging": "00AH18",
        "School": "De Hoek",
        "Regio": "Proefregio",
        "Programmamanager": "M. Vos",
    }


def test_a_name_is_that_of_the_school_rather_than_a_part_of_another() -> None:
    assert school_of(read(ROSTER), "De  hoek").vestiging == "00AH18"


def test_a_text_that_may_mean_several_schools_names_them() -> None:
    with pytest.raises(Failure) as refused:
        school_of(read(ROSTER), "hoek")
    assert str(refused.value) == (
        "Met ‘hoek’ kan meer dan één school bedoeld zijn: ‘De Werkhoek’ (00AH17, Assen) en ‘De "
        "Hoek’ (00AH18). Geef de vestigingscode op, of meer van de naam."
    )


def test_what_is_taken_over_belongs_to_the_concept_in_the_roster() -> None:
    roster = read(ROSTER)
    text = "[tblPlan]\n" + "\n".join(f"{label} | {value}" for label, value in ALL.items())
    form = examined_plan(text).plan.form
    row = same_plan.row_of(form, roster.plans, roster.key_of)
    assert row is not None
    assert row.kenmerk == "P-2"


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("00AH71", " Bedoelde u 00AH17?"),
        ("OOAH17", " Bedoelde u 00AH17?"),
        ("99ZZ99", ""),
        ("", ""),
        ("…", ""),
        ("De Werkhoekk", " Bedoelde u ‘De Werkhoek’?"),
    ],
)
def test_an_unknown_location_is_refused_with_the_one_that_was_probably_meant(
    typed: str, asked: str
) -> None:
    with pytest.raises(Failure) as refused:
        school_of(read(ROSTER), typed)
    assert refused.value.cause is Cause.UNKNOWN_SCHOOL
    assert str(refused.value) == (
        "Op blad Scholen van ‘proef.xlsx’ staat geen school met vestiging of naam "
        f"‘{typed}’: kies een school die daar wel staat, of voeg haar eerst toe.{asked}"
    )


def test_a_new_plan_is_the_shipped_one_and_replaces_no_file_unasked(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    assert run("new", "plan", path).code == 0
    assert path.read_bytes() == (ROOT / "workbooks" / sheets.PLAN.file).read_bytes()
    again = run("new", "plan", path)
    assert again.code == 2
    assert "bestaat al" in again.err
    assert run("new", "plan", path, "--force").code == 0


def test_a_plan_for_a_school_of_a_roster_says_whose_it_is(tmp_path: Path) -> None:
    roster, path = tmp_path / "regio.xlsx", tmp_path / "plan.xlsx"
    write_roster(roster, examples.content(ROSTER))
    before = roster.read_bytes()
    done = run("new", "plan", path, "--roster", roster, "--school", "00ah17")
    assert (done.code, roster.read_bytes()) == (0, before)
    plan = file.read_file(path)
    form = techniekplan.read_techniekplan(plan).form
    assert (form.school, form.regio, form.indiener) == ("De Werkhoek", "Proefregio", "A. Bos")
    assert form.sjabloonversie == sheets.PLAN.version
    to = "mail dit bestand aan uw programmamanager, M. Vos (m.vos@sto.example)."
    assert any(to in str(sheet.value(2, 2)) for sheet in plan.sheets)


@pytest.mark.parametrize(
    ("manager", "to"),
    [
        (("M. Vos", "m@sto.example"), "M. Vos (m@sto.example)"),
        (("M. Vos", None), "M. Vos"),
        ((None, "m@sto.example"), "m@sto.example"),
        ((None, None), ""),
    ],
)
def test_a_plan_is_mailed_to_who_is_known(manager: tuple[str | None, str | None], to: str) -> None:
    name, address = manager
    region = Region(programmamanager=name, programmamanager_email=address)
    assert prefill.manager(region) == to


@pytest.mark.slow
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--roster", "regio.xlsx"], "give a folder"),
        (["--school", "00AH17"], "--school goes with --roster"),
        (["--roster", "regio.xlsx", "--school", "hoek"], "‘De Werkhoek’ (00AH17, Assen) en"),
        (["--roster", "regio.xlsx", "--school", "0AH17"], "Bedoelde u 00AH17?"),
        (["--roster", "leeg.xlsx", "--school", "00AH17"], "is geen regiobestand"),
        (["--roster", "weg.xlsx", "--school", "00AH17"], "is niet gevonden"),
    ],
)
def test_what_cannot_be_done_is_told_and_leaves_nothing(
    options: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_roster(Path("regio.xlsx"), examples.content(ROSTER))
    run("new", "plan", "leeg.xlsx")
    done = run("new", "plan", "plan.xlsx", *options)
    assert done.code == 2
    assert told in done.err
    assert not Path("plan.xlsx").exists()


def test_a_roster_is_never_the_file_that_is_written(tmp_path: Path) -> None:
    roster = tmp_path / "regio.xlsx"
    write_roster(roster, examples.content(ROSTER))
    before = roster.read_bytes()
    done = run("new", "plan", roster, "--roster", roster, "--school", "00AH17", "--force")
    assert (done.code, roster.read_bytes()) == (2, before)


@pytest.mark.slow
def test_with_a_roster_alone_every_school_that_is_invited_gets_its_plan(tmp_path: Path) -> None:
    roster, out = tmp_path / "regio.xlsx", tmp_path / "plannen"
    write_roster(roster, examples.content(INVITING))
    done = run("new", "plan", out, "--roster", roster, "--date", "2026-09-30")
    assert done.code == 0
    made = sorted(path.name for path in out.iterdir())
    assert made == [
        "Techniekplan Het Baken (2).xlsx",
        "Techniekplan Het Baken.xlsx",
        "Techniekplan Pas Geschreven 00AH19.xlsx",
    ]
    assert [Path(line).name for line in done.out.splitlines()] == [made[1], made[0], made[2]]
    forms = [techniekplan.read_techniekplan(file.read_file(out / name)).form for name in made]
    assert [(form.school, form.plaats) for form in forms] == [
        ("Het Baken", "Zwolle"),
        ("Het Baken", "Assen"),
        ("Pas Geschreven", "Assen"),
    ]
    again = run("new", "plan", out, "--roster", roster)
    assert again.code == 2
    assert "is niet leeg" in again.err


def test_where_no_school_is_invited_nothing_is_made_and_it_says_who_would_be(
    tmp_path: Path,
) -> None:
    roster, out = tmp_path / "regio.xlsx", tmp_path / "plannen"
    write_roster(roster, {})
    done = run("new", "plan", out, "--roster", roster)
    assert done.code == 0
    assert "bij Deelname ‘geen’ staat" in done.err
    assert not out.exists()
    assert str(out) not in done.err
