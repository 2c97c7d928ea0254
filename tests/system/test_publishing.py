"""A run can be repeated: it replaces what it made, leaves all else alone, and may be cut off."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.grid import Row
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure
from sto_xl.system.publishing import Publication, Published, earlier_run, publish, workplace
from support.commands import fingerprints, run
from support.rosters import roster
from support.tools import ROOT


def renumbered(content: dict[str, tuple[Row, ...]], number: str) -> dict[str, tuple[Row, ...]]:
    """Give a roster another regionummer."""
    rows = content["tblRegio"]
    return {
        **content,
        "tblRegio": tuple((row[0], number if row[0] == "Regionummer" else row[1]) for row in rows),
    }


@pytest.fixture(scope="module")
def rosters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    for name in ("veenkwartier", "caribische-kust"):
        write_roster(folder / f"{name}.xlsx", examples.regions()[name])
    return folder


def delivered(folder: Path, files: dict[str, str], quarter: str = "2026-Q3") -> Published:
    """Bring files into a folder, as a run does."""
    with workplace(folder, quarter) as (pending, earlier):
        for path, text in files.items():
            target = pending / "uit" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        plan = Publication(pending / "uit", folder, earlier)
        plan.place(path for path in sorted((pending / "uit").rglob("*")) if path.is_file())
        return publish(plan, {"quarter": quarter})


def listed(file: Path) -> list[str]:
    """Give the letters that a list names."""
    header, *rows = openpyxl.load_workbook(file)["Verzendlijst"].values
    return [str(row[header.index("Bestand")]) for row in rows]


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.name != "run.json"
    }


def test_the_second_run_replaces_what_the_first_made_and_tells_what_changed(tmp_path: Path) -> None:
    first = delivered(tmp_path, {"a/een.txt": "1", "a/twee.txt": "2", "b/drie.txt": "3"})
    assert (first.first, first.changed, first.removed) == (True, (), ())
    second = delivered(tmp_path, {"a/een.txt": "1", "a/twee.txt": "twee", "a/vier.txt": "4"})
    assert not second.first
    assert (second.added, second.changed, second.removed, second.own) == (
        ("a/vier.txt",),
        ("a/twee.txt",),
        ("b/drie.txt",),
        (),
    )
    assert texts(tmp_path) == {"a/een.txt": "1", "a/twee.txt": "twee", "a/vier.txt": "4"}
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a", "run.json"]


def test_what_somebody_made_or_changed_stays_and_a_new_file_gets_a_number(tmp_path: Path) -> None:
    delivered(tmp_path, {"brief.txt": "oud", "cijfers.txt": "oud", "weg.txt": "oud"})
    (tmp_path / "brief.txt").write_text("door mij gewijzigd")
    (tmp_path / "weg.txt").write_text("ook door mij gewijzigd")
    (tmp_path / "mijn.txt").write_text("van mij")
    again = delivered(tmp_path, {"brief.txt": "nieuw", "cijfers.txt": "nieuw", "mijn.txt": "nieuw"})
    assert again.own == ("brief.txt", "mijn.txt", "weg.txt")
    expected = {
        "brief.txt": "door mij gewijzigd",
        "brief (2).txt": "nieuw",
        "cijfers.txt": "nieuw",
        "mijn.txt": "van mij",
        "mijn (2).txt": "nieuw",
        "weg.txt": "ook door mij gewijzigd",
    }
    assert texts(tmp_path) == expected
    assert again.placed["brief.txt"] == "brief (2).txt"
    once_more = delivered(
        tmp_path, {"brief.txt": "nieuw", "cijfers.txt": "nieuw", "mijn.txt": "nieuw"}
    )
    assert (once_more.added, once_more.changed, once_more.removed) == ((), (), ())
    assert texts(tmp_path) == expected


def test_a_letter_that_somebody_corrected_is_not_made_a_second_time(tmp_path: Path) -> None:
    delivered(tmp_path, {"brief.txt": "zoals gemaakt"})
    (tmp_path / "brief.txt").write_text("nagelezen")
    for _ in range(2):
        again = delivered(tmp_path, {"brief.txt": "zoals gemaakt"})
        assert (again.own, again.added) == (("brief.txt",), ())
        assert texts(tmp_path) == {"brief.txt": "nagelezen"}


@pytest.mark.parametrize("path", ["../buiten.txt", "/etc/passwd", "a/../../b", "C:/x", "a\\..\\b"])
def test_a_run_json_that_points_outside_the_folder_is_refused(path: str, tmp_path: Path) -> None:
    (tmp_path / "buiten.txt").write_text("blijft")
    folder = tmp_path / "uit"
    folder.mkdir()
    content = {"quarter": "2026-Q3", "finished": True, "outputs": {path: "0"}}
    (folder / "run.json").write_text(json.dumps(content))
    with pytest.raises(Failure) as caught:
        earlier_run(folder)
    assert caught.value.cause is Cause.NO_RUN
    assert (tmp_path / "buiten.txt").exists()


@pytest.mark.parametrize(
    "path", ["a\0b", "\ud800.txt", "", ".", "run.json", ".bezig/slot", "//server/deel", "x/../../y"]
)
def test_a_run_json_with_names_that_are_none_is_refused(path: str, tmp_path: Path) -> None:
    content = {"quarter": "2026-Q3", "finished": True, "outputs": {path: "0"}}
    (tmp_path / "run.json").write_text(json.dumps(content))
    with pytest.raises(Failure) as caught:
        earlier_run(tmp_path)
    assert caught.value.cause is Cause.NO_RUN


def test_a_run_json_without_bottom_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text('{"outputs": ' + "[" * 100_000)
    with pytest.raises(Failure) as caught:
        earlier_run(tmp_path)
    assert caught.value.cause is Cause.NO_RUN


# Links: nothing is followed.


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Give a folder beside the run's own, with a file that is nobody else's business."""
    folder = tmp_path / "elders"
    (folder / "a").mkdir(parents=True)
    for name in ("brief.txt", "een.txt", "slot"):
        (folder / name).write_text("1")
    (folder / "a" / "een.txt").write_text("1")
    return folder


