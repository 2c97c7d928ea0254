"""Files of lists with something odd beside their values: read as `check` would, and told."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from sto_xl.adopt import adopt
from sto_xl.books.reading.annotated import NO_COLOURS, NO_NOTES, read_annotated
from sto_xl.books.reading.beside import without_banner
from sto_xl.grid.oldlist import Area, OldCell, OldSheet
from sto_xl.system.errors import Cause, Failure
from support.oldlists import rows

GREEN = PatternFill("solid", fgColor="92D050")
NOTE = "Gebeld [ma 3-11]: wil niet. Opmerking: belt zelf"
READ = {"School": "Penta", "Plaats": "Assen", "Deelname": "deelnemer"}


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    assert isinstance(book.active, Worksheet)
    return book.active


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    """Make a good list, with a colour and a note."""
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    for cells in (("School", "Plaats", "Doet mee"), ("Penta", "Assen", "ja"), ("Boog", "Emmen")):
        sheet.append(cells)
    for cell in sheet[2]:
        cell.fill = GREEN
    sheet["A2"].comment = Comment(NOTE, "M")
    book.save(tmp_path / "goed.xlsx")
    return tmp_path / "goed.xlsx"


def altered(
    path: Path, changes: Mapping[str, tuple[bytes, bytes]], without: tuple[str, ...] = ()
) -> Path:
    """Make a copy of a workbook in which parts differ, or are not there."""
    made = path.with_name("anders.xlsx")
    done = set()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            if name.endswith(without):
                continue
            data = old.read(name)
            for part, (what, instead) in changes.items():
                if name.endswith(part):
                    data, count = re.subn(what, instead, data, flags=re.DOTALL)
                    done |= {part} if count else set()
            new.writestr(name, data)
    assert done == set(changes)
    return made


SHEET, STYLES, NOTES = "sheet1.xml", "styles.xml", "comment1.xml"
#: What is altered or missing, and what cannot be read by that.
ODD: list[tuple[dict[str, tuple[bytes, bytes]], tuple[str, ...], set[str]]] = [
    (
        {STYLES: (rb"<fills[^>]*>.*?</fills>", b"<fills><fill/><fill/><fill/></fills>")},
        (),
        {"fill"},
    ),
    ({STYLES: (rb'<family val="2"\s*/>', b'<family val="99"/>')}, (), set()),
    ({STYLES: (rb'rgb="0092D050"', b'rgb="groenig"')}, (), {"fill"}),
    ({STYLES: (rb'fillId="2"', b'fillId="x"')}, (), {"fill", NO_COLOURS}),
    ({STYLES: (rb'fillId="2"', b'fillId="77"')}, (), {"fill"}),
    ({}, ("theme1.xml",), set()),
    ({}, ("commentsDrawing1.vml",), set()),
    ({}, (NOTES,), {"note", NO_NOTES}),
    ({NOTES: (rb"</comments>", b"")}, (), {"note", NO_NOTES}),
    ({NOTES: (rb'<authors>.*?</authors>|authorId="0"', b"")}, (), set()),
    ({SHEET: (rb"</worksheet>", b'<drawing xmlns:r="r" r:id="rId9"/></worksheet>')}, (), set()),
    (
        {
            SHEET: (
                rb"</sheetData>",
                (b'</sheetData><dataValidations><dataValidation type="?"/></dataValidations>'),
            )
        },
        (),
        set(),
    ),
    ({"core.xml": (rb".+", b"geen xml")}, (), set()),
    (
        {
            "workbook.xml": (
                rb"<definedNames\s*/>",
                b'<definedNames><definedName name="?"/></definedNames>',
            )
        },
        (),
        set(),
    ),
    ({STYLES: (rb"</styleSheet>", b"")}, (), {"damaged"}),
]


@pytest.mark.parametrize(("changes", "without", "missing"), ODD)
def test_a_list_with_an_oddity_in_a_part_that_no_list_needs_is_read(
    plain: Path,
    changes: dict[str, tuple[bytes, bytes]],
    without: tuple[str, ...],
    missing: set[str],
) -> None:
    path = altered(plain, changes, without)
    if "damaged" in missing:
        with pytest.raises(Failure) as told:
            read_annotated(path)
        assert told.value.cause is Cause.DAMAGED
        return
    old = read_annotated(path)
    found = adopt(old)
    first, second = rows(found, "Scholen")
    opmerking = str(first.pop("Opmerking", ""))
    assert (first, second) == (READ, {"School": "Boog", "Plaats": "Emmen"})
    assert ("Kleur: groen" in opmerking) is ("fill" not in missing)
    assert (NOTE in opmerking) is ("note" not in missing)
    assert {ask for ask in (NO_COLOURS, NO_NOTES) if any(ask in a for a in found.asks)} == (
        missing & {NO_COLOURS, NO_NOTES}
    )


BANNER = (
    "[Opmerkingenthread]\n\nU kunt deze opmerkingenthread lezen in uw versie van Excel. Eventuele "
    "wijzigingen gaan verloren. Meer informatie: https://go.microsoft.com/fwlink/?linkid=870924\n\n"
    "Opmerking:\n    "
)


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        (NOTE, NOTE),
        ("[let op] Opmerking: doen", "[let op] Opmerking: doen"),
        ("Mieke:\nBellen [na 1 mei] Comment: ja", "Mieke:\nBellen [na 1 mei] Comment: ja"),
        (f"{BANNER}Bellen", "Bellen"),
        (f"{BANNER}Ja [nee]\nAntwoord:\n    Opmerking: x", "Ja [nee]\nAntwoord:\n    Opmerking: x"),
        (
            (
                "[Threaded comment]\n\nYour version of Excel allows you to read this threaded "
                "comment. Learn more: https://go.microsoft.com/fwlink/?linkid=870924\n\nComment:\n"
                "    Bellen"
            ),
            "Bellen",
        ),
    ],
)
def test_of_a_note_only_the_banner_of_a_conversation_is_taken_off(note: str, kept: str) -> None:
    assert without_banner(note) == kept


#: What stands and is linked in a row of School, Contactpersoon and E-mail; its contacts.
LINKS: list[tuple[dict[str, str], dict[str, str], list[tuple[str | None, str | None]]]] = [
    ({"B2": "J. Bos"}, {"B2": "mailto:j@b.nl?subject=STO"}, [("J. Bos", "j@b.nl")]),
    ({"B2": "J. Bos", "C2": "Mail Jan"}, {"C2": "mailto:j@b.nl"}, [("J. Bos", "j@b.nl")]),
    ({"B2": "J. Bos", "C2": "j@b.nl"}, {"C2": "mailto:J@b.nl"}, [("J. Bos", "j@b.nl")]),
    ({"B2": "J. Bos"}, {"A2": "mailto:info@b.nl"}, [("J. Bos", "info@b.nl")]),
    ({}, {"A2": "mailto:info@b.nl"}, [(None, "info@b.nl")]),
    (
        {"B2": "J. Bos", "C2": '=HYPERLINK("mailto:j@b.nl","Mail Jan")'},
        {},
        [("J. Bos", "j@b.nl")],
    ),
    ({"B2": '=HYPERLINK("mailto:"&"j@b.nl","J. Bos")'}, {}, [("J. Bos", "j@b.nl")]),
    (
        {"B2": "J. Bos; K. Vos"},
        {"B2": "mailto:k.vos@b.nl"},
        [("J. Bos", None), ("K. Vos", "k.vos@b.nl")],
    ),
]


@pytest.mark.parametrize(("cells", "links", "contacts"), LINKS)
def test_an_address_behind_a_cell_is_that_of_the_contact_in_its_row(
    cells: dict[str, str],
    links: dict[str, str],
    contacts: list[tuple[str | None, str | None]],
    tmp_path: Path,
) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append(("School", "Contactpersoon", "E-mail"))
    sheet.append(("Penta",))
    for spot, text in cells.items():
        sheet[spot] = text
    for spot, link in links.items():
        sheet[spot].hyperlink = link
        sheet[spot].value = cells.get(spot, "Penta")
    book.save(tmp_path / "lijst.xlsx")
    found = adopt(read_annotated(tmp_path / "lijst.xlsx"))
    assert [(c.get("Naam"), c.get("E-mail")) for c in rows(found, "Contacten")] == contacts
    assert "Opmerking" not in rows(found, "Scholen")[0]


def test_a_link_for_which_there_is_no_contact_left_is_kept(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append(("School", "Contactpersoon", "E-mail"))
    sheet.append(("Penta", "J. Bos", "j@b.nl"))
    sheet["A2"].hyperlink, sheet["B2"].hyperlink = "https://penta.nl", "mailto:x@b.nl"
    sheet["A2"].value, sheet["B2"].value = "Penta", "J. Bos"
    book.save(tmp_path / "lijst.xlsx")
    found = adopt(read_annotated(tmp_path / "lijst.xlsx"))
    assert rows(found, "Scholen")[0]["Opmerking"] == (
        "Link bij School: https://penta.nl; Link bij Contactpersoon: x@b.nl"
    )


@pytest.mark.parametrize(
    ("font", "tick", "cross"),
    [
        ("Wingdings", "ü", "û"),
        ("Wingdings", "þ", "o"),
        ("Wingdings 2", "P", "O"),
        ("Webdings", "a", "r"),
        ("Calibri", "\uf0fc", "\uf0fb"),
        ("Calibri", "✅", "❌"),
        ("Calibri", "x", "-"),
    ],
)
def test_a_tick_is_known_by_what_its_font_shows(
    font: str, tick: str, cross: str, tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = sheet_of(book)
    sheet.append(("School", "D&P", "Z&W"))
    sheet.append(("Penta", tick, cross))
    for spot in ("B2", "C2"):
        sheet[spot].font = Font(name=font)
    book.save(tmp_path / "lijst.xlsx")
    found = adopt(read_annotated(tmp_path / "lijst.xlsx"))
    assert [row["Profiel"] for row in rows(found, "Aanbod")] == ["D&P"]
    assert [(a.cell, a.reason) for a in found.left_out] == [("C2", "betekent: geen Z&W")]


FILLED = b"<dxf><fill><patternFill><bgColor rgb='FF92D050'/></patternFill></fill></dxf>"
BOLD = b"<dxf><font><b/></font></dxf>"


@pytest.mark.parametrize(
    ("rule", "formats", "seen"),
    [
        (b'<cfRule type="cellIs" dxfId="1"/>', BOLD + FILLED, {"A2:C30"}),
        (b'<cfRule type="cellIs" dxfId="0"/>', BOLD + FILLED, set()),
        (b'<cfRule type="cellIs" dxfId="?"/>', FILLED, set()),
        (b'<cfRule type="colorScale"><colorScale/></cfRule>', b"", {"A2:C30"}),
        (b'<cfRule type="iconSet"><iconSet/></cfRule>', b"", {"A2:C30"}),
        (b'<cfRule type="dataBar"><dataBar/></cfRule>', b"", set()),
    ],
)
def test_where_excel_itself_colours_cells_is_known(
    rule: bytes, formats: bytes, seen: set[str], plain: Path
) -> None:
    condition = b'<conditionalFormatting sqref="A2:C30">' + rule + b"</conditionalFormatting>"
    path = altered(
        plain,
        {
            SHEET: (b"</sheetData>", b"</sheetData>" + condition),
            STYLES: (b"<tableStyles", b"<dxfs>" + formats + b"</dxfs><tableStyles"),
        },
    )
    (sheet,) = read_annotated(path).sheets
    assert {area.name for area in sheet.conditional} == seen


def test_rows_merged_by_the_thousand_take_time_in_proportion() -> None:
    def merged(count: int) -> OldSheet:
        areas = tuple(Area(row, 1, row + 1, 1) for row in range(2, count, 2))
        return OldSheet("Blad1", {(count, 1): OldCell("x")}, areas)

    def seconds(count: int) -> float:
        sheet = merged(count)
        began = time.process_time()
        for row in range(2, count):
            sheet.spread(row, 1)
        return time.process_time() - began

    assert merged(100).spread(11, 1) == (10, 1)
    # A search through all of them would take a hundred times as long for ten times as many.
    assert seconds(40_000) < 40 * max(seconds(4_000), 0.002)
