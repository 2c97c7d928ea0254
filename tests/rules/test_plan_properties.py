"""What holds of the findings of any techniekplan: emptied, shuffled, or filled with anything."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sto_xl import rules, sheets
from sto_xl.cli.demo import examples
from sto_xl.grid import Row, Snapshot, is_blank
from sto_xl.model.findings import Report
from sto_xl.plans import examination
from sto_xl.rules import CATALOGUE
from sto_xl.sheets import TableSpec, techniekplan
from sto_xl.sheets.cleaning import cleaned
from sto_xl.sheets.notation import shown
from support.made_up import ANY_VALUE, lines, snapshots, text, tried
from support.plan_texts import GOOD
from support.rule_cases.plan import CASES, EARLIER
from support.rule_cases.plan import given as given_case
from support.rule_texts import BUDGET, PLAN, with_offering
from support.tables import PEILDATUM, book, plan_snapshot, read

Content = Mapping[str, tuple[Row, ...]]

#: A roster in which each rule about the region has something to look at.
ROSTER = read(
    with_offering(
        "00AH17 | Z&W | BB | 48", "00AH17 | Z&W | KB | 48", "00AH18 | PIE | BB | 9"
    ).replace("[tblPartners]", f"{BUDGET} | 5000\n[tblPartners]")
    + PLAN
    + "P1 | 00AH17 | ingediend | 10\nP2 | 00AH18 | goedgekeurd | 90 | 90 | 1-9-2026"
)
OTHERS = (techniekplan.read_techniekplan(plan_snapshot(EARLIER)),)
FULL: Content = examples.content(GOOD)
#: What a plan can do without, as its own workbook says; and what follows from the rest.
OPTIONAL = {("tblPlan", "Kenmerk"), ("tblPlan", "Functie"), ("tblPlan", "Telefoon")}
OPTIONAL |= {("tblPlan", "Sjabloonversie"), ("tblMiddelen", "Bedrag")}
EMPTY_SAYS = ("niet ingevuld", "nog niet beantwoord", "nog geen titel", "staat geen doel")


def examined(snapshot: Snapshot, *, alone: bool = True) -> Report:
    """Check a plan, alone or with its region's roster and another plan of its school."""
    if alone:
        return rules.check_plan(techniekplan.read_techniekplan(snapshot), PEILDATUM)
    return rules.check_plan(techniekplan.read_techniekplan(snapshot), PEILDATUM, ROSTER, (), OTHERS)


def assert_sound(snapshot: Snapshot, report: Report) -> None:
    """Nothing is asked twice or in two ways of an empty cell, nor said of what is not there."""
    standing = " ".join(
        cleaned(shown(value)) for sheet in snapshot.sheets for row in sheet.rows for value in row
    )
    at: dict[str, list[str]] = {}
    for finding in report.findings:
        assert finding.code in CATALOGUE
        assert not re.search(r"[{}]|\bNone\b|nan\b", finding.remedy)
        place = finding.place
        assert (place.row is None) == (place.column is None)
        if place.row and place.column and finding.code.startswith("PLN"):
            sheet = snapshot.sheet(place.sheet)
            assert sheet is not None
            empty = is_blank(sheet.value(place.row, place.column))
            assert empty or not any(says in finding.message for says in EMPTY_SAYS)
            if empty:
                at.setdefault(finding.where, []).append(finding.code)
            value = re.match(r"‘(.*?)’ (is geen|staat niet)", finding.message, re.DOTALL)
            assert value is None or " ".join(value[1].split()) in standing
    assert all(len(codes) == 1 for codes in at.values()), at


def emptied() -> Iterator[tuple[str, Content]]:
    """Give the good plan with each of its cells, rows and tables left empty in turn."""
    for spec in sheets.PLAN.input:
        rows = FULL[spec.name]
        yield spec.name, {**FULL, spec.name: ()}
        for at, row in enumerate(rows):
            without = (*rows[:at], *rows[at + 1 :])
            if spec.form:
                named = (spec.name, str(row[0]))
                if named not in OPTIONAL:
                    kept = (*rows[:at], (row[0], None), *rows[at + 1 :])
                    yield f"{spec.name} {row[0]}", {**FULL, spec.name: kept}
                continue
            if len(rows) == 1:
                yield f"{spec.name} {at}", {**FULL, spec.name: without}
            for column, value in enumerate(row):
                heading = spec.columns[column].heading
                if value is not None and (spec.name, heading) not in OPTIONAL:
                    cells = (*row[:column], None, *row[column + 1 :])
                    kept = (*rows[:at], cells, *rows[at + 1 :])
                    yield f"{spec.name} {heading} {at}", {**FULL, spec.name: kept}


EMPTIED = dict(emptied())


@pytest.mark.parametrize("what", EMPTIED)
def test_whatever_is_taken_from_a_good_plan_is_asked_for_once(what: str) -> None:
    made = book(EMPTIED[what], template=sheets.PLAN)
    report = examined(made)
    assert report.findings
    assert_sound(made, report)
    assert_sound(made, examined(made, alone=False))