def refusal(folder: Path, files: dict[str, str]) -> Cause:
    with pytest.raises(Failure) as caught:
        delivered(folder, files)
    return caught.value.cause


def test_a_workplace_that_is_a_link_or_somebody_s_is_left_alone(
    tmp_path: Path, elsewhere: Path
) -> None:
    before = fingerprints(elsewhere)
    folder = tmp_path / "uit"
    folder.mkdir()
    (folder / ".bezig").symlink_to(elsewhere)
    assert refusal(folder, {"a.txt": "1"}) is Cause.LEADS_AWAY
    assert fingerprints(elsewhere) == before
    (folder / ".bezig").unlink()
    (folder / ".bezig").mkdir()
    (folder / ".bezig" / "slot").symlink_to(elsewhere / "nieuw")
    assert refusal(folder, {"a.txt": "1"}) is Cause.LEADS_AWAY
    (folder / ".bezig" / "slot").unlink()
    (folder / ".bezig" / "mijn.txt").write_text("van mij")
    assert refusal(folder, {"a.txt": "1"}) is Cause.NOT_OUR_FOLDER
    assert (folder / ".bezig" / "mijn.txt").read_text() == "van mij"
    assert fingerprints(elsewhere) == before
    assert not (elsewhere / "nieuw").exists()


@pytest.mark.parametrize("deep", [False, True])
def test_a_folder_that_became_a_link_is_neither_written_nor_emptied(
    tmp_path: Path, elsewhere: Path, *, deep: bool
) -> None:
    folder, inside = tmp_path / "uit", "b/a" if deep else "a"
    delivered(folder, {f"{inside}/een.txt": "1", "twee.txt": "2"})
    shutil.rmtree(folder / inside)
    (folder / inside).symlink_to(elsewhere / "a")
    before = fingerprints(elsewhere)
    for text in ("1", "anders"):
        assert refusal(folder, {f"{inside}/een.txt": text}) is Cause.LEADS_AWAY
    again = delivered(folder, {"twee.txt": "2"})
    assert (again.removed, again.own) == ((), (f"{inside}/een.txt",))
    assert fingerprints(elsewhere) == before


def test_a_file_that_became_a_link_is_somebody_s(tmp_path: Path, elsewhere: Path) -> None:
    folder = tmp_path / "uit"
    delivered(folder, {"een.txt": "1", "weg.txt": "1", "leeg.txt": "1"})
    for name, target in (("een.txt", "een.txt"), ("weg.txt", "een.txt"), ("leeg.txt", "niets")):
        (folder / name).unlink()
        (folder / name).symlink_to(elsewhere / target)
    before = fingerprints(elsewhere)
    again = delivered(folder, {"een.txt": "nieuw", "leeg.txt": "nieuw"})
    assert (again.own, again.removed) == (("een.txt", "leeg.txt", "weg.txt"), ())
    assert (folder / "een (2).txt").read_text() == "nieuw"
    assert (folder / "leeg (2).txt").read_text() == "nieuw"
    assert fingerprints(elsewhere) == before


