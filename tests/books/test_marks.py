"""What was found is coloured and nothing else, whatever stands in the cells that tell rows apart.

LibreOffice works the conditional formats out; see `support.colours`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from sto_xl import sheets
from sto_xl.books import build
from sto_xl.books.filling import FileBook
from sto_xl.books.new import marks
from sto_xl.books.reading import file
from sto_xl.cli.demo import examples
from sto_xl.model.findings import PLURALS, Report
from sto_xl.plans import examination
from sto_xl.region import routines, updating, write_back
from sto_xl.region.routines import Examined
from sto_xl.sheets.table_read import find
from support.colours import Page, asked, coloured, exported
from support.excel import letters_of
from support.odd_roster import KEYS, odd_content, with_odd_cells
from support.packages import reworked
from support.rosters import LONG, ODD_KEYS
from support.tools import edited, soffice_convert

pytestmark = pytest.mark.slow

#: What was found: severity, mark, and the cells that must show it.
FOUND = [
    ("fout", "Scholen|Postcode|00AH17", ["Scholen!D2"]),
    ("tip", "Scholen|Postcode|00AH17", ["Scholen!D2"]),
    ("waarschuwing", "Scholen|School|Kan dit?", ["Scholen!B3"]),
    ("fout", "Scholen|School|Techniek*", ["Scholen!B5"]),
    ("fout", "Scholen|Plaats|A~B", ["Scholen!E7"]),
    ("tip", f"Scholen|Opmerking|{LONG[:150]}", [f"Scholen!{letters_of('Opmerking')}9"]),
    ("fout", "Scholen|Soort|=1+1", ["Scholen!G11"]),
    ("waarschuwing", "Scholen|Rol|*", ["Scholen!H13"]),
    ("fout", "Contacten|E-mail|00AH17·A. Bos", ["Contacten!E3"]),
    ("fout", "Aanbod|Leerlingen|00AH17··TL", ["Aanbod!D3"]),
    ("tip", "Aanbod|Bereikt|00AH17·Z&W·KB", ["Aanbod!H4"]),
    ("tip", 'Partners|Soort|Bakkerij "Het Brood"', ["Partners!B3"]),
    ("fout", "Plannen|Status|P-1", ["Plannen!I2"]),
    ("waarschuwing", "Plannen|Status|00AH17·Robots", ["Plannen!I3"]),
    ("tip", "Plannen|Vestiging|0012", ["Plannen!B4"]),
    ("fout", "Regio|Waarde|Regionummer", ["Regio!C5"]),
    ("tip", "Gebied|Vestiging van|De hoek", ["Gebied!F3"]),
    # Of another sheet, of no cell, and of a key that no row has.
    ("fout", "Techniekplan|Postcode|00AH17", []),
    ("fout", "Scholen||00AH17", []),
    ("fout", "Scholen|Postcode|00AH", []),
]


def with_formats_of_before(data: bytes) -> bytes:
    """Give a roster as it was made before keys that are no text had rules of their own."""

    def rules(xml: str) -> str:
        xml = re.sub(r"<cfRule [^>]*><formula>[^<]*IFERROR[^<]*</formula></cfRule>", "", xml)
        return re.sub(r"AND\((?:T\(.*?)(COUNTIFS\([^<]*?\)=0)\)\)<", r"\1)<", xml)

    def names(xml: str) -> str:
        return re.sub(rf"\$([A-Z])\$5:\$\1\${marks.LAST_FOUND}", r"$\1:$\1", xml)

    return reworked(
        data,
        {
            "xl/workbook.xml": names,
            **{f"xl/worksheets/sheet{n}.xml": rules for n in range(1, 8)},
        },
    )


def updated(data: bytes, path: Path) -> Examined:
    """Check a roster in a file, and write what is found into it."""
    path.write_bytes(data)
    done = updating.copy_of(updating.Order(path, examples.PEILDATUM))
    path.write_bytes(done.data)
    return done.examined


def assert_coloured(path: Path, page: Page, report: Report, of: sheets.WorkbookSpec) -> None:
    """Hold a page to what was found: no cell more, no cell less."""
    snapshot = file.read_file(path)
    found = coloured(page, snapshot, of)
    assert found == asked(routines.control_rows(report), snapshot, of)
    heads = {(t.sheet, t.top) for spec in of.read if (t := find(snapshot, spec).table)}
    for finding in report.findings:
        place = finding.place
        if place.mark and (place.sheet, place.row) not in heads:
            assert finding.where in found, finding
    told = " ".join(text.strip() for _, text in page.sheets["Controle"][2])
    for severity, number in report.counts.items():
        one, more = PLURALS[severity]
        assert f"{number} {one if number == 1 else more}" in told


def test_exactly_the_cells_of_what_was_found_are_coloured(tmp_path: Path) -> None:
    rows = [(severity, "RST-001", *[None] * 6, mark) for severity, mark, _ in FOUND]
    path = tmp_path / "merken.xlsx"
    path.write_bytes(build.roster_bytes({**ODD_KEYS, "tblControle": rows}))
    [page] = exported([path], tmp_path)
    wanted: dict[str, str] = {}
    for severity, _, cells in FOUND:
        for cell in cells:
            wanted.setdefault(cell, severity)
    assert coloured(page, file.read_file(path)) == wanted


def test_each_finding_of_a_region_has_its_colour_and_no_other_cell_has_one(tmp_path: Path) -> None:
    made = {}
    for number, content in enumerate(examples.regions().values()):
        path = tmp_path / f"regio{number}.xlsx"
        made[path] = updated(build.roster_bytes(content), path)
        assert made[path].report.findings
    for (path, examined), page in zip(made.items(), exported([*made], tmp_path), strict=True):
        assert_coloured(path, page, examined.report, sheets.ROSTER)
        assert page.errors == []
        links = [text for row in page.sheets["Controle"] for _, text in row if "Ga naar" in text]
        heading = 1
        assert len(links) - heading == sum(bool(f.place.cell) for f in examined.report.findings)


def test_whatever_a_key_or_a_heading_is_the_eye_finds_its_finding(tmp_path: Path) -> None:
    path = tmp_path / "sleutels.xlsx"
    examined = updated(with_odd_cells(build.roster_bytes(odd_content())), path)
    [page] = exported([path], tmp_path)
    assert_coloured(path, page, examined.report, sheets.ROSTER)


def test_a_plan_is_coloured_by_keys_of_every_kind_too(tmp_path: Path) -> None:
    content: build.Content = {
        "tblPlan": {"Vestiging": "geen", "E-mail": "geen"},
        "tblDoelen": [(key,) for key in KEYS],
        "tblActiviteiten": [(key, "x", "iets", "veel") for key in KEYS],
        "tblMiddelen": [(key, "veel", "veel") for key in KEYS],
        "tblSamenwerking": [(key, "iets anders") for key in KEYS],
        "tblMijlpalen": [(key, "x", "ooit") for key in KEYS],
    }
    path = tmp_path / "plan.xlsx"
    path.write_bytes(build.plan_bytes(content))
    report = examination.examine(file.read_file(path), examples.PEILDATUM, None, ()).report
    book = FileBook(path.read_bytes(), path.name)
    book.apply(write_back.control(report))
    path.write_bytes(book.data)
    [page] = exported([path], tmp_path)
    assert_coloured(path, page, report, sheets.PLAN)


def test_what_libreoffice_saves_has_the_same_findings(tmp_path: Path) -> None:
    path = tmp_path / "sleutels.xlsx"
    before = updated(with_odd_cells(build.roster_bytes(odd_content())), path)
    [saved] = soffice_convert(path, "xlsx", tmp_path / "uit")
    after = routines.examine(file.read_file(saved), examples.PEILDATUM)
    assert after.report.counts == before.report.counts


def test_a_roster_with_the_formats_of_before_is_coloured_as_far_as_they_reach(
    tmp_path: Path,
) -> None:
    path = tmp_path / "eerder.xlsx"
    data = with_formats_of_before(with_odd_cells(build.roster_bytes(odd_content())))
    examined = updated(data, path)
    [page] = exported([path], tmp_path)
    snapshot = file.read_file(path)
    wanted = asked(routines.control_rows(examined.report), snapshot)
    found = coloured(page, snapshot)
    assert {cell: found[cell] for cell in found if cell in wanted} == found
    assert len(wanted) - len(found) < len(wanted) // 4


EDITS: Mapping[str, str] = {
    "gesorteerd": """
