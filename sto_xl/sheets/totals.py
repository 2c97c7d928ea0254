"""Which rows of a table add up the other rows: they are no items, and do not count."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

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
class Sum:
    """A row that adds up the others: the word that says so, and whether that is `certain`.

    Where it is not, the row has a name of its own: it counts.
    """

    word: str
    certain: bool = True


def sums(entries: TableRead) -> Mapping[int, Sum]:
    """Give the rows that add up the others, by line, whatever the order of the rows.

    A row tells it by its first word; or it has no name, and its numbers are the sums of all others.
    With a name it may be chance.
    """
    if entries.spec.name not in _ADDED_UP:
        return {}
    words = {line: _first_word(entries, line) for line in entries.lines}
    found = {line: Sum(w) for line, w in words.items() if _TOTAL.fullmatch(_told(w))}
    items = {line: _numbers(entries, line) for line in entries.lines if line not in found}
    columns = {
        heading: [n for row in items.values() if (n := row.get(heading))]
        for heading in _ADDED_UP[entries.spec.name]
    }
    every = {heading: (sum(column), len(column)) for heading, column in columns.items()}
    for line, numbers in items.items():
        summed = _summed(numbers, every)
        nameless = _SUM.fullmatch(_told(words[line])) or entries.unnamed(line)
        if summed >= (_FEWEST if nameless else _TELLING):
            found[line] = Sum(words[line], certain=bool(nameless))
    return found


def _told(word: str) -> str:
    return word.casefold().rstrip(" :.=")


def _summed(numbers: Mapping[str, float], every: Mapping[str, tuple[float, int]]) -> int:
    """Give of how many numbers those of a row are the sums; 0 where any of them is none.

    `every` has what each column is in all, and of how many numbers.
    """
    if not numbers or not all(numbers.values()) or not every.keys() >= numbers.keys():
        return 0
    right = all(abs(every[heading][0] - 2 * number) < _CENT for heading, number in numbers.items())
    return min(every[heading][1] - 1 for heading in numbers) if right else 0


def _numbers(entries: TableRead, line: int) -> Mapping[str, float]:
    """Give the numbers of a row by heading, those of columns that are not added up as well."""
    found = {heading: entries.value(line, heading) for heading in entries.columns}
    return {
        heading: float(value)
        for heading, value in found.items()
        if isinstance(value, int | float) and not isinstance(value, bool)
    }


def _first_word(entries: TableRead, line: int) -> str:
    values = (entries.value(line, heading) for heading in entries.columns)
    texts = (value for value in values if isinstance(value, str) and not is_empty(value))
    return " ".join(cleaned(next(texts, "")).split())
