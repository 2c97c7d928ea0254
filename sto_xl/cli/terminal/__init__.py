"""What the command line prints: data to stdout, progress and remarks to stderr.

Here is how; the modules say what of each thing that a command makes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table


class _Output(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the door: who reads our output has had enough."""
        raise BrokenPipeError


def out() -> Console:
    """Give the console for data; it obeys NO_COLOR and writes plain text into a pipe."""
    return _Output(highlight=False)


def err() -> Console:
    """Give the console for progress and failures."""
    return Console(stderr=True, highlight=False)


def print_json(content: object) -> None:
    """Print data for other programs."""
    out().print(json.dumps(content, ensure_ascii=False, indent=2), markup=False, soft_wrap=True)


def columns(*headings: str) -> Table:
    """Give an empty table with these headings; long texts fold within their column."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", min_width=len(heading))
    return table


def say(text: str) -> None:
    """Print a line that is not data, such as where a file now stands."""
    err().print(text, markup=False, soft_wrap=True)


def made(path: Path) -> None:
    """Say that a file or folder was made."""
    say(f"made {path}")


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[..., None]]:
    """Show progress on stderr while it lasts; nothing is drawn where no one looks.

    What is given is to be called for each thing that is done; what it is told it does not need.
    """
    console = err()
    parts = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*parts, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(title, total=total)

        def advance(*_done: object) -> None:
            bar.advance(task)

        yield advance
