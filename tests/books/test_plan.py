"""The plan workbook: it tells a school how far its plan is, and what it fills in is read."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator
from openpyxl.workbook import Workbook

from fake_excel.excel import FakeExcel
from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.books.fresh import Content
from sto_xl.books.live import reading
from sto_xl.books.measure import text_height
from sto_xl.books.new.plan import asked
from sto_xl.books.reading.file import read_file, read_input
from sto_xl.cli.demo import examples
from sto_xl.grid import Changes, Snapshot, address
from sto_xl.plans import examination
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.sheets import QUESTIONS
from support.plan_texts import GOOD, with_rows
from support.reopened import load
from support.tools import ROOT, soffice_convert, validate

PEILDATUM = dt.date(2026, 9, 30)
#: A plan on which somebody is still working.
HALF = """
[tblPlan]
Titel van het plan | Robots in de klas
Vestiging | 00AH17
School | De Werkhoek
Verschillende leerlingen | 96
Hoe past het plan in de regiovisie? | De regiovisie wil dat elke leerling met techniek kennismaakt.
Welke middelen zijn nodig? | Twaalf robots.
[tblDoelen]
Doel | Meetbaar resultaat
Elke leerling bouwt een robot | 96 leerlingen, eind 2027
Docenten geven de lessen zelf |
[tblActiviteiten]
Activiteit | Doel | Manier | Profiel | Leerweg | Leerjaar | Leerlingen | Start | Einde
Robotlessen | Elke leerling bouwt een robot | | Z&W; D&P | BB | 3 | 96 | 1-7-2027 | 1-2-2027
Scholing | | | | | | | 1-2-2027 |
[tblMijlpalen]
Mijlpaal | Activiteit | Datum
Lokaal ingericht | Robotlessen |
[tblMiddelen]
Omschrijving | Aantal | Prijs | Bedrag | Bron
Robots | 12 | 99,95 | | STO
Scholing | 6 | | |
Gastlessen | | | 500 | cofinanciering
Zaalhuur | veel | 100 | | sto
Boeken | | | 250 | Onze school
Kast | | | 1.000 euro ongeveer | school?
"""
#: What was found in it, at a cell that asks for attention anyway.
FOUND = ("fout", "PLN-999", "Middelen", "C8", *[None] * 4, "Middelen|Prijs|Scholing")
CONTENT: Mapping[str, build.Content] = {
    "leeg": {},
    "half": examples.content(HALF),
    "beantwoord": examples.content(with_rows("tblDoelen")),
    "vol": examples.content(GOOD),
}
#: The cells that the workbook marks by itself; not `Middelen!C8`, which a finding colours.
MARKED = {
    *("Doelen!B8", "Activiteiten!C7", "Activiteiten!H7", "Activiteiten!I7"),
    *("Activiteiten!B8", "Activiteiten!C8", "Activiteiten!G8", "Activiteiten!I8"),
    *("Mijlpalen!C7", "Middelen!E8", "Middelen!B10", "Middelen!D12"),
}
#: What stands on sheet Plan of each: the questions that are open, the parts of the plan, the sums.
TOLD = {
    "leeg": (
        "Nog 6 vragen open",
        ["nog 14 open", "nog 6 open", *["nog niet begonnen"] * 5],
        [0, 0, 0, 0, 0, "nog open"],
    ),
    "half": (
        "Nog 4 vragen open",
        [
            *("nog 10 open", "nog 4 open", "nog 1 open", "nog 7 open", "nog 1 open"),
            *("nog niet begonnen", "nog 4 open"),
        ],
        [1199.4, 500, 250, 0, 1949.4, 96],
    ),
    "beantwoord": (
        "Vragen beantwoord, nog 1 onderdeel open",
        [*["ingevuld"] * 2, "nog niet begonnen", *["ingevuld"] * 4],
        [4800, 1000, 2000, 0, 7800, 96],
    ),
    "vol": (
        "Alles is ingevuld",
        ["ingevuld"] * 7,
        [4800, 1000, 2000, 0, 7800, 96],
    ),
}
#: Where aside a mark's formula is written to be calculated, and the names of what was typed.
ASIDE = 40


def plan(name: str) -> bytes:
    book = FileBook(build.plan_bytes(CONTENT[name]), "techniekplan.xlsx")
    if name == "half":
        book.apply(Changes({"tblControle": (FOUND,)}))
    return book.data


def shown(book: Workbook, cells: str) -> list[object]:
    return [row[0].value for row in book["Plan"][cells]]


def with_own_marks_as_cells(data: bytes, path: Path) -> None:
    """Copy a plan with the formulas of its own marks, for a few rows, written aside."""
    book = load(io.BytesIO(data))
    for spec in sheets.PLAN.input[1:]:
        for area in book[spec.sheet].conditional_formatting:
            [cells] = area.sqref.ranges
            if cells.min_col != cells.max_col or cells.min_row != asked.TOP + 1:
                continue
            origin = address(cells.min_row, cells.min_col)
            moved = Translator(f"={area.rules[0].formula[0]}", origin)
            for row in range(cells.min_row, cells.min_row + 6):
                formula = moved.translate_formula(address(row, cells.min_col))
                book[spec.sheet].cell(row, cells.min_col + ASIDE).value = formula
    for at, name in enumerate(("planDoelen", "planActiviteiten"), start=1):
        book["Lijsten"].cell(at, ASIDE).value = f"=ROWS({name})"
    book.save(path)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """Let LibreOffice calculate and save each plan, all in one start."""
    folder = tmp_path_factory.mktemp("plannen")
    for name in CONTENT:
        (folder / f"{name}.xlsx").write_bytes(plan(name))
    with_own_marks_as_cells(plan("half"), folder / "merken.xlsx")
    made = soffice_convert(sorted(folder.glob("*.xlsx")), "xlsx", folder / "uit")
    return {path.stem: path for path in made}


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENT)
def test_a_plan_tells_how_far_it_is_and_what_it_costs(
    name: str, calculated: Mapping[str, Path]
) -> None:
    book = load(calculated[name], values=True)
    questions, parts, sums = TOLD[name]
    assert book["Plan"]["E1"].value == questions
    assert shown(book, "G6:G12") == parts
    assert shown(book, "F15:F20") == [
        *("Gevraagd van STO", "Cofinanciering", "Eigen middelen", "Nog zonder bron", "Totaal"),
        "Verschillende leerlingen",
    ]
    assert shown(book, "G15:G20") == sums
    left_out = "2 posten tellen nog niet mee: daar staat tekst, geen getal"
    assert book["Plan"]["F21"].value == (left_out if name == "half" else None)


@pytest.mark.slow
def test_each_line_of_the_form_tells_whether_it_is_filled_in(
    calculated: Mapping[str, Path],
) -> None:
    book = load(calculated["half"], values=True)
    told = dict(zip(shown(book, "B5:B28"), shown(book, "D5:D28"), strict=True))
    assert told["Kenmerk"] == "mag leeg"
    assert told["Vestiging"] == told["Welke middelen zijn nodig?"] == "ingevuld"
    assert told["E-mail"] == told["Wat zijn de specifieke doelen?"] == "nog open"
    assert told["Sjabloonversie"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sheet", "told"),
    [
        ("Doelen", "2 doelen, nog 1 cel vraagt aandacht"),
        ("Activiteiten", "2 activiteiten, nog 7 cellen vragen aandacht"),
        ("Mijlpalen", "1 mijlpaal, nog 1 cel vraagt aandacht"),
        ("Samenwerking", "Nog geen partners"),
        ("Middelen", "6 posten, nog 4 cellen vragen aandacht"),
    ],
)
def test_each_table_tells_how_many_rows_it_has_and_what_is_missing(
    sheet: str, told: str, calculated: Mapping[str, Path]
) -> None:
    assert load(calculated["half"], values=True)[sheet]["A4"].value == told


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENT)
def test_what_is_shown_before_calculating_is_what_is_calculated(
    name: str, calculated: Mapping[str, Path]
) -> None:
    stored = load(io.BytesIO(plan(name)), values=True)
    made = load(calculated[name], values=True)
    for sheet in stored:
        for row in sheet.iter_rows():
            for cell in row:
                there = made[sheet.title][cell.coordinate].value
                blank = isinstance(cell.value, str) and not cell.value.strip()
                assert there == (None if blank else cell.value), (sheet.title, cell.coordinate)


@pytest.mark.slow
def test_the_workbook_marks_what_is_missing_unless_a_finding_colours_it(
    calculated: Mapping[str, Path],
) -> None:
    book = load(calculated["merken"], values=True)
    marked = set()
    for spec in sheets.PLAN.input[1:]:
        for row in book[spec.sheet].iter_rows(min_col=ASIDE, min_row=asked.TOP + 1):
            for cell in row:
                assert cell.value in {True, False, None}, (spec.sheet, cell.coordinate, cell.value)
                if cell.value:
                    marked.add(f"{spec.sheet}!{address(cell.row, cell.column - ASIDE)}")
    assert marked == MARKED
    assert [book["Lijsten"].cell(at, ASIDE).value for at in (1, 2)] == [2, 2]


def examined(snapshot: Snapshot) -> ExaminedPlan:
    return examination.examine(snapshot, PEILDATUM)


def content_of(plan: ExaminedPlan) -> tuple[object, ...]:
    read = plan.plan
    return (read.form, read.goals, read.activities, read.milestones, read.cooperation, read.means)


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENT)
def test_a_plan_reads_the_same_in_every_way(name: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan(name))
    whole = read_file(path)
    there = examined(whole)
    excel = FakeExcel.open(plan(name), name="plan.xlsx", path=str(tmp_path))
    ways = {
        "what people fill in alone": read_input(path, sheets.PLAN),
        "open in Excel": reading.snapshot_of("plan.xlsx", list(reading.every(excel.book))),
        "tables turned into ranges": replace(whole, tables=()),
    }
    for way, snapshot in ways.items():
        assert content_of(examined(snapshot)) == content_of(there), way


@pytest.mark.slow
@pytest.mark.parametrize("name", CONTENT)
def test_a_plan_that_libreoffice_saved_reads_the_same(
    name: str, calculated: Mapping[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan(name))
    saved = replace(read_file(calculated[name]), name="plan.xlsx")
    assert content_of(examined(saved)) == content_of(examined(read_file(path)))


def test_a_blank_row_is_no_row_and_a_new_plan_has_only_its_questions_open(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan("leeg"))
    there = examined(read_file(path))
    _, *rows = content_of(there)
    assert rows == [()] * 5
    assert not [f for f in there.report.findings if f.code.startswith("WRK")]
    opened = [f.place.label for f in there.report.findings if f.code == "PLN-001"]
    assert opened == [question.heading for question in QUESTIONS]


def test_tables_turned_into_ranges_are_told_and_nothing_else_of_the_workbook(
    tmp_path: Path,
) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plan("vol"))
    there = examined(replace(read_file(path), tables=()))
    assert {f.code for f in there.report.findings if f.code.startswith("WRK")} == {"WRK-002"}


def test_an_amount_is_calculated_unless_another_was_typed() -> None:
    rows = [
        ("Robots", 12, 99.95, None, "STO"),
        ("Scholing", 6, 50, 300, "STO"),
        ("Zaalhuur", 2, 100, 250, "STO"),
        ("Cadeau", None, None, 20, "STO"),
        ("Later", "veel", 3, None, None),
    ]
    data = io.BytesIO(build.plan_bytes({"tblMiddelen": rows}))
    written, stored = load(data)["Middelen"], load(data, values=True)["Middelen"]
    amounts = [written.cell(asked.TOP + line, 4).value for line in range(1, 7)]
    assert [str(value).startswith("=IF(COUNT(") for value in amounts] == [
        *(True, True, False, False, True, True)
    ]
    assert amounts[2:4] == [250, 20]
    assert [stored.cell(asked.TOP + line, 4).value for line in (1, 2)] == [1199.4, 300]


@pytest.mark.slow
def test_an_answer_shows_and_prints_whole() -> None:
    long = "Een zin van een antwoord op een vraag van de flyer. " * 30
    question = QUESTIONS[1].heading
    for content in ({}, {"tblPlan": {question: long}}):
        sheet = openpyxl.load_workbook(io.BytesIO(build.plan_bytes(content)))["Plan"]
        first = next(c.row for c in sheet["B"] if c.value == QUESTIONS[0].heading)
        heights = [float(sheet.row_dimensions[first + i].height or 0) for i in range(6)]
        # 230 words are 14 lines of Calibri 11 in this column; a line is 15 points high.
        assert min(heights) >= 14 * 15
        if content:
            assert heights[1] > text_height(long, 98, indent=1) > 14 * 15 - 1


@pytest.mark.slow
def test_a_row_of_an_answer_grows_with_what_is_typed_there() -> None:
    with zipfile.ZipFile(io.BytesIO(build.plan_bytes())) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    fixed = {int(n) for n in re.findall(r'<row r="(\d+)"[^>]*customHeight="1"', xml)}
    rows = {int(n) for n in re.findall(r'<row r="(\d+)"[^>]* ht="', xml)}
    book = openpyxl.load_workbook(io.BytesIO(build.plan_bytes()))
    asked_at = {c.row for c in book["Plan"]["B"] if c.value in {q.heading for q in QUESTIONS}}
    assert rows - fixed == asked_at


WORDS = [f"ww{number:03}" for number in range(230)]


@pytest.mark.slow
def test_an_answer_of_230_words_is_printed_whole_however_it_came_there(tmp_path: Path) -> None:
    pdftotext = shutil.which("pdftotext")
    if pdftotext is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    question = QUESTIONS[2].heading
    answer = " ".join(WORDS)
    (tmp_path / "ingevuld.xlsx").write_bytes(build.plan_bytes({"tblPlan": {question: answer}}))
    book = openpyxl.load_workbook(io.BytesIO(build.plan_bytes()))
    row = next(c.row for c in book["Plan"]["B"] if c.value == question)
    book["Plan"].cell(row, 3).value = answer
    book.save(tmp_path / "getypt.xlsx")
    for made in soffice_convert(sorted(tmp_path.glob("*.xlsx")), "pdf", tmp_path / "uit"):
        text = subprocess.run(
            [pdftotext, "-layout", made, "-"],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout
        assert set(WORDS) <= set(text.split()), made.name
        # The first question stands beneath the fields, and three on the page behind if they fit.
        pages = text.split("\f")
        asked_on = [sum(q.heading[:20] in page for q in QUESTIONS) for page in pages]
        assert asked_on[:2] in ([1, 3], [1, 2]), made.name


BLANKS = ("\u00a0", "  ", " \u00a0 ")


@pytest.mark.slow
def test_a_no_break_space_and_two_blanks_are_blank_on_the_sheet_as_in_the_check(
    tmp_path: Path,
) -> None:
    form = {"Titel van het plan": "\u00a0", "E-mail": "  ", QUESTIONS[0].heading: " \u00a0 "}
    form["Verschillende leerlingen"] = "\u00a0"
    content: Content = {
        "tblPlan": form,
        "tblDoelen": [("Domotica", "\u00a0", None), BLANKS],
        "tblMiddelen": [("Lasrobot", None, "  ", "\u00a0", "STO", None), BLANKS],
    }
    path = tmp_path / "blanks.xlsx"
    path.write_bytes(build.plan_bytes(content))
    (made,) = soffice_convert(path, "xlsx", tmp_path / "uit")
    for there in (load(made, values=True), load(path, values=True)):
        states = dict(zip(shown(there, "B5:B28"), shown(there, "D5:D28"), strict=True))
        assert {states[label] for label in form} == {"nog open"}
        assert there["Doelen"]["A4"].value == "1 doel, nog 1 cel vraagt aandacht"
        assert there["Middelen"]["A4"].value == "1 post, nog 2 cellen vragen aandacht"
    read = examined(read_file(path)).plan
    assert [goal.doel for goal in read.goals] == ["Domotica"]
    assert read.form.titel is None


def test_every_workbook_opens_in_a_window_that_fits_a_screen() -> None:
    shipped = [ROOT / "workbooks" / f"{name}.xlsx" for name in ("regiobestand", "techniekplan")]
    for data in (build.plan_bytes(), *(path.read_bytes() for path in shipped)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            view = re.search(r"<workbookView[^>]*>", archive.read("xl/workbook.xml").decode())
        assert view
        # Twentieths of a point: some 1,870 by 1,070 pixels.
        sizes = [int(n) for n in re.findall(r'window(?:Width|Height)="(\d+)"', view[0])]
        assert sizes == [28_005, 16_005]


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_wrong_with_a_half_filled_plan(tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes(plan("half"))
    assert validate(path) == []
