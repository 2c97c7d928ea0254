"""What pasting took away from a workbook comes back, and nothing else changes."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given as given_any
from hypothesis import strategies as st

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.books.mending import Mended, Repaired, repair
from sto_xl.books.mending.cells import Cells
from sto_xl.books.reading.package import package_of
from sto_xl.cli.demo import examples
from sto_xl.grid import Sheet
from sto_xl.region import routines
from sto_xl.sheets import WorkbookSpec
from sto_xl.system.errors import Cause, Failure
from support import offered, plan_files
from support.made_up import tried
from support.packages import Rework, differing, parts, reworked
from support.tables import PEILDATUM, QUIET
from support.tools import soffice_convert, validate

SCHOOLS = """
[tblScholen]
Vestiging | School      | Deelname  | Sinds      | Telefoon     | Leerlingen totaal
00AH17    | De Werkhoek | deelnemer | 2026-01-01 | 0592 123456  | 120
00BC18    | De Brug     | geen      | 2025-09-01 | 010 220 2121 | 80
00CD19    | Het Anker   | deelnemer | 2024-08-01 |              |
"""
PLAN = """
[tblDoelen]
Doel          | Meetbaar resultaat
Meer techniek | 30 leerlingen
[tblActiviteiten]
Activiteit | Doel          | Leerlingen | Start
Robots     | Meer techniek | 30         | 2027-01-01
"""
ROWS = (2, 3, 4, 7, 9, 27, 39, 5_000)
INPUT = {spec.sheet for spec in sheets.ROSTER.read}
STYLES, BOOK = "xl/styles.xml", "xl/workbook.xml"


@cache
def roster() -> bytes:
    return build.roster_bytes(examples.content(QUIET + SCHOOLS))


@cache
def plan() -> bytes:
    return plan_files.plan_bytes(examples.content(PLAN))


@cache
def whole() -> dict[str, offered.Shown]:
    """Give what the cells of the roster offer and show."""
    return offered.shown(roster(), ROWS)


@cache
def _sheets() -> tuple[Sheet, ...]:
    return FileBook(roster(), "").snapshot().sheets


@cache
def part_of(sheet: str) -> str:
    return next(p.path for p in package_of(roster(), "proef.xlsx").sheets if p.name == sheet)


def mended(data: bytes, template: WorkbookSpec = sheets.ROSTER) -> tuple[bytes, Repaired]:
    """Repair a workbook; and once more, which must change nothing."""
    book = FileBook(data, "proef.xlsx")
    done = repair(book, template)
    again = FileBook(book.data, "proef.xlsx")
    assert repair(again, template).sheets == tuple(
        Mended(sheet.sheet, kept=sheet.kept) for sheet in done.sheets if sheet.kept
    )
    assert again.data == book.data
    return book.data, done


def on(done: Repaired, sheet: str) -> Mended:
    """Give what came back on a sheet."""
    return next((one for one in done.sheets if one.sheet == sheet), Mended(sheet))


def changed(sheet: str, rework: Rework) -> bytes:
    """Give the roster with another XML for a sheet."""
    return reworked(roster(), {part_of(sheet): rework})


@pytest.mark.parametrize(
    ("data", "template"), [(roster, sheets.ROSTER), (plan, sheets.PLAN)], ids=["roster", "plan"]
)
def test_a_workbook_that_lost_nothing_stays_the_same_to_the_byte(
    data: object, template: WorkbookSpec
) -> None:
    before = data()  # type: ignore[operator]  # one of the two above
    after, done = mended(before, template)
    assert after == before
    assert done == Repaired()


@st.composite
def pastings(draw: st.DrawFn) -> list[tuple[str, str, frozenset[str]]]:
    """Give areas of input sheets that somebody pasted over, and what was lost by it."""
    sheet = st.sampled_from(["Scholen", "Contacten", "Plannen", "Regio", "Gebied"])
    kind = st.frozensets(st.sampled_from(["offers", "notation", "colours"]), min_size=1)

    def area(corner: tuple[int, int, int, int]) -> str:
        top, left, height, width = corner
        first, last = chr(64 + left), chr(64 + left + width - 1)
        return f"{first}{top}:{last}{top + height - 1}"

    corner = st.tuples(st.integers(2, 8), st.integers(1, 14), st.integers(1, 30), st.integers(1, 9))
    return draw(st.lists(st.tuples(sheet, corner.map(area), kind), min_size=1, max_size=4))


ALL = frozenset({"offers", "notation", "colours"})


@pytest.mark.slow
@pytest.mark.parametrize(
    "pasted",
    [
        [("Scholen", "C3:F7", ALL)],
        [("Scholen", "A2:C4", ALL), ("Scholen", "B3:T3", ALL), ("Regio", "C7:C9", ALL)],
        [("Gebied", "A2:E60", frozenset({"colours"})), ("Plannen", "D2:R2", ALL)],
        [("Gebied", "A4:F4", ALL)],
    ],
    ids=["in the middle", "over one another", "over two tables", "whole rows beneath"],
)
def test_what_was_pasted_over_offers_and_shows_again_what_the_template_does(
    pasted: list[tuple[str, str, frozenset[str]]],
) -> None:
    holds_after(pasted)


@pytest.mark.slow
@tried(20, [HealthCheck.too_slow])
@given_any(pastings())
def test_so_does_whatever_was_pasted_over(
    pasted: list[tuple[str, str, frozenset[str]]],
) -> None:
    holds_after(pasted)


def holds_after(pasted: list[tuple[str, str, frozenset[str]]]) -> None:
    """Hold a roster in which this was pasted over, and that was repaired, to what it was."""
    before = whole()
    book = offered.opened(roster())
    for sheet, area, kinds in pasted:
        offered.pasted_over(book[sheet], area, kinds)
    lost = offered.saved(book)
    after, _ = mended(lost)
    now = offered.shown(after, ROWS, {sheet for sheet, *_ in pasted})
    assert {cell: one for cell, one in now.items() if one != before[cell]} == {}
    # Days without their notation are numbers; nothing else may read otherwise.
    shown = FileBook(after, "").snapshot().sheets
    assert [s for s in shown if s.name in INPUT] == [s for s in _sheets() if s.name in INPUT]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["roster", "plan"])
def test_a_workbook_of_which_another_program_kept_only_the_values_gets_all_of_it_back(
    name: str,
) -> None:
    given, template = {"roster": (roster(), sheets.ROSTER), "plan": (plan(), sheets.PLAN)}[name]
    book = offered.opened(given)
    for sheet in book:
        kinds = ("offers", "notation", "colours")
        offered.pasted_over(sheet, "A1:Z5000" if sheet.max_row < 40 else "A1:H160", kinds)
    for defined in list(book.defined_names):
        del book.defined_names[defined]
    after, done = mended(offered.saved(book), template)
    before = offered.shown(given, ROWS, {s.sheet for s in template.read})
    assert offered.shown(after, ROWS, {s.sheet for s in template.read}) == before
    assert done.names == len(offered.opened(given).defined_names)
    assert offered.opened(after).defined_names.keys() == offered.opened(given).defined_names.keys()


@pytest.mark.slow
def test_only_the_parts_that_lost_something_change() -> None:
    lost = changed("Scholen", lambda xml: re.sub("<dataValidations.*</dataValidations>", "", xml))
    after, done = mended(lost)
    assert differing(lost, after) == {part_of("Scholen")}
    assert parts(after)[part_of("Scholen")] == parts(roster())[part_of("Scholen")]
    assert done.sheets == (Mended("Scholen", lists=18, hints=42),)


@pytest.mark.slow
def test_the_formats_that_are_there_stay_and_a_new_one_is_put_behind_them() -> None:
    before = parts(roster())[STYLES].decode()
    style = before.count("<xf ", 0, before.index("</cellXfs>")) - 1
    bold = '<xf numFmtId="0" fontId="1" fillId="2" borderId="0" xfId="0" applyFill="1"/>'
    count = int(re.search(r'cellXfs count="(\d+)"', before)[1])  # type: ignore[index]  # is there
    lost = reworked(
        changed("Scholen", lambda xml: re.sub(r'r="J2" s="\d+"', f'r="J2" s="{style}"', xml)),
        {
            STYLES: before.replace("</cellXfs>", f"{bold}</cellXfs>").replace(
                f'cellXfs count="{count}"', f'cellXfs count="{count + 1}"'
            )
        },
    )
    after, done = mended(lost)
    assert on(done, "Scholen") == Mended("Scholen", notations=1)
    assert differing(lost, after) == {part_of("Scholen"), STYLES}
    cell = offered.opened(after)["Scholen"]["J2"]
    assert cell.number_format == "dd-mm-yyyy"
    assert cell.font.sz == 20
    assert cell.fill.patternType == "solid"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "value", "format_", "kept"),
    [
        ("J2", "46023", "General", False),  # a day that lost its notation
        ("J2", "2026", "General", True),  # a year: as a day it would be 1905
        ("S2", "46023", "dd-mm-yyyy", True),  # a day where a number belongs
        ("S2", "120", "0.00", False),
        ("M2", "592123456", "General", False),  # a number typed among texts stays a number
        ("M2", "46023", "dd-mm-yyyy", True),
    ],
)
def test_a_cell_of_which_another_value_would_be_read_keeps_its_notation(
    cell: str, value: str, format_: str, *, kept: bool
) -> None:
    book = offered.opened(roster())
    book["Scholen"][cell].value = int(value)
    book["Scholen"][cell].number_format = format_
    lost = offered.saved(book)
    after, done = mended(lost)
    found = on(done, "Scholen")
    assert (found.notations, found.kept) == ((0, (cell,)) if kept else (1, ()))
    assert FileBook(after, "").places.on("Scholen").part.xml.count(f"<v>{value}</v>".encode())
    if not kept and cell != "J2":
        assert FileBook(after, "").snapshot().sheets == FileBook(lost, "").snapshot().sheets


@pytest.mark.slow
def test_a_formula_among_texts_is_not_made_a_text() -> None:
    book = offered.opened(roster())
    book["Scholen"]["M2"].value = '="0592 "&"123456"'
    book["Scholen"]["M2"].number_format = "General"
    _, done = mended(offered.saved(book))
    assert on(done, "Scholen").kept == ("M2",)


OWN_LIST = (
    '<dataValidation type="list" sqref="{}"><formula1>"ja,nee,soms"</formula1></dataValidation>'
)


def with_validation(xml: str, validation: str, cut: tuple[str, str]) -> str:
    """Put a validation of the user's own in cells that are taken from another."""
    assert cut[0] in xml
    return xml.replace(*cut).replace("</dataValidations>", f"{validation}</dataValidations>")


