"""A remedy knows its door: what it tells to do can be done there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sto_xl.system import doors
from sto_xl.system.doors import WAYS, Door
from sto_xl.system.errors import Cause, Failure

COMMAND = re.compile(r"sto-xl [a-z]|--[a-z]")
#: What is said only where there is a command line or a ribbon.
ELSEWHERE = re.compile(
    r"ADDIN|DUO_|REGISTER|EXISTS|ONLY_WINDOWS|NO_LIST_BUT_PLAN|NO_SCHOOLS|CLUSTER|NO_SCHEDULER"
)


@pytest.fixture(autouse=True)
def back() -> Iterator[None]:
    before = doors.here()
    yield
    doors.enter(before)


def test_no_sentence_of_the_page_or_the_pane_names_a_command() -> None:
    for cause in Cause:
        if not ELSEWHERE.search(cause.name):
            assert not COMMAND.search(cause.value), cause.name
    for door in (Door.PAGE, Door.PANE):
        assert not [way.at(door) for way in WAYS.values() if COMMAND.search(way.at(door))]


def test_each_door_says_it_in_its_own_words() -> None:
    failure = Failure(Cause.NOT_A_PLAN, file="a.xlsx")
    doors.enter(Door.COMMAND_LINE)
    assert "maakt u met ‘sto-xl new plan’; " in str(failure)
    doors.enter(Door.PAGE)
    assert "maakt u met de knop ‘Leeg techniekplan’; " in str(failure)
    assert doors.said("moves") == doors.said(None) == ""
    doors.enter(Door.PANE)
    assert "maakt u met de knop ‘Leeg techniekplan’; " in str(failure)
    assert doors.said("check_roster") == "de knop ‘Controleren’"
