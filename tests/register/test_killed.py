"""An import that is killed at any moment leaves the register as it was, or as it should be."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sto_xl.register import DuoKind
from support import duo_files, killed_import
from support.house import ROOT

SCHOOL = """
code   | naam
90AA00 | De Hoek
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="forks")
@pytest.mark.parametrize("first", [True, False])
def test_killed_at_each_change_on_the_disk_there_is_the_old_or_the_new(
    tmp_path: Path, *, first: bool
) -> None:
    register = tmp_path / "register.sqlite"
    files = [tmp_path / name for name in ("eerst.csv", "nu.csv")]
    for file, name in zip(files, ("De Hoek", "De Nieuwe Hoek"), strict=True):
        duo_files.write(file, DuoKind.VESTIGINGEN, SCHOOL.replace("De Hoek", name))
    if not first:
        killed_import.put(register, files[0], dt.date(2026, 9, 1))
    paths = os.pathsep.join(map(str, (ROOT, ROOT / "tests")))
    done = subprocess.run(
        [sys.executable, killed_import.__file__, register, files[1], "2026-10-01"],
        env=os.environ | {"PYTHONPATH": paths},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=500,
    )
    result = json.loads(done.stdout)
    assert result["problems"] == []
    assert result["times"] >= 5
