"""The buttons of the STO tab: one function each, called by Excel through xlwings.

What each does stands in `session`, imported when the button is clicked. Whatever goes wrong ends
in one sentence, here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from sto_xl import userdata
from sto_xl.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.books.live import LiveBook
    from sto_xl.session.click import Click


def _button(action: Callable[[Click], str]) -> Callable[[], None]:
    """Make a button of what it does: do it, and tell how it ended; the one guard of this door.

    xlwings shows stderr when the exit code is not 0: so that is for what could not be shown here.
    """

    @wraps(action)
    def clicked() -> None:
        book: LiveBook | None = None
        serious = True
        try:
            if sys.platform == "darwin":
                raise Failure(Cause.ONLY_WINDOWS)  # noqa: TRY301  (one guard)
            from sto_xl.books.live import caller
            from sto_xl.session.click import Click

            book = caller()
            now = dt.datetime.now().astimezone().replace(tzinfo=None)
            text = _done(action, Click(book, now))
            serious = False
        except Failure as failure:
            text = str(failure)
        except Exception:  # noqa: BLE001  (the one guard of this door)
            text = str(userdata.unexpected(Cause.UNEXPECTED_IN_EXCEL))
        _tell(book, text, serious=serious)

    return clicked


@_button
def check(click: Click) -> str:
    """Controleren: the findings on sheet Controle, and their colours in the other sheets."""
    from sto_xl.session import control

    return control.check(click)


@_button
def flag(click: Click) -> str:
    """Scholen markeren: Signaal and Volgende stap on sheet Scholen."""
    from sto_xl.session import roster

    return roster.flag(click)


@_button
def summarise(click: Click) -> str:
    """Samenvatting bijwerken: the figures on sheet Samenvatting."""
    from sto_xl.session import roster

    return roster.summarise(click)


@_button
def plans(click: Click) -> str:
    """Plannen inlezen: the plans in a folder on sheet Plannen, and findings to mail back."""
    from sto_xl.session import plans

    return plans.read_in(click)


@_button
def letters(click: Click) -> str:
    """Uitnodigingen maken: a letter to each school that does not take part, in a new folder."""
    from sto_xl.session import letters

    return letters.invitations(click)


@_button
def proposal(click: Click) -> str:
    """Voorstel maken: the letter of the open techniekplan to the programme manager, beside it."""
    from sto_xl.session import plan_letters

    return plan_letters.proposal(click)


@_button
def decisions(click: Click) -> str:
    """Besluiten maken: a letter about each plan that is decided on, in a new folder."""
    from sto_xl.session import plan_letters

    return plan_letters.decisions(click)


@_button
def undo(click: Click) -> str:
    """Ongedaan maken: the last run taken back."""
    from sto_xl.session import undo

    return undo.last_run(click)


@_button
def explain(click: Click) -> str:
    """Uitleg: what was found at the selected cell."""
    from sto_xl.session import guidance

    return guidance.at_selection(click)


@_button
def new(click: Click) -> str:
    """Leeg regiobestand: a new workbook to fill in, not saved yet."""
    from sto_xl.session import guidance

    return guidance.empty_roster(click)


@_button
def new_plan(click: Click) -> str:
    """Leeg techniekplan: a new plan to fill in, not saved yet."""
    from sto_xl.session import guidance

    return guidance.empty_plan(click)


def _done(action: Callable[[Click], str], click: Click) -> str:
    """Do it and give what to tell; where the workbook is no roster, offer one and tell nothing."""
    try:
        return action(click)
    except Failure as failure:
        if failure.cause is not Cause.NOT_A_ROSTER:
            raise
        from sto_xl.session import guidance

        return guidance.empty_roster(click) if click.book.ask(str(failure)) else ""


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
