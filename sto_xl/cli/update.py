"""The command `update`: what the buttons write, in a copy of the roster."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import click

from sto_xl.cli import copies
from sto_xl.cli.group import FOUND, NOTHING, cli
from sto_xl.cli.inputs import (
    checked_plans,
    examine_roster,
    needed_register,
    users_register,
    verdict,
)
from sto_xl.cli.options import FILE, date_option, force_option

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sto_xl.plans.checks import PlanChecks
    from sto_xl.plans.registration import Registered


@cli.command()
@click.argument("roster", type=FILE)
@click.option(
    "-o",
    "--output",
    type=FILE,
    metavar="COPY",
    help="The copy to write; beside ROSTER, named after it: “… (bijgewerkt).xlsx”.",
)
@click.option(
    "--plans",
    "folder",
    type=FILE,
    metavar="DIR",
    help="First put the techniekplannen in DIR on sheet Plannen, as the button Plannen inlezen "
    "does.",
)
@click.option(
    "--repair",
    is_flag=True,
    help="Lay the template's drop-downs, number formats and colour rules again where pasting took "
    "them away; no value changes.",
)
@click.option(
    "--complete",
    is_flag=True,
    help="Add the schools with vmbo that lie in the area on sheet Gebied and are not on ROSTER, "
    "with what the register of DUO's open data knows of them. Nothing that stands there changes.",
)
@force_option
@copies.drop_signature_option
@date_option
def update(  # noqa: PLR0913  (a command's options)
    roster: Path,
    output: Path | None,
    folder: Path | None,
    peildatum: dt.date,
    *,
    repair: bool,
    complete: bool,
    force: bool,
    drop_signature: bool,
) -> int:
    """Write a copy of ROSTER that is checked, flagged and summarised; ROSTER stays as it is.

    In the copy stand the findings on sheet Controle, which colours their cells, the signals and
    next steps on Scholen and the figures on Samenvatting, as the buttons in Excel write them. All
    else in it is the same to the byte, and it opens at what matters.

    \b
    Examples:
      sto-xl update regiobestand.xlsx
      sto-xl update regiobestand.xlsx -o controle.xlsx --date 2026-12-31
      sto-xl update regiobestand.xlsx --plans plannen/
      sto-xl update regiobestand.xlsx --repair
      sto-xl update regiobestand.xlsx -o aangevuld.xlsx --complete
    """
    from sto_xl.cli import terminal
    from sto_xl.cli.terminal.report import print_updated
    from sto_xl.region import missing, sentences, updating
    from sto_xl.system import outputs

    copy = output or roster.parent / f"{roster.stem} (bijgewerkt){roster.suffix}"
    copies.refuse_copy(roster, copy, force=force)
    note, sha256, said, found = None, "", "", False
    if folder:
        from sto_xl.plans import checks as plan_checks
        from sto_xl.plans import write_back

        sha256 = updating.fingerprint(roster)
        checks, registered = _of_plans(folder, roster, copy, peildatum)
        left = plan_checks.not_taken_in(checks, registered)
        for line in left:
            terminal.say(line)
        if not registered:
            return NOTHING
        note = partial(write_back.taken_in, registered)
        said = plan_checks.taken_in(checks, registered)
        found = bool(left or checks.fouten)
    register = needed_register() if complete else users_register()
    order = updating.Order(
        roster, peildatum, note, sha256, drop_signature, repair, register, complete
    )
    updated = copies.made(order)
    # Who reads our output may have had enough before all is said.
    outputs.write(copy, updated.data)
    if complete:
        said = " ".join(filter(None, (said, missing.completed(updated.added))))
    print_updated(updated, said)
    terminal.say_all(sentences.not_compared(updated.examined.duo))
    copies.say_made(copy, updated)
    return FOUND if found else verdict(updated.examined)


def _of_plans(
    folder: Path, roster: Path, copy: Path, peildatum: dt.date
) -> tuple[PlanChecks, tuple[Registered, ...]]:
    """Give the plans in a folder as they were checked, and what becomes of each in the roster."""
    from sto_xl.plans import registration, write_back
    from sto_xl.quarter import input_files
    from sto_xl.system.errors import Cause

    beside = examine_roster(roster, peildatum).roster
    write_back.must_take_plans(beside)
    own = {roster.resolve(), copy.resolve()}
    given = input_files.rosters([folder], Cause.NO_PLANS).rosters
    checks = checked_plans([f for f in given if f.resolve() not in own], peildatum, beside)
    return checks, registration.register(checks.plans, beside, peildatum)
