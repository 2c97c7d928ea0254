"""The registry of Windows, read only: where Excel starts from, and what forbids it an add-in.

Everywhere else it is empty.
"""

from __future__ import annotations

import importlib
from typing import Any


def value(key: str, name: str) -> object | None:
    """Give a value below the user's own registry, of whatever kind; None where there is none."""
    return dict(values(key)).get(name.casefold())


def values(key: str) -> list[tuple[str, object]]:
    """Give the values of a key of the user's own registry, by their names in lower case."""
    try:
        winreg: Any = importlib.import_module("winreg")
    except ImportError:
        return []
    found: list[tuple[str, object]] = []
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            for number in range(winreg.QueryInfoKey(opened)[1]):
                name, content, _kind = winreg.EnumValue(opened, number)
                found.append((name.casefold(), content))
    except OSError:
        pass
    return found
