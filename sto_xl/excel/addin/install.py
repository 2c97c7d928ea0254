"""Puts the add-in where Excel looks for it, and takes it away; whole, or not at all.

What stood there before is kept in the user's own folder, never beside it: Excel opens all that lies
in its startup folder.
"""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from sto_xl.books import build
from sto_xl.books.new.addin import NAME
from sto_xl.excel.addin import baked
from sto_xl.system import outputs, userdata
from sto_xl.system.errors import Cause, Failure


@dataclass(frozen=True)
class Done:
    """What was done, or with a dry run would be: where the add-in is, and the one before it."""

    path: Path
    changed: bool
    previous: Path | None = None


def install(folder: Path, *, dry_run: bool = False) -> Done:
    """Make the add-in for this Python and put it in a folder.

    Raises `Failure` when Excel has it open, the folder cannot be written, a file of that name is
    there that is not ours, or this Python is one whose files Excel does not get to see.
    """
    if "WindowsApps" in Path(sys.base_prefix).parts:
        raise Failure(Cause.STORE_PYTHON)
    path = folder / NAME
    data = build.addin_bytes(baked.here().settings())
    before = _present(path)
    if before == data:
        return Done(path, changed=False)
    done = Done(path, changed=True, previous=_kept() if before is not None else None)
    if not dry_run:
        if before is not None:
            outputs.write(_kept(), before)
        # Not beside it first: Excel would open what a run that was cut off leaves there.
        outputs.write(path, data, by_way_of=folder.parent)
    return done


def uninstall(folder: Path, *, dry_run: bool = False) -> Done:
    """Take the add-in out of a folder. Raises `Failure` as `install` does."""
    path = folder / NAME
    before = _present(path)
    if before is None:
        return Done(path, changed=False)
    if not dry_run:
        outputs.write(_kept(), before)
        try:
            path.unlink()
        except OSError as error:
            raise Failure(Cause.ADDIN_IN_USE, file=str(path)) from error
    return Done(path, changed=True, previous=_kept())


def _kept() -> Path:
    return userdata.folder() / "vorige" / NAME


def _present(path: Path) -> bytes | None:
    """Give the add-in that is there, if any; Failure when it must not be touched.

    A damaged one is given as well: it may be replaced.
    """
    with outputs.reachable(path):
        if not path.exists():
            return None
        # Windows itself refuses below; elsewhere Excel only leaves a file that says who has it.
        if sys.platform != "win32" and path.with_name(f"~${path.name}").exists():
            raise Failure(Cause.ADDIN_IN_USE, file=str(path))
    if path.is_dir():
        raise Failure(Cause.ADDIN_NOT_OURS, file=str(path))
    try:
        with path.open("r+b") as file:
            data = file.read()
    except OSError as error:
        raise Failure(Cause.ADDIN_IN_USE, file=str(path)) from error
    if baked.of(data) is None and zipfile.is_zipfile(io.BytesIO(data)):
        raise Failure(Cause.ADDIN_NOT_OURS, file=str(path))
    return data
