"""The buttons over a real spreadsheet: LibreOffice has the cells, the formulas and the colours.

Each click goes through `excel.macros` and xlwings' own engine for Windows, as in Excel; see
`support.office_cells`. With STO_XL_PICTURES=FOLDER pictures of all sheets are left there each time.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from string import ascii_uppercase

import pytest

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books import build
from sto_xl.cli.demo import examples
from sto_xl.grid import Row
from support import plan_files
from support.colours import asked as asked_for
from support.colours import coloured
from support.commands import run
from support.excel import NAME, click, seen
from support.odd_roster import odd_content, with_odd_cells
from support.office_cells import Office, in_office
from support.plan_texts import UNDATED
from support.rosters import ODD_KEYS

pytestmark = pytest.mark.slow

CONTROLE = [column.heading for column in sheets.CONTROLE.columns]
ERNST, CODE, BLAD, CEL, PLEK, LINK = map(
    CONTROLE.index, ("Ernst", "Code", "Blad", "Cel", "Plek", "Ga naar")
)
ROSTERS: Mapping[str, Callable[[], bytes]] = {
    **{
        name: lambda content=content: build.roster_bytes(content)  # type: ignore[misc]
        for name, content in examples.regions().items()
    },
    "sleutels": lambda: with_odd_cells(build.roster_bytes(odd_content())),
}
DEMO = "rivierenhoek"


@contextmanager
def opened(folder: Path, data: bytes, name: str = NAME) -> Iterator[tuple[FakeExcel, Office]]:
    """Open a workbook over LibreOffice, in a folder of its own."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(data)
    with in_office(folder / name) as both:
        yield both


@pytest.fixture(scope="module", params=ROSTERS)
def checked(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[FakeExcel, Office]]:
    """Give a roster in which Controleren was clicked; the last test works on in it."""
    folder = tmp_path_factory.mktemp(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder / "data"))
        with opened(folder, ROSTERS[request.param]()) as (excel, office):
            assert click(excel, "check").startswith("Controle klaar")
            yield excel, office


def findings(excel: FakeExcel) -> list[Row]:
    return [row for row in excel.rows("tblControle") if row[ERNST]]


def held(excel: FakeExcel, table: str) -> list[list[object]]:
    """Give the rows of a table, but for what formulas say that show nothing, or a link."""
    unsaid = {"", " ", "Ga naar"}
    return [[None if cell in unsaid else cell for cell in row] for row in excel.rows(table)]


def wrong(excel: FakeExcel) -> list[str]:
    """Give the cells of all sheets, the hidden ones too, that hold an error."""
    return [
        f"{sheet}!{place}: {cell.formula}"
        for sheet, cells in excel.contents()["sheets"].items()
        for place, cell in cells.items()
        if isinstance(cell.value, int) and not isinstance(cell.value, bool)
    ]


def shown(excel: FakeExcel, office: Office) -> object:
    """Give all that there is to see and to read, but for what the add-on keeps for itself."""
    contents = excel.contents()
    contents["sheets"].pop("Lijsten")
    return contents, office.tables(), office.page().visible()


def assert_marked(excel: FakeExcel, office: Office) -> None:
    """Hold the colours to what Controle lists: no cell more, no cell less."""
    snapshot = seen(excel)
    wanted = asked_for(findings(excel), snapshot)
    assert wanted
    assert coloured(office.page(), snapshot) == wanted


# What a click says and writes.

FORMS: Mapping[str, tuple[str, Callable[[], bytes], tuple[str, ...]]] = {
    "regiobestand": (
        NAME,
        ROSTERS[DEMO],
        ("check", "flag", "summarise", "letters", "plans", "decisions", "explain"),
    ),
    "merktekens": (
        NAME,
        lambda: build.roster_bytes(ODD_KEYS),
        ("check", "flag", "summarise", "explain"),
    ),
    "techniekplan": (
        "techniekplan.xlsx",
        lambda: plan_files.plan_bytes(examples.content(UNDATED)),
        ("check", "proposal", "explain"),
    ),
}


