"""Sound workbooks that another program wrote in an unusual form: read, and every value of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import time
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.books.reading import second, spelling, thorough
from sto_xl.books.reading.annotated import read_annotated
from sto_xl.books.reading.areas import corners
from sto_xl.books.reading.file import read_file, read_input
from sto_xl.books.reading.package import MAX_FORMATS, Package
from sto_xl.books.reading.thorough import read_thoroughly
from sto_xl.grid import NoticeKind, Snapshot, Value
from sto_xl.system.errors import Cause, Failure
from support.made_up import tried
from support.unusual import (
    MAIN,
    OFFICE,
    SHEET,
    SHEET_RELATIONS,
    STRINGS,
    STYLES,
    WORKBOOK,
    package,
    relations,
    sheet,
    workbook,
)

#: A cell, and what Excel, or whoever wrote it, means by it.
CELLS: Mapping[str, tuple[str, Value]] = {
    "a text of its own in v": ('<c r="B1" t="inlineStr"><v>x</v></c>', "x"),
    "a formula before a text of its own": (
        '<c r="B1" t="inlineStr"><f>A1</f><is><t>x</t></is></c>',
        "x",
    ),
    "a formula behind it": ('<c r="B1" t="inlineStr"><is><t>x</t></is><f>A1</f></c>', "x"),
    "a formula behind its value": ('<c r="B1"><v>5</v><f>2+3</f></c>', 5),
    "a text of its own without a type": ('<c r="B1"><is><t>x</t></is></c>', "x"),
    "a text of its own called shared": ('<c r="B1" t="s"><is><t>x</t></is></c>', "x"),
    "a text of its own called a result": (
        '<c r="B1" t="str"><f>A1</f><is><t>x</t></is></c>',
        "x",
    ),
    "a text of its own called a truth": ('<c r="B1" t="b"><is><t>x</t></is></c>', "x"),
    "a text in pieces": (
        '<c r="B1" t="inlineStr"><is><r><t>a</t></r><r><rPr><b/></rPr><t> b</t></r></is></c>',
        "a b",
    ),
    "how a text sounds": (
        '<c r="B1" t="inlineStr"><is><t>x</t><rPh sb="0" eb="1"><t>y</t></rPh></is></c>',
        "x",
    ),
    "a text without an element": ('<c r="B1" t="inlineStr"><is>x</is></c>', "x"),
    "a text in nothing": ('<c r="B1">x &amp; y</c>', "x & y"),
    "a text without is": ('<c r="B1" t="inlineStr"><t>x</t></c>', "x"),
    "a shared text between blanks": ('<c r="B1" t="s"><v> 1 </v></c>', "Een"),
    "a shared text with decimals": ('<c r="B1" t="s"><v>1.0</v></c>', "Een"),
    "a text called shared": ('<c r="B1" t="s"><v>tekst</v></c>', "tekst"),
    "a type in capitals": ('<c r="B1" t="S"><v>1</v></c>', "Een"),
    "a text called a number": ('<c r="B1" t="n"><v>abc</v></c>', "abc"),
    "a text without a type": ('<c r="B1"><v>abc</v></c>', "abc"),
    "a text in a date cell": ('<c r="B1" s="1" t="n"><v>nog niet</v></c>', "nog niet"),
    "a text of an unknown type": ('<c r="B1" t="string"><v>0612</v></c>', "0612"),
    "a number of an unknown type": ('<c r="B1" t="float"><v>12</v></c>', 12),
    "a number of no type": ('<c r="B1" t=""><v>12</v></c>', 12),
    "a number between blanks": ('<c r="B1"><v> 12.5\n</v></c>', 12.5),
    "a number with a comma": ('<c r="B1"><v>1,5</v></c>', 1.5),
    "a number with a comma that says so": ('<c r="B1" t="n"><v>-1,5</v></c>', -1.5),
    "a number with blanks in it": ('<c r="B1"><v>1 200</v></c>', "1 200"),
    "no number": ('<c r="B1"><v>NaN</v></c>', "NaN"),
    "blanks for a number": ('<c r="B1"><v> </v></c>', None),
    "two values": ('<c r="B1"><v>1</v><v>2</v></c>', "1 2"),
    "a truth in letters": ('<c r="B1" t="b"><v>true</v></c>', True),
    "an untruth in capitals": ('<c r="B1" t="b"><v>FALSE</v></c>', False),
    "a truth that is none": ('<c r="B1" t="b"><v>misschien</v></c>', "misschien"),
    "a day": ('<c r="B1" t="d"><v>2024-01-02</v></c>', dt.date(2024, 1, 2)),
    "a day in a zone": ('<c r="B1" t="d"><v>2024-01-02T00:00:00Z</v></c>', dt.date(2024, 1, 2)),
    "a number called a day": ('<c r="B1" s="1" t="d"><v>45000</v></c>', dt.date(2023, 3, 15)),
    "a text called a day": ('<c r="B1" t="d"><v>morgen</v></c>', "morgen"),
    "a value with an extension": (
        '<c r="B1"><v>5</v><extLst><ext uri="u"><x>9</x></ext></extLst></c>',
        5,
    ),
    "an instruction": ('<c r="B1"><?a b?><v>5</v></c>', 5),
    "attributes between single quotes": ("<c r='B1' t='inlineStr'><v>x</v></c>", "x"),
    "attributes with room": ('<c r = "B1" t = "str" ><v >x</v ></c >', "x"),
    "attributes in another order": ('<c t="str" s="0" r="B1"><v>x</v></c>', "x"),
    "lines between the elements": ('<c r="B1" t="str">\n <f>A1</f>\n <v>x</v>\n</c>', "x"),
    "an absolute place": ('<c r="$B$1"><v>5</v></c>', 5),
    "a place in small letters": ('<c r="b1"><v>5</v></c>', 5),
    "half a place": ('<c r="B"><v>5</v></c>', 5),
    "an empty place": ('<c r=""><v>5</v></c>', 5),
    "a row that is none": ('<c r="B0"><v>5</v></c>', 5),
}


def one_row(cell: str) -> str:
    return f'<row r="1"><c r="A1" t="s"><v>0</v></c>{cell}<c r="C1"><v>9</v></c></row>'


def saved(folder: Path, changed: Mapping[str, str | None]) -> Path:
    path = folder / "lijst.xlsx"
    path.write_bytes(package(changed))
    return path


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_in_an_unusual_form_is_read_for_what_it_holds(tmp_path: Path, name: str) -> None:
    cell, value = CELLS[name]
    path = saved(tmp_path, {SHEET: sheet(one_row(cell))})
    snapshot = read_file(path)
    assert snapshot.sheets[0].rows == (("Nul", value, 9),)
    assert type(snapshot.sheets[0].rows[0][1]) is type(value)
    assert snapshot.notices == ()


@pytest.mark.parametrize("name", CELLS)
def test_an_unusual_list_is_adopted_with_what_check_reads(tmp_path: Path, name: str) -> None:
    path = saved(tmp_path, {SHEET: sheet(one_row(CELLS[name][0]))})
    assert values_of(path) == values_checked(read_file(path))


def values_checked(snapshot: Snapshot) -> dict[tuple[str, int, int], Value]:
    return {
        (part.name, part.top + r, part.left + c): value
        for part in snapshot.sheets
        for r, row in enumerate(part.rows)
        for c, value in enumerate(row)
        if value is not None
    }


def values_of(path: Path) -> dict[tuple[str, int, int], Value]:
    return {
        (part.name, *spot): cell.value
        for part in read_annotated(path).sheets
        for spot, cell in part.cells.items()
        if cell.value is not None
    }


TYPES = ("", "s", "str", "inlineStr", "n", "b", "d", "e", "S", "string", "bool", "n ")
HELD = ("x", "0", "1", "12", "1,5", " 7 ", "-3.5", "true", "2024-01-02", "#REF!", "NaN", "a &lt; b")
PIECES = (
    *(f"<v>{held}</v>" for held in HELD),
    *(f"<is><t>{held}</t></is>" for held in HELD),
    *("<f>A1</f>", "<f/>", '<f t="shared" si="0"/>', "<v/>", "<v></v>", "<is/>", "\n", "tekst"),
    "<is><r><t>a</t></r></is>",
)
ANY_CELL = st.builds(
    lambda kind, style, pieces: (
        f"<c {{}}{style}{f' t={kind!r}' if kind else ''}>{''.join(pieces)}</c>"
    ),
    st.sampled_from(TYPES),
    st.sampled_from(("", ' s="0"', ' s="1"', ' s="2"', ' s="9"')),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
)


@tried(300)
@given(cells=st.lists(ANY_CELL, min_size=1, max_size=12), placed=st.booleans())
def test_every_cell_that_holds_something_has_a_value_or_a_notice(
    tmp_path_factory: pytest.TempPathFactory, cells: list[str], *, placed: bool
) -> None:
    row = "".join(
        cell.format(f'r="{chr(65 + at)}1"' if placed else "") for at, cell in enumerate(cells)
    )
    xml = sheet(f'<row r="1">{row}</row>')
    parts = {SHEET: xml, STRINGS: f"<sst>{'<si><t>tekst</t></si>' * 20}</sst>"}
    snapshot = read_file(saved(tmp_path_factory.getbasetemp(), parts))
    held = {
        at
        for at, cell in enumerate(ET.fromstring(xml).iter(f"{{{MAIN}}}c"), 1)  # noqa: S314 - ours
        if any(
            (text or "").strip()
            for element in cell.iter()
            if element.tag != f"{{{MAIN}}}f"
            for text in (element.text, element.tail if element is not cell else "")
        )
    }
    told = {at for _, _, at in values_checked(snapshot)} | {n.column for n in snapshot.notices}
    assert held <= told


def test_a_cell_that_is_there_twice_is_damage_and_not_a_lost_value(tmp_path: Path) -> None:
    twice = '<c r="B1"><v>5</v></c><c r="B1"><v>6</v></c>'
    with pytest.raises(Failure) as failure:
        read_file(saved(tmp_path, {SHEET: sheet(one_row(twice))}))
    assert failure.value.cause is Cause.DAMAGED


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="B1" t="s"><v>99</v></c>',
        '<c r="B1" t="s"><v>-1</v></c>',
        '<c r="B1"><v>1e999</v></c>',
        '<c r="B1"><v>1,5e999</v></c>',
    ],
)
def test_a_value_that_nobody_has_is_damage(tmp_path: Path, cell: str) -> None:
    with pytest.raises(Failure) as failure:
        read_file(saved(tmp_path, {SHEET: sheet(one_row(cell))}))
    assert failure.value.cause is Cause.DAMAGED


@pytest.mark.slow
@pytest.mark.parametrize(
    "sample",
    ['<c r="A1" t="inlineStr"><is>', '<c r="A1" t="x">', "<c <v>", '<c r="A1"><extLst>', "<c t='s"],
)
def test_cells_that_do_not_end_take_time_in_proportion(sample: str) -> None:
    start = time.process_time()
    spelling.plain(sheet(sample * 100_000).encode())
    assert time.process_time() - start < 5


# What a reader need not see


@pytest.mark.parametrize("dimension", ["1:4", "A:C", "$A$1:$C$1", "A1", "", "#REF!", "C1:A1"])
@pytest.mark.parametrize("reader", [read_file, read_input, read_annotated])
def test_a_declared_range_may_be_in_whatever_form(
    tmp_path: Path, dimension: str, reader: object
) -> None:
    xml = sheet(one_row('<c r="B1" t="str"><v>x</v></c>'), before=f'<dimension ref="{dimension}"/>')
    path = saved(tmp_path, {SHEET: xml})
    assert callable(reader)
    assert reader(path)
    assert read_file(path).sheets[0].rows == (("Nul", "x", 9),)


@pytest.mark.parametrize(
    ("written", "place", "shown"),
    [
        ("F:G", (1, 6), "F:G"),
        ("3:4", (3, 1), "3:4"),
        ("$A$1:$C$1", (1, 1), "A1:C1"),
        ("a2:b3", (2, 1), "A2:B3"),
        ("C5:B4", (4, 2), "C5:B4"),
        (" E7:E8 ", (7, 5), "E7:E8"),
    ],
)
def test_a_merged_range_may_be_in_whatever_form(
    tmp_path: Path, written: str, place: tuple[int, int], shown: str
) -> None:
    after = f'<mergeCells count="1"><mergeCell ref="{written}"/></mergeCells>'
    path = saved(tmp_path, {SHEET: sheet(one_row(""), after=after)})
    (notice,) = read_file(path).notices
    assert (notice.kind, notice.row, notice.column, notice.text) == (
        NoticeKind.MERGED,
        *place,
        shown,
    )
    (area,) = read_annotated(path).sheets[0].merged
    assert (area.top, area.left) == place


def test_what_names_no_range_is_none() -> None:
    assert [corners(name) for name in ("", ":", "A", "7", "A1:B", "A:7", "#REF!", "AAAA1")] == [
        None
    ] * 8
    assert corners("$B$2") == (2, 2, 2, 2)


# What a package refers to


@pytest.mark.parametrize("given", ['r:id=""', "", 'r:id="r77"'])
def test_a_module_that_refers_to_nothing_is_no_sheet(tmp_path: Path, given: str) -> None:
    listed = workbook(
        f'<sheet name="Module1" sheetId="2" {given}/><sheet name="S" sheetId="1" r:id="r1"/>'
    )
    path = saved(tmp_path, {WORKBOOK: listed, SHEET: sheet(one_row(""))})
    assert [part.name for part in read_file(path).sheets] == ["S"]
    assert [part.name for part in read_annotated(path).sheets] == ["S"]


def test_parts_that_are_referred_to_and_absent_are_missed_where_they_are_needed(
    tmp_path: Path,
) -> None:
    beside = ("table", "comments", "drawing", "printerSettings", "vmlDrawing")
    parts: dict[str, str | None] = {
        SHEET: sheet('<row r="1"><c r="A1" s="1"><v>9</v></c></row>'),
        STYLES: None,
        STRINGS: None,
        SHEET_RELATIONS: relations(*((kind, f"../{kind}1.xml") for kind in beside)),
    }
    path = saved(tmp_path, parts)
    snapshot = read_file(path)
    assert (snapshot.sheets[0].rows, snapshot.tables) == (((9,),), ())
    assert values_of(path) == {("S", 1, 1): 9}


def test_a_text_of_which_the_table_is_absent_is_damage(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        read_file(saved(tmp_path, {SHEET: sheet(one_row("")), STRINGS: None}))
    assert failure.value.cause is Cause.DAMAGED


def test_formats_without_end_are_refused_with_what_to_do(tmp_path: Path) -> None:
    for formats in (
        "<cellXfs>" + "<xf/>" * (MAX_FORMATS + 1) + "</cellXfs>",
        "<numFmts>" + "<numFmt />" * (MAX_FORMATS + 1) + "</numFmts>",
        f'<numFmts><numFmt numFmtId="200" formatCode="{"0 " * 600}"/></numFmts>',
    ):
        styles = f'<styleSheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{formats}</styleSheet>'
        with pytest.raises(Failure, match="Plakken speciaal") as failure:
            read_file(saved(tmp_path, {SHEET: sheet(one_row("")), STYLES: styles}))
        assert failure.value.cause is Cause.TOO_MANY_FORMATS


# Two readers


def ours(cell: str = "") -> dict[str, str | None]:
    """Give a workbook with a list of schools under its own name, and a cell beside it."""
    headings = [column.heading for column in sheets.SCHOLEN.columns]
    row = "".join(f'<c t="str"><v>{heading}</v></c>' for heading in headings)
    return {
        SHEET: sheet(f'<row r="1">{row}</row><row r="2">{cell}</row>'),
        WORKBOOK: workbook('<sheet name="Scholen" sheetId="1" r:id="r1"/>'),
    }


def told(snapshot: Snapshot) -> list[str]:
    return [n.text for n in snapshot.notices if n.kind is NoticeKind.DISAGREEMENT]


def test_where_the_second_reader_refuses_the_first_stands_and_it_is_said(tmp_path: Path) -> None:
    snapshot = read_thoroughly(saved(tmp_path, ours('<c r="A2" t="b"><v>true</v></c>')))
    assert snapshot.sheets[0].value(2, 1) is True
    assert [re.sub(", zodat.*", "", text) for text in told(snapshot)] == [
        "het tweede kan dit bestand niet lezen"
    ]


def test_where_the_first_reader_refuses_the_second_stands_and_it_is_said(tmp_path: Path) -> None:
    path = saved(tmp_path, ours('<c r="A2"><v>5</v></c><c r="A2"><v>6</v></c>'))
    snapshot = read_thoroughly(path)
    assert snapshot.sheets[0].value(2, 1) == 6
    assert [re.sub(", zodat.*", "", text) for text in told(snapshot)] == [
        "het eerste kan dit bestand niet lezen"
    ]
    assert snapshot.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_neither_reads_or_declares_types_is_damage(tmp_path: Path) -> None:
    broken = ours() | {SHEET: "<worksheet><sheetData><row"}
    bomb = ours() | {SHEET: f"<!DOCTYPE x []>{sheet(one_row(''))}"}
    for parts in (broken, bomb):
        with pytest.raises(Failure) as failure:
            read_thoroughly(saved(tmp_path, parts))
        assert failure.value.cause is Cause.DAMAGED


def test_what_is_no_workbook_of_ours_is_not_read_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Package] = []

    def counted(package: Package) -> Snapshot:
        read.append(package)
        return second.read_package_with_openpyxl(package)

    monkeypatch.setattr(thorough, "read_package_with_openpyxl", counted)
    read_thoroughly(saved(tmp_path, {SHEET: sheet(one_row(""))}))
    assert read == []
    read_thoroughly(saved(tmp_path, ours()))
    assert len(read) == 1
