"""Work in processes of their own: what one item does to its process touches no other."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.system import workers
from sto_xl.system.errors import Cause, Failure
from support import treacherous
from support.commands import run


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the log out of the user's own folder."""
    monkeypatch.setattr("sto_xl.system.userdata.folder", lambda: tmp_path)
    return tmp_path / "sto-xl.log"


def answers(items: Sequence[str], processes: int, seconds: float = 30) -> dict[str, object]:
    bounds = replace(workers.READING, seconds=seconds)
    found = workers.each(treacherous.read, items, file=str, processes=processes, bounds=bounds)
    return {items[number]: answer for number, answer in found}


def process() -> object:
    """Give the process that works on what is asked next."""
    return workers.one(treacherous.read, "tells its process", file="")()


@pytest.mark.parametrize("processes", [1, 3])
def test_what_goes_wrong_at_one_item_touches_no_other(processes: int, log: Path) -> None:
    bad = {
        "dies": Cause.READER_DIED,
        "leaves": Cause.READER_DIED,
        "gives what cannot travel": Cause.READER_DIED,
        "raises": Cause.READER_FAILED,
        "runs out of memory": Cause.READER_FAILED,
    }
    good = [f"roster {number}" for number in range(12)]
    items = [name for pair in zip(good, [*bad, *good[5:]], strict=False) for name in pair]
    items = list(dict.fromkeys((*items, *good, "is large")))
    found = answers(items, processes)
    assert {name: found[name] for name in good} == {name: name.upper() for name in good}
    assert len(str(found["is large"])) == 5_000_000
    for name, cause in bad.items():
        failure = found[name]
        assert isinstance(failure, Failure)
        assert failure.cause is cause
        assert f"‘{name}’" in str(failure)
    told = log.read_text(encoding="utf-8")
    # Where it happened, and not what it says: that may hold what stands in a cell.
    assert "builtins.RuntimeError" in told
    assert "treacherous.py" in told
    assert "nobody foresaw this" not in told


@pytest.mark.slow
def test_an_item_that_takes_too_long_is_given_up_and_what_waited_behind_it_is_done() -> None:
    found = answers(["a", "hangs", "b", "c", "d"], 1, seconds=2.5)
    late = found.pop("hangs")
    assert isinstance(late, Failure)
    assert late.cause is Cause.READER_LATE
    assert found == {"a": "A", "b": "B", "c": "C", "d": "D"}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform not in {"linux", "win32"}, reason="the system does not tell")
def test_what_counts_is_the_time_that_an_item_worked_and_not_the_time_that_others_took() -> None:
    process()
    found = answers(["gets little time", "works without end", "a"], 1, seconds=1)
    assert found["gets little time"] == "GETS LITTLE TIME"
    assert found["a"] == "A"
    late = found["works without end"]
    assert isinstance(late, Failure)
    assert late.cause is Cause.READER_LATE


def test_a_failure_that_the_function_foresaw_is_raised() -> None:
    with pytest.raises(Failure, match="refuses") as failure:
        answers(["a", "refuses"], 1)
    assert failure.value.cause is Cause.EMPTY


