"""Reading a workbook from disk: the same values from both readers, a sentence for a bad file."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.books.build import write_roster
from sto_xl.books.reading.cells import dropdowns
from sto_xl.books.reading.file import MAX_MERGED, read_file, read_input
from sto_xl.books.reading.thorough import read_thoroughly
from sto_xl.books.reading.values import value
from sto_xl.grid import (
    Dropdown,
    How,
    ListObject,
    Notice,
    NoticeKind,
    Row,
    Snapshot,
    Value,
    Visibility,
    Wanted,
    locate,
)
from sto_xl.system.errors import Cause, Failure
from support import contract, rosters
from support.contract import CASES, LEFT, TOP, Case
from support.made_up import tried
from support.reopened import read_with_openpyxl

Reader = Callable[[Path], Snapshot]
#: The adapters that the contract holds for.
READERS: Mapping[str, Reader] = {"calamine": read_file, "openpyxl": read_with_openpyxl}

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> Reader:
    """Give each adapter in turn."""
    return READERS[request.param]


@pytest.fixture(scope="module", params=READERS)
def contracted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    """Give what each adapter reads from the contract's workbook."""
    path = tmp_path_factory.mktemp("contract") / "contract.xlsx"
    path.write_bytes(contract.workbook())
    return READERS[request.param](path)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_an_adapter_gives_what_the_contract_says(contracted: Snapshot, case: Case) -> None:
    row = TOP + CASES.index(case)
    got = contracted.sheets[0].value(row, LEFT)
    assert (got, type(got)) == (case.read, type(case.read))
    noticed = [(n.kind, n.text) for n in contracted.notices if (n.row, n.column) == (row, LEFT)]
    assert noticed == ([case.notice] if case.notice else [])


def test_a_sheet_begins_at_its_first_filled_cell(contracted: Snapshot) -> None:
    sheet = contracted.sheets[0]
    assert (sheet.top, sheet.left, sheet.bottom, sheet.right) == (
        TOP,
        LEFT,
        TOP + len(CASES) - 1,
        LEFT,
    )


def test_sheets_keep_their_order_and_visibility_and_charts_are_no_sheets(
    tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "bladen.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("Zichtbaar & meer").write(0, 0, 1)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Zichtbaar & meer'!$A$1:$A$1"})
    book.add_chartsheet("Grafiek").set_chart(chart)
    book.add_worksheet("Verborgen").hide()
    book.add_worksheet("Diep verborgen").very_hidden()
    book.close()
    snapshot = reader(path)
    assert snapshot.name == "bladen.xlsx"
    assert [(s.name, s.visibility, s.rows) for s in snapshot.sheets] == [
        ("Zichtbaar & meer", Visibility.VISIBLE, ((1,),)),
        ("Verborgen", Visibility.HIDDEN, ()),
        ("Diep verborgen", Visibility.VERY_HIDDEN, ()),
    ]


def test_tables_and_merged_cells_are_named_with_their_ranges(
    tmp_path: Path, reader: Reader
) -> None:
    path = tmp_path / "tabellen.xlsx"
    book = xlsxwriter.Workbook(path)
    first, second = book.add_worksheet("Eén"), book.add_worksheet("Twee")
    second.add_table("C4:D7", {"name": "tblScholen", "columns": [{"header": "a"}, {"header": "b"}]})
    second.add_table("F1:G3", {"name": "tblKaal", "header_row": False})
    first.add_table("A1:B4", {"name": "tblTotaal", "total_row": True})
    second.merge_range("C10:D11", "samen")
    book.close()
    snapshot = reader(path)
    assert snapshot.tables == (
        ListObject("tblTotaal", "Eén", 1, 1, 4, 2, totals=True),
        ListObject("tblScholen", "Twee", 4, 3, 7, 4),
        ListObject("tblKaal", "Twee", 1, 6, 3, 7, header=False),
    )
    assert snapshot.notices == (Notice(NoticeKind.MERGED, "Twee", 10, 3, "C10:D11"),)


def test_cells_that_offer_a_list_are_named_with_its_source(tmp_path: Path, reader: Reader) -> None:
    path = tmp_path / "lijsten.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Eén")
    several = {"validate": "list", "source": "=lstJaNee", "other_cells": [[6, 4, 6, 4]]}
    sheet.data_validation("C4:D9", several)
    sheet.data_validation("A1", {"validate": "list", "source": ["ja", "R&D"]})
    sheet.data_validation("A2", {"validate": "integer", "criteria": ">", "value": 1})
    sheet.data_validation("A3", {"validate": "any", "input_message": "Kies uit de lijst"})
    book.close()
    assert reader(path).dropdowns == (
        Dropdown("Eén", 1, 1, 1, 1, '"ja,R&D"'),
        Dropdown("Eén", 4, 3, 9, 4, "lstJaNee"),
        Dropdown("Eén", 7, 5, 7, 5, "lstJaNee"),
    )


