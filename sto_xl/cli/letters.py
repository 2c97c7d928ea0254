"""The command `letters`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sto_xl.cli.group import FOUND, cli
from sto_xl.cli.inputs import examine_roster, verdict
from sto_xl.cli.options import (
    FILE,
    date_option,
    letter_date_option,
    template_option,
)

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.routines import Examined, Wanted


@cli.command()
@click.argument("roster", type=FILE)
@click.option("-o", "--output", type=FILE, help="A new or empty folder.")
@template_option
@click.option(
    "--try",
    "tried",
    type=FILE,
    metavar="TEMPLATE",
    help="List the fields of TEMPLATE and make one sample letter, beside it or in the folder.",
)
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
@date_option
@letter_date_option
def letters(  # noqa: PLR0913, PLR0917  (the choices of a run)
    roster: Path,
    output: Path | None,
    template: Path | None,
    tried: Path | None,
    also: tuple[str, ...],
    only: tuple[str, ...],
    peildatum: dt.date,
    letter_date: dt.date | None,
) -> int:
    """Write an uitnodiging to each vmbo school that does not take part, and a list to mail from.

    Passed over: schools with niet aanschrijven, those with a letter of less than 180 days before
    the peildatum, and those with a fout in their address.

    \b
    Examples:
      sto-xl letters regiobestand.xlsx -o uitnodigingen
      sto-xl letters regiobestand.xlsx -o uitnodigingen --letter-date 2026-12-01
      sto-xl letters regiobestand.xlsx -o brieven --also 'in gesprek' --template brief.docx
      sto-xl letters regiobestand.xlsx -o brief --only 00AH17
      sto-xl letters regiobestand.xlsx --try brief.docx
    """
    from sto_xl import mailing, outputs, routines, terminal
    from sto_xl.model import Status
    from sto_xl.terminal.letters import print_posted

    if tried and template:
        message = "--try and --template do not go together."
        raise click.UsageError(message)
    if not tried and not output:
        raise click.MissingParameter(param_hint="'-o' / '--output'", param_type="option")
    examined = examine_roster(roster, peildatum)
    wanted = routines.Wanted(frozenset(map(Status, also)), _named(examined, only))
    day = letter_date or peildatum
    if tried:
        return _tried(examined, tried, output or tried.parent, wanted, day)
    templates = mailing.templates(template, examined.roster.region, roster.parent)
    from pathlib import Path

    folder = output or Path()
    outputs.new_folder(folder)
    invitations, passed = routines.invite(examined, wanted)
    posted = mailing.post(invitations, passed, templates, day, folder)
    failed = print_posted(posted, len(invitations), folder)
    for over in passed:
        terminal.say(f"{over.location.name}: geen uitnodiging, want {over.reason}")
    if not invitations:
        terminal.say(mailing.NOBODY)
    if invitations or passed:
        terminal.made(folder / mailing.LIST)
    return FOUND if failed else verdict(examined)


def _named(examined: Examined, only: tuple[str, ...]) -> frozenset[str]:
    """Give the keys of these schools; a usage error names the one that the roster does not have."""
    from sto_xl import reference

    read = examined.roster
    keys = {key for v in examined.facts.locations if (key := examined.key(v))}
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


def _tried(
    examined: Examined, template: Path, folder: Path, wanted: Wanted, letter_date: dt.date
) -> int:
    """List what a template asks for, and make one letter of it."""
    from sto_xl import mailing, outputs, terminal
    from sto_xl.terminal.catalogue import print_trial

    trial = mailing.Trial(mailing.compiled(template))
    print_trial(trial)
    school, letter = trial.letter(examined, wanted, letter_date)
    path = outputs.fresh_file(folder, f"Proefbrief {template.stem}", template.suffix)
    outputs.write(path, letter)
    terminal.say(f"sample letter to {school}")
    terminal.made(path)
    return FOUND if trial.unknown else 0
