"""What a quarter's run told: what it made and could not use, and what changed in its folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.cli.terminal import DataConsole, made, out, say, say_all
from sto_xl.quarter import kept_file

if TYPE_CHECKING:
    from pathlib import Path

    from sto_xl.quarter.input_files import Given
    from sto_xl.quarter.told import Told
    from sto_xl.system.publishing import Published

#: How many files that changed are named before the rest is counted.
_PATHS_SHOWN = 8
_NOTHING = "sinds de vorige run in deze map is er niets gewijzigd"


def print_told(
    told: Told, given: Given, folder: Path, *, unchanged: int, published: Published | None = None
) -> None:
    """Print what a run told of so many rosters, of which so many were unchanged.

    Without anything `published`, nothing in its folder changed.
    """
    console = out()
    console.tell(told.counts)
    for name, reason in told.left_out:
        console.tell((name, "red"), f": {reason}")
    for note in told.notes:
        console.tell(note)
    if unchanged:
        console.tell(_unchanged(unchanged, told.rosters))
    if published is None:
        console.tell(_NOTHING)
    else:
        _print_published(console, published)
    for path in given.unopened:
        say(f"niet in gekeken: map {path} (noem haar zelf in de opdracht)")
    say_all(told.remarks)
    made(folder)


def _unchanged(number: int, rosters: int) -> str:
    """Say how many rosters were not processed again."""
    many = number > 1
    which = f"{number} van de {rosters} regiobestanden"
    if number == rosters:
        which = f"alle {rosters} regiobestanden" if many else "het regiobestand"
    verbs = ("waren", "zijn") if many else ("was", "is")
    return f"{which} {verbs[0]} ongewijzigd en {verbs[1]} niet opnieuw verwerkt (met --fresh wel)"


def _print_published(console: DataConsole, published: Published) -> None:
    """Tell what changed in the folder since the last run into it."""
    if not published.first:
        changes = (
            ("nieuw", _documents(published.added)),
            ("gewijzigd", _documents(published.changed)),
            ("vervallen", published.removed),
        )
        if not any(paths for _, paths in changes):
            console.tell(_NOTHING)
        for word, paths in changes:
            _print_paths(console, word, paths)
    _print_paths(console, "zelf gemaakt of gewijzigd, dus niet aangeraakt", published.own)


def _documents(paths: Sequence[str]) -> Sequence[str]:
    """Leave out what nobody opens."""
    return [path for path in paths if path != kept_file.NAME]


def _print_paths(console: DataConsole, word: str, paths: Sequence[str]) -> None:
    if not paths:
        return
    shown = list(paths[:_PATHS_SHOWN])
    if len(paths) > len(shown):
        shown.append(f"en nog {len(paths) - len(shown)}")
    from sto_xl.model.wording import counted

    number = counted(len(paths), "bestand", "bestanden")
    console.tell(f"{number} {word}: {'; '.join(shown)}")
