"""The reports: what goes in stands in them, on paper too, whatever it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import cast
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from sto_xl import sheets
from sto_xl.books import report
from sto_xl.books.measure import text_lines
from sto_xl.books.new import charts
from sto_xl.books.new.national import deelname, national_workbook, regions
from sto_xl.books.new.reports import digest, keyfigures
from sto_xl.books.new.reports.pages import INTERNAL
from sto_xl.books.reading.file import snapshot_of
from sto_xl.books.reading.package import package_of
from sto_xl.books.report import rows as made_rows
from sto_xl.books.report import terms
from sto_xl.books.report.cells import fitted
from sto_xl.figures import basis, participation, stand
from sto_xl.figures.disclosure import Disclosure
from sto_xl.grid import Row, Value
from sto_xl.model import Klasse, PlanStatus, Signaal, Status, reference
from sto_xl.quarter import national as nationals
from sto_xl.region import routines, workbooks
from sto_xl.sheets import Kind
from support.guards import agree
from support.tables import PEILDATUM, examined, snapshot
from support.tools import validate

SHA256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
DAY = dt.date(2026, 12, 31)
#: What Excel could take for a formula, and must show as it was typed.
TYPED = ("=1+1", "+31 6 1234 5678", "-5", "@x", "{=1}", "'00123", "00123", "12-1", "http://x.nl")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def demo_region(name: str) -> routines.Examined:
    text = files("sto_xl.cli.demo").joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return routines.examine(replace(snapshot(text), sha256=SHA256), PEILDATUM)


NAMES = ("caribische-kust", "rivierenhoek", "veenkwartier")
EXAMINED = [demo_region(name) for name in NAMES]
RIVIERENHOEK = EXAMINED[1]
NATION = basis.nation([e.basis for e in EXAMINED])
INPUTS = [workbooks.source(e) for e in EXAMINED]
CHECK = report.FindingsReport("Rivierenhoek", "rivierenhoek.xlsx", DAY, (0, 0, 0), ())
REGION = report.RegionReport(
    "Rivierenhoek",
    DAY,
    routines.summarise(RIVIERENHOEK),
    (),
    0,
    report.InputFile("rivierenhoek.xlsx", SHA256),
    workbooks.definitions(),
)
#: The figures of a region as they are shown.
SHOWN: dict[str, Value] = {
    column.field: 1.0 if column.kind is Kind.SHARE else 1
    for column in report.REGIONS.columns
    if column.field in reference.cijfers()
}
NATIONAL = report.NationalReport(
    "2026-Q4",
    DAY,
    routines.summarise(RIVIERENHOEK),
    report.RegionLine("", "Landelijk", SHOWN | {"bereikt": "<5", "bereik": "–"}),
    (),
    (),
    (),
    INPUTS,
    report.Reckoning((4, 3, 2), (1, 1, 1), (0, 0, 0)),
    workbooks.definitions(),
    "Of regio's ontbreken, is niet nagegaan.",
)


def findings() -> bytes:
    return workbooks.findings(RIVIERENHOEK)


def summary() -> bytes:
    return workbooks.region_summary(RIVIERENHOEK, "2026-Q4")


def national() -> bytes:
    return nationals.workbook(
        Disclosure(NATION), "2026-Q4", DAY, inputs=INPUTS, absence="Alles is er."
    )


Builder = Callable[[], bytes]
BUILDERS = (findings, summary, national)
REPORTS = (summary, national)


@cache
def made(build: Builder) -> bytes:
    """Make a workbook once for all tests that look at it."""
    return build()


@cache
def opened(content: bytes) -> Workbook:
    """Open a workbook to look at, not to change."""
    return openpyxl.load_workbook(BytesIO(content))


def visible(content: bytes) -> list[Worksheet]:
    """Give the sheets that are printed."""
    return [sheet for sheet in opened(content) if sheet.sheet_state == "visible"]


def box(cells_: str) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of a reference to cells."""
    bare = cells_.replace("$", "").rsplit("!", 1)[-1]
    return cast("tuple[int, int, int, int]", range_boundaries(bare))


