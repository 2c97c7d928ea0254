"""What lies before a user of the page, and what can be made of it: the same as at other doors.

A browser's page has a folder in its memory in which files lie as they would on a disk.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from sto_xl import sheets
from sto_xl.books.packing import zipped
from sto_xl.books.reading.file import read_input
from sto_xl.letters import LetterKind, mailing
from sto_xl.letters.address import must_have_sender
from sto_xl.letters.templates import Templates
from sto_xl.plans import account, examination, given_back, handed_in, proposals
from sto_xl.plans.checks import PlanChecks
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.plans.reading import Came
from sto_xl.region import invitations, routines, sentences, updating, workbooks
from sto_xl.region.routines import Examined
from sto_xl.sheets import workbook
from sto_xl.sheets.roster import Roster, read_roster
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

#: Is told how many letters have been written.
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Document:
    """A file to take away, and what is to be said of it; without data there is no file."""

    name: str
    data: bytes
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class RosterDesk:
    """A roster, read and checked; with a template of one's own for its letters, or without."""

    file: Path
    examined: Examined
    template: Path | None = None

    @property
    def day(self) -> dt.date:
        """The peildatum, which stands on the letters too."""
        return self.examined.peildatum

    @cached_property
    def flags(self) -> tuple[routines.Flag, ...]:
        """What is to be said of each location."""
        return routines.flag(self.examined)

    @cached_property
    def templates(self) -> Templates:
        """The templates of its letters. Raises `Failure` when one cannot be used."""
        region = self.examined.roster.region
        return Templates.of_roster(self.template, region, self.file.parent)

    def updated(self, *, repair: bool = False) -> Document:
        """Give the roster with all of it filled in, as the buttons in Excel do."""
        done = updating.copy_of(updating.Order(self.file, self.day, repair=repair))
        said = [*(sentences.repaired(done.repaired) if done.repaired else ())]
        said += filter(
            None, (sentences.renewed(done.renewed), sentences.unfiltered(done.unfiltered))
        )
        said += [sentences.checked(done.examined.report), sentences.summarised(self.day)]
        name = f"{self.file.stem} (bijgewerkt){self.file.suffix}"
        return Document(name, done.data, tuple(said))

    def findings(self) -> Document:
        """Give the findings workbook."""
        return Document(f"Bevindingen {self.file.stem}.xlsx", workbooks.findings(self.examined))

    def summary(self) -> Document:
        """Give the summary to print."""
        examined, given = handed_in.beside(self.examined, ())
        content = workbooks.region_summary(examined, plans=account.plans_read(given))
        return Document(f"Samenvatting {self.file.stem}.xlsx", content)

    def letters(self, progress: Progress) -> Document:
        """Give the uitnodigingen with the list to mail them from, together in one file."""
        meant, passed = invitations.invite(self.examined)
        if meant:
            must_have_sender(self.examined.roster.region)
        folder = outputs.fresh_folder(self.file.parent, "Uitnodigingen")
        said = []
        posted = mailing.post(meant, passed, self.templates, self.day, folder)
        for done, one in enumerate(posted, start=1):
            progress(done)
            if one.failure:
                said.append(f"{one.name}: {one.failure}")
        parts = {file.name: file.read_bytes() for file in sorted(folder.iterdir())}
        said += invitations.told(self.examined, meant)
        said += [f"{one.location.name}: geen uitnodiging, want {one.reason}." for one in passed]
        name = f"Uitnodigingen {self.file.stem}.zip"
        return Document(name, zipped(parts) if parts else b"", tuple(said))


@dataclass(frozen=True)
class PlanDesk:
    """A techniekplan, read and checked; with its region's roster beside it, or without."""

    file: Path
    checked: PlanChecks
    roster: Roster | None = None
    template: Path | None = None

    @property
    def examined(self) -> ExaminedPlan:
        """The plan as it was examined."""
        return self.checked.plans[0]

    @cached_property
    def templates(self) -> Templates:
        """The templates of its voorstel. Raises `Failure` when one cannot be used."""
        return Templates(self.template, LetterKind.VOORSTEL)

    def filled_in(self) -> Document:
        """Give the plan with its findings on sheet Controle, or a list of them where it must be."""
        (back,) = given_back.give_back(self.checked)
        return Document(back.name, back.content, tuple(filter(None, (back.instead,))))

    def proposal(self) -> Document:
        """Give the voorstel. Raises `Failure` while there is something to mend first."""
        spoken = self.templates.language(proposals.language(self.examined, self.roster))
        region = self.roster.region if self.roster else None
        letter = proposals.Proposed(self.examined, region, spoken)
        (made,) = mailing.made([letter], self.templates, self.examined.peildatum)
        if isinstance(made, Failure):
            raise made
        return Document(outputs.Names().give(letter.file_name, ".docx"), made)


def lay(file: Path, day: dt.date, beside: Path | None = None) -> RosterDesk | PlanDesk:
    """Read and check the workbook that a user chose; a plan with the roster that lies `beside` it.

    Raises the `Failure` that tells why it cannot be used.
    """
    snapshot = read_input(file)
    template = workbook.template_of(snapshot)
    if template is sheets.PLAN:
        roster = _roster(beside) if beside else None
        plan = read_input(file, sheets.PLAN)
        examined = examination.examine(plan, day, roster)
        checked = PlanChecks((examined,), came=(Came(file, plan.sha256),))
        return PlanDesk(file, checked, roster)
    if template is None:
        raise Failure(Cause.NEITHER, file=file.name)
    return RosterDesk(file, routines.examine(snapshot, day))


def _roster(file: Path) -> Roster:
    read = read_roster(read_input(file))
    if not read.book.recognised:
        raise Failure(Cause.NOT_OURS, file=file.name)
    return read


def empty(template: sheets.WorkbookSpec) -> Document:
    """Give an empty roster, or techniekplan."""
    name = "regiobestand.xlsx" if template is sheets.ROSTER else "techniekplan.xlsx"
    return Document(name, outputs.shipped("workbooks", name).read_bytes())
