"""The tab STO: what its buttons say, when they are grey, and what stands in their way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from draw_ribbon import draw
from open_addin import SPACE, XLWINGS_STUB, OpenAddin

from sto_xl import build
from sto_xl.books import addin as books_addin

TREE = ET.fromstring(build.ribbon())  # noqa: S314  (our own file)
BUTTONS = {b.attrib["id"]: b.attrib for b in TREE.iter(f"{SPACE}button")}
WRITING = {"StoCheck", "StoFlag", "StoSummarise", "StoLetters", "StoUndo"}
ANY, UNDO = {"stoControleren", "stoNieuw"}, "stoOngedaan"
COMMAND = "import sto_xl.macros; sto_xl.macros.check()"


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_says_what_it_does(button: str) -> None:
    told = BUTTONS[button]
    assert told["supertip"].endswith(".")
    assert re.fullmatch(r"[A-Z0-9]{1,3}", told["keytip"])
    assert max(len(told["supertip"]), len(told["screentip"])) < 1024


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_that_writes_says_that_ctrl_z_is_emptied(button: str) -> None:
    told = BUTTONS[button]
    assert ("Ctrl+Z" in told["supertip"]) == (told["onAction"] in WRITING)


def test_the_groups_stand_in_the_order_of_the_work() -> None:
    groups = [group.attrib["label"] for group in TREE.iter(f"{SPACE}group")]
    assert groups == ["Controleren", "Regio", "Brieven", "Herstel", "Hulp"]


def test_the_figure_in_the_manual_is_drawn_from_the_ribbon() -> None:
    figure = Path(__file__).resolve().parents[1] / "docs" / "pictures" / "lint.svg"
    assert figure.read_text(encoding="utf-8") == draw(build.ribbon())


@pytest.mark.parametrize("label", [told["label"] for told in BUTTONS.values()])
def test_the_manual_explains_each_button(label: str) -> None:
    manual = Path(__file__).resolve().parents[1] / "docs" / "gebruik.md"
    text = " ".join(manual.read_text(encoding="utf-8").split())
    assert f"| {label} |" in text
    assert f"**{label}**" in text


# Which buttons are grey.


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("tab") / "sto.xlam"
    path.write_bytes(build.addin_bytes({"Interpreter_Win": r"C:\STO"}))
    return path


@pytest.fixture
def addin(built: Path) -> OpenAddin:
    return OpenAddin(built, XLWINGS_STUB)


def workbook(folder: Path, cells: Mapping[str, str | int], sheet: str = "Blad1") -> Path:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = sheet
    for cell, value in cells.items():
        book.active[cell] = value
    path = folder / "werkmap.xlsx"
    book.save(path)
    return path


def roster(folder: Path, content: build.Content | None = None) -> Path:
    path = folder / "regiobestand.xlsx"
    path.write_bytes(build.roster_bytes(content))
    return path


def test_with_no_workbook_open_every_button_is_grey(addin: OpenAddin) -> None:
    assert addin.enabled() == set()


def test_in_a_roster_only_taking_back_is_grey(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    assert addin.enabled() == BUTTONS.keys() - {UNDO}


def test_after_a_run_it_can_be_taken_back(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path, {"tblRun": [("2026-11-25 10.00.00 abc123", None)]}))
    assert addin.enabled() == BUTTONS.keys()


def test_in_another_workbook_one_can_check_and_begin_anew(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(workbook(tmp_path, {"A1": "Rooster", "A2": 3}))
    assert addin.enabled() == ANY


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [("scholen", {}), ("Lijst", {"B4": "Vestiging"}), ("Kopie", {"C2": "VESTIGING"})],
)
def test_a_list_of_locations_is_a_roster_whatever_it_is_called(
    addin: OpenAddin, tmp_path: Path, sheet: str, cells: Mapping[str, str]
) -> None:
    addin.open(workbook(tmp_path, cells, sheet))
    assert addin.enabled() == BUTTONS.keys() - {UNDO}


def test_in_protected_view_every_button_is_grey(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    addin.protected_view = True
    assert addin.enabled() == set()


@pytest.mark.parametrize("event", ["WorkbookActivate", "ProtectedViewWindowDeactivate"])
def test_another_window_in_front_makes_excel_ask_again(
    addin: OpenAddin, tmp_path: Path, event: str
) -> None:
    addin.open(roster(tmp_path))
    addin.run(f"Watched_{event}", addin.excel.workbook, module="ThisWorkbook")
    assert addin.ribbon.asked == 1


# What stands in the way of a click is told, and nothing is started.


def refused(addin: OpenAddin) -> str:
    addin.click("stoControleren")
    assert addin.shell.commands == []
    [told] = addin.told
    return told


def test_a_click_hands_python_one_command_and_tells_nothing(
    addin: OpenAddin, tmp_path: Path
) -> None:
    addin.open(roster(tmp_path))
    addin.click("stoControleren")
    assert (addin.shell.commands, addin.told) == ([COMMAND], [])


def test_without_a_workbook_a_click_asks_for_one(addin: OpenAddin) -> None:
    assert refused(addin).startswith("Er is geen werkmap open.")


def test_in_protected_view_a_click_says_how_to_leave_it(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    addin.protected_view = True
    assert "‘Bewerken inschakelen’" in refused(addin)


@pytest.mark.parametrize("sheet", ["sto.conf", "STO.conf", "macro.py"])
def test_a_workbook_that_could_start_another_program_starts_none(
    addin: OpenAddin, tmp_path: Path, sheet: str
) -> None:
    addin.open(workbook(tmp_path, {"A1": "Interpreter_Win", "B1": r"\\elders\python.exe"}, sheet))
    assert refused(addin).startswith("In deze werkmap staat een blad waarvan de naam ‘sto.conf’")


@pytest.mark.parametrize(
    ("setting", "what"), [("INTERPRETER_WIN", "Python"), ("STO_XL", "het pakket sto_xl")]
)
def test_what_is_gone_from_the_computer_is_named_with_its_place(
    addin: OpenAddin, tmp_path: Path, setting: str, what: str
) -> None:
    addin.open(roster(tmp_path))
    addin.shell.missing = {setting}
    told = refused(addin)
    assert what in told
    assert r"C:\STO" in told
    assert "sto-xl addin install" in told


def test_a_python_that_fails_is_told_in_dutch(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    addin.shell.run = lambda _command: -1
    addin.click("stoControleren")
    [told] = addin.told
    assert told.startswith("STO kon deze knop niet afmaken.")
    assert "sto-xl addin install" in told


def test_an_error_in_vba_itself_is_told_in_dutch(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    addin.excel.add_module(
        XLWINGS_STUB.replace("RunPython = Shell", "Err.Raise 1001: RunPython = Shell"),
        name="xlwings",
    )
    addin.click("stoControleren")
    [told] = addin.told
    assert told.startswith("STO kon niet beginnen: ")


def test_every_setting_that_xlwings_asks_for_is_answered_by_the_addin() -> None:
    # Else it looks in a file beside the user's workbook, and that may be anyone's.
    source = books_addin.xlwings_modules()["xlwings"]
    asked = set(re.findall(r'GetConfig\("([^"]+)"', source))
    # Of functions in Excel and of embedded code, which the add-in has none of.
    asked -= {"INTERPRETER", "UDF MODULES", "DEBUG UDFS"}
    assert "INTERPRETER_WIN" in asked
    assert asked <= {name.upper() for name in books_addin.DEFAULTS}