def test_a_list_that_excel_keeps_among_its_extensions_is_seen() -> None:
    xml = b"""<worksheet xmlns="m"><sheetData/><extLst><ext><x14:dataValidations count="3">
    <x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>Lijsten!$A$1:$A$9</xm:f>
    </x14:formula1><xm:sqref>I2:I8 $K$3</xm:sqref></x14:dataValidation>
    <x14:dataValidation type="whole"><x14:formula1><xm:f>1</xm:f></x14:formula1>
    <xm:sqref>A1</xm:sqref></x14:dataValidation><x14:dataValidation type="list"/>
    </x14:dataValidations></ext></extLst></worksheet>"""
    assert dropdowns("Scholen", xml) == [
        Dropdown("Scholen", 2, 9, 8, 9, "Lijsten!$A$1:$A$9"),
        Dropdown("Scholen", 3, 11, 3, 11, "Lijsten!$A$1:$A$9"),
    ]


def test_formulas_that_add_up_their_own_column_are_noticed(tmp_path: Path) -> None:
    path = tmp_path / "som.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Eén blad")
    for row, formula in enumerate(("=SUM(A1:A9)", "=B1*C1", "=SUM(B1:C1)", "=B1+B2"), start=20):
        sheet.write_formula(f"B{row}", formula, None, 1)
    sheet.write_formula("D8", "=SUM('Eén blad'!$D$1:D7)", None, 3)
    book.close()
    assert read_file(path).notices == (
        Notice(NoticeKind.SUM, "Eén blad", 8, 4, "=SUM('Eén blad'!$D$1:D7)"),
        Notice(NoticeKind.SUM, "Eén blad", 23, 2, "=B1+B2"),
    )


def test_the_rows_whose_height_someone_set_are_known_and_how_wide_columns_are(
    tmp_path: Path,
) -> None:
    path = tmp_path / "hoogte.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Eén")
    sheet.set_column("B:C", 30)
    sheet.set_row(3, 45)
    sheet.write("B4", "een")
    book.close()
    (room,) = read_file(path).rooms or ()
    assert dict(room.heights) == {4: 45}
    assert [(first, last, round(width)) for first, last, width in room.widths] == [(2, 3, 31)]
    # Where Excel itself chose the height, the row grows.
    with zipfile.ZipFile(path) as file:
        xml = file.read(SHEET)
    for told in (b"", b' customHeight="0"', b' customHeight="false"'):
        grown = xml.replace(b' customHeight="1"', told)
        assert [dict(room.heights) for room in read_xml(tmp_path, grown).rooms or ()] == [{}]


# Any grid of values, anywhere on the sheet.

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufffe\uffff"), max_size=12
).filter(lambda text: not re.search("_x[0-9A-Fa-f]{4}_", text))
MOMENTS = st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0)
)
VALUES: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    TEXTS,
    st.booleans(),
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300, allow_subnormal=False).map(lambda x: float(f"{x:.15g}")),
    st.dates(dt.date(1900, 3, 1)),
    MOMENTS,
    st.times().map(lambda time: time.replace(microsecond=0)),
)
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.tuples(*[VALUES] * width), min_size=1, max_size=5)
)


def written(rows: list[Row], top: int, left: int, *, base_1904: bool = False) -> bytes:
    """Write values as they are to a workbook."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "date_1904": base_1904})
    sheet = book.add_worksheet()
    formats = {
        dt.date: book.add_format({"num_format": "d-m-yyyy"}),
        dt.datetime: book.add_format({"num_format": "d-m-yyyy hh:mm:ss"}),
        dt.time: book.add_format({"num_format": "hh:mm:ss"}),
    }
    for r, row in enumerate(rows, top - 1):
        for c, cell in enumerate(row, left - 1):
            if isinstance(cell, str):
                sheet.write_string(r, c, cell)
            elif isinstance(cell, bool):
                sheet.write_boolean(r, c, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(r, c, cell)
            elif cell is not None:
                sheet.write_datetime(r, c, cell, formats[type(cell)])
    book.close()
    return target.getvalue()


def expected(cell: Value) -> Value:
    """Give a written value as it must be read."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date()
    return cell if cell != "" else None


@tried(150, suppress_health_check=list(HealthCheck))
@given(GRIDS, st.integers(1, 20_000), st.integers(1, 200), st.booleans())
def test_any_grid_of_values_reads_the_same_with_both_readers(
    tmp_path: Path,
    rows: list[Row],
    top: int,
    left: int,
    base_1904: bool,  # noqa: FBT001
) -> None:
    # Day 0 of the 1904 system shows as a date and cannot be told from an empty number.
    early = (v for row in rows for v in row if isinstance(v, dt.date) and v.year <= 1904)
    assume(not (base_1904 and any(early)))
    path = tmp_path / "grid.xlsx"
    path.write_bytes(written(rows, top, left, base_1904=base_1904))
    snapshot = read_file(path)
    assert replace(snapshot, rooms=None) == read_with_openpyxl(path)
    assert snapshot.notices == ()
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            got = snapshot.sheets[0].value(top + r, left + c)
            assert (got, type(got)) == (expected(cell), type(expected(cell)))


