"""Kill a run at every change that it makes to its folder, and look at what it leaves.

`python killed_run.py BEFORE NOW FOLDER` prints JSON: at how many changes, and what was wrong.
BEFORE and NOW are each a folder of rosters for a quarter, or a JSON file of texts that are
published as they are: less than a run, and done at once.

What a process leaves that is killed is what stands on the disk at that moment, so one run is
enough: at each change the folder is copied as it then is. At some changes a run is killed in
earnest. A program of its own, because it forks, which a process with threads should not.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from sto_xl.system import outputs, publishing

DAY = dt.date(2026, 9, 30)
NOTE = "notitie.txt"
#: What the interpreter tells of before it changes a file or folder.
CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.chmod"}


def run(given: Path, folder: Path) -> None:
    if given.is_dir():
        run_quarter(given, folder)
    else:
        run_publication(json.loads(given.read_text(encoding="utf-8")), folder)


def run_publication(texts: dict[str, str], folder: Path) -> None:
    with publishing.workplace(folder, "2026-Q3") as (pending, earlier):
        made = pending / "uit"
        for path, text in texts.items():
            outputs.write(made / path, text.encode())
        publication = publishing.Publication(made, folder, earlier)
        publication.place(made / path for path in sorted(texts))
        publishing.publish(publication, {"quarter": "2026-Q3"})


def run_quarter(rosters: Path, folder: Path) -> None:
    from sto_xl.quarter import input_files, unchanged
    from sto_xl.quarter import run as quarter
    from sto_xl.quarter.settings import Settings

    given, kept = input_files.rosters([rosters]), unchanged.kept_in(folder)
    quarter.run(given, folder, Settings("2026-Q3", DAY, DAY), kept=kept)


def killed(given: Path, folder: Path, at: int) -> None:
    """Run in a process that dies at its change number `at`."""

    def die(number: int, _half: Path | None) -> None:
        if number == at:
            os.kill(os.getpid(), signal.SIGKILL)

    child = os.fork()
    if child == 0:
        watch(folder, die)
        run(given, folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if not os.WIFSIGNALED(status):
        message = f"the run was not killed at change {at}"
        raise RuntimeError(message)


def copied(given: Path, folder: Path, copies: Path) -> int:
    """Run in a process that copies the folder at each change; give how many copies there are."""

    def copy(number: int, half: Path | None) -> None:
        to = copies / str(number)
        shutil.copytree(folder, to)
        if half:
            # Cut off in the middle of a write, a file is half there.
            os.truncate(to / half.relative_to(folder), half.stat().st_size // 2)

    child = os.fork()
    if child == 0:
        watch(folder, copy)
        run(given, folder)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        message = "the run failed"
        raise RuntimeError(message)
    return len(list(copies.iterdir()))


def watch(folder: Path, look: Callable[[int, Path | None], None]) -> None:
    """Call `look` before each change within the folder: its number, and a file half written."""
    seen, looking = 0, False

    def change(half: Path | None = None) -> None:
        nonlocal seen, looking
        seen, looking = seen + 1, True
        look(seen, half)
        looking = False

    def audit(event: str, arguments: tuple[object, ...]) -> None:
        opened = event == "open" and int(str(arguments[2])) & (os.O_WRONLY | os.O_RDWR)
        if not looking and (opened or event in CHANGES) and str(folder) in str(arguments[0]):
            change()

    really: Callable[[int], None] = os.fsync

    def fsync(handle: int) -> None:
        change(Path(f"/proc/self/fd/{handle}").resolve())
        really(handle)

    os.fsync = fsync  # type: ignore[assignment]
    sys.addaudithook(audit)


def contents(folder: Path) -> dict[str, bytes]:
    """Give the files that a user sees: those of the hidden workplace are none."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and publishing.PENDING not in path.relative_to(folder).parts
    }


def wrong(found: dict[str, bytes], before: dict[str, bytes], now: dict[str, bytes]) -> list[str]:
    """Tell what is neither as it was nor as it should be."""
    problems = []
    for path, content in found.items():
        if path == publishing.RECORD:
            known = json.loads(content)
            listed = {*known["outputs"], *known.get("outputs_before", {}), path, NOTE}
            problems += [f"run.json does not know {p}" for p in {*found} - listed]
        elif content not in (before.get(path), now.get(path)):
            problems.append(f"{path} is neither old nor new")
    if NOTE in before and found.get(NOTE) != before[NOTE]:
        problems.append("the user's own file was touched")
    return problems


def killed_everywhere(given: Path, start: Path, now: dict[str, bytes]) -> tuple[int, list[str]]:
    """Kill a run into `start` at each of its changes; give how many, and what is wrong."""
    before, problems = contents(start), []
    kept = {NOTE: before[NOTE]} if NOTE in before else {}
    copies, folder = start.with_name(f"{start.name} copies"), start.with_name(f"{start.name} run")
    shutil.copytree(start, folder)
    number = copied(given, folder, copies)
    for at in range(1, number + 1):
        here = copies / str(at)
        # While files are made, while they are brought into their place, and when all are there.
        if at in (number // 4, number // 2, number - 3):
            shutil.rmtree(here)
            shutil.copytree(start, here)
            killed(given, here, at)
        problems += [f"{start.name} {at}: {p}" for p in wrong(contents(here), before, now)]
        # The run after it ends as if nothing had happened.
        if at % (number // 4) == 0:
            run(given, here)
            if contents(here) != {**now, **kept}:
                problems.append(f"{start.name} {at}: the next run ends otherwise")
    return number, problems


def main(before: Path, now: Path, folder: Path) -> None:
    empty, full, fresh = folder / "empty", folder / "full", folder / "fresh"
    empty.mkdir(parents=True)
    run(now, fresh)
    run(before, full)
    (full / NOTE).write_text("van mij", encoding="utf-8")
    results = [killed_everywhere(now, start, contents(fresh)) for start in (empty, full)]
    times = [count for count, _ in results]
    problems = [problem for _, found in results for problem in found]
    sys.stdout.write(json.dumps({"times": times, "problems": problems}))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
