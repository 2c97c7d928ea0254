"""The registry of Windows, read only: where Excel starts from, and what forbids it an add-in.

Everywhere else it is empty.
"""

from __future__ import annotations

import importlib
from typing import Any


def value(key: str, name: str) -> object | None:
    """Give a value of a key, the user's own before the computer's; None where there is none."""
    for root in ("HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"):
        found = dict(values(key, root)).get(name.casefold())
        if found is not None:
            return found
    return None


def values(key: str, root: str = "HKEY_CURRENT_USER") -> list[tuple[str, object]]:
    """Give the values of a key, by their names in lower case."""
    try:
        winreg: Any = importlib.import_module("winreg")
    except ImportError:
        return []
    found: list[tuple[str, object]] = []
    try:
        with winreg.OpenKey(getattr(winreg, root), key) as opened:
            for number in range(winreg.QueryInfoKey(opened)[1]):
                name, content, _kind = winreg.EnumValue(opened, number)
                found.append((name.casefold(), content))
    except OSError:
        pass
    return found