@pytest.mark.parametrize("read", [read_file, read_input, read_thoroughly])
@pytest.mark.parametrize("ours", [False, True])
def test_a_file_is_read_once_and_the_digest_is_of_what_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: Reader, *, ours: bool
) -> None:
    path = tmp_path / "boek.xlsx"
    if ours:
        write_roster(path)
    else:
        path.write_bytes(written([("a",)], 1, 1))
    data, really, times = path.read_bytes(), Path.read_bytes, []

    def replaced(self: Path) -> bytes:
        """Read a file that somebody replaces as soon as it was read."""
        content = really(self)
        times.append(self)
        self.write_bytes(b"iets anders")
        return content

    monkeypatch.setattr(Path, "read_bytes", replaced)
    assert read(path).sha256 == hashlib.sha256(data).hexdigest()
    assert times == [path]


# What other programs than Excel write, and what only the XML tells.


def edited(parts: Mapping[str, bytes | str | None], *, base: bytes | None = None) -> bytes:
    """Give a workbook with these parts put in the place of its own; None takes a part out."""
    with zipfile.ZipFile(io.BytesIO(base or contract_of_one())) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    changed = {n: p.encode() if isinstance(p, str) else p for n, p in parts.items()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (content | changed).items():
            if part is not None:
                archive.writestr(name, part)
    return target.getvalue()


def contract_of_one() -> bytes:
    """Give a workbook with a table of two columns, a text and a date."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = book.add_worksheet("Scholen")
    columns = [{"header": "Vestiging"}, {"header": "Sinds"}]
    sheet.add_table("A1:B3", {"name": "tblScholen", "columns": columns})
    sheet.write_string("A2", "00AH17")
    sheet.write_datetime("B2", dt.date(2026, 9, 30), book.add_format({"num_format": "d-m-yyyy"}))
    sheet.write_string("A3", "00AH18")
    book.close()
    return target.getvalue()


def sheet_xml(cells: str, *, before: str = "") -> str:
    """Give a sheet's part with these rows."""
    return f'{before}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'


def read_xml(folder: Path, xml: str | bytes, reader: Reader = read_file) -> Snapshot:
    """Read a workbook whose sheet has this XML."""
    path = folder / "vreemd.xlsx"
    path.write_bytes(edited({SHEET: xml}))
    return reader(path)


def test_an_error_that_calamine_does_not_know_is_one_notice_and_not_a_lost_book(
    tmp_path: Path, reader: Reader
) -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1" t="e"><f>_xlfn.UNIQUE(C:C)</f><v>#SPILL!</v></c>'
        '<c r="B1" s="1" t="e"><v>#BUSY!</v></c><c r="C1"><v>3</v></c></row>'
    )
    snapshot = read_xml(tmp_path, xml, reader)
    assert [(n.kind, n.column, n.text) for n in snapshot.notices] == [
        (NoticeKind.ERROR, 1, "#OVERLOOP!"),
        (NoticeKind.ERROR, 2, "#BUSY!"),
    ]
    assert (snapshot.sheets[0].left, snapshot.sheets[0].rows) == (3, ((3,),))


def test_formulas_without_a_result_are_noticed_and_those_that_give_no_text_are_not(
    tmp_path: Path,
) -> None:
    xml = sheet_xml(
        '<row r="3"><c r="C3"><f>A1&lt;2</f></c><c r="D3"><f t="shared" si="0"/><v/></c>'
        '<c r="E3"><f>_xlfn.XLOOKUP(1,A:A,B:B)</f>\n<v></v></c>'
        '<c r="F3" t="str"><f>""</f><v></v></c><c r="G3" t="str"><f>""</f></c>'
        '<c r="H3"><f t="shared" si="0"/><v>5</v></c><c r="I3"><f>1+1</f>\n<v>2</v></c></row>'
    )
    snapshot = read_xml(tmp_path, xml)
    assert [(n.column, n.text) for n in snapshot.notices] == [
        (3, "=A1<2"),
        (4, "=…"),
        (5, "=XLOOKUP(1,A:A,B:B)"),
    ]
    assert {n.kind for n in snapshot.notices} == {NoticeKind.NO_VALUE}
    assert (snapshot.sheets[0].left, snapshot.sheets[0].rows) == (8, ((5, 2),))


def test_a_zero_that_is_called_a_number_is_no_date_either(tmp_path: Path, reader: Reader) -> None:
    # LibreOffice says of every number that it is one.
    xml = sheet_xml(
        '<row r="1"><c r="A1" s="1" t="n"><v>0</v></c><c r="B1" s="1" t="str"><v>0</v></c></row>'
    )
    snapshot = read_xml(tmp_path, xml, reader)
    assert snapshot.sheets[0].rows == (("0",),)
    assert snapshot.notices == (Notice(NoticeKind.IMPOSSIBLE_DATE, "Scholen", 1, 1, "0"),)


