"""The run over many rosters: a folder for each region, the national workbook, run.json.

Each roster is read and answered in another process, which may die of it; its documents stand in a
hidden folder until it is known which regions count, so that nothing that looks finished is not.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sto_xl import __version__, documents, facts, outputs, routines
from sto_xl.books import report
from sto_xl.books.reading.file import read
from sto_xl.books.reading.thorough import read_thoroughly
from sto_xl.errors import Cause, Failure
from sto_xl.findings import Severity
from sto_xl.wording import DUTCH
from sto_xl.workers import each

#: Below this many rosters for each process, starting it costs more than it saves.
_WORTH_A_PROCESS = 4
#: What may be meant as a roster: those that cannot be read are named, not passed over in silence.
_SPREADSHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
_QUARTER = re.compile(r"(20\d\d)-[Qq]([1-4])")


@dataclass(frozen=True, slots=True)
class Task:
    """One roster to process, and where its documents go."""

    roster: Path
    folder: Path
    peildatum: dt.date
    letter_date: dt.date
    period: str
    thorough: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one roster. Holds nothing of a person."""

    roster: Path
    sha256: str = ""
    facts: facts.RegionFacts | None = None
    source: report.Input | None = None
    letters: int = 0
    failures: tuple[str, ...] = ()
    passed_over: int = 0

    @property
    def number(self) -> str:
        """The regionummer as regions are told apart by; "" without one."""
        return self.facts.key if self.facts else ""

    @property
    def readable(self) -> bool:
        """Whether the roster could be processed."""
        return self.facts is not None


@dataclass(frozen=True)
class Run:
    """A finished run: the regions that count by folder, and all that did not."""

    folder: Path
    period: str
    peildatum: dt.date
    counted: tuple[tuple[str, Outcome], ...]
    unreadable: tuple[Outcome, ...]
    double: tuple[Outcome, ...]
    nation: facts.Nation
    national: Path
    unopened: tuple[Path, ...] = ()

    @property
    def provisional(self) -> bool:
        """Whether anything makes the figures provisional."""
        failed = any(outcome.failures for _, outcome in self.counted)
        fouten = any(region.provisional for region in self.nation.regions)
        return bool(self.unreadable or self.double or failed or fouten)


