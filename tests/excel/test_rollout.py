"""The roll-out by a school's IT department: its order of work, with a stand-in for Python.

The real one, with real packages, is run by `.ci/run`; here its Python only keeps what it was asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sto_xl.system.errors import Cause, Failure

#: The whole add-in is made, or walked, in each of these.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script"),
]

IN_USE = str(Failure(Cause.ADDIN_IN_USE, file="sto.xlam"))
SCRIPTS = Path(__file__).resolve().parents[2] / "docs" / "uitrol"
#: What the script puts in each folder that it makes.
MARK = "gemaakt-door-de-uitrol-van-sto"
STAND_IN = """#!/bin/sh
echo "$@" >> "$ASKED"
case "$*" in
  *"--version"*) exit ${VERSION:-0};;
  *"pip --isolated install"*) echo "${TELLS:-pip: geen ruimte}" >&2; exit ${PIP:-0};;
  *"addin install"*) echo "$SAYS" >&2; exit ${INSTALL:-0};;
  *"addin status"*) exit ${STATUS:-0};;
  *"addin uninstall"*) echo "$SAYS" >&2; exit ${UNINSTALL:-0};;
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
        self.lock = self.folder / "requirements.lock"
        self.lock.write_bytes((SCRIPTS / "requirements.lock").read_bytes())
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
            timeout=60,
        )
        assert "Traceback" not in done.stderr
        return done.returncode

    @property
    def asks(self) -> list[str]:
        """What the Python was asked, in order."""
        lines = self.asked.read_text().splitlines() if self.asked.exists() else []
        asks = [line.removeprefix("-I -X utf8 -B -m ") for line in lines]
        return [ask for ask in asks if not ask.endswith("--version")]

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
    others, own, addin = bundle.asks
    share = f"--no-deps --find-links {bundle.folder / 'wheels'}"
    for pip in (others, own):
        assert pip.startswith("pip --isolated install --no-index ")
        assert share in pip
    assert others.endswith(f" --require-hashes --requirement {bundle.lock}")
    assert own.endswith(f"{share} {bundle.folder / 'wheels' / 'sto_xl-1.0-py3-none-any.whl'}")
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


def test_another_wheel_of_the_same_size_is_a_new_version(bundle: Bundle) -> None:
    bundle.run()
    bundle.wheel("1.0", "nee")
    bundle.run()
    assert bundle.asks[0].startswith("pip ")


def test_another_lock_is_a_new_version(bundle: Bundle) -> None:
    bundle.run()
    bundle.lock.write_text("click==8.5.1\n")
    bundle.run()
    assert bundle.asks[0].startswith("pip ")


def test_while_excel_is_open_the_old_version_stays_and_the_buttons_follow(bundle: Bundle) -> None:
    bundle.run()
    bundle.wheel("1.1", "een")
    assert bundle.run(INSTALL="2", SAYS=IN_USE) == 2
    assert bundle.versions == ["1.0", "1.1"]
    assert f"De knoppen volgen later. {IN_USE}" in bundle.log
    assert bundle.run() == 0
    assert bundle.asks == ["sto_xl addin install"]
    assert bundle.versions == ["1.1"]


def test_another_failure_than_an_open_excel_is_no_matter_of_waiting(bundle: Bundle) -> None:
    assert bundle.run(INSTALL="2", SAYS="‘sto.xlam’ is niet door STO gemaakt.") == 1
    assert "niet door STO gemaakt" in bundle.log


def test_a_version_that_does_not_start_is_made_anew(bundle: Bundle) -> None:
    bundle.run()
    [folder] = [path for path in bundle.target.iterdir() if path.is_dir()]
    (folder / "python" / "bin" / "python3").unlink()
    assert bundle.run() == 0
    assert "beschadigd" in bundle.log
    assert [ask.split()[0] for ask in bundle.asks] == ["pip", "pip", "sto_xl"]


def test_a_run_that_was_cut_off_leaves_nothing_that_counts(bundle: Bundle) -> None:
    half = bundle.target / "nieuw-abcd1234" / "python"
    half.mkdir(parents=True)
    (half.parent / MARK).touch()
    os.utime(half.parent, (0, 0))
    assert bundle.run() == 0
    assert not half.exists()


