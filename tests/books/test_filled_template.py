"""Our own workbooks filled in: what their formulas show in a program that does not calculate."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.cli.demo import examples
from sto_xl.grid import CellRow, Changes
from sto_xl.region import routines, write_back
from support.packages import differing
from support.tools import ROOT, soffice_convert, validate

ROSTER = build.roster_bytes(examples.regions()["rivierenhoek"])
CONTROLE, RUN = sheets.CONTROLE.name, sheets.RUN.name


def finding(severity: str, cell: str | None = "A2") -> CellRow:
    place = ("Scholen", cell, "rij", "kolom", "wat er is", "wat te doen", "plek")
    return (severity, "RST-001", *place, write_back.LINK)


WORKBOOKS: Mapping[str, bytes] = {
    "a roster": ROSTER,
    "a plan": (ROOT / "workbooks" / "techniekplan.xlsx").read_bytes(),
}


def shown(data: bytes, sheet: str = "Controle") -> dict[str, object]:
    """Give what stands above the findings, as a program shows it that does not calculate."""
    found = FileBook(data, "").snapshot().sheet(sheet)
    assert found
    names = {"last": 3, "fout": 5, "waarschuwing": 6, "tip": 7}
    return {name: found.value(3, column) for name, column in names.items()}


@pytest.mark.parametrize("data", WORKBOOKS.values(), ids=WORKBOOKS)
def test_the_counters_above_the_findings_are_right(data: bytes) -> None:
    book = FileBook(data, "proef.xlsx")
    rows = tuple(finding(severity) for severity in ("fout", "tip", "fout", "waarschuwing", "tip"))
    book.apply(Changes({CONTROLE: rows, RUN: (("run-1", "24-11-2026 om 10.15 uur"),)}))
    assert shown(book.data) == {
        "last": "24-11-2026 om 10.15 uur",
        "fout": 2,
        "waarschuwing": 1,
        "tip": 2,
    }
    book.apply(Changes({CONTROLE: (finding("tip"),), RUN: ()}))
    assert shown(book.data) == {"last": "nog niet gedaan", "fout": 0, "waarschuwing": 0, "tip": 1}


def test_a_finding_leads_to_its_cell_and_one_without_leads_nowhere() -> None:
    book = FileBook(ROSTER, "proef.xlsx")
    book.apply(Changes({CONTROLE: (finding("fout"), finding("tip", None))}))
    found = book.snapshot().sheet("Controle")
    assert found
    assert [found.value(row, 10) for row in (6, 7)] == ["Ga naar", None]
    # A formula that shows nothing is no formula without a result.
    assert not book.snapshot().notices


def test_a_run_that_checked_nothing_leaves_it_at_that() -> None:
    book = FileBook(ROSTER, "proef.xlsx")
    book.apply(Changes({RUN: (("run-1", None),)}))
    assert shown(book.data)["last"] == "nog niet gedaan"


def selected(data: bytes) -> list[str]:
    found = openpyxl.load_workbook(io.BytesIO(data))
    names = [sheet.title for sheet in found if sheet.sheet_view.tabSelected]
    assert found.active
    assert found.active.title in names
    return names


def test_a_workbook_opens_at_what_was_written() -> None:
    book = FileBook(ROSTER, "proef.xlsx")
    targets = book.look(Changes({CONTROLE: (finding("fout"),), RUN: ()}))
    book.write(targets)
    book.show(targets, RUN)
    # It is hidden, and stays so.
    assert selected(book.data) == ["Regio"]
    book.show(targets, CONTROLE)
    assert selected(book.data) == ["Controle"]


def everything() -> Changes:
    """Give what Controleren, Scholen markeren and Samenvatting bijwerken write."""
    examined = routines.examine(FileBook(ROSTER, "").snapshot(), examples.PEILDATUM)
    figures = write_back.figures(examined).tables
    control = write_back.control(examined.report).tables
    return Changes({**control, **figures}, write_back.flags(examined).columns)


def test_a_roster_that_is_filled_in_is_otherwise_the_same() -> None:
    book = FileBook(ROSTER, "proef.xlsx")
    book.apply(everything())
    names = {f"xl/worksheets/sheet{n}.xml" for n in (2, 8, 9)} | {"xl/tables/table10.xml"}
    assert differing(ROSTER, book.data) == names
    once = book.data
    book.apply(everything())
    assert book.data is once


@pytest.mark.slow
def test_the_validator_has_nothing_to_say(tmp_path: Path) -> None:
    book = FileBook(ROSTER, "proef.xlsx")
    book.apply(everything())
    path = tmp_path / "proef.xlsx"
    path.write_bytes(book.data)
    assert validate(path) == []


@pytest.mark.slow
def test_libreoffice_calculates_what_stands_there(tmp_path: Path) -> None:
    book = FileBook(ROSTER, "proef.xlsx")
    book.apply(everything())
    path = tmp_path / "proef.xlsx"
    path.write_bytes(book.data)
    (saved,) = soffice_convert(path, "xlsx", tmp_path / "uit")
    ours, theirs = (openpyxl.load_workbook(p, data_only=True) for p in (path, saved))
    for name in ("Controle", "Scholen", "Samenvatting"):
        cells = [[c.value or None for c in row] for row in ours[name].iter_rows()]
        width, height = len(cells[0]), len(cells)
        found = theirs[name].iter_rows(max_row=height, max_col=width)
        assert [[c.value or None for c in row] for row in found] == cells
