"""The templates of reports: committed as they are built, and followed by what is filled in."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from sto_xl.books import build
from sto_xl.books.filling.leaving_out import without_sheet
from sto_xl.books.new import reports
from sto_xl.books.report import filled, specs
from sto_xl.books.report.specs import ReportSpec
from sto_xl.grid import Row
from support.tools import validate

DAY = dt.date(2026, 12, 31)
each_report = pytest.mark.parametrize("spec", specs.EVERY, ids=lambda spec: spec.file)
#: The tables that get as many rows as there are; the others are behind charts, or fixed.
GROWING = {
    *("tblBevindingen", "tblInname", "tblVerzendlijst", "tblGeenBrief", "tblBesluiten"),
    *("tblGeenBesluit", "tblVeranderingen", "tblProfielLeerweg", "tblLocaties", "tblBronnen"),
    *("tblStandRegio", "tblStandCijfers", "tblStand"),
}


@cache
def built(spec: ReportSpec) -> bytes:
    return reports.BUILDERS[spec]()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def box(area: str) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom."""
    return cast("tuple[int, int, int, int]", range_boundaries(area))


def many(spec: ReportSpec, lines: int) -> bytes:
    """Give a report in which every table that grows has so many rows."""
    tables: dict[str, Sequence[Row]] = {
        table.name: [(f"{table.name} {line}",) * len(table.columns) for line in range(lines)]
        for table in spec.tables
        if table.name in GROWING
    }
    return filled.shipped(spec).fill("Veel", DAY, tables=tables, values={})


@each_report
def test_the_committed_template_is_what_the_build_gives(spec: ReportSpec) -> None:
    committed = parts((build.TEMPLATES / spec.file).read_bytes())
    stale = [name for name, part in parts(built(spec)).items() if committed.get(name) != part]
    assert stale == [], "run: python -m sto_xl.books.build"
    assert sorted(committed) == sorted(parts(built(spec)))


def test_building_writes_every_template(tmp_path: Path) -> None:
    assert {path.name for path in build.build_reports(tmp_path)} == {s.file for s in specs.EVERY}
    assert {path.name for path in tmp_path.iterdir()} == {spec.file for spec in specs.EVERY}


@each_report
def test_a_template_has_the_tables_of_its_report(spec: ReportSpec) -> None:
    book = openpyxl.load_workbook(io.BytesIO(built(spec)))
    found = {
        table.name: (sheet.title, [column.name for column in table.tableColumns])
        for sheet in book
        for table in sheet.tables.values()
    }
    assert found == {
        table.name: (table.sheet, [column.heading for column in table.columns])
        for table in spec.tables
    }


@each_report
def test_nothing_stands_beneath_or_beside_a_table_that_grows(spec: ReportSpec) -> None:
    book = openpyxl.load_workbook(io.BytesIO(built(spec)))
    for sheet in book:
        for table in (table for table in sheet.tables.values() if table.name in GROWING):
            left, top, right, bottom = box(table.ref)
            assert bottom == top + 1
            below = [cell for row in sheet.iter_rows(bottom + 1) for cell in row if cell.value]
            assert below == []
            beside = [c.column for c in sheet[bottom] if c.value and not left <= c.column <= right]
            assert beside == []


@each_report
def test_formats_and_the_printed_page_reach_as_far_as_the_rows_do(spec: ReportSpec) -> None:
    before, after = (openpyxl.load_workbook(io.BytesIO(d)) for d in (built(spec), many(spec, 40)))
    for sheet in after:
        grown = [box(t.ref)[3] for t in sheet.tables.values() if t.name in GROWING]
        if not grown:
            continue
        last = max(grown)
        if sheet.sheet_state == "visible":
            assert str(sheet.print_area).endswith(f"${last}")
        was = {str(f.sqref) for f in before[sheet.title].conditional_formatting}
        now = {str(f.sqref) for f in sheet.conditional_formatting}
        over = [area for area in was if re.search(rf"[A-Z]{last - 39}$", area)]
        for area in over:
            first, _, end = area.partition(":")
            assert f"{first}:{re.sub('[0-9]', '', end or first)}{last}" in now


@each_report
def test_tables_side_by_side_grow_each_by_its_own_rows(spec: ReportSpec) -> None:
    book = openpyxl.load_workbook(io.BytesIO(many(spec, 3)))
    for sheet in book:
        for table in sheet.tables.values():
            if table.name in GROWING:
                rows = list(sheet[table.ref])
                held = [row[0].value for row in rows[1:]]
                assert held == [f"{table.name} {line}" for line in range(3)]
                assert {cell.style_id for cell in rows[1]} == {c.style_id for c in rows[3]}


@pytest.mark.slow
@each_report
def test_a_template_and_what_it_becomes_are_valid(spec: ReportSpec, tmp_path: Path) -> None:
    for name, data in (("leeg", built(spec)), ("vol", many(spec, 40))):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(data)
        assert validate(path) == []


@pytest.mark.slow
def test_without_a_sheet_nothing_is_left_of_it(tmp_path: Path) -> None:
    data = without_sheet(built(specs.SUMMARY), "", "Samenvatting")
    left = parts(data)
    whole = openpyxl.load_workbook(io.BytesIO(data))
    assert whole.sheetnames[0] == "Veranderingen"
    assert whole["Profielen"].print_area == "'Profielen'!$A$1:$G$18"
    assert not [name for name in whole.defined_names if name == "STO_Titel"]
    # The charts go with it, but for the one on another sheet.
    assert sum("charts/chart" in name for name in left) == 1
    assert b"Samenvatting" not in left["xl/workbook.xml"]
    assert b"Samenvatting" not in left["docProps/app.xml"]
    # By this LibreOffice knows that a label of a chart which is not asked for is not there.
    assert b"<AppVersion>12.0000<" in left["docProps/app.xml"]
    path = tmp_path / "zonder.xlsx"
    path.write_bytes(data)
    assert validate(path) == []


def test_a_sheet_that_is_not_there_or_the_only_one_is_not_left_out() -> None:
    data = built(specs.FINDINGS)
    assert without_sheet(data, "", "Scholen") is data
    assert without_sheet(data, "", "Bevindingen") is data


def test_a_report_says_nothing_of_who_made_its_template() -> None:
    core = parts(many(specs.FINDINGS, 1))["docProps/core.xml"].decode()
    assert re.findall(r"<dc:(\w+)>([^<]*)<", core) == [
        ("title", "Veel"),
        ("subject", "Sterk Techniekonderwijs"),
        ("creator", "sto_xl"),
        ("language", "nl-NL"),
    ]
    assert "2026-12-31T00:00:00Z" in core
