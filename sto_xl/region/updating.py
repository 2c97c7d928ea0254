"""A roster brought up to date in a copy, without Excel: what the buttons write, in one go.

What is given is the bytes of that copy; the file that it was made from stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sto_xl import sheets
from sto_xl.books import build, mending
from sto_xl.books.filling import FileBook
from sto_xl.books.mending import Renewed, Repaired
from sto_xl.books.reading.package import read_bytes
from sto_xl.grid import Changes
from sto_xl.region import copies, routines, write_back
from sto_xl.region.routines import Examined
from sto_xl.register import Register
from sto_xl.system import outputs

#: What a run has to note in a roster, by how it stands there.
Note: TypeAlias = Callable[[Examined], Changes]


@dataclass(frozen=True, slots=True)
class Order:
    """A roster of which an up-to-date copy is wanted, checked on this peildatum.

    `note` is what a run notes in it first; `repair` asks for what pasting took away. When
    the file was read before, `sha256` is what it was: what is noted is for those rows. A digital
    signature is lost, so it is to be said that it may.
    """

    file: Path
    peildatum: dt.date
    note: Note | None = None
    sha256: str = ""
    drop_signature: bool = False
    repair: bool = False
    register: Path | None = None


@dataclass(frozen=True, slots=True)
class Updated:
    """An up-to-date copy, as bytes, with what was found in it.

    `unfiltered` names the sheets whose filter had to be taken off; `renewed` tells what came after
    the template of the roster, `repaired` what came back.
    """

    data: bytes
    examined: Examined
    unfiltered: tuple[str, ...] = ()
    renewed: Renewed | None = None
    repaired: Repaired | None = None


def fingerprint(file: Path) -> str:
    """Give the digest of a roster that is to be read and copied. Raises `Failure`."""
    return outputs.digest(read_bytes(file))


def copy_of(order: Order) -> Updated:
    """Make the copy. Raises `Failure` when the file cannot be read, or not be written in."""
    file, signed = order.file, order.drop_signature
    if order.sha256:
        book = copies.read_again(file, order.sha256, drop_signature=signed)
    else:
        book = FileBook.open(file, drop_signature=signed)
    register = Register.open(order.register) if order.register else None
    return _updated(book, order.peildatum, register, order.note, repair=order.repair)


def fresh(
    content: build.Content, file: str, peildatum: dt.date, register: Register | None = None
) -> Updated:
    """Make a new roster that holds this content, up to date from the start."""
    return _updated(FileBook(build.roster_bytes(content), file), peildatum, register)


def _updated(
    book: FileBook,
    peildatum: dt.date,
    register: Register | None,
    note: Note | None = None,
    *,
    repair: bool = False,
) -> Updated:
    # Before it is looked at: what a run notes may belong in a column that comes now.
    renewed = mending.renew(book, sheets.ROSTER)
    repaired = mending.repair(book, sheets.ROSTER) if repair else None
    examined = routines.examine(book.snapshot(), peildatum, register)
    noted = book.apply(note(examined)).unfiltered if note else ()
    if note:
        examined = routines.examine(book.snapshot(), peildatum, register)
    write_back.must_have(examined, write_back.SIGNAL, write_back.STEP)
    targets = book.look(write_back.up_to_date(examined))
    written = book.write(targets)
    matters = sheets.CONTROLE if examined.report.findings else sheets.KERNCIJFERS
    book.show(targets, matters.name)
    unfiltered = tuple(dict.fromkeys((*noted, *written.unfiltered)))
    return Updated(book.data, examined, unfiltered, renewed, repaired)
