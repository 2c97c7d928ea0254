"""A running fake Excel: its open workbooks, and what its screen shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from fake_excel.areas import Area
from fake_excel.com import Com, Switchboard
from fake_excel.sheets import BookModel, SheetModel
from fake_excel.win32 import CDispatch, open_window


class Chosen(Enum):
    """What is selected."""

    CELLS = "cells"
    CHART = "a chart"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Message:
    """A message box that was shown."""

    prompt: str
    title: str
    style: int


@dataclass(eq=False)
class Running:
    """The program Excel, in so far as it is more than its workbooks."""

    books: list[BookModel]
    board: Switchboard = field(default_factory=Switchboard)
    active: int = 0
    hwnd: int = 0
    screen_updating: bool = True
    display_alerts: bool = True
    interactive: bool = True
    enable_events: bool = True
    pane_events: bool = True
    status_bar: str | bool = False
    chosen: Chosen = Chosen.CELLS
    listening: Callable[[str], None] | None = None
    selected: dict[int, tuple[Area, ...]] = field(default_factory=dict)
    messages: list[Message] = field(default_factory=list)
    answer: int = 1
    chosen_folder: str | None = None
    chosen_file: str | None = None
    asked: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.hwnd = open_window(self, self.hwnd or None)

    @property
    def book(self) -> BookModel:
        """The active workbook."""
        return self.books[self.active]

    @property
    def sheet(self) -> SheetModel:
        """The active sheet."""
        return self.book.sheets[self.book.active]

    def activate(self, book: BookModel, sheet: SheetModel) -> None:
        """Bring a sheet to the front."""
        self.active = self.books.index(book)
        book.active = book.sheets.index(sheet)

    def tell_change(self, sheet: SheetModel) -> None:
        """Tell the macro that waits for a change, if events are on."""
        if self.listening and self.enable_events:
            self.listening(sheet.name)

    def selection(self, sheet: SheetModel) -> tuple[Area, ...]:
        """Give what is selected on a sheet: its first cell, as long as nothing else is."""
        return self.selected.get(id(sheet), (Area(1, 1, 1, 1),))

    def window_object(self) -> CDispatch:
        """Give the COM object behind the window."""
        return Window(self)

    def show_message(self, prompt: str, title: str, style: int) -> int:
        """Keep a message box, and press the button that the test chose."""
        self.messages.append(Message(prompt, title, style))
        return self.answer


class Member(Com):
    """An object of a running Excel."""

    def __init__(self, running: Running) -> None:
        super().__init__(running.board)
        self.running = running

    def get_application(self) -> Com:
        from fake_excel.objects import Application

        return Application(self.running)


class Window(Member):
    """The window that a handle leads to."""
