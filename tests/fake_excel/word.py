"""A fake Word for tests: installed while it lasts, started by who asks for it, its calls counted.

    with fake_word.installed() as word:
        word.refuses("Brief B.docx")
        ...
    word.started  # every Word that was asked for, the user's own first

A letter becomes a file that begins and ends as a PDF, and tells how it was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fake_excel.com import Com, Switchboard
from fake_excel.win32 import PROGRAMS, RPC_S_SERVER_UNAVAILABLE, ComError, failed, install

PROGRAM = "Word.Application"
_ALL_ALERTS, _MACROS_BY_SETTING = -1, 1
_PDF, _DO_NOT_SAVE, _FORCE_DISABLE = 17, 0, 3
_NOT_FOUND = "Sorry, we couldn't find your file."
_CORRUPT = "The file appears to be corrupted."


@dataclass(eq=False)
class RunningWord:
    """One Word that runs, or ran: `asked` tells what else it showed or kept."""

    installed: Installed
    board: Switchboard = field(default_factory=Switchboard)
    alerts: int = _ALL_ALERTS
    security: int = _MACROS_BY_SETTING
    opened: list[str] = field(default_factory=list)
    recent: list[str] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)
    macros_run: list[str] = field(default_factory=list)
    alive: bool = True


@dataclass(eq=False)
class Installed:
    """Word as it is installed: what it cannot deal with, and every Word that was started."""

    started: list[RunningWord] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    deadly: set[str] = field(default_factory=set)
    broken: bool = False

    def start(self) -> Com:
        """Start a Word."""
        if self.broken:
            raise ComError(-2146959355, "Server execution failed")
        self.started.append(RunningWord(self))
        return Application(self.started[-1])

    def running(self) -> Com | None:
        """Give a Word that runs already."""
        return next((Application(one) for one in self.started if one.alive), None)


@contextmanager
def installed() -> Iterator[Installed]:
    """Have Word installed for a while."""
    install()
    PROGRAMS[PROGRAM] = word = Installed()
    try:
        yield word
    finally:
        del PROGRAMS[PROGRAM]


class _Part(Com):
    """An object of a running Word."""

    def __init__(self, word: RunningWord) -> None:
        super().__init__(word.board)
        self.word = word

    def must_live(self) -> None:
        if not self.word.alive:
            raise ComError(RPC_S_SERVER_UNAVAILABLE, "The RPC server is unavailable.")


class Application(_Part):
    """Word.Application."""

    def get_name(self) -> str:
        self.must_live()
        return "Microsoft Word"

    def put_display_alerts(self, which: int) -> None:
        self.word.alerts = which

    def put_automation_security(self, which: int) -> None:
        self.word.security = which

    def get_documents(self) -> Documents:
        self.must_live()
        return Documents(self.word)

    def do_quit(self, save_changes: int) -> None:
        self.must_live()
        assert save_changes == _DO_NOT_SAVE
        assert self.word.opened == [], "documents are left open"
        self.word.alive = False


class Documents(_Part):
    """Word.Documents."""

    def do_open(
        self,
        file_name: str,
        confirm_conversions: bool = True,  # noqa: FBT001, FBT002 - as Word's own
        read_only: bool = False,  # noqa: FBT001, FBT002
        add_to_recent_files: bool = True,  # noqa: FBT001, FBT002
    ) -> Document:
        self.must_live()
        path = Path(file_name)
        if not path.is_absolute() or not path.is_file():
            raise failed(_NOT_FOUND)
        assert not confirm_conversions, "a question that nobody sees is never answered"
        if path.name in self.word.installed.deadly:
            self.word.alive = False
            self.must_live()
        if path.name in self.word.installed.refused:
            assert self.word.alerts == 0, "a message that nobody sees is never read"
            raise failed(_CORRUPT)
        if self.word.security != _FORCE_DISABLE:
            self.word.macros_run.append(path.name)
        if add_to_recent_files:
            self.word.recent.append(path.name)
        if not read_only:
            path.with_name(f"~${path.name[2:]}").touch()
        self.word.opened.append(path.name)
        return Document(self.word, path)


class Document(_Part):
    """Word.Document."""

    def __init__(self, word: RunningWord, path: Path) -> None:
        super().__init__(word)
        self.path = path

    def do_export_as_fixed_format(  # noqa: PLR0913, PLR0917 - as Word's own
        self,
        output_file_name: str,
        export_format: int,
        open_after_export: bool = False,  # noqa: FBT001, FBT002
        optimize_for: int = 0,
        range: int = 0,  # noqa: A002
        from_: int = 1,
        to: int = 1,
        item: int = 0,
        include_doc_props: bool = False,  # noqa: FBT001, FBT002
        keep_irm: bool = True,  # noqa: FBT001, FBT002
        create_bookmarks: int = 0,
        doc_structure_tags: bool = True,  # noqa: FBT001, FBT002
        bitmap_missing_fonts: bool = True,  # noqa: FBT001, FBT002
        use_iso19005_1: bool = False,  # noqa: FBT001, FBT002
    ) -> None:
        self.must_live()
        asked = {name: value for name, value in locals().items() if name != "self"}
        assert export_format == _PDF
        told = json.dumps(asked).encode()
        Path(output_file_name).write_bytes(
            b"%PDF-1.7\n" + self.path.name.encode() + b"\n" + told + b"\n%%EOF\n"
        )

    def do_close(self, save_changes: int) -> None:
        self.must_live()
        if save_changes != _DO_NOT_SAVE:
            self.word.saved.append(self.path.name)
        self.word.opened.remove(self.path.name)
