"""New workbooks to read and print: findings, a region's summary, the national quarter.

Plain data in, bytes out; the same data give the same bytes. Rows come in the order of the columns
of the table that they are for. Nothing here knows where the data come from, or where they go.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.report.account import Account, write_account
from sto_xl.books.report.changes import NAME as CHANGES
from sto_xl.books.report.changes import write_changes
from sto_xl.books.report.contents import (
    DECIDED,
    INVITED,
    REGION_CHANGES,
    REGIONS,
    SCHOOLS,
    SHARED,
    SIGNALLED,
    Changed,
    Definitions,
    FindingsReport,
    InputFile,
    MailingList,
    NationalReport,
    PlansRead,
    Reckoning,
    RegionLine,
    RegionReport,
)
from sto_xl.books.report.digest import write_digest
from sto_xl.books.report.kept import write_kept
from sto_xl.books.report.lists import signalled_first, write_findings, write_listing
from sto_xl.books.report.mailing import write_left, write_mailed
from sto_xl.books.report.pages import Opening, one_line
from sto_xl.books.report.profiles import NOTE as PROFILES_NOTE
from sto_xl.books.report.profiles import write_profiles
from sto_xl.books.report.regions import write_regions
from sto_xl.books.report.terms import MASKED
from sto_xl.books.style import ACCENT, ACCENT_LIGHT, Writer
from sto_xl.grid import Row
from sto_xl.model.wording import DUTCH, capitalised, counted

__all__ = [
    "DECIDED",
    "INVITED",
    "REGIONS",
    "REGION_CHANGES",
    "SCHOOLS",
    "SHARED",
    "SIGNALLED",
    "Changed",
    "Definitions",
    "FindingsReport",
    "InputFile",
    "MailingList",
    "NationalReport",
    "PlansRead",
    "Reckoning",
    "RegionLine",
    "RegionReport",
    "findings_workbook",
    "mailing_list",
    "national_workbook",
    "region_summary",
]

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_REGION = ("regio", "regio's")
_SIGNAAL = [column.heading for column in SCHOOLS.columns].index("Signaal")


def findings_workbook(check: FindingsReport) -> bytes:
    """Give the workbook Bevindingen: what one region's check found, to read beside the roster."""
    writer = _begin(f"Bevindingen {check.region}", check.date)
    opening = Opening(
        f"Bevindingen {check.region}",
        f"Gecontroleerd op {DUTCH.datum(check.date)} · bestand {check.file}",
    )
    sheet = writer.sheet("Bevindingen", tab=ACCENT)
    write_findings(writer, sheet, opening, check.counts, check.findings)
    return writer.content()


def region_summary(report: RegionReport) -> bytes:
    """Give a region's summary: Samenvatting (two pages), Profielen, Scholen, Verantwoording."""
    writer = _begin(f"Samenvatting {report.region}", report.peildatum)
    (digest,) = _sheets(writer, "Samenvatting")
    changes = _sheets(writer, CHANGES, first=False) if report.changed else []
    profielen, scholen, account = _sheets(
        writer, "Profielen", SCHOOLS.sheet, "Verantwoording", first=False
    )
    when = f"Peildatum {DUTCH.datum(report.peildatum)}"
    subtitle = f"{report.region} · {when}"
    warnings = [f"Cijfers voorlopig: {_still(report.errors)}."] if report.errors else []
    if report.apart:
        warnings.append(f"Niet vergeleken met {report.apart}: daarvan zijn er geen cijfers.")
    profiles = write_profiles(
        writer, profielen, Opening("Profielen en leerwegen", subtitle), report.tables
    )
    parts = (when, report.period, f"bestand {report.source.file}")
    opening = Opening(
        f"Samenvatting {report.region}", " · ".join(filter(None, parts)), " ".join(warnings)
    )
    write_digest(writer, digest, opening, report.tables, profiles)
    if report.changed:
        write_changes(writer, changes[0], Opening(CHANGES, subtitle), report.changed)
    write_listing(
        writer,
        scholen,
        SCHOOLS,
        Opening("Scholen", subtitle),
        signalled_first(report.schools, _SIGNAAL),
        note="Een rij per locatie. Locaties met een signaal staan vooraan.",
        empty="In het regiobestand staan nog geen scholen.",
    )
    write_account(
        writer,
        account,
        Account(
            facts=(
                ("Regio", " · ".join(filter(None, (report.region, report.number)))),
                *_when(report.peildatum, report.period),
                ("Cijfers", f"voorlopig: {_still(report.errors)}" if report.errors else "verwerkt"),
                ("Sjabloonversie", report.source.version or "niet ingevuld"),
                ("Definities", f"versie {report.definitions.version}"),
            ),
            sources=[_source(report.source)],
            tables=report.tables,
            definitions=report.definitions.rows,
            plans=[_source(source) for source in report.plans.files],
            plans_said=report.plans.said,
        ),
    )
    write_kept(writer, writer.sheet(sheets.STAND.sheet), report.stand)
    return writer.content()


def mailing_list(
    listed: MailingList, mailed: Sequence[Row], left: Sequence[Row], date: dt.date
) -> bytes:
    """Give the list beside letters: who gets one, and on a second sheet who gets none."""
    writer = _begin("Verzendlijst", date)
    sheets = _sheets(writer, listed.mailed.sheet, listed.left.sheet)
    write_mailed(writer, sheets[0], listed.mailed, mailed)
    write_left(writer, sheets[1], listed, left)
    return writer.content()


