"""A row that adds up the others is no item: it is not counted, and it is named."""

from __future__ import annotations

import pytest

from sto_xl.plans.registration import asked_of
from support.plan_texts import GOOD, with_rows
from support.rule_texts import OFFERINGS, with_partner, with_region, with_school
from support.tables import examined, examined_plan, findings, plan_findings, read

ITEMS = ("Sets | 12 | 400 | 4800 | STO", "Uren | 80 | 70 | 5600 | STO")


def means(*rows: str) -> str:
    return with_rows("tblMiddelen", *ITEMS, *rows, plan=GOOD)


@pytest.mark.parametrize(
    "row",
    [
        "Totaal | 1 | 10400 | 10400 | STO",
        "TOTAAL: | | | 10400 | STO",
        "Subtotaal | | | 4800 | STO",
        "Sub-totaal | | | 4800 | STO",
        "Totale kosten | | | 10400 | ",
        "Totaal incl. btw | | | 12584 | STO",
        "Eindtotaal\u200b | | | 10400 | STO",
        "Samen | | | 10400 | STO",
        " | | | 10400 | STO",
        " | | | 10400 | ",
    ],
)
def test_a_total_is_not_asked_twice_and_is_named(row: str) -> None:
    plan = examined_plan(means(row))
    assert [m.omschrijving for m in plan.plan.means] == ["Sets", "Uren"]
    assert asked_of(plan.plan) == 10400
    found = plan_findings(means(row))
    assert [code for code, where in found if where == "Middelen!A4"] == ["WRK-026"]


@pytest.mark.parametrize(
    "row",
    [
        "Totaalpakket VR | 1 | 10400 | 10400 | STO",
        "Totaal vernieuwde werkplaats | | | 10400 | STO",
        "Samen sterk-dag | | | 10400 | STO",
        " | | | 9000 | STO",
        "Samen | | | 9000 | STO",
    ],
)
def test_what_is_no_total_counts(row: str) -> None:
    plan = examined_plan(means(row))
    assert len(plan.plan.means) == 3
    assert "WRK-026" not in [code for code, _ in plan_findings(means(row))]


def test_a_sum_with_a_name_counts_and_is_asked_about() -> None:
    text = means("Huur | 1 | 600 | 600 | STO", "Begroting | | | 11000 | STO")
    assert len(examined_plan(text).plan.means) == 4
    assert ("WRK-027", "Middelen!A5") in plan_findings(text)


def test_the_order_of_the_rows_does_not_matter() -> None:
    text = with_rows("tblMiddelen", " | | | 10400 | STO", *ITEMS, plan=GOOD)
    assert len(examined_plan(text).plan.means) == 2


def test_no_table_that_is_added_up_counts_its_total() -> None:
    schools = examined(with_school(" | Totaal | | | ", "Totaal: | 2 | | | "))
    assert [location.name for location in schools.basis.locations] == ["De Werkhoek"]
    partners = read(with_partner("X | bedrijf | 40 | geld\nTotaal | | 40 | "))
    assert [partner.partner for partner in partners.partners] == ["ROC", "B", "X"]
    offered = with_region().replace(OFFERINGS, f"{OFFERINGS}Totaal | | | 80\n")
    assert len(read(offered).offerings) == 2
    assert [code for code, _ in findings(offered)] == ["WRK-026"]
    plans = with_region() + (
        "[tblPlannen]\nKenmerk | Vestiging | Titel | Status | Gevraagd\n"
        "P1 | 00AH17 | A | concept | 10\nP2 | 00AH17 | B | concept | 20\n | | Totaal | | 30\n"
    )
    assert [plan.kenmerk for plan in read(plans).plans] == ["P1", "P2"]
