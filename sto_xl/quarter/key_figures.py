"""The file kerncijfers.csv: every figure of the nation and of each region, to reckon with.

It leaves the regions: it holds nothing of a person, and no count of 1–4 pupils.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal

from sto_xl.figures import basis, breakdowns
from sto_xl.figures.breakdowns import Breakdown
from sto_xl.figures.disclosure import Disclosure, Hidden, Part
from sto_xl.figures.figure import Figure, Number
from sto_xl.figures.participation import Location
from sto_xl.model import reference
from sto_xl.quarter.national import NATION

_HEADINGS = (
    *("regionummer", "regio", "cijfer", "naam", "uitsplitsing", "eenheid"),
    *("teller", "noemer", "waarde", "onbekend"),
)


def as_csv(disclosure: Disclosure) -> bytes:
    """Give kerncijfers.csv: every figure of the nation and of each region, whole and split up.

    A region's pupils are not split up by profile and leerweg: each region has those itself, and
    all together they would tell the small ones. As Dutch Excel writes CSV: semicolons, decimal
    commas. Empty is unknown.
    """
    data = io.BytesIO()
    # Excel takes a CSV file for UTF-8 only when it begins so.
    text = io.TextIOWrapper(data, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    nation = disclosure.nation
    for row in _part_rows("", disclosure.nation_figures(), disclosure.of_nation()):
        writer.writerow(("", NATION, *row))
    profielen = disclosure.nation_parts()
    for row in _split_rows(nation.regions, nation.locations, profielen, disclosure.of_part):
        writer.writerow(("", NATION, *row))
    for region in nation.regions:
        names = (_safe(region.number), _safe(region.title))
        whole = disclosure.region_figures(region)
        for row in _part_rows("", whole, disclosure.of_region(region)):
            writer.writerow((*names, *row))
        offered = breakdowns.by_offered_profiel([v for v in region.locations if v.vmbo])
        for row in _split_rows((region,), region.locations, offered):
            writer.writerow((*names, *row))
    text.flush()
    return data.getvalue()


def _split_rows(
    regions: Sequence[basis.RegionBasis],
    locations: Sequence[Location],
    profielen: Breakdown,
    of_part: Callable[[Part], Hidden] = lambda _: {},
) -> Iterator[Sequence[object]]:
    """Give the figures of each part that they are split up in.

    `of_part` says what stands in place of those by profile and leerweg.
    """
    for name, parts in breakdowns.breakdowns(regions, locations, profielen):
        for part, found in parts.items():
            hidden = of_part(part) if name == breakdowns.PROFIEL else {}
            yield from _part_rows(f"{name}: {' '.join(part)}", found, hidden)


def _part_rows(
    part: str, found: Mapping[str, Figure], hidden: Hidden
) -> Iterator[Sequence[object]]:
    for code, figure in found.items():
        cijfer = reference.cijfers()[code]
        numbers = ("", "", hidden[code]) if code in hidden else _numbers(figure)
        yield (code, cijfer.naam, part, cijfer.eenheid, *numbers, figure.unknown)


def _numbers(figure: Figure) -> tuple[str, str, str]:
    """Give numerator, denominator and value."""
    value = _plain(figure.value)
    return _plain(figure.numerator), _plain(figure.denominator) if figure.share else "", value


def _plain(number: Number | None) -> str:
    if number is None:
        return ""
    # Ten decimals are more than any count or amount needs; without noughts behind them.
    text = f"{Decimal(number):.10f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")


def _safe(text: str) -> str:
    """Give a typed text so that no spreadsheet takes it for a formula."""
    line = " ".join(text.split())
    return f"'{line}" if line.startswith(("=", "+", "-", "@")) else line
