"""Schools without a code get proposals in what is found of them; nothing is filled in."""

from __future__ import annotations

import pytest

from sto_xl.model.findings import Finding
from sto_xl.region import routines
from support.rule_cases.register import beside, register
from support.rule_texts import with_region
from support.tables import PEILDATUM, examined, snapshot

#: Names, codes, boards and places as the register of the cases has them.
SLUIS = "00AH21 (De Sluis, Kanaal 4, Beilen: "
TYPE = ". Klopt dat, typ dan die code"
OR_NAME = f"{TYPE}, of zet de naam met die code op blad Gebied onder Andere schrijfwijze."


def found(text: str) -> list[Finding]:
    report = routines.examine(snapshot(text), PEILDATUM, register()).report
    return [f for f in report.findings if f.code in {"RST-050", "RST-051"}]


@pytest.mark.parametrize(
    ("row", "why", "what"),
    [
        (" | Sluis, de | 41234 | vmbo | | | | Beilen", "zelfde plaats, zelfde naam", OR_NAME),
        (
            "00AH2 | De Sluis | 55555 | vmbo | | | | Beilen",
            "zelfde plaats, code scheelt één teken, zelfde bestuur, zelfde naam",
            f"{TYPE}.",
        ),
        ("De Sluis Beilen | | 41234 | vmbo", "plaats in de naam, zelfde naam", OR_NAME),
    ],
)
def test_what_a_school_may_be_stands_in_the_remedy(row: str, why: str, what: str) -> None:
    (finding,) = found(beside(row))
    assert finding.remedy.endswith(f" Voorstel: {SLUIS}{why}){what}")


def test_of_several_a_person_may_choose() -> None:
    (finding,) = found(beside(" | De Werkhoek | 41234 | vmbo | | | | Assen"))
    assert "staat al op blad Scholen" in finding.remedy
    every = found(beside(" | De Vaart en het Anker | 41234 | vmbo | | | | Assen"))
    assert [" of 00AH" in f.remedy and "Klopt er een, typ" in f.remedy for f in every] == [True]


@pytest.mark.parametrize(
    "text",
    [
        beside(" | Het Onbekende | 41234 | vmbo | | | | Beilen"),
        beside(" | De Sluis | 41234 | vso | | | | Beilen"),
        beside(" | De Sluis | 41234 | vmbo | | | | Beilen", Land="Caribisch Nederland"),
    ],
)
def test_nothing_is_proposed_where_nobody_knows(text: str) -> None:
    assert ["Voorstel" in finding.remedy for finding in found(text)] == [False]


def test_without_a_register_nothing_is_proposed() -> None:
    every = examined(beside(" | De Sluis | 41234 | vmbo | | | | Beilen")).report.findings
    assert not [f for f in every if "Voorstel" in f.remedy]


def test_no_name_is_looked_for_where_every_school_has_its_code() -> None:
    fresh = register()
    fresh.__dict__.pop("names", None)
    routines.examine(snapshot(with_region()), PEILDATUM, fresh)
    assert "names" not in fresh.__dict__


def test_a_pair_that_is_typed_once_is_known_for_ever() -> None:
    text = beside(" | Sluis, de | 55555 | vmbo | | Kanaal 4 | 9411 AA | Beilen")
    known = f"{text}[tblAliassen]\nAndere schrijfwijze | Vestiging van\nsluis, DE | 00AH21\n"
    assert found(text)
    assert not found(known)
    basis = routines.examine(snapshot(known), PEILDATUM, register()).basis
    assert [location.code for location in basis.locations][-1] == "00AH21"
