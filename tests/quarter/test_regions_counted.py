"""What becomes of every roster and every expected region, who gets no letter, the key figures."""

from __future__ import annotations

import contextlib
import csv
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.figures import basis
from sto_xl.figures.disclosure import Disclosure
from sto_xl.figures.figure import NOTHING
from sto_xl.letters import mailing
from sto_xl.model import reference
from sto_xl.quarter import input_files, key_figures, regions_counted
from sto_xl.quarter.results import RegionResult
from sto_xl.system.errors import Cause, Failure
from support.commands import Done, run
from support.tables import QUIET, examined

LIST = "regionummer;naam\nSTO26901;Rivierenhoek\nSTO26902;Veenkwartier\nSTO26903;Zandstreek\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Run a quarter: one region came twice, one file is broken, one region did not come."""
    folder = tmp_path_factory.mktemp("census")
    for name, content in examples.regions().items():
        write_roster(folder / "in" / f"{name}.xlsx", content)
    shutil.copy(folder / "in" / "rivierenhoek.xlsx", folder / "in" / "rivierenhoek nieuw.xlsx")
    (folder / "in" / "kapot.xlsx").write_bytes(b"PK\x03\x04 kapot")
    (folder / "regios.csv").write_text(LIST, encoding="utf-8")
    arguments = ("-o", folder / "uit", "--expected", folder / "regios.csv")
    return folder / "uit", run("quarter", "2026-Q3", folder / "in", *arguments)


def sources(folder: Path) -> dict[str, tuple[str, str]]:
    """Give region and stand of each row of sheet Bestanden."""
    sheet = openpyxl.load_workbook(next(folder.glob("Landelijk*.xlsx")))["Bestanden"]
    rows = [
        [str(cell.value or "") for cell in row] for row in sheet[sheet.tables["tblBronnen"].ref]
    ]
    return {row[0]: (row[2], f"{row[3]} · {row[4]}".removesuffix(" · ")) for row in rows[1:]}


@pytest.mark.slow
def test_bestanden_tells_what_became_of_every_file_and_region(made: tuple[Path, Done]) -> None:
    folder, done = made
    found = sources(folder)
    assert found["veenkwartier.xlsx"][0] == "STO26902 Veenkwartier"
    assert found["veenkwartier.xlsx"][1].startswith("voorlopig · het regiobestand heeft nog 1 fout")
    assert found["caribische-kust.xlsx"][1].startswith("verwerkt · staat niet op de lijst")
    assert found["kapot.xlsx"][1].startswith("niet leesbaar · ‘kapot.xlsx’ is beschadigd")
    assert found["rivierenhoek.xlsx"][1].startswith(
        "dubbel ingeleverd · ook ‘rivierenhoek nieuw.xlsx’ heeft dit regionummer; geen ervan telt"
    )
    assert found["–"] == (
        "STO26903 Zandstreek",
        "niet ontvangen · staat op de lijst met verwachte regio's",
    )
    manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert manifest["not_received"] == [{"regionummer": "STO26903", "naam": "Zandstreek"}]
    assert "STO26903 Zandstreek: niet ontvangen" in done.out
    assert done.code == 3


def test_what_is_missing_is_said_in_one_sentence_and_on_the_first_page(
    made: tuple[Path, Done],
) -> None:
    folder, _ = made
    book = openpyxl.load_workbook(next(folder.glob("Landelijk*.xlsx")))
    said = {str(cell.value) for sheet in book for row in sheet for cell in row}
    assert (
        "Niet ontvangen: 1 van de 3 verwachte regio's, namelijk STO26903 Zandstreek. Een bestand "
        "dat niet leesbaar is, kan van een van deze regio's zijn."
    ) in said
    assert any("van 1 regio is niets ontvangen" in text for text in said)
    assert "Peildatum 30 september 2026 · 1 van 3 regio's, en 1 die niet op de lijst staat" in said