def test_what_another_logon_is_making_is_let_be(bundle: Bundle) -> None:
    busy = bundle.target / "nieuw-abcd1234"
    busy.mkdir(parents=True)
    assert bundle.run() == 0
    assert busy.exists()


@pytest.mark.slow
def test_two_logons_at_once_leave_one_whole_version(bundle: Bundle) -> None:
    many = bundle.folder / "python" / "lib"
    many.mkdir()
    for number in range(500):
        (many / str(number)).write_text("x")
    command = [sys.executable, "-B", str(bundle.script), "--target", str(bundle.target)]
    env = {"PATH": os.defpath, "ASKED": str(bundle.asked)}
    both = [subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL) for _ in range(2)]
    assert [logon.wait(timeout=60) for logon in both] == [0, 0]
    [folder] = [path for path in bundle.target.iterdir() if path.is_dir()]
    assert len(list((folder / "python" / "lib").iterdir())) == 500


@pytest.mark.parametrize("options", [(), ("--remove",)])
@pytest.mark.parametrize("name", ["oud-archief1", "nieuw-plannen2", "2.0-deadbeef"])
def test_a_folder_of_somebody_else_is_let_be_whatever_it_is_called(
    bundle: Bundle, name: str, options: tuple[str, ...]
) -> None:
    bundle.run()
    theirs = bundle.target / name / "brief.docx"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("Geachte")
    os.utime(theirs.parent, (0, 0))
    bundle.run(*options)
    assert theirs.read_text() == "Geachte"


@pytest.mark.parametrize("options", [(), ("--remove",)])
def test_a_link_is_not_followed(bundle: Bundle, tmp_path: Path, options: tuple[str, ...]) -> None:
    bundle.run()
    theirs = tmp_path / "elders"
    theirs.mkdir()
    (theirs / MARK).touch()
    (theirs / "brief.docx").write_text("Geachte")
    (bundle.target / "oud-abcd1234").symlink_to(theirs)
    bundle.run(*options)
    assert (theirs / "brief.docx").read_text() == "Geachte"


def test_a_folder_in_the_place_of_a_version_is_told(bundle: Bundle) -> None:
    bundle.run()
    [folder] = [path for path in bundle.target.iterdir() if path.is_dir()]
    for path in (MARK, "in-excel"):
        (folder / path).unlink()
    assert bundle.run() == 1
    assert "is niet door dit script gemaakt: verplaats die map" in bundle.log
    assert folder.is_dir()


@pytest.mark.parametrize("options", [(), ("--remove",)])
def test_folders_of_others_are_let_be(bundle: Bundle, options: tuple[str, ...]) -> None:
    theirs = bundle.target / "Mijn documenten" / "brief.docx"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("Geachte")
    bundle.run()
    bundle.run(*options)
    assert theirs.read_text() == "Geachte"


def test_packages_that_fail_are_told_and_tried_again(bundle: Bundle) -> None:
    assert bundle.run(PIP="1") == 1
    assert "pip: geen ruimte" in bundle.log
    assert bundle.run() == 0


def test_a_package_that_is_not_what_the_lock_names_is_told(bundle: Bundle) -> None:
    told = "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE."
    assert bundle.run(PIP="1", TELLS=told) == 1
    assert "is niet het bestand dat ‘requirements.lock’ noemt" in bundle.log
    assert bundle.asks[-1].endswith(str(bundle.lock))


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
    assert bundle.run("--remove", UNINSTALL="2", SAYS=IN_USE) == 2
    assert bundle.versions == ["1.0"]


@pytest.mark.parametrize(
    "gone",
    ["wheels/sto_xl-1.0-py3-none-any.whl", "python/bin/python3", "requirements.lock"],
)
def test_an_incomplete_share_is_told_in_one_sentence(bundle: Bundle, gone: str) -> None:
    (bundle.folder / gone).unlink()
    assert bundle.run() == 1
    assert str(bundle.folder / Path(gone).parts[0]) in bundle.log


def test_the_command_starts_the_script_with_the_python_beside_it() -> None:
    command = (SCRIPTS / "sto-uitrol.cmd").read_text()
    assert r'"%~dp0python\python.exe" -B "%~dp0sto_uitrol.py" %*' in command
    assert (SCRIPTS / "sto_uitrol.py").exists()
