"""The rows of the tables on sheet Samenvatting, for a region or for the nation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sto_xl import sheets
from sto_xl.figures import breakdowns, comparison
from sto_xl.figures.basis import RegionBasis
from sto_xl.figures.breakdowns import Breakdown
from sto_xl.figures.comparison import Beside
from sto_xl.figures.figures import NOTHING, Figure, figures
from sto_xl.figures.participation import Location
from sto_xl.figures.stand import Kept
from sto_xl.grid import Row, Value
from sto_xl.model import reference

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
    regions: Sequence[RegionBasis],
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
        sheets.STATUS.name: _rows(breakdowns.by_status(vmbo), ("vmbo",)),
        sheets.KLASSE.name: _rows(
            breakdowns.by_klasse(vmbo), ("vmbo", "deelnemers", "deelname"), known="deelname"
        ),
        sheets.SIGNALEN.name: _rows(breakdowns.by_signaal(vmbo), ("gesignaleerd",)),
        sheets.MANIEREN.name: _rows(breakdowns.by_manier(vmbo), ("vmbo", "deelnemers")),
        sheets.PROFIEL_LEERWEG.name: tuple(
            _profiel_row(part, found, masked=masked)
            for part, found in breakdowns.by_profiel(vmbo).items()
        ),
        sheets.PLANSTATUS.name: _rows(
            breakdowns.by_planstatus(regions), ("plannen", "gevraagd", "toegekend")
        ),
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


def _rows(parts: Breakdown, codes: Sequence[str], known: str = "") -> tuple[Row, ...]:
    """Give a row for each part: its name, these figures, and how much is `known` of one of them."""
    return tuple(
        (*part, *(found[code].shown for code in codes), *([found[known].coverage] if known else ()))
        for part, found in parts.items()
    )


def _profiel_row(part: tuple[str, ...], found: Mapping[str, Figure], *, masked: bool) -> Row:
    """Give pupils, reached pupils and the share; what is not asked of a profile is a dash."""
    shown = values(found, masked=masked)
    tl = "" if "leerlingen" in found else "_tl"
    codes = [f"{code}{tl}" for code in ("leerlingen", "bereikt", "bereik")]
    known = found.get(codes[-1], found[codes[0]])
    return (*part, shown["vmbo"], *(shown.get(c, NOTHING) for c in codes), known.coverage)
