"""The sheets of an open workbook as places to write in, each thing asked of Excel once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sto_xl.books.live.busy import Patience, is_busy, refused_by_excel
from sto_xl.books.live.extent import area_in, fits, reaching
from sto_xl.books.live.formula_bar import FormulaBar
from sto_xl.books.live.reading import Formats
from sto_xl.books.live.values import (
    CellKept,
    Reading,
    is_error,
    is_formula,
    kept,
    needs_numbers,
    rows_of,
)
from sto_xl.books.steps import Held
from sto_xl.grid import Area, CellRow, Formula, Sheet, a1
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    import xlwings


#: So many cells tell a row from the others: codes and names stand first.
_TELLING = 3


class OpenTable:
    """A table of an open workbook. Is a `TablePlace`."""

    def __init__(self, table: xlwings.main.Table, name: str) -> None:
        """Take a table."""
        self.table = table
        self.name = name

    @cached_property
    def area(self) -> Area:
        """Where it stands."""
        return area_in(self.table.range.address)

    @cached_property
    def totals(self) -> bool:
        """Whether it has a totals row."""
        return bool(self.table.show_totals)


class OpenSheet:
    """A sheet of an open workbook. Is a `SheetPlace`."""

    def __init__(
        self, sheet: xlwings.Sheet, name: str, bar: FormulaBar, patience: Patience
    ) -> None:
        """Take a sheet."""
        self.sheet = sheet
        self.name = name
        self.bar = bar
        #: What was looked at may be asked for more, when its rows turn out to be others.
        self._patience = patience
        self._tables: dict[str, OpenTable | None] = {}
        self._formats: dict[int, Formats] = {}
        self._ranges: dict[Area, xlwings.Range] = {}

    @cached_property
    def protected(self) -> bool:
        """Whether Excel refuses to write in it."""
        return bool(self.sheet.api.ProtectContents)

    @cached_property
    def _listed(self) -> xlwings.main.Tables:
        return self.sheet.tables

    def table(self, name: str) -> OpenTable | None:
        """Give a table by its name; None when it is not on this sheet."""
        if name.casefold() not in self._tables:
            self._tables[name.casefold()] = self._named(name)
        return self._tables[name.casefold()]

    def _named(self, name: str) -> OpenTable | None:
        try:
            return OpenTable(self._listed(name), name)
        except KeyError:
            # So xlwings takes any refusal, also that of a busy Excel.
            for table in self._listed:
                if table.name.casefold() == name.casefold():
                    return OpenTable(table, name)
            return None

    def table_at(self, row: int, column: int) -> OpenTable | None:
        """Give the table that a cell lies in; None when it lies in none."""
        found = self.range((row, column, row, column)).api.ListObject
        return None if found is None else self.table(found.Name)

    def held(self, area: Area) -> Held:
        """Read an area: of a column that alone, else all that is used, once.

        What is used may be endless, by a stray cell; Failure when the area itself is.
        """
        return self._patience(lambda: self._held(area))

    def _held(self, area: Area) -> Held:
        self._must_fit(area)
        if area[1] == area[3] and "_used" not in self.__dict__:
            return self.read(area)
        return self._used.cut(area) if self._used else self.read(area)

    @cached_property
    def _used(self) -> Held | None:
        used = self.sheet.used_range
        area = area_in(used.address)
        self._ranges.setdefault(area, used)
        return self.read(area) if fits(area) else None

    def _must_fit(self, area: Area) -> None:
        if not fits(area):
            where = reaching(self.name, area)
            raise Failure(Cause.TOO_LARGE, file=self.sheet.book.name, detail=where)

    def read(self, area: Area) -> Held:
        """Read an area as it is now: values, exact numbers and formulas."""
        cells = self.range(area)
        block, formulas = rows_of(cells.raw_value), self.bar.read(cells)
        numbers = rows_of(cells.api.Value2) if needs_numbers(block, all_days=True) else block
        reading = Reading(self.name, area[0], area[1], Formats(self.sheet).at)
        values = reading.rows(block, numbers)
        return Held(
            area,
            tuple(values),
            tuple(
                tuple(
                    Formula(str(f)) if is_formula(f, n) or is_error(n) else value
                    for value, f, n in zip(row, fs, ns, strict=True)
                )
                for row, fs, ns in zip(values, formulas, numbers, strict=True)
            ),
            tuple(
                tuple(kept(f, n) for f, n in zip(fs, ns, strict=True))
                for fs, ns in zip(formulas, numbers, strict=True)
            ),
        )

    def untouched(self, held: Held) -> bool:
        """Tell whether an area still holds what was read of it."""
        if not held.raw:
            return True
        now = self.bar.read(self.range(held.area))
        then = [[raw.bar if isinstance(raw, CellKept) else "" for raw in row] for row in held.raw]
        return [[str(text) for text in row] for row in now] == then

    def in_place(self, read: Sheet) -> bool:
        """Tell whether the rows are where they were read, by the first cells of each."""
        right = min(read.right, read.left + _TELLING - 1)
        area = (read.top, read.left, read.bottom, right)
        then = tuple(read.cells(row, read.left, right) for row in range(read.top, read.bottom + 1))
        return not then or self.values(area) == then

    def values(self, area: Area) -> tuple[CellRow, ...]:
        """Read an area as it is now, without its formulas."""
        block = rows_of(self.range(area).raw_value)
        exact = needs_numbers(block, all_days=True)
        numbers = rows_of(self.range(area).api.Value2) if exact else block
        reading = Reading(self.name, area[0], area[1], Formats(self.sheet).at)
        return tuple(reading.rows(block, numbers))

    def number_format(self, area: Area) -> str | None:
        """Give the number format of an area; of too many single cells "" instead."""
        return self._patience(lambda: self._number_format(area))

    def _number_format(self, area: Area) -> str | None:
        top, left, bottom, right = area
        if (top, left) == (bottom, right):
            return self._formats.setdefault(left, Formats(self.sheet)).at(top, left)
        code = self.range(area).api.NumberFormat
        return None if code is None else str(code)

    def range(self, area: Area) -> xlwings.Range:
        """Give an area as Excel has it."""
        if area not in self._ranges:
            self._ranges[area] = self.sheet.range(a1(area))
        return self._ranges[area]

    def hiding(self, table: str | None, area: Area) -> Any:  # noqa: ANN401  (an object of Excel)
        """Give the filter that hides rows of a table, or else of an area; None when none does."""
        named = self.table(table) if table else None
        found = named.table.api if named else self.range(area).api.ListObject
        filtering = self.sheet.api if found is None else found.AutoFilter
        return filtering if filtering is not None and filtering.FilterMode else None


class OpenSheets:
    """The sheets of an open workbook, each once. Are `Places`."""

    def __init__(self, book: xlwings.Book, patience: Patience | None = None) -> None:
        """Take a workbook; `patience` is how long a busy Excel is waited for."""
        self._book = book
        self._patience = patience or Patience()
        self._known: dict[str, OpenSheet] = {}
        self._bar = FormulaBar()

    @cached_property
    def base_1904(self) -> bool:
        """Whether its days count from 1904."""
        return bool(self._book.api.Date1904)

    @cached_property
    def _sheets(self) -> xlwings.main.Sheets:
        return self._book.sheets

    def on(self, name: str) -> OpenSheet:
        """Give a sheet by its name; LookupError when there is none."""
        if name.casefold() not in self._known:
            try:
                sheet = self._sheets(name)
            except Exception as error:
                if is_busy(error) or not refused_by_excel(error):
                    raise
                raise LookupError(name) from error
            self._known[name.casefold()] = OpenSheet(sheet, name, self._bar, self._patience)
        return self._known[name.casefold()]

    @property
    def every(self) -> Iterator[OpenSheet]:
        """All of them."""
        for sheet in self._sheets:
            name = sheet.name
            made = OpenSheet(sheet, name, self._bar, self._patience)
            yield self._known.setdefault(name.casefold(), made)
