"""The register, opened to be asked: nothing is ever written by this."""

from __future__ import annotations

import datetime as dt
import sqlite3
import weakref
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sto_xl.model import reference
from sto_xl.model.codes import vestiging_code
from sto_xl.register import database
from sto_xl.register.duo import ADDRESS_FIELDS, Address, DuoFile, DuoKind, Programme, Tally
from sto_xl.register.successors import Successor
from sto_xl.system import outputs
from sto_xl.system.errors import Failure

if TYPE_CHECKING:
    from sto_xl.register.names import KnownNames

#: How the place of a region's area is named that is an RMC-regio: "rmc:11".
RMC = "rmc:"
#: The vmbo of the regulation: beroepsgericht, with a profile.
_BEROEPSGERICHT = ("BB", "KB", "GL")


@dataclass(frozen=True, slots=True)
class Vestiging(Address):
    """A vestiging as DUO's newest files know it; "" for what none of them says.

    `name` is the short name, as in the files of pupils and exams, `official` the long one of the
    address file. Places and municipalities are in capitals, as DUO writes them. `board` is the
    number of the bevoegd gezag (five digits), `rmc` that of the RMC-regio (two). `vmbo` tells
    whether it offers vmbo (`Register.vmbo`). `gone` is the peildatum of the first file of
    vestigingen that no longer lists it, None as long as it is listed; `successor` is where it was
    probably taken up then. `seen` is the peildatum of the newest file that knows it.
    """

    official: str = field(kw_only=True)
    vmbo: bool = field(kw_only=True)
    seen: dt.date = field(kw_only=True)
    gone: dt.date | None = field(kw_only=True)
    successor: Successor | None = field(kw_only=True)

    @property
    def names(self) -> tuple[str, ...]:
        """All that DUO calls it, the short name first."""
        return tuple(dict.fromkeys(filter(None, (self.name, self.official))))


@dataclass(frozen=True, slots=True)
class AreaFound:
    """What lies in an area, in the order of the codes; and its parts that DUO does not know.

    Of each unknown part the municipality that was probably meant, None where there is none.
    """

    vestigingen: tuple[Vestiging, ...]
    unknown: Mapping[str, str | None]


