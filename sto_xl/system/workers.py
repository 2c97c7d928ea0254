"""Work on files in processes of their own: what one file does to its reader touches no other.

A process that dies or takes too long is replaced, and its file alone gets a `Failure`; how long
it may take, and how much memory where the system can hold it to that, are its `Bounds`. That a
process cannot start is no file's fault, and a `Failure` of the whole call. Processes are spawned on
every system: Windows knows no other way, and a program with threads cannot be forked safely. To
start one takes as long as to read a hundred files, so they are kept for the calls to come, and end
with the program.

A page in a browser can start none: there the work is done here, and the page itself watches it.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Generic, TypeVar

from sto_xl.system import effort, userdata
from sto_xl.system.errors import Cause, Failure

Item = TypeVar("Item")
Result = TypeVar("Result")

#: How much more time may pass on a busy machine, and which share of it a process works that is not
#: waiting for what never comes.
_PATIENCE, _WORKING = 10, 0.02


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one item may take: seconds of work, and bytes of memory beside what its process has.

    And what is said of an item without a result: its process died or was too late, or the function
    failed in a way that nobody foresaw.
    """

    died: Cause
    late: Cause
    failed: Cause
    seconds: float
    memory: int | None = None


#: A roster takes a hundredth of this minute at the very most.
READING = Bounds(Cause.READER_DIED, Cause.READER_LATE, Cause.READER_FAILED, seconds=60)
#: Where a program cannot start another: in a browser.
_ALONE = sys.platform == "emscripten"
#: A process finds its next file waiting when it is done with one.
_AHEAD = 2


def each(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    file: Callable[[Item], str],
    processes: int = 1,
    bounds: Bounds = READING,
) -> Generator[tuple[int, Result | Failure], None, None]:
    """Give what the function makes of each item with the item's number, as soon as it is there.

    `function` and items must be picklable; what is heavy and the same for all belongs in the
    function (a `partial`), which is sent to each process once. `file` names the file that an item
    is about. Begins at once, so that the caller can do other things meanwhile. A `Failure` that the
    function raises is raised here; one that is given tells why there is no result for that item.
    """
    if _ALONE:
        return _here(function, items, file, bounds)
    call = _Call(pickle.dumps(function), Path.cwd(), bounds)
    workers = [_worker(call) for _ in range(min(processes, len(items)))]
    waiting = iter(enumerate(items))
    for worker in workers * _AHEAD:
        worker.give(*islice(waiting, 1))
    return _answers(workers, waiting, file)


def in_threads(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    *,
    file: Callable[[Item], str],  # noqa: ARG001  (called as `each` is)
    processes: int = 1,
) -> Generator[tuple[int, Result | Failure], None, None]:
    """Give what the function makes of each item, as `each`, for one that starts its own process.

    Each item waits for its process in a thread.
    """
    with ThreadPoolExecutor(processes) as pool:
        yield from enumerate(pool.map(function, items))


def one(
    function: Callable[[Item], Result], item: Item, *, file: str, bounds: Bounds = READING
) -> Callable[[], Result]:
    """Begin to work on one file; what is given waits for the result, or raises `Failure`."""
    answers = each(function, [item], file=lambda _item: file, bounds=bounds)

    def result() -> Result:
        ((_, answer),) = answers
        if isinstance(answer, Failure):
            raise answer
        return answer

    return result


@dataclass(frozen=True, slots=True)
class _Call:
    """What all items of a call share: the function, packed, where paths start, their bounds."""

    function: bytes
    folder: Path
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class _Lost:
    """Why an item has no result: its process is lost too, or it failed at `where`, unforeseen."""

    cause: Cause
    where: str = ""

    def failure(self, file: str) -> Failure:
        if self.where:
            return userdata.unexpected(self.cause, self.where, file=file)
        return Failure(self.cause, file=file)


