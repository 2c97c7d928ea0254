"""How much work a process did: where a machine is busy, that is less than the time that passed."""

from __future__ import annotations

import contextlib
import sys
import time
from multiprocessing.process import BaseProcess

#: Of the clocks of a process the one that counts exactly (clock_getcpuclockid(3)).
_EXACT = 2


def spent(process: BaseProcess) -> float | None:
    """Give the seconds that a process was at work; None where the system does not tell."""
    if sys.platform == "win32":
        import ctypes
        from ctypes import wintypes

        # When it began and ended, then how long it worked for the system and for itself.
        times = [wintypes.FILETIME() for _ in range(4)]
        known = ctypes.windll.kernel32.GetProcessTimes(
            wintypes.HANDLE(process.sentinel), *map(ctypes.byref, times)
        )
        worked = sum((t.dwHighDateTime << 32) + t.dwLowDateTime for t in times[2:])
        return worked / 10_000_000 if known else None
    if sys.platform == "linux" and process.pid:
        with contextlib.suppress(OSError):
            return time.clock_gettime(~process.pid << 3 | _EXACT)
    return None
