"""`sto-xl adopt`, from a file that people made to a roster that can be checked."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import shlex
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from sto_xl import sheets
from sto_xl.adopt import adopt
from sto_xl.books.build import write_plan, write_roster
from sto_xl.books.reading import annotated
from sto_xl.books.reading.annotated import read_annotated
from sto_xl.books.reading.colours import colour_name
from sto_xl.books.reading.file import read_file
from sto_xl.cli.demo import examples
from sto_xl.region import routines
from sto_xl.system.errors import Cause, Failure
from support.commands import run
from support.excel import letters_of
from support.registers import demo_register

GREEN = PatternFill("solid", fgColor="92D050")
#: How files begin that older Excels and encryption make.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AMBER = PatternFill("solid", fgColor="FFC000")


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    """Make a list as it is found on many a shared drive."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Scholenlijst"
    sheet.append(["Scholen STO, versie maart 2024", None, "Regionummer: STO26901"])
    sheet.append(["groen = doet mee", None, "oranje = in gesprek"])
    sheet.append([])
    sheet.append(
        ["BRIN", "Vest.", "Naam", "Adres", "Contactpersoon", None, "Profielen", None, "Bijz."]
    )
    sheet.append([None, None, None, None, "Naam", "Tel / mail", "D&P", "Z&W", None])
    for area in ("A1:B1", "E4:F4", "G4:H4", "A4:A5", "B4:B5", "C4:C5", "D4:D5", "I4:I5"):
        sheet.merge_cells(area)
    sheet["A2"].fill, sheet["C2"].fill = GREEN, AMBER
    mail = "06-12345678 bos@werkhoek.example"
    rows: tuple[tuple[str | int | None, ...], ...] = (
        ("00AH", 17, "De Werkhoek", "Weg 1, 7001 AB Doetinchem", "J. Bos\nK. Smit", mail, "x", "x"),
        ("0AJ", 4, "Het Anker", "Kade 3", "Mw. Kok (directeur)", 612345678, None, "nee"),
        (None, None, "Zonder Code", None, "zie website", None, None, None, "bellen"),
    )
    for at, values in enumerate(rows, start=6):
        for column, value in enumerate(values, start=1):
            sheet.cell(at, column, value)
    for column in range(1, 5):
        sheet.cell(6, column).fill = GREEN
        sheet.cell(7, column).fill = AMBER
        sheet.cell(8, column).font = Font(strike=True)
    sheet["C6"].comment = Comment("Fuseert misschien", "Mieke")
    sheet["E8"].hyperlink = "https://zondercode.example"
    sheet["A9"], sheet["C9"] = "Totaal", "=COUNTA(C6:C8)"
    sheet.row_dimensions[8].hidden = True
    other = book.create_sheet("Bedrijven")
    other.append(["Bedrijf", "Bijdrage"])
    other.append(["Metaal BV", "€ 5.000,-"])
    path = tmp_path / "lijst.xlsx"
    book.save(path)
    return path


def column(roster: Path, sheet: str, heading: str) -> list[object]:
    """Give what stands in a column of a roster."""
    rows = list(openpyxl.load_workbook(roster)[sheet].values)
    at = rows[0].index(heading)
    return [row[at] for row in rows[1:]]


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.slow
def test_a_messy_list_becomes_a_roster_that_is_checked_at_once(messy: Path, tmp_path: Path) -> None:
    before, roster = digest(messy), tmp_path / "regiobestand.xlsx"
    done = run("adopt", messy, "-o", roster, "--date", "2026-09-30")
    assert done.code == 3, done.err
    assert digest(messy) == before
    assert column(roster, "Scholen", "Vestiging") == ["00AH17", "00AJ04", None]
    assert column(roster, "Scholen", "Deelname") == ["deelnemer", "in gesprek", None]
    assert column(roster, "Scholen", "Opmerking") == [
        "Notitie bij Naam: Fuseert misschien",
        None,
        (
            "Link bij Contactpersoon – Naam: https://zondercode.example; bellen; "
            "Contactpersoon – Naam: zie website; Doorgehaald bij Naam; Deze rij was verborgen"
        ),
    ]
    assert column(roster, "Contacten", "Naam") == ["J. Bos", "K. Smit", "Mw. Kok"]
    assert column(roster, "Contacten", "Telefoon") == ["06-12345678", None, "0612345678"]
    assert column(roster, "Aanbod", "Profiel") == ["D&P", "Z&W"]
    assert column(roster, "Partners", "Cofinanciering") == [5000]
    for text in (
        "A7: 0AJ04 is gelezen als 00AJ04",
        "rij 6: groen is gelezen als deelnemer",
        "C9 formule zonder uitkomst",
        "Scholen 3, Contacten 3, Aanbod 2, Partners 1",
        "gevonden: ",
        f"sto-xl check {roster}",
    ):
        assert text in done.out
    found = json.loads(run("check", roster, "--json", "--date", "2026-09-30").out)
    assert "RST-050" in {finding["code"] for finding in found["findings"]}


