"""Any file gets a verdict: a reader may die of it, two may disagree, none obeys what it says."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.books.build import write_roster
from sto_xl.books.reading.thorough import disagreements
from sto_xl.cli.demo import examples
from sto_xl.grid import ListObject, Notice, NoticeKind, Sheet, Snapshot, Value, Visibility
from sto_xl.region import invitations, routines
from support.commands import run
from support.tables import PEILDATUM, QUIET, snapshot

#: Each of these starts programs, or reads what takes its time.
pytestmark = pytest.mark.slow

#: Python runs this at the start of every process: opening a file of such a name does this to it.
#: No file is known any more that does it by what is in it.
TREACHERY = """
import os, sys
def watch(event, arguments):
    name = str(arguments[0]) if event == "open" else ""
    if name.endswith("sterft.xlsx"):
        os.abort()
    if name.endswith("onvoorzien.xlsx"):
        raise RuntimeError("nobody foresaw this")
sys.addaudithook(watch)
"""
#: Tells of all that a process does beside computing.
WITNESS = """
import sys
from pathlib import Path
from sto_xl.books.reading.thorough import read_thoroughly
import openpyxl, python_calamine
seen = []
WAYS_OUT = {"socket", "subprocess", "urllib", "http", "ftplib", "webbrowser"}
PROGRAMS = {"os.system", "os.exec", "os.posix_spawn", "os.startfile", "os.fork", "ctypes.dlopen"}
def watch(event, arguments):
    if event.split(".")[0] in WAYS_OUT or event in PROGRAMS:
        seen.append(event)
    if event == "open" and str(arguments[0]).endswith(".xlsx"):
        seen.append(Path(arguments[0]).name)
sys.addaudithook(watch)
snapshot = read_thoroughly(Path(sys.argv[1]))
print(sorted(set(seen)), [v for row in snapshot.sheets[0].rows for v in row], snapshot.notices)
"""


@pytest.fixture(scope="module")
def demo_rosters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with the three rosters of the demo."""
    folder = tmp_path_factory.mktemp("demo")
    for name, content in examples.regions().items():
        write_roster(folder / f"{name}.xlsx", content)
    return folder


