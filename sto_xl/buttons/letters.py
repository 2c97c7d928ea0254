"""The button Uitnodigingen maken: letters to schools in a new folder, their date in the roster."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.books.report import INVITED, HouseStyle, specs
from sto_xl.buttons import mails, outside, roster
from sto_xl.buttons.sentences import listed, unfiltered
from sto_xl.letters import mailing
from sto_xl.letters.address import must_have_sender
from sto_xl.letters.mail.kinds import WITH
from sto_xl.letters.templates import Templates
from sto_xl.model.wording import capitalised, counted
from sto_xl.region import invitations as inviting
from sto_xl.region import prefill, sentences, write_back
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.model import Region


def invitations(click: Click) -> str:
    """Make the letters, and write their date."""
    examined = roster.examine(click)
    write_back.must_have(examined, write_back.LAST_LETTER)
    meant, passed = inviting.invite(examined)
    told = list(inviting.told(examined, meant))
    over = [f"Geen brief: {p.location.name}, want {p.reason}." for p in passed]
    if not meant:
        return " ".join(told) + listed(over)
    over = [*told, *over]
    must_have_sender(examined.roster.region)
    templates = _templates(click, examined.roster.region)
    if templates is None:
        return "Er is geen briefsjabloon gekozen; er zijn geen brieven gemaakt."
    # Everything is looked at before a letter is made, so that none is made in vain.
    day = click.now.date()
    lines = {invitation.location.line for invitation in meant}
    plan = click.look(write_back.letters(examined, lines, day))
    printer = outside.printer(click, "elke uitnodiging")
    what = "de brief en het techniekplan van de school"
    texts = mails.wanted(click, WITH[templates.kind], what, beside_of(click))
    if texts:
        meant = prefill.with_plans(examined.roster, meant)
    title = "Kies de map waarin de uitnodigingen komen"
    folder = click.new_folder(f"Uitnodigingen {day:%Y-%m-%d}", title)
    if folder is None:
        return "Er is geen map gekozen; er zijn geen brieven gemaakt."
    made = outside.Outside(folder, [mailing.LIST])
    with outside.all_or_nothing(click, made):
        style = HouseStyle.beside(beside_of(click))
        over += style.told(specs.MAILED[INVITED])
        posted = mailing.post(meant, passed, templates, day, folder, style)
        failed = outside.make(click, made, posted, len(meant), "Uitnodigingen")
        failed += outside.print_letters(click, made, printer)
        mailed = mails.made(click, texts, made.posted, made)
        dated = plan.with_columns(write_back.letters(examined, made.letters.keys(), day).columns)
        written = click.write(dated, roster.run(examined, "uitnodigingen maken", made))
    said = counted(len(made.letters), "uitnodiging is", "uitnodigingen zijn")
    text = f"{capitalised(said)} gemaakt in {click.book.called(folder)}. Lees ze na voordat "
    text += f"u ze verstuurt. {sentences.dated()} Naar welk adres elke brief gaat, staat in "
    text += f"{mailing.LIST}, in dezelfde map.{outside.said_of_pdfs(made)}"
    return text + mailed + unfiltered(written) + listed([*failed, *over])


def beside_of(click: Click) -> Path | None:
    """Give the folder of the workbook, in which a template may lie; None for one on the web."""
    beside = click.beside()
    return Path(beside) if beside else None


def _templates(click: Click, region: Region) -> Templates | None:
    """Give the templates of the letters; where the roster has no folder, the user chooses."""
    beside = click.beside()
    named = (region.briefsjabloon or "").strip()
    if beside or not named:
        return asked(click, partial(Templates.of_roster, None, region, Path(beside)))
    chosen = click.book.choose_document(f"Kies het briefsjabloon ‘{named}’")
    return asked(click, partial(Templates, Path(chosen))) if chosen else None


def asked(click: Click, made: Callable[..., Templates]) -> Templates | None:
    """Give templates; with one without any field only when the user means it so, else None."""
    try:
        return made()
    except Failure as failure:
        if failure.cause is not Cause.NO_FIELDS:
            raise
        question = (
            f"Briefsjabloon ‘{failure.values['file']}’ heeft geen enkel veld: elke brief wordt "
            "precies hetzelfde, zonder naam en adres van de school. Wilt u het toch gebruiken?"
        )
        return made(plain=True) if click.book.ask(question) else None
