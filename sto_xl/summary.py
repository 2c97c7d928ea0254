"""The rows of the tables on sheet Samenvatting, for a region or for the nation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from sto_xl import reference, sheets
from sto_xl.facts import RegionFacts, total
from sto_xl.figures import NOTHING, Figure, figures, participation, reach, rounded
from sto_xl.grid import Row, Value
from sto_xl.model import Answer, Klasse, Leerweg, Offering, PlanStatus, Signaal, Status
from sto_xl.participation import Location, has_profiel

#: Pupil counts below this are masked in the national workbook, as DUO does.
MASK_BELOW = 5


Shown = Callable[[Figure], Value]


def plainly(figure: Figure) -> Value:
    """Give a figure as it is."""
    return figure.shown


def masked(figure: Figure) -> Value:
    """Give a count of pupils, or "<5" for 1–4 of them."""
    shown = figure.shown
    few = isinstance(shown, int) and 0 < shown < MASK_BELOW
    return f"<{MASK_BELOW}" if few else shown


def tables(
    regions: Sequence[RegionFacts], counted: Sequence[Location], shown: Shown = plainly
) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of every table of the sheet Samenvatting, by the table's name.

    `shown` shows pupil counts per profile and leerweg: `masked` in the national workbook.
    """
    vmbo = [location for location in counted if location.vmbo]
    return {
        sheets.KERNCIJFERS.name: _kerncijfers(figures(regions, counted)),
        sheets.STATUS.name: _count_by(Status, (v.status for v in vmbo)),
        sheets.KLASSE.name: tuple(_klasse_row(klasse, vmbo) for klasse in Klasse),
        sheets.SIGNALEN.name: _count_by(Signaal, (v.signaal for v in vmbo)),
        sheets.MANIEREN.name: tuple(_manier_row(m, vmbo) for m in reference.manieren().values()),
        sheets.PROFIEL_LEERWEG.name: _profiel_leerweg(vmbo, shown),
        sheets.PLANSTATUS.name: _planstatus(regions),
    }


def _kerncijfers(by_code: Mapping[str, Figure]) -> tuple[Row, ...]:
    return tuple(
        (cijfer.naam, by_code[code].shown, cijfer.eenheid, by_code[code].coverage, None, None)
        for code, cijfer in reference.cijfers().items()
    )


def _count_by(
    kinds: type[Status | Signaal], values: Iterable[Status | Signaal | None]
) -> tuple[Row, ...]:
    count = Counter(values)
    return tuple((kind.value, count[kind]) for kind in kinds)


def _klasse_row(klasse: Klasse, vmbo: Sequence[Location]) -> Row:
    group = [v for v in vmbo if v.klasse is klasse]
    share = participation("deelname", group)
    taking_part = sum(v.participates for v in group)
    return (klasse.value, len(group), taking_part, share.shown, share.coverage)


def _manier_row(manier: reference.Manier, vmbo: Sequence[Location]) -> Row:
    if manier.code == "onderbouw":
        using = [v for v in vmbo if v.onderbouw is Answer.JA]
    else:
        using = [v for v in vmbo if any(getattr(o, manier.code) is Answer.JA for o in v.offerings)]
    return (manier.naam, len(using), sum(v.participates for v in using))


def _profiel_leerweg(vmbo: Sequence[Location], shown: Shown) -> tuple[Row, ...]:
    cells: dict[tuple[str | None, Leerweg], list[tuple[Location, Offering]]] = defaultdict(list)
    for location in vmbo:
        for o in location.offerings:
            if o.leerweg is Leerweg.TL:
                cells[None, Leerweg.TL].append((location, o))
            elif o.leerweg is not None and has_profiel(o):
                cells[o.profiel, o.leerweg].append((location, o))
    by_name = {p.naam: p.code for p in reference.profielen().values()}
    return tuple(
        (name, leerweg, *_reach(profiel, cells[profiel, Leerweg(leerweg)], shown))
        for name, leerweg in sheets.PROFIEL_LEERWEG.rows
        for profiel in (by_name.get(name),)
    )


def _reach(profiel: str | None, rows: Sequence[tuple[Location, Offering]], shown: Shown) -> Row:
    found = reach("bereik", rows)
    offering = len({id(v) for v, _ in rows})
    pupils = shown(found.pupils)
    if reference.is_technical(profiel):
        return (offering, pupils, NOTHING, NOTHING, found.pupils.coverage)
    taught = shown(found.reached)
    # A share would give away what is masked.
    small = isinstance(pupils, str) or isinstance(taught, str)
    share = NOTHING if small else found.share.shown
    return (offering, pupils, taught, share, found.share.coverage)


def _planstatus(regions: Sequence[RegionFacts]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for status in PlanStatus:
        parts = [r.plans.get(status, (0, Decimal(0), Decimal(0))) for r in regions]
        rows.append(
            (
                status.value,
                sum(count for count, _, _ in parts),
                rounded(total(asked for _, asked, _ in parts)),
                rounded(total(granted for _, _, granted in parts)),
            )
        )
    return tuple(rows)
