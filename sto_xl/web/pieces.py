"""What the page runs on: Pyodide as npm has it, and wheels; each fetched once, and known by hash.

`web/pyodide.lock` and `web/wheels.lock` name them. What does not have the hash that stands there
is not used, wherever it came from.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from sto_xl.system import outputs

#: The Python of Pyodide, and what its wheels are made for.
PYTHON, PLATFORM = "3.14", "pyemscripten_2026_0_wasm32"
#: One package has wheels for computers only; its Python is the same in all of them.
_ANY_COMPUTER = "manylinux_2_28_x86_64"
_HASH = re.compile(r"^(\S+==\S+) \\\n {4}--hash=sha256:([0-9a-f]{64})$", re.MULTILINE)
_FILE = re.compile(r"^([0-9a-f]{64}) {2}(\S+)$", re.MULTILINE)
_VERSION = re.compile(r"^# Files of pyodide (\S+) ", re.MULTILINE)


class PieceError(Exception):
    """A piece cannot be had as the lock names it; the text says which, and what to do."""


def locked_wheels(sources: Path) -> Mapping[str, str]:
    """Give the wheels that the lock names (`jinja2==3.1.6`), by their SHA-256."""
    return {sha256: name for name, sha256 in _HASH.findall(_text(sources / "wheels.lock"))}


def locked_files(sources: Path) -> Mapping[str, str]:
    """Give the files of Pyodide that the lock names, with their SHA-256."""
    return {name: sha256 for sha256, name in _FILE.findall(_text(sources / "pyodide.lock"))}


def version(sources: Path) -> str:
    """Give the version of Pyodide."""
    found = _VERSION.search(_text(sources / "pyodide.lock"))
    return found[1] if found else ""


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def wheels(sources: Path, kept: Path) -> list[Path]:
    """Give the files of all wheels, which are `kept` in a folder; those that lack are fetched."""
    wanted = locked_wheels(sources)
    found = _known(kept.glob("*.whl"), wanted)
    if len(found) < len(wanted):
        platforms = ("--platform", PLATFORM, "--platform", _ANY_COMPUTER)
        asked = ("download", "-q", "--no-deps", "--only-binary", ":all:", "--require-hashes")
        _run(
            *(sys.executable, "-m", "pip", *asked, "--python-version", PYTHON, *platforms),
            *("-r", str(sources / "wheels.lock"), "-d", str(kept)),
        )
        found = _known(kept.glob("*.whl"), wanted)
    lacking = wanted.keys() - found.keys()
    if lacking:
        message = f"not as wheels.lock names it: {', '.join(wanted[one] for one in lacking)}"
        raise PieceError(message)
    return sorted(found.values())


def pyodide(sources: Path, kept: Path) -> list[Path]:
    """Give the files of Pyodide, which are `kept` in a folder; fetched when one lacks."""
    wanted = locked_files(sources)
    files = [kept / name for name in wanted]
    if not all(_is(file, wanted[file.name]) for file in files):
        name = f"pyodide@{version(sources)}"
        with tempfile.TemporaryDirectory() as folder:
            _run("npm", "pack", "--silent", "--pack-destination", folder, name)
            (packed,) = Path(folder).glob("*.tgz")
            with tarfile.open(packed) as archive:
                for file in files:
                    inside = archive.extractfile(f"package/{file.name}")
                    outputs.write(file, inside.read() if inside else b"")
    wrong = [file.name for file in files if not _is(file, wanted[file.name])]
    if wrong:
        message = f"not as pyodide.lock names it: {', '.join(wrong)}"
        raise PieceError(message)
    return files


def own_wheel(project: Path, folder: Path) -> Path:
    """Make the wheel of sto_xl itself, of the checkout."""
    _run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", str(project), "-w", str(folder))
    (made,) = folder.glob("sto_xl-*.whl")
    return made


def _known(files: Iterable[Path], wanted: Mapping[str, str]) -> Mapping[str, Path]:
    by_hash = {outputs.fingerprint(file): file for file in files}
    return {sha256: file for sha256, file in by_hash.items() if sha256 in wanted}


def _is(file: Path, sha256: str) -> bool:
    return file.is_file() and outputs.fingerprint(file) == sha256


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603  (ours)
    except FileNotFoundError as error:
        message = f"‘{command[0]}’ is not installed"
        raise PieceError(message) from error
    except subprocess.CalledProcessError as error:
        message = f"‘{' '.join(command[:4])} …’ failed:\n{error.stderr}"
        raise PieceError(message) from error
