"""What a run over many rosters comes to: one result for each roster, and the run as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sto_xl.books import report
from sto_xl.figures.basis import Nation, RegionBasis, region_key
from sto_xl.figures.stand import Stand
from sto_xl.model import Region
from sto_xl.plans.handed_in import RegionPlans
from sto_xl.quarter.input_files import Expected
from sto_xl.region.invitations import Invitation, PassedOver
from sto_xl.system.publishing import Published

#: What is said of a techniekplan that could not be used.
LEFT_OUT = frozenset({"niet leesbaar", "dubbel ingeleverd", "van geen regio"})


@dataclass(frozen=True, slots=True)
class Recipient:
    """A school that got a letter, or did not: `reason` says why not."""

    code: str | None
    school: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Correspondence:
    """Who is to get a letter from a region, and who is passed over with a reason.

    Holds what stands in a roster of people: it is let go of as soon as the letters are written.
    """

    sender: Region
    meant: tuple[Invitation, ...]
    passed: tuple[PassedOver, ...]


@dataclass(frozen=True, slots=True)
class RegionResult:
    """What became of one roster. Holds nothing of a person but its `correspondence`.

    `summary` and `findings` are the paths of its workbooks within its own folder. `withheld` are
    the schools that got no letter because they take part in another region. `before` is how the
    region stood in an earlier run; `uncompared` says why that cannot be told. `failures` are
    sentences: one may tell of several letters, and `unmade` counts these. `plans` are the
    techniekplannen that were handed in beside the roster. `copy` is the path of the roster as it
    was filled in, `not_copied` why there is none, when that was asked. `templates` are those of
    one's own that its documents were made with: by name, their SHA-256; `letter_template` is the
    one that the roster names. `meant` are the vestigingen for which a letter was meant, before any
    was withheld.
    """

    roster: Path
    sha256: str = ""
    basis: RegionBasis | None = None
    source: report.InputFile | None = None
    summary: str = ""
    findings: str = ""
    letters: tuple[Recipient, ...] = ()
    passed_over: tuple[Recipient, ...] = ()
    withheld: tuple[Recipient, ...] = ()
    failures: tuple[str, ...] = ()
    unmade: int = 0
    before: Stand | None = None
    uncompared: str = ""
    plans: RegionPlans = field(default_factory=RegionPlans)
    copy: str = ""
    not_copied: str = ""
    templates: Mapping[str, str] = field(default_factory=dict)
    letter_template: str = ""
    meant: tuple[str, ...] = ()
    correspondence: Correspondence | None = field(default=None, repr=False, compare=False)

    @property
    def number(self) -> str:
        """The regionummer as regions are told apart by; "" without one."""
        return self.basis.key if self.basis else ""

    @property
    def region(self) -> str:
        """What two runs match the region by: the number, else the name."""
        return self.number or (region_key(self.basis.title) if self.basis else "")

    @property
    def undone(self) -> bool:
        """Whether something of it could not be done, and may be done when it is tried again."""
        return bool(self.failures or self.unmade or self.uncompared or self.not_copied)

    @property
    def readable(self) -> bool:
        """Whether the roster could be processed."""
        return self.basis is not None


@dataclass(frozen=True)
class RunResult:
    """A finished run: the regions that count by folder, and all that did not.

    `missing` are the regions that were expected and did not come; None when it was not said which
    ones are expected. `plans` are the techniekplannen and what became of each; None when none were
    given. `unprinted` says of which workbooks there is no PDF, when that was asked, and why.
    `unchanged` are the rosters that were as in the last run, so that they were not processed again.
    """

    folder: Path
    period: str
    peildatum: dt.date
    counted: tuple[tuple[str, RegionResult], ...]
    unreadable: tuple[RegionResult, ...]
    double: tuple[RegionResult, ...]
    missing: tuple[Expected, ...] | None
    nation: Nation
    unopened: tuple[Path, ...] = ()
    plans: tuple[report.InputFile, ...] | None = None
    unchanged: int = 0
    national: Path = Path()
    unprinted: tuple[str, ...] = ()
    published: Published = field(default_factory=Published)

    @property
    def results(self) -> tuple[RegionResult, ...]:
        """What became of each roster: first of those that count."""
        return (*(result for _, result in self.counted), *self.double, *self.unreadable)

    @property
    def folders(self) -> Mapping[Path, Path]:
        """The folders that rosters came in, each with one of these."""
        return {result.roster.parent: result.roster for result in self.results}

    @property
    def provisional(self) -> bool:
        """Whether anything makes the figures provisional."""
        failed = any(result.failures or result.uncompared for _, result in self.counted)
        fouten = any(region.provisional for region in self.nation.regions)
        plans = any(plan.stand in LEFT_OUT for plan in self.plans or ())
        faulty = any(result.plans.faulty for _, result in self.counted)
        return bool(
            (self.unreadable or self.double or self.missing or failed or fouten)
            or (plans or faulty)
        )
