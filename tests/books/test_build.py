from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import io
import re
import textwrap
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from pyopenvba.formula import parse

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.new import entry, layout, marks, style
from sto_xl.books.new.control import lists_of
from sto_xl.books.new.plan import means
from sto_xl.books.new.plan import tables as plan_tables
from sto_xl.books.reading import file
from sto_xl.cli.demo import examples
from sto_xl.grid import Value
from sto_xl.sheets import Column, Kind, TableSpec
from support.guards import agree
from support.reopened import load
from support.rosters import ODD_KEYS
from support.tools import ROOT, soffice_convert, validate

BUILDERS = {sheets.ROSTER: build.roster_bytes, sheets.PLAN: build.plan_bytes}
#: For what holds of every workbook that people fill in.
each_template = pytest.mark.parametrize("of", sheets.TEMPLATES, ids=lambda of: of.name)
COMMITTED = {of: ROOT / "workbooks" / of.file for of in sheets.TEMPLATES}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
DOCUMENT = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

SHEETS = {
    sheets.ROSTER: [
        *("Regio", "Scholen", "Contacten", "Aanbod", "Partners", "Plannen", "Gebied"),
        *("Controle", "Samenvatting", "Lijsten"),
    ],
    sheets.PLAN: [
        *("Plan", "Doelen", "Activiteiten", "Mijlpalen", "Samenwerking", "Middelen"),
        *("Controle", "Lijsten"),
    ],
}
#: What a check leaves: findings, and when it was done.
CHECKED: build.Content = {
    "tblControle": [
        (severity, "RST-001") for severity in ("fout", "fout", "waarschuwing", "tip", "tip", "tip")
    ],
    "tblRun": [("een run", "2026-11-24 10.15")],
}


@functools.cache
def parts(of: sheets.WorkbookSpec = sheets.ROSTER) -> dict[str, bytes]:
    return unzipped(BUILDERS[of]())


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def xml(part: str, of: sheets.WorkbookSpec = sheets.ROSTER) -> ET.Element:
    return ET.fromstring(parts(of)[part])  # noqa: S314  (our own file)


def sheet_parts(of: sheets.WorkbookSpec = sheets.ROSTER) -> dict[str, str]:
    names = [s.attrib["name"] for s in xml("xl/workbook.xml", of).iter(f"{MAIN}sheet")]
    return {name: f"xl/worksheets/sheet{i}.xml" for i, name in enumerate(names, start=1)}


def tables(of: sheets.WorkbookSpec = sheets.ROSTER) -> dict[str, ET.Element]:
    found = [xml(p, of) for p in parts(of) if p.startswith("xl/tables/")]
    return {table.attrib["name"]: table for table in found}


def defined_names(of: sheets.WorkbookSpec = sheets.ROSTER) -> dict[str, str]:
    names = xml("xl/workbook.xml", of).iter(f"{MAIN}definedName")
    return {n.attrib["name"]: n.text or "" for n in names}


#: Where formulas stand in a sheet: in cells, in conditional formats, in drop-downs.
CELLS, MARKS, LISTS = ("f",), ("formula",), ("formula1", "formula2")


def formulas(
    of: sheets.WorkbookSpec, tags: tuple[str, ...] = (*CELLS, *MARKS, *LISTS)
) -> Iterator[tuple[str, str]]:
    """Give the formulas of a template with the place where each stands."""
    for name, text in defined_names(of).items():
        # The rows and columns that head each page are two areas, which need brackets elsewhere.
        yield f"name {name}", f"({text})" if name.startswith("_xlnm.") else text
    for name, table in tables(of).items():
        for element in table.iter(f"{MAIN}calculatedColumnFormula") if "f" in tags else ():
            yield f"{name} column", element.text or ""
    for sheet, part in sheet_parts(of).items():
        root = xml(part, of)
        for tag in tags:
            for element in root.iter(f"{MAIN}{tag}"):
                yield f"{sheet} {tag}", element.text or ""


def nodes(node: object) -> Iterator[object]:
    """Give a parsed formula's nodes, whatever their kinds."""
    if isinstance(node, list | tuple):
        for item in node:
            yield from nodes(item)
    elif dataclasses.is_dataclass(node):
        yield node
        for field in dataclasses.fields(node):
            yield from nodes(getattr(node, field.name))


