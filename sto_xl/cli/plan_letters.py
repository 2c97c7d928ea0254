"""The commands `plans proposals` and `plans decisions`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, NOTHING
from sto_xl.cli.inputs import begin_reading, examine_roster, verdict
from sto_xl.cli.letter_options import make_sample, must_agree, new_folder, output_option, try_option
from sto_xl.cli.options import FILE, date_option, letter_date_option
from sto_xl.cli.plans import plans

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.region.mailing import Trial
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
@_template_option
@try_option
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    help="The language of the letters; the school's in the roster, else nl.",
)
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
) -> int:
    """Write the voorstel of each plan: a letter from the school to the programme manager.

    A plan with a fout gives no letter; what is to be mended first is told.

    \b
    Examples:
      sto-xl plans proposals techniekplan.xlsx -o voorstel
      sto-xl plans proposals plannen/ -o voorstellen --roster regiobestand.xlsx
      sto-xl plans proposals techniekplan.xlsx -o voorstel --language en
      sto-xl plans proposals techniekplan.xlsx --try voorstel.docx
    """
    from sto_xl.cli import terminal
    from sto_xl.letters import LetterKind
    from sto_xl.model import Language
    from sto_xl.plans import checks as plan_checks
    from sto_xl.plans import letters
    from sto_xl.plans import proposals as proposing
    from sto_xl.quarter import input_files
    from sto_xl.sheets import roster as rosters
    from sto_xl.system import outputs
    from sto_xl.system.errors import Cause, Failure

    must_agree(output, template, tried)
    files = input_files.rosters(paths, Cause.NO_PLANS).rosters
    beside = rosters.read_roster(begin_reading(roster, thorough=False)()) if roster else None
    region, day = beside.region if beside else None, letter_date or peildatum
    checks = plan_checks.check(files, peildatum, beside)
    for file in checks.unread:
        terminal.say(file.reason)
    if not checks.plans:
        return NOTHING
    if tried:
        first = checks.plans[0]

        def proposed(trial: Trial) -> tuple[str, bytes]:
            letter = trial.filled(proposing.proposal(first, region, day).fields())
            return f"about {first.plan.title}", letter

        return make_sample(tried, LetterKind.VOORSTEL, output, proposed)
    (where, *others) = {file.parent for file in files}
    kind = LetterKind.VOORSTEL
    templates = letters.templates(template, kind, None if others else where)
    folder = new_folder(output)
    made = 0
    with terminal.progress("letters", len(checks.plans)) as advance:
        for plan in checks.plans:
            try:
                spoken = Language(language) if language else proposing.language(plan, beside)
                letter = letters.made(plan, region, day, templates.of(spoken))
                path = outputs.fresh_file(folder, proposing.name(plan), ".docx")
                outputs.write(path, letter)
            except Failure as failure:
                terminal.say(str(failure))
            else:
                made += 1
                terminal.out().print(str(path), markup=False, soft_wrap=True)
            advance()
    return 0 if made == len(files) else FOUND


@plans.command()
@click.argument("roster", type=FILE)
@output_option
@click.option(
    "--only",
    multiple=True,
    metavar="KENMERK",
    help="Write about this plan alone; may be repeated.",
)
@_template_option
@try_option
@date_option
@letter_date_option
def decisions(  # noqa: PLR0913, PLR0917  (the choices of a run)
    roster: Path,
    output: Path | None,
    only: tuple[str, ...],
    template: Path | None,
    tried: Path | None,
    peildatum: dt.date,
    letter_date: dt.date | None,
) -> int:
    """Write to each school what the region decided about its plan, and a list to mail from.

    About plans that are goedgekeurd, in gesprek or afgewezen. The roster does not keep which
    letters were sent before: with --only you choose. Passed over: plans that lack what the letter
    needs, are decided after the peildatum, or have a fout in what the letter would say.

    \b
    Examples:
      sto-xl plans decisions regiobestand.xlsx -o besluiten
      sto-xl plans decisions regiobestand.xlsx -o besluit --only P-2026-03
      sto-xl plans decisions regiobestand.xlsx --try besluit.docx
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.letters import print_posted
    from sto_xl.letters import LetterKind
    from sto_xl.plans import decisions as deciding
    from sto_xl.plans import letters
    from sto_xl.region import mailing

    must_agree(output, template, tried)
    examined = examine_roster(roster, peildatum)
    chosen, day = _named(examined, only), letter_date or peildatum
    if tried:

        def made(trial: Trial) -> tuple[str, bytes]:
            about, letter = letters.try_decision(trial, examined, chosen, day)
            return f"about {about}", letter

        return make_sample(tried, LetterKind.BESLUIT, output, made)
    ready, waiting = deciding.decided(examined, chosen)
    templates = letters.templates(template, LetterKind.BESLUIT, roster.parent)
    folder = new_folder(output)
    posted = letters.post(ready, waiting, templates, day, folder)
    failed = print_posted(posted, len(ready), folder)
    for one in waiting:
        terminal.say(f"{letters.title(one.plan)}: geen brief, want {one.reason}")
    if ready or waiting:
        terminal.made(folder / mailing.LIST)
    else:
        terminal.say("no plan is goedgekeurd, in gesprek or afgewezen: no letters")
    return FOUND if failed else verdict(examined)


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
