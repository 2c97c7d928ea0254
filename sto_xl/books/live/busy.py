"""Excel refuses calls while a cell is edited or a dialog is open: wait a little, then say so.

What is tried again is a whole step that may be done twice, never a single call within one.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from sto_xl.system.errors import Cause, Failure

T = TypeVar("T")

#: Five seconds in all, for everything that one click does.
PAUSE, PAUSES = 0.2, 25
#: RPC_E_CALL_REJECTED, VBA_E_IGNORE and RPC_E_SERVERCALL_RETRYLATER.
_REFUSED = frozenset({-2147418111, -2146777998, -2147417846})
#: DISP_E_UNKNOWNNAME.
_UNKNOWN = -2147352570
#: How pywin32 reports a member that it could not ask for: so it takes a rejected call too.
_REJECTED = re.compile(r"(<unknown>|\w+)\.\w+|Property '.*' can not be set\.")
#: How Python reports a module of `gen_py` that is gone, or holds nothing.
_DAMAGED = re.compile(r"(No )?module (named )?'win32com\.gen_py")


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
                if _is_damaged(error):
                    raise Failure(Cause.EXCEL_LINK_DAMAGED, folder=_kept_by_pywin32()) from error
                if not is_busy(error):
                    raise
                if not self.left:
                    raise Failure(Cause.EXCEL_BUSY) from error
            self.left -= 1
            time.sleep(PAUSE)

    def if_excel_lets(self, step: Callable[[], None]) -> None:
        """Do a step that is no reason to fail: it stays undone when Excel does not take it."""
        try:
            self(step)
        except Failure:
            pass
        except Exception as error:
            if not refused_by_excel(error):
                raise


def is_busy(error: Exception) -> bool:
    """Tell whether Excel refused a call because it is busy."""
    if isinstance(error, AttributeError):
        return bool(_REJECTED.fullmatch(str(error)))
    return type(error).__name__ == "ExcelBusyError" or bool(_REFUSED & _codes(error))


def refused_by_excel(error: BaseException) -> bool:
    """Tell whether an error came from Excel."""
    return isinstance(getattr(error, "hresult", None), int)


def has_no_such_member(error: Exception) -> bool:
    """Tell whether what was asked is not there, as in an older Excel."""
    return getattr(error, "hresult", None) == _UNKNOWN


def _codes(error: Exception) -> set[int]:
    details = getattr(error, "excepinfo", None) or (None,)
    return {code for code in (getattr(error, "hresult", None), details[-1]) if code is not None}


def _is_damaged(error: Exception) -> bool:
    """Tell whether what pywin32 keeps of Excel's interface is there, but not whole."""
    return isinstance(error, AttributeError | ImportError) and bool(_DAMAGED.match(str(error)))


def _kept_by_pywin32() -> str:
    return str(getattr(sys.modules.get("win32com"), "__gen_path__", "gen_py"))
