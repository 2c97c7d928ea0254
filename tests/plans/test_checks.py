"""A folder of plans on the command line: each is checked, answered, and told what becomes of it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from sto_xl.books import build
from sto_xl.cli.demo import examples
from sto_xl.plans import reading
from sto_xl.plans.reading import Unread
from support import plan_files
from support.commands import fingerprints, run
from support.plan_texts import GOOD, without
from support.tables import PEILDATUM

SCHOOLS = """
[tblScholen]
Vestiging | School
00AH17 | De Werkhoek
00AH18 | De Tuinhoek
"""


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with plans, good and flawed, and what is none; beside it the roster."""
    beside = tmp_path_factory.mktemp("ingeleverd")
    given = beside / "plannen"
    given.mkdir()
    plans = {
        "goed.xlsx": GOOD,
        "open.xlsx": without("Wat zijn de specifieke doelen?").replace("00AH17", "00AH18"),
    }
    for name, text in plans.items():
        plan_files.write_plan(given / name, examples.content(text))
    (given / "kapot.xlsx").write_bytes((given / "goed.xlsx").read_bytes()[:3000])
    (given / "~$goed.xlsx").write_bytes(b"x" * 165)
    build.write_roster(beside / "regio.xlsx", examples.content(SCHOOLS))
    build.write_roster(given / "regio.xlsx", examples.content(SCHOOLS))
    return beside


@pytest.fixture
def folder(handed_in: Path, tmp_path: Path) -> Path:
    """Give a test the folder as its own."""
    shutil.copytree(handed_in, tmp_path, dirs_exist_ok=True)
    return tmp_path / "plannen"


def texts(path: Path) -> list[str]:
    book = openpyxl.load_workbook(path)
    return [str(c) for s in book for row in s.values for c in row if c is not None]


def test_every_plan_is_checked_and_every_other_file_named(folder: Path) -> None:
    done = run("plans", "check", str(folder), "--date", "2026-09-30")
    assert done.code == 3
    assert "goed.xlsx: geen fouten" in done.out
    assert "PLN-001" in done.out
    assert "‘kapot.xlsx’ is beschadigd" in done.out
    assert "‘regio.xlsx’ is geen techniekplan" in done.out
    assert "~$" not in done.out + done.err


def test_each_plan_is_given_back_and_the_list_tells_of_all(folder: Path) -> None:
    out = folder.parent / "uit"
    roster = folder.parent / "regio.xlsx"
    done = run("plans", "check", str(folder), "-o", str(out), "--roster", str(roster))
    assert done.code == 3
    assert sorted(path.name for path in out.iterdir()) == [
        "Plannen.xlsx",
        "goed.xlsx",
        "open.xlsx",
    ]
    assert "PLN-001" in texts(out / "open.xlsx")
    rows = texts(out / "Plannen.xlsx")
    told = "Komt als nieuwe regel op blad Plannen. Wie het invulde, komt op blad Contacten."
    assert told in rows
    assert "kapot.xlsx" in rows


def test_json_says_of_each_plan_what_becomes_of_it(folder: Path) -> None:
    roster = folder.parent / "regio.xlsx"
    done = run("plans", "check", str(folder), "--roster", str(roster), "--json")
    content = json.loads(done.out)
    assert [plan["file"] for plan in content["plans"]] == ["goed.xlsx", "open.xlsx"]
    assert {plan["intake"] for plan in content["plans"]} == {"nieuw"}
    assert [one["file"] for one in content["unread"]] == ["kapot.xlsx", "regio.xlsx"]


def test_a_good_plan_alone_is_good(folder: Path) -> None:
    done = run("plans", "check", str(folder / "goed.xlsx"), "--date", "2026-09-30")
    assert done.code == 0


def test_where_no_plan_can_be_read_nothing_is_made(folder: Path) -> None:
    out = folder.parent / "uit"
    done = run("plans", "check", str(folder / "kapot.xlsx"), "-o", str(out))
    assert done.code == 2
    assert not any(out.iterdir())


def test_findings_never_come_among_the_plans(folder: Path) -> None:
    before = sorted(folder.iterdir())
    done = run("plans", "check", str(folder), "-o", str(folder), "--force")
    assert done.code == 2
    assert "staan de plannen zelf" in done.err
    assert sorted(folder.iterdir()) == before


def test_nothing_that_was_read_is_written_over_when_asked_to_replace(folder: Path) -> None:
    roster = folder.parent / "regio.xlsx"
    links = folder.parent / "elders"
    links.mkdir()
    try:
        (links / "goed.xlsx").symlink_to(folder / "goed.xlsx")
    except OSError:
        pytest.skip("no links can be made here")
    before = fingerprints(folder.parent)
    done = run("plans", "check", str(links), "-o", str(folder), "--force")
    assert "staan de plannen zelf" in done.err
    shutil.copy(folder / "goed.xlsx", links / "regio.xlsx")
    out = ("-o", str(folder.parent), "--roster", str(roster), "--force")
    done = run("plans", "check", str(links / "regio.xlsx"), *out)
    assert done.code == 2
    assert "regio.xlsx’ is het bestand dat wordt gelezen" in done.err
    (links / "regio.xlsx").unlink()
    assert fingerprints(folder.parent) == before


def test_findings_of_before_are_replaced_only_when_asked(folder: Path) -> None:
    out = folder.parent / "uit"
    assert run("plans", "check", str(folder), "-o", str(out)).code == 3
    assert run("plans", "check", str(folder), "-o", str(out)).code == 2
    assert run("plans", "check", str(folder), "-o", str(out), "--force").code == 3


@pytest.mark.slow
def test_however_many_processes_read_the_answers_come_in_the_order_of_the_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_WORTH_A_PROCESS", 1)
    files = [folder / name for name in ("kapot.xlsx", "goed.xlsx", "regio.xlsx", "open.xlsx")]
    told = list[int]()
    read = reading.plans_read(files, 2, told.append)
    assert told == [1, 2, 3, 4]
    unread = {one.number: one.file for one in read if isinstance(one, Unread)}
    assert unread == {0: "kapot.xlsx", 2: "regio.xlsx"}
    plans = [one.came.path.name for one in read if not isinstance(one, Unread)]
    assert plans == ["goed.xlsx", "open.xlsx"]
    checked = reading.plan_files(files, PEILDATUM, 2)
    assert [one for one in checked if isinstance(one, Unread)] == [read[0], read[2]]
    assert [(one.number, one.file) for one in checked] == list(
        enumerate(file.name for file in files)
    )
