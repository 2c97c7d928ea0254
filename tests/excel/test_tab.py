"""The tab STO from the click to the tables: ribbon, VBA, command line, Python, workbook.

The add-in is the real one and so is the module xlwings in it, both run by pyOpenVBA's interpreter;
the command line that comes out starts a fresh Python, over a fake Excel with the same roster. One
button is walked each time, all of them among the slow tests.
"""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.excel.addin import baked
from sto_xl.grid import column_number
from sto_xl.region import invitations, routines, write_back
from support import plan_files, replay
from support.guards import agree
from support.open_addin import OpenAddin
from support.registers import demo_register
from support.replay import windows

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows needs no stand-in for itself")

HOME = r"C:\Users\M. Vos\AppData\Local\Programs\STO & meer"
MADE_FOR = replace(
    baked.here(), interpreter=rf"{HOME}\python.exe", package=rf"{HOME}\sto_xl\__init__.py"
)
SCHOLEN = [column.heading for column in sheets.SCHOLEN.columns]


class Desk:
    """A user with a roster open, who clicks."""

    def __init__(self, folder: Path, name: str = replay.NAME) -> None:
        self.folder = folder
        self.roster = folder / name
        self.roster.write_bytes(build.roster_bytes(examples.regions()["rivierenhoek"]))
        self.kept = replay.keep(self.roster.read_bytes(), folder, str(folder), name)
        path = folder / "sto.xlam"
        path.write_bytes(build.addin_bytes(MADE_FOR.settings()))
        self.addin = OpenAddin(path)
        self.addin.shell.run = self.start
        self.addin.open(self.roster, str(folder))
        self.done: replay.Done | None = None
        self.selected = ""
        self.chosen = ""
        self.register = folder / "duo.sqlite"

    def start(self, command: str) -> int:
        """Do what Windows does with the command line of a click."""
        told = windows.started(command)
        assert (told.folder, told.program) == (HOME, MADE_FOR.interpreter)
        assert self.addin.shell.ran_from[-1] == r"C:\Windows\System32"
        chosen = {"STO_XL_REPLAY_SELECTED": self.selected} if self.selected else {}
        chosen |= {"STO_XL_REPLAY_CHOSEN": self.chosen} if self.chosen else {}
        chosen |= {"STO_XL_REGISTER": str(self.register)}
        self.done = replay.run(told.arguments, self.folder, self.kept, **chosen)
        self.kept = self.done.kept
        return self.done.code

    def click(self, button: str) -> replay.Told:
        """Click a button; it must end well."""
        self.addin.click(button)
        assert self.done is not None
        assert (self.done.code, self.done.err, self.addin.told) == (0, "", [])
        assert self.done.told is not None
        return self.done.told

    @property
    def examined(self) -> routines.Examined:
        """The roster, as the command line sees it today."""
        return routines.examine(read_file(self.roster), dt.datetime.now().astimezone().date())


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def texts(rows: Iterable[Sequence[object]]) -> list[list[str]]:
    return [[str(cell or "") for cell in row] for row in rows]


def column(told: replay.Told, heading: str) -> list[object]:
    return [row[SCHOLEN.index(heading)] for row in told.tables["tblScholen"]]


@pytest.mark.slow
def test_controleren_writes_the_findings(desk: Desk) -> None:
    told = desk.click("stoControleren")
    expected = routines.control_rows(desk.examined.report)
    # The last column is a link, and what it shows is Excel's to say.
    found = told.tables["tblControle"]
    assert texts(row[:-1] for row in found) == texts(row[:-1] for row in expected)
    assert told.messages[0][0].startswith("Controle klaar: ")


@pytest.mark.slow
def test_scholen_markeren_writes_signals_and_next_steps(desk: Desk) -> None:
    told = desk.click("stoMarkeren")
    flags = {f.location.line: f for f in routines.flag(desk.examined)}
    rows = range(len(told.tables["tblScholen"]))
    signals = [f.signaal.value if (f := flags.get(i)) and f.signaal else None for i in rows]
    steps = [f.next_step or None if (f := flags.get(i)) else None for i in rows]
    assert any(signals)
    assert (column(told, "Signaal"), column(told, "Volgende stap")) == (signals, steps)


@pytest.mark.slow
def test_samenvatting_bijwerken_writes_every_table_of_the_summary(desk: Desk) -> None:
    told = desk.click("stoSamenvatting")
    for name, rows in write_back.figures(desk.examined).tables.items():
        assert len(told.tables[name]) == len(rows)
        assert [row[0] for row in told.tables[name]] == [row[0] for row in rows]


@pytest.mark.slow
def test_ontbrekende_scholen_lists_them_and_scholen_aanvullen_takes_them_in(desk: Desk) -> None:
    demo_register(desk.register)
    listed = desk.click("stoOntbrekend").tables["tblOntbrekend"]
    missing = [row[0] for row in listed]
    assert missing == ["99AE00", "99AN00", "99AP00"]
    told = desk.click("stoAanvullen")
    assert told.messages[0][0].startswith("3 scholen zijn toegevoegd")
    assert [row[0] for row in told.tables["tblScholen"]][-3:] == missing


