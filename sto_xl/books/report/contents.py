"""What the report workbooks are given: plain data, and the columns in which their rows come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.grid import Row
from sto_xl.sheets import Column, Kind, TableSpec

#: What `RegionReport.schools` holds.
SCHOOLS = TableSpec(
    "tblLocaties",
    "Scholen",
    (
        Column("Vestiging", kind=Kind.CODE, width=11),
        Column("School", kind=Kind.LONG, width=32),
        Column("Plaats", kind=Kind.LONG, width=17),
        Column("Klasse", kind=Kind.LONG, width=18),
        Column("Deelname", kind=Kind.LONG, width=12),
        Column("Signaal", kind=Kind.LONG, width=26),
        Column("Volgende stap", kind=Kind.LONG, width=52),
    ),
)
#: What `INVITED` lists of the letters; its headings are the fields of a mail merge.
_INVITED = TableSpec(
    "tblVerzendlijst",
    "Verzendlijst",
    (
        Column("Vestiging", kind=Kind.CODE, width=11),
        Column("School", kind=Kind.LONG, width=30),
        Column("Plaats", kind=Kind.LONG, width=16),
        Column("Ter attentie van", kind=Kind.LONG, width=20),
        Column("E-mail", kind=Kind.LONG, width=31),
        Column("Kopie", kind=Kind.LONG, width=31),
        Column("Bestand", kind=Kind.LONG, width=44),
        Column("Let op", kind=Kind.LONG, width=30),
    ),
)
#: What `INVITED` lists of the schools without a letter.
_UNINVITED = TableSpec(
    "tblGeenBrief",
    "Geen brief",
    (
        Column("Vestiging", kind=Kind.CODE, width=11),
        Column("School", kind=Kind.LONG, width=34),
        Column("Plaats", kind=Kind.LONG, width=19),
        Column("Deelname", kind=Kind.LONG, width=13),
        Column("Waarom geen brief", kind=Kind.LONG, width=64),
    ),
)
#: What `DECIDED` lists of the letters about plans.
_DECIDED = TableSpec(
    "tblBesluiten",
    "Verzendlijst",
    (
        Column("Kenmerk", kind=Kind.CODE, width=13),
        Column("Plan", kind=Kind.LONG, width=26),
        Column("Besluit", kind=Kind.LONG, width=13),
        Column("School", kind=Kind.LONG, width=24),
        Column("Ter attentie van", kind=Kind.LONG, width=20),
        Column("E-mail", kind=Kind.LONG, width=29),
        Column("Kopie", kind=Kind.LONG, width=25),
        Column("Bestand", kind=Kind.LONG, width=36),
        Column("Let op", kind=Kind.LONG, width=26),
    ),
)
#: What `DECIDED` lists of the plans without a letter.
_UNDECIDED = TableSpec(
    "tblGeenBesluit",
    "Geen brief",
    (
        Column("Kenmerk", kind=Kind.CODE, width=13),
        Column("Plan", kind=Kind.LONG, width=30),
        Column("School", kind=Kind.LONG, width=26),
        Column("Status", kind=Kind.LONG, width=13),
        Column("Waarom geen brief", kind=Kind.LONG, width=60),
    ),
)


@dataclass(frozen=True, slots=True)
class MailingList:
    """The list beside a run of letters: the columns of those made, and of who gets none.

    `complete` stands there when there is nobody without a letter.
    """

    mailed: TableSpec
    left: TableSpec
    complete: str


#: The list beside uitnodigingen.
INVITED = MailingList(_INVITED, _UNINVITED, "Elke school die een brief zou krijgen, heeft er een.")
#: The list beside besluiten.
DECIDED = MailingList(_DECIDED, _UNDECIDED, "Over elk plan waarover een brief zou gaan, is er een.")


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

    `counts` are the numbers of fouten, waarschuwingen and tips. `findings` are rows of tblControle
    (`routines.control_rows`), the worst first; their columns Plek and Ga naar are left out.
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
