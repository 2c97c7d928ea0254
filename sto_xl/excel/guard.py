"""The one guard of the ribbon's door: whatever a click comes to ends in one sentence."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING

from sto_xl.system import userdata
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.books.live import LiveBook
    from sto_xl.buttons.click import Click


def button(action: Callable[[Click], str]) -> Callable[[], None]:
    """Make a button of what it does: do it, and tell how it ended.

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
            from sto_xl.buttons import guidance
            from sto_xl.buttons.click import Click
            from sto_xl.buttons.journal import Journal

            book = caller()
            now = dt.datetime.now().astimezone().replace(tzinfo=None)
            text = guidance.or_a_roster(action, Click(book, now, Journal.of_the_user()))
            serious = False
        except Failure as failure:
            text = str(failure)
        except Exception:  # noqa: BLE001  (the one guard of this door)
            text = str(userdata.unexpected(Cause.UNEXPECTED_IN_EXCEL))
        _tell(book, text, serious=serious)

    return clicked


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