def table(book: Workbook, name: str) -> list[Row]:
    """Give the rows of a table of the workbook, without its header."""
    sheet = next(sheet for sheet in book if name in sheet.tables)
    left, top, right, bottom = box(sheet.tables[name].ref)
    cells = sheet.iter_rows(top + 1, bottom, left, right, values_only=True)
    return [cast("Row", tuple(row)) for row in cells]


def blank(rows: Sequence[Row]) -> list[Row]:
    """Give rows as a workbook keeps them, which knows no empty text."""
    return [tuple(None if value == "" else value for value in row) for row in rows]


def cells(book: Workbook) -> Iterator[Cell | MergedCell]:
    for sheet in book:
        for row in sheet.iter_rows():
            yield from row


def texts(content: bytes) -> set[str]:
    return {str(c.value) for c in cells(opened(content)) if c.value is not None}


def references(content: bytes) -> list[str]:
    """Give every reference to cells in the workbook's charts."""
    with ZipFile(BytesIO(content)) as parts:
        charts = [
            ET.fromstring(parts.read(name))  # noqa: S314  (we wrote it)
            for name in parts.namelist()
            if name.startswith("xl/charts/chart")
        ]
    return [
        part
        for chart in charts
        for formula in chart.iter(f"{CHART}f")
        for part in re.findall(r"'(?:[^']|'')*'![$\w:]+", formula.text or "")
    ]


# What goes in stands in it.


def test_the_findings_are_those_of_the_roster_without_the_columns_that_serve_excel() -> None:
    rows = table(opened(made(findings)), "tblBevindingen")
    assert rows == blank(routines.listed_rows(RIVIERENHOEK.report))


def test_every_table_of_the_summary_holds_the_rows_that_went_in() -> None:
    book = opened(made(summary))
    for name, rows in routines.summarise(RIVIERENHOEK).items():
        expected = blank(rows)
        if name == sheets.KERNCIJFERS.name:
            # An amount and a share say their unit themselves.
            units = (None if row[2] in {"%", "€"} else row[2] for row in expected)
            pairs = zip(expected, units, strict=True)
            expected = [(*row[:2], unit, *row[4:], row[3]) for row, unit in pairs]
        if name == sheets.PROFIEL_LEERWEG.name:
            offered = {row[0] for row in rows if row[2]}
            expected = [row for row in expected if row[0] in offered]
            assert 0 < len(expected) < len(rows)
        assert table(book, name) == expected, name


def test_every_table_of_the_national_workbook_holds_the_rows_that_went_in() -> None:
    book = opened(made(national))
    found = {row[0]: row for row in table(book, "tblRegios")}
    assert set(found) == {region.number for region in NATION.regions}
    assert found["STO26901"][1:7] == ("Rivierenhoek", "Nederland", "voorlopig", 5, 13, 4)
    assert table(book, "tblLandelijk")[0][1] == "Landelijk"
    signals = [Signaal(str(row[-1])) for row in table(book, "tblMetSignaal")]
    assert len(signals) == sum(bool(v.signaal) for v in NATION.locations)
    asking = [signal.asks for signal in signals]
    assert asking == sorted(asking, reverse=True), "what asks for attention comes first"
    assert [row[0] for row in table(book, "tblDubbel")] == [s.code for s in NATION.shared]
    definitions = [row[:3] for row in table(book, "tblDefinities")]
    assert definitions == list(workbooks.definitions().rows)
    files = [row[0] for row in table(book, "tblBronnen")]
    assert sorted(map(str, files)) == sorted(i.file for i in INPUTS)
    assert table(book, "tblControlegetallen") == [(i.file, i.sha256) for i in INPUTS]


def test_it_says_why_a_difference_may_seem_a_point_off() -> None:
    words = {row[0]: str(row[2]) for row in table(opened(made(summary)), "tblBegrippen")}
    assert "vóór het afronden" in words["Verschil"]


