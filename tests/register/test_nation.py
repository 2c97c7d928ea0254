"""The register of DUO's own files counts what the files do, counted without any code of ours.

`STO_XL_DUO` names the folder with them; without it only the slice in `duo_slice` is tried.
"""

from __future__ import annotations

import csv
import datetime as dt
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks import register_import
from sto_xl.model import reference
from sto_xl.register import Register, importing
from sto_xl.system.errors import Cause, Failure
from support import duo
from support.house import ROOT

LEERWEGEN = {"VMBO BL": "BB", "VMBO KL": "KB", "VMBO GL": "GL"}
PROFILES = {
    "bouwen, wonen en interieur": "BWI",
    "produceren, installeren en energie": "PIE",
    "mobiliteit en transport": "M&T",
    "media, vormgeving en ict": "MVI",
    "maritiem en techniek": "MaT",
    "economie en ondernemen": "E&O",
    "horeca, bakkerij en recreatie": "HBR",
    "zorg en welzijn": "Z&W",
    "groen": "Groen",
    "dienstverlening en producten": "D&P",
}


@pytest.fixture(scope="module", params=duo.folders())
def nation(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Register]:
    folder: Path = request.param
    path = tmp_path_factory.mktemp("register") / "register.sqlite"
    given = []
    for file in sorted(folder.glob("*.csv")):
        if file.name.startswith("BROKEN"):
            with pytest.raises(Failure, match="kolommen verschoven") as raised:
                importing.read(file, None)
            assert raised.value.cause is Cause.DUO_RESAVED
        else:
            given.append(importing.read(file, dt.date(2020, 3, 1)))
    importing.put(path, given, dt.date(2026, 11, 30))
    return folder, Register.open(path)


def rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="cp1252", newline="") as file:
        yield from csv.DictReader(file, delimiter=";")


def counted(folder: Path) -> Counter[tuple[str, str, str]]:
    """Count the pupils of leerjaar 3 and 4 by vestiging, profile and leerweg."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in rows(folder / duo.PUPILS):
        leerweg = LEERWEGEN.get(row["ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"][:7])
        profile = PROFILES.get(row["AFDELING"].lower())
        if leerweg and profile:
            years = (n for name, n in row.items() if name.startswith("LEER-") and name[23] in "34")
            code = row["BRIN NUMMER"] + row["VESTIGINGSNUMMER"]
            found[code, profile, leerweg] += sum(map(int, years))
    return found


def test_every_profile_and_leerweg_of_every_vestiging_has_its_pupils(
    nation: tuple[Path, Register],
) -> None:
    folder, register = nation
    found = {
        (one.code, what.profiel, what.leerweg): tally.exact
        for one in register.all()
        for what, tally in register.profiles(one.code).items()
    }
    assert found == {key: number for key, number in counted(folder).items() if number}
    assert {profile for _, profile, _ in found} <= set(reference.profielen())


def test_every_rmc_regio_has_the_vmbo_locations_that_the_files_give_it(
    nation: tuple[Path, Register],
) -> None:
    folder, register = nation
    regions = {r["VESTIGINGSNUMMER"]: r["RMC-REGIO CODE"] for r in rows(folder / duo.ADDRESSES)}
    direct = defaultdict(set)
    for code, _, _ in counted(folder):
        direct[regions.get(code)].add(code)
    unlisted = {one.code for one in register.all() if one.vmbo and one.gone}
    assert unlisted == direct.pop(None, set())
    found = {
        number: {one.code for one in register.in_area([f"rmc:{number}"]).vestigingen if one.vmbo}
        for number in register.rmc_regions
    }
    assert {number: codes for number, codes in found.items() if codes} == direct


def test_the_nation_has_its_known_figures(nation: tuple[Path, Register]) -> None:
    folder, register = nation
    direct = duo.direct(folder)
    vmbo = [one.code for one in register.all() if one.vmbo]
    offered = {code: register.profiles(code) for code in vmbo}
    technical = [c for c in vmbo if any(reference.is_technical(p.profiel) for p in offered[c])]
    pupils = sum(tally.known for here in offered.values() for tally in here.values())
    assert (len(vmbo), len(technical), pupils) == (
        direct["vmbo"],
        direct["technisch"],
        direct["leerlingen"],
    )
    if folder != duo.SLICE:
        assert (len(vmbo), len(technical), pupils) == (572, 276, 117_622)
        assert len(register.rmc_regions) == 39


@pytest.mark.slow
def test_an_import_takes_few_times_as_long_as_reading_the_files(
    nation: tuple[Path, Register],
) -> None:
    folder, _ = nation
    if folder == duo.SLICE:
        pytest.skip("too little to measure")
    # In a process of its own: nothing that follows what tests run is measured along.
    command = [sys.executable, register_import.__file__, str(folder)]
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    told = subprocess.run(
        command,
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=300,
    )
    assert float(told.stdout.split()[0]) < register_import.AIM
