"""The national quarter against what a user would otherwise write: CPU ratios, all in one run.

    PYTHONPATH=tests python tests/benchmarks/national_quarter.py [REGIONS [TIMES]]

TIMES is how many times larger the second real run is, ten when not given; 1 leaves it out.

All sides do the work of a real quarter on the same files and write the same documents: read rosters
and plans, invitations, three workbooks a region, the national workbook and kerncijfers.csv.
Proposals and decisions, which no quarter makes, are measured apart. Ours applies all its rules and
works out every figure; the other sides (`usual_pipeline.py`) check rows with pydantic, and what
their letters and workbooks say is given to them. Each side has a process of its own. The floor is
what no program can do without: inflate what is read, deflate and write what is written. At the end
stands what a real run costs, with its processes and its publishing, against its own parts; and what
it costs when it is run again into its folder.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import sys
import tempfile
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from benchmarks import plain_workbooks, usual_pipeline
from benchmarks.our_quarter import Clock, Part, folders, letters_of, ourselves
from benchmarks.quarter_files import REGIONS, RegionFiles, content, written_for
from benchmarks.real_run import as_a_user, peak, started
from sto_xl.books import build
from sto_xl.model import Language
from sto_xl.model.wording import DUTCH

_IN_A_QUARTER = [part for part in Part if part is not Part.APART]


# The other sides.


@dataclass(frozen=True)
class Way:
    """How a user would do it: read tables, write letters, write a workbook."""

    name: str
    read: Callable[[Path], Iterator[usual_pipeline.Found]]
    post: Callable[[Sequence[usual_pipeline.Told], Path, usual_pipeline.Filters], object]
    write: Callable[[Sequence[plain_workbooks.Page], Path], None]


_USUAL_LETTERS, _COPIES = usual_pipeline.letters, usual_pipeline.letters_of_one_template
WAYS = (
    Way("usual", usual_pipeline.with_openpyxl, _USUAL_LETTERS, plain_workbooks.with_xlsxwriter),
    Way("openpyxl", usual_pipeline.with_openpyxl, _USUAL_LETTERS, plain_workbooks.with_openpyxl),
    Way("strong", usual_pipeline.with_calamine, _COPIES, plain_workbooks.with_xlsxwriter),
)


@dataclass(frozen=True)
class Said:
    """What a region's letters and workbooks say, by file name, and its letters about plans."""

    letters: Sequence[usual_pipeline.Told]
    about_plans: Sequence[usual_pipeline.Told]
    workbooks: Mapping[str, Sequence[plain_workbooks.Page]]


def note_what_is_said(regions: Sequence[RegionFiles], made: Path) -> None:
    """Keep beside what we made what it says, a region at a time, for who is given that."""
    for region, folder in zip(regions, folders(made, len(regions)), strict=True):
        invited, about_plans = (
            [(kind.shipped(Language.NL), dict(fields)) for kind, fields in told]
            for told in letters_of(region)
        )
        _keep(folder, Said(invited, about_plans, _pages(folder)))
    _keep(made, Said((), (), _pages(made)))


def _pages(folder: Path) -> Mapping[str, Sequence[plain_workbooks.Page]]:
    return {path.name: plain_workbooks.pages_of(path) for path in sorted(folder.glob("*.xlsx"))}


def _keep(folder: Path, said: Said) -> None:
    (folder / "said.pickle").write_bytes(pickle.dumps(said))


def _kept(folder: Path) -> Said:
    said: Said = pickle.loads((folder / "said.pickle").read_bytes())  # noqa: S301  (our own)
    return said


def by_a_user(way: Way, regions: Sequence[RegionFiles], made: Path, folder: Path) -> Clock:
    """Do a user's work over all regions, saying what was said in what we `made`."""
    clock, filters = Clock(), DUTCH.filters
    of_regions = zip(
        regions, folders(made, len(regions)), folders(folder, len(regions)), strict=True
    )
    for region, ours, into in of_regions:
        said, apart = _kept(ours), into / "apart"
        apart.mkdir(parents=True)
        with clock.of(Part.ROSTERS):
            usual_pipeline.records(way.read(region.roster))
        for path in region.plans:
            with clock.of(Part.PLANS):
                usual_pipeline.records(way.read(path))
        with clock.of(Part.LETTERS):
            way.post(said.letters, into, filters)
        with clock.of(Part.WORKBOOKS):
            for name, pages in said.workbooks.items():
                way.write(pages, into / name)
        with clock.of(Part.APART):
            way.post(said.about_plans, apart, filters)
    said = _kept(made)
    lines = (made / "kerncijfers.csv").read_text(encoding="utf-8-sig").splitlines()
    rows = [line.split(";") for line in lines]
    with clock.of(Part.NATIONAL):
        for name, pages in said.workbooks.items():
            way.write(pages, folder / name)
    with clock.of(Part.CSV):
        usual_pipeline.key_figures(rows, folder / "kerncijfers.csv")
    return clock


# All sides, each alone; and ours as its user runs it.


@dataclass(frozen=True)
class Measured:
    """What a side cost: CPU by part, and the memory that it took beside its program, in MB."""

    spent: Clock
    memory: int

    @property
    def quarter(self) -> float:
        """The CPU of all that a quarter consists of."""
        return self.of(_IN_A_QUARTER)

    def of(self, parts: Sequence[Part]) -> float:
        """Give the CPU of these parts together."""
        return sum(self.spent.get(part, 0) for part in parts)


