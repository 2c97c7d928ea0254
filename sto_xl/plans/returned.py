"""The mails that checked plans go back with: each to who filled in the plan that it is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sto_xl.letters.address import programme
from sto_xl.letters.lines import line, phone
from sto_xl.letters.mail import eml
from sto_xl.letters.mail.eml import Attachment, Recipients
from sto_xl.letters.mail.kinds import Returned
from sto_xl.model import Language, Region
from sto_xl.model.findings import Severity
from sto_xl.model.wording import UNPRINTABLE
from sto_xl.plans import proposals
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.plans.given_back import GivenBack
from sto_xl.sheets.roster import Roster

_UNADDRESSED = "In de conceptmail staat nog geen adres."


@dataclass(frozen=True, slots=True)
class ReturnedPlan(proposals.AboutPlan):
    """A checked plan that goes back, as what is mailed; with the `region` that looked at it."""

    given: GivenBack
    region: Region
    language: Language = Language.NL

    @property
    def file_name(self) -> str:
        """What goes back is called, with its suffix."""
        return self.given.name

    @property
    def recipients(self) -> Recipients:
        """To whom it goes: who filled the plan in."""
        form = self.examined.form
        return eml.recipient(form.indiener or "", (form.email or "").strip())

    def enclosures(self) -> tuple[Attachment, ...]:
        """Give what is mailed beside what goes back: nothing."""
        return ()

    def letter(self, letter_date: dt.date) -> Returned:
        """Give what the mail says."""
        form, region, counts = self.examined.form, self.region, self.examined.report.counts
        return Returned(
            titel=_line(form.titel),
            school=_line(form.school),
            vestiging=_line(form.vestiging),
            indiener=_line(form.indiener),
            bestand=self.given.name,
            ingevuld=not self.given.reason,
            fouten=counts[Severity.FOUT],
            waarschuwingen=counts[Severity.WAARSCHUWING],
            tips=counts[Severity.TIP],
            nagekeken=letter_date,
            programma=programme(_line(region.naam) or _line(form.regio)),
            programmamanager=_line(region.programmamanager) or _line(form.programmamanager),
            telefoon=phone(UNPRINTABLE.sub("", region.programmamanager_telefoon or "")),
            email=_line(region.programmamanager_email),
        )


def returned(
    plans: Iterable[ExaminedPlan], given: Iterable[GivenBack], roster: Roster | None
) -> tuple[ReturnedPlan, ...]:
    """Give what goes back of each plan, as what is mailed; in the language of its school."""
    region = roster.region if roster else Region()
    return tuple(
        ReturnedPlan(one, back, region, proposals.language(one, roster) or Language.NL)
        for one, back in zip(plans, given, strict=True)
    )


def told(one: ReturnedPlan, *, mailed: bool) -> str:
    """Say what there is to know of what goes back; when it is mailed also that nobody is named."""
    unaddressed = _UNADDRESSED if mailed and one.recipients.to is None else ""
    return " ".join(filter(None, (one.given.instead, unaddressed)))


def _line(text: str | None) -> str:
    """Give a text on one line; what nobody can see in it is no reason to send no mail."""
    return line(UNPRINTABLE.sub("", text or ""))
