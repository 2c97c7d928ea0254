"""What is made of all regions together: the national workbook and kerncijfers.csv, as bytes.

Both leave the regions: they hold nothing of a person, and no count of 1–4 pupils.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from sto_xl import breakdowns, comparison, documents, facts, figures, reference, stand, summary
from sto_xl.books import report
from sto_xl.figures import Figure
from sto_xl.grid import Row, Value
from sto_xl.outcome import Outcome
from sto_xl.participation import Location
from sto_xl.previous import Previous
from sto_xl.stand import Stand
from sto_xl.wording import DUTCH, counted

#: What the whole is called where a region's name would stand.
NATION = "Landelijk"
#: Stands where a figure would tell a count of 1–4 pupils by what it is a part of.
_SHIELDED = "afgeschermd"
_HEADINGS = (
    *("regionummer", "regio", "cijfer", "naam", "uitsplitsing", "eenheid"),
    *("teller", "noemer", "waarde", "onbekend"),
)


def workbook(  # noqa: PLR0913  (the parts of a report)
    nation: facts.Nation,
    period: str,
    peildatum: dt.date,
    *,
    inputs: Sequence[report.Input],
    absence: str,
    compared: Compared | None = None,
) -> bytes:
    """Give the national workbook over the regions that count."""
    before = compared.before.figures if compared else None
    every = figures.figures(nation.regions, nation.locations)
    return report.national_workbook(
        report.NationalReport(
            period,
            peildatum,
            summary.tables(nation.regions, nation.locations, masked=True, before=before),
            ("", "", *_region_figures(nation.regions, nation.locations), ""),
            [_region_row(region) for region in nation.regions],
            list(_signalled(nation)),
            list(_shared(nation)),
            inputs,
            _reckoning(nation),
            documents.definitions(),
            absence,
            stand.tables(_kept(every, peildatum, period)),
            compared.changed(every) if compared else None,
        )
    )


def _kept(every: Mapping[str, Figure], peildatum: dt.date, period: str) -> Stand:
    hidden = summary.withheld(every)
    shown = {code: Figure(code, None) if code in hidden else f for code, f in every.items()}
    return Stand("", NATION, peildatum, period, (), stand.kept(shown))


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


def key_figures(nation: facts.Nation) -> bytes:
    """Give kerncijfers.csv: every figure of the nation and of each region, whole and split up.

    As Dutch Excel writes CSV: semicolons, decimal commas. Empty is unknown.
    """
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADINGS)
    parts: list[tuple[str, str, Sequence[facts.RegionFacts], Sequence[Location]]] = [
        ("", NATION, nation.regions, nation.locations)
    ]
    parts += [(r.number, r.title, (r,), r.locations) for r in nation.regions]
    for number, title, regions, locations in parts:
        names = (_safe(number), _safe(title))
        writer.writerows((*names, *row) for row in _figure_rows(regions, locations))
    # Excel takes a CSV file for UTF-8 only when it begins so.
    return text.getvalue().encode("utf-8-sig")


def _figure_rows(
    regions: Sequence[facts.RegionFacts], locations: Sequence[Location]
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


class Compared:
    """The nation beside an earlier run: on all regions, and on those of both runs."""

    def __init__(self, previous: Previous, before: Stand, outcomes: Sequence[Outcome]) -> None:
        """Take the earlier run, how the nation stood in it, and the regions that count now."""
        self.before = before
        self._pairs = [(o, o.facts, o.before) for o in outcomes if o.facts and o.before]
        keys = {o.region for o in outcomes}
        self._joined = [
            o.facts.full_title for o in outcomes if o.facts and o.region not in previous.titles
        ]
        self._left = [title for key, title in previous.titles.items() if key not in keys]
        self._failed = [o.facts.full_title for o in outcomes if o.facts and o.uncompared]

    def changed(self, every: Mapping[str, Figure]) -> report.Changed:
        """Give the page Veranderingen; `every` are the national figures now."""
        headline = comparison.headline(self.before.figures, every)
        opening = [*documents.opening(self.before, headline), *self._who()]
        same = not (self._joined or self._left or self._failed)
        now = [stand.of_region(found, self.before.peildatum) for _, found, _ in self._pairs]
        before = [earlier for _, _, earlier in self._pairs]
        rows: Sequence[Row] = ()
        if not same and self._pairs:
            whole = {code: one.figure for code, one in comparison.added(now).items()}
            rows = summary.key_figures(whole, comparison.added(before), masked=True)
        number = len(self._pairs)
        return report.Changed(
            opening,
            tuple(self._paragraphs(now)),
            comparison.NOTHING_CHANGED,
            rows,
            f"Alleen de {counted(number, *_REGION)} van beide kwartalen",
            "De cijfers van deze regio's zijn hier opgeteld: een locatie die in meer dan één "
            "regiobestand staat, telt in beide kwartalen in elke regio mee.",
            [_difference(one, earlier) for one, earlier in zip(now, before, strict=True)],
        )

    def _who(self) -> Iterator[str]:
        """Name the regions that were not in both runs."""
        if self._joined:
            yield f"Nu wel in de cijfers en toen niet: {DUTCH.opsomming(self._joined)}."
        if self._left:
            yield f"Toen wel in de cijfers en nu niet: {DUTCH.opsomming(self._left)}."
        if self._failed:
            yield (
                "Niet vergeleken, omdat de eerdere samenvatting niet te lezen is: "
                f"{DUTCH.opsomming(self._failed)}."
            )
        if not (self._joined or self._left or self._failed):
            number = counted(len(self._pairs), *_REGION)
            yield f"Het zijn in beide kwartalen dezelfde {number}."

    def _paragraphs(self, now: Sequence[Stand]) -> Iterator[comparison.Paragraph]:
        quiet = []
        for (_, found, before), after in zip(self._pairs, now, strict=True):
            told = comparison.sentences(before, after, found.merged)
            lines = tuple(line for _, sentences in told for line in sentences)
            if lines:
                yield found.full_title, lines
            else:
                quiet.append(found.full_title)
        if quiet and len(quiet) < len(self._pairs):
            yield "Geen veranderingen", (f"{DUTCH.opsomming(quiet)}.",)


_REGION = ("regio", "regio's")


def _difference(now: Stand, before: Stand) -> Row:
    row: list[Value] = [now.full_title]
    for code in ("deelnemers", "deelname"):
        figure = now.figures[code].figure
        unit = reference.cijfers()[code].eenheid
        earlier, difference = comparison.beside(figure, before.figures.get(code), unit)
        row += [earlier, figure.shown, difference]
    return tuple(row)
