"""What became of the techniekplannen of a run: of which region each is, and which do not count."""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl import documents, region_plans
from sto_xl.books import report
from sto_xl.outcome import LEFT_OUT, Outcome, Run
from sto_xl.plan_reading import Unread
from sto_xl.region_plans import PlanFile, RegionPlans
from sto_xl.wording import counted

_PLAN = ("techniekplan", "techniekplannen")


def plans_of(
    given: Sequence[PlanFile | Unread], outcomes: Sequence[tuple[str, Outcome]]
) -> tuple[report.Input, ...]:
    """Give every file with its region and what became of it, in the order of the files."""
    found: dict[int, report.Input] = {}
    for _, outcome in outcomes:
        region = outcome.facts.full_title if outcome.facts else ""
        told = documents.plans_read(outcome.plans, region).files
        numbers = (one.number for one in outcome.plans.files)
        found.update(zip(numbers, told, strict=True))
    return tuple(found.get(one.number) or _left_out(one) for one in given)


def _left_out(one: PlanFile | Unread) -> report.Input:
    if isinstance(one, Unread):
        return report.Input(one.file, "", stand="niet leesbaar", note=one.reason)
    reason = region_plans.nobody_s(one)
    return report.Input(one.file, one.sha256, stand="van geen regio", note=reason)


def plans_told(run: Run) -> report.PlansRead:
    """Give what the national workbook says: a line for each region, and each file left out.

    All files stand in run.json.
    """
    regions = [(outcome.facts, outcome.plans) for _, outcome in run.counted if outcome.facts]
    approved = sum(given.approved for _, given in regions)
    read = sum(len(given.counted) for _, given in regions)
    if run.plans is None:
        return report.PlansRead(
            "Er zijn geen techniekplannen opgegeven (--plans): wat goedgekeurde plannen toezeggen, "
            "is niet bekend."
        )
    said = f"Van {read} van de {approved} goedgekeurde plannen is het bestand gelezen."
    lines = [
        _region(found.full_title, given)
        for found, given in regions
        if given.approved or given.taken
    ]
    return report.PlansRead(said, [*lines, *(p for p in run.plans if p.stand in LEFT_OUT)])


def _region(title: str, given: RegionPlans) -> report.Input:
    files = counted(len(given.taken), *_PLAN)
    return report.Input(files, "", title, stand=documents.plans_read(given).said or "–")
