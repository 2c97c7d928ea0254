"""The drafts of mails beside letters: each with its letter and what goes along. Nothing is sent."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sto_xl.letters.mail import eml
from sto_xl.letters.mail.eml import Attachment
from sto_xl.letters.mail.kinds import MailTemplates
from sto_xl.letters.mail.text import MailText
from sto_xl.letters.mailing import Postable, Posted, told
from sto_xl.model.wording import enumerated
from sto_xl.system import outputs
from sto_xl.system.errors import Failure

#: So many are named of those without an address.
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Drafted:
    """What became of the draft of a mail: its file in the folder, or the failure that stopped it.

    `name` is what it is about; it is `addressed` when it says to whom it goes.
    """

    name: str
    file: str
    addressed: bool = False
    failure: Failure | None = None


def draft_each(
    posted: Iterable[Posted], templates: MailTemplates, letter_date: dt.date, folder: Path
) -> Iterator[Drafted]:
    """Write the draft of each letter that was made beside it, telling of each."""
    names = outputs.Names()
    made = [one for one in posted if one.file]
    said = [(one.letter.language, told(one.letter, letter_date)) for one in made]
    for one, mail in zip(made, templates.fill(said), strict=True):
        letter, file = one.letter, Path(one.file)
        try:
            data = draft(letter, mail, folder / file)
        except Failure as failure:
            yield Drafted(letter.title, "", failure=failure)
        else:
            name = names.give(file.stem, eml.SUFFIX)
            outputs.write(folder / name, data)
            yield Drafted(letter.title, name, bool(letter.recipients.to))


def draft(letter: Postable, mail: MailText | Failure, file: Path) -> bytes:
    """Give the draft to which this file of a letter is attached. Raises `Failure`."""
    if isinstance(mail, Failure):
        raise mail
    sent = _as_sent(file)
    with outputs.reachable(sent):
        attached = [Attachment(sent.name, sent.read_bytes()), *letter.enclosures()]
    return eml.draft(letter.recipients, mail, letter.language, attached)


def _as_sent(file: Path) -> Path:
    """Give what is sent of a letter: its PDF, which everybody can read, where there is one."""
    printed = file.with_suffix(".pdf")
    return printed if file.suffix == ".docx" and printed.exists() else file


def unaddressed(drafted: Iterable[Drafted]) -> str:
    """Say in which drafts there is no address yet; empty when all have one."""
    names = [one.name for one in drafted if one.file and not one.addressed]
    if not names:
        return ""
    which = enumerated([f"‘{name}’" for name in names], _NAMED)
    few = "deze conceptmail" if len(names) == 1 else "deze conceptmails"
    return f"In {few} staat nog geen adres: {which}. Vul het in voordat u de mail verstuurt."
