"""The buttons of the STO tab: one function each, called by Excel through xlwings.

Reads the open workbook, lets `routines` decide, writes back, and keeps in the journal what was
there. Whatever goes wrong ends in one sentence, here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from sto_xl import userdata
from sto_xl.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.books.live import LiveBook
    from sto_xl.session import Session


def check() -> None:
    """Controleren: the findings on sheet Controle, and their colours in the other sheets."""
    _click(lambda session: session.check())


def flag() -> None:
    """Scholen markeren: Signaal and Volgende stap on sheet Scholen."""
    _click(lambda session: session.flag())


def summarise() -> None:
    """Samenvatting bijwerken: the figures on sheet Samenvatting."""
    _click(lambda session: session.summarise())


def letters() -> None:
    """Uitnodigingen maken: a letter to each school that does not take part, in a new folder."""
    _click(lambda session: session.letters())


def undo() -> None:
    """Ongedaan maken: the last run taken back."""
    _click(lambda session: session.undo())


def explain() -> None:
    """Uitleg: what was found at the selected cell."""
    _click(lambda session: session.explain())


def new() -> None:
    """Leeg regiobestand: a new workbook to fill in, not saved yet."""
    _click(lambda session: session.new())


def _click(action: Callable[[Session], str]) -> None:
    """Do what a button asks and tell how it ended; the one guard of this door.

    xlwings shows stderr when the exit code is not 0: so that is for what could not be shown here.
    """
    book: LiveBook | None = None
    serious = True
    try:
        if sys.platform == "darwin":
            raise Failure(Cause.ONLY_WINDOWS)  # noqa: TRY301  (one guard)
        from sto_xl.books.live import caller
        from sto_xl.session import Session

        book = caller()
        session = Session(book, dt.datetime.now().astimezone().replace(tzinfo=None))
        text = _done(action, session)
        serious = False
    except Failure as failure:
        text = str(failure)
    except Exception:  # noqa: BLE001  (the one guard of this door)
        text = str(userdata.unexpected(Cause.UNEXPECTED_IN_EXCEL))
    _tell(book, text, serious=serious)


def _done(action: Callable[[Session], str], session: Session) -> str:
    """Do it and give what to tell; where the workbook is no roster, offer one and tell nothing."""
    try:
        return action(session)
    except Failure as failure:
        if failure.cause is not Cause.NOT_A_ROSTER:
            raise
        return session.new() if session.book.ask(str(failure)) else ""


def _tell(book: LiveBook | None, text: str, *, serious: bool) -> None:
    if not text:
        return
    try:
        if book is not None:
            book.say(text, serious=serious)
            return
    except Exception:  # noqa: BLE001, S110  (then xlwings shows it)
        pass
    sys.stderr.write(f"{text}\n")
    raise SystemExit(1)
