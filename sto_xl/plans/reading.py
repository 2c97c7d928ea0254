"""Reads files as techniekplannen, in other processes: one that cannot be read costs a sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from sto_xl import sheets
from sto_xl.books.reading.file import read_input
from sto_xl.grid import Snapshot
from sto_xl.letters.mail.eml import Attachment
from sto_xl.plans import examination, handed_in
from sto_xl.plans.handed_in import PlanFile
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.shares import OWN_CREW, Crew

Answer = TypeVar("Answer")
#: A file with its place among the files of the run.
Numbered: TypeAlias = tuple[int, Path]

#: Below this many files for each process, starting it costs more than it saves: reading a plan
#: takes a hundredth of a second, starting a process about half a second.
_WORTH_A_PROCESS = 32


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that is not a techniekplan that can be read, and why."""

    number: int
    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Came:
    """A file as it came: where it lies, and its digest when it was read."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True)
class PlanRead:
    """A techniekplan that was read, and the file that it came in."""

    came: Came
    snapshot: Snapshot


def _silent(_done: int) -> None:
    """Tell nobody."""


def plans_read(
    files: Sequence[Path], processes: int = 1, progress: Callable[[int], None] = _silent
) -> tuple[PlanRead | Unread, ...]:
    """Read every file, in at most so many `processes`; give what became of each, in their order.

    `progress` is told how many files have been read.
    """
    return _every(_plan_read, files, processes, progress)


def plan_files(  # noqa: PLR0913  (what is read, and who does it)
    files: Sequence[Path],
    peildatum: dt.date,
    processes: int = 1,
    progress: Callable[[int], None] = _silent,
    known: Mapping[int, PlanFile] = MappingProxyType({}),
    *,
    crew: Crew = OWN_CREW,
) -> tuple[PlanFile | Unread, ...]:
    """Read and check every file, as `plans_read` does; of a plan only what a run needs is kept.

    Those that are `known`, by their place, are not read again.
    """
    left = [number for number in range(len(files)) if number not in known]
    read = _every(
        partial(_plan_file, peildatum), [files[n] for n in left], processes, progress, crew
    )
    found = {number: replace(one, number=number) for number, one in zip(left, read, strict=True)}
    return tuple(known.get(number) or found[number] for number in range(len(files)))


def as_it_came(came: Came) -> Attachment:
    """Give a plan's own file, to be mailed; `Failure` when it is another by now."""
    with outputs.reachable(came.path):
        data = came.path.read_bytes()
    if outputs.digest(data) != came.sha256:
        raise Failure(Cause.CHANGED_MEANWHILE, file=came.path.name)
    return Attachment(came.path.name, data)


def worth(files: int, processes: int) -> int:
    """Give how many of so many processes are worth starting for so many files."""
    return min(processes, files // _WORTH_A_PROCESS or 1)


def _every(
    read: Callable[[Numbered], Answer],
    files: Sequence[Path],
    processes: int,
    progress: Callable[[int], None],
    crew: Crew = OWN_CREW,
) -> tuple[Answer | Unread, ...]:
    """Let other processes read every file; whatever goes wrong with one stops no other."""
    found: dict[int, Answer | Unread] = {}
    answers = crew.each(
        partial(_told, read),
        list(enumerate(files)),
        file=lambda numbered: numbered[1].name,
        needs=lambda numbered: numbered[1:],
        processes=worth(len(files), processes),
        well=_is_read,
    )
    for number, answer in answers:
        if isinstance(answer, Failure):
            found[number] = Unread(number, files[number].name, str(answer))
        else:
            found[number] = answer
        progress(len(found))
    return tuple(found[number] for number in range(len(files)))


def _told(read: Callable[[Numbered], Answer], numbered: Numbered) -> Answer | Unread:
    """Read a file; what keeps it from being a plan is told, for a `Failure` would end all work."""
    number, file = numbered
    try:
        return read(numbered)
    except Failure as failure:
        return Unread(number, file.name, str(failure))


def _is_read(answer: object) -> bool:
    return not isinstance(answer, Unread)


def _plan_read(numbered: Numbered) -> PlanRead:
    _, file = numbered
    snapshot = read_input(file, sheets.PLAN)
    examination.must_be_one(snapshot)
    return PlanRead(Came(file, snapshot.sha256), snapshot)


def _plan_file(peildatum: dt.date, numbered: Numbered) -> PlanFile:
    number, file = numbered
    return handed_in.plan_file(
        number, examination.examine(read_input(file, sheets.PLAN), peildatum)
    )
