"""A workbook file filled in: what its XML becomes, and when it is left alone with a sentence."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sto_xl.books.filling import FileBook
from sto_xl.grid import Cell, CellRow, Changes, ColumnCells, Formula, TailRows, area_of
from sto_xl.system.errors import Cause, Failure
from support.packages import differing, hand_made, parts, reworked

SHEET = "xl/worksheets/sheet1.xml"
TABLE = "xl/tables/table0.xml"
DAY = dt.date(2026, 11, 24)


def cells(*rows: str) -> str:
    """Give rows of text cells: `Kop 1 | Kop 2`, from row 1 on."""
    made = []
    for r, row in enumerate(rows, 1):
        inner = "".join(
            f'<c r="{chr(65 + c)}{r}" t="inlineStr"><is><t>{text.strip()}</t></is></c>'
            for c, text in enumerate(row.split("|"))
        )
        made.append(f'<row r="{r}">{inner}</row>')
    return f"<sheetData>{''.join(made)}</sheetData>"


TWO = cells("Kop 1|Kop 2", "a|1", "b|2")
#: One row, then two more than there were.
LONGER: tuple[CellRow, ...] = (("b", "2"), ("c", 3), ("d", DAY))


def filled(
    data: bytes, rows: tuple[CellRow, ...] = LONGER, top: int = 3, *, head: int = 1, left: int = 1
) -> FileBook:
    """Give the book whose table has these last rows; the same again changes nothing."""
    book = FileBook(data, "proef.xlsx")
    wanted = Changes(tails=(TailRows("tblProef", "Blad", head, top, left, rows),))
    book.apply(wanted)
    once = book.data
    FileBook(once, "proef.xlsx").snapshot()
    again = FileBook(once, "proef.xlsx")
    again.apply(wanted)
    assert again.data == once
    return book


def sheet_of(book: FileBook) -> str:
    return parts(book.data)[SHEET].decode()


def values(book: FileBook) -> list[tuple[object, ...]]:
    return [tuple(row) for row in FileBook(book.data, "").snapshot().sheets[0].rows]


def test_a_table_grows_and_nothing_else_changes() -> None:
    data = hand_made(TWO, {"T": "A1:B3"})
    book = filled(data)
    assert differing(data, book.data) == {SHEET, TABLE, "xl/workbook.xml"}
    assert 'ref="A1:B5"' in parts(book.data)[TABLE].decode()
    assert values(book)[1:] == [("a", "1"), ("b", "2"), ("c", 3), ("d", "24-11-2026")]
    before, after = parts(data)[SHEET].decode(), sheet_of(book)
    # Row 3 stays as it is: only rows 4 and 5 come before the end.
    assert after.startswith(before[: before.index("</sheetData>")])
    assert after.endswith(before[before.index("</sheetData>") :])


def test_a_table_shrinks_and_cells_keep_their_look() -> None:
    rows = (
        '<row r="3"><c r="A3" s="2" t="inlineStr"><is><t>b</t></is></c><c r="B3"><v>2</v></c>'
        '<c r="C3"><v>9</v></c></row>'
    )
    data = hand_made(TWO, {"T": "A1:B3"})
    data = reworked(data, {SHEET: lambda x: re.sub(r'<row r="3">.*?</row>', rows, x)})
    book = filled(data, (), top=3)
    assert 'ref="A1:B2"' in parts(book.data)[TABLE].decode()
    assert '<row r="3"><c r="A3" s="2"/><c r="B3"/><c r="C3"><v>9</v></c></row>' in sheet_of(book)


CELLS: Mapping[str, tuple[Cell, str]] = {
    "a text": ("a & <b>", 't="inlineStr"><is><t xml:space="preserve">a &amp; &lt;b&gt;</t>'),
    "blanks around": (" a ", '<t xml:space="preserve"> a </t>'),
    "a return": ("a\r\nb", '<t xml:space="preserve">a_x000D_\nb</t>'),
    "a control character": ("a\x0bb", '<t xml:space="preserve">a_x000B_b</t>'),
    "what looks like an escape": ("_x000B_", '<t xml:space="preserve">_x005F_x000B_</t>'),
    "half a pair": ("\ud83d", '<t xml:space="preserve">_xD83D_</t>'),
    "a formula as a text": ("=1+1", '<t xml:space="preserve">=1+1</t>'),
    "true": (True, ' t="b"><v>1</v>'),
    "a whole number": (12, "><v>12</v>"),
    "a fraction": (0.1, "><v>0.1</v>"),
    "a formula": (Formula('=A1&"<"'), '><f>A1&amp;"&lt;"</f></c>'),
    "a day of before Excel's first": (dt.date(1899, 5, 6), '<t xml:space="preserve">06-05-1899<'),
    "a time": (dt.time(12), "><v>0.5</v>"),
}


@pytest.mark.parametrize("case", CELLS.values(), ids=CELLS)
def test_a_cell_is_written_as_excel_writes_it(case: tuple[Cell, str]) -> None:
    cell, xml = case
    book = FileBook(hand_made(TWO, {"T": "A1:B3"}), "")
    tail = TailRows("T", "Blad", 1, 4, 1, ((cell, None),))
    book.apply(Changes(tails=(tail,)))
    assert xml in sheet_of(book)


@pytest.mark.parametrize(
    ("workbook", "day", "number"),
    [
        ("", DAY, 46350),
        ("", dt.date(1900, 1, 1), 1),
        ("", dt.date(1900, 2, 28), 59),
        ("", dt.date(1900, 3, 1), 61),
        ("", dt.datetime(2026, 11, 24, 12), 46350.5),
        ('<workbookPr date1904="1"/>', DAY, 44888),
    ],
)
def test_a_day_is_its_number(workbook: str, day: dt.date, number: float) -> None:
    sheet = '<cols><col min="1" max="2" width="12" style="1"/></cols>' + TWO
    data = hand_made(sheet, {"T": "A1:B3"})
    data = reworked(
        data,
        {"xl/workbook.xml": lambda x: x.replace("<sheets>", f"{workbook}<sheets>")}
        if workbook
        else {},
    )
    # The column shows days, so that they are not written as text.
    data = reworked(data, {SHEET: lambda x: x.replace('<c r="A3"', '<c r="A3" s="1"')})
    book = filled(data, ((day, None),), top=4)
    assert f'<c r="A4" s="1"><v>{number}</v></c>' in sheet_of(book)
    assert values(book)[-1][0] == day


SPELLINGS: Mapping[str, str] = {
    "no references": (
        "<sheetData><row><c t='inlineStr'><is><t>Kop 1</t></is></c>"
        "<c t='inlineStr'><is><t>Kop 2</t></is></c></row>"
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
        "</sheetData>"
    ),
    "single quotes and blanks": (
        "<sheetData >\n <row r = '1' spans='1:2'>\n  <c r = 'A1' t = 'inlineStr' ><is><t>Kop 1"
        "</t></is></c >\n  <c r='B1' t='inlineStr'><is><t>Kop 2</t></is></c></row >\n"
        " <row r='2'><c r='A2' ><v>1</v></c><c r='B2' ><v>2</v></c></row>\n"
        " <row r='3'\n><c r='A3'><v>3</v></c><c\tr='B3'><v>4</v></c></row>\n</sheetData>"
    ),
    "comments and more": (
        '<!-- <sheetData><row r="9"/></sheetData> --><sheetData><?a <row r="7"/>?>'
        '<row r="1"><c r="A1" t="str"><v><![CDATA[Kop 1]]></v></c>'
        '<c r="B1" t="str"><v>Kop 2</v></c></row><!--<row r="2"/>-->'
        '<row r="2"><!--<c r="A2"/>--><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
        '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><v>4</v></c></row></sheetData>'
    ),
    "tags that hold a greater-than sign": (
        '<sheetData><row r="1" x="a>b"><c r="A1" t="str" x=\'/>\'><v>Kop 1</v></c>'
        '<c r="B1" t="str"><v>Kop 2</v></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
        '<row r="3" x="/>"><c r="A3" x="a>b"><v>3</v></c><c r="B3"><v>4</v></c></row></sheetData>'
    ),
}


@pytest.mark.parametrize("sheet", SPELLINGS.values(), ids=SPELLINGS)
def test_every_spelling_of_rows_is_filled(sheet: str) -> None:
    data = hand_made(sheet, {"T": "A1:B3"})
    book = filled(data, ((3, 5), (6, 7)))
    assert values(book) == [("Kop 1", "Kop 2"), (1, 2), (3, 5), (6, 7)]
    before, after = parts(data)[SHEET].decode(), sheet_of(book)
    kept = before[: before.rindex("<v>4</v>")].rpartition("<c")[0]
    assert after.startswith(kept)


def test_names_may_have_a_prefix() -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rows = re.sub(r"<(/?)(\w)", r"<\1x:\2", TWO)
    sheet = (
        f'<x:worksheet xmlns:x="{main}" xmlns:r="{office}"><x:dimension ref="A1:B3"/>{rows}'
        '<x:tableParts count="1"><x:tablePart r:id="t0"/></x:tableParts></x:worksheet>'
    )
    book = filled(hand_made(sheet, {"T": "A1:B3"}))
    assert (
        '<x:row r="4"><x:c r="A4" t="inlineStr"><x:is><x:t xml:space="preserve">c</x:t></x:is>'
        in (sheet_of(book))
    )
    assert '<x:dimension ref="A1:B5"/>' in sheet_of(book)
    assert values(book)[-1] == ("d", "24-11-2026")


@pytest.mark.parametrize("data", ["<sheetData/>", "<sheetData></sheetData>", "<sheetData />"])
def test_a_sheet_without_rows_gets_them(data: str) -> None:
    book = filled(hand_made(data, {"T": "A1:B2"}), (("a", 1),), top=2)
    assert values(book) == [("a", 1)]
    assert "<sheetData><row" in sheet_of(book)
    assert "</row></sheetData>" in sheet_of(book)


def test_another_encoding_keeps_its_letters() -> None:
    xml = (
        "<?xml version='1.0' encoding='ISO-8859-1'?>"
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{TWO}</worksheet>"
    )
    book = FileBook(hand_made(xml), "")
    column = ColumnCells("T", "Kop 1", "Blad", 2, 1, ("één €",))
    book.apply(Changes(columns=(column,)))
    assert "&#233;&#233;n &#8364;" in sheet_of(book)


def test_new_rows_look_as_the_rows_of_the_table() -> None:
    sheet = (
        '<sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="2" width="10.71"/></cols>'
        '<sheetData><row r="1"><c r="A1" t="str"><v>Kop 1</v></c><c r="B1" t="str"><v>Kop 2</v>'
        '</c></row><row r="2" spans="1:2" s="3" customFormat="1" ht="60" customHeight="1" '
        'hidden="1" outlineLevel="1" thickBot="1"><c r="A2" s="1"><v>1</v></c>'
        '<c r="B2" s="2" t="str"><v>x</v></c></row></sheetData>'
    )
    book = filled(hand_made(sheet, {"T": "A1:B2"}), ((DAY, "woord " * 10), (None, "kort")), top=3)
    xml = sheet_of(book)
    # Of ten words no two go on a line: a hint, for Excel fits rows itself.
    assert '<row r="3" s="3" customFormat="1" thickBot="1" ht="150"><c r="A3" s="1"><v>46' in xml
    assert '<row r="4" s="3" customFormat="1" thickBot="1"><c r="A4" s="1"/><c r="B4" s="2"' in xml
    assert (
        '<row r="2" spans="1:2" s="3" customFormat="1" ht="60" customHeight="1" hidden="1"' in xml
    )


def test_a_day_is_text_in_each_cell_that_would_show_a_number() -> None:
    # A2 shows days and A3 does not, and neither do new rows: those look as A3.
    sheet = TWO.replace('<c r="A2"', '<c r="A2" s="1"')
    book = filled(hand_made(sheet, {"T": "A1:B3"}), ((DAY, 1), (DAY, 2), (DAY, 3)), top=2)
    assert [row[0] for row in values(book)[1:]] == [DAY, "24-11-2026", "24-11-2026"]


def test_a_day_is_text_where_the_row_that_a_new_one_looks_like_has_no_cell() -> None:
    # The row beneath would show days by itself, but becomes as the table's last, which is bare.
    last = '<row r="3"><c r="B3"><v>1</v></c></row><row r="4" s="1" customFormat="1"/>'
    sheet = cells("Kop 1|Kop 2", "a|1").replace("</sheetData>", f"{last}</sheetData>")
    book = filled(hand_made(sheet, {"T": "A1:B3"}), ((DAY, 2),), top=4)
    assert values(book)[-1] == ("24-11-2026", 2)


HEIGHTS: Mapping[str, tuple[str, str, str]] = {
    "a fixed height stays": ('ht="20" customHeight="1"', "", 'ht="20" customHeight="1"'),
    "a fitted height grows": ('ht="15"', "", 'ht="45"'),
    "a fitted height gets less": ('ht="90"', "", 'ht="45"'),
    "what else is in the row may need its height": ('ht="90"', '<c r="C2"><v>1</v></c>', 'ht="90"'),
    "a row that has none gets what all of it needs": (
        "",
        f'<c r="C2" s="2" t="str"><v>{"woord " * 7}</v></c><c r="D2" t="str"><v>{"x" * 99}</v></c>',
        'ht="105"',
    ),
}


@pytest.mark.parametrize("case", HEIGHTS.values(), ids=HEIGHTS)
def test_heights_of_rows_that_were_there(case: tuple[str, str, str]) -> None:
    said, beside, becomes = case
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>Kop 1</v></c><c r="B1" t="str"><v>Kop 2</v>'
        f'</c></row><row r="2" {said}><c r="A2" s="2"/><c r="B2"><v>1</v></c>{beside}</row>'
        "</sheetData>"
    )
    book = filled(hand_made(sheet, {"T": "A1:B2"}), (("woord woord woord", 2),), top=2)
    tag = re.findall(r'<row r="2"([^>]*)>', sheet_of(book))[0]
    assert " ".join(tag.split()) == becomes


def test_a_row_of_formats_alone_may_lie_beneath() -> None:
    sheet = TWO.replace(
        "</sheetData>", '<row r="4"><c r="A4" s="2"/><c r="B4"/></row><row r="9"/></sheetData>'
    )
    book = filled(hand_made(sheet, {"T": "A1:B3"}), (("b", "2"), ("c", "d")))
    assert '<row r="4"><c r="A4" s="2" t="inlineStr">' in sheet_of(book)


def test_cells_come_in_order_where_some_are_missing() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="B1" t="str"><v>Kop 1</v></c><c r="C1" t="str"><v>Kop 2</v>'
        '</c><c r="D1" t="str"><v>Kop 3</v></c></row><row r="2" spans="3:3">'
        '<c r="C2"><v>1</v></c><c r="F2"><v>9</v></c></row></sheetData>'
    )
    book = filled(hand_made(sheet, {"T": "B1:D2"}), (("x", 1, "y"),), top=2, left=2)
    names = re.findall(r'<c r="(\w+)"', sheet_of(book))
    assert names == ["B1", "C1", "D1", "B2", "C2", "D2", "F2"]
    assert '<row r="2">' in sheet_of(book)


def test_what_a_user_sees_of_a_cell_that_stays_is_the_same_text() -> None:
    rich = '<c r="A3" t="inlineStr"><is><r><rPr><b/></rPr><t>b</t></r><r><t>c</t></r></is></c>'
    exact = '<c r="B3" cm="1" x="y"><f ca="1">1/3</f><v>0.33333333333333331</v></c>'
    data = reworked(
        hand_made(TWO, {"T": "A1:B3"}),
        {SHEET: lambda x: re.sub(r'<row r="3">.*?</row>', f'<row r="3">{rich}{exact}</row>', x)},
    )
    book = filled(data, (("bc", Formula("=1/3")), ("c", 1)))
    assert rich + exact in sheet_of(book)


SHARED = (
    '<sheetData><row r="1"><c r="A1" t="str"><v>Kop 1</v></c><c r="B1" t="str"><v>Kop 2</v></c>'
    '</row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f t="shared" ref="B2:B4" si="0">A2*$A$2'
    '</f><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3"><f t="shared" si="0"/>'
    '<v>2</v></c></row><row r="4"><c r="A4"><v>3</v></c><c r="B4" s="3"><f t="shared" ca="1" '
    'si="0"></f><v>3</v></c></row></sheetData>'
)


def test_cells_that_share_a_formula_keep_it_when_its_holder_goes() -> None:
    book = FileBook(hand_made(SHARED), "")
    book.apply(Changes(columns=(ColumnCells("T", "B", "Blad", 2, 2, (7,)),)))
    xml = sheet_of(book)
    assert '<c r="B2"><v>7</v></c>' in xml
    assert '<c r="B3"><f>A3*$A$2</f><v>2</v></c>' in xml
    assert '<c r="B4" s="3"><f ca="1">A4*$A$2</f><v>3</v></c>' in xml


def test_a_cell_that_shares_a_formula_may_go_by_itself() -> None:
    book = FileBook(hand_made(SHARED), "")
    column = ColumnCells("T", "B", "Blad", 2, 2, (Formula("=A2*$A$2"), 5, Formula("=A4*$A$2")))
    written = book.apply(Changes(columns=(column,)))
    assert written.columns[0][1] == tuple(Formula(f"=A{row}*$A$2") for row in (2, 3, 4))
    alone, shared = '<c r="B3"><v>5</v></c>', '<c r="B3"><f t="shared" si="0"/><v>2</v></c>'
    assert sheet_of(book).replace(alone, shared).count(SHARED) == 1


def test_a_column_that_is_one_formula_goes_on_in_new_rows() -> None:
    data = reworked(
        hand_made(
            '<sheetData><row r="1"><c r="A1" t="str"><v>Kop 1</v></c><c r="B1" t="str"><v>Kop 2'
            '</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="B2"><f>A2*2</f><v>2</v></c></row>'
            "</sheetData>",
            {"T": "A1:B2"},
        ),
        {
            TABLE: lambda x: x.replace(
                'name="Kop 2"/>',
                'name="Kop 2"><calculatedColumnFormula>A2*2</calculatedColumnFormula>'
                "</tableColumn>",
            )
        },
    )
    book = filled(data, ((5, None), (6, 1)), top=3)
    xml = sheet_of(book)
    assert '<c r="B3"><f>A3*2</f></c>' in xml
    assert '<c r="B4"><v>1</v></c>' in xml


def test_a_filter_of_the_table_goes_and_its_rows_are_seen() -> None:
    asks = (
        'A1:B3 <autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="a"/></filters>'
        '</filterColumn><filterColumn colId="1" hiddenButton="1"/></autoFilter>'
        '<sortState ref="A2:B3"><sortCondition ref="A2:A3"/></sortState>'
    )
    sheet = TWO.replace('<row r="3">', '<row r="3" hidden="1">')
    book = FileBook(hand_made(sheet, {"T": asks}), "")
    written = book.apply(Changes(tails=(TailRows("T", "Blad", 1, 4, 1, (("c", 3),)),)))
    assert written.unfiltered == ("Blad",)
    assert '<row r="3">' in sheet_of(book)
    table = parts(book.data)[TABLE].decode()
    assert (
        '<autoFilter ref="A1:B4"><filterColumn colId="1" hiddenButton="1"/></autoFilter>' in table
    )
    assert '<sortState ref="A2:B4"><sortCondition ref="A2:A4"/></sortState>' in table


def test_a_filter_stays_where_only_a_column_is_filled() -> None:
    asks = (
        'A1:B3 <autoFilter ref="A1:B3"><filterColumn colId="0"><filters><filter val="a"/></filters>'
        "</filterColumn></autoFilter>"
    )
    data = hand_made(TWO.replace('<row r="3">', '<row r="3" hidden="1">'), {"T": asks})
    book = FileBook(data, "")
    column = ColumnCells("T", "Kop 2", "Blad", 2, 2, ("x", "y"))
    assert book.apply(Changes(columns=(column,))).unfiltered == ()
    assert differing(data, book.data) == {SHEET, "xl/workbook.xml"}
    assert '<row r="3" hidden="1">' in sheet_of(book)


def test_what_lies_over_a_whole_table_reaches_as_far_as_it_does() -> None:
    over = (
        '<conditionalFormatting sqref="A2:B3 D1:D9"><cfRule type="expression" priority="1">'
        "<formula>A2&gt;1</formula></cfRule></conditionalFormatting>"
        '<conditionalFormatting sqref="A3:B3"/><conditionalFormatting sqref="B2:B5000"/>'
        '<dataValidations count="2"><dataValidation prompt="a > b" sqref="A2:A3"/>'
        '<dataValidation sqref="A2:A4"/></dataValidations>'
        '<hyperlinks><hyperlink ref="A2:A3"/></hyperlinks>'
        '<ignoredErrors><ignoredError sqref="A1:B3"/></ignoredErrors>'
        '<extLst><ext xmlns:x14="a" xmlns:xm="b"><x14:dataValidations><x14:dataValidation>'
        "<xm:sqref>B2:B3</xm:sqref></x14:dataValidation></x14:dataValidations>"
        "<x14:sparkline><xm:f>Blad!A2:A3</xm:f><xm:sqref>B2:B3</xm:sqref></x14:sparkline></ext>"
        "</extLst>"
    )
    xml = sheet_of(filled(hand_made('<dimension ref="A1:B3"/>' + TWO + over, {"T": "A1:B3"})))
    found = re.findall(r'(?:sqref="|xm:sqref>|dimension ref="|hyperlink ref=")([^"<]+)', xml)
    assert found == [
        *("A1:B5", "A2:B5 D1:D9", "A3:B3", "B2:B5000", "A2:A5", "A2:A5", "A2:A3", "A1:B5"),
        *("B2:B5", "B2:B3"),
    ]


def test_what_is_printed_reaches_as_far_as_the_table() -> None:
    names = (
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">'
        "'A1:B3'!$A$1:$B$3,Blad!$A$1:$C$3,Blad!$A$2:$A$3</definedName>"
        '<definedName name="x">Blad!$A$1:$B$3</definedName></definedNames>'
    )
    book = filled(hand_made(TWO, {"T": "A1:B3"}, workbook=names))
    xml = parts(book.data)["xl/workbook.xml"].decode()
    assert "'A1:B3'!$A$1:$B$5,Blad!$A$1:$C$5,Blad!$A$2:$A$3<" in xml
    assert '<definedName name="x">Blad!$A$1:$B$3<' in xml
    assert '</definedNames><calcPr fullCalcOnLoad="1"/></workbook>' in xml


def test_the_order_of_calculation_goes_with_a_formula() -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = reworked(
        hand_made(SHARED, workbook='<calcPr calcId="1" calcMode="manual"/>'),
        {
            "xl/calcChain.xml": "<calcChain/>",
            "xl/_rels/workbook.xml.rels": lambda x: x.replace(
                "</Relationships>",
                f'<Relationship Id="c" Type="{office}/calcChain" Target="calcChain.xml"/>'
                "</Relationships>",
            ),
            "[Content_Types].xml": lambda x: x.replace(
                "</Types>", '<Override PartName="/xl/calcChain.xml" ContentType="a/b"/></Types>'
            ),
        },
    )
    for cell, dropped in ((9, False), (Formula("=1"), True)):
        book = FileBook(data, "")
        book.apply(Changes(columns=(ColumnCells("T", "A", "Blad", 2, 1, (cell,)),)))
        now = parts(book.data)
        assert ("xl/calcChain.xml" not in now) == dropped
        assert (b"calcChain" not in now["[Content_Types].xml"]) == dropped
        assert (b"calcChain" not in now["xl/_rels/workbook.xml.rels"]) == dropped
        assert (
            b'<calcPr calcId="1" calcMode="manual" fullCalcOnLoad="1"/>' in now["xl/workbook.xml"]
        )


ARRAY = (
    '<sheetData><row r="1"><c r="A1" t="str"><v>Kop 1</v></c><c r="B1" t="str"><v>Kop 2</v></c>'
    '</row><row r="2"><c r="A2"><v>1</v></c><c r="B2" cm="1"><f t="array" ref="B2:B3">A2:A3</f>'
    '<v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>2</v></c></row></sheetData>'
)
MERGED = f'{TWO}<mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells>'
PIVOT = {
    "pivotTable": (
        "xl/pivotTables/p.xml",
        '<pivotTableDefinition><location ref="A5:C9"/></pivotTableDefinition>',
    )
}


def refusal(data: bytes, wanted: Changes) -> Failure:
    """Give why a workbook is left alone; it is, to the byte."""
    book = FileBook(data, "proef.xlsx")
    with pytest.raises(Failure) as failure:
        book.apply(wanted)
    assert book.data is data
    assert str(failure.value)
    return failure.value


def tail(*rows: CellRow, top: int = 3) -> Changes:
    return Changes(tails=(TailRows("T", "Blad", 1, top, 1, rows),))


def column(*given: Cell, at: int = 2, top: int = 2) -> Changes:
    return Changes(columns=(ColumnCells("T", "K", "Blad", top, at, given),))


REFUSED: Mapping[str, tuple[bytes, Changes, Cause, str]] = {
    "half an array": (hand_made(ARRAY), column(5), Cause.NOT_FILLED, "B2"),
    "a cell that an array fills": (hand_made(ARRAY), column(5, top=3), Cause.NOT_FILLED, "B3"),
    "half a data table": (
        hand_made(
            ARRAY.replace('t="array"', 't="dataTable" dt2D="1"')
            .replace("A2:A3", "")
            .replace("<f t", '<f r1="A1" t')
        ),
        column(5),
        Cause.NOT_FILLED,
        "B2",
    ),
    "merged cells": (hand_made(MERGED), column("x", top=3), Cause.NOT_FILLED, "B3"),
    "a pivot table": (
        hand_made(TWO, beside=PIVOT),
        column("x", top=6),
        Cause.NOT_FILLED,
        "B6",
    ),
    "a pivot table beneath": (
        hand_made(TWO, {"T": "A1:B3"}, beside=PIVOT),
        tail(*LONGER),
        Cause.NO_ROOM,
        "A5",
    ),
    "merged cells beneath": (
        hand_made(MERGED.replace("A3:B3", "B5:D6"), {"T": "A1:B3"}),
        tail(*LONGER),
        Cause.NO_ROOM,
        "B5",
    ),
    "an empty table beneath": (
        hand_made(TWO, {"T": "A1:B3", "U": 'B5:C6 headerRowCount="0"'}),
        tail(*LONGER),
        Cause.NO_ROOM,
        "B5",
    ),
    "a table without headings": (
        hand_made(TWO, {"T": 'A1:B3 headerRowCount="0"'}),
        tail(*LONGER),
        Cause.COLUMN_GONE,
        "Kop 1",
    ),
    "a totals row": (
        hand_made(TWO, {"T": 'A1:B3 totalsRowCount="1"'}),
        tail(*LONGER),
        Cause.TOTALS_ROW,
        "Blad",
    ),
    "protection": (
        hand_made(f'{TWO}<sheetProtection sheet="1"/>', {"T": "A1:B3"}),
        tail(*LONGER),
        Cause.SHEET_PROTECTED,
        "Blad",
    ),
    "too long a text": (hand_made(TWO), column("x" * 32_768), Cause.NOT_FILLED, "32.767"),
    "rows out of order": (
        hand_made('<sheetData><row r="2"/><row r="1"/></sheetData>'),
        column("x"),
        Cause.NOT_SPLICED,
        "proef.xlsx",
    ),
    "cells out of order": (
        hand_made('<sheetData><row r="2"><c r="C2"/><c r="A2"/></row></sheetData>'),
        column("x"),
        Cause.NOT_SPLICED,
        "proef.xlsx",
    ),
    "extensions among the cells": (
        hand_made('<sheetData><row r="2"><c r="A2"><v>1</v></c><extLst/></row></sheetData>'),
        column("x"),
        Cause.NOT_SPLICED,
        "proef.xlsx",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_a_workbook_is_left_alone_with(case: tuple[bytes, Changes, Cause, str]) -> None:
    data, wanted, cause, told = case
    failure = refusal(data, wanted)
    assert failure.cause is cause
    assert told in str(failure)


def test_a_whole_array_may_be_replaced() -> None:
    book = FileBook(hand_made(ARRAY), "")
    book.apply(column(5, 6))
    assert '<c r="B2"><v>5</v></c>' in sheet_of(book)
    assert '<c r="B3"><v>6</v></c>' in sheet_of(book)


def test_the_first_of_merged_cells_may_be_filled() -> None:
    book = FileBook(hand_made(MERGED), "")
    book.apply(column("x", at=1, top=3))
    assert values(book)[2][0] == "x"


def test_protection_that_is_off_does_not_matter() -> None:
    filled(hand_made(f'{TWO}<sheetProtection password="1"/>', {"T": "A1:B3"}))


def test_notes_links_and_merged_cells_of_rows_that_go_stay() -> None:
    beside = (
        '<mergeCells count="1"><mergeCell ref="D2:D3"/></mergeCells>'
        '<hyperlinks><hyperlink ref="A3" r:id="h"/></hyperlinks>'
    )
    data = hand_made(TWO + beside, {"T": "A1:B3"})
    book = filled(data, (), top=3)
    assert beside in sheet_of(book)
    assert '<c r="A3"/>' in sheet_of(book)


def signed(data: bytes) -> bytes:
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature"
    return reworked(
        data,
        {
            "_rels/.rels": lambda x: x.replace(
                "</Relationships>",
                f'<Relationship Id="s" Type="{kind}/origin" Target="_xmlsignatures/origin.sigs"/>'
                "</Relationships>",
            ),
            "_xmlsignatures/origin.sigs": "",
            "_xmlsignatures/_rels/origin.sigs.rels": "<Relationships/>",
            "_xmlsignatures/sig1.xml": "<Signature/>",
            "[Content_Types].xml": lambda x: x.replace(
                "</Types>",
                '<Override PartName="/_xmlsignatures/sig1.xml" ContentType="a/b"/></Types>',
            ),
        },
    )


def test_a_digital_signature_is_not_broken_in_silence() -> None:
    data = signed(hand_made(TWO, {"T": "A1:B3"}))
    assert refusal(data, tail(*LONGER)).cause is Cause.SIGNED
    book = FileBook(data, "proef.xlsx", drop_signature=True)
    book.apply(tail(*LONGER))
    now = parts(book.data)
    assert not [name for name in now if "signature" in name]
    assert b"signature" not in now["_rels/.rels"] + now["[Content_Types].xml"]


def test_the_file_itself_is_never_written(tmp_path: Path) -> None:
    path = tmp_path / "proef.xlsx"
    path.write_bytes(data := hand_made(TWO, {"T": "A1:B3"}))
    book = FileBook.open(path)
    book.apply(tail(*LONGER))
    assert path.read_bytes() == data != book.data
    # What is read now is what stands there now.
    assert book.snapshot().tables[0].bottom == area_of("A1:B5")[2]


def test_tables_side_by_side_each_keep_their_look() -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1" t="str"><v>Kop 1</v></c><c r="C1" t="str"><v>Kop 1</v></c>'
        '</row><row r="2"><c r="A2" s="2"><v>1</v></c><c r="C2" s="3"><v>2</v></c></row>'
        "</sheetData>"
    )
    book = FileBook(hand_made(sheet, {"T": "A1:A2", "U": "C1:C2"}), "")
    tails = (
        TailRows("T", "Blad", 1, 3, 1, (("a",), ("b",))),
        TailRows("U", "Blad", 1, 3, 3, ((1,),)),
    )
    book.apply(Changes(tails=tails))
    xml = sheet_of(book)
    assert '<row r="3"><c r="A3" s="2" t="inlineStr">' in xml
    assert '<c r="C3" s="3"><v>1</v></c></row><row r="4"><c r="A4" s="2" t=' in xml
