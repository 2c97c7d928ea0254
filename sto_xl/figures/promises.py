"""What techniekplannen promise: milestones by a day, and cofinancing that others bring in.

A plan's row in the roster does not tell it; only the plan's own workbook does, so all figures of
it say of how many plans that workbook was read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sto_xl.figures.sums import EMPTY, Sum, total
from sto_xl.model import Means, MeansSource
from sto_xl.sheets import MIJLPALEN
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.techniekplan import Techniekplan

#: A milestone: when it is due, and when it was reached; `UNTOLD` where that cannot be read.
Milestone = tuple[dt.date | None, dt.date | None]

#: A day on which a milestone was reached, or not: nobody can tell.
UNTOLD = dt.date.min


@dataclass(frozen=True, slots=True)
class Promise:
    """What one techniekplan promises: its milestones, and the cofinancing in euros."""

    milestones: tuple[Milestone, ...] = ()
    cofinancing: Sum = EMPTY


@dataclass(frozen=True, slots=True)
class Promised:
    """What the goedgekeurde plannen of a region promise, as far as their workbooks were read.

    `due` are the milestones after the peildatum and by the end of the next quarter, `overdue`
    those that were to be reached by the peildatum; both without those reached by then. `untold`
    are the milestones of which the workbook does not tell whether they are either.
    """

    plans: int = 0
    read: int = 0
    due: int = 0
    overdue: int = 0
    untold: int = 0
    cofinancing: Sum = EMPTY

    def __add__(self, other: Promised) -> Promised:
        """Add up both."""
        return Promised(
            self.plans + other.plans,
            self.read + other.read,
            self.due + other.due,
            self.overdue + other.overdue,
            self.untold + other.untold,
            self.cofinancing + other.cofinancing,
        )


#: Where there are no goedgekeurde plannen.
NOTHING_PROMISED = Promised()


def promise(plan: Techniekplan) -> Promise:
    """Give what a techniekplan promises."""
    return Promise(tuple(_milestones(plan)), Sum.of(_cofinancing(plan.means)))


def _milestones(plan: Techniekplan) -> Iterator[Milestone]:
    for one in plan.milestones:
        spot = Spot(MIJLPALEN.name, one.line, "bereikt_op")
        yield one.datum, UNTOLD if spot in plan.book.untold else one.bereikt_op


def _cofinancing(means: Iterable[Means]) -> Iterator[Decimal | None]:
    """Give the amounts that others bring in; None where an amount, or who pays it, is unknown."""
    for one in means:
        if one.bron is MeansSource.COFINANCIERING:
            yield one.amount
        elif one.bron is None and one.amount:
            yield None


def promised(plans: int, read: Iterable[Promise], peildatum: dt.date) -> Promised:
    """Add up what so many goedgekeurde plannen promise, of those whose workbook was read."""
    read = tuple(read)
    stands = [_stand(one, peildatum) for plan in read for one in plan.milestones]
    return Promised(
        plans,
        len(read),
        stands.count("due"),
        stands.count("overdue"),
        stands.count("untold"),
        total(plan.cofinancing for plan in read),
    )


def overdue(plan: Promise, peildatum: dt.date) -> tuple[dt.date, ...]:
    """Give the days by which milestones were to be reached, of those that are overdue."""
    late = (one for one in plan.milestones if _stand(one, peildatum) == "overdue")
    return tuple(sorted(due for due, _ in late if due))


def _stand(milestone: Milestone, peildatum: dt.date) -> str:
    due, reached = milestone
    if reached is not None and UNTOLD < reached <= peildatum:
        return "reached"
    if due is not None and due > end_of_next_quarter(peildatum):
        return "later"
    if due is None or reached == UNTOLD:
        return "untold"
    return "overdue" if due <= peildatum else "due"


def end_of_next_quarter(day: dt.date) -> dt.date:
    """Give the last day of the quarter after the one that a day is in."""
    months = day.year * 12 + (day.month - 1) // 3 * 3 + 6
    return dt.date(months // 12, months % 12 + 1, 1) - dt.timedelta(days=1)