def test_the_reckoning_ends_at_the_national_figures() -> None:
    book = opened(made(national))
    figure = {row[0]: row[1] for row in table(book, "tblKerncijfers")}
    steps = {row[0]: row[1] for row in table(book, "tblOptelling")}
    parts = ("som van de regio's", "min dubbel geteld", "min zonder geldige code")
    for measure in ("Vmbo-locaties", "Deelnemers"):
        summed, double, uncoded = (cast("int", steps[f"{measure}: {part}"]) for part in parts)
        assert steps[f"{measure}: landelijk"] == figure[measure] == summed - double - uncoded


def test_signalled_schools_come_first_in_the_order_of_the_signals() -> None:
    order = [signaal.value for signaal in Signaal]
    found = [row[5] for row in table(opened(made(summary)), "tblLocaties")]
    places = [order.index(str(s)) if s else len(order) for s in found]
    assert places == sorted(places)
    assert len(order) in places


def test_a_name_with_more_than_its_room_beside_the_bars_is_shortened_before_its_mark() -> None:
    long = "Hoeksche Waard, Goeree-Overflakkee en Voorne-Putten"
    assert charts.fitting("Noordrand", 388, " *") == "Noordrand *"
    for mark in ("", " *"):
        short = charts.fitting(long, 388, mark)
        assert short.endswith(f"…{mark}")
        assert long.startswith(short.removesuffix(f"…{mark}"))


def test_regions_stand_in_the_order_of_their_deelname_and_unknown_ones_last() -> None:
    shares: dict[str, Value] = {"1": "–", "2": 0.0, "4": 0.5, "3": 0.5}
    lines = [report.RegionLine(number, "", {"deelname": v}) for number, v in shares.items()]
    # All that is known of it takes part; of nine nobody knows.
    lines.append(report.RegionLine("5", "", {"deelname": 1.0}, unknown=9))
    assert [line.number for line in regions.by_deelname(lines)] == ["3", "4", "2", "5", "1"]


def test_a_share_of_which_not_all_is_known_has_a_star_and_stands_in_line_with_the_others() -> None:
    known = report.RegionLine("1", "A", SHOWN)
    lines = [known, replace(known, number="2", title="B", unknown=3)]
    sheet = opened(national_workbook(replace(NATIONAL, regions=lines)))["Regio's"]
    left, top, _, bottom = box(sheet.tables["tblRegios"].ref)
    at = left + [cell.value for cell in sheet[top][left - 1 :]].index("Deelname")
    formats = [sheet.cell(row, at).number_format for row in range(top + 1, bottom + 1)]
    assert formats == ["0%_ _*", '0%" *"']


def test_without_an_earlier_quarter_the_summary_says_so_above_its_empty_columns() -> None:
    sheet = opened(made(summary))["Samenvatting"]
    said = [
        rule.dxf.numFmt.formatCode
        for area in sheet.conditional_formatting
        for rule in area.rules
        if rule.dxf and rule.dxf.numFmt
    ]
    assert said == [';;;"geen eerder"', ';;;"kwartaal"']


def test_each_column_about_regions_holds_a_figure_or_what_a_line_has_beside_them() -> None:
    columns = report.REGIONS.columns
    beside = {column.field: column.field for column in columns if column.field not in SHOWN}
    line = report.RegionLine("number", "title", {**SHOWN, "meer": 9}, beside)
    told = [v for v in line.row(columns) if isinstance(v, str)]
    assert told[:4] == ["number", "title", "land", "stand"]
    assert len(columns) == len(told) + len(SHOWN)
    statuses = {status.value for status in PlanStatus}
    assert {"concept", "ingediend", "in gesprek", "goedgekeurd", "afgewezen"} <= statuses & {*told}