@pytest.mark.parametrize("form", FORMS)
def test_each_button_says_and_writes_what_it_does_over_the_fake(home: Path, form: str) -> None:
    name, data, buttons = FORMS[form]
    plan = {"Vestiging": "99AA00", "Titel van het plan": "Drones"}
    for folder in (home / "nep", home / "kantoor"):
        (folder / "plannen").mkdir(parents=True)
        (folder / "plannen" / "plan.xlsx").write_bytes(plan_files.plan_bytes({"tblPlan": plan}))
    fake = FakeExcel.open(data(), name=name, path=str(home / "nep"))
    with opened(home / "kantoor", data(), name) as (excel, office):
        for each, where in ((fake, "nep"), (excel, "kantoor")):
            each.chosen_folder = str(home / where / "plannen")
        before = shown(excel, office)
        for number, button in enumerate(buttons, 1):
            if button == "explain":
                row = findings(excel)[0]
                for each in (fake, excel):
                    each.select(str(row[BLAD]), str(row[CEL]))
            said = click(excel, button)
            assert said.replace("kantoor", "nep") == click(fake, button)
            assert wrong(excel) == []
            for table in set(fake.tables) - {"tblRun"}:
                assert held(excel, table) == held(fake, table), (button, table)
            leave_pictures(office, f"{form} {number} {button}")
        assert str(row[CODE]) in said
        while "Ongedaan gemaakt" in click(excel, "undo"):
            assert wrong(excel) == []
        assert shown(excel, office) == before
        leave_pictures(office, f"{form} {number + 1} undo")


def leave_pictures(office: Office, name: str) -> None:
    if folder := os.environ.get("STO_XL_PICTURES"):
        office.pictures(Path(folder), name)


# What Controleren found.


def test_each_finding_has_its_colour_and_no_other_cell_has_one(
    checked: tuple[FakeExcel, Office],
) -> None:
    excel, office = checked
    assert_marked(excel, office)
    heads = {(excel.table_sheet(t), excel.table_ref(t).partition(":")[0]) for t in excel.tables}
    tops = {(sheet, first.lstrip(ascii_uppercase)) for sheet, first in heads}
    listed = [(str(row[BLAD]), str(row[CEL])) for row in findings(excel) if row[PLEK] and row[CEL]]
    below = {f"{s}!{c}" for s, c in listed if (s, c.lstrip(ascii_uppercase)) not in tops}
    assert below <= set(coloured(office.page(), seen(excel)))


def test_the_counters_and_the_links_are_those_of_the_findings(
    checked: tuple[FakeExcel, Office],
) -> None:
    excel, _ = checked
    found = findings(excel)
    counted = [excel.cell("Controle", f"{letter}3") for letter in "EFG"]
    kinds = ("fout", "waarschuwing", "tip")
    assert counted == [sum(row[ERNST] == kind for row in found) for kind in kinds]
    cells = excel.contents()["sheets"]["Controle"]
    [link] = {cells[f"J{row}"].formula for row in range(6, 6 + len(found))}
    aim = re.fullmatch(r'.*HYPERLINK\((.+),"Ga naar"\)\)', link)
    assert aim
    # What it leads to is calculated beside it.
    excel.type("Controle", f"M6:M{5 + len(found)}", f"={aim[1]}")
    cells = excel.contents()["sheets"]["Controle"]
    excel.type("Controle", f"M6:M{5 + len(found)}", None)
    for number, row in enumerate(found, 6):
        there = ("Ga naar", f"#'{row[BLAD]}'!{row[CEL]}")
        assert (row[LINK], cells[f"M{number}"].value) == there if row[CEL] else not row[LINK]
    assert {row[BLAD] for row in found if row[CEL]} <= set(excel.sheets)


def test_saved_it_has_the_same_findings_for_the_command_line(
    checked: tuple[FakeExcel, Office], tmp_path: Path
) -> None:
    excel, office = checked
    saved = office.saved(tmp_path / "bewaard.xlsx")
    told = json.loads(run("check", saved, "--json").out)["findings"]
    # Not how the row is called: LibreOffice keeps fifteen digits of a number.
    wanted = ("severity", "code", "sheet", "cell", "column")
    assert [(*row[:4], row[5]) for row in findings(excel)] == [
        tuple(f[n] or None for n in wanted) for f in told
    ]


def test_it_keeps_it_when_rows_are_sorted_put_in_and_taken_out(
    checked: tuple[FakeExcel, Office],
) -> None:
    excel, _ = checked
    excel.sort("tblScholen", "School", descending=True)
    excel.sort("tblControle", "Code")
    for sheet in ("Scholen", "Contacten", "Partners"):
        excel.insert_rows(sheet, 3, 2)
        # Not the first row: with that LibreOffice loses the formats that begin there.
        excel.delete_rows(sheet, 6)
    excel.insert_rows("Controle", 7, 2)
    excel.delete_rows("Controle", 6)
    assert_marked(*checked)
