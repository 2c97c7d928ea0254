"""The rosters of a run answered: tasks in, results out.

Whose each techniekplan is, is known only when every roster was read: some are then answered again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sto_xl.quarter.region import Task
from sto_xl.quarter.regions_counted import settled, withheld_otherwise
from sto_xl.quarter.results import RegionResult

#: Takes tasks; gives what became of each with its place among them, as soon as it is there.
Answer: TypeAlias = Callable[[Sequence[Task]], Iterator[tuple[int, RegionResult]]]


def unless_known(
    known: Mapping[Task, RegionResult], answer: Answer, tasks: Sequence[Task]
) -> Iterator[tuple[int, RegionResult]]:
    """Answer those tasks of which the result is not known; give that of all."""
    left = []
    for number, task in enumerate(tasks):
        if result := known.get(task):
            yield number, result
        else:
            left.append(number)
    for place, result in answer([tasks[number] for number in left]) if left else ():
        yield left[place], result


def answered(
    answer: Answer, tasks: Sequence[Task], progress: Callable[[object], None]
) -> list[RegionResult]:
    """Answer all rosters, and give what became of each in the order of the tasks.

    Those are answered again that took a plan for their own which is another region's, or that did
    not take one of theirs; and those whose letters are there already, and went to others than they
    would now. `progress` is told of each the first time.
    """
    results: dict[int, RegionResult] = {}
    for number, result in answer(tasks):
        results[number] = result
        progress(result)
    every = [results[number] for number in range(len(tasks))]
    again: dict[int, Task] = {}
    whose, posted = settled(every), withheld_otherwise(every)
    for number, result in enumerate(every):
        taken = frozenset(result.plans.taken)
        own = whose.get(number, taken)
        if own != taken or number in posted:
            again[number] = replace(tasks[number], settled=own)
            shutil.rmtree(tasks[number].folder)
    numbers = list(again)
    for place, result in answer(list(again.values())) if again else ():
        every[numbers[place]] = result
    return every
