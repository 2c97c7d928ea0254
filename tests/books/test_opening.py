"""A workbook opens at one sheet, and nothing else of it changes."""

from __future__ import annotations

import pytest

from sto_xl.books.filling.opening import open_at
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.parts import Parts
from support.packages import differing, hand_made, parts, reworked

BOOK = "xl/workbook.xml"
VIEW = '<sheetViews><sheetView{} workbookViewId="0"/></sheetViews><sheetData/>'
ONE = hand_made(VIEW.format(' tabSelected="1"'))
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def opening_at(data: bytes, sheet: str) -> bytes:
    """Give a workbook that opens at a sheet; `data` itself when it is to stay as it is."""
    whole = Whole(Parts(data, "proef.xlsx"))
    open_at(whole, sheet)
    return whole.packed() if whole.changed else data


def two(state: str = "", kind: str = "worksheet", views: str = "") -> bytes:
    """Give a workbook in which a first sheet is selected, and a second stands behind it."""
    more = f'<sheet name="Achter" sheetId="2"{state} r:id="r9"/></sheets>'
    related = f'<Relationship Id="r9" Type="{KIND}/{kind}" Target="more.xml"/></Relationships>'
    root = f'<{kind} xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return reworked(
        ONE,
        {
            BOOK: lambda xml: xml.replace("</sheets>", more).replace(
                "<sheets>", f"{views}<sheets>"
            ),
            "xl/_rels/workbook.xml.rels": lambda xml: xml.replace("</Relationships>", related),
            "xl/more.xml": f"{root}{VIEW.format('')}</{kind}>",
        },
    )


def test_one_sheet_is_shown_and_it_alone_is_selected() -> None:
    before = two(views='<bookViews><workbookView firstSheet="1" activeTab="0"/></bookViews>')
    after = opening_at(before, "achter")
    made = parts(after)
    assert b'<workbookView firstSheet="1" activeTab="1"/>' in made[BOOK]
    assert b'<sheetView workbookViewId="0" tabSelected="1"/>' in made["xl/more.xml"]
    assert b"tabSelected" not in made["xl/worksheets/sheet1.xml"]
    assert differing(before, after) == {BOOK, "xl/more.xml", "xl/worksheets/sheet1.xml"}
    assert opening_at(after, "Achter") is after


def test_its_tab_comes_in_sight() -> None:
    before = two(views='<bookViews><workbookView firstSheet="1" activeTab="1"/></bookViews>')
    after = opening_at(before, "Blad")
    assert b'<workbookView activeTab="0"/>' in parts(after)[BOOK]


def test_a_workbook_that_does_not_say_where_it_opens_says_so_by_now() -> None:
    after = parts(opening_at(two(), "Achter"))
    views = b'<bookViews><workbookView activeTab="1"/></bookViews><sheets>'
    assert views in after[BOOK]


def test_a_chart_on_a_sheet_of_its_own_is_not_selected_any_more() -> None:
    before = reworked(
        two(kind="chartsheet"),
        {"xl/more.xml": lambda xml: xml.replace("<sheetView ", '<sheetView tabSelected="true" ')},
    )
    made = parts(opening_at(before, "Blad"))
    assert b"tabSelected" not in made["xl/more.xml"]
    assert b'tabSelected="1"' in made["xl/worksheets/sheet1.xml"]


@pytest.mark.parametrize(
    ("data", "sheet"),
    [(two(' state="hidden"'), "Achter"), (two(' state="veryHidden"'), "Achter"), (two(), "Geen")],
)
def test_a_sheet_that_cannot_be_seen_is_not_opened_at(data: bytes, sheet: str) -> None:
    assert opening_at(data, sheet) is data


def test_where_a_chart_sheet_cannot_be_read_it_opens_as_it_did() -> None:
    def broken(xml: str) -> str:
        xml = xml.replace("</chart", "<chart")
        return xml.replace("<sheetView ", '<sheetView tabSelected="1" ')

    data = reworked(two(kind="chartsheet"), {"xl/more.xml": broken})
    assert opening_at(data, "Blad") is data
