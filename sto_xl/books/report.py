"""New workbooks to read and print: findings, a region's summary, the national quarter.

Plain data in, bytes out; the same data give the same bytes. Rows come in the order of the columns
of the table that they are for. Nothing here knows where the data come from, or where they go.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

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
        Column("Klasse", kind=Kind.LONG, width=17),
        Column("Deelname", kind=Kind.LONG, width=12),
        Column("Signaal", kind=Kind.LONG, width=22),
        Column("Volgende stap", kind=Kind.LONG, width=52),
    ),
)
#: What `NationalReport.regions` and `NationalReport.nation` hold. Deelname and Bereik are shares or
#: "–"; counts may be text ("<5"); Stand is "verwerkt" or "voorlopig".
REGIONS = TableSpec(
    "tblRegios",
    "Regio's",
    (
        Column("Regionummer", kind=Kind.CODE, width=12),
        Column("Regio", kind=Kind.LONG, width=32),
        Column("Vmbo-locaties", kind=Kind.WHOLE, width=10),
        Column("Deelnemers", kind=Kind.WHOLE, width=11),
        Column("Deelname", kind=Kind.SHARE, width=10),
        Column("Leerlingen BB, KB en GL", kind=Kind.WHOLE, width=11),
        Column("Bereikt", kind=Kind.WHOLE, width=9),
        Column("Bereik", kind=Kind.SHARE, width=8),
        Column("Gesignaleerd", kind=Kind.WHOLE, width=13),
        Column("Fouten", kind=Kind.WHOLE, width=8),
        Column("Stand", width=11),
    ),
)
#: What `NationalReport.schools` holds: the signalled locations, without anything of a person.
SIGNALLED = TableSpec(
    "tblGesignaleerd",
    "Scholen",
    (
        Column("Regio", kind=Kind.LONG, width=24),
        Column("Vestiging", kind=Kind.CODE, width=11),
        Column("School", kind=Kind.LONG, width=34),
        Column("Plaats", kind=Kind.LONG, width=18),
        Column("Klasse", kind=Kind.LONG, width=18),
        Column("Deelname", kind=Kind.LONG, width=12),
        Column("Signaal", kind=Kind.LONG, width=34),
    ),
)
#: What `NationalReport.shared` holds: a row for each further roster in which a location stands.
SHARED = TableSpec(
    "tblDubbel",
    "Dubbel",
    (
        Column("Vestiging", kind=Kind.CODE, width=11),
        Column("School", kind=Kind.LONG, width=34),
        Column("Telt mee in regio", kind=Kind.LONG, width=26),
        Column("Deelname die telt", kind=Kind.LONG, width=15),
        Column("Staat ook in regio", kind=Kind.LONG, width=26),
        Column("Deelname in die regio", kind=Kind.LONG, width=15),
    ),
)


@dataclass(frozen=True, slots=True)
class Check:
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
class Input:
    """A file that a report was made from.

    `stand` is "verwerkt", "voorlopig", "niet leesbaar" or "dubbel ingeleverd"; `note` says why.
    `version` is that of the roster's template.
    """

    file: str
    sha256: str
    region: str = ""
    version: str = ""
    stand: str = "verwerkt"
    note: str = ""


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
    `period` is a quarter such as "2026-Q4", or "" for a day in between.
    """

    region: str
    peildatum: dt.date
    tables: Mapping[str, Sequence[Row]]
    schools: Sequence[Row]
    errors: int
    source: Input
    definitions: Definitions
    number: str = ""
    period: str = ""


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

    `tables` as in `RegionReport`, masked (`summary.tables(…, masked=True)`). `nation` is a row of
    `REGIONS` over every location once, its Regionummer and Regio left blank; `regions`, `schools`
    and `shared` are rows of `REGIONS`, `SIGNALLED` and `SHARED`. `inputs` are all files of the
    run, those that could not be read included.
    """

    period: str
    peildatum: dt.date
    tables: Mapping[str, Sequence[Row]]
    nation: Row
    regions: Sequence[Row]
    schools: Sequence[Row]
    shared: Sequence[Row]
    inputs: Sequence[Input]
    reckoning: Reckoning
    definitions: Definitions


def findings_workbook(check: Check) -> bytes:
    """Give the workbook Bevindingen: what one region's check found, to read beside the roster."""
    writer = _begin(f"Bevindingen {check.region}", check.date)
    write_findings(
        writer,
        writer.sheet("Bevindingen", tab=ACCENT),
        Opening(
            f"Bevindingen {check.region}",
            f"Gecontroleerd op {long_date(check.date)} · bestand {check.file}",
        ),
        check.counts,
        check.findings,
    )
    return writer.content()


def region_summary(report: RegionReport) -> bytes:
    """Give a region's summary: Samenvatting (two pages), Profielen, Scholen, Verantwoording."""
    writer = _begin(f"Samenvatting {report.region}", report.peildatum)
    when = _when(report)
    warning = (
        f"Cijfers voorlopig: in het regiobestand {_are(report.errors)} nog "
        f"{count(report.errors, 'fout', 'fouten')}."
        if report.errors
        else ""
    )
    digest = writer.sheet("Samenvatting", tab=ACCENT)
    profielen = writer.sheet("Profielen", tab=ACCENT_MID)
    scholen = writer.sheet(SCHOOLS.sheet, tab=ACCENT_MID)
    account = writer.sheet("Verantwoording", tab=GREY)
    profiles = write_profiles(
        writer, profielen, Opening("Profielen en leerwegen", f"{report.region} · {when}"), report.tables
    )
    write_digest(
        writer,
        digest,
        Opening(f"Samenvatting {report.region}", f"{when} · bestand {report.source.file}", warning),
        report.tables,
        profiles,
    )
    return writer.content()
