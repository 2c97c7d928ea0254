"""A workbook with all in it that could get lost: what XlsxWriter makes, and raw parts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping
from functools import cache

import xlsxwriter

from support.packages import Rework, reworked

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
#: A picture of one dot.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63f8cf"
    "c0f01f0005000180ff7ec8e25d0000000049454e44ae426082"
)
#: Where each table stands, and on which sheet.
TABLES = {"Verkoop": "B3:E8", "Klanten": "A2:C6", "Los": "G3:H4", "Formules": "A12:D15"}
SHEETS = {"Verkoop": "Blad1", "Klanten": "Blad 2", "Los": "Blad1", "Formules": "Blad'3"}


@cache
def workbook() -> bytes:
    """Make it: four tables on three sheets, with all around them that a workbook may hold."""
    return reworked(without_raw_parts(), _raw_parts())


@cache
def without_raw_parts() -> bytes:
    """Make it as far as XlsxWriter can, so that a validator can look at it."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    book.set_properties({"title": "Schatkist", "created": dt.datetime(2026, 1, 2)})
    book.set_custom_property("Van", "mij")
    book.define_name("Bedragen", "=Blad1!$D$4:$D$8")
    _sales(book, _sheet(book, "Blad1"))
    _customers(book, _sheet(book, "Blad 2"))
    _calculated(book, _sheet(book, "Blad'3"))
    chart = book.add_chartsheet("Grafiek")
    made = book.add_chart({"type": "line"})
    made.add_series({"values": "=Blad1!$D$4:$D$8"})
    chart.set_chart(made)
    book.close()
    return target.getvalue()


def _sheet(book: xlsxwriter.Workbook, name: str) -> xlsxwriter.workbook.Worksheet:
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.set_header("&L&A&R&P > 1")
    sheet.write_comment("K1", "een notitie", {"author": "ik"})
    sheet.insert_image("K5", "plaatje.png", {"image_data": io.BytesIO(PNG)})
    sheet.insert_textbox("M5", "een vorm met <tekst>")
    sheet.write_url("K3", "https://sto.example/a?b=1&c=2", string="een link")
    sheet.insert_button("M20", {"macro": "Klik", "caption": "Klik"})
    return sheet


def _sales(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
    day, money = (book.add_format({"num_format": f}) for f in ("dd-mm-yyyy", "#,##0.00"))
    wrap = book.add_format({"text_wrap": True, "border": 1, "bg_color": "#DDEEFF"})
    bold = book.add_format({"bold": True})
    columns = [
        {"header": "Datum", "format": day},
        {"header": "Wat", "format": wrap},
        {"header": "Bedrag", "format": money},
        {"header": "Keus"},
    ]
    rows = [[dt.date(2026, 1, n), f"ding {n}", n * 1.1, "ja"] for n in range(1, 6)]
    options = {"name": "Verkoop", "columns": columns, "data": rows, "style": "Table Style Dark 3"}
    sheet.add_table("B3:E8", options)
    sheet.write_rich_string("C5", "half ", bold, "vet", wrap)
    sheet.add_table("G3:H4", {"name": "Los", "autofilter": False})
    sheet.set_column("C:C", 14)
    sheet.set_row(4, 30, None, {"level": 1})
    sheet.data_validation("E4:E8", {"validate": "list", "source": ["ja", "nee > niet"]})
    sheet.data_validation("B4:B8", {"validate": "list", "source": "='Blad 2'!$A$3:$A$6"})
    sheet.conditional_format("D4:D8", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format("D4:D5000", {"type": "icon_set", "icon_style": "3_arrows"})
    rule = {"type": "formula", "criteria": "=$D4>2", "format": bold}
    sheet.conditional_format("B4:E8", rule)
    sheet.add_sparkline("J4", {"range": "Blad1!D4:D8", "type": "column"})
    sheet.add_sparkline("J8", {"range": "Blad1!D4:D8"})
    sheet.print_area("A1:N8")
    sheet.merge_range("J10:L11", "samen")
    sheet.ignore_errors({"number_stored_as_text": "C4:C8"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Blad1!$D$4:$D$8", "categories": "=Blad1!$C$4:$C$8"})
    sheet.insert_chart("N3", chart)


def _customers(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
    columns = [{"header": head} for head in ("Naam", "Plaats", "Sinds")]
    rows = [["Jansen", "Assen", 2020], ["De Wit", "Emmen", 2021], ["Bakker", "Assen", 2022]]
    sheet.add_table("A2:C6", {"name": "Klanten", "columns": columns, "data": rows})
    sheet.write_comment("A4", "over deze klant")
    sheet.write_url("B5", "internal:Blad1!A1", string="Emmen")
    sheet.freeze_panes(2, 1)
    sheet.write("A12", "iets daaronder", book.add_format({"italic": True}))


def _calculated(book: xlsxwriter.Workbook, sheet: xlsxwriter.workbook.Worksheet) -> None:
    columns = [
        {"header": "A"},
        {"header": "B", "formula": "=[@A]*2"},
        {"header": "C"},
        {"header": "D"},
    ]
    rows = [[n, n * 2, f"t{n}", True] for n in range(1, 4)]
    sheet.add_table("A12:D15", {"name": "Formules", "columns": columns, "data": rows})
    sheet.write_array_formula("F1:F3", "{=A13:A15*2}", book.add_format(), 2)
    sheet.write_formula("C14", '=IF(A14>1,"groot","klein")', None, "groot")
    sheet.write_dynamic_array_formula("H1", "=UNIQUE(A13:A15)", None, 1)


def _raw_parts() -> Mapping[str, Rework]:
    """Give parts that XlsxWriter cannot make, with what refers to them."""

    def related(kind: str, target: str, number: int, home: str = OFFICE) -> str:
        return f'<Relationship Id="raw{number}" Type="{home}/{kind}" Target="{target}"/>'

    of_book = [
        related("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml", 1),
        related("externalLink", "externalLinks/externalLink1.xml", 2),
        related("customXml", "../customXml/item1.xml", 3),
        related("calcChain", "calcChain.xml", 4),
        related("person", "persons/person.xml", 5, MICROSOFT),
        related(
            "vbaProject",
            "vbaProject.bin",
            6,
            "http://schemas.microsoft.com/office/2006/relationships",
        ),
    ]
    of_sheet = [
        related("printerSettings", "../printerSettings/printerSettings1.bin", 1),
        related("threadedComment", "../threadedComments/threadedComment1.xml", 2, MICROSOFT),
    ]

    def added(more: list[str]) -> Callable[[str], str]:
        return lambda xml: xml.replace("</Relationships>", "".join(more) + "</Relationships>")

    types = (
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        '<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-'
        'officedocument.spreadsheetml.calcChain+xml"/>'
    )
    return {
        "xl/pivotCache/pivotCacheDefinition1.xml": "<pivotCacheDefinition/>",
        "xl/externalLinks/externalLink1.xml": "<externalLink/>",
        "customXml/item1.xml": '<?xml version="1.0"?><van mij="ja"/>',
        "xl/calcChain.xml": '<calcChain><c r="C14" i="3"/></calcChain>',
        "xl/persons/person.xml": "<personList/>",
        "xl/vbaProject.bin": bytes(range(256)) * 20,
        "xl/printerSettings/printerSettings1.bin": bytes(range(256)) * 4,
        "xl/threadedComments/threadedComment1.xml": "<ThreadedComments/>",
        "xl/_rels/workbook.xml.rels": added(of_book),
        "xl/worksheets/_rels/sheet1.xml.rels": added(of_sheet),
        "[Content_Types].xml": lambda xml: xml.replace("<Override", types + "<Override", 1),
    }
