"""The command line as its users meet it: what it prints, what it leaves, how it ends."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import openpyxl
import pytest
from docx import Document

from sto_xl import cli
from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.cli.terminal.catalogue import rules_markdown
from sto_xl.quarter.periods import last_day
from support.commands import fingerprints, run
from support.guards import fresh
from support.tools import soffice_convert

ROOT = Path(__file__).resolve().parents[2]


def test_a_new_roster_is_the_shipped_one_and_nothing_to_complain_of_but_what_is_empty(
    tmp_path: Path,
) -> None:
    file = tmp_path / "regiobestand.xlsx"
    assert run("new", "roster", file).code == 0
    assert file.read_bytes() == (ROOT / "workbooks" / "regiobestand.xlsx").read_bytes()
    done = run("check", file, "--json")
    codes = {finding["code"] for finding in json.loads(done.out)["findings"]}
    assert codes == {
        *("RST-001", "RST-003", "RST-004", "RST-007", "RST-008", "RST-010", "RST-012"),
        *("RST-201", "RST-204"),
    }


def test_a_new_roster_never_replaces_a_file_unasked(tmp_path: Path) -> None:
    file = tmp_path / "mijn.xlsx"
    file.write_text("van mij")
    done = run("new", "roster", file)
    assert (done.code, file.read_text()) == (2, "van mij")
    assert "bestaat al" in done.err
    assert run("new", "roster", file, "--force").code == 0


def test_check_names_each_finding_with_its_cells_and_exits_3_on_a_fout(rosters: Path) -> None:
    done = run("check", rosters / "rivierenhoek.xlsx", "--date", "2026-09-30")
    assert done.code == 3
    assert "rivierenhoek.xlsx: 5 fouten, 17 waarschuwingen en 5 tips" in done.out
    assert "tip RST-158 Aanbod E16, E17, E20, E22" in done.out
    assert run("check", rosters / "caribische-kust.xlsx", "--date", "2026-09-30").code == 0


def test_check_as_json_says_the_same(rosters: Path) -> None:
    content = json.loads(run("check", rosters / "veenkwartier.xlsx", "--json").out)
    assert content["counts"]["fout"] == 1
    assert content["findings"][0]["code"] == "RST-009"
    assert content["findings"][0]["sheet"] == "Regio"


def test_flag_lists_signal_and_next_step(rosters: Path) -> None:
    file = rosters / "rivierenhoek.xlsx"
    flags = json.loads(run("flag", file, "--json", "--date", "2026-09-30").out)
    by_code = {flag["vestiging"]: flag for flag in flags}
    assert by_code["99AL00"]["signaal"] == "niemand te bereiken"
    assert by_code["99AA01"]["signaal"] is None
    said = "Van 13 vmbo-locaties vragen er 10 aandacht."
    assert said in run("flag", file, "--date", "2026-09-30").out


@pytest.mark.slow
def test_no_command_writes_into_its_input(rosters: Path, tmp_path: Path) -> None:
    before = fingerprints(rosters)
    file = rosters / "rivierenhoek.xlsx"
    run("check", file, "-o", tmp_path / "bevindingen.xlsx")
    run("flag", file)
    run("summary", file, "-o", tmp_path / "samenvatting.xlsx")
    run("letters", file, "-o", tmp_path / "brieven")
    run("quarter", "2026-Q3", rosters, "-o", tmp_path / "kwartaal")
    assert fingerprints(rosters) == before
    assert (tmp_path / "samenvatting.xlsx").exists()
    done = run("summary", file, "-o", file, "--force")
    assert done.code == 2
    assert "blijft zoals het is" in done.err
    assert fingerprints(rosters) == before


def test_letters_are_listed_and_who_gets_none_is_named(rosters: Path, tmp_path: Path) -> None:
    done = run("letters", rosters / "rivierenhoek.xlsx", "-o", tmp_path / "uit")
    made = sorted((tmp_path / "uit").glob("*.docx"))
    assert [str(path) for path in made] == sorted(done.out.split("\n")[:-1])
    assert len(made) == 5
    assert "Sint-Jorisschool, locatie Noord: geen uitnodiging" in done.err


def test_the_letter_date_stands_on_the_letter(rosters: Path, tmp_path: Path) -> None:
    run(
        "letters",
        rosters / "veenkwartier.xlsx",
        "-o",
        tmp_path / "a",
        "--letter-date",
        "2026-12-01",
    )
    letter = Document(str(next((tmp_path / "a").glob("*.docx"))))
    assert any("1 december 2026" in paragraph.text for paragraph in letter.paragraphs)


@pytest.mark.slow
def test_two_rosters_with_one_regionummer_are_both_named_and_neither_counts(
    rosters: Path, tmp_path: Path
) -> None:
    shutil.copytree(rosters, tmp_path / "in")
    shutil.copy(rosters / "veenkwartier.xlsx", tmp_path / "in" / "veenkwartier (2).xlsx")
    done = run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    assert done.code == 3
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert [entry["input"] for entry in manifest["double"]] == [
        "veenkwartier (2).xlsx",
        "veenkwartier.xlsx",
    ]
    assert {region["naam"] for region in manifest["regions"]} == {"Rivierenhoek", "Caribische Kust"}
    assert "veenkwartier (2).xlsx" in done.out
    assert "veenkwartier.xlsx" in done.out
    assert not list((tmp_path / "uit").glob("*Veenkwartier*"))


@pytest.mark.slow
def test_one_unreadable_roster_is_named_and_does_not_stop_the_rest(
    rosters: Path, tmp_path: Path
) -> None:
    shutil.copytree(rosters, tmp_path / "in")
    (tmp_path / "in" / "kapot.xlsx").write_bytes(b"PK\x03\x04 kapot")
    (tmp_path / "in" / "oud.csv").write_text("Vestiging;School\n")
    # What Excel, a Mac and Windows leave is nobody's, in the folder of the run too.
    (tmp_path / "uit").mkdir()
    for name in ("~$veenkwartier.xlsx", "._veenkwartier.xlsx", "Thumbs.db", "desktop.ini"):
        (tmp_path / "in" / name).write_bytes(b"\x05Jelle")
        (tmp_path / "uit" / name).write_bytes(b"\x05Jelle")
    done = run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    assert "Thumbs" not in done.out + done.err
    assert done.code == 3
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert [entry["input"] for entry in manifest["unreadable"]] == ["kapot.xlsx", "oud.csv"]
    assert len(manifest["regions"]) == 3
    assert "kapot.xlsx" in done.out


def test_when_nothing_can_be_read_nothing_that_looks_finished_is_left(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kapot.xlsx").write_bytes(b"geen werkmap")
    done = run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    assert done.code == 2
    assert "kapot.xlsx" in done.err
    assert fingerprints(tmp_path / "uit") == {}


def test_when_no_roster_counts_nothing_that_looks_finished_is_left(
    rosters: Path, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        shutil.copy(rosters / "veenkwartier.xlsx", tmp_path / "in" / f"{name}.xlsx")
    done = run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    assert done.code == 2
    assert "‘a.xlsx’ en ‘b.xlsx’ hebben hetzelfde regionummer" in done.err
    assert fingerprints(tmp_path / "uit") == {}


@pytest.mark.slow
def test_a_folder_within_the_folder_is_not_looked_into_and_that_is_said(
    rosters: Path, tmp_path: Path
) -> None:
    shutil.copytree(rosters, tmp_path / "in")
    shutil.copytree(rosters, tmp_path / "in" / "oud")
    (tmp_path / "in" / "leeg").mkdir()
    done = run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert manifest["folders_not_opened"] == ["oud"]
    assert "niet in gekeken" in done.err


def test_one_file_given_by_two_paths_is_one_roster(rosters: Path, tmp_path: Path) -> None:
    file = rosters / "caribische-kust.xlsx"
    again = rosters / ".." / rosters.name / file.name
    assert run("quarter", "2026-Q3", file, again, "-o", tmp_path / "uit").code == 0


@pytest.mark.parametrize("command", ["check", "flag", "quarter"])
def test_a_path_that_no_system_takes_gets_a_sentence(command: str, tmp_path: Path) -> None:
    arguments = ["2026-Q4"] if command == "quarter" else []
    output = [] if command == "flag" else ["-o", tmp_path / "uit"]
    done = run(command, *arguments, tmp_path / ("x" * 300 + ".xlsx"), *output)
    assert (done.code, done.out) == (2, "")
    assert "Traceback" not in done.err


@pytest.mark.slow
def test_more_processes_give_the_same_bytes(tmp_path: Path) -> None:
    for number in range(8):
        content = {**examples.regions()["veenkwartier"]}
        regio = [list(row) for row in content["tblRegio"]]
        regio[0][1] = f"STO2690{number}"
        content["tblRegio"] = tuple((label, value) for label, value in regio)
        write_roster(tmp_path / "in" / f"{number}.xlsx", content)
    for workers in (1, 2):
        run(
            "quarter",
            "2026-Q3",
            tmp_path / "in",
            "-o",
            tmp_path / str(workers),
            "--workers",
            workers,
        )
    assert fingerprints(tmp_path / "1") == fingerprints(tmp_path / "2")


@pytest.mark.slow
def test_what_begins_like_a_formula_stays_text_in_every_output(tmp_path: Path) -> None:
    names = ("=A1+1", "+31 De Brug", "-5 graden", "@school", "'quote")
    rows = "\n".join(f"99AA0{n} | {name} | 41234 | vmbo | geen" for n, name in enumerate(names))
    text = "[tblRegio]\nRegionummer | STO26999\nNaam van de regio | =naam\n[tblScholen]\n"
    text += f"Vestiging | School | Bevoegd gezag | Soort | Deelname\n{rows}"
    write_roster(tmp_path / "in" / "a.xlsx", examples.content(text))
    run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    seen = set()
    for path in (tmp_path / "uit").rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    assert cell.data_type != "f", f"{path.name} {sheet.title}!{cell.coordinate}"
                    seen.add(cell.value)
    assert set(names) <= seen
    assert len(list((tmp_path / "uit").rglob("*.docx"))) == len(names)


@pytest.mark.parametrize(
    ("quarter", "day"),
    [("2026-Q1", "2026-03-31"), ("2026-q4", "2026-12-31"), ("2024-Q2", "2024-06-30")],
)
def test_a_quarter_ends_on_its_last_day(quarter: str, day: str) -> None:
    assert str(last_day(quarter)) == day


@pytest.mark.parametrize("wrong", ["2026", "Q4", "2026-Q5", "2026-4"])
def test_what_is_no_quarter_is_refused_with_an_example(wrong: str, tmp_path: Path) -> None:
    done = run("quarter", wrong, tmp_path, "-o", tmp_path / "uit")
    assert done.code == 2
    assert "2026-Q4" in done.err


def test_a_programming_error_gives_a_sentence_with_a_reference_and_a_log(
    rosters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sto_xl.system.userdata.folder", lambda: tmp_path)
    monkeypatch.setattr("sto_xl.cli.roster.verdict", lambda _examined: 1 // 0)
    done = run("flag", rosters / "veenkwartier.xlsx")
    assert done.code == 1
    assert "Traceback" not in done.err
    reference = done.err.split("kenmerk ")[1].split(")")[0]
    log = (tmp_path / "sto-xl.log").read_text(encoding="utf-8")
    assert reference in log
    assert "ZeroDivisionError" in log


@pytest.mark.parametrize("full", [False, True])
def test_a_programming_error_gives_one_sentence_where_no_log_can_be_written(
    rosters: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, full: bool
) -> None:
    folder = tmp_path / "data"
    if not full:
        # A file stands where the folder should come.
        folder.write_text("")
    elif Path("/dev/full").exists():
        folder.mkdir()
        (folder / "sto-xl.log").symlink_to("/dev/full")
    else:
        pytest.skip("no device that is always full")
    monkeypatch.setattr("sto_xl.system.userdata.folder", lambda: folder)
    monkeypatch.setattr("sto_xl.cli.roster.verdict", lambda _examined: 1 // 0)
    done = run("flag", rosters / "veenkwartier.xlsx")
    assert done.code == 1
    (told,) = done.err.splitlines()
    assert "kon niet worden geschreven: maak ruimte vrij" in told
    assert "Stuur" not in told


def test_the_rule_list_in_the_docs_is_fresh() -> None:
    page = (ROOT / "docs" / "regels.md").read_text(encoding="utf-8")
    fresh(page, rules_markdown(), "sto-xl rules --markdown > docs/regels.md")
    assert run("rules", "--markdown").out == page
    printed = sum(page.count(f"\n| {family}-") for family in ("WRK", "RST", "REG", "PLN"))
    assert len(json.loads(run("rules", "--json").out)) == printed


def test_every_command_helps_in_english_with_examples_first() -> None:
    groups = {name: c for name, c in cli.cli.commands.items() if isinstance(c, click.Group)}
    nested = [[name, inner] for name, group in groups.items() for inner in group.commands]
    for command in ([], *nested, *([name] for name in cli.cli.commands)):
        done = run(*command, "--help")
        assert done.code == 0
        if not command or command[0] not in groups or len(command) > 1:
            assert done.out.index("Examples:") < done.out.index("Options:")


def test_the_version_is_said_at_once_and_as_the_commands_say_it() -> None:
    program = [sys.executable, "-X", "importtime", "-m", "sto_xl", "--version"]
    done = subprocess.run(program, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == run("--version").out
    assert "click" not in done.stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="its shell closes no stream")
@pytest.mark.parametrize("closed", ["2>&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-", "2>/dev/full"])
@pytest.mark.parametrize(
    ("command", "code"), [("check {0}", 3), ("check weg.xlsx", 2), ("letters {0} -o {1}", 0)]
)
def test_a_stream_that_is_closed_changes_nothing_of_what_is_done(
    rosters: Path, tmp_path: Path, closed: str, command: str, code: int
) -> None:
    names = (rosters / "veenkwartier.xlsx", tmp_path / "brieven")
    if command.startswith("letters"):
        names, code = (rosters / "rivierenhoek.xlsx", names[1]), 3
    line = command.format(*map(shlex.quote, map(str, names)))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m sto_xl {line} {closed}"],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        timeout=60,
    )
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    if command.startswith("letters"):
        assert len(list(names[1].glob("*.docx"))) == 5


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
@pytest.mark.parametrize("line", ["check {0}", "check {0} --json", "--version", "--help"])
def test_a_disk_that_is_full_is_told(rosters: Path, line: str) -> None:
    command = line.format(shlex.quote(str(rosters / "veenkwartier.xlsx")))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{sys.executable} -m sto_xl {command} >/dev/full"],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("De uitvoer kan niet worden geschreven, want de schijf is vol")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_no_colour_is_written_into_a_pipe_or_where_no_color_is_set(rosters: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "sto_xl", "check", rosters / "veenkwartier.xlsx"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env={**os.environ, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    assert done.returncode == 3
    assert "\x1b" not in done.stdout
    assert "1 fout" in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is leeg"),
        (b"Vestiging;School\n00AH17;De Brug\n", "geen Excel-werkmap"),
        (b"PK\x03\x04 half", "beschadigd"),
        (None, "is niet gevonden"),
    ],
)
@pytest.mark.parametrize("command", ["check", "flag", "summary", "letters", "quarter"])
def test_bad_input_gets_one_sentence_and_leaves_nothing(
    command: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    file = tmp_path / "regio.xlsx"
    if content is not None:
        file.write_bytes(content)
    before = fingerprints(tmp_path)
    arguments: list[object] = ["2026-Q4"] if command == "quarter" else []
    output = [] if command == "flag" else ["-o", tmp_path / "uit"]
    done = run(command, *arguments, file, *output)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "Traceback" not in done.err
    assert fingerprints(tmp_path) == before


def test_another_workbook_altogether_is_not_taken_for_a_roster(
    rosters: Path, tmp_path: Path
) -> None:
    run("summary", rosters / "veenkwartier.xlsx", "-o", tmp_path / "samenvatting.xlsx")
    done = run("check", tmp_path / "samenvatting.xlsx")
    assert done.code == 2
    assert "geen regiobestand" in done.err
    assert "sto-xl new roster" in done.err
    assert "sto-xl plans check" in done.err


@pytest.mark.slow
def test_a_roster_that_libreoffice_saved_reads_as_before(rosters: Path, tmp_path: Path) -> None:
    (saved,) = soffice_convert(rosters / "rivierenhoek.xlsx", "xlsx", tmp_path)
    arguments = ("--json", "--date", "2026-09-30")
    before = json.loads(run("check", rosters / "rivierenhoek.xlsx", *arguments).out)
    after = json.loads(run("check", saved, *arguments).out)
    assert after["findings"] == before["findings"]


@pytest.mark.parametrize("what", ["link", "broken link", "pipe"])
def test_only_an_ordinary_file_is_replaced(rosters: Path, tmp_path: Path, what: str) -> None:
    mine, output = tmp_path / "van mij.txt", tmp_path / "uit.xlsx"
    mine.write_text("van mij")
    if what == "pipe":
        if not hasattr(os, "mkfifo"):
            pytest.skip("no pipes here")
        os.mkfifo(output)
    else:
        output.symlink_to(mine if what == "link" else tmp_path / "weg")
    command = ("summary", rosters / "veenkwartier.xlsx", "-o", output)
    for more, told in (((), "geef ‘--force’ op"), (("--force",), "is geen gewoon bestand")):
        done = run(*command, *more)
        assert done.code == 2
        assert told in done.err
    assert mine.read_text() == "van mij"
    assert output.is_symlink() is (what != "pipe")
    output.unlink()
    output.write_text("van een vorige keer")
    assert run(*command).code == 2
    assert run(*command, "--force").code == 3
