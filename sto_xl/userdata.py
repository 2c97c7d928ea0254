"""The user's own folder: the log of what went wrong in the program, and the journal of runs."""

from __future__ import annotations

import hashlib
import sys
import traceback
from pathlib import Path

from sto_xl import __version__
from sto_xl.errors import Cause, Failure


def folder() -> Path:
    """Give the folder in which a program keeps a user's data on this system."""
    import platformdirs

    return platformdirs.user_data_path("sto_xl", appauthor=False)


def unexpected(
    cause: Cause = Cause.UNEXPECTED, error: Exception | None = None, **values: str
) -> Failure:
    """Log an error, or the present one, for who mends the program; give the user's sentence."""
    text = "".join(traceback.format_exception(error)) if error else traceback.format_exc()
    log = folder() / "sto-xl.log"
    reference = hashlib.sha256(text.encode()).hexdigest()[:6]
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"--- {reference} sto_xl {__version__}\n{text}\n")
    except OSError:
        sys.stderr.write(text)
    return Failure(cause, reference=reference, file=str(log), **values)
