"""Reads the techniekplannen that were handed in, in other processes: they may die of a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sto_xl import handed_in, outputs, plans, sheets
from sto_xl.books.reading.file import read_input
from sto_xl.errors import Failure
from sto_xl.handed_in import PlanFile, Unread
from sto_xl.workers import each

#: Below this many plans for each process, starting it costs more than it saves.
WORTH_A_PROCESS = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read as a techniekplan, with its place among the files of the run."""

    number: int
    file: Path
    peildatum: dt.date


def read(
    files: Sequence[Path],
    peildatum: dt.date,
    processes: int = 1,
    progress: Callable[[], None] = lambda: None,
) -> tuple[PlanFile | Unread, ...]:
    """Read and check every file; give what became of each, in their order."""
    tasks = [Task(number, file, peildatum) for number, file in enumerate(files)]
    count = min(processes, len(tasks) // WORTH_A_PROCESS or 1)
    found: dict[int, PlanFile | Unread] = {}
    for number, answer in each(read_one, tasks, file=lambda t: t.file.name, processes=count):
        if isinstance(answer, Failure):
            found[number] = Unread(number, files[number].name, str(answer))
        else:
            found[number] = answer
        progress()
    return tuple(found[number] for number in range(len(tasks)))


def read_one(task: Task) -> PlanFile | Unread:
    """Read and check one file; a failure is told, and stops no other."""
    try:
        # The reader bounds the file, so it goes first.
        examined = plans.examine(read_input(task.file, sheets.PLAN), task.peildatum)
        with outputs.reachable(task.file):
            sha256 = outputs.fingerprint(task.file)
    except Failure as failure:
        return Unread(task.number, task.file.name, str(failure))
    return handed_in.plan_file(task.number, examined, sha256)