@pytest.mark.slow
def test_a_list_of_the_users_own_stays() -> None:
    own = changed(
        "Scholen",
        lambda xml: with_validation(xml, OWN_LIST.format("I3"), ("I2:I5000", "I2 I4:I5000")),
    )
    after, done = mended(own)
    assert (after, done) == (own, Repaired())


@pytest.mark.slow
def test_a_hint_of_the_users_own_stays_where_the_template_has_one() -> None:
    hint = '<dataValidation showInputMessage="1" promptTitle="Let op" prompt="x" sqref="B3"/>'
    own = changed("Scholen", lambda xml: with_validation(xml, hint, ("B2:B5000", "B2 B4:B5000")))
    assert mended(own) == (own, Repaired())


@pytest.mark.slow
@pytest.mark.parametrize(
    "pasted",
    [
        '<dataValidation type="list" sqref="I3"><formula1>lstTaal</formula1></dataValidation>',
        '<dataValidation showInputMessage="1" promptTitle="Taal" prompt="x" sqref="I3"/>',
        '<dataValidation type="whole" sqref="I3"><formula1>1</formula1></dataValidation>',
    ],
    ids=["list", "hint", "number"],
)
def test_what_another_column_offers_makes_place(pasted: str) -> None:
    lost = changed("Scholen", lambda xml: with_validation(xml, pasted, ("I2:I5000", "I2 I4:I5000")))
    after, done = mended(lost)
    assert on(done, "Scholen") == Mended("Scholen", lists=1)
    assert offered.shown(after, ROWS) == whole()