def test_a_text_that_spells_an_error_cell_is_a_text(tmp_path: Path, reader: Reader) -> None:
    text = '<c r="B1" t="inlineStr"><is><t>c t="e" s</t></is></c>'
    xml = sheet_xml(f'<row r="1"><c r="A1" t="e"><v>#N/A</v></c>{text}</row>')
    assert read_xml(tmp_path, xml, reader).sheets[0].rows == (('c t="e" s',),)


def test_formulas_with_their_results_are_values_like_any_other(
    tmp_path: Path, reader: Reader
) -> None:
    xml = sheet_xml(
        '<row r="1"><c r="A1"><f>6*7</f><v>42</v></c><c r="B1" t="b"><f>A1=42</f><v>1</v></c></row>'
    )
    snapshot = read_xml(tmp_path, xml, reader)
    assert (snapshot.sheets[0].rows, snapshot.notices) == (((42, True),), ())


@pytest.mark.parametrize("raw", [b"bytes", float("nan"), float("inf"), [1]])
def test_what_no_cell_can_hold_is_refused(raw: object) -> None:
    with pytest.raises(ValueError, match="a cell cannot hold"):
        value(raw)


def test_texts_in_the_cell_or_in_pieces_read_as_shared_ones(tmp_path: Path, reader: Reader) -> None:
    xml = sheet_xml(
        '<row r="2"><c r="B2" t="inlineStr"><is><t>in de cel</t></is></c><c r="C2" t="inlineStr">'
        '<is><r><t>vet</t></r><r><t xml:space="preserve"> en dun</t></r></is></c>'
        '<c r="D2" t="inlineStr"><is><t>a_x000D_b_x00e9_</t></is></c>'
        '<c r="E2" t="str"><v>uitkomst_x000A_</v></c><c r="F2" t="inlineStr"><is><t/></is></c>'
        "</row>"
    )
    sheet = read_xml(tmp_path, xml, reader).sheets[0]
    assert sheet.rows == (("in de cel", "vet en dun", "a\rbé", "uitkomst\n"),)


def test_a_sheet_in_another_spelling_of_xml_reads_the_same(tmp_path: Path) -> None:
    prefixed = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row><!-- <c r="ZZ9"> -->'
        "<x:c><x:v>1</x:v></x:c>"
        "<x:c t='str' r = 'd1'><x:v><![CDATA[a<b&c]]></x:v></x:c><x:c><x:f>1+1</x:f></x:c></x:row>"
        '<x:row r="3"><x:c t="e"><x:v>#N/A</x:v></x:c><x:c><x:v>2</x:v></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    snapshot = read_xml(tmp_path, prefixed)
    sheet = snapshot.sheets[0]
    assert sheet.rows == ((1, None, None, "a<b&c"), (None,) * 4, (None, 2, None, None))
    assert [(n.kind, n.row, n.column) for n in snapshot.notices] == [
        (NoticeKind.NO_VALUE, 1, 5),
        (NoticeKind.ERROR, 3, 1),
    ]


def test_parts_may_lie_elsewhere_and_be_written_in_another_case(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(contract_of_one())) as archive:
        sheet, book = archive.read(SHEET), archive.read("xl/workbook.xml")
        rels = archive.read("xl/_rels/workbook.xml.rels")
    root = (
        "<Relationships><Relationship Id='r' Target='/XL/book.xml' "
        "Type='http://x/relationships/officeDocument'/></Relationships>"
    )
    path = tmp_path / "elders.xlsx"
    parts: dict[str, bytes | str | None] = {
        "_rels/.rels": root,
        "xl/workbook.xml": None,
        "xl\\book.xml": book,
        "xl/_rels/workbook.xml.rels": None,
        "xl/_rels/book.xml.rels": rels.replace(b"worksheets/sheet1", b"/xl/Bladen/een"),
        SHEET: None,
        "xl/bladen/een.xml": sheet,
    }
    path.write_bytes(edited(parts))
    assert read_file(path).sheets[0].rows[1] == ("00AH17", dt.date(2026, 9, 30))


def test_a_huge_table_range_is_only_numbers(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(contract_of_one())) as archive:
        table = archive.read("xl/tables/table1.xml")
    path = tmp_path / "groot.xlsx"
    path.write_bytes(edited({"xl/tables/table1.xml": table.replace(b"A1:B3", b"A1:U1048576")}))
    snapshot = read_file(path)
    assert snapshot.tables[0].bottom == 1_048_576
    found = locate(snapshot, Wanted("tblScholen", "Scholen", (("Vestiging",),)))
    assert found.how is How.NAME
    assert found.table is not None
    assert found.table.rows == (("00AH17", dt.date(2026, 9, 30)), ("00AH18", None))


