"""The buttons of the pane: each leaves the workbook as that of the ribbon does, come what may."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl.books import build
from sto_xl.cli.demo import examples
from sto_xl.system import doors, outputs
from sto_xl.system.errors import Cause
from support.clicked import Pane, differing, stands
from support.excel import NAME, click, opened
from support.pane import InNode
from support.plan_texts import UNDATED
from support.rosters import roster, with_plans

pytestmark = pytest.mark.slow
#: The buttons that write in a roster, and nothing else.
WRITING = ("check", "flag", "summarise")
#: So many syncs a click may take, whatever the number of schools.
SYNCS = 5
#: How a message box is answered.
YES = 6
#: Plans that schools hand in: one that the demo's roster knows, and two that are new.
PLANS = (
    {"Kenmerk": "P-2026-02", "Vestiging": "99AF00", "Titel van het plan": "Techniek in Gent"},
    {"Vestiging": "99AA00", "Titel van het plan": "Drones"},
    {"Vestiging": "99AA00", "Titel van het plan": "Robots"},
)
TAKEN_BACK = "Ongedaan gemaakt: "

Opened = Callable[[FakeExcel], Pane]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InNode]:
    with InNode(tmp_path_factory.mktemp("pane"), "excel.js") as node:
        yield node


@pytest.fixture
def pane(home: Path, node: InNode) -> Iterator[Opened]:
    """Give what opens a pane beside a workbook."""
    before = doors.here()
    yield lambda excel: Pane(node, excel, home)
    doors.enter(before)


def twins(home: Path) -> tuple[FakeExcel, FakeExcel]:
    """Open the demo's roster twice: for the pane, and for the ribbon."""
    return opened(home), opened(home)


def unpacked(opened_pane: Pane) -> dict[str, bytes]:
    """Give what lies in the zip that came of a click, by name."""
    with zipfile.ZipFile(io.BytesIO(opened_pane.made[1])) as made:
        return {Path(one).name: made.read(one) for one in made.namelist()}


def test_runs_and_their_undoing_leave_what_the_ribbon_leaves(home: Path, pane: Opened) -> None:
    mine, other = twins(home)
    opened_pane, before = pane(mine), stands(mine)
    for button in (*WRITING, "check", "undo", "undo", "undo", "undo"):
        said = opened_pane.click(button)
        with_ribbon = click(other, button)
        assert (said, stands(mine)) == (with_ribbon, stands(other)), button
        assert opened_pane.syncs <= SYNCS
        assert mine.active_sheet == other.active_sheet
    assert stands(mine) == before
    assert opened_pane.click("undo") == click(other, "undo")


