"""The add-in: what was done to it, and how it does on this computer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import out, say

if TYPE_CHECKING:
    from sto_xl.excel.addin.doctor import Check
    from sto_xl.excel.addin.install import Done

_VERDICTS = {"GOED": "green", "LET_OP": "yellow", "FOUT": "bold red", "ONBEKEND": "dim"}


def say_done(done: Done, what: str, *, dry_run: bool) -> None:
    """Say what was done to the add-in, or would be, and where the one before it is kept."""
    if not done.changed:
        say(f"er is niets te doen: {done.path} is zoals het hoort")
        return
    would = "wordt " if dry_run else ""
    say(f"{would}{what}: {done.path}")
    if done.previous:
        say(f"{would}bewaard: het vorige, als {done.previous}")


def print_checks(checks: Sequence[Check]) -> None:
    """Print how the add-in does, a line for each thing that was looked at."""
    console = out()
    for check in checks:
        style = _VERDICTS[check.verdict.name]
        console.tell((check.verdict.value, style), f": {check.text}")
        if check.remedy:
            console.tell((f"  {check.remedy}", "dim"))


def checks_json(checks: Sequence[Check]) -> list[Mapping[str, object]]:
    """Give how the add-in does for other programs."""
    return [
        {"verdict": check.verdict.value, "message": check.text, "remedy": check.remedy}
        for check in checks
    ]
