"""Kill an import into the register at each change that it makes on the disk, and look at the rest.

`python killed_import.py REGISTER FILE DAY` prints JSON: at how many changes it was killed, and what
was wrong. A program of its own, because it forks, which a process with threads should not.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import sys
from pathlib import Path

from sto_xl.register import Register, importing
from support.killed_run import watch

TODAY = dt.date(2026, 11, 30)


def put(register: Path, file: Path, day: dt.date) -> None:
    importing.put(register, [importing.read(file, day)], TODAY)


def killed(register: Path, file: Path, day: dt.date, at: int) -> bool:
    """Import in a process that dies at its change number `at`; tell whether it came so far."""

    def die(number: int, half: Path | None) -> None:
        if number == at:
            if half:
                os.truncate(half, half.stat().st_size // 2)
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        watch(register.parent, die)
        put(register, file, day)
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def main(register: Path, file: Path, day: dt.date) -> None:
    old = register.read_bytes() if register.exists() else None
    here = register.parent / "killed"
    at, problems = 1, []
    while True:
        shutil.rmtree(here, ignore_errors=True)
        here.mkdir()
        copy = here / register.name
        if old is not None:
            copy.write_bytes(old)
        if not killed(copy, file, day, at):
            break
        left = copy.read_bytes() if copy.exists() else None
        if left != old and file.name not in [one.name for one in Register.open(copy).files]:
            problems.append(f"{at}: neither the old nor the new")
        put(copy, file, day)
        if file.name not in [one.name for one in Register.open(copy).files]:
            problems.append(f"{at}: the next import does not end well")
        if len(list((here / ".register").iterdir())) > 1:
            problems.append(f"{at}: something was left behind")
        at += 1
    sys.stdout.write(json.dumps({"times": at - 1, "problems": problems}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), dt.date.fromisoformat(sys.argv[3]))
