"""The commands `plans proposals` and `plans decisions`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from sto_xl.cli import copies
from sto_xl.cli.group import FOUND, NOTHING
from sto_xl.cli.inputs import begin_reading, examine_roster, verdict
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
from sto_xl.cli.options import FILE, date_option, letter_date_option, pdf_option
from sto_xl.cli.plans import plans

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.plans.examination import ExaminedPlan
    from sto_xl.region.routines import Examined

_template_option = click.option(
    "--template",
    type=FILE,
    metavar="FILE",
    help="The letters' Word template; voorstel.docx or besluit.docx beside the workbook, else the "
    "built-in one.",
)


@plans.command()
@click.argument("paths", type=FILE, nargs=-1, required=True, metavar="PLAN_OR_FOLDER...")
@output_option
@click.option(
    "--roster",
    type=FILE,
    metavar="ROSTER",
    help="The region's roster: for the address on the letters, and the checks that need it.",
)
@mail_option
@_template_option
@no_fields_option
@try_option
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    help="The language of the letters; the school's in the roster, else the template's, else nl.",
)
@pdf_option
@date_option
@letter_date_option
def proposals(  # noqa: PLR0913, PLR0917  (the choices of a run)
    paths: tuple[Path, ...],
    output: Path | None,
    roster: Path | None,
    template: Path | None,
    tried: Path | None,
    language: str | None,
    peildatum: dt.date,
    letter_date: dt.date | None,
    *,
    mail: bool,
    pdf: bool,
    plain: bool,
) -> int:
    """Write the voorstel of each plan: a letter from the school to the programme manager.

    A plan with a fout gives no letter; what is to be mended first is told. With --mail each letter
    gets a draft of its mail, with the plan itself.

    \b
    Examples:
      sto-xl plans proposals techniekplan.xlsx -o voorstel
      sto-xl plans proposals plannen/ -o voorstellen --roster regiobestand.xlsx
      sto-xl plans proposals techniekplan.xlsx -o voorstel --language en
      sto-xl plans proposals techniekplan.xlsx --try voorstel.docx
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.letters import print_posted
    from sto_xl.letters import LetterKind, mailing
    from sto_xl.letters.kinds import SUFFIXES
    from sto_xl.letters.mail.kinds import WITH, MailTemplates
    from sto_xl.letters.templates import Templates
    from sto_xl.model import Language
    from sto_xl.plans import checks as plan_checks
    from sto_xl.plans import proposals as proposing
    from sto_xl.plans import reading
    from sto_xl.quarter import input_files
    from sto_xl.sheets import roster as rosters
    from sto_xl.system.errors import Cause, Failure

    must_agree(output, template, tried, pdf=pdf)
    files = input_files.rosters(paths, Cause.NO_PLANS).rosters
    beside = rosters.read_roster(begin_reading(roster, thorough=False)()) if roster else None
    region, day = beside.region if beside else None, letter_date or peildatum
    checks = plan_checks.check(files, peildatum, beside)
    for file in checks.unread:
        terminal.say(file.reason)
    if not checks.plans:
        return NOTHING
    kind = LetterKind.VOORSTEL
    if tried:
        candidates = (proposing.Proposed(plan, region) for plan in checks.plans)
        return make_sample(tried, kind, output, candidates, day, plain=plain)
    (where, *others) = {file.parent for file in files}
    beside_them = None if others else where
    templates = Templates.beside(template, kind, beside_them, plain=plain)
    mails = MailTemplates(WITH[kind], beside_them) if mail else None
    asked = Language(language) if language else None
    if template and asked and not templates.has(asked):
        raise Failure(Cause.OTHER_LANGUAGE, file=template.name, suffix=SUFFIXES[asked])

    def spoken(plan: ExaminedPlan) -> Language:
        """Give the language of a letter: that of the given template, rather than the shipped."""
        told = asked or proposing.language(plan, beside)
        return templates.language(None if template and not templates.has(told) else told)

    meant = [
        proposing.Proposed(plan, region, spoken(plan), (reading.as_it_came(came),) if mail else ())
        for plan, came in zip(checks.plans, checks.came, strict=True)
    ]
    folder = new_folder(output)
    posted = mailing.write_each(meant, templates, day, folder)
    made = print_posted(posted, len(meant), folder)
    printed = make_pdfs(made, folder, wanted=pdf)
    mailed = draft_mails(made, mails, day, folder)
    return FOUND if len(made) < len(files) or not (printed and mailed) else 0