@pytest.mark.parametrize("build", REPORTS)
def test_it_says_that_it_is_no_report_to_the_subsidiser_on_the_sheet_and_on_every_page(
    build: Builder,
) -> None:
    content = made(build)
    assert INTERNAL == "Intern kwartaalbeeld; geen voortgangsrapportage aan DUS-I"
    assert INTERNAL in texts(content)
    for sheet in visible(content):
        footer = sheet.oddFooter
        assert footer is not None
        assert footer.left is not None
        assert footer.right is not None
        assert INTERNAL in str(footer.left.text)
        assert "Pagina &P van &N" in str(footer.right.text)


def test_provisional_figures_are_called_that_and_others_are_not() -> None:
    assert any("voorlopig: er zijn nog 5 fouten" in text for text in texts(made(summary)))
    assert not any("voorlopig" in t for t in texts(report.region_summary(REGION)) if len(t) < 60)


def test_what_is_missing_from_the_nation_is_said() -> None:
    unread = report.InputFile("kapot.xlsx", "", stand="niet leesbaar", note="het is beschadigd")
    made = texts(national_workbook(replace(NATIONAL, inputs=[*INPUTS, unread])))
    assert any(text.startswith("Of regio's ontbreken, is niet nagegaan") for text in made)
    assert {"niet leesbaar", "het is beschadigd"} <= made
    assert any("1 bestand telt niet mee" in text for text in made)


def test_no_person_stands_in_what_goes_round() -> None:
    told = "\n".join(texts(made(summary)) | texts(made(national)))
    people = [value for c in RIVIERENHOEK.roster.contacts for value in (c.naam, c.email)]
    assert people
    assert not [person for person in people if person and person in told]


# Every word is explained.


def test_every_class_participation_and_signal_is_explained() -> None:
    for explained, every in (
        (terms.KLASSEN, Klasse),
        (terms.STATUSSEN, Status),
        (terms.SIGNALEN, Signaal),
    ):
        agree(explained, every, "‘{}’ is not explained: add it to sto_xl/books/report/terms.py")
        assert list(explained) == list(every), "explain them in the order of the enumeration"
    assert f"{participation.STALLED_AFTER.days} dagen" in terms.SIGNALEN[Signaal.STILGEVALLEN]
    technical = [p.code for p in reference.profielen().values() if p.techniek]
    assert all(code in terms.KLASSEN[Klasse.TECHNISCH] for code in technical)


def test_the_figures_that_the_layout_names_exist() -> None:
    names = {cijfer.naam for cijfer in reference.cijfers().values()}
    agree(
        names,
        keyfigures.SUBJECTS,
        "no figure is named ‘{}’: see naam in sto_xl/model/data/cijfers.csv",
    )
    for name in ("Deelnemers", "Vmbo-locaties", "Deelname", "Bereikt met techniek"):
        assert made_rows.figure(REGION.tables, name)[0] != "–"
    assert made_rows.figure({}, "Deelnemers") == ("–", "")


# Nothing that is typed breaks it, or becomes something else.


@pytest.mark.parametrize(
    "typed", [*TYPED[:2], *(pytest.param(typed, marks=pytest.mark.slow) for typed in TYPED[2:])]
)
def test_text_stays_text_in_every_cell(typed: str) -> None:
    source = report.InputFile(typed, typed, typed, typed)
    signalled = (typed,) * 6 + ("gestopt",)
    built = (
        report.findings_workbook(
            replace(CHECK, region=typed, file=typed, counts=(1, 0, 0), findings=[(typed,) * 8])
        ),
        report.region_summary(
            replace(REGION, region=typed, schools=[(typed,) * 7], source=source, number=typed)
        ),
        national_workbook(
            replace(
                NATIONAL,
                regions=[report.RegionLine(typed, typed, SHOWN, {"land": typed})],
                to_do=[report.ToDo(typed, [report.ToDoLine(typed, typed, typed, file=typed)])],
                schools=[signalled],
                shared=[(typed,) * 6],
                inputs=[source],
            )
        ),
    )
    for content in built:
        found = [c for c in cells(opened(content)) if c.value == typed]
        assert found
        assert {c.data_type for c in found} == {"s"}


