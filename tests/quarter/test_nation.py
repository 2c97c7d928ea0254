"""The whole country: rosters from DUO's open data, through the run that users start.

`STO_XL_DUO` names the folder with DUO's files; without it only the slice in `duo_slice` runs.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from sto_xl.books.build import write_roster
from support import duo
from support.commands import run


def folders() -> list[object]:
    whole = os.environ.get("STO_XL_DUO")
    reason = "STO_XL_DUO does not name the folder with DUO's files"
    skip = pytest.mark.skipif(not whole, reason=reason)
    return [
        pytest.param(duo.SLICE, id="slice"),
        pytest.param(Path(whole or ".").resolve(), id="nation", marks=[skip, pytest.mark.slow]),
    ]


@pytest.fixture(scope="module", params=folders())
def nation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Nation:
    """Make the rosters and run the quarter over them, as its user would."""
    folder: Path = request.param
    here = tmp_path_factory.mktemp("duo")
    rosters = duo.rosters(folder)
    for name, content in rosters.items():
        write_roster(here / "rosters" / f"{name.replace('/', ' ')}.xlsx", content)
    done = run("quarter", "2026-Q4", here / "rosters", "-o", here / "uit", "--workers", "2")
    return Nation(folder, rosters, here / "uit", done.code)


class Nation:
    """A run over DUO's locations, and where it came from."""

    def __init__(
        self, source: Path, rosters: Mapping[str, object], folder: Path, code: int
    ) -> None:
        self.direct = duo.direct(source)
        self.rosters = rosters
        self.folder = folder
        self.code = code
        self.small = self.direct["vmbo"] < 500
        self.manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        book = openpyxl.load_workbook(next(folder.glob("Landelijk*.xlsx")))
        overview = book["Overzicht"]
        self.cells = {
            str(cells[0].value): [cell.value for cell in cells[1:] if cell.value is not None]
            for table in overview.tables.values()
            if table.name != "tblAandelen"  # what a chart is drawn from
            for cells in overview[table.ref]
        }


@pytest.mark.slow
def test_every_roster_is_processed_and_has_its_folder(nation: Nation) -> None:
    assert nation.manifest["unreadable"] == nation.manifest["double"] == []
    assert len(nation.manifest["regions"]) == len(nation.rosters)
    for region in nation.manifest["regions"]:
        made = {path.name.split(" ")[0] for path in (nation.folder / region["folder"]).iterdir()}
        assert {"Samenvatting", "Bevindingen"} <= made


def test_the_national_figures_equal_those_counted_from_the_csv(nation: Nation) -> None:
    for name, code in (
        ("Vmbo-locaties", "vmbo"),
        ("Deelnemers", "technisch"),
        ("Leerlingen BB, KB en GL", "leerlingen"),
        ("waarvan in een technisch profiel", "leerlingen_technisch"),
        ("Leerlingen TL", "leerlingen_tl"),
    ):
        number = nation.direct[code]
        # The slice is so small that much is hidden.
        hidden = {"<5", "afgeschermd"} if nation.small and code.startswith("leerlingen") else set()
        assert nation.cells[name][0] in {number, *hidden}, name
        assert nation.cells[name][0] not in range(1, 5) or not code.startswith("leerlingen")
    assert nation.cells["technisch profiel"][0] == nation.direct["technisch"]


def test_the_baseline_of_the_nation_is_met(nation: Nation) -> None:
    if nation.small:
        pytest.skip("the slice is not the nation")
    assert len(nation.rosters) == 40
    assert (nation.direct["vmbo"], nation.direct["technisch"]) == (572, 276)
    assert nation.direct["leerlingen"] == 117_622
    assert nation.cells["alleen niet-technische profielen"][0] == 296


def test_each_location_that_does_not_take_part_gets_one_letter(nation: Nation) -> None:
    letters = list(nation.folder.rglob("Uitnodiging*.docx"))
    assert len(letters) == nation.direct["vmbo"] - nation.direct["technisch"]
    assert len(letters) == sum(r["uitnodigingen"] for r in nation.manifest["regions"])


def test_the_manifest_names_every_output_with_its_hash(nation: Nation) -> None:
    files = {
        path.relative_to(nation.folder).as_posix()
        for path in nation.folder.rglob("*")
        if path.is_file()
    }
    assert set(nation.manifest["outputs"]) == files - {"run.json"}
    assert not list(nation.folder.rglob(".*"))


def test_missing_managers_are_found_and_the_exit_code_says_whether_anything_is_wrong(
    nation: Nation,
) -> None:
    fouten = sum(region["findings"]["fout"] for region in nation.manifest["regions"])
    assert nation.code == (3 if fouten else 0)
    assert all(region["findings"]["waarschuwing"] for region in nation.manifest["regions"])
