"""Which schools of its area a roster lacks: by code or by another spelling it may have them."""

from __future__ import annotations

import datetime as dt
import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from sto_xl.books.filling import FileBook
from sto_xl.books.fresh import Content, roster_bytes
from sto_xl.figures import coverage
from sto_xl.figures.figures import figures
from sto_xl.grid import Row, Value
from sto_xl.region import completing, missing, routines
from sto_xl.region.routines import Examined
from sto_xl.register import DuoKind, Register, importing
from sto_xl.system.errors import Failure
from support import duo_files
from support.tables import PEILDATUM

ADDRESSES = """
code   | naam   | plaats | gemeente | bestuur | rmc
90AA00 | Hoek   | HOEK   | HOEKEN   | 90001   | 07
90AA01 | Oost   | HOEK   | HOEKEN   | 90001   | 07
90AB00 | Berg   | BERG   | BERGEN   | 90002   | 07
90AC00 | Mavo   | BERG   | BERGEN   | 90002   | 07
90AD00 | Stek   | STEK   | STEKEN   | 90003   | 11
90AE00 | Examen | STEK   | STEKEN   | 90003   | 11
"""
PUPILS = """
code   | naam | plaats | type           | sector   | afdeling | 3man | 4vrouw
90AA00 | Hoek | HOEK   | VMBO BL lj 3-4 | Landbouw | Groen    | 12   | <5
90AA01 | Oost | HOEK   | VMBO KL lj 3-4 | Landbouw | Groen    | <5   | 0
90AB00 | Berg | BERG   | VMBO GL lj 3-4 | Landbouw | Groen    | 20   | 20
90AB00 | Berg | BERG   | VMBO TL lj 3-4 | Techniek | N.v.t.   | 5    | 6
90AC00 | Mavo | BERG   | VMBO TL lj 3-4 | Techniek | N.v.t.   | 20   | 20
90AD00 | Stek | STEK   | VMBO KL lj 3-4 | Landbouw | Groen    | 3    | 3
"""
EXAMS = """
code   | naam   | gemeente | type | leerweg | sector   | afdeling | kandidaten
90AE00 | Examen | STEKEN   | VMBO | KL      | Techniek | BWI      | 7
"""
COUNTED = dt.date(2026, 9, 1)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = tmp_path_factory.mktemp("duo")
    files = {
        "vestigingen.csv": (DuoKind.VESTIGINGEN, ADDRESSES),
        "leerlingen-2024.csv": (DuoKind.LEERLINGEN, PUPILS),
        "examens-2024-2025.csv": (DuoKind.EXAMEN, EXAMS),
    }
    for name, (kind, told) in files.items():
        duo_files.write(folder / name, kind, told)
    return imported(folder, folder / "register.sqlite")


def imported(folder: Path, path: Path) -> Register:
    files = [f for f in sorted(folder.glob("*.csv")) if not f.name.startswith("BROKEN")]
    importing.put(path, [importing.read(file, COUNTED) for file in files], PEILDATUM)
    return Register.open(path)


def examined(content: Content, register: Register | None) -> Examined:
    book = FileBook(roster_bytes(content), "proef.xlsx")
    return routines.examine(book.snapshot(), PEILDATUM, register)


def lacking(area: Sequence[Row], schools: Sequence[Row], register: Register) -> list[str]:
    found = examined({"tblGebied": area, "tblScholen": schools}, register).basis.coverage
    assert found is not None
    return [one.vestiging.code for one in found.missing]


@pytest.mark.parametrize(
    ("area", "codes"),
    [
        ([("Hoeken",)], ["90AA00", "90AA01"]),
        ([("rmc:7",)], ["90AA00", "90AA01", "90AB00"]),
        ([("rmc:7",), ("90AD00",)], ["90AA00", "90AA01", "90AB00", "90AD00"]),
        # What is more precise goes first, wherever it stands.
        ([("hoeken", "nee", "bij Noord"), ("RMC: 07",)], ["90AB00"]),
        ([("90AA01", "ja"), ("Hoeken", "nee", "bij Noord"), ("rmc:7",)], ["90AA01", "90AB00"]),
        ([("Hoeken",), ("90AA00", "n", "bij Noord")], ["90AA01"]),
        # Of what cannot be read nothing is said.
        ([("Hoeken",), ("Steken", "misschien")], ["90AA00", "90AA01"]),
    ],
)
def test_an_area_is_municipalities_rmcs_and_vestigingen_but_for_what_is_taken_out(
    area: list[Row], codes: list[str], register: Register
) -> None:
    found = lacking(area, [], register)
    assert sorted(found) == codes