def alone(side: Callable[..., Clock], *given: object) -> Measured:
    """Let a side work in a process of its own: none finds its memory full of another's."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, context) as pool:
        return pool.submit(_measured, side, *given).result()


def _measured(side: Callable[..., Clock], *given: object) -> Measured:
    # What openpyxl does not keep, nobody asks for here.
    warnings.filterwarnings("ignore", module="openpyxl")
    program = peak(os.getpid())
    return Measured(side(*given), peak(os.getpid()) - program)


def floor(read: Sequence[Path], written: Sequence[Path]) -> float:
    """Give the CPU of inflating all that is read, and deflating and writing all that is written."""
    contents = [inflated(path) for path in written]
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        for path in read:
            inflated(path)
        for number, data in enumerate(contents):
            (Path(folder) / str(number)).write_bytes(zlib.compress(data))
        return time.process_time() - start


def inflated(path: Path) -> bytes:
    """Give the parts of a package, one behind another."""
    with zipfile.ZipFile(path) as package:
        return b"".join(package.read(name) for name in package.namelist())


# What is told.


@dataclass(frozen=True)
class Figures:
    """What a run of the benchmark found: the cost of each side by name, and the floor."""

    sides: Mapping[str, Measured]
    least: float

    @property
    def ours(self) -> Measured:
        """Our own side."""
        return self.sides["ours"]

    def ratio(self, side: str, part: Part) -> float:
        """Give how much more a part costs on a side than it costs us."""
        return self.sides[side].spent[part] / self.ours.spent[part]


def told_by_part(found: Figures) -> Iterator[str]:
    """Tell of each part what it costs each side, in seconds of CPU; and how much more than us."""
    others = [way.name for way in WAYS]
    yield _row("seconds of CPU", [*found.sides, *(f"{name} ×" for name in others)])
    for part in Part:
        spent = [one.spent.get(part) for one in found.sides.values()]
        ratios = [found.ratio(n, part) for n in others if part in found.sides[n].spent]
        if part is Part.APART:
            yield _total("a quarter in all", found, others, _IN_A_QUARTER)
            # No other side has any: so much more than us the documents alone cost them.
            without = [one for one in _IN_A_QUARTER if one is not Part.CHECKED]
            yield _total("the same without our rules", found, others, without)
        yield _row(part, [*map(_seconds, spent), *map(_times, ratios)])
    yield _row("memory beside program, MB", [str(one.memory) for one in found.sides.values()])
    least = [_times(one.quarter / found.least) for one in found.sides.values()]
    yield _row(f"above the floor ({found.least:.2f} s)", least)


def _total(what: str, found: Figures, others: Sequence[str], parts: Sequence[Part]) -> str:
    spent = {name: one.of(parts) for name, one in found.sides.items()}
    ratios = [_times(spent[name] / found.ours.of(parts)) for name in others]
    return _row(what, [*map(_seconds, spent.values()), *ratios])


def _seconds(spent: float | None) -> str:
    return "–" if spent is None else f"{spent:.2f}"


def _times(ratio: float) -> str:
    return f"{ratio:.1f}×"


def _row(what: str, cells: Sequence[str]) -> str:
    return f"{what:28}" + "".join(f"{cell:>11}" for cell in cells)


def main(regions: int = REGIONS, times: int = 10) -> None:
    """Print what each part costs, and what a real run does."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given, made = written_for(folder / "once", regions), folder / "ours"
        sides = {"ours": alone(ourselves, given, made)}
        note_what_is_said(given, made)
        for way in WAYS:
            sides[way.name] = alone(by_a_user, way, given, made, folder / way.name)
        read = [path for region in given for path in (region.roster, *region.plans)]
        in_quarter = [path for path in made.rglob("*") if path.parent.name != "apart"]
        written = [path for path in in_quarter if path.suffix in {".xlsx", ".docx"}]
        found = Figures(sides, floor(read, written))
        letters = sum(path.suffix == ".docx" for path in written)
        apart = len(list(made.glob("*/apart/*.docx")))
        say(f"{regions} regions, {len(read) - regions} plans, {letters} invitations, ")
        say(f"{len(written) - letters} workbooks; {apart} proposals and decisions\n")
        for line in told_by_part(found):
            say(f"{line}\n")
        real = as_a_user(folder / "out", folder / "once")
        say("as its user runs it, on two processes: " + told_of_run(*real))
        say(f"  against its own parts: {real[0] / found.ours.quarter:.2f}×\n")
        again = as_a_user(folder / "out", folder / "once")[0]
        build.write_roster(given[0].roster, content(0, schools=21))
        one = as_a_user(folder / "out", folder / "once")[0]
        say(f"  again, when nothing changed: 1/{real[0] / again:.0f} of that; ")
        say(f"one roster changed: 1/{real[0] / one:.0f}\n")
        if times > 1:
            written_for(folder / "more", times * regions)
            more = as_a_user(folder / "out more", folder / "more")
            say(f"{times} times the rosters: " + told_of_run(*more))
            say(f"  {more[0] / real[0]:.1f}× the CPU, {more[2] / real[2]:.1f}× a worker's memory\n")
    script = str(Path(sys.executable).with_name("sto-xl"))
    version = started(script, "--version") / started("-c", "pass")
    say(f"--version against bare Python: {version:.1f}×\n")


def told_of_run(cpu: float, own: int, worker: int) -> str:
    """Tell what a real run took."""
    return f"{cpu:.2f} s CPU, {own} MB and {worker} MB a worker\n"


def say(text: str) -> None:
    """Print at once: a run takes minutes."""
    sys.stdout.write(text)
    sys.stdout.flush()


if __name__ == "__main__":
    warnings.filterwarnings("ignore", module="openpyxl")
    main(*map(int, sys.argv[1:]))
