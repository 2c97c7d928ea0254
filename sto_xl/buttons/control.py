"""The button Controleren, on a roster as on a techniekplan: findings on sheet Controle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.buttons import roster
from sto_xl.buttons.click import Run
from sto_xl.buttons.sentences import unfiltered
from sto_xl.plans import examination
from sto_xl.region import sentences, write_back
from sto_xl.sheets import workbook

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click
    from sto_xl.model.findings import Report

_ACTION = "controleren"


def check(click: Click) -> str:
    """Write the findings."""
    found, run, remarks = _checked(click)
    plan = click.look(write_back.control(found))
    written = click.write(plan, run)
    if found.findings:
        click.book.show(plan, sheets.CONTROLE.name)
    said = "".join(f"\n{remark}" for remark in remarks)
    return sentences.checked(found) + unfiltered(written) + said


def _checked(click: Click) -> tuple[Report, Run, tuple[str, ...]]:
    """Give what was found, and what could not be looked at."""
    if workbook.template_of(click.snapshot) is not sheets.PLAN:
        examined = roster.examine(click)
        run = roster.run(examined, _ACTION, checked=True)
        return examined.report, run, tuple(sentences.not_compared(examined.duo))
    found = examination.examine(click.snapshot, click.now.date())
    return found.report, Run(_ACTION, found.plan.book, checked=True), ()