class _Worker(Generic[Item, Result]):
    """A process, the line to it, and its items with their numbers, the present one first."""

    def __init__(self, call: _Call) -> None:
        context = get_context("spawn")
        self.line, theirs = context.Pipe()
        self.call = call
        self._told: _Call | None = None
        self.given: deque[tuple[int, Item]] = deque()
        self.deadline = self._last_moment = self._looked = 0.0
        self._spent_before: float | None = None
        self._spent: float | None = None
        self.process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._started = False
        try:
            self.process.start()
        except OSError as error:
            raise Failure(Cause.WORKER_NOT_STARTED) from error
        # Only the process holds the other end now, so that its death is seen at once.
        theirs.close()

    def give(self, *numbered: tuple[int, Item]) -> None:
        for number, item in numbered:
            if not self.given:
                self._begin()
            self.given.append((number, item))
            # A process that has just died is noticed when its answer is awaited.
            with contextlib.suppress(OSError):
                self.line.send((None if self._told == self.call else self.call, item))
            self._told = self.call

    def heard(self) -> bool:
        """Tell whether what came is about the present item: first a process says that it began."""
        if self._started:
            return True
        with contextlib.suppress(EOFError, OSError):
            self.line.recv()
            self._started = True
            return False
        return True

    def answer(self) -> Result | Failure | _Lost:
        """Give what became of the present item, or why nothing did."""
        if not self._started:
            # No item is to blame: it was never looked at.
            return Failure(Cause.WORKER_NOT_STARTED)
        try:
            if not self.line.poll():
                return _Lost(self.call.bounds.late)
            received: Result | Failure | _Lost = self.line.recv()
        except (EOFError, OSError):
            return _Lost(self.call.bounds.died)
        self.given.popleft()
        self._begin()
        return received

    def _begin(self) -> None:
        """Begin to count the time of an item."""
        self._looked = time.monotonic()
        self.deadline = self._looked + self.call.bounds.seconds
        self._last_moment = self._looked + _PATIENCE * self.call.bounds.seconds
        self._spent_before = self._spent = effort.spent(self.process)

    def late(self) -> bool:
        """Tell whether the present item took too long; the time that others took does not count."""
        now = time.monotonic()
        if now < self.deadline:
            return False
        spent = effort.spent(self.process)
        if spent is None or self._spent is None or self._spent_before is None:
            return True
        left = self.call.bounds.seconds - (spent - self._spent_before)
        working = spent - self._spent > _WORKING * (now - self._looked)
        self._looked, self._spent = now, spent
        self.deadline = min(now + left, self._last_moment)
        return not working or self.deadline <= now

    def end(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.join()
        self.process.close()


#: The processes that have nothing to do, of each program: one that was forked leaves its parent's
#: alone. To take one and to add one is a single step, so neither threads nor a call given up at any
#: moment spoil it. None is replaced for its memory: the largest file leaves 15 MB of it behind.
_IDLE: defaultdict[int, list[_Worker[Any, Any]]] = defaultdict(list)


def _worker(call: _Call) -> _Worker[Any, Any]:
    """Give a process that has nothing to do, a fresh one if there is none."""
    with contextlib.suppress(IndexError):
        while not (worker := _IDLE[os.getpid()].pop()).process.is_alive():
            worker.end()
        worker.call = call
        return worker
    return _Worker(call)


def _here(
    function: Callable[[Item], Result],
    items: Sequence[Item],
    file: Callable[[Item], str],
    bounds: Bounds,
) -> Generator[tuple[int, Result | Failure], None, None]:
    """Work on the items one after the other, in this process."""
    for number, item in enumerate(items):
        answer = _answer(function, item, bounds)
        if isinstance(answer, Failure):
            raise answer
        yield number, answer.failure(file(item)) if isinstance(answer, _Lost) else answer


def _answers(
    workers: list[_Worker[Item, Result]],
    waiting: Iterator[tuple[int, Item]],
    file: Callable[[Item], str],
) -> Generator[tuple[int, Result | Failure], None, None]:
    try:
        while busy := [worker for worker in workers if worker.given]:
            for worker in _heard(busy):
                (number, item), *unbegun = worker.given
                answer, able = worker.answer(), worker
                if isinstance(answer, _Lost) and not answer.where:
                    worker.end()
                    workers[workers.index(worker)] = able = _worker(worker.call)
                    able.give(*unbegun)
                able.give(*islice(waiting, 1))
                if isinstance(answer, Failure):
                    raise answer
                told = answer.failure(file(item)) if isinstance(answer, _Lost) else answer
                yield number, told
    finally:
        for worker in workers:
            if worker.given:  # It might never be done with it.
                worker.end()
            else:
                _IDLE[os.getpid()].append(worker)


def _heard(busy: Sequence[_Worker[Item, Result]]) -> list[_Worker[Item, Result]]:
    """Wait until a process answers or dies, or its time is up; give those."""
    nearest = min(worker.deadline for worker in busy)
    ready = wait([worker.line for worker in busy], max(0.0, nearest - time.monotonic()))
    return [one for one in busy if (one.heard() if one.line in ready else one.late())]


def _serve(line: Connection) -> None:
    """Say that this process began, and answer one item after the other, until the line is cut."""
    # Ctrl+C is for the program that started this; and what a dying reader stammers helps no user.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_the_program, daemon=True).start()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    with contextlib.suppress(EOFError, OSError):
        line.send(None)
        while True:
            call, item = line.recv()
            if call:
                function = pickle.loads(call.function)  # noqa: S301  (`each` packed it)
                os.chdir(call.folder)
                bounds = call.bounds
                _hold_memory(bounds.memory)
            line.send(_answer(function, item, bounds))


def _hold_memory(more: int | None) -> None:
    """Let this process take so much more memory than it has, and as much as it likes for None."""
    if sys.platform == "win32":
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_AS)
    # Where there is no /proc, as on a Mac, the system does not keep such a limit either.
    with contextlib.suppress(OSError, ValueError):
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = most if more is None else pages * resource.getpagesize() + more
        resource.setrlimit(resource.RLIMIT_AS, (limit, most))


def _answer(
    function: Callable[[Item], Result], item: Item, bounds: Bounds
) -> Result | Failure | _Lost:
    try:
        return function(item)
    except Failure as failure:
        return failure
    except Exception as error:  # noqa: BLE001  (told to who asked, who knows what to do)
        return _Lost(bounds.failed, userdata.where(error))


def _leave_with_the_program() -> None:
    """End this process when the program that started it is gone: then nobody watches its time."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
