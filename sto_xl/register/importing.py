"""Files of DUO into the register: each file's facts beside the others', and what follows of all.

What holds now is worked out anew at each import, from what the newest files say.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from sto_xl.grid import Snapshot
from sto_xl.model.wording import DUTCH
from sto_xl.register import database
from sto_xl.register.changes import NO_CHANGES, AddressChanges, between
from sto_xl.register.current import addresses_of, work_out
from sto_xl.register.duo import ADDRESS_FIELDS, Address, Contents, DuoKind
from sto_xl.register.peildatum import peildatum
from sto_xl.register.reading import contents
from sto_xl.register.tables import is_workbook, of_csv, of_snapshot
from sto_xl.system import outputs
from sto_xl.system.errors import Cause, Failure

#: A file with less than half of what is known is a part of one; a handful may really go.
_PART, _HANDFUL = 2, 10


@dataclass(frozen=True, slots=True)
class DatedFile:
    """A file that was read, with the day that it tells of.

    `dated_by_itself` tells that this is the day on which it was saved, for want of a better one.
    """

    contents: Contents
    peildatum: dt.date
    dated_by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a file: put in, or there already; and what it changed.

    `newest` is the peildatum of the newest file of its kind when that is a later one. `replaced`
    is the name of the file of the same day that it took the place of, "" without one.
    """

    given: DatedFile
    added: bool
    newest: dt.date | None = None
    replaced: str = ""
    changes: AddressChanges = NO_CHANGES


def read(
    path: Path, given: dt.date | None, workbook: Callable[[Path], Snapshot] | None = None
) -> DatedFile:
    """Read a file of DUO. Raises `Failure` for what is none, or cannot be understood.

    `given` is the day that the user says it tells of, if it does not say so itself; `workbook` is
    how a workbook is read.
    """
    if workbook and is_workbook(path):
        found = contents(of_snapshot(workbook(path)))
    else:
        found = contents(of_csv(path))
    with outputs.reachable(path):
        saved = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC).astimezone().date()
    day = peildatum(found.kind, found.name, given, saved)
    by_itself = found.kind is DuoKind.VESTIGINGEN and given is None
    return DatedFile(found, day, dated_by_itself=by_itself)


def put(path: Path, given: Sequence[DatedFile], today: dt.date) -> tuple[Imported | Failure, ...]:
    """Put files in the register at `path`, in one step; of each what became of it, or why not.

    Raises `Failure` when the register cannot be read or written; then nothing changed.
    """
    # So that each is compared with the one before it, whatever the order in which they are named.
    in_order = sorted(range(len(given)), key=lambda number: given[number].peildatum)
    done: dict[int, Imported | Failure] = {}
    of_a_day: dict[tuple[DuoKind, dt.date], Contents] = {}
    with database.changed(path) as register:
        for number in in_order:
            one = given[number]
            found = of_a_day.setdefault((one.contents.kind, one.peildatum), one.contents)
            try:
                _refuse_second(one, found)
                done[number] = _put(register, one, today)
            except Failure as failure:
                done[number] = failure
        if any(isinstance(one, Imported) and one.added for one in done.values()):
            work_out(register)
    return tuple(one for _, one in sorted(done.items()))


def _refuse_second(one: DatedFile, first: Contents) -> None:
    """Refuse another file of the same day: nobody said which of the two is the later edition."""
    if one.contents.sha256 != first.sha256:
        day = DUTCH.datum(one.peildatum)
        raise Failure(Cause.DUO_SAME_DAY, file=one.contents.name, other=first.name, day=day)


