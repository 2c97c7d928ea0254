"""Plans checked beside each other, and the workbook that says what becomes of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sto_xl.books import report
from sto_xl.grid import Row
from sto_xl.model.wording import capitalised, counted
from sto_xl.plans import examination, reading
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.plans.reading import Came, PlanRead, Unread
from sto_xl.plans.registration import Fate, Registered, after
from sto_xl.sheets import placeholders, techniekplan
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan

#: The name of the workbook that says what becomes of each plan.
INTAKE = "Plannen.xlsx"


@dataclass(frozen=True, slots=True)
class PlanChecks:
    """The plans that came, in the order of their files, and the files that are none.

    `came` gives of each plan its file.
    """

    plans: tuple[ExaminedPlan, ...]
    unread: tuple[Unread, ...] = ()
    came: tuple[Came, ...] = ()

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
    given = reading.plans_read(files, processes, progress)
    read = [one for one in given if isinstance(one, PlanRead)]
    every = [techniekplan.read_techniekplan(one.snapshot) for one in read]
    orders = ([sheet.name for sheet in one.snapshot.sheets] for one in read)
    together = _of_one_school(every, roster)
    return PlanChecks(
        tuple(
            examination.check(plan, peildatum, roster, order, others)
            for plan, order, others in zip(every, orders, together, strict=True)
        ),
        tuple(one for one in given if isinstance(one, Unread)),
        tuple(one.came for one in read),
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


def intake(
    checks: PlanChecks,
    registered: Sequence[Registered],
    roster: Roster,
    day: dt.date,
    more: Sequence[str],
) -> bytes:
    """Give the workbook that says what becomes of every file; of each plan it may say `more`."""
    rows = [_intake_row(one, roster, said) for one, said in zip(registered, more, strict=True)]
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


def _intake_row(one: Registered, roster: Roster, more: str) -> Row:
    row = after(one, roster)
    return (
        one.examined.file,
        one.fate.value,
        " ".join(filter(None, (explained(one), more))),
        one.examined.fouten,
        *(row.get(heading) for heading in report.FILLED),
    )


def explained(one: Registered) -> str:
    """Say of a plan why it stays out, or what of its row changes."""
    if one.reason:
        return f"{capitalised(one.reason)}."
    author = " Wie het invulde, komt op blad Contacten." if one.author else ""
    if one.row is None:
        return f"Komt als nieuwe regel op blad Plannen.{author}"
    return (f"Wijzigt: {', '.join(one.cells)}." if one.cells else "Staat er al zo.") + author


def taken_in(checks: PlanChecks, registered: Sequence[Registered]) -> str:
    """Say how many plans sheet Plannen takes in, and in how many something is to be mended."""
    fates = [one.fate for one in registered]
    new, known = fates.count(Fate.NEW), fates.count(Fate.KNOWN)
    read = counted(len(fates), "plan", "plannen")
    text = f"{read} gelezen: {counted(new, 'nieuwe regel', 'nieuwe regels')} op blad Plannen, en "
    text += f"{counted(known, 'bekend plan', 'bekende plannen')} bijgewerkt."
    authors = sum(bool(one.author) for one in registered)
    if authors:
        people = counted(authors, "indiener staat", "indieners staan")
        text += f" {capitalised(people)} nu op blad Contacten, want van de school was geen "
        text += "e-mailadres bekend om naar te schrijven."
    flawed = sum(one.fouten > 0 for one in checks.plans)
    if flawed:
        text += f" In {counted(flawed, 'plan', 'plannen')} moet nog iets worden hersteld."
    return text


def not_taken_in(checks: PlanChecks, registered: Sequence[Registered]) -> list[str]:
    """Give a line for each file that sheet Plannen does not take in, with the reason."""
    left = [f"{one.examined.file}: {one.reason}" for one in registered if one.fate is Fate.LEFT]
    return [*left, *(one.reason for one in checks.unread)]
