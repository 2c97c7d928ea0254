"""The buttons Ontbrekende scholen and Scholen aanvullen, and how they are taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.cli.demo import examples
from sto_xl.grid import Row, Snapshot
from sto_xl.region import missing
from support.commands import run
from support.excel import DEMO, NAME, click, opened, seen
from support.registers import AREA, demo_register

LIST, ADDED = sheets.ONTBREKEND.name, ("99AE00", "99AN00", "99AP00")

pytestmark = pytest.mark.slow


def open_roster(home: Path, area: tuple[Row, ...] = AREA) -> FakeExcel:
    """Open the demo's roster with an area, and its register at hand."""
    demo_register(home / "data" / "sto_xl" / "register.sqlite")
    return opened(home, {**examples.regions()[DEMO], "tblGebied": area})


def column(snapshot: Snapshot, name: str, heading: str) -> list[object]:
    (table,) = (table for table in snapshot.tables if table.name == name)
    (sheet,) = (sheet for sheet in snapshot.sheets if sheet.name == table.sheet)
    head = {sheet.value(table.top, at): at for at in range(table.left, table.right + 1)}
    rows = range(table.top + 1, table.bottom + 1)
    return [value for row in rows if (value := sheet.value(row, head[heading])) is not None]


def test_the_list_is_written_and_taken_back(home: Path) -> None:
    excel = open_roster(home)
    before = seen(excel)
    said = click(excel, "missing")
    assert said.startswith("In het gebied zijn 13 locaties met vmbo. Daarvan ontbreken 3 scholen.")
    assert missing.ONLY_TL in said
    assert "staat 1 school zonder geldige vestigingscode" in said
    assert column(seen(excel), LIST, "Ontbrekende vestiging") == [*ADDED]
    assert "Ongedaan gemaakt: ontbrekende scholen" in click(excel, "undo")
    assert seen(excel) == before


def test_missing_schools_come_beneath_the_others_and_go_again(home: Path) -> None:
    excel = open_roster(home)
    click(excel, "missing")
    before = seen(excel)
    said = click(excel, "complete")
    assert said.startswith("3 scholen zijn toegevoegd, onderaan op de bladen Scholen en Aanbod")
    after = seen(excel)
    there = column(before, "tblScholen", "Vestiging")
    assert column(after, "tblScholen", "Vestiging") == [*there, *ADDED]
    assert set(column(after, "tblAanbod", "Vestiging")) >= {*ADDED}
    assert column(after, LIST, "Ontbrekende vestiging") == []
    assert "Ongedaan gemaakt: scholen aanvullen" in click(excel, "undo")
    assert seen(excel) == before


def test_nothing_is_added_when_nothing_is_missing(home: Path) -> None:
    excel = open_roster(home, (("99AA00",),))
    before = seen(excel)
    assert click(excel, "complete").startswith("Er zijn geen scholen toegevoegd")
    assert seen(excel) == before


@pytest.mark.parametrize("button", ["missing", "complete"])
def test_without_an_area_or_a_register_it_is_said_what_to_do(home: Path, button: str) -> None:
    excel = open_roster(home, ())
    assert "Op blad Gebied staat geen gebied" in click(excel, button)
    (home / "data" / "sto_xl" / "register.sqlite").unlink()
    assert "sto-xl register import" in click(excel, button)


def test_the_copy_of_the_command_holds_what_the_button_adds(home: Path) -> None:
    excel = open_roster(home)
    click(excel, "complete")
    run("update", home / NAME, "-o", home / "kopie.xlsx", "--complete")
    for name in ("tblScholen", "tblAanbod"):
        for heading in ("Vestiging", "Leerlingen totaal" if name == "tblScholen" else "Leerlingen"):
            copied = column(snapshot_of(home / "kopie.xlsx"), name, heading)
            assert copied == column(seen(excel), name, heading)


def snapshot_of(file: Path) -> Snapshot:
    from sto_xl.books.reading.file import read_file

    return read_file(file)
