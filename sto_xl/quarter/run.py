"""The run over many rosters: a folder for each region, and what is made of all of them together.

Each roster is read and answered in another process, which may die of it, and so are its letters
made, once it is known who gets one. Its documents stand in a hidden folder until it is known which
regions count, so that nothing that looks finished is not.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sto_xl.books.reading.file import read_file
from sto_xl.figures import basis, stand
from sto_xl.figures.disclosure import Disclosure
from sto_xl.letters import mailing
from sto_xl.letters.templates import Templates
from sto_xl.plans.handed_in import PlanFile
from sto_xl.plans.reading import Unread
from sto_xl.quarter import national
from sto_xl.quarter.input_files import Given
from sto_xl.quarter.manifest import manifest
from sto_xl.quarter.national_comparison import NationalComparison
from sto_xl.quarter.outcome import outcome
from sto_xl.quarter.plans_account import plans_of, plans_told
from sto_xl.quarter.printed import print_beside
from sto_xl.quarter.region import LETTERS, Task
from sto_xl.quarter.regions_counted import (
    RegionsCounted,
    absence,
    awaited,
    inputs,
    none_counts,
    settled,
    sort_out,
    withhold,
)
from sto_xl.quarter.results import RegionResult, RunResult
from sto_xl.quarter.roster_copies import with_copies
from sto_xl.quarter.settings import Settings
from sto_xl.quarter.spread import Spread
from sto_xl.quarter.to_do import to_do
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.publishing import RECORD, Earlier, Publication, publish, workplace
from sto_xl.system.shares import OWN_CREW, Crew

_QUARTER = re.compile(r"(20\d\d)-[Qq]([1-4])")
_KEY_FIGURES = "kerncijfers.csv"


def last_day(quarter: str) -> dt.date | None:
    """Give the last day of a quarter written as 2026-Q4; None for anything else."""
    found = _QUARTER.fullmatch(quarter)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    first_of_next = dt.date(year + number // 4, number % 4 * 3 + 1, 1)
    return first_of_next - dt.timedelta(days=1)


def run(  # noqa: PLR0913  (what a run is given, and where)
    given: Given,
    folder: Path,
    settings: Settings,
    *,
    plans: Sequence[PlanFile | Unread] | None = None,
    crew: Crew = OWN_CREW,
    progress: Callable[[object], None] = lambda _done: None,
) -> RunResult:
    """Process all rosters into `folder`: a new or empty one, or that of this quarter's last run.

    `plans` are the techniekplannen that were handed in, if that was asked. What is about one region
    is made by the `crew`. `progress` is told of each region that is done, and of each PDF. Raises
    `Failure` when the folder or the template cannot be used, when none of the rosters counts, or
    when the national workbook of the previous run cannot be read.
    """
    _must_be_usable(settings, given)
    previous = settings.previous
    before = stand.read_stand(read_file(previous.national)) if previous else None
    with workplace(folder, settings.period) as (pending, earlier):
        tasks = [Task(p, pending / str(number)) for number, p in enumerate(given.rosters)]
        # Every roster gets all plans, so each process gets them once.
        readable = tuple(one for one in plans or () if isinstance(one, PlanFile))
        spread = Spread(settings, readable, crew)
        results = _results(spread, tasks, progress)
        results = _settled(spread, tasks, results)
        found = sort_out(withhold(results), settings.expected)
        _some_count(found)
        made = pending / "uit"
        counted = _gathered(spread, tasks, found, made)
        if settings.rosters:
            counted = with_copies(counted, made, settings.peildatum, spread.copied)
        compared = (
            NationalComparison(previous, before, [result for _, result in counted])
            if previous and before
            else None
        )
        done = _done(settings, found, counted, folder, given.unopened)
        if plans is not None:
            done = replace(done, plans=plans_of(plans, counted))
        return _finish(done, found, made, earlier, settings, compared, progress)


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


def _results(
    spread: Spread, tasks: Sequence[Task], progress: Callable[[object], None]
) -> list[RegionResult]:
    """Process all rosters, and give what became of each in the order of the tasks."""
    results: dict[int, RegionResult] = {}
    for number, found in spread.processed(tasks):
        if isinstance(found, Failure):
            results[number] = RegionResult(tasks[number].roster, failures=(str(found),))
        else:
            results[number] = found
        progress(results[number])
    return [results[number] for number in range(len(tasks))]


def _settled(
    spread: Spread, tasks: Sequence[Task], results: list[RegionResult]
) -> list[RegionResult]:
    """Process those rosters again that took a plan for their own which is another region's.

    Or that did not take one of theirs. That is known only when every roster was read.
    """
    again: dict[int, Task] = {}
    for number, own in settled(results).items():
        if own != frozenset(results[number].plans.taken):
            again[number] = replace(tasks[number], settled=own)
            shutil.rmtree(tasks[number].folder)
    anew = _results(spread, list(again.values()), lambda _result: None)
    settled_now = dict(zip(again, anew, strict=True))
    return [settled_now.get(number, result) for number, result in enumerate(results)]


def _some_count(found: RegionsCounted) -> None:
    if len(found.unreadable) == len(found.results):
        raise Failure(Cause.NOTHING_READ, detail=" ".join(o.failures[0] for o in found.results))
    if not any(map(found.counts, found.results)):
        raise Failure(Cause.NOTHING_COUNTS, detail=none_counts(found))


def _gathered(
    spread: Spread, tasks: Sequence[Task], found: RegionsCounted, made: Path
) -> tuple[tuple[str, RegionResult], ...]:
    """Bring the folders of the regions that count together, each under its name, with letters."""
    made.mkdir()
    counting = [
        (task, result)
        for task, result in zip(tasks, found.results, strict=True)
        if found.counts(result)
    ]
    posted = spread.posted(counting)
    names, counted = outputs.Names(), []
    # No region may take the names that the run itself needs.
    for own in (RECORD, _KEY_FIGURES, _national_name(spread.settings.period)):
        names.give(*_parts(own))
    for (task, _), result in zip(counting, posted, strict=True):
        if result.basis:
            name = names.give(result.basis.full_title)
            task.folder.replace(made / name)
            counted.append((name, result))
    return tuple(counted)


def _national_name(period: str) -> str:
    return f"Landelijk kwartaalbeeld {period}.xlsx"


def _parts(name: str) -> tuple[str, str]:
    path = Path(name)
    return path.stem, path.suffix


def _done(
    settings: Settings,
    found: RegionsCounted,
    counted: tuple[tuple[str, RegionResult], ...],
    folder: Path,
    unopened: tuple[Path, ...],
) -> RunResult:
    """Give what the run comes to, before anything of it stands in its folder."""
    return RunResult(
        folder,
        settings.period,
        settings.peildatum,
        counted,
        found.unreadable,
        found.double,
        found.missing,
        basis.nation([o.basis for _, o in counted if o.basis]),
        unopened,
    )


def _finish(  # noqa: PLR0913, PLR0917  (all that a run comes to)
    done: RunResult,
    found: RegionsCounted,
    made: Path,
    earlier: Earlier,
    settings: Settings,
    compared: NationalComparison | None,
    progress: Callable[[object], None],
) -> RunResult:
    """Make what is about all regions, and bring everything that was `made` into the folder."""
    name = _national_name(done.period)
    disclosure = Disclosure(done.nation)
    content = national.workbook(
        disclosure,
        done.period,
        done.peildatum,
        inputs=inputs(found),
        absence=absence(found),
        compared=compared,
        plans=plans_told(done),
        asked=to_do(outcome(done, found, disclosure, compared.quarter if compared else "")),
        awaited=awaited(found),
        register=settings.register,
    )
    outputs.write(made / name, content)
    outputs.write(made / _KEY_FIGURES, national.key_figures(disclosure))
    if settings.pdf:
        workbooks = [made / name, *(made / region / r.summary for region, r in done.counted)]
        unprinted = print_beside(workbooks, made, done.folder, earlier, progress)
        done = replace(done, unprinted=unprinted)

    day = settings.letter_date
    plan = _planned(made, done.folder, earlier, day)
    published = publish(
        plan, manifest(done, day, plan.placed[name], plan.placed, settings.register)
    )
    return replace(done, national=done.folder / plan.placed[name], published=published)


def _planned(made: Path, folder: Path, earlier: Earlier, letter_date: dt.date) -> Publication:
    """Give each file its place: the letters before the lists, which name them."""
    plan = Publication(made, folder, earlier)
    files = [path for path in sorted(made.rglob("*")) if path.is_file()]
    lists = {path for path in files if path.match(f"*/{LETTERS}/{mailing.LIST}")}
    plan.place(path for path in files if path not in lists)
    for path in lists:
        if renamed := plan.renamed.get(path.parent):
            mailing.list_anew(path, renamed, letter_date)
    plan.place(sorted(lists))
    return plan
