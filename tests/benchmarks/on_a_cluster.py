"""A quarter on a cluster: what is left for one's own computer, and what others take over.

    PYTHONPATH=tests python tests/benchmarks/on_a_cluster.py [REGIONS [WORKERS]]

780 regions on three workers when not given. All run on this computer, so that CPU is counted and
no time: that of the program itself cannot be spread, that of the workers is shared by as many cores
as there are. Linux only.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.quarter_files import written_for
from benchmarks.real_run import peak
from support import computers
from support.commands import fingerprints
from support.computers import Computers

_TICKS = os.sysconf("SC_CLK_TCK")
_CORES = 4


def main(regions: int = 780, workers: int = 3) -> None:
    """Measure both ways of one quarter, and print what that means for more computers."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        written_for(folder, regions)
        alone, *_ = measured(folder, "alone", ["--workers", "2"])
        with computers.cluster(folder / "computers", workers) as cluster:
            options = ["--workers", "2", "--cluster", str(cluster.scheduler)]
            own, memory, theirs = measured(folder, "cluster", options, cluster)
            before = max(peak(worker.pid) for worker in cluster.workers)
        same = fingerprints(folder / "alone") == fingerprints(folder / "cluster")
        sent, back = size(folder / "rosters") + size(folder / "plans"), size(folder / "cluster")
    say(f"{regions} regions, {workers} workers; the same to the byte: {'yes' if same else 'NO'}")
    say(f"alone: {alone:.0f} s of CPU")
    say(f"own computer: {own:.0f} s and {memory} MB; workers: {theirs:.0f} s and {before} MB each")
    say(f"travels: {sent / 1e6:.0f} MB there, {back / 1e6:.0f} MB back")
    say(f"computers of {_CORES} cores, and seconds when nothing else keeps them busy:")
    say(f"  alone {alone / _CORES:4.0f}")
    for number in (1, 2, 3, 5, 10):
        say(f"  {number:5} {own + theirs / (number * _CORES):4.0f}")


def measured(
    folder: Path, name: str, options: list[str], cluster: Computers | None = None
) -> tuple[float, int, float]:
    """Run a quarter; give its own CPU, its peak of memory in MB and the CPU of the workers."""
    command = [sys.executable, "-m", "sto_xl", "quarter", "2026-Q4", str(folder / "rosters")]
    command += ["--plans", str(folder / "plans"), "-o", str(folder / name), *options]
    settings = cluster.settings if cluster else {}
    before, theirs = own_cpu(), cpu_of(cluster)
    program = subprocess.Popen(
        command,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    most = 0
    while program.poll() is None:
        most = max(most, peak(program.pid))
        time.sleep(0.02)
    return own_cpu() - before, most, cpu_of(cluster) - theirs


def own_cpu() -> float:
    """Give the CPU of all programs that were started here and ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def cpu_of(cluster: Computers | None) -> float:
    """Give the CPU that workers have used so far, with the processes that they started."""
    ticks = 0
    for worker in cluster.workers if cluster else ():
        children = Path(f"/proc/{worker.pid}/task").glob("*/children")
        started = (pid for file in children for pid in file.read_text(encoding="ascii").split())
        for pid in (str(worker.pid), *started):
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2]
            ticks += sum(map(int, fields.split()[11:15]))
    return ticks / _TICKS


def size(folder: Path) -> int:
    """Give how many bytes the files in a folder are."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
