"""What holds now, worked out of all files: the newest word on each vestiging."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from sto_xl.register import database
from sto_xl.register.duo import ADDRESS_FIELDS, Address, DuoKind, ShortName
from sto_xl.register.successors import successors

_FIELDS = ", ".join(ADDRESS_FIELDS)


def addresses_of(register: sqlite3.Connection, file: int) -> dict[str, Address]:
    """Give the addresses that a file of vestigingen lists, by code."""
    query = f"SELECT {_FIELDS} FROM address JOIN listed ON address = id WHERE file = ?"
    return {row[0]: Address(*row) for row in register.execute(query, (file,))}


def work_out(register: sqlite3.Connection) -> None:
    """Make the table of what holds now anew."""
    facts = _Facts(register)
    register.execute("DELETE FROM vestiging")
    register.executemany(
        f"INSERT INTO vestiging VALUES ({', '.join('?' * 21)})",
        facts.lines(),
    )


class _Facts:
    """The newest of each: an address, a short name, the day on which a code was last seen."""

    def __init__(self, register: sqlite3.Connection) -> None:
        self._register = register
        self.days = [
            day
            for (day,) in register.execute(
                "SELECT peildatum FROM file WHERE kind = ? ORDER BY peildatum",
                (DuoKind.VESTIGINGEN,),
            )
        ]
        self.addresses: dict[str, Address] = {}
        self.named: dict[str, ShortName] = {}
        self.seen: dict[str, str] = {}
        listed = f"SELECT peildatum, {_FIELDS} FROM address JOIN listed ON address = address.id"
        for day, *fields in self._in_order(f"{listed} JOIN file ON file.id = file"):
            self.addresses[fields[0]] = Address(*fields)
            self.seen[fields[0]] = day
        named = "SELECT peildatum, code, named.name, place, municipality FROM named"
        for day, code, *rest in self._in_order(f"{named} JOIN file ON file.id = file"):
            self.named[code] = _newest(ShortName(*rest), self.named.get(code))
            self.seen[code] = max(day, self.seen.get(code, ""))
        self.vmbo = set(self._vmbo())

    def _in_order(self, query: str) -> Iterable[tuple[str, ...]]:
        return self._register.execute(f"{query} ORDER BY peildatum")

    def _vmbo(self) -> Iterator[str]:
        """Give the codes of those that offer vmbo, after the newest file that tells."""
        offering = (
            "SELECT id, peildatum FROM file WHERE offers AND kind = ? ORDER BY peildatum DESC"
        )
        pupils = self._register.execute(offering, (DuoKind.LEERLINGEN,)).fetchone()
        examens = self._register.execute(offering, (DuoKind.EXAMEN,)).fetchone()
        for file in (pupils, examens):
            if file and (file is pupils or not pupils or file[1] > pupils[1]):
                query = "SELECT DISTINCT code FROM programme WHERE file = ? AND leerweg <> 'TL'"
                yield from (code for (code,) in self._register.execute(query, file[:1]))

    def lines(self) -> Iterator[tuple[object, ...]]:
        """Give the rows of the table, in the order of their codes."""
        newest = self.days[-1] if self.days else ""
        gone = {
            code: next(day for day in self.days if day > seen)
            for code, seen in self.seen.items()
            if seen < newest
        }
        known = {code: self._known(code) for code in sorted(self.seen)}
        present = [address for code, address in known.items() if code not in gone]
        found = successors((known[code] for code in gone), present)
        for code, address in known.items():
            short = self.named[code].name if code in self.named else ""
            after = found.get(code)
            yield (
                *(code, short or address.name, address.name, address.street, address.number),
                *(address.postcode, address.place, address.municipality, address.board),
                *(address.phone, address.website, address.structure, address.province),
                *(address.rmc, address.rmc_name, self.seen[code], gone.get(code)),
                *(code in self.vmbo, database.area_key(address.municipality)),
                *((after.code, after.why) if after else (None, None)),
            )

    def _known(self, code: str) -> Address:
        """Give the newest address; of one that no file lists, what the others call it."""
        if code in self.addresses:
            return self.addresses[code]
        blank = dict.fromkeys(ADDRESS_FIELDS, "")
        named = self.named[code]
        return Address(
            **{**blank, "code": code, "place": named.place, "municipality": named.municipality}
        )


def _newest(now: ShortName, before: ShortName | None) -> ShortName:
    """Give what is said now, and of what is not said what was said before."""
    return (
        ShortName(*(one or other for one, other in zip(now, before, strict=True)))
        if before
        else now
    )
