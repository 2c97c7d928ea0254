"""The button Plannen inlezen: the plans of a folder checked, answered and put on sheet Plannen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.buttons import outside, roster
from sto_xl.buttons.sentences import listed, unfiltered
from sto_xl.plans import checks as plan_checks
from sto_xl.plans import registration, write_back
from sto_xl.quarter import input_files
from sto_xl.system import outputs
from sto_xl.system.errors import Cause

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.plans.checks import PlanChecks
    from sto_xl.sheets.roster import Roster

#: The status bar is told of plans at most so often.
_REPORTS = 9


def read_in(click: Click) -> str:
    """Read the plans of a folder; write what they say, and a findings workbook for each."""
    examined = roster.examine(click)
    write_back.must_take_plans(examined.roster)
    chosen = click.book.choose_folder("Kies de map met de techniekplannen")
    if chosen is None:
        return "Er is geen map gekozen; er is niets ingelezen."
    checks = _checked(click, Path(chosen), examined.roster)
    if not checks.plans:
        unread = plan_checks.not_taken_in(checks, ())
        return f"In map ‘{chosen}’ is geen techniekplan dat gelezen kan worden." + listed(unread)
    day = click.now.date()
    registered = registration.register(checks.plans, examined.roster, day)
    # Everything is looked at before a file is made, so that none is made in vain.
    plan = click.look(write_back.plans(registered, examined.roster))
    folder = outputs.fresh_folder(Path(chosen).parent, f"Bevindingen plannen {day:%Y-%m-%d}")
    names = plan_checks.names(checks)
    made = outside.Outside(folder, (*names, plan_checks.INTAKE))
    with outside.all_or_nothing(click, made):
        plan_checks.write_findings(checks, folder)
        content = plan_checks.intake(checks, registered, examined.roster, day)
        outputs.write(folder / plan_checks.INTAKE, content)
        written = click.write(plan, roster.run(examined, "plannen inlezen", made))
    left = plan_checks.not_taken_in(checks, registered)
    said = plan_checks.taken_in(checks, registered)
    said += f" De bevindingen per plan staan in map ‘{folder}’; wat er met elk bestand gebeurde, "
    said += f"staat daar in {plan_checks.INTAKE}."
    if left:
        said += "\n\nNiet opgenomen:" + listed(left)
    return said + unfiltered(written)


def _checked(click: Click, folder: Path, beside: Roster) -> PlanChecks:
    """Read and check the plans, telling how far it is; the roster itself may lie among them."""
    given = input_files.rosters([folder], Cause.NO_PLANS).rosters
    own = Path(click.beside()) / beside.name
    files = [file for file in given if file != own]
    each = -(-len(files) // _REPORTS)

    def progress(done: int) -> None:
        if done % each == 0:
            click.book.progress(f"Plannen: {done} van {len(files)} gelezen …")

    try:
        return plan_checks.check(
            files,
            click.now.date(),
            beside,
            processes=os.cpu_count() or 1,
            progress=progress,
        )
    finally:
        click.book.progress(None)
