"""The names that drop-downs and colours refer to: which are gone, and where they belong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from sto_xl.books.filling import markup
from sto_xl.books.filling.markup import ATTRIBUTES, attribute, spliced
from sto_xl.books.filling.places import FilePlaces, FileSheet
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.behind import children, quoted
from sto_xl.books.mending.standing import TableStanding
from sto_xl.grid import Value, area_of, column_letters, column_number, is_blank, plain

_BROKEN = "#REF!"
#: A place on a sheet: a whole column, or cells.
_PLACE = re.compile(
    r"(?:'((?:[^']|'')+)'|(\w+))!(?:\$([A-Z]{1,3}):\$\3|(\$[A-Z]{1,3}\$\d+(?::\$[A-Z]{1,3}\$\d+)?))"
)
_WORD = re.compile(r'"[^"]*"|[A-Za-z_\\][\w.\\]*')
#: Behind what of a workbook its names come.
_BEFORE = ("sheets", "functionGroups", "externalReferences")


def spelt(whole: Whole) -> Mapping[str, str]:
    """Give the names that a whole workbook knows, and what each refers to."""
    xml = whole.read(whole.main)
    masked = markup.masked(xml)
    p = markup.prefix_of(masked, b"workbook")
    pattern = rb"<%sdefinedName(?=[\s>])%s>([^<]*)" % (re.escape(p), ATTRIBUTES)
    return {
        (attribute(found[1], "name") or ""): markup.unmarked(found[2].decode())
        for found in re.finditer(pattern, masked)
        if attribute(found[1], "localSheetId") is None
    }


def names_of(whole: Whole) -> Mapping[str, str]:
    """Give the same, the names in small letters: they are compared so."""
    return {name.casefold(): text for name, text in spelt(whole).items()}


def named_in(formulas: Collection[str], known: Collection[str]) -> frozenset[str]:
    """Give which of these names formulas refer to, in small letters."""
    words = (w[0].casefold() for formula in formulas for w in _WORD.finditer(formula))
    return frozenset(words) & frozenset(known)


def is_there(name: str, present: Mapping[str, str]) -> bool:
    """Tell whether a workbook has a name, and what it refers to is still there."""
    return name in present and _BROKEN not in present[name]


def list_values(places: FilePlaces, text: str) -> tuple[str, Sequence[Value]] | None:
    """Give the sheet and the values of a list that a name refers to; None for another name."""
    found = _PLACE.fullmatch(text)
    if found is None or not found[4]:
        return None
    sheet = (found[1] or found[2]).replace("''", "'")
    top, left, bottom, _ = area_of(found[4])
    held = places.on(sheet).held((top, left, bottom, left))
    return sheet, [value for (value,) in held.values]


def list_in(place: FileSheet, name: str, values: Sequence[Value]) -> str:
    """Give the place of a list that stands on a sheet under its name; empty when it does not."""
    sheet = place.sheet
    for column in range(sheet.left, sheet.right + 1):
        if plain(sheet.value(1, column)) != plain(name):
            continue
        there = [sheet.value(row, column) for row in range(2, len(values) + 2)]
        if there == list(values):
            return list_at(place.name, column, len(values))
    return ""


def free_column(place: FileSheet) -> int:
    """Give a column of a sheet to write a list in, with a blank one before it."""
    used = [place.sheet.right, *(table.area[3] for table in place.tables)]
    there = any(not is_blank(v) for row in place.sheet.rows for v in row) or place.tables
    return max(used) + 2 if there else 1


def list_at(sheet: str, column: int, count: int) -> str:
    """Give the place of a list beneath its name in the first row of a column."""
    letters = column_letters(column)
    return f"{_sheet(sheet)}!${letters}$2:${letters}${count + 1}"


def _sheet(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z_]\w*", name) else "'" + name.replace("'", "''") + "'"


def moved_there(
    text: str, mine: Sequence[TableStanding], theirs: Mapping[str, TableStanding]
) -> str | None:
    """Give what a name of the template refers to as it stands in a workbook.

    None where something of it is not there.
    """
    missing = False

    def there(found: re.Match[str]) -> str:
        nonlocal missing
        sheet = (found[1] or found[2]).replace("''", "'")
        new = _elsewhere(sheet, found, mine, theirs)
        missing |= not new
        return new

    moved = _PLACE.sub(there, text)
    return None if missing else moved


def _elsewhere(
    sheet: str,
    found: re.Match[str],
    mine: Sequence[TableStanding],
    theirs: Mapping[str, TableStanding],
) -> str:
    """Give a column, or cells, of a template's table where that table stands; empty without it."""
    top, left, bottom, _ = area_of(found[4]) if found[4] else (0, column_number(found[3]), 0, 0)
    for own in mine:
        heading = next((h for h, at in own.columns.items() if at == left), "")
        if own.place.name != sheet or not heading or own.spec.name not in theirs:
            continue
        other = theirs[own.spec.name]
        if heading not in other.columns:
            continue
        new, name = other.columns[heading], _sheet(other.place.name)
        letters = column_letters(new)
        if not found[4]:
            return f"{name}!${letters}:${letters}"
        first = top - own.top + other.top
        last = bottom if bottom > top else first
        end = f":${letters}${last}" if ":" in found[4] else ""
        return f"{name}!${letters}${first}{end}"
    return ""


def define(whole: Whole, names: Mapping[str, str]) -> None:
    """Let a workbook know these names; one that refers to nothing any more is another now."""
    if not names:
        return
    xml = whole.read(whole.main)
    masked = markup.masked(xml)
    p = markup.prefix_of(masked, b"workbook")
    root = markup.tag(b"workbook", p).search(masked)
    inside = list(children(masked, root.end() if root else 0, len(masked), p))
    encoding = markup.encoding_for(xml)

    def written(pairs: Iterator[tuple[str, str]]) -> bytes:
        begin, end = f"<{p.decode()}definedName", f"</{p.decode()}definedName>"
        made = (f'{begin} name="{quoted(n)}">{markup.marked(text)}{end}' for n, text in pairs)
        return "".join(made).encode(*encoding)

    every = next((one for one in inside if one.name == "definedNames"), None)
    if every is None or every.inner == every.end:
        tag, close = b"<%sdefinedNames>" % p, b"</%sdefinedNames>" % p
        at = max(one.end for one in inside if one.name in _BEFORE)
        span = (at, at) if every is None else (every.start, every.end)
        new = tag + written(iter(names.items())) + close
        whole.change(whole.main, spliced(xml, [(*span, new)]))
        return
    broken = [
        (one.start, one.end, b"")
        for one in children(masked, every.inner, every.inner_end, p)
        if (attribute(one.attributes, "name") or "").casefold() in map(str.casefold, names)
        and attribute(one.attributes, "localSheetId") is None
    ]
    new = written(iter(names.items()))
    whole.change(whole.main, spliced(xml, [*broken, (every.inner_end, every.inner_end, new)]))
