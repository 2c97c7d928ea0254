"""A region's summary: what its template is filled in with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sto_xl.books.report import names, rows, specs, tables
from sto_xl.books.report.contents import RegionReport
from sto_xl.books.report.house_style import SHIPPED, HouseStyle
from sto_xl.books.report.tables import SCHOOLS
from sto_xl.books.report.terms import TERMS
from sto_xl.grid import Row, Value
from sto_xl.model.wording import DUTCH, counted

_SIGNAAL = [column.heading for column in SCHOOLS.columns].index("Signaal")
_NOTE = "Een rij per locatie. Locaties met een signaal staan vooraan."
_NO_SCHOOLS = "In het regiobestand staan nog geen scholen."


def region_summary(report: RegionReport, style: HouseStyle = SHIPPED) -> bytes:
    """Give a region's summary: Samenvatting (two pages), Profielen, Scholen, Verantwoording."""
    # Without an earlier quarter there is nothing to tell of changes, nor of what is missing where
    # that is not known.
    there = {tables.CHANGED: report.changed, tables.MISSING: report.missing}
    without = tuple(spec.name for spec, told in there.items() if told is None)
    return style.template(specs.SUMMARY, without).fill(
        f"Samenvatting {report.region}",
        report.peildatum,
        tables=_tables(report),
        values={**_on_top(report), **_said(report), **_compared(report)},
    )


def _tables(report: RegionReport) -> Mapping[str, Sequence[Row]]:
    """Give the rows of every table that there is something to say in."""
    # Of a table behind a chart the labels stay, where there is nothing to put beside them.
    charted = {name: given for name, given in rows.charted(report.tables).items() if given}
    return {
        **charted,
        tables.REACH.name: rows.reach(report.tables),
        tables.OFFERED.name: rows.offered(report.tables),
        SCHOOLS.name: rows.signalled_first(report.schools, _SIGNAAL),
        tables.DEFINITIONS.name: rows.definitions(report.definitions, report.tables),
        tables.TERMS.name: TERMS,
        tables.FILES.name: rows.files([report.source], report.plans.files),
        **({tables.CHANGED.name: rows.changes(report.changed)} if report.changed else {}),
        **({} if report.missing is None else {tables.MISSING.name: report.missing}),
        **report.stand,
    }


def _on_top(report: RegionReport) -> Mapping[str, Value]:
    """Give what stands above the figures, on each sheet."""
    when, subtitle = f"Peildatum {DUTCH.datum(report.peildatum)}", _subtitle(report)
    warnings = [f"Cijfers voorlopig: {_still(report.errors)}."] if report.errors else []
    if report.apart:
        warnings.append(f"Niet vergeleken met {report.apart}: daarvan zijn er geen cijfers.")
    parts = (when, report.period, f"bestand {report.source.file}")
    tiles = rows.tiles(report.tables)
    return {
        names.TITLE: f"Samenvatting {report.region}",
        names.SUBTITLE: " · ".join(filter(None, parts)),
        names.WARNING: " ".join(warnings),
        names.UNKNOWN: rows.unreached(report.tables),
        **{tile.name: tile.value for tile in tiles},
        **{tile.note_name: tile.note for tile in tiles},
        names.ON_PROFILES: subtitle,
        names.ON_SCHOOLS: subtitle,
        names.ON_MISSING: subtitle,
        names.ON_FILES: subtitle,
    }


def _said(report: RegionReport) -> Mapping[str, Value]:
    """Give what is said above the lists, and of where the figures come from."""
    facts = (
        " · ".join(filter(None, (report.region, report.number))),
        report.period or "geen: de stand op één dag",
        DUTCH.datum(report.peildatum),
        f"voorlopig: {_still(report.errors)}" if report.errors else "verwerkt",
        report.source.version or "niet ingevuld",
        f"versie {report.definitions.version}",
    )
    called = map(names.fact_name, names.FACTS)
    return {
        names.SAID_OF_SCHOOLS: _NOTE if report.schools else _NO_SCHOOLS,
        names.SAID_OF_MISSING: report.missing_said,
        **dict(zip(called, facts, strict=True)),
        names.PLANS: report.plans.said,
    }


def _compared(report: RegionReport) -> Mapping[str, Value]:
    """Give what is said above what changed, if anything is."""
    if not report.changed:
        return {}
    opening = "\n".join(report.changed.opening)
    return {names.ON_CHANGES: _subtitle(report), names.COMPARED: opening}


def _subtitle(report: RegionReport) -> str:
    return f"{report.region} · Peildatum {DUTCH.datum(report.peildatum)}"


def _still(errors: int) -> str:
    """Say how many fouten there still are: "er zijn nog 3 fouten"."""
    return f"er {'is' if errors == 1 else 'zijn'} nog {counted(errors, 'fout', 'fouten')}"
