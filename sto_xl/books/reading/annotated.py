"""A list on disk with all that it says: the values that `check` reads, and what stands beside them.

Colours, notes and links are read from the XML, of which only the parts are looked at that a list
needs. What of those cannot be read is told; the values are there all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from xml.parsers import expat

from sto_xl.books.reading import cells, file
from sto_xl.books.reading.areas import corners
from sto_xl.books.reading.beside import Beside, beside, theme
from sto_xl.books.reading.colours import theme_colours
from sto_xl.books.reading.links import addresses, labels
from sto_xl.books.reading.looks import PLAIN, Look, colours_of_conditions, looks
from sto_xl.books.reading.package import SheetPart, open_package
from sto_xl.books.reading.spelling import plain
from sto_xl.grid import LAST_COLUMN, Notice, NoticeKind, Sheet, Value, column_number
from sto_xl.grid.oldlist import EMPTY, Area, OldBook, OldCell, OldSheet, Position
from sto_xl.system.errors import Cause, Failure

#: Each filled cell becomes an object, is looked at for a tenth of a millisecond, and takes a
#: kilobyte and a half. No list of schools has a tenth of these.
MAX_CELLS = 250_000
#: From here on cells that only have a format are passed over.
MANY = 50_000

#: What can be wrong with a part that no list needs.
_ODD = (expat.ExpatError, LookupError, ValueError, OverflowError)
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>]*+)>')
_STYLE = re.compile(rb"""\ss\s*+=\s*+["']([0-9]{1,6})["']""")
_ROW = re.compile(rb"<row\s[^<>]*+>")
_COLUMN = re.compile(rb"<col\s[^<>]*+>")
_ATTRIBUTE = re.compile(rb"""\s([a-z]\w*+)\s*+=\s*+["']([^"'<>]*+)["']""")
_CONDITION = re.compile(
    rb"<(?:[\w.-]+:)?(conditionalFormatting|cfRule|sqref)(?=[\s/>])([^<>]*+)>([^<]*+)"
)
_TRUE = (b"1", b"true")
NO_COLOURS = "de kleuren en doorgehaalde letters zijn in dit bestand niet te lezen"
NO_NOTES = "de notities en koppelingen zijn in dit bestand niet te lezen"


def read_annotated(path: Path) -> OldBook:
    """Read every sheet of a workbook with what its cells say beside their value.

    Raises `Failure` for every file that is no readable workbook.
    """
    snapshot = file.read_file(path)
    package = open_package(path)
    unread: list[str] = []
    try:
        known: Sequence[Look] = looks(package.styles, theme_colours(theme(package)))
        conditions = colours_of_conditions(package.styles)
    except _ODD:
        known, conditions = (), frozenset()
        unread.append(NO_COLOURS)
    noticed: dict[str, list[Notice]] = {}
    for notice in snapshot.notices:
        noticed.setdefault(notice.sheet, []).append(notice)
    found = []
    count = 0
    for part, sheet in zip(package.sheets, snapshot.sheets, strict=True):
        around = beside(package, part)
        if around.unread:
            unread.append(f"blad {part.name}: {NO_NOTES}")
        count += sum(value is not None for row in sheet.rows for value in row)
        if count > MAX_CELLS:
            detail = f"tot en met blad ‘{part.name}’ staan er {count} cellen in"
            raise Failure(Cause.TOO_LARGE, file=package.file, detail=detail)
        reader = _Reader(part, sheet, noticed.get(part.name, ()), around)
        try:
            found.append(reader.read(known, conditions))
        except _ODD:
            found.append(reader.bare())
            unread += [f"blad {part.name}: {text}" for text in (NO_COLOURS, NO_NOTES)]
    return OldBook(snapshot, tuple(found), tuple(unread))


class _Reader:
    """Brings together what is known of the cells of one sheet."""

    def __init__(
        self, part: SheetPart, sheet: Sheet, notices: Sequence[Notice], around: Beside
    ) -> None:
        self.part, self.sheet, self.around = part, sheet, around
        self.xml = plain(part.xml)
        self.values: dict[Position, Value] = {
            (sheet.top + r, sheet.left + c): value
            for r, row in enumerate(sheet.rows)
            for c, value in enumerate(row)
            if value is not None
        }
        self.problems = {(n.row, n.column): said for n in notices if (said := _problem(n))}
        self.notices = notices

    def read(self, known: Sequence[Look], conditions: frozenset[int]) -> OldSheet:
        found = self._looks(known)
        notes = {_position(cell): note for cell, note in self.around.notes.items()}
        links = addresses(self.xml, self.around.links, self.values)
        self.values |= labels(self.xml, self.values)
        made = {}
        for spot in sorted({*self.values, *self.problems, *notes, *links, *found}):
            look = found.get(spot, PLAIN)
            cell = replace(
                self._cell(spot, look),
                note=notes.get(spot, ""),
                fill=look.fill,
                ink=look.ink,
                struck=look.struck,
                link=links.get(spot, ""),
            )
            if cell != EMPTY:
                made[spot] = cell
        areas = (_area(n.text) for n in self.notices if n.kind is NoticeKind.MERGED)
        return OldSheet(
            self.part.name,
            made,
            tuple(area for area in areas if area),
            frozenset(self._hidden_rows()),
            frozenset(self._hidden_columns()),
            self.part.visibility,
            tuple(self._conditional(conditions)),
        )

    def bare(self) -> OldSheet:
        """Give the sheet with no more than its values."""
        spots = sorted({*self.values, *self.problems})
        made = {spot: self._cell(spot, PLAIN) for spot in spots}
        return OldSheet(self.part.name, made, visibility=self.part.visibility)

    def _cell(self, spot: Position, look: Look) -> OldCell:
        value = self.values.get(spot)
        problem = "" if value is not None else self.problems.get(spot, "")
        return OldCell(look.shown(value) if isinstance(value, str) else value, problem=problem)

    def _looks(self, known: Sequence[Look]) -> dict[Position, Look]:
        """Give the look of each cell that has one of its own."""
        if not any(look != PLAIN for look in known):
            return {}
        xml = self.xml
        if xml.count(b"<c ") + xml.count(b"<row") > MANY:
            xml = cells.without_blank_cells(xml)
        found = {}
        for cell in _CELL.finditer(xml):
            style = _STYLE.search(cell[3])
            number = int(style[1]) if style else 0
            if number < len(known) and known[number] != PLAIN:
                found[int(cell[2]), column_number(cell[1].decode())] = known[number]
        return found

    def _hidden_rows(self) -> Iterator[int]:
        for tag in _ROW.finditer(self.xml):
            if b"hidden" in tag[0]:
                said = dict(_ATTRIBUTE.findall(tag[0]))
                if said.get(b"hidden") in _TRUE and said.get(b"r", b"").isdigit():
                    yield int(said[b"r"])

    def _hidden_columns(self) -> Iterator[int]:
        for tag in _COLUMN.finditer(self.xml):
            said = dict(_ATTRIBUTE.findall(tag[0]))
            ends = said.get(b"min", b""), said.get(b"max", b"")
            if said.get(b"hidden") in _TRUE and all(end.isdigit() for end in ends):
                yield from range(int(ends[0]), min(int(ends[1]), LAST_COLUMN) + 1)

    def _conditional(self, conditions: frozenset[int]) -> Iterator[Area]:
        """Give where Excel itself gives cells a colour or a sign, by a condition."""
        ranges, seen = "", False
        for tag in _CONDITION.finditer(self.xml):
            said = {k: v.decode() for k, v in _ATTRIBUTE.findall(b" " + tag[2])}
            if tag[1] == b"cfRule":
                number = said.get(b"dxfId", "")
                coloured = number.isdigit() and int(number) in conditions
                # Among Excel's extensions the range stands behind the rule.
                seen |= coloured or said.get(b"type") in ("colorScale", "iconSet")
                seen |= not ranges and said.get(b"type") != "dataBar"
            else:
                ranges = said.get(b"sqref", "") or tag[3].decode()
            if seen and ranges:
                areas = (_area(text) for text in ranges.split())
                yield from (area for area in areas if area)
                ranges, seen = "", False
            elif tag[1] == b"conditionalFormatting":
                seen = False


def _problem(notice: Notice) -> str:
    if notice.kind is NoticeKind.ERROR:
        return f"foutwaarde {notice.text}"
    if notice.kind is NoticeKind.IMPOSSIBLE_DATE:
        return "onmogelijke datum"
    if notice.kind is NoticeKind.NO_VALUE:
        return f"formule zonder uitkomst {notice.text}"
    if notice.kind is NoticeKind.PICTURE:
        return "afbeelding"
    return ""


def _area(text: str) -> Area | None:
    found = corners(text)
    return Area(*found) if found else None


def _position(cell: str) -> Position:
    area = _area(cell)
    return (area.top, area.left) if area else (1, 1)
