"""From the rows of a file of DUO to what it says: every row is understood, or the file refused."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import NoReturn

from sto_xl.model.codes import vestiging_code
from sto_xl.register.duo import Address, Contents, DuoKind, Programme, ShortName, Tally
from sto_xl.register.headings import COUNTS
from sto_xl.register.meaning import Apart, of_examens, of_pupils, tally
from sto_xl.register.tables import DuoTable
from sto_xl.system.errors import Cause, Failure

#: Codes of digits have a fixed width; the columns, and that of the number within a BRIN.
_WIDTHS = {"municipality code": 4, "rmc": 2, "board": 5}
_IN_A_BRIN = 2
_NO_ZERO = re.compile(r"[1-9]\d{8}", re.ASCII)
#: What Excel makes of house number 1-3.
_MONTH = r"(?:jan|feb|mrt|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec)\.?"
_DAY = re.compile(rf"\d{{1,2}}-{_MONTH}|{_MONTH}-\d{{1,2}}", re.IGNORECASE)


def contents(table: DuoTable) -> Contents:
    """Give what a file says. Raises `Failure`, with the row, for what cannot be understood."""
    rows = _Rows(table)
    try:
        found = _addresses(rows) if rows.kind is DuoKind.VESTIGINGEN else _programmes(rows)
    except csv.Error:
        rows.damaged(f"na rij {rows.count} is het niet te lezen")
    if not rows.count:
        rows.damaged("er staat niets onder de koppen")
    return found


class _Rows:
    """The rows of a file: each looked at for what went wrong on its way, each of a vestiging."""

    def __init__(self, table: DuoTable) -> None:
        self.table = table
        self.kind, self.columns = table.headings.kind, table.headings.columns
        self.count = 0
        vestiging = self.columns["vestiging"]
        #: Gives what a code is made of: the column twice where there is no BRIN beside it.
        self.key = itemgetter(self.columns.get("brin", vestiging), vestiging)

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Give the rows that hold something, after making sure that their columns did not move."""
        width = self.table.headings.width
        needed = max(self.columns.values()) + 1
        vestiging, short = self.columns["vestiging"], 0
        for number, row in self.table.rows:
            length = len(row)
            if length != width or not row[vestiging].strip():
                if not any(map(str.strip, row)):
                    continue
                if any(map(str.strip, row[width:])):
                    where = f"regel {number} heeft meer waarden dan er koppen zijn"
                    self.resaved(f"zijn kolommen verschoven ({where})")
                if length < needed:
                    self.damaged(f"regel {number} breekt af")
            short = number if length < width else 0
            self.count += 1
            yield number, row
        if short:
            self.damaged(f"de laatste regel, {short}, breekt af")

    def code(self, number: int, key: tuple[str, ...]) -> str:
        """Give the code of a vestiging; the file of pupils gives its last part beside the BRIN."""
        brin, vestiging = (part.strip().upper() for part in key)
        if vestiging.isdigit():
            if len(vestiging) < _IN_A_BRIN:
                self.no_zeros(number, "vestiging", vestiging)
            vestiging = brin + vestiging
        code = vestiging_code(vestiging)
        if code is None or not code.startswith(brin):
            what = " ".join(filter(None, dict.fromkeys((brin, vestiging)))) or "leeg"
            self.damaged(f"regel {number}: {what} is geen vestigingscode")
        return code

    def called(self, name: str) -> str:
        return self.table.headings.called[name]

    def no_zeros(self, number: int, name: str, text: str) -> NoReturn:
        where = f"regel {number}, {self.called(name)}: {text}"
        self.resaved(f"zijn de nullen vooraan verdwenen ({where})")

    def no_number(self, number: int, name: str, text: str) -> NoReturn:
        what = f"{self.called(name)}: ‘{text.strip()}’ is geen aantal"
        self.damaged(f"regel {number}, {what}")

    def resaved(self, detail: str) -> NoReturn:
        page = self.kind.page
        raise Failure(Cause.DUO_RESAVED, file=self.table.file, detail=detail, page=page)

    def damaged(self, detail: str) -> NoReturn:
        page = self.kind.page
        raise Failure(Cause.DUO_DAMAGED, file=self.table.file, detail=detail, page=page)


