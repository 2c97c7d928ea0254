"""The checkers of the code are tests as well: one command tells whether all is well."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CHECKS = {
    "ruff check": ["ruff", "check", "--no-cache", "."],
    "ruff format": ["ruff", "format", "--no-cache", "--check", "."],
    "mypy": ["mypy"],
    # What users run there; a cache of its own keeps both quick.
    "mypy for Windows": [
        *("mypy", "--platform", "win32", "--cache-dir", ".mypy_cache/win32"),
        *("sto_xl", "docs/uitrol"),
    ],
}
#: Without what it kept of the time before, mypy takes as long as a fifth of the fast set.
SLOW = {"mypy", "mypy for Windows"}


@pytest.mark.timeout(300)  # without a cache, on a machine that does more, mypy takes its time
@pytest.mark.parametrize(
    "check", [pytest.param(c, marks=pytest.mark.slow) if c in SLOW else c for c in CHECKS]
)
def test_the_code_passes(check: str) -> None:
    tool, *arguments = CHECKS[check]
    if importlib.util.find_spec(tool) is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{tool} is missing")
        pytest.skip(f"{tool} is missing")
    done = subprocess.run(
        [sys.executable, "-m", tool, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stdout + done.stderr
