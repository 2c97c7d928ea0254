"""What a run makes outside the workbook: letters in a folder, gone again when the run fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
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
    """Letters in a folder, and the names of what lies beside them; both fill while they are made.

    A `fresh` folder was made for them alone.
    """

    folder: Path
    beside: list[str] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    fresh: bool = True

    @property
    def letters(self) -> Mapping[int, str]:
        """The file of each letter, by the line of its row in the workbook."""
        return {letter.line: letter.file for letter in self.posted}


@contextlib.contextmanager
def all_or_nothing(click: Click, made: Outside) -> Iterator[None]:
    """While letters are made and the workbook is written: remove them when that fails."""
    try:
        yield
    except BaseException as error:
        # Where the workbook may still tell of a letter, the letter stays too.
        if not (isinstance(error, Failure) and error.cause is Cause.NOT_TAKEN_BACK):
            names = (*made.letters.values(), *made.beside)
            outputs.remove_new(made.folder, names, folder_too=made.fresh)
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
            made.posted.append(letter)
        if number % each == 0:
            click.book.progress(f"{called}: {number + 1} van {count} gemaakt …")
    if failed and not made.posted:
        raise failed[0]
    return said
