"""What of a quarter's last run would be made again just so, and therefore is not made again.

A roster is unchanged when all that its documents are made of has the digest that it had: the
roster itself, its templates, the options, the register, its summary in the earlier run, the
program. Plans and other regions tie it too: see `renumbered`, and `withheld_otherwise`.
"""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sto_xl.books.report import INVITED, specs
from sto_xl.plans.handed_in import PlanFile, RegionPlans
from sto_xl.quarter import kept_file, made_of
from sto_xl.quarter.kept import NOTHING, KeptRegion, KeptRun, as_json, from_json
from sto_xl.quarter.kept_file import trusted
from sto_xl.quarter.region import Task
from sto_xl.quarter.results import RegionResult
from sto_xl.quarter.settings import Settings
from sto_xl.system import outputs, pdf
from sto_xl.system.errors import Failure
from sto_xl.system.publishing import Earlier, Publication


class MadeOf:
    """Gives the digest of all that the documents of a region are made of, plans apart."""

    def __init__(self, settings: Settings) -> None:
        """Begin with no file read."""
        self._settings = settings
        self._files = made_of.Digests()
        self._shared = [
            made_of.program(),
            settings.period,
            settings.peildatum.isoformat(),
            settings.letter_date.isoformat(),
            [settings.plain, settings.thorough, settings.rosters],
            settings.register.sha256 if settings.register else None,
        ]

    def region(self, roster: Path, region: str, letter_template: str) -> str:
        """Give that of a roster, of which is known what region it is and what template it names."""
        earlier = self._settings.previous
        summary = earlier.summaries.get(region) if earlier else None
        return made_of.of(
            [
                *self._shared,
                [roster.name, self._files.file(roster)],
                self.templates(roster, letter_template),
                [earlier.period, self._files.file(summary)] if earlier else None,
            ]
        )

    def templates(self, roster: Path, letter_template: str) -> Mapping[str, str]:
        """Give the templates of one's own that its documents are made with; "" for the unusable."""
        style, given = self._settings.style(roster), self._settings.template
        letters = (
            self._files.template(given)
            if given
            else self._files.own_template(letter_template, roster)
        )
        try:
            reports = style.own(specs.SUMMARY, specs.FINDINGS, specs.MAILED[INVITED])
        except Failure:
            return {"": ""}
        return {**reports, **letters}

    def matches(self, result: RegionResult) -> bool:
        """Tell whether a region's files are still those that were read of it."""
        return self._files.file(result.roster) == result.sha256 and (
            self.templates(result.roster, result.letter_template) == result.templates
        )


def kept_in(folder: Path) -> KeptRun:
    """Give what the last run into a folder kept; nothing where that cannot be trusted."""
    found = kept_file.kept_in(folder)
    return from_json(found.regions) if found else NOTHING


def plans_known(files: Sequence[Path], kept: KeptRun, settings: Settings) -> dict[int, PlanFile]:
    """Give the techniekplannen that need not be read again, by their place among the files."""
    if kept.plans_made_of != plans_made_of(settings):
        return {}
    digests = made_of.Digests()
    by_digest = {(one.file, one.sha256): one for one in kept.plans}
    found = {
        number: by_digest.get((file.name, digests.file(file))) for number, file in enumerate(files)
    }
    return {number: replace(one, number=number) for number, one in found.items() if one}


def plans_made_of(settings: Settings) -> str:
    """Give the digest of what decides what is told of a techniekplan, beside its file."""
    return made_of.of([made_of.program(), settings.peildatum.isoformat()])


def brought(
    tasks: Sequence[Task],
    kept: KeptRun,
    given: Sequence[PlanFile],
    settings: Settings,
    where: tuple[Path, Earlier],
) -> Mapping[Task, RegionResult]:
    """Give what is known of the tasks that need not be done, their documents in their folders.

    `where` is the folder of the run, and what its run.json says.
    """
    digests, plans = MadeOf(settings), SamePlans.of(kept.plans, given)
    by_name: dict[str, list[KeptRegion]] = defaultdict(list)
    for region in kept.regions:
        by_name[region.source.file].append(region)
    found: dict[Task, RegionResult] = {}
    for task in tasks:
        for region in by_name[task.roster.name]:
            own = plans.renumbered(region.plans)
            if own is None:
                continue
            result = region.result(task.roster, own)
            key = digests.region(task.roster, result.region, region.letter_template)
            if key == region.made_of and _bring(region, task.folder, where):
                found[task] = result
                break
    return found


