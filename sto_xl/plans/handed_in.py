"""The techniekplannen that were handed in: whose they are, and which count beside a roster.

A plan belongs to the region whose roster has its location; where more rosters have that, to the one
whose tblPlannen has the plan; where none has it, to the only one that has its kenmerk, which
regions give as they like. Of two files for one plan neither counts: nobody can tell which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

from sto_xl.figures import distinct
from sto_xl.figures.promises import Promise, promise, promised
from sto_xl.grid import plain
from sto_xl.model import PlanForm, vestiging_code
from sto_xl.model.findings import Severity
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.region.routines import Examined
from sto_xl.sheets import same_plan
from sto_xl.sheets.roster import Roster


@dataclass(frozen=True, slots=True)
class PlanFile:
    """A techniekplan that was read, with what is told of it. Holds nothing of a person.

    `number` is its place among the files of the run.
    """

    number: int
    file: str
    sha256: str
    kenmerk: str | None
    vestiging: str | None
    titel: str | None
    promise: Promise
    findings: Mapping[Severity, int]

    @property
    def called(self) -> str:
        """What the plan is called when it is told of."""
        return self.kenmerk or self.titel or self.file

    @property
    def form(self) -> PlanForm:
        """What a plan is known by."""
        return PlanForm(kenmerk=self.kenmerk, vestiging=self.vestiging, titel=self.titel)


class Claim(IntEnum):
    """How sure it is that a plan is a region's, from the least to the surest."""

    KENMERK = 1
    LOCATION = 2
    ROW = 3


#: What a region claims before it is known what the others do.
_SURE = (Claim.LOCATION, Claim.ROW)