def kinds(formula: str, kind: str) -> list[str]:
    return [str(getattr(n, "name", n)) for n in nodes(parse(formula)) if type(n).__name__ == kind]


def box(area: str) -> tuple[int, int, int, int]:
    """Give left, top, right and bottom of an area with four sides."""
    left, top, right, bottom = range_boundaries(area)
    assert left is not None
    assert top is not None
    assert right is not None
    assert bottom is not None
    return left, top, right, bottom


@functools.cache
def template(of: sheets.WorkbookSpec = sheets.ROSTER) -> Workbook:
    return load(io.BytesIO(BUILDERS[of]()))


@pytest.mark.slow
@each_template
def test_two_builds_give_the_same_bytes(of: sheets.WorkbookSpec) -> None:
    assert BUILDERS[of]() == BUILDERS[of]()
    assert build.roster_bytes(ODD_KEYS) == build.roster_bytes(ODD_KEYS)


@each_template
def test_the_committed_workbook_is_what_the_build_gives(of: sheets.WorkbookSpec) -> None:
    committed = unzipped(COMMITTED[of].read_bytes())
    assert sorted(committed) == sorted(parts(of))
    stale = [name for name, data in parts(of).items() if committed[name] != data]
    assert stale == [], "run: python -m sto_xl.books.build"


def test_build_writes_a_whole_file_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    assert build.build(tmp_path) == (tmp_path / sheets.ROSTER.file, tmp_path / sheets.PLAN.file)
    assert [p.name for p in tmp_path.iterdir()] == [t.file for t in sheets.TEMPLATES]


@pytest.mark.slow
def test_the_open_xml_sdk_finds_nothing_wrong(tmp_path: Path) -> None:
    filled = tmp_path / "gevuld.xlsx"
    build.write_roster(filled, {**ODD_KEYS, **CHECKED})
    for path in (*COMMITTED.values(), filled):
        assert validate(path) == []


@each_template
def test_the_sheets_stand_in_the_order_of_the_work(of: sheets.WorkbookSpec) -> None:
    assert list(sheet_parts(of)) == SHEETS[of]
    hidden = [
        s.attrib["name"]
        for s in xml("xl/workbook.xml", of).iter(f"{MAIN}sheet")
        if "state" in s.attrib
    ]
    assert hidden == ["Lijsten"]


@each_template
def test_every_formula_can_be_read_and_knows_its_names(of: sheets.WorkbookSpec) -> None:
    known = {name.casefold() for name in defined_names(of)}
    for place, formula in formulas(of):
        used = {name.casefold() for name in kinds(formula, "NameNode")}
        assert used <= known, (place, formula)


@each_template
def test_formulas_use_what_every_excel_and_libreoffice_have(of: sheets.WorkbookSpec) -> None:
    known = {
        *("ABS", "AND", "COUNT", "COUNTIF", "COUNTIFS", "IF", "IFERROR", "ISLOGICAL", "ISNUMBER"),
        *("ISTEXT", "LEFT", "MATCH", "MAX", "OFFSET", "ROUND", "ROW", "SEARCH", "SUBSTITUTE"),
        *("SUM", "SUMPRODUCT", "T", "TEXT", "TRIM"),
    }
    for place, formula in formulas(of):
        used = set(re.findall(r"\b([A-Z][A-Z.]*)\(", formula))
        agree(known, used, f"{place}: do all have {{}}? then add it to `known`")


@each_template
def test_marks_and_drop_downs_do_without_references_to_tables(of: sheets.WorkbookSpec) -> None:
    # Excel refuses tbl[Kolom] there; the validator does not.
    found = formulas(of, (*MARKS, *LISTS))
    structured = [(p, f) for p, f in found if kinds(f, "Structured") or "[" in f]
    assert structured == []


