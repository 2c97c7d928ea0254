"""Commands about school plans (techniekplannen)."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, NOTHING, cli
from sto_xl.cli.inputs import checked_plans, examine_roster
from sto_xl.cli.letter_options import draft_mails, mail_option
from sto_xl.cli.options import FILE, date_option, force_option, json_option
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from sto_xl.plans.checks import PlanChecks
    from sto_xl.plans.given_back import GivenBack


@cli.group()
def plans() -> None:
    """Check the plans of schools, and make the letters that go with them."""


@plans.command("check")
@click.argument("paths", nargs=-1, type=FILE, required=True, metavar="PLAN_OR_FOLDER...")
@click.option(
    "-o",
    "--output",
    type=FILE,
    metavar="DIR",
    help="Also give each plan back with sheet Controle filled in, into a new or empty folder; with "
    "--roster Plannen.xlsx too: what the roster would say of each.",
)
@click.option(
    "--roster",
    type=FILE,
    metavar="ROSTER",
    help="The region's roster: for the checks that need it, and to tell which plans it knows.",
)
@mail_option
@force_option
@date_option
@json_option
def check_plans(  # noqa: PLR0913  (a command's options)
    paths: tuple[Path, ...],
    output: Path | None,
    roster: Path | None,
    peildatum: dt.date,
    *,
    mail: bool,
    force: bool,
    as_json: bool,
) -> int:
    """Check plans (files, or all in a folder) and print what is wrong with each.

    The plans in DIR can be mailed back: each is the workbook that came, under its own name, and
    tells of that plan alone. The files that came stay as they are. A plan that cannot be filled in
    gets a list of its findings, and it is said why. With --mail each gets a draft of its mail, to
    who filled the plan in.

    \b
    Examples:
      sto-xl plans check plannen/
      sto-xl plans check plannen/ -o nagekeken --roster regiobestand.xlsx
      sto-xl plans check plannen/ -o nagekeken --roster regiobestand.xlsx --mail
      sto-xl plans check techniekplan.xlsx --json
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.plans import plans_json, print_plans
    from sto_xl.letters.mail.kinds import RETURNED, MailTemplates
    from sto_xl.letters.mailing import Posted
    from sto_xl.plans import checks as plan_checks
    from sto_xl.plans import given_back, registration, returned
    from sto_xl.quarter import input_files
    from sto_xl.system import outputs

    if mail and not output:
        message = "--mail needs -o: the drafts come in the folder with the plans."
        raise click.UsageError(message)
    mails = MailTemplates(RETURNED, roster.parent if roster else None) if mail else None
    given = input_files.rosters(paths, Cause.NO_PLANS)
    if output:
        _make_ready(output, given.rosters, force=force)
    beside = examine_roster(roster, peildatum).roster if roster else None
    files = [file for file in given.rosters if not (roster and file.samefile(roster))]
    checks = checked_plans(files, peildatum, beside)
    registered = registration.register(checks.plans, beside, peildatum) if beside else ()
    back = _given_back(checks) if output else ()
    if output and roster:
        _must_keep(roster, [output / one.name for one in back])
    if as_json:
        terminal.print_json(plans_json(checks, registered, back))
    else:
        print_plans(checks, registered, back)
    for folder in given.unopened:
        terminal.say(f"niet in gekeken: map {folder}")
    mailed = True
    if output and checks.plans:
        given_back.write(back, output)
        going = returned.returned(checks.plans, back, beside)
        mailed = draft_mails(
            [Posted(one, one.given.name) for one in going],
            mails,
            peildatum,
            output,
            paths=not as_json,
        )
        if beside:
            more = [returned.told(one, mailed=mail) for one in going]
            content = plan_checks.intake(checks, registered, beside, peildatum, more)
            outputs.write(output / plan_checks.INTAKE, content)
        terminal.made(output)
    if not checks.plans:
        return NOTHING
    left = any(one.fate is registration.Fate.LEFT for one in registered)
    return FOUND if checks.unread or left or checks.fouten or not mailed else 0


def _given_back(checks: PlanChecks) -> tuple[GivenBack, ...]:
    from sto_xl.cli import terminal
    from sto_xl.plans import given_back

    with terminal.progress("copies", len(checks.plans)) as advance:
        return given_back.give_back(checks, os.cpu_count() or 1, advance)


def _must_keep(roster: Path, written: Sequence[Path]) -> None:
    """Refuse to write a plan in the place of the roster, whose name it may have."""
    for file in written:
        if file.exists() and file.samefile(roster):
            raise Failure(Cause.IS_INPUT, file=str(file))


def _make_ready(output: Path, files: Sequence[Path], *, force: bool) -> None:
    """Refuse the folder of the plans themselves, and one that holds something and must stay."""
    from sto_xl.system import outputs

    if output.suffix.casefold() in (".xlsx", ".xlsm") and not output.is_dir():
        message = "the plans come back in a folder, each under its own name: give a folder."
        raise click.UsageError(message)
    with outputs.reachable(output):
        there = [place for file in files if file.exists() for place in (file, file.resolve())]
        if output.exists() and any(place.parent.samefile(output) for place in there):
            raise Failure(Cause.PLANS_ARE_THERE, file=str(output))
    if not force or not output.is_dir():
        outputs.new_folder(output)