def test_what_is_on_the_roster_by_code_or_by_another_spelling_is_not_missing(
    register: Register,
) -> None:
    content: Content = {
        "tblGebied": [("rmc:07",)],
        "tblScholen": [("90aa00", "Hoek"), ("volgt", "Oost, de dependance"), ("Bergcoll.", "Berg")],
        "tblAliassen": [("Oost, de dependance", "90AA01"), ("Bergcoll.", "90AB00")],
    }
    found = examined(content, register).basis.coverage
    assert found is not None
    assert found.missing == ()
    assert len(found.area) == 3


def test_it_tells_profiles_pupils_and_whether_the_board_takes_part(register: Register) -> None:
    area, vmbo = [("rmc:7",), ("rmc:11",)], [None] * 3
    rows = [
        ("90AA00", "Hoek", *vmbo, None, "vmbo", None, "deelnemer"),
        ("90AD00", "Stek", *vmbo, None, "vmbo", None, "geen"),
    ]
    found = examined({"tblGebied": area, "tblScholen": rows}, register).basis.coverage
    assert found is not None
    assert [missing.texts(one)[:7] for one in found.missing] == [
        ("90AB00", "Berg", "Berg", "Groen", "40", "90002", "nee, niet op het regiobestand"),
        ("90AA01", "Oost", "Hoek", "Groen", "<5", "90001", "ja: Hoek"),
        ("90AE00", "Examen", "Stek", "BWI", "onbekend", "90003", "nee"),
    ]
    told = "In het gebied zijn 5 locaties met vmbo. Daarvan ontbreken 3 scholen."
    assert missing.told(found) == told


def test_what_is_not_sure_is_said(register: Register) -> None:
    area = [("Hoekem",), ("Steken", "misschien"), ("Bergen", "nee")]
    found = examined({"tblGebied": area, "tblScholen": [(None, "Werkhoek")]}, register)
    told = [*missing.doubts(coverage.area_of(found.roster.area, register), found.basis.locations)]
    assert "\n".join(told) == (
        "Op blad Scholen staat 1 school zonder geldige vestigingscode. Vul die eerst in: misschien "
        "is het een van de scholen die ontbreken.\n"
        "‘Hoekem’ op blad Gebied is bij DUO geen gemeente, RMC-regio (zoals rmc:11) of vestiging. "
        "Bedoelde u Hoeken?\n"
        "Kies bij ‘Steken’ op blad Gebied ja of nee onder Hoort erbij.\n"
        "Zet bij ‘Bergen’ op blad Gebied onder Toelichting waarom het er niet bij hoort."
    )


def test_a_missing_school_comes_with_what_duo_says_and_nothing_that_stood_there_changes(
    register: Register,
) -> None:
    content: Content = {
        "tblGebied": [("rmc:7",)],
        "tblScholen": [("90AA00", "De Hoek")],
        "tblAanbod": [("90AA01", "Groen", "KB", 99)],
    }
    before = examined(content, register)
    found = before.basis.coverage
    assert found is not None
    schools, offering = completing.added(found.missing, before.roster, register).tails
    assert (schools.top, offering.top) == (3, 3)
    assert [row[:7] for row in schools.rows] == [
        ("90AB00", "Berg", "Sluisweg 1", "4191 KA", "Berg", "90002", "vmbo"),
        ("90AA01", "Oost", "Sluisweg 1", "4191 KA", "Hoek", "90001", "vmbo"),
    ]
    assert str(schools.rows[0][19]).startswith("Bron: DUO, peildatum 1 september")
    source = "Bron: DUO, peildatum 1 oktober 2024"
    # Of what Aanbod knows already nothing comes again.
    assert [(*row[:4], row[8]) for row in offering.rows] == [
        ("90AB00", "Groen", "GL", 40, source),
        ("90AB00", "Techniek", "TL", 11, source),
    ]