@dataclass(frozen=True, slots=True)
class Claimant:
    """What tells, without its roster, which plans a region claims. Holds nothing of a person.

    The keys of its locations and its kenmerken, as plans are compared by them, and by the key of
    each other spelling of a location the code.
    """

    locations: tuple[str, ...] = ()
    kenmerken: tuple[str, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()

    def claimed(self, given: Iterable[PlanFile]) -> Mapping[int, Claim] | None:
        """Give the claims on these plans; None where the roster must tell how sure one of them is.

        That is of a plan of a location that it has.
        """
        aliases, locations, own = dict(self.aliases), {*self.locations}, {*self.kenmerken}
        given = tuple(given)
        if any(Roster.key_in(aliases, one.vestiging) in locations for one in given):
            return None
        return {one.number: Claim.KENMERK for one in given if plain(one.kenmerk) in own}


@dataclass(frozen=True, slots=True)
class RegionPlans:
    """What was handed in beside a roster. Holds nothing of a person.

    `claims` are the plans that may be the region's, by number, and `taken` those that were taken
    for its own: those that count (`counted`), those that are not goedgekeurd (`waiting`) or that
    tblPlannen does not have (`new`), and the files of which more are for one plan (`double`,
    together). `unread` are those of the `approved` goedgekeurde plannen that have no file. `known`
    tells which plans it would claim beside these.
    """

    claims: Mapping[int, Claim] = field(default_factory=dict)
    taken: tuple[int, ...] = ()
    counted: tuple[PlanFile, ...] = ()
    waiting: tuple[PlanFile, ...] = ()
    new: tuple[PlanFile, ...] = ()
    double: tuple[tuple[PlanFile, ...], ...] = ()
    approved: int = 0
    unread: tuple[str, ...] = ()
    known: Claimant = Claimant()

    @property
    def files(self) -> tuple[PlanFile, ...]:
        """All files that were taken: those that count first, then the others in their order."""
        double = (one for group in self.double for one in group)
        return (*self.counted, *self.waiting, *self.new, *double)

    @property
    def faulty(self) -> bool:
        """Whether a fout stands in a plan that counts, so that what it promises is provisional."""
        return any(one.findings.get(Severity.FOUT) for one in self.counted)


def plan_file(number: int, examined: ExaminedPlan) -> PlanFile:
    """Give what is told of a techniekplan."""
    plan, form = examined.plan, examined.plan.form
    return PlanFile(
        number,
        plan.name,
        plan.book.sha256,
        form.kenmerk,
        form.vestiging,
        form.titel,
        promise(plan),
        examined.report.counts,
    )


def beside(
    examined: Examined, given: Sequence[PlanFile], settled: Collection[int] | None = None
) -> tuple[Examined, RegionPlans]:
    """Give a roster with what its plans promise, and what was handed in beside it.

    Its plans are those that are `settled`, else those that it can be sure of for itself.
    """
    roster = examined.roster
    claims = claimed(roster, given)
    sure = [number for number, claim in claims.items() if claim in _SURE]
    taken = tuple(sorted(sure if settled is None else settled))
    rows, new, double = _sorted_out(roster, [one for one in given if one.number in taken])
    approved = distinct.approved(distinct.plans(roster.plans, examined.peildatum))
    lines = frozenset(rows)
    counted = tuple(rows.pop(plan.line) for plan in approved if plan.line in rows)
    promises = [one.promise for one in counted]
    found = replace(examined.basis, promised=promised(len(approved), promises, examined.peildatum))
    handed = RegionPlans(
        claims,
        taken,
        counted,
        tuple(rows.values()),
        new,
        double,
        len(approved),
        tuple(plan.called for plan in approved if plan.line not in lines),
        Claimant(
            tuple(sorted(roster.location_keys)),
            tuple(sorted(kenmerken(roster))),
            tuple(sorted((roster.aliases or {}).items())),
        ),
    )
    return replace(examined, basis=found), handed


def claimed(roster: Roster, given: Iterable[PlanFile]) -> Mapping[int, Claim]:
    """Give the plans that may be those of this region, by their number."""
    found: dict[int, Claim] = {}
    own = kenmerken(roster)
    for one in given:
        located = roster.key_of(one.vestiging) in roster.location_keys
        if located and same_plan.row_of(one.form, roster.plans, roster.key_of):
            found[one.number] = Claim.ROW
        elif located:
            found[one.number] = Claim.LOCATION
        elif plain(one.kenmerk) in own:
            found[one.number] = Claim.KENMERK
    return found


def kenmerken(roster: Roster) -> frozenset[str]:
    """Give the kenmerken of a roster's plans, as they are compared."""
    return frozenset(plain(row.kenmerk) for row in roster.plans) - {""}


def settle(claims: Sequence[Mapping[int, Claim]]) -> Mapping[int, int | None]:
    """Give whose each plan is: the place of its region in `claims`, which has the lowest first.

    None for a plan whose kenmerk alone is known, and in more than one region.
    """
    best: dict[int, list[tuple[Claim, int]]] = defaultdict(list)
    for region, claimed_here in enumerate(claims):
        for number, claim in claimed_here.items():
            best[number].append((claim, region))
    found: dict[int, int | None] = {}
    for number, offers in best.items():
        surest = max(claim for claim, _ in offers)
        regions = [region for claim, region in offers if claim is surest]
        found[number] = None if surest is Claim.KENMERK and len(regions) > 1 else regions[0]
    return found


def _sorted_out(
    roster: Roster, own: Sequence[PlanFile]
) -> tuple[dict[int, PlanFile], tuple[PlanFile, ...], tuple[tuple[PlanFile, ...], ...]]:
    """Give the plans by the line of their row, those without one, and files that are for one."""
    forms = [one.form for one in own]
    found = [same_plan.rows_of(form, roster.plans, roster.key_of) for form in forms]
    groups = same_plan.groups(forms, found, roster.key_of)
    single = [number for number, *others in groups if not others]
    return (
        {found[number][0].line: own[number] for number in single if found[number]},
        tuple(own[number] for number in single if not found[number]),
        tuple(tuple(own[number] for number in group) for group in groups if len(group) > 1),
    )


def nobody_s(one: PlanFile) -> str:
    """Say why a plan is of no region."""
    code = vestiging_code(one.vestiging)
    if code:
        return f"vestiging {code} staat in geen regiobestand dat meetelt"
    return "er staat geen geldige vestiging in, en het kenmerk zegt niet van welke regio het is"