@pytest.mark.parametrize("build", BUILDERS)
def test_no_cell_holds_a_formula(build: Builder) -> None:
    assert all(c.data_type != "f" for c in cells(opened(made(build))))


def test_masked_counts_stay_text_and_give_no_share() -> None:
    book = opened(national_workbook(NATIONAL))
    row = table(book, "tblLandelijk")[0]
    columns = regions.shown_columns([])
    found = dict(zip([column.heading for column in columns], row, strict=True))
    assert (found["Bereikt"], found["Bereik"]) == ("<5", "–")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("x" * 32_767, "x" * 32_767),
        ("x" * 32_768, "x" * 32_766 + "…"),
        ("😀" * 16_384, "😀" * 16_383 + "…"),
        ("half \ud83d paar", "half  paar"),
        ("a\x00b\x0bc\r\nd\te\uffff", "abc\nd\te"),
        (12, 12),
        (None, None),
    ],
    ids=["fits", "too long", "too long in UTF-16", "half a pair", "control", "number", "nothing"],
)
def test_a_text_is_cut_where_a_cell_ends_and_visibly(value: Value, expected: Value) -> None:
    assert fitted(value) == expected


#: Longer than a cell can hold, with signs that no workbook can.
LONG = "\x01\ud800" + "Een héél lange tekst & <meer> " * 2_000
LONG_SOURCE = report.InputFile(LONG, LONG, LONG, LONG, note=LONG)


def long_findings() -> bytes:
    return report.findings_workbook(replace(CHECK, region=LONG, file=LONG, findings=[(LONG,) * 8]))


def long_summary() -> bytes:
    return report.region_summary(
        replace(REGION, region=LONG, schools=[(LONG,) * 7], source=LONG_SOURCE, errors=2)
    )


def long_national() -> bytes:
    return national_workbook(
        replace(
            NATIONAL,
            regions=[report.RegionLine(LONG, LONG, SHOWN, {"stand": "voorlopig"})] * 3,
            to_do=[report.ToDo(LONG, [report.ToDoLine(LONG, LONG, LONG, file=LONG)])],
            shared=[(LONG,) * 6],
            inputs=[LONG_SOURCE],
        )
    )


LONG_ONES = (long_findings, long_summary, long_national)


@pytest.mark.slow
@pytest.mark.parametrize("build", LONG_ONES)
def test_a_text_of_any_length_and_kind_ends_where_a_cell_does(build: Builder) -> None:
    longest = max((t for t in texts(made(build))), key=len)
    assert len(longest) == 32_767
    assert longest.endswith("…")


# It is a good workbook.


@pytest.mark.parametrize("build", BUILDERS)
def test_the_same_data_give_the_same_bytes(build: Builder) -> None:
    assert build() == build()


@pytest.mark.parametrize("build", BUILDERS)
def test_it_is_dated_on_the_day_that_it_is_about(build: Builder) -> None:
    created = opened(made(build)).properties.created
    assert created.date() in (DAY, RIVIERENHOEK.peildatum)


@pytest.mark.parametrize("build", REPORTS)
def test_every_chart_refers_to_cells_of_the_tables(build: Builder) -> None:
    content = made(build)
    book = opened(content)
    boxes = {sheet.title: [box(t.ref) for t in sheet.tables.values()] for sheet in book}
    found = references(content)
    assert len(found) > 20
    for reference_ in found:
        name, where = reference_.rsplit("!", 1)
        left, top, right, bottom = box(where)
        assert any(
            a <= left and b <= top and right <= c and bottom <= d
            for a, b, c, d in boxes[name[1:-1].replace("''", "'")]
        ), reference_


