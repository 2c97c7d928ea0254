"""Every place that a run would write in, looked at before anything is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sto_xl import sheets
from sto_xl.books.live.busy import is_busy, refused_by_excel
from sto_xl.books.live.places import Held, OpenSheet, OpenSheets, held
from sto_xl.books.live.reading import Area, Formats, a1, area_of
from sto_xl.books.reading.values import shows_date
from sto_xl.grid import (
    Cell,
    CellRow,
    Changes,
    ColumnCells,
    Formula,
    TableWritten,
    TailRows,
    Value,
    Written,
    address,
    plain,
)
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import xlwings

#: The tables of the add-on, as the template has them.
_SPECS = {spec.name: spec for template in sheets.TEMPLATES for spec in template.filled}


@dataclass(frozen=True)
class TableTarget:
    """A table that is to get new rows: itself, where it stands, and the cells of its columns.

    They come from its `first` row on: of a table of the add-on all, of a user's the last. `table`
    is None where the user has a list that is no Excel table any more. `filtered` is what takes the
    filter off that hides rows of it, or None.
    """

    name: str
    place: OpenSheet
    table: xlwings.main.Table | None
    area: Area
    filtered: Any
    rows: tuple[CellRow, ...]
    first: int

    @property
    def body(self) -> Area:
        """Its rows from the first; a table has at least one, as Excel shows it."""
        top, left, bottom, right = self.area
        return self.first, left, max(bottom, top + 1, self.first - 1), right

    @property
    def present(self) -> Held:
        """What its rows hold."""
        return self.place.held.cut(self.body)

    @property
    def new_area(self) -> Area:
        """Where it will stand."""
        top, left, _, right = self.area
        return top, left, max(self.first - 1 + len(self.rows), top + 1), right

    @property
    def new_body(self) -> Area:
        """Where its rows will stand."""
        return self.first, *self.new_area[1:]

    @property
    def filled_up(self) -> tuple[CellRow, ...]:
        """Its new rows as wide as the table; one blank row when it would have none at all."""
        first, left, bottom, right = self.new_body
        width = right - left + 1
        blank: list[CellRow] = [()] * (bottom - first + 1 - len(self.rows))
        return tuple((*row[:width], *[None] * (width - len(row))) for row in (*self.rows, *blank))

    def written(self, after: tuple[CellRow, ...]) -> TableWritten:
        """Give what has happened to it when it holds these rows."""
        top, left, _, _ = self.area
        heading = self.place.held.cut((top, left, top, left)).cells[0][0]
        refs = (a1(self.area), a1(self.new_area))
        return TableWritten(self.place.name, str(heading or ""), *refs, self.present.cells, after)


@dataclass(frozen=True)
class ColumnTarget:
    """A column whose cells are to be filled, and what they hold; `filtered` as in a table."""

    place: OpenSheet
    column: ColumnCells
    cells: xlwings.Range
    present: Held
    filtered: Any

    @property
    def area(self) -> Area:
        """Where its cells stand."""
        column = self.column
        last = column.top + len(column.cells) - 1
        return column.top, column.column, last, column.column


@dataclass(frozen=True)
class Targets:
    """What was looked at and can be written."""

    tables: tuple[TableTarget, ...]
    columns: tuple[ColumnTarget, ...]
    base_1904: bool = False
    tails: tuple[TableTarget, ...] = ()

    @property
    def rows(self) -> Mapping[str, tuple[CellRow, ...]]:
        """The rows that the tables are to get."""
        return {target.name: target.rows for target in self.tables}

    @property
    def intended(self) -> Written:
        """What a write does when all goes well."""
        return Written(
            {target.name: target.written(target.filled_up) for target in self.tables},
            tuple((t.column, tuple(row[0] for row in t.present.cells)) for t in self.columns),
            tails={target.name: target.written(target.filled_up) for target in self.tails},
        )

    @property
    def present(self) -> Mapping[str, tuple[CellRow, ...]]:
        """The rows of the tables as they are, by table."""
        return {target.name: target.present.cells for target in self.tables}

    @property
    def last_rows(self) -> Mapping[str, tuple[CellRow, ...]]:
        """The last rows of the users' tables as they are, by table."""
        return {target.name: target.present.cells for target in self.tails}

    def with_rows(self, rows: Mapping[str, tuple[CellRow, ...]]) -> Targets:
        """Give the plan for other rows, and without the tables that are not named.

        Raises `Failure` when there is no room for them.
        """
        return replace(self, tables=_with_rows(self.tables, rows))

    def with_tails(self, rows: Mapping[str, tuple[CellRow, ...]]) -> Targets:
        """Give the plan for other last rows, and without the tables that are not named.

        Raises `Failure` when there is no room for them.
        """
        return replace(self, tails=_with_rows(self.tails, rows))

    def with_columns(self, columns: Iterable[ColumnCells], *, as_it_was: bool = False) -> Targets:
        """Give the plan for other cells in its columns; those that are not named are left out.

        `as_it_was`: they are what stood there before.
        """
        new = {(column.table, column.heading): column for column in columns}
        return replace(
            self,
            columns=tuple(
                _settled(replace(target, column=column), as_it_was=as_it_was)
                for target in self.columns
                if (column := new.get((target.column.table, target.column.heading)))
            ),
        )


