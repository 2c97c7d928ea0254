"""One click: the open workbook, the moment, and what each button does from reading to writing."""

from __future__ import annotations

import contextlib
import datetime as dt
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl import changes, outputs, routines, sheets, undo
from sto_xl.errors import Cause, Failure
from sto_xl.findings import PLURALS, Severity
from sto_xl.grid import Cell, Changes, ColumnCells, Snapshot, TableWritten, Written
from sto_xl.journal import Entry, Journal
from sto_xl.undo import GONE, Left, table_left
from sto_xl.wording import DUTCH, counted

if TYPE_CHECKING:
    from sto_xl import mailing
    from sto_xl.books.live import LiveBook, Plan, Present

#: The status bar is told of letters at most so often.
_REPORTS = 9
_RUN = sheets.RUN.name
_LISTED = 12


@dataclass(frozen=True, slots=True)
class _Letters:
    """What a run made outside the workbook: letters in a folder, and what lies beside them."""

    folder: str = ""
    names: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


class Session:
    """What happens at one click. Every method gives the sentences to show at its end."""

    def __init__(self, book: LiveBook, now: dt.datetime) -> None:
        """Take the workbook and the moment of the click."""
        self.book = book
        self.now = now
        self.journal = Journal.of_the_user()

    @cached_property
    def snapshot(self) -> Snapshot:
        """The workbook as it was when the button was clicked."""
        return self.book.snapshot()

    @cached_property
    def examined(self) -> routines.Examined:
        """The roster, read and checked today."""
        try:
            return routines.examine(self.snapshot, self.now.date())
        except Failure as failure:
            if failure.cause is Cause.NOT_OURS:
                raise Failure(Cause.NOT_A_ROSTER, **failure.values) from failure
            raise

    def check(self) -> str:
        """Write the findings."""
        found = self.examined.report
        plan = self._look(changes.control(self.examined))
        written = self._write("controleren", plan, checked=True)
        if found.findings:
            self.book.show(plan, sheets.CONTROLE.name)
        text = f"Controle klaar: {found.summary}."
        if found.findings:
            text += " Op blad Controle staat bij elke bevinding wat u kunt doen."
        return text + _unfiltered(written)

    def flag(self) -> str:
        """Write signals and next steps."""
        self._must_have(changes.SIGNAL, changes.STEP)
        flags = routines.flag(self.examined)
        written = self._write("scholen markeren", self._look(changes.flags(self.examined)))
        signalled = sum(flag.signaal is not None for flag in flags)
        vmbo = counted(sum(f.location.vmbo for f in flags), "vmbo-locatie", "vmbo-locaties")
        asks = "vraagt" if signalled == 1 else "vragen"
        text = f"Van {vmbo} {asks} er {signalled or 'geen'} aandacht."
        if signalled:
            text += " Op blad Scholen staan bij elke school het signaal en de volgende stap."
        return text + self._provisional() + _unfiltered(written)

    def summarise(self) -> str:
        """Write the figures."""
        plan = self._look(changes.figures(self.examined))
        written = self._write("samenvatting bijwerken", plan)
        self.book.show(plan, sheets.KERNCIJFERS.name)
        text = f"Blad Samenvatting is bijgewerkt tot {DUTCH.datum(self.now)}."
        return text + self._provisional() + _unfiltered(written)

    def letters(self) -> str:
        """Make the letters, and write their date."""
        from sto_xl import mailing

        self._must_have(changes.LAST_LETTER)
        invitations, passed = routines.invite(self.examined)
        over = [f"Geen brief: {p.location.name}, want {p.reason}." for p in passed]
        if not invitations:
            return mailing.NOBODY + _listed(over)
        templates = self._templates()
        if templates is None:
            return "Er is geen briefsjabloon gekozen; er zijn geen brieven gemaakt."
        # Everything is looked at before a letter is made, so that none is made in vain.
        day = self.now.date()
        lines = {invitation.location.line for invitation in invitations}
        plan = self._look(changes.letters(self.examined, lines, day))
        folder = self._new_folder(f"Uitnodigingen {day:%Y-%m-%d}")
        if folder is None:
            return "Er is geen map gekozen; er zijn geen brieven gemaakt."
        made: dict[int, str] = {}
        try:
            posted = mailing.post(invitations, passed, templates, day, folder)
            failed = self._make(posted, len(invitations), made)
            dated = changes.letters(self.examined, made.keys(), day).columns
            letters = _Letters(str(folder), tuple(made.values()), (mailing.LIST,))
            written = self._write("uitnodigingen maken", plan.with_columns(dated), letters)
        except BaseException as error:
            # Where a date may still stand, its letter stays too.
            if not (isinstance(error, Failure) and error.cause is Cause.NOT_TAKEN_BACK):
                outputs.remove_new(folder, (*made.values(), mailing.LIST))
            raise
        finally:
            self.book.progress(None)
        said = counted(len(made), "uitnodiging is", "uitnodigingen zijn")
        text = f"{said[0].upper()}{said[1:]} gemaakt in map ‘{folder}’. Lees ze na voordat u ze "
        text += "verstuurt. De datum staat op blad Scholen bij Laatste brief. Naar welk adres elke "
        text += f"brief gaat, staat in {mailing.LIST}, in dezelfde map."
        return text + _unfiltered(written) + _listed([*failed, *over])

    def _templates(self) -> mailing.Templates | None:
        """Give the templates of the letters; where the roster has no folder, the user chooses."""
        from sto_xl import mailing

        region, beside = self.examined.roster.region, self._beside()
        named = (region.briefsjabloon or "").strip()
        if beside or not named:
            return mailing.templates(None, region, Path(beside))
        chosen = self.book.choose_document(f"Kies het briefsjabloon ‘{named}’")
        return mailing.Templates(Path(chosen)) if chosen else None

    def _make(
        self, posted: Iterable[mailing.Posted], count: int, made: dict[int, str]
    ) -> list[str]:
        """Let the letters be written, naming each in `made` by its school's line; give what failed.

        Raises `Failure` when not one could be made.
        """
        failed: list[Failure] = []
        said = []
        each = -(-count // _REPORTS)
        for number, letter in enumerate(posted):
            location = letter.invitation.location
            if letter.failure:
                failed.append(letter.failure)
                said.append(f"Geen brief: {location.name}. {letter.failure}")
            else:
                made[location.line] = letter.file
            if number % each == 0:
                self.book.progress(f"Uitnodigingen: {number + 1} van {count} gemaakt …")
        if failed and not made:
            raise failed[0]
        return said

    def undo(self) -> str:
        """Take the last run back."""
        run = _text(self._table(_RUN).rows[0], 0)
        if not run:
            raise Failure(Cause.NOTHING_TO_UNDO)
        entry = self.journal.find(run)
        if entry is None:
            raise Failure(Cause.JOURNAL_GONE)
        # Without cells of users' tables there is nothing to find in them.
        found, left = undo.wanted(self.snapshot, entry.cells) if entry.cells else ({}, ())
        plan, gone = self._look_back(entry.tables, found)
        rows, changed = undo.tables_to_restore(entry.tables, plan.present)
        left += (*gone, *changed)
        columns = []
        for target, by_line in zip(plan.columns, found.values(), strict=True):
            present = tuple(cells[0] for cells in target.present.cells)
            column, changed = undo.restored(target.column, present, by_line)
            left += changed
            columns.append(column)
        written = self.book.write(plan.with_rows(rows).with_columns(columns, as_it_was=True))
        letters = outputs.withdraw(Path(entry.folder), entry.letters)
        left += tuple(
            Left(f"{entry.folder}, {name}", "kon niet worden verplaatst: open, of al weg")
            for name in entry.beside
            if not outputs.withdraw(Path(entry.folder), [name])
        )
        # The journal stays: a copy of this workbook may still want it.
        return _undone(entry, left, letters) + _unfiltered(written)

    def explain(self) -> str:
        """Tell what was found at the selected cell."""
        from sto_xl import explain

        selected = self.book.selection()
        if selected is None:
            return "Kies eerst een cel, en klik dan opnieuw op de knop."
        control = self._table(sheets.CONTROLE.name)
        return explain.at(self.snapshot, selected, control.sheet, control.top, control.rows)

    def new(self) -> str:
        """Open an empty roster, which speaks for itself."""
        self.book.open_copy(outputs.shipped("workbooks", "regiobestand.xlsx"))
        return ""

    def _table(self, name: str) -> Present:
        """Read a table of the add-on; in a workbook that is not a roster, say that first."""
        try:
            return self.book.table(name)
        except Failure as failure:
            if failure.cause is Cause.TABLE_GONE:
                self.examined  # noqa: B018  (raises what is the matter with the workbook)
            raise

    def _look_back(
        self, tables: Mapping[str, TableWritten], columns: Iterable[ColumnCells]
    ) -> tuple[Plan, tuple[Left, ...]]:
        """Look at what a run wrote; a table that is gone since is left out, and named."""
        there, gone = dict(tables), list[Left]()
        while True:
            try:
                return self.book.look(undo.as_changes(there, columns)), tuple(gone)
            except Failure as failure:
                if failure.cause is not Cause.TABLE_GONE:
                    raise
                name = failure.values["table"]
                gone.append(table_left(name, there.pop(name), GONE))

    def _look(self, wanted: Changes) -> Plan:
        """Look at what would change, the name of the run included."""
        # The run's name first: should this process die halfway, the journal is found by it.
        return self.book.look(Changes({_RUN: (), **wanted.tables}, wanted.columns))

    def _write(
        self,
        action: str,
        plan: Plan,
        letters: _Letters = _Letters(),
        *,
        checked: bool = False,
    ) -> Written:
        """Write a plan, and keep what was there before it is written."""
        before = plan.present[_RUN][0]
        run = f"{self.now:%Y-%m-%d %H.%M.%S} {secrets.token_hex(3)}"
        moment = f"{self.now:%d-%m-%Y, %H.%M} uur" if checked else _text(before, 1)
        plan = plan.with_rows({**plan.rows, _RUN: ((run, moment or None),)})
        entry = Entry(
            run,
            _text(before, 0),
            self.now.date(),
            action,
            self.examined.roster.region.sjabloonversie or "",
            {},
            folder=letters.folder,
            letters=letters.names,
            beside=letters.beside,
        )
        self.journal.keep(self._with(entry, plan.intended))
        try:
            written = self.book.write(plan)
        except Failure as failure:
            # All is as it was before, unless it is said that it is not.
            if failure.cause is not Cause.NOT_TAKEN_BACK:
                self.journal.drop(run)
            raise
        # The workbook is written, and what was meant is kept already.
        with contextlib.suppress(Failure):
            self.journal.keep(self._with(entry, written))
        return written

    def _with(self, entry: Entry, written: Written) -> Entry:
        cells = undo.cells_written(self.examined.roster.tables, written)
        return replace(entry, tables=written.tables, cells=cells)

    def _new_folder(self, name: str) -> Path | None:
        """Make a folder for letters beside the workbook, or where the user says."""
        beside = self._beside()
        if not beside:
            chosen = self.book.choose_folder("Kies de map waarin de uitnodigingen komen")
            if chosen is None:
                return None
            beside = chosen
        return outputs.fresh_folder(Path(beside), name)

    def _beside(self) -> str:
        """Give the folder where the workbook lies; empty when it lies on the web or nowhere yet."""
        folder = self.book.folder()
        return "" if "://" in folder else folder

    def _must_have(self, *headings: str) -> None:
        missing = changes.missing(self.examined, *headings)
        if missing:
            raise Failure(Cause.COLUMN_GONE, sheet=sheets.SCHOLEN.sheet, column=missing)

    def _provisional(self) -> str:
        counts = self.examined.report.counts
        fouten = counts[Severity.FOUT]
        if not fouten:
            return ""
        are = "Er staat" if fouten == 1 else "Er staan"
        found = counted(fouten, *PLURALS[Severity.FOUT])
        return (
            f"\n{are} nog {found} in het regiobestand, dus dit is voorlopig: klik op Controleren."
        )


def _text(row: tuple[Cell, ...], place: int) -> str:
    return str(row[place] or "") if place < len(row) else ""


def _unfiltered(written: Written) -> str:
    if not written.unfiltered:
        return ""
    where = DUTCH.opsomming(written.unfiltered)
    return f"\nHet filter op blad {where} is opgeheven, zodat er geen regels werden overgeslagen."


def _undone(entry: Entry, left: tuple[Left, ...], letters: int) -> str:
    text = f"Ongedaan gemaakt: {entry.action}, van {DUTCH.datum(entry.made)}."
    if entry.letters:
        moved = counted(letters, "brief ligt", "brieven liggen")
        text += f"\n{moved[0].upper()}{moved[1:]} nu in de map ‘teruggetrokken’"
        rest = counted(len(entry.letters) - letters, "brief kon", "brieven konden")
        if letters < len(entry.letters):
            rest += " niet worden verplaatst: open, al verplaatst of verwijderd"
            text += f"; {rest}"
        text += "."
    if left:
        text += "\n\nNiet teruggezet:" + _listed([f"{item.place}: {item.why}" for item in left])
    return text


def _listed(lines: Sequence[str]) -> str:
    """Give lines under a text, no more than a message box can show."""
    more = len(lines) - _LISTED
    shown = [*lines[:_LISTED], *([f"en nog {more} andere"] if more > 0 else [])]
    return "".join(f"\n· {line}" for line in shown)
