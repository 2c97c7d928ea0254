"""The roll-out by a school's IT department: its order of work, with a stand-in for Python.

The real one, with real packages, is run by `.ci/run`; here its Python only keeps what it was asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")

SCRIPTS = Path(__file__).resolve().parents[1] / "docs" / "uitrol"
STAND_IN = """#!/bin/sh
echo "$@" >> "$ASKED"
case "$*" in
  *"pip install"*) echo "pip: geen ruimte" >&2; exit ${PIP:-0};;
  *"addin install"*) echo "Sluit Excel." >&2; exit ${INSTALL:-0};;
  *"addin status"*) exit ${STATUS:-0};;
  *"addin uninstall"*) echo "Sluit Excel." >&2; exit ${UNINSTALL:-0};;
esac
"""


class Bundle:
    """What the IT department put on a share, and one user's computer."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.target, self.asked = folder / "share", folder / "doel", folder / "asked"
        python = self.folder / "python" / "bin" / "python3"
        python.parent.mkdir(parents=True)
        python.write_text(STAND_IN)
        python.chmod(0o755)
        self.script = self.folder / "sto_uitrol.py"
        self.script.write_bytes((SCRIPTS / "sto_uitrol.py").read_bytes())
        (self.folder / "wheels").mkdir()
        self.wheel("1.0", "een")

    def wheel(self, version: str, content: str) -> None:
        """Put a wheel on the share in place of the one before it."""
        for old in (self.folder / "wheels").glob("sto_xl-*"):
            old.unlink()
        (self.folder / "wheels" / f"sto_xl-{version}-py3-none-any.whl").write_text(content)

    def run(self, *options: str, **codes: str) -> int:
        """Log on; give the script's exit code."""
        self.asked.unlink(missing_ok=True)
        done = subprocess.run(
            [sys.executable, "-B", self.script, "--target", self.target, *options],
            env={"PATH": os.defpath, "ASKED": str(self.asked), **codes},
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        assert "Traceback" not in done.stderr
        return done.returncode

    @property
    def asks(self) -> list[str]:
        """What the Python was asked, in order."""
        lines = self.asked.read_text().splitlines() if self.asked.exists() else []
        return [line.removeprefix("-I -B -m ") for line in lines]

    @property
    def log(self) -> str:
        """The log that the IT department reads."""
        return (self.target / "uitrol.log").read_text(encoding="utf-8")

    @property
    def versions(self) -> list[str]:
        """The versions on the user's computer."""
        return sorted(path.name.split("-")[0] for path in self.target.iterdir() if path.is_dir())


@pytest.fixture
def bundle(tmp_path: Path) -> Bundle:
    return Bundle(tmp_path)


def test_the_first_logon_installs_from_the_share_alone_and_then_the_addin(bundle: Bundle) -> None:
    assert bundle.run() == 0
    pip, addin = bundle.asks
    assert pip.startswith("pip install --no-index ")
    assert pip.endswith(f"--find-links {bundle.folder / 'wheels'} sto-xl[addin]")
    assert addin == "sto_xl addin install"
    assert "staat klaar" in bundle.log


def test_a_next_logon_only_looks_whether_all_is_well(bundle: Bundle) -> None:
    bundle.run()
    assert bundle.run() == 0
    assert bundle.asks == ["sto_xl addin status"]


def test_an_addin_that_is_gone_is_put_back(bundle: Bundle) -> None:
    bundle.run()
    assert bundle.run(STATUS="3") == 0
    assert bundle.asks == ["sto_xl addin status", "sto_xl addin install"]


def test_a_new_version_takes_the_place_of_the_old_one(bundle: Bundle) -> None:
    bundle.run()
    bundle.wheel("1.1", "een")
    assert bundle.run() == 0
    assert bundle.versions == ["1.1"]


def test_another_set_of_packages_is_a_new_version(bundle: Bundle) -> None:
    bundle.run()
    bundle.wheel("1.0", "een andere")
    bundle.run()
    assert bundle.asks[0].startswith("pip install")


def test_while_excel_is_open_the_old_version_stays_and_the_buttons_follow(bundle: Bundle) -> None:
    bundle.run()
    bundle.wheel("1.1", "een")
    assert bundle.run(INSTALL="2") == 2
    assert bundle.versions == ["1.0", "1.1"]
    assert "De knoppen volgen later. Sluit Excel." in bundle.log
    assert bundle.run() == 0
    assert bundle.asks == ["sto_xl addin install"]
    assert bundle.versions == ["1.1"]


def test_packages_that_fail_are_told_and_tried_again(bundle: Bundle) -> None:
    assert bundle.run(PIP="1") == 1
    assert "pip: geen ruimte" in bundle.log
    assert bundle.run() == 0


def test_buttons_that_will_not_work_are_told_with_the_reason(bundle: Bundle) -> None:
    assert bundle.run(INSTALL="3") == 1
    assert "De knoppen werken nog niet." in bundle.log


def test_it_goes_where_it_is_told(bundle: Bundle, tmp_path: Path) -> None:
    bundle.run("--excel", str(tmp_path / "XLSTART"))
    assert bundle.asks[-1] == f"sto_xl addin install --folder {tmp_path / 'XLSTART'}"


def test_removing_takes_the_addin_and_the_folder_away(bundle: Bundle) -> None:
    bundle.run()
    assert bundle.run("--remove") == 0
    assert bundle.asks == ["sto_xl addin uninstall"]
    assert not bundle.target.exists()


def test_removing_waits_for_excel(bundle: Bundle) -> None:
    bundle.run()
    assert bundle.run("--remove", UNINSTALL="2") == 2
    assert bundle.versions == ["1.0"]


@pytest.mark.parametrize("gone", ["wheels/sto_xl-1.0-py3-none-any.whl", "python/bin/python3"])
def test_an_incomplete_share_is_told_in_one_sentence(bundle: Bundle, gone: str) -> None:
    (bundle.folder / gone).unlink()
    assert bundle.run() == 1
    assert str(bundle.folder / Path(gone).parts[0]) in bundle.log


def test_the_command_starts_the_script_with_the_python_beside_it() -> None:
    command = (SCRIPTS / "sto-uitrol.cmd").read_text()
    assert r'"%~dp0python\python.exe" -B "%~dp0sto_uitrol.py" %*' in command
    assert (SCRIPTS / "sto_uitrol.py").exists()
