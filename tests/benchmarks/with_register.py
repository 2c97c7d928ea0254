"""What a register of DUO adds to a quarter, and what the index spares a search: CPU, in one run.

    PYTHONPATH=tests python tests/benchmarks/with_register.py [REGIONS]

The register knows every school of the rosters, as they say it; each region's area is an RMC-regio,
in which some schools lie that it misses. So rules, coverage and the lists of what is missing all
have their work.
"""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quarter_files import REGIONS, content
from benchmarks.real_run import as_a_user, started
from sto_xl.books import build
from sto_xl.model import reference
from sto_xl.register import DuoKind, database, importing
from support import duo_files

#: How many times the CPU a quarter may take with a register.
AIM = 1.25
#: So many schools of each area are on no roster.
_MISSING = 3
_ROUNDS = 2


@dataclass(frozen=True)
class Figures:
    """The CPU in seconds of a quarter with and without a register, and of searches."""

    without: float
    beside: float
    first_search: float
    search: float

    @property
    def ratio(self) -> float:
        """How many times as much a quarter takes with a register."""
        return self.beside / self.without


def measured(regions: int) -> Figures:
    """Measure it on so many regions, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder, regions)
        register = folder / "duo" / "register.sqlite"
        before = os.environ.get(database.VARIABLE)
        try:
            rounds = [_quarters(folder, register, number) for number in range(_ROUNDS)]
            os.environ[database.VARIABLE] = str(register)
            code = str(content(0)["tblScholen"][7][0])  # type: ignore[index]
            search = ("-m", "sto_xl", "find", code, str(folder / "rosters"))
            first = _once(search)
            without, beside = map(min, zip(*rounds, strict=True))
            return Figures(without, beside, first, started(*search))
        finally:
            os.environ.pop(database.VARIABLE, None)
            if before is not None:
                os.environ[database.VARIABLE] = before


def _quarters(folder: Path, register: Path, number: int) -> tuple[float, float]:
    """Give the CPU of a quarter without a register, and of one with it."""
    spent = []
    for name, path in (("without", folder / "none"), ("beside", register)):
        os.environ[database.VARIABLE] = str(path)
        spent.append(as_a_user(folder / f"{name} {number}", folder)[0])
    return spent[0], spent[1]


def _once(arguments: Sequence[str]) -> float:
    """Give the CPU of a first start: it reads all rosters."""
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], check=True, capture_output=True, timeout=3600)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def write(folder: Path, regions: int) -> None:
    """Write the rosters of so many regions, and a register that knows their schools."""
    made = [content(number) for number in range(regions)]
    for number, told in enumerate(made):
        area = {"tblGebied": [(f"rmc:{number + 1}", None, None)]}
        build.write_roster(folder / "rosters" / f"{number:04}.xlsx", {**told, **area})
    addresses = [row for number, told in enumerate(made) for row in _addresses(number, told)]
    pupils = [row for told in made for row in _pupils(told)]
    files = (
        ("vestigingen.csv", DuoKind.VESTIGINGEN, addresses),
        ("leerlingen-2025.csv", DuoKind.LEERLINGEN, pupils),
    )
    given = []
    for name, kind, rows in files:
        path = folder / name
        path.write_bytes(duo_files.text(duo_files.grid(kind, rows)).encode("cp1252"))
        given.append(importing.read(path, dt.date(2026, 9, 1)))
    register = folder / "duo" / "register.sqlite"
    register.parent.mkdir()
    importing.put(register, given, dt.date(2026, 9, 30))


def _addresses(region: int, told: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    lies = {"gemeente": f"GEMEENTE {region}", "rmc": f"{region + 1:02}", "rmc-naam": "Proef"}
    for code, name, street, postcode, place, board, *_ in told["tblScholen"]:
        where = {"straat": street.split()[0], "nr": street.split()[1], "postcode": postcode}
        where |= {"plaats": place.upper(), "bestuur": board}
        yield {"code": code, "naam": name, **where, **lies}
    for number in range(_MISSING):
        yield {"code": _missing(told, number), "naam": f"De Leemte {number}", **lies}


def _pupils(told: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    names = {code: row[1] for row in told["tblScholen"] for code in row[:1]}
    for code, profiel, leerweg, number, *_ in told["tblAanbod"]:
        yield _counted(code, names[code], profiel, leerweg, number)
    for number in range(_MISSING):
        yield _counted(_missing(told, number), "De Leemte", "Groen", "BB", 40)


def _counted(code: str, name: str, profiel: str, leerweg: str, number: int) -> Mapping[str, str]:
    kind = f"VMBO {leerweg[0]}L lj 3-4"
    afdeling = reference.profielen()[profiel].naam
    return {"code": code, "naam": name, "type": kind, "afdeling": afdeling, "3man": str(number)}


def _missing(told: Mapping[str, Any], number: int) -> str:
    """Give the code of a school of the region that is on no roster."""
    return f"{told['tblScholen'][0][0][:3]}Z{number:02}"


def main(regions: int = REGIONS) -> None:
    """Print the figures."""
    found = measured(regions)
    sys.stdout.write(
        f"a quarter of {regions} regions: {found.without:.2f} s CPU without a register, "
        f"{found.beside:.2f} s with one: {found.ratio:.2f}x (aim {AIM})\n"
        f"find: {found.first_search:.2f} s CPU at first, {found.search:.2f} s from the index\n"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
