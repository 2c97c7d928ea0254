"""The computers of a cluster, which dask's scheduler holds together: work is done there in shares.

Whoever may connect to a scheduler can let its computers do anything, and what travels is about
people. So the line is encrypted and both ends show a certificate, unless all is this computer; and
a computer with another version of this program or of Python is not given any work. A share whose
computer is lost is done again on another; what the cluster does not bring to an end, is done here.
"""

from __future__ import annotations

import contextlib
import ipaddress
import json
import logging
import multiprocessing
import platform
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from sto_xl import __version__
from sto_xl.system import shares, workers
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.parcels import OwnFolders, Parcel
from sto_xl.system.shares import OWN_CREW, Beside, Crew, Manner, Work

if TYPE_CHECKING:
    from distributed import Client, Future

Item = TypeVar("Item")
Result = TypeVar("Result")

#: So many are under way for each thread that computers may use: the next one waits there already.
_SHARES = 2
#: More items a share would take more memory, here and there, and save no time.
_LARGEST = 20
#: How many seconds a scheduler gets to answer, and a cluster to have a computer again; and how
#: often that is looked at.
_ANSWER, _PATIENCE, _LOOK = 15, 30, 0.1
#: How a share ends that is not done.
_FAILED = ("error", "cancelled")
_LOCAL, _SAFE = "tcp", "tls"
#: What a computer says of itself whose processes may not start others.
_BOUND = "bound"


class Cluster:
    """A cluster that can be asked to work, as `workers.each` can."""

    def __init__(self, client: Client) -> None:
        """Work by way of a client that is connected."""
        self._client = client
        self._lost = 0
        #: How many items were done on this computer after all.
        self.done_here = 0

    def each(  # noqa: PLR0913  (as any crew)
        self,
        function: Callable[[Item], Result],
        items: Sequence[Item],
        *,
        file: Callable[[Item], str],
        needs: Callable[[Item], Iterable[Path]],
        processes: int = 1,
        way: Manner = workers.each,
        well: Callable[[Result], bool] = shares.always,
        beside: Beside = shares.NOTHING,
    ) -> Generator[tuple[int, Result | Failure], None, None]:
        """Give what the function makes of each item with its number, as soon as its share is there.

        What does not go `well` is done on this computer, by so many `processes`.
        """
        folders, left = OwnFolders(beside), set(range(len(items)))
        work = shares.packed(Work(function, way, well), folders, beside)
        awaited = set(left)
        parts = self._answers(work, items, lambda some: shares.share(some, needs, folders))
        for numbers, answers in parts:
            awaited.difference_update(numbers)
            for number, answer in zip(numbers, answers, strict=True):
                if answer is not None:
                    left.remove(number)
                    yield number, shares.brought_home(answer, folders)
        self._lost += len(awaited)
        rest = sorted(left)
        self.done_here += len(rest)
        again = way(function, [items[n] for n in rest], file=file, processes=processes)
        yield from ((rest[place], answer) for place, answer in again)

    def told(self) -> Iterator[str]:
        """Say of what has come to an end how much the cluster did not do."""
        if self._lost:
            yield (
                "Het cluster heeft niet alles afgemaakt: wat het liet liggen, is op deze computer "
                f"gedaan ({self._lost}×). Kijk of alle workers nog draaien."
            )

    def _answers(
        self,
        work: Parcel,
        items: Sequence[Item],
        packed: Callable[[Iterable[Item]], tuple[Parcel, ...]],
    ) -> Iterator[tuple[range, tuple[Parcel | None, ...]]]:
        """Give the numbers of each share with what came of it, until the cluster is lost."""
        client = self._client
        try:
            places = _SHARES * sum(client.nthreads().values())
            # What all shares need is itself a result, so that it is never lost with a computer.
            common = client.submit(_carried, work, pure=False)
            waiting = _parted(len(items), places)
            given: dict[Future, range] = {}
            while True:
                for numbers in islice(waiting, places - len(given)):
                    share = packed(items[n] for n in numbers)
                    given[client.submit(_done, _computer(), common, share, pure=False)] = numbers
                if not given:
                    return
                for future in self._ended(list(given)):
                    answers = _answers_of(future)
                    if answers is not None:
                        yield given.pop(future), answers
                    elif future.status in _FAILED:
                        del given[future]
        except _lost():
            return

    def _ended(self, given: Sequence[Future]) -> list[Future]:
        """Wait until some shares are at an end; raise `TimeoutError` when no computer is left."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            ended = [one for one in given if one.status in ("finished", *_FAILED)]
            if ended:
                return ended
            time.sleep(_LOOK)
            if self._client.nthreads():
                deadline = time.monotonic() + _PATIENCE
        raise TimeoutError


def _parted(items: int, places: int) -> Iterator[range]:
    """Give the numbers of each share: at least one share for each place, if there are any."""
    count = max(places, -(-items // _LARGEST))
    # Files of one kind often stand together: so each share has some of all kinds.
    return (range(first, items, count) for first in range(min(count, items)))


def _answers_of(future: Future) -> tuple[Parcel | None, ...] | None:
    """Give what came of a share; None while there is nothing. Raises `Failure` for who differs.

    What was finished may have been lost since, with its computer: then it is being done again.
    """
    if future.status in _FAILED:
        failure = future.exception()
        if isinstance(failure, Failure) and failure.cause is Cause.CLUSTER_DIFFERS:
            raise failure
        return None
    with contextlib.suppress(TimeoutError):
        answers: tuple[Parcel | None, ...] = future.result(_PATIENCE)
        return answers
    return None


def crew_of(where: str | None) -> AbstractContextManager[Crew]:
    """Give who works while it lasts: a cluster, or this computer when none is asked for."""
    return joined(where) if where else contextlib.nullcontext(OWN_CREW)


@contextlib.contextmanager
def joined(where: str) -> Iterator[Cluster]:
    """Give the cluster of a scheduler while it lasts: at an address, or told in a scheduler file.

    Raises `Failure` when it cannot be reached, is not safe, or has a computer that differs.
    """
    address = _address(where)
    try:
        from distributed import Client
    except ImportError as error:
        raise Failure(Cause.NO_CLUSTER_PROGRAM) from error
    # What dask tells of its computers helps no user: what is to be said is said at the end.
    for name in ("distributed", "distributed.client", "asyncio"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        security = _security(address)
        client = Client(address, security=security, timeout=_ANSWER)
    except (OSError, ValueError, TypeError, RuntimeError) as error:
        raise Failure(Cause.CLUSTER_OUT_OF_REACH, address=address) from error
    with client:
        _must_be_alike(client, address)
        yield Cluster(client)


def _address(where: str) -> str:
    """Give a scheduler's address. Raises `Failure` for one whose line would not be encrypted."""
    address = where if "://" in where else _told_in(Path(where))
    parts = urlsplit(address)
    if parts.scheme == _SAFE or (parts.scheme == _LOCAL and _is_here(parts.hostname)):
        return address
    raise Failure(Cause.CLUSTER_OPEN, address=address)


