"""The command `letters`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from sto_xl.cli import copies
from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.inputs import examine_roster, verdict
from sto_xl.cli.letter_options import (
    draft_mails,
    mail_option,
    make_pdfs,
    make_sample,
    must_agree,
    new_folder,
    no_fields_option,
    output_option,
    try_option,
)
from sto_xl.cli.options import (
    FILE,
    date_option,
    letter_date_option,
    pdf_option,
    template_option,
)

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.region.routines import Examined


@cli.command()
@click.argument("roster", type=FILE)
@output_option
@mail_option
@template_option
@no_fields_option
@try_option
@click.option(
    "--also",
    type=click.Choice(["aangemeld", "in gesprek", "gestopt"]),
    multiple=True,
    help="Also write to schools of this deelname; may be repeated.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="VESTIGING",
    help="Write to this school alone, whenever its last letter was; may be repeated.",
)
@pdf_option
@copies.copy_option
@copies.replace_option
@copies.drop_signature_option
@date_option
@letter_date_option
def letters(  # noqa: PLR0913, PLR0917  (the choices of a run)
    roster: Path,
    output: Path | None,
    template: Path | None,
    tried: Path | None,
    also: tuple[str, ...],
    only: tuple[str, ...],
    copy: Path | None,
    peildatum: dt.date,
    letter_date: dt.date | None,
    *,
    mail: bool,
    pdf: bool,
    plain: bool,
    force: bool,
    drop_signature: bool,
) -> int:
    """Write an uitnodiging to each vmbo school that does not take part, and a list to mail from.

    Passed over: schools with niet aanschrijven, those with a letter of less than 180 days before
    the peildatum, and those with a fout in their address. ROSTER stays as it is: with --update a
    copy of it gets the date of each letter at Laatste brief. With --mail each letter gets a draft
    of its mail, with the school's techniekplan, which says already what ROSTER knows.

    \b
    Examples:
      sto-xl letters regiobestand.xlsx -o uitnodigingen
      sto-xl letters regiobestand.xlsx -o uitnodigingen --mail
      sto-xl letters regiobestand.xlsx -o uitnodigingen --letter-date 2026-12-01
      sto-xl letters regiobestand.xlsx -o uitnodigingen --update "regiobestand december.xlsx"
      sto-xl letters regiobestand.xlsx -o brieven --also 'in gesprek' --template brief.docx
      sto-xl letters regiobestand.xlsx -o uitnodigingen --pdf
      sto-xl letters regiobestand.xlsx -o brief --only 00AH17
      sto-xl letters regiobestand.xlsx --try brief.docx
    """
    from sto_xl.books.report import INVITED, HouseStyle, specs
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.letters import print_posted
    from sto_xl.letters import LetterKind, mailing
    from sto_xl.letters.address import must_have_sender
    from sto_xl.letters.mail.kinds import WITH, MailTemplates
    from sto_xl.letters.templates import Templates
    from sto_xl.model import Status
    from sto_xl.region import invitations, prefill, sentences, write_back

    must_agree(output, template, tried, copy, pdf=pdf)
    day = letter_date or peildatum
    note = partial(write_back.letters, letter_date=day)
    noted = copies.noted(roster, copy, peildatum, note, force=force, drop_signature=drop_signature)
    examined = examine_roster(roster, peildatum)
    wanted = invitations.Selection(frozenset(map(Status, also)), _named(examined, only))
    if tried:
        candidates = invitations.candidates(examined, wanted)
        return make_sample(tried, LetterKind.UITNODIGING, output, candidates, day, plain=plain)
    region = examined.roster.region
    meant, passed = invitations.invite(examined, wanted)
    if meant:
        must_have_sender(region)
    templates = Templates.of_roster(template, region, roster.parent, plain=plain)
    mails = MailTemplates(WITH[templates.kind], roster.parent) if mail else None
    noted.make({invitation.location.line for invitation in meant})
    folder = new_folder(output)
    style = HouseStyle.beside(roster.parent)
    if mails:
        meant = prefill.with_plans(examined.roster, meant)
    posted = mailing.post(meant, passed, templates, day, folder, style)
    made = print_posted(posted, len(meant), folder)
    printed = make_pdfs(made, folder, wanted=pdf)
    mailed = draft_mails(made, mails, day, folder)
    for over in passed:
        terminal.say(f"{over.location.name}: geen uitnodiging, want {over.reason}")
    terminal.say_all(invitations.told(examined, meant, wanted))
    if meant or passed:
        terminal.made(folder / mailing.LIST)
        terminal.say_all(style.told(specs.MAILED[INVITED]))
    if noted.write({letter.line for letter in made}, "de datums bij Laatste brief") and made:
        terminal.say(sentences.dated())
    return FOUND if len(made) < len(meant) or not (printed and mailed) else verdict(examined)


def _named(examined: Examined, only: tuple[str, ...]) -> frozenset[str]:
    """Give the keys of these schools; a usage error names the one that the roster does not have."""
    from sto_xl.model import reference

    read = examined.roster
    keys = {key for v in examined.basis.locations if (key := examined.key(v))}
    found = set()
    for typed in only:
        key = read.key_of(typed)
        if key not in keys:
            near = {reference.spelling(k): k for k in keys}
            nearest = reference.nearest(typed, near)
            meant = f" Did you mean {near[nearest]}?" if nearest else ""
            message = f"{typed!r} is not a school of this roster, or merged into another.{meant}"
            raise click.BadParameter(message, param_hint="--only")
        found.add(key)
    return frozenset(found)
