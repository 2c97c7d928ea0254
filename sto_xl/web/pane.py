"""What the script of the pane in Excel asks: a click is done here, and carried out there.

One click goes back and forth, with plain data: what has to be read, which questions there are, what
is to be written, and what came of it. The decisions are those of the ribbon, by the same buttons.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sto_xl.books.told import NotReadError, Orders, ToldBook
from sto_xl.buttons import control, guidance, journal, letters, plan_letters, plans, roster, undo
from sto_xl.buttons.click import Click
from sto_xl.buttons.journal import Entry
from sto_xl.system import doors
from sto_xl.system.errors import Cause, Failure
from sto_xl.web.across import Reply, guarded, kept, told
from sto_xl.web.clicked import Answer, PaneBook, PaneRuns, Question, QuestionError

Button = Callable[[Click], str]
#: The bytes of files that were chosen.
Files = Sequence[bytes]

#: Each button by the name that the pane has for it. The two about a region's area need DUO's
#: register, which a pane has not.
BUTTONS: Mapping[str, Button] = {
    "check": control.check,
    "flag": roster.flag,
    "summarise": roster.summarise,
    "plans": plans.read_in,
    "letters": letters.invitations,
    "proposal": plan_letters.proposal,
    "decisions": plan_letters.decisions,
    "undo": undo.last_run,
    "explain": guidance.at_selection,
    "new": guidance.empty_roster,
    "new_plan": guidance.empty_plan,
}


def _silent(_text: str) -> None:
    """Say nothing."""


def begin(folder: str, progress: Callable[[str], None]) -> Pane:
    """Begin a pane, as its worker does."""
    return Pane(folder, progress)


class Pane:
    """A pane, as its script drives it: one click at a time."""

    def __init__(self, folder: str, progress: Callable[[str], None] = _silent) -> None:
        """Let files lie in this folder, the pane's alone; `progress` is told how far it is."""
        doors.enter(doors.Door.PANE)
        self._folder = Path(folder)
        self._progress = progress
        self._click: PaneClick | None = None

    def click(self, button: str, listed: str, now: str) -> Reply:
        """Begin a click on a button; `listed` is what the script listed of the workbook."""
        # Of what lay here before nothing is needed any more.
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)

        def begun() -> Reply:
            moment = dt.datetime.fromisoformat(now)
            self._click = PaneClick(
                BUTTONS[button], json.loads(listed), moment, self._folder, self._progress
            )
            return self._click.begin()

        return self._guarded(begun)

    def go_on(self, answer: str, *files: bytes) -> Reply:
        """Go on with what the script was asked for: JSON, and the bytes of files."""

        def went_on() -> Reply:
            if self._click is None:
                raise LookupError
            return self._click.go_on(json.loads(answer), files)

        return self._guarded(went_on)

    def _guarded(self, work: Callable[[], Reply]) -> Reply:
        """Turn what went wrong into one sentence."""

        def failed(said: Failure) -> Reply:
            dropped = self._click.dropped if self._click else []
            return told({"failure": str(said), "drop": dropped})

        return guarded(work, failed, Cause.UNEXPECTED_IN_EXCEL)


