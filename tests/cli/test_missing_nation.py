"""Of DUO's own files: schools that are taken off rosters at random are missed, and no other."""

from __future__ import annotations

import datetime as dt
import json
import os
from pathlib import Path
from random import Random

import pytest

from sto_xl import sheets
from sto_xl.books.build import write_roster
from sto_xl.region import completing
from sto_xl.register import Register, importing
from support.commands import run

WHOLE = os.environ.get("STO_XL_DUO")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not WHOLE, reason="STO_XL_DUO does not name the folder with DUO's files"),
]


def test_ten_locations_taken_off_five_rosters_come_back_and_no_other(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "duo.sqlite"
    monkeypatch.setenv("STO_XL_REGISTER", str(path))
    files = [f for f in Path(WHOLE or "").glob("*.csv") if not f.name.startswith("BROKEN")]
    given = [importing.read(file, dt.date(2020, 3, 1)) for file in sorted(files)]
    importing.put(path, given, dt.date(2026, 11, 30))
    register = Register.open(path)
    chance = Random(19)  # noqa: S311  (the same ones each time)
    off, found = set(), set()
    for number in chance.sample(sorted(register.rmc_regions), 5):
        whole = dict(completing.content([f"rmc:{number}"], register))
        schools = whole[sheets.SCHOLEN.name]
        gone = set(chance.sample([str(row[0]) for row in schools], 2))
        off |= gone
        for name in (sheets.SCHOLEN.name, sheets.AANBOD.name):
            whole[name] = [row for row in whole[name] if row[0] not in gone]
        file = home / f"{number}.xlsx"
        write_roster(file, whole)
        told = json.loads(run("missing", file, "--json").out)
        found |= {one["vestiging"] for one in told["ontbrekend"]}
    assert len(off) == 10
    assert found == off
