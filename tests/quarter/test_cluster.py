"""A quarter on a cluster: the same to the byte as without, whatever becomes of its computers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from benchmarks.our_quarter import PEILDATUM
from benchmarks.quarter_files import content, plan
from sto_xl.books.build import write_plan, write_roster
from sto_xl.quarter import input_files
from sto_xl.quarter import run as quarters
from sto_xl.quarter.settings import Settings
from sto_xl.system import cluster, outputs
from sto_xl.system.cluster import Cluster, joined
from sto_xl.system.errors import Cause, Failure
from support import computers
from support.commands import Done, fingerprints, run
from support.computers import Computers
from support.tools import missing

pytestmark = [pytest.mark.slow]

REGIONS = 10


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make rosters of every kind: good ones, one twice, a damaged one, with templates and plans."""
    folder = tmp_path_factory.mktemp("cluster")
    for number in range(REGIONS):
        of_region = dict(content(number, schools=7))
        if number % 2:
            form: Mapping[str, Any] = of_region["tblRegio"]  # type: ignore[assignment]
            of_region["tblRegio"] = {**form, "Briefsjabloon": "brieven\\eigen.docx"}
        write_roster(folder / "in" / f"{number:02}.xlsx", of_region)
    shutil.copy(folder / "in" / "02.xlsx", folder / "in" / "02 nog eens.xlsx")
    (folder / "in" / "stuk.xlsx").write_bytes((folder / "in" / "03.xlsx").read_bytes()[:9000])
    (folder / "in" / "brieven").mkdir()
    shutil.copy(outputs.shipped("templates", "uitnodiging.docx"), folder / "in/brieven/eigen.docx")
    (folder / "in" / "sjablonen").mkdir()
    shutil.copy(outputs.shipped("templates", "bevindingen.xlsx"), folder / "in" / "sjablonen")
    for number in range(5):
        write_plan(folder / "plannen" / f"{number}.xlsx", plan(number, 0))
    (folder / "plannen" / "geen plan.xlsx").write_bytes(b"niets")
    run("quarter", "2026-Q3", folder / "in", "-o", folder / "2026-Q3")
    quarter(folder, "hier")
    return folder


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computers]:
    """Start a scheduler and three workers, and tell dask of their certificates."""
    if not find_spec("distributed"):
        missing("dask, of the extra `cluster`")
    with computers.cluster(tmp_path_factory.mktemp("computers"), 3) as them, told(them.settings):
        yield them


@contextmanager
def told(settings: Mapping[str, str]) -> Iterator[None]:
    """Let dask know these settings while it lasts."""
    from dask import config

    with pytest.MonkeyPatch.context() as patch:
        for name, value in settings.items():
            patch.setenv(name, value)
        config.refresh()
        yield
    config.refresh()


def quarter(folder: Path, out: str, *more: object) -> Done:
    plans, previous = folder / "plannen", folder / "2026-Q3"
    options = ("--plans", plans, "--previous", previous, "--rosters", *more)
    return run("quarter", "2026-Q4", folder / "in", "-o", folder / out, *options)


def test_it_is_the_same_to_the_byte_as_without(
    given: Path, running: Computers, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = list[int]()

    def noted(crew: Cluster) -> list[str]:
        here.append(crew.done_here)
        return []

    monkeypatch.setattr(Cluster, "told", noted)
    done = quarter(given, "daar", "--cluster", running.scheduler)
    assert done.code == 3
    # What cannot be read, a roster and a plan: the sentences about them are of this computer.
    assert here == [2]
    assert fingerprints(given / "daar") == fingerprints(given / "hier")
    assert len(fingerprints(given / "daar")) > REGIONS * 5


def test_a_computer_with_another_version_is_refused(given: Path, running: Computers) -> None:
    running.start(1, "import sto_xl; sto_xl.__version__ = '0.0.1'")
    try:
        done = quarter(given, "anders", "--cluster", running.scheduler)
    finally:
        running.end(-1)
    assert done.code == 2
    assert "staat sto_xl 0.0.1 met Python" in done.err
    assert not (given / "anders").exists()


def test_who_shows_no_certificate_of_the_authority_is_not_let_in(
    running: Computers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_ANSWER", 3)
    others = computers.certificates(tmp_path / "others")
    with told(others), pytest.raises(Failure) as refused, joined(str(running.scheduler)):
        pass
    assert refused.value.cause is Cause.CLUSTER_OUT_OF_REACH


def test_a_computer_that_falls_away_midway_costs_nothing(given: Path, running: Computers) -> None:
    done: list[object] = []

    def kill_one_at_the_first(result: object) -> None:
        if not done:
            running.end(0)
        done.append(result)

    with joined(str(running.scheduler)) as crew:
        whole = input_files.rosters([given / "in"])
        settings = Settings("2026-Q4", PEILDATUM, PEILDATUM)
        quarters.run(whole, given / "gevallen", settings, crew=crew, progress=kill_one_at_the_first)
        assert list(crew.told()) == []
        # The sentence about a file that cannot be read is of this computer.
        assert crew.done_here == 1
    quarters.run(whole, given / "heel", settings)
    assert len(done) == REGIONS + 2
    assert fingerprints(given / "gevallen") == fingerprints(given / "heel")


def test_no_more_is_packed_than_has_a_place_at_its_computers(running: Computers) -> None:
    items, packed, most = [str(n) for n in range(400)], list[str](), 0

    def needs(item: str) -> tuple[Path, ...]:
        packed.append(item)
        return ()

    done = dict[int, object]()
    with joined(str(running.scheduler)) as crew:
        for number, answer in crew.each(str.upper, items, file=str, needs=needs):
            done[number] = answer
            most = max(most, len(packed) - len(done))
        assert crew.done_here == 0
    assert done == dict(enumerate(items))
    # At most two shares of twenty for each of the two or three computers that are left.
    assert 0 < most < 2 * 3 * 20


def test_what_a_cluster_leaves_that_is_gone_is_done_here_and_said(
    running: Computers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "_PATIENCE", 3)
    with joined(str(running.scheduler)) as crew:
        answers = crew.each(str.upper, [*"abcdefgh"], file=str, needs=lambda _item: ())
        done = dict([next(answers)])
        while running.workers:
            running.end(0)
        done.update(answers)
        assert done == dict(enumerate("ABCDEFGH"))
        assert 4 <= crew.done_here < 8
        assert f"op deze computer gedaan ({crew.done_here}×)" in "".join(crew.told())
        # Without any computer at all, nothing is waited for.
        assert dict(crew.each(str.upper, ["a"], file=str, needs=lambda _item: ())) == {0: "A"}
