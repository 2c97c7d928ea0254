"""What may happen to a process while it reads a file, for tests of who survives it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable

from sto_xl.system.errors import Cause, Failure


def read(what: str) -> object:  # noqa: C901 - a line for each
    """Do what the text says; other texts come back in capitals."""
    if what == "dies":
        os.abort()
    if what == "leaves":
        sys.exit(3)
    if what == "hangs":
        time.sleep(600)
    if what in ("works without end", "gets little time"):
        _work(what)
    if what == "raises":
        message = "nobody foresaw this"
        raise RuntimeError(message)
    if what == "runs out of memory":
        raise MemoryError
    if what == "refuses":
        raise Failure(Cause.EMPTY, file=what)
    if what == "gives what cannot travel":
        return lambda: what
    if what == "is large":
        return "x" * 5_000_000
    if what == "tells its process":
        return os.getpid()
    return what.upper()


def take(size: int) -> int:
    """Take so many bytes of memory."""
    return len(bytearray(size))


def _work(what: str) -> None:
    """Keep a processor busy, always, or for more than half a second but a quarter of the time."""
    begun = time.process_time()
    turns = 1
    while what == "works without end" or turns < 12:
        if what == "gets little time" and time.process_time() > begun + turns * 0.05:
            time.sleep(0.15)
            turns += 1


class Heavy:
    """A megabyte that reads as `read` does, and tells how often it came to its process."""

    arrived = 0

    def __reduce__(self) -> tuple[Callable[[bytes], Heavy], tuple[bytes]]:
        return _arrived, (bytes(1_000_000),)

    def __call__(self, what: str) -> object:
        return read(what), Heavy.arrived


def _arrived(_ballast: bytes) -> Heavy:
    Heavy.arrived += 1
    return Heavy()