@plans.command()
@click.argument("roster", type=FILE)
@output_option
@click.option(
    "--only",
    multiple=True,
    metavar="KENMERK",
    help="Write about this plan alone; may be repeated.",
)
@click.option("--again", is_flag=True, help="Write about a besluit that was sent before as well.")
@mail_option
@_template_option
@no_fields_option
@try_option
@pdf_option
@copies.copy_option
@copies.replace_option
@copies.drop_signature_option
@date_option
@letter_date_option
def decisions(  # noqa: PLR0913, PLR0917  (the choices of a run)
    roster: Path,
    output: Path | None,
    only: tuple[str, ...],
    template: Path | None,
    tried: Path | None,
    copy: Path | None,
    peildatum: dt.date,
    letter_date: dt.date | None,
    *,
    again: bool,
    mail: bool,
    pdf: bool,
    plain: bool,
    force: bool,
    drop_signature: bool,
) -> int:
    """Write to each school what the region decided about its plan, and a list to mail from.

    About plans that are goedgekeurd, in gesprek or afgewezen. A besluit that was sent, as Besluit
    verzonden and Verzonden als on sheet Plannen tell, gets no second letter unless --again asks for
    one; questions to a plan in gesprek are always asked again. Passed over as well: plans that lack
    what the letter needs, are decided after the peildatum, or have a fout in what the letter would
    say. ROSTER stays as it is: with --update a copy of it gets both columns filled in.

    \b
    Examples:
      sto-xl plans decisions regiobestand.xlsx -o besluiten
      sto-xl plans decisions regiobestand.xlsx -o besluit --only P-2026-03
      sto-xl plans decisions regiobestand.xlsx -o besluit --only P-2026-03 --again
      sto-xl plans decisions regiobestand.xlsx -o besluiten --update "regiobestand december.xlsx"
      sto-xl plans decisions regiobestand.xlsx --try besluit.docx
    """
    from sto_xl.books.report import DECIDED, HouseStyle, specs
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.letters import print_posted
    from sto_xl.letters import LetterKind, mailing
    from sto_xl.letters.mail.kinds import WITH, MailTemplates
    from sto_xl.letters.templates import Templates
    from sto_xl.plans import decisions as deciding
    from sto_xl.plans import write_back

    must_agree(output, template, tried, copy, pdf=pdf)
    day = letter_date or peildatum
    note = partial(write_back.sent, day=day)
    noted = copies.noted(roster, copy, peildatum, note, force=force, drop_signature=drop_signature)
    examined = examine_roster(roster, peildatum)
    chosen = _named(examined, only)
    kind = LetterKind.BESLUIT
    if tried:
        candidates = deciding.candidates(examined, chosen)
        return make_sample(tried, kind, output, candidates, day, plain=plain)
    ready, waiting = deciding.decided(examined, chosen, again=again)
    templates = Templates.beside(template, kind, roster.parent, plain=plain)
    mails = MailTemplates(WITH[kind], roster.parent) if mail else None
    noted.make({one.line for one in ready})
    folder = new_folder(output)
    style = HouseStyle.beside(roster.parent)
    posted = mailing.post(ready, waiting, templates, day, folder, style)
    made = print_posted(posted, len(ready), folder)
    printed = make_pdfs(made, folder, wanted=pdf)
    mailed = draft_mails(made, mails, day, folder)
    for one in waiting:
        terminal.say(f"{one.title}: geen brief, want {one.reason}")
    if any(one.sent for one in waiting):
        terminal.say("Met --again komt er opnieuw een brief over een besluit dat al is verzonden.")
    if ready or waiting:
        terminal.made(folder / mailing.LIST)
        terminal.say_all(style.told(specs.MAILED[DECIDED]))
    else:
        terminal.say("Geen plan is goedgekeurd, in gesprek of afgewezen, dus er zijn geen brieven.")
    columns = f"{write_back.SENT} en {write_back.SENT_AS}"
    copied = noted.write({letter.line for letter in made}, columns)
    if copied and made:
        terminal.say(write_back.remembered(copied))
    return FOUND if len(made) < len(ready) or not (printed and mailed) else verdict(examined)


def _named(examined: Examined, only: tuple[str, ...]) -> frozenset[str]:
    """Give what these plans are named by; a usage error names one that the roster does not have."""
    from sto_xl.grid import plain
    from sto_xl.model import reference
    from sto_xl.plans import decisions as deciding

    known = {
        deciding.kenmerk_of(plan): plan.kenmerk or plan.titel for plan in examined.roster.plans
    }
    for typed in only:
        if plain(typed) not in known:
            nearest = reference.nearest(plain(typed), known)
            meant = f" Did you mean {known[nearest]}?" if nearest else ""
            message = f"{typed!r} is not a plan of this roster.{meant}"
            raise click.BadParameter(message, param_hint="--only")
    return frozenset(map(plain, only))
