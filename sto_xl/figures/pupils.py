"""Pupils, and how many of them get acquainted with techniek: their figures over some locations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from sto_xl.figures.figure import Figure
from sto_xl.figures.participation import Location, has_profiel, reached
from sto_xl.figures.sums import Sum
from sto_xl.model import Leerweg, Offering, reference


@dataclass(frozen=True, slots=True)
class Reach:
    """Pupils, and those who get acquainted with techniek, over some rows of Aanbod."""

    pupils: Figure
    reached: Figure
    share: Figure


def reach(code: str, rows: Sequence[tuple[Location, Offering]]) -> Reach:
    """Give Leerlingen, Bereikt and Bereik over rows; Bereikt counts rows of deelnemers only."""
    pupils = [o.leerlingen for _, o in rows]
    told = [(v, o, reached((o,))) for v, o in rows]
    # A row whose ways are not known is unknown here, never nought.
    counting = [(o, known) for v, o, known in told if v.participates and known != "nee"]
    amounts = [_capped(o) if known == "ja" else None for o, known in counting]
    pairs = [(_reached_pupils(v, o, known), o.leerlingen) for v, o, known in told]
    both = [(r, p) for r, p in pairs if r is not None and p is not None]
    return Reach(
        Figure.of("leerlingen", Sum.of(pupils)),
        Figure.of("bereikt", Sum.of(amounts)),
        Figure(
            code,
            sum(r for r, _ in both),
            sum(p for _, p in both),
            share=True,
            known=len(both),
            total=len(pairs),
        ),
    )


def _capped(offering: Offering) -> int | None:
    if offering.bereikt is None or offering.leerlingen is None:
        return offering.bereikt
    return min(offering.bereikt, offering.leerlingen)


def _reached_pupils(location: Location, offering: Offering, known: str) -> int | None:
    """Give the reached pupils of a row: 0 for who does not take part, None when unknown."""
    if not location.participates or known == "nee":
        return 0
    return _capped(offering) if known == "ja" else None


def _rows(
    counted: Iterable[Location], test: Callable[[Offering], bool]
) -> list[tuple[Location, Offering]]:
    return [(v, o) for v in counted if v.vmbo for o in v.offerings if test(o)]


def _is_tl(offering: Offering) -> bool:
    return offering.leerweg is Leerweg.TL


def _is_non_technical(offering: Offering) -> bool:
    return (
        _is_beroepsgericht(offering)
        and has_profiel(offering)
        and not reference.is_technical(offering.profiel)
    )


def _is_beroepsgericht(offering: Offering) -> bool:
    return offering.leerweg not in (None, Leerweg.TL)


def pupil_figures(counted: Sequence[Location]) -> Iterable[Figure]:
    """Give the figures about pupils, over the locations that count."""
    rows = [o for _, o in _rows(counted, _is_beroepsgericht)]
    technical = [o for o in rows if reference.is_technical(o.profiel)]
    other = [o for o in rows if not reference.is_technical(o.profiel)]
    low = reach("bereik", _rows(counted, _is_non_technical))
    tl = reach("bereik_tl", _rows(counted, _is_tl))
    yield Figure.of("leerlingen", Sum.of(o.leerlingen for o in rows))
    yield Figure.of("leerlingen_technisch", Sum.of(o.leerlingen for o in technical))
    yield Figure.of("leerlingen_niet_technisch", Sum.of(o.leerlingen for o in other))
    yield replace(tl.pupils, code="leerlingen_tl")
    unsplit = [v.pupils for v in counted if v.vmbo and v.unsplit]
    yield Figure.of("leerlingen_zonder_uitsplitsing", Sum.of(unsplit))
    yield low.reached
    yield replace(tl.reached, code="bereikt_tl")
    yield low.share
    yield tl.share
    yield _profiles_reached(counted)


def _profiles_reached(counted: Sequence[Location]) -> Figure:
    pairs = [reached(rows) for v in counted if v.participates for rows in v.non_technical.values()]
    known = [pair for pair in pairs if pair != "onbekend"]
    return Figure(
        "profielen_bereikt",
        known.count("ja"),
        len(known),
        share=True,
        known=len(known),
        total=len(pairs),
    )
