"""Plannen inlezen and Controleren on a plan: what they write in Excel, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books.filling import FileBook
from sto_xl.buttons.journal import Journal
from sto_xl.cli.demo import examples
from support import plan_files
from support.excel import NAME, click, opened, seen
from support.locked import protected
from support.plan_texts import GOOD, without

HEADINGS = [column.heading for column in sheets.PLANNEN.columns]
#: A school of the demo, and a plan that its roster knows.
SCHOOL = "99AA00"
KNOWN = {"Kenmerk": "P-2026-02", "Vestiging": "99AF00", "Titel van het plan": "Techniek in Gent"}


def ready(home: Path, *plans: dict[str, str], excel: FakeExcel | None = None) -> FakeExcel:
    """Open the demo's roster, with these plans in the folder that will be chosen."""
    given = home / "plannen"
    given.mkdir()
    for number, form in enumerate(plans, start=1):
        (given / f"plan {number}.xlsx").write_bytes(plan_file(tuple(form.items())))
    excel = excel or opened(home)
    excel.chosen_folder = str(given)
    return excel


@cache
def plan_file(form: tuple[tuple[str, str], ...]) -> bytes:
    return plan_files.plan_bytes({"tblPlan": dict(form)})


def drones(number: int = 1) -> dict[str, str]:
    return {"Vestiging": SCHOOL, "Titel van het plan": f"Drones {number}"}


def titles(excel: FakeExcel) -> list[object]:
    return [row[HEADINGS.index("Titel")] for row in excel.rows("tblPlannen")]


def given_back(home: Path) -> list[str]:
    return sorted(path.name for folder in home.glob("Nagekeken *") for path in folder.iterdir())


def test_known_plans_are_brought_up_to_date_and_new_ones_come_beneath(home: Path) -> None:
    excel = ready(home, KNOWN, drones())
    before = excel.rows("tblPlannen")
    said = click(excel, "plans")
    assert "2 plannen gelezen: 1 nieuwe regel op blad Plannen, en 1 bekend plan" in said
    *_, added = rows = excel.rows("tblPlannen")
    assert len(rows) == len(before) + 1
    known = rows[1]
    assert known[HEADINGS.index("Titel")] == "Techniek in Gent"
    assert [known[i] for i in (8, 9, 13)] == [before[1][i] for i in (8, 9, 13)]
    assert added[:3] == (None, SCHOOL, "Drones 1")
    assert added[HEADINGS.index("Status")] == "ingediend"
    assert given_back(home) == ["Plannen.xlsx", "plan 1.xlsx", "plan 2.xlsx"]
    [folder] = home.glob("Nagekeken *")
    found = [row[1] for row in FileBook.open(folder / "plan 1.xlsx").table("tblControle").rows]
    assert "PLN-001" in found


def test_it_is_taken_back_whole_with_what_was_given_back(home: Path) -> None:
    excel = ready(home, KNOWN, drones(1), drones(2))
    before = seen(excel)
    click(excel, "plans")
    again = excel.close_and_open()
    assert "teruggetrokken" in click(again, "undo")
    assert seen(again) == before
    assert given_back(home) == ["teruggetrokken"]


def test_each_plan_goes_back_as_the_button_controleren_would_leave_it(home: Path) -> None:
    excel = ready(home, drones())
    click(excel, "plans")
    [folder] = home.glob("Nagekeken *")
    back = (folder / "plan 1.xlsx").read_bytes()
    left = FakeExcel.open(back, name="plan 1.xlsx", path=str(home))
    before = left.rows("tblControle")
    click(left, "check")
    # The plan alone does not know which region it is for, so it asks that as well.
    alone = left.rows("tblControle")
    known = [row[:-1] for row in alone if row[4] not in {"Regio", "Programmamanager"}]
    assert known == [row[:-1] for row in before]
    assert len(before) > 5


@pytest.mark.slow
def test_a_plan_that_cannot_be_filled_in_is_told_and_its_findings_go_back(home: Path) -> None:
    excel = ready(home, KNOWN, drones())
    fixed = home / "plannen" / "plan 2.xlsx"
    fixed.write_bytes(protected(fixed.read_bytes()))
    before = seen(excel)
    said = click(excel, "plans")
    assert "Niet ingevuld:" in said
    assert "plan 2.xlsx: Kan niet ingevuld terug, dus de bevindingen staan in" in said
    assert given_back(home) == ["Bevindingen plan 2.xlsx", "Plannen.xlsx", "plan 1.xlsx"]
    click(excel, "undo")
    assert seen(excel) == before
    assert given_back(home) == ["teruggetrokken"]


@pytest.mark.slow
def test_a_known_row_that_got_its_kenmerk_is_found_again(home: Path) -> None:
    content = examples.content(
        f"[tblScholen]\nVestiging | School\n{SCHOOL} | De Hoek\n"
        f"[tblPlannen]\nVestiging | Titel\n{SCHOOL} | Drones 1"
    )
    excel = ready(home, {"Kenmerk": "P-9", **drones()}, excel=opened(home, content))
    before = seen(excel)
    click(excel, "plans")
    assert excel.rows("tblPlannen")[0][0] == "P-9"
    click(excel, "undo")
    assert seen(excel) == before


