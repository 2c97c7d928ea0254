"""What a quarter asks to be done now: decided from what the run came to, worst first.

Each heading is always there: where nothing is to be done it says so, and where it cannot be known
it says why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from sto_xl.books.report import ToDo, ToDoLine
from sto_xl.figures.basis import OpenPlan
from sto_xl.figures.figure import rounded
from sto_xl.model.wording import DUTCH, REGIO, counted

#: So many falls and plans are told; the largest, the longest.
_FIVE = 5
#: Of what may be many, so many have a line of their own; the others are named in one.
_MOST = 10
#: A budget of which less than this is left is nearly spent.
_NEARLY = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class LatePlan:
    """A goedgekeurd plan with milestones past due: its file, and by when those were to be reached.

    `due` has the earliest first, and at least one.
    """

    name: str
    file: str
    due: tuple[dt.date, ...]


@dataclass(frozen=True, slots=True)
class TakingPart:
    """The deelname of a region: the share, and how many deelnemers that are."""

    share: Decimal
    deelnemers: int


@dataclass(frozen=True, slots=True)
class Watched:
    """A region that counts, as far as it may ask for something to be done.

    `roster` is the file it came in, and `opens` where that one opens, seen from the folder of the
    run, or its copy there; "" where it lies too far away. `findings` and `summary` are where its
    workbooks are in that folder. `budget` and `left` (after what is granted and what is asked) are
    None where the budget was not filled in; `at_most` tells that amounts are not known, so that
    less is left.
    """

    title: str
    roster: str = ""
    findings: str = ""
    summary: str = ""
    fouten: int = 0
    before: TakingPart | None = None
    now: TakingPart | None = None
    budget: Decimal | None = None
    left: Decimal | None = None
    at_most: bool = False
    waiting: tuple[OpenPlan, ...] = ()
    late: tuple[LatePlan, ...] = ()
    opens: str = ""

    @property
    def points(self) -> int:
        """By how many points the deelname rose; 0 where that is not known."""
        if self.before is None or self.now is None:
            return 0
        return rounded((self.now.share - self.before.share) * 100)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to.

    `troubles` are files that are no use, each with the sentence that says why and what to do.
    `missing` is None when nobody said which regions are expected. `compared` is the earlier
    quarter, "" without one. `plans` says of how many plans the file was read, "" when none were
    given.
    """

    regions: Sequence[Watched] = ()
    troubles: Sequence[tuple[str, str]] = ()
    missing: Sequence[str] | None = None
    compared: str = ""
    plans: str = ""


def to_do(outcome: Outcome) -> tuple[ToDo, ...]:
    """Give what there is to do, under each heading."""
    regions = outcome.regions
    return (
        ToDo("Bestanden die niet meetellen", tuple(_troubles(outcome.troubles))),
        _missing(outcome.missing),
        _few(
            "Regio's met fouten in het regiobestand: voorlopige cijfers",
            _provisional(regions),
            "Fouten",
        ),
        _falls(outcome),
        ToDo("Plannen die het langst wachten op een besluit", tuple(_waiting(regions))),
        _few(
            "Regio's met het budget op of bijna op, na de openstaande plannen",
            _spent(regions),
            "Budget over na openstaande plannen",
        ),
        _late(outcome),
    )


def _troubles(troubles: Iterable[tuple[str, str]]) -> Iterator[ToDoLine]:
    for file, said in troubles:
        yield ToDoLine(file, said, "blad Bestanden", sheet="Bestanden")


def _missing(missing: Sequence[str] | None) -> ToDo:
    heading = "Regio's waarvan niets is ontvangen"
    if missing is None:
        why = "Niet nagegaan: er is geen lijst met verwachte regio's opgegeven (--expected)."
        return ToDo(heading, (), why)
    what = "Vraag de programmamanager om het regiobestand."
    where = "uw lijst met verwachte regio's"
    lines = [ToDoLine(title, what, where) for title in missing[:_MOST]]
    if rest := missing[_MOST:]:
        lines.append(ToDoLine(f"Nog {counted(len(rest), *REGIO)}", DUTCH.opsomming(rest), where))
    return ToDo(heading, tuple(lines), number=len(missing))


def _provisional(regions: Iterable[Watched]) -> Iterator[tuple[str, ToDoLine]]:
    """Give the regions with fouten, those with the most first."""
    found = [one for one in regions if one.fouten]
    for one in sorted(found, key=lambda one: (-one.fouten, one.title)):
        fouten = counted(one.fouten, "fout", "fouten")
        what = f"{fouten}. Vraag de regio om een hersteld regiobestand."
        where = f"{_name(one.findings)}, blad Bevindingen"
        yield one.title, ToDoLine(one.title, what, where, one.findings)


