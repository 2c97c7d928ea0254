"""Plans as they were handed in: what was found in each, and which the region takes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sto_xl.cli.terminal import columns, out
from sto_xl.cli.terminal.report import print_report, report_json
from sto_xl.model.wording import DUTCH
from sto_xl.plans import handed_in
from sto_xl.plans.checks import PlanChecks, explained
from sto_xl.plans.given_back import GivenBack
from sto_xl.plans.handed_in import PlanFile, RegionPlans
from sto_xl.plans.reading import Unread
from sto_xl.plans.registration import Fate, Registered


def print_plans(
    checks: PlanChecks, registered: Sequence[Registered], given: Sequence[GivenBack] = ()
) -> None:
    """Print what was found in each plan, the files that are none, and what is taken in.

    Of what is `given` back also which is not the plan itself.
    """
    console = out()
    for one in checks.plans:
        print_report(one.report, one.file)
        console.print()
    for file in checks.unread:
        console.tell((file.reason, "bold red"))
    for one, back in zip(checks.plans, given, strict=bool(given)):
        if back.instead:
            console.tell((one.file, "red"), f": {back.instead}")
    if not registered:
        return
    count = sum(one.fate is not Fate.LEFT for one in registered)
    console.tell(("Plannen", "bold"), f": {count} van {len(registered)} plannen op te nemen")
    table = columns("Bestand", "Stand", "Toelichting")
    for row in registered:
        table.add_row(row.examined.file, row.fate.value, explained(row))
    console.print(table)


def plans_json(
    checks: PlanChecks, registered: Sequence[Registered], given: Sequence[GivenBack] = ()
) -> Mapping[str, object]:
    """Give plans as JSON content; without a roster it says nothing of taking in.

    And nothing of what is `given` back, when nothing is.
    """
    fates = {id(one.examined): one for one in registered}
    back = {id(one): own for one, own in zip(checks.plans, given, strict=bool(given))}
    return {
        "plans": [
            {
                **report_json(one.report, one.file),
                "title": one.form.titel,
                "vestiging": one.form.vestiging,
                "kenmerk": one.form.kenmerk,
                **(_fate(fates[id(one)]) if registered else {}),
                **(_back(back[id(one)]) if given else {}),
            }
            for one in checks.plans
        ],
        "unread": [{"file": file.file, "reason": file.reason} for file in checks.unread],
    }


def _fate(one: Registered) -> Mapping[str, object]:
    return {"intake": one.fate.value, "reason": one.reason or None}


def _back(one: GivenBack) -> Mapping[str, object]:
    return {"given_back": one.name, "not_filled_in": one.reason or None}


def print_left_out(read: Sequence[PlanFile | Unread], given: RegionPlans) -> bool:
    """Print which files do not count and why; tell whether there are any."""
    taken = {one.number for one in given.files}
    left = [(one.file, one.reason) for one in read if isinstance(one, Unread)]
    left += [
        (one.file, f"van geen regio: {handed_in.nobody_s(one)}")
        for one in read
        if isinstance(one, PlanFile) and one.number not in taken
    ]
    for group in given.double:
        files = DUTCH.opsomming(one.file for one in group)
        left.append((files, "bestanden van één plan; geen ervan telt mee"))
    for file, reason in left:
        out().tell((file, "red"), f": {reason}")
    return bool(left)
