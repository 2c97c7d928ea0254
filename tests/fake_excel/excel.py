"""A fake Excel for tests: a workbook from a file, behind the real Windows engine of xlwings.

    excel = FakeExcel.open(data)
    excel.book.sheets["Scholen"]["A2"].value  # xlwings, as a macro uses it
    excel.count  # how many calls that took
    excel.cell("Scholen", "A2")  # what stands there, uncounted

What the fake does not do: it calculates nothing, and no table grows by itself. A real spreadsheet
can hold the cells and calculate: see `held`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from typing import Any

from fake_excel import cells as fake_cells
from fake_excel import edits as fake_edits
from fake_excel import load as fake_load
from fake_excel import win32 as fake_win32
from fake_excel import writes as fake_writes
from fake_excel.areas import a1
from fake_excel.cells import Cell, Stored
from fake_excel.com import Busy
from fake_excel.held import Cells
from fake_excel.objects import Workbook
from fake_excel.references import Found, resolve
from fake_excel.running import Chosen, Message, Running
from fake_excel.sheets import BookModel, SheetModel, TableModel
from sto_xl.grid import address as address_of

__all__ = ["Busy", "Chosen", "FakeExcel", "Message"]

FOLDER = "C:\\Users\\M. Vos\\Documents\\STO"


class FakeExcel:
    """A running Excel with one workbook open, its calls counted."""

    def __init__(self, book: BookModel, *, hwnd: int = 0) -> None:
        """Start an Excel with this workbook; tests use `open`."""
        self._engine: Any = fake_win32.install()
        self.running = Running([book], hwnd=hwnd)
        self._model = book

    @classmethod
    def open(
        cls,
        data: bytes,
        *,
        name: str = "regiobestand.xlsx",
        path: str = FOLDER,
        hwnd: int = 0,
        cells: Callable[[str], Cells] | None = None,
    ) -> FakeExcel:
        """Open a workbook; a second time the same bytes cost next to nothing.

        `cells` gives who holds those of a sheet, by its name: a spreadsheet that has it open too.
        """
        book = fake_load.load(data).copy()
        book.name, book.path = name, path
        if cells is not None:
            for sheet in book.sheets:
                sheet.cells = cells(sheet.name)
        return cls(book, hwnd=hwnd)

    # The way in for a macro.

    @property
    def book(self) -> Any:  # noqa: ANN401 - xlwings has few types
        """Give the workbook as xlwings has it on Windows."""
        return self._as_xlwings(self._model)

    @contextlib.contextmanager
    def as_caller(self) -> Iterator[Any]:
        """Let `xlwings.Book.caller()` give this workbook for a while."""
        import xlwings

        book = self.book
        book.set_mock_caller()
        try:
            yield book
        finally:
            del xlwings.Book._mock_caller  # type: ignore[attr-defined]  # noqa: SLF001

    def arguments(self) -> list[str]:
        """Give the arguments with which `RunPython` starts a program for this workbook."""
        return [f"--wb={self._model.name}", "--from_xl=1", f"--hwnd={self.running.hwnd}"]

    def _as_xlwings(self, model: BookModel) -> Any:  # noqa: ANN401
        import xlwings

        wrapped = self._engine.COMRetryObjectWrapper(Workbook(self.running, model))
        return xlwings.Book(impl=self._engine.Book(xl=wrapped))

    # What a run cost, and what it showed.

    @property
    def calls(self) -> list[str]:
        """The calls so far, by name: `Range.Value` a get, `Range.Value=` a put."""
        return self.running.board.calls

    @property
    def count(self) -> int:
        """How many calls there were so far."""
        return len(self.calls)

    def reset_calls(self) -> None:
        """Begin counting again."""
        self.calls.clear()

    @property
    def messages(self) -> list[Message]:
        """The message boxes that were shown."""
        return self.running.messages

    @property
    def answer(self) -> int:
        """The button that every message box is answered with: 1 OK, 2 Cancel, 6 Yes, 7 No."""
        return self.running.answer

    @answer.setter
    def answer(self, button: int) -> None:
        self.running.answer = button

    @property
    def chosen_folder(self) -> str | None:
        """The folder that is chosen in a dialog; None presses Cancel."""
        return self.running.chosen_folder

    @chosen_folder.setter
    def chosen_folder(self, folder: str | None) -> None:
        self.running.chosen_folder = folder

    @property
    def chosen_file(self) -> str | None:
        """The file that is chosen in a dialog; None presses Cancel."""
        return self.running.chosen_file

    @chosen_file.setter
    def chosen_file(self, file: str | None) -> None:
        self.running.chosen_file = file

    @property
    def asked(self) -> list[str]:
        """The titles of the dialogs that were shown."""
        return self.running.asked

    @property
    def screen_updating(self) -> bool:
        """Whether the screen follows what happens."""
        return self.running.screen_updating

    @property
    def status_bar(self) -> str | bool:
        """What the status bar says; False when it is Excel's own."""
        return self.running.status_bar

    # What stands in the workbook.

    def cell(self, sheet: str, address: str) -> Stored:
        """Give the value of a cell as it is stored: a date as a number, an error as an int."""
        return self._at(sheet, address).value

    def formula(self, sheet: str, address: str) -> str:
        """Give what the formula bar shows."""
        return fake_cells.formula(self._at(sheet, address))

    def number_format(self, sheet: str, address: str) -> str:
        """Give the number format of a cell."""
        return self._at(sheet, address).shown

    def is_text(self, sheet: str, address: str) -> bool:
        """Tell whether an apostrophe in front makes a cell text."""
        return self._at(sheet, address).prefix

    def rows(self, table: str) -> list[tuple[Stored, ...]]:
        """Give the body rows of a table, as they are stored."""
        found = self._model.table(table)
        rows = [] if found.waiting else found.sheet.cells.read(found.body())
        return [tuple(cell.value for cell in row) for row in rows]

    def headings(self, table: str) -> list[str]:
        """Give the headings of a table."""
        return self._model.table(table).headings()

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets, in order."""
        return [sheet.name for sheet in self._model.sheets]

    @property
    def tables(self) -> list[str]:
        """The names of the tables."""
        return [table.name for table in self._model.tables]

    def table_ref(self, table: str) -> str:
        """Give the range of a table: `A1:U15`."""
        return self._model.table(table).area.text()

    def table_sheet(self, table: str) -> str:
        """Give the name of the sheet that a table stands on."""
        return self._model.table(table).sheet.name

    def hidden_rows(self, sheet: str) -> set[int]:
        """Give the rows of a sheet that are not to be seen."""
        found = self._model.sheet(sheet)
        return found.hidden | self._model.filtered_rows(found)

    @property
    def active_sheet(self) -> str:
        """The name of the sheet in front."""
        return self.running.sheet.name

    @property
    def selected(self) -> str:
        """The address that is selected on the sheet in front."""
        areas = self.running.selection(self.running.sheet)
        return ",".join(area.text() for area in areas)

    def contents(self) -> dict[str, Any]:
        """Give all that the workbook holds, to be compared before and after."""
        return {
            "sheets": {
                sheet.name: {address_of(*p): cell for p, cell in sheet.cells.filled().items()}
                for sheet in self._model.sheets
            },
            "visible": {sheet.name: sheet.visible for sheet in self._model.sheets},
            "tables": {
                t.name: (t.sheet.name, t.area.text(), t.header, t.totals, t.waiting)
                for t in self._model.tables
            },
            "names": dict(self._model.names),
        }

    # What a user does.

    def type(self, sheet: str, address: str, value: object) -> None:
        """Type a value into a cell or range: a text is read as Excel reads it."""
        found = self._range(sheet, address)
        fake_writes.write(self._model, found.sheet, found.areas, value, whole=True)

    def store(
        self,
        sheet: str,
        address: str,
        value: Stored,
        *,
        shown: str | None = None,
        formula: str = "",
    ) -> None:
        """Put a value into a cell as it is, unread, with a number format and a formula."""
        found = self._range(sheet, address)
        area = found.areas[0]
        old = found.sheet.at(area.top, area.left)
        number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        stored = float(value) if number and value is not None else value
        look = shown if shown is not None else old.shown
        found.sheet.cells.put({(area.top, area.left): Cell(stored, formula or None, look)})
        if formula:
            self._model.results[formula] = stored

    def format(self, sheet: str, address: str, shown: str) -> None:
        """Give cells a number format."""
        found = self._range(sheet, address)
        for area in found.areas:
            fake_writes.dress(found.sheet, area, shown)

    def merge(self, sheet: str, address: str) -> None:
        """Merge cells: only the first keeps its value."""
        found = self._range(sheet, address)
        area = found.areas[0]
        _, *others = fake_writes.by_place(found.sheet, area)
        found.sheet.cells.put({place: Cell(shown=cell.shown) for place, cell in others})
        found.sheet.merged.append(area)

    def delete_rows(self, sheet: str, first: int, count: int = 1) -> None:
        """Delete whole rows of a sheet."""
        fake_edits.delete_rows(self._model, self._model.sheet(sheet), first, count)

    def insert_rows(self, sheet: str, before: int, count: int = 1) -> None:
        """Insert whole rows into a sheet."""
        fake_edits.insert_rows(self._model, self._model.sheet(sheet), before, count)

    def sort(self, table: str, heading: str, *, descending: bool = False) -> None:
        """Sort a table by one of its columns."""
        fake_edits.sort(self._model.table(table), heading, descending=descending)

    def add_sheet(self, name: str) -> None:
        """Add an empty sheet at the end."""
        self._model.sheets.append(SheetModel(name))

    def delete_sheet(self, name: str) -> None:
        """Delete a sheet, and the tables on it."""
        sheet = self._model.sheet(name)
        front = self._model.sheets[self._model.active]
        self._model.tables[:] = [t for t in self._model.tables if t.sheet is not sheet]
        self._model.sheets.remove(sheet)
        visible = [s for s in self._model.sheets if s.visible == -1]
        self._model.active = self._model.sheets.index(visible[0] if front is sheet else front)

    def rename_sheet(self, old: str, new: str) -> None:
        """Give a sheet another name."""
        self._model.sheet(old).name = new

    def show_sheet(self, name: str, visible: int) -> None:
        """Show a sheet (-1), hide it (0) or hide it from the menu as well (2)."""
        self._model.sheet(name).visible = visible

    def rename_table(self, old: str, new: str) -> None:
        """Give a table another name."""
        self._model.table(old).name = new

    def unlist(self, table: str) -> None:
        """Turn a table into an ordinary range."""
        self._model.tables.remove(self._model.table(table))

    def make_table(self, name: str, sheet: str, address: str) -> None:
        """Turn a range into a table."""
        found = self._range(sheet, address)
        self._model.tables.append(TableModel(name, found.sheet, found.areas[0]))
        fake_writes.head_columns(found.sheet, found.areas[0])

    def select(self, sheet: str, address: str = "A1") -> None:
        """Bring a sheet to the front and select cells on it."""
        found = self._range(sheet, address)
        self.running.activate(self._model, found.sheet)
        self.running.selected[id(found.sheet)] = found.areas
        self.running.chosen = Chosen.CELLS

    def select_other(self, chosen: Chosen) -> None:
        """Select a chart, or nothing."""
        self.running.chosen = chosen

    def hide_rows_by_filter(
        self, table: str, hide: Collection[int] | Callable[[tuple[Stored, ...]], bool]
    ) -> None:
        """Filter a table: hide the body lines, counted from 0, or the rows that are told."""
        found = self._model.table(table)
        if callable(hide):
            lines = {line for line, row in enumerate(self.rows(table)) if hide(row)}
        else:
            lines = set(hide)
        found.buttons = True
        found.filtered = {found.rows()[line] for line in lines}

    def filter_sheet(self, sheet: str, address: str, rows: Collection[int]) -> None:
        """Filter a range of a sheet that is no table: hide these rows of the sheet."""
        found = self._model.sheet(sheet)
        found.filter = self._range(sheet, address).areas[0]
        found.filtered = set(rows)

    def show_totals(self, table: str) -> None:
        """Show the totals row of a table."""
        fake_edits.show_totals(self._model, self._model.table(table))

    def hide_header(self, table: str) -> None:
        """Turn the header row of a table off; its cells become empty."""
        found = self._model.table(table)
        top, columns = found.area.top, found.area.columns()
        found.sheet.cells.put({(top, c): Cell() for c in columns})
        found.resize(found.area._replace(top=top + 1))
        found.header = found.buttons = False

    def hide_buttons(self, table: str) -> None:
        """Turn the filter buttons of a table off, and with them its filter."""
        found = self._model.table(table)
        found.buttons = False
        found.filtered.clear()

    def without_body_rows(self, table: str) -> None:
        """Delete every body row of a table."""
        fake_edits.remove_body(self._model, self._model.table(table))

    def close_and_open(self) -> FakeExcel:
        """Save, quit, and open the workbook in a new Excel; filters stay, the screen does not."""
        book = self._model.copy()
        book.saved = True
        return FakeExcel(book)

    def copy_workbook(self, name: str) -> Any:  # noqa: ANN401
        """Open a copy beside the workbook, which stays in front; give it as xlwings has it."""
        copy = self._model.copy()
        copy.name = name
        self.running.books.append(copy)
        return self._as_xlwings(copy)

    def close(self) -> None:
        """Close the workbook: what was open beside it stays."""
        self.running.books.remove(self._model)
        self.running.active = 0

    # What goes wrong.

    def busy_for(self, calls: float, kind: Busy = Busy.REJECTED) -> None:
        """Refuse this many calls, as an Excel does of which a cell is being edited."""
        self.running.board.refuse = calls
        self.running.board.busy = kind

    def busy_at(self, number: int, calls: float = 1, kind: Busy = Busy.REJECTED) -> None:
        """Refuse so many calls from a later one on, 1 is the next."""
        board = self.running.board
        board.busy, board.calls_until_busy, board.busy_calls = kind, number, calls

    def busy_forever(self, kind: Busy = Busy.REJECTED) -> None:
        """Refuse every call; `busy_for(0)` ends it."""
        self.busy_for(float("inf"), kind)

    def fail_at_write(self, number: int, times: int | None = 1) -> None:
        """Let a write to the workbook fail, 1 is the next: so many `times`, None for ever."""
        self.running.board.writes_until_failure = number
        self.running.board.failures = float("inf") if times is None else times

    def fail_at_call(self, number: int) -> None:
        """Let a call fail, 1 is the next: Excel is out of reach for that moment."""
        self.running.board.calls_until_failure = number

    def meanwhile(self, call: str, action: Callable[[], None]) -> None:
        """Do something at the next call of this name, before it: a colleague works here too."""
        self.running.board.meanwhile[call] = action

    def on_change(self, listener: Callable[[str], None]) -> None:
        """Let a macro of others hear of each change, by the name of the sheet; see `events`."""
        self.running.listening = listener

    @property
    def events(self) -> bool:
        """Whether macros that wait for an event hear of it."""
        return self.running.enable_events

    @events.setter
    def events(self, value: bool) -> None:
        self.running.enable_events = value

    def without_dynamic_arrays(self) -> None:
        """Be an Excel of before `Formula2`."""
        self.running.board.lacking.add("Range.Formula2")

    def protect(self, sheet: str) -> None:
        """Protect a sheet against every change."""
        self._model.sheet(sheet).protected = True

    def unprotect(self, sheet: str) -> None:
        """Lift the protection of a sheet."""
        self._model.sheet(sheet).protected = False

    @property
    def read_only(self) -> bool:
        """Whether the workbook was opened to be read only."""
        return self._model.read_only

    @read_only.setter
    def read_only(self, value: bool) -> None:
        self._model.read_only = value

    def on_sharepoint(self, url: str) -> None:
        """Let the workbook come from the web: its path is an address."""
        self._model.path = url

    def count_from_1904(self) -> None:
        """Let the workbook count its days from 1904: the dates in it are four years later."""
        self._model.from_1904 = True

    def _range(self, sheet: str, address: str) -> Found:
        return resolve(self._model, self._model.sheet(sheet), address)

    def _at(self, sheet: str, address: str) -> Cell:
        area = a1(address)
        if area is None:
            raise ValueError(address)
        return self._model.sheet(sheet).at(area.top, area.left)
