"""What a run makes outside the workbook: letters in a folder, gone again when the run fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.letters.mailing import Posted

#: The status bar is told of letters at most so often.
_REPORTS = 9


@dataclass(frozen=True, slots=True)
class Outside:
    """Letters in a folder, and the names of what lies beside them.

    `letters` fills while they are made: the file of each, by the line of its row in the workbook.
    """

    folder: Path
    beside: tuple[str, ...] = ()
    letters: dict[int, str] = field(default_factory=dict)


@contextlib.contextmanager
def all_or_nothing(click: Click, made: Outside) -> Iterator[None]:
    """While letters are made and the workbook is written: remove them when that fails."""
    try:
        yield
    except BaseException as error:
        # Where the workbook may still tell of a letter, the letter stays too.
        if not (isinstance(error, Failure) and error.cause is Cause.NOT_TAKEN_BACK):
            outputs.remove_new(made.folder, (*made.letters.values(), *made.beside))
        raise
    finally:
        click.book.progress(None)


def make(
    click: Click, made: Outside, posted: Iterable[Posted], count: int, called: str
) -> list[str]:
    """Let `count` letters be written, telling how far it is; give what to say of those that failed.

    `called` is what they are, in the plural and with a capital. Raises the first `Failure` when
    not one could be made.
    """
    failed: list[Failure] = []
    said = []
    each = -(-count // _REPORTS)
    for number, letter in enumerate(posted):
        if letter.failure:
            failed.append(letter.failure)
            said.append(f"Geen brief: {letter.name}. {letter.failure}")
        else:
            made.letters[letter.line] = letter.file
        if number % each == 0:
            click.book.progress(f"{called}: {number + 1} van {count} gemaakt …")
    if failed and not made.letters:
        raise failed[0]
    return said
