"""Rosters of real facts agree with DUO; of each that is changed by hand it is told.

`STO_XL_DUO` names the folder with DUO's files; without it only the slice in `duo_slice` is tried.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.reading.file import read_file
from sto_xl.grid import Row, Value
from sto_xl.region import completing, routines
from sto_xl.register import Register, importing
from support import duo
from support.tables import PEILDATUM, book

Tables = Mapping[str, tuple[Row, ...]]


@dataclass(frozen=True)
class Nation:
    """A register of DUO's files, and rosters of the same facts, taken without any code of ours."""

    register: Register
    rosters: Mapping[str, Tables]


@pytest.fixture(scope="module", params=duo.folders())
def nation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Nation:
    folder: Path = request.param
    path = tmp_path_factory.mktemp("register") / "register.sqlite"
    files = [f for f in sorted(folder.glob("*.csv")) if not f.name.startswith("BROKEN")]
    given = [importing.read(file, dt.date(2020, 3, 1)) for file in files]
    importing.put(path, given, dt.date(2026, 11, 30))
    return Nation(Register.open(path), duo.rosters(folder))


def found(register: Register, tables: Tables) -> Counter[str]:
    """Count the findings beside DUO, by their code."""
    report = routines.examine(book(tables), PEILDATUM, register).report
    return Counter(f.code for f in report.findings if f.code.startswith("REG"))


#: In the file of pupils this location is in Wehe-den Hoorn, five months later in Winsum.
MOVED = {"16ZK01": "REG-005"}


def test_a_roster_of_real_facts_differs_only_where_duos_files_do(nation: Nation) -> None:
    for name, tables in nation.rosters.items():
        codes = [str(row[0]) for row in tables["tblScholen"]]
        gone = [c for c in codes if (one := nation.register.vestiging(c)) and one.gone]
        expected = Counter({"REG-002": len(gone)}) if gone else Counter[str]()
        expected += Counter(finding for code, finding in MOVED.items() if code in codes)
        assert found(nation.register, tables) == expected, name


def test_a_roster_that_the_register_filled_in_agrees_with_it(
    nation: Nation, tmp_path: Path
) -> None:
    number = next(
        n for n in nation.register.rmc_regions
        if any(one.vmbo for one in nation.register.in_area([f"rmc:{n}"]).vestigingen)
    )  # fmt: skip
    path = tmp_path / "regio.xlsx"
    build.write_roster(path, completing.content([f"rmc:{number}"], nation.register))
    report = routines.examine(read_file(path), PEILDATUM, nation.register).report
    assert not [f for f in report.findings if f.code.startswith("REG")]


def changed(spec: sheets.TableSpec, tables: Tables, line: int, **cells: Value) -> Tables:
    """Give the tables with other values on a line."""
    rows = [list(row) for row in tables[spec.name]]
    headings = [column.heading for column in spec.columns]
    for heading, value in cells.items():
        rows[line][headings.index(heading.replace("_", " "))] = value
    return {**tables, spec.name: tuple(map(tuple, rows))}


def without(tables: Tables, line: int) -> Tables:
    """Give the tables without all rows of Aanbod of the profile that stands on a line."""
    place, profiel = tables["tblAanbod"][line][:2]
    rows = (row for row in tables["tblAanbod"] if row[:2] != (place, profiel))
    return {**tables, "tblAanbod": tuple(rows)}


def together(nation: Nation) -> Tables:
    """Give the schools that are still there of three rosters in one."""
    told = [
        tables
        for tables in nation.rosters.values()
        if all(
            (one := nation.register.vestiging(str(row[0]))) and not one.gone
            for row in tables["tblScholen"]
        )
    ][:3]
    return {
        name: tuple(row for t in told for row in t[name]) for name in ("tblScholen", "tblAanbod")
    }


def test_each_difference_that_is_planted_is_told(nation: Nation) -> None:
    tables = together(nation)
    code, profiel, _, number, *_ = tables["tblAanbod"][0]
    other = next(str(row[0]) for row in tables["tblScholen"] if row[0] != code)
    profiles = {row[1] for row in tables["tblAanbod"] if row[0] == code}
    strange = next(p for p in ("MaT", "MVI", "HBR") if p not in profiles)
    count, line = int(str(number)), 0
    assert count
    assert profiel
    planted: Mapping[str, Tables] = {
        "REG-001": changed(sheets.SCHOLEN, tables, 0, Vestiging="99ZZ99"),
        "REG-004": changed(sheets.SCHOLEN, tables, 0, School="Atheneum Xylofoon"),
        "REG-005": changed(sheets.SCHOLEN, tables, 0, Plaats="Nergenshuizen"),
        "REG-006": changed(sheets.SCHOLEN, tables, 0, Bevoegd_gezag="99999"),
        "REG-007": {**tables, "tblGebied": ((other, None, None),)},
        "REG-008": {**tables, "tblGebied": (("Nergenshuizen", None, None),)},
        "REG-020": changed(sheets.AANBOD, tables, line, Profiel=strange),
        "REG-021": without(tables, line),
        "REG-022": changed(sheets.AANBOD, tables, line, Leerlingen=2 * count + 11),
    }
    before = found(nation.register, tables)
    for code, there in planted.items():
        assert (found(nation.register, there) - before)[code] >= 1, code
