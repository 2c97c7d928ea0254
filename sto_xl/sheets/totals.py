"""Which rows of a table add up the other rows: they are no items, and do not count."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sto_xl.grid import TOTAL_LABEL, ListObject, Notice, Row, Sheet, Table, Value
from sto_xl.sheets import (
    AANBOD,
    ACTIVITEITEN,
    MIDDELEN,
    PARTNERS,
    PLANNEN,
    SCHOLEN,
    TEMPLATES,
    Kind,
    TableSpec,
)
from sto_xl.sheets.adding import Added, added, in_dutch
from sto_xl.sheets.cleaning import cleaned, is_empty
from sto_xl.sheets.table_read import TableRead

#: The headings that are added up, by the name of each table whose rows are counted.
ADDED_UP: Mapping[str, tuple[str, ...]] = {
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

_SPECS = {spec.name: spec for template in TEMPLATES for spec in template.read}

#: A cell: its sheet, row and column.
Position = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class AddedUp:
    """A row that adds up the others: the word or the formula that says so; whether it is `certain`.

    Where it is not, the row has a name of its own: it counts.
    """

    word: str
    certain: bool = True
    formula: str = ""


def sums(table_read: TableRead, formulas: Mapping[Position, Notice]) -> Mapping[int, AddedUp]:
    """Give the rows that add up the others, by line, whatever the order of the rows.

    A row tells it by its first word or by its formula; or it has no name, and its numbers are the
    sums of all others. With a name it may be chance. `formulas` are those that add up, by place.
    A total typed under the table is none of its rows, and is given too.
    """
    headings, table = ADDED_UP.get(table_read.spec.name), table_read.table
    if table is None:
        return {}
    under = (row - table.row_of(0) for row in table_read.located.totals)
    ending = {line: AddedUp(TOTAL_LABEL.capitalize()) for line in under}
    return ending if headings is None else _among(table_read, table, headings, formulas) | ending


def _among(
    table_read: TableRead,
    table: Table,
    headings: Sequence[str],
    formulas: Mapping[Position, Notice],
) -> dict[int, AddedUp]:
    """Give the rows of a table that add up others; under these headings is what is added up."""
    rows = {line: table.rows[line] for line in table_read.lines}
    places = sorted(table_read.columns.values())
    words = {line: _first_word(row, places) for line, row in rows.items()}
    found = {line: AddedUp(w) for line, w in words.items() if _TOTAL.fullmatch(_told(w))}
    if formulas:
        found = _by_formula(table_read, table, words, formulas) | found
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


def _by_formula(
    table_read: TableRead,
    table: Table,
    words: Mapping[int, str],
    formulas: Mapping[Position, Notice],
) -> dict[int, AddedUp]:
    """Give the rows of which a formula adds up other rows that hold a number.

    What has a code of its own is an item, whatever it adds up.
    """
    found: dict[int, AddedUp] = {}
    codes = _codes(table_read.spec)
    for line, word in words.items():
        if not all(is_empty(table_read.value(line, heading)) for heading in codes):
            continue
        for at in table_read.columns.values():
            column = table.left + at
            formula = formulas.get((table.sheet, table.row_of(line), column))
            adds = added(formula.text, table.sheet, column) if formula else None
            if formula and adds and _covers(adds, table, at, words.keys() - {line}):
                found[line] = AddedUp(word, formula=in_dutch(formula.text))
    return found


def _covers(adds: Added, table: Table, at: int, lines: Iterable[int]) -> bool:
    """Tell whether a formula adds up a number of these lines in its column."""
    heading, name = "".join(table.headings[at].split()), table.name.casefold()
    whole = any(h == heading and (n or name).casefold() == name for n, h in adds.columns)
    return any(
        whole or any(first <= table.row_of(line) <= last for first, last in adds.rows)
        for line in lines
        if _number(table.rows[line][at]) is not None
    )


def may_add_up(table: ListObject, sheet: Sheet) -> bool:
    """Tell whether a table has a row that a formula could make a sum: one without a code.

    To know more an open Excel has to be asked.
    """
    spec = _SPECS.get(table.name)
    if spec is None:
        return True
    codes, columns = _codes(spec), range(table.left, table.right + 1)
    coded = [c for c in columns if sheet.value(table.top, c) in codes]
    rows = range(table.top + 1, sheet.bottom + 1) if spec.name in ADDED_UP else ()
    return any(
        all(is_empty(sheet.value(row, c)) for c in coded)
        and not all(map(is_empty, sheet.cells(row, table.left, table.right)))
        for row in rows
    )


def _codes(spec: TableSpec) -> frozenset[str]:
    """Give the headings of the codes by which rows are known, if they are."""
    keys = {heading for group in spec.keys for heading in group}
    return frozenset(h for h in keys if spec.column(h).kind is Kind.CODE)


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
    for at in places:
        value = row[at]
        if isinstance(value, str) and (words := cleaned(value).split()):
            return " ".join(words)
    return ""
