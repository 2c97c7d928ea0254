"""The computers of a cluster, all of them this one: a scheduler and workers, with certificates."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from support.tools import missing

#: How many seconds a computer may take to start, and stay when it is forgotten.
_START, _STAY = 120, 900
#: What a computer does first: it leaves when nobody holds the other end of its input any more.
_WITH_US = """
import os, sys, threading
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(1)), daemon=True).start()
"""


@dataclass
class Computers:
    """A running cluster: the file that its scheduler wrote, and the processes of its workers."""

    scheduler: Path
    #: What dask's settings say of the certificates, for whoever wants to connect.
    settings: Mapping[str, str]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    begun: int = 0

    def start(self, number: int, *before: str, threads: int = 1) -> None:
        """Start so many more workers, which do this first; wait until they are there."""
        places = []
        for _ in range(number):
            self.begun += 1
            places.append(self.scheduler.parent / f"worker {self.begun}")
            self.workers.append(self._started(places[-1], before, threads))
        for place, worker in zip(places, self.workers[-number:], strict=True):
            _await(lambda place=place: "Registered to" in _log(place), worker)  # type: ignore[misc]

    def end(self, which: int) -> None:
        """Kill a worker, whatever it is doing."""
        _end(self.workers.pop(which))

    def _started(self, place: Path, before: Sequence[str], threads: int) -> subprocess.Popen[bytes]:
        options = ["--no-nanny", "--nthreads", str(threads), "--host", "127.0.0.1"]
        options += ["--no-dashboard", "--local-directory", str(place)]
        options += ["--scheduler-file", str(self.scheduler), "--death-timeout", str(_STAY)]
        return _started("worker", options, self.settings, place, before)


@contextmanager
def cluster(folder: Path, workers: int, threads: int = 1) -> Iterator[Computers]:
    """Give a cluster of so many workers while it lasts."""
    settings = certificates(folder / "certificates")
    file = folder / "scheduler.json"
    options = ["--scheduler-file", str(file), "--protocol", "tls", "--host", "127.0.0.1"]
    options += ["--port", "0", "--no-dashboard", "--idle-timeout", f"{_STAY}s"]
    scheduler = _started("scheduler", options, settings, folder / "scheduler")
    running = Computers(file, settings)
    try:
        _await(file.exists, scheduler)
        running.start(workers, threads=threads)
        yield running
    finally:
        for process in (*running.workers, scheduler):
            _end(process)


def certificates(folder: Path) -> Mapping[str, str]:
    """Make an authority and a certificate that it signed; give what dask's settings say of them."""
    folder.mkdir(parents=True)
    ca, ca_key, key, cert = (folder / f"{name}.pem" for name in ("ca", "ca-key", "key", "cert"))
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    _openssl(*new, "-subj", "/CN=proef", "-keyout", ca_key, "-out", ca)
    signed = ("-CA", ca, "-CAkey", ca_key)
    _openssl(*new, *signed, "-subj", "/CN=computer", "-keyout", key, "-out", cert)
    files = {"CA_FILE": ca}
    for role in ("CLIENT", "SCHEDULER", "WORKER"):
        files |= {f"{role}__KEY": key, f"{role}__CERT": cert}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(file) for name, file in files.items()}


def _openssl(*arguments: str | Path) -> None:
    program = shutil.which("openssl") or missing("openssl, for the certificates of a cluster")
    subprocess.run([program, *arguments], check=True, capture_output=True, timeout=_START)


def _started(
    what: str,
    options: Sequence[str],
    settings: Mapping[str, str],
    place: Path,
    before: Sequence[str] = (),
) -> subprocess.Popen[bytes]:
    """Start a computer of dask's; it ends with this program, also when that is killed."""
    lines = (_WITH_US, *before, f"from distributed.cli.dask_{what} import main", "main()")
    with place.with_suffix(".log").open("wb") as told:
        return subprocess.Popen(
            [sys.executable, "-c", "\n".join(lines), *options],
            env={**os.environ, **settings},
            stdin=subprocess.PIPE,
            stdout=told,
            stderr=told,
        )


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.communicate()


def _log(place: Path) -> str:
    return place.with_suffix(".log").read_text(encoding="utf-8", errors="replace")


def _await(there: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START
    while not there():
        assert process.poll() is None, "a computer of the cluster did not start"
        assert time.monotonic() < deadline, "a computer of the cluster takes too long to start"
        time.sleep(0.05)
