"""From the rows of a file of DUO to what it says: every row is understood, or the file refused."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NoReturn

from sto_xl.model import reference
from sto_xl.model.codes import vestiging_code
from sto_xl.register.duo import Address, Contents, DuoKind, Programme, ShortName, Tally
from sto_xl.register.headings import COUNTS
from sto_xl.register.tables import DuoTable
from sto_xl.system.errors import Cause, Failure

_MASKED = re.compile(r"<\s*\d+|-1|\*+")
_NUMBER = re.compile(r"(\d+)(?:[.,]0+)?", re.ASCII)
#: Codes of digits have a fixed width; the columns, and that of the number within a BRIN.
_WIDTHS = {"municipality code": 4, "rmc": 2, "board": 5}
_IN_A_BRIN = 2
_NO_ZERO = re.compile(r"[1-9]\d{8}", re.ASCII)
#: What Excel makes of house number 1-3.
_MONTH = r"(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\.?"
_DAY = re.compile(rf"\d{{1,2}}-{_MONTH}|{_MONTH}-\d{{1,2}}", re.IGNORECASE)
#: Within the ten profiles' years there are also routes, which are no profile.
_ROUTES = ("vakmanschap", "beroepsroute")
_LEERJAAR = re.compile(r"\s*(?:lj|leerjaar)?\s*\d.*$", re.IGNORECASE)
Line = tuple[int, Sequence[str]]


def contents(table: DuoTable) -> Contents:
    """Give what a file says. Raises `Failure`, with the row, for what cannot be understood."""
    read = _Reading(table)
    if table.headings.kind is DuoKind.VESTIGINGEN:
        read.addresses()
    elif table.headings.kind is DuoKind.LEERLINGEN:
        read.pupils()
    else:
        read.examens()
    return read.result()


class _Reading:
    """A file while it is read: what was found in the rows so far."""

    def __init__(self, table: DuoTable) -> None:
        self.table = table
        self.kind, self.columns = table.headings.kind, table.headings.columns
        self.count = 0
        self.found: dict[str, Address] = {}
        self.named: dict[str, ShortName] = {}
        self.known: Counter[tuple[str, Programme]] = Counter()
        self.masked: Counter[tuple[str, Programme]] = Counter()
        self.old = self.new = 0
        self._seen: set[tuple[str, ...]] = set()
        self._codes: dict[tuple[str, str], str] = {}

    def result(self) -> Contents:
        if not self.count:
            self._damaged("er staat niets onder de koppen")
        tallies = ((key, Tally(known, self.masked[key])) for key, known in self.known.items())
        counts = {key: tally for key, tally in tallies if tally}
        # In the year in which the profiles came, leerjaar 4 had the departments of before.
        offers = self.kind is DuoKind.VESTIGINGEN or self.new >= self.old
        table = self.table
        return Contents(
            *(self.kind, table.file, table.sha256, self.count, self.found, self.named),
            counts if offers else {},
            offers,
        )

    def addresses(self) -> None:
        columns, width = self.columns, _WIDTHS
        fields = [(name, columns.get(name, -1)) for name in Address.__slots__ if name != "code"]
        checked = [(name, columns[name]) for name in width if name in columns]
        for number, row in self._rows():
            code = self._code(number, row)
            for name, column in checked:
                cell = row[column].strip()
                if len(cell) < width[name] and cell.isdigit():
                    self._no_zeros(number, name, cell)
            at = {name: " ".join(row[c].split()) if c >= 0 else "" for name, c in fields}
            if _NO_ZERO.fullmatch(at["phone"]):
                self._no_zeros(number, "phone", at["phone"])
            if _DAY.fullmatch(at["number"]):
                where = f"regel {number}, {self._called('number')}: {at['number']}"
                self._resaved(f"zijn huisnummers datums geworden ({where})")
            address = Address(code, **at)
            if self.found.setdefault(code, address) != address:
                self._damaged(f"vestiging {code} staat er nog eens in, anders: regel {number}")

    def pupils(self) -> None:
        columns = self.columns
        of_type, afdeling, sector = (columns[n] for n in ("type", "afdeling", "sector"))
        counts = [columns[name] for name in COUNTS]
        for number, row in self._rows():
            code = self._school(number, row, columns.get("place"), None)
            if not (vmbo := _vmbo(row[of_type])):
                continue
            leerweg = self._known_leerweg(number, "type", vmbo)
            self._once(number, row)
            if programme := self._programme(leerweg, row[afdeling], row[sector]):
                for column in counts:
                    self._add(number, column, row[column], (code, programme))

    def examens(self) -> None:
        columns = self.columns
        leerweg_at, afdeling, sector = (columns[n] for n in ("leerweg", "afdeling", "sector"))
        of_type, candidates = columns["type"], columns["candidates"]
        for number, row in self._rows():
            code = self._school(number, row, None, columns.get("municipality"))
            if row[of_type].strip().casefold() != "vmbo":
                continue
            leerweg = self._known_leerweg(number, "leerweg", row[leerweg_at])
            self._once(number, row)
            if programme := self._programme(leerweg, row[afdeling], row[sector]):
                self._add(number, candidates, row[candidates], (code, programme))

    def _known_leerweg(self, number: int, name: str, text: str) -> str:
        leerweg = _leerweg(text)
        if not leerweg:
            self._damaged(f"regel {number}, {self._called(name)}: ‘{text}’ is niet te herkennen")
        return leerweg

    def _programme(self, leerweg: str, afdeling: str, sector: str) -> Programme | None:
        """Give what a row is about; None for a department that is no profile, which is counted."""
        if leerweg == "TL":
            return Programme("", _sector(sector), leerweg)
        if profiel := _profiel(afdeling):
            self.new += 1
            return Programme(profiel, "", leerweg)
        self.old += not afdeling.strip().casefold().startswith(_ROUTES)
        return None

    def _add(self, number: int, column: int, text: str, key: tuple[str, Programme]) -> None:
        tally = _tally(text)
        if tally is None:
            name = next(n for n, at in self.columns.items() if at == column)
            what = f"{self._called(name)}: ‘{text.strip()}’ is geen aantal"
            self._damaged(f"regel {number}, {what}")
        self.known[key] += tally.known
        if tally.masked:
            self.masked[key] += 1

    def _rows(self) -> Iterator[Line]:
        """Give the rows that hold something, after making sure that their columns did not move."""
        width = self.table.headings.width
        needed = max(self.columns.values()) + 1
        short = 0
        for number, row in self.table.rows:
            length = len(row)
            if length != width:
                if not any(map(str.strip, row)):
                    continue
                if any(map(str.strip, row[width:])):
                    where = f"regel {number} heeft meer waarden dan er koppen zijn"
                    self._resaved(f"zijn kolommen verschoven ({where})")
                if length < needed:
                    self._damaged(f"regel {number} breekt af")
                short = number if length < width else 0
            else:
                short = 0
            self.count += 1
            yield number, row
        if short:
            self._damaged(f"de laatste regel, {short}, breekt af")

    def _school(self, number: int, row: Sequence[str], place: int | None, at: int | None) -> str:
        code = self._code(number, row)
        if code not in self.named:
            cells = (self.columns["name"], place, at)
            texts = (" ".join(row[c].split()) if c is not None else "" for c in cells)
            self.named[code] = ShortName(*texts)
        return code

    def _code(self, number: int, row: Sequence[str]) -> str:
        brin = self.columns.get("brin")
        key = ("" if brin is None else row[brin]), row[self.columns["vestiging"]]
        if key not in self._codes:
            self._codes[key] = self._new_code(number, *(part.strip().upper() for part in key))
        return self._codes[key]

    def _new_code(self, number: int, brin: str, vestiging: str) -> str:
        if vestiging.isdigit():
            if len(vestiging) < _IN_A_BRIN:
                self._no_zeros(number, "vestiging", vestiging)
            vestiging = brin + vestiging
        code = vestiging_code(vestiging)
        if code is None or not code.startswith(brin):
            what = " ".join(filter(None, (brin, vestiging))) or "leeg"
            self._damaged(f"regel {number}: {what} is geen vestigingscode")
        return code

    def _once(self, number: int, row: Sequence[str]) -> None:
        """Refuse a row that was there already: its pupils would be counted twice."""
        before = len(self._seen)
        self._seen.add(tuple(row))
        if len(self._seen) == before:
            self._damaged(f"regel {number} staat er twee keer in")

    def _called(self, name: str) -> str:
        return self.table.headings.called[name]

    def _no_zeros(self, number: int, name: str, text: str) -> NoReturn:
        where = f"regel {number}, {self._called(name)}: {text}"
        self._resaved(f"zijn de nullen vooraan verdwenen ({where})")

    def _resaved(self, detail: str) -> NoReturn:
        page = self.kind.page
        raise Failure(Cause.DUO_RESAVED, file=self.table.file, detail=detail, page=page)

    def _damaged(self, detail: str) -> NoReturn:
        page = self.kind.page
        raise Failure(Cause.DUO_DAMAGED, file=self.table.file, detail=detail, page=page)


@lru_cache(maxsize=4096)
def _tally(text: str) -> Tally | None:
    """Give the number that a cell holds, or that it hides one; None when it does neither."""
    bare = text.strip()
    if _MASKED.fullmatch(bare):
        return Tally(0, 1)
    whole = _NUMBER.fullmatch(bare)
    return Tally(int(whole[1])) if whole else None


@lru_cache
def _leerweg(text: str) -> str:
    return reference.notations("leerweg").get(reference.spelling(text), "")


@lru_cache
def _vmbo(text: str) -> str:
    """Give "VMBO BL" of "VMBO BL lj 3-4"; "" for what is no vmbo in leerjaar 3 and 4."""
    bare = _LEERJAAR.sub("", text).strip()
    return bare if bare.casefold().startswith("vmbo ") and bare != text.strip() else ""


@lru_cache
def _profiel(text: str) -> str:
    return reference.notations("profiel").get(reference.spelling(text), "")


@lru_cache
def _sector(text: str) -> str:
    return reference.notations("sector").get(reference.spelling(text), "")
