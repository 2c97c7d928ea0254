"""A click on a button of the STO tab, from the command line on, with a fake Excel behind it.

    kept = replay.keep(roster_bytes(content), folder)
    done = replay.click("check", kept, folder)
    done.code, done.err, done.told.messages

`sitecustomize` beside this makes the started program believe that Excel started it on Windows.
"""

from __future__ import annotations

import json
import os
import pickle
import shlex
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
HWND = 65_552
NAME = "regiobestand.xlsx"
FOLDER = "C:\\Users\\M. Vos\\Documents\\STO"
APP = "C:\\Program Files\\Microsoft Office\\root\\Office16\\Microsoft Excel"


@dataclass(frozen=True)
class Told:
    """What happened in Excel, and what it took: CPU in seconds."""

    messages: list[list[Any]]
    calls: int
    tables: dict[str, list[list[Any]]]
    books: list[str]
    modules: list[str]
    setup: float
    report: float


@dataclass(frozen=True)
class Done:
    """What a program left: its exit code, what it wrote, its CPU in seconds, and Excel's story.

    `kept` is the workbook as it then is, for a next click.
    """

    code: int
    out: str
    err: str
    cpu: float
    told: Told | None
    kept: Path

    @property
    def own_cpu(self) -> float:
        """The CPU that the program would take without the fake Excel's coming and going."""
        return self.cpu - (self.told.setup + self.told.report if self.told else 0)


def keep(data: bytes, folder: Path, lies_in: str = FOLDER, name: str = NAME) -> Path:
    """Keep a workbook as the fake Excel has it when open, so that no replay reads the file.

    `lies_in` is the folder in which Excel believes that it lies.
    """
    from fake_excel import load as fake_load

    book = fake_load.load(data).copy()
    book.name, book.path = name, lies_in
    kept = folder / "open-workbook"
    kept.write_bytes(pickle.dumps(book))
    return kept


def arguments(program: str, book: str = NAME) -> tuple[str, ...]:
    """Give what the add-in, by `ExecuteWindows` of xlwings, writes behind the name of Python."""
    return (
        "-B",
        "-c",
        f'import xlwings.utils;xlwings.utils.prepare_sys_path("false"); {program}',
        f"--wb={book}",
        "--from_xl=1",
        f"--app={APP}",
        f"--hwnd={HWND}",
    )


def click(button: str, kept: Path, folder: Path, book: str = NAME, **variables: str) -> Done:
    """Click on a button: stderr goes to a log file, as `RunPython` has it."""
    program = f"import sto_xl.excel.macros; sto_xl.excel.macros.{button}()"
    return run(arguments(program, book), folder, kept, **variables)


def run(given: Sequence[str], folder: Path, kept: Path | None = None, **variables: str) -> Done:
    """Run Python by a shell, from its own folder; with a kept workbook, it is open in Excel."""
    told, log = folder / "told.json", folder / "xlwings.log"
    told.unlink(missing_ok=True)
    python = Path(sys.executable)
    quoted = " ".join(map(shlex.quote, (str(python), *given)))
    command = f"cd {shlex.quote(str(python.parent))} && {quoted} 2> {shlex.quote(str(log))}"
    before = _children()
    done = subprocess.run(
        ["/bin/sh", "-c", command],
        env=_environment(folder, kept, told) | variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    cpu = _children() - before
    err = done.stderr + log.read_text(encoding="utf-8")
    story = Told(**json.loads(told.read_text(encoding="utf-8"))) if told.exists() else None
    return Done(done.returncode, done.stdout, err, cpu, story, told.with_suffix(".book"))


def _environment(folder: Path, kept: Path | None, told: Path) -> dict[str, str]:
    base = {
        "HOME": str(folder),
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join((str(HERE), str(HERE.parents[2]))),
        "PYTHONUTF8": "1",
        "XDG_DATA_HOME": str(folder / "data"),
    }
    if kept is None:
        return base
    return base | {
        "STO_XL_REPLAY": str(kept),
        "STO_XL_REPLAY_HWND": str(HWND),
        "STO_XL_REPLAY_OUT": str(told),
    }


def _children() -> float:
    """Give the CPU time, user and system, of the programs that were started and have ended."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