@each_template
def test_every_drop_down_comes_from_a_list_that_exists(of: sheets.WorkbookSpec) -> None:
    typed = {name for name, _ in plan_tables.TYPED.values()} if of is sheets.PLAN else set()
    used = {
        validation.findtext(f"{MAIN}formula1") or ""
        for part in sheet_parts(of).values()
        for validation in xml(part, of).iter(f"{MAIN}dataValidation")
        if validation.attrib.get("type") == "list"
    }
    agree(
        used,
        {*lists_of(of), *typed},
        "no cell can be chosen from list {}: give a column its `choices`, or remove the list",
        "{} is chosen from and no list: add it to sheets.lists()",
    )
    agree(defined_names(of), used, "list {} has no name: define it in sto_xl/books/new/marks.py")


@each_template
def test_a_cell_has_one_validation(of: sheets.WorkbookSpec) -> None:
    for part in sheet_parts(of).values():
        areas = [
            box(area)
            for validation in xml(part, of).iter(f"{MAIN}dataValidation")
            for area in validation.attrib["sqref"].split()
        ]
        for at, (left, top, right, bottom) in enumerate(areas):
            for left2, top2, right2, bottom2 in areas[:at]:
                beside = right < left2 or right2 < left
                assert beside or bottom < top2 or bottom2 < top


@each_template
def test_the_named_lists_hold_exactly_the_choices(of: sheets.WorkbookSpec) -> None:
    book = template(of)
    for name, values in lists_of(of).items():
        sheet, area = defined_names(of)[name].split("!")
        cells = book[sheet][area.replace("$", "")]
        assert tuple(row[0].value for row in cells) == values


@each_template
@pytest.mark.parametrize(("name", "heading"), [("ctlPlek", "Plek"), ("ctlErnst", "Ernst")])
def test_the_marks_look_in_columns_of_controle_as_far_as_findings_come(
    of: sheets.WorkbookSpec, name: str, heading: str
) -> None:
    column = defined_names(of)[name]
    match = re.fullmatch(r"Controle!\$([A-Z]+)\$5:\$\1\$(\d+)", column)
    assert match is not None, column
    assert int(match[2]) == marks.LAST_FOUND
    assert template(of)["Controle"][f"{match[1]}5"].value == heading


def specs(of: sheets.WorkbookSpec) -> dict[str, sheets.TableSpec]:
    return {spec.name: spec for spec in (*of.read, *of.filled)}


def rows_to_begin_with(spec: sheets.TableSpec) -> int:
    """Give how many rows a table of an empty workbook has."""
    if spec.form:
        return len(spec.columns)
    return plan_tables.ROWS.get(spec.name) or len(spec.rows) or 1


@each_template
def test_every_table_of_the_specs_is_there_with_its_headings(of: sheets.WorkbookSpec) -> None:
    agree(
        tables(of),
        specs(of),
        "{} has a spec and is not in the workbook: write it in sto_xl/books",
        "{} is in the workbook and has no spec: add it to sto_xl/sheets",
    )
    for spec in specs(of).values():
        table = tables(of)[spec.name]
        headings = [c.attrib["name"] for c in table.iter(f"{MAIN}tableColumn")]
        expected = sheets.FORM_HEADINGS if spec.form else [c.heading for c in spec.columns]
        assert headings == list(expected)
        left, top, right, bottom = box(table.attrib["ref"])
        row = template(of)[spec.sheet][top][left - 1 : right]
        assert [cell.value for cell in row] == headings
        assert all(cell.data_type == "s" for cell in row)
        assert bottom - top == rows_to_begin_with(spec)


@each_template
def test_table_names_are_neither_names_nor_cells(of: sheets.WorkbookSpec) -> None:
    names = {name.casefold() for name in defined_names(of)}
    for name in tables(of):
        assert name.casefold() not in names
        assert not re.fullmatch(r"(?i)[a-z]{1,3}\d+|r\d*c\d*", name)


@each_template
def test_tables_do_not_overlap_and_nothing_stands_under_one_that_grows(
    of: sheets.WorkbookSpec,
) -> None:
    grows = {spec.name for spec in (*of.read[1:], sheets.CONTROLE)}
    for sheet in SHEETS[of]:
        areas = [
            (name, box(table.attrib["ref"]))
            for name, table in tables(of).items()
            if specs(of)[name].sheet == sheet
        ]
        for name, (left, top, right, bottom) in areas:
            for other, (left2, top2, right2, bottom2) in areas:
                beside = right < left2 or right2 < left
                assert name == other or beside or bottom < top2 or bottom2 < top
            if name in grows:
                below = [
                    cell.coordinate
                    for row in template(of)[sheet].iter_rows(min_row=bottom + 1)
                    for cell in row[left - 1 : right]
                    if cell.value is not None
                ]
                assert below == []


