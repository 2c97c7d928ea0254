"""A real run of the program, as its user starts it: what all its processes cost together.

Beside another version of the program, side by side on the same files (`quarter_files.written_for`):

    PYTHONPATH=tests:. python tests/benchmarks/real_run.py FILES OUT
    PYTHONPATH=tests:OTHER python tests/benchmarks/real_run.py FILES OTHER_OUT
"""

from __future__ import annotations

import compileall
import resource
import subprocess
import sys
import time
from pathlib import Path

import sto_xl


def as_a_user(folder: Path, rosters: Path) -> tuple[float, int, int]:
    """Run the quarter on two processes; give its CPU in seconds, and the peaks of memory in MB.

    First that of the program itself, then that of the largest process that it starts, if it does.
    Linux only.
    """
    # An installed program is compiled, as is one that ran before.
    compileall.compile_dir(Path(sto_xl.__file__).parent, quiet=1)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    folder, rosters = folder.resolve(), rosters.resolve()
    command = ["-m", "sto_xl", "quarter", "2026-Q4", str(rosters / "rosters"), "-o", str(folder)]
    if (rosters / "plans").exists():
        command += ["--plans", str(rosters / "plans")]
    command += ["--workers", "2"]
    program = subprocess.Popen(
        [sys.executable, *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # Python takes the program from where one stands, whatever else it is told.
        cwd=Path(sto_xl.__file__).parents[1],
    )
    peaks: dict[int, int] = {}
    while program.poll() is None:
        for process in (program.pid, *_started_by(program.pid)):
            peaks[process] = max(peaks.get(process, 0), peak(process))
        time.sleep(0.02)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, peaks.pop(program.pid), max(peaks.values(), default=0)


def _started_by(process: int) -> list[int]:
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(child) for child in children.split()]


def peak(process: int) -> int:
    """Give the most memory that a process has had, in MB."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    kilobytes = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")]
    return int(kilobytes[0]) // 1024 if kilobytes else 0


def started(*arguments: str) -> float:
    """Give the least CPU of five starts of Python."""
    times = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, timeout=3600)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


if __name__ == "__main__":
    used, own, worker = as_a_user(Path(sys.argv[2]), Path(sys.argv[1]))
    sys.stdout.write(f"{used:.2f} s CPU, {own} MB and {worker} MB a worker\n")
