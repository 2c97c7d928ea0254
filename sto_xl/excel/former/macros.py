"""`sto_xl.macros`, which add-ins of version 0.1 call: each of their buttons asks for a new one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sto_xl.excel.guard import button
from sto_xl.system.errors import Cause, Failure

if TYPE_CHECKING:
    from sto_xl.buttons.click import Click


@button
def outdated(_click: Click) -> str:
    """Say that the add-in has to be made again for this version."""
    raise Failure(Cause.ADDIN_OUTDATED)


def __getattr__(name: str) -> Callable[[], None]:
    if name.startswith("_"):
        raise AttributeError(name)
    return outdated
