"""The lists to choose from, and the other names: those that a workbook lacks come back."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.books.filling import FileBook
from sto_xl.books.filling.places import FilePlaces
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.names import (
    define,
    free_column,
    is_there,
    list_at,
    list_in,
    list_values,
    moved_there,
    names_of,
)
from sto_xl.books.mending.own import Own
from sto_xl.books.mending.standing import TableStanding
from sto_xl.grid import Changes, ColumnCells, Value
from sto_xl.system.errors import Failure


@dataclass
class NamesBack:
    """NamesBack that come back: what each refers to, and those that cannot."""

    refer: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def with_names(
    book: FileBook, own: Own, there: Sequence[TableStanding], wanted: Collection[str]
) -> NamesBack:
    """Let a workbook know these names of the template, in small letters; say which it cannot."""
    present = names_of(Whole(book.places.parts))
    found = NamesBack()
    theirs = {standing.spec.name: standing for standing in there}
    for name in sorted(wanted):
        listed = list_values(own.places, own.names[name])
        if _holds(book.places, present, name, listed):
            continue
        if listed is None:
            text = moved_there(own.names[name], [*own.standings.values()], theirs)
        else:
            text = _listed(book, own.spelling(name), *listed)
        if text:
            found.refer[own.spelling(name)] = text
        else:
            found.lost.append(own.spelling(name))
    if found.refer:
        whole = Whole(book.places.parts)
        define(whole, found.refer)
        book.take(whole)
    return found


def _holds(
    places: FilePlaces,
    present: Mapping[str, str],
    name: str,
    listed: tuple[str, Sequence[Value]] | None,
) -> bool:
    """Tell whether a name is there, and its list has all that the template's has."""
    if not is_there(name, present):
        return False
    if listed is None:
        return True
    try:
        own = list_values(places, present[name])
    except LookupError:
        return False
    # A list that is made in another way is the user's.
    return own is None or set(listed[1]) <= set(own[1])


def _listed(book: FileBook, name: str, sheet: str, values: Sequence[Value]) -> str:
    """Give where a list stands, which is written where it does not; empty when it cannot be."""
    try:
        place = book.places.on(sheet)
    except LookupError:
        return ""
    if there := list_in(place, name, values):
        return there
    column = free_column(place)
    cells = ColumnCells("", "", place.name, 1, column, (name, *values))
    try:
        book.apply(Changes(columns=(cells,)))
    except Failure:
        return ""
    return list_at(place.name, column, len(values))
