"""Every place that a run would write in, looked at before anything is written."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.books.steps.columns import ColumnTarget
from sto_xl.books.steps.places import Places, SheetPlace, TablePlace
from sto_xl.books.steps.tables import TableTarget
from sto_xl.books.steps.targets import Targets
from sto_xl.grid import CellRow, Changes, ColumnCells, TailRows, as_value, plain
from sto_xl.sheets import TableSpec
from sto_xl.system.errors import Cause, Failure

#: Tables by their names.
Specs = Mapping[str, TableSpec]

#: The tables of the add-on, as the template has them.
_SPECS: Specs = {spec.name: spec for template in sheets.TEMPLATES for spec in template.filled}


@dataclass(frozen=True, slots=True)
class Present:
    """A table of the add-on as it is: its sheet, the row its body begins in, its rows."""

    sheet: str
    top: int
    rows: tuple[CellRow, ...]


def present(places: Places, name: str) -> Present:
    """Read a table of the add-on; Failure when it is gone."""
    place, table = _find(places, _SPECS[name])
    top, left, bottom, right = table.area
    heading, *rows = place.held((top, left, max(bottom, top + 1), right)).cells
    _must_be_headed(_SPECS[name], place.name, heading)
    return Present(place.name, top + 1, tuple(rows))


def look(places: Places, changes: Changes, specs: Specs = _SPECS) -> Targets:
    """Look at every target; raises `Failure` for the first that cannot be written.

    `specs` are the tables that the workbook is to have: those of the add-on, or of a report.
    """
    return Targets(
        tuple(_table_target(places, specs[name], rows) for name, rows in changes.tables.items()),
        tuple(_column_target(places, column) for column in changes.columns if column.cells),
        tuple(_tail_target(places, tail) for tail in changes.tails),
    )


def _table_target(places: Places, spec: TableSpec, rows: tuple[CellRow, ...]) -> TableTarget:
    place, table = _find(places, spec)
    _must_be_open(place)
    _must_have_no_totals(place, table, spec.name)
    area = table.area
    _must_have_its_columns(spec, place.name, place.held(area).cells)
    return TableTarget(spec.name, place, table.name, area, area[0] + 1, rows).fitting()


def _column_target(places: Places, column: ColumnCells) -> ColumnTarget:
    place = places.on(column.sheet)
    _must_be_open(place)
    last = column.top + len(column.cells) - 1
    there = place.held((column.top, column.column, last, column.column))
    return ColumnTarget(place, column, there).with_cells(column)


def _tail_target(places: Places, tail: TailRows) -> TableTarget:
    """Look at the last rows of a user's table, or of a list that is no Excel table any more."""
    place = places.on(tail.sheet)
    _must_be_open(place)
    table = place.table_at(tail.head, tail.left)
    if table is None:
        width = max(map(len, tail.rows), default=1)
        area = (tail.head, tail.left, tail.top - 1, tail.left + width - 1)
    else:
        area = table.area
        _must_have_no_totals(place, table, tail.table)
    own = table.name if table else None
    target = TableTarget(tail.table, place, own, area, tail.top, tail.rows, users=True)
    return target.fitting().showing_days()


def _find(places: Places, spec: TableSpec) -> tuple[SheetPlace, TablePlace]:
    """Find a table of ours: on its own sheet, else on any."""
    home, name = spec.sheet, spec.name
    with contextlib.suppress(LookupError):
        place = places.on(home)
        if table := place.table(name):
            return place, table
    for place in places.every:
        if table := place.table(name):
            return place, table
    raise Failure(Cause.TABLE_GONE, sheet=home, table=name)


def _must_be_open(place: SheetPlace) -> None:
    if place.protected:
        raise Failure(Cause.SHEET_PROTECTED, sheet=place.name)


def _must_have_no_totals(place: SheetPlace, table: TablePlace, name: str) -> None:
    if table.totals:
        raise Failure(Cause.TOTALS_ROW, sheet=place.name, table=name)


def _must_have_its_columns(spec: TableSpec, sheet: str, found: Sequence[CellRow]) -> None:
    """Make sure that the columns are the template's, with nothing of the user's own beside them."""
    _must_be_headed(spec, sheet, found[0])
    width = len(spec.columns)
    for heading, *cells in zip(*(row[width:] for row in found), strict=True):
        if any(cell is not None for cell in cells):
            raise Failure(Cause.OWN_COLUMN, sheet=sheet, table=spec.name, column=str(heading))


def _must_be_headed(spec: TableSpec, sheet: str, found: CellRow) -> None:
    columns = spec.columns
    if spec is sheets.RUN:
        # Rosters of before it got its second column have only the first.
        columns = columns[: len(found)]
    for place, column in enumerate(columns):
        heading = plain(as_value(found[place])) if place < len(found) else ""
        if heading not in map(plain, column.known):
            raise Failure(Cause.COLUMN_GONE, sheet=sheet, column=column.heading)
