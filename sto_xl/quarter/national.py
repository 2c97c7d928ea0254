"""The national workbook: what it is made of, as bytes.

It leaves the regions: it holds nothing of a person, and no count of 1–4 pupils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sto_xl.books import report
from sto_xl.books.new.national import national_workbook
from sto_xl.figures import basis, breakdowns, coverage, figures, stand, summary
from sto_xl.figures.disclosure import Disclosure, Hidden
from sto_xl.figures.figure import NOTHING, Figure
from sto_xl.figures.participation import Location
from sto_xl.figures.stand import Stand
from sto_xl.grid import Row, Value
from sto_xl.model import Signaal
from sto_xl.model.wording import DUTCH
from sto_xl.quarter.national_comparison import NationalComparison
from sto_xl.region import missing, workbooks
from sto_xl.register import Register, capitals

#: A smaller number of pupils is told of no location.
_LEAST = 5
#: What the whole is called where a region's name would stand.
NATION = "Landelijk"


def workbook(  # noqa: PLR0913  (the parts of a report)
    disclosure: Disclosure,
    period: str,
    peildatum: dt.date,
    *,
    inputs: Sequence[report.InputFile],
    absence: str,
    compared: NationalComparison | None = None,
    plans: report.PlansRead | None = None,
    asked: Sequence[report.ToDo] = (),
    awaited: tuple[int, int] | None = None,
    register: Register | None = None,
) -> bytes:
    """Give the national workbook over the regions that count.

    With a `register` of DUO it lists what is on no roster. `awaited` is how many regions are
    expected, and how many of those that count are not.
    """
    nation = disclosure.nation
    before = compared.before.figures if compared else None
    expected, strangers = awaited or (None, 0)
    return national_workbook(
        report.NationalReport(
            period,
            peildatum,
            summary.tables(nation.regions, nation.locations, disclosure=disclosure, before=before),
            _line("", NATION, disclosure.of_nation(), disclosure.nation_figures(), nation.regions),
            [_region_line(disclosure, region, compared) for region in nation.regions],
            sorted(_with_signal(nation), key=lambda row: not Signaal(str(row[-1])).asks),
            list(_shared(nation)),
            inputs,
            _reckoning(nation),
            workbooks.definitions(),
            absence,
            stand.tables(standing(disclosure, peildatum, period)),
            compared.changed(disclosure) if compared else None,
            plans or report.PlansRead(),
            asked,
            expected,
            strangers,
            _flyer(disclosure),
            list(_on_no_roster(nation, register)) if register else None,
        )
    )


def standing(disclosure: Disclosure, peildatum: dt.date, period: str) -> Stand:
    """Give how the nation stands, without what would tell a count of 1–4 pupils."""
    every, hidden = disclosure.nation_figures(), disclosure.of_nation()
    shown = {code: Figure(code, None) if code in hidden else f for code, f in every.items()}
    return Stand("", NATION, peildatum, period, (), stand.kept(shown))


def _flyer(disclosure: Disclosure) -> str:
    """Say how many regions are above the share in the national flyer."""
    every = (disclosure.region_figures(region) for region in disclosure.nation.regions)
    shares = [found["deelname_niet_technisch"].value for found in every]
    known = sum(share is not None for share in shares)
    if not known:
        return (
            "Van geen enkele regio is bekend hoeveel locaties met alleen niet-technische profielen "
            "meedoen."
        )
    return (
        f"In {figures.above_flyer(shares)} van de {known} regio's waarvan het bekend is, doet meer "
        f"dan {figures.FLYER_SHARE}% van de locaties met alleen niet-technische profielen mee. Die "
        f"{figures.FLYER_SHARE}% komt uit de landelijke flyer en is een vergelijkingsgetal, geen "
        "norm: eenheid en noemer ervan zijn niet gedocumenteerd."
    )


def _region_line(
    disclosure: Disclosure, region: basis.RegionBasis, compared: NationalComparison | None
) -> report.RegionLine:
    found, hidden = disclosure.region_figures(region), disclosure.of_region(region)
    line = _line(region.number, region.title, hidden, found, [region])
    beside: dict[str, Value] = {
        **line.beside,
        "land": region.land or NOTHING,
        "stand": "voorlopig" if region.provisional else "verwerkt",
        "norm": NOTHING if region.money.norm is None else float(region.money.norm),
    }
    if compared:
        beside["difference"] = compared.points(region, found["deelname"])
    return replace(line, beside=beside)


def _line(
    number: str,
    title: str,
    hidden: Hidden,
    found: Mapping[str, Figure],
    regions: Sequence[basis.RegionBasis],
) -> report.RegionLine:
    deelname = found["deelname"]
    known, total = deelname.known or 0, deelname.total or 0
    by_status = breakdowns.by_planstatus(regions)
    plans = {status: own["plannen"].shown for (status,), own in by_status.items()}
    beside = {**plans, "known": known / total if total else NOTHING}
    shown = summary.values(found, hidden)
    return report.RegionLine(number, title, shown, beside, deelname.unknown)


def _with_signal(nation: basis.Nation) -> Iterator[Row]:
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


def _on_no_roster(nation: basis.Nation, register: Register) -> Iterator[Row]:
    """Give the locations with vmbo that no region has on its roster, and in whose area they lie."""
    listed = frozenset[str]().union(*(region.listed for region in nation.regions))
    for one in coverage.on_no_roster(listed, register):
        vestiging, where = one.vestiging, [r.title for r in nation.regions if _has(r, one)]
        yield (
            vestiging.code,
            vestiging.name,
            capitals.written(vestiging.place),
            capitals.written(vestiging.municipality),
            "; ".join(one.profiles),
            missing.pupils(one, least=_LEAST),
            vestiging.board,
            DUTCH.opsomming(where),
        )


def _has(region: basis.RegionBasis, one: coverage.MissingSchool) -> bool:
    return region.coverage is not None and one.vestiging.code in region.coverage.area


def _reckoning(nation: basis.Nation) -> report.Reckoning:
    summed = _sizes([v for region in nation.regions for v in region.locations])
    uncoded, whole = _sizes(nation.uncoded), _sizes(nation.locations)
    double = tuple(s - u - w for s, u, w in zip(summed, uncoded, whole, strict=True))
    return report.Reckoning(summed, (double[0], double[1], double[2]), uncoded)


def _sizes(locations: Sequence[Location]) -> tuple[int, int, int]:
    vmbo = sum(v.vmbo for v in locations)
    return len(locations), vmbo, sum(v.participates for v in locations)
