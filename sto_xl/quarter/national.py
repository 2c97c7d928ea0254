"""What is made of all regions together: the national workbook and kerncijfers.csv, as bytes.

Both leave the regions: they hold nothing of a person, and no count of 1–4 pupils.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sto_xl.books import report
from sto_xl.figures import basis, breakdowns, figures, stand, summary
from sto_xl.figures.figures import Figure
from sto_xl.figures.participation import Location
from sto_xl.figures.stand import Stand
from sto_xl.grid import Row, Value
from sto_xl.model import reference
from sto_xl.quarter.national_comparison import NationalComparison
from sto_xl.region import workbooks

#: What the whole is called where a region's name would stand.
NATION = "Landelijk"
#: Stands where a figure would tell a count of 1–4 pupils by what it is a part of.
_SHIELDED = "afgeschermd"
_HEADINGS = (
    *("regionummer", "regio", "cijfer", "naam", "uitsplitsing", "eenheid"),
    *("teller", "noemer", "waarde", "onbekend"),
)


def workbook(  # noqa: PLR0913  (the parts of a report)
    nation: basis.Nation,
    period: str,
    peildatum: dt.date,
    *,
    inputs: Sequence[report.InputFile],
    absence: str,
    compared: NationalComparison | None = None,
    plans: report.PlansRead | None = None,
) -> bytes:
    """Give the national workbook over the regions that count."""
    before = compared.before.figures if compared else None
    every = figures.figures(nation.regions, nation.locations)
    return report.national_workbook(
        report.NationalReport(
            period,
            peildatum,
            summary.tables(nation.regions, nation.locations, masked=True, before=before),
            report.RegionLine("", NATION, _shown(nation.regions, nation.locations)),
            [_region_line(region) for region in nation.regions],
            list(_signalled(nation)),
            list(_shared(nation)),
            inputs,
            _reckoning(nation),
            workbooks.definitions(),
            absence,
            stand.tables(standing(nation, peildatum, period)),
            compared.changed(every) if compared else None,
            plans or report.PlansRead(),
        )
    )


def standing(nation: basis.Nation, peildatum: dt.date, period: str) -> Stand:
    """Give how the nation stands, without what would tell a count of 1–4 pupils."""
    every = figures.figures(nation.regions, nation.locations)
    hidden = summary.withheld(every)
    shown = {code: Figure(code, None) if code in hidden else f for code, f in every.items()}
    return Stand("", NATION, peildatum, period, (), stand.kept(shown))


def _region_line(region: basis.RegionBasis) -> report.RegionLine:
    stand = "voorlopig" if region.provisional else "verwerkt"
    shown = _shown((region,), region.locations)
    return report.RegionLine(region.number, region.title, shown, stand)


def _shown(
    regions: Sequence[basis.RegionBasis], counted: Sequence[Location]
) -> Mapping[str, Value]:
    return summary.values(figures.figures(regions, counted), masked=True)


def _signalled(nation: basis.Nation) -> Iterator[Row]:
    counted = {id(location) for location in nation.locations}
    for region in nation.regions:
        for v in region.locations:
            if v.signaal and id(v) in counted:
                where = (region.full_title, v.code or "", v.name, v.place)
                yield (*where, v.klasse.value, v.status.value, v.signaal.value)


def _shared(nation: basis.Nation) -> Iterator[Row]:
    for shared in nation.shared:
        (region, status), *others = shared.regions
        for other, other_status in others:
            yield (shared.code, shared.name, region, status.value, other, other_status.value)


def _reckoning(nation: basis.Nation) -> report.Reckoning:
    summed = _sizes([v for region in nation.regions for v in region.locations])
    uncoded, whole = _sizes(nation.uncoded), _sizes(nation.locations)
    double = tuple(s - u - w for s, u, w in zip(summed, uncoded, whole, strict=True))
    return report.Reckoning(summed, (double[0], double[1], double[2]), uncoded)


def _sizes(locations: Sequence[Location]) -> tuple[int, int, int]:
    vmbo = sum(v.vmbo for v in locations)
    return len(locations), vmbo, sum(v.participates for v in locations)


def key_figures(nation: basis.Nation) -> bytes:
    """Give kerncijfers.csv: every figure of the nation and of each region, whole and split up.

    As Dutch Excel writes CSV: semicolons, decimal commas. Empty is unknown.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    parts: list[tuple[str, str, Sequence[basis.RegionBasis], Sequence[Location]]] = [
        ("", NATION, nation.regions, nation.locations)
    ]
    parts += [(r.number, r.title, (r,), r.locations) for r in nation.regions]
    for number, title, regions, locations in parts:
        names = (_safe(number), _safe(title))
        writer.writerows((*names, *row) for row in _figure_rows(regions, locations))
    # Excel takes a CSV file for UTF-8 only when it begins so.
    return text.getvalue().encode("utf-8-sig")


def _figure_rows(
    regions: Sequence[basis.RegionBasis], locations: Sequence[Location]
) -> Iterator[Sequence[object]]:
    """Give the figures as a whole, then those of each part that they are split up in."""
    whole = figures.figures(regions, locations)
    yield from _part_rows("", whole)
    for name, parts in breakdowns.breakdowns(regions, locations):
        for part, found in parts.items():
            yield from _part_rows(f"{name}: {' '.join(part)}", found)


def _part_rows(part: str, found: Mapping[str, Figure]) -> Iterator[Sequence[object]]:
    hidden = summary.withheld(found)
    for code, figure in found.items():
        cijfer = reference.cijfers()[code]
        numbers = _numbers(figure, hidden.get(code))
        yield (code, cijfer.naam, part, cijfer.eenheid, *numbers, figure.unknown)


def _numbers(figure: Figure, hidden: str | None) -> tuple[str, str, str]:
    """Give numerator, denominator and value, or what stands in their place."""
    if hidden is not None:
        return "", "", hidden if hidden == summary.MASK else _SHIELDED
    value = _plain(figure.value)
    return _plain(figure.numerator), _plain(figure.denominator) if figure.share else "", value


def _plain(number: figures.Number | None) -> str:
    if number is None:
        return ""
    # Ten decimals are more than any count or amount needs; without noughts behind them.
    text = f"{Decimal(number):.10f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _safe(text: str) -> str:
    """Give a typed text so that no spreadsheet takes it for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line