def command(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `sto-xl` where some files are treacherous."""
    (folder / "sitecustomize.py").write_text(TREACHERY, encoding="utf-8")
    paths = os.pathsep.join((str(folder), *sys.path))
    home = {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "LOCALAPPDATA": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "sto_xl", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "utf-8", **home},
    )


@pytest.mark.slow
def test_a_roster_of_which_the_reader_dies_takes_no_other_with_it(
    demo_rosters: Path, tmp_path: Path
) -> None:
    shutil.copytree(demo_rosters, tmp_path / "in")
    for name in ("sterft.xlsx", "onvoorzien.xlsx"):
        shutil.copy(demo_rosters / "veenkwartier.xlsx", tmp_path / "in" / name)
    done = command(tmp_path, "quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "uit")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert len(manifest["regions"]) == 3
    reasons = {entry["input"]: entry["reason"] for entry in manifest["unreadable"]}
    assert list(reasons) == ["onvoorzien.xlsx", "sterft.xlsx"]
    assert "Openen en herstellen" in reasons["sterft.xlsx"]
    assert "kenmerk" in reasons["onvoorzien.xlsx"]
    assert not list((tmp_path / "uit").glob(".*"))


@pytest.mark.parametrize(
    "name",
    [
        "summary",
        *(pytest.param(n, marks=pytest.mark.slow) for n in ("check", "flag", "letters", "update")),
    ],
)
def test_a_command_of_which_the_reader_dies_says_so_in_one_sentence(
    name: str, demo_rosters: Path, tmp_path: Path
) -> None:
    shutil.copy(demo_rosters / "veenkwartier.xlsx", tmp_path / "sterft.xlsx")
    output = ("-o", tmp_path / "uit") if name in {"summary", "letters"} else ()
    done = command(tmp_path, name, tmp_path / "sterft.xlsx", *output)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "het lezen brak af" in done.stderr
    assert not (tmp_path / "uit").exists()
    assert not list(tmp_path.glob("* (bijgewerkt).xlsx"))


def test_formulas_are_not_calculated_and_links_not_followed(tmp_path: Path) -> None:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Scholen")
    for row, formula in enumerate(
        (
            '=WEBSERVICE("http://127.0.0.1:9/")',
            "=cmd|'/c calc'!A1",
            "='[buur.xlsx]Blad1'!A1",
            '=HYPERLINK("file:///etc/passwd")',
            "=1+1",
        )
    ):
        sheet.write_formula(row, 0, formula, None, f"bewaard {row}")
    sheet.write_url(5, 0, "http://127.0.0.1:9/x", string="http://127.0.0.1:9/x")
    sheet.write_url(6, 0, "external:buur.xlsx#Blad1!A1", string="buur")
    book.close()
    (tmp_path / "buur.xlsx").write_bytes(target.getvalue())
    path = tmp_path / "regio.xlsx"
    path.write_bytes(_linked(target.getvalue()))
    done = subprocess.run(
        [sys.executable, "-c", WITNESS, path],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        timeout=60,
    )
    stored = [*(f"bewaard {row}" for row in range(5)), "http://127.0.0.1:9/x", "buur"]
    assert done.stdout.strip() == f"['regio.xlsx'] {stored} ()"


def _linked(book: bytes) -> bytes:
    """Give the workbook with a link to another one, as Excel keeps it."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    link = (
        f'<externalLink xmlns="{main}" xmlns:r="{office}"><externalBook r:id="rId1">'
        '<sheetNames><sheetName val="Blad1"/></sheetNames></externalBook></externalLink>'
    )
    links = (
        f'<Relationships xmlns="{package}"><Relationship Id="rId1" Target="buur.xlsx" '
        f'TargetMode="External" Type="{office}/externalLinkPath"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    related = f'<Relationship Id="rLink" Type="{office}/externalLink" '.encode()
    related += b'Target="externalLinks/externalLink1.xml"/></Relationships>'
    rels, main_part = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
    parts[rels] = parts[rels].replace(b"</Relationships>", related)
    reference = b'</sheets><externalReferences><externalReference r:id="rLink"/>'
    reference += b"</externalReferences>"
    parts[main_part] = parts[main_part].replace(b"</sheets>", reference)
    parts["xl/externalLinks/externalLink1.xml"] = link.encode()
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = links.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


# Two readers.

ONE = Snapshot(
    "regio.xlsx",
    (Sheet("Scholen", (("a", 1), ("b", None)), top=2, left=2),),
    (ListObject("tblScholen", "Scholen", 2, 2, 3, 3),),
    (Notice(NoticeKind.ERROR, "Scholen", 3, 3, "#N/B"),),
)


def told(other: Snapshot) -> list[tuple[str, int, int, str]]:
    """Give where another snapshot differs from `ONE`, and how."""
    return [(n.sheet, n.row, n.column, n.text) for n in disagreements(ONE, other)]


def with_cells(*rows: tuple[Value, ...], **changes: object) -> Snapshot:
    sheet = replace(ONE.sheets[0], rows=rows, **changes)  # type: ignore[arg-type]
    return replace(ONE, sheets=(sheet,))


def test_readers_that_agree_give_no_notice() -> None:
    assert told(ONE) == []
    # Blanks are as empty as nothing, whatever the reader's used range.
    assert told(with_cells(("a", 1, None), ("b", "  ", None), (None, None, None))) == []


def test_each_cell_that_two_readers_read_differently_is_told() -> None:
    assert told(with_cells(("a", 1.5), ("b", None), ("c", None))) == [
        ("Scholen", 2, 3, "gelezen is ‘1’, het tweede leest ‘1,5’"),
        ("Scholen", 4, 2, "gelezen is niets, het tweede leest de tekst ‘c’"),
    ]
    (whole,) = told(with_cells(("a", "1"), ("b", None)))
    assert whole[3] == "gelezen is ‘1’, het tweede leest de tekst ‘1’"
    (day,) = told(with_cells(("a", dt.date(2026, 9, 30)), ("b", None)))
    assert day[3] == "gelezen is ‘1’, het tweede leest ‘30 september 2026’"
    (yes,) = told(with_cells(("a", True), ("b", None)))
    assert yes[3] == "gelezen is ‘1’, het tweede leest ‘waar’"
    (long,) = told(with_cells(("a", "x" * 99), ("b", None)))
    assert long[3].endswith("x…’")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (dt.datetime(2026, 9, 30, 12), dt.datetime(2026, 9, 30, 12, 0, 0, 500), True),
        (dt.datetime(2026, 9, 30, 12), dt.datetime(2026, 9, 30, 12, 0, 2), False),
        (dt.time(12), dt.time(11, 59, 59, 999_000), True),
        (dt.time(12), dt.time(11, 59, 58), False),
        (dt.date(2026, 9, 30), dt.date(2026, 10, 1), False),
    ],
)
def test_moments_are_compared_to_the_second(one: Value, other: Value, same: bool) -> None:  # noqa: FBT001
    first, second = (Snapshot("r", (Sheet("S", ((v,),)),), ()) for v in (one, other))
    assert (not list(disagreements(first, second))) is same


