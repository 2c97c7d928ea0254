"""What a run keeps of its regions and techniekplannen, and how that is written and read again.

Written as JSON by the types of the fields, and read as strictly: what is not of its type is not
read. It holds nothing of a person, and no more than the documents of the run do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from sto_xl.books import report
from sto_xl.figures.basis import Plans, RegionBasis
from sto_xl.figures.coverage import Coverage, MissingSchool
from sto_xl.figures.figure import Figure
from sto_xl.figures.participation import Location
from sto_xl.figures.stand import Stand
from sto_xl.model import PartnerKind, PlanStatus
from sto_xl.plans.handed_in import PlanFile, RegionPlans
from sto_xl.quarter.results import Recipient, RegionResult
from sto_xl.register import Programme, Tally

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_Programmes: TypeAlias = tuple[tuple[Programme, Tally], ...]


@dataclass(frozen=True, slots=True)
class _Area:
    """The coverage of a region: what JSON has no keys or no order for, as pairs and in order."""

    area: tuple[str, ...]
    missing: tuple[tuple[MissingSchool, _Programmes], ...]

    @classmethod
    def of(cls, found: Coverage) -> _Area:
        return cls(
            tuple(sorted(found.area)),
            tuple(
                (
                    replace(one, programmes={}, of_board=_without_remarks(one.of_board)),
                    tuple(one.programmes.items()),
                )
                for one in found.missing
            ),
        )

    @property
    def coverage(self) -> Coverage:
        missing = (replace(one, programmes=dict(pairs)) for one, pairs in self.missing)
        return Coverage(frozenset(self.area), tuple(missing))


@dataclass(frozen=True, slots=True)
class _Basis:
    """The basis of a region, in the same manner."""

    rest: RegionBasis
    plans: tuple[tuple[PlanStatus | None, Plans], ...]
    partners: tuple[tuple[PartnerKind | None, int], ...]
    listed: tuple[str, ...]
    area: _Area | None
    figures: Mapping[str, Figure]

    @classmethod
    def of(cls, found: RegionBasis) -> _Basis:
        rest = replace(
            found,
            locations=_without_remarks(found.locations),
            plans={},
            partners={},
            listed=frozenset(),
            coverage=None,
        )
        return cls(
            rest,
            tuple(found.plans.items()),
            tuple(found.partners.items()),
            tuple(sorted(found.listed)),
            _Area.of(found.coverage) if found.coverage else None,
            found.figures,
        )

    @property
    def basis(self) -> RegionBasis:
        found = replace(
            self.rest,
            plans=dict(self.plans),
            partners=Counter(dict(self.partners)),
            listed=frozenset(self.listed),
            coverage=self.area.coverage if self.area else None,
        )
        found.figures.update(self.figures)
        return found


def _without_remarks(locations: Iterable[Location]) -> tuple[Location, ...]:
    """Leave out what a region wrote beside its offerings: no figure needs it, and it may name."""
    return tuple(
        replace(
            one, offerings=tuple(o.model_copy(update={"toelichting": None}) for o in one.offerings)
        )
        for one in locations
    )


@dataclass(frozen=True, slots=True)
class KeptRegion:
    """A region that counted: what was found, and its documents, by their path in its `folder`.

    `made_of` is the digest of all that they are made of, plans and other regions apart.
    """

    made_of: str
    folder: str
    documents: Mapping[str, str]
    sha256: str
    found: _Basis
    source: report.InputFile
    summary: str
    findings: str
    letters: tuple[Recipient, ...]
    passed_over: tuple[Recipient, ...]
    withheld: tuple[Recipient, ...]
    before: Stand | None
    plans: RegionPlans
    copy: str
    templates: Mapping[str, str]
    letter_template: str
    meant: tuple[str, ...]

    @classmethod
    def of(
        cls, result: RegionResult, made_of: str, folder: str, documents: Mapping[str, str]
    ) -> KeptRegion | None:
        """Give what is kept of a region; None of one of which something could not be done."""
        if not (result.basis and result.source) or result.undone:
            return None
        return cls(
            made_of,
            folder,
            documents,
            result.sha256,
            _Basis.of(result.basis),
            result.source,
            result.summary,
            result.findings,
            result.letters,
            result.passed_over,
            result.withheld,
            result.before,
            result.plans,
            result.copy,
            result.templates,
            result.letter_template,
            result.meant,
        )

    def result(self, roster: Path, plans: RegionPlans) -> RegionResult:
        """Give what became of this roster, with its plans as they are numbered now."""
        return RegionResult(
            roster,
            self.sha256,
            self.found.basis,
            self.source,
            self.summary,
            self.findings,
            self.letters,
            self.passed_over,
            self.withheld,
            before=self.before,
            plans=plans,
            copy=self.copy,
            templates=self.templates,
            letter_template=self.letter_template,
            meant=self.meant,
        )


@dataclass(frozen=True, slots=True)
class KeptRun:
    """What a run keeps: the regions that counted, and the plans that were read."""

    regions: tuple[KeptRegion, ...] = ()
    plans: tuple[PlanFile, ...] = ()
    plans_made_of: str = ""


#: What is kept where there was no run.
NOTHING = KeptRun()
#: What in JSON comes behind the last region.
_BEFORE_END = b'],"plans":'


def as_json(
    regions: Iterable[KeptRegion], plans: Sequence[PlanFile], plans_made_of: str
) -> Iterator[bytes]:
    """Give what a run keeps as a line of JSON, without what would not read back as it is.

    In parts, a region in each: all of them at once would fill the memory.
    """
    begin, _, end = _written(NOTHING).partition(_BEFORE_END)
    yield begin
    between = b""
    # One that is out of the ordinary costs the others nothing.
    for one in (KeptRun((region,)) for region in regions):
        if _reads_back(one):
            yield between + _written(one).removeprefix(begin).removesuffix(_BEFORE_END + end)
            between = b","
    read = KeptRun((), tuple(plans), plans_made_of)
    yield _written(read if _reads_back(read) else NOTHING).removeprefix(begin)


def _reads_back(run: KeptRun) -> bool:
    data = _written(run)
    return bool(data) and _written(from_json(data)) == data


def _written(run: KeptRun) -> bytes:
    from pydantic_core import PydanticSerializationError

    try:
        return _json().dump_json(run, warnings="error")
    except PydanticSerializationError:
        return b""


def from_json(data: bytes) -> KeptRun:
    """Read what a run kept; nothing, where it is not just of its types."""
    from pydantic import ValidationError

    try:
        return _json().validate_json(data)
    except ValidationError:
        return NOTHING


@cache
def _json() -> TypeAdapter[KeptRun]:
    from pydantic import TypeAdapter

    return TypeAdapter(KeptRun)
