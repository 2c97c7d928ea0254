"""A click as Excel makes it: xlwings' own command line, a fresh process, and what is left of it."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from fake_excel import win32 as fake_win32
from sto_xl.books import build
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.region import routines
from sto_xl.system.errors import Cause, Failure
from support import replay

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows needs no stand-in for itself")

#: What belongs to other buttons, to the command line, or to nothing that a button does. Users have
#: no numpy; the tests do, and where it is xlwings takes it.
HEAVY = {
    "click",
    "docx",
    "jinja2",
    "lxml",
    "openpyxl",
    "pandas",
    "python_calamine",
    "rapidfuzz",
    "rich",
    "xlsxwriter",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("klik")


@pytest.fixture(scope="module")
def data() -> bytes:
    return build.roster_bytes(examples.regions()["rivierenhoek"])


@pytest.fixture(scope="module")
def kept(data: bytes, folder: Path) -> Path:
    return replay.keep(data, folder)


@pytest.fixture(scope="module")
def checked(kept: Path, folder: Path) -> replay.Done:
    return replay.click("check", kept, folder)


def test_a_click_on_controleren_ends_well_and_with_one_message(checked: replay.Done) -> None:
    assert (checked.code, checked.err) == (0, "")
    assert checked.told
    [(prompt, title, _)] = checked.told.messages
    assert prompt.startswith("Controle klaar: ")
    assert title == "Sterk Techniekonderwijs"


def test_a_click_makes_few_calls_besides_those_of_importing_xlwings(
    checked: replay.Done, kept: Path, folder: Path
) -> None:
    # On Windows `import xlwings` looks three times in the workbook for a licence key.
    bare = replay.run(replay.arguments("pass"), folder, kept)
    assert checked.told
    assert bare.told
    own = checked.told.calls - bare.told.calls
    print(f"check: {own} calls, and {bare.told.calls} of `import xlwings`")  # noqa: T201
    # One of them asks whether a row of Partners can be a sum.
    assert own <= 101


def test_a_click_finds_what_the_same_file_gives(
    checked: replay.Done, data: bytes, tmp_path: Path
) -> None:
    assert checked.told
    [[run, moment]] = checked.told.tables["tblRun"]
    path = tmp_path / replay.NAME
    path.write_bytes(data)
    day = dt.date.fromisoformat(run[:10])
    expected = routines.control_rows(routines.examine(read_file(path), day).report)
    assert str(day.year) in moment
    assert expected
    # The last column is a link, and what it shows is Excel's to say.
    rows = [[cell or "" for cell in row[:-1]] for row in checked.told.tables["tblControle"]]
    assert rows == [[cell or "" for cell in row[:-1]] for row in expected]


def test_a_click_keeps_its_data_in_the_users_own_folder(checked: replay.Done, folder: Path) -> None:
    assert checked.told
    run = checked.told.tables["tblRun"][0][0]
    kept = folder / "data" / "sto_xl"
    assert [path.stem for path in (kept / "journal").iterdir()] == [run]


def test_a_click_imports_nothing_heavy_that_it_does_not_need(checked: replay.Done) -> None:
    assert checked.told
    assert "sto_xl" in checked.told.modules
    assert HEAVY.intersection(checked.told.modules) == set()


@pytest.mark.slow
def test_a_button_of_an_add_in_of_before_asks_for_a_new_one(kept: Path, tmp_path: Path) -> None:
    program = "import sto_xl.macros; sto_xl.macros.check()"
    done = replay.run(replay.arguments(program), tmp_path, kept)
    assert (done.code, done.err) == (0, "")
    assert done.told
    [(prompt, _, _)] = done.told.messages
    assert prompt == str(Failure(Cause.ADDIN_OUTDATED))
    assert done.told.tables["tblRun"] == [[None, None]]


@pytest.mark.slow
def test_a_damaged_cache_of_pywin32_gives_one_sentence_with_its_folder(
    kept: Path, tmp_path: Path
) -> None:
    done = replay.click("check", kept, tmp_path, STO_XL_REPLAY_DAMAGED="1")
    assert done.code == 1
    folder = fake_win32.GEN_PATH
    assert done.err == f"{Failure(Cause.EXCEL_LINK_DAMAGED, folder=folder)}\n"


@pytest.mark.slow
def test_a_workbook_with_an_equals_sign_in_its_name_is_found(data: bytes, tmp_path: Path) -> None:
    name = "regio = a=b.xlsx"
    done = replay.click("check", replay.keep(data, tmp_path, name=name), tmp_path, name)
    assert (done.code, done.err) == (0, "")
    assert done.told
    assert done.told.messages[0][0].startswith("Controle klaar: ")


@pytest.mark.slow
def test_a_workbook_that_cannot_be_reached_gives_one_sentence(kept: Path, tmp_path: Path) -> None:
    done = replay.click("check", kept, tmp_path, book="een ander bestand.xlsx")
    assert done.code == 1
    [sentence] = done.err.splitlines()
    assert sentence.startswith("Er ging iets mis in het programma zelf (kenmerk ")
    assert sentence.endswith(".")
    assert done.told
    assert done.told.messages == []
    assert "ComError" in (tmp_path / "data" / "sto_xl" / "sto-xl.log").read_text(encoding="utf-8")


def test_xlwings_sees_windows_and_the_rest_sees_what_is_there(kept: Path, tmp_path: Path) -> None:
    program = "import sys, xlwings.main; print(sys.platform, xlwings.main.sys.platform)"
    seen = replay.run(("-c", f"{program}; print(xlwings.engines.active.name)"), tmp_path, kept)
    assert (seen.code, seen.err) == (0, "")
    here, there, engine = seen.out.split()
    assert (here != "win32", there, engine) == (True, "win32", "excel")


def test_a_program_outside_a_replay_is_left_alone(tmp_path: Path) -> None:
    program = "import sys; print('sitecustomize' in sys.modules, 'pywintypes' in sys.modules)"
    seen = replay.run(("-c", program), tmp_path)
    assert (seen.code, seen.out, seen.err, seen.told) == (0, "True False\n", "", None)