def test_what_to_do_comes_first_and_its_links_lead_to_files_of_the_run(
    made: tuple[Path, Done],
) -> None:
    folder, _ = made
    book = openpyxl.load_workbook(next(folder.glob("Landelijk*.xlsx")))
    sheet = book.worksheets[0]
    assert sheet.title == "Wat nu te doen"
    lines = [[str(cell.value or "") for cell in row] for row in sheet.iter_rows(max_col=3)]
    by_name = {who: (what, where) for who, what, where in reversed(lines)}
    assert "haal het opnieuw op" in by_name["kapot.xlsx"][0]
    assert by_name["rivierenhoek.xlsx"][0].endswith("en geef alleen dat op.")
    assert by_name["STO26903 Zandstreek"][0] == "Vraag de programmamanager om het regiobestand."
    assert by_name["STO26902 Veenkwartier"] == (
        "1 fout. Vraag de regio om een hersteld regiobestand.",
        "Bevindingen Veenkwartier.xlsx, blad Bevindingen",
    )
    targets = [cell.hyperlink for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    files = [unquote(str(link.target)) for link in targets if link.target]
    assert files
    assert all((folder / file).is_file() for file in files)
    inside = {str(link.location).split("!")[0].strip("'") for link in targets if not link.target}
    assert inside <= set(book.sheetnames)


@pytest.mark.parametrize(
    ("file", "region"),
    [
        ("STO26903 najaar.xlsx", "STO26903"),
        ("regiobestand_zandstreek-def.xlsx", "STO26903"),
        # The number says more than the name.
        ("Zandstreek STO26902.xlsx", "STO26902"),
        ("kapot.xlsx", None),
        # A part of a name is not the name.
        ("Zandstreekje.xlsx", None),
        # Two may be meant.
        ("Rivierenhoek en Zandstreek.xlsx", None),
    ],
)
def test_the_name_of_a_broken_file_says_which_region_it_probably_is(
    file: str, region: str | None, tmp_path: Path
) -> None:
    (tmp_path / "regios.csv").write_text(LIST, encoding="utf-8")
    expected = input_files.expected(tmp_path / "regios.csv")
    broken = RegionResult(tmp_path / file, failures=("stuk",))
    found = regions_counted.sort_out([broken], expected)
    missing = {one.number for one in found.missing or ()}
    assert {one.number for one in expected} - missing == ({region} if region else set())
    source = regions_counted.inputs(found)[0]
    assert (source.stand, source.region.startswith("waarschijnlijk")) == (
        "niet leesbaar",
        region is not None,
    )
    uncertain = "kan van een van deze regio's zijn" in regions_counted.absence(found)
    assert uncertain is (region is None)


def test_without_a_list_the_report_says_that_absence_was_not_checked(tmp_path: Path) -> None:
    write_roster(tmp_path / "a.xlsx", examples.regions()["caribische-kust"])
    done = run("quarter", "2026-Q3", tmp_path / "a.xlsx", "-o", tmp_path / "uit")
    assert done.code == 0
    assert "niet nagegaan" in done.err
    manifest = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert manifest["not_received"] is None
    (tmp_path / "lijst.csv").write_text("STO-CK03\n", encoding="utf-8")
    again = ("-o", tmp_path / "uit", "--expected", tmp_path / "lijst.csv")
    done = run("quarter", "2026-Q3", tmp_path / "a.xlsx", *again)
    assert (done.code, "niet nagegaan" in done.err) == (0, False)
    assert "niet ontvangen" not in done.out


@pytest.mark.slow
def test_a_school_that_takes_part_in_another_region_gets_no_letter_and_that_is_said(
    tmp_path: Path,
) -> None:
    for name in ("rivierenhoek", "veenkwartier"):
        write_roster(tmp_path / "in" / f"{name}.xlsx", examples.regions()[name])
    alone = run("quarter", "2026-Q3", tmp_path / "in" / "veenkwartier.xlsx", "-o", tmp_path / "een")
    assert "geen uitnodiging" not in alone.out
    assert list((tmp_path / "een").rglob("Uitnodiging Vakschool Rivierzicht*"))
    both = run("quarter", "2026-Q3", tmp_path / "in", "-o", tmp_path / "twee")
    reason = "doet mee in STO26901 Rivierenhoek"
    assert f"geen uitnodiging: Vakschool Rivierzicht, want {reason}" in both.out
    assert not list((tmp_path / "twee").rglob("Uitnodiging Vakschool Rivierzicht*"))
    manifest = json.loads((tmp_path / "twee" / "run.json").read_text(encoding="utf-8"))
    veen = next(r for r in manifest["regions"] if r["naam"] == "Veenkwartier")
    assert {"vestiging": "99AK00", "school": "Vakschool Rivierzicht", "reden": reason} in veen[
        "niet_aangeschreven"
    ]
    folder = tmp_path / "twee" / veen["folder"] / "uitnodigingen"
    assert veen["uitnodigingen"] == len(list(folder.glob("*.docx")))
    # The list beside the letters knows it too.
    [_, left] = openpyxl.load_workbook(folder / mailing.LIST).worksheets
    said = {row[1]: row[4] for row in left.iter_rows(values_only=True)}
    assert said["Vakschool Rivierzicht"] == f"{reason[0].upper()}{reason[1:]}."
    assert "Vakschool Rivierzicht: STO26901 Rivierenhoek (deelnemer), STO26902" in both.out


# The list of expected regions.


@pytest.mark.parametrize(
    ("content", "numbers"),
    [
        (LIST.encode(), ["STO26901", "STO26902", "STO26903"]),
        (b"\xef\xbb\xbfSTO1;Een\r\n\r\n sto 1 ;Nog eens\r\nSTO2;Twee\r\n", ["STO1", "STO2"]),
        ("STO1;Fryslân\n".encode("cp1252"), ["STO1"]),
        (b"Regionummer,Naam\nSTO1,Een\n", ["STO1"]),
        (b'STO1;"Een; en nog wat"\n', ["STO1"]),
    ],
)
def test_a_list_is_read_as_people_save_it(
    content: bytes, numbers: list[str], tmp_path: Path
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    assert [region.number for region in input_files.expected(path)] == numbers


@given(st.binary(max_size=200) | st.just(b"x" * 200_000))
def test_any_file_gives_a_list_or_a_sentence(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lijst.csv"
        path.write_bytes(content)
        try:
            assert input_files.expected(path)
        except Failure as failure:
            assert failure.cause is Cause.NO_REGIONS  # noqa: PT017  (either is good)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "1"),
        ("regionummer;naam\nNoord;STO1\n", "2"),
        ('STO1;Een\nSTO2;"Twee\nSTO3;Drie\n', "2"),
        ('STO1;Een\nSTO2;"Twee\nSTO3;Drie"\nSTO4;Vier\n', "2"),
        ('STO1;"Een" en meer\nSTO2;Twee\n', "1"),
        ("STO1;Een\n" + "STO2;" + "x" * 200_000, "2"),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(text: str, line: str, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(text)
    with pytest.raises(Failure) as caught:
        input_files.expected(path)
    assert caught.value.values["line"] == line


def test_a_list_that_is_too_long_is_told_and_not_read_in_part(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("".join(f"STO{number};Regio {number}\n" for number in range(100_000)))
    with pytest.raises(Failure, match=r"wat na regel \d+ komt, is niet gelezen"):
        input_files.expected(path)


# The rosters in a folder.


def test_what_cannot_be_opened_in_a_folder_costs_one_line_each(tmp_path: Path) -> None:
    given = tmp_path / "in"
    write_roster(given / "rivierenhoek.xlsx", examples.regions()["rivierenhoek"])
    (given / "ring.xlsx").symlink_to(given / "ring.xlsx")
    (given / "naar weg.xlsx").symlink_to(given / "weg.xlsx")
    (given / "map in een ring").symlink_to(given / "map in een ring")
    done = run("quarter", "2026-Q3", given, "-o", tmp_path / "uit")
    assert done.code == 3
    record = json.loads((tmp_path / "uit" / "run.json").read_text(encoding="utf-8"))
    assert len(record["regions"]) == 1
    assert sorted(one["input"] for one in record["unreadable"]) == ["naar weg.xlsx", "ring.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="there folders are closed otherwise")
@pytest.mark.parametrize("plans", [False, True])
def test_a_folder_that_may_not_be_read_costs_one_line(*, plans: bool) -> None:
    with somebody(), tempfile.TemporaryDirectory() as name:
        given = Path(name) / "in"
        given.mkdir()
        (given / "plan.xlsx").touch()
        closed = given / "dicht"
        closed.mkdir()
        (closed / "geheim.xlsx").touch()
        closed.chmod(0)
        try:
            found = input_files.plan_files(given) if plans else input_files.rosters([given])
        finally:
            closed.chmod(0o700)
        assert found.unopened == (closed,)


@contextlib.contextmanager
def somebody() -> Iterator[None]:
    """Be an ordinary user: an administrator may read everything."""
    if os.geteuid() != 0:
        yield
        return
    temporary = tempfile.tempdir
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        tempfile.tempdir = temporary


# kerncijfers.csv.


def rows(folder: Path) -> list[dict[str, str]]:
    text = (folder / "kerncijfers.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def test_every_figure_of_the_nation_and_of_each_region_stands_in_it_once(
    made: tuple[Path, Done],
) -> None:
    found = rows(made[0])
    codes = list(reference.cijfers())
    for region in ("Landelijk", "Veenkwartier", "Caribische Kust"):
        whole = [r for r in found if r["regio"] == region and not r["uitsplitsing"]]
        assert [row["cijfer"] for row in whole] == codes
    assert len({(r["regio"], r["cijfer"], r["uitsplitsing"]) for r in found}) == len(found)


def test_the_parts_add_up_to_the_whole(made: tuple[Path, Done]) -> None:
    veen = [r for r in rows(made[0]) if r["regionummer"] == "STO26902"]
    whole = {r["cijfer"]: r["teller"] for r in veen if not r["uitsplitsing"]}
    for code, split in (
        ("vmbo", "deelname: "),
        ("vmbo", "klasse: "),
        ("deelnemers", "klasse: "),
        ("gesignaleerd", "signaal: "),
        ("plannen", "planstatus: "),
    ):
        parts = [
            int(r["teller"])
            for r in veen
            if r["cijfer"] == code and r["uitsplitsing"].startswith(split)
        ]
        assert len(parts) > 3
        assert sum(parts) == int(whole[code]), (code, split)
    # A region's pupils by profile are its own: all together they would tell the small ones.
    profile = [r["cijfer"] for r in veen if r["uitsplitsing"].endswith("ondernemen BB")]
    assert profile == ["vmbo"]


def test_numerator_denominator_value_and_what_is_unknown_are_those_of_the_figure(
    made: tuple[Path, Done],
) -> None:
    by_code = {
        r["cijfer"]: r
        for r in rows(made[0])
        if r["regionummer"] == "STO26902" and not r["uitsplitsing"]
    }
    share = by_code["deelname"]
    assert (share["teller"], share["noemer"], share["onbekend"]) == ("2", "6", "0")
    assert share["waarde"] == "0,3333333333"
    assert by_code["toegekend"]["waarde"] == "64000"
    assert by_code["toegekend"]["noemer"] == ""
    assert by_code["leerlingen"]["onbekend"] == "1"


def csv_of(text: str) -> dict[str, dict[str, str]]:
    found = examined(text).basis
    made = key_figures.as_csv(Disclosure(basis.nation([found]))).decode("utf-8-sig")
    lines = csv.DictReader(made.splitlines(), delimiter=";")
    return {
        row["cijfer"]: row
        for row in lines
        if row["regio"] != "Landelijk" and not row["uitsplitsing"]
    }


def test_it_tells_no_count_of_one_to_four_pupils() -> None:
    found = csv_of(
        QUIET + "[tblScholen]\nVestiging | School | Soort | Deelname\n"
        "00AA00 | A | vmbo | deelnemer\n[tblAanbod]\nVestiging | Profiel | Leerweg | Leerlingen | "
        "Technisch keuzevak | Bereikt\n00AA00 | D&P | BB | 4 | ja | 3\n00AA00 | PIE | BB | 40 | |\n"
    )
    for code, value in (
        ("bereikt", "<5"),
        ("bereik", "afgeschermd"),
        ("leerlingen_technisch", "40"),
    ):
        assert found[code]["waarde"] == value
    for code in ("bereikt", "bereik", "leerlingen", "leerlingen_niet_technisch"):
        assert (found[code]["teller"], found[code]["noemer"]) == ("", "")


def test_what_is_not_known_of_waiting_times_is_counted_as_the_workbook_says() -> None:
    row = csv_of(
        "[tblRegio]\nRegionummer | STO1\n[tblPlannen]\nKenmerk | Status | Ingediend\n"
        "P1 | ingediend | \nP2 | ingediend | 1-9-2026\nP3 | in gesprek | \n"
    )
    assert [row[f"wachttijd_{which}"]["onbekend"] for which in ("mediaan", "langst")] == ["2", "2"]


def test_a_name_that_begins_like_a_formula_stays_text_where_csv_is_opened() -> None:
    text = "[tblRegio]\nRegionummer | @SOM(1)\nNaam van de regio | =A1+1\n"
    row = csv_of(text)["vmbo"]
    assert (row["regionummer"], row["regio"]) == ("'@SOM(1)", "'=A1+1")


def test_a_figure_without_a_value_is_empty_and_never_nought() -> None:
    row = csv_of("[tblRegio]\nRegionummer | STO1\n")["budget_over"]
    assert (row["teller"], row["waarde"], row["onbekend"]) == ("", "", "1")
    assert NOTHING not in row.values()