def _with_rows(
    targets: Iterable[TableTarget], rows: Mapping[str, tuple[CellRow, ...]]
) -> tuple[TableTarget, ...]:
    new = tuple(replace(t, rows=rows[t.name]) for t in targets if t.name in rows)
    for target in new:
        _must_fit(target)
    return new


@dataclass(frozen=True, slots=True)
class Present:
    """A table of the add-on as it is: its sheet, the row its body begins in, its rows."""

    sheet: str
    top: int
    rows: tuple[CellRow, ...]


def present(book: xlwings.Book, name: str) -> Present:
    """Read a table of the add-on."""
    place, table = _find(OpenSheets(book.sheets), name)
    top, left, bottom, right = area_of(table.range.address)
    area = (top, left, max(bottom, top + 1), right)
    heading, *rows = held(place, area, place.sheet.range(a1(area))).cells
    _must_be_headed(name, place.name, heading)
    return Present(place.name, top + 1, tuple(rows))


def look(book: xlwings.Book, changes: Changes) -> Targets:
    """Look at every target; raises `Failure` for the first that cannot be written."""
    if book.api.ReadOnly:
        raise Failure(Cause.READ_ONLY, file=book.name)
    places = OpenSheets(book.sheets)
    tables = tuple(_table_target(places, name, rows) for name, rows in changes.tables.items())
    # A column of the user's table may stand in a list that is no Excel table any more.
    lists: dict[str, Any] = {}
    columns = tuple(
        _column_target(places, lists, column) for column in changes.columns if column.cells
    )
    tails = tuple(_tail_target(places, tail) for tail in changes.tails)
    return Targets(tables, columns, bool(book.api.Date1904), tails)


def _table_target(places: OpenSheets, name: str, rows: tuple[CellRow, ...]) -> TableTarget:
    place, table = _find(places, name)
    area = area_of(table.range.address)
    _must_be_open(place)
    if table.show_totals:
        raise Failure(Cause.TOTALS_ROW, sheet=place.name, table=name)
    hiding = _hiding(table.api.AutoFilter)
    target = TableTarget(name, place, table, area, hiding, rows, area[0] + 1)
    _must_have_its_columns(target)
    _must_fit(target)
    return target


def _tail_target(places: OpenSheets, tail: TailRows) -> TableTarget:
    """Look at the last rows of a user's table, or of a list that is no Excel table any more."""
    place = places.on(tail.sheet)
    _must_be_open(place)
    head = place.sheet.range(a1((tail.head, tail.left, tail.head, tail.left)))
    found = head.api.ListObject
    table = None if found is None else place.tables(found.Name)
    if table is None:
        width = max(map(len, tail.rows), default=1)
        area = (tail.head, tail.left, tail.top - 1, tail.left + width - 1)
    else:
        area = area_of(table.range.address)
        if table.show_totals:
            raise Failure(Cause.TOTALS_ROW, sheet=place.name, table=tail.table)
    hiding = _filter_of(place, head)
    target = TableTarget(tail.table, place, table, area, hiding, tail.rows, tail.top)
    _must_fit(target)
    return replace(target, rows=_days_shown(target))


def _days_shown(target: TableTarget) -> tuple[CellRow, ...]:
    """Give the new rows with days as text in columns whose cells would show a number."""
    first, left, bottom, _ = target.new_body
    columns = [list(column) for column in zip(*target.filled_up, strict=True)]
    for at, column in enumerate(columns, start=left):
        if not any(isinstance(cell, dt.date) for cell in column):
            continue
        code = target.place.sheet.range(a1((first, at, bottom, at))).api.NumberFormat
        if code is not None and not shows_date(-1, str(code)):
            columns[at - left] = [
                f"{cell:%d-%m-%Y}" if isinstance(cell, dt.date) else cell for cell in column
            ]
    return tuple(zip(*columns, strict=True))