@each_template
def test_only_tables_to_fill_in_have_filter_buttons(of: sheets.WorkbookSpec) -> None:
    filtered = {n for n, t in tables(of).items() if t.find(f"{MAIN}autoFilter") is not None}
    assert filtered == {spec.name for spec in of.read[1:]}


@each_template
def test_marks_and_drop_downs_reach_row_5000(of: sheets.WorkbookSpec) -> None:
    for spec in of.input[1:]:
        root = xml(sheet_parts(of)[spec.sheet], of)
        first = box(tables(of)[spec.name].attrib["ref"])[1] + 1
        areas = [
            area
            for tag in ("conditionalFormatting", "dataValidation")
            for element in root.iter(f"{MAIN}{tag}")
            for area in element.attrib["sqref"].split()
            # Above the table a sentence tells how far it is.
            if box(f"{area}:{area}" if ":" not in area else area)[3] >= first
        ]
        assert areas
        assert {(top, bottom) for _, top, _, bottom in map(box, areas)} == {(first, 5000)}


@each_template
def test_headings_stay_in_view_and_head_every_page(of: sheets.WorkbookSpec) -> None:
    for at, sheet in enumerate(SHEETS[of]):
        for spec in (s for s in of.input[1:] if s.sheet == sheet):
            top = box(tables(of)[spec.name].attrib["ref"])[1]
            pane = xml(sheet_parts(of)[sheet], of).find(f".//{MAIN}pane")
            assert pane is not None
            assert int(pane.attrib["ySplit"]) == top
            titles = [
                n.text or ""
                for n in xml("xl/workbook.xml", of).iter(f"{MAIN}definedName")
                if n.attrib["name"] == "_xlnm.Print_Titles" and n.attrib["localSheetId"] == f"{at}"
            ]
            assert any(f"${top}:${top}" in title for title in titles), sheet


@each_template
def test_sheets_print_on_a4_and_as_wide_as_they_are(of: sheets.WorkbookSpec) -> None:
    for sheet in SHEETS[of][:-1]:
        root = xml(sheet_parts(of)[sheet], of)
        setup, fit = root.find(f"{MAIN}pageSetup"), root.find(f".//{MAIN}pageSetUpPr")
        assert setup is not None
        assert fit is not None
        assert (setup.attrib["paperSize"], fit.attrib["fitToPage"]) == ("9", "1")


@each_template
def test_new_rows_get_the_format_of_their_column(of: sheets.WorkbookSpec) -> None:
    for spec in of.input[1:]:
        sheet = template(of)[spec.sheet]
        first = box(tables(of)[spec.name].attrib["ref"])[1] + 1
        for at, column in enumerate(spec.columns):
            wanted = style.KIND_FORMATS.get(column.kind, "General")
            if spec is sheets.MIDDELEN:
                wanted = means.IN_CENTS.get(column.heading, wanted)
            formats = [
                dimension.number_format
                for dimension in sheet.column_dimensions.values()
                if (dimension.min or 0) <= at + 1 <= (dimension.max or 0)
            ]
            assert formats == [wanted], column.heading
            assert sheet.cell(first, at + 1).number_format == wanted


@each_template
def test_hints_fit_in_what_excel_shows(of: sheets.WorkbookSpec) -> None:
    texts = []
    for part in sheet_parts(of).values():
        for validation in xml(part, of).iter(f"{MAIN}dataValidation"):
            texts.append(validation.attrib)
            assert validation.attrib.get("errorStyle", "warning") == "warning"
    assert all(len(t.get(key, "")) <= 32 for t in texts for key in ("promptTitle", "errorTitle"))
    assert all(len(t.get(key, "")) <= 255 for t in texts for key in ("prompt", "error"))
    hinted = {t["prompt"] for t in texts if "prompt" in t}
    # Those of the six questions stand beside them.
    asked = [c for spec in of.input for c in spec.columns if c not in sheets.QUESTIONS]
    agree(hinted, {c.hint for c in asked if c.hint}, "hint ‘{}’ is shown at no cell")
    filled = any(c.filled for spec in of.input for c in spec.columns)
    assert (entry.FILLED_HINT in hinted) == filled


