"""The buttons that work on a roster: Scholen markeren, Samenvatting bijwerken; and reading it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.buttons.click import Click, Run
from sto_xl.buttons.sentences import unfiltered
from sto_xl.model.findings import PLURALS, Severity
from sto_xl.model.wording import counted
from sto_xl.region import routines, sentences, write_back
from sto_xl.register import Register
from sto_xl.sheets import workbook
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.outside import Outside


def flag(click: Click) -> str:
    """Write signals and next steps."""
    examined = examine(click)
    write_back.must_have(examined, write_back.SIGNAL, write_back.STEP)
    flags = routines.flag(examined)
    plan = click.look(write_back.flags(examined))
    written = click.write(plan, run(examined, "scholen markeren"))
    return sentences.flagged(flags) + _provisional(examined) + unfiltered(written)


def summarise(click: Click) -> str:
    """Write the figures."""
    examined = examine(click)
    plan = click.look(write_back.figures(examined))
    written = click.write(plan, run(examined, "samenvatting bijwerken"))
    click.book.show(plan, sheets.KERNCIJFERS.name)
    said = sentences.summarised(click.now.date())
    return said + _provisional(examined) + unfiltered(written)


def examine(click: Click) -> routines.Examined:
    """Read the roster and check it today. Raises `Failure` when the workbook is no roster."""
    try:
        return routines.examine(click.snapshot, click.now.date(), Register.of_the_user())
    except Failure as failure:
        if failure.cause is Cause.NOT_OURS:
            plan = workbook.template_of(click.snapshot) is sheets.PLAN
            cause = Cause.IS_A_PLAN if plan else Cause.NOT_A_ROSTER
            raise Failure(cause, **failure.values) from failure
        raise


def run(
    examined: routines.Examined,
    action: str,
    outside: Outside | None = None,
    *,
    checked: bool = False,
) -> Run:
    """Give what is kept of a run in a roster."""
    return Run(action, examined.roster.book, outside, checked)


@contextlib.contextmanager
def no_roster_said_first(click: Click) -> Iterator[None]:
    """Say of a workbook that is no roster that it is none, not that it lacks a table."""
    try:
        yield
    except Failure as failure:
        if failure.cause is Cause.TABLE_GONE:
            examine(click)
        raise


def _provisional(examined: routines.Examined) -> str:
    fouten = examined.report.counts[Severity.FOUT]
    if not fouten:
        return ""
    are = "Er staat" if fouten == 1 else "Er staan"
    found = counted(fouten, *PLURALS[Severity.FOUT])
    return f"\n{are} nog {found} in het regiobestand, dus dit is voorlopig: klik op Controleren."
