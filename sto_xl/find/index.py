"""What rosters list, kept beside the register: codes, names, places and deelname, and no person.

A roster that changed since is read again; what is kept is never taken for a fact unchecked.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from sto_xl.books.reading.file import read_input
from sto_xl.figures import distinct
from sto_xl.model import Deelname, School, vestiging_code
from sto_xl.register import database
from sto_xl.sheets.roster import Roster, read_roster
from sto_xl.system import outputs, userdata, workers
from sto_xl.system.errors import Cause, Failure

_NAME, _VERSION = "zoeklijst.json", 1
#: Some disks tell a time to two seconds: a file saved so soon before may have changed since.
_TOO_SOON = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ListedSchool:
    """A location as a roster lists it; "" and None for what it does not say.

    `names` are its name there and other spellings of it, `deelname` what stands in that column,
    `into` the code of the location that it is merged into. `line` is its line of sheet Scholen.
    """

    code: str
    names: tuple[str, ...]
    place: str
    deelname: Deelname | None
    since: dt.date | None
    into: str
    line: int


@dataclass(frozen=True, slots=True)
class IndexedRoster:
    """What is kept of a roster; `area` are the parts of sheet Gebied, as far as they can be read.

    `saved` is when the file was saved, in nanoseconds, and `size` its number of bytes.
    """

    file: str
    saved: int
    size: int
    sha256: str
    number: str
    region: str
    schools: tuple[ListedSchool, ...]
    area: tuple[tuple[str, bool], ...]

    @property
    def title(self) -> str:
        """The region as it is called: number and name, else its file."""
        return f"{self.number} {self.region}".strip() or Path(self.file).name


@dataclass(frozen=True, slots=True)
class NotRead:
    """Why a roster could not be read: that stops no other."""

    failure: Failure


@dataclass(frozen=True, slots=True)
class Lists:
    """The rosters that were given, what is known of them, and why of others nothing is."""

    rosters: tuple[IndexedRoster, ...]
    failures: tuple[Failure, ...] = ()
    read: int = 0


def of_rosters(
    files: Sequence[Path], processes: int = 1, progress: Callable[[], None] = lambda: None
) -> Lists:
    """Tell what these rosters list; those that the index does not have as they are, are read."""
    kept, since = _kept()
    found: dict[int, IndexedRoster | NotRead] = {}
    looked_into = False
    for number, file in enumerate(files):
        if known := kept.get(_path(file)):
            fresh, opened = _still(known, file, since)
            looked_into = looked_into or opened
            if fresh:
                found[number] = fresh
    stale = [number for number in range(len(files)) if number not in found]
    given = [files[number] for number in stale]
    answers = workers.each(_indexed, given, file=lambda file: file.name, processes=processes)
    for number, answer in answers:
        found[stale[number]] = NotRead(answer) if isinstance(answer, Failure) else answer
        progress()
    every = [found[number] for number in range(len(files))]
    rosters = tuple(one for one in every if isinstance(one, IndexedRoster))
    if stale or looked_into:
        _keep({**kept, **{one.file: one for one in rosters}})
    failures = tuple(one.failure for one in every if isinstance(one, NotRead))
    return Lists(rosters, failures, len(stale))


def _path(file: Path) -> str:
    with contextlib.suppress(OSError, RuntimeError):
        return str(file.resolve())
    return str(file.absolute())


def _still(known: IndexedRoster, file: Path, since: int) -> tuple[IndexedRoster | None, bool]:
    """Give what is known of a file when it is as it was, and whether it had to be opened for it."""
    try:
        status = file.stat()
        saved, size = status.st_mtime_ns, status.st_size
        if (saved, size) == (known.saved, known.size) and saved + _TOO_SOON < since:
            return known, False
        same = size == known.size and outputs.fingerprint(file) == known.sha256
    except OSError:
        # Who reads it says what is the matter.
        return None, False
    return (replace(known, saved=saved) if same else None), True


def _indexed(file: Path) -> IndexedRoster | NotRead:
    """Read a roster, in a process of its own."""
    try:
        status = file.stat()
        snapshot = read_input(file)
    except Failure as failure:
        return NotRead(failure)
    except OSError:
        return NotRead(Failure(Cause.NOT_FOUND, file=file.name))
    roster = read_roster(snapshot)
    if not roster.book.recognised:
        return NotRead(Failure(Cause.NOT_OURS, file=file.name))
    return IndexedRoster(
        _path(file),
        status.st_mtime_ns,
        status.st_size,
        snapshot.sha256,
        roster.region.regionummer or "",
        roster.region.naam or "",
        tuple(_listed(roster)),
        tuple((part.name, part.within) for part in roster.area if part.within is not None),
    )


def _listed(roster: Roster) -> Iterator[ListedSchool]:
    """Give the locations that count, and those that are merged into another."""
    merged = distinct.merged_rows(roster).values()
    for school in sorted((*distinct.schools(roster)[0], *merged), key=lambda one: one.line):
        code = vestiging_code(roster.key(school)) or ""
        into = distinct.successor_of(roster, school) if distinct.merged(roster, school) else None
        yield ListedSchool(
            code,
            tuple(_names(roster, school, code)),
            school.plaats or "",
            school.deelname,
            school.sinds,
            into or "",
            school.line,
        )


def _names(roster: Roster, school: School, code: str) -> Iterator[str]:
    yield school.school or school.vestiging or ""
    aliases = roster.aliases or {}
    yield from (name for name, of in aliases.items() if code and of == code)


# The file. It is only ever replaced as a whole; of two who write, the last one stays.


def _places() -> tuple[Path, Path]:
    """Give where the index may lie: beside the register, or in the user's own folder."""
    return database.path_of_the_user().with_name(_NAME), userdata.folder() / _NAME


def _kept() -> tuple[dict[str, IndexedRoster], int]:
    """Give the index, and when it was saved; what cannot be read as one is none."""
    for path in reversed(_places()):
        # What is spoilt, or of another version, is made anew.
        with contextlib.suppress(OSError, ValueError):
            saved = path.stat().st_mtime_ns
            version, rosters = _index().validate_json(path.read_bytes())
            if version == _VERSION:
                return {one.file: one for one in rosters}, saved
    return {}, 0


@cache
def _index() -> TypeAdapter[tuple[int, tuple[IndexedRoster, ...]]]:
    return TypeAdapter(tuple[int, tuple[IndexedRoster, ...]])


def _keep(rosters: Mapping[str, IndexedRoster]) -> None:
    """Keep the index, without rosters that are no longer there; where it cannot be, it is not."""
    there = tuple(one for _, one in sorted(rosters.items()) if os.path.lexists(one.file))
    data = _index().dump_json((_VERSION, there))
    beside, own = _places()
    if beside.parent.is_dir() and beside != own:
        with contextlib.suppress(Failure):
            outputs.write(beside, data)
            with contextlib.suppress(OSError):
                own.unlink(missing_ok=True)
            return
    with contextlib.suppress(Failure, OSError):
        userdata.make_own(own.parent)
        outputs.write(own, data)
        userdata.close(own)