@pytest.mark.slow
def test_formats_without_values_are_no_reason_to_refuse(tmp_path: Path) -> None:
    rows = "".join(f'<row r="{r}" s="1" customFormat="1"/>' for r in range(2, 1_048_576))
    far = '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" s="1"></c></row>'
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = read_xml(tmp_path, sheet_xml(first + rows + far)).sheets[0]
    assert (sheet.top, sheet.left, sheet.rows) == (1, 1, ((1,),))


def test_a_declared_range_of_billions_of_cells_is_only_numbers(
    tmp_path: Path, reader: Reader
) -> None:
    one = '<row r="1"><c r="A1"><f t="array" ref="A1:XFD1048576">1+1</f><v>2</v></c></row>'
    declared = '<dimension ref="A1:XFD1048576"/><sheetData>'
    xml = sheet_xml(one).replace("<sheetData>", declared)
    assert read_xml(tmp_path, xml, reader).sheets[0].rows == ((2,),)


def test_a_merged_range_of_billions_of_cells_is_one_notice(tmp_path: Path) -> None:
    snapshot = read_xml(tmp_path, merged("A1:XFD1048576"))
    assert [n.text for n in snapshot.notices] == ["A1:XFD1048576"]
    assert read_xml(tmp_path, merged("A" * 100_000 + "1:B2")).notices == ()


@pytest.mark.slow
def test_many_sheets_are_read_and_pictures_do_not_count(tmp_path: Path) -> None:
    path = tmp_path / "veel.xlsx"
    names = ["sheet1.xml", *(f"b{number}.xml" for number in range(199))]
    parts = {
        f"xl/worksheets/{n}": sheet_xml('<row r="2"><c r="B2"><v>7</v></c></row>') for n in names
    }
    picture = {"xl/media/foto.png": bytes(90_000_000)}
    path.write_bytes(with_sheets({**parts, **picture}, names))
    assert [sheet.rows for sheet in read_file(path).sheets] == [((7,),)] * 200


@pytest.mark.slow
def test_a_generous_roster_is_read_by_both_readers(tmp_path: Path) -> None:
    path = tmp_path / "groot.xlsx"
    write_roster(path, rosters.roster(500, 0))
    snapshot = read_thoroughly(path)
    assert [n for n in snapshot.notices if n.kind is NoticeKind.DISAGREEMENT] == []
    found = locate(snapshot, sheets.SCHOLEN.wanted)
    assert found.table is not None
    assert len(found.table.rows) == 500


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a4944415478da6360"
    "000000020001e221bc330000000049454e44ae426082"
)


def with_picture() -> bytes:
    """Give a workbook with a picture placed in B2, and an error value in B3."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write("A2", "logo")
        sheet.embed_image("B2", "logo.png", {"image_data": io.BytesIO(PICTURE)})
        sheet.write_formula("B3", "=1/0", None, "#DIV/0!")
        sheet.embed_image("B5", "logo.png", {"image_data": io.BytesIO(PICTURE)})
    return target.getvalue()


def test_a_picture_in_a_cell_leaves_it_empty_and_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "logo.xlsx"
    path.write_bytes(with_picture())
    snapshot = read_file(path)
    assert snapshot.sheets[0].rows == (("logo",),)
    found = [(n.kind, n.row, n.column) for n in snapshot.notices]
    assert found == [
        (NoticeKind.PICTURE, 2, 2),
        (NoticeKind.ERROR, 3, 2),
        (NoticeKind.PICTURE, 5, 2),
    ]
    both = read_thoroughly(path)
    assert [n for n in both.notices if n.kind is NoticeKind.DISAGREEMENT] == []


def test_a_picture_is_one_in_whatever_order_its_cell_is_described(tmp_path: Path) -> None:
    path = tmp_path / "logo.xlsx"
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(with_picture())) as archive:
        xml = archive.read(part).decode()
    turned = re.sub('( t="e")( vm="[0-9]+")', r"\2\1", xml)
    assert turned != xml
    path.write_bytes(edited({part: turned}, base=with_picture()))
    kinds = [n.kind for n in read_file(path).notices]
    assert kinds == [NoticeKind.PICTURE, NoticeKind.ERROR, NoticeKind.PICTURE]


@pytest.mark.parametrize(
    "part",
    ["xl/metadata.xml", "xl/richData/rdrichvalue.xml", "xl/richData/rdrichvaluestructure.xml"],
)
@pytest.mark.parametrize("spoil", ["absent", "another kind"])
def test_what_is_no_picture_stays_an_error_value(tmp_path: Path, part: str, spoil: str) -> None:
    path, base = tmp_path / "logo.xlsx", with_picture()
    with zipfile.ZipFile(io.BytesIO(base)) as archive:
        xml = archive.read(part).decode()
    other = re.sub('"(_localImage|XLRICHVALUE)"', '"_error"', xml).replace(
        '<rv s="0">', '<rv s="9">'
    )
    path.write_bytes(edited({part: other if spoil == "another kind" else None}, base=base))
    kinds = [n.kind for n in read_file(path).notices]
    assert kinds == [NoticeKind.ERROR] * 3


@pytest.mark.slow
def test_merged_ranges_without_end_are_refused_by_their_number(tmp_path: Path) -> None:
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, MAX_MERGED + 2))
    xml = sheet_xml("").replace("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")
    with pytest.raises(Failure, match=r"50\.001 foutwaarden, formules zonder uitkomst of samen"):
        read_xml(tmp_path, xml)


@pytest.mark.slow
def test_the_second_reader_leaves_what_would_take_it_a_minute(tmp_path: Path) -> None:
    ranges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 5000))
    xml = sheet_xml("").replace("</sheetData>", f"</sheetData><mergeCells>{ranges}</mergeCells>")
    snapshot = read_xml(tmp_path, xml, read_thoroughly)
    (told,) = [n.text for n in snapshot.notices if n.kind is NoticeKind.DISAGREEMENT]
    assert "het tweede kan dit bestand niet lezen" in told


def test_counts_that_a_part_declares_reserve_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "telling.xlsx"
    strings = f'<sst xmlns="{MAIN}" count="9" uniqueCount="99999999999"><si><t>a</t></si></sst>'
    styles = f'<styleSheet xmlns="{MAIN}"><cellXfs count="99999999999"><xf/></cellXfs></styleSheet>'
    cell = sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    parts = {"xl/sharedStrings.xml": strings, "xl/styles.xml": styles, SHEET: cell}
    path.write_bytes(edited(parts))
    assert read_file(path).sheets[0].rows == (("a",),)


# Files that cannot be read: each one sentence.

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(stream: str) -> bytes:
    """Give the outline of an OLE file with a stream of this name."""
    return OLE + stream.encode("utf-16-le") + bytes(512)


def office(kind: str, root: str) -> bytes:
    """Give an Office package of another kind."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            f'<Relationships><Relationship Id="r" Target="{kind}" '
            'Type="http://x/relationships/officeDocument"/></Relationships>',
        )
        archive.writestr(kind, f"<{root}/>")
    return target.getvalue()


