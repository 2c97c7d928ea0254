"""The run over many rosters: a folder for each region, and what is made of all of them together.

Each roster is read and answered in another process, which may die of it; its documents stand in a
hidden folder until it is known which regions count, so that nothing that looks finished is not.
"""

from __future__ import annotations

import datetime as dt
import pickle
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from sto_xl.books.reading.file import read_file, read_input
from sto_xl.books.reading.thorough import read_thoroughly
from sto_xl.figures import basis, stand
from sto_xl.figures.published import Published
from sto_xl.figures.stand import Stand
from sto_xl.plans import account, handed_in
from sto_xl.plans.handed_in import PlanFile
from sto_xl.plans.reading import Unread
from sto_xl.quarter import national
from sto_xl.quarter.input_files import Expected, Given
from sto_xl.quarter.manifest import manifest
from sto_xl.quarter.national_comparison import NationalComparison
from sto_xl.quarter.plans_account import plans_of, plans_told
from sto_xl.quarter.previous import Previous
from sto_xl.quarter.regions_counted import (
    RegionsCounted,
    absence,
    inputs,
    none_counts,
    settled,
    sort_out,
    withhold,
)
from sto_xl.quarter.results import Recipient, RegionResult, RunResult
from sto_xl.region import mailing, routines, workbooks
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.publishing import RECORD, Earlier, Publication, publish, workplace
from sto_xl.system.workers import each

#: Below this many rosters for each process, starting it costs more than it saves.
_WORTH_A_PROCESS = 4
_QUARTER = re.compile(r"(20\d\d)-[Qq]([1-4])")
_LETTERS = "uitnodigingen"
_KEY_FIGURES = "kerncijfers.csv"


@dataclass(frozen=True, slots=True)
class Task:
    """One roster to process, and where its documents go.

    `summaries` are those of the run of `earlier`, by region; `thorough` reads with two readers.
    `plans` are the techniekplannen of the whole run, in one piece because every roster gets them;
    those that are the region's own are told by `settled` once that is known.
    """

    roster: Path
    folder: Path
    peildatum: dt.date
    letter_date: dt.date
    period: str
    template: Path | None = None
    summaries: Mapping[str, Path] = field(default_factory=dict)
    thorough: bool = False
    earlier: str = ""
    plans: bytes = b""
    settled: frozenset[int] | None = None

    def examined(self) -> routines.Examined:
        """Read and check the roster; raises `Failure`."""
        reader = read_thoroughly if self.thorough else read_input
        return routines.examine(reader(self.roster), self.peildatum)


@lru_cache(maxsize=1)
def _unpacked(plans: bytes) -> tuple[PlanFile, ...]:
    """Give the techniekplannen of a run: once in each process."""
    return pickle.loads(plans) if plans else ()  # noqa: S301  (this program packed them)


