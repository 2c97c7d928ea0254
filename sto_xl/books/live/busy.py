"""Excel refuses calls while a cell is edited or a dialog is open: wait a little, then say so.

What is tried again is a whole step that may be done twice, never a single call within one.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from sto_xl.system.errors import Cause, Failure

T = TypeVar("T")

#: Five seconds in all, for everything that one click does.
PAUSE, PAUSES = 0.2, 25
#: RPC_E_CALL_REJECTED and VBA_E_IGNORE.
_REFUSED = frozenset({-2147418111, -2146777998})


class Patience:
    """Does steps, and waits for a busy Excel: five seconds in all, then a `Failure`."""

    def __init__(self, pauses: int = PAUSES) -> None:
        """Begin with so many pauses to spend."""
        self.left = pauses

    def __call__(self, step: Callable[[], T]) -> T:
        """Do a step until Excel takes it."""
        while True:
            try:
                return step()
            except Exception as error:
                if not is_busy(error):
                    raise
                if not self.left:
                    raise Failure(Cause.EXCEL_BUSY) from error
            self.left -= 1
            time.sleep(PAUSE)


def is_busy(error: Exception) -> bool:
    """Tell whether Excel refused a call because it is busy."""
    if isinstance(error, AttributeError):
        # So pywin32 reports a rejected call; raised in our own code it is a mistake of ours.
        return not _raised_here(error)
    return type(error).__name__ == "ExcelBusyError" or bool(_REFUSED & _codes(error))


def refused_by_excel(error: BaseException) -> bool:
    """Tell whether an error came from Excel."""
    return isinstance(getattr(error, "hresult", None), int)


def _codes(error: Exception) -> set[int]:
    details = getattr(error, "excepinfo", None) or (None,)
    return {code for code in (getattr(error, "hresult", None), details[-1]) if code is not None}


def _raised_here(error: Exception) -> bool:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and str(trace.tb_frame.f_globals.get("__name__")).startswith("sto_xl")