@pytest.mark.slow
def test_a_list_that_excel_keeps_among_its_extensions_stays() -> None:
    extended = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>Gebied!$A$2:$A$9</xm:f></x14:formula1>'
        "<xm:sqref>I3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    own = changed(
        "Scholen",
        lambda xml: xml.replace("I2:I5000", "I2 I4:I5000").replace(
            "</worksheet>", f"{extended}</worksheet>"
        ),
    )
    assert mended(own) == (own, Repaired())


OWN_RULE = (
    '<conditionalFormatting sqref="A2:T40"><cfRule type="expression" dxfId="1" priority="9">'
    "<formula>$H2=&quot;x&quot;</formula></cfRule></conditionalFormatting>"
)


@pytest.mark.slow
def test_a_rule_of_the_users_own_stays_and_no_priority_is_given_twice() -> None:
    lost = changed(
        "Scholen",
        lambda xml: re.sub(r"<conditionalFormatting.*</conditionalFormatting>", OWN_RULE, xml),
    )
    after, done = mended(lost)
    xml = parts(after)[part_of("Scholen")].decode()
    assert OWN_RULE in xml
    assert on(done, "Scholen") == Mended("Scholen", colours=60)
    priorities = re.findall(r'priority="(\d+)"', xml)
    # The user's own, and those of the template.
    assert len(set(priorities)) == len(priorities) == 1 + 7