@pytest.mark.slow
def test_uitnodigingen_maken_writes_letters_and_their_date(desk: Desk) -> None:
    told = desk.click("stoUitnodigingen")
    meant, _ = invitations.invite(desk.examined)
    [folder] = desk.folder.glob("Uitnodigingen *")
    assert meant
    assert len(list(folder.glob("*.docx"))) == len(meant)
    dates = column(told, "Laatste brief")
    assert all(dates[invitation.location.line] for invitation in meant)


@pytest.mark.slow
def test_plannen_inlezen_writes_plans_and_gives_them_back(desk: Desk) -> None:
    before = desk.click("stoUitleg").tables["tblPlannen"]
    plan = {"Vestiging": "99AA00", "Titel van het plan": "Drones"}
    (desk.folder / "plannen").mkdir()
    plan_files.write_plan(desk.folder / "plannen" / "drones.xlsx", {"tblPlan": plan})
    desk.chosen = str(desk.folder / "plannen")
    told = desk.click("stoPlannen")
    [*rest, added] = told.tables["tblPlannen"]
    assert rest == before
    assert {"99AA00", "Drones", "ingediend", "drones.xlsx"} <= set(added)
    [folder] = desk.folder.glob("Nagekeken plannen *")
    assert (folder / "drones.xlsx").exists()


@pytest.mark.slow
def test_besluiten_maken_writes_a_letter_about_each_plan(desk: Desk) -> None:
    told = desk.click("stoBesluiten")
    assert "gemaakt" in told.messages[-1][0]


@pytest.mark.slow
def test_voorstel_maken_is_for_a_techniekplan(desk: Desk) -> None:
    told = desk.click("stoVoorstel")
    assert "is geen techniekplan" in told.messages[0][0]


@pytest.mark.slow
def test_ongedaan_maken_takes_the_run_before_it_back(desk: Desk) -> None:
    before = column(desk.click("stoUitleg"), "Signaal")
    after = column(desk.click("stoMarkeren"), "Signaal")
    told = desk.click("stoOngedaan")
    assert before != after
    assert column(told, "Signaal") == before
    assert told.messages[0][0].startswith("Ongedaan gemaakt: scholen markeren")


@pytest.mark.slow
def test_uitleg_explains_the_finding_of_the_cell_that_is_chosen(desk: Desk) -> None:
    finding = desk.click("stoControleren").tables["tblControle"][0]
    texts_of = dict(zip([c.heading for c in sheets.CONTROLE.columns], finding, strict=True))
    letters, digits = re.fullmatch(r"([A-Z]+)(\d+)", texts_of["Cel"]).groups()  # type: ignore[union-attr]
    desk.selected = f"{texts_of['Blad']}!{digits}!{column_number(letters)}"
    told = desk.click("stoUitleg")
    assert texts_of["Bevinding"] in told.messages[0][0]
    assert texts_of["Code"] in told.messages[0][0]


@pytest.mark.slow
def test_leeg_regiobestand_opens_a_new_workbook_and_leaves_this_one(desk: Desk) -> None:
    before = desk.click("stoUitleg").tables
    told = desk.click("stoNieuw")
    assert told.books == [replay.NAME, "regiobestand1"]
    assert (told.messages, told.tables) == ([], before)


@pytest.mark.slow
def test_leeg_techniekplan_opens_a_new_workbook_and_leaves_this_one(desk: Desk) -> None:
    before = desk.click("stoUitleg").tables
    told = desk.click("stoNieuwPlan")
    assert told.books == [replay.NAME, "techniekplan1"]
    assert (told.messages, told.tables) == ([], before)


@pytest.mark.parametrize(
    "name",
    ["R&D ^ 100%; de Hoek's (1).xlsx", pytest.param("x^&calc .xlsx", marks=pytest.mark.slow)],
)
def test_no_name_of_a_workbook_becomes_a_command(tmp_path: Path, name: str) -> None:
    desk = Desk(tmp_path, name)
    # Would be imported if the workbook's folder were where Python looks.
    (tmp_path / "sto_xl.py").write_text("raise SystemExit('not ours')")
    told = desk.click("stoControleren")
    assert told.messages[0][0].startswith("Controle klaar: ")


def test_every_button_of_the_tab_is_walked_above() -> None:
    walked = Path(__file__).read_text(encoding="utf-8")
    ribbon = build.ribbon().decode()
    buttons = [part.split('"')[1] for part in ribbon.split("<button id=")[1:]]
    assert buttons
    found = [button for button in buttons if f'click("{button}")' in walked]
    agree(found, buttons, "{} is not walked: add a test to this file that clicks it")


@pytest.mark.slow
def test_a_click_asks_excel_anew_which_buttons_make_sense(desk: Desk) -> None:
    asked = desk.addin.ribbon.asked
    desk.click("stoControleren")
    assert desk.addin.ribbon.asked == asked + 1
