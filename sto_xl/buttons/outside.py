"""What a run makes outside the workbook: letters and PDFs, gone again when the run fails."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sto_xl.letters.word import program
from sto_xl.system import outputs, pdf
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.letters.mailing import Posted

T = TypeVar("T")


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
    for letter in telling(click, posted, count, called):
        if letter.failure:
            failed.append(letter.failure)
            said.append(f"Geen brief: {letter.name}. {letter.failure}")
        else:
            made.posted.append(letter)
    if failed and not made.posted:
        raise failed[0]
    return said


def printer(click: Click, of: str) -> pdf.Printer | None:
    """Give what makes PDFs `of` letters, when something can and the user wants them."""
    try:
        found = program.printer(word_first=True)
    except Failure:
        return None
    return found if click.book.ask(f"Wilt u van {of} ook een PDF?") else None


def print_letters(click: Click, made: Outside, printed_by: pdf.Printer | None) -> list[str]:
    """Put a PDF beside each letter, if there is what makes them; give what to say of the rest."""
    if printed_by is None:
        return []
    said = []
    files = [made.folder / name for name in made.letters.values()]
    try:
        for one in telling(click, pdf.beside(files, printed_by), len(files), "PDF's"):
            if one.failure:
                said.append(str(one.failure))
            else:
                made.beside.append(one.pdf.name)
    except Failure as failure:
        said.append(str(failure))
    return said


def said_of_pdfs(made: Outside) -> str:
    """Say that there are PDFs, if there are."""
    count, letters = sum(name.endswith(pdf.SUFFIX) for name in made.beside), len(made.letters)
    if not count:
        return ""
    where = "elke brief" if count == letters else f"{count} van de {letters} brieven"
    return f" Bij {where} ligt een PDF."


def telling(click: Click, each: Iterable[T], count: int, called: str) -> Iterator[T]:
    """Give what is made, one by one, telling in the status bar how far it is."""
    tell = click.progress(called, count)
    for number, one in enumerate(each, start=1):
        yield one
        tell(number)