@pytest.mark.parametrize("build", REPORTS)
def test_the_series_of_a_chart_have_the_same_groups_in_the_same_order(build: Builder) -> None:
    content = made(build)
    book = opened(content)
    charts = 0
    with ZipFile(BytesIO(content)) as parts:
        for name in (n for n in parts.namelist() if n.startswith("xl/charts/chart")):
            chart = ET.fromstring(parts.read(name))  # noqa: S314  (we wrote it)
            groups = []
            for group in chart.iter(f"{CHART}cat"):
                formula = group.find(f".//{CHART}f")
                assert formula is not None
                names = []
                for sheet, cells_ in re.findall(r"'((?:[^']|'')*)'!([$\w:]+)", formula.text or ""):
                    found = book[sheet.replace("''", "'")][cells_.replace("$", "")]
                    rows = found if isinstance(found, tuple) else ((found,),)
                    names += [cell.value for row in rows for cell in row]
                groups.append(names)
            assert all(names == groups[0] for names in groups), name
            charts += len(groups) > 1
    assert charts >= 2


@pytest.mark.parametrize("build", REPORTS)
def test_every_chart_can_be_read_by_who_cannot_see_it(build: Builder) -> None:
    with ZipFile(BytesIO(made(build))) as parts:
        drawings = [parts.read(n).decode() for n in parts.namelist() if "drawings/drawing" in n]
        charts = sum(name.startswith("xl/charts/chart") for name in parts.namelist())
    said = [text for drawing in drawings for text in re.findall(r'descr="([^"]+)"', drawing)]
    assert len(said) == charts >= 7
    assert all("Dezelfde aa" in text for text in said)


@pytest.mark.parametrize("build", BUILDERS)
def test_every_page_is_set_up_for_paper(build: Builder) -> None:
    for sheet in visible(made(build)):
        assert sheet.page_setup.paperSize == 9
        area = box(str(sheet.print_area))
        filled = [c for row in sheet.iter_rows() for c in row if c.value is not None]
        assert max(c.row for c in filled) <= area[3]
        assert max(c.column for c in filled) <= area[2]
        filtered = [t for t in sheet.tables.values() if t.autoFilter]
        for one in filtered:
            _, top, _, _ = box(one.ref)
            assert sheet.print_title_rows == f"${top}:${top}"


@pytest.mark.parametrize("build", REPORTS)
def test_what_is_kept_for_the_next_quarter_is_hidden_and_never_printed(build: Builder) -> None:
    sheet = opened(made(build))["Stand"]
    assert sheet.sheet_state == "hidden"
    assert not sheet.print_area, "some programs print a hidden sheet that has one"


@pytest.mark.parametrize("build", REPORTS)
def test_the_figures_take_two_pages_of_a4(build: Builder) -> None:
    book = opened(made(build))
    sheet = book["Overzicht" if "Overzicht" in book else "Samenvatting"]
    scale = (sheet.page_setup.scale or 100) / 100
    breaks = [b.id for b in sheet.row_breaks.brk]
    last = box(str(sheet.print_area))[3]
    assert len(breaks) == 1
    margins = (sheet.page_margins.top + sheet.page_margins.bottom) * 72
    for before, end in pairwise((0, *breaks, last)):
        points = sum(sheet.row_dimensions[r].height or 15 for r in range(before + 1, end + 1))
        assert points * scale <= 841.9 - margins
    # LibreOffice makes columns a sixteenth wider than Excel does.
    inches = sum(int(width * 7 + 5) for width in digest.WIDTHS) / 96 * 17 / 16
    assert inches * scale <= 8.27 - sheet.page_margins.left - sheet.page_margins.right


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("kort", 10, 1),
        ("twee woorden", 8, 2),
        ("een\ntwee", 40, 2),
        ("alleen niet-technische profielen", 18, 2),
        ("x" * 100, 10, 10),
        ("WWWWWWWWWW", 10, 2),
        ("illiilliilliil", 10, 1),
    ],
)
def test_a_row_is_as_high_as_its_text_needs(text: str, width: float, lines: int) -> None:
    assert text_lines(text, width) == lines


# Much, little, nothing.


def nothing_found() -> bytes:
    return report.findings_workbook(CHECK)


def test_when_nothing_was_found_a_friendly_sentence_says_so() -> None:
    content = nothing_found()
    assert any("niets gevonden" in text for text in texts(content))
    assert table(opened(content), "tblBevindingen") == [(None,) * 8]