def _put(register: sqlite3.Connection, given: DatedFile, today: dt.date) -> Imported:
    """Put in one file. Raises `Failure` before anything of it is in."""
    found, day = given.contents, given.peildatum.isoformat()
    if given.peildatum > today:
        raise Failure(Cause.DUO_NOT_YET, file=found.name, day=DUTCH.datum(given.peildatum))
    same = _file(register, "kind = ? AND sha256 = ?", found.kind, found.sha256)
    if same and (same[2] == day or given.dated_by_itself):
        # A copy was saved on another day; that says nothing of what is in it.
        known = replace(given, peildatum=dt.date.fromisoformat(same[2]), dated_by_itself=False)
        return Imported(known, added=False)
    _refuse_part(register, found)
    if same:
        _remove(register, same[0])
    if edition := _file(register, "kind = ? AND peildatum = ?", found.kind, day):
        _remove(register, edition[0])
    _insert(register, given, today)
    later = _file(register, "kind = ? AND peildatum > ? ORDER BY peildatum DESC", found.kind, day)
    return Imported(
        given,
        added=True,
        newest=dt.date.fromisoformat(later[2]) if later else None,
        replaced=edition[1] if edition else "",
        changes=NO_CHANGES if later else _changes(register, found, day),
    )


def _file(register: sqlite3.Connection, where: str, *values: str) -> tuple[int, str, str] | None:
    query = f"SELECT id, filename, peildatum FROM file WHERE {where}"
    found: tuple[int, str, str] | None = register.execute(query, values).fetchone()
    return found


def _refuse_part(register: sqlite3.Connection, found: Contents) -> None:
    """Refuse a file of vestigingen that lacks most of them: all those would be taken for closed."""
    if found.kind is not DuoKind.VESTIGINGEN:
        return
    newest = _file(register, "kind = ? ORDER BY peildatum DESC", found.kind)
    known = addresses_of(register, newest[0]) if newest else {}
    missing = len(known.keys() - found.addresses.keys())
    if missing > max(_HANDFUL, len(known) // _PART):
        raise Failure(
            Cause.DUO_PARTIAL,
            file=found.name,
            missing=DUTCH.getal(missing),
            known=DUTCH.getal(len(known)),
            page=found.kind.page,
        )


def _remove(register: sqlite3.Connection, file: int) -> None:
    for table in ("listed", "named", "programme"):
        register.execute(f"DELETE FROM {table} WHERE file = ?", (file,))
    register.execute("DELETE FROM file WHERE id = ?", (file,))
    register.execute("DELETE FROM address WHERE id NOT IN (SELECT address FROM listed)")


def _insert(register: sqlite3.Connection, given: DatedFile, today: dt.date) -> None:
    found = given.contents
    told = (found.kind, found.name, found.sha256, given.peildatum.isoformat())
    file = register.execute(
        "INSERT INTO file (kind, filename, sha256, peildatum, rows, offers, imported)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*told, found.rows, found.offers, today.isoformat()),
    ).lastrowid
    _list(register, int(file or 0), found.addresses.values())
    register.executemany(
        f"INSERT INTO named VALUES ({file}, ?, ?, ?, ?)",
        ((code, *named) for code, named in found.named.items()),
    )
    register.executemany(
        f"INSERT INTO programme VALUES ({file}, ?, ?, ?, ?, ?, ?)",
        ((code, *what, *tally) for (code, what), tally in found.counts.items()),
    )


def _list(register: sqlite3.Connection, file: int, addresses: Collection[Address]) -> None:
    """Tell that a file lists these addresses; one that other files list too is there already."""
    known = {Address(*rest): number for number, *rest in register.execute("SELECT * FROM address")}
    fresh = [address for address in addresses if address not in known]
    known |= dict(zip(fresh, count(max(known.values(), default=0) + 1), strict=False))
    marks = ", ".join("?" * len(ADDRESS_FIELDS))
    register.executemany(
        f"INSERT INTO address VALUES (?, {marks})", ((known[one], *one.cells) for one in fresh)
    )
    register.executemany(
        f"INSERT INTO listed VALUES ({file}, ?)", ((known[one],) for one in addresses)
    )


def _changes(register: sqlite3.Connection, found: Contents, day: str) -> AddressChanges:
    """Compare the newest file of vestigingen with the one before it."""
    if found.kind is not DuoKind.VESTIGINGEN:
        return NO_CHANGES
    before = _file(register, "kind = ? AND peildatum < ? ORDER BY peildatum DESC", found.kind, day)
    return between(addresses_of(register, before[0]), found.addresses) if before else NO_CHANGES
