"""Figures split up: by deelname, class, signal, way, profile and leerweg, and status of plans."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sto_xl import sheets
from sto_xl.figures.basis import Plans, RegionBasis
from sto_xl.figures.figure import Figure
from sto_xl.figures.figures import participation
from sto_xl.figures.participation import Location, has_profiel
from sto_xl.figures.pupils import reach
from sto_xl.figures.sums import total
from sto_xl.model import Answer, Klasse, Leerweg, Offering, PlanStatus, Signaal, Status, reference

#: The figures of each part, by the words that name the part; figures by their code.
Breakdown = Mapping[tuple[str, ...], Mapping[str, Figure]]
#: What the split by profile and leerweg is called.
PROFIEL = "profiel"


def breakdowns(
    regions: Sequence[RegionBasis], counted: Sequence[Location], profielen: Breakdown
) -> Iterator[tuple[str, Breakdown]]:
    """Give every way in which figures are split up, with what it is called.

    `profielen` is the split by profile and leerweg: all of it, or no more than who offers each.
    """
    vmbo = [location for location in counted if location.vmbo]
    yield "deelname", by_status(vmbo)
    yield "klasse", by_klasse(vmbo)
    yield "signaal", by_signaal(vmbo)
    yield "manier", by_manier(vmbo)
    yield PROFIEL, profielen
    yield "planstatus", by_planstatus(regions)


def by_status(vmbo: Sequence[Location]) -> Breakdown:
    """Count the vmbo locations by deelname."""
    count = Counter(v.status for v in vmbo)
    return {(status.value,): _figures(vmbo=count[status]) for status in Status}


def by_klasse(vmbo: Sequence[Location]) -> Breakdown:
    """Give the deelname of each class."""
    found: dict[tuple[str, ...], Mapping[str, Figure]] = {}
    for klasse in Klasse:
        group = [v for v in vmbo if v.klasse is klasse]
        found[klasse.value,] = {**_locations(group), "deelname": participation("deelname", group)}
    return found


def by_signaal(vmbo: Sequence[Location]) -> Breakdown:
    """Count the vmbo locations by signal."""
    count = Counter(v.signaal for v in vmbo)
    return {(signaal.value,): _figures(gesignaleerd=count[signaal]) for signaal in Signaal}


def by_manier(vmbo: Sequence[Location]) -> Breakdown:
    """Count the locations that use each way; one may stand under several."""
    return {
        (manier.naam,): _locations([v for v in vmbo if _uses(v, manier.code)])
        for manier in reference.manieren().values()
    }


def _uses(location: Location, manier: str) -> bool:
    if manier == "onderbouw":
        return location.onderbouw is Answer.JA
    return any(getattr(offering, manier) is Answer.JA for offering in location.offerings)


def by_profiel(vmbo: Sequence[Location]) -> Breakdown:
    """Give who offers each profile in each leerweg, its pupils, and how many are reached.

    Of a technical profile no reach: its pupils get techniek already.
    """
    return {part: _reach(profiel, rows) for part, profiel, rows in _offered(vmbo)}


def by_offered_profiel(vmbo: Sequence[Location]) -> Breakdown:
    """Give who offers each profile in each leerweg, and nothing of pupils."""
    return {part: _offering(rows) for part, _, rows in _offered(vmbo)}


def _offered(
    vmbo: Sequence[Location],
) -> Iterator[tuple[tuple[str, str], str | None, list[tuple[Location, Offering]]]]:
    """Give of each profile and leerweg its name, its code and the rows of Aanbod."""
    rows: dict[tuple[str | None, Leerweg], list[tuple[Location, Offering]]] = defaultdict(list)
    for location in vmbo:
        for o in location.offerings:
            if o.leerweg is Leerweg.TL:
                rows[None, Leerweg.TL].append((location, o))
            elif o.leerweg is not None and has_profiel(o):
                rows[o.profiel, o.leerweg].append((location, o))
    by_name = {p.naam: p.code for p in reference.profielen().values()}
    for name, leerweg in sheets.PROFIEL_LEERWEG.rows:
        profiel = by_name.get(name)
        yield (name, leerweg), profiel, rows[profiel, Leerweg(leerweg)]


def _offering(rows: Sequence[tuple[Location, Offering]]) -> Mapping[str, Figure]:
    return _figures(vmbo=len({id(location) for location, _ in rows}))


def _reach(profiel: str | None, rows: Sequence[tuple[Location, Offering]]) -> Mapping[str, Figure]:
    found = reach("bereik", rows)
    # TL is never added to the other leerwegen, so its figures have names of their own.
    tl = "" if profiel else "_tl"
    parts = (
        (found.pupils,)
        if reference.is_technical(profiel)
        else (
            found.pupils,
            found.reached,
            found.share,
        )
    )
    return {**_offering(rows), **{f"{f.code}{tl}": replace(f, code=f"{f.code}{tl}") for f in parts}}


def by_planstatus(regions: Sequence[RegionBasis]) -> Breakdown:
    """Give the plans of each status, those without one as unknown, and their amounts."""
    found: dict[tuple[str, ...], Mapping[str, Figure]] = {}
    for status in (*PlanStatus, None):
        parts = [region.plans.get(status, Plans()) for region in regions]
        found[status.value if status else Status.ONBEKEND.value,] = {
            **_figures(plannen=sum(part.count for part in parts)),
            "gevraagd": Figure.of("gevraagd", total(part.asked for part in parts)),
            "toegekend": Figure.of("toegekend", total(part.granted for part in parts)),
        }
    return found


def _locations(group: Sequence[Location]) -> Mapping[str, Figure]:
    return _figures(vmbo=len(group), deelnemers=sum(v.participates for v in group))


def _figures(**counts: int) -> Mapping[str, Figure]:
    return {code: Figure(code, count) for code, count in counts.items()}
