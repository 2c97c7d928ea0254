"""A file of DUO says the same, whatever its year and dress; what is none changes nothing."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl.grid import Sheet, Snapshot
from sto_xl.register import Address, DuoKind, Programme, Tally
from sto_xl.register.duo import Contents
from sto_xl.register.peildatum import peildatum
from sto_xl.register.reading import contents
from sto_xl.register.tables import of_csv, of_snapshot
from sto_xl.system.errors import Cause, Failure
from support import duo_files
from support.duo_files import NEW, OLD, grid, table

VESTIGINGEN = """
code   | naam               | straat   | nr   | postcode | plaats | gemeente  | gemeentenummer | rmc
90AA00 | College De Hoek    | Sluisweg | 12-A | 4191 KA  | HOEK   | DE HOEKEN | 0106           | 07
90AB02 | Mariëndael, vmbo's | Dijk     | 3    | 4192 KB  | BERG   | BERGEN    | 1680           | 11
"""
LEERLINGEN = """
code   |naam| plaats| type           | sector         | afdeling                   |3man|3vrouw|4man
90AA00 |Hoek| HOEK  | Brugjaar 1-2   | N.v.t.         | N.v.t.                     | 9  | 9    | 9
90AA00 |Hoek| HOEK  | VMBO BL lj 3-4 | Techniek       | Mobiliteit en transport    | 3  | <5   | 5
90AA00 |Hoek| HOEK  | VMBO KL lj 3-4 | Techniek       | Maritiem en Techniek       | -1 | 0    | *
90AA00 |Hoek| HOEK  | VMBO TL lj 3-4 | Zorg & Welzijn | N.v.t.                     | 7  | 8    | 0
90AB02 |Berg| BERG  | VMBO GL lj 3-4 | Techniek       | Vakmanschapsroute Techniek | 5  | 0    | 0
90AB02 |Berg| BERG  | VMBO GL lj 3-4 | Landbouw       | Groen                      | 0  | 0    | 0
"""
EXAMEN = """
code   | naam | gemeente  | type | leerweg | sector   | afdeling       | kandidaten
90AA00 | Hoek | DE HOEKEN | VMBO | BL      | Techniek | MTR            | <5
90AA00 | Hoek | DE HOEKEN | VMBO | TL      | Economie |                | 12
90AA00 | Hoek | DE HOEKEN | HAVO |         |          | Natuur         | 40
90AB02 | Berg | BERGEN    | VMBO | KL      | Landbouw | G              | 9
90AB02 | Berg | BERGEN    | VMBO | KL      | Techniek | Metaaltechniek | 9
"""
TOLD = {
    DuoKind.VESTIGINGEN: VESTIGINGEN,
    DuoKind.LEERLINGEN: LEERLINGEN,
    DuoKind.EXAMEN: EXAMEN,
}


def read(folder: Path, data: bytes) -> Contents:
    file = folder / "duo.csv"
    file.write_bytes(data)
    return contents(of_csv(file))


def said(found: Contents) -> tuple[object, ...]:
    return found.kind, found.rows, found.addresses, found.named, found.counts, found.offers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("duo")


def test_addresses_are_taken_as_duo_writes_them(folder: Path) -> None:
    rows = grid(DuoKind.VESTIGINGEN, table(VESTIGINGEN))
    found = read(folder, duo_files.text(rows).encode("cp1252"))
    assert found.addresses["90AB02"].name == "Mariëndael, vmbo's"
    assert found.addresses["90AA00"] == Address(
        *("90AA00", "College De Hoek", "Sluisweg", "12-A", "4191 KA", "HOEK", "DE HOEKEN"),
        *("90001", "0850001201", "", "VBO/MAVO", "Gelderland", "07", "Hoek"),
    )


def test_pupils_of_leerjaar_3_and_4_are_added_up_and_hidden_counts_stay_hidden(
    folder: Path,
) -> None:
    found = read(folder, duo_files.text(grid(DuoKind.LEERLINGEN, table(LEERLINGEN))).encode())
    assert found.counts == {
        ("90AA00", Programme("M&T", "", "BB")): Tally(8, 1),
        ("90AA00", Programme("MaT", "", "KB")): Tally(0, 2),
        ("90AA00", Programme("", "Zorg en welzijn", "TL")): Tally(15),
    }
    assert {code: named.place for code, named in found.named.items()} == {
        "90AA00": "HOEK",
        "90AB02": "BERG",
    }


def test_exam_candidates_are_of_a_profile_or_of_a_sector(folder: Path) -> None:
    found = read(folder, duo_files.text(grid(DuoKind.EXAMEN, table(EXAMEN))).encode())
    assert found.counts == {
        ("90AA00", Programme("M&T", "", "BB")): Tally(0, 1),
        ("90AA00", Programme("", "Economie", "TL")): Tally(12),
        ("90AB02", Programme("Groen", "", "KB")): Tally(9),
    }


@pytest.mark.parametrize(
    ("tally", "text"), [(Tally(12), "12"), (Tally(0, 1), "<5"), (Tally(8, 2), "10 tot 16")]
)
def test_a_hidden_part_is_one_to_four_pupils(tally: Tally, text: str) -> None:
    assert (tally.text, bool(tally)) == (text, True)
    assert tally.exact == (None if tally.masked else tally.least)


def test_of_a_year_before_the_ten_profiles_only_names_are_taken(folder: Path) -> None:
    old = LEERLINGEN
    for now, before in (
        ("Mobiliteit en transport   ", "Voertuigentechniek"),
        ("Maritiem en Techniek      ", "Metaaltechniek"),
        ("Vakmanschapsroute Techniek", "Bouw-breed"),
        ("Groen  ", "Plant"),
    ):
        old = old.replace(now, before)
    found = read(folder, duo_files.text(grid(DuoKind.LEERLINGEN, table(old))).encode())
    assert (found.offers, found.counts, len(found.named)) == (False, {}, 2)


@pytest.mark.parametrize("kind", [DuoKind.LEERLINGEN, DuoKind.EXAMEN])
def test_what_is_of_no_profile_or_no_known_leerweg_is_counted(folder: Path, kind: DuoKind) -> None:
    told = TOLD[kind].replace("VMBO TL lj", "VMBO XL lj").replace("| TL      |", "| XL      |")
    found = read(folder, duo_files.text(grid(kind, table(told))).encode())
    assert (found.unprofiled, [*found.unknown.values()]) == (1, [1])
    assert "XL" in next(iter(found.unknown))
    assert len(found.counts) == 2


def test_rows_of_blanks_say_nothing(folder: Path) -> None:
    rows = grid(DuoKind.EXAMEN, table(EXAMEN))
    blank: list[list[str]] = [[""] * len(rows[0]), [" "] * len(rows[0]), [], [""] * 30]
    spread = [rows[0], blank[0], *rows[1:], *blank]
    found = [read(folder, duo_files.text(some).encode()) for some in (rows, spread)]
    assert said(found[0]) == said(found[1])


LETTERS = st.text("abcéëïôüÄ€’ ;,|\t'\"&-.()", min_size=1, max_size=12)
NAMES = LETTERS.map(lambda text: " ".join(f"De {text}".split()).rstrip())


DRESSES = st.fixed_dictionaries(
    {
        "delimiter": st.sampled_from(";,\t|"),
        "quoting": st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL, csv.QUOTE_NONNUMERIC]),
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
    }
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252")


@given(
    kind=st.sampled_from(DuoKind),
    names=st.lists(NAMES, min_size=2, max_size=2),
    order=st.sampled_from([OLD, NEW]).flatmap(
        lambda known: st.tuples(*(st.permutations(known[kind]) for kind in DuoKind))
    ),
    dress=DRESSES,
    encoding=st.sampled_from(ENCODINGS),
    above=st.sampled_from(["", "sep={}", "Vestigingen; peildatum {}"]),
)
def test_a_file_says_the_same_in_any_dress(  # noqa: PLR0913  (what is varied)
    *,
    folder: Path,
    kind: DuoKind,
    names: list[str],
    order: tuple[list[str], ...],
    dress: dict[str, str],
    encoding: str,
    above: str,
) -> None:
    rows = table(TOLD[kind])
    for row in rows:
        row["naam"] = names[row["code"] == "90AB02"]
    plain = read(folder, duo_files.text(grid(kind, rows, OLD[kind])).encode())
    dressed = duo_files.text(grid(kind, rows, order[[*DuoKind].index(kind)]), **dress)
    title = above.format(dress["delimiter"]) + dress["lineterminator"] if above else ""
    assert said(read(folder, (title + dressed).encode(encoding))) == said(plain)


@pytest.mark.parametrize("kind", DuoKind)
def test_a_workbook_says_the_same_also_with_numbers_for_counts(folder: Path, kind: DuoKind) -> None:
    rows = grid(kind, table(TOLD[kind]))
    counts = [i for i, name in enumerate(rows[0]) if name.startswith(("LEER-", "EXAMENK"))]
    cells = [
        tuple(int(c) if i in counts and c.isdigit() else c or None for i, c in enumerate(row))
        for row in rows
    ]
    snapshot = Snapshot("duo.xlsx", (Sheet("Toelichting", ()), Sheet("01", tuple(cells))), ())
    plain = read(folder, duo_files.text(rows).encode())
    assert said(contents(of_snapshot(snapshot))) == said(plain)


#: What is wrong with a file: its kind, what is replaced in it, why it is refused, what is named.
REFUSED = [
    (DuoKind.LEERLINGEN, (";02;", ";2;"), Cause.DUO_RESAVED, "regel 6, VESTIGINGSCODE: 2"),
    (DuoKind.VESTIGINGEN, (";0106;", ";106;"), Cause.DUO_RESAVED, "GEMEENTENUMMER: 106"),
    (DuoKind.VESTIGINGEN, (";07;", ";7;"), Cause.DUO_RESAVED, "RMC-REGIO CODE: 7"),
    (DuoKind.VESTIGINGEN, ("0850001201", "850001201"), Cause.DUO_RESAVED, "TELEFOONNUMMER"),
    (DuoKind.VESTIGINGEN, (";12-A;", ";12-mrt;"), Cause.DUO_RESAVED, "12-mrt"),
    (DuoKind.VESTIGINGEN, ("Hoek;", "Ho;ek;"), Cause.DUO_RESAVED, "kolommen verschoven (regel 2 "),
    (DuoKind.LEERLINGEN, ("Groen;", "Groen\n"), Cause.DUO_DAMAGED, "regel 7 breekt af"),
    (DuoKind.LEERLINGEN, (";<5;", ";weinig;"), Cause.DUO_DAMAGED, "‘weinig’ is geen aantal"),
    (DuoKind.LEERLINGEN, (";<5;", ";;"), Cause.DUO_DAMAGED, "‘’ is geen aantal"),
    (
        DuoKind.VESTIGINGEN,
        ("90AB;90AB02", "90AA;90AA00"),
        Cause.DUO_DAMAGED,
        "90AA00 staat er nog eens in",
    ),
    (DuoKind.VESTIGINGEN, ("90AB02", "90AB"), Cause.DUO_DAMAGED, "90AB is geen vestigingscode"),
    (DuoKind.VESTIGINGEN, (";90AB;", ";90AC;"), Cause.DUO_DAMAGED, "90AC 90AB02 is geen"),
    (DuoKind.EXAMEN, ("AFDELING", "EXAMENVAK"), Cause.NOT_DUO, "de koppen van DUO"),
    (DuoKind.EXAMEN, ("AFDELING", "INSPECTIECODE"), Cause.NOT_DUO, "alleen de sector"),
    (DuoKind.VESTIGINGEN, ("ONDERWIJSSTRUCTUUR", "X"), Cause.NOT_DUO, "buiten het voortgezet"),
]


@pytest.mark.parametrize(("kind", "change", "cause", "named"), REFUSED)
def test_what_is_broken_is_refused_with_its_place(
    folder: Path, kind: DuoKind, change: tuple[str, str], cause: Cause, named: str
) -> None:
    whole = duo_files.text(grid(kind, table(TOLD[kind])))
    data = whole.replace(*change).encode()
    assert data != whole.encode()
    with pytest.raises(Failure) as raised:
        read(folder, data)
    assert raised.value.cause is cause
    assert named in str(raised.value)
    assert "https://duo.nl/" in str(raised.value)


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b"", Cause.EMPTY),
        (b"\0" * 40, Cause.EMPTY),
        (b"<!DOCTYPE html><html>", Cause.NOT_DUO),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x81", Cause.NOT_DUO),
        (b"Vestiging;School\n99AA00;De Wilg\n", Cause.NOT_DUO),
    ],
)
def test_what_is_no_file_of_duo_says_what_it_is(folder: Path, data: bytes, cause: Cause) -> None:
    with pytest.raises(Failure) as raised:
        read(folder, data)
    assert raised.value.cause is cause


@pytest.mark.parametrize("kind", DuoKind)
def test_a_file_that_breaks_off_or_has_rows_twice_is_refused(folder: Path, kind: DuoKind) -> None:
    rows = grid(kind, table(TOLD[kind]))
    whole = duo_files.text(rows)
    for broken in (whole[: whole.rindex(";")], whole[:-60], duo_files.text(rows[:1])):
        with pytest.raises(Failure):
            read(folder, broken.encode())
    if kind is not DuoKind.VESTIGINGEN:
        with pytest.raises(Failure, match=r"regel \d+ staat er twee keer in"):
            read(folder, duo_files.text([*rows, rows[2]]).encode())


DAY = dt.date(2026, 3, 1)


@pytest.mark.parametrize(
    ("kind", "file", "given", "day"),
    [
        (DuoKind.LEERLINGEN, "01.-leerlingen-vo-2019.csv", None, dt.date(2019, 10, 1)),
        (DuoKind.LEERLINGEN, "leerlingen 2019-2020 (2).xlsx", None, dt.date(2019, 10, 1)),
        (DuoKind.LEERLINGEN, "leerlingen.csv", DAY, DAY),
        (DuoKind.LEERLINGEN, "leerlingen.csv", None, None),
        (DuoKind.LEERLINGEN, "leerlingen-2019-kopie-2024.csv", None, None),
        (
            DuoKind.EXAMEN,
            "geslaagden-gezakten-en-cijfers-2024-2025.csv",
            None,
            dt.date(2025, 7, 31),
        ),
        (DuoKind.EXAMEN, "geslaagden-2025.csv", None, None),
        (DuoKind.VESTIGINGEN, "02.-alle-vestigingen-vo-2024.csv", None, dt.date(2026, 1, 9)),
        (DuoKind.VESTIGINGEN, "02.-alle-vestigingen-vo.csv", DAY, DAY),
    ],
)
def test_the_day_that_a_file_tells_of_is_known_or_asked_for(
    kind: DuoKind, file: str, given: dt.date | None, day: dt.date | None
) -> None:
    saved = dt.date(2026, 1, 9)
    if day is None:
        with pytest.raises(Failure, match="--date"):
            peildatum(kind, file, given, saved)
    else:
        assert peildatum(kind, file, given, saved) == day
