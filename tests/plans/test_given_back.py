"""A plan comes back as itself: the workbook that came, with what was found filled in."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.cli.demo import examples
from sto_xl.grid import CellRow, Changes
from sto_xl.plans import checks, given_back
from support import plan_files
from support.commands import fingerprints, run
from support.excel import click
from support.locked import protected, renamed, sheet_part, signed, totalled
from support.packages import parts, reworked
from support.plan_texts import GOOD, with_line, without
from support.reopened import load
from support.tables import PEILDATUM

FLAWED = without("Wat zijn de specifieke doelen?")
#: What the rows of sheet Controle and what is beside it are in: Excel, or a file.
FILLED = (sheets.CONTROLE.name, sheets.RUN.name)
#: A school with a plan of its own, the same kenmerk and the same costs; nothing of it may be told.
OTHER = "\n".join(
    line.replace("Domotica in Zorg en welzijn", "Drones boven de dijk")
    .replace("00AH17", "00AH18")
    .replace("De Werkhoek", "Het Tuindersgilde")
    .replace("A. Bos", "Q. Uniek")
    .replace("a.bos@", "q.uniek@")
    for line in with_line("Kenmerk", "P-2026-01").splitlines()
)
ROSTER = """
[tblRegio]
Regionummer | STO19072
Naam van de regio | Noordrand
Budget voor techniek in andere profielen | 1000
[tblScholen]
Vestiging | School
00AH17 | Werkhoek College
00AH18 | Het Tuindersgilde
00AH19 | De Derde School
[tblPlannen]
Kenmerk | Vestiging | Titel | Status
P-2026-01 | 00AH18 | Drones boven de dijk | afgewezen
P-2026-09 | 00AH19 | Robots in de wei | goedgekeurd
"""


def plan(path: Path, text: str = GOOD) -> Path:
    plan_files.write_plan(path, examples.content(text))
    return path


def rows(data: bytes, table: str = sheets.CONTROLE.name) -> list[CellRow]:
    return list(FileBook(data, "plan.xlsx").table(table).rows)


def texts(data: bytes) -> str:
    """Give all that stands in a package, in whatever part."""
    return "\n".join(part.decode("utf-8", "ignore") for part in parts(data).values())


def front(path: Path) -> str:
    """Give the sheet that a workbook opens at."""
    shown = load(path).active
    assert shown is not None
    return shown.title


def checked_into(folder: Path, *more: object) -> Path:
    out = folder / "terug"
    run("plans", "check", folder / "plannen", "-o", out, *more)
    return out


@pytest.mark.parametrize("text", [GOOD, FLAWED, without("Titel van het plan")])
def test_it_is_filled_in_as_the_button_controleren_leaves_it(tmp_path: Path, text: str) -> None:
    data = plan(tmp_path / "plannen" / "plan.xlsx", text).read_bytes()
    excel = FakeExcel.open(data, name="plan.xlsx", path=str(tmp_path))
    click(excel, "check")
    back = (checked_into(tmp_path) / "plan.xlsx").read_bytes()
    *_, found = found_rows = rows(back)
    left = excel.rows(sheets.CONTROLE.name)
    assert [row[:-1] for row in found_rows] == [row[:-1] for row in left]
    assert load(io.BytesIO(back))[sheets.CONTROLE.sheet].tables["tblControle"].ref == (
        excel.table_ref("tblControle").replace("$", "")
    )
    assert len(found) == len(sheets.CONTROLE.columns)


@pytest.mark.slow
def test_all_that_is_not_of_the_add_on_is_the_bytes_it_was(tmp_path: Path) -> None:
    path = plan(tmp_path / "plannen" / "plan.xlsx", FLAWED)
    before = parts(path.read_bytes())
    after = parts((checked_into(tmp_path) / "plan.xlsx").read_bytes())
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    data = path.read_bytes()
    own = {sheet_part(data, spec.sheet) for spec in sheets.PLAN.input}
    # Of a sheet that the school fills in at the most which one is in front.
    for name in changed & own:
        assert re.sub(rb' tabSelected="1"', b"", before[name]) == after[name]
    assert not any(name.startswith("docProps") for name in changed)
    assert sheet_part(data, sheets.CONTROLE.sheet) in changed


def test_the_files_that_came_stay_as_they_are(tmp_path: Path) -> None:
    plan(tmp_path / "plannen" / "plan.xlsx", FLAWED)
    before = fingerprints(tmp_path / "plannen")
    checked_into(tmp_path)
    assert fingerprints(tmp_path / "plannen") == before


@pytest.mark.slow
def test_it_opens_at_what_was_found_and_else_where_it_was(tmp_path: Path) -> None:
    plan(tmp_path / "plannen" / "goed.xlsx")
    plan(tmp_path / "plannen" / "open.xlsx", FLAWED)
    out = checked_into(tmp_path)
    assert front(out / "goed.xlsx") == front(tmp_path / "plannen" / "goed.xlsx") == "Plan"
    assert front(out / "open.xlsx") == sheets.CONTROLE.sheet


def test_above_the_findings_stands_of_which_day_they_are_and_how_many(tmp_path: Path) -> None:
    plan(tmp_path / "plannen" / "open.xlsx", FLAWED)
    out = checked_into(tmp_path, "--date", "2026-09-30")
    data = (out / "open.xlsx").read_bytes()
    assert rows(data, sheets.RUN.name) == [(None, "30-09-2026")]
    head = [cell.value for cell in load(io.BytesIO(data), values=True)[sheets.CONTROLE.sheet][3]]
    assert "30-09-2026" in head
    fouten = sum(row[0] == "fout" for row in rows(data))
    assert fouten in head
    assert fouten


def test_a_run_of_a_button_in_it_is_forgotten(tmp_path: Path) -> None:
    path = plan(tmp_path / "plannen" / "plan.xlsx", FLAWED)
    book = FileBook.open(path)
    book.apply(Changes({sheets.RUN.name: (("2026-09-01 10.00.00 abcdef", "1-9-2026"),)}))
    path.write_bytes(book.data)
    data = (checked_into(tmp_path) / "plan.xlsx").read_bytes()
    assert rows(data, sheets.RUN.name)[0][0] is None
    assert "abcdef" not in texts(data)


def test_handed_in_again_as_it_came_back_it_comes_back_the_same(tmp_path: Path) -> None:
    plan(tmp_path / "plannen" / "plan.xlsx", FLAWED)
    out = checked_into(tmp_path)
    again = tmp_path / "nog eens"
    run("plans", "check", out, "-o", again)
    assert fingerprints(again) == fingerprints(out)


def others() -> Iterator[str]:
    yield from ("00AH18", "00AH19", "Tuindersgilde", "Derde School", "Drones boven", "Robots in")
    yield from ("Q. Uniek", "q.uniek", "ander plan", "P-2026-09")


@pytest.mark.slow
def test_no_name_of_another_school_stands_in_any_part_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "plannen"
    mine = with_line("Kenmerk", "P-2026-01", FLAWED)
    plan(folder / "mijn plan.xlsx", mine)
    # Of another school: one with the same kenmerk and costs, and one that cannot be filled in.
    plan(folder / "een ander plan.xlsx", OTHER)
    (folder / "beveiligd.xlsx").write_bytes(
        protected(plan_files.plan_bytes(examples.content(mine)))
    )
    build.write_roster(tmp_path / "regio.xlsx", examples.content(ROSTER))
    out = checked_into(tmp_path, "--roster", tmp_path / "regio.xlsx")
    # The kenmerk is another school's, which is found, and the school has another name there.
    found = {row[1] for row in rows((out / "mijn plan.xlsx").read_bytes())}
    assert {"PLN-094", "PLN-091"} <= found
    for name in ("mijn plan.xlsx", "Bevindingen beveiligd.xlsx"):
        held = texts((out / name).read_bytes())
        assert "Domotica in Zorg en welzijn" in held
        assert [other for other in others() if other in held] == []
    # So would they be found, if they were there.
    held = texts((out / "een ander plan.xlsx").read_bytes())
    assert {"00AH18", "Tuindersgilde", "Drones boven", "Q. Uniek"} <= {
        other for other in others() if other in held
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("spoilt", "said"),
    [
        (protected, "Blad Controle is beveiligd"),
        (totalled, "heeft een totaalrij"),
        # A plan is no regiobestand, so none is named.
        (renamed, "neem uw gegevens over in een nieuw, leeg sjabloon van STO"),
        (signed, "is digitaal ondertekend"),
    ],
)
def test_where_it_cannot_be_written_its_findings_come_and_why(
    tmp_path: Path, spoilt: Callable[[bytes], bytes], said: str
) -> None:
    folder = tmp_path / "plannen"
    plan(folder / "goed.xlsx")
    data = plan_files.plan_bytes(examples.content(FLAWED))
    (folder / "vast.xlsx").write_bytes(spoilt(data))
    build.write_roster(tmp_path / "regio.xlsx", examples.content(ROSTER))
    out = tmp_path / "terug"
    done = run("plans", "check", folder, "-o", out, "--roster", tmp_path / "regio.xlsx")
    assert {path.name for path in out.iterdir()} == {
        "goed.xlsx",
        "Bevindingen vast.xlsx",
        "Plannen.xlsx",
    }
    assert "vast.xlsx: Kan niet ingevuld terug, dus de bevindingen staan in" in done.out
    assert said in done.out
    assert "--drop-signature" not in done.out
    cells = [str(c) for s in load(out / "Plannen.xlsx") for row in s.values for c in row if c]
    [told] = [cell for cell in cells if said in cell]
    assert "‘Bevindingen vast.xlsx’" in told
    found = [str(c) for s in load(out / "Bevindingen vast.xlsx") for r in s.values for c in r]
    assert "PLN-001" in found


def test_they_go_into_a_folder_not_into_what_is_called_a_workbook(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.xlsx")
    done = run("plans", "check", path, "-o", tmp_path / "nagekeken.xlsx")
    assert done.code == 2
    assert "give a folder" in done.err
    assert not (tmp_path / "nagekeken.xlsx").exists()


@pytest.mark.slow
def test_json_says_as_what_each_plan_goes_back(tmp_path: Path) -> None:
    folder = tmp_path / "plannen"
    plan(folder / "goed.xlsx")
    (folder / "vast.xlsx").write_bytes(protected(plan_files.plan_bytes(examples.content(FLAWED))))
    done = run("plans", "check", folder, "-o", tmp_path / "terug", "--json")
    back = {one["file"]: one for one in json.loads(done.out)["plans"]}
    assert back["goed.xlsx"]["given_back"] == "goed.xlsx"
    assert back["goed.xlsx"]["not_filled_in"] is None
    assert back["vast.xlsx"]["given_back"] == "Bevindingen vast.xlsx"
    assert "beveiligd" in back["vast.xlsx"]["not_filled_in"]
    plain = json.loads(run("plans", "check", folder, "--json").out)["plans"]
    assert "given_back" not in plain[0]


@pytest.mark.slow
def test_a_file_that_changed_since_it_was_read_is_not_filled_in(tmp_path: Path) -> None:
    first = plan(tmp_path / "een.xlsx", FLAWED)
    second = plan(tmp_path / "twee.xlsx", FLAWED)
    found = checks.check([first, second], PEILDATUM)
    plan(second, GOOD)
    same, changed = given_back.give_back(found)
    assert (same.name, same.reason) == ("een.xlsx", "")
    assert changed.name == "Bevindingen twee.xlsx"
    assert "‘twee.xlsx’ is gewijzigd" in changed.reason
    assert "PLN-001" in texts(changed.content)


def test_a_file_that_is_gone_since_it_was_read_gets_its_findings(tmp_path: Path) -> None:
    path = plan(tmp_path / "een.xlsx", FLAWED)
    found = checks.check([path], PEILDATUM)
    path.unlink()
    [given] = given_back.give_back(found)
    assert given.name == "Bevindingen een.xlsx"
    assert "niet gevonden" in given.reason


@pytest.mark.slow
def test_no_two_things_in_the_folder_have_one_name(tmp_path: Path) -> None:
    names = ("noord/plan.xlsx", "zuid/PLAN.xlsx", "noord/Plannen.xlsx", "zuid/plan (2).xlsx")
    for number, name in enumerate(names):
        plan(tmp_path / name, with_line("Titel van het plan", f"Plan {number}"))
    found = checks.check([tmp_path / name for name in names], PEILDATUM)
    given = given_back.give_back(found)
    assert [one.name for one in given] == [
        "plan.xlsx",
        "PLAN (2).xlsx",
        "Plannen (2).xlsx",
        "plan (2) (2).xlsx",
    ]
    for number, one in enumerate(given):
        assert f"Plan {number}" in texts(one.content)


def test_a_plan_with_macros_keeps_them_and_its_name(tmp_path: Path) -> None:
    data = plan_files.plan_bytes(examples.content(FLAWED))
    macros = b"\xd0\xcf\x11\xe0 macro's"
    path = tmp_path / "plannen" / "plan.xlsm"
    path.parent.mkdir()
    path.write_bytes(reworked(data, {"xl/vbaProject.bin": macros}))
    back = checked_into(tmp_path) / "plan.xlsm"
    assert parts(back.read_bytes())["xl/vbaProject.bin"] == macros
    assert rows(back.read_bytes())[0][1]
