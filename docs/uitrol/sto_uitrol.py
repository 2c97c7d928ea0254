"""Puts STO in place for the user who is logged in: a Python of its own, the package, the add-in.

For the IT department of a school; `uitrol.md` says how. Beside this file stand `python`, a folder
with a whole Python, and `wheels`, the packages. Needs no admin rights and no internet. It may run
at every logon: when nothing changed it does nothing. A new version gets a folder of its own and
the add-in is put in place last, so a run that is cut off leaves what was there working.

Standard library only: it runs before anything is installed.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

BUNDLE = Path(__file__).resolve().parent
PACKAGE = "sto-xl[addin]"
#: Stands in a version's folder once everything in it is there, and once its add-in is in place.
COMPLETE, IN_PLACE = "compleet", "in-excel"
OK, FAILED, LATER = 0, 1, 2


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
    if (folder / IN_PLACE).exists() and _addin(folder, "status", excel).returncode == 0:
        return
    if not (folder / COMPLETE).exists():
        _log(target, f"{folder.name} wordt klaargezet.")
        if folder.exists():
            shutil.rmtree(folder)
        shutil.copytree(BUNDLE / "python", folder / "python", symlinks=True)
        _pip(folder)
        (folder / COMPLETE).touch()
    done = _addin(folder, "install", excel)
    if done.returncode == 2:  # noqa: PLR2004  (nothing could be done: Excel has it open)
        text = f"De knoppen volgen later. {_last_line(done)}"
        raise Step(text, LATER)
    if done.returncode != 0:
        text = f"De knoppen werken nog niet.\n{done.stdout}{done.stderr}"
        raise Step(text)
    (folder / IN_PLACE).touch()
    _log(target, f"{folder.name} staat klaar.")
    for old in target.iterdir():
        if old.is_dir() and old != folder:
            # A click that is still running keeps its files; the next run tries again.
            shutil.rmtree(old, ignore_errors=True)


def _remove(target: Path, excel: str | None) -> None:
    for folder in target.iterdir():
        if (folder / COMPLETE).exists():
            done = _addin(folder, "uninstall", excel)
            if done.returncode != 0:
                text = f"STO is nog niet weggehaald. {_last_line(done)}"
                raise Step(text, LATER)
            break
    shutil.rmtree(target)


def _version() -> str:
    """Name what is to be installed: the wheel of sto_xl, and a digest of all there is."""
    wheels = sorted((BUNDLE / "wheels").glob("*.whl"))
    own = [wheel for wheel in wheels if wheel.name.startswith("sto_xl-")]
    if len(own) != 1:
        text = f"In ‘{BUNDLE / 'wheels'}’ moet één bestand sto_xl-….whl staan."
        raise Step(text)
    if not _python(BUNDLE / "python").exists():
        text = f"In ‘{BUNDLE / 'python'}’ staat geen Python."
        raise Step(text)
    digest = hashlib.sha256()
    for wheel in wheels:
        digest.update(f"{wheel.name} {wheel.stat().st_size}\n".encode())
    return f"{own[0].name.split('-')[1]}-{digest.hexdigest()[:8]}"


def _pip(folder: Path) -> None:
    command = ("-m", "pip", "install", "--no-index", "--no-warn-script-location")
    done = _run(folder, *command, "--find-links", str(BUNDLE / "wheels"), PACKAGE)
    if done.returncode != 0:
        text = f"De pakketten zijn niet geïnstalleerd.\n{done.stdout}{done.stderr}"
        raise Step(text)


def _addin(folder: Path, command: str, excel: str | None) -> subprocess.CompletedProcess[str]:
    place = ("--folder", excel) if excel else ()
    return _run(folder, "-m", "sto_xl", "addin", command, *place)


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the version's own Python, deaf to what else is on this computer."""
    return subprocess.run(  # noqa: S603  (the Python that was just put there)
        [str(_python(folder / "python")), "-I", "-B", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, "PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"},
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
