"""A roster brought up to date in a copy, without Excel: what the buttons write, in one go.

What is given is the bytes of that copy; the file that it was made from stays as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from sto_xl import sheets
from sto_xl.books import mending
from sto_xl.books.filling import FileBook
from sto_xl.books.fresh import Content, roster_bytes
from sto_xl.books.mending import Renewed, Repaired
from sto_xl.books.reading.package import read_bytes
from sto_xl.figures.coverage import MissingSchool
from sto_xl.grid import Changes
from sto_xl.region import completing, copies, routines, write_back
from sto_xl.region.routines import Examined
from sto_xl.register import Register
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

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
    register: Register | None = None
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Updated:
    """An up-to-date copy, as bytes, with what was found in it.

    `unfiltered` names the sheets whose filter had to be taken off; `renewed` tells what came after
    the template of the roster, `repaired` what came back, `added` which missing schools were added.
    """

    data: bytes
    examined: Examined
    unfiltered: tuple[str, ...] = ()
    renewed: Renewed | None = None
    repaired: Repaired | None = None
    added: tuple[MissingSchool, ...] = ()


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
    return _updated(book, order)


def fresh(
    content: Content, file: str, peildatum: dt.date, register: Register | None = None
) -> Updated:
    """Make a new roster that holds this content, up to date from the start."""
    book = FileBook(roster_bytes(content), file)
    return _updated(book, Order(Path(file), peildatum, register=register))


def _updated(book: FileBook, order: Order) -> Updated:
    def examined_now() -> Examined:
        return routines.examine(book.snapshot(), order.peildatum, order.register)

    # Before it is looked at: what a run notes may belong in a column that comes now.
    renewed = mending.renew(book, sheets.ROSTER)
    repaired = mending.repair(book, sheets.ROSTER) if order.repair else None
    examined = examined_now()
    added = _missing(examined) if order.complete else ()
    wanted, unfiltered = _wanted(order, examined, added), tuple[str, ...]()
    if wanted != Changes():
        unfiltered = book.apply(wanted).unfiltered
        examined = examined_now()
    write_back.must_have(examined, write_back.SIGNAL, write_back.STEP)
    targets = book.look(write_back.up_to_date(examined, lists=_lists_missing(book)))
    written = book.write(targets)
    matters = sheets.CONTROLE if examined.report.findings else sheets.KERNCIJFERS
    book.show(targets, matters.name)
    unfiltered = tuple(dict.fromkeys((*unfiltered, *written.unfiltered)))
    return Updated(book.data, examined, unfiltered, renewed, repaired, added)


def _wanted(order: Order, examined: Examined, added: Sequence[MissingSchool]) -> Changes:
    """Give what is to stand in the copy before it is checked: what is noted, and schools."""
    noted = order.note(examined) if order.note else Changes()
    if added and order.register:
        return noted + completing.added(added, examined.roster, order.register)
    return noted


def _missing(examined: Examined) -> tuple[MissingSchool, ...]:
    """Give the schools to add. Raises `Failure` when nobody can tell what is missing."""
    if examined.basis.coverage is None:
        raise Failure(Cause.NO_AREA)
    return examined.basis.coverage.missing


def _lists_missing(book: FileBook) -> bool:
    """Tell whether a roster has room for the list of what is missing: some are older than that."""
    return any(table.name == sheets.ONTBREKEND.name for table in book.snapshot().tables)