def zipped(name: str, content: str) -> bytes:
    """Give a zip with one file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(name, content)
    return target.getvalue()


def strict() -> bytes:
    """Give a workbook saved as Strict Open XML."""
    with zipfile.ZipFile(io.BytesIO(contract_of_one())) as archive:
        book = archive.read("xl/workbook.xml")
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    return edited({"xl/workbook.xml": book.replace(old, new)})


def cell(reference: str, content: str = "<v>1</v>", attributes: str = "") -> bytes:
    """Give a workbook with one cell in A1 and one elsewhere."""
    row = int(re.sub(r"\D", "", reference))
    first = '<row r="1"><c r="A1"><v>1</v></c></row>'
    other = f'<row r="{row}"><c r="{reference}"{attributes}>{content}</c></row>'
    return edited({SHEET: sheet_xml(first + other)})


def with_sheets(parts: Mapping[str, bytes | str | None], targets: Sequence[str]) -> bytes:
    """Give a workbook with a sheet for each target, the name of a part in `xl/worksheets`."""
    ids = range(len(targets))
    names = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in ids)
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    related = "".join(
        f'<Relationship Id="r{n}" Type="http://x/worksheet" Target="worksheets/{target}"/>'
        for n, target in enumerate(targets)
    )
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>'
    rels = f"<Relationships>{related}</Relationships>"
    return edited({"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": rels, **parts})


def small_sheets(count: int) -> bytes:
    """Give a workbook of sheets that are each a grid of 260,000 cells, two of them filled."""
    corners = '<row r="1"><c r="A1"><v>1</v></c></row><row r="9999"><c r="Z9999"><v>1</v></c></row>'
    names = [f"klein{number}.xml" for number in range(count)]
    return with_sheets(
        dict.fromkeys((f"xl/worksheets/{n}" for n in names), sheet_xml(corners)), names
    )


def merged(reference: str) -> str:
    """Give a sheet with one filled cell and one merged range."""
    return sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>').replace(
        "</worksheet>", f'<mergeCells><mergeCell ref="{reference}"/></mergeCells></worksheet>'
    )


def many_parts() -> bytes:
    """Give a zip of so many parts that knowing their names takes long."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(10_001):
            archive.writestr(zipfile.ZipInfo(f"{number}"), b"")
    return target.getvalue()


