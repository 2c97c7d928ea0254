"""The lower half of what Office.js asks for: ranges of cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from fake_excel import writes as fake_writes
from fake_excel.areas import COLUMNS, ROWS, Area
from fake_excel.cells import GENERAL, Cell, formula
from fake_excel.held import Place
from fake_excel.ranges import LIKE_A_CELL, PLAIN_NAME
from fake_excel.running import Running
from fake_excel.sheets import BookModel, SheetModel
from fake_office.errors import Code, RefusedError
from fake_office.members import Member
from fake_office.typed import typed

#: More cells Excel does not give at once, wherever it runs.
MOST = 5_000_000


class Range(Member):
    """A rectangle of cells."""

    tracked = True
    writing = frozenset({"clear", "insert", "delete"})

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel, area: Area) -> None:
        super().__init__(running, book)
        self.sheet = sheet
        if not (1 <= area.top <= area.bottom <= ROWS and 1 <= area.left <= area.right <= COLUMNS):
            raise RefusedError(Code.INVALID)
        self.area = area

    def range(self, area: Area) -> Range:
        """Make a range of the same sheet."""
        return Range(self.running, self.model, self.sheet, area)

    # Where it is.

    def get_address(self) -> str:
        name = self.sheet.name
        plain = PLAIN_NAME.fullmatch(name) and not LIKE_A_CELL.fullmatch(name)
        place = name if plain else "'" + name.replace("'", "''") + "'"
        return f"{place}!{self.area.text()}"

    def get_row_index(self) -> int:
        return self.area.top - 1

    def get_column_index(self) -> int:
        return self.area.left - 1

    def get_row_count(self) -> int:
        return self.area.height

    def get_column_count(self) -> int:
        return self.area.width

    def get_cell_count(self) -> int:
        cells = self.area.height * self.area.width
        return cells if cells < 2**31 else -1

    def get_worksheet(self) -> Member:
        from fake_office.workbook import Worksheet

        return Worksheet(self.running, self.model, self.sheet)

    def do_get_cell(self, row: float, column: float) -> Range:
        top, left = self.area.top + int(row), self.area.left + int(column)
        return self.range(Area(top, left, top, left))

    def do_get_row(self, row: float) -> Range:
        top = self.area.top + int(row)
        return self.range(self.area._replace(top=top, bottom=top))

    def do_get_column(self, column: float) -> Range:
        left = self.area.left + int(column)
        return self.range(self.area._replace(left=left, right=left))

    def do_get_last_row(self) -> Range:
        return self.range(self.area._replace(top=self.area.bottom))

    def do_get_offset_range(self, down: float, right: float) -> Range:
        top, left, bottom, last = self.area
        d, r = int(down), int(right)
        return self.range(Area(top + d, left + r, bottom + d, last + r))

    def do_get_resized_range(self, rows: float, columns: float) -> Range:
        top, left, bottom, right = self.area
        return self.range(Area(top, left, bottom + int(rows), right + int(columns)))

    def do_get_absolute_resized_range(self, rows: float, columns: float) -> Range:
        top, left, _, _ = self.area
        return self.range(Area(top, left, top + int(rows) - 1, left + int(columns) - 1))

    def do_get_bounding_rect(self, other: Range) -> Range:
        """Give the least rectangle that holds both."""
        one, two = self.area, other.area
        top, left = min(one.top, two.top), min(one.left, two.left)
        return self.range(Area(top, left, max(one.bottom, two.bottom), max(one.right, two.right)))

    def do_validate_array_size(self, rows: float, columns: float) -> None:
        """Take a block of this size; Office.js puts one of many cells in parts."""
        if (rows, columns) != (self.area.height, self.area.width):
            raise RefusedError(Code.INVALID)

    def do_get_intersection_or_null_object(self, other: Range | str) -> Range | None:
        if isinstance(other, str):
            raise NotImplementedError
        area = self.area.within(other.area) if other.sheet is self.sheet else None
        return self.range(area) if area else None

    def do_get_used_range_or_null_object(self, values_only: object = False) -> Range | None:  # noqa: FBT002
        used = filled(self.sheet, self.area) if values_only else self.sheet.cells.used()
        area = used.within(self.area) if used else None
        return self.range(area) if area else None

    def do_get_tables(self, fully_contained: object = False) -> Member:  # noqa: FBT002
        from fake_office.tables import Tables

        return Tables(self.running, self.model, self.sheet, self.area, whole=bool(fully_contained))

    def do_get_merged_areas_or_null_object(self) -> Areas | None:
        met = [merged for merged in self.sheet.merged if merged.meets(self.area)]
        return Areas(self, met) if met else None

    # What stands there.

    def _seen(self, of: Callable[[Cell], Any]) -> list[list[Any]]:
        if self.area.height * self.area.width > MOST:
            raise RefusedError(Code.TOO_MUCH_GIVEN)
        return [[of(cell) for cell in row] for row in self.sheet.cells.read(self.area)]

    def get_values(self) -> list[list[Any]]:
        return self._seen(_value)

    def get_formulas(self) -> list[list[Any]]:
        """Give formulas, and of other cells what they hold, without the apostrophe before it."""
        return self._seen(lambda cell: _value(cell) if cell.formula is None else cell.formula)

    def get_number_format(self) -> list[list[str]]:
        return self._seen(lambda cell: cell.shown)

    def get_value_types(self) -> list[list[str]]:
        return self._seen(_kind)

    def get_row_hidden(self) -> bool | None:
        hidden = self.sheet.hidden | self.model.filtered_rows(self.sheet)
        found = {row in hidden for row in self.area.rows()}
        return found.pop() if len(found) == 1 else None

    # What is done to it.

    def put_values(self, value: object) -> None:
        self._write(value)

    def put_formulas(self, value: object) -> None:
        self._write(value)

    def _write(self, given: object) -> None:
        """Put values; None leaves a cell as it is."""
        refuse_protected(self.sheet)
        block = self._block(given)
        hidden = self.model.filtered_rows(self.sheet).intersection(self.area.rows())
        made: dict[Place, Cell] = {}
        for place, old in fake_writes.by_place(self.sheet, self.area):
            merged = self.sheet.merge_at(*place) if self.sheet.merged else None
            if place[0] in hidden or (merged and place != (merged.top, merged.left)):
                continue
            # Over rows that a filter hides the first row comes in each that is seen.
            row = block[0 if hidden else place[0] - self.area.top]
            value = row[place[1] - self.area.left]
            if value is not None:
                cell = typed(value, old, from_1904=self.model.from_1904)
                if cell.formula is not None and not isinstance(given, list):
                    down, right = place[0] - self.area.top, place[1] - self.area.left
                    cell = fake_writes.moved(self.model, cell, down, right)
                made[place] = fake_writes.calculated(self.model, cell)
        self.sheet.cells.put(made)
        array = isinstance(given, list)
        fake_writes.settle(self.model, self.sheet, self.area, made, array=array)
        self.running.tell_change(self.sheet)

    def put_number_format(self, value: object) -> None:
        refuse_protected(self.sheet)
        for row, line in zip(self.area.rows(), self._block(value), strict=True):
            for column, shown in zip(self.area.columns(), line, strict=True):
                if shown is not None:
                    place = Area(row, column, row, column)
                    fake_writes.dress(self.sheet, place, str(shown) or GENERAL)

    def _block(self, given: object) -> Sequence[Sequence[Any]]:
        """Give a block as large as the range; a single value for all of it is one too."""
        if not isinstance(given, list):
            if given is None:
                raise RefusedError(Code.INVALID)
            return [[given] * self.area.width] * self.area.height
        sound = len(given) == self.area.height and all(
            isinstance(row, list) and len(row) == self.area.width for row in given
        )
        if not sound:
            raise RefusedError(Code.INVALID)
        return given

    def do_clear(self, apply_to: str = "All") -> None:
        if apply_to != "Contents":
            message = "only contents are ever to be cleared: what a cell looks like is the user's"
            raise NotImplementedError(message)
        refuse_protected(self.sheet)
        fake_writes.clear(self.model, self.sheet, [self.area])
        self.running.tell_change(self.sheet)

    def do_select(self) -> None:
        if self.running.sheet is not self.sheet:
            raise RefusedError(Code.GENERAL)
        self.running.selected[id(self.sheet)] = (self.area,)


class Areas(Member):
    """Several rectangles of one sheet."""

    tracked = True

    def __init__(self, of: Range, areas: Sequence[Area]) -> None:
        super().__init__(of.running, of.model)
        self.ranges = [of.range(area) for area in areas]

    def get_address(self) -> str:
        return ",".join(range_.get_address() for range_ in self.ranges)


def filled(sheet: SheetModel, area: Area) -> Area | None:
    """Give the part of an area that holds something; None when nothing does."""
    places = [
        place
        for place, cell in sheet.cells.filled().items()
        if (cell.value is not None or cell.formula) and area.holds(*place)
    ]
    if not places:
        return None
    rows, columns = zip(*places, strict=True)
    return Area(min(rows), min(columns), max(rows), max(columns))


def refuse_protected(sheet: SheetModel) -> None:
    """Refuse to write in a sheet that is protected."""
    if sheet.protected:
        raise RefusedError(Code.ACCESS_DENIED)


def _value(cell: Cell) -> Any:  # noqa: ANN401
    if cell.value is None:
        return ""
    if isinstance(cell.value, int) and not isinstance(cell.value, bool):
        # An error goes by its name, whatever formula gives it.
        return formula(Cell(cell.value))
    return cell.value


def _kind(cell: Cell) -> str:
    kinds = {bool: "Boolean", float: "Double", str: "String", int: "Error"}
    return "Empty" if cell.value is None else kinds[type(cell.value)]
