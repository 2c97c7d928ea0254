"""Letters as they are made: where each stands, and why one could not be made."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sto_xl.cli.terminal import out, progress, say
from sto_xl.letters.mailing import Posted


def print_posted(posted: Iterable[Posted], count: int, folder: Path) -> bool:
    """Print the path of each letter as soon as it is there; tell whether one could not be made."""
    failed = False
    with progress("letters", count) as advance:
        for letter in posted:
            if letter.failure:
                failed = True
                say(f"{letter.name}: {letter.failure}")
            else:
                out().print(str(folder / letter.file), markup=False, soft_wrap=True)
            advance()
    return failed
