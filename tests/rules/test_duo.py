"""With a register a roster is held beside DUO's open data; without one nothing is said of it."""

from __future__ import annotations

import pytest

from sto_xl.model.findings import Report
from sto_xl.region import routines
from support.rule_cases.register import CASES, beside, offering, pupils, register
from support.rule_texts import SCHOOLS, with_region
from support.tables import PEILDATUM, examined, snapshot


def report(text: str) -> Report:
    return routines.examine(snapshot(text), PEILDATUM, register()).report


def found(text: str) -> list[tuple[str, str]]:
    """Give the findings beside DUO, with their cells."""
    return [(f.code, f.where) for f in report(text).findings if f.code.startswith("REG")]


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_is_for_and_nothing_without_a_register(code: str) -> None:
    trigger, where, quiet = CASES[code]
    assert found(trigger).count((code, where)) == 1
    assert code not in [one for one, _ in found(quiet)]
    assert code not in [one.code for one in examined(trigger).report.findings]


def test_a_roster_that_agrees_with_duo_gives_no_finding_at_all() -> None:
    assert report(with_region() + "[tblGebied]\nGemeente\nAssen\n").findings == ()


def test_of_vso_of_a_merged_location_and_of_caribisch_nederland_nothing_is_said() -> None:
    assert not found(beside("00AH21 | Het Baken | 1 | vso | | | | Assen"))
    assert found(beside("00AH99 | De Nieuwe | 41234 | vmbo")) == [("REG-001", "Scholen!A4")]
    assert not found(beside("00AH99 | De Nieuwe | 41234 | vmbo", Land="Caribisch Nederland"))


def test_what_is_closed_is_told_with_its_successor_and_nothing_else_of_it() -> None:
    (finding,) = (f for f in report(CASES["REG-002"][0]).findings if f.code.startswith("REG"))
    assert finding.message == (
        "Volgens DUO is vestiging 00AH19 gesloten: op de lijst van 1 maart 2026 staat zij niet "
        "meer. Waarschijnlijk is zij opgegaan in 00AH17, De Werkhoek in Assen (zelfde postcode en "
        "huisnummer)."
    )


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        # DUO counted 31 to 34, and 2 to 8 of whom none is told.
        (("Groen | BB | 31", "Groen | KB | 18", "BWI | BB | 12"), []),
        (("Groen | BB | 44", "Groen | KB | 19", "BWI | BB | 12"), ["Aanbod!D3"]),
        (("Groen | BB | 45", "Groen | KB | 2", "BWI | BB | 23"), ["Aanbod!D2", "Aanbod!D4"]),
        (("Groen | BB | 20", "Groen | KB | <5", "BWI | BB | 1"), ["Aanbod!D2", "Aanbod!D4"]),
        (("Groen | BB | 21", "Groen | KB | ", "BWI | BB | 2"), []),
        # No row of GL is counted, and the second row of one combination counts nowhere.
        (("Groen | BB | 31", "Groen | GL | 11", "BWI | BB | 12"), ["Aanbod!D3"]),
        (("Groen | BB | 31", "Groen | BB | 99", "BWI | BB | 12"), []),
    ],
)
def test_pupils_differ_by_more_than_ten_and_more_than_a_quarter_of_what_duo_may_mean(
    rows: tuple[str, ...], where: list[str]
) -> None:
    assert [cell for code, cell in found(pupils("00AH20", *rows)) if code == "REG-022"] == where


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        (["00AH18 | | TL | 64"], []),
        (["00AH18 | Economie | TL | 30", "00AH18 | Techniek | TL | 33"], []),
        (["00AH18 | Economie | TL | 50", "00AH18 | Techniek | TL | 50"], ["Aanbod!D4"]),
        (["00AH18 | Economie | TL | 99", "00AH18 | Techniek | TL | <5"], []),
    ],
)
def test_of_the_theoretische_leerweg_the_total_is_compared(
    rows: list[str], where: list[str]
) -> None:
    assert [cell for code, cell in found(offering(*rows)) if code == "REG-022"] == where


def test_where_a_part_of_the_area_is_not_known_no_school_is_said_to_lie_outside_it() -> None:
    text = beside("00AH21 | De Sluis | 55555 | vmbo") + "[tblGebied]\nGemeente\nAssen\nX\n"
    assert found(text) == [("REG-008", "Gebied!A3")]
    (finding,) = (f for f in report(CASES["REG-008"][0]).findings if f.code == "REG-008")
    assert finding.message.endswith("Bedoelde u Assen?")


def test_a_name_of_which_every_word_is_usual_says_nothing() -> None:
    assert not found(with_region().replace("De Werkhoek", "Openbare school voor vmbo"))
    assert found(with_region().replace(SCHOOLS, SCHOOLS.replace("Werkhoek", "Baak")))
