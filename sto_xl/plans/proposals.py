"""The voorstel of a techniekplan: only of a plan in which nothing has to be mended first.

Knows no file and no Excel: doors bring an examined plan and take the letter where it belongs.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sto_xl import letters
from sto_xl.letters.mail import eml
from sto_xl.letters.mail.eml import Attachment, Recipients
from sto_xl.model import Language, PlanRecord, Region
from sto_xl.model.findings import PLURALS, Report, Severity
from sto_xl.model.wording import UNPRINTABLE, counted
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.sheets.workbook import TABLE_OF
from sto_xl.system.errors import Cause, Failure

#: So many fouten are named; the workbook tells of them all.
_NAMED = 5


def proposal(
    examined: ExaminedPlan,
    region: Region | None,
    letter_date: dt.date,
    language: Language = Language.NL,
) -> letters.Proposal:
    """Give what the voorstel of a plan says; with the `region` it is addressed as its roster says.

    Raises the `Failure` that tells which fouten are to be mended first, if there are any, or in
    which cell there is a character that no letter can hold.
    """
    plan = examined.plan
    if examined.report.counts[Severity.FOUT]:
        raise Failure(Cause.PLAN_UNFINISHED, file=plan.name, **_unfinished(examined.report))
    _must_be_printable(plan)
    return letters.proposal.context(plan, region, letter_date, language)


@dataclass(frozen=True, slots=True)
class AboutPlan:
    """A plan that something is written about, by mail or by letter."""

    examined: ExaminedPlan

    @property
    def line(self) -> int:
        """The line of its form."""
        return self.examined.form.line

    @property
    def title(self) -> str:
        """What the plan is called."""
        return self.examined.plan.title


@dataclass(frozen=True, slots=True)
class Proposed(AboutPlan):
    """A plan of which the voorstel is to be written; with the `region` that it is put to.

    `enclosed` is the plan's own file, where it is to be mailed with the voorstel.
    """

    region: Region | None = None
    language: Language = Language.NL
    enclosed: tuple[Attachment, ...] = ()

    @property
    def file_name(self) -> str:
        """What the file of the voorstel is called, without suffix."""
        return name(self.examined)

    @property
    def recipients(self) -> Recipients:
        """To whom the voorstel is mailed: the programme manager, where the roster is known."""
        if self.region is None:
            return Recipients()
        named, address = self.region.programmamanager, self.region.programmamanager_email
        return eml.recipient(named or "", (address or "").strip())

    def enclosures(self) -> tuple[Attachment, ...]:
        """Give what is mailed with the voorstel."""
        return self.enclosed

    def letter(self, letter_date: dt.date) -> letters.Proposal:
        """Give what the voorstel says. Raises `Failure` when there is none of this plan yet."""
        return proposal(self.examined, self.region, letter_date, self.language)


def name(examined: ExaminedPlan) -> str:
    """Give what the file of a voorstel is called, without suffix."""
    form = examined.plan.form
    parts = (form.titel or examined.plan.name.rpartition(".")[0], form.vestiging)
    return " ".join(("Voorstel", *filter(None, parts)))


def language(examined: ExaminedPlan, roster: Roster | None) -> Language | None:
    """Give the language of the school in the region's roster, in which its voorstel is written."""
    if roster is None or (key := roster.key_of(examined.plan.form.vestiging)) is None:
        return None
    spoken = (s.taal for s in roster.schools if roster.key(s) == key)
    return next(filter(None, spoken), None)


def _unfinished(report: Report) -> dict[str, str]:
    fouten = [group for group in report.groups if group.severity is Severity.FOUT]
    named = []
    for group in fouten[:_NAMED]:
        cells = f", cel {' en '.join(group.cells[:2])}" if group.cells else ""
        more = " en verder" if len(group.cells) > 2 else ""  # noqa: PLR2004  (as many as are named)
        named.append(f"{group.message.rstrip('.')} (blad {group.sheet}{cells}{more})")
    if len(fouten) > _NAMED:
        named.append(f"en nog {len(fouten) - _NAMED} andere")
    count = report.counts[Severity.FOUT]
    are = "staat" if count == 1 else "staan"
    found = f"{are} nog {counted(count, *PLURALS[Severity.FOUT])}"
    return {"found": found, "which": "; ".join(named)}


def _must_be_printable(plan: Techniekplan) -> None:
    for record in _records(plan):
        for field, value in record.__dict__.items():
            if isinstance(value, str) and UNPRINTABLE.search(value):
                place = plan.book.place(Spot(TABLE_OF[type(record)], record.line, field))
                raise Failure(Cause.INVALID_TEXT, place=f"Cel {place.cell} op blad {place.sheet}")


def _records(plan: Techniekplan) -> Iterator[PlanRecord]:
    yield plan.form
    yield from plan.goals
    yield from plan.activities
    yield from plan.milestones
    yield from plan.cooperation
    yield from plan.means