def test_a_run_json_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    delivered(tmp_path / "ander", {"een.txt": "1"})
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "een.txt").write_text("1")
    (tmp_path / "uit" / "run.json").symlink_to(tmp_path / "ander" / "run.json")
    assert refusal(tmp_path / "uit", {"twee.txt": "2"}) is Cause.LEADS_AWAY
    assert (tmp_path / "uit" / "een.txt").exists()


def test_the_folder_itself_may_be_reached_by_a_link(tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "uit").symlink_to(tmp_path / "echt")
    for text in ("1", "2"):
        delivered(tmp_path / "uit", {"a/een.txt": text})
    assert texts(tmp_path / "echt") == {"a/een.txt": "2"}


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"outputs": {"a": 1}, "finished": true}'])
def test_a_run_json_that_says_nothing_is_refused_and_kept(text: str, tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text(text)
    with pytest.raises(Failure) as caught:
        delivered(tmp_path, {"a.txt": "1"})
    assert caught.value.cause is Cause.NO_RUN
    assert (tmp_path / "run.json").read_text() == text


def test_a_folder_with_something_and_no_run_json_is_refused(rosters: Path, tmp_path: Path) -> None:
    (tmp_path / "eigen werk.txt").write_text("van mij")
    done = run("quarter", "2026-Q3", rosters, "-o", tmp_path)
    assert (done.code, done.out) == (2, "")
    assert "niet leeg" in done.err
    assert texts(tmp_path) == {"eigen werk.txt": "van mij"}


def test_another_quarter_does_not_take_the_place_of_one(rosters: Path, tmp_path: Path) -> None:
    run("quarter", "2026-Q3", rosters, "-o", tmp_path / "uit")
    before = fingerprints(tmp_path)
    done = run("quarter", "2026-Q4", rosters, "-o", tmp_path / "uit")
    assert done.code == 2
    assert "2026-Q3" in done.err
    assert fingerprints(tmp_path) == before


def test_a_run_that_fails_leaves_the_one_before_it_as_it_was(rosters: Path, tmp_path: Path) -> None:
    run("quarter", "2026-Q3", rosters, "-o", tmp_path / "uit")
    before = fingerprints(tmp_path / "uit")
    (tmp_path / "kapot.xlsx").write_bytes(b"geen werkmap")
    done = run("quarter", "2026-Q3", tmp_path / "kapot.xlsx", "-o", tmp_path / "uit")
    assert done.code == 2
    assert fingerprints(tmp_path / "uit") == before


@pytest.mark.slow
def test_a_whole_run_into_the_same_folder_says_what_changed(rosters: Path, tmp_path: Path) -> None:
    shutil.copytree(rosters, tmp_path / "in")
    out = tmp_path / "uit"
    run("quarter", "2026-Q3", tmp_path / "in", "-o", out)
    before = fingerprints(out)
    again = run("quarter", "2026-Q3", tmp_path / "in", "-o", out)
    assert "niets gewijzigd" in again.out
    assert fingerprints(out) == before
    (tmp_path / "in" / "caribische-kust.xlsx").unlink()
    less = run("quarter", "2026-Q3", tmp_path / "in", "-o", out)
    assert "vervallen: STO-CK03 Caribische Kust/Bevindingen Caribische Kust.xlsx" in less.out
    assert (
        "2 bestanden gewijzigd: Landelijk kwartaalbeeld 2026-Q3.xlsx; kerncijfers.csv" in less.out
    )
    fresh = tmp_path / "vers"
    run("quarter", "2026-Q3", tmp_path / "in", "-o", fresh)
    assert fingerprints(out) == fingerprints(fresh)


@pytest.mark.slow
def test_the_list_and_run_json_name_the_files_that_a_run_left_beside_somebody_elses(
    tmp_path: Path,
) -> None:
    content = dict(roster(8, 0))
    write_roster(tmp_path / "regio.xlsx", content)
    out = tmp_path / "uit"
    run("quarter", "2026-Q3", tmp_path / "regio.xlsx", "-o", out)
    region = out / "STO19072 Proefregio"
    letters = region / "uitnodigingen"
    first, second = sorted(path.name for path in letters.glob("*.docx"))
    own = {
        letters / first,
        region / "Samenvatting Proefregio.xlsx",
        out / "Landelijk kwartaalbeeld 2026-Q3.xlsx",
    }
    for path in own:
        path.write_text("door mij gewijzigd")
    # The region moves, so each letter and each workbook becomes another.
    moved = [
        (label, "Postbus 2" if value == "Postbus 1" else value)
        for label, value in content["tblRegio"]
    ]
    write_roster(tmp_path / "regio.xlsx", {**content, "tblRegio": tuple(moved)})
    run("quarter", "2026-Q3", tmp_path / "regio.xlsx", "-o", out)

    named = listed(letters / "Verzendlijst.xlsx")
    assert named == [f"{first.removesuffix('.docx')} (2).docx", second]
    assert {path.read_text() for path in own} == {"door mij gewijzigd"}
    record = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert record["regions"][0]["summary"] == f"{region.name}/Samenvatting Proefregio (2).xlsx"
    assert record["national"] == "Landelijk kwartaalbeeld 2026-Q3 (2).xlsx"
    assert {f"{region.name}/uitnodigingen/{name}" for name in named} < record["outputs"].keys()
    before = fingerprints(out)
    assert "niets gewijzigd" in run("quarter", "2026-Q3", tmp_path / "regio.xlsx", "-o", out).out
    assert fingerprints(out) == before


def test_a_file_that_is_open_in_excel_is_told_and_the_next_run_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivered(tmp_path, {"a.txt": "oud", "b.txt": "oud", "c.txt": "oud"})
    really = outputs.move

    def refused(beside: Path, path: Path) -> None:
        if path.name == "b.txt":
            raise PermissionError(13, "in use by another program")
        really(beside, path)

    monkeypatch.setattr(outputs, "move", refused)
    files = {"a.txt": "nieuw", "b.txt": "nieuw", "d.txt": "nieuw"}
    with pytest.raises(Failure) as caught:
        delivered(tmp_path, files)
    assert caught.value.cause is Cause.NOT_WRITABLE
    assert texts(tmp_path) == {"a.txt": "nieuw", "b.txt": "oud", "c.txt": "oud"}
    half = earlier_run(tmp_path)
    assert half
    assert not half.finished
    monkeypatch.undo()
    again = delivered(tmp_path, files)
    assert (again.added, again.changed, again.removed) == (("d.txt",), ("b.txt",), ("c.txt",))
    assert texts(tmp_path) == files


def killed_everywhere(before: Path, now: Path, folder: Path) -> list[int]:
    """Kill a run at each of its changes, into a new folder and into a full one; give how many."""
    program = ROOT / "tests" / "support" / "killed_run.py"
    done = subprocess.run(
        [sys.executable, program, before, now, folder],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COVERAGE_PROCESS_START": ""},
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["problems"] == []
    times: list[int] = told["times"]
    return times


needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="looks into /proc")


@needs_proc
def test_a_publication_killed_at_any_change_leaves_whole_files_and_the_next_one_ends_well(
    tmp_path: Path,
) -> None:
    before, now = tmp_path / "before.json", tmp_path / "now.json"
    before.write_text(json.dumps({"a/1.txt": "oud", "a/2.txt": "blijft", "b/3.txt": "weg"}))
    now.write_text(json.dumps({"a/1.txt": "nieuw", "a/2.txt": "blijft", "c/4.txt": "erbij"}))
    assert min(killed_everywhere(before, now, tmp_path / "uit")) > 20


@pytest.mark.slow
@needs_proc
def test_a_run_killed_at_any_change_leaves_whole_files_and_the_next_one_ends_well(
    tmp_path: Path,
) -> None:
    before, now = tmp_path / "before", tmp_path / "now"
    write_roster(before / "een.xlsx", roster(2, 0))
    write_roster(before / "twee.xlsx", renumbered(dict(roster(3, 0)), "STO19073"))
    write_roster(now / "een.xlsx", roster(6, 0))
    assert min(killed_everywhere(before, now, tmp_path / "uit")) > 40


def test_a_second_run_into_the_same_folder_waits_its_turn(tmp_path: Path) -> None:
    with workplace(tmp_path, "2026-Q4") as (place, _earlier):
        (place / "brief.docx").write_bytes(b"half")
        with (
            pytest.raises(Failure) as refused,
            workplace(tmp_path, "2026-Q4"),
        ):
            pass
        assert refused.value.cause is Cause.RUN_GOING
        assert (place / "brief.docx").read_bytes() == b"half"
    assert list(tmp_path.iterdir()) == []
    with workplace(tmp_path, "2026-Q4"):
        pass
