"""Which plans of a roster get a besluit, and which are passed over.

Knows no file and no Excel: doors bring an examined roster and take the letters where they belong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sto_xl import letters
from sto_xl.figures import distinct
from sto_xl.grid import Row, plain
from sto_xl.letters import mailing
from sto_xl.letters.address import must_have_sender
from sto_xl.letters.mail.eml import Attachment
from sto_xl.letters.to_school import ToSchool
from sto_xl.model import WRITTEN_ABOUT, Plan, PlanStatus, Region, School
from sto_xl.model.findings import Severity
from sto_xl.model.wording import DUTCH
from sto_xl.region import invitations
from sto_xl.region.routines import Examined
from sto_xl.sheets.meant import missing
from sto_xl.system.errors import Cause, Failure

#: What a letter needs of a plan, beside a title: by status the fields, each with what it is.
_NEEDED: Mapping[PlanStatus, Mapping[str, str]] = {
    PlanStatus.GOEDGEKEURD: {
        "toegekend": "het toegekende bedrag is",
        "besluitdatum": "de besluitdatum is",
    },
    PlanStatus.IN_GESPREK: {"open_vragen": "welke vragen nog openstaan, is"},
    PlanStatus.AFGEWEZEN: {
        "toelichting_besluit": "de reden van het besluit (Toelichting besluit) is",
        "besluitdatum": "de besluitdatum is",
    },
}
#: What a letter prints of a plan: with a fout in one of them it might say what is not so.
_PRINTED = (
    *("vestiging", "titel", "status", "gevraagd", "toegekend", "ingediend", "besluitdatum"),
    *("voorwaarden", "open_vragen", "toelichting_besluit"),
)
#: What tells whether a besluit was sent: with a fout in one of them it may have been.
_REMEMBERED = ("besluit_verzonden", "verzonden_als")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided(ToSchool):
    """A plan whose besluit can be written, with all that the letter is made of."""

    plan: Plan

    @property
    def line(self) -> int:
        """The line of the plan."""
        return self.plan.line

    @property
    def title(self) -> str:
        """What the plan is called."""
        return title(self.plan)

    @property
    def file_name(self) -> str:
        """What the file of the letter is called, without suffix."""
        called = "Vragen over" if self.plan.status is PlanStatus.IN_GESPREK else "Besluit"
        plan = self.plan.kenmerk or self.plan.titel
        return " ".join(filter(None, (called, plan, self.school.school)))

    def letter(self, letter_date: dt.date) -> letters.Decision:
        """Give what the letter says. Raises `Failure` for a character that no letter can hold."""
        return letters.decision.context(
            self.region, self.school, self.contacts, self.plan, letter_date
        )

    def enclosures(self) -> tuple[Attachment, ...]:
        """Give what is mailed with the letter: nothing."""
        return ()

    def mailed(self, file: str) -> Row:
        """Give what the list says of the letter in this file."""
        plan = self.plan
        to = self.addressed()
        what = (plan.kenmerk or "", plan.titel or "", plan.status.value if plan.status else "")
        return (*what, _school(self.school), *to.columns, file, to.remark)

    def unposted(self, reason: str) -> Waiting:
        """Give it as one without a letter."""
        return Waiting(self.plan, self.school, reason)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A plan that would get a besluit and yet does not, with the reason."""

    plan: Plan
    school: School | None
    reason: str

    @property
    def title(self) -> str:
        """What the plan is called."""
        return title(self.plan)

    @property
    def sent(self) -> bool:
        """Whether it waits for nothing else than a new besluit: this one was sent."""
        return bool(self.reason) and self.reason == _already_sent(self.plan)

    @property
    def row(self) -> Row:
        """What the list says of it."""
        plan = self.plan
        school = _school(self.school) or plan.vestiging or ""
        status = plan.status.value if plan.status else ""
        what = (plan.kenmerk or "", plan.titel or "", school, status)
        return (*what, mailing.reason(self.reason))


def title(plan: Plan) -> str:
    """Give what a plan is called when it is told of: kenmerk and title."""
    parts = filter(None, (plan.kenmerk, plan.titel))
    return " ".join(parts) or f"plan op regel {plan.line + 1}"


def _school(school: School | None) -> str:
    return (school.school or school.vestiging or "") if school else ""


def decided(
    examined: Examined, only: frozenset[str] = frozenset(), *, again: bool = False
) -> tuple[tuple[Decided, ...], tuple[Waiting, ...]]:
    """Give the plans that get a besluit, in the order of the rows, and those passed over.

    Plans that are goedgekeurd, in gesprek or afgewezen; with `only` (what `kenmerk_of` gives) those
    alone. A besluit that was sent is passed over, unless `again` asks for its letter once more.
    Raises `Failure` when the roster does not say from whom the letters come, and who signs.
    """
    ready, waiting = list[Decided](), list[Waiting]()
    twice = {plan.line for plan in distinct.once(examined.roster.plans, distinct.kenmerk)[1]}
    for plan in examined.roster.plans:
        doubted = examined.found(plan, "status") is Severity.FOUT
        if not (kenmerk_of(plan) in only if only else doubted or plan.status in WRITTEN_ABOUT):
            continue
        key = examined.roster.key_of(plan.vestiging)
        school = examined.roster.schools_by_location.get(key or "")
        reason = next(filter(None, _reasons(examined, plan, school, again=again)), "")
        if plan.line in twice:
            reason = "een plan dat erboven staat, heeft hetzelfde kenmerk"
        if reason or school is None:
            waiting.append(Waiting(plan, school, reason))
        else:
            ready.append(_decided(examined, plan, school))
    if ready:
        must_have_sender(examined.roster.region)
        _must_be_signed(examined.roster.region)
    return tuple(ready), tuple(waiting)


