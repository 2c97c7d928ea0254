"""The tab STO: what its buttons say, when they are grey, and what stands in their way."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from pyopenvba.exceptions import VBARuntimeError

from sto_xl.books import build
from sto_xl.books.new import addin as books_addin
from sto_xl.system.errors import Cause, Failure
from support import plan_files
from support.open_addin import SPACE, XLWINGS_STUB, OpenAddin

#: The whole add-in is made, or walked, in each of these.
pytestmark = pytest.mark.slow

TREE = ET.fromstring(build.ribbon())  # noqa: S314  (our own file)
BUTTONS = {b.attrib["id"]: b.attrib for b in TREE.iter(f"{SPACE}button")}
WRITING = {"StoCheck", "StoFlag", "StoSummarise", "StoPlans", "StoLetters", "StoUndo"}
WRITING |= {"StoProposal", "StoDecisions", "StoMissing", "StoComplete"}
ANY, UNDO = {"stoControleren", "stoNieuw", "stoNieuwPlan"}, "stoOngedaan"
#: What one can do with a techniekplan.
PLAN = {*ANY, "stoUitleg", "stoVoorstel"}
#: And with a roster, when there is nothing to take back.
ROSTER = BUTTONS.keys() - {UNDO, "stoVoorstel"}
COMMAND = "import sto_xl.excel.macros; sto_xl.excel.macros.check()|false"


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
    assert groups == ["Controleren", "Regio", "Plannen", "Brieven", "Herstel", "Hulp"]


@pytest.mark.parametrize("label", [told["label"] for told in BUTTONS.values()])
def test_the_manual_explains_each_button(label: str) -> None:
    manual = Path(__file__).resolve().parents[2] / "docs" / "gebruik.md"
    text = " ".join(manual.read_text(encoding="utf-8").split())
    for wanted in (f"| {label} |", f"**{label}**"):
        assert wanted in text, f"docs/gebruik.md does not explain {label}: it needs {wanted}"


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
    assert addin.enabled() == ROSTER


def test_after_a_run_it_can_be_taken_back(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path, {"tblRun": [("2026-11-25 10.00.00 abc123", None)]}))
    assert addin.enabled() == {*ROSTER, UNDO}


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
    assert addin.enabled() == ROSTER


def test_in_a_techniekplan_one_can_check_it_and_ask_about_it(
    addin: OpenAddin, tmp_path: Path
) -> None:
    path = tmp_path / "techniekplan.xlsx"
    plan_files.write_plan(path, {"tblPlan": {"Vestiging": "00AH17"}})
    addin.open(path)
    assert addin.enabled() == PLAN


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


SYSTEM, SHARE = r"C:\Windows\System32", r"\\server\regio"


def test_python_is_started_from_the_folder_of_windows(addin: OpenAddin, tmp_path: Path) -> None:
    # Else a cmd.exe beside the workbook would be started instead.
    addin.open(roster(tmp_path))
    addin.click("stoControleren")
    assert (addin.shell.ran_from, addin.shell.folder) == ([SYSTEM], SHARE)


def test_where_the_folder_of_windows_is_not_there_nothing_is_started(
    addin: OpenAddin, tmp_path: Path
) -> None:
    addin.open(roster(tmp_path))
    addin.shell.missing = {SYSTEM}
    assert refused(addin).startswith("STO kon niet beginnen")


@pytest.mark.parametrize("gone", [set(), {SHARE}])
@pytest.mark.parametrize("code", [0, -1])
def test_what_python_leaves_behind_is_put_back(
    addin: OpenAddin, tmp_path: Path, code: int, gone: set[str]
) -> None:
    addin.open(roster(tmp_path))
    application = addin.excel.application

    def killed(_command: str) -> int:
        application.enable_events = False
        addin.shell.missing = gone
        return code

    addin.shell.run = killed
    addin.click("stoControleren")
    assert application.enable_events
    assert addin.shell.folder == (SYSTEM if gone else SHARE)
    assert bool(addin.told) == bool(code)


def test_events_that_were_off_stay_off(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    addin.excel.application.enable_events = False
    addin.click("stoControleren")
    assert not addin.excel.application.enable_events


def test_without_a_workbook_a_click_asks_for_one(addin: OpenAddin) -> None:
    assert refused(addin).startswith("Er is geen werkmap open.")


def test_in_protected_view_a_click_says_how_to_leave_it(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    addin.protected_view = True
    assert "‘Bewerken inschakelen’" in refused(addin)


@pytest.mark.parametrize("sheet", ["sto.conf", "STO.conf"])
def test_a_workbook_that_could_start_another_program_starts_none(
    addin: OpenAddin, tmp_path: Path, sheet: str
) -> None:
    addin.open(workbook(tmp_path, {"A1": "Interpreter_Win", "B1": r"\\elders\python.exe"}, sheet))
    assert refused(addin).startswith("In deze werkmap staat een blad met de naam ‘sto.conf’.")


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
    assert told.startswith("STO kon niet afmaken wat deze knop doet.")
    assert "sto-xl addin install" in told


@pytest.mark.parametrize(
    ("number", "words"),
    [(1001, "STO kon niet beginnen: "), (70, "Op deze computer mag Excel geen ander programma")],
)
def test_an_error_in_vba_itself_is_told_in_dutch(
    addin: OpenAddin, tmp_path: Path, number: int, words: str
) -> None:
    addin.open(roster(tmp_path))
    addin.excel.add_module(
        XLWINGS_STUB.replace(
            "ExecuteWindows = Shell", f"Err.Raise {number}: ExecuteWindows = Shell"
        ),
        name="xlwings",
    )
    addin.click("stoControleren")
    [told] = addin.told
    assert told.startswith(words)
    assert addin.shell.folder == SHARE


def test_a_name_with_percent_signs_starts_nothing(addin: OpenAddin, tmp_path: Path) -> None:
    # cmd.exe fills in a variable between them, wherever it stands.
    addin.open(roster(tmp_path).rename(tmp_path / "%CMDCMDLINE%&calc&.xlsx"))
    assert "procenttekens" in refused(addin)


def test_on_a_mac_a_click_says_that_it_works_on_windows(addin: OpenAddin, tmp_path: Path) -> None:
    addin.open(roster(tmp_path))
    source = build.vba()["StoStart"].replace("#If Mac Then", "#If True Then")
    addin.excel.add_module(source, name="StoStart")
    assert "voorlopig alleen in Excel voor Windows" in refused(addin)


# VBA forgets everything when somebody stops it in its editor.


def test_the_addin_hears_what_happens_in_excel_from_the_start(addin: OpenAddin) -> None:
    assert addin.watches


def test_after_vba_was_stopped_a_click_works_and_listens_again(
    addin: OpenAddin, tmp_path: Path
) -> None:
    addin.open(roster(tmp_path))
    addin.forget()
    assert not addin.watches
    addin.click("stoControleren")
    assert (addin.shell.commands, addin.told) == ([COMMAND], [])
    assert addin.watches


def test_where_it_is_not_known_whether_a_button_makes_sense_it_is_not_grey(
    addin: OpenAddin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addin.open(workbook(tmp_path, {"A1": "Rooster"}))
    inner = addin.excel.application.vba_get

    def get(name: str, *rest: object) -> object:
        if name.lower() == "worksheetfunction":
            raise VBARuntimeError(1004, "busy")
        return inner(name, *rest)

    monkeypatch.setattr(addin.excel.application, "vba_get", get)
    assert "stoMarkeren" in addin.enabled()


# What xlwings asks for on the way, and where it would look if the add-in left it out.


def test_the_settings_of_the_addin_are_safe() -> None:
    assert books_addin.DEFAULTS == {
        "Interpreter_Win": "",
        "Conda Path": "",
        "Conda Env": "",
        "Show Console": 0,
        # A text of xlwings' own would otherwise be put on a new sheet of the user's workbook.
        "Show_Error_Popups": "True",
        "Temp Dir": "%TEMP%",
    }


def test_an_xlwings_that_asks_for_more_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {name: value for name, value in books_addin.DEFAULTS.items() if name != "Temp Dir"}
    monkeypatch.setattr(books_addin, "DEFAULTS", settings)
    with pytest.raises(Failure) as raised:
        books_addin.xlwings_modules()
    assert raised.value.cause is Cause.XLWINGS_UNKNOWN
