"""What a run came to, as far as it may ask for something to be done: in plain words and numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from sto_xl.figures import promises
from sto_xl.figures.disclosure import Disclosure
from sto_xl.figures.figure import Figure
from sto_xl.figures.stand import Stand
from sto_xl.model.findings import Severity
from sto_xl.model.wording import capitalised
from sto_xl.plans.handed_in import RegionPlans
from sto_xl.quarter.plans_account import plans_told
from sto_xl.quarter.regions_counted import RegionsCounted, inputs
from sto_xl.quarter.results import LEFT_OUT, RegionResult, RunResult
from sto_xl.quarter.to_do import LatePlan, Outcome, TakingPart, Watched

_WHICH = "Zoek uit welk bestand het goede is, en geef alleen dat op."


def outcome(
    run: RunResult, found: RegionsCounted, disclosure: Disclosure, compared: str
) -> Outcome:
    """Give what a run came to; `compared` is the earlier quarter, "" without one."""
    return Outcome(
        [
            replace(
                watched(name, result, disclosure, run.peildatum),
                opens=opened_from(run.folder, name, result),
            )
            for name, result in run.counted
            if result.basis
        ],
        list(_troubles(run, found)),
        None if run.missing is None else [one.title for one in run.missing],
        compared,
        plans_told(run).said if run.plans is not None else "",
    )


def _troubles(run: RunResult, found: RegionsCounted) -> Iterator[tuple[str, str]]:
    """Give the files that are no use, and what could not be made or compared of the others."""
    for source in inputs(found):
        if source.stand == "niet leesbaar":
            yield source.file, source.note
        elif source.stand == "dubbel ingeleverd":
            yield source.file, f"{capitalised(source.note)}. {_WHICH}"
    for plan in run.plans or ():
        if plan.stand in LEFT_OUT:
            yield plan.file, f"Techniekplan, {plan.stand}: {plan.note}"
    for _, result in run.counted:
        for said in (*result.failures, result.uncompared, result.not_copied):
            if said:
                yield result.roster.name, said


def opened_from(run: Path, folder: str, result: RegionResult) -> str:
    """Give where a roster opens, seen from the folder of the run; "" where that tells too much.

    It is its copy there, or the file that came when that lies beside the run or further inside. A
    longer way round may hold the name of a user.
    """
    if result.copy:
        return f"{folder}/{result.copy}"
    here, there = run.resolve(), result.roster.resolve()
    if not there.is_relative_to(here.parent):
        return ""
    return f"../{there.relative_to(here.parent).as_posix()}"


def watched(
    folder: str, result: RegionResult, disclosure: Disclosure, peildatum: dt.date
) -> Watched:
    """Give what is known of a region that counts; `folder` is its own in that of the run."""
    found = result.basis
    if found is None:
        message = "a region that counts has a basis"
        raise ValueError(message)
    figures = disclosure.region_figures(found)
    left = figures["budget_over_na"]
    return Watched(
        found.full_title,
        result.roster.name,
        f"{folder}/{result.findings}",
        f"{folder}/{result.summary}",
        found.findings.get(Severity.FOUT, 0),
        _before(result.before),
        _deelname(figures["deelname"]),
        found.money.budget,
        None if left.value is None else Decimal(left.value),
        at_most=bool(left.untold),
        waiting=found.waiting,
        late=tuple(_late(result.plans, peildatum)),
    )


def _before(before: Stand | None) -> TakingPart | None:
    kept = before.figures.get("deelname") if before else None
    return _deelname(kept.figure) if kept and kept.current else None


def _deelname(figure: Figure) -> TakingPart | None:
    if figure.value is None or figure.numerator is None:
        return None
    return TakingPart(Decimal(figure.value), int(figure.numerator))


def _late(plans: RegionPlans, peildatum: dt.date) -> Iterator[LatePlan]:
    for one in plans.counted:
        if due := promises.overdue(one.promise, peildatum):
            yield LatePlan(one.called, one.file, due)
