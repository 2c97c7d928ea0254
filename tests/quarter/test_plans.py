"""A quarter with techniekplannen: each is of a region, or it is told why it is of none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from sto_xl.books.build import write_roster
from sto_xl.cli.demo import examples
from sto_xl.quarter import input_files
from support.commands import Done, fingerprints, run
from support.plan_files import write_plan

REGION = """
[tblRegio]
Regionummer | {number}
Naam van de regio | {name}
[tblScholen]
Vestiging | School | Soort | Deelname | Sinds
{code} | {name} | vmbo | deelnemer | 1-1-2025
00CC00 | Van beide | vmbo | {shared} | 1-1-2025
[tblPlannen]
Kenmerk | Vestiging | Titel | Status | Ingediend
P1 | {code} | Robots | goedgekeurd | 1-1-2026
P2 | {code} | Domotica | goedgekeurd | 1-1-2026
{row}
"""
PLAN = """
[tblPlan]
Kenmerk | {kenmerk}
Vestiging | {code}
Titel van het plan | {title}
[tblMijlpalen]
Mijlpaal | Datum
Klaar | 1-11-2026
"""


def plan(path: Path, kenmerk: str, code: str, title: str = "") -> None:
    write_plan(path, examples.content(PLAN.format(kenmerk=kenmerk, code=code, title=title)))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Done]:
    """Run a quarter over two regions that share a location, and plans of every kind."""
    folder = tmp_path_factory.mktemp("quarter")
    for number, name, code, shared, row in (
        ("STO19001", "Noord", "00AA00", "deelnemer", ""),
        # The lower number comes first, but only this roster has the plan.
        ("STO19002", "Zuid", "00BB00", "geen", "S1 | 00CC00 | Samen | goedgekeurd | 1-1-2026"),
    ):
        text = REGION.format(number=number, name=name, code=code, shared=shared, row=row)
        write_roster(folder / "in" / f"{name}.xlsx", examples.content(text))
    plans = folder / "plannen"
    # Both regions have a P1 and a P2: the location tells whose it is.
    plan(plans / "noord" / "robots.xlsx", "P1", "00AA00")
    plan(plans / "noord" / "domotica.xlsx", "", "00AA00", "Domotica")
    plan(plans / "zuid" / "robots.xlsx", "P1", "00BB00")
    plan(plans / "zuid" / "robots nieuw.xlsx", "", "00BB00", "Robots")
    plan(plans / "samen.xlsx", "", "00CC00", "Samen")
    plan(plans / "kenmerk.xlsx", "S1", "00CC0")
    plan(plans / "elders.xlsx", "P1", "00ZZ00")
    (plans / "kapot.xlsx").write_bytes(b"PK\x03\x04 kapot")
    write_roster(plans / "regiobestand.xlsx")
    plan(plans / "zuid" / "oud" / "vergeten.xlsx", "P2", "00BB00")
    return folder, quarter(folder, "uit")


@pytest.mark.slow
def test_plans_that_go_back_to_schools_do_not_make_two_of_each(made: tuple[Path, Done]) -> None:
    folder, _ = made
    plans = folder / "apart"
    plan(plans / "noord" / "robots.xlsx", "P1", "00AA00")
    before = input_files.plan_files(plans)
    # Where the button puts them when the plans of one region are read in.
    run("plans", "check", plans / "noord", "-o", plans / "Nagekeken plannen 2026-09-30")
    assert input_files.plan_files(plans).files == before.files
    assert [path.name for path in input_files.plan_files(plans).unopened] == [
        "Nagekeken plannen 2026-09-30"
    ]


def quarter(folder: Path, out: str, *more: object) -> Done:
    return run(
        *("quarter", "2026-Q3", folder / "in", "-o", folder / out),
        *("--plans", folder / "plannen", *more),
    )


def record(folder: Path, out: str = "uit") -> Any:  # noqa: ANN401  (JSON)
    return json.loads((folder / out / "run.json").read_text(encoding="utf-8"))


def test_every_file_is_of_a_region_or_told_apart_with_the_reason(made: tuple[Path, Done]) -> None:
    folder, done = made
    assert done.code == 3
    plans = {(p["input"], p["region"]): p["stand"] for p in record(folder)["plans"]}
    assert plans == {
        ("domotica.xlsx", "STO19001 Noord"): "gelezen",
        ("robots.xlsx", "STO19001 Noord"): "gelezen",
        ("robots.xlsx", "STO19002 Zuid"): "dubbel ingeleverd",
        ("robots nieuw.xlsx", "STO19002 Zuid"): "dubbel ingeleverd",
        ("samen.xlsx", "STO19002 Zuid"): "dubbel ingeleverd",
        ("kenmerk.xlsx", "STO19002 Zuid"): "dubbel ingeleverd",
        ("elders.xlsx", ""): "van geen regio",
        ("kapot.xlsx", ""): "niet leesbaar",
        ("regiobestand.xlsx", ""): "niet leesbaar",
    }
    assert "vestiging 00ZZ00 staat in geen regiobestand dat meetelt" in done.out
    assert "geen techniekplan" in done.out
    assert "ook ‘robots nieuw.xlsx’ is een bestand van dit plan" in done.out
    assert "niet in gekeken: map" in done.err
    assert "9 techniekplannen" in " ".join(done.out.split())


def test_the_nation_counts_each_plan_once(made: tuple[Path, Done]) -> None:
    folder, _ = made
    lines = (folder / "uit" / "kerncijfers.csv").read_text(encoding="utf-8-sig").splitlines()
    figures = {tuple(row[1:3]): row[6:] for row in (line.split(";") for line in lines)}
    # Numerator, denominator, value, unknown.
    assert figures["Noord", "mijlpalen_komend"] == ["2", "", "2", "0"]
    assert figures["Zuid", "mijlpalen_komend"] == ["", "", "", "3"]
    assert figures["Landelijk", "mijlpalen_komend"] == ["2", "", "2", "3"]


def test_verantwoording_tells_of_how_many_plans_the_workbook_was_read(
    made: tuple[Path, Done],
) -> None:
    folder, _ = made
    national = said(next((folder / "uit").glob("Landelijk*.xlsx")))
    assert "Van 2 van de 5 goedgekeurde plannen is het bestand gelezen." in national
    assert "kapot.xlsx" in national
    zuid = said(next((folder / "uit").rglob("Samenvatting Zuid.xlsx")))
    assert "Van geen van de 3 goedgekeurde plannen is het bestand gelezen." in zuid
    assert "Niet gelezen: P1, P2 en S1." in zuid


def said(path: Path) -> str:
    book = openpyxl.load_workbook(path)
    rows = (row for name in ("Verantwoording", "Bestanden") for row in book[name].values)
    return "\n".join(str(value) for row in rows for value in row if value)


@pytest.mark.slow
def test_a_shared_location_s_plan_moves_to_the_region_that_has_it(tmp_path: Path) -> None:
    for number, row in (("1", ""), ("2", "S1 | 00CC00 | Samen | goedgekeurd | 1-1-2026")):
        text = REGION.format(
            number=number, name=f"R{number}", code="00AA00", shared="geen", row=row
        )
        write_roster(tmp_path / "in" / f"{number}.xlsx", examples.content(text))
    plan(tmp_path / "plannen" / "samen.xlsx", "", "00CC00", "Samen")
    assert quarter(tmp_path, "uit").code == 3
    (read,) = record(tmp_path)["plans"]
    assert (read["region"], read["stand"]) == ("2 R2", "gelezen")
    one = said(next((tmp_path / "uit").rglob("Samenvatting R1.xlsx")))
    assert "samen.xlsx" not in one
    assert "Van 1 van de 3" in said(next((tmp_path / "uit").rglob("Samenvatting R2.xlsx")))


@pytest.mark.slow
def test_a_run_with_plans_can_be_repeated_to_the_byte(made: tuple[Path, Done]) -> None:
    folder, _ = made
    quarter(folder, "nog eens", "--workers", "2")
    assert fingerprints(folder / "nog eens") == fingerprints(folder / "uit")


@pytest.mark.slow
def test_a_quarter_is_compared_with_one_without_plans(made: tuple[Path, Done]) -> None:
    folder, _ = made
    run("quarter", "2026-Q2", folder / "in", "-o", folder / "eerder")
    assert record(folder, "eerder")["plans"] is None
    quarter(folder, "beide", "--previous", folder / "eerder")
    sheet = openpyxl.load_workbook(next((folder / "beide").glob("Landelijk*.xlsx")))["Overzicht"]
    (row,) = (row for row in sheet.values if row[0] == "Mijlpalen tot eind volgend kwartaal")
    assert row[1:5] == (2, "mijlpalen", "–", "–")


def test_a_summary_takes_the_plans_of_its_region(made: tuple[Path, Done], tmp_path: Path) -> None:
    folder, _ = made
    out = tmp_path / "samenvatting.xlsx"
    done = run(
        *("summary", folder / "in" / "Noord.xlsx", "-o", out, "--date", "2026-09-30"),
        *("--plans", folder / "plannen" / "noord"),
    )
    assert not done.out
    assert "Van 2 van de 2 goedgekeurde plannen is het bestand gelezen." in said(out)
    more = run(
        *("summary", folder / "in" / "Noord.xlsx", "-o", out, "--force", "--date", "2026-09-30"),
        *("--plans", folder / "plannen"),
    )
    assert more.code == 3
    assert "elders.xlsx: van geen regio" in more.out


def test_a_folder_without_plans_is_refused(made: tuple[Path, Done], tmp_path: Path) -> None:
    folder, _ = made
    (tmp_path / "leeg").mkdir()
    for nothing in ("leeg", "weg"):
        done = run(
            *("quarter", "2026-Q3", folder / "in", "-o", tmp_path / "uit"),
            *("--plans", tmp_path / nothing),
        )
        assert done.code == 2
        assert nothing in done.err