def _falls(outcome: Outcome) -> ToDo:
    """Give the regions of which the deelname fell most since the earlier quarter."""
    if not outcome.compared:
        why = "Niet te zeggen: er is geen eerder kwartaal opgegeven (--previous)."
        return ToDo("Grootste dalingen van de deelname", (), why)
    fallen = [one for one in outcome.regions if one.points < 0]
    fallen.sort(key=lambda one: (one.points, one.title))
    heading = f"Grootste dalingen van de deelname sinds {outcome.compared}"
    return ToDo(heading, tuple(filter(None, map(_fall, fallen[:_FIVE]))))


def _fall(one: Watched) -> ToDoLine | None:
    if one.before is None or one.now is None:
        return None
    old, new = (f"{rounded(stand.share * 100)}%" for stand in (one.before, one.now))
    were, are = one.before.deelnemers, one.now.deelnemers
    counts = f"van {were} naar {are}" if were != are else f"nog steeds {are}"
    what = f"{-one.points} punt minder: van {old} naar {new} (deelnemers: {counts})."
    where = f"{_name(one.summary)}, blad Veranderingen"
    return ToDoLine(one.title, what, where, one.summary)


def _waiting(regions: Iterable[Watched]) -> Iterator[ToDoLine]:
    """Give the plans that wait longest."""
    every = [(one, plan, plan.days) for one in regions for plan in one.waiting]
    dated = [(days, one, plan) for one, plan, days in every if days is not None]
    dated.sort(key=lambda found: (-found[0], found[1].title, found[2].name))
    for days, one, plan in dated[:_FIVE]:
        what = f"Plan {plan.name} wacht {counted(days, 'dag', 'dagen')} sinds het is ingediend."
        yield ToDoLine(one.title, what, f"{one.roster}, blad Plannen", one.opens)


def _spent(regions: Iterable[Watched]) -> Iterator[tuple[str, ToDoLine]]:
    """Give the regions with less than nothing left, or less than a tenth of the budget."""
    found = [
        (one.left, one.budget, one)
        for one in regions
        if one.left is not None
        and one.budget is not None
        and (one.left < 0 or one.left < one.budget * _NEARLY)
    ]
    for left, budget, one in sorted(found, key=lambda found: (found[0], found[2].title)):
        of = f"van {DUTCH.bedrag(budget)}"
        short = f"{DUTCH.bedrag(-left)} tekort, bij een budget {of}"
        what = short if left < 0 else f"nog {DUTCH.bedrag(left)} {of}"
        more = "; niet elk bedrag is bekend, dus het is minder" if one.at_most else ""
        where = f"{_name(one.summary)}, blad Samenvatting"
        line = ToDoLine(one.title, f"{what[:1].upper()}{what[1:]}{more}.", where, one.summary)
        yield one.title, line


def _late(outcome: Outcome) -> ToDo:
    """Give the regions with milestones past due, of the plans whose file was read."""
    heading = "Regio's met verlopen mijlpalen"
    if not outcome.plans:
        why = "Niet bekend: er zijn geen techniekplannen opgegeven (--plans)."
        return ToDo(heading, (), why)
    found = _few(heading, _past_due(outcome.regions), "Verlopen mijlpalen")
    return replace(found, nothing=f"Niets. {outcome.plans}")


def _past_due(regions: Iterable[Watched]) -> Iterator[tuple[str, ToDoLine]]:
    """Give them, those with the most milestones first."""

    def number(one: Watched) -> int:
        return sum(len(plan.due) for plan in one.late)

    late = [one for one in regions if one.late]
    for one in sorted(late, key=lambda one: (-number(one), one.title)):
        plans = DUTCH.opsomming(plan.name for plan in one.late)
        of = f"van {'plan' if len(one.late) == 1 else 'de plannen'} {plans}"
        first = DUTCH.datum(min(day for plan in one.late for day in plan.due))
        oldest = "die van" if number(one) == 1 else "de oudste van"
        what = f"{counted(number(one), 'mijlpaal', 'mijlpalen')} {of}, {oldest} {first}."
        files = DUTCH.opsomming(plan.file for plan in one.late)
        yield one.title, ToDoLine(one.title, what, f"{files}, blad Mijlpalen")


def _few(heading: str, found: Iterable[tuple[str, ToDoLine]], column: str) -> ToDo:
    """Give the first of these, and the others by name in one line: the sheet Regio's has them."""
    every = list(found)
    lines = [line for _, line in every[:_MOST]]
    if rest := [title for title, _ in every[_MOST:]]:
        who = f"Nog {counted(len(rest), *REGIO)}"
        where = f"blad Regio's, kolom {column}"
        lines.append(ToDoLine(who, f"{DUTCH.opsomming(rest)}.", where, sheet="Regio's"))
    return ToDo(heading, tuple(lines), number=len(every))


def _name(path: str) -> str:
    """Give the file's own name."""
    return path.rsplit("/", 1)[-1]
