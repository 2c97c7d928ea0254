"""What the report workbooks are given, as plain data; the columns of rows stand in `tables`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.grid import Row


@dataclass(frozen=True, slots=True)
class Changed:
    """What changed since an earlier quarter, as the page Veranderingen tells it.

    `opening` are the sentences on top, `paragraphs` headings with their sentences, `nothing` what
    stands there when there are none. Of the nation there are rows instead: `schools` of
    `SCHOOL_CHANGES`, `regions` of `REGION_CHANGES`, and `figures` of tblKerncijfers with Vorig and
    Verschil, under a heading and a note of their own.
    """

    opening: Sequence[str]
    paragraphs: Sequence[tuple[str, Sequence[str]]] = ()
    nothing: str = ""
    figures: Sequence[Row] = ()
    figures_heading: str = ""
    figures_note: str = ""
    regions: Sequence[Row] = ()
    schools: Sequence[Row] = ()


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
    `missing` are rows of `MISSING`, with what is said above them; None where that is not known.
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
    missing: Sequence[Row] | None = None
    missing_said: str = ""
