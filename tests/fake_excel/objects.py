"""The upper half of the fake Excel's object tree: the program, its workbooks and their sheets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fake_excel import load as fake_load
from fake_excel.areas import EVERYTHING, Area
from fake_excel.com import Collection
from fake_excel.ranges import Range
from fake_excel.references import resolve
from fake_excel.running import Chosen, Member, Running
from fake_excel.sheets import BookModel, SheetModel
from fake_excel.tables import ListObjects, SheetFilter
from fake_excel.win32 import failed
from fake_excel.writes import refuse_protected

VERSION = "16.0"
_LONGEST_SHEET_NAME = 31
_FILE_PICKER, _FOLDER_PICKER = 3, 4


class Application(Member):
    """Excel itself."""

    def get_name(self) -> str:
        return "Microsoft Excel"

    def get_version(self) -> str:
        return VERSION

    def get_path(self) -> str:
        return "C:\\Program Files\\Microsoft Office\\root\\Office16"

    def get_hwnd(self) -> int:
        return self.running.hwnd

    def get_workbooks(self) -> Workbooks:
        return Workbooks(self.running)

    def get_active_workbook(self) -> Workbook:
        return Workbook(self.running, self.running.book)

    def get_active_sheet(self) -> Worksheet:
        return Worksheet(self.running, self.running.book, self.running.sheet)

    def get_selection(self) -> Range | Chart | None:
        if self.running.chosen is not Chosen.CELLS:
            return Chart(self.running) if self.running.chosen is Chosen.CHART else None
        sheet = self.running.sheet
        return Range(self.running, self.running.book, sheet, self.running.selection(sheet))

    def get_active_cell(self) -> Range:
        first = self.running.selection(self.running.sheet)[0]
        cell = Area(first.top, first.left, first.top, first.left)
        return Range(self.running, self.running.book, self.running.sheet, (cell,))

    def do_range(self, cell1: object, cell2: object = None) -> Range:
        return _range(self.running, self.running.book, self.running.sheet, (cell1, cell2), far=True)

    def get_worksheet_function(self) -> WorksheetFunction:
        return WorksheetFunction(self.running)

    def do_file_dialog(self, kind: float) -> FileDialog:
        if kind not in {_FILE_PICKER, _FOLDER_PICKER}:
            raise failed()
        return FileDialog(self.running, kind)

    def get_screen_updating(self) -> bool:
        return self.running.screen_updating

    def put_screen_updating(self, value: object) -> None:
        self.running.screen_updating = bool(value)

    def get_display_alerts(self) -> bool:
        return self.running.display_alerts

    def put_display_alerts(self, value: object) -> None:
        self.running.display_alerts = bool(value)

    def get_interactive(self) -> bool:
        return self.running.interactive

    def put_interactive(self, value: object) -> None:
        self.running.interactive = bool(value)

    def get_enable_events(self) -> bool:
        return self.running.enable_events

    def put_enable_events(self, value: object) -> None:
        self.running.enable_events = bool(value)

    def get_status_bar(self) -> str | bool:
        return self.running.status_bar

    def put_status_bar(self, value: object) -> None:
        self.running.status_bar = False if value is False else str(value)


class Chart(Member):
    """A chart, in so far as it can be selected: it is no range."""

    com_name = "ChartArea"


class WorksheetFunction(Member):
    """The functions of a cell, called from a program."""

    def do_count_a(self, cells: Range) -> float:
        """Give how many cells hold something, a formula that shows nothing counted as well."""
        return float(
            sum(
                cell.value is not None or cell.formula is not None
                for place, cell in cells.sheet.cells.filled().items()
                if any(area.holds(*place) for area in cells.areas)
            )
        )


class FileDialog(Member):
    """The dialog that asks for a folder, or for a file."""

    def __init__(self, running: Running, kind: float) -> None:
        super().__init__(running)
        self.kind = kind
        self.title = ""
        self.start = ""
        self.shown = False

    def get_title(self) -> str:
        return self.title

    def put_title(self, value: object) -> None:
        self.title = str(value)

    def get_initial_file_name(self) -> str:
        return self.start

    def put_initial_file_name(self, value: object) -> None:
        self.start = str(value)

    def put_allow_multi_select(self, value: object) -> None:
        """Take it: one is chosen anyhow."""

    def get_filters(self) -> FileDialogFilters:
        if self.kind == _FOLDER_PICKER:
            raise failed()
        return FileDialogFilters(self.running)

    @property
    def chosen(self) -> str | None:
        folder = self.kind == _FOLDER_PICKER
        return self.running.chosen_folder if folder else self.running.chosen_file

    def do_show(self) -> int:
        self.running.asked.append(self.title)
        self.shown = self.chosen is not None
        return -1 if self.shown else 0

    def get_selected_items(self) -> FileDialogSelectedItems:
        chosen = self.chosen
        return FileDialogSelectedItems(self.running, [chosen] if self.shown and chosen else [])


class FileDialogFilters(Member):
    """What files the dialog shows; it is not looked at."""

    def do_clear(self) -> None:
        """Take it."""

    def do_add(self, description: str, extensions: str) -> None:
        """Take it."""


class FileDialogSelectedItems(Member, Collection):
    """What was chosen in the dialog."""

    def __init__(self, running: Running, chosen: list[str]) -> None:
        super().__init__(running)
        self.chosen = chosen

    def members(self) -> list[Any]:
        return self.chosen


class Workbooks(Member, Collection):
    """The open workbooks."""

    def members(self) -> list[Any]:
        return [Workbook(self.running, book) for book in self.running.books]

    def do_add(self, template: str) -> Workbook:
        """Open a new workbook, not saved yet, that is a copy of a file."""
        book = fake_load.load(Path(template).read_bytes()).copy()
        book.name, book.path = f"{Path(template).stem}{len(self.running.books)}", ""
        self.running.books.append(book)
        self.running.active = len(self.running.books) - 1
        return Workbook(self.running, book)


class Workbook(Member):
    """An open workbook."""

    def __init__(self, running: Running, book: BookModel) -> None:
        super().__init__(running)
        self.model = book

    def get_name(self) -> str:
        return self.model.name

    def get_path(self) -> str:
        return self.model.path

    def get_full_name(self) -> str:
        sign = "/" if "://" in self.model.path else "\\"
        return sign.join(filter(None, (self.model.path, self.model.name)))

    def get_read_only(self) -> bool:
        return self.model.read_only

    def get_date1904(self) -> bool:
        return self.model.from_1904

    def get_saved(self) -> bool:
        return self.model.saved

    def put_saved(self, value: object) -> None:
        self.model.saved = bool(value)

    def get_parent(self) -> Application:
        return Application(self.running)

    def get_worksheets(self) -> Worksheets:
        return Worksheets(self.running, self.model)

    def get_sheets(self) -> Worksheets:
        return Worksheets(self.running, self.model)

    def get_active_sheet(self) -> Worksheet:
        return Worksheet(self.running, self.model, self.model.sheets[self.model.active])

    def get_names(self) -> Names:
        return Names(self.running, self.model)

    def do_activate(self) -> None:
        self.running.active = self.running.books.index(self.model)

    def do_save(self) -> None:
        if self.model.read_only:
            raise failed()
        self.model.saved = True


class Names(Member, Collection):
    """The names that a workbook defines."""

    def __init__(self, running: Running, book: BookModel) -> None:
        super().__init__(running)
        self.model = book

    def members(self) -> list[Any]:
        return [Name(self.running, *pair) for pair in self.model.names.items()]


class Name(Member):
    """A name, and what it stands for."""

    def __init__(self, running: Running, name: str, refers: str) -> None:
        super().__init__(running)
        self.name = name
        self.refers = refers

    def get_name(self) -> str:
        return self.name

    def get_refers_to(self) -> str:
        return "=" + self.refers


class Worksheets(Member, Collection):
    """The sheets of a workbook."""

    def __init__(self, running: Running, book: BookModel) -> None:
        super().__init__(running)
        self.model = book

    def members(self) -> list[Any]:
        return [Worksheet(self.running, self.model, sheet) for sheet in self.model.sheets]

    def get_parent(self) -> Workbook:
        return Workbook(self.running, self.model)


class Worksheet(Member):
    """A sheet."""

    def __init__(self, running: Running, book: BookModel, sheet: SheetModel) -> None:
        super().__init__(running)
        self.model = book
        self.sheet = sheet

    def get_name(self) -> str:
        return self.sheet.name

    def put_name(self, value: object) -> None:
        name = str(value)
        others = {s.name.casefold() for s in self.model.sheets if s is not self.sheet}
        fits = 0 < len(name) <= _LONGEST_SHEET_NAME and not set(name) & set("\\/?*[]:")
        if not fits or name.casefold() in others:
            raise failed()
        self.sheet.name = name
        self.model.saved = False

    def get_index(self) -> int:
        return self.model.sheets.index(self.sheet) + 1

    def get_visible(self) -> int:
        return self.sheet.visible

    def get_protect_contents(self) -> bool:
        return self.sheet.protected

    def get_parent(self) -> Workbook:
        return Workbook(self.running, self.model)

    def get_used_range(self) -> Range:
        return Range(self.running, self.model, self.sheet, (self.sheet.cells.used(),))

    def do_range(self, cell1: object, cell2: object = None) -> Range:
        return _range(self.running, self.model, self.sheet, (cell1, cell2))

    def get_cells(self) -> Range:
        return Range(self.running, self.model, self.sheet, (EVERYTHING,))

    def get_rows(self) -> Range:
        return Range(self.running, self.model, self.sheet, (EVERYTHING,), "rows")

    def get_columns(self) -> Range:
        return Range(self.running, self.model, self.sheet, (EVERYTHING,), "columns")

    def get_list_objects(self) -> ListObjects:
        return ListObjects(self.running, self.model, self.sheet)

    def do_activate(self) -> None:
        if self.sheet.visible != -1:
            raise failed()
        self.running.activate(self.model, self.sheet)

    def do_select(self) -> None:
        self.do_activate()

    def get_auto_filter_mode(self) -> bool:
        return self.sheet.filter is not None

    def get_auto_filter(self) -> SheetFilter | None:
        if self.sheet.filter is None:
            return None
        return SheetFilter(self.running, self.model, self.sheet)

    def get_filter_mode(self) -> bool:
        return bool(self.sheet.filtered)

    def do_show_all_data(self) -> None:
        refuse_protected(self.sheet)
        if not self.sheet.filtered:
            raise failed()
        self.sheet.filtered.clear()


def _range(
    running: Running,
    book: BookModel,
    sheet: SheetModel,
    corners: tuple[object, object],
    *,
    far: bool = False,
) -> Range:
    """Make a range of one reference, or of two corners."""
    given = [corner for corner in corners if corner is not None]
    ends = [_found(running, book, sheet, corner, far=far) for corner in given]
    if len({id(end.sheet) for end in ends}) != 1:
        raise failed()
    if len(ends) == 1:
        return ends[0]
    areas = [area for end in ends for area in end.areas]
    box = Area(
        min(a.top for a in areas),
        min(a.left for a in areas),
        max(a.bottom for a in areas),
        max(a.right for a in areas),
    )
    return Range(running, book, ends[0].sheet, (box,))


def _found(
    running: Running, book: BookModel, sheet: SheetModel, reference: object, *, far: bool
) -> Range:
    if isinstance(reference, Range):
        if reference.sheet is not sheet and not far:
            raise failed()
        return Range(running, reference.model, reference.sheet, reference.areas)
    if not isinstance(reference, str):
        raise failed()
    found = resolve(book, sheet, reference, anywhere=far)
    return Range(running, book, found.sheet, found.areas)