def zero() -> bytes:
    found = examined("[tblRegio]\nNaam van de regio | Leeg")
    return report.region_summary(replace(REGION, tables=routines.summarise(found)))


def none() -> bytes:
    return report.region_summary(replace(REGION, tables={}))


@pytest.mark.parametrize("build", [zero, none])
def test_a_region_without_schools_gets_a_summary_too(build: Builder) -> None:
    told = texts(made(build))
    assert "Er is nog geen aanbod in niet-technische profielen ingevuld." in told
    assert "In het regiobestand staan nog geen scholen." in told


def compared() -> bytes:
    before = stand.of_region(EXAMINED[2].basis, dt.date(2026, 9, 30), "2026-Q3")
    return workbooks.region_summary(RIVIERENHOEK, "2026-Q4", before=before)


def test_what_changed_has_a_sheet_only_where_there_is_an_earlier_quarter() -> None:
    assert "Veranderingen" not in opened(made(summary)).sheetnames
    book = opened(made(compared))
    rows = table(book, "tblVeranderingen")
    assert {"Doen nu mee", "Nieuw in het regiobestand"} <= {row[0] for row in rows}
    assert str(book["Veranderingen"]["A3"].value).startswith("Vergeleken met 2026-Q3")
    figures = {row[0]: row for row in table(book, "tblKerncijfers")}
    assert figures["Vmbo-locaties"][1:5] == (13, "locaties", 6, 7)


def test_a_summary_gives_back_what_the_next_one_is_compared_with() -> None:
    for build in (summary, compared):
        kept = stand.read_stand(snapshot_of(package_of(made(build), "Samenvatting.xlsx")))
        assert (kept.number, kept.period) == ("STO26901", "2026-Q4")
        assert len(kept.locations) == len(RIVIERENHOEK.basis.locations)
        assert set(kept.figures) == set(reference.cijfers())


def no_regions() -> bytes:
    return nationals.workbook(Disclosure(basis.nation([])), "2026-Q4", DAY, inputs=[], absence="")


def test_a_nation_without_regions_gets_a_workbook_too() -> None:
    assert "Geen enkele locatie staat in meer dan één regiobestand." in texts(no_regions())


def test_where_there_is_nothing_to_draw_a_sentence_says_so_and_there_is_no_chart() -> None:
    with ZipFile(BytesIO(no_regions())) as parts:
        assert not [name for name in parts.namelist() if name.startswith("xl/charts/")]
    told = texts(no_regions())
    assert {digest.NOTHING, digest.NOT_KNOWN, deelname.NOTHING} <= told


def whole_country() -> bytes:
    found = [
        replace(
            e.basis,
            number=f"STO{19_000 + i}",
            name=f"Regio {i} met een tamelijk lange naam",
            locations=tuple(
                replace(v, code=f"{i:02}{v.code[2:]}" if v.code else None)
                for v in e.basis.locations
            ),
        )
        for i, e in enumerate(EXAMINED * 26)
    ]
    nation = Disclosure(basis.nation(found))
    return nationals.workbook(nation, "2026-Q4", DAY, inputs=INPUTS * 26, absence="")


@pytest.mark.slow
def test_a_whole_country_fits() -> None:
    book = opened(whole_country())
    assert len(table(book, "tblRegios")) == 78
    assert len(table(book, "tblMetSignaal")) > 300


@pytest.mark.slow
@pytest.mark.parametrize(
    "build",
    [*BUILDERS, *LONG_ONES, nothing_found, zero, none, compared, no_regions, whole_country],
)
def test_it_is_valid(build: Builder, tmp_path: Path) -> None:
    path = tmp_path / "proef.xlsx"
    path.write_bytes(build())
    assert validate(path) == []


def test_counts_are_named_in_words() -> None:
    found = report.findings_workbook(replace(CHECK, counts=(1, 0, 2_000), findings=[("fout",) * 8]))
    assert {"1 fout", "geen waarschuwingen", "2.000 tips"} <= texts(found)