def national_workbook(report: NationalReport) -> bytes:
    """Give the national picture: Overzicht, Regio's, Profielen, Scholen, Dubbel, Verantwoording."""
    title = f"Landelijk kwartaalbeeld {report.period}"
    writer = _begin(title, report.peildatum)
    (digest,) = _sheets(writer, "Overzicht")
    changes = _sheets(writer, CHANGES, first=False) if report.changed else []
    regions, profielen, scholen, dubbel, account = _sheets(
        writer,
        REGIONS.sheet,
        "Profielen",
        SIGNALLED.sheet,
        SHARED.sheet,
        "Verantwoording",
        first=False,
    )
    subtitle = f"{report.period} · Peildatum {DUTCH.datum(report.peildatum)}"
    profiles = write_profiles(
        writer,
        profielen,
        Opening("Profielen en leerwegen", subtitle),
        report.tables,
        note=f"{PROFILES_NOTE} {MASKED}",
    )
    write_digest(writer, digest, _national_opening(report, title), report.tables, profiles)
    if report.changed:
        write_changes(writer, changes[0], Opening(CHANGES, subtitle), report.changed)
    write_regions(writer, regions, Opening("Regio's", subtitle), report.nation, report.regions)
    write_listing(
        writer,
        scholen,
        SIGNALLED,
        Opening("Scholen die aandacht vragen", subtitle),
        report.schools,
        note="Vmbo-locaties met een signaal, per regio. Wat elk signaal betekent, staat op het "
        "blad Verantwoording.",
        empty="Geen enkele vmbo-locatie heeft een signaal.",
    )
    write_listing(
        writer,
        dubbel,
        SHARED,
        Opening("Locaties in meer dan één regiobestand", subtitle),
        report.shared,
        note="Zo'n locatie telt landelijk één keer: in de regio waar zij (het langst) deelnemer "
        "is, en anders in de regio met het laagste regionummer. Wie in de ene regio deelnemer is, "
        "krijgt van de andere geen uitnodiging.",
        empty="Geen enkele locatie staat in meer dan één regiobestand.",
    )
    reckoning = report.reckoning
    write_account(
        writer,
        account,
        Account(
            facts=(
                *_when(report.peildatum, report.period),
                ("Definities", f"versie {report.definitions.version}"),
            ),
            sources=[_source(source) for source in report.inputs],
            tables=report.tables,
            definitions=report.definitions.rows,
            reckoning=(reckoning.summed, reckoning.double, reckoning.uncoded),
            more_terms=(("<5", "", MASKED),),
            absence=report.absence,
            plans=[_source(source) for source in report.plans.files],
            plans_said=report.plans.said,
        ),
    )
    write_kept(writer, writer.sheet(sheets.STAND.sheet), report.stand)
    return writer.content()


def _begin(title: str, date: dt.date) -> Writer:
    created = dt.datetime.combine(date, dt.time(), dt.UTC)
    return Writer(one_line(title), "Sterk Techniekonderwijs", created)


def _sheets(writer: Writer, *names: str, first: bool = True) -> list[Worksheet]:
    """Add sheets; the `first` of a workbook has the darkest tab."""
    tabs = [ACCENT if first else ACCENT_LIGHT, *[ACCENT_LIGHT] * len(names)]
    return [writer.sheet(name, tab=tab) for name, tab in zip(names, tabs, strict=False)]


def _still(errors: int) -> str:
    """Say how many fouten there still are: "er zijn nog 3 fouten"."""
    return f"er {'is' if errors == 1 else 'zijn'} nog {counted(errors, 'fout', 'fouten')}"


def _when(peildatum: dt.date, period: str) -> tuple[tuple[str, str], ...]:
    """Give the lines that say of when the figures are."""
    quarter = (("Kwartaal", period),) if period else ()
    return (*quarter, ("Peildatum", DUTCH.datum(peildatum)))


def _source(source: InputFile) -> Row:
    version = f"sjabloonversie {source.version}" if source.version else ""
    stand = " · ".join(filter(None, (source.stand, source.note, version)))
    return (source.file, source.region, stand, source.sha256)


def _national_opening(report: NationalReport, title: str) -> Opening:
    """Give the head of Overzicht: how many regions, and whether their figures are provisional."""
    provisional = sum(source.stand == "voorlopig" for source in report.inputs)
    missing = sum(source.stand == "niet ontvangen" for source in report.inputs)
    left_out = sum(source.stand not in ("voorlopig", "verwerkt") for source in report.inputs)
    left_out -= missing
    warnings = (
        f"van {counted(provisional, *_REGION)} zijn de cijfers voorlopig" if provisional else "",
        f"{counted(left_out, 'bestand telt', 'bestanden tellen')} niet mee (zie Verantwoording)"
        if left_out
        else "",
        f"van {counted(missing, *_REGION)} is niets ontvangen" if missing else "",
    )
    said = " · ".join(filter(None, warnings))
    when = f"Peildatum {DUTCH.datum(report.peildatum)}"
    subtitle = f"{when} · {counted(len(report.regions), *_REGION)}"
    return Opening(title, subtitle, capitalised(said) + "." if said else "")
