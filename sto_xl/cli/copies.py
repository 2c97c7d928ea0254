"""The up-to-date copy of a roster that a command leaves; the roster itself is never written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from sto_xl.cli.inputs import refuse_output, users_register
from sto_xl.cli.options import FILE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection
    from pathlib import Path

    from sto_xl.grid import Changes
    from sto_xl.region.routines import Examined
    from sto_xl.region.updating import Order, Updated

copy_option = click.option(
    "--update",
    "copy",
    type=FILE,
    metavar="COPY",
    help="Note the letters in COPY: the roster with their date, checked, flagged and summarised as "
    "the command update does.",
)
replace_option = click.option("--force", is_flag=True, help="Replace COPY when it exists.")
drop_signature_option = click.option(
    "--drop-signature",
    is_flag=True,
    help="Leave the digital signature of the roster out of the copy, which it cannot outlive.",
)


def refuse_copy(roster: Path, copy: Path, *, force: bool) -> None:
    """Refuse a copy that would be another kind of file, or that must not be written."""
    if copy.suffix.casefold() != roster.suffix.casefold():
        message = f"a copy is a file like the roster: end its name in {roster.suffix or 'nothing'}."
        raise click.UsageError(message)
    refuse_output(roster, copy, force=force)


def made(order: Order) -> Updated:
    """Let another process make a copy: a file can be such that its reader dies of it."""
    from sto_xl.region import updating
    from sto_xl.system import workers

    return workers.one(updating.copy_of, order, file=order.file.name)()


def say_made(copy: Path, updated: Updated) -> None:
    """Say that a copy was written, and what is not as it was in it."""
    from sto_xl.cli import terminal
    from sto_xl.region import sentences

    for said in (sentences.renewed(updated.renewed), sentences.unfiltered(updated.unfiltered)):
        if said:
            terminal.say(said)
    terminal.made(copy)


class Noted:
    """The copy in which letters are noted, if one is asked for.

    It is made before they are, so that none is made in vain.
    """

    def __init__(self, order: Order | None, copy: Path, note: Callable[..., Changes]) -> None:
        """Take the order, and what to write in a roster for the lines that get a letter."""
        self.order, self.copy, self.note = order, copy, note
        self._lines: frozenset[int] = frozenset()

    def make(self, lines: Collection[int]) -> None:
        """Make it, with a letter noted on these lines. Raises `Failure`."""
        if self.order:
            self._lines = frozenset(lines)
            note = partial(self.note, lines=self._lines)
            self._updated = made(replace(self.order, note=note))

    def write(self, lines: Collection[int], columns: str) -> Examined | None:
        """Write it, with a letter noted on the lines that could be given one; give what it holds.

        Without a copy it says which `columns` are to be filled in.
        """
        from sto_xl.cli import terminal
        from sto_xl.system import outputs

        if self.order:
            if self._lines != frozenset(lines):
                self.make(lines)
            outputs.write(self.copy, self._updated.data)
            say_made(self.copy, self._updated)
            return self._updated.examined
        if lines:
            terminal.say(
                f"In het regiobestand is niets bijgehouden: vul daar {columns} in, of laat "
                "--update er een kopie met die gegevens van maken. Anders komen deze brieven een "
                "volgende keer opnieuw."
            )
        return None


def noted(  # noqa: PLR0913  (the options, and what they are about)
    roster: Path,
    copy: Path | None,
    peildatum: dt.date,
    note: Callable[..., Changes],
    *,
    force: bool,
    drop_signature: bool,
) -> Noted:
    """Begin a copy in which letters are noted, before the roster is read for them."""
    from sto_xl.region import updating

    if copy is None:
        return Noted(None, roster, note)
    refuse_copy(roster, copy, force=force)
    sha256 = updating.fingerprint(roster)
    order = updating.Order(
        roster,
        peildatum,
        sha256=sha256,
        drop_signature=drop_signature,
        register=users_register(),
    )
    return Noted(order, copy, note)
