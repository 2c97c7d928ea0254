"""Drafts of e-mails as mail programs read them: whole, addressed, and with nothing slipped in."""

from __future__ import annotations

import email
import html
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import collapse_rfc2231_value

import pytest

from sto_xl.letters.mail import eml
from sto_xl.letters.mail.eml import Attachment, Mailbox, Recipients
from sto_xl.letters.mail.html import as_html
from sto_xl.letters.mail.text import MailText
from sto_xl.model import Language

TEXT = MailText(
    "Uitnodiging — é",
    "Geachte heer ’s-Gravesande & <b>co</b>,\n\nKijk op https://sto.example/a?b=1&c='2'. Of:\n"
    "- mail j.bos@x.example;\n- bel.\nTot ziens.\n\nM. Vos\n\n\n" + "lang " * 300 + "\n.\nFrom me",
)
TO = Mailbox('J. (Jan) "de" Bos, dr.; ‘Ω’', "j.bos@x.example")
#: What would begin a header, a part or a mark-up of its own if it could.
NASTY = [
    "a\r\nBcc: x@evil.example",
    "a\nBcc: x@evil.example\n\nbody",
    "a\rBcc: x@evil.example",
    "a\u2028Bcc: x@evil.example",
    "a\x85Bcc: x\x0b\x0cy\x1c\x00",
    "=?utf-8?q?a=0D=0ABcc:_x?=",
    "=\u200b?utf-8?q?a=0D=0ABcc:_x?=",
    '"><script>alert(1)</script>',
    "<x@evil.example>, y@evil.example",
    "--=_STO_mail--\r\n\r\n--=_STO_tekst",
    "a\u202egpj.\ufeffexe\u200b",
    "a" * 3000,
    "é" * 3000,
    "",
]  # fmt: skip


def parsed(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def draft(mail: MailText = TEXT, to: Mailbox | None = TO, *more: Attachment) -> bytes:
    return eml.draft(Recipients(to), mail, Language.NL, more)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def words(page: str) -> list[str]:
    """Give the words that an HTML page shows."""
    shown = page.partition("</head>")[2]
    return html.unescape(re.sub(r"<[^>]*>", " ", shown)).split()


def test_a_draft_is_what_outlook_opens_ready_to_send() -> None:
    attached = Attachment("Uitnodiging.docx", b"PK\x00")
    copied = Recipients(TO, (Mailbox("", "k@x.example"),))
    data = eml.draft(copied, TEXT, Language.NL, [attached])
    assert data.startswith(b"X-Unsent: 1\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(map(len, data.split(b"\r\n"))) < 998
    message = parsed(data)
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]
    assert not [defect for part in message.walk() for defect in part.defects]
    (to,) = message["To"].addresses
    assert (to.display_name, to.addr_spec) == (TO.name, TO.address)
    assert [one.addr_spec for one in message["Cc"].addresses] == ["k@x.example"]
    assert message["Subject"] == TEXT.subject
    # These are the mail program's to give.
    assert {"date", "from", "message-id"}.isdisjoint(key.casefold() for key in message)


def test_its_text_and_its_page_say_the_same() -> None:
    message = parsed(draft())
    plain, page = body(message, "plain").replace("\r\n", "\n"), body(message, "html")
    assert plain == TEXT.text + "\n"
    # The dash of an item is drawn by its list, and a link parts no words.
    assert "".join(re.sub(r"(?m)^- ", "", plain).split()) == "".join(words(page))
    assert '<html lang="nl">' in page
    assert "<ul><li>mail <a" in page
    assert '<a href="https://sto.example/a?b=1&amp;c=&#x27;2">' in page
    assert '<a href="mailto:j.bos@x.example">j.bos@x.example</a>;' in page
    assert "<b>" not in page


def test_without_attachments_it_is_the_texts_alone() -> None:
    assert parsed(draft()).get_content_type() == "multipart/alternative"


def test_nobody_is_addressed_where_nobody_is_sure() -> None:
    message = parsed(draft(TEXT, None))
    assert message["To"] is None
    assert message["Cc"] is None


@pytest.mark.parametrize("nasty", NASTY)
def test_nothing_that_is_typed_becomes_more_than_it_is(nasty: str) -> None:
    attached = Attachment(f"{nasty}.docx", b"brief"), Attachment("plan.xlsx", nasty.encode())
    clean = MailText(f"Over {nasty}", f"{nasty}\n\n- {nasty}")
    plain = MailText("Over", "tekst")
    usual = parsed(draft(plain, Mailbox("x", "a@x.example"), *attached))
    message = parsed(draft(clean, Mailbox(nasty, "a@x.example"), *attached))
    assert message.keys() == usual.keys()
    kinds = [part.get_content_type() for part in message.walk()]
    assert kinds == [part.get_content_type() for part in usual.walk()]
    assert len(kinds) == 6
    assert [one.addr_spec for one in message["To"].addresses] == ["a@x.example"]
    assert message["Subject"].startswith("Over")
    assert not [defect for part in message.walk() for defect in part.defects]
    assert [part.get_content() for part in message.iter_attachments()] == [b"brief", nasty.encode()]
    assert "<script>" not in body(message, "html")
    for text in (message["Subject"], *(part.get_filename() or "" for part in message.walk())):
        assert text.isprintable()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ('Café ‘Het Ĳ’, de Hoek\'s; een "plan" — 100%.docx', "wordprocessingml.document"),
        (
            "Techniekplan van een school met een naam die wel heel erg lang is geworden.xlsx",
            "sheet",
        ),
        ("macro.XLSM", "application/vnd.ms-excel.sheet.macroenabled.12"),
        ("Brief.pdf", "application/pdf"),
        ("lijst.odt", "application/octet-stream"),
    ],
)
def test_an_attachment_keeps_its_name_and_has_its_type(name: str, kind: str) -> None:
    data = bytes(range(256)) * 50
    (part,) = parsed(draft(TEXT, TO, Attachment(name, data))).iter_attachments()
    assert (part.get_filename(), part.get_content()) == (name, data)
    assert part.get_content_type().endswith(kind)
    assert part.get_content_disposition() == "attachment"
    # Some programs look here instead.
    other = part.get_param("name")
    assert other is not None
    assert collapse_rfc2231_value(other) == name


def test_the_same_mail_gives_the_same_bytes() -> None:
    assert draft() == draft()


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("a.b+c@x.example", True),
        ("o'neil@x.co.example", True),
        *((bad, False) for bad in ("", "a", "a@b", "a..b@x.nl", ".a@x.nl", "a@x.nl, b@x.nl")),
        *((bad, False) for bad in ("Jan <a@x.nl>", "a@x.nl\nBcc: b@x.nl", "é@x.nl", "a@é.nl")),
    ],
)
def test_an_address_is_used_only_where_every_server_takes_it(address: str, good: bool) -> None:  # noqa: FBT001
    assert eml.is_mailable(address) is good
    assert bool(eml.recipient("x", address).to) is good


def test_a_link_ends_before_the_sign_that_ends_its_sentence() -> None:
    page = as_html(MailText("x", "Zie (https://x.example/a). En a@x.example, nu."), Language.EN)
    assert '(<a href="https://x.example/a">https://x.example/a</a>).' in page
    assert '<a href="mailto:a@x.example">a@x.example</a>, nu.' in page
