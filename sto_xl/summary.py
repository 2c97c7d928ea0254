"""The rows of the tables on sheet Samenvatting, for a region or for the nation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from sto_xl import comparison, reference, sheets
from sto_xl.comparison import Beside
from sto_xl.facts import Plans, RegionFacts, total
from sto_xl.figures import NOTHING, Figure, figures, participation, reach, rounded
from sto_xl.grid import Row, Value
from sto_xl.model import Answer, Klasse, Leerweg, Offering, PlanStatus, Signaal, Status
from sto_xl.participation import Location, has_profiel
from sto_xl.stand import Kept

#: Pupil counts below this are masked in the national workbook, as DUO does.
MASK_BELOW = 5
MASK = f"<{MASK_BELOW}"
#: What would tell a masked count of pupils: the figures that are a share or a remainder of it.
_TELLING: Mapping[str, frozenset[str]] = {
    "bereik": frozenset({"leerlingen", "leerlingen_niet_technisch", "bereikt"}),
    "bereik_tl": frozenset({"leerlingen_tl", "bereikt_tl"}),
    "leerlingen_technisch": frozenset({"leerlingen_niet_technisch"}),
    "leerlingen_niet_technisch": frozenset({"leerlingen_technisch"}),
}
_PUPILS = "leerlingen"


def values(found: Mapping[str, Figure], *, masked: bool) -> Mapping[str, Value]:
    """Give the figures as they are shown, by code.

    `masked`: counts of 1–4 pupils appear as "<5", and what would tell such a count as a dash.
    """
    plainly = {code: figure.shown for code, figure in found.items()}
    if not masked:
        return plainly
    hidden = withheld(found)
    return {code: hidden.get(code, value) for code, value in plainly.items()}


def withheld(found: Mapping[str, Figure]) -> Mapping[str, str]:
    """Give what is shown instead of figures that would tell a count of 1–4 pupils, by code."""
    small = {
        code
        for code, figure in found.items()
        if reference.cijfers()[code].eenheid == _PUPILS and _is_small(figure.shown)
    }
    telling = {code for code, parts in _TELLING.items() if parts & small and code in found}
    return {**dict.fromkeys(telling, NOTHING), **dict.fromkeys(small, MASK)}


def compared(
    found: Mapping[str, Figure], before: Mapping[str, Kept], *, masked: bool
) -> Mapping[str, Beside]:
    """Give for each figure its earlier value and the difference, as they are shown.

    `masked`: neither tells a count of 1–4 pupils.
    """
    old = {code: one.figure for code, one in before.items() if code in found}
    hidden = withheld(old) if masked else {}
    touched = {*hidden, *(withheld(found) if masked else ())}
    result: dict[str, Beside] = {}
    for code, figure in found.items():
        unit = reference.cijfers()[code].eenheid
        earlier, difference = comparison.beside(figure, before.get(code), unit)
        if code in touched and code in old:
            earlier, difference = hidden.get(code, earlier), NOTHING
        result[code] = earlier, difference
    return result


def _is_small(value: Value) -> bool:
    return isinstance(value, int) and 0 < value < MASK_BELOW


def tables(
    regions: Sequence[RegionFacts],
    counted: Sequence[Location],
    *,
    masked: bool = False,
    before: Mapping[str, Kept] | None = None,
) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of every table of the sheet Samenvatting, by the table's name.

    `masked`: no count of 1–4 pupils can be told from them, as in the national workbook. `before`
    are the figures of an earlier quarter, for the columns Vorig and Verschil.
    """
    vmbo = [location for location in counted if location.vmbo]
    return {
        sheets.KERNCIJFERS.name: key_figures(figures(regions, counted), before, masked=masked),
        sheets.STATUS.name: _count_by(Status, (v.status for v in vmbo)),
        sheets.KLASSE.name: tuple(_klasse_row(klasse, vmbo) for klasse in Klasse),
        sheets.SIGNALEN.name: _count_by(Signaal, (v.signaal for v in vmbo)),
        sheets.MANIEREN.name: tuple(_manier_row(m, vmbo) for m in reference.manieren().values()),
        sheets.PROFIEL_LEERWEG.name: _profiel_leerweg(vmbo, masked=masked),
        sheets.PLANSTATUS.name: _planstatus(regions),
    }


def key_figures(
    found: Mapping[str, Figure], before: Mapping[str, Kept] | None, *, masked: bool
) -> tuple[Row, ...]:
    """Give the rows of tblKerncijfers for these figures, beside the earlier ones if any."""
    shown = values(found, masked=masked)
    beside = {} if before is None else compared(found, before, masked=masked)
    nothing = (None, None)
    return tuple(
        (
            *(cijfer.naam, shown[code], cijfer.eenheid, found[code].coverage),
            *beside.get(code, nothing),
        )
        for code, cijfer in reference.cijfers().items()
        if code in found
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


def _profiel_leerweg(vmbo: Sequence[Location], *, masked: bool) -> tuple[Row, ...]:
    cells: dict[tuple[str | None, Leerweg], list[tuple[Location, Offering]]] = defaultdict(list)
    for location in vmbo:
        for o in location.offerings:
            if o.leerweg is Leerweg.TL:
                cells[None, Leerweg.TL].append((location, o))
            elif o.leerweg is not None and has_profiel(o):
                cells[o.profiel, o.leerweg].append((location, o))
    by_name = {p.naam: p.code for p in reference.profielen().values()}
    return tuple(
        (name, leerweg, *_reach(profiel, cells[profiel, Leerweg(leerweg)], masked=masked))
        for name, leerweg in sheets.PROFIEL_LEERWEG.rows
        for profiel in (by_name.get(name),)
    )


def _reach(profiel: str | None, rows: Sequence[tuple[Location, Offering]], *, masked: bool) -> Row:
    found = reach("bereik", rows)
    offering = len({id(v) for v, _ in rows})
    pupils, taught = (
        MASK if masked and _is_small(figure.shown) else figure.shown
        for figure in (found.pupils, found.reached)
    )
    if reference.is_technical(profiel):
        return (offering, pupils, NOTHING, NOTHING, found.pupils.coverage)
    # A share would give away what is masked.
    share = NOTHING if MASK in {pupils, taught} else found.share.shown
    return (offering, pupils, taught, share, found.share.coverage)


def _planstatus(regions: Sequence[RegionFacts]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for status in (*PlanStatus, None):
        parts = [region.plans.get(status, Plans()) for region in regions]
        label = status.value if status else Status.ONBEKEND.value
        count = sum(part.count for part in parts)
        sums = (total(part.asked for part in parts), total(part.granted for part in parts))
        rows.append((label, count, *(_amount(added.value) for added in sums)))
    return tuple(rows)


def _amount(value: Decimal | None) -> Value:
    return NOTHING if value is None else rounded(value)
