"""The upper half of what Office.js asks for: the workbook and its sheets."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Sequence

from fake_excel.areas import Area
from fake_excel.cells import serial_of
from fake_excel.load import load
from fake_excel.references import resolve
from fake_excel.running import Chosen, Running
from fake_excel.sheets import BookModel, SheetModel
from fake_excel.win32 import ComError
from fake_office.errors import Code, RefusedError
from fake_office.members import Collection, Member
from fake_office.ranges import Range, filled, refuse_protected
from fake_office.tables import Tables

_VISIBLE = {-1: "Visible", 0: "Hidden", 2: "VeryHidden"}


class Workbook(Member):
    """The workbook that the pane is open in."""

    def get_name(self) -> str:
        return self.model.name

    def get_read_only(self) -> bool:
        return self.model.read_only

    def get_worksheets(self) -> Worksheets:
        return Worksheets(self.running, self.model)

    def get_tables(self) -> Tables:
        return Tables(self.running, self.model, None)

    def get_names(self) -> Names:
        return Names(self.running, self.model)

    def get_functions(self) -> Functions:
        return Functions(self.running, self.model)

    def get_application(self) -> Application:
        return Application(self.running, self.model)

    def get_runtime(self) -> Runtime:
        return Runtime(self.running, self.model)

    def do_get_selected_range(self) -> Range:
        sheet = self.running.sheet
        areas = self.running.selection(sheet)
        if self.running.chosen is not Chosen.CELLS or len(areas) != 1:
            raise RefusedError(Code.SELECTION)
        return Range(self.running, self.model, sheet, areas[0])

    def do_get_active_cell(self) -> Range:
        sheet = self.running.sheet
        first = self.running.selection(sheet)[0]
        area = Area(first.top, first.left, first.top, first.left)
        return Range(self.running, self.model, sheet, area)


class Application(Member):
    """Excel itself; what it shows meanwhile is not looked at."""

    def get_calculation_mode(self) -> str:
        return "Automatic"

    def do_create_workbook(self, data: str) -> Created:
        return Created(self.running, load(base64.b64decode(data)).copy())

    def do_suspend_screen_updating_until_next_sync(self) -> None:
        """Take it."""

    def do_suspend_api_calculation_until_next_sync(self) -> None:
        """Take it."""


class Created(Member):
    """A new workbook, that is to be opened yet."""

    def do_open(self) -> None:
        """Open it in a window of its own; the pane stays with the workbook that it is in."""
        self.running.books.append(self.model)


class Functions(Member):
    """The functions of a cell, called by the pane."""

    def do_date(self, year: float, month: float, day: float) -> Result:
        moment = dt.datetime(int(year), int(month), int(day))
        serial = serial_of(moment, from_1904=self.model.from_1904)
        return Result(self.running, self.model, serial)


class Result(Member):
    """What a function gives."""

    def __init__(self, running: Running, book: BookModel, value: float) -> None:
        super().__init__(running, book)
        self.value = value

    def get_value(self) -> float:
        return self.value


class Runtime(Member):
    """What the pane has to itself: whether it is told of events. Macros hear all the same."""

    def writes(self, name: str) -> bool:  # noqa: ARG002
        return False

    def get_enable_events(self) -> bool:
        return self.running.pane_events

    def put_enable_events(self, value: object) -> None:
        self.running.pane_events = bool(value)


class Names(Collection):
    """The names that the workbook defines."""

    def items(self) -> Sequence[Name]:
        return [Name(self.running, self.model, *pair) for pair in self.model.names.items()]


class Name(Member):
    """A name, and what it stands for."""

    def __init__(self, running: Running, book: BookModel, name: str, refers: str) -> None:
        super().__init__(running, book)
        self.name = name
        self.refers = refers
        self.identity = name

    def get_name(self) -> str:
        return self.name

    def get_formula(self) -> str:
        return f"={self.refers}"


class Worksheets(Collection):
    """The sheets of the workbook."""

    def items(self) -> Sequence[Worksheet]:
        return [Worksheet(self.running, self.model, sheet) for sheet in self.model.sheets]

    def do_get_active_worksheet(self) -> Worksheet:
        return Worksheet(self.running, self.model, self.running.sheet)


class Worksheet(Member):
    """A sheet."""

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel) -> None:
        super().__init__(running, book)
        self.sheet = sheet
        self.identity = f"{{{id(sheet):032X}}}"

    def get_id(self) -> object:
        return self.identity

    def get_name(self) -> str:
        return self.sheet.name

    def get_position(self) -> int:
        return self.model.sheets.index(self.sheet)

    def get_visibility(self) -> str:
        return _VISIBLE[self.sheet.visible]

    def get_protection(self) -> Protection:
        return Protection(self.running, self.model, self.sheet)

    def get_tables(self) -> Tables:
        return Tables(self.running, self.model, self.sheet)

    def get_auto_filter(self) -> SheetFilter:
        return SheetFilter(self.running, self.model, self.sheet)

    def do_activate(self) -> None:
        if self.sheet.visible != -1:
            raise RefusedError(Code.GENERAL)
        self.running.activate(self.model, self.sheet)

    def do_get_range(self, address: str | None = None) -> Range:
        if address is None:
            return self._range(Area(1, 1, 1_048_576, 16_384))
        try:
            found = resolve(self.model, self.sheet, address)
        except ComError as error:
            raise RefusedError(Code.INVALID) from error
        if len(found.areas) != 1:
            raise RefusedError(Code.INVALID)
        return self._range(found.areas[0])

    def do_get_range_by_indexes(
        self, row: float, column: float, height: float, width: float
    ) -> Range:
        top, left = int(row) + 1, int(column) + 1
        return self._range(Area(top, left, top + int(height) - 1, left + int(width) - 1))

    def do_get_cell(self, row: float, column: float) -> Range:
        return self.do_get_range_by_indexes(row, column, 1, 1)

    def do_get_used_range(self, values_only: object = False) -> Range:  # noqa: FBT002
        found = self.do_get_used_range_or_null_object(values_only)
        return found or self._range(Area(1, 1, 1, 1))

    def do_get_used_range_or_null_object(self, values_only: object = False) -> Range | None:  # noqa: FBT002
        if values_only:
            area = filled(self.sheet, Area(1, 1, 1_048_576, 16_384))
        else:
            area = self.sheet.cells.used() if self.sheet.cells.filled() else None
        return self._range(area) if area else None

    def _range(self, area: Area) -> Range:
        return Range(self.running, self.model, self.sheet, area)


class Protection(Member):
    """Whether a sheet may be written in."""

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel) -> None:
        super().__init__(running, book)
        self.sheet = sheet

    def get_protected(self) -> bool:
        return self.sheet.protected


class SheetFilter(Member):
    """The filter of a range on a sheet that is no table."""

    writing = frozenset({"clear_criteria"})

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel) -> None:
        super().__init__(running, book)
        self.sheet = sheet

    def get_enabled(self) -> bool:
        return self.sheet.filter is not None

    def get_is_data_filtered(self) -> bool:
        return bool(self.sheet.filtered)

    def do_clear_criteria(self) -> None:
        refuse_protected(self.sheet)
        self.sheet.filtered.clear()
