"""The user's own folder: the log of what went wrong in the program, and the journal of runs."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from sto_xl import __version__
from sto_xl.system import doors
from sto_xl.system.errors import LOGGED, NO_LOG, NOT_LOGGED, Cause, Failure

#: Names another register than the one in the user's own folder.
REGISTER = "STO_XL_REGISTER"
#: Nobody else may read what is kept here: it tells of people.
_OWN_FILE, _OWN_FOLDER = 0o600, 0o700
_OF_A_FILE = frozenset({Cause.READER_FAILED, Cause.TEMPLATE_FAILED})


def folder() -> Path:
    """Give the folder in which a program keeps a user's data on this system."""
    import platformdirs

    return platformdirs.user_data_path("sto_xl", appauthor=False)


def register() -> Path:
    """Give where the user's register is, or would be."""
    named = os.environ.get(REGISTER)
    return Path(named) if named else folder() / "register.sqlite"


def make_own(folder: Path) -> None:
    """Make a folder that is its owner's alone, also one that is there already."""
    folder.mkdir(mode=_OWN_FOLDER, parents=True, exist_ok=True)
    close(folder, _OWN_FOLDER)


def close(path: Path, mode: int = _OWN_FILE) -> None:
    """Let nobody else read a file or folder, where the disk that it is on knows of rights."""
    with contextlib.suppress(OSError):
        path.chmod(mode)


def unexpected(cause: Cause = Cause.UNEXPECTED, failed: str = "", **values: str) -> Failure:
    """Log where the program failed for who mends it; give the sentence for who uses it.

    Where the log cannot be written, the sentence says so. `failed` is what `where` gives of the
    exception, the present one if it is left out.
    """
    import hashlib

    text = failed or where(sys.exc_info()[1])
    reference = hashlib.sha256(text.encode()).hexdigest()[:6]
    if doors.here().in_browser:
        # A page has no folder of the user's; what it prints, the browser shows to who asks for it.
        print(f"--- {reference} sto_xl {__version__}\n{text}")  # noqa: T201
        return Failure(cause, reference=reference, log=NO_LOG, **values)
    log = folder() / "sto-xl.log"
    try:
        make_own(log.parent)
        with log.open("a", encoding="utf-8") as file:
            close(log)
            file.write(f"--- {reference} sto_xl {__version__}\n{text}\n")
    except OSError:
        ending = NOT_LOGGED
    else:
        ending = LOGGED
    # What is said of a file is read by others too, and a path may hold the user's name.
    named = f"{log.name} in uw gebruikersmap" if cause in _OF_A_FILE else f"‘{log}’"
    return Failure(cause, reference=reference, log=ending.format(file=named), **values)


def where(error: BaseException | None) -> str:
    """Give the way through the program that led to an exception.

    What the exception says is left out: it may hold what stands in a cell, a name or an e-mail
    address for instance.
    """
    return "".join(_where(error))


def _where(error: BaseException | None) -> Iterator[str]:
    """Give the lines of program that led to an exception, and to the one that it came of first."""
    import traceback

    if error is None:
        return
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier:
        yield from _where(earlier)
        yield "which led to:\n"
    yield from traceback.format_tb(error.__traceback__)
    yield f"{type(error).__module__}.{type(error).__qualname__}\n"
