"""One region of a quarter: its roster read, checked and answered, in a folder of its own.

Is done in another process, which may die of it.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sto_xl.books.reading.file import read_file, read_input
from sto_xl.books.reading.thorough import read_thoroughly
from sto_xl.figures import basis, stand
from sto_xl.figures.stand import Stand
from sto_xl.letters import mailing
from sto_xl.letters.address import must_have_sender
from sto_xl.letters.templates import Templates
from sto_xl.plans import account, handed_in
from sto_xl.plans.handed_in import PlanFile
from sto_xl.quarter.previous import Previous
from sto_xl.quarter.results import Recipient, RegionResult
from sto_xl.quarter.settings import Settings
from sto_xl.region import invitations, routines, workbooks
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

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
    """Read, check and answer one roster; a failure is a result too, and stops no other."""
    try:
        # The reader bounds the file, so it goes first.
        examined = _examined(settings, task)
    except Failure as failure:
        return RegionResult(task.roster, failures=(str(failure),))
    try:
        sha256 = outputs.fingerprint(task.roster)
    except OSError:
        sentence = str(Failure(Cause.NO_PERMISSION, file=task.roster.name))
        return RegionResult(task.roster, failures=(sentence,))
    examined, plans = handed_in.beside(examined, given, task.settled)
    source = workbooks.source(examined, sha256)
    result = RegionResult(task.roster, sha256, examined.basis, source, plans=plans)
    before, uncompared = _before(settings.previous, result, examined.basis)
    names, title = outputs.Names(), examined.basis.title
    name = names.give(f"Samenvatting {title}", ".xlsx")
    apart = settings.previous.period if settings.previous and not before else ""
    told = account.plans_read(plans)
    summary = workbooks.region_summary(
        examined, sha256, settings.period, before=before, plans=told, apart=apart
    )
    outputs.write(task.folder / name, summary)
    found = workbooks.findings(examined)
    outputs.write(task.folder / names.give(f"Bevindingen {title}", ".xlsx"), found)
    posted = _post(settings, task, examined)
    return replace(
        result,
        summary=name,
        letters=posted.letters,
        passed_over=posted.passed_over,
        failures=posted.failures,
        unmade=posted.unmade,
        before=before,
        uncompared=uncompared,
    )


def _examined(settings: Settings, task: Task) -> routines.Examined:
    """Read and check a roster; raises `Failure`."""
    reader = read_thoroughly if settings.thorough else read_input
    return routines.examine(reader(task.roster), settings.peildatum)


@dataclass(frozen=True, slots=True)
class _Posted:
    """The letters of a region: to whom, to whom not, how many could not be made, and why."""

    letters: tuple[Recipient, ...]
    passed_over: tuple[Recipient, ...]
    unmade: int
    failures: tuple[str, ...]


def _post(
    settings: Settings,
    task: Task,
    examined: routines.Examined,
    withheld: Sequence[Recipient] = (),
) -> _Posted:
    """Write a region's letters and their list; none to the schools that are `withheld`."""
    elsewhere = {letter.code: letter.reason for letter in withheld}
    meant, passed = invitations.invite(examined)
    passed += tuple(
        invitations.PassedOver(i.location, elsewhere[i.location.code])
        for i in meant
        if i.location.code in elsewhere
    )
    meant = tuple(i for i in meant if i.location.code not in elsewhere)
    over = tuple(Recipient(p.location.code, p.location.name, reason=p.reason) for p in passed)
    try:
        region, beside = examined.roster.region, task.roster.parent
        if meant:
            must_have_sender(region)
        templates = Templates.of_roster(settings.template, region, beside, plain=settings.plain)
    except Failure as failure:
        # The region's own template cannot be used, or nobody writes; all else stands.
        return _Posted((), over, len(meant), (str(failure),))
    into = task.folder / LETTERS
    posted = list(mailing.post(meant, passed, templates, settings.letter_date, into))
    letters = tuple(
        Recipient(i.location.code, p.name)
        for i, p in zip(meant, posted, strict=True)
        if not p.failure
    )
    failures = tuple(str(p.failure) for p in posted if p.failure)
    return _Posted(letters, over, len(failures), failures)


def post_anew(settings: Settings, task: Task, result: RegionResult) -> RegionResult:
    """Write the letters of a region again without those to schools that take part elsewhere.

    That is known only when every roster was read, and it does not happen often.
    """
    shutil.rmtree(task.folder / LETTERS)
    posted = _post(settings, task, _examined(settings, task), result.withheld)
    return replace(result, letters=posted.letters)


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