@pytest.mark.slow
def test_marks_that_were_pasted_from_another_sheet_make_place() -> None:
    """A rule for another sheet finds nothing, and stops those beneath it from being looked at."""
    foreign = (
        '<conditionalFormatting sqref="C3:D9"><cfRule type="expression" dxfId="0" priority="99" '
        'stopIfTrue="1"><formula>COUNTIFS(ctlPlek,"Contacten|"&amp;A$1&amp;$A3)=0</formula></cfRule>'
        "</conditionalFormatting>"
    )
    lost = changed(
        "Scholen",
        lambda xml: xml.replace("<dataValidations", f"{foreign}<dataValidations", 1).replace(
            '"A2:T5000"', '"A2:B5000 C2:D2 E2:T5000 C10:D5000"'
        ),
    )
    after, done = mended(lost)
    assert on(done, "Scholen") == Mended("Scholen", colours=4)
    assert "Contacten|" not in parts(after)[part_of("Scholen")].decode()
    assert offered.shown(after, ROWS) == whole()


@pytest.mark.slow
def test_columns_that_stand_elsewhere_get_what_is_theirs() -> None:
    book = offered.opened(roster())
    sheet = book["Scholen"]
    rows = [[cell.value for cell in row] for row in sheet["A1:V4"]]
    moved = [1, 0, *range(2, 22)]
    for at, row in enumerate(rows, start=1):
        for column, source in enumerate(moved, start=1):
            sheet.cell(at, column).value = row[source]
    offered.pasted_over(sheet, "A1:Z5000", ("offers", "notation", "colours"))
    table = sheet.tables["tblScholen"]
    table.tableColumns[0].name, table.tableColumns[1].name = "School", "Vestiging"
    after, done = mended(offered.saved(book))
    assert on(done, "Scholen").lists == 18
    was, now = offered.shown(roster(), (2, 3)), offered.shown(after, (2, 3))
    assert now["Scholen!B3"].offers == was["Scholen!A3"].offers
    assert now["Scholen!B3"].notation == was["Scholen!A3"].notation
    asked = str(now["Scholen!C3"].colours)
    assert "$B3&$A3" in asked
    assert 'IF($B3<>"",$B3,$A3)' in asked