@pytest.mark.parametrize("schools", [3, 300])
def test_a_click_takes_at_most_five_syncs_however_many_schools_there_are(
    home: Path, pane: Opened, schools: int
) -> None:
    data = build.roster_bytes(roster(schools, 2 * schools // 3))
    mine, other = (FakeExcel.open(data, name=NAME, path=str(home)) for _ in range(2))
    opened_pane = pane(mine)
    for button in (*WRITING, "undo"):
        assert opened_pane.click(button) == click(other, button)
        assert differing(mine, other) == {}, button
        assert opened_pane.syncs <= SYNCS, button


def test_a_refusal_halfway_a_large_block_takes_back_what_went_before(
    home: Path, pane: Opened
) -> None:
    # Office.js puts more than 1,500 cells in parts.
    excel = FakeExcel.open(build.roster_bytes(roster(300, 200)), name=NAME, path=str(home))
    opened_pane, before = pane(excel), stands(excel)
    opened_pane.office.refuse_write(4)
    assert "teruggezet" in opened_pane.click("check")
    assert stands(excel) == before


def test_letters_come_in_one_zip_and_are_those_of_the_ribbon(home: Path, pane: Opened) -> None:
    mine, other = twins(home)
    opened_pane, other.answer = pane(mine), YES
    opened_pane.yes = True
    opened_pane.click("letters")
    click(other, "letters")
    assert opened_pane.asked == [message.prompt for message in other.messages[:-1]]
    (folder,) = home.glob("Uitnodigingen *")
    assert opened_pane.made[0] == f"{folder.name}.zip"
    assert unpacked(opened_pane) == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert differing(mine, other) == {}
    opened_pane.click("undo")
    click(other, "undo")
    assert differing(mine, other) == {}


def test_a_voorstel_is_the_letter_that_the_ribbon_makes(home: Path, pane: Opened) -> None:
    plan = home / "techniekplan.xlsx"
    build.write_plan(plan, examples.content(UNDATED))
    mine, other = (FakeExcel.open(plan.read_bytes(), name=plan.name, path=str(home)) for _ in "12")
    opened_pane = pane(mine)
    opened_pane.click("proposal")
    click(other, "proposal")
    name, data = opened_pane.made
    assert data == (home / name).read_bytes()
    assert differing(mine, other) == {}


def test_besluiten_come_in_one_zip_and_are_those_of_the_ribbon(home: Path, pane: Opened) -> None:
    data = build.roster_bytes(with_plans(roster(3, 1)))
    mine, other = (FakeExcel.open(data, name=NAME, path=str(home)) for _ in range(2))
    opened_pane = pane(mine)
    opened_pane.click("decisions")
    click(other, "decisions")
    (folder,) = home.glob("Besluiten *")
    assert unpacked(opened_pane) == {path.name: path.read_bytes() for path in folder.iterdir()}
    assert differing(mine, other) == {}
    for clicked in (opened_pane.click, lambda button: click(other, button)):
        clicked("undo")
    assert differing(mine, other) == {}


def test_plans_that_are_chosen_are_read_as_those_in_a_folder(home: Path, pane: Opened) -> None:
    mine, other = twins(home)
    opened_pane, before, given = pane(mine), stands(mine), home / "plannen"
    given.mkdir()
    for number, form in enumerate(PLANS, start=1):
        (given / f"plan {number}.xlsx").write_bytes(build.plan_bytes({"tblPlan": form}))
    opened_pane.files = {path.name: path.read_bytes() for path in given.iterdir()}
    other.chosen_folder = str(given)
    opened_pane.click("plans")
    click(other, "plans")
    (folder,) = home.glob("Nagekeken *")
    assert {*unpacked(opened_pane)} == {path.name for path in folder.iterdir()}
    assert differing(mine, other) == {}
    for clicked in (opened_pane.click, lambda button: click(other, button)):
        clicked("undo")
    assert differing(mine, other) == {}
    assert stands(other) == before


def test_where_no_plan_is_chosen_nothing_is_read(home: Path, pane: Opened) -> None:
    opened_pane = pane(opened(home))
    before = stands(opened_pane.excel)
    opened_pane.click("plans")
    assert (stands(opened_pane.excel), opened_pane.office.writes) == (before, 0)


@pytest.mark.parametrize(
    ("button", "name"), [("new", "regiobestand.xlsx"), ("new_plan", "techniekplan.xlsx")]
)
def test_an_empty_workbook_is_the_one_that_is_shipped(
    home: Path, pane: Opened, button: str, name: str
) -> None:
    opened_pane = pane(opened(home))
    opened_pane.click(button)
    assert opened_pane.made[1] == outputs.shipped("workbooks", name).read_bytes()


def treacherous(excel: FakeExcel) -> None:
    """Fill cells with what is something else once it is put again."""
    excel.type("Scholen", "B3:B4", [["'=1+1"], ["'1-2"]])
    excel.store("Scholen", "U3", "school verdwenen", formula='="school verdwenen"')
    excel.format("Controle", "A6:J9", "@")


def filtered(excel: FakeExcel) -> None:
    for table in ("tblScholen", "tblControle"):
        excel.hide_rows_by_filter(table, [0])


def elsewhere(excel: FakeExcel) -> None:
    excel.insert_rows("Controle", 2, 3)
    excel.rename_table("tblScholen", "tblScholen_2")
    excel.show_sheet("Controle", 0)


#: What happened to a workbook, and the buttons that run into it.
CHANGED: dict[str, tuple[Callable[[FakeExcel], None], tuple[str, ...]]] = {
    "rows are hidden by a filter": (filtered, ("check", "flag", "undo")),
    "texts look like something else": (treacherous, ("check", "flag", "undo", "undo")),
    "cells of numbers have a text format": (
        lambda e: e.format("Samenvatting", "B6:B30", "@"),
        ("summarise",),
    ),
    "tables are elsewhere": (elsewhere, ("check", "flag", "undo")),
    "a sheet is protected": (lambda e: e.protect("Controle"), ("check",)),
    "the sheet of the schools is protected": (lambda e: e.protect("Scholen"), ("flag",)),
    "a table is a list now": (lambda e: e.unlist("tblScholen"), ("check", "flag", "undo")),
    "something stands beneath a table": (lambda e: e.type("Controle", "A9", "ja"), ("check",)),
    "a table has a totals row": (lambda e: e.show_totals("tblControle"), ("check",)),
    "days count from 1904": (lambda e: e.count_from_1904(), ("check", "undo")),
    "a table of the add-on is gone": (lambda e: e.unlist("tblControle"), ("check",)),
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_workbook_that_was_changed_gets_what_the_ribbon_gives_it(
    home: Path, pane: Opened, what: str
) -> None:
    mine, other = twins(home)
    change, buttons = CHANGED[what]
    for excel in (mine, other):
        change(excel)
    opened_pane = pane(mine)
    for button in buttons:
        assert opened_pane.click(button) == click(other, button)
        assert differing(mine, other) == {}, button
        assert [mine.hidden_rows(s) for s in mine.sheets] == [
            other.hidden_rows(s) for s in other.sheets
        ]
        assert opened_pane.syncs <= SYNCS


@pytest.mark.parametrize("button", [*WRITING, "undo"])
def test_a_refusal_at_any_step_leaves_all_as_it_was(home: Path, pane: Opened, button: str) -> None:
    opened_pane = pane(opened(home))
    if button == "undo":
        opened_pane.click("summarise")
    excel, office = opened_pane.excel, opened_pane.office
    before, runs, number = stands(excel), dict(opened_pane.kept), 0
    while True:
        number += 1
        begun = office.writes
        office.refuse_write(number)
        said = opened_pane.click(button)
        if office.writes - begun < number:
            break
        assert "teruggezet" in said
        assert (stands(excel), opened_pane.kept) == (before, runs), number
    # The last time there was no such step, and so it was done.
    assert number > len(WRITING)
    assert stands(excel) != before


def test_what_cannot_be_taken_back_is_told_and_can_be_later(home: Path, pane: Opened) -> None:
    opened_pane = pane(opened(home))
    excel, office = opened_pane.excel, opened_pane.office
    before = stands(excel)
    office.refuse_write(2, times=10)
    said = opened_pane.click("check")
    assert said.startswith(Cause.NOT_TAKEN_BACK.value.partition("{")[0])
    office.refuse_write(1, times=0)
    assert opened_pane.click("undo").startswith(TAKEN_BACK)
    assert stands(excel) == before


@pytest.mark.parametrize("number", range(1, SYNCS + 1))
def test_what_a_colleague_types_meanwhile_stays_or_is_told(
    home: Path, pane: Opened, number: int
) -> None:
    for button in (*WRITING, "undo"):
        opened_pane = pane(opened(home))
        if button == "undo":
            opened_pane.click("flag")
        excel = opened_pane.excel
        typing = partial(excel.type, "Scholen", "B3", "Iets anders")
        opened_pane.office.at_sync(number, typing)
        before = stands(excel)["sheets"]["Scholen"]
        said = opened_pane.click(button)
        now = stands(excel)["sheets"]["Scholen"]
        if "terwijl STO bezig was" in said:
            assert now == {**before, "B3": ("Iets anders", None, before["B3"][2])}
        assert now["B3"][0] in {"Iets anders", before["B3"][0]}
        assert (now["B3"][0] == "Iets anders") == (number <= opened_pane.syncs)


def test_rows_that_a_colleague_moves_meanwhile_get_nothing_of_another_school(
    home: Path, pane: Opened
) -> None:
    opened_pane = pane(opened(home))
    excel = opened_pane.excel
    opened_pane.office.at_sync(3, lambda: excel.sort("tblScholen", "School", descending=True))
    said = opened_pane.click("flag")
    assert said == Cause.CHANGED_IN_EXCEL.value.format(sheet="Scholen")
    assert not any(excel.cell("Scholen", f"U{row}") for row in range(2, 16))
    assert opened_pane.kept == {}


def test_without_what_the_device_kept_a_run_cannot_be_taken_back(home: Path, pane: Opened) -> None:
    opened_pane = pane(opened(home))
    opened_pane.click("check")
    before = stands(opened_pane.excel)
    opened_pane.kept.clear()
    assert "niet meer terug te zetten" in opened_pane.click("undo")
    assert stands(opened_pane.excel) == before


def test_after_closing_and_opening_a_run_can_be_taken_back(home: Path, pane: Opened) -> None:
    first = pane(opened(home))
    before = stands(first.excel)
    first.click("check")
    second = pane(first.excel.close_and_open())
    second.kept = first.kept
    assert second.click("undo").startswith(TAKEN_BACK)
    assert stands(second.excel) == before


def test_uitleg_tells_at_the_active_cell_what_the_ribbon_tells(home: Path, pane: Opened) -> None:
    mine, other = twins(home)
    opened_pane = pane(mine)
    for excel, clicked in ((mine, opened_pane.click), (other, lambda b: click(other, b))):
        clicked("check")
        excel.select("Scholen", "A3")
    assert opened_pane.click("explain") == click(other, "explain")
    assert opened_pane.syncs <= SYNCS