def candidates(examined: Examined, only: frozenset[str] = frozenset()) -> Iterator[Decided]:
    """Give the letters that a template can be tried on. Raises `Failure` when there are none."""
    ready, _waiting = decided(examined, only, again=True)
    if not ready:
        raise Failure(Cause.NO_DECISION, file=examined.roster.name)
    yield from ready


def kenmerk_of(plan: Plan) -> str:
    """Give what a plan is named by: its kenmerk, else its title; as `plain` compares them."""
    return plain(plan.kenmerk) or plain(plan.titel)


def _decided(examined: Examined, plan: Plan, school: School) -> Decided:
    contacts = examined.contacts(school)
    return Decided(
        plan=plan,
        region=examined.roster.region,
        school=school,
        contacts=contacts,
        checked_mail=invitations.checked_mail(examined, contacts),
    )


def _reasons(
    examined: Examined, plan: Plan, school: School | None, *, again: bool
) -> Iterator[str]:
    """Give every reason to pass over a plan."""
    if examined.found(plan, "status") is Severity.FOUT:
        yield f"wat er bij Status staat, is niet te lezen ({_cell(examined, plan, 'status')})"
    if plan.status is None or plan.status not in WRITTEN_ABOUT:
        yield f"de status is ‘{plan.status.value}’" if plan.status else "de status is niet ingevuld"
        return
    if not again:
        yield from _faults(examined, plan, _REMEMBERED)
        yield _already_sent(plan)
    if school is None:
        where = missing(examined.roster, plan.vestiging)["where"]
        typed = f"vestiging ‘{plan.vestiging}’ staat {where}"
        yield typed if plan.vestiging else "de vestiging is niet ingevuld"
        return
    if distinct.merged(examined.roster, school):
        yield f"de locatie is opgegaan in {school.opgegaan_in}: vul die bij het plan in"
    yield invitations.address_error(examined, school)
    yield from _faults(examined, plan, _PRINTED)
    for field, what in {"titel": "de titel is", **_NEEDED[plan.status]}.items():
        value = getattr(plan, field)
        if not value:
            yield f"{what} {'niet ingevuld' if value is None else 'nul'}"
    yield from _wrong_days(examined.peildatum, plan.ingediend, plan.besluitdatum)


def _faults(examined: Examined, plan: Plan, fields: Iterable[str]) -> Iterator[str]:
    for field in fields:
        if examined.found(plan, field) is Severity.FOUT:
            heading = examined.place(plan, field).heading
            yield f"bij {heading} staat een fout ({_cell(examined, plan, field)})"


def _already_sent(plan: Plan) -> str:
    """Give that this very besluit was sent, as a reason for no second letter; else empty.

    Questions may always be asked again. Where only the day is known, it was this status that day.
    """
    day, decided = plan.besluit_verzonden, plan.besluitdatum
    same = plan.verzonden_als in {None, plan.status} and not (day and decided and decided > day)
    if day is None or not same or plan.status is PlanStatus.IN_GESPREK:
        return ""
    return (
        f"het besluit is al verzonden op {DUTCH.datum(day)}; is er een nieuw besluit, vul dan de "
        "nieuwe Besluitdatum in"
    )


def _wrong_days(
    peildatum: dt.date, handed_in: dt.date | None, decided: dt.date | None
) -> Iterator[str]:
    """Give what is wrong with the days that a besluit tells of."""
    days = {"het plan is ingediend op": handed_in, "het besluit is van": decided}
    for what, day in days.items():
        if day and day > peildatum:
            yield f"{what} {DUTCH.datum(day)}, na de peildatum"
    if handed_in and decided and decided < handed_in:
        yield (
            f"het besluit is van {DUTCH.datum(decided)}, vóór de dag waarop het plan is ingediend "
            f"({DUTCH.datum(handed_in)})"
        )


def _cell(examined: Examined, plan: Plan, field: str) -> str:
    place = examined.place(plan, field)
    return f"blad {place.sheet}, cel {place.cell}"


def _must_be_signed(region: Region) -> None:
    lacking = [
        heading
        for heading, value in (
            ("Ondertekenaar besluit: naam", region.ondertekenaar_besluit),
            ("Ondertekenaar besluit: functie", region.ondertekenaar_functie),
        )
        if not (value or "").strip()
    ]
    if lacking:
        fields = DUTCH.opsomming(f"‘{heading}’" for heading in lacking)
        raise Failure(Cause.NO_SIGNER, fields=fields)
