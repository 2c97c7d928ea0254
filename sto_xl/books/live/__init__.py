"""An open workbook in Excel, over xlwings: read as a snapshot, looked at, and written.

Only xlwings' own core, and only its engine for Windows. Every property is a call to another
process, so everything here goes by blocks and the number of calls does not grow with the rows.

    book = LiveBook(xlwings.Book.caller())
    found = book.snapshot()
    targets = book.look(Changes(tables={"tblControle": rows}))
    written = book.write(targets)
"""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sto_xl.books.live.busy import Patience, is_busy, refused_by_excel
from sto_xl.books.live.places import OpenSheets
from sto_xl.books.live.reading import read_open
from sto_xl.books.live.writing import write
from sto_xl.books.steps import Present, Targets, look, present
from sto_xl.grid import Changes, Snapshot, Written
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings

_TITLE = "Sterk Techniekonderwijs"

__all__ = ["LiveBook", "caller"]


def caller() -> LiveBook:
    """Give the workbook from which Excel started this process; Failure while Excel is busy."""
    from xlwings import _xlwindows

    # Its own loop tries again without end and without a pause.
    _xlwindows.N_COM_ATTEMPTS = 1
    patience = Patience()
    return LiveBook(patience(_calling), patience)


def _calling() -> xlwings.Book:
    """Give the workbook that the arguments name; `Book.caller` cuts its name at an equals sign."""
    import xlwings

    given = dict(argument.partition("=")[::2] for argument in sys.argv)
    if "--from_xl" not in given:
        return xlwings.Book.caller()
    windows: Any = xlwings._xlwindows  # noqa: SLF001  (as `Book.caller` goes)
    app = windows.App(xl=int(given["--hwnd"]))
    # Its own collection takes any refusal for a workbook that is not there.
    return xlwings.Book(impl=windows.Book(xl=app.xl.Workbooks(given["--wb"])))


class LiveBook:
    """A workbook that is open in Excel. Is a `grid.Book`, and one in which a button is clicked."""

    def __init__(self, book: xlwings.Book, patience: Patience | None = None) -> None:
        """Take a workbook; `patience` is how long a busy Excel is waited for."""
        self.book = book
        self.patience = patience or Patience()
        #: The sheets as they were looked at last.
        self.sheets = OpenSheets(book, self.patience)
        #: The workbook as it was read last: by its rows it was decided what to write.
        self._read: Snapshot | None = None

    def snapshot(self) -> Snapshot:
        """Read what routines look at: the sheets that hold input, all of them if one is missing."""
        self._read = self.patience(lambda: read_open(self.book))
        return self._read

    def look(self, changes: Changes) -> Targets:
        """Look at every place that would change; Failure when one of them cannot be written."""

        def looked() -> Targets:
            if self.book.api.ReadOnly:
                raise Failure(Cause.READ_ONLY, file=self.book.name)
            self.sheets = OpenSheets(self.book, self.patience)
            return look(self.sheets, changes)

        return self.patience(looked)

    def write(self, targets: Targets) -> Written:
        """Write what was looked at, all of it or nothing; Failure when Excel refuses."""
        return write(self.app, self.sheets, targets, self.patience, self._read)

    def apply(self, changes: Changes) -> Written:
        """Look, and write."""
        return self.write(self.look(changes))

    def table(self, name: str) -> Present:
        """Read a table of the add-on; Failure when it is gone."""
        return self.patience(lambda: present(OpenSheets(self.book, self.patience), name))

    @cached_property
    def app(self) -> xlwings.App:
        """The running Excel."""
        return self.patience(lambda: self.book.app)

    def selection(self) -> tuple[str, int, int] | None:
        """Give sheet, row and column of the first selected cell; None when none is selected."""

        def selected() -> tuple[str, int, int] | None:
            chosen = self.app.api.Selection
            if chosen is None:
                return None
            try:
                return str(chosen.Worksheet.Name), int(chosen.Row), int(chosen.Column)
            except Exception as error:
                # A chart or a picture lies in no cell.
                if is_busy(error) or not refused_by_excel(error):
                    raise
                return None

        return self.patience(selected)

    def folder(self) -> str:
        """Give the folder or web address of the workbook; empty when it was never saved."""
        return str(self.patience(lambda: self.book.api.Path) or "")

    def choose_folder(self, title: str) -> str | None:
        """Let the user choose a folder; None when the choice is broken off.

        Failure when it is one on the web.
        """
        folder_picker = 4
        return self._choose(folder_picker, title)

    def choose_plans(self) -> str | None:
        """Let the user choose the folder that techniekplannen lie in; None when broken off.

        Failure when it is one on the web.
        """
        return self.choose_folder("Kies de map met de techniekplannen")

    def called(self, folder: Path) -> str:
        """Give what its user calls a folder in which documents were made."""
        return f"map ‘{folder}’"

    def choose_document(self, title: str) -> str | None:
        """Let the user choose a Word document; None when the choice is broken off.

        Failure when it is one on the web.
        """
        file_picker = 3
        return self._choose(file_picker, title, "Word-documenten", "*.docx")

    def _choose(self, picker: int, title: str, *only: str) -> str | None:
        def shown() -> tuple[Any, bool]:
            dialog = self.app.api.FileDialog(picker)
            dialog.Title = title
            dialog.AllowMultiSelect = False
            if only:
                dialog.Filters.Clear()
                dialog.Filters.Add(*only)
            return dialog, bool(dialog.Show())

        dialog, chosen = self.patience(shown)
        if not chosen:
            return None
        path = self.patience(lambda: str(dialog.SelectedItems(1)))
        if "://" in path:
            raise Failure(Cause.CHOSEN_ON_WEB, chosen=path)
        return path

    def show(self, targets: Targets, table: str) -> None:
        """Bring the sheet of a table that was looked at to the front."""
        names = [target.place.name for target in targets.tables if target.name == table]

        def bring() -> None:
            for name in names:
                self.sheets.on(name).sheet.api.Activate()

        # What was asked for is done by now; a sheet that stays behind, or hidden, is no failure.
        self.patience.if_excel_lets(bring)

    def say(self, text: str, *, serious: bool = False) -> None:
        """Show a message box, and wait until it is read."""
        self.patience(lambda: self.app.alert(text, _TITLE, mode="critical" if serious else "info"))

    def ask(self, question: str) -> bool:
        """Ask something that can be answered with yes or no."""
        answer = self.patience(lambda: self.app.alert(question, _TITLE, buttons="yes_no"))
        return answer == "yes"

    def open_copy(self, path: Path) -> None:
        """Open a new workbook, not saved yet, that is a copy of a file."""
        self.patience(lambda: self.app.api.Workbooks.Add(str(path)))

    def progress(self, text: str | None) -> None:
        """Show a text in the status bar, if Excel is free; None gives the bar back to Excel."""

        def show() -> None:
            self.app.api.StatusBar = False if text is None else text

        self.patience.if_excel_lets(show)
