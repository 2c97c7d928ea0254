"""The workbook open in Excel as a button in the pane has it, and the runs that the device keeps.

A question cannot wait for its answer here: it ends the click, which is done anew with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from sto_xl.books.packing import zipped
from sto_xl.books.steps import Present, Targets, look, present
from sto_xl.books.told import Orders, ToldBook
from sto_xl.buttons import journal
from sto_xl.buttons.journal import Entry
from sto_xl.grid import Changes, Snapshot, Written, area_of
from sto_xl.web.desk import Document

#: What answers a question: yes or no, or the file or folder that was chosen.
Answer = bool | str | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something to ask: `yes` or no, or which `document` or `plans` to choose."""

    kind: str
    text: str


class QuestionError(Exception):
    """There is a question first."""

    def __init__(self, question: Question) -> None:
        """Take the question."""
        super().__init__(question.text)
        self.question = question


class PaneBook:
    """A workbook open in Excel, as it was told. Is a `ClickedBook`; what is written becomes orders.

    What is made lies in the folder in which lies what was chosen.
    """

    def __init__(
        self,
        told: ToldBook,
        active: str,
        answers: Sequence[Answer],
        folder: Path,
        progress: Callable[[str], None],
    ) -> None:
        """Take the workbook, its active cell, the answers so far, and a folder.

        In that lies what was chosen, and nothing else.
        """
        self._told = told
        self._active = active
        self._answers = iter(answers)
        self._folder = folder
        self._chosen = set(folder.iterdir())
        self._progress = progress
        #: What is to be written, when something is.
        self.orders: Orders | None = None
        #: The sheet to bring to the front.
        self.front = ""
        #: The file of which a copy is to be opened.
        self.opened: Path | None = None

    @cached_property
    def _read(self) -> Snapshot:
        return self._told.snapshot()

    def snapshot(self) -> Snapshot:
        """Give what routines look at."""
        return self._read

    def look(self, changes: Changes) -> Targets:
        """Look at every place that would change; Failure when one of them cannot be written."""
        return look(self._told, changes)

    def write(self, targets: Targets) -> Written:
        """Take what was looked at for written: it is when the script has done it."""
        self.orders = Orders(self._told, targets, self._read)
        return self.orders.intended

    def table(self, name: str) -> Present:
        """Read a table of the add-on; Failure when it is gone."""
        return present(self._told, name)

    def selection(self) -> tuple[str, int, int]:
        """Give sheet, row and column of the active cell."""
        sheet, _, cell = self._active.rpartition("!")
        if sheet.startswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        row, column, _, _ = area_of(cell)
        return sheet, row, column

    def folder(self) -> str:
        """Give nothing: a pane knows no folder of the workbook."""
        return ""

    def choose_folder(self, _title: str) -> str:
        """Give where documents are made: the browser takes them from there."""
        return str(self._folder)

    def choose_plans(self) -> str | None:
        """Let the user choose techniekplannen: gives the folder that they lie in."""
        return self._choice(Question("plans", "Kies de techniekplannen die u wilt inlezen."))

    def called(self, folder: Path) -> str:
        """Give what its user calls a folder in which documents were made."""
        if folder == self._folder:
            return "uw downloads"
        if folder in self._chosen:
            return "wat u koos"
        return f"map ‘{folder.name}’ van het zip-bestand bij uw downloads"

    def choose_document(self, title: str) -> str | None:
        """Let the user choose a Word document."""
        return self._choice(Question("document", title))

    def show(self, targets: Targets, table: str) -> None:
        """Bring the sheet of a table that was looked at to the front, when all is written."""
        self.front = next((t.place.name for t in targets.tables if t.name == table), "")

    def ask(self, question: str) -> bool:
        """Ask something that can be answered with yes or no."""
        return bool(self._answer(Question("yes", question)))

    def open_copy(self, path: Path) -> None:
        """Open a new workbook that is a copy of a file, when the click is over."""
        self.opened = path

    def progress(self, text: str | None) -> None:
        """Show how far a long run is."""
        self._progress(text or "")

    def made(self) -> Document | None:
        """Give what was made outside the workbook: one file, or all of it in one zip."""
        made = (path for path in self._folder.iterdir() if path not in self._chosen)
        every = (path for one in made for path in (one, *one.rglob("*")))
        files = sorted(path for path in every if path.is_file())
        if not files:
            return None
        if len(files) == 1 and files[0].parent == self._folder:
            return Document(files[0].name, files[0].read_bytes())
        parts = {path.relative_to(self._folder).as_posix(): path.read_bytes() for path in files}
        # The folder that was made for them tells what they are, else the first of them.
        name = files[0].parent.name if files[0].parent != self._folder else files[0].stem
        return Document(f"{name}.zip", zipped(parts))

    def _choice(self, question: Question) -> str | None:
        answer = self._answer(question)
        return answer if isinstance(answer, str) else None

    def _answer(self, question: Question) -> Answer:
        for answer in self._answers:
            return answer
        raise QuestionError(question)


class PaneRuns:
    """The runs of a workbook that are at hand, and what is to be kept of them on the device."""

    def __init__(self, given: Sequence[Entry] = ()) -> None:
        """Take the runs that the device keeps and that matter now."""
        self._given = {entry.run: entry for entry in given}
        #: What is to be kept, and the names of those that are to go.
        self.kept: dict[str, Entry] = {}
        self.dropped: list[str] = []

    def keep(self, entry: Entry) -> None:
        """Keep a run; what it made beside the workbook lies where only the user knows."""
        kept, past = journal.in_line(replace(entry, folder=""), self.find(entry.before))
        self.kept[entry.run] = kept
        self.dropped += past

    def find(self, run: str) -> Entry | None:
        """Give a run; None when it is not at hand."""
        return self.kept.get(run) or self._given.get(run)

    def drop(self, run: str) -> None:
        """Let go of a run."""
        self.kept.pop(run, None)
        self.dropped.append(run)