def test_rows_that_were_deleted_are_no_loss() -> None:
    shorter = changed("Scholen", lambda xml: xml.replace("5000", "4990"))
    assert mended(shorter) == (shorter, Repaired())


@pytest.mark.slow
def test_names_come_back_with_the_list_that_they_stand_for() -> None:
    def without(xml: str) -> str:
        return re.sub(r'<definedName name="(lst|ctl)[^<]*</definedName>', "", xml)

    lost = reworked(roster(), {BOOK: without})
    after, done = mended(lost)
    assert done.names == 18
    assert differing(lost, after) == {BOOK}
    names, before = offered.opened(after).defined_names, offered.opened(roster()).defined_names
    assert {n: d.value for n, d in names.items()} == {n: d.value for n, d in before.items()}


@pytest.mark.slow
def test_a_list_that_was_wiped_out_is_written_again_where_there_is_room() -> None:
    book = offered.opened(roster())
    for row in range(1, 20):
        book["Lijsten"].cell(row, 6).value = None
    del book.defined_names["lstDeelname"]
    after, done = mended(offered.saved(book))
    assert done.names == 1
    now = offered.opened(after)
    name = now.defined_names["lstDeelname"].value
    sheet, _, area = name.partition("!")
    cells = [cell.value for (cell,) in now[sheet][area.replace("$", "")]]
    assert cells == list(sheets.lists()["lstDeelname"])


@pytest.mark.slow
def test_without_the_sheet_of_the_lists_the_columns_that_miss_them_are_named() -> None:
    book = offered.opened(roster())
    del book["Lijsten"]
    for name in [n for n in book.defined_names if n.startswith("lst")]:
        del book.defined_names[name]
    offered.pasted_over(book["Scholen"], "A1:Z5000", ("offers",))
    _, done = mended(offered.saved(book))
    assert "Deelname" in done.without
    assert on(done, "Scholen").lists == 0
    assert on(done, "Scholen").hints == 42


def test_a_protected_sheet_is_left_alone_and_named() -> None:
    closed = '</sheetData><sheetProtection sheet="1"/>'
    lost = changed(
        "Scholen",
        lambda xml: re.sub("<dataValidations.*</dataValidations>", "", xml).replace(
            "</sheetData>", closed
        ),
    )
    after, done = mended(lost)
    assert (after, done) == (lost, Repaired(closed=("Scholen",)))


@pytest.mark.slow
def test_a_list_under_a_table_with_a_totals_row_is_not_gone_past() -> None:
    book = offered.opened(roster())
    table = book["Scholen"].tables["tblScholen"]
    table.ref, table.totalsRowCount = "A1:V5", 1
    offered.pasted_over(book["Scholen"], "A1:Z5000", ("offers", "colours"))
    after, _ = mended(offered.saved(book))
    assert set(re.findall(r":[A-Z]+(\d+)", _ranges(after))) == {"4"}


def _ranges(data: bytes) -> str:
    xml = parts(data)[part_of("Scholen")].decode()
    return " ".join(
        re.findall(r'<(?:dataValidation|conditionalFormatting) [^>]*sqref="([^"]*)', xml)
    )


def test_a_signature_is_not_broken_unasked() -> None:
    signed = reworked(
        changed("Scholen", lambda xml: re.sub("<dataValidations.*</dataValidations>", "", xml)),
        {
            "_rels/.rels": lambda xml: xml.replace(
                "</Relationships>",
                '<Relationship Id="s" Type="http://schemas.openxmlformats.org/package/2006/'
                'relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'
                "</Relationships>",
            ),
            "_xmlsignatures/origin.sigs": "",
        },
    )
    book = FileBook(signed, "proef.xlsx")
    with pytest.raises(Failure) as raised:
        repair(book, sheets.ROSTER)
    assert raised.value.cause is Cause.SIGNED
    assert book.data == signed


