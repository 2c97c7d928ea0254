"""Each PLN rule finds what it is for in a techniekplan, at its cell, and is quiet otherwise.

A case is a plan, or a plan with the roster of its region beside it and the school's other plan.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from sto_xl.figures.figures import figures
from sto_xl.grid import Notice, NoticeKind
from sto_xl.model import Tranche, reference
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.plans import examination
from sto_xl.rules import CATALOGUE
from support.plan_texts import GOOD, with_line, with_rows
from support.rule_cases.plan import (
    AIMS,
    CASES,
    EARLIER,
    ELSEWHERE,
    GOAL,
    PROMISED,
    REGION,
    VISION,
    given,
    registered,
    with_activity,
    with_means,
    with_milestone,
)
from support.rule_texts import BUDGET, NORM, with_offering, with_region
from support.tables import PEILDATUM, examined, examined_plan, plan_findings, plan_snapshot


@pytest.mark.parametrize("code", CASES)
def test_a_rule_finds_what_it_is_for_at_its_cell_and_is_quiet_otherwise(code: str) -> None:
    trigger, where, quiet = CASES[code]
    assert (code, where) in given(trigger).found
    assert code not in [found for found, _ in given(quiet).found]


@pytest.mark.parametrize("beside", ["", REGION, with_offering()])
def test_a_good_plan_gives_no_finding_at_all(beside: str) -> None:
    assert plan_findings(GOOD, beside, GOOD, ELSEWHERE) == []


def message(code: str, plan: str, beside: str = "", *others: str) -> str:
    """Give the one message of a rule about a plan."""
    report = examined_plan(plan, beside, *others).report
    (found,) = [finding for finding in report.findings if finding.code == code]
    return found.message


def test_advice_is_a_tip_and_what_only_the_region_can_weigh_a_warning() -> None:
    asked = {
        Severity.TIP: ("PLN-002", "PLN-003", "PLN-055", "PLN-072", "PLN-087", "PLN-103"),
        Severity.WAARSCHUWING: ("PLN-032", "PLN-096", "PLN-097"),
        Severity.FOUT: ("PLN-001", "PLN-053", "PLN-054", "PLN-082", "PLN-085"),
    }
    for severity, codes in asked.items():
        assert {CATALOGUE[code].severity for code in codes} == {severity}


def test_no_rule_of_a_plan_speaks_the_language_of_the_office() -> None:
    for code, rule in CATALOGUE.items():
        if code.startswith("PLN"):
            words = f"{rule.message} {rule.remedy}"
            assert not [w for w in ("DUS-I", "tranche", "record", "veld") if w in words]


def test_of_a_cell_that_cannot_be_read_nothing_else_is_said() -> None:
    broken = [
        Notice(NoticeKind.ERROR, "Plan", 20, 2, "#N/B"),
        Notice(NoticeKind.ERROR, "Plan", 4, 2, "#N/B"),
        Notice(NoticeKind.ERROR, "Activiteiten", 2, 8, "#N/B"),
        Notice(NoticeKind.ERROR, "Middelen", 2, 5, "#N/B"),
    ]
    text = with_line(AIMS, "", with_line("Vestiging", "", with_activity(Start="")))
    text = with_rows("tblMiddelen", "Sets domotica | 12 | 400 | 4800", plan=text)
    made = replace(plan_snapshot(text), notices=tuple(broken))
    report = examination.examine(made, PEILDATUM).report
    assert {finding.code for finding in report.findings} == {"WRK-020"}


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        # Without goals and activities none can be missed where they are named.
        (with_rows("tblDoelen"), ["PLN-030"]),
        (with_rows("tblDoelen", "| 96 leerlingen"), ["PLN-031"]),
        (with_rows("tblActiviteiten"), ["PLN-050"]),
        # A milestone is not held to an end that cannot be right.
        (with_activity(Einde="31-1-2027"), ["PLN-054"]),
        (with_activity(Start="1-2-2029"), ["PLN-053"]),
        (with_activity(Start="1-10-2026"), ["PLN-055"]),
        (with_line(VISION, VISION), ["PLN-003"]),
        (with_line("Vestiging", "0AH17"), ["PLN-012"]),
        (with_means("Sets domotica | 12 | | | STO", PROMISED), ["PLN-082"]),
        (with_means("Sets domotica | -12 | 400 | | STO", PROMISED), ["WRK-032"]),
        (with_means("Sets domotica | 12 | 400 | 4800 | fonds", PROMISED), ["WRK-035"]),
        (with_means("| | | |"), ["PLN-080"]),
    ],
)
def test_what_merely_follows_is_not_told(plan: str, found: list[str]) -> None:
    assert [code for code, _ in plan_findings(plan)] == found


def test_the_budget_left_is_the_figure_of_the_summary() -> None:
    beside = registered(
        "P1 | 00AH18 | goedgekeurd | 300 | 250,50 | 1-9-2026 | 1-8-2026\n"
        "P1 | 00AH18 | goedgekeurd | 300 | 900 | 1-9-2026 | 1-8-2026\n"
        "P2 | 00AH18 | goedgekeurd | 300 | 300 | 1-10-2026 | 1-8-2026\n"
        "P3 | 00AH18 | in gesprek | 300 | | | 1-8-2026",
        **{BUDGET: "4000"},
    )
    region = examined(beside).basis
    over = figures((region,), region.locations)["budget_over"]
    assert over.value is not None
    assert f"is in de regio {DUTCH.bedrag(over.value)} over" in message("PLN-096", GOOD, beside)
    spent = beside.replace("250,50", "4100")
    assert "is in de regio niets meer over" in message("PLN-096", GOOD, spent)


def test_cofinancing_is_held_to_the_norm_of_the_region_and_says_of_what() -> None:
    said = message("PLN-087", GOOD, with_region(**{NORM: "15%"}))
    assert "€\xa01.000: 12,8% van wat het plan in totaal kost (€\xa07.800)" in said
    assert "De norm voor een regio is 15%; over dit plan zou dat €\xa01.170 zijn." in said


def test_a_name_that_is_nearly_right_is_proposed() -> None:
    assert message("PLN-052", with_activity(Doel=GOAL[:-2])).endswith(f"Bedoelde u ‘{GOAL}’?")
    row = "Lokaal klaar | Keuzevak domtica | 1-3-2027"
    assert message("PLN-042", with_milestone(row)).endswith("Bedoelde u ‘Keuzevak domotica’?")


@pytest.mark.parametrize(
    ("typed", "school", "meant"),
    [
        ("0AH17", "", "00AH17"),
        ("99ZZ9", "", "99ZZ09"),
        # The region knows a school of this name; what else is near, is another school.
        ("99ZZ9", "De Werkhoek", "00AH17"),
        ("De Werkhoek", "", "00AH17"),
        ("00AH118", "", None),
        ("school", "", None),
    ],
)
def test_a_code_is_mended_and_never_that_of_another_school(
    typed: str, school: str, meant: str | None
) -> None:
    said = message("PLN-012", with_line("Vestiging", typed, with_line("School", school)), REGION)
    assert said.partition(" Bedoelde u ")[2] == (f"{meant}?" if meant else "")


@pytest.mark.parametrize(
    "typed", ["3", "3;4", "3 en 4", "3-4", "leerjaar 3 t/m 4", "klas 3, 4", "4e", "bovenbouw"]
)
def test_leerjaren_are_read_as_people_write_them(typed: str) -> None:
    assert plan_findings(with_activity(Leerjaar=typed)) == []


@pytest.mark.parametrize("typed", ["vijf", "2027", "3-7", "derde", "34", "en", "-"])
def test_what_is_no_leerjaar_is_said(typed: str) -> None:
    assert [code for code, _ in plan_findings(with_activity(Leerjaar=typed))] == ["PLN-061"]


def test_the_plan_itself_among_the_others_is_no_other_plan() -> None:
    saved_again = with_line("Titel van het plan", "DOMOTICA in zorg en welzijn")
    assert plan_findings(GOOD, "", GOOD, saved_again) == []
    numbered, renamed = (
        with_line("Kenmerk", "P1", with_line("Titel van het plan", title)) for title in ("A", "B")
    )
    assert plan_findings(numbered, "", renamed) == []


def test_other_costs_than_those_of_another_plan_may_have_the_same_name() -> None:
    cheaper = with_rows("tblMiddelen", "Sets domotica | 11 | 400 | 4400 | STO", plan=EARLIER)
    assert plan_findings(GOOD, "", cheaper) == []


@pytest.mark.parametrize(
    ("day", "tranche"),
    [
        (dt.date(2024, 12, 31), None),
        (reference.FIRST_DAY, Tranche.T2025),
        (dt.date(2026, 12, 31), Tranche.T2025),
        (dt.date(2027, 1, 1), Tranche.T2027),
        (reference.LAST_DAY, Tranche.T2027),
        (dt.date(2029, 1, 1), None),
    ],
)
def test_each_day_of_the_programme_falls_in_one_period(
    day: dt.date, tranche: Tranche | None
) -> None:
    assert reference.tranche_of(day) is tranche
