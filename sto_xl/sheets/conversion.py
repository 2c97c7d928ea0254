"""From cells to records.

Wrong data is a value here: a cell that cannot be read leaves its field empty and is remembered, so
that the rest is always checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from sto_xl import model, sheets
from sto_xl.grid import Notice, NoticeKind, Table, is_blank
from sto_xl.sheets import Column, notation
from sto_xl.sheets.notation import Misread, Misreading
from sto_xl.sheets.table_read import TableRead
from sto_xl.sheets.totals import AddedUp, sums

#: Every error type that pydantic can raise for the fields of `sto_xl.model`, and its meaning.
#: A test feeds all kinds of values to all fields to show that none is missing.
PYDANTIC_ERRORS: Mapping[str, Misreading] = {
    "int_type": Misreading.NUMBER,
    "int_parsing": Misreading.NUMBER,
    "int_parsing_size": Misreading.NUMBER,
    "int_from_float": Misreading.WHOLE,
    "finite_number": Misreading.NUMBER,
    "decimal_type": Misreading.NUMBER,
    "decimal_parsing": Misreading.NUMBER,
    "greater_than_equal": Misreading.NEGATIVE,
    "less_than": Misreading.LARGE,
    "less_than_equal": Misreading.SHARE,
    "date_type": Misreading.DATE,
    "date_parsing": Misreading.DATE,
    "date_from_datetime_parsing": Misreading.DATE,
    "date_from_datetime_inexact": Misreading.DATE,
    "enum": Misreading.CHOICE,
    "string_type": Misreading.TEXT,
    "string_unicode": Misreading.TEXT,
    "string_too_long": Misreading.TEXT,
}


#: What is noticed of a cell that holds nothing.
_EMPTY = frozenset({NoticeKind.MERGED, NoticeKind.PICTURE})


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in terms of records: the table, the line of its body, the record's field.

    Without a field it is the row; without a line too, the table. Line `HEADER` is a column's head.
    """

    table: str
    line: int | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A cell whose value could not be read as its column asks."""

    spot: Spot
    misread: Misread


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell in a table without a usable value: an error, an uncalculated formula and the like."""

    spot: Spot
    notice: Notice


@dataclass(frozen=True, slots=True)
class Total:
    """A row that adds up the other rows; it gives no record where that is certain."""

    spot: Spot
    sum: AddedUp


class Reader:
    """Reads cells into records and remembers what could not be read."""

    def __init__(self, notices: Iterable[Notice]) -> None:
        """Begin; `notices` are what the adapter noticed."""
        by_kind: dict[bool, dict[tuple[str, int, int], Notice]] = {True: {}, False: {}}
        for notice in notices:
            if notice.kind is not NoticeKind.MERGED:
                place = (notice.sheet, notice.row, notice.column)
                by_kind[notice.kind is NoticeKind.SUM][place] = notice
        #: By sheet, row and column: why a cell has no value, and the formulas that add up.
        self.notices, self.sums = by_kind[False], by_kind[True]
        self.problems: list[Problem] = []
        self.unreadable: list[Unreadable] = []
        self.totals: list[Total] = []

    def form(self, table_read: TableRead) -> tuple[model.Record, ...]:
        """Give the one record of a form."""
        lines = table_read.form_lines
        index = table_read.columns.get(sheets.FORM_HEADINGS[1])
        cells = [
            (column, lines[column.heading], index)
            for column in table_read.spec.columns
            if index is not None and column.heading in lines
        ]
        return (self._record(table_read, 0, cells),)

    def rows(self, table_read: TableRead) -> tuple[model.Record, ...]:
        """Give a record for each line that holds something and is no total."""
        totals = sums(table_read, self.sums)
        self.totals += [
            Total(Spot(table_read.spec.name, line), found) for line, found in totals.items()
        ]
        left = {line for line, found in totals.items() if found.certain}
        columns = [
            (table_read.spec.column(heading), index)
            for heading, index in table_read.columns.items()
            if table_read.spec.column(heading).field
        ]
        return tuple(
            self._record(table_read, line, [(column, line, index) for column, index in columns])
            for line in self._lines(table_read)
            if line not in left
        )

    def _lines(self, table_read: TableRead) -> Sequence[int]:
        """Give the lines that hold something, an error cell included."""
        table = table_read.table
        if table is None or not self.notices:
            return table_read.lines
        span = range(table.left, table.left + len(table.headings))
        noticed = {
            n.row - table.row_of(0)
            for n in self.notices.values()
            if n.sheet == table.sheet and n.column in span and n.kind not in _EMPTY
        }
        return sorted(noticed.intersection(range(len(table.rows))).union(table_read.lines))

    def _record(
        self, table_read: TableRead, line: int, cells: Iterable[tuple[Column, int, int]]
    ) -> model.Record:
        table, record = table_read.table, table_read.spec.record
        values: dict[str, Any] = {"line": line}
        for column, row, index in cells if table else ():
            value = table.rows[row][index]  # type: ignore[union-attr]
            read = None if value is None else notation.interpret(value, column)
            if isinstance(read, Misread):
                self.problems.append(Problem(Spot(table_read.spec.name, line, column.field), read))
            elif read is not None:
                values[column.field] = read
            elif self.notices and is_blank(value):
                self._notice(table_read, line, row, index, column)
        return self._validated(cast("type[model.Record]", record), table_read.spec.name, values)

    def _validated(
        self, record: type[model.Record], table: str, values: dict[str, Any]
    ) -> model.Record:
        try:
            return record.model_validate(values)
        except ValidationError as error:
            for item in error.errors(include_url=False, include_context=False):
                field = str(item["loc"][0])
                why = PYDANTIC_ERRORS[item["type"]]
                misread = Misread(why, notation.shown(values.pop(field)))
                self.problems.append(Problem(Spot(table, values["line"], field), misread))
            return record.model_validate(values)

    def _notice(
        self, table_read: TableRead, line: int, row: int, index: int, column: Column
    ) -> None:
        table = cast("Table", table_read.table)
        notice = self.notices.get((table.sheet, table.row_of(row), table.left + index))
        if notice is not None:
            self.unreadable.append(
                Unreadable(Spot(table_read.spec.name, line, column.field), notice)
            )