@pytest.mark.slow
def test_a_sheet_with_prefixes_before_its_names_gets_the_same() -> None:
    def prefixed(xml: str) -> str:
        xml = re.sub(r"<(/?)(?=[a-zA-Z])", r"<\1x:", xml)
        return xml.replace("xmlns=", "xmlns:x=", 1)

    def lost(xml: str) -> str:
        gone = (
            "<(dataValidations|conditionalFormatting).*</(dataValidations|conditionalFormatting)>"
        )
        return prefixed(re.sub(gone, "", xml))

    data = reworked(roster(), {part_of("Scholen"): lost, STYLES: prefixed})
    after, done = mended(data)
    assert on(done, "Scholen") == Mended("Scholen", lists=18, hints=42, colours=60)
    assert offered.shown(after, ROWS) == whole()


@pytest.mark.slow
def test_the_check_no_longer_misses_a_list() -> None:
    book = offered.opened(roster())
    offered.pasted_over(book["Scholen"], "A2:Z3", ("offers",))
    offered.pasted_over(book["Partners"], "A1:Z5000", ("offers",))
    lost = offered.saved(book)
    after, _ = mended(lost)
    assert codes(lost) >= {"WRK-017", "WRK-018"}
    assert not codes(after) & {"WRK-017", "WRK-018"}


def codes(data: bytes) -> set[str]:
    """Check a roster; give the codes of what was found."""
    examined = routines.examine(FileBook(data, "proef.xlsx").snapshot(), PEILDATUM)
    return {finding.code for finding in examined.report.findings}


areas = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 6), st.integers(0, 5), st.integers(0, 3)).map(
        lambda c: (c[0], c[1], c[0] + c[2], c[1] + c[3])
    ),
    max_size=5,
)


@tried(200)
@given_any(areas, areas)
def test_cells_are_a_set(
    one: list[tuple[int, int, int, int]], other: list[tuple[int, int, int, int]]
) -> None:
    def plain(those: list[tuple[int, int, int, int]]) -> set[tuple[int, int]]:
        return {
            (row, column)
            for top, left, bottom, right in those
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }

    a, b = Cells.of(one), Cells.of(other)
    assert plain([*(a | b).areas]) == plain(one) | plain(other)
    assert plain([*(a - b).areas]) == plain(one) - plain(other)
    assert plain([*(a & b).areas]) == plain(one) & plain(other)
    assert len(a) == len(plain(one))
    for group in (a - b).groups:
        first = group[0]
        assert first[:2] == (min(g[0] for g in group), min(g[1] for g in group))
    assert sum(len(group) for group in (a - b).groups) == len((a - b).areas)


@pytest.mark.slow
def test_what_is_laid_again_is_valid_and_other_programs_read_it(tmp_path: Path) -> None:
    lost = roster()
    gone = "<(dataValidations|conditionalFormatting).*</(dataValidations|conditionalFormatting)>"
    for sheet in ("Scholen", "Plannen", "Regio", "Controle"):
        lost = reworked(lost, {part_of(sheet): lambda xml: re.sub(gone, "", xml)})
    lost = reworked(lost, {part_of("Scholen"): lambda xml: re.sub(r' s="\d+"', "", xml)})
    after, done = mended(lost)
    assert len(done.sheets) == 4
    path = tmp_path / "terug.xlsx"
    path.write_bytes(after)
    assert validate(path) == []
    (tmp_path / "lo").mkdir()
    (through,) = soffice_convert(path, "xlsx", tmp_path / "lo")
    again, done = mended(through.read_bytes())
    assert all(one == Mended(one.sheet, coming=True) for one in done.sheets)
    assert dt.date(2026, 1, 1) in {v for r in _schools(again) for v in r}


def _schools(data: bytes) -> tuple[tuple[object, ...], ...]:
    sheet = FileBook(data, "").snapshot().sheet("Scholen")
    return sheet.rows if sheet else ()
