"""`requirements.lock` fits `pyproject.toml`, and holds no address.

How both locks are made stands in their first lines.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK, ROLL_OUT = ROOT / "requirements.lock", ROOT / "docs" / "uitrol" / "requirements.lock"
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    LOCK: [
        *PROJECT["dependencies"],
        *(line for extra in ("addin", "cluster", "test", "web") for line in EXTRAS[extra]),
    ],
    ROLL_OUT: [*PROJECT["dependencies"], *EXTRAS["addin"]],
}
#: A line `name==version ; marker`, and the hashes under it.
ENTRY = re.compile(r"(?m)^(\S+==\S+(?: ; .+?)?)((?: \\\n {4}--hash=sha256:[0-9a-f]{64})+)$")
BOTH = pytest.mark.parametrize("lock", WANTED, ids=["tests", "roll-out"])


def entries(lock: Path) -> Mapping[str, tuple[Requirement, str]]:
    """Give what is pinned, with its hashes, by name."""
    found = (
        (Requirement(pinned), hashes)
        for pinned, hashes in ENTRY.findall(lock.read_text(encoding="utf-8"))
    )
    return {canonicalize_name(pinned.name): (pinned, hashes) for pinned, hashes in found}


@BOTH
def test_every_dependency_is_locked_within_its_bounds(lock: Path) -> None:
    locked = entries(lock)
    for line in WANTED[lock]:
        wanted = Requirement(line)
        name = canonicalize_name(wanted.name)
        if name != "sto-xl":
            assert name in locked, f"{lock} lacks {name}: make it anew, as its first lines say"
            [version] = locked[name][0].specifier
            told = f"{lock} has {name} {version.version}, not {wanted.specifier}: make it anew"
            assert wanted.specifier.contains(version.version), told


@BOTH
def test_every_line_is_a_version_with_its_hashes(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    rest = [line for line in ENTRY.sub("", text).splitlines() if line and line[0] != "#"]
    assert rest == []
    assert not re.search(r"https?:|file:|@ |index-url|find-links", text), "an address in the lock"


def test_windows_gets_what_xlwings_needs_there() -> None:
    for lock in WANTED:
        assert str(entries(lock)["pywin32"][0].marker) == 'sys_platform == "win32"'


def test_what_is_rolled_out_is_what_was_tested() -> None:
    tested = entries(LOCK)
    for name, (pinned, hashes) in entries(ROLL_OUT).items():
        # Where a package is wanted may differ, what it is does not.
        assert (pinned.specifier, hashes) == (tested[name][0].specifier, tested[name][1])
