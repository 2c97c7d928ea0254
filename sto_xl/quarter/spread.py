"""The work on each region of a run, spread over processes, or over the computers of a cluster.

Here stands which files each kind of work needs, and when what another computer made of it is whole:
whatever a sentence must be said about is done on this computer.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

from sto_xl.letters.templates import Templates
from sto_xl.plans.handed_in import PlanFile
from sto_xl.quarter.region import Task, post, process
from sto_xl.quarter.results import RegionResult
from sto_xl.quarter.roster_copies import copied
from sto_xl.quarter.settings import Settings
from sto_xl.region.updating import Order
from sto_xl.system.errors import Failure
from sto_xl.system.shares import OWN_CREW, Beside, Crew
from sto_xl.system.workers import in_threads

#: Below this many rosters for each process, starting it costs more than it saves.
_WORTH_A_PROCESS = 4
#: A roster to answer, and what became of it.
Answered: TypeAlias = tuple[Task, RegionResult]


@dataclass(frozen=True, slots=True)
class Spread:
    """The work on the regions of a run: who does it, with what all of them need."""

    settings: Settings
    plans: tuple[PlanFile, ...] = ()
    crew: Crew = OWN_CREW

    def answer(self, tasks: Sequence[Task]) -> Iterator[tuple[int, RegionResult]]:
        """Answer rosters; every one gets all plans, each process or computer once."""
        for number, found in self.crew.each(
            partial(process, self.settings, self.plans),
            tasks,
            file=lambda task: task.roster.name,
            needs=lambda task: (task.roster,),
            processes=self._processes(len(tasks)),
            well=_answered_well,
            beside=self._beside(tasks),
        ):
            if isinstance(found, Failure):
                yield number, RegionResult(tasks[number].roster, failures=(str(found),))
            else:
                yield number, found

    def posted(self, counting: Sequence[Answered]) -> list[RegionResult]:
        """Write the letters of regions; give what became of each, in their order."""
        found = [result for _, result in counting]
        places = [place for place, result in enumerate(found) if result.correspondence]
        waiting = [counting[place] for place in places]
        for number, answer in self.crew.each(
            partial(_posted, replace(self.settings, previous=None)),
            waiting,
            file=lambda one: one[0].roster.name,
            needs=self._of_letters,
            processes=self.settings.workers,
            # Each has a process of its own that makes its letters.
            way=in_threads,
            well=_posted_well,
            beside=self._beside([task for task, _ in waiting]),
        ):
            if isinstance(answer, Failure):
                raise answer
            found[places[number]] = answer
        return found

    def copied(
        self, orders: Sequence[Order]
    ) -> Generator[tuple[int, bytes | str | Failure], None, None]:
        """Fill in copies of rosters; give each with its number, or what keeps it from that."""
        return self.crew.each(
            partial(copied, self.settings.register),
            orders,
            file=lambda order: order.file.name,
            needs=lambda order: (order.file,),
            processes=self._processes(len(orders)),
            well=_is_made,
        )

    def _processes(self, rosters: int) -> int:
        """Give how many processes are worth starting for so many rosters."""
        return min(self.settings.workers, rosters // _WORTH_A_PROCESS or 1)

    def _beside(self, tasks: Sequence[Task]) -> Beside:
        """Give the templates of reports that lie beside the rosters, and a given one of letters."""
        folders = {task.roster.parent: task.roster for task in tasks}
        found = {folder: self.settings.style(one).files for folder, one in folders.items()}
        if given := self.settings.template:
            found[given.parent] = (*found.get(given.parent, ()), *Templates.files(given))
        return found

    def _of_letters(self, one: Answered) -> tuple[Path, ...]:
        """Give the templates of a region's letters that are its own."""
        task, result = one
        if self.settings.template or result.correspondence is None:
            return ()
        return Templates.files_of_roster(result.correspondence.sender, task.roster.parent)


def _posted(settings: Settings, one: Answered) -> RegionResult:
    return post(settings, *one)


def _answered_well(result: RegionResult) -> bool:
    return not (result.failures or result.uncompared)


def _posted_well(result: RegionResult) -> bool:
    return not result.failures


def _is_made(copy: bytes | str) -> bool:
    return isinstance(copy, bytes)