@pytest.mark.parametrize("where", ["this program", "its own process"])
def test_a_process_that_cannot_start_is_the_fault_of_no_file(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_IDLE", defaultdict(list))
    if where == "this program":
        monkeypatch.setattr("multiprocessing.process.BaseProcess.start", no_room)
    else:
        # Python reads this when it starts, before it is asked anything.
        monkeypatch.setattr("multiprocessing.spawn._python_exe", os.fsencode("/bin/false"))
    with pytest.raises(Failure, match="niet te starten") as failure:
        answers(["a", "b"], 1)
    assert failure.value.cause is Cause.WORKER_NOT_STARTED


def no_room(_process: object) -> None:
    raise OSError


def test_one_item_gives_its_result_or_raises() -> None:
    assert workers.one(treacherous.read, "noord", file="noord")() == "NOORD"
    with pytest.raises(Failure, match="brak af") as failure:
        workers.one(treacherous.read, "dies", file="noord.xlsx")()
    assert failure.value.cause is Cause.READER_DIED


def test_nothing_asked_is_nothing_begun() -> None:
    assert answers([], 4) == {}


def test_no_process_is_left_behind_when_who_asked_stops_listening() -> None:
    before = set(multiprocessing.active_children())
    found = workers.each(treacherous.read, ["a", "hangs", "b"], file=str, processes=2)
    assert next(found)[1] in {"A", "B"}
    found.close()
    assert set(multiprocessing.active_children()) <= before


def test_the_next_call_is_worked_on_by_the_process_of_the_last() -> None:
    kept = process()
    assert kept != os.getpid()
    assert process() == kept
    assert answers(["a", "raises", "tells its process"], 1)["tells its process"] == kept


def test_a_process_works_with_the_function_that_it_was_called_with_last() -> None:
    kept = process()
    for function, made in ((str.upper, "ZUID"), (str.lower, "zuid"), (str.upper, "ZUID")):
        assert workers.one(function, "Zuid", file="")() == made
    assert process() == kept


@pytest.mark.slow
def test_calls_that_are_not_done_have_processes_of_their_own() -> None:
    begun = [workers.one(function, "Zuid", file="") for function in (str.upper, str.lower)]
    assert [result() for result in begun] == ["ZUID", "zuid"]
    with ThreadPoolExecutor(4) as threads:
        texts = [f"roster {number}" for number in range(40)]
        found = threads.map(lambda text: answers([text, f"{text}!"], 2), texts)
    assert list(found) == [{t: t.upper(), f"{t}!": f"{t.upper()}!"} for t in texts]


def test_what_all_items_share_comes_once_to_each_process_and_to_one_that_replaces_it() -> None:
    items = ["a", "b", "dies", "c", "d", "e"]
    for asked in (items[:2], items, items[3:]):
        found = workers.each(treacherous.Heavy(), asked, file=str)
        read = {asked[number]: answer for number, answer in found}
        assert isinstance(read.pop("dies", Failure(Cause.READER_DIED)), Failure)
        assert read == {name: (name.upper(), 1) for name in asked if name != "dies"}


@pytest.mark.slow
@pytest.mark.parametrize("what", ["dies", "leaves", "hangs"])
def test_a_process_that_was_lost_with_its_item_is_not_used_again(what: str) -> None:
    lost = process()
    assert isinstance(answers([what], 1, seconds=1)[what], Failure)
    assert process() != lost


def test_a_process_in_the_middle_of_an_item_is_not_used_again() -> None:
    kept = process()
    found = workers.each(treacherous.read, ["tells its process", "hangs"], file=str)
    assert next(found) == (0, kept)
    found.close()
    assert process() != kept


def test_a_process_that_died_while_nothing_was_asked_of_it_is_not_used_again() -> None:
    lost = process()
    (child,) = [one for one in multiprocessing.active_children() if one.pid == lost]
    child.kill()
    child.join(timeout=20)
    assert process() != lost


def test_a_process_is_where_the_program_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, read = process(), partial(Path.read_text, encoding="utf-8")
    for name in ("noord", "zuid", "noord"):
        (tmp_path / name).mkdir(exist_ok=True)
        (tmp_path / name / "naam.txt").write_text(name, encoding="utf-8")
        monkeypatch.chdir(tmp_path / name)
        assert workers.one(read, Path("naam.txt"), file="")() == name
    assert process() == kept


@pytest.mark.slow
def test_a_file_on_the_command_line_is_that_of_the_folder_of_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, content in list(examples.regions().items())[:2]:
        write_roster(tmp_path / name / "regiobestand.xlsx", content)
        monkeypatch.chdir(tmp_path / name)
        elsewhere = run("check", Path("regiobestand.xlsx").absolute(), "--json")
        assert run("check", "regiobestand.xlsx", "--json") == elsewhere
        assert run("quarter", "2026-Q3", "regiobestand.xlsx", "-o", "uit").code in {0, 3}
        (summary,) = Path("uit").rglob("Samenvatting *.xlsx")
        assert name in summary.name.casefold().replace(" ", "-")
    # And a sentence names it as it was typed.
    assert "‘weg.xlsx’" in run("check", "weg.xlsx").err


def test_what_went_wrong_is_logged_where_the_program_keeps_its_log_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("eerst", "later"):
        monkeypatch.setattr("sto_xl.system.userdata.folder", lambda name=name: tmp_path / name)
        answers(["raises"], 1)
        assert "RuntimeError" in (tmp_path / name / "sto-xl.log").read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks where Linux tells")
def test_a_process_that_hangs_goes_when_the_program_that_started_it_is_killed() -> None:
    asked = "from support import treacherous; from sto_xl.system import workers"
    asked += "; list(workers.each(treacherous.read, ['hangs'], file=str))"
    program = subprocess.Popen(
        [sys.executable, "-c", asked],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    children = Path(f"/proc/{program.pid}/task/{program.pid}/children")
    until(lambda: len(children.read_text().split()) > 1)
    started = [Path("/proc", child) for child in children.read_text().split()]
    program.kill()
    program.wait(timeout=20)
    until(lambda: not any(map(Path.exists, started)))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