def _bring(region: KeptRegion, into: Path, where: tuple[Path, Earlier]) -> bool:
    """Put a region's documents into a folder as if they were made; tell whether all are as made."""
    folder, earlier = where
    for name, digest in region.documents.items():
        data = trusted(folder, f"{region.folder}/{name}", earlier)
        if data is None or outputs.digest(data) != digest:
            shutil.rmtree(into, ignore_errors=True)
            return False
        outputs.lay(into / name, data)
    return True


@dataclass(frozen=True, slots=True)
class SamePlans:
    """The plans of two runs beside each other: those that are the same, and those that are new.

    `now` has by the number that a plan had what it is now.
    """

    now: Mapping[int, PlanFile]
    new: tuple[PlanFile, ...]

    @classmethod
    def of(cls, before: Sequence[PlanFile], given: Sequence[PlanFile]) -> SamePlans:
        """Match plans by their names and what they hold."""
        groups = defaultdict[tuple[str, str], tuple[list[PlanFile], list[PlanFile]]](
            lambda: ([], [])
        )
        for side, files in enumerate((before, given)):
            for one in files:
                groups[one.file, one.sha256][side].append(one)
        now: dict[int, PlanFile] = {}
        new: list[PlanFile] = []
        for then, plans in groups.values():
            alike = [replace(a, number=b.number) == b for a, b in zip(then, plans, strict=False)]
            if len(then) == len(plans) and all(alike):
                now |= {a.number: b for a, b in zip(then, plans, strict=True)}
            else:
                # Of files that are alike, nobody can tell which is gone.
                new += plans
        return cls(now, tuple(new))

    def renumbered(self, plans: RegionPlans) -> RegionPlans | None:
        """Give what was handed in beside a roster by the present numbers; None when that changed.

        All that it took for its own must be there, in the same order. Of the others it claims those
        that are still there, and new ones as far as that can be told.
        """
        claims = plans.known.claimed(self.new)
        if claims is None or not self.now.keys() >= {*plans.taken}:
            return None
        taken = tuple(self.now[number].number for number in plans.taken)
        if taken != tuple(sorted(taken)):
            return None
        held = plans.claims.items()
        claims = {**claims, **{self.now[n].number: c for n, c in held if n in self.now}}
        return replace(
            plans,
            claims=dict(sorted(claims.items())),
            taken=taken,
            counted=self._same(plans.counted),
            waiting=self._same(plans.waiting),
            new=self._same(plans.new),
            double=tuple(map(self._same, plans.double)),
        )

    def _same(self, plans: Sequence[PlanFile]) -> tuple[PlanFile, ...]:
        return tuple(self.now[one.number] for one in plans)


def to_keep(
    counted: Sequence[tuple[str, RegionResult]],
    plans: Sequence[PlanFile],
    settings: Settings,
    plan: Publication,
) -> Iterator[bytes]:
    """Give what this run keeps for the next one into its folder, when all else has its place.

    In parts, to be written one after the other.
    """
    return as_json(_regions(counted, settings, plan), plans, plans_made_of(settings))


def _regions(
    counted: Sequence[tuple[str, RegionResult]], settings: Settings, plan: Publication
) -> Iterator[KeptRegion]:
    digests = MadeOf(settings)
    for folder, result in counted:
        documents = _documents(folder, plan)
        # What was changed while it was read is read again next time.
        if documents is None or not digests.matches(result):
            continue
        key = digests.region(result.roster, result.region, result.letter_template)
        if kept := KeptRegion.of(result, key, folder, documents):
            yield kept


def _documents(folder: str, plan: Publication) -> Mapping[str, str] | None:
    """Give a region's documents; None when one got another name, so that the list names it."""
    found: dict[str, str] = {}
    start = f"{folder}/"
    for within, placed in plan.placed.items():
        if within.startswith(start):
            if placed != within:
                return None
            if not within.endswith(pdf.SUFFIX):
                found[within.removeprefix(start)] = plan.outputs[placed]
    return found
