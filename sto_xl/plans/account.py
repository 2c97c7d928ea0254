"""What a region's report says of the techniekplannen that were handed in beside its roster."""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl.books import report
from sto_xl.model.findings import summary
from sto_xl.model.wording import DUTCH
from sto_xl.plans.handed_in import PlanFile, RegionPlans

#: What is said of a techniekplan that is none of those that count.
_APART, _DOUBLE = "telt niet mee", "dubbel ingeleverd"


def plans_read(given: RegionPlans, region: str = "") -> report.PlansRead:
    """Give what a report says of the techniekplannen that were handed in beside a roster."""
    files = [
        *(_plan(one, region) for one in given.counted),
        *(_plan(one, region, _APART, "niet goedgekeurd") for one in given.waiting),
        *(_plan(one, region, _APART, "staat niet op blad Plannen") for one in given.new),
        *(_plan(one, region, _DOUBLE, _others(one, g)) for g in given.double for one in g),
    ]
    return report.PlansRead(_coverage(given), files)


def _plan(one: PlanFile, region: str, stand: str = "gelezen", note: str = "") -> report.InputFile:
    # Of a file that is no use, only why.
    found = summary(one.findings) if any(one.findings.values()) and stand != _DOUBLE else ""
    return report.InputFile(
        one.file, one.sha256, region, stand=stand, note="; ".join(filter(None, (note, found)))
    )


def _others(one: PlanFile, group: Sequence[PlanFile]) -> str:
    others = DUTCH.opsomming(f"‘{other.file}’" for other in group if other is not one)
    return f"ook {others} is een bestand van dit plan; geen ervan telt mee"


def _coverage(given: RegionPlans) -> str:
    """Say of how many goedgekeurde plannen the workbook was read, and of which it was not."""
    if not given.approved:
        return ""
    read = len(given.counted) or "geen"
    of = f"de {given.approved} goedgekeurde plannen"
    if given.approved == 1:
        said = "Van het goedgekeurde plan is het bestand "
        return said + ("gelezen." if given.counted else f"niet gelezen: {given.unread[0]}.")
    said = f"Van {read} van {of} is het bestand gelezen."
    return f"{said} Niet gelezen: {DUTCH.opsomming(given.unread)}." if given.unread else said
