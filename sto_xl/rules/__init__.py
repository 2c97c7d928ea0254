"""All rules, and the engine that runs them over a roster.

A rule is not run on a record where a field that it reads already has a fout, nor where a table or
column that it needs is missing (for which there is a finding of its own).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType

from sto_xl.findings import Finding, Report, Severity
from sto_xl.model import Record
from sto_xl.roster import TABLE_OF, Roster
from sto_xl.rules import (
    cells,
    contacts,
    deelname,
    granting,
    headings,
    inside,
    manager,
    offering,
    partners,
    plannen,
    region,
    schools,
    ways,
    workbook,
)
from sto_xl.rules._rule import Checked, Hit, Rule

_MODULES: Sequence[ModuleType] = (
    *(workbook, headings, inside, cells),
    *(region, manager, schools, deelname, contacts, offering, ways, partners, plannen, granting),
)


def _place(rule: Rule) -> tuple[bool, str]:
    """Put what is wrong with the workbook before what is wrong with what it says."""
    return not rule.code.startswith("WRK"), rule.code


#: Every rule by its code, in the order in which the list of rules is printed.
CATALOGUE: Mapping[str, Rule] = {
    rule.code: rule for rule in sorted((r for m in _MODULES for r in m.RULES), key=_place)
}
#: Fouten first, so that nothing is reported that merely follows from one.
_ORDER = sorted(CATALOGUE.values(), key=lambda rule: rule.severity.rank)

#: The fields with a fout, by table and line.
Bad = dict[tuple[str, int | None], set[str | None]]
_NOTHING: frozenset[str | None] = frozenset()


def check(roster: Roster, peildatum: dt.date, sheets: Sequence[str] = ()) -> Report:
    """Run all rules. `sheets` gives the order of the workbook's sheets in the report."""
    checked = Checked(roster, peildatum)
    records: Mapping[type[Record], Sequence[Record]] = _by_type(roster)
    bad: Bad = {}
    findings: list[Finding] = []
    for rule in _ORDER:
        if not all(roster.has(TABLE_OF[subject], field) for subject, field in rule.needs):
            continue
        hits = list(_hits(rule, checked, records, bad))
        findings.extend(_finding(rule, hit, roster) for hit in hits)
        if rule.severity is Severity.FOUT:
            for spot in (hit.spot for hit in hits):
                bad.setdefault((spot.table, spot.line), set()).add(spot.field)
    return Report.of(findings, sheets)


def _by_type(roster: Roster) -> Mapping[type[Record], Sequence[Record]]:
    groups: Iterable[Sequence[Record]] = (
        (roster.region,),
        roster.schools,
        roster.contacts,
        roster.offerings,
        roster.partners,
        roster.plans,
    )
    return {type(group[0]): group for group in groups if group}


def _hits(
    rule: Rule,
    checked: Checked,
    records: Mapping[type[Record], Sequence[Record]],
    bad: Bad,
) -> Iterator[Hit]:
    if rule.subject is None:
        for hit in rule.check(checked):
            if bad.get((hit.spot.table, hit.spot.line), _NOTHING).isdisjoint(rule.reads):
                yield hit
        return
    table = TABLE_OF[rule.subject]
    if not all(checked.roster.has(table, field) for field in rule.reads):
        return
    for record in records.get(rule.subject, ()):
        if bad.get((table, record.line), _NOTHING).isdisjoint(rule.reads):
            yield from rule.check(record, checked)


def _finding(rule: Rule, hit: Hit, roster: Roster) -> Finding:
    message = rule.message.format_map(hit.values)
    remedy = rule.remedy.format_map(hit.values)
    return Finding(rule.severity, rule.code, roster.place(hit.spot), message, remedy)
