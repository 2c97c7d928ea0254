"""What the report workbooks are given, as plain data; the columns of rows stand in `tables`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.books.report.tables import REGIONS
from sto_xl.grid import Row, Value


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A line of the sheet Regio's: a region, or the nation.

    `figures` holds at least those of the sheet, as shown, by code: a share is a fraction or "–", a
    count may be a text ("<5"). `known` says of how many locations the deelname is known, and
    `unknown` counts the others. `stand` is "verwerkt" or "voorlopig".
    """

    number: str
    title: str
    figures: Mapping[str, Value]
    stand: str = ""
    known: str = ""
    unknown: int = 0

    @property
    def row(self) -> Row:
        """The line as a row of `REGIONS`."""
        beside = {"number": self.number, "title": self.title, "stand": self.stand}
        beside["known"] = self.known
        held = {**self.figures, **beside}
        return tuple(held[column.field] for column in REGIONS.columns)


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since an earlier quarter, as the page Veranderingen tells it.

    `opening` are the sentences on top, `paragraphs` headings with their sentences, `nothing` what
    stands there when there are none. `figures` are rows of tblKerncijfers with Vorig and Verschil,
    under a heading and a note of their own; `regions` rows of `REGION_CHANGES`.
    """

    opening: Sequence[str]
    paragraphs: Sequence[tuple[str, Sequence[str]]]
    nothing: str = ""
    figures: Sequence[Row] = ()
    figures_heading: str = ""
    figures_note: str = ""
    regions: Sequence[Row] = ()


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """What the check of one roster found.

    `counts` are the numbers of fouten, waarschuwingen and tips. `findings` are rows of `FINDINGS`
    (`routines.listed_rows`), the worst first; one of them may be of several cells.
    """

    region: str
    file: str
    date: dt.date
    counts: Sequence[int]
    findings: Sequence[Row]


@dataclass(frozen=True, slots=True)
class PlanCheck:
    """What a findings workbook says: of which plan, of when, how many, which.

    `counts` are those of fouten, waarschuwingen and tips; `findings` rows of `PLAN_FINDINGS`.
    """

    title: str
    school: str
    file: str
    date: dt.date
    counts: tuple[int, int, int]
    findings: Sequence[Row]


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that a report was made from.

    `stand` is "verwerkt", "voorlopig", "niet leesbaar", "dubbel ingeleverd" or "niet ontvangen";
    of a techniekplan "gelezen", "telt niet mee", "niet leesbaar", "dubbel ingeleverd" or "van geen
    regio". `note` says why. `version` is that of the roster's template.
    """

    file: str
    sha256: str
    region: str = ""
    version: str = ""
    stand: str = "verwerkt"
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlansRead:
    """The techniekplannen behind a report: the files, and in a sentence how many are missing."""

    said: str = ""
    files: Sequence[InputFile] = ()


@dataclass(frozen=True, slots=True)
class Definitions:
    """What the figures mean: rows of Cijfer, Eenheid, Definitie, and the version of them all."""

    version: int
    rows: Sequence[Row]


@dataclass(frozen=True, slots=True)
class RegionReport:
    """The summary of one region.

    `tables` holds the rows of `sheets.SUMMARY` by table name (`summary.tables`); `schools` rows
    as of `SCHOOLS`, in any order. With `errors` (fouten in the roster) the figures are provisional.
    `period` is a quarter such as "2026-Q4", or "" for a day in between. `stand` are the rows of the
    hidden tables (`stand.tables`). `apart` is a quarter that there is nothing of to compare with.
    """

    region: str
    peildatum: dt.date
    tables: Mapping[str, Sequence[Row]]
    schools: Sequence[Row]
    errors: int
    source: InputFile
    definitions: Definitions
    number: str = ""
    period: str = ""
    stand: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    changed: Changed | None = None
    plans: PlansRead = field(default_factory=PlansRead)
    apart: str = ""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """How the nation is made of its regions: numbers of locations, vmbo locations, deelnemers.

    The nation is what the regions add up to, without what is double, without what has no code.
    """

    summed: tuple[int, int, int]
    double: tuple[int, int, int]
    uncoded: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class NationalReport:
    """The picture of a quarter over all regions that handed in a roster.

    `tables` as in `RegionReport`, with what is hidden (`summary.tables(…, disclosure=…)`). `nation`
    is a line of every location once; `schools` and `shared` are rows of `SIGNALLED` and `SHARED`.
    `inputs` are all files of the run, those that could not be read included, and the regions that
    did not come; `absence` says what is known of these.
    """

    period: str
    peildatum: dt.date
    tables: Mapping[str, Sequence[Row]]
    nation: RegionLine
    regions: Sequence[RegionLine]
    schools: Sequence[Row]
    shared: Sequence[Row]
    inputs: Sequence[InputFile]
    reckoning: Reckoning
    definitions: Definitions
    absence: str
    stand: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    changed: Changed | None = None
    plans: PlansRead = field(default_factory=PlansRead)
