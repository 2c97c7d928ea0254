"""A quarter that is run again processes what changed, and ends as if it had processed all."""

from __future__ import annotations

import gzip
import json
import random
import shutil
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from sto_xl.books.build import write_plan, write_roster
from sto_xl.cli.demo import examples
from sto_xl.figures.promises import Promise
from sto_xl.model import location_key
from sto_xl.model.findings import Severity
from sto_xl.plans.handed_in import Claim, Claimant, PlanFile, RegionPlans
from sto_xl.quarter import kept, kept_file, made_of, unchanged
from sto_xl.quarter.unchanged import SamePlans
from sto_xl.system.outputs import as_json, digest
from support.changing_quarter import ChangingQuarter
from support.commands import Done, fingerprints, run

ROSTER = """
[tblRegio]
Regionummer | {number}
Naam van de regio | {name}
[tblScholen]
Vestiging | School | Adres | Postcode | Plaats | Soort | Deelname | Sinds
{code} | {name} Vakschool | Weg 1 | 9401 AA | Assen | vmbo | deelnemer | 1-1-2025
00CC00 | Van twee | Weg 2 | 9401 AA | Assen | vmbo | {shared}
[tblPlannen]
Kenmerk | Vestiging | Titel | Status | Ingediend
{plan}
"""
REGIONS = {"Noord": ("STO19001", "00AA00"), "Zuid": ("STO19002", "00BB00")}
AGAIN = "niet opnieuw verwerkt"


def roster(folder: Path, name: str, shared: str = "geen |", plan: str = "") -> None:
    number, code = REGIONS[name]
    text = ROSTER.format(number=number, name=name, code=code, shared=shared, plan=plan)
    write_roster(folder / "in" / f"{name}.xlsx", examples.content(text))


def quarter(folder: Path, *more: object, out: str = "uit") -> Done:
    return run("quarter", "2026-Q3", folder / "in", "-o", folder / out, "--workers", 1, *more)


