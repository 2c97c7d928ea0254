"""The national workbook, written anew: how many charts and tables it has, the data decide."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.national.changes import write_changes
from sto_xl.books.new.national.regions import write_regions
from sto_xl.books.new.reports.account import ACCOUNT, Account, write_account, write_files
from sto_xl.books.new.reports.digest import write_digest
from sto_xl.books.new.reports.kept import write_kept
from sto_xl.books.new.reports.lists import write_listing
from sto_xl.books.new.reports.pages import Opening
from sto_xl.books.new.reports.profiles import NOTE, write_profiles
from sto_xl.books.new.style import ACCENT, ACCENT_LIGHT, Writer
from sto_xl.books.report import rows
from sto_xl.books.report.cells import one_line
from sto_xl.books.report.contents import REGIONS, SHARED, SIGNALLED, NationalReport
from sto_xl.books.report.tables import CHANGED, FILES
from sto_xl.books.report.terms import MASKED, TERMS
from sto_xl.model.wording import DUTCH, capitalised, counted

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_REGION = ("regio", "regio's")


def national_workbook(report: NationalReport) -> bytes:
    """Give the national picture, from Overzicht to Bestanden."""
    title = f"Landelijk kwartaalbeeld {report.period}"
    created = dt.datetime.combine(report.peildatum, dt.time(), dt.UTC)
    writer = Writer(one_line(title), "Sterk Techniekonderwijs", created)
    (overview,) = _sheets(writer, "Overzicht")
    changes = _sheets(writer, CHANGED.sheet, first=False) if report.changed else []
    regions, profielen, scholen, dubbel, said, files = _sheets(
        writer,
        REGIONS.sheet,
        "Profielen",
        SIGNALLED.sheet,
        SHARED.sheet,
        ACCOUNT,
        FILES.sheet,
        first=False,
    )
    subtitle = f"{report.period} · Peildatum {DUTCH.datum(report.peildatum)}"
    tables = report.tables
    opening = Opening("Profielen en leerwegen", subtitle)
    drawn = write_profiles(writer, profielen, opening, tables, note=f"{NOTE} {MASKED}")
    opening = _opening(report, title)
    unknown = rows.unreached(tables)
    write_digest(writer, overview, opening, tables, drawn, rows.tiles(tables), unknown)
    if report.changed:
        write_changes(writer, changes[0], Opening(CHANGED.sheet, subtitle), report.changed)
    write_regions(writer, regions, Opening("Regio's", subtitle), report.nation, report.regions)
    write_listing(
        writer,
        scholen,
        SIGNALLED,
        Opening("Scholen die aandacht vragen", subtitle),
        report.schools,
        note="Vmbo-locaties met een signaal, per regio. Wat elk signaal betekent, staat op het "
        "blad Verantwoording."
        if report.schools
        else "Geen enkele vmbo-locatie heeft een signaal.",
    )
    write_listing(
        writer,
        dubbel,
        SHARED,
        Opening("Locaties in meer dan één regiobestand", subtitle),
        report.shared,
        note="Zo'n locatie telt landelijk één keer: in de regio waar zij (het langst) deelnemer "
        "is, en anders in de regio met het laagste regionummer. Wie in de ene regio deelnemer is, "
        "krijgt van de andere geen uitnodiging."
        if report.shared
        else "Geen enkele locatie staat in meer dan één regiobestand.",
    )
    reckoning = report.reckoning
    write_account(
        writer,
        said,
        Account(
            (
                *((("Kwartaal", report.period),) if report.period else ()),
                ("Peildatum", DUTCH.datum(report.peildatum)),
                ("Definities", f"versie {report.definitions.version}"),
            ),
            {remark: remark for remark in (report.absence, report.plans.said) if remark},
            rows.definitions(report.definitions, tables),
            [*TERMS, ("<5", "", MASKED)],
            (reckoning.summed, reckoning.double, reckoning.uncoded),
        ),
    )
    opening = Opening("Bestanden", subtitle)
    write_files(writer, files, opening, rows.files(report.inputs, report.plans.files))
    write_kept(writer, writer.sheet(sheets.STAND.sheet), report.stand)
    return writer.content()


def _sheets(writer: Writer, *names: str, first: bool = True) -> list[Worksheet]:
    """Add sheets; the `first` of a workbook has the darkest tab."""
    tabs = [ACCENT if first else ACCENT_LIGHT, *[ACCENT_LIGHT] * len(names)]
    return [writer.sheet(name, tab=tab) for name, tab in zip(names, tabs, strict=False)]


def _opening(report: NationalReport, title: str) -> Opening:
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