def last_day(quarter: str) -> dt.date | None:
    """Give the last day of a quarter written as 2026-Q4; None for anything else."""
    found = _QUARTER.fullmatch(quarter)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    first_of_next = dt.date(year + number // 4, number % 4 * 3 + 1, 1)
    return first_of_next - dt.timedelta(days=1)


def run(  # noqa: PLR0913  (a run's settings, each by name)
    given: Given,
    folder: Path,
    *,
    period: str,
    peildatum: dt.date,
    letter_date: dt.date,
    template: Path | None = None,
    workers: int | None = None,
    expected: tuple[Expected, ...] | None = None,
    previous: Previous | None = None,
    thorough: bool = False,
    plans: Sequence[PlanFile | Unread] | None = None,
    progress: Callable[[RegionResult], None] = lambda _outcome: None,
) -> RunResult:
    """Process all rosters into `folder`: a new or empty one, or that of this quarter's last run.

    `plans` are the techniekplannen that were handed in, if that was asked. `thorough` reads each
    roster with two readers. Letters are made of `template`, else of each roster's
    own, else of the shipped one. Raises
    `Failure` when the folder or `template` cannot be used, when none of the rosters counts, or when
    the national workbook of the `previous` run cannot be read.
    """
    mailing.Templates(template)
    before = stand.read_stand(read_file(previous.national)) if previous else None
    with workplace(folder, period) as (pending, earlier):
        summaries = previous.summaries if previous else {}
        quarter = previous.period if previous else ""
        packed = pickle.dumps(tuple(one for one in plans or () if isinstance(one, PlanFile)))
        common = (peildatum, letter_date, period, template, summaries, thorough, quarter, packed)
        tasks = [Task(p, pending / str(number), *common) for number, p in enumerate(given.rosters)]
        outcomes = _settled(tasks, _outcomes(tasks, workers, progress), workers)
        found = sort_out(withhold(outcomes), expected)
        _some_count(found)
        made = pending / "uit"
        counted = _gathered(tasks, found, made)
        compared = (
            NationalComparison(previous, before, [outcome for _, outcome in counted])
            if previous and before
            else None
        )
        done = _done(found, counted, folder, tasks[0], given.unopened)
        if plans is not None:
            done = replace(done, plans=plans_of(plans, counted))
        return _finish(done, found, made, earlier, letter_date, compared)


def _outcomes(
    tasks: Sequence[Task], workers: int | None, progress: Callable[[RegionResult], None]
) -> list[RegionResult]:
    """Process all rosters, and give what became of each in the order of the tasks."""
    count = min(workers or 1, len(tasks) // _WORTH_A_PROCESS or 1)
    outcomes: dict[int, RegionResult] = {}
    for number, answer in each(process, tasks, file=lambda task: task.roster.name, processes=count):
        if isinstance(answer, Failure):
            outcomes[number] = RegionResult(tasks[number].roster, failures=(str(answer),))
        else:
            outcomes[number] = answer
        progress(outcomes[number])
    return [outcomes[number] for number in range(len(tasks))]


def _settled(
    tasks: Sequence[Task], outcomes: list[RegionResult], workers: int | None
) -> list[RegionResult]:
    """Process those rosters again that took a plan for their own which is another region's.

    Or that did not take one of theirs. That is known only when every roster was read.
    """
    again: dict[int, Task] = {}
    for number, own in settled(outcomes).items():
        if own != frozenset(outcomes[number].plans.taken):
            again[number] = replace(tasks[number], settled=own)
            shutil.rmtree(tasks[number].folder)
    anew = _outcomes(list(again.values()), workers, lambda _outcome: None)
    settled_now = dict(zip(again, anew, strict=True))
    return [settled_now.get(number, outcome) for number, outcome in enumerate(outcomes)]


def process(task: Task) -> RegionResult:
    """Read, check and answer one roster; a failure is an outcome too, and stops no other."""
    try:
        # The reader bounds the file, so it goes first.
        examined = task.examined()
    except Failure as failure:
        return RegionResult(task.roster, failures=(str(failure),))
    try:
        sha256 = outputs.fingerprint(task.roster)
    except OSError:
        sentence = str(Failure(Cause.NO_PERMISSION, file=task.roster.name))
        return RegionResult(task.roster, failures=(sentence,))
    examined, plans = handed_in.beside(examined, _unpacked(task.plans), task.settled)
    source = workbooks.source(examined, sha256)
    outcome = RegionResult(task.roster, sha256, examined.basis, source, plans=plans)
    before, uncompared = _before(task, outcome, examined.basis)
    names, title = outputs.Names(), examined.basis.title
    name = names.give(f"Samenvatting {title}", ".xlsx")
    apart = "" if before else task.earlier
    told = account.plans_read(plans)
    summary = workbooks.region_summary(
        examined, sha256, task.period, before=before, plans=told, apart=apart
    )
    outputs.write(task.folder / name, summary)
    found = workbooks.findings(examined)
    outputs.write(task.folder / names.give(f"Bevindingen {title}", ".xlsx"), found)
    posted = _post(task, examined)
    return replace(
        outcome,
        summary=name,
        letters=posted.letters,
        passed_over=posted.passed_over,
        failures=posted.failures,
        unmade=posted.unmade,
        before=before,
        uncompared=uncompared,
    )


@dataclass(frozen=True, slots=True)
class _Posted:
    """The letters of a region: to whom, to whom not, how many could not be made, and why."""

    letters: tuple[Recipient, ...]
    passed_over: tuple[Recipient, ...]
    unmade: int
    failures: tuple[str, ...]


def _post(task: Task, examined: routines.Examined, withheld: Sequence[Recipient] = ()) -> _Posted:
    """Write a region's letters and their list; none to the schools that are `withheld`."""
    elsewhere = {letter.code: letter.reason for letter in withheld}
    meant, passed = routines.invite(examined)
    passed += tuple(
        routines.PassedOver(i.location, elsewhere[i.location.code])
        for i in meant
        if i.location.code in elsewhere
    )
    meant = tuple(i for i in meant if i.location.code not in elsewhere)
    over = tuple(Recipient(p.location.code, p.location.name, reason=p.reason) for p in passed)
    try:
        region, beside = examined.roster.region, task.roster.parent
        templates = mailing.templates(task.template, region, beside)
    except Failure as failure:
        # The region's own template cannot be used; all else stands.
        return _Posted((), over, len(meant), (str(failure),))
    into = task.folder / _LETTERS
    posted = list(mailing.post(meant, passed, templates, task.letter_date, into))
    letters = tuple(
        Recipient(i.location.code, p.name)
        for i, p in zip(meant, posted, strict=True)
        if not p.failure
    )
    failures = tuple(str(p.failure) for p in posted if p.failure)
    return _Posted(letters, over, len(failures), failures)


def _post_anew(task: Task, outcome: RegionResult) -> RegionResult:
    """Write the letters of a region again without those to schools that take part elsewhere.

    That is known only when every roster was read, and it does not happen often.
    """
    shutil.rmtree(task.folder / _LETTERS)
    return replace(outcome, letters=_post(task, task.examined(), outcome.withheld).letters)


def _before(
    task: Task, outcome: RegionResult, found: basis.RegionBasis
) -> tuple[Stand | None, str]:
    """Give how a region stood in the earlier run, if it was in it; or why that cannot be read."""
    path = task.summaries.get(outcome.region)
    if path is None:
        return None, ""
    try:
        return stand.read_own_stand(read_file(path), found), ""
    except Failure as failure:
        return None, str(failure)


def _some_count(found: RegionsCounted) -> None:
    if len(found.unreadable) == len(found.outcomes):
        raise Failure(Cause.NOTHING_READ, detail=" ".join(o.failures[0] for o in found.outcomes))
    if not any(map(found.counts, found.outcomes)):
        raise Failure(Cause.NOTHING_COUNTS, detail=none_counts(found))


def _gathered(
    tasks: Sequence[Task], found: RegionsCounted, made: Path
) -> tuple[tuple[str, RegionResult], ...]:
    """Bring the folders of the regions that count together, each under its name."""
    made.mkdir()
    names, counted = outputs.Names(), []
    # No region may take the names that the run itself needs.
    for own in (RECORD, _KEY_FIGURES, _national_name(tasks[0].period)):
        names.give(*_parts(own))
    for task, outcome in zip(tasks, found.outcomes, strict=True):
        if outcome.basis is None or not found.counts(outcome):
            continue
        name = names.give(outcome.basis.full_title)
        final = _post_anew(task, outcome) if outcome.withheld else outcome
        task.folder.replace(made / name)
        counted.append((name, final))
    return tuple(counted)


def _national_name(period: str) -> str:
    return f"Landelijk kwartaalbeeld {period}.xlsx"


def _parts(name: str) -> tuple[str, str]:
    path = Path(name)
    return path.stem, path.suffix


def _done(
    found: RegionsCounted,
    counted: tuple[tuple[str, RegionResult], ...],
    folder: Path,
    task: Task,
    unopened: tuple[Path, ...],
) -> RunResult:
    """Give what the run comes to, before anything of it stands in its folder."""
    return RunResult(
        folder,
        task.period,
        task.peildatum,
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
    letter_date: dt.date,
    compared: NationalComparison | None,
) -> RunResult:
    """Make what is about all regions, and bring everything that was `made` into the folder."""
    name = _national_name(done.period)
    published = Published(done.nation)
    content = national.workbook(
        published,
        done.period,
        done.peildatum,
        inputs=inputs(found),
        absence=absence(found),
        compared=compared,
        plans=plans_told(done),
    )
    outputs.write(made / name, content)
    outputs.write(made / _KEY_FIGURES, national.key_figures(published))

    plan = _planned(made, done.folder, earlier, letter_date)
    summaries = {region: plan.placed[f"{region}/{o.summary}"] for region, o in done.counted}
    delivered = publish(plan, manifest(done, letter_date, plan.placed[name], summaries))
    return replace(done, national=done.folder / plan.placed[name], delivered=delivered)


def _planned(made: Path, folder: Path, earlier: Earlier, letter_date: dt.date) -> Publication:
    """Give each file its place: the letters before the lists, which name them."""
    plan = Publication(made, folder, earlier)
    files = [path for path in sorted(made.rglob("*")) if path.is_file()]
    lists = {path for path in files if path.match(f"*/{_LETTERS}/{mailing.LIST}")}
    plan.place(path for path in files if path not in lists)
    for path in lists:
        if renamed := plan.renamed.get(path.parent):
            mailing.list_anew(path, renamed, letter_date)
    plan.place(sorted(lists))
    return plan
