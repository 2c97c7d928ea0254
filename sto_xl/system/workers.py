"""Work on files in processes of their own: what one file does to its reader touches no other.

A process that dies or takes too long is replaced, and its file alone gets a `Failure`. Processes
are spawned on every system: Windows knows no other way, and a program with threads cannot be
forked safely.
"""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

from sto_xl.system import userdata
from sto_xl.system.errors import Cause, Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How long one file may take. A roster takes a hundredth of this minute at the very most.
SECONDS = 60.0
#: A process finds its next file waiting when it is done with one.
_AHEAD = 2
#: How long a process may take to leave when nothing is asked of it any more.
_GRACE = 5.0


def each(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    file: Callable[[Item], str],
    processes: int = 1,
    seconds: float = SECONDS,
) -> Iterator[tuple[int, Result | Failure]]:
    """Give what the function makes of each item with the item's number, as soon as it is there.

    `function` and items must be picklable; `file` names the file that an item is about. Begins at
    once, so that the caller can do other things meanwhile. A `Failure` that the function itself
    raises is raised here; one that is given tells why there is no result for that item.
    """
    workers = [_Worker(function, seconds) for _ in range(min(processes, len(items)))]
    waiting = deque(range(len(items)))
    for _ in range(_AHEAD):
        for worker in workers:
            _give_next(worker, waiting, items)
    return _answers(workers, waiting, items, file)


def one(function: Callable[[Item], Result], item: Item, *, file: str) -> Callable[[], Result]:
    """Begin to work on one file; what is given waits for the result, or raises `Failure`."""
    answers = each(function, [item], file=lambda _item: file)

    def result() -> Result:
        ((_, answer),) = answers
        if isinstance(answer, Failure):
            raise answer
        return answer

    return result


@dataclass(frozen=True)
class _Broken:
    """What `userdata.where` gives of an exception that nobody foresaw."""

    where: str


class _Worker(Generic[Item, Result]):
    """A process, the line to it, and the numbers of its items, the present one first."""

    def __init__(self, function: Callable[[Item], Result], seconds: float) -> None:
        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self.function, self.seconds = function, seconds
        self.given: deque[int] = deque()
        self.deadline = 0.0
        self._process = context.Process(target=_serve, args=(function, theirs), daemon=True)
        self._process.start()
        # Only the process holds the other end now, so that its death is seen at once.
        theirs.close()

    def give(self, number: int, item: Item) -> None:
        if not self.given:
            self.deadline = time.monotonic() + self.seconds
        self.given.append(number)
        # A process that has just died is noticed when its answer is awaited.
        with contextlib.suppress(OSError):
            self.line.send(item)

    def answer(self) -> Result | Failure | _Broken | Cause:
        """Give what became of the present item, or the cause why nothing did."""
        try:
            if not self.line.poll():
                return Cause.READER_LATE
            received: Result | Failure | _Broken = self.line.recv()
        except (EOFError, OSError):
            return Cause.READER_DIED
        self.given.popleft()
        self.deadline = time.monotonic() + self.seconds
        return received

    def replaced(self) -> _Worker[Item, Result]:
        """Give a fresh process in the place of one that is no good any more."""
        self.leave()
        return _Worker(self.function, self.seconds)

    def leave(self) -> None:
        """End the process: one that has nothing to do goes by itself, one that has is killed."""
        self.line.close()
        if not self.given:
            self._process.join(_GRACE)
        self._process.kill()
        self._process.join()
        self._process.close()


def _answers(
    workers: list[_Worker[Item, Result]],
    waiting: deque[int],
    items: Sequence[Item],
    file: Callable[[Item], str],
) -> Iterator[tuple[int, Result | Failure]]:
    try:
        while busy := [worker for worker in workers if worker.given]:
            for worker in _heard(busy):
                number = worker.given[0]
                answer = worker.answer()
                if isinstance(answer, Cause):
                    workers[workers.index(worker)] = fresh = worker.replaced()
                    for unbegun in list(worker.given)[1:]:
                        fresh.give(unbegun, items[unbegun])
                    _give_next(fresh, waiting, items)
                    yield number, Failure(answer, file=file(items[number]))
                    continue
                _give_next(worker, waiting, items)
                if isinstance(answer, Failure):
                    raise answer
                if isinstance(answer, _Broken):
                    name = file(items[number])
                    cause = Cause.READER_FAILED
                    yield number, userdata.unexpected(cause, answer.where, roster=name)
                else:
                    yield number, answer
    finally:
        for worker in workers:
            worker.leave()


def _give_next(worker: _Worker[Item, Result], waiting: deque[int], items: Sequence[Item]) -> None:
    if waiting:
        number = waiting.popleft()
        worker.give(number, items[number])


def _heard(busy: Sequence[_Worker[Item, Result]]) -> list[_Worker[Item, Result]]:
    """Wait until a process answers or dies, or its time is up; give those."""
    nearest = min(worker.deadline for worker in busy)
    ready = wait([worker.line for worker in busy], max(0.0, nearest - time.monotonic()))
    now = time.monotonic()
    return [worker for worker in busy if worker.line in ready or now >= worker.deadline]


def _serve(function: Callable[[Item], Result], line: Connection) -> None:
    """Answer one item after the other, until the line is cut."""
    # Ctrl+C is for the program that started this; and what a dying reader stammers helps no user.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_the_program, daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with contextlib.suppress(EOFError, OSError):
        while True:
            item: Item = line.recv()
            answer: Result | Failure | _Broken
            try:
                answer = function(item)
            except Failure as failure:
                answer = failure
            except Exception as error:  # noqa: BLE001  (told to who asked, who knows what to do)
                answer = _Broken(userdata.where(error))
            line.send(answer)


def _leave_with_the_program() -> None:
    """End this process when the program that started it is gone: then nobody watches its time."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
