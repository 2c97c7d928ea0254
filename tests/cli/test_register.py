"""`register import` and `register status`, as their users meet them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sto_xl.register import DuoKind
from support import duo_files
from support.commands import run

FIRST = """
code   | naam         | straat | nr | postcode | plaats | gemeente
90AA00 | De Hoek      | Laan   | 1  | 4191 KA  | HOEK   | DE HOEKEN
90AA01 | De Hoek Oost | Laan   | 1  | 4191 KA  | HOEK   | DE HOEKEN
"""
PUPILS = """
code   | naam | plaats | type           | sector   | afdeling | 3man
90AA00 | Hoek | HOEK   | VMBO BL lj 3-4 | Landbouw | Groen    | 9
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STO_XL_REGISTER", str(tmp_path / "register" / "duo.sqlite"))
    duo_files.write(tmp_path / "eerst.csv", DuoKind.VESTIGINGEN, FIRST)
    now = FIRST[: FIRST.index("90AA01")]
    duo_files.write(
        tmp_path / "nu.csv", DuoKind.VESTIGINGEN, now, duo_files.OLD[DuoKind.VESTIGINGEN]
    )
    duo_files.write(tmp_path / "leerlingen-2025.csv", DuoKind.LEERLINGEN, PUPILS)
    return tmp_path


def test_an_import_tells_what_each_file_is_and_what_changed(folder: Path) -> None:
    assert run("register", "import", folder / "eerst.csv", "--date", "2025-09-01").code == 0
    done = run("register", "import", folder / "nu.csv", folder / "leerlingen-2025.csv")
    assert done.code == 0
    assert "nu.csv: vestigingen, peildatum" in done.out
    assert "(de dag waarop het bestand is bewaard; een andere geeft u op met --date)" in done.out
    assert "gesloten: 1 vestiging" in done.out
    assert "waarschijnlijk opgegaan in 90AA00 (zelfde postcode en huisnummer)" in done.out
    assert "peildatum 1 oktober 2025; 1 vestiging" in done.out
    again = run("register", "import", folder / "leerlingen-2025.csv")
    assert "staat al in het register, dus er is niets gewijzigd" in again.out


def test_what_cannot_be_used_is_said_and_the_rest_is_imported(folder: Path) -> None:
    wrong = folder / "los.csv"
    wrong.write_text("Vestiging;School\n", encoding="utf-8")
    alone = run("register", "import", wrong)
    assert (alone.code, (folder / "register").exists()) == (2, False)
    done = run("register", "import", wrong, folder / "leerlingen-2025.csv", "--json")
    told = json.loads(done.out)
    assert done.code == 3
    assert [one["file"] for one in told["files"]] == ["leerlingen-2025.csv"]
    assert "‘los.csv’ is geen bestand van DUO" in told["failures"][0]


def test_status_tells_what_is_in_it_how_old_it_is_and_where_the_newest_is(folder: Path) -> None:
    none = run("register", "status")
    assert (none.code, "register import" in none.err) == (2, True)
    run("register", "import", folder / "leerlingen-2025.csv")
    told = run("register", "status", "--date", "2026-10-01").out
    assert "1 vestiging, waarvan 1 met een vmbo-profiel en 0 gesloten" in told
    assert "peildatum 1 oktober 2025, 11 maanden oud: leerlingen-2025.csv" in told
    assert "nog niet ingelezen" in told
    for kind in DuoKind:
        assert kind.page in told
    content = json.loads(run("register", "status", "--json", "--date", "2026-10-01").out)
    assert content["files"][0]["days"] == 365


@pytest.mark.slow
def test_a_workbook_is_read_as_such(folder: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    assert book.active is not None
    for row in duo_files.grid(DuoKind.LEERLINGEN, duo_files.table(PUPILS)):
        book.active.append(row)
    book.save(folder / "leerlingen-2024.xlsx")
    assert (
        "peildatum 1 oktober 2024" in run("register", "import", folder / "leerlingen-2024.xlsx").out
    )
    region = folder / "regio.xlsx"
    region.write_bytes(b"PK geen werkmap")
    assert run("register", "import", region).code == 2
