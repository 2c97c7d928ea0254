"""Puts STO in place for the user who is logged in: a Python of its own, the package, the add-in.

For the IT department of a school; `uitrol.md` says how. Beside this file stand `python`, a folder
with a whole Python, `wheels`, the packages, and `requirements.lock`, which says what each of them
must be to the byte. Needs no admin rights and no internet. It may run at every logon: when nothing
changed it only looks. A version is made in a folder of its own, which gets its name when all of it
is there, and the add-in is put in place last: a run that is cut off, or runs beside another, leaves
what was there working. It touches no folder that it did not make: each of those holds a mark.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent
WHEELS, LOCK = BUNDLE / "wheels", BUNDLE / "requirements.lock"
#: How pip installs: from the share alone, deaf to the settings of this computer.
PIP = (
    *("-m", "pip", "--isolated", "install", "--no-index", "--no-warn-script-location"),
    *("--no-deps", "--find-links", str(WHEELS)),
)
#: How pip begins when a file is not the one that the lock names.
OTHER_FILE = "THESE PACKAGES DO NOT MATCH THE HASHES"
#: Stands in a version's folder once its add-in is in place.
IN_PLACE = "in-excel"
#: Stands in each folder that this script makes, from the beginning to the end.
MARK = "gemaakt-door-de-uitrol-van-sto"
#: What those folders are called: a version, or one on its way in or out.
OURS = re.compile(r"\d[\w.]*-[0-9a-f]{8}|(nieuw|oud)-\w{8}")
#: What the package says when Excel has the add-in open.
IN_USE = "Excel heeft"
OK, FAILED, LATER = 0, 1, 2
HOUR = 3600


class Step(Exception):  # noqa: N818  (it is how a step ended)
    """A step that did not succeed: what the log says, and the exit code."""

    def __init__(self, text: str, code: int = FAILED) -> None:
        """End a step."""
        super().__init__(text)
        self.code = code


def main() -> int:
    """Install, or take away; give the exit code."""
    options = _options()
    target: Path = options.target
    try:
        target.mkdir(parents=True, exist_ok=True)
        if options.remove:
            _remove(target, options.excel)
        else:
            _install(target, options.excel)
    except Step as step:
        _log(target, str(step))
        return step.code
    except OSError as error:
        _log(target, f"Er ging iets mis met een bestand of map: {error}.")
        return FAILED
    return OK


def _options() -> argparse.Namespace:
    local = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    parser = argparse.ArgumentParser(
        description="Zet STO klaar voor de gebruiker die is aangemeld."
    )
    parser.add_argument(
        "--target",
        type=Path,
        default=Path(local) / "Programs" / "sto_xl",
        metavar="MAP",
        help="waar Python en STO komen te staan",
    )
    parser.add_argument(
        "--excel",
        metavar="MAP",
        help="waar de invoegtoepassing komt te staan, in plaats van in de opstartmap van Excel",
    )
    parser.add_argument("--remove", action="store_true", help="haal STO weg")
    return parser.parse_args()


def _install(target: Path, excel: str | None) -> None:
    folder = target / _version()
    if os.path.lexists(folder) and not _is_ours(folder):
        text = f"‘{folder}’ is niet door dit script gemaakt: verplaats die map."
        raise Step(text)
    if folder.exists() and not _works(folder):
        _log(target, f"{folder.name} is beschadigd en wordt opnieuw klaargezet.")
        _let_go(folder)
    if not folder.exists():
        _log(target, f"{folder.name} wordt klaargezet.")
        _make(folder)
    if not (folder / IN_PLACE).exists() or _addin(folder, "status", excel).returncode != 0:
        _put_in_place(folder, excel)
        _log(target, f"{folder.name} staat klaar.")
    for old in _made_here(target):
        # What another logon is making at this moment is let be.
        if old != folder and not (old.name.startswith("nieuw-") and _young(old)):
            _let_go(old)


def _young(folder: Path) -> bool:
    return time.time() - folder.stat().st_mtime < HOUR


def _make(folder: Path) -> None:
    """Make a version beside its place; it gets its name when all of it is there."""
    new = _marked("nieuw-", folder.parent)
    try:
        shutil.copytree(BUNDLE / "python", new / "python", symlinks=True)
        if sys.platform == "win32":
            # Deaf to other Pythons on this computer, also when a button starts it.
            isolated = "Lib\nDLLs\n.\nimport site\n"
            (new / "python" / "python._pth").write_text(isolated, encoding="utf-8")
        _install_packages(new)
        # Another logon may have been first; then its version serves.
        with contextlib.suppress(OSError):
            new.replace(folder)
    finally:
        _delete(new)
    if not _works(folder):
        text = f"{folder.name} kon niet worden klaargezet."
        raise Step(text)


def _install_packages(folder: Path) -> None:
    """Install what the lock names, each checked against its hash, and then sto_xl's own wheel."""
    for what in (("--require-hashes", "--requirement", str(LOCK)), (str(_own_wheel()),)):
        done = _run(folder, *PIP, *what)
        if done.returncode != 0:
            told = f"{done.stdout}{done.stderr}"
            why = (
                f" Een bestand in ‘{WHEELS}’ is niet het bestand dat ‘{LOCK.name}’ noemt:"
                " haal de pakketten opnieuw op."
                if OTHER_FILE in told
                else ""
            )
            text = f"De pakketten zijn niet geïnstalleerd.{why}\n{told}"
            raise Step(text)


