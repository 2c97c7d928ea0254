"""To whom a letter to a school goes: the name, the e-mail address, and how that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sto_xl.letters.lines import line
from sto_xl.model import Contact, ContactRole, LetterRole


class Known(StrEnum):
    """How it is known to whom a letter goes.

    Chosen on sheet Contacten, by the role there, or no more than proposed: the only one with an
    e-mail address of whom nobody said whether letters are for them.
    """

    CHOSEN = "gekozen"
    ROLE = "rol"
    PROPOSED = "voorgesteld"
    NOBODY = "niemand"


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who gets a letter. Without a name it is for the management; without an address, by post."""

    name: str = ""
    email: str = ""
    known: Known = Known.NOBODY
    contact: Contact | None = None


def addressee(contacts: Sequence[Contact]) -> Addressee:
    """Give who gets the letter: who is marked, else the STO-contact, else the management.

    Else who is proposed.
    """
    for known, contact in _candidates(contacts):
        return Addressee(line(contact.naam), mail_of(contact), known, contact)
    return Addressee()


def _candidates(contacts: Sequence[Contact]) -> Iterator[tuple[Known, Contact]]:
    marked = [c for c in contacts if c.brief is LetterRole.GEADRESSEERDE]
    unmarked = [c for c in contacts if c.brief is None]
    mailed = [c for c in unmarked if mail_of(c)]
    management = [c for c in unmarked if c.rol is ContactRole.DIRECTIE]
    yield from ((Known.CHOSEN, c) for c in marked if _named(c))
    yield from ((Known.CHOSEN, c) for c in marked if mail_of(c))
    yield from ((Known.ROLE, c) for c in unmarked if c.rol is ContactRole.STO and _named(c))
    yield from ((Known.ROLE, c) for c in management if _named(c))
    yield from ((Known.ROLE, c) for c in management if mail_of(c))
    if len(mailed) == 1:
        yield Known.PROPOSED, mailed[0]


def _named(contact: Contact) -> bool:
    return bool(line(contact.naam) or line(contact.aanhef))


def copied(contacts: Sequence[Contact]) -> tuple[Contact, ...]:
    """Give who gets a copy."""
    return tuple(c for c in contacts if c.brief is LetterRole.KOPIE)


def mail_of(contact: Contact) -> str:
    """Give a contact's e-mail address, as typed; empty when there is none."""
    return line(contact.email)
