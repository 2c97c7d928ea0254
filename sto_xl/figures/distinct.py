"""Which rows of a roster count: each location, offering and plan once.

Rules say what is passed over here, and figures count what is kept, so that both agree.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Hashable, Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from sto_xl.grid import plain
from sto_xl.model import Leerweg, Offering, Plan, PlanStatus, School, vestiging_code
from sto_xl.sheets.roster import Roster

T = TypeVar("T")


def once(
    rows: Iterable[T], key: Callable[[T], Hashable | None]
) -> tuple[tuple[T, ...], tuple[T, ...]]:
    """Give the first row of each key, and the rows after it; a row without a key is kept."""
    seen: set[Hashable] = set()
    kept: list[T] = []
    again: list[T] = []
    for row in rows:
        known = key(row)
        (again if known in seen else kept).append(row)
        if known is not None:
            seen.add(known)
    return tuple(kept), tuple(again)


def schools(roster: Roster) -> tuple[tuple[School, ...], tuple[School, ...]]:
    """Give the rows of Scholen that count, and those that stand there again.

    A location that is merged into another is neither; nor is a row that names none.
    """
    rows = (s for s in roster.schools if named(roster, s) and not merged(roster, s))
    return once(rows, roster.key)


def named(roster: Roster, school: School) -> bool:
    """Tell whether a row of Scholen names a location: by its code or by its name."""
    return bool(school.school or roster.key_of(school.vestiging))


def merged(roster: Roster, school: School) -> bool:
    """Tell whether a location is merged into another (opgegaan in), which only a code can say."""
    successor = successor_of(roster, school)
    return successor is not None and successor != roster.key(school)


def successor_of(roster: Roster, school: School) -> str | None:
    """Give the code of the location that one is said to be merged into; None for what is none."""
    return vestiging_code(roster.key_of(school.opgegaan_in))


def doubles(roster: Roster) -> tuple[School, ...]:
    """Give the rows of Scholen that stand there again: after the first, or merged beside it."""
    kept, again = schools(roster)
    counting = {key for school in kept if (key := roster.key(school))}
    beside = {s.line for s in roster.schools if merged(roster, s) and roster.key(s) in counting}
    lines = {school.line for school in again} | beside
    return tuple(school for school in roster.schools if school.line in lines)


def merged_rows(roster: Roster) -> Mapping[str, School]:
    """Give the merged locations, by location key; not those that count by another row."""
    counting = {roster.key(school) for school in schools(roster)[0]}
    rows = ((roster.key(s), s) for s in roster.schools if merged(roster, s))
    return {key: school for key, school in rows if key and key not in counting}


def combination(offering: Offering) -> tuple[str | None, Leerweg] | None:
    """Give the profile and leerweg by which a location's rows are told apart; None if unreadable.

    A TL row may do without a profile.
    """
    if offering.leerweg and (offering.profiel or offering.leerweg is Leerweg.TL):
        return offering.profiel, offering.leerweg
    return None


def kenmerk(plan: Plan) -> str | None:
    """Give what plans are told apart by; None for a plan without a kenmerk."""
    return plain(plan.kenmerk) or None


def plans(every: Iterable[Plan], peildatum: dt.date) -> tuple[Plan, ...]:
    """Give the plans that count, as they were on the peildatum.

    Those are concepts, and what was handed in by then, each kenmerk once; what was decided later
    is still ingediend.
    """
    present = (
        p
        for p in every
        if p.status is PlanStatus.CONCEPT or p.ingediend is None or p.ingediend <= peildatum
    )
    return tuple(_on(plan, peildatum) for plan in once(present, kenmerk)[0])


_DECIDED = (PlanStatus.GOEDGEKEURD, PlanStatus.AFGEWEZEN)


def _on(plan: Plan, peildatum: dt.date) -> Plan:
    later = plan.besluitdatum is not None and plan.besluitdatum > peildatum
    if plan.status in _DECIDED and later:
        return plan.model_copy(update={"status": PlanStatus.INGEDIEND})
    return plan


def approved(counting: Iterable[Plan]) -> tuple[Plan, ...]:
    """Give, of `plans`, those that are goedgekeurd; an approval without a date counts."""
    return tuple(p for p in counting if p.status is PlanStatus.GOEDGEKEURD)


def granted_amount(every: Iterable[Plan], peildatum: dt.date) -> Decimal:
    """Give what is granted by the peildatum in euros, each plan once: the figure Toegekend."""
    counting = approved(plans(every, peildatum))
    return sum((plan.toegekend for plan in counting if plan.toegekend), Decimal(0))