def test_rows_that_somebody_went_on_with_stay_and_are_named(home: Path) -> None:
    excel = ready(home, drones())
    click(excel, "plans")
    last = len(excel.rows("tblPlannen")) + 1
    excel.type("Plannen", f"I{last}", "in gesprek")
    said = click(excel, "undo")
    assert "Plannen, 1 toegevoegde regel: gewijzigd of niet meer onderaan" in said
    assert titles(excel)[-1] == "Drones 1"


def test_nothing_is_read_or_made_when_no_folder_is_chosen(home: Path) -> None:
    excel = ready(home, drones())
    excel.chosen_folder = None
    before = seen(excel)
    assert "niets gekozen" in click(excel, "plans")
    assert seen(excel) == before


def test_a_folder_of_broken_files_changes_nothing_and_says_why(home: Path) -> None:
    excel = ready(home)
    (home / "plannen" / "kapot.xlsx").write_bytes(b"PK\x03\x04 en verder niets")
    before = seen(excel)
    said = click(excel, "plans")
    assert "geen techniekplan dat gelezen kan worden" in said
    assert "kapot.xlsx" in said
    assert seen(excel) == before
    assert given_back(home) == []


@pytest.mark.parametrize("number", range(1, 6))
def test_when_a_write_fails_all_is_put_back_and_no_copies_stay(home: Path, number: int) -> None:
    excel = ready(home, KNOWN, drones())
    before = seen(excel)
    excel.fail_at_write(number)
    said = click(excel, "plans")
    assert "Alles is teruggezet zoals het was" in said
    assert seen(excel) == before
    assert given_back(home) == []


def test_what_the_user_calculates_beside_the_table_goes_on_in_new_rows(home: Path) -> None:
    excel = opened(home)
    excel.type("Plannen", "Q1", "Per leerling")
    rows = len(excel.rows("tblPlannen"))
    per_pupil = "=tblPlannen[[#This Row],[Gevraagd]]/tblPlannen[[#This Row],[Leerlingen]]"
    for row in range(2, rows + 2):
        excel.type("Plannen", f"Q{row}", per_pupil)
    excel.unlist("tblPlannen")
    excel.make_table("tblPlannen", "Plannen", f"A1:Q{rows + 1}")
    ready(home, drones(), excel=excel)
    click(excel, "plans")
    assert excel.formula("Plannen", f"Q{rows + 2}") == per_pupil
    click(excel, "undo")
    assert excel.formula("Plannen", f"Q{rows + 2}") == ""
    assert len(excel.rows("tblPlannen")) == rows


def test_what_stands_under_the_table_is_in_the_way_and_nothing_is_made(home: Path) -> None:
    excel = ready(home, drones())
    last = len(excel.rows("tblPlannen")) + 1
    excel.type("Plannen", f"C{last + 1}", "Totaal")
    before = seen(excel)
    assert f"staat iets in cel C{last + 1}" in click(excel, "plans")
    assert seen(excel) == before
    assert given_back(home) == []


@pytest.mark.slow
def test_the_calls_do_not_grow_with_the_plans(home: Path) -> None:
    counts = []
    for number, folder in ((2, "weinig"), (12, "veel")):
        (home / folder).mkdir()
        excel = ready(home / folder, KNOWN, *map(drones, range(number)))
        excel.reset_calls()
        click(excel, "plans")
        counts.append(excel.count)
    few, many = counts
    print(f"plans: {few} calls for 3 plans, {many} for 13")  # noqa: T201
    # The status bar is told more often.
    assert many <= few + 8
    assert few <= 260


# With a plan open.


def plan(home: Path, text: str = GOOD) -> FakeExcel:
    data = plan_files.plan_bytes(examples.content(text))
    (home / "techniekplan.xlsx").write_bytes(data)
    return FakeExcel.open(data, name="techniekplan.xlsx", path=str(home))


def found(excel: FakeExcel) -> Sequence[object]:
    return [row[1] for row in excel.rows("tblControle") if row[0]]


def test_a_plan_is_checked_and_that_taken_back(home: Path) -> None:
    excel = plan(home, without("Wat zijn de specifieke doelen?"))
    before = seen(excel)
    assert click(excel, "check").startswith("Controle klaar: ")
    assert "PLN-001" in found(excel)
    assert "Ongedaan gemaakt: controleren" in click(excel, "undo")
    assert seen(excel) == before


def test_a_finding_in_a_plan_is_explained_at_its_cell(home: Path) -> None:
    excel = plan(home, without("Wat zijn de specifieke doelen?"))
    click(excel, "check")
    finding = next(row for row in excel.rows("tblControle") if row[1] == "PLN-001")
    excel.select(str(finding[2]), str(finding[3]))
    assert str(finding[6]) in click(excel, "explain")


@pytest.mark.parametrize("button", ["flag", "summarise", "letters", "plans"])
def test_what_is_for_rosters_says_so_in_a_plan(home: Path, button: str) -> None:
    excel = plan(home)
    before = seen(excel)
    assert "is een techniekplan, en deze knop werkt met een regiobestand" in click(excel, button)
    assert seen(excel) == before


def test_a_run_of_before_there_were_added_rows_can_be_taken_back(home: Path) -> None:
    excel = opened(home)
    before = seen(excel)
    click(excel, "flag")
    [kept] = (home / "data" / "sto_xl" / "journal").glob("*.json")
    kept.write_text(kept.read_text().replace('"tails": {}', '"beside": []'))
    assert Journal(kept.parent).find(kept.stem) is not None
    click(excel, "undo")
    assert seen(excel) == before
    assert (home / NAME).exists()
