"""The rosters of a run answered: tasks in, results out.

Whose each techniekplan is, is known only when every roster was read: some are then answered again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from sto_xl.quarter.region import Task
from sto_xl.quarter.regions_counted import settled
from sto_xl.quarter.results import RegionResult

#: Takes tasks; gives what became of each with its place among them, as soon as it is there.
Answer: TypeAlias = Callable[[Sequence[Task]], Iterator[tuple[int, RegionResult]]]


def answered(
    answer: Answer, tasks: Sequence[Task], progress: Callable[[object], None]
) -> list[RegionResult]:
    """Answer all rosters, and give what became of each in the order of the tasks.

    Those are answered again that took a plan for their own which is another region's, or that did
    not take one of theirs. `progress` is told of each the first time.
    """
    results: dict[int, RegionResult] = {}
    for number, result in answer(tasks):
        results[number] = result
        progress(result)
    every = [results[number] for number in range(len(tasks))]
    again: dict[int, Task] = {}
    for number, own in settled(every).items():
        if own != frozenset(every[number].plans.taken):
            again[number] = replace(tasks[number], settled=own)
            shutil.rmtree(tasks[number].folder)
    numbers = list(again)
    for place, result in answer(list(again.values())) if again else ():
        every[numbers[place]] = result
    return every