class PaneClick:
    """A click on a button, from what was listed of the workbook to the sentence at its end."""

    def __init__(
        self,
        button: Button,
        listed: Mapping[str, Any],
        now: dt.datetime,
        folder: Path,
        progress: Callable[[str], None],
    ) -> None:
        """Take the button and the workbook, an empty folder, and what is told how far it is."""
        self._button = button
        self._listed = listed
        self._now = now
        self._folder = folder
        self._progress = progress
        self._told = ToldBook(listed)
        self._answers: list[Answer] = []
        #: The folders of what was chosen.
        self._chosen: set[Path] = set()
        self._runs: list[Entry] = []
        #: What takes what the script answers.
        self._next: Callable[[Mapping[str, Any], Files], Reply] = self._was_read
        #: The runs that are not to be kept any more.
        self.dropped: list[str] = []

    def begin(self) -> Reply:
        """Say what has to be read first."""
        return told({"read": self._told.to_read()})

    def go_on(self, answer: Mapping[str, Any], files: Files) -> Reply:
        """Take an answer, and say what is next."""
        return self._next(answer, files)

    def _was_read(self, answer: Mapping[str, Any], _files: Files) -> Reply:
        self._told.read(answer["blocks"])
        try:
            book = self._book()
            run = Click(book, self._now, PaneRuns()).last_run()
        except Failure:
            run = ""
        if not run:
            return self._done()
        self._next = self._was_found
        return told({"run": run})

    def _was_found(self, answer: Mapping[str, Any], _files: Files) -> Reply:
        if entry := journal.from_json(answer["run"].encode()):
            self._runs.append(entry)
        return self._done()

    def _more_read(self, answer: Mapping[str, Any], _files: Files) -> Reply:
        self._told.read(answer["blocks"])
        return self._done()

    def _answered(self, question: Question, answer: Mapping[str, Any], files: Files) -> Reply:
        chosen: Answer = answer.get("yes")
        if files:
            paths = kept(self._folder, zip(answer["names"], files, strict=True))
            self._chosen.add(paths[0].parent)
            chosen = str(paths[0] if question.kind == "document" else paths[0].parent)
        self._answers.append(chosen)
        return self._done()

    def _book(self) -> PaneBook:
        """Give the workbook, with nothing of what was made before the last question."""
        for path in self._folder.iterdir():
            if path not in self._chosen:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        active = self._listed["active"]
        return PaneBook(self._told, active, self._answers, self._folder, self._progress)

    def _done(self) -> Reply:
        """Do what the button does, by what is known so far."""
        book, runs = self._book(), PaneRuns(self._runs)
        click = Click(book, self._now, runs)
        try:
            said = guidance.or_a_roster(self._button, click)
        except QuestionError as asked:
            self._next = partial(self._answered, asked.question)
            return told({"ask": asked.question.kind, "question": asked.question.text})
        except NotReadError as missing:
            self._next = self._more_read
            return told({"read": self._told.more(missing)})
        if book.orders is None:
            return self._over(book, said)
        writing = _Writing(book, book.orders, click, runs, said)
        self._next = partial(self._carried_out, writing)
        return told({"write": book.orders.to_do(book.front), "keep": _as_kept(runs)})

    def _carried_out(self, writing: _Writing, answer: Mapping[str, Any], _files: Files) -> Reply:
        """Judge what came of it: all of it is as it was meant, or nothing stays."""
        orders = writing.orders
        if changed := answer.get("changed"):
            self.dropped = list(writing.runs.kept)
            raise Failure(Cause.CHANGED_IN_EXCEL, sheet=changed)
        try:
            if refused := answer.get("refused"):
                raise orders.refused(refused)
            written = orders.written(answer["blocks"])
        except Failure as failure:
            self._next = partial(self._taken_back, writing, failure)
            return told({"take_back": orders.to_take_back()})
        if writing.click.entry:
            writing.runs.keep(writing.click.entry(written))
        return self._over(writing.book, writing.said, writing.runs)

    def _taken_back(
        self, writing: _Writing, why: Failure, answer: Mapping[str, Any], _files: Files
    ) -> Reply:
        if not answer["taken_back"]:
            # What may still stand there can be taken back later.
            raise writing.orders.not_taken_back() from why
        self.dropped = list(writing.runs.kept)
        raise why

    def _over(self, book: PaneBook, said: str, runs: PaneRuns | None = None) -> Reply:
        """Say how it ended, with what was made."""
        runs = runs or PaneRuns()
        content: dict[str, object] = {"said": said, "keep": _as_kept(runs), "drop": runs.dropped}
        if book.opened:
            content["open"] = True
            return told(content, book.opened.name, book.opened.read_bytes())
        made = book.made()
        return told(content, made.name, made.data) if made else told(content)


@dataclass(frozen=True, slots=True)
class _Writing:
    """What the script is carrying out, and what follows when that is done."""

    book: PaneBook
    orders: Orders
    click: Click
    runs: PaneRuns
    said: str


def _as_kept(runs: PaneRuns) -> list[Mapping[str, str]]:
    """Give runs as the device keeps them: name, day, and all of it as a text."""
    return [
        {"run": run, "made": entry.made.isoformat(), "entry": journal.as_json(entry).decode()}
        for run, entry in runs.kept.items()
    ]


def limits() -> str:
    """Give as JSON what the pane says by itself."""
    sentences = {
        "late": "Dit duurde te lang en is afgebroken; in de werkmap is niets gewijzigd. Sluit "
        "andere programma's en klik opnieuw op de knop.",
        "broken": "Het programma is vastgelopen en opnieuw gestart; in de werkmap is niets "
        "gewijzigd. Klik opnieuw op de knop.",
        "unjudged": "De werkmap is gewijzigd, maar het programma brak af voordat het dat kon "
        "nakijken. Kijk de werkmap na; met Ongedaan maken zet u terug wat er is gewijzigd.",
        "unkept": "Op dit apparaat kan niet worden bewaard wat er wordt gewijzigd, en dan "
        "werkt Ongedaan maken niet. Er is niets gewijzigd. Sta toe dat de browser gegevens van "
        "STO bewaart (geen privévenster) en klik opnieuw op de knop.",
        "old": "Deze versie van Excel kan nog niet wat STO nodig heeft: werk Office bij "
        "(Bestand > Account > Updateopties), of gebruik Excel in de browser.",
        "busy": Cause.EXCEL_BUSY.value,
        "refused": "Excel gaf geen antwoord ({reason}), en er is niets gewijzigd. Sluit andere "
        "vensters van Excel en klik opnieuw op de knop.",
    }
    return told({what: {"nl": sentence} for what, sentence in sentences.items()}).told
