"""A row that adds up the others is no item: it is not counted, and it is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sto_xl.grid import Notice, NoticeKind
from sto_xl.model.findings import Finding
from sto_xl.plans import examination
from sto_xl.plans.registration import asked_of
from sto_xl.region import routines
from sto_xl.sheets.adding import added
from support.plan_texts import GOOD, with_rows
from support.rule_texts import OFFERINGS, with_partner, with_region, with_school
from support.tables import (
    PEILDATUM,
    examined,
    examined_plan,
    findings,
    plan_findings,
    plan_snapshot,
    read,
    snapshot,
)

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


def by_formula(formula: str, row: str) -> list[str]:
    """Give the codes found in the good plan with a row under its means that has this formula."""
    return [f.code for f in _found(formula, row)]


def messages(formula: str, row: str) -> list[str]:
    return [f.message for f in _found(formula, row)]


def _found(formula: str, row: str) -> list[Finding]:
    # As an adapter does: what is not added up in its own column is not noticed.
    noticed = added(formula, "Middelen", 4)
    notices = (Notice(NoticeKind.SUM, "Middelen", 4, 4, formula),) if noticed else ()
    book = replace(plan_snapshot(means(row)), notices=notices)
    report = examination.examine(book, PEILDATUM, None, ()).report
    return [f for f in report.findings if f.code.startswith("WRK")]


@pytest.mark.parametrize(
    "formula",
    [
        "=SUM(D2:D3)",
        "=SUM($D$2:D3)",
        "=SUBTOTAL(9,D2:D3)",
        "=SUBTOTAL(109,D2:D3)",
        "=AGGREGATE(9,6,D2:D3)",
        "=SUM(D2,D3)",
        "=D2+D3",
        "=+D2+D3",
        "=ROUND(SUM(D2:D3),2)",
        "=SUM(tblMiddelen[Bedrag])",
        "=SUBTOTAL(109,[Bedrag])",
        "=SUM(tblMiddelen[[#Data],[Bedrag]])",
        "=SUM(Middelen!D2:D3)",
        "=SUM(D3:D3)+SUM(D2:D2)",
    ],
)
def test_a_row_whose_formula_adds_up_others_does_not_count(formula: str) -> None:
    assert by_formula(formula, "Alles | | | 10400 | STO") == ["WRK-029"]


@pytest.mark.parametrize(
    "formula",
    [
        "=B4*C4",
        "=SUM(B4:C4)",
        "=B4+C4",
        "=0.1*SUM(D2:D3)",
        "=SUM(D2:D3)*0.05",
        "=D2",
        "=SUM(C2:C3)",
        "=SUM(D20:D30)",
        "=SUM(Prijzen!D2:D3)",
        "=SUM(tblPrijzen[Bedrag])",
        '=SUMIF(E2:E3,"STO",D2:D3)',
        "=COUNT(D2:D3)",
        "=SUBTOTAL(1,D2:D3)",
        '=IF(B4="","",B4*C4)',
    ],
)
def test_a_formula_of_the_row_itself_is_no_total(formula: str) -> None:
    assert by_formula(formula, "Huur | | | 600 | STO") == []


def test_what_a_formula_says_is_told_as_a_dutch_excel_shows_it() -> None:
    (message,) = messages("=SUM(D2,D3)", "Alles | | | 10400 | STO")
    assert "De formule =SOM(D2;D3) op deze rij" in message


def test_a_row_with_a_code_is_an_item_whatever_it_adds_up_and_one_without_is_none() -> None:
    for code, items, found in (("00AH17", 3, []), ("", 2, ["WRK-029"])):
        rows = f"{OFFERINGS}{code} | PIE | KB | 80\n"
        offered = snapshot(with_region().replace(OFFERINGS, rows))
        book = replace(offered, notices=(Notice(NoticeKind.SUM, "Aanbod", 4, 4, "=D2+D3"),))
        checked = routines.examine(book, PEILDATUM)
        assert len(checked.roster.offerings) == items
        assert [f.code for f in checked.report.findings if f.code.startswith("WRK")] == found


def test_an_error_in_a_sum_is_still_an_error() -> None:
    book = plan_snapshot(means("Alles | | | | STO"))
    noticed = ((NoticeKind.ERROR, "#N/B"), (NoticeKind.SUM, "=D2+E3"))
    notices = tuple(Notice(kind, "Middelen", 4, 4, text) for kind, text in noticed)
    report = examination.examine(replace(book, notices=notices), PEILDATUM, None, ()).report
    assert [f.code for f in report.findings if f.code.startswith("WRK")] == ["WRK-020"]


@pytest.mark.parametrize("word", ["Totaal", "totaal:", "TOTAAL "])
def test_a_total_typed_under_a_table_is_named_and_a_totals_row_is_not(word: str) -> None:
    under = snapshot(with_partner(f"X | bedrijf | 40 | geld\n{word} | | 45 | "))
    short = tuple(
        replace(t, bottom=t.bottom - 1) if t.name == "tblPartners" else t for t in under.tables
    )
    found = routines.examine(replace(under, tables=short), PEILDATUM)
    assert [p.partner for p in found.roster.partners] == ["ROC", "B", "X"]
    told = [(f.code, f.where) for f in found.report.findings if f.code.startswith("WRK")]
    assert told == [("WRK-026", "Partners!A5")]
    totals = tuple(replace(t, totals=t.name == "tblPartners") for t in under.tables)
    quiet = routines.examine(replace(under, tables=totals), PEILDATUM)
    assert [p.partner for p in quiet.roster.partners] == ["ROC", "B", "X"]
    assert "WRK-026" not in {f.code for f in quiet.report.findings}