def test_a_long_title_is_cut_between_words() -> None:
    assert entry.prompt_title("Budget voor techniek in andere profielen") == (
        "Budget voor techniek in andere…"
    )


@each_template
def test_headings_leave_room_for_the_filter_button(of: sheets.WorkbookSpec) -> None:
    for spec in of.read[1:]:
        for column in spec.columns:
            # A bold letter is somewhat wider than a digit; the button stands behind the last line.
            lines = textwrap.wrap(column.heading, int(column.width), break_long_words=False)
            assert max(map(len, lines)) <= column.width, column.heading
            assert len(lines[-1]) + 2 <= column.width, column.heading


@each_template
def test_codes_and_numbers_kept_as_text_raise_no_green_triangles(of: sheets.WorkbookSpec) -> None:
    for spec in of.input:
        root = xml(sheet_parts(of)[spec.sheet], of)
        accepted = root.find(f"{MAIN}ignoredErrors/{MAIN}ignoredError")
        if any(column.kind is Kind.CODE for column in spec.columns):
            assert accepted is not None
            assert accepted.attrib["numberStoredAsText"] == "1"


@pytest.mark.slow
def test_charts_show_cells_of_tables_and_say_what_they_show() -> None:
    charts = [name for name in parts() if name.startswith("xl/charts/")]
    assert len(charts) == 4
    bodies = {spec.name: box(tables()[spec.name].attrib["ref"]) for spec in sheets.SUMMARY}
    for name in charts:
        for element in xml(name).iter(f"{CHART}f"):
            sheet, area = (element.text or "").split("!")
            left, top, right, bottom = box(area.replace("$", ""))
            assert sheet.strip("'") == "Samenvatting"
            inside = [
                spec
                for spec, (l2, t2, r2, b2) in bodies.items()
                if l2 <= left and right <= r2 and t2 <= top and bottom <= b2
            ]
            assert len(inside) == 1, element.text
            first = template()["Samenvatting"].cell(top, left).value
            body = bodies[inside[0]]
            assert (top, bottom) in {(body[1], body[1]), (body[1] + 1, body[3])}
            assert left > body[0] or first is not None
    described = [
        picture.attrib.get("descr", "")
        for name in parts()
        if re.fullmatch(r"xl/drawings/drawing\d+\.xml", name)
        for picture in xml(name).iter(f"{DRAWING}cNvPr")
    ]
    assert len(described) == len(charts)
    assert all(len(text) > 40 for text in described)


def test_charts_hold_the_labels_that_a_viewer_shows_without_calculating() -> None:
    for name in (name for name in parts() if name.startswith("xl/charts/")):
        for labels in xml(name).iter(f"{CHART}cat"):
            assert labels.findtext(f".//{CHART}v"), name


def test_no_chart_covers_a_table() -> None:
    areas = [box(tables()[spec.name].attrib["ref"]) for spec in sheets.SUMMARY]
    drawing = next(n for n in parts() if re.fullmatch(r"xl/drawings/drawing\d+\.xml", n))
    for anchor in xml(drawing).iter(f"{DRAWING}twoCellAnchor"):
        corner = [
            int(anchor.findtext(f"{DRAWING}{end}/{DRAWING}{axis}") or 0) + 1
            for end in ("from", "to")
            for axis in ("col", "row")
        ]
        left, top, right, bottom = corner
        for l2, t2, r2, b2 in areas:
            assert right < l2 or r2 < left or bottom < t2 or b2 < top


@each_template
def test_the_package_is_a_plain_workbook_without_macros(of: sheets.WorkbookSpec) -> None:
    types = parts(of)["[Content_Types].xml"].decode()
    assert "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml" in types
    assert "macroEnabled" not in types
    assert not [name for name in parts(of) if "vba" in name.casefold()]
    declared = set(re.findall(r'PartName="/([^"]+)"', types))
    extensions = set(re.findall(r'Extension="([^"]+)"', types))
    for name in parts(of):
        assert name in declared or name.rsplit(".", 1)[-1] in extensions, name


