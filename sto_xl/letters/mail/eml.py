"""A draft of an e-mail as a file (.eml) that mail programs open, ready to be sent: nothing is sent.

Its bytes are the same each time: no date, no sender and no name of its own, which the mail program
gives it, and boundaries that cannot occur in what they part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from pathlib import PurePath

from sto_xl.letters.mail.html import as_html
from sto_xl.letters.mail.text import MailText
from sto_xl.model import Language, contact_details

SUFFIX = ".eml"
#: How much longer a name or a subject gets is of no use to a reader.
_LONGEST = 200
_UNKNOWN = "application/octet-stream"
_TYPES: Mapping[str, str] = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsm": "application/vnd.ms-excel.sheet.macroEnabled.12",
    ".pdf": "application/pdf",
}
#: Neither base64 nor quoted-printable has an equals sign before an underscore.
_WHOLE, _TEXTS = "=_STO_mail", "=_STO_tekst"


class _Whole(EmailPolicy):
    """How a mail is written: as mail servers ask, and what tells of a part on one line.

    Python breaks a long media type as if it were words, and no mail program would know it again.
    """

    def fold_binary(self, name: str, value: str) -> bytes:
        """Give a header as it is written."""
        whole = name.casefold().startswith("content-")
        policy = SMTP.clone(max_line_length=0) if whole else SMTP
        return policy.fold_binary(name, value)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """Where a mail goes, with the name of who reads it."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """To whom a mail goes, and who gets a copy; nobody where no address is sure."""

    to: Mailbox | None = None
    copies: tuple[Mailbox, ...] = ()


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a mail."""

    name: str
    data: bytes = field(repr=False)


def is_mailable(address: str) -> bool:
    """Tell whether a mail can be addressed so: one address, of signs that every server takes."""
    if not (contact_details.is_email(address) and address.isascii()):
        return False
    try:
        return Address(addr_spec=address).addr_spec == address
    except (MessageError, ValueError, IndexError):
        return False


def draft(
    recipients: Recipients, mail: MailText, language: Language, attached: Sequence[Attachment]
) -> bytes:
    """Give the draft of a mail in this language, with what is attached to it."""
    message = EmailMessage(policy=_Whole(linesep=SMTP.linesep))
    message["X-Unsent"] = "1"
    if recipients.to:
        message["To"] = _address(recipients.to)
    if recipients.copies:
        message["Cc"] = tuple(map(_address, recipients.copies))
    message["Subject"] = one_line(mail.subject)
    message.set_content(mail.text + "\n", cte="quoted-printable")
    page = as_html(mail, language)
    message.add_alternative(page, subtype="html", cte="quoted-printable")
    message.set_boundary(_TEXTS)
    for one in attached:
        _attach(message, one)
    if attached:
        message.set_boundary(_WHOLE)
    return message.as_bytes()


def _attach(message: EmailMessage, one: Attachment) -> None:
    known = _TYPES.get(PurePath(one.name.casefold()).suffix, _UNKNOWN)
    maintype, subtype = known.split("/")
    name = one_line(one.name)
    message.add_attachment(
        one.data, maintype=maintype, subtype=subtype, filename=name, params={"name": name}
    )


def _address(person: Mailbox) -> Address:
    return Address(one_line(person.name), addr_spec=person.address)


def one_line(text: str) -> str:
    """Give a text on one line, without what cannot be seen: nothing in it begins a new header.

    Nor does what is written as an encoded word, which Python would decode, line breaks and all.
    """
    seen = "".join(filter(str.isprintable, " ".join(text.split())))
    return seen[:_LONGEST].replace("=?", "= ?")


def mailboxes(named: Iterable[tuple[str, str]]) -> tuple[Mailbox, ...]:
    """Give those of these names and addresses to whom a mail can be addressed."""
    return tuple(Mailbox(name, address) for name, address in named if is_mailable(address))


def recipient(name: str, address: str) -> Recipients:
    """Give whom a mail goes to, where it can be addressed so."""
    return Recipients(next(iter(mailboxes([(name, address)])), None))
