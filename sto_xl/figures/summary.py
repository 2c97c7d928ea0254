"""The rows of the tables on sheet Samenvatting, for a region or for the nation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sto_xl import sheets
from sto_xl.figures import breakdowns, comparison
from sto_xl.figures.basis import RegionBasis
from sto_xl.figures.breakdowns import Breakdown
from sto_xl.figures.comparison import Beside
from sto_xl.figures.disclosure import Disclosure, Hidden
from sto_xl.figures.figure import NOTHING, Figure
from sto_xl.figures.figures import of_region
from sto_xl.figures.participation import Location
from sto_xl.figures.stand import Kept
from sto_xl.grid import Row, Value
from sto_xl.model import reference

#: Nothing stands in place of a figure: a region's own numbers are its own.
_WHOLE: Hidden = {}


def values(found: Mapping[str, Figure], hidden: Hidden = _WHOLE) -> Mapping[str, Value]:
    """Give the figures as they are shown, by code, or what stands in their place."""
    return {code: hidden.get(code, figure.shown) for code, figure in found.items()}


def compared(
    found: Mapping[str, Figure],
    before: Mapping[str, Kept],
    hidden: Hidden = _WHOLE,
    hidden_before: Hidden = _WHOLE,
) -> Mapping[str, Beside]:
    """Give for each figure its earlier value and the difference, as they are shown.

    A difference with what is hidden would tell it.
    """
    result: dict[str, Beside] = {}
    for code, figure in found.items():
        unit = reference.cijfers()[code].eenheid
        earlier, difference = comparison.beside(figure, before.get(code), unit)
        if code in before and (code in hidden or code in hidden_before):
            earlier, difference = hidden_before.get(code, earlier), NOTHING
        result[code] = earlier, difference
    return result


def tables(
    regions: Sequence[RegionBasis],
    counted: Sequence[Location],
    *,
    disclosure: Disclosure | None = None,
    before: Mapping[str, Kept] | None = None,
) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of every table of the sheet Samenvatting, by the table's name.

    Of one region, or of the nation: then `disclosure` says what is hidden, so that they tell no
    count of 1–4 pupils.
    `before` are the figures of an earlier quarter, for the columns Vorig and Verschil.
    """
    vmbo = [location for location in counted if location.vmbo]
    if disclosure:
        whole, found = disclosure.of_nation(), disclosure.nation_figures()
        profielen = disclosure.nation_parts()
    else:
        (region,) = regions
        whole, found = _WHOLE, of_region(region)
        profielen = breakdowns.by_profiel(vmbo)
    return {
        sheets.KERNCIJFERS.name: key_figures(found, before, whole),
        sheets.STATUS.name: _rows(breakdowns.by_status(vmbo), ("vmbo",)),
        sheets.KLASSE.name: _rows(
            breakdowns.by_klasse(vmbo), ("vmbo", "deelnemers", "deelname"), known="deelname"
        ),
        sheets.SIGNALEN.name: _rows(breakdowns.by_signaal(vmbo), ("gesignaleerd",)),
        sheets.MANIEREN.name: _rows(breakdowns.by_manier(vmbo), ("vmbo", "deelnemers")),
        sheets.PROFIEL_LEERWEG.name: tuple(
            _profiel_row(part, own, disclosure.of_part(part) if disclosure else _WHOLE)
            for part, own in profielen.items()
        ),
        sheets.PLANSTATUS.name: _rows(
            breakdowns.by_planstatus(regions), ("plannen", "gevraagd", "toegekend")
        ),
    }


def key_figures(
    found: Mapping[str, Figure],
    before: Mapping[str, Kept] | None,
    hidden: Hidden = _WHOLE,
    hidden_before: Hidden = _WHOLE,
) -> tuple[Row, ...]:
    """Give the rows of tblKerncijfers for these figures, beside the earlier ones if any."""
    shown = values(found, hidden)
    beside = {} if before is None else compared(found, before, hidden, hidden_before)
    nothing = (None, None)
    return tuple(
        (
            *(cijfer.naam, shown[code], cijfer.ernaast, found[code].coverage),
            *beside.get(code, nothing),
        )
        for code, cijfer in reference.cijfers().items()
        if code in found
    )


def _rows(parts: Breakdown, codes: Sequence[str], known: str = "") -> tuple[Row, ...]:
    """Give a row for each part: its name, these figures, and how much is `known` of one of them."""
    return tuple(
        (*part, *(found[code].shown for code in codes), *([found[known].coverage] if known else ()))
        for part, found in parts.items()
    )


def _profiel_row(part: tuple[str, ...], found: Mapping[str, Figure], hidden: Hidden) -> Row:
    """Give pupils, reached pupils and the share; what is not asked of a profile is a dash."""
    shown = values(found, hidden)
    tl = "" if "leerlingen" in found else "_tl"
    codes = [f"{code}{tl}" for code in ("leerlingen", "bereikt", "bereik")]
    known = found.get(codes[-1], found[codes[0]])
    return (*part, shown["vmbo"], *(shown.get(c, NOTHING) for c in codes), known.coverage)