def _put_in_place(folder: Path, excel: str | None) -> None:
    done = _addin(folder, "install", excel)
    if done.stderr.startswith(IN_USE):
        text = f"De knoppen volgen later. {_last_line(done)}"
        raise Step(text, LATER)
    if done.returncode != 0:
        text = f"De knoppen werken nog niet.\n{done.stdout}{done.stderr}"
        raise Step(text)
    (folder / IN_PLACE).touch()


def _remove(target: Path, excel: str | None) -> None:
    """Take the add-in away first, so that no button is left that starts nothing."""
    versions = [folder for folder in _made_here(target) if _works(folder)]
    if not versions:
        text = (
            "STO is niet weg te halen, want de Python ervan werkt niet. Rol STO eerst opnieuw uit."
        )
        raise Step(text)
    done = _addin(versions[0], "uninstall", excel)
    if done.returncode != 0:
        text = f"STO is nog niet weggehaald. {_last_line(done)}"
        raise Step(text, LATER if done.stderr.startswith(IN_USE) else FAILED)
    for folder in _made_here(target):
        _let_go(folder)
    with contextlib.suppress(OSError):
        (target / "uitrol.log").unlink()
        target.rmdir()


def _made_here(target: Path) -> Iterator[Path]:
    for folder in sorted(target.iterdir()):
        if OURS.fullmatch(folder.name) and _is_ours(folder):
            yield folder


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is one, and no link to one, and bears the mark of this script.

    What earlier versions of it put in place bears another.
    """
    real = folder.is_dir() and folder.resolve() == folder.parent.resolve() / folder.name
    return real and any((folder / mark).is_file() for mark in (MARK, IN_PLACE))


def _marked(prefix: str, parent: Path) -> Path:
    """Make a folder of this script's own."""
    folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
    (folder / MARK).touch()
    return folder


def _delete(folder: Path) -> None:
    """Delete a folder with all that is in it: its mark last, so that a next run can go on."""
    with contextlib.suppress(OSError):
        for within in folder.iterdir():
            if within.name != MARK:
                shutil.rmtree(within, ignore_errors=True)
                with contextlib.suppress(OSError):
                    within.unlink()
        if [within.name for within in folder.iterdir()] == [MARK]:
            (folder / MARK).unlink()
            folder.rmdir()


def _let_go(folder: Path) -> None:
    """Delete a version: its name first, so that no half of it is taken for a whole.

    A button that is still running keeps its files; a next run tries again.
    """
    if not folder.name.startswith("oud-"):
        aside = _marked("oud-", folder.parent)
        try:
            folder = folder.replace(aside / folder.name).parent
        except OSError:
            _delete(aside)
            return
    _delete(folder)


def _version() -> str:
    """Name what is to be installed: the version of sto_xl, and a digest of all that is there."""
    own = _own_wheel()
    python = _python(BUNDLE / "python")
    if not python.exists():
        text = f"In ‘{BUNDLE / 'python'}’ staat geen Python."
        raise Step(text)
    if not LOCK.exists():
        text = f"Naast dit script ontbreekt ‘{LOCK}’."
        raise Step(text)
    digest = hashlib.sha256(own.read_bytes() + LOCK.read_bytes())
    for file in (python, *sorted(WHEELS.glob("*.whl"))):
        known = file.stat()
        digest.update(f"{file.name} {known.st_size} {known.st_mtime_ns}\n".encode())
    return f"{own.name.split('-')[1]}-{digest.hexdigest()[:8]}"


def _own_wheel() -> Path:
    own = list(WHEELS.glob("sto_xl-*.whl"))
    if len(own) != 1:
        text = f"In ‘{WHEELS}’ moet één bestand sto_xl-….whl staan."
        raise Step(text)
    return own[0]


def _works(folder: Path) -> bool:
    try:
        return _run(folder, "-m", "sto_xl", "--version").returncode == 0
    except OSError:
        return False


def _addin(folder: Path, command: str, excel: str | None) -> subprocess.CompletedProcess[str]:
    place = ("--folder", excel) if excel else ()
    return _run(folder, "-m", "sto_xl", "addin", command, *place)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the version's own Python, deaf to what else is on this computer."""
    return subprocess.run(  # noqa: S603  (the Python that was just put there)
        [str(_python(folder / "python")), "-I", "-X", "utf8", "-B", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )


def _python(folder: Path) -> Path:
    return folder / ("python.exe" if sys.platform == "win32" else "bin/python3")


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    return (done.stderr.strip().splitlines() or [""])[-1]


def _log(target: Path, text: str) -> None:
    """Write to the log, and to who looks."""
    moment = dt.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M")
    line = f"{moment} {text.strip()}\n"
    with contextlib.suppress(OSError), (target / "uitrol.log").open("a", encoding="utf-8") as log:
        log.write(line)
    sys.stderr.write(line)


if __name__ == "__main__":
    sys.exit(main())