@pytest.mark.slow
def test_the_command_that_it_advises_can_be_typed_for_a_path_with_blanks(
    messy: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Regio Oost"
    folder.mkdir()
    said = run("adopt", messy, "-o", folder / "mijn lijst.xlsx", "--date", "2026-09-30").out
    command = next(line for line in said.splitlines() if "sto-xl check" in line)
    _, *words = shlex.split(command.partition(": ")[2])
    assert run(*words).code == 3


def test_as_json_it_names_every_column_and_every_cell_left_out(messy: Path, tmp_path: Path) -> None:
    done = run("adopt", messy, "-o", tmp_path / "uit.xlsx", "--json", "--map", "Bijz.=Reden")
    content = json.loads(done.out)
    assert content["list"] == "lijst.xlsx"
    reden = next(c for c in content["columns"] if c["heading"] == "Bijz.")
    assert (reden["to"], reden["filled"]) == ("Scholen: Reden", 1)
    assert [c["to"] for c in content["columns"][:2]] == [
        "Scholen: Vestiging (het BRIN)",
        "Scholen: Vestiging (het nummer)",
    ]
    assert {"sheet": "Scholenlijst", "cell": "A9", "text": "Totaal", "reason": "totaal"} in (
        content["left_out"]
    )
    assert content["rows"]["Scholen"] == 3
    assert content["check"]["counts"]["fout"] > 0


@pytest.mark.slow
def test_what_a_school_without_a_code_may_be_is_told_and_not_filled_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo_register(tmp_path / "register.sqlite")
    monkeypatch.setenv("STO_XL_REGISTER", str(tmp_path / "register.sqlite"))
    book = openpyxl.Workbook()
    for row in (("School", "Plaats"), ("Coll. Baken", "Maasdorp"), ("De Onbekende", "Maasdorp")):
        book.worksheets[0].append(row)
    book.save(tmp_path / "lijst.xlsx")
    roster = tmp_path / "uit.xlsx"
    said = run("adopt", tmp_path / "lijst.xlsx", "-o", roster).out
    words = " ".join(said.split())
    assert "Voorstel voor een vestigingscode: niets hiervan is ingevuld A2 Coll. Baken" in words
    assert "99AC00 (College Het Baken, Dijkstraat 101, Maasdorp: zelfde plaats, " in words
    assert column(roster, "Scholen", "Vestiging") == [None, None]
    done = run("adopt", tmp_path / "lijst.xlsx", "-o", tmp_path / "nog.xlsx", "--json")
    (proposed,) = json.loads(done.out)["proposals"]
    assert (proposed["cell"], proposed["code"]) == ("A2", "99AC00")


def test_it_replaces_nothing_unasked_and_never_the_list(messy: Path, tmp_path: Path) -> None:
    before = digest(messy)
    same = run("adopt", messy, "-o", messy, "--force")
    assert (same.code, digest(messy)) == (2, before)
    assert "is het bestand dat wordt gelezen" in same.err
    there = tmp_path / "er.xlsx"
    there.write_text("van mij")
    assert run("adopt", messy, "-o", there).code == 2
    assert there.read_text() == "van mij"
    assert run("adopt", messy, "-o", there, "--force").code == 3


def test_a_wrong_map_is_told_and_writes_nothing(messy: Path, tmp_path: Path) -> None:
    for asked, told in (
        ("Bla=School", "there is no column 'Bla'"),
        ("Bijz.=Skool", "'Skool' is no place"),
        ("Bijz.", "is no mapping"),
    ):
        done = run("adopt", messy, "-o", tmp_path / "uit.xlsx", "--map", asked)
        assert done.code == 2
        assert told in done.err
    assert not (tmp_path / "uit.xlsx").exists()


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", Cause.EMPTY),
        (b"naam;plaats", Cause.NOT_EXCEL),
        (b"PK\x03\x04 half", Cause.DAMAGED),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            Cause.ENCRYPTED,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), Cause.OLD_EXCEL),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_a_remedy(
    content: bytes, cause: Cause, tmp_path: Path
) -> None:
    path = tmp_path / "lijst.xlsx"
    path.write_bytes(content)
    done = run("adopt", path, "-o", tmp_path / "uit.xlsx")
    assert (done.code, done.err.strip()) == (2, cause.value.format(file="lijst.xlsx"))
    assert not (tmp_path / "uit.xlsx").exists()


