"""Work in processes of their own: what one item does to its process touches no other."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sto_xl.system import workers
from sto_xl.system.errors import Cause, Failure
from support import treacherous


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep the log out of the user's own folder."""
    monkeypatch.setattr("sto_xl.system.userdata.folder", lambda: tmp_path)
    return tmp_path / "sto-xl.log"


def answers(items: Sequence[str], processes: int, seconds: float = 30) -> dict[str, object]:
    found = workers.each(treacherous.read, items, file=str, processes=processes, seconds=seconds)
    return {items[number]: answer for number, answer in found}


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


def test_an_item_that_takes_too_long_is_given_up_and_what_waited_behind_it_is_done() -> None:
    start = time.monotonic()
    found = answers(["a", "hangs", "b", "c", "d"], 1, seconds=2.5)
    assert time.monotonic() - start < 30
    late = found.pop("hangs")
    assert isinstance(late, Failure)
    assert late.cause is Cause.READER_LATE
    assert found == {"a": "A", "b": "B", "c": "C", "d": "D"}


def test_a_failure_that_the_function_foresaw_is_raised() -> None:
    with pytest.raises(Failure, match="refuses") as failure:
        answers(["a", "refuses"], 1)
    assert failure.value.cause is Cause.EMPTY


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
    found.close()  # type: ignore[attr-defined]
    assert set(multiprocessing.active_children()) <= before


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
    program.wait()
    until(lambda: not any(map(Path.exists, started)))


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