@pytest.mark.parametrize(
    ("code", "pupils"), [("90AA00", "13 tot 16"), ("90AA01", "<5"), ("90AE00", None)]
)
def test_pupils_that_duo_hides_stay_hidden_and_candidates_are_none(
    code: str, pupils: Value, register: Register
) -> None:
    (row,) = completing.content([code], register)["tblAanbod"]
    assert row[3] == pupils
    found = examined(completing.content([code], register), register)
    assert "REG" not in {finding.code[:3] for finding in found.report.findings}
    assert found.roster.offerings[0].leerlingen is None


def test_an_area_that_duo_does_not_know_makes_no_roster(register: Register) -> None:
    with pytest.raises(Failure, match=r"‘Hoekem’ is bij DUO geen gemeente.* Bedoelde u Hoeken"):
        completing.content(["Hoekem"], register)
    with pytest.raises(Failure, match="In 90AC00 ligt volgens DUO geen locatie"):
        completing.content(["90AC00"], register)


def test_the_figures_count_each_location_once_and_say_where_it_is_not_asked(
    register: Register,
) -> None:
    one = examined({"tblGebied": [("rmc:7",)], "tblScholen": [("90AA00", "Hoek")]}, register).basis
    two = examined({"tblGebied": [("Hoeken",)], "tblScholen": [("90AA01", "A")]}, register).basis
    none = examined({"tblScholen": [("90AB00", "Berg")]}, register).basis
    told = {}
    for name, regions in {"each": (one,), "all": (one, two, none), "none": (none,)}.items():
        found = figures(regions, [])
        told[name] = [(found[c].shown, found[c].coverage) for c in ("gebied", "gebied_op_bestand")]
    assert told == {
        "each": [(3, ""), (1, "")],
        "all": [(3, "gevraagd aan 2 van 3 regio's"), (2, "gevraagd aan 2 van 3 regio's")],
        "none": [("–", "niet gevraagd")] * 2,
    }
    assert examined({"tblGebied": [("rmc:7",)]}, None).basis.coverage is None


@pytest.mark.slow
@pytest.mark.skipif("STO_XL_DUO" not in os.environ, reason="STO_XL_DUO names no folder of DUO's")
def test_ten_locations_deleted_of_five_regions_come_back_and_no_other(tmp_path: Path) -> None:
    register = imported(Path(os.environ["STO_XL_DUO"]), tmp_path / "register.sqlite")
    chance = random.Random(2026)  # noqa: S311  (nothing is kept secret by it)
    whole = {rmc: completing.content([f"rmc:{rmc}"], register) for rmc in register.rmc_regions}
    chosen = chance.sample([rmc for rmc, one in whole.items() if len(one["tblScholen"]) > 3], 5)
    every = [(rmc, row[0]) for rmc in chosen for row in whole[rmc]["tblScholen"]]
    deleted = set(chance.sample(every, 10))
    came_back = set()
    for rmc in chosen:
        content = {
            name: [row for row in rows if (rmc, row[0]) not in deleted]
            for name, rows in whole[rmc].items()
            if name != "tblRegio"
        }
        before = examined(content, register)
        found = before.basis.coverage
        assert found is not None
        came_back |= {(rmc, one.vestiging.code) for one in found.missing}
        added = completing.added(found.missing, before.roster, register)
        book = FileBook(roster_bytes(content), "proef.xlsx")
        book.apply(added)
        after = routines.examine(book.snapshot(), PEILDATUM, register)
        codes = {school.vestiging for school in after.roster.schools}
        assert codes == {row[0] for row in whole[rmc]["tblScholen"]}
        assert len(after.roster.offerings) == len(whole[rmc]["tblAanbod"])
        assert not [f for f in after.report.findings if f.code.startswith("REG")]
    assert came_back == deleted
