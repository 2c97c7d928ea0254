"""Which rows of a table add up the other rows: they are no items, and do not count."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
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
    for line in items:
        summed = _summed(line, items, _ADDED_UP[entries.spec.name])
        nameless = _SUM.fullmatch(_told(words[line])) or entries.unnamed(line)
        if summed >= (_FEWEST if nameless else _TELLING):
            found[line] = Sum(words[line], certain=bool(nameless))
    return found


def _told(word: str) -> str:
    return word.casefold().rstrip(" :.=")


def _summed(line: int, items: Mapping[int, Mapping[str, float]], headings: Sequence[str]) -> int:
    """Give of how many numbers those of a row are the sums; 0 where any of them is none."""
    fewest = 0
    for heading, number in items[line].items():
        others = [n for at, row in items.items() if at != line and (n := row.get(heading))]
        if heading not in headings or abs(sum(others) - number) >= _CENT:
            return 0
        fewest = min(fewest or len(others), len(others))
    return fewest


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
