"""DUO's files of the nation into a register: the CPU of reading them with csv is the measure.

Run by hand: `PYTHONPATH=tests python tests/benchmarks/register_import.py FOLDER`.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from sto_xl.register import importing

ROUNDS = 5
#: How many times as long as reading them with csv an import may take.
AIM = 6


def files_in(folder: Path) -> list[Path]:
    """Give DUO's own files; those that were broken on purpose left out."""
    return [path for path in sorted(folder.glob("*.csv")) if not path.name.startswith("BROKEN")]


def ours(files: Sequence[Path]) -> None:
    """Read files and put them in a new register."""
    with tempfile.TemporaryDirectory() as folder:
        given = [importing.read(file, dt.date(2020, 3, 1)) for file in files]
        importing.put(Path(folder) / "register.sqlite", given, dt.date(2026, 11, 30))


def bare(files: Sequence[Path]) -> None:
    """Read files with csv, and do nothing with their rows."""
    for file in files:
        with file.open(encoding="cp1252", newline="") as opened:
            for _row in csv.reader(opened, delimiter=";"):
                pass


def best(function: Callable[[Sequence[Path]], None], files: Sequence[Path]) -> float:
    """Give the least CPU time of several rounds, in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        function(files)
        times.append(time.process_time() - start)
    return min(times) * 1000


def ratio(folder: Path) -> float:
    """Give how many times as long an import takes as reading with csv."""
    files = files_in(folder)
    return best(ours, files) / best(bare, files)


if __name__ == "__main__":
    sys.stdout.write(f"{ratio(Path(sys.argv[1])):.1f} times reading with csv (aim {AIM})\n")