def squeezed() -> bytes:
    """Give a workbook in a compression that reserves whatever memory the file asks for."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(contract_of_one())) as given_parts,
        zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as archive,
    ):
        for name in given_parts.namelist():
            archive.writestr(name, given_parts.read(name))
    return target.getvalue()


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'

BAD: Mapping[str, tuple[Callable[[], bytes], Cause]] = {
    "nothing": (lambda: b"", Cause.EMPTY),
    "zeros only": (lambda: bytes(5000), Cause.DAMAGED),
    "text": (lambda: b"Geachte heer", Cause.NOT_EXCEL),
    "csv": (lambda: b"Vestiging;School\n00AH17;De Werkhoek\n", Cause.NOT_EXCEL),
    "html": (lambda: b"<html><table></table></html>", Cause.WEB_PAGE),
    "a page to log in": (
        lambda: b"\xef\xbb\xbf\r\n<!DOCTYPE HTML>\n<html lang=nl>",
        Cause.WEB_PAGE,
    ),
    "a page in UTF-16": (lambda: "<html><body>".encode("utf-16"), Cause.WEB_PAGE),
    "XHTML": (lambda: b'<?xml version="1.0"?>\n<!-- x -->\n<!doctype html><html/>', Cause.WEB_PAGE),
    "an archive of a page": (lambda: b"MIME-Version: 1.0\nContent-Type: x", Cause.WEB_PAGE),
    "a table of a page": (lambda: b" <table border=1><tr><td>1</td></tr></table>", Cause.WEB_PAGE),
    "XML that is no page": (lambda: b'<?xml version="1.0"?><Workbook/>', Cause.NOT_EXCEL),
    "encrypted": (lambda: ole("EncryptedPackage"), Cause.ENCRYPTED),
    "labelled": (lambda: ole("EncryptedPackage\0DRMEncryptedTransform"), Cause.LABELLED),
    "old and labelled": (lambda: ole("Workbook\0\tDRMContent"), Cause.LABELLED),
    "old Excel": (lambda: ole("Workbook"), Cause.OLD_EXCEL),
    "old Word": (lambda: ole("WordDocument"), Cause.NOT_EXCEL),
    "half a file": (lambda: contract_of_one()[:3000], Cause.DAMAGED),
    "all but the end": (lambda: contract_of_one()[:-30], Cause.DAMAGED),
    "a changed byte": (lambda: contract_of_one().replace(b"PK\1\2", b"PK\1\3", 1), Cause.DAMAGED),
    "a zip": (lambda: zipped("lees mij.txt", "hallo"), Cause.NOT_EXCEL),
    "ods": (
        lambda: zipped("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        Cause.NOT_EXCEL,
    ),
    "docx": (lambda: office("word/document.xml", "document"), Cause.NOT_EXCEL),
    "xlsb": (lambda: office("xl/workbook.bin", "workbook"), Cause.BINARY_EXCEL),
    "strict": (strict, Cause.STRICT),
    "no workbook": (lambda: edited({"xl/workbook.xml": None}), Cause.DAMAGED),
    "no sheet": (lambda: edited({SHEET: None}), Cause.DAMAGED),
    "half a sheet": (lambda: edited({SHEET: '<worksheet><sheetData><row r="1"><c'}), Cause.DAMAGED),
    "a sheet in UTF-16": (lambda: edited({SHEET: sheet_xml("").encode("utf-16")}), Cause.DAMAGED),
    "a text that is not there": (lambda: cell("B2", "<v>99</v>", ' t="s"'), Cause.DAMAGED),
    "a number that is none": (lambda: cell("B2", "<v>1e999</v>"), Cause.DAMAGED),
    "a table without a range": (
        lambda: edited({"xl/tables/table1.xml": '<table name="a" ref="A1:#REF!"/>'}),
        Cause.DAMAGED,
    ),
    "an unknown encoding": (
        lambda: edited({"xl/workbook.xml": '<?xml version="1.0" encoding="UTF-5"?><workbook/>'}),
        Cause.DAMAGED,
    ),
    "entities in the workbook": (
        lambda: edited({"xl/workbook.xml": f"{DOCTYPE}<workbook>&b;</workbook>"}),
        Cause.DAMAGED,
    ),
    "entities in the sheet": (
        lambda: edited({SHEET: sheet_xml("", before=DOCTYPE)}),
        Cause.DAMAGED,
    ),
    "entities in the texts": (
        lambda: edited({"xl/sharedStrings.xml": f"{DOCTYPE}<sst><si><t>&b;</t></si></sst>"}),
        Cause.DAMAGED,
    ),
    "endless elements": (
        lambda: edited({"xl/workbook.xml": "<workbook>" + "<sheet/>" * 200_001 + "</workbook>"}),
        Cause.DAMAGED,
    ),
    "the farthest cell": (lambda: cell("XFD1048576", "<v> </v>", ' t="str"'), Cause.TOO_LARGE),
    "a far cell": (lambda: cell("CV100000"), Cause.TOO_LARGE),
    "a cell beyond the sheet": (lambda: cell("A99999999999"), Cause.TOO_LARGE),
    "a column beyond the sheet": (lambda: cell("ZZZZZZZZZZ1"), Cause.TOO_LARGE),
    "a thousand small sheets": (lambda: small_sheets(1000), Cause.TOO_LARGE),
    "one part for a thousand sheets": (
        lambda: with_sheets({SHEET: sheet_xml(" " * 1_000_000)}, ["sheet1.xml"] * 1000),
        Cause.TOO_LARGE,
    ),
    "errors to the last row": (
        lambda: edited(
            {SHEET: sheet_xml("".join(f'<c r="A{r}" t="e"/>' for r in range(1, 100_002)))}
        ),
        Cause.TOO_LARGE,
    ),
    "ten thousand parts": (many_parts, Cause.DAMAGED),
    "another compression": (squeezed, Cause.DAMAGED),
    # What is malformed in a way that a pattern could try again and again.
    "cells without an end": (
        lambda: edited({SHEET: sheet_xml('<c r="A1" t="e"' * 200_000)}),
        Cause.DAMAGED,
    ),
    "formulas without an end": (
        lambda: edited({SHEET: sheet_xml('<c r="A1"><f ' * 200_000)}),
        Cause.DAMAGED,
    ),
    "an error cell without its value": (
        lambda: edited({SHEET: sheet_xml('<c r="A1" t="e"#REF!</v></c><c r="B1"><v>1</v></c>')}),
        Cause.DAMAGED,
    ),
    "an error cell of blanks": (
        lambda: edited({SHEET: sheet_xml('<c r="A1" t="e">' + " " * 100_000)}),
        Cause.DAMAGED,
    ),
    "comments without an end": (
        lambda: edited({SHEET: sheet_xml("<!-- " * 200_000)}),
        Cause.DAMAGED,
    ),
    "a bomb": (lambda: edited({SHEET: sheet_xml(" " * 30_000_000)}), Cause.TOO_LARGE),
}


#: So large that to read them takes seconds.
LARGE = {"endless elements", "errors to the last row", "one part for a thousand sheets"}


@pytest.mark.parametrize(
    "name", [pytest.param(n, marks=pytest.mark.slow if n in LARGE else ()) for n in BAD]
)
def test_a_bad_file_is_one_sentence_with_its_cause(tmp_path: Path, name: str) -> None:
    make, cause = BAD[name]
    path = tmp_path / "regio.xlsx"
    path.write_bytes(make())
    start = time.process_time()
    with pytest.raises(Failure) as failure:
        read_file(path)
    assert failure.value.cause is cause
    assert "regio.xlsx" in str(failure.value)
    assert time.process_time() - start < 10


def test_a_lock_file_is_not_opened_and_a_folder_or_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "~$regio.xlsx").write_bytes(b"\x05M. Vos")
    (tmp_path / "map.xlsx").mkdir()
    causes = []
    for name in ("~$regio.xlsx", "map.xlsx", "weg.xlsx", "~$regio.xlsx/nog dieper.xlsx"):
        with pytest.raises(Failure) as failure:
            read_file(tmp_path / name)
        causes.append(failure.value.cause)
    assert causes == [Cause.LOCK_FILE, Cause.FOLDER, Cause.NOT_FOUND, Cause.NOT_FOUND]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no user ids on this system")
def test_a_file_that_may_not_be_read_is_said() -> None:
    # As root every file may be read, so the reading is left to a process that is nobody.
    program = (
        "import os, sys\nfrom pathlib import Path\n"
        "from sto_xl.books.reading.file import read_file\n"
        "from sto_xl.system.errors import Failure\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "try: read_file(Path(sys.argv[1]))\n"
        "except Failure as failure: print(failure.cause.name)\n"
    )
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        path = Path(folder) / "regio.xlsx"
        path.write_bytes(contract_of_one())
        path.chmod(0)
        done = subprocess.run(
            [sys.executable, "-c", program, path],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
    assert done.stdout.strip() == "NO_PERMISSION"


def test_a_file_on_disk_is_bounded_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "regio.xlsx"
    with path.open("wb") as file:
        file.truncate(101_000_000)
    with pytest.raises(Failure, match="101 MB") as failure:
        read_file(path)
    assert failure.value.cause is Cause.TOO_LARGE


def test_what_the_disk_refuses_is_said(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        read_file(tmp_path / ("r" * 300 + ".xlsx"))
    assert failure.value.cause is Cause.UNREADABLE


def test_what_openpyxl_stumbles_over_is_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "regio.xlsx"
    path.write_bytes(cell("B2", "<v>99</v>", ' t="s"'))
    with pytest.raises(Failure) as failure:
        read_with_openpyxl(path)
    assert failure.value.cause is Cause.DAMAGED


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes on this system")
def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.xlsx")
    with pytest.raises(Failure) as failure:
        read_file(tmp_path / "pijp.xlsx")
    assert failure.value.cause is Cause.NOT_EXCEL


def test_a_panic_inside_calamine_is_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No file is known any more that makes it panic; the class cannot be imported.
    import python_calamine

    panic = type("PanicException", (BaseException,), {})
    path = tmp_path / "regio.xlsx"
    path.write_bytes(contract_of_one())
    for raised, seen in ((panic, Failure), (KeyboardInterrupt, KeyboardInterrupt)):

        def fail(*_arguments: object, error: type[BaseException] = raised) -> None:
            raise error

        monkeypatch.setattr(python_calamine, "load_workbook", fail)
        with pytest.raises(seen):
            read_file(path)