def _addresses(rows: _Rows) -> Contents:
    columns = rows.columns
    fields = [(name, columns.get(name, -1)) for name in Address.__slots__ if name != "code"]
    widths = [(name, columns[name], width) for name, width in _WIDTHS.items() if name in columns]
    found: dict[str, Address] = {}
    for number, row in rows:
        code = rows.code(number, rows.key(row))
        for name, column, width in widths:
            cell = row[column].strip()
            if len(cell) < width and cell.isdigit():
                rows.no_zeros(number, name, cell)
        told = {name: " ".join(row[c].split()) if c >= 0 else "" for name, c in fields}
        if _NO_ZERO.fullmatch(told["phone"]):
            rows.no_zeros(number, "phone", told["phone"])
        if _DAY.fullmatch(told["number"]):
            where = f"regel {number}, {rows.called('number')}: {told['number']}"
            rows.resaved(f"zijn huisnummers datums geworden ({where})")
        address = Address(code, **told)
        if found.setdefault(code, address) != address:
            rows.damaged(f"vestiging {code} staat er nog eens in, anders: regel {number}")
    table = rows.table
    return Contents(rows.kind, table.file, table.sha256, rows.count, found, {}, {})


def _programmes(rows: _Rows) -> Contents:
    """Read a file of pupils or of examens: what each vestiging offers, and to how many.

    It has tens of thousands of rows, of a few kinds: what a kind means is found out once.
    """
    columns, meaning = rows.columns, of_pupils if rows.kind is DuoKind.LEERLINGEN else of_examens
    of_kind = [columns[n] for n in ("type", "leerweg", "afdeling", "sector") if n in columns]
    counts = {columns[name]: name for name in (*COUNTS, "candidates") if name in columns}
    kind_of, key_of = itemgetter(*of_kind), rows.key
    codes: dict[tuple[str, ...], str] = {}
    named: dict[str, ShortName] = {}
    kinds: dict[tuple[str, ...], Programme | Apart | None] = {}
    of_a_kind: Counter[tuple[str, ...]] = Counter()
    seen: set[int] = set()
    tallies: dict[tuple[str, Programme], Tally] = {}
    for number, row in rows:
        key, kind = key_of(row), kind_of(row)
        if (code := codes.get(key)) is None:
            code = codes[key] = rows.code(number, key)
            named.setdefault(code, _short_name(rows, row))
        if kind not in kinds:
            kinds[kind] = meaning(*kind)
        if (what := kinds[kind]) is None:
            continue
        of_a_kind[kind] += 1
        if (whole := hash(tuple(row))) in seen:
            # Its pupils would be counted twice.
            rows.damaged(f"regel {number} staat er twee keer in")
        seen.add(whole)
        if isinstance(what, Programme):
            known, masked = tallies.get((code, what), (0, 0))
            for column, name in counts.items():
                if (here := tally(row[column])) is None:
                    rows.no_number(number, name, row[column])
                known, masked = known + here.known, masked + here.masked
            tallies[code, what] = Tally(known, masked)
    table = rows.table
    found = Contents(rows.kind, table.file, table.sha256, rows.count, {}, named, tallies)
    return _without_others(found, [(kind, kinds[kind], n) for kind, n in of_a_kind.items()])


def _short_name(rows: _Rows, row: Sequence[str]) -> ShortName:
    columns = rows.columns
    cells = (row[columns[n]] if n in columns else "" for n in ("name", "place", "municipality"))
    return ShortName(*(" ".join(cell.split()) for cell in cells))


def _without_others(
    found: Contents, kinds: Sequence[tuple[tuple[str, ...], Programme | Apart | None, int]]
) -> Contents:
    """Tell what was left out; of a year before the ten profiles that is all but the names."""
    apart, unknown = Counter[Apart](), Counter[str]()
    profiled = 0
    for kind, what, number in kinds:
        if isinstance(what, Apart):
            apart[what] += number
        elif what and what.profiel:
            profiled += number
        if what is Apart.UNKNOWN_LEERWEG:
            unknown[kind[-3]] += number
    # In the year in which the profiles came, leerjaar 4 had the departments of before.
    offers = profiled >= apart[Apart.OLD_DEPARTMENT]
    return replace(
        found,
        counts={key: one for key, one in found.counts.items() if one} if offers else {},
        offers=offers,
        unprofiled=apart[Apart.OLD_DEPARTMENT] + apart[Apart.ROUTE],
        unknown=dict(unknown),
    )
