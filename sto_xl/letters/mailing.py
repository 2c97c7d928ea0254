"""A run of letters: each written into its folder, and beside them the list to mail them from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sto_xl.books import report
from sto_xl.books.reading.file import read_file
from sto_xl.grid import Row, Snapshot
from sto_xl.letters.addressee import Addressee
from sto_xl.letters.bounded import Fields
from sto_xl.letters.kinds import LetterKind
from sto_xl.letters.mail.eml import Attachment, Recipients
from sto_xl.letters.said import Said
from sto_xl.letters.templates import Templates
from sto_xl.model import Language
from sto_xl.model.wording import capitalised
from sto_xl.system import outputs
from sto_xl.system.errors import Failure

#: The list of a run of letters, in their folder.
LIST = "Verzendlijst.xlsx"
_SUFFIX = ".docx"


class Postable(Protocol):
    """A letter that can be written: whose row in the workbook it is about, and what it says."""

    @property
    def line(self) -> int:
        """The line of the row that it is about."""

    @property
    def title(self) -> str:
        """What that row is called."""

    @property
    def file_name(self) -> str:
        """What its file is called, without suffix."""

    @property
    def language(self) -> Language:
        """The language that it is written in."""

    @property
    def recipients(self) -> Recipients:
        """To whom it is mailed."""

    def enclosures(self) -> Sequence[Attachment]:
        """Give the files that are mailed with it. Raises `Failure` when one cannot be had."""

    def letter(self, letter_date: dt.date) -> Said:
        """Give what the letter says. Raises `Failure` when it cannot be made."""


class Unposted(Protocol):
    """Who is passed over in a run of letters that has a list."""

    @property
    def row(self) -> Row:
        """What the list says of it: the last cell is the reason."""


class Listed(Postable, Protocol):
    """A letter of which a list tells."""

    @property
    def addressee(self) -> Addressee:
        """To whom it goes, and how that is known."""

    def mailed(self, file: str) -> Row:
        """Give what the list says of the letter in this file."""

    def unposted(self, reason: str) -> Unposted:
        """Give it as one that is passed over, because its letter cannot be made."""


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a letter: its file in the folder, or the failure that stopped it."""

    letter: Postable
    file: str
    failure: Failure | None = None

    @property
    def line(self) -> int:
        """The line of the row in the workbook that it is about."""
        return self.letter.line

    @property
    def name(self) -> str:
        """What that row is called."""
        return self.letter.title


def told(letter: Postable, letter_date: dt.date) -> Fields | Failure:
    """Give what a letter says, or why it cannot be made."""
    try:
        return letter.letter(letter_date).fields()
    except Failure as failure:
        return failure


def made(
    letters: Iterable[Postable], templates: Templates, letter_date: dt.date
) -> Iterator[bytes | Failure]:
    """Give each letter, or why it cannot be made."""
    return templates.fill([(one.language, told(one, letter_date)) for one in letters])


def write_each(
    letters: Sequence[Postable],
    templates: Templates,
    letter_date: dt.date,
    folder: Path,
    write: Callable[[Path, bytes], None] = outputs.write,
) -> Iterator[Posted]:
    """Write the letters one by one, telling of each; one that cannot be made stops no other."""
    names = outputs.Names()
    for letter, content in zip(letters, made(letters, templates, letter_date), strict=True):
        if isinstance(content, Failure):
            yield Posted(letter, "", content)
        else:
            file = names.give(letter.file_name, _SUFFIX)
            write(folder / file, content)
            yield Posted(letter, file)


def post(  # noqa: PLR0913, PLR0917  (letters, and all that they are made of)
    letters: Sequence[Listed],
    passed: Iterable[Unposted],
    templates: Templates,
    letter_date: dt.date,
    folder: Path,
    style: report.HouseStyle = report.SHIPPED,
    write: Callable[[Path, bytes], None] = outputs.write,
) -> Iterator[Posted]:
    """Write the letters as `write_each` does, and at the end their list, if there is any to list.

    The letters are of a kind that has a list, which is made in this `style`. `write` is how each
    file is written.
    """
    mailed, left = list[Row](), list[Row]()
    posted = write_each(letters, templates, letter_date, folder, write)
    for letter, one in zip(letters, posted, strict=True):
        if one.failure:
            left.append(letter.unposted(str(one.failure)).row)
        else:
            mailed.append(letter.mailed(one.file))
        yield one
    left += (over.row for over in passed)
    listed = templates.kind.listed
    if listed and (mailed or left):
        content = report.mailing_list(listed, mailed, left, letter_date, style)
        write(folder / LIST, content)


def list_anew(file: Path, renamed: Mapping[str, str], letter_date: dt.date) -> None:
    """Write a list once more, with the names that its letters got: the new by the old."""
    snapshot = read_file(file)
    listed = _list_of(snapshot)
    at = listed.mailed.columns.index(listed.mailed.column("Bestand"))
    mailed = [
        (*row[:at], renamed.get(str(row[at]), row[at]), *row[at + 1 :])
        for row in listed.mailed.as_written(snapshot) or ()
    ]
    left = listed.left.as_written(snapshot) or ()
    # The list itself is a template of how it looks.
    style = report.HouseStyle.like(listed, file)
    outputs.write(file, report.mailing_list(listed, mailed, left, letter_date, style))


def _list_of(snapshot: Snapshot) -> report.MailingList:
    """Tell of which letters a workbook is the list."""
    lists = (kind.listed for kind in LetterKind if kind.listed)
    return next(
        listed
        for listed in lists
        if any(spec.as_written(snapshot) is not None for spec in (listed.mailed, listed.left))
    )


def reason(text: str) -> str:
    """Give the reason for which there is no letter, as the list says it."""
    return f"{capitalised(text).rstrip('.')}."