def spared(done: Done) -> str:
    """Give the sentence about what was not processed again; "" when nothing is said of it."""
    return next((line for line in done.out.splitlines() if AGAIN in line), "")


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Run a quarter of two regions that have a school between them, and plans of both."""
    folder = tmp_path_factory.mktemp("eerst")
    for name, (_, code) in REGIONS.items():
        roster(folder, name, plan=f"P1 | {code} | Robots | goedgekeurd | 1-1-2026")
        content = f"[tblPlan]\nKenmerk | P1\nVestiging | {code}\nTitel van het plan | Robots"
        write_plan(folder / "plannen" / name / "plan.xlsx", examples.content(content))
    assert not spared(quarter(folder, "--plans", folder / "plannen"))
    return folder


@pytest.fixture
def again(first: Path, tmp_path: Path) -> Path:
    shutil.copytree(first, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.mark.slow
def test_whatever_changes_a_run_that_skips_ends_as_one_that_does_not(tmp_path: Path) -> None:
    changing = ChangingQuarter(tmp_path, random.Random(1))  # noqa: S311  (no secret)
    skipped = 0
    for _ in range(8):
        what, otherwise, done = changing.step()
        assert otherwise == [], what
        skipped += bool(spared(done))
    assert skipped > 2


@pytest.mark.slow
def test_only_what_changed_and_what_it_ties_is_processed(again: Path) -> None:
    plans = ("--plans", again / "plannen")
    (again / "plannen" / "Noord" / "plan.xlsx").write_bytes(b"kapot")
    assert spared(quarter(again, *plans)).startswith("1 van de 2 regiobestanden was ongewijzigd")
    # A school that takes part in Zuid gets no letter from Noord any more.
    roster(again, "Zuid", "deelnemer | 1-1-2025")
    assert list((again / "uit").rglob("Uitnodiging Van twee*"))
    assert not spared(quarter(again, *plans))
    assert not list((again / "uit").rglob("Uitnodiging Van twee*"))
    # The row that a plan belongs to is in another region now.
    shutil.rmtree(again / "plannen" / "Noord")
    content = "[tblPlan]\nKenmerk | S1\nVestiging | 00CC00\nTitel van het plan | Samen"
    write_plan(again / "plannen" / "samen.xlsx", examples.content(content))
    assert not spared(quarter(again, *plans))
    roster(again, "Zuid", "deelnemer | 1-1-2025", "S1 | 00CC00 | Samen | goedgekeurd | 1-1-2026")
    assert not spared(quarter(again, *plans))


@pytest.mark.slow
def test_when_nothing_changed_that_is_told_without_a_run(again: Path) -> None:
    plans = ("--plans", again / "plannen")
    before = fingerprints(again / "uit")
    with mock.patch("sto_xl.cli.quarter.run_quarter", side_effect=AssertionError):
        done = quarter(again, *plans)
    full = quarter(again, *plans, "--fresh")
    assert fingerprints(again / "uit") == before
    said = "alle 2 regiobestanden waren ongewijzigd en zijn niet opnieuw verwerkt (met --fresh wel)"
    assert spared(done) == said
    assert not spared(full)
    assert [line for line in done.out.splitlines() if line != said] == full.out.splitlines()
    assert (done.err, done.code) == (full.err, full.code)


def of_itself(folder: Path) -> None:
    """Let run.json vouch for what somebody put in the place of what was kept."""
    record = folder / "run.json"
    content = json.loads(record.read_text(encoding="utf-8"))
    content["outputs"][kept_file.NAME] = digest((folder / kept_file.NAME).read_bytes())
    record.write_bytes(as_json(content))


def _elsewhere(folder: Path) -> None:
    (folder / kept_file.NAME).rename(folder.parent / "elders")
    (folder / kept_file.NAME).symlink_to(folder.parent / "elders")


def _swollen(folder: Path) -> None:
    (folder / kept_file.NAME).write_bytes(gzip.compress(b"0" * 3_000_000))
    of_itself(folder)


def _other_types(folder: Path) -> None:
    content = b'{"told": 3}\n{"regions": [{"made_of": 1}], "plans": [], "plans_made_of": ""}'
    (folder / kept_file.NAME).write_bytes(gzip.compress(content))
    of_itself(folder)


def _cut(folder: Path) -> None:
    path = folder / kept_file.NAME
    path.write_bytes(path.read_bytes()[:-20])
    of_itself(folder)


@pytest.mark.slow
@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: (folder / kept_file.NAME).unlink(),
        lambda folder: (folder / kept_file.NAME).write_bytes(b"van mij"),
        _elsewhere,
        _swollen,
        _other_types,
        _cut,
    ],
    ids=["gone", "another's", "a link", "swollen", "of other types", "cut off"],
)
def test_what_is_not_as_a_run_left_it_is_not_used(
    spoil: Callable[[Path], object], again: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept_file, "LARGEST", 2_000_000)
    assert unchanged.kept_in(again / "uit").regions
    spoil(again / "uit")
    assert unchanged.kept_in(again / "uit") == kept.NOTHING


@pytest.mark.slow
def test_what_is_kept_reads_back_as_it_was_and_holds_nothing_of_a_person(again: Path) -> None:
    found = kept_file.kept_in(again / "uit")
    assert found
    run_kept = kept.from_json(found.regions)
    assert [region.folder for region in run_kept.regions] == ["STO19001 Noord", "STO19002 Zuid"]
    parts = [*kept.as_json(run_kept.regions, run_kept.plans, run_kept.plans_made_of)]
    assert b"".join(parts) == found.regions
    assert len(parts) == 1 + len(run_kept.regions) + 1
    assert kept_file.packed(found.told, parts) == (again / "uit" / kept_file.NAME).read_bytes()
    assert b"@" not in found.regions + found.told
    assert str(again.parent).encode() not in found.regions + found.told


# what a roster is made of


def test_a_template_counts_with_the_one_in_the_other_language(tmp_path: Path) -> None:
    for name in ("brief.docx", "brief.en.docx", "andere.docx"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    for name in ("brief.docx", "brief.en.docx"):
        found = made_of.Digests().template(tmp_path / name)
        assert found.keys() == {"brief.docx", "brief.en.docx"}
    own = made_of.Digests().own_template("..\\andere.docx", tmp_path / "in" / "regio.xlsx")
    assert own == {}


# plans beside those of before


def plan(number: int, name: str, vestiging: str = "00AA00", kenmerk: str = "") -> PlanFile:
    findings = dict.fromkeys(Severity, 0)
    return PlanFile(number, name, name * 2, kenmerk, vestiging, None, Promise(), findings)


ROBOTS, SAMEN = plan(3, "robots"), plan(5, "samen")
BESIDE = RegionPlans(
    {3: Claim.ROW, 5: Claim.LOCATION, 7: Claim.KENMERK},
    (3, 5),
    counted=(ROBOTS,),
    new=(SAMEN,),
    known=Claimant(("00AA00",), ("p1",), ((location_key("De Eik") or "", "00AA00"),)),
)


def test_plans_that_are_there_still_get_their_present_numbers() -> None:
    other, alike = plan(1, "ander", "00ZZ00"), plan(4, "nieuw", "00ZZ00", "P1")
    now = (plan(0, "robots"), other, plan(2, "samen"), alike)
    found = SamePlans.of((ROBOTS, SAMEN, plan(7, "weg")), now).renumbered(BESIDE)
    assert found
    assert found.claims == {0: Claim.ROW, 2: Claim.LOCATION, 4: Claim.KENMERK}
    assert (found.taken, found.counted, found.new) == ((0, 2), (now[0],), (now[2],))


@pytest.mark.parametrize(
    "now",
    [
        [plan(0, "robots")],
        [plan(0, "samen"), plan(1, "robots")],
        [plan(0, "robots"), plan(1, "samen"), plan(2, "samen")],
        [plan(0, "robots"), plan(1, "samen"), plan(2, "nieuw", "De Eik")],
        [plan(0, "robots"), plan(1, "samen", "00ZZ00")],
    ],
    ids=["gone", "in another order", "twice", "of a location", "read otherwise"],
)
def test_a_plan_that_came_went_or_moved_ties_the_region_that_may_have_it(
    now: list[PlanFile],
) -> None:
    assert SamePlans.of((ROBOTS, SAMEN), now).renumbered(BESIDE) is None
