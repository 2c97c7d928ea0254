"""The workbooks of a run, as bytes: findings, summaries, the national picture.

Where routines' results meet the writers of workbooks; every door that makes workbooks makes them
here, so that they are the same at each.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from sto_xl import facts, figures, reference, routines, summary
from sto_xl.books import report
from sto_xl.findings import Severity
from sto_xl.grid import Row
from sto_xl.participation import Location


def definitions() -> report.Definitions:
    """Give the definitions of the figures, as reports print them."""
    rows = tuple((c.naam, c.eenheid, c.definitie) for c in reference.cijfers().values())
    return report.Definitions(reference.DEFINITION_VERSION, rows)


def findings(examined: routines.Examined) -> bytes:
    """Give the findings workbook of a roster."""
    counts = examined.report.counts
    return report.findings_workbook(
        report.Check(
            examined.facts.title,
            examined.roster.name,
            examined.peildatum,
            (counts[Severity.FOUT], counts[Severity.WAARSCHUWING], counts[Severity.TIP]),
            routines.control_rows(examined.report),
        )
    )


def source(examined: routines.Examined, sha256: str) -> report.Input:
    """Give what a report says of the roster that it was made from."""
    found = examined.facts
    return report.Input(
        examined.roster.name,
        sha256,
        found.title,
        examined.roster.region.sjabloonversie or "",
        "voorlopig" if found.provisional else "verwerkt",
        _provisional_note(found),
    )


def _provisional_note(found: facts.RegionFacts) -> str:
    count = found.findings.get(Severity.FOUT, 0)
    return (
        f"het regiobestand heeft nog {count} {'fout' if count == 1 else 'fouten'}" if count else ""
    )


def region_summary(examined: routines.Examined, sha256: str, period: str = "") -> bytes:
    """Give the summary workbook of a region."""
    return report.region_summary(
        report.RegionReport(
            examined.facts.title,
            examined.peildatum,
            routines.summarise(examined),
            [_school_row(flag) for flag in routines.flag(examined)],
            examined.report.counts[Severity.FOUT],
            source(examined, sha256),
            definitions(),
            examined.facts.number,
            period,
        )
    )


def _school_row(flag: routines.Flag) -> Row:
    location = flag.location
    # Class and participation are those of vmbo locations; of others the kind says all.
    kind = location.kind.value if location.kind else "onbekend"
    klasse = location.klasse.value if location.vmbo else f"geen vmbo ({kind})"
    return (
        location.code or "",
        location.name,
        location.place,
        klasse,
        location.status.value,
        flag.signaal.value if flag.signaal else "",
        flag.next_step,
    )


def national(
    nation: facts.Nation, period: str, peildatum: dt.date, inputs: Sequence[report.Input]
) -> bytes:
    """Give the national workbook over the regions that count."""
    return report.national_workbook(
        report.NationalReport(
            period,
            peildatum,
            summary.tables(nation.regions, nation.locations, masked=True),
            ("", "", *_region_figures(nation.regions, nation.locations), ""),
            [_region_row(region) for region in nation.regions],
            list(_signalled(nation)),
            list(_shared(nation)),
            inputs,
            _reckoning(nation),
            definitions(),
        )
    )


#: The figures in the columns of `report.REGIONS`, between the region's name and its Stand.
_REGION_FIGURES = (
    *("vmbo", "deelnemers", "deelname", "leerlingen", "bereikt", "bereik"),
    *("gesignaleerd", "bevindingen_fout"),
)


def _region_figures(regions: Sequence[facts.RegionFacts], counted: Sequence[Location]) -> Row:
    shown = summary.values(figures.figures(regions, counted), masked=True)
    return tuple(shown[code] for code in _REGION_FIGURES)


def _region_row(region: facts.RegionFacts) -> Row:
    stand = "voorlopig" if region.provisional else "verwerkt"
    numbers = _region_figures((region,), region.locations)
    return (region.number, region.title, *numbers, stand)


def _signalled(nation: facts.Nation) -> Iterator[Row]:
    counted = {id(location) for location in nation.locations}
    for region in nation.regions:
        for v in region.locations:
            if v.signaal and id(v) in counted:
                where = (region.full_title, v.code or "", v.name, v.place)
                yield (*where, v.klasse.value, v.status.value, v.signaal.value)


def _shared(nation: facts.Nation) -> Iterator[Row]:
    for shared in nation.shared:
        (region, status), *others = shared.regions
        for other, other_status in others:
            yield (shared.code, shared.name, region, status.value, other, other_status.value)


def _reckoning(nation: facts.Nation) -> report.Reckoning:
    summed = _sizes([v for region in nation.regions for v in region.locations])
    uncoded, whole = _sizes(nation.uncoded), _sizes(nation.locations)
    double = tuple(s - u - w for s, u, w in zip(summed, uncoded, whole, strict=True))
    return report.Reckoning(summed, (double[0], double[1], double[2]), uncoded)


def _sizes(locations: Sequence[Location]) -> tuple[int, int, int]:
    vmbo = sum(v.vmbo for v in locations)
    return len(locations), vmbo, sum(v.participates for v in locations)
