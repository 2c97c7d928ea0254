"""Plans checked beside each other, and the workbooks that answer them: findings, and the intake."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sto_xl import sheets
from sto_xl.books import report
from sto_xl.grid import Row, Snapshot, Value
from sto_xl.model.findings import Finding, Severity
from sto_xl.model.wording import capitalised, counted
from sto_xl.plans import examination, reading
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.plans.reading import Unread
from sto_xl.plans.registration import Fate, Registered, after
from sto_xl.sheets import notation, placeholders, techniekplan
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.system import outputs

#: The name of the workbook that says what becomes of each plan.
INTAKE = "Plannen.xlsx"
#: Lines of the form that name a person: a finding about one tells the cell, not what is in it.
_OF_PERSONS = frozenset(
    column.heading
    for column in sheets.PLAN_FORM.columns
    if column.field
    in {"programmamanager", "indiener", "functie", "email", "telefoon", "akkoord_naam"}
)
#: So much of what was filled in is repeated in a finding.
_ENOUGH = 120


@dataclass(frozen=True, slots=True)
class PlanChecks:
    """The plans that came, in the order of their files, and the files that are none."""

    plans: tuple[ExaminedPlan, ...]
    unread: tuple[Unread, ...] = ()

    @property
    def fouten(self) -> int:
        """How many fouten the plans have together."""
        return sum(one.fouten for one in self.plans)


def check(
    files: Sequence[Path],
    peildatum: dt.date,
    roster: Roster | None = None,
    *,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
) -> PlanChecks:
    """Read and check every plan, with the others of its school beside it.

    `progress` is told how many files have been read.
    """
    given = reading.snapshots(files, processes, progress)
    read = [one for one in given if isinstance(one, Snapshot)]
    every = [techniekplan.read_techniekplan(snapshot) for snapshot in read]
    orders = ([sheet.name for sheet in snapshot.sheets] for snapshot in read)
    together = _of_one_school(every, roster)
    return PlanChecks(
        tuple(
            examination.check(plan, peildatum, roster, order, others)
            for plan, order, others in zip(every, orders, together, strict=True)
        ),
        tuple(one for one in given if isinstance(one, Unread)),
    )


def _of_one_school(
    every: Sequence[Techniekplan], roster: Roster | None
) -> list[tuple[Techniekplan, ...]]:
    """Give of each plan the others of its location."""
    key_of = roster.key_of if roster else placeholders.key_of
    keys = [key_of(plan.form.vestiging) for plan in every]
    of: dict[str | None, list[Techniekplan]] = defaultdict(list)
    for key, plan in zip(keys, every, strict=True):
        of[key].append(plan)
    return [
        tuple(other for other in of[key] if other is not plan) if key else ()
        for key, plan in zip(keys, every, strict=True)
    ]


def names(checks: PlanChecks) -> tuple[str, ...]:
    """Give the name of the findings workbook of each plan."""
    given = outputs.Names()
    return tuple(given.give(f"Bevindingen {Path(one.file).stem}", ".xlsx") for one in checks.plans)


def write_findings(checks: PlanChecks, folder: Path) -> None:
    """Write a findings workbook for each plan."""
    for one, name in zip(checks.plans, names(checks), strict=True):
        outputs.write(folder / name, findings(one))


def findings(one: ExaminedPlan) -> bytes:
    """Give the findings workbook of a plan."""
    found, form = one.report, one.form
    counts = found.counts
    return report.plan_findings(
        report.PlanCheck(
            one.plan.title,
            " ".join(filter(None, (form.school, form.vestiging and f"({form.vestiging})"))),
            one.file,
            one.peildatum,
            (counts[Severity.FOUT], counts[Severity.WAARSCHUWING], counts[Severity.TIP]),
            [_finding_row(finding, one.plan) for finding in found.findings],
        )
    )


def _finding_row(finding: Finding, plan: Techniekplan) -> Row:
    place = finding.place
    # In a form every answer stands under the same heading; there the question says all.
    heading = "" if place.heading == sheets.FORM_HEADINGS[1] else place.heading
    return (
        finding.severity.value,
        place.sheet,
        place.cell,
        " · ".join(filter(None, (place.label, heading))),
        _shortened(notation.shown(_filled_in(finding, plan))),
        finding.message,
        finding.remedy,
        finding.code,
    )


def _shortened(text: str) -> str:
    """Give the beginning of a long answer: enough to know it by."""
    return text if len(text) <= _ENOUGH else f"{text[: _ENOUGH - 2].rstrip()} …"


def _filled_in(finding: Finding, plan: Techniekplan) -> Value:
    """Give what stands in the cell of a finding, unless that is about a person."""
    place = finding.place
    if place.label in _OF_PERSONS and place.sheet == sheets.PLAN_FORM.sheet:
        return None
    for table_read in plan.book.tables.values():
        table = table_read.table
        if table and table.sheet == place.sheet and place.row and place.column:
            line, column = place.row - table.row_of(0), place.column - table.left
            if 0 <= line < len(table.rows) and 0 <= column < len(table.headings):
                return table.rows[line][column]
    return None


def intake(
    checks: PlanChecks, registered: Sequence[Registered], roster: Roster, day: dt.date
) -> bytes:
    """Give the workbook that says what becomes of every file."""
    rows = [_intake_row(one, roster) for one in registered]
    rows += [
        (
            one.file,
            Fate.LEFT.value,
            one.reason,
            *[None] * (1 + len(report.FILLED)),
        )
        for one in checks.unread
    ]
    region = roster.region.naam or ""
    return report.intake_workbook(region, roster.name, day, rows)


def _intake_row(one: Registered, roster: Roster) -> Row:
    row = after(one, roster)
    return (
        one.examined.file,
        one.fate.value,
        explained(one),
        one.examined.fouten,
        *(row.get(heading) for heading in report.FILLED),
    )


def explained(one: Registered) -> str:
    """Say of a plan why it stays out, or what of its row changes."""
    if one.reason:
        return f"{capitalised(one.reason)}."
    if one.row is None:
        return "Komt als nieuwe regel op blad Plannen."
    return f"Wijzigt: {', '.join(one.cells)}." if one.cells else "Staat er al zo."


def taken_in(checks: PlanChecks, registered: Sequence[Registered]) -> str:
    """Say how many plans sheet Plannen takes in, and in how many something is to be mended."""
    fates = [one.fate for one in registered]
    new, known = fates.count(Fate.NEW), fates.count(Fate.KNOWN)
    read = counted(len(fates), "plan", "plannen")
    text = f"{read} gelezen: {counted(new, 'nieuwe regel', 'nieuwe regels')} op blad Plannen, en "
    text += f"{counted(known, 'bekend plan', 'bekende plannen')} bijgewerkt."
    flawed = sum(one.fouten > 0 for one in checks.plans)
    if flawed:
        text += f" In {counted(flawed, 'plan', 'plannen')} moet nog iets worden hersteld."
    return text


def not_taken_in(checks: PlanChecks, registered: Sequence[Registered]) -> list[str]:
    """Give a line for each file that sheet Plannen does not take in, with the reason."""
    left = [f"{one.examined.file}: {one.reason}" for one in registered if one.fate is Fate.LEFT]
    return [*left, *(one.reason for one in checks.unread)]