def test_sheets_tables_and_what_was_noticed_are_compared_too() -> None:
    assert told(replace(ONE, sheets=())) == [("", 0, 0, "het tweede vindt blad ‘Scholen’ niet")]
    more = replace(ONE, sheets=(*ONE.sheets, Sheet("Macro", ())))
    assert told(more) == [("", 0, 0, "alleen het tweede vindt blad ‘Macro’")]
    hidden = with_cells(*ONE.sheets[0].rows, visibility=Visibility.HIDDEN)
    assert told(hidden) == [("", 0, 0, "blad ‘Scholen’ is zichtbaar, volgens het tweede verborgen")]
    (table,) = told(replace(ONE, tables=()))
    assert table[3] == "alleen het eerste vindt een tabel op blad ‘Scholen’ (B2:C3)"
    assert told(replace(ONE, notices=())) == [
        ("Scholen", 3, 3, "alleen het eerste ziet hier een foutwaarde")
    ]


@given(st.lists(st.lists(st.one_of(st.none(), st.text(), st.integers()), min_size=2, max_size=2)))
def test_whatever_is_read_differs_from_nothing_at_each_filled_cell(rows: list[list[Value]]) -> None:
    first = Snapshot("r", (Sheet("S", tuple(map(tuple, rows))),), ())
    filled = sum(v is not None and str(v).strip() != "" for row in rows for v in row)
    assert len(list(disagreements(first, Snapshot("r", (Sheet("S", ()),), ())))) == filled


@pytest.mark.slow
def test_a_good_roster_reads_the_same_with_two_readers(demo_rosters: Path, tmp_path: Path) -> None:
    for path in demo_rosters.iterdir():
        once, twice = (run("check", path, "--json", *more).out for more in ((), ("--thorough",)))
        assert once == twice
    assert run("quarter", "2026-Q3", demo_rosters, "-o", tmp_path / "uit", "--thorough").code == 3


def merged(roster: Path, sheet: str, cells: str, folder: Path) -> Path:
    """Give a copy of a roster in which these cells are merged, whatever they hold."""
    part = f"xl/worksheets/{sheet}.xml"
    merge = f'</sheetData><mergeCells><mergeCell ref="{cells}"/></mergeCells>'.encode()
    path = folder / "regio.xlsx"
    with zipfile.ZipFile(roster) as archive, zipfile.ZipFile(path, "w") as made:
        for name in archive.namelist():
            content = archive.read(name)
            if name == part:
                assert b"<mergeCells" not in content
                content = content.replace(b"</sheetData>", merge)
            made.writestr(name, content)
    return path


def test_what_only_one_reader_sees_is_a_finding_at_its_cell(
    demo_rosters: Path, tmp_path: Path
) -> None:
    # What stands hidden under a merged range, one reader gives and the other does not.
    path = merged(demo_rosters / "rivierenhoek.xlsx", "sheet2", "B2:C2", tmp_path)
    done = json.loads(run("check", path, "--thorough", "--json").out)
    found = [f for f in done["findings"] if f["code"] == "WRK-023"]
    assert [(f["sheet"], f["cell"]) for f in found] == [("Scholen", "C2")]
    assert "het tweede leest niets" in found[0]["message"]
    again = json.loads(run("check", path, "--json").out)
    assert "WRK-023" not in {f["code"] for f in again["findings"]}


def test_what_the_second_reader_cannot_read_is_said(demo_rosters: Path, tmp_path: Path) -> None:
    # openpyxl would make an object for each of 17 billion cells.
    path = merged(demo_rosters / "rivierenhoek.xlsx", "sheet1", "G9:XFD1048576", tmp_path)
    done = json.loads(run("check", path, "--thorough", "--json").out)
    found = [f for f in done["findings"] if f["code"] == "WRK-023"]
    assert len(found) == 1
    assert "niets te vergelijken" in found[0]["message"]


def test_a_cell_that_only_one_reader_sees_is_not_taken_for_empty() -> None:
    book = snapshot(
        f"{QUIET}[tblScholen]\nVestiging | School | Soort | Deelname\n"
        "00AH17 | De Werkhoek | vmbo | geen\n"
        "[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen\n00AH17 | D&P | BB | 40\n"
    )
    assert len(invitations.invite(routines.examine(book, PEILDATUM))[0]) == 1
    column = [c.heading for c in sheets.SCHOLEN.columns].index("Niet aanschrijven") + 1
    notice = Notice(NoticeKind.DISAGREEMENT, "Scholen", 2, column, "gelezen is niets")
    doubted = routines.examine(replace(book, notices=(notice,)), PEILDATUM)
    meant, passed = invitations.invite(doubted)
    assert meant == ()
    assert passed[0].reason == "wat er bij Niet aanschrijven staat, is niet te lezen"