def _told_in(file: Path) -> str:
    try:
        return str(json.loads(file.read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise Failure(Cause.NO_SCHEDULER, file=str(file)) from error


def _is_here(host: str | None) -> bool:
    """Tell whether a host is this computer, and cannot be another."""
    try:
        return host == "localhost" or ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return False


def _security(address: str) -> object:
    """Give the certificates that dask's own settings name. Raises `Failure` where they do not."""
    from distributed import Security

    safe = urlsplit(address).scheme == _SAFE
    security = Security(require_encryption=safe)
    if safe and not (security.tls_ca_file and security.tls_client_cert):
        raise Failure(Cause.NO_CERTIFICATES)
    return security


def _must_be_alike(client: Client, address: str) -> None:
    """Raise `Failure` unless there are computers, and all can do what would be done here."""
    try:
        client.wait_for_workers(1, timeout=_ANSWER)
        told: Mapping[str, object] = client.run(_computer, on_error="return")
    except _lost() as error:
        raise Failure(Cause.CLUSTER_EMPTY, address=address) from error
    for worker, computer in told.items():
        if urlsplit(worker).scheme != _SAFE and not _is_here(urlsplit(worker).hostname):
            raise Failure(Cause.CLUSTER_OPEN, address=worker)
        if computer == _BOUND:
            raise Failure(Cause.CLUSTER_BOUND, address=worker)
        if computer != _computer():
            # What it cannot even look for gives an error instead.
            raise _differs(worker, computer if isinstance(computer, str) else "een andere versie")


def _differs(worker: str, theirs: str, ours: str = "") -> Failure:
    ours = ours or _computer()
    return Failure(Cause.CLUSTER_DIFFERS, address=worker, theirs=theirs, ours=ours)


def _lost() -> tuple[type[BaseException], ...]:
    """Give what is raised when a cluster does not answer any more."""
    from concurrent.futures import CancelledError

    from distributed.client import CancelledError as GivenUp
    from distributed.client import ClosedClientError

    return OSError, CancelledError, GivenUp, ClosedClientError


# What a computer of the cluster does.


def _computer() -> str:
    """Say what must be the same everywhere, for documents to be the same to the byte."""
    if multiprocessing.current_process().daemon:
        return _BOUND
    python = ".".join(platform.python_version_tuple()[:2])
    return f"sto_xl {__version__} met Python {python} op {platform.system()}"


def _carried(work: Parcel) -> Parcel:
    """Give what all shares need, as it came."""
    return work


def _done(asker: str, work: Parcel, share: Sequence[Parcel]) -> tuple[Parcel | None, ...]:
    """Do a share, in a folder that is gone afterwards; raises `Failure` for who differs.

    When this computer falls away in the midst of it, dask removes what is left at its next start.
    """
    from distributed import get_worker

    worker = get_worker()
    if asker != _computer():
        raise _differs(worker.address, _computer(), asker)
    with tempfile.TemporaryDirectory(
        dir=worker.local_directory, ignore_cleanup_errors=True
    ) as folder:
        return shares.done(work, share, Path(folder))
