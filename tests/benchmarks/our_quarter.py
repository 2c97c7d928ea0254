"""Our side of a quarter, part by part: what each costs, and the documents that it writes."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path

from benchmarks.quarter_files import RegionFiles
from sto_xl import sheets
from sto_xl.books import report
from sto_xl.books.reading.file import read_input
from sto_xl.figures import basis
from sto_xl.figures.disclosure import Disclosure
from sto_xl.letters import LetterKind
from sto_xl.letters.bounded import Fields
from sto_xl.letters.mailing import LIST
from sto_xl.letters.template import Template, compile_template
from sto_xl.model import Language
from sto_xl.plans import account, decisions, examination, handed_in, proposals
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.quarter import key_figures, national
from sto_xl.quarter.plans_account import plans_of, plans_told
from sto_xl.quarter.regions_counted import absence, inputs, sort_out, withhold
from sto_xl.quarter.results import RegionResult, RunResult
from sto_xl.region import invitations, routines, workbooks
from sto_xl.region.invitations import Invitation
from sto_xl.region.routines import Examined
from sto_xl.system import outputs

PERIOD = "2026-Q4"
PEILDATUM = dt.date(2026, 12, 31)
#: A letter: its kind, and what it says.
Told = tuple[LetterKind, Fields]


class Part(StrEnum):
    """A kind of work in a quarter; the last is done beside it."""

    ROSTERS = "rosters read"
    PLANS = "plans read"
    CHECKED = "all rules and figures"
    LETTERS = "invitations"
    WORKBOOKS = "three workbooks a region"
    NATIONAL = "national workbook"
    CSV = "kerncijfers.csv"
    APART = "proposals and decisions"


class Clock(dict[Part, float]):
    """CPU time by kind of work, in seconds."""

    @contextmanager
    def of(self, part: Part) -> Iterator[None]:
        """Put what is done on this account."""
        start = time.process_time()
        yield
        self[part] = self.get(part, 0) + time.process_time() - start


def ourselves(regions: Sequence[RegionFiles], folder: Path) -> Clock:
    """Do our work over all regions as a quarter does it, in one process, into a folder each."""
    clock, results = Clock(), list[RegionResult]()
    plans: list[list[ExaminedPlan]] = [_plans(clock, region) for region in regions]
    with clock.of(Part.CHECKED):
        every = [one for of_region in plans for one in of_region]
        given = [handed_in.plan_file(number, one) for number, one in enumerate(every)]
    for region, own, into in zip(regions, plans, folders(folder, len(regions)), strict=True):
        with clock.of(Part.ROSTERS):
            snapshot = read_input(region.roster)
        with clock.of(Part.CHECKED):
            examined = routines.examine(snapshot, PEILDATUM)
            # Every roster gets all plans, and finds its own among them.
            examined, handed = handed_in.beside(examined, given)
        with clock.of(Part.WORKBOOKS):
            told = account.plans_read(handed)
            summary = workbooks.region_summary(examined, PERIOD, plans=told)
            outputs.write(into / "Samenvatting.xlsx", summary)
            outputs.write(into / "Bevindingen.xlsx", workbooks.findings(examined))
        with clock.of(Part.LETTERS):
            meant, passed = invitations.invite(examined)
            _write(_invited(meant), into)
        with clock.of(Part.WORKBOOKS):
            rows = [one.mailed(f"{one.file_name}.docx") for one in meant]
            left = [one.row for one in passed]
            listed = LetterKind.UITNODIGING.listed
            if listed:
                content = report.mailing_list(listed, rows, left, PEILDATUM)
                outputs.write(into / LIST, content)
        with clock.of(Part.APART):
            _write(_about_plans(examined, own), into / "apart")
        sha256, source = examined.roster.book.sha256, workbooks.source(examined)
        results.append(RegionResult(region.roster, sha256, examined.basis, source, plans=handed))
    _nation(clock, results, given, folder)
    return clock


def folders(folder: Path, regions: int) -> Sequence[Path]:
    """Give the folder of each region."""
    return [folder / f"{number:04}" for number in range(regions)]


def letters_of(region: RegionFiles) -> tuple[list[Told], list[Told]]:
    """Give what a region's letters say: the invitations, and those about plans."""
    examined = routines.examine(read_input(region.roster), PEILDATUM)
    own = _plans(Clock(), region)
    return _invited(invitations.invite(examined)[0]), _about_plans(examined, own)


def _plans(clock: Clock, region: RegionFiles) -> list[ExaminedPlan]:
    examined = []
    for path in region.plans:
        with clock.of(Part.PLANS):
            snapshot = read_input(path, sheets.PLAN)
        with clock.of(Part.CHECKED):
            examined.append(examination.examine(snapshot, PEILDATUM))
    return examined


def _invited(meant: Sequence[Invitation]) -> list[Told]:
    return [(LetterKind.UITNODIGING, one.letter(PEILDATUM).fields()) for one in meant]


def _about_plans(examined: Examined, plans: Sequence[ExaminedPlan]) -> list[Told]:
    region = examined.roster.region
    return [
        *(
            (LetterKind.VOORSTEL, proposals.proposal(one, region, PEILDATUM).fields())
            for one in plans
        ),
        *(
            (LetterKind.BESLUIT, one.letter(PEILDATUM).fields())
            for one in decisions.decided(examined)[0]
        ),
    ]


def _write(told: Sequence[Told], into: Path) -> None:
    for number, (kind, fields) in enumerate(told):
        outputs.write(into / f"{number:04}.docx", _template(kind).render(fields))


@cache
def _template(kind: LetterKind) -> Template:
    file = kind.shipped(Language.NL)
    return compile_template(file.read_bytes(), file.name)


def _nation(
    clock: Clock,
    results: Sequence[RegionResult],
    given: Sequence[handed_in.PlanFile],
    folder: Path,
) -> None:
    with clock.of(Part.NATIONAL):
        found = sort_out(withhold(results), None)
        counted = tuple((result.region, result) for result in results)
        nation = basis.nation([result.basis for result in results if result.basis])
        plans = plans_of(given, counted)
        run = RunResult(folder, PERIOD, PEILDATUM, counted, (), (), None, nation, plans=plans)
        disclosure = Disclosure(nation)
        content = national.workbook(
            disclosure,
            PERIOD,
            PEILDATUM,
            inputs=inputs(found),
            absence=absence(found),
            plans=plans_told(run),
        )
        outputs.write(folder / "Landelijk.xlsx", content)
    with clock.of(Part.CSV):
        outputs.write(folder / "kerncijfers.csv", key_figures.as_csv(disclosure))
