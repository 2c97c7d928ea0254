"""A quarter that puts each region's roster into its folder, filled in."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sto_xl import sheets
from sto_xl.books.build import roster_bytes, write_roster
from sto_xl.books.filling import FileBook
from sto_xl.cli.demo import examples
from sto_xl.quarter.results import RegionResult
from sto_xl.quarter.roster_copies import with_copies
from sto_xl.quarter.settings import Settings
from sto_xl.quarter.spread import Spread
from sto_xl.system import outputs
from support.commands import Done, fingerprints, run
from support.locked import protected
from support.plan_files import write_plan
from support.tables import PEILDATUM

REGION = """
[tblRegio]
Regionummer | {number}
Naam van de regio | {name}
Programmamanager: naam | M. Vos
[tblScholen]
Vestiging | School | Soort | Deelname | Sinds
{code} | {name}school | vmbo | deelnemer | 1-1-2025
[tblPlannen]
Kenmerk | Vestiging | Titel | Status | Ingediend
P1 | {code} | Robots | goedgekeurd | 1-1-2026
"""
REGIONS = {"Noord": ("STO19001", "00AA00"), "Zuid": ("STO19002", "00BB00")}


def text(name: str) -> str:
    number, code = REGIONS[name]
    return REGION.format(number=number, name=name, code=code)


@pytest.fixture
def given(tmp_path: Path) -> Path:
    """Make the rosters of two regions."""
    for name in REGIONS:
        write_roster(tmp_path / "in" / f"{name.lower()}.xlsx", examples.content(text(name)))
    return tmp_path


def quarter(folder: Path, *more: object) -> Done:
    out = folder / "uit"
    return run("quarter", "2026-Q3", folder / "in", "-o", out, "--rosters", *more)


def copy_of(folder: Path, name: str) -> Path:
    return folder / "uit" / f"{REGIONS[name][0]} {name}" / f"{name.lower()}.xlsx"


def record(folder: Path) -> dict[str, Any]:
    content = json.loads((folder / "uit" / "run.json").read_text(encoding="utf-8"))
    return {region["naam"]: region for region in content["regions"]}


def test_each_is_the_copy_that_update_makes_of_it(given: Path) -> None:
    before = fingerprints(given / "in")
    quarter(given)
    for name in REGIONS:
        own, copy = given / "in" / f"{name.lower()}.xlsx", given / f"{name}.xlsx"
        run("update", own, "-o", copy, "--date", "2026-09-30")
        assert copy_of(given, name).read_bytes() == copy.read_bytes()
    assert fingerprints(given / "in") == before


def test_it_holds_what_was_found_flagged_and_counted(given: Path) -> None:
    quarter(given)
    book = FileBook.open(copy_of(given, "Noord"))
    found = book.table(sheets.CONTROLE.name).rows
    counted = record(given)["Noord"]["findings"]
    assert len(found) == sum(counted.values()) > 0
    assert {row[0] for row in found} == {severity for severity, count in counted.items() if count}
    figures = {row[0]: row[1] for row in book.table(sheets.KERNCIJFERS.name).rows}
    assert figures["Deelnemers"] == 1


def test_without_the_option_no_roster_stands_in_a_folder(given: Path) -> None:
    run("quarter", "2026-Q3", given / "in", "-o", given / "uit")
    assert not copy_of(given, "Noord").exists()
    assert record(given)["Noord"]["roster"] is None


def test_run_json_names_it(given: Path) -> None:
    quarter(given)
    region = record(given)["Noord"]
    assert region["roster"] == copy_of(given, "Noord").relative_to(given / "uit").as_posix()
    assert region["niet_ingevuld"] is None


@pytest.mark.slow
def test_of_the_plans_nothing_is_taken_into_it(given: Path) -> None:
    quarter(given)
    before = copy_of(given, "Noord").read_bytes()
    plan = "[tblPlan]\nKenmerk | P1\nVestiging | 00AA00\nTitel van het plan | Heel anders"
    write_plan(given / "plannen" / "plan.xlsx", examples.content(plan))
    quarter(given, "--plans", given / "plannen")
    assert copy_of(given, "Noord").read_bytes() == before


@pytest.mark.slow
def test_a_roster_that_cannot_be_filled_in_is_named_and_all_else_stands(given: Path) -> None:
    run("quarter", "2026-Q3", given / "in", "-o", given / "eerst")
    data = roster_bytes(examples.content(text("Zuid")))
    (given / "in" / "zuid.xlsx").write_bytes(protected(data))
    without = run("quarter", "2026-Q3", given / "in", "-o", given / "zonder")
    done = quarter(given)
    assert "STO19002 Zuid: regiobestand niet ingevuld: Blad Controle is beveiligd" in done.out
    assert done.code == without.code
    assert copy_of(given, "Noord").exists()
    folder = copy_of(given, "Zuid").parent
    names = {path.name for path in folder.iterdir()}
    assert names == {path.name for path in (given / "zonder" / folder.name).iterdir()}
    assert "beveiligd" in record(given)["Zuid"]["niet_ingevuld"]
    assert record(given)["Zuid"]["roster"] is None


@pytest.mark.slow
def test_made_again_it_is_replaced_unless_somebody_changed_it(given: Path) -> None:
    quarter(given)
    noord, zuid = copy_of(given, "Noord"), copy_of(given, "Zuid")
    zuid.write_bytes(zuid.read_bytes() + b"eigen werk")
    first, own = noord.read_bytes(), zuid.read_bytes()
    for name in REGIONS:
        more = text(name) + "\n[tblPartners]\nPartner | Soort\nROC | mbo\n"
        write_roster(given / "in" / f"{name.lower()}.xlsx", examples.content(more))
    done = quarter(given)
    assert noord.read_bytes() != first
    assert zuid.read_bytes() == own
    assert "zuid.xlsx" in done.out
    placed = record(given)["Zuid"]["roster"]
    assert placed == "STO19002 Zuid/zuid (2).xlsx"
    assert b"ROC" in roster_text(given / "uit" / placed)
    same = fingerprints(given / "uit")
    quarter(given)
    assert fingerprints(given / "uit") == same


def roster_text(path: Path) -> bytes:
    book = FileBook.open(path)
    return "\n".join(str(c) for s in book.snapshot().sheets for r in s.rows for c in r).encode()


def test_a_roster_with_the_name_of_another_document_gets_a_number(given: Path) -> None:
    (given / "in" / "noord.xlsx").rename(given / "in" / "Samenvatting Noord.xlsx")
    quarter(given)
    folder = copy_of(given, "Noord").parent
    assert record(given)["Noord"]["roster"] == f"{folder.name}/Samenvatting Noord (2).xlsx"
    assert record(given)["Noord"]["summary"] == f"{folder.name}/Samenvatting Noord.xlsx"
    assert (folder / "Samenvatting Noord (2).xlsx").exists()


def test_a_roster_that_changed_since_it_was_read_is_told(given: Path) -> None:
    roster = given / "in" / "noord.xlsx"
    (given / "Noord").mkdir()
    (given / "Zuid").mkdir()
    read = RegionResult(roster, outputs.fingerprint(roster))
    counted = (("Noord", read), ("Zuid", replace(read, sha256="0" * 64)))
    settings = Settings("2026-Q3", PEILDATUM, PEILDATUM, rosters=True)
    (_, same), (_, changed) = with_copies(counted, given, PEILDATUM, Spread(settings).copied)
    assert (same.copy, same.not_copied) == ("noord.xlsx", "")
    assert changed.copy == ""
    assert "gewijzigd terwijl eraan werd gewerkt" in changed.not_copied
    assert not any((given / "Zuid").iterdir())
