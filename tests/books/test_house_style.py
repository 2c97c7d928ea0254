"""Reports in one's own house style: made with it, or refused with the place and what to do."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from fake_excel.excel import FakeExcel
from sto_xl.books.build import TEMPLATES, write_roster
from sto_xl.books.report import HouseStyle, specs
from sto_xl.books.report.house_style import FOLDER
from sto_xl.cli.demo import examples
from sto_xl.system.errors import Failure
from sto_xl.system.outputs import digest
from support.addresses import ADDRESSES
from support.commands import run
from support.excel import click
from support.tools import soffice_convert

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported")
SHIPPED = TEMPLATES / specs.SUMMARY.file
Edit = Callable[[Workbook], object]


def edited(path: Path, edit: Edit, shipped: Path = SHIPPED) -> Path:
    """Give a shipped template, of a summary if nothing else is said, as someone changed it."""
    book = openpyxl.load_workbook(shipped)
    edit(book)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def refusal(path: Path) -> str:
    with pytest.raises(Failure) as caught:
        HouseStyle.beside(None, summary=path).template(specs.SUMMARY)
    return str(caught.value)


def with_table(book: Workbook, name: str) -> None:
    sheet = book.create_sheet("Eigen")
    sheet["A1"], sheet["A2"] = "Kop", 1
    sheet.add_table(Table(displayName=name, ref="A1:A2"))


def with_chart(book: Workbook) -> None:
    cast("Worksheet", book["Scholen"]).add_chart(BarChart(), "B20")


def with_name(book: Workbook, name: str, refers: str) -> None:
    book.defined_names[name] = DefinedName(name, attr_text=refers)


def with_heading(book: Workbook) -> None:
    book["Scholen"]["B4"] = "Naam"
    book["Scholen"].tables["tblLocaties"].tableColumns[1].name = "Naam"


REFUSED: Mapping[str, tuple[Edit, str]] = {
    "something under a growing table": (
        lambda book: book["Scholen"].__setitem__("C30", "Toelichting"),
        r"onder een tabel op blad Scholen staat iets in cel C30.*Verplaats",
    ),
    "a merge in a body row": (
        lambda book: book["Scholen"].merge_cells("A5:B5"),
        r"cel B5 op blad Scholen is een deel van samengevoegde cellen \(A5:B5\).*Splits",
    ),
    "a merge far under a growing table": (
        lambda book: book["Bestanden"].merge_cells("B90:C90"),
        r"blad Bestanden.*B90",
    ),
    "a chart under a growing table": (
        with_chart,
        r"bij cel B20 op blad Scholen staat een afbeelding of diagram onder de tabel tblLocaties",
    ),
    "a table that is not known": (
        lambda book: with_table(book, "tblLocatie"),
        r"de tabel tblLocatie op blad Eigen \(A1:A2\) is niet bekend \(bedoelde u tblLocaties\?\)",
    ),
    "a name that is not known": (
        lambda book: with_name(book, "STO_Tittel", "Samenvatting!$A$1"),
        r"de naam sto_tittel \(Samenvatting!\$A\$1\) is niet bekend \(bedoelde u sto_titel\?\)",
    ),
    "a name of more than a cell": (
        lambda book: with_name(book, "STO_Titel", "Samenvatting!$A$1:$B$1"),
        r"de naam sto_titel \(Samenvatting!\$A\$1:\$B\$1\) is niet die van één cel",
    ),
    "another heading": (with_heading, r"op blad Scholen ontbreekt de kolom School"),
    "what the next quarter needs": (
        lambda book: book.remove(book["Stand"]),
        r"de tabel tblStandRegio op het verborgen blad Stand ontbreekt",
    ),
    "a formula that fetches something": (
        lambda book: book["Samenvatting"].__setitem__("J1", '=WEBSERVICE("http://x.example")'),
        r"een formule in die iets van elders haalt",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_the_writer_cannot_follow_is_refused_with_its_place(
    case: tuple[Edit, str], tmp_path: Path
) -> None:
    edit, said = case
    text = refusal(edited(tmp_path / "eigen.xlsx", edit))
    assert text.startswith("Sjabloon ‘eigen.xlsx’ kan niet worden gebruikt: ")
    assert re.search(said, text), text
    assert text.endswith("Pas het aan in Excel.")


RELATION = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/>'
)
BROUGHT: Mapping[str, tuple[str, str, str, str]] = {
    "another workbook": ("externalLink", "externalLinks/x.xml", "", "haalt ermee iets van elders"),
    **{
        f"a picture at {told}": ("image", *told, "haalt ermee iets van elders")
        for told in ADDRESSES
    },
    "macros": ("vbaProject", "vbaProject.bin", "", "er zitten macro's in"),
    "another file": ("oleObject", "embeddings/x.bin", "", "er zit een ander bestand"),
    "a connection": ("connections", "connections.xml", "", "een query of een verbinding"),
    "an add-in": ("webextension", "webextension.xml", "", "er hoort een invoegtoepassing"),
}


@pytest.mark.parametrize("case", BROUGHT.values(), ids=BROUGHT)
def test_what_is_fetched_or_started_is_refused(
    case: tuple[str, str, str, str], tmp_path: Path
) -> None:
    kind, target, mode, said = case
    relation = RELATION.format(
        kind=kind, target=target, mode=f' TargetMode="{mode}"' if mode else ""
    )
    path = tmp_path / "eigen.xlsx"
    with zipfile.ZipFile(SHIPPED) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            if name == "xl/_rels/workbook.xml.rels":
                part = part.replace(b"</Relationships>", relation.encode() + b"</Relationships>")
            made.writestr(name, part)
    assert said in refusal(path)


def test_a_hyperlink_may_lead_elsewhere(tmp_path: Path) -> None:
    def linked(book: Workbook) -> None:
        book["Samenvatting"]["J1"].hyperlink = "https://www.sterktechniekonderwijs.nl"

    path = edited(tmp_path / "eigen.xlsx", linked)
    assert HouseStyle.beside(None, summary=path).lacking(specs.SUMMARY) == ""


def test_what_is_left_out_is_said_and_all_else_is_made(tmp_path: Path) -> None:
    def without(book: Workbook) -> None:
        book.remove(book["Bestanden"])
        del book["Samenvatting"].tables["tblStatus"]

    path = edited(tmp_path / "eigen.xlsx", without)
    style = HouseStyle.beside(None, summary=path)
    said = style.lacking(specs.SUMMARY)
    assert said.startswith("In sjabloon ‘eigen.xlsx’ ontbreken, en komen dus niet in het verslag: ")
    assert "tblStatus, tblBronnen en STO_onderregel_bestanden" in said
    assert style.told() == style.told(specs.SUMMARY) == [said]
    assert style.told(specs.FINDINGS) == []


def own(book: Workbook) -> None:
    """Change letters, colours and the order, and leave a sheet out."""
    book["Samenvatting"]["A1"].font = Font(name="Arial", size=24, bold=True, color="FFAA0000")
    book["Scholen"]["C5"].fill = PatternFill("solid", fgColor="FFFFEECC")
    book.move_sheet("Scholen", -2)
    book.remove(book["Bestanden"])


def test_a_chart_of_one_s_own_is_drawn_from_all_rows_that_come(tmp_path: Path) -> None:
    def charted(book: Workbook) -> None:
        sheet = cast("Worksheet", book["Bestanden"])
        for column in (1, 4):
            chart = BarChart()
            # The first chart has its heading in it, as a name of the series.
            data = Reference(sheet, min_col=column, min_row=4, max_row=5)
            chart.add_data(data, titles_from_data=True)
            chart.set_categories(Reference(sheet, min_col=1, min_row=5, max_row=5))
            sheet.add_chart(chart, "H2")

    style = HouseStyle.beside(None, summary=edited(tmp_path / "eigen.xlsx", charted))
    files = [(f"{n}.xlsx", "", "", "", "") for n in range(7)]
    template = style.template(specs.SUMMARY)
    data = template.fill("", dt.date(2026, 12, 31), tables={"tblBronnen": files}, values={})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    found = {r for chart in charts for r in re.findall(r"<(?:c:)?f>('Bestanden'[^<]*)<", chart)}
    assert found == {
        *("'Bestanden'!A4", "'Bestanden'!D4"),
        *("'Bestanden'!$A$5:$A$11", "'Bestanden'!$D$5:$D$11"),
    }


def rosters(folder: Path) -> Path:
    for name, content in list(examples.regions().items())[:2]:
        write_roster(folder / f"{name}.xlsx", content)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("program", ["openpyxl", "LibreOffice"])
def test_a_summary_in_house_style_goes_through_two_quarters(program: str, tmp_path: Path) -> None:
    given = rosters(tmp_path / "in")
    path = given / FOLDER / "samenvatting.xlsx"
    if program == "openpyxl":
        edited(path, own)
    else:
        soffice_convert(edited(tmp_path / "samenvatting.xlsx", own), "xlsx", path.parent)
    first = run("quarter", "2026-Q3", given, "-o", tmp_path / "Q3")
    assert first.code == 3
    assert "ontbreken, en komen dus niet in het verslag: tblBronnen" in first.err
    record = json.loads((tmp_path / "Q3" / "run.json").read_text(encoding="utf-8"))
    used = {"input": path.name, "sha256": digest(path.read_bytes())}
    assert [region["templates"] for region in record["regions"]] == [[used], [used]]
    second = run("quarter", "2026-Q4", given, "-o", tmp_path / "Q4", "--previous", tmp_path / "Q3")
    assert second.code == 3
    for quarter, sheets in (("Q3", 0), ("Q4", 1)):
        (made,) = (tmp_path / quarter).rglob("Samenvatting Rivierenhoek.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(made.read_bytes()))
        assert ("Veranderingen" in book.sheetnames) == bool(sheets)
        assert "Bestanden" not in book.sheetnames
        title = book["Samenvatting"]["A1"]
        assert (title.value, title.font.name) == ("Samenvatting Rivierenhoek", "Arial")
        rows = list(book["Scholen"][book["Scholen"].tables["tblLocaties"].ref])[1:]
        assert len(rows) > 10
        assert {row[2].fill.fgColor.rgb for row in rows} == {"FFFFEECC"}


@pytest.mark.slow
def test_a_template_that_cannot_be_used_stops_a_quarter_before_it_begins(tmp_path: Path) -> None:
    given = rosters(tmp_path / "in")
    edited(given / FOLDER / "samenvatting.xlsx", REFUSED["something under a growing table"][0])
    done = run("quarter", "2026-Q3", given, "-o", tmp_path / "uit")
    assert done.code == 2
    assert "Sjabloon ‘samenvatting.xlsx’ kan niet worden gebruikt" in done.err
    assert not list((tmp_path / "uit").glob("*")) if (tmp_path / "uit").exists() else True


@pytest.mark.slow
def test_what_the_list_beside_letters_leaves_out_is_said_at_both_doors(tmp_path: Path) -> None:
    def without(book: Workbook) -> None:
        book.remove(book["Geen brief"])

    said = "In sjabloon ‘verzendlijst.xlsx’ ontbreken, en komen dus niet in het verslag: tblGeenBri"
    edited(tmp_path / FOLDER / "verzendlijst.xlsx", without, TEMPLATES / "verzendlijst.xlsx")
    given = rosters(tmp_path) / "rivierenhoek.xlsx"
    assert said in run("letters", given, "-o", tmp_path / "uit").err
    excel = FakeExcel.open(given.read_bytes(), name=given.name, path=str(tmp_path))
    excel.chosen_folder = str(tmp_path)
    assert said in click(excel, "letters")


def test_each_template_of_a_report_is_given_to_change(tmp_path: Path) -> None:
    for spec in specs.EVERY:
        done = run("new", "template", tmp_path / spec.file)
        assert done.code == 0
        assert (tmp_path / spec.file).read_bytes() == (TEMPLATES / spec.file).read_bytes()
    done = run("new", "template", tmp_path / "overzicht.xlsx")
    assert done.code == 2
    assert "samenvatting.xlsx" in done.err


@pytest.mark.slow
def test_a_summary_is_made_with_a_template_that_is_given(tmp_path: Path) -> None:
    given = rosters(tmp_path)
    path = edited(tmp_path / "huisstijl.xlsx", own)
    arguments = ("-o", tmp_path / "uit.xlsx", "--summary-template", path)
    done = run("summary", given / "rivierenhoek.xlsx", *arguments)
    assert "tblBronnen" in done.err
    made = openpyxl.load_workbook(tmp_path / "uit.xlsx")
    assert made["Samenvatting"]["A1"].font.name == "Arial"


def as_it_was(book: Workbook) -> None:
    """Give the list of findings the heading of before."""
    sheet = book["Bevindingen"]
    heading = next(c for row in sheet for c in row if c.value == "Bevinding")
    heading.value = "Wat is er"
    table = sheet.tables["tblBevindingen"]
    next(c for c in table.tableColumns if c.name == "Bevinding").name = "Wat is er"


def test_a_template_with_a_heading_of_before_is_filled_in_as_it_was(tmp_path: Path) -> None:
    shipped = SHIPPED.with_name(specs.FINDINGS.file)
    edited(tmp_path / FOLDER / specs.FINDINGS.file, as_it_was, shipped)
    template = HouseStyle.beside(tmp_path).template(specs.FINDINGS)
    rows = [("tip", "RST-999", "Aanbod", "D2", "School", "Bereikt", "Dit is leeg.", "Vul het in.")]
    data = template.fill(
        "Bevindingen", dt.date(2026, 9, 30), tables={"tblBevindingen": rows}, values={}
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Bevindingen"]
    found = [[cell.value for cell in row] for row in sheet]
    assert "Wat is er" in found[4]
    assert found[5][6] == "Dit is leeg."
