"""One region of a quarter: its roster read, checked and summed up, and answered, in its folder.

The first is done in another process, which may die of it; the letters are made when it is known who
gets one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sto_xl.books.reading.file import read_file, read_input
from sto_xl.books.reading.thorough import read_thoroughly
from sto_xl.books.report import INVITED, specs
from sto_xl.figures import basis, stand
from sto_xl.figures.stand import Stand
from sto_xl.letters import mailing
from sto_xl.letters.address import must_have_sender
from sto_xl.letters.templates import Templates
from sto_xl.plans import account, handed_in
from sto_xl.plans.handed_in import PlanFile
from sto_xl.quarter.previous import Previous
from sto_xl.quarter.results import Correspondence, Recipient, RegionResult
from sto_xl.quarter.settings import Settings
from sto_xl.region import invitations, routines, workbooks
from sto_xl.system import outputs
from sto_xl.system.errors import Failure

#: The folder of a region's letters, within its own.
LETTERS = "uitnodigingen"


@dataclass(frozen=True, slots=True)
class Task:
    """One roster to process, and where its documents go.

    The techniekplannen that are the region's own are told by `settled` once that is known.
    """

    roster: Path
    folder: Path
    settled: frozenset[int] | None = None


def process(settings: Settings, given: Sequence[PlanFile], task: Task) -> RegionResult:
    """Read, check and sum up one roster; a failure is a result too, and stops no other.

    Its letters are not written yet: this is done in a process that can start no other.
    """
    try:
        examined = _examined(settings, task)
    except Failure as failure:
        return RegionResult(task.roster, failures=(str(failure),))
    examined, plans = handed_in.beside(examined, given, task.settled)
    sha256, source = examined.roster.book.sha256, workbooks.source(examined)
    result = RegionResult(task.roster, sha256, examined.basis, source, plans=plans)
    before, uncompared = _before(settings.previous, result, examined.basis)
    names, title = outputs.Names(), examined.basis.title
    name = names.give(f"Samenvatting {title}", ".xlsx")
    apart = settings.previous.period if settings.previous and not before else ""
    told = account.plans_read(plans)
    style = settings.style(task.roster)
    summary = workbooks.region_summary(
        examined, settings.period, before=before, plans=told, apart=apart, style=style
    )
    outputs.lay(task.folder / name, summary)
    found = workbooks.findings(examined, style)
    checked = names.give(f"Bevindingen {title}", ".xlsx")
    outputs.lay(task.folder / checked, found)
    meant, passed = invitations.invite(examined)
    return replace(
        result,
        summary=name,
        findings=checked,
        passed_over=tuple(Recipient(p.location.code, p.location.name, p.reason) for p in passed),
        correspondence=Correspondence(examined.roster.region, meant, passed),
        before=before,
        uncompared=uncompared,
        templates=style.own(specs.SUMMARY, specs.FINDINGS),
        letter_template=examined.roster.region.briefsjabloon or "",
        meant=tuple(one.location.code for one in meant if one.location.code),
    )


def _examined(settings: Settings, task: Task) -> routines.Examined:
    """Read and check a roster; raises `Failure`."""
    reader = read_thoroughly if settings.thorough else read_input
    return routines.examine(reader(task.roster), settings.peildatum, settings.register)


def post(settings: Settings, task: Task, result: RegionResult) -> RegionResult:
    """Write a region's letters and their list; what a region cannot send stops no other."""
    told = result.correspondence
    if told is None:
        return result
    done = replace(result, correspondence=None)
    try:
        if told.meant:
            must_have_sender(told.sender)
        beside, given = task.roster.parent, settings.template
        templates = Templates.of_roster(given, told.sender, beside, plain=settings.plain)
    except Failure as failure:
        # The region's own template cannot be used, or nobody writes; all else stands.
        return replace(done, unmade=len(told.meant), failures=(str(failure),))
    into, day = task.folder / LETTERS, settings.letter_date
    style = settings.style(task.roster)
    posted = list(mailing.post(told.meant, told.passed, templates, day, into, style, outputs.lay))
    failed = [str(one.failure) for one in posted if one.failure]
    return replace(
        done,
        letters=tuple(
            Recipient(invitation.location.code, one.name)
            for invitation, one in zip(told.meant, posted, strict=True)
            if not one.failure
        ),
        unmade=len(failed),
        failures=tuple(dict.fromkeys(failed)),
        templates={**done.templates, **templates.own, **style.own(specs.MAILED[INVITED])},
    )


def _before(
    previous: Previous | None, result: RegionResult, found: basis.RegionBasis
) -> tuple[Stand | None, str]:
    """Give how a region stood in the earlier run, if it was in it; or why that cannot be read."""
    path = previous.summaries.get(result.region) if previous else None
    if path is None:
        return None, ""
    try:
        return stand.read_own_stand(read_file(path), found), ""
    except Failure as failure:
        return None, str(failure)