def last_day(quarter: str) -> dt.date | None:
    """Give the last day of a quarter written as 2026-Q4; None for anything else."""
    found = _QUARTER.fullmatch(quarter)
    if not found:
        return None
    year, number = int(found[1]), int(found[2])
    first_of_next = dt.date(year + number // 4, number % 4 * 3 + 1, 1)
    return first_of_next - dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Given:
    """The rosters that were given, and the folders with spreadsheets that were not looked into."""

    rosters: tuple[Path, ...]
    unopened: tuple[Path, ...] = ()


def rosters(paths: Iterable[Path]) -> Given:
    """Give the rosters among files and in folders, by name; Excel's lock files are left out.

    A folder within a folder is not looked into. Raises `Failure` for a folder without rosters.
    """
    found: dict[Path, Path] = {}
    unopened: list[Path] = []
    for path in paths:
        with outputs.reachable(path):
            books = _books(path) if path.is_dir() else [path]
            if not books:
                raise Failure(Cause.NO_ROSTERS, file=str(path))
            for book in books:
                # One file given by two paths is one roster.
                found.setdefault(book.resolve(), book)
            if path.is_dir():
                unopened += (p for p in sorted(path.iterdir()) if p.is_dir() and _books(p))
    return Given(tuple(found.values()), tuple(unopened))


def _books(folder: Path) -> list[Path]:
    inside = sorted(folder.iterdir(), key=lambda p: p.name.casefold())
    books = (p for p in inside if p.suffix.casefold() in _SPREADSHEETS)
    return [p for p in books if not p.name.startswith("~$")]


def run(  # noqa: PLR0913  (a run's settings, each by name)
    given: Given,
    folder: Path,
    *,
    period: str,
    peildatum: dt.date,
    letter_date: dt.date,
    workers: int | None = None,
    thorough: bool = False,
    progress: Callable[[Outcome], None] = lambda _outcome: None,
) -> Run:
    """Process all rosters into `folder`, which must be new or empty.

    `thorough` reads each with two readers. Raises `Failure` when the folder cannot be used, or when
    none of the rosters counts.
    """
    outputs.new_folder(folder)
    pending = folder / ".bezig"
    tasks = [
        Task(path, pending / str(number), peildatum, letter_date, period, thorough)
        for number, path in enumerate(given.rosters)
    ]
    try:
        return _finish(tasks, _outcomes(tasks, workers, progress), folder, given.unopened)
    finally:
        shutil.rmtree(pending, ignore_errors=True)


def _outcomes(
    tasks: Sequence[Task], workers: int | None, progress: Callable[[Outcome], None]
) -> list[Outcome]:
    """Process all rosters, and give what became of each in the order of the tasks."""
    count = min(workers or 1, len(tasks) // _WORTH_A_PROCESS or 1)
    outcomes: dict[int, Outcome] = {}
    for number, answer in each(process, tasks, file=lambda task: task.roster.name, processes=count):
        if isinstance(answer, Failure):
            outcomes[number] = Outcome(tasks[number].roster, failures=(str(answer),))
        else:
            outcomes[number] = answer
        progress(outcomes[number])
    return [outcomes[number] for number in range(len(tasks))]


def process(task: Task) -> Outcome:
    """Read, check and answer one roster; a failure is an outcome too, and stops no other."""
    try:
        # The reader bounds the file, so it goes first.
        reader = read_thoroughly if task.thorough else read
        examined = routines.examine(reader(task.roster), task.peildatum)
        sha256 = outputs.fingerprint(task.roster)
    except Failure as failure:
        return Outcome(task.roster, failures=(str(failure),))
    except OSError:
        sentence = str(Failure(Cause.NO_PERMISSION, file=task.roster.name))
        return Outcome(task.roster, failures=(sentence,))
    title = examined.facts.title
    names = outputs.Names()
    summary = documents.region_summary(examined, sha256, task.period)
    outputs.write(task.folder / names.give(f"Samenvatting {title}", ".xlsx"), summary)
    found = documents.findings(examined)
    outputs.write(task.folder / names.give(f"Bevindingen {title}", ".xlsx"), found)
    invitations, passed = routines.invite(examined)
    failures, letters = [], 0
    for letter in documents.uitnodigingen(invitations, task.letter_date):
        if letter.content is None:
            failures.append(str(letter.failure))
            continue
        outputs.write(task.folder / "uitnodigingen" / f"{letter.name}.docx", letter.content)
        letters += 1
    return Outcome(
        task.roster,
        sha256,
        examined.facts,
        documents.source(examined, sha256),
        letters,
        tuple(failures),
        len(passed),
    )


def _finish(
    tasks: Sequence[Task], outcomes: Sequence[Outcome], folder: Path, unopened: tuple[Path, ...]
) -> Run:
    """Keep the regions that count, and write what is about all of them."""
    readable = [o for o in outcomes if o.readable]
    if not readable:
        raise Failure(Cause.NOTHING_READ, detail=" ".join(o.failures[0] for o in outcomes))
    handed_in = Counter(o.number for o in readable)
    double = tuple(o for o in readable if o.number and handed_in[o.number] > 1)
    if len(double) == len(readable):
        raise Failure(Cause.NOTHING_COUNTS, detail=_why_none_counts(outcomes))
    names, counted = outputs.Names(), []
    # No region may take the names that the run itself needs.
    names.give("run", ".json")
    first = tasks[0]
    national = folder / names.give(f"Landelijk kwartaalbeeld {first.period}", ".xlsx")
    for task, outcome in zip(tasks, outcomes, strict=True):
        if outcome.facts is None or outcome in double:
            continue
        name = names.give(outcome.facts.full_title)
        task.folder.replace(folder / name)
        counted.append((name, outcome))
    nation = facts.nation([o.facts for _, o in counted if o.facts])
    content = documents.national(nation, first.period, first.peildatum, _inputs(outcomes, double))
    outputs.write(national, content)
    unreadable = tuple(o for o in outcomes if not o.readable)
    done = Run(
        folder,
        first.period,
        first.peildatum,
        tuple(counted),
        unreadable,
        double,
        nation,
        national,
        unopened,
    )
    outputs.write(folder / "run.json", outputs.as_json(_manifest(done, first.letter_date)))
    return done


def _why_none_counts(outcomes: Sequence[Outcome]) -> str:
    """Say of each roster why it does not count: its number stands in another, or it is unreadable.

    Called when there is no roster that does.
    """
    sharing: dict[str, list[str]] = {}
    for outcome in outcomes:
        sharing.setdefault(outcome.number, []).append(f"‘{outcome.roster.name}’")
    unreadable = sharing.pop("", [])
    parts = [f"{DUTCH.opsomming(files)} hebben hetzelfde regionummer" for files in sharing.values()]
    if unreadable:
        verb = "kan" if len(unreadable) == 1 else "kunnen"
        parts.append(f"{DUTCH.opsomming(unreadable)} {verb} niet worden gelezen")
    return "; ".join(parts)


def _inputs(outcomes: Sequence[Outcome], double: Sequence[Outcome]) -> list[report.Input]:
    inputs = []
    for outcome in outcomes:
        if outcome.source is None:
            note = outcome.failures[0]
            entry = report.Input(
                outcome.roster.name, outcome.sha256, stand="niet leesbaar", note=note
            )
        elif outcome in double:
            others = [o.roster.name for o in double if o.number == outcome.number]
            entry = report.Input(
                outcome.source.file,
                outcome.sha256,
                outcome.source.region,
                outcome.source.version,
                "dubbel ingeleverd",
                f"hetzelfde regionummer in {' en '.join(others)}; geen ervan telt mee",
            )
        else:
            entry = outcome.source
        inputs.append(entry)
    return inputs


def _manifest(run: Run, letter_date: dt.date) -> dict[str, object]:
    """Give what run.json says: counts, inputs and hashes, and nothing of a person."""
    files = sorted(p for p in run.folder.rglob("*") if p.is_file() and ".bezig" not in p.parts)
    return {
        "program": f"sto_xl {__version__}",
        "quarter": run.period,
        "peildatum": run.peildatum.isoformat(),
        "letter_date": letter_date.isoformat(),
        "regions": [
            {
                "regionummer": outcome.facts.number,
                "naam": outcome.facts.name,
                "folder": name,
                "input": outcome.roster.name,
                "sha256": outcome.sha256,
                "stand": "voorlopig" if outcome.facts.provisional else "verwerkt",
                "findings": {s.value: outcome.facts.findings.get(s, 0) for s in Severity},
                "locations": len(outcome.facts.locations),
                "vmbo": sum(v.vmbo for v in outcome.facts.locations),
                "deelnemers": sum(v.participates for v in outcome.facts.locations),
                "uitnodigingen": outcome.letters,
                "uitnodigingen_mislukt": len(outcome.failures),
                "niet_aangeschreven": outcome.passed_over,
            }
            for name, outcome in run.counted
            if outcome.facts
        ],
        "double": [
            {"input": o.roster.name, "regionummer": o.facts.number, "sha256": o.sha256}
            for o in run.double
            if o.facts
        ],
        "unreadable": [
            {"input": o.roster.name, "reason": " ".join(o.failures)} for o in run.unreadable
        ],
        "folders_not_opened": [path.name for path in run.unopened],
        "shared_locations": [shared.code for shared in run.nation.shared],
        "outputs": {p.relative_to(run.folder).as_posix(): outputs.fingerprint(p) for p in files},
    }
