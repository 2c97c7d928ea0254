"""The run over many rosters: a folder for each region, and what is made of all of them together.

Each roster is answered (`answering`), which of them count is decided when all are there
(`regions_counted`), and what they come to is delivered (`delivery`). What would be just as the last
run into the folder left it is taken from there (`unchanged`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from sto_xl.books.reading.file import read_file
from sto_xl.figures import stand
from sto_xl.letters.templates import Templates
from sto_xl.plans.handed_in import PlanFile
from sto_xl.plans.reading import Unread
from sto_xl.quarter import unchanged
from sto_xl.quarter.answering import answered, unless_known
from sto_xl.quarter.asked import RunAsked
from sto_xl.quarter.delivery import Delivery
from sto_xl.quarter.input_files import Given
from sto_xl.quarter.kept import NOTHING, KeptRun
from sto_xl.quarter.region import Task
from sto_xl.quarter.regions_counted import RegionsCounted, none_counts, sort_out, withhold
from sto_xl.quarter.results import RunResult
from sto_xl.quarter.settings import Settings
from sto_xl.quarter.spread import Spread
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.publishing import workplace
from sto_xl.system.shares import OWN_CREW, Crew


def run(  # noqa: PLR0913  (all that a run is given)
    given: Given,
    folder: Path,
    settings: Settings,
    *,
    plans: Sequence[PlanFile | Unread] | None = None,
    kept: KeptRun = NOTHING,
    asked: RunAsked | None = None,
    crew: Crew = OWN_CREW,
    progress: Callable[[object], None] = lambda _done: None,
) -> RunResult:
    """Process all rosters into `folder`: a new or empty one, or that of this quarter's last run.

    `plans` are the techniekplannen that were handed in, if that was asked. What of `kept`, which
    the last run left, would be made again just so, is not made again; with what is `asked` the next
    run can tell whether it would change anything. What is about one region is made by the `crew`.
    `progress` is told of each region that is done, and of each PDF. Raises `Failure` when the
    folder or the template cannot be used, when none of the rosters counts, or when the national
    workbook of the previous run cannot be read.
    """
    _must_be_usable(settings, given)
    previous = settings.previous
    before = stand.read_stand(read_file(previous.national)) if previous else None
    with workplace(folder, settings.period) as (pending, earlier):
        tasks = [Task(p, pending / str(number)) for number, p in enumerate(given.rosters)]
        readable = tuple(one for one in plans or () if isinstance(one, PlanFile))
        same = unchanged.brought(tasks, kept, readable, settings, (folder, earlier))
        spread = Spread(settings, readable, crew)
        results = answered(partial(unless_known, same, spread.answer), tasks, progress)
        found = sort_out(withhold(results), settings.expected)
        _some_must_count(found)
        made = pending / "uit"
        delivery = Delivery(spread, folder, made, earlier, plans, before, given.unopened, asked)
        done = delivery.deliver(tasks, found, progress)
        # By identity: one that was answered again after all may be equal.
        spared = sum(same.get(one) is result for one, result in zip(tasks, results, strict=True))
        return replace(done, unchanged=spared)


def _must_be_usable(settings: Settings, given: Given) -> None:
    """Raise the `Failure` that tells why a template cannot be used."""
    for roster in {path.parent: path for path in given.rosters}.values():
        settings.style(roster).must_fit()
    try:
        Templates(settings.template, plain=settings.plain)
    except Failure as failure:
        # That costs the letters, and all else is made.
        if failure.cause is not Cause.TEMPLATE_TOO_MUCH:
            raise


def _some_must_count(found: RegionsCounted) -> None:
    if len(found.unreadable) == len(found.results):
        raise Failure(Cause.NOTHING_READ, detail=" ".join(o.failures[0] for o in found.results))
    if not any(map(found.counts, found.results)):
        raise Failure(Cause.NOTHING_COUNTS, detail=none_counts(found))
