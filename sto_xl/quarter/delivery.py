"""What a run delivers: the regions that count, each in its folder, and what is made of all of them.

Letters are made once it is known who gets one. All stands in a hidden folder until it is whole, so
that nothing that looks finished is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sto_xl.figures import basis
from sto_xl.figures.disclosure import Disclosure
from sto_xl.figures.stand import Stand
from sto_xl.letters import mailing
from sto_xl.plans.handed_in import PlanFile
from sto_xl.plans.reading import Unread
from sto_xl.quarter import kept_file, key_figures, national, told, unchanged
from sto_xl.quarter.asked import RunAsked
from sto_xl.quarter.manifest import manifest
from sto_xl.quarter.national_comparison import NationalComparison
from sto_xl.quarter.outcome import outcome
from sto_xl.quarter.plans_account import plans_of, plans_told
from sto_xl.quarter.printed import print_beside
from sto_xl.quarter.region import LETTERS, Task
from sto_xl.quarter.regions_counted import RegionsCounted, absence, awaited, inputs
from sto_xl.quarter.results import RegionResult, RunResult
from sto_xl.quarter.roster_copies import with_copies
from sto_xl.quarter.settings import Settings
from sto_xl.quarter.spread import Spread
from sto_xl.quarter.to_do import to_do
from sto_xl.system import outputs
from sto_xl.system.publishing import RECORD, Earlier, Publication, publish

_KEY_FIGURES = "kerncijfers.csv"
#: The regions that count, each by the name of its folder.
Counted = tuple[tuple[str, RegionResult], ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where a run delivers: `folder`, in which stood what an `earlier` run made; and by way of it.

    `made` is the hidden folder in which all comes together. `before` is how the nation stood in the
    run to compare with, `unopened` are the folders that were not looked into. With what was `asked`
    the next run can tell whether it would change anything.
    """

    spread: Spread
    folder: Path
    made: Path
    earlier: Earlier
    plans: Sequence[PlanFile | Unread] | None = None
    before: Stand | None = None
    unopened: tuple[Path, ...] = ()
    asked: RunAsked | None = None

    @property
    def settings(self) -> Settings:
        """What the run is asked to do."""
        return self.spread.settings

    @property
    def _national(self) -> str:
        return f"Landelijk kwartaalbeeld {self.settings.period}.xlsx"

    def deliver(
        self, tasks: Sequence[Task], found: RegionsCounted, progress: Callable[[object], None]
    ) -> RunResult:
        """Bring all that the tasks made into the folder, and all that is made of that."""
        settings, made = self.settings, self.made
        counted = self._gathered(tasks, found)
        if settings.rosters:
            counted = with_copies(counted, made, settings.peildatum, self.spread.copied)
        done = self._done(found, counted)
        self._write_national(done, found)
        if settings.pdf:
            workbooks = [made / self._national, *(made / n / o.summary for n, o in counted)]
            unprinted = print_beside(workbooks, made, self.folder, self.earlier, progress)
            done = replace(done, unprinted=unprinted)
        plan = self._planned()
        national = plan.placed[self._national]
        content = manifest(done, settings.letter_date, national, plan.placed, settings.register)
        kept = self._keep(done, plan, content)
        published = publish(plan, {**content, "kept": kept})
        return replace(done, national=self.folder / national, published=published)

    def _gathered(self, tasks: Sequence[Task], found: RegionsCounted) -> Counted:
        """Bring the folders of the regions that count together, each under its name, with letters.

        No region may take the names that the run itself needs.
        """
        self.made.mkdir()
        every = zip(tasks, found.results, strict=True)
        counting = [(task, result) for task, result in every if found.counts(result)]
        posted = self.spread.posted(counting)
        names, counted = outputs.Names(), []
        for own in map(Path, (RECORD, kept_file.NAME, _KEY_FIGURES, self._national)):
            names.give(own.stem, own.suffix)
        for (task, _), result in zip(counting, posted, strict=True):
            if result.basis:
                name = names.give(result.basis.full_title)
                task.folder.replace(self.made / name)
                counted.append((name, result))
        return tuple(counted)

    def _done(self, found: RegionsCounted, counted: Counted) -> RunResult:
        """Give what the run comes to, before anything of it stands in its folder."""
        return RunResult(
            self.folder,
            self.settings.period,
            self.settings.peildatum,
            counted,
            found.unreadable,
            found.double,
            found.missing,
            basis.nation([o.basis for _, o in counted if o.basis]),
            self.unopened,
            plans=None if self.plans is None else plans_of(self.plans, counted),
        )

    def _write_national(self, done: RunResult, found: RegionsCounted) -> None:
        """Write what is about all regions."""
        previous, disclosure = self.settings.previous, Disclosure(done.nation)
        results = [result for _, result in done.counted]
        before = self.before
        compared = NationalComparison(previous, before, results) if previous and before else None
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
            register=self.settings.register,
        )
        outputs.lay(self.made / self._national, content)
        outputs.lay(self.made / _KEY_FIGURES, key_figures.as_csv(disclosure))

    def _keep(self, done: RunResult, plan: Publication, content: Mapping[str, object]) -> str:
        """Put beside the documents what the next run need not do again, and give where that is.

        It tells where all else is, and is `content`'s to name.
        """
        read = [one for one in self.plans or () if isinstance(one, PlanFile)]
        record = {**content, "kept": kept_file.NAME}
        said = told.to_keep(done, self.settings, self.asked, plan, record) if self.asked else b""
        regions = unchanged.to_keep(done.counted, read, self.settings, plan)
        path = self.made / kept_file.NAME
        outputs.lay(path, kept_file.packed(said, regions))
        plan.place([path])
        return plan.placed[kept_file.NAME]

    def _planned(self) -> Publication:
        """Give each file its place: the letters before the lists, which name them."""
        plan = Publication(self.made, self.folder, self.earlier)
        files = [path for path in sorted(self.made.rglob("*")) if path.is_file()]
        lists = {path for path in files if path.match(f"*/{LETTERS}/{mailing.LIST}")}
        plan.place(path for path in files if path not in lists)
        for path in lists:
            if renamed := plan.renamed.get(path.parent):
                mailing.list_anew(path, renamed, self.settings.letter_date)
        plan.place(sorted(lists))
        return plan
