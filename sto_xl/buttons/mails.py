"""Whether drafts of mails are wanted beside letters; and how they are made. Nothing is sent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.buttons.outside import telling
from sto_xl.buttons.sentences import listed
from sto_xl.letters.mail import drafts
from sto_xl.letters.mail.kinds import MailTemplates
from sto_xl.model.wording import capitalised, counted

if TYPE_CHECKING:
    from pathlib import Path

    from sto_xl.buttons.click import Click
    from sto_xl.buttons.outside import Outside
    from sto_xl.letters.mail.drafts import Drafted
    from sto_xl.letters.mail.kinds import Mail
    from sto_xl.letters.mailing import Posted

_QUESTION = (
    "Wilt u er ook conceptmails bij, met {what} als bijlage? Zo'n bestand (.eml) opent u met "
    "Outlook of een ander mailprogramma; u leest de mail na en verstuurt hem zelf. STO verstuurt "
    "niets."
)


def wanted(click: Click, mail: Mail, what: str, beside: Path | None) -> MailTemplates | None:
    """Ask whether there are to be drafts, with `what` attached; give their templates then.

    Raises the `Failure` that tells why a template `beside` the workbook cannot be used.
    """
    asked = click.book.ask(_QUESTION.format(what=what))
    return MailTemplates(mail, beside) if asked else None


def made(
    click: Click, templates: MailTemplates | None, posted: Sequence[Posted], outside: Outside
) -> str:
    """Make the drafts where they are wanted, telling how far it is; give what is to be said."""
    if templates is None:
        return ""
    every = list["Drafted"]()
    made = drafts.draft_each(posted, templates, click.now.date(), outside.folder)
    for one in telling(click, made, len(posted), "Conceptmails"):
        every.append(one)
        if one.file:
            outside.beside.append(one.file)
    count = sum(bool(one.file) for one in every)
    text = capitalised(counted(count, "conceptmail ligt", "conceptmails liggen"))
    text = f"\n\n{text} erbij. Past u een bijlage nog aan, zet die dan opnieuw in de mail."
    if left := drafts.unaddressed(every):
        text += f" {left}"
    return text + listed([f"Geen mail: {one.name}. {one.failure}" for one in every if one.failure])