import uno
from com.sun.star.table import TableSortField
from com.sun.star.beans import PropertyValue
sheet = book.Sheets.getByName("Scholen")
area = sheet.getCellRangeByName("A1:V{last}")
field = TableSortField()
field.Field, field.IsAscending = 1, False
given = []
for name, value in (("SortFields", (field,)), ("ContainsHeader", True)):
    one = PropertyValue()
    one.Name, one.Value = name, value
    given.append(one)
given[0].Value = uno.Any("[]com.sun.star.table.TableSortField", (field,))
area.sort(tuple(given))
""",
    "ingevoegd": """
for name in ("Scholen", "Contacten", "Partners"):
    book.Sheets.getByName(name).Rows.insertByIndex(3, 2)
book.Sheets.getByName("Controle").Rows.insertByIndex(7, 1)
""",
    "verwijderd": """
for name in ("Scholen", "Contacten", "Partners"):
    book.Sheets.getByName(name).Rows.removeByIndex(2, 2)
book.Sheets.getByName("Controle").Rows.removeByIndex(6, 1)
""",
}


def test_colours_follow_rows_that_are_sorted_put_in_and_taken_out(tmp_path: Path) -> None:
    path = tmp_path / "sleutels.xlsx"
    updated(build.roster_bytes(odd_content()), path)
    last = len(file.read_file(path).sheet("Scholen").rows)  # type: ignore[union-attr]
    made = edited(path, {n: e.format(last=last) for n, e in EDITS.items()}, tmp_path / "uit")
    for made_path, page in zip(made.values(), exported([*made.values()], tmp_path), strict=True):
        snapshot = file.read_file(made_path)
        control = snapshot.sheet("Controle")
        assert control is not None
        listed = [r for r in control.rows if r and r[0] in {"fout", "waarschuwing", "tip"}]
        wanted = asked(listed, snapshot)
        assert wanted
        assert coloured(page, snapshot) == wanted, made_path.name
