"""What the command line prints: data to stdout, progress and remarks to stderr.

Here is how; the modules say what of each thing that a command makes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from sto_xl.cli.printable import escaped, shown


class DataConsole(Console):
    """A console to which every text is data: it holds no markup, no emoji codes, no commands."""

    def __init__(self, *, stderr: bool = False) -> None:
        """Print to stdout, or to stderr."""
        super().__init__(stderr=stderr, highlight=False, markup=False, emoji=False)

    def render_str(self, text: str, **options: Any) -> Text:  # noqa: ANN401  (rich's own)
        """Give a text as it may be printed, be it in a table."""
        return super().render_str(shown(text), **options)

    def tell(self, *parts: str | tuple[str, str]) -> None:
        """Print a line of texts, each perhaps with its style; it wraps where the terminal does."""
        pairs = ((part, "") if isinstance(part, str) else part for part in parts)
        made = Text.assemble(*((shown(text), style) for text, style in pairs))
        self.print(made, soft_wrap=True)

    def on_broken_pipe(self) -> None:
        """Leave it to the door: who reads our output has had enough."""
        raise BrokenPipeError


def out() -> DataConsole:
    """Give the console for data; it obeys NO_COLOR and writes plain text into a pipe."""
    return DataConsole()


def err() -> DataConsole:
    """Give the console for progress and failures."""
    return DataConsole(stderr=True)


def print_json(content: object) -> None:
    """Print data for other programs."""
    out().tell(escaped(json.dumps(content, ensure_ascii=False, indent=2)))


def columns(*headings: str) -> Table:
    """Give an empty table with these headings; long texts fold within their column."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        table.add_column(heading, overflow="fold", min_width=len(heading))
    return table


def say(text: str) -> None:
    """Print a line that is not data, such as where a file now stands.

    Where stderr cannot be written, the work goes on: a full disk there is no reason to stop it.
    """
    with suppress(OSError):
        err().tell(text)


def say_all(texts: Iterable[str]) -> None:
    """Print each on a line of its own."""
    for text in texts:
        say(text)


def made(path: Path) -> None:
    """Say that a file or folder was made."""
    say(f"gemaakt: {path}")


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
