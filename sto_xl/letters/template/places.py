"""Where in a template something is, as people look for it, and the failure that tells of it."""

from __future__ import annotations

from typing import NoReturn

from sto_xl.system.errors import Cause, Failure

#: What a part is called, and how a place in it begins; in the order in which people look.
PLACES = {
    "document": ("brieftekst", "in de alinea"),
    "header": ("koptekst", "in de koptekst bij"),
    "footer": ("voettekst", "in de voettekst bij"),
    "footnotes": ("voetnoten", "in de voetnoten bij"),
    "endnotes": ("eindnoten", "in de eindnoten bij"),
    "properties": ("documenteigenschappen", "in de documenteigenschappen bij"),
    "mail": ("mailtekst", "in de regel"),
}
_SHOWN = 90


def refuse(  # noqa: PLR0913  (a place and what is wrong there)
    file: str, role: str, text: str, problem: str, *, near: str = "", number: int = 0
) -> NoReturn:
    """Raise the failure that tells what is wrong in the paragraph with this text."""
    where, shown = PLACES[role][1], shortened(text.strip(), near)
    place = (
        f"{where} ‘{shown}’" if shown or not number else f"{where} zonder tekst (alinea {number})"
    )
    raise unusable(file, f"{place} staat {problem}")


def is_mail(file: str) -> bool:
    """Tell by its name whether a template is the text of a mail, and no letter in Word."""
    return file.casefold().endswith((".mail.txt", ".mail.en.txt"))


def unusable(file: str, detail: str) -> Failure:
    """Give the failure that tells why a template cannot be used."""
    cause = Cause.MAIL_TEMPLATE if is_mail(file) else Cause.TEMPLATE
    return Failure(cause, file=file, detail=detail)


def shortened(text: str, near: str) -> str:
    """Give a text, of a long one the part around `near`."""
    start = max(text.find(near) - _SHOWN // 2, 0) if len(text) > _SHOWN else 0
    shown = text[start : start + _SHOWN]
    return f"{'…' * (start > 0)}{shown}{'…' * (start + _SHOWN < len(text))}"
