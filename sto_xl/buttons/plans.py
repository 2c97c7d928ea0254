"""The button Plannen inlezen: the plans of a folder checked, answered and put on sheet Plannen."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.buttons import mails, outside, roster
from sto_xl.buttons.letters import beside_of
from sto_xl.buttons.sentences import listed, unfiltered
from sto_xl.letters.mail.kinds import RETURNED
from sto_xl.letters.mailing import Posted
from sto_xl.model.wording import capitalised
from sto_xl.plans import checks as plan_checks
from sto_xl.plans import given_back, registration, returned, write_back
from sto_xl.quarter import input_files
from sto_xl.system import outputs
from sto_xl.system.errors import Cause

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.plans.checks import PlanChecks
    from sto_xl.plans.given_back import GivenBack
    from sto_xl.sheets.roster import Roster


def read_in(click: Click) -> str:
    """Read the plans of a folder; write what they say, and give each back with what was found."""
    examined = roster.examine(click)
    write_back.must_take_plans(examined.roster)
    chosen = click.book.choose_plans()
    if chosen is None:
        return "Er is niets gekozen; er is niets ingelezen."
    checks = _checked(click, Path(chosen), examined.roster)
    if not checks.plans:
        unread = plan_checks.not_taken_in(checks, ())
        there = capitalised(f"in {click.book.called(Path(chosen))}")
        return f"{there} is geen techniekplan dat gelezen kan worden." + listed(unread)
    day = click.now.date()
    registered = registration.register(checks.plans, examined.roster, day)
    # Everything is looked at before a file is made, so that none is made in vain.
    plan = click.look(write_back.plans(registered, examined.roster))
    texts = mails.wanted(click, RETURNED, "het nagekeken plan", beside_of(click))
    given = _given_back(click, checks)
    going = returned.returned(checks.plans, given, examined.roster)
    more = [returned.told(one, mailed=texts is not None) for one in going]
    folder = outputs.fresh_folder(Path(chosen).parent, f"{input_files.GIVEN_BACK} {day:%Y-%m-%d}")
    made = outside.Outside(folder, [*(one.name for one in given), plan_checks.INTAKE])
    with outside.all_or_nothing(click, made):
        given_back.write(given, folder)
        content = plan_checks.intake(checks, registered, examined.roster, day, more)
        outputs.write(folder / plan_checks.INTAKE, content)
        mailed = mails.made(click, texts, [Posted(one, one.given.name) for one in going], made)
        written = click.write(plan, roster.run(examined, "plannen inlezen", made))
    left = plan_checks.not_taken_in(checks, registered)
    said = plan_checks.taken_in(checks, registered)
    said += f" De nagekeken plannen staan in {click.book.called(folder)}, om terug te mailen; wat "
    said += f"er met elk bestand gebeurde, staat daar in {plan_checks.INTAKE}."
    said += mailed
    unfilled = [f"{one.examined.file}: {m}" for one in going if (m := one.given.instead)]
    if unfilled:
        said += "\n\nNiet ingevuld:" + listed(unfilled)
    if left:
        said += "\n\nNiet opgenomen:" + listed(left)
    return said + unfiltered(written)


def _checked(click: Click, folder: Path, beside: Roster) -> PlanChecks:
    """Read and check the plans, telling how far it is; the roster itself may lie among them."""
    given = input_files.rosters([folder], Cause.NO_PLANS).rosters
    own = Path(click.beside()) / beside.name
    files = [file for file in given if file != own]
    with _telling(click, len(files), "gelezen") as progress:
        return plan_checks.check(
            files,
            click.now.date(),
            beside,
            processes=os.cpu_count() or 1,
            progress=progress,
        )


def _given_back(click: Click, checks: PlanChecks) -> tuple[GivenBack, ...]:
    """Fill the plans in, telling how far it is."""
    with _telling(click, len(checks.plans), "ingevuld") as progress:
        return given_back.give_back(checks, os.cpu_count() or 1, progress)


@contextlib.contextmanager
def _telling(click: Click, count: int, done: str) -> Iterator[Callable[[int], None]]:
    """Give what the status bar is told by how many plans of so many are `done`."""
    try:
        yield click.progress("Plannen", count, done)
    finally:
        click.book.progress(None)
