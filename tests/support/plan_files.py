"""Plans that tests fill in, made once for each content: that takes a tenth of a second."""

from __future__ import annotations

from pathlib import Path

from sto_xl.books import build
from sto_xl.books.build import Content

_made: dict[str, bytes] = {}


def plan_bytes(content: Content | None = None) -> bytes:
    """Give the plan that `build` makes of this content."""
    key = repr(content)
    if key not in _made:
        _made[key] = build.plan_bytes(content)
    return _made[key]


def write_plan(path: Path, content: Content | None = None) -> None:
    """Write the plan that `build` makes of this content, and the folder that it is in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(plan_bytes(content))
