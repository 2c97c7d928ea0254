"""Which rows of a table add up the other rows: they are no items, and do not count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sto_xl.grid import Row, Value
from sto_xl.sheets import AANBOD, ACTIVITEITEN, MIDDELEN, PARTNERS, PLANNEN, SCHOLEN
from sto_xl.sheets.cleaning import cleaned, is_empty
from sto_xl.sheets.table_read import TableRead

#: The headings that are added up, by the name of each table whose rows are counted.
_ADDED_UP: Mapping[str, tuple[str, ...]] = {
    SCHOLEN.name: (),
    AANBOD.name: ("Leerlingen", "Bereikt"),
    PARTNERS.name: ("Cofinanciering",),
    PLANNEN.name: ("Leerlingen", "Gevraagd", "Toegekend"),
    ACTIVITEITEN.name: ("Leerlingen",),
    MIDDELEN.name: ("Bedrag",),
}
_TOTAL = re.compile(
    r"(?:(?:algemeen|generaal|grand) )?(?:sub|eind|tussen|deel)?[ -]?tot(?:aal|alen|ale|al|als)"
    r"(?: (?:generaal|bedrag|aantal|kosten|begroting|middelen|partners|plannen|leerlingen|scholen|"
    r"cofinanciering|gevraagd|toegekend|sto|eigen middelen|per school|(?:incl|excl)\.? btw))?"
)
#: A word that can be a name as well: it tells a sum where the numbers do.
_SUM = re.compile(r"som|optelling|opgeteld|samen|tezamen|alles samen|bij elkaar|sum|∑")
#: So many numbers make a sum; and so many one that is no chance.
_FEWEST, _TELLING = 2, 3
_CENT = 0.005


@dataclass(frozen=True, slots=True)
class AddedUp:
    """A row that adds up the others: the word that says so, and whether that is `certain`.

    Where it is not, the row has a name of its own: it counts.
    """

    word: str
    certain: bool = True


def sums(table_read: TableRead) -> Mapping[int, AddedUp]:
    """Give the rows that add up the others, by line, whatever the order of the rows.

    A row tells it by its first word; or it has no name, and its numbers are the sums of all others.
    With a name it may be chance.
    """
    headings, table = _ADDED_UP.get(table_read.spec.name), table_read.table
    if headings is None or table is None:
        return {}
    rows = {line: table.rows[line] for line in table_read.lines}
    places = sorted(table_read.columns.values())
    words = {line: _first_word(row, places) for line, row in rows.items()}
    found = {line: AddedUp(w) for line, w in words.items() if _TOTAL.fullmatch(_told(w))}
    summed = [table_read.columns[heading] for heading in headings if heading in table_read.columns]
    items = {line: row for line, row in rows.items() if line not in found} if summed else {}
    columns = {at: [n for row in items.values() if (n := _number(row[at]))] for at in summed}
    every = {at: (sum(column), len(column)) for at, column in columns.items()}
    for line, row in items.items():
        numbers = _summed(row, places, every)
        if numbers >= _FEWEST:
            nameless = bool(_SUM.fullmatch(_told(words[line])) or table_read.unnamed(line))
            if nameless or numbers >= _TELLING:
                found[line] = AddedUp(words[line], certain=nameless)
    return found


def _told(word: str) -> str:
    return word.casefold().rstrip(" :.=")


def _summed(row: Row, places: Sequence[int], every: Mapping[int, tuple[float, int]]) -> int:
    """Give of how many numbers those of a row are the sums; 0 where any of them is none.

    `every` has what each column that is added up is in all, and of how many numbers.
    """
    fewest = 0
    for at in places:
        number = _number(row[at])
        if number is None:
            continue
        total, count = every.get(at, (0.0, 0))
        if not number or abs(total - 2 * number) >= _CENT:
            return 0
        fewest = min(fewest or count - 1, count - 1)
    return fewest


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, int | float) and type(value) is not bool else None


def _first_word(row: Row, places: Sequence[int]) -> str:
    values = (row[at] for at in places)
    texts = (value for value in values if isinstance(value, str) and not is_empty(value))
    return " ".join(cleaned(next(texts, "")).split())
