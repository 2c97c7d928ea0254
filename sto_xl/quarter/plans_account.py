"""What became of the techniekplannen of a run: of which region each is, and which do not count."""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl.books import report
from sto_xl.model.wording import counted
from sto_xl.plans import account, handed_in
from sto_xl.plans.handed_in import PlanFile, RegionPlans
from sto_xl.plans.reading import Unread
from sto_xl.quarter.results import LEFT_OUT, RegionResult, RunResult

_PLAN = ("techniekplan", "techniekplannen")


def plans_of(
    given: Sequence[PlanFile | Unread], results: Sequence[tuple[str, RegionResult]]
) -> tuple[report.InputFile, ...]:
    """Give every file with its region and what became of it, in the order of the files."""
    found: dict[int, report.InputFile] = {}
    for _, result in results:
        region = result.basis.full_title if result.basis else ""
        told = account.plans_read(result.plans, region).files
        numbers = (one.number for one in result.plans.files)
        found.update(zip(numbers, told, strict=True))
    return tuple(found.get(one.number) or _left_out(one) for one in given)


def _left_out(one: PlanFile | Unread) -> report.InputFile:
    if isinstance(one, Unread):
        return report.InputFile(one.file, "", stand="niet leesbaar", note=one.reason)
    reason = handed_in.nobody_s(one)
    return report.InputFile(one.file, one.sha256, stand="van geen regio", note=reason)


def plans_told(run: RunResult) -> report.PlansRead:
    """Give what the national workbook says: a line for each region, and each file left out.

    All files stand in run.json.
    """
    regions = [(result.basis, result.plans) for _, result in run.counted if result.basis]
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


def _region(title: str, given: RegionPlans) -> report.InputFile:
    files = counted(len(given.taken), *_PLAN)
    return report.InputFile(files, "", title, stand="", note=account.plans_read(given).said or "–")
