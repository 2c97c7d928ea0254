"""The tab STO, as text: every button is explained, and stands for a function of `macros`."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from sto_xl import macros

SOURCE = Path(__file__).resolve().parents[1] / "workbooks" / "ribbon" / "customUI14.xml"
SPACE = "{http://schemas.microsoft.com/office/2009/07/customui}"
TREE = ET.parse(SOURCE)  # noqa: S314  (our own file)
BUTTONS = {b.attrib["id"]: b.attrib for b in TREE.iter(f"{SPACE}button")}
WRITING = {"StoCheck", "StoFlag", "StoSummarise", "StoLetters", "StoUndo"}


def test_each_button_stands_for_one_function_and_none_is_left_out() -> None:
    called = {b["onAction"].removeprefix("Sto").lower() for b in BUTTONS.values()}
    public = {
        name
        for name, value in vars(macros).items()
        if callable(value) and getattr(value, "__module__", "") == macros.__name__
    }
    assert called == {name for name in public if not name.startswith("_")}


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_says_what_it_does(button: str) -> None:
    told = BUTTONS[button]
    assert {"label", "screentip", "supertip", "imageMso", "keytip"} <= set(told)
    assert told["supertip"].endswith(".")
    assert re.fullmatch(r"[A-Z0-9]{1,3}", told["keytip"])
    assert len(told["supertip"]) < 1024


@pytest.mark.parametrize("button", BUTTONS)
def test_a_button_that_writes_says_that_ctrl_z_is_emptied(button: str) -> None:
    told = BUTTONS[button]
    assert ("Ctrl+Z" in told["supertip"]) == (told["onAction"] in WRITING)


def test_no_id_or_keytip_is_given_twice() -> None:
    ids = [e.attrib["id"] for e in TREE.iter() if "id" in e.attrib]
    keys = [b["keytip"] for b in BUTTONS.values()]
    assert len(ids) == len(set(ids))
    assert len(keys) == len(set(keys))
