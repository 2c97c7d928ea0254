"""The lower half of the fake Excel's object tree: ranges of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from fake_excel import cells as fake_cells
from fake_excel.areas import COLUMNS, EVERYTHING, ROWS, Area
from fake_excel.cells import Cell
from fake_excel.com import Collection
from fake_excel.running import Member, Running
from fake_excel.sheets import BookModel, SheetModel
from fake_excel.win32 import E_OUTOFMEMORY, ComError, failed
from fake_excel.writes import clear, dress, refuse_protected, write

#: More cells than this Excel does not give at once; the exact number is its own.
MOST_AT_ONCE = 4_000_000
#: What is longer of an address is cut off, and nothing tells so.
LONGEST_ADDRESS = 255
#: How much of a range without end is worth looking at: what was ever used.
_A_LOT = 1_000_000
#: Names that need no quotes, unless they look like a cell.
PLAIN_NAME = re.compile(r"[^\W\d][\w.]*")
LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*(C\d*)?|C\d*", re.IGNORECASE)


class OnSheet(Member):
    """An object that stands on a sheet."""

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel) -> None:
        super().__init__(running)
        self.model = book
        self.sheet = sheet

    def get_parent(self) -> Member:
        from fake_excel.objects import Worksheet

        return Worksheet(self.running, self.model, self.sheet)

    def range(self, *areas: Area, unit: str = "cells") -> Range:
        """Make a range of the same sheet."""
        return Range(self.running, self.model, self.sheet, areas, unit)


class Range(OnSheet):
    """One or more rectangles of cells; `unit` tells whether it counts cells, rows or columns."""

    def __init__(
        self,
        running: Running,
        book: BookModel,
        sheet: SheetModel,
        areas: Sequence[Area],
        unit: str = "cells",
    ) -> None:
        super().__init__(running, book, sheet)
        self.areas = tuple(areas)
        self.unit = unit

    @property
    def first(self) -> Area:
        """The first rectangle, which most properties are about."""
        return self.areas[0]

    # What stands in the cells.

    def get_value(self) -> Any:  # noqa: ANN401 - COM has no types
        return self._read(lambda cell: fake_cells.value(cell, from_1904=self.model.from_1904))

    def get_value2(self) -> Any:  # noqa: ANN401
        return self._read(lambda cell: cell.value)

    def get_formula(self) -> Any:  # noqa: ANN401
        return self._read(fake_cells.formula)

    def get_formula2(self) -> Any:  # noqa: ANN401
        return self._read(fake_cells.formula2)

    def put_value(self, value: object) -> None:
        self._put(value)

    def put_value2(self, value: object) -> None:
        self._put(value)

    def put_formula(self, value: object) -> None:
        self._put(value)

    def put_formula2(self, value: object) -> None:
        self._put(value, whole=True)

    def do_clear_contents(self) -> None:
        clear(self.model, self.sheet, self.areas)
        self.running.tell_change(self.sheet)

    def _put(self, value: object, *, whole: bool = False) -> None:
        write(self.model, self.sheet, self.areas, value, whole=whole)
        self.running.tell_change(self.sheet)

    def get_has_formula(self) -> Any:  # noqa: ANN401
        return _shared([cell.formula is not None for cell in self._seen()])

    def get_number_format(self) -> Any:  # noqa: ANN401
        return _shared([cell.shown for cell in self._seen()])

    def put_number_format(self, value: object) -> None:
        refuse_protected(self.sheet)
        for area in self.areas:
            dress(self.sheet, area, str(value))

    def _read(self, of: Callable[[Cell], Any]) -> Any:  # noqa: ANN401
        area = self.first
        if area.height * area.width > MOST_AT_ONCE:
            raise ComError(E_OUTOFMEMORY, "Not enough storage is available.")
        rows = self.sheet.cells.read(area)
        if area.height == area.width == 1:
            return of(rows[0][0])
        return tuple(tuple(map(of, row)) for row in rows)

    def _seen(self) -> list[Cell]:
        """Give the cells; of a whole sheet or column those in the used range."""
        used = self.sheet.cells.used()
        many = (area.height * area.width > _A_LOT for area in self.areas)
        parts = [a.within(used) if big else a for a, big in zip(self.areas, many, strict=True)]
        blocks = (self.sheet.cells.read(part) for part in parts if part)
        return [cell for block in blocks for row in block for cell in row]

    # Where it is.

    def get_address(self) -> str:
        return self.do_get_address()

    def do_get_address(
        self,
        row_absolute: object = True,  # noqa: FBT002 - as in Excel
        column_absolute: object = True,  # noqa: FBT002
        reference_style: int = 1,
        external: object = False,  # noqa: FBT002
        relative_to: object = None,
    ) -> str:
        if reference_style != 1 or relative_to is not None:
            raise failed()
        rows, columns = "$" if row_absolute else "", "$" if column_absolute else ""
        place = self._place() + "!" if external else ""
        address = ",".join(place + area.text(rows=rows, columns=columns) for area in self.areas)
        return address[:LONGEST_ADDRESS]

    def _place(self) -> str:
        book, sheet = self.model.name, self.sheet.name
        plain = PLAIN_NAME.fullmatch(sheet) and not LIKE_A_CELL.fullmatch(sheet)
        if plain and re.fullmatch(r"[\w.]+", book):
            return f"[{book}]{sheet}"
        return "'" + f"[{book}]{sheet}".replace("'", "''") + "'"

    def get_row(self) -> int:
        return self.first.top

    def get_column(self) -> int:
        return self.first.left

    def get_count(self) -> int:
        if self.unit == "rows":
            return self.first.height
        if self.unit == "columns":
            return self.first.width
        return sum(area.height * area.width for area in self.areas)

    def get_rows(self) -> Range:
        return self.range(self.first, unit="rows")

    def get_columns(self) -> Range:
        return self.range(self.first, unit="columns")

    def get_cells(self) -> Range:
        return self.range(*self.areas)

    def get_areas(self) -> Areas:
        return Areas(self)

    def get_worksheet(self) -> Member:
        return self.get_parent()

    def do_item(self, row: float, column: float | None = None) -> Range:
        """Give a cell, counted from the first; or a row, or a column."""
        first, place = self.first, int(row)
        if self.unit == "rows":
            return self.range(_inside(first.top + place - 1, first.left, 1, first.width))
        if self.unit == "columns":
            return self.range(_inside(first.top, first.left + place - 1, first.height, 1))
        if column is None:
            down, right = divmod(place - 1, first.width)
        else:
            down, right = place - 1, int(column) - 1
        return self.range(_inside(first.top + down, first.left + right, 1, 1))

    def members(self) -> list[Any]:
        return [self.do_item(number) for number in range(1, self.get_count() + 1)]

    def get_resize(self) -> Range:
        """Give the range itself: a call of it gives a cell, as pywin32 has it."""
        return self.range(self.first)

    def do_get_resize(
        self, row_size: float | None = None, column_size: float | None = None
    ) -> Range:
        first = self.first
        height, width = int(row_size or first.height), int(column_size or first.width)
        return self.range(_inside(first.top, first.left, height, width))

    def get_offset(self) -> Range:
        """Give the range itself: a call of it gives a cell, as pywin32 has it."""
        return self.range(*self.areas)

    def do_get_offset(self, row_offset: float = 0, column_offset: float = 0) -> Range:
        return self.range(
            *(
                _inside(a.top + int(row_offset), a.left + int(column_offset), a.height, a.width)
                for a in self.areas
            )
        )

    # What it belongs to, and how it is shown.

    def get_list_object(self) -> Member | None:
        from fake_excel.tables import ListObject

        cell = self.first
        for table in self.model.tables_on(self.sheet):
            if table.area.holds(cell.top, cell.left):
                return ListObject(self.running, self.model, table)
        return None

    def get_merge_cells(self) -> bool | None:
        area = self.first
        met = [merged for merged in self.sheet.merged if merged.meets(area)]
        covered = sum(
            (min(m.bottom, area.bottom) - max(m.top, area.top) + 1)
            * (min(m.right, area.right) - max(m.left, area.left) + 1)
            for m in met
        )
        return bool(met) if covered in {0, area.height * area.width} else None

    def get_merge_area(self) -> Range:
        if self.get_count() != 1:
            raise failed()
        return self.range(self.sheet.merge_at(self.first.top, self.first.left) or self.first)

    def get_entire_row(self) -> Range:
        return self.range(*(area._replace(left=1, right=COLUMNS) for area in self.areas))

    def get_entire_column(self) -> Range:
        return self.range(*(area._replace(top=1, bottom=ROWS) for area in self.areas))

    def get_hidden(self) -> Any:  # noqa: ANN401
        if self.first.width != COLUMNS:
            raise failed()
        hidden = self.sheet.hidden | self.model.filtered_rows(self.sheet)
        return _shared([row in hidden for area in self.areas for row in area.rows()])

    def put_hidden(self, value: object) -> None:
        refuse_protected(self.sheet)
        if self.first.width != COLUMNS:
            raise failed()
        rows = {row for area in self.areas for row in area.rows()}
        self.sheet.hidden = self.sheet.hidden | rows if value else self.sheet.hidden - rows

    def do_select(self) -> None:
        if self.running.book is not self.model or self.running.sheet is not self.sheet:
            raise failed()
        self.running.selected[id(self.sheet)] = self.areas

    def do_activate(self) -> None:
        self.do_select()


class Areas(Member, Collection):
    """The rectangles of a range."""

    def __init__(self, of: Range) -> None:
        super().__init__(of.running)
        self.of = of

    def members(self) -> list[Any]:
        return [self.of.range(area) for area in self.of.areas]


def _inside(top: int, left: int, height: int, width: int) -> Area:
    area = Area(top, left, top + height - 1, left + width - 1)
    if height < 1 or width < 1 or top < 1 or left < 1 or not EVERYTHING.meets(area):
        raise failed()
    if area.bottom > ROWS or area.right > COLUMNS:
        raise failed()
    return area


def _shared(values: list[Any]) -> Any:  # noqa: ANN401
    """Give what all values are; None when they differ."""
    return values[0] if len(set(values)) == 1 else None