class Register:
    """What DUO's newest files say. Read whole when it is opened, so that it keeps no file open.

    Codes are six characters, as DUO and `model.codes.vestiging_code` write them.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Ask this database; `open` and `of_the_user` give one."""
        self._database = connection
        # Whoever asks has nothing to close.
        weakref.finalize(self, connection.close)

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as bytes: all who work on one run ask the same register."""
        return _travelled, (self._database.serialize(),)

    @classmethod
    def open(cls, path: Path) -> Register:
        """Open a register. Raises `Failure` when there is none, or when it is something else."""
        return cls(database.opened(path))

    @classmethod
    def of_the_user(cls) -> Register | None:
        """Open the user's register, or the one that STO_XL_REGISTER names.

        None without one that can be read, so that all else goes on; `absence` tells why.
        """
        try:
            return cls.open(database.path_of_the_user())
        except Failure:
            return None

    @classmethod
    def absence(cls) -> Failure | None:
        """Tell why there is no register of the user's to ask; None when there is one."""
        try:
            cls.open(database.path_of_the_user())
        except Failure as failure:
            return failure
        return None

    @cached_property
    def sha256(self) -> str:
        """The digest of all that it holds."""
        return outputs.digest(self._database.serialize())

    @cached_property
    def files(self) -> tuple[DuoFile, ...]:
        """The files that were read, of each kind the newest first."""
        rows = self._database.execute(
            "SELECT kind, filename, sha256, peildatum, rows, offers, imported FROM file"
            " ORDER BY kind, peildatum DESC"
        )
        return tuple(_file(row) for row in rows)

    def newest(self, kind: DuoKind) -> DuoFile | None:
        """Give the newest file of a kind whose profiles count; None without one.

        Its peildatum is that of what `offered`, `examined` or an address says.
        """
        return next((file for file in self.files if file.kind is kind and file.offers), None)

    def vestiging(self, code: str) -> Vestiging | None:
        """Give a vestiging, also one that is gone; None when no file of DUO knows it."""
        return next(iter(self._vestigingen("code = ?", code)), None)

    def all(self) -> tuple[Vestiging, ...]:
        """Give every vestiging, also those that are gone, in the order of their codes."""
        return self._vestigingen("TRUE")

    @cached_property
    def names(self) -> KnownNames:
        """What all that are not gone are called, to tell which a school without a code may be."""
        from sto_xl.register.names import KnownNames

        return KnownNames(self.all())

    def of_board(self, board: str) -> tuple[Vestiging, ...]:
        """Give the vestigingen of a board, by its five-digit number, that are not gone."""
        return self._vestigingen("board = ? AND gone IS NULL", board)

    def in_area(self, parts: Iterable[str]) -> AreaFound:
        """Give what lies in an area and is not gone.

        A part is the name of a municipality as people write it, an RMC-regio (`rmc:11`) or the
        code of one vestiging.
        """
        found: dict[str, Vestiging] = {}
        unknown: dict[str, str | None] = {}
        for part in parts:
            here = self._part(part)
            found |= {one.code: one for one in here}
            if not here:
                near = reference.nearest(part, self.municipalities)
                unknown[part] = self.municipalities[near] if near else None
        return AreaFound(tuple(one for _, one in sorted(found.items())), unknown)

    def _part(self, part: str) -> tuple[Vestiging, ...]:
        if part.strip().casefold().startswith(RMC):
            number = part.strip()[len(RMC) :].strip().zfill(2)
            return self._vestigingen("rmc = ? AND gone IS NULL", number)
        if code := vestiging_code(part):
            return self._vestigingen("code = ? AND gone IS NULL", code)
        key = database.area_key(part)
        return self._vestigingen("area = ? AND gone IS NULL", key) if key else ()

    @cached_property
    def municipalities(self) -> Mapping[str, str]:
        """The municipalities that have a vestiging, in DUO's spelling, by how they are compared."""
        rows = self._database.execute(
            "SELECT DISTINCT area, municipality FROM vestiging WHERE area <> '' AND gone IS NULL"
        )
        return dict(sorted(rows))

    @cached_property
    def rmc_regions(self) -> Mapping[str, str]:
        """The names of the RMC-regio's by their number."""
        rows = self._database.execute(
            "SELECT DISTINCT rmc, rmc_name FROM vestiging WHERE rmc <> '' AND gone IS NULL"
        )
        return dict(sorted(rows))

    def vmbo(self, code: str) -> bool:
        """Tell whether a vestiging offers vmbo: a profile in BB, KB or GL.

        That is so when the newest file of pupils has pupils for it in leerjaar 3 or 4, be their
        number hidden. A file of examens counts when it is newer than that. TL alone is not enough.
        """
        found = self.vestiging(code)
        return found is not None and found.vmbo

    def offered(self, code: str) -> Mapping[Programme, Tally]:
        """Give the pupils of leerjaar 3 and 4 of a vestiging, after the newest file of pupils."""
        return self._programmes(DuoKind.LEERLINGEN, code)

    def examined(self, code: str) -> Mapping[Programme, Tally]:
        """Give the exam candidates of a vestiging, after the newest file of examens."""
        return self._programmes(DuoKind.EXAMEN, code)

    def profiles(self, code: str) -> Mapping[Programme, Tally]:
        """Give what makes a vestiging one that offers vmbo: its profiles, with no TL.

        With pupils where the newest file of pupils has them, else with exam candidates.
        """
        for counts in (self.offered(code), self.examined(code) if self.vmbo(code) else {}):
            if here := {p: n for p, n in counts.items() if p.leerweg in _BEROEPSGERICHT and n}:
                return here
        return {}

    def earlier(self, code: str) -> tuple[tuple[dt.date, Address], ...]:
        """Give the addresses that a vestiging had at another postcode or number, the latest first.

        Each with the peildatum of the last file that gives it.
        """
        # Most never had another address, which is known at once.
        known = "SELECT count(*) FROM address WHERE code = ?"
        if self._database.execute(known, (code,)).fetchone()[0] <= 1:
            return ()
        rows = self._database.execute(
            f"SELECT max(peildatum), {', '.join(ADDRESS_FIELDS)} FROM address"
            " JOIN listed ON address.id = listed.address JOIN file ON file.id = listed.file"
            " WHERE code = ? GROUP BY address.id ORDER BY max(peildatum) DESC",
            (code,),
        )
        found = [(dt.date.fromisoformat(day), Address(*fields)) for day, *fields in rows]
        return tuple(one for one in found if one[1].spot != found[0][1].spot)

    def _programmes(self, kind: DuoKind, code: str) -> Mapping[Programme, Tally]:
        newest = self.newest(kind)
        if newest is None:
            return {}
        rows = self._database.execute(
            "SELECT profiel, sector, leerweg, known, masked FROM programme"
            " JOIN file ON file.id = programme.file WHERE kind = ? AND peildatum = ? AND code = ?",
            (kind, newest.peildatum.isoformat(), code),
        )
        return {Programme(*what): Tally(known, masked) for *what, known, masked in rows}

    def _vestigingen(self, where: str, *values: str) -> tuple[Vestiging, ...]:
        rows = self._database.execute(
            f"SELECT {', '.join(ADDRESS_FIELDS)}, official, vmbo, seen, gone, successor, why"
            f" FROM vestiging WHERE {where} ORDER BY code",
            values,
        )
        return tuple(_vestiging(row) for row in rows)


def _travelled(data: bytes) -> Register:
    return Register(database.of_bytes(data))


def _vestiging(row: tuple[str, ...]) -> Vestiging:
    *known, official, vmbo, seen, gone, successor, why = row
    return Vestiging(
        *known,
        official=official,
        vmbo=bool(vmbo),
        seen=dt.date.fromisoformat(seen),
        gone=dt.date.fromisoformat(gone) if gone else None,
        successor=Successor(successor, why) if successor else None,
    )


def _file(row: tuple[str, ...]) -> DuoFile:
    kind, name, sha256, peildatum, rows, offers, imported = row
    days = dt.date.fromisoformat(peildatum), dt.date.fromisoformat(imported)
    return DuoFile(DuoKind(kind), name, sha256, days[0], int(rows), bool(offers), days[1])
