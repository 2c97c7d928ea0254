"""The computers of a cluster, all of them this one: a scheduler and workers, with certificates."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

#: How long a scheduler and its workers may take to be there, and how long they may stay at most.
_START, _STAY = 60, "600"


@dataclass
class Computers:
    """A running cluster: the file that its scheduler wrote, and the processes of its workers."""

    scheduler: Path
    #: What dask's settings say of the certificates, for whoever wants to connect.
    settings: Mapping[str, str]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self, *before: str, threads: int = 1) -> subprocess.Popen[bytes]:
        """Start one more worker, which does this first, and wait until it has a folder to work in."""
        number = len(self.workers)
        place = self.scheduler.parent / f"worker {number}"
        line = "; ".join((*before, "from distributed.cli.dask_worker import main", "main()"))
        options = ["--no-nanny", "--nthreads", str(threads), "--host", "127.0.0.1"]
        options += ["--no-dashboard", "--local-directory", str(place), "--name", str(number)]
        options += ["--scheduler-file", str(self.scheduler), "--death-timeout", _STAY]
        worker = _started(["-c", line, *options], self.settings, place.with_suffix(".log"))
        self.workers.append(worker)
        _await(lambda: any(place.rglob("worker-*")), worker)
        return worker


@contextmanager
def cluster(folder: Path, workers: int, threads: int = 1) -> Iterator[Computers]:
    """Give a cluster of so many workers while it lasts."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    settings = certificates(folder / "certificates")
    options = ["--scheduler-file", str(file), "--protocol", "tls", "--host", "127.0.0.1"]
    options += ["--port", "0", "--no-dashboard", "--idle-timeout", f"{_STAY}s"]
    scheduler = _started(
        ["-m", "distributed.cli.dask_scheduler", *options], settings, folder / "scheduler.log"
    )
    running = Computers(file, settings)
    try:
        _await(file.exists, scheduler)
        for _ in range(workers):
            running.start(threads=threads)
        yield running
    finally:
        for process in (*running.workers, scheduler):
            process.kill()
            process.wait()


def certificates(folder: Path) -> Mapping[str, str]:
    """Make an authority and a certificate that it signed; give what dask's settings say of them."""
    folder.mkdir()
    ca, key, cert = folder / "ca.pem", folder / "key.pem", folder / "cert.pem"
    new = ("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
    _openssl(*new, "-subj", "/CN=proef", "-keyout", str(folder / "ca-key.pem"), "-out", str(ca))
    signed = ("-CA", str(ca), "-CAkey", str(folder / "ca-key.pem"))
    _openssl(*new, *signed, "-subj", "/CN=computer", "-keyout", str(key), "-out", str(cert))
    names = {"CA_FILE": ca}
    for role in ("CLIENT", "SCHEDULER", "WORKER"):
        names |= {f"{role}__KEY": key, f"{role}__CERT": cert}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(file) for name, file in names.items()}


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True, timeout=60)


def _started(
    arguments: Sequence[str], settings: Mapping[str, str], log: Path
) -> subprocess.Popen[bytes]:
    with log.open("wb") as told:
        return subprocess.Popen(
            [sys.executable, *arguments], env={**os.environ, **settings}, stdout=told, stderr=told
        )


def _await(there: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START
    while not there():
        assert process.poll() is None, "a computer of the cluster did not start"
        assert time.monotonic() < deadline, "a computer of the cluster takes too long to start"
        time.sleep(0.05)
