"""How a region stood at a quarter's end: what a summary keeps of itself for the next one.

It is written into hidden tables of the summary and read from them again, so that two quarters are
compared by what was printed and not by rosters that have changed since. Holds nothing of a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sto_xl import sheets
from sto_xl.figures import figures
from sto_xl.figures.basis import RegionBasis, region_key
from sto_xl.figures.figure import Figure, Number
from sto_xl.figures.participation import Location
from sto_xl.grid import Row, Snapshot, Value
from sto_xl.model import Status, reference
from sto_xl.sheets import TableSpec
from sto_xl.system.errors import Cause, Failure

_VMBO = "ja"


@dataclass(frozen=True, slots=True)
class Kept:
    """A figure as it was, with the version of the definitions by which it was computed."""

    figure: Figure
    version: int

    @property
    def current(self) -> bool:
        """Whether the figure has the same meaning now: only then is it subtracted."""
        cijfer = reference.cijfers().get(self.figure.code)
        newest = reference.definition_version()
        return cijfer is not None and cijfer.versie <= self.version <= newest


@dataclass(frozen=True, slots=True)
class Standing:
    """How one location stood: the words that reports print. `code` is "" without a valid one."""

    code: str
    name: str
    place: str
    vmbo: bool
    klasse: str
    status: str
    signaal: str = ""

    @property
    def key(self) -> str:
        """What two quarters' locations are matched by: the code, else the name."""
        return self.code or reference.spelling(self.name)

    @property
    def participates(self) -> bool:
        """Whether it was a deelnemer."""
        return self.vmbo and self.status == Status.DEELNEMER


@dataclass(frozen=True, slots=True)
class Stand:
    """How a region, or the nation, stood on a peildatum. `period` is a quarter, or ""."""

    number: str
    title: str
    peildatum: dt.date
    period: str
    locations: tuple[Standing, ...]
    figures: Mapping[str, Kept]

    @property
    def key(self) -> str:
        """The number as regions are told apart by; the name where there is none."""
        return region_key(self.number) or region_key(self.title)

    @property
    def full_title(self) -> str:
        """Number and name."""
        return f"{self.number} {self.title}".strip()


def of_region(found: RegionBasis, peildatum: dt.date, period: str = "") -> Stand:
    """Give how a region stands."""
    return Stand(
        found.number,
        found.title,
        peildatum,
        period,
        tuple(map(_standing, found.locations)),
        kept(figures.of_region(found)),
    )


def kept(found: Mapping[str, Figure]) -> Mapping[str, Kept]:
    """Give figures with the version of the present definitions."""
    return {code: Kept(figure, reference.definition_version()) for code, figure in found.items()}


def _standing(location: Location) -> Standing:
    return Standing(
        location.code or "",
        location.name,
        location.place,
        location.vmbo,
        location.klasse.value,
        location.status.value,
        location.signaal.value if location.signaal else "",
    )


def tables(stand: Stand) -> Mapping[str, tuple[Row, ...]]:
    """Give the rows of the hidden tables."""
    return {
        sheets.STAND_REGIO.name: (
            (stand.number, stand.title, stand.peildatum, stand.period or None),
        ),
        sheets.STAND.name: tuple(
            (v.code, v.name, v.place, _VMBO if v.vmbo else "nee", v.klasse, v.status, v.signaal)
            for v in stand.locations
        ),
        sheets.STAND_CIJFERS.name: tuple(
            (
                code,
                _number(one.figure.numerator),
                _number(one.figure.denominator),
                one.figure.known,
                one.figure.total,
                one.version,
            )
            for code, one in stand.figures.items()
        ),
    }


def _number(value: Number | None) -> Value:
    return float(value) if isinstance(value, Decimal) else value


def read_stand(snapshot: Snapshot) -> Stand:
    """Read how a region stood from its summary. Raises `Failure` for another workbook."""
    regio = _rows(snapshot, sheets.STAND_REGIO)
    number, title, peildatum, period = regio[0] if regio else (None,) * 4
    if not isinstance(peildatum, dt.date):
        raise Failure(Cause.NO_STAND, file=snapshot.name)
    found = (_figure(row) for row in _rows(snapshot, sheets.STAND_CIJFERS))
    return Stand(
        _text(number),
        _text(title),
        peildatum,
        _text(period),
        tuple(_located(row) for row in _rows(snapshot, sheets.STAND) if row[0] or row[1]),
        {one.figure.code: one for one in found if one},
    )


def read_own_stand(snapshot: Snapshot, found: RegionBasis) -> Stand:
    """Read how this region stood. Raises `Failure` for another workbook or another region's."""
    before = read_stand(snapshot)
    if before.number and found.key and before.key != found.key:
        other, own = before.full_title, found.full_title
        raise Failure(Cause.OTHER_REGION, file=snapshot.name, other=other, region=own)
    return before


def _rows(snapshot: Snapshot, spec: TableSpec) -> Sequence[Row]:
    rows = spec.as_written(snapshot)
    if rows is None:
        raise Failure(Cause.NO_STAND, file=snapshot.name)
    return rows


def _located(row: Row) -> Standing:
    code, name, place, vmbo, klasse, status, signaal = map(_text, row)
    return Standing(code, name, place, vmbo == _VMBO, klasse, status, signaal)


def _figure(row: Row) -> Kept | None:
    code, numerator, denominator, known, total, version = row
    if not isinstance(code, str) or not isinstance(version, int):
        return None
    figure = Figure(
        code,
        _amount(numerator),
        _amount(denominator),
        share=denominator is not None,
        known=known if isinstance(known, int) else None,
        total=total if isinstance(total, int) else None,
    )
    return Kept(figure, version)


def _amount(value: Value) -> Number | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) else Decimal(str(value))


def _text(value: Value) -> str:
    return "" if value is None else str(value)