@pytest.mark.parametrize("name", [spec.sheet for spec in sheets.PLAN.input])
def test_of_a_sheet_that_is_gone_only_that_is_said(name: str) -> None:
    whole = plan_snapshot(GOOD)
    made = replace(
        whole,
        sheets=tuple(sheet for sheet in whole.sheets if sheet.name != name),
        tables=tuple(table for table in whole.tables if table.sheet != name),
    )
    assert [(f.code, f.where) for f in examined(made).findings] == [("WRK-001", name)]


@tried(25)
@given(st.integers(0, 2**32))
def test_a_plan_emptied_cell_by_cell_is_never_without_findings_nor_contradicted(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - nothing is kept secret with it
    content = dict(FULL)
    cells = [
        (name, at, column)
        for name, rows in FULL.items()
        for at, row in enumerate(rows)
        for column in range(1 if name == "tblPlan" else 0, len(row))
    ]
    chance.shuffle(cells)
    steps = range(8, len(cells), 8)
    for step, (name, at, column) in enumerate(cells):
        rows = content[name]
        row = (*rows[at][:column], None, *rows[at][column + 1 :])
        content[name] = (*rows[:at], row, *rows[at + 1 :])
        if step in steps:
            made = book(content, template=sheets.PLAN)
            report = examined(made, alone=chance.random() < 0.5)
            assert_sound(made, report)
    report = examined(book(content, template=sheets.PLAN))
    # The six questions, and the five sheets.
    assert sum(finding.code == "PLN-001" for finding in report.findings) == 6
    assert {"PLN-030", "PLN-040", "PLN-050", "PLN-070", "PLN-080"} <= {
        finding.code for finding in report.findings
    }


@tried(50)
@given(st.data())
def test_any_grid_of_values_gives_findings_and_never_an_exception(data: st.DataObject) -> None:
    content: dict[str, tuple[Row, ...]] = {}
    for spec in sheets.PLAN.input:
        if spec.form:
            values = data.draw(st.lists(ANY_VALUE, min_size=24, max_size=24))
            content[spec.name] = tuple(
                (column.heading, value) for column, value in zip(spec.columns, values, strict=True)
            )
        else:
            row = st.tuples(*[ANY_VALUE] * len(spec.columns))
            content[spec.name] = tuple(data.draw(st.lists(row, max_size=3)))
    made = book(content, template=sheets.PLAN)
    for alone in (True, False):
        report = examined(made, alone=alone)
        assert report.findings
        assert_sound(made, report)


@tried(100)
@given(snapshots(sheets.PLAN))
def test_any_workbook_gives_findings_and_never_an_exception(snapshot: Snapshot) -> None:
    report = examined(snapshot, alone=False)
    assert report.findings
    for finding in report.findings:
        assert not {"{", "}"} & set(finding.remedy)
        assert finding.place.sheet


def said(snapshot: Snapshot) -> Counter[tuple[str, ...]]:
    """Give what is found and at which columns, without rows; of twins the second may be another."""
    report = examined(snapshot, alone=False)
    return Counter((f.code, f.message, f.remedy, f.place.heading) for f in report.findings)


@tried(150)
@given(st.integers(0, 2**32))
def test_row_order_does_not_change_the_findings(seed: int) -> None:
    # A draw for each of a hundred cells would take hypothesis ten times as long as the check.
    chance = Random(seed)  # noqa: S311 - nothing is kept secret with it
    tables = {spec: lines(chance, spec) for spec in sheets.PLAN.input}
    shuffled: dict[TableSpec, list[str]] = {
        spec: body if spec.form else chance.sample(body, len(body)) for spec, body in tables.items()
    }
    one, other = (
        book(examples.content(text(each)), template=sheets.PLAN) for each in (tables, shuffled)
    )
    assert_sound(one, examined(one, alone=False))
    assert said(one) == said(other)


@pytest.mark.parametrize("code", CASES)
def test_no_finding_names_another_school_and_each_is_a_whole_sentence(code: str) -> None:
    for case in map(given_case, (CASES[code][0], CASES[code][2])):
        came = (techniekplan.read_techniekplan(plan_snapshot(case.other)),) if case.other else ()
        beside = read(case.beside) if case.beside else ROSTER
        made = plan_snapshot(case.plan)
        report = examination.examine(made, PEILDATUM, beside, came).report
        own = techniekplan.read_techniekplan(made).form
        for finding in report.findings:
            for sentence in (finding.message, finding.remedy):
                assert sentence.endswith((".", "?"))
                assert not re.search(r"[{}]|\bNone\b", sentence)
                for school in beside.schools:
                    # The plan's own school, or one of the very same name.
                    itself = school.vestiging == own.vestiging or school.school == own.school
                    if finding.code.startswith("PLN") and not itself:
                        assert str(school.school) not in sentence
                        assert str(school.vestiging) not in sentence