@each_template
def test_the_template_says_who_made_it_and_when_it_was_not_now(of: sheets.WorkbookSpec) -> None:
    properties = template(of).properties
    assert properties.creator == "sto_xl"
    assert properties.title == of.name.capitalize()
    assert properties.created == dt.datetime(2026, 1, 1)


def test_an_empty_roster_holds_only_its_defaults() -> None:
    rows = template()["Regio"].iter_rows(min_row=5, min_col=2, max_col=3, values_only=True)
    filled = {label: value for label, value in rows if value is not None}
    assert filled == {
        "Land": "Nederland",
        "Cofinancieringsnorm": 0.1,
        "Sjabloonversie": sheets.ROSTER.version,
    }


def test_content_stays_what_it_is(tmp_path: Path) -> None:
    path = tmp_path / "gevuld.xlsx"
    build.write_roster(path, ODD_KEYS)
    snapshot = file.read_file(path)
    regio, scholen = snapshot.sheet("Regio"), snapshot.sheet("Scholen")
    assert regio is not None
    assert scholen is not None
    assert regio.value(6, 3) == "=1+1"
    assert regio.value(14, 3) == "-"
    assert scholen.value(11, 2) == "=1+1"
    assert not snapshot.notices


@pytest.mark.parametrize(
    ("made", "content"),
    [
        (build.roster_bytes, {"tblRooster": [("x",)]}),
        (build.roster_bytes, {"tblRegio": {"Regionaam": "x"}}),
        # A new plan is not checked yet.
        (build.plan_bytes, {"tblControle": [("fout",)]}),
    ],
)
def test_content_for_what_does_not_exist_is_refused(
    made: Callable[[build.Content], bytes], content: build.Content
) -> None:
    with pytest.raises(ValueError, match=r"tblRooster|Regionaam|tblControle"):
        made(content)


@pytest.mark.parametrize(
    ("columns", "row"),
    [
        ((Column("A"), Column("A")), ()),
        ((Column("A"),), ("x" * 32_768,)),
        ((Column("A"),), ("x", "y")),
    ],
)
def test_what_xlsxwriter_only_warns_of_is_raised(
    columns: tuple[Column, ...], row: tuple[Value, ...]
) -> None:
    writer = style.Writer("Proef", "Proef")
    with pytest.raises(style.LayoutError):
        layout.add_table(
            writer, writer.sheet("Blad"), TableSpec("tblProef", "Blad", columns), [row], top=1
        )


def test_a_table_named_like_a_cell_is_refused() -> None:
    writer = style.Writer("Proef", "Proef")
    spec = TableSpec("TBL1", "Blad", (Column("A"),))
    with pytest.raises(style.LayoutError, match="TBL1"):
        layout.add_table(writer, writer.sheet("Blad"), spec, (), top=1)


@pytest.mark.slow
def test_libreoffice_calculates_the_books_without_an_error(tmp_path: Path) -> None:
    for number, content in enumerate(examples.regions().values()):
        build.write_roster(tmp_path / f"regio{number}.xlsx", content)
    build.write_roster(tmp_path / "gevuld.xlsx", {**ODD_KEYS, **CHECKED})
    build.write_roster(tmp_path / "leeg.xlsx")
    out = tmp_path / "uit"
    soffice_convert(sorted(tmp_path.glob("*.xlsx")), "xlsx", out)

    for made in out.iterdir():
        for sheet in load(made, values=True):
            errors = [
                f"{made.name} {sheet.title}!{cell.coordinate} {cell.value}"
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "e"
            ]
            assert errors == []

    controle = load(out / "gevuld.xlsx", values=True)["Controle"]
    head = [controle[cell].value for cell in ("C3", "E3", "F3", "G3")]
    assert head == ["2026-11-24 10.15", 2, 1, 3]
    assert load(out / "leeg.xlsx", values=True)["Controle"]["C3"].value == "nog niet gedaan"
