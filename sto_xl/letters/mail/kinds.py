"""The mails that there are: one for each letter, and one that a checked plan goes back with.

Their texts are templates as those of letters are, `templates/<name>.mail.txt` and `.mail.en.txt`
for English; a region's own lies beside its workbook under the same name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from sto_xl.letters import bounded, templates
from sto_xl.letters.bounded import Fields
from sto_xl.letters.invitation import SMALL
from sto_xl.letters.kinds import Field, LetterKind, fields_of
from sto_xl.letters.mail.text import MailText
from sto_xl.letters.said import Programme, Said
from sto_xl.model import Language
from sto_xl.system import outputs
from sto_xl.system.errors import Failure

#: What the name of the text of a mail ends in.
SUFFIXES: Mapping[Language, str] = {Language.NL: ".mail.txt", Language.EN: ".mail.en.txt"}


@dataclass(frozen=True, slots=True)
class Returned(Said):
    """The fields of the mail that a checked plan goes back with, each with what it says."""

    titel: Annotated[str, "titel van het plan"]
    school: Annotated[str, "naam van de school"]
    vestiging: Annotated[str, "vestigingscode van de school"]
    indiener: Annotated[str, "wie het plan invulde, aan wie de mail gaat"]
    bestand: Annotated[str, "naam van het bestand dat is bijgevoegd"]
    ingevuld: Annotated[
        bool, "of dat het plan zelf is, ingevuld; anders is het een lijst van bevindingen"
    ]
    fouten: Annotated[int, "hoeveel fouten er in het plan staan", SMALL]
    waarschuwingen: Annotated[int, "hoeveel waarschuwingen", SMALL]
    tips: Annotated[int, "hoeveel tips", SMALL]
    nagekeken: Annotated[dt.date, "op welke dag het plan is nagekeken"]
    programma: Programme
    programmamanager: Annotated[str, "naam van de programmamanager"]
    telefoon: Annotated[str, "telefoonnummer van de programmamanager; leeg zonder regiobestand"]
    email: Annotated[str, "e-mailadres van de programmamanager; leeg zonder regiobestand"]


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail: its name, which its templates bear, how it is called, and the fields of these."""

    name: str
    called: str
    fields: Mapping[str, Field]

    def __hash__(self) -> int:
        """Tell mails apart by their name."""
        return hash(self.name)

    def shipped(self, language: Language) -> Path:
        """Give the shipped template in a language."""
        return outputs.shipped("templates", self.name + SUFFIXES[language])


#: The mail that each letter is sent with, which says what the letter can say.
WITH: Mapping[LetterKind, Mail] = {
    kind: Mail(kind.value, f"de mail bij {kind.called}", kind.fields) for kind in LetterKind
}
#: The mail that a checked plan goes back with.
RETURNED = Mail("nagekeken", "de mail bij een nagekeken plan", fields_of(Returned))
EVERY = (*WITH.values(), RETURNED)


class MailTemplates:
    """The templates of a run of mails of one kind, one for each language."""

    def __init__(self, mail: Mail, folder: Path | None) -> None:
        """Take those that lie in the workbook's `folder` under their own name, else the shipped.

        Raises a `Failure` when one of them cannot be used.
        """
        self._mail = mail
        own = templates.named(mail, folder) if folder else {}
        self._of = {
            language: templates.read(file, mail, within=folder) for language, file in own.items()
        }
        for template in self._of.values():
            template.must_fit(mail.fields)

    def fill(
        self, mails: Iterable[tuple[Language, Fields | Failure]]
    ) -> Iterator[MailText | Failure]:
        """Give each mail, of its language and what it says, or why it cannot be made."""
        asked = [
            (self._of.get(language) or templates.shipped(self._mail, language), fields)
            for language, fields in mails
        ]
        for made in bounded.fill(asked):
            yield made if isinstance(made, Failure) else MailText.read(made)
