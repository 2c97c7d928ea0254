"""All rules, and the engine that runs them over a roster or a techniekplan.

From records to findings: pure, it reads no file. A rule stands in the module of its sheet, in one
piece; modules with an underscore are the engine and what rules share. A rule is not run on a record
where a field that it reads already has a fout or is not believed, nor where a table or column that
it needs is missing (for which there is a finding of its own); and of such a cell a rule about
records says no more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import ModuleType

from sto_xl.model import Record
from sto_xl.model.findings import Finding, Report, Severity
from sto_xl.register.known import KnownOfDuo
from sto_xl.rules import (
    activities,
    aims,
    answers,
    applicant,
    cells,
    contacts,
    cooperation,
    deelname,
    duo_locations,
    duo_offering,
    granting,
    headings,
    inside,
    manager,
    means,
    milestones,
    offered,
    offering,
    partners,
    plannen,
    pupils,
    region,
    regional,
    room,
    schools,
    sent,
    texts,
    ways,
    workbook,
)
from sto_xl.rules._rule import AnyChecked, Checked, CheckedPlan, Hit, Rule
from sto_xl.sheets.cleaning import disguised
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.sheets.workbook import TABLE_OF, Workbook

#: What can be wrong with any workbook, with what a roster says, and with what a plan says.
_ANY: Sequence[ModuleType] = (workbook, headings, inside, cells, texts, room)
_ROSTER: Sequence[ModuleType] = (
    *(region, manager, schools, deelname, contacts, offering, ways, partners),
    *(plannen, granting, sent, duo_locations, duo_offering),
)
_PLAN: Sequence[ModuleType] = (
    *(answers, applicant, aims, milestones, activities, pupils, cooperation, means),
    *(regional, offered),
)


def _rules(*modules: ModuleType) -> list[Rule]:
    """Give the rules of these modules in the order of their codes."""
    return sorted((r for m in modules for r in m.RULES), key=lambda rule: rule.code)


#: Every rule by its code, in the order in which the list of rules is printed.
CATALOGUE: Mapping[str, Rule] = {
    rule.code: rule for rule in (*_rules(*_ANY), *_rules(*_ROSTER), *_rules(*_PLAN))
}


def _in_order(*modules: ModuleType) -> list[Rule]:
    """Put fouten first, so that nothing is reported that merely follows from one.

    What is wrong with the workbook goes before what is wrong with what it says.
    """
    return sorted(_rules(*modules), key=lambda r: (r.severity.rank, not r.code.startswith("WRK")))


_FOR_ROSTERS, _FOR_PLANS = _in_order(*_ANY, *_ROSTER), _in_order(*_ANY, *_PLAN)

#: The fields with a fout, or that are not believed, by table and then by line.
Bad = dict[str, dict[int | None, set[str | None]]]
_NOTHING: frozenset[str | None] = frozenset()


def check(
    roster: Roster,
    peildatum: dt.date,
    sheets: Sequence[str] = (),
    duo: KnownOfDuo | None = None,
) -> Report:
    """Run all rules over a roster; without what the register knows (`duo`) those that need none.

    `sheets` gives the order of its sheets in the report.
    """
    records: Iterable[Sequence[Record]] = (
        (roster.region,),
        roster.schools,
        roster.contacts,
        roster.offerings,
        roster.partners,
        roster.plans,
    )
    return _report(_FOR_ROSTERS, Checked(roster, peildatum, duo), records, sheets)


def check_plan(
    plan: Techniekplan,
    peildatum: dt.date,
    roster: Roster | None = None,
    sheets: Sequence[str] = (),
    others: tuple[Techniekplan, ...] = (),
) -> Report:
    """Run all rules over a techniekplan; without its region's `roster` those that need none.

    `others` are plans that it is compared with: those of the same school matter.
    """
    records: Iterable[Sequence[Record]] = (
        (plan.form,),
        plan.goals,
        plan.activities,
        plan.milestones,
        plan.cooperation,
        plan.means,
    )
    return _report(_FOR_PLANS, CheckedPlan(plan, peildatum, roster, others), records, sheets)


def _report(
    rules: Sequence[Rule],
    checked: AnyChecked,
    records: Iterable[Sequence[Record]],
    sheets: Sequence[str],
) -> Report:
    by_type = {type(group[0]): group for group in records if group}
    bad: Bad = {}
    findings: list[Finding] = []
    for rule in rules:
        if not all(_has(checked, TABLE_OF[subject], field) for subject, field in rule.needs):
            continue
        hits = _hits(rule, checked, by_type, bad)
        findings.extend(_finding(rule, hit, checked.book) for hit in hits)
        if rule.severity is Severity.FOUT or rule in texts.RULES:
            for spot in (hit.spot for hit in hits):
                bad.setdefault(spot.table, {}).setdefault(spot.line, set()).add(spot.field)
    return Report.of(findings, sheets)


def _has(checked: AnyChecked, table: str, field: str) -> bool:
    """Tell whether there is such a field, in the workbook or else in the region's roster."""
    if table in checked.book.tables:
        return checked.book.has(table, field)
    return checked.roster is not None and checked.roster.book.has(table, field)


def _hits(
    rule: Rule,
    checked: AnyChecked,
    records: Mapping[type[Record], Sequence[Record]],
    bad: Bad,
) -> list[Hit]:
    if rule.subject is None:
        return [hit for hit in rule.check(checked) if _bad_at(bad, hit.spot).isdisjoint(rule.reads)]
    group = records.get(rule.subject)
    table = TABLE_OF[rule.subject]
    if not group or not all(checked.book.has(table, field) for field in rule.reads):
        return []
    here = bad.get(table, {})
    return [
        hit
        for record in group
        if record.line not in here or here[record.line].isdisjoint(rule.reads)
        for hit in rule.check(record, checked)
        if hit.spot.field not in _bad_at(bad, hit.spot)
    ]


def _bad_at(bad: Bad, spot: Spot) -> AbstractSet[str | None]:
    """Give the fields of a spot's line with a fout, or that are not believed."""
    return bad.get(spot.table, {}).get(spot.line, _NOTHING)


def _finding(rule: Rule, hit: Hit, book: Workbook) -> Finding:
    values = {"template": book.template.name, **hit.values}
    # What looks like something else is named: otherwise a sentence contradicts what one sees.
    notes = dict.fromkeys(note for value in hit.values.values() if (note := disguised(value)))
    message = " ".join((rule.message.format_map(values), *notes))
    remedy = rule.remedy.format_map(values)
    return Finding(rule.severity, rule.code, book.place(hit.spot), message, remedy)