def _find(places: OpenSheets, name: str) -> tuple[OpenSheet, xlwings.main.Table]:
    """Find a table of the add-on: on its own sheet, else on any."""
    home = _SPECS[name].sheet
    try:
        place = places.on(home)
        return place, place.tables(name)
    except Exception as error:
        if is_busy(error) or not (refused_by_excel(error) or isinstance(error, KeyError)):
            raise
    for sheet in places.every:
        for table in sheet.tables:
            if table.name.casefold() == name.casefold():
                return places.on(sheet.name), table
    raise Failure(Cause.TABLE_GONE, sheet=home, table=name)


def _column_target(places: OpenSheets, lists: dict[str, Any], column: ColumnCells) -> ColumnTarget:
    place = places.on(column.sheet)
    _must_be_open(place)
    last = column.top + len(column.cells) - 1
    area = (column.top, column.column, last, column.column)
    cells = place.sheet.range(a1(area))
    if column.table not in lists:
        lists[column.table] = _filter_of(place, cells)
    return _settled(
        ColumnTarget(place, column, cells, held(place, area, cells), lists[column.table])
    )


def _settled(target: ColumnTarget, *, as_it_was: bool = False) -> ColumnTarget:
    """Give the target with what stays as it is, and with new days as its cells can show them.

    A cell stays when it shows what is asked: the formula that gives it stays too. New days become
    text where the cells would show a number; `as_it_was` puts back what there was, whatever it is.
    """
    lines = zip(target.column.cells, target.present.values, target.present.cells, strict=True)
    cells: list[Cell] = []
    formats = _Days(target)
    for line, (cell, (value,), (was,)) in enumerate(lines):
        stays = target.column.lines is not None and line not in target.column.lines
        if stays or cell == was or (cell == value and value is not None and not as_it_was):
            cells.append(was)
        elif isinstance(cell, dt.date) and not as_it_was and not formats.shown(line):
            cells.append(f"{cell:%d-%m-%Y}")
        else:
            cells.append(cell)
    return replace(target, column=replace(target.column, cells=tuple(cells)))


class _Days:
    """Whether the cells of a column show days as days; asked one by one where they vary."""

    def __init__(self, target: ColumnTarget) -> None:
        self._target = target
        self._each = Formats(target.place.sheet)

    @cached_property
    def _all(self) -> str | None:
        code = self._target.cells.api.NumberFormat
        return None if code is None else str(code)

    def shown(self, line: int) -> bool:
        """Tell it of one line; of too many that differ, take the template's format for granted."""
        column = self._target.column
        code = self._all
        if code is None:
            code = self._each.at(column.top + line, column.column)
        return not code or shows_date(-1, code)


def _filter_of(place: OpenSheet, cells: xlwings.Range) -> Any:  # noqa: ANN401  (an object of Excel)
    """Give what takes the filter off that hides rows of a table or list; None when none does."""
    table = cells.api.ListObject
    return _hiding(place.sheet.api if table is None else table.AutoFilter)


def _hiding(filtering: Any) -> Any:  # noqa: ANN401  (an object of Excel)
    """Give a filter when it hides rows, else None."""
    return filtering if filtering is not None and filtering.FilterMode else None


def _must_be_open(place: OpenSheet) -> None:
    if place.protected:
        raise Failure(Cause.SHEET_PROTECTED, sheet=place.name)


def _must_have_its_columns(target: TableTarget) -> None:
    """Make sure that the columns are the template's, with nothing of the user's own beside them."""
    found = target.place.held.cut(target.area).cells
    _must_be_headed(target.name, target.place.name, found[0])
    width = len(_SPECS[target.name].columns)
    for heading, *cells in zip(*(row[width:] for row in found), strict=True):
        if any(cell is not None for cell in cells):
            values = {"sheet": target.place.name, "table": target.name, "column": str(heading)}
            raise Failure(Cause.OWN_COLUMN, **values)


def _must_be_headed(name: str, sheet: str, found: CellRow) -> None:
    headings = [column.heading for column in _SPECS[name].columns]
    if name == sheets.RUN.name:
        # Rosters of before it got its second column have only the first.
        headings = headings[: len(found)]
    for place, heading in enumerate(headings):
        if place >= len(found) or plain(_as_value(found[place])) != plain(heading):
            raise Failure(Cause.COLUMN_GONE, sheet=sheet, column=heading)


def _as_value(cell: Cell) -> Value:
    return cell.text if isinstance(cell, Formula) else cell


def _must_fit(target: TableTarget) -> None:
    """Make sure that a table grows into empty cells only."""
    bottom, (_, left, new_bottom, right) = target.body[2], target.new_area
    if new_bottom <= bottom:
        return
    below = target.place.held.cut((bottom + 1, left, new_bottom, right))
    for r, row in enumerate(below.raw):
        for c, raw in enumerate(row):
            if raw != "":
                cell = address(bottom + 1 + r, left + c)
                raise Failure(Cause.NO_ROOM, sheet=target.place.name, cell=cell, table=target.name)
