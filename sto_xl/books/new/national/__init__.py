"""The national workbook, written anew: how many charts and tables it has, the data decide.

It opens with what there is to do; who wants to know more reads on, and what proves it comes last.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.national import changes, files, to_do
from sto_xl.books.new.national.deelname import write_deelname
from sto_xl.books.new.national.regions import write_regions
from sto_xl.books.new.reports.account import ACCOUNT, Account, write_account
from sto_xl.books.new.reports.digest import write_digest
from sto_xl.books.new.reports.kept import write_kept
from sto_xl.books.new.reports.lists import write_listing
from sto_xl.books.new.reports.pages import Opening
from sto_xl.books.new.reports.profiles import NOTE, write_profiles
from sto_xl.books.new.style import ACCENT, ACCENT_LIGHT, Writer
from sto_xl.books.report import rows
from sto_xl.books.report.cells import one_line
from sto_xl.books.report.contents import Changed
from sto_xl.books.report.nation import (
    DIGESTS,
    ON_NO_ROSTER,
    REGION_CHANGES,
    REGION_SHARES,
    REGIONS,
    SCHOOL_CHANGES,
    SHARED,
    TAKEN_IN,
    WITH_SIGNAL,
    NationalReport,
)
from sto_xl.books.report.tables import OFFERED
from sto_xl.books.report.terms import MASKED, TERMS
from sto_xl.grid import Row
from sto_xl.model.wording import DUTCH, REGIO, capitalised, counted

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    Sheets = Mapping[str, Worksheet]

_OVERVIEW = "Overzicht"


def national_workbook(report: NationalReport) -> bytes:
    """Give the national picture, from Wat nu te doen to Controlegetallen."""
    title = f"Landelijk kwartaalbeeld {report.period}"
    created = dt.datetime.combine(report.peildatum, dt.time(), dt.UTC)
    writer = Writer(one_line(title), "Sterk Techniekonderwijs", created)
    sheets_ = {name: writer.sheet(name, tab=ACCENT_LIGHT) for name in _names(report)}
    sheets_[to_do.NAME].set_tab_color(ACCENT)
    subtitle = f"{report.period} · Peildatum {DUTCH.datum(report.peildatum)}"
    opening = _opening(report, title)
    doing = replace(opening, title=to_do.NAME, subtitle=f"{report.period} · {opening.subtitle}")
    to_do.write_to_do(writer, sheets_[to_do.NAME], doing, report.to_do)
    _write_figures(writer, sheets_, report, opening, subtitle)
    _write_regions(writer, sheets_, report, subtitle)
    _write_changes(writer, sheets_, report.changed, subtitle)
    _write_lists(writer, sheets_, report, subtitle)
    _write_account(writer, sheets_, report, subtitle)
    write_kept(writer, writer.sheet(sheets.STAND.sheet), report.stand)
    return writer.content()


def _names(report: NationalReport) -> Iterator[str]:
    """Give the names of the sheets in their order."""
    yield from (to_do.NAME, _OVERVIEW, REGIONS.sheet, REGION_SHARES.sheet)
    if report.changed:
        yield from (SCHOOL_CHANGES.sheet, REGION_CHANGES.sheet)
        if report.changed.figures:
            yield changes.BOTH
    yield from (OFFERED.sheet, WITH_SIGNAL.sheet)
    if report.missing is not None:
        yield ON_NO_ROSTER.sheet
    yield from (SHARED.sheet, ACCOUNT)
    yield from (TAKEN_IN.sheet, DIGESTS.sheet)


def _opening(report: NationalReport, title: str) -> Opening:
    """Give the head of Overzicht: how many regions, and whether their figures are provisional."""
    provisional = sum(source.stand == "voorlopig" for source in report.inputs)
    missing = sum(source.stand == "niet ontvangen" for source in report.inputs)
    left_out = sum(source.stand not in ("voorlopig", "verwerkt") for source in report.inputs)
    left_out -= missing
    warnings = (
        f"van {counted(provisional, *REGIO)} zijn de cijfers voorlopig" if provisional else "",
        f"{counted(left_out, 'bestand telt', 'bestanden tellen')} niet mee (zie Bestanden)"
        if left_out
        else "",
        f"van {counted(missing, *REGIO)} is niets ontvangen" if missing else "",
    )
    said = " · ".join(filter(None, warnings))
    when = f"Peildatum {DUTCH.datum(report.peildatum)}"
    return Opening(title, f"{when} · {_regions(report)}", capitalised(said) + "." if said else "")


def _regions(report: NationalReport) -> str:
    """Say how many regions count, and of how many: "76 van 78 regio's"."""
    if report.expected is None:
        return counted(len(report.regions), *REGIO)
    said = f"{len(report.regions) - report.strangers} van {counted(report.expected, *REGIO)}"
    beside = f", en {report.strangers} die niet op de lijst {{}}" if report.strangers else ""
    return said + beside.format("staat" if report.strangers == 1 else "staan")


def _write_figures(
    writer: Writer, sheets_: Sheets, report: NationalReport, opening: Opening, subtitle: str
) -> None:
    tables = report.tables
    beside = Opening("Profielen en leerwegen", subtitle)
    drawn = write_profiles(writer, sheets_[OFFERED.sheet], beside, tables, note=f"{NOTE} {MASKED}")
    unknown = rows.unreached(tables)
    write_digest(writer, sheets_[_OVERVIEW], opening, tables, drawn, rows.tiles(tables), unknown)


def _write_regions(writer: Writer, sheets_: Sheets, report: NationalReport, subtitle: str) -> None:
    of_regions = Opening("Regio's", subtitle)
    write_regions(
        writer, sheets_[REGIONS.sheet], of_regions, report.nation, report.regions, report.flyer
    )
    shares = Opening("Deelname per regio", subtitle)
    write_deelname(writer, sheets_[REGION_SHARES.sheet], shares, report.regions, report.flyer)


def _write_changes(writer: Writer, sheets_: Sheets, changed: Changed | None, subtitle: str) -> None:
    if changed is None:
        return
    for name, write in (
        (SCHOOL_CHANGES.sheet, changes.write_changes),
        (REGION_CHANGES.sheet, changes.write_differences),
        (changes.BOTH, changes.write_both),
    ):
        if name in sheets_:
            write(writer, sheets_[name], Opening(name, subtitle), changed)


def _write_lists(writer: Writer, sheets_: Sheets, report: NationalReport, subtitle: str) -> None:
    write_listing(
        writer,
        sheets_[WITH_SIGNAL.sheet],
        WITH_SIGNAL,
        Opening("Scholen die aandacht vragen", subtitle),
        report.schools,
        note="Per regio de vmbo-locaties die aandacht vragen; daaronder die van de deelnemers van "
        "wie alleen het bereik onbekend is. Wat elk signaal betekent, staat op blad Verantwoording."
        if report.schools
        else "Geen enkele vmbo-locatie heeft een signaal.",
    )
    if report.missing is not None:
        write_listing(
            writer,
            sheets_[ON_NO_ROSTER.sheet],
            ON_NO_ROSTER,
            Opening("Scholen op geen enkel regiobestand", subtitle),
            report.missing,
            note=_absent(report.missing),
        )
    write_listing(
        writer,
        sheets_[SHARED.sheet],
        SHARED,
        Opening("Locaties in meer dan één regiobestand", subtitle),
        report.shared,
        note="Zo'n locatie telt landelijk één keer: in de regio waar zij (het langst) deelnemer "
        "is, en anders in de regio met het laagste regionummer. Wie in de ene regio deelnemer is, "
        "krijgt van de andere geen uitnodiging."
        if report.shared
        else "Geen enkele locatie staat in meer dan één regiobestand.",
    )


def _absent(missing: Sequence[Row]) -> str:
    count = counted(len(missing), "locatie", "locaties")
    verb = "staat" if len(missing) == 1 else "staan"
    return (
        f"{capitalised(count)} {verb} op geen enkel regiobestand dat meetelt en "
        f"{'heeft' if len(missing) == 1 else 'hebben'} volgens DUO een vmbo-profiel in BB, KB of "
        "GL. Locaties met alleen de theoretische leerweg staan er niet bij."
        if missing
        else "Elke locatie met een vmbo-profiel in BB, KB of GL volgens DUO staat op een "
        "regiobestand."
    )


def _write_account(writer: Writer, sheets_: Sheets, report: NationalReport, subtitle: str) -> None:
    reckoning = report.reckoning
    write_account(
        writer,
        sheets_[ACCOUNT],
        Account(
            (
                *((("Kwartaal", report.period),) if report.period else ()),
                ("Peildatum", DUTCH.datum(report.peildatum)),
                ("Definities", f"versie {report.definitions.version}"),
            ),
            {remark: remark for remark in (report.absence, report.plans.said) if remark},
            rows.definitions(report.definitions, report.tables),
            [*TERMS, ("<5", "", MASKED)],
            (reckoning.summed, reckoning.double, reckoning.uncoded),
        ),
    )
    plans = report.plans.files
    files.write_files(writer, sheets_[TAKEN_IN.sheet], subtitle, report.inputs, plans)
    every = (*report.inputs, *plans)
    files.write_digests(writer, sheets_[DIGESTS.sheet], subtitle, every)
