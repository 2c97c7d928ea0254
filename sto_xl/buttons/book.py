"""What a click needs of the workbook it was made in: reads, writes, and questions to its user.

A workbook open in Excel is one; so can be whatever reads, shows and asks as much.
"""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from sto_xl.books.steps import Present, Targets
from sto_xl.grid import Changes, Source, Written


class ClickedBook(Source, Protocol):
    """A workbook in which a button can be clicked."""

    def look(self, changes: Changes) -> Targets:
        """Look at every place that would change; Failure when one of them cannot be written."""
        ...

    def write(self, targets: Targets) -> Written:
        """Write what was looked at, all of it or nothing. Raises `Failure`."""
        ...

    def table(self, name: str) -> Present:
        """Read a table of the add-on; Failure when it is gone."""
        ...

    def selection(self) -> tuple[str, int, int] | None:
        """Give sheet, row and column of the first selected cell; None when none is selected."""
        ...

    def folder(self) -> str:
        """Give the folder or web address of the workbook; empty when it was never saved."""
        ...

    def choose_folder(self, title: str) -> str | None:
        """Let the user choose a folder; None when the choice is broken off.

        Failure when it is one on the web.
        """
        ...

    def choose_plans(self) -> str | None:
        """Let the user choose techniekplannen: gives the folder that they lie in.

        None when the choice is broken off; Failure when it is one on the web.
        """
        ...

    def called(self, folder: Path) -> str:
        """Give what its user calls a folder in which documents were made."""
        ...

    def choose_document(self, title: str) -> str | None:
        """Let the user choose a Word document; None when the choice is broken off.

        Failure when it is one on the web.
        """
        ...

    def show(self, targets: Targets, table: str) -> None:
        """Bring the sheet of a table that was looked at to the front, if that can be."""
        ...

    def ask(self, question: str) -> bool:
        """Ask something that can be answered with yes or no."""
        ...

    def open_copy(self, path: Path) -> None:
        """Open a new workbook, not saved yet, that is a copy of a file."""
        ...

    def progress(self, text: str | None) -> None:
        """Show how far a long run is, if that can be; None when it is over."""
        ...
