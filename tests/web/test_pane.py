"""What the pane's script gets of Python when nothing is written: plain data, and one sentence."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sto_xl.buttons import journal
from sto_xl.buttons.journal import KEPT_RUNS, Entry
from sto_xl.system import doors, outputs
from sto_xl.system.errors import Cause
from sto_xl.web import site
from sto_xl.web.across import Reply
from sto_xl.web.clicked import PaneRuns
from sto_xl.web.pane import BUTTONS, Pane, limits

NOW = "2026-12-01T14:05:00"
#: A workbook with one sheet, on which one cell holds something.
LISTED = {
    "name": "Map1.xlsx",
    "active": "'Blad 1'!B2",
    "day1904": 1462,
    "sheets": [
        {
            "name": "Blad 1",
            "visibility": "Visible",
            "protected": False,
            "filtered": False,
            "used": "'Blad 1'!A1:A1",
        }
    ],
    "tables": [],
}
BLOCK = {
    "sheet": "Blad 1",
    "area": "A1:A1",
    "values": [["Boodschappen"]],
    "formulas": [["Boodschappen"]],
    "formats": [["General"]],
    "types": [["String"]],
    "merged": "",
}


@pytest.fixture
def pane(tmp_path: Path) -> Iterator[Pane]:
    before = doors.here()
    yield Pane(str(tmp_path / "pane"))
    doors.enter(before)


def told(reply: Reply) -> Any:  # noqa: ANN401  (JSON)
    return json.loads(reply.told)


def read(pane: Pane, button: str) -> Reply:
    """Click, and let all be read that is asked for."""
    begun = told(pane.click(button, json.dumps(LISTED), NOW))
    assert begun == {"read": [[["Blad 1", "A1:A1"]]]}
    return pane.go_on(json.dumps({"blocks": [BLOCK]}))


def test_every_button_of_the_pane_is_one_of_python_and_the_other_way_around() -> None:
    page = (site.SOURCES / "pane.html").read_text(encoding="utf-8")
    assert sorted(re.findall(r'data-click="(\w+)"', page)) == sorted(BUTTONS)


@pytest.mark.parametrize("button", ["flag", "summarise", "letters", "plans", "undo", "explain"])
def test_where_there_is_no_roster_one_is_offered(pane: Pane, button: str) -> None:
    asked = told(read(pane, button))
    assert (asked["ask"], "is geen regiobestand" in asked["question"]) == ("yes", True)
    opened = pane.go_on(json.dumps({"yes": True}))
    assert told(opened)["open"] is True
    assert opened.data == outputs.shipped("workbooks", "regiobestand.xlsx").read_bytes()
    read(pane, button)
    refused = pane.go_on(json.dumps({"yes": False}))
    assert (told(refused)["said"], refused.data) == ("", b"")


def test_what_is_wrong_is_said_in_the_words_of_the_ribbon(pane: Pane) -> None:
    failure = told(read(pane, "proposal"))["failure"]
    assert failure == Cause.NO_PLAN_OPEN.value.format(file="Map1.xlsx")


def test_what_nobody_foresaw_is_a_sentence_with_a_reference(
    pane: Pane, capsys: pytest.CaptureFixture[str]
) -> None:
    pane.click("check", json.dumps(LISTED), NOW)
    failure = told(pane.go_on(json.dumps({"blocks": [{**BLOCK, "sheet": "Elders"}]})))["failure"]
    assert "Kijk de werkmap na" in failure
    assert failure.endswith("Noem dat kenmerk als u het meldt.")
    assert "KeyError" in capsys.readouterr().out


def test_an_answer_without_a_click_is_no_end_of_python(pane: Pane) -> None:
    assert "kenmerk" in told(pane.go_on("{}"))["failure"]


def test_there_is_a_sentence_for_all_that_the_script_says_of_python() -> None:
    script = (site.SOURCES / "pane.js").read_text(encoding="utf-8")
    whys = set(re.findall(r'"(\w+)"', re.findall(r"@param .* why", _python_script())[0]))
    used = set(re.findall(r"sentences\.(\w+)", script))
    assert json.loads(limits()).keys() == whys | used


def _python_script() -> str:
    return (site.SOURCES / "python.js").read_text(encoding="utf-8")


def test_a_run_is_kept_without_a_place_and_with_those_before_it() -> None:
    first = Entry("1", "", dt.date(2026, 12, 1), "controleren", "1.1", {}, folder="/werk/brieven")
    given: list[Entry] = []
    for number in range(1, KEPT_RUNS + 3):
        runs = PaneRuns(given)
        runs.keep(replace(first, run=str(number), before=str(number - 1)))
        (kept,) = runs.kept.values()
        assert kept.folder == ""
        given = [*filter(None, [journal.from_json(journal.as_json(kept))])]
    assert runs.dropped == ["2"]
    assert kept.earlier == tuple(str(n) for n in range(KEPT_RUNS + 1, 2, -1))
    runs.drop(kept.run)
    assert (runs.kept, runs.dropped) == ({}, ["2", kept.run])
