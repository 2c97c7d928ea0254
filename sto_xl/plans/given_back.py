"""Plans that go back to their schools: each its own workbook, with what was found in it.

A plan that cannot be filled in goes back as a list of its findings. What is written is about that
plan alone: no name of another school, or of a plan of one, is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sto_xl import sheets
from sto_xl.books import report
from sto_xl.grid import Changes, Row, Value
from sto_xl.model.findings import Finding, Severity
from sto_xl.plans import reading
from sto_xl.plans.checks import INTAKE, PlanChecks
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.plans.reading import Came
from sto_xl.region import copies, write_back
from sto_xl.sheets import notation
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.system import outputs
from sto_xl.system.errors import Failure
from sto_xl.system.workers import each

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
class GivenBack:
    """The workbook that goes back about a plan; `reason` says why it is not the plan itself."""

    name: str
    content: bytes
    reason: str = ""

    @property
    def instead(self) -> str:
        """Say what goes back instead of the plan itself; empty when that goes back."""
        if not self.reason:
            return ""
        said = "Kan niet ingevuld terug, dus de bevindingen staan in"
        return f"{said} ‘{self.name}’. {self.reason}"


@dataclass(frozen=True, slots=True)
class _Task:
    """A plan to fill in: its file, what is to stand in it, and whether that tells of anything."""

    came: Came
    changes: Changes
    telling: bool


def give_back(
    checks: PlanChecks,
    processes: int = 1,
    progress: Callable[[int], None] = lambda _done: None,
) -> tuple[GivenBack, ...]:
    """Fill every plan in, in at most so many `processes`; give what goes back of each, in order.

    A plan keeps the name that it came with, so that it takes the place of the one it was when it
    is handed in again. `progress` is told how many are done.
    """
    tasks = [
        _Task(came, write_back.checked(one.report, one.peildatum), bool(one.report.findings))
        for one, came in zip(checks.plans, checks.came, strict=True)
    ]
    filled: dict[int, bytes | str] = {}
    count = reading.worth(len(tasks), processes)
    answers = each(_filled, tasks, file=lambda task: task.came.path.name, processes=count)
    for number, answer in answers:
        filled[number] = str(answer) if isinstance(answer, Failure) else answer
        progress(len(filled))
    names = outputs.Names()
    # Beside them lies the list of what became of all, under its own name.
    names.give(Path(INTAKE).stem, Path(INTAKE).suffix)
    return tuple(_given(one, filled[number], names) for number, one in enumerate(checks.plans))


def _filled(task: _Task) -> bytes | str:
    """Fill a plan in, or say what keeps it from that."""
    return copies.or_reason(lambda: _copy(task))


def _copy(task: _Task) -> bytes:
    book = copies.read_again(task.came.path, task.came.sha256)
    targets = book.look(task.changes)
    book.write(targets)
    if task.telling:
        book.show(targets, sheets.CONTROLE.name)
    return book.data


def _given(one: ExaminedPlan, filled: bytes | str, names: outputs.Names) -> GivenBack:
    path = Path(one.file)
    if isinstance(filled, bytes):
        return GivenBack(names.give(path.stem, path.suffix), filled)
    return GivenBack(names.give(f"Bevindingen {path.stem}", ".xlsx"), findings(one), filled)


def write(given: Sequence[GivenBack], folder: Path) -> None:
    """Write everything that goes back."""
    for one in given:
        outputs.write(folder / one.name, one.content)


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