def test_a_workbook_without_a_list_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["losse tekst"])
    book.save(tmp_path / "leeg.xlsx")
    done = run("adopt", tmp_path / "leeg.xlsx", "-o", tmp_path / "uit.xlsx")
    assert (done.code, done.err.strip()) == (2, Cause.NO_LIST.value.format(file="leeg.xlsx"))


def test_a_techniekplan_is_no_list_of_schools(tmp_path: Path) -> None:
    write_plan(tmp_path / "plan.xlsx")
    done = run("adopt", tmp_path / "plan.xlsx", "-o", tmp_path / "uit.xlsx")
    told = Cause.NO_LIST_BUT_PLAN.value.format(file="plan.xlsx")
    assert (done.code, done.err.strip()) == (2, told)
    assert not (tmp_path / "uit.xlsx").exists()


@pytest.mark.parametrize("name", ["Plan", "Activiteiten", "Middelen"])
def test_a_list_on_a_sheet_named_as_one_of_a_plan_is_adopted(name: str, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = name
    book.active.append(["School", "Plaats", "Contactpersoon"])
    book.active.append(["De Werkhoek", "Assen", "J. Jansen"])
    book.save(tmp_path / "lijst.xlsx")
    run("adopt", tmp_path / "lijst.xlsx", "-o", tmp_path / "uit.xlsx")
    assert "De Werkhoek" in str(read_file(tmp_path / "uit.xlsx"))


@pytest.mark.slow
def test_very_many_empty_cells_with_a_format_cost_nothing_and_very_many_values_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annotated, "MANY", 500)
    monkeypatch.setattr(annotated, "MAX_CELLS", 5000)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Blad1")
    sheet.append(["School", "Plaats"])
    sheet.append(["De Werkhoek", "Aalten"])
    book.save(tmp_path / "klein.xlsx")
    empty = b"".join(
        b'<row r="%d" ht="9"><c r="A%d" s="0"/></row>' % (n, n) for n in range(3, 60_000)
    )
    full = b"".join(
        b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (n, n) for n in range(3, 500_100)
    )
    for name, rows in (("leeg.xlsx", empty), ("vol.xlsx", full)):
        with (
            zipfile.ZipFile(tmp_path / "klein.xlsx") as old,
            zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.namelist():
                data = old.read(part)
                if part.endswith("sheet1.xml"):
                    data = data.replace(b"</sheetData>", rows + b"</sheetData>")
                new.writestr(part, data)
    assert len(read_annotated(tmp_path / "leeg.xlsx").sheets[0].cells) == 4
    with pytest.raises(Failure, match="te groot"):
        read_annotated(tmp_path / "vol.xlsx")


@pytest.mark.slow
def test_a_roster_is_lifted_to_the_newest_template_with_all_that_is_in_it(tmp_path: Path) -> None:
    for name, content in examples.regions().items():
        old, new = tmp_path / f"{name}.xlsx", tmp_path / f"{name} nieuw.xlsx"
        write_roster(old, content)
        write_roster(new, adopt(read_annotated(old)).content)
        was, now = (routines.examine(read_file(path), examples.PEILDATUM) for path in (old, new))
        assert was.report.findings == now.report.findings
        for part in ("region", "schools", "contacts", "offerings", "partners", "plans"):
            assert getattr(was.roster, part) == getattr(now.roster, part)


@pytest.mark.slow
def test_what_a_user_added_to_a_roster_moves_along(tmp_path: Path) -> None:
    old = tmp_path / "oud.xlsx"
    write_roster(
        old, {"tblScholen": [["00AH17", "De Werkhoek"]], "tblContacten": [["00AH17", "J. Bos"]]}
    )
    book = openpyxl.load_workbook(old)
    scholen = book["Scholen"]
    scholen["A2"].fill = GREEN
    scholen["B2"].comment = Comment("nieuwbouw", "M")
    scholen["B1"] = "Naam school"
    scholen.tables["tblScholen"].tableColumns[1].name = "Naam school"
    scholen[f"{letters_of('Signaal')}2"] = "doet niet mee"
    book["Contacten"]["B2"].comment = Comment("op maandag", "M")
    book["Regio"]["C27"] = "0.9"
    book["Regio"]["C6"] = "Oost"
    own = book.create_sheet("Mijn lijst")
    own.append(["School", "Plaats"])
    own.append(["Het Anker", "Aalten"])
    book.save(old)
    found = adopt(read_annotated(old))
    new = tmp_path / "nieuw.xlsx"
    write_roster(new, found.content)
    assert column(new, "Scholen", "Vestiging")[0] == "00AH17"
    assert column(new, "Scholen", "Signaal")[0] == "doet niet mee"
    assert column(new, "Scholen", "Opmerking")[0] == (
        "Kleur bij Vestiging: groen; Naam school: De Werkhoek; "
        "Notitie bij Naam school: nieuwbouw; Notitie bij Naam: op maandag"
    )
    assert column(new, "Scholen", "School")[1] == "Het Anker"
    examined = routines.examine(read_file(new), dt.date(2026, 9, 30))
    assert examined.roster.region.naam == "Oost"
    assert examined.roster.region.sjabloonversie == sheets.ROSTER.version
    assert ("0.9", "het nieuwe regiobestand heeft zijn eigen versie") in [
        (a.text, a.reason) for a in found.left_out
    ]


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        ("FFFFFF", ""),
        ("000000", "zwart"),
        ("D9D9D9", "grijs"),
        ("FF0000", "rood"),
        ("C00000", "rood"),
        ("FFC7CE", "rood"),
        ("FFC000", "oranje"),
        ("F4B084", "oranje"),
        ("FFFF00", "geel"),
        ("FFF2CC", "geel"),
        ("92D050", "groen"),
        ("C6EFCE", "groen"),
        ("00B050", "groen"),
        ("00B0F0", "blauw"),
        ("0070C0", "blauw"),
        ("7030A0", "paars"),
        ("FF99CC", "roze"),
        ("833C0B", "bruin"),
    ],
)
def test_colours_have_the_names_that_people_give_them(rgb: str, name: str) -> None:
    assert colour_name(rgb) == name


def test_colours_of_the_theme_are_known_with_their_shade(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, theme in enumerate((0, 5, 9), start=1):
        sheet.cell(row, 1, "tekst").fill = PatternFill(
            "solid", fgColor=Color(theme=theme, tint=0.4)
        )
    book.save(tmp_path / "kleur.xlsx")
    cells = read_annotated(tmp_path / "kleur.xlsx").sheets[0].cells
    assert [cells[row, 1].fill for row in (1, 2, 3)] == ["", "rood", "oranje"]
