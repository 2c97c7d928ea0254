"""The files of DUO that the demo brings tell of its schools, and of some that are on no roster."""

from __future__ import annotations

import datetime as dt

import pytest

from sto_xl.cli.demo import examples
from sto_xl.register import Register, Successor, importing
from sto_xl.register.importing import Imported
from sto_xl.register.successors import SAME_BOARD


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Register:
    folder = tmp_path_factory.mktemp("duo")
    given = []
    for name, data in examples.duo().items():
        (folder / name).write_bytes(data)
        year = 2025 if "2025" in name else 2026
        given.append(importing.read(folder / name, dt.date(year, 9, 1)))
    done = importing.put(folder / "register.sqlite", given, examples.PEILDATUM)
    assert all(isinstance(one, Imported) for one in done)
    return Register.open(folder / "register.sqlite")


def test_two_schools_of_the_one_region_and_one_of_the_other_are_missing(register: Register) -> None:
    missing = {}
    for rmc, name in register.rmc_regions.items():
        known = {str(row[0]) for row in examples.regions()[name.lower()]["tblScholen"]}
        there = register.in_area([f"rmc:{rmc}"]).vestigingen
        missing[name] = [v.code for v in there if v.vmbo and v.code not in known | {"99AE00"}]
    assert missing == {"Rivierenhoek": ["99AN00", "99AP00"], "Veenkwartier": ["99BF00"]}


def test_one_was_closed_one_was_taken_up_in_another_and_one_moved(register: Register) -> None:
    assert {one.code: one.successor for one in register.all() if one.gone} == {
        "99AL00": None,
        "99BE00": Successor("99BD00", SAME_BOARD),
    }
    assert [one.code for one in register.all() if register.earlier(one.code)] == ["99AF00"]
