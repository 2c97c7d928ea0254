"""A sheet's XML in which cells are replaced: rows where they stand, new ones where they belong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from sto_xl.books.filling import markup
from sto_xl.books.filling.cells import Change, SheetChanges
from sto_xl.books.filling.emitting import Emitter
from sto_xl.books.filling.formats import height
from sto_xl.books.filling.looks import Like, RowLook
from sto_xl.books.filling.markup import Splice, attribute, with_attribute
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.rows import CellSpan, RowSpan
from sto_xl.grid import LAST_COLUMN, Value, address

_TRUE = ("1", "true")
#: A text this many times narrower than its column fits, unless its letters are huge.
_SURE = 2


class Splicer:
    """Makes the splices of one sheet's cells and rows."""

    def __init__(self, place: FileSheet, found: SheetChanges) -> None:
        """Take a sheet, and what changes in it."""
        self.place, self.found = place, found
        self.rows = place.rows
        self._p = self.rows.prefix.decode()
        self._emit = Emitter(self._p, base_1904=place.book.base_1904).cell
        self._encoding = markup.encoding_for(self.rows.xml)
        self._before: tuple[list[Like], RowLook | None] = [], None
        self._patterns: dict[tuple[int, int], int] = {}

    def splices(self) -> list[Splice]:
        """Give them all."""
        made = list(self._of_own_formulas())
        new: list[bytes] = []
        for number in sorted(self.found.cells.keys() | self.found.shown):
            changes = self.found.cells.get(number, {})
            if not changes and number not in self.found.shown and number not in self.found.like:
                continue
            row = self.rows.row(number)
            if row is not None:
                made += self._of_row(row, changes)
            elif xml := self._new_row(number, changes):
                if self.rows.bare:
                    new.append(xml)
                else:
                    at = self.rows.place_for(number)
                    made.append((at, at, xml))
        if new:
            tag = self.rows.masked[self.rows.tag_start : self.rows.data_start]
            end = b"</%ssheetData>" % self.rows.prefix
            opened = tag.rstrip(b"/>").rstrip() + b">"
            made.append((self.rows.tag_start, self.rows.data_start, opened + b"".join(new) + end))
        return made

    def _of_own_formulas(self) -> Iterator[Splice]:
        for found, text in self.found.own:
            said = found.attributes
            for name in ("t", "ref", "si"):
                said = with_attribute(said, name, None)
            inner = self._bytes(markup.marked(text[1:]))
            p = self.rows.prefix
            yield found.start, found.end, b"<%sf%s>%s</%sf>" % (p, said.rstrip(), inner, p)

    def _new_row(self, number: int, changes: Mapping[int, Change]) -> bytes:
        look = self._look(number, changes)
        made: list[str] = []
        high = 0.0
        for cell in look.cells:
            held, shown = changes.get(cell.column, _NOTHING)
            if held is None or held == "":
                if cell.blank:
                    made.append(self._emit(f"{cell.letters}{number}", cell.style, None))
                continue
            made.append(self._emit(f"{cell.letters}{number}", cell.style, held, shown))
            if (
                isinstance(held, str)
                and (len(held) > cell.sure or "\n" in held)
                and cell.form.wraps
            ):
                high = max(high, height(held, cell.width, cell.form))
        if not made:
            return b""
        hint = f' ht="{high:g}"' if high > self.place.columns.height else ""
        p = self._p
        return self._bytes(f'<{p}row r="{number}"{look.said}{hint}>{"".join(made)}</{p}row>')

    def _look(self, number: int, changes: Mapping[int, Change]) -> RowLook:
        """Give how a new row looks: as the one before, mostly."""
        likes = self.found.like.get(number, [])
        before, look = self._before
        if look is None or likes != before or not changes.keys() <= look.columns:
            look = self.place.look(tuple(likes), frozenset(changes))
            self._before = likes, look
        return look

    def _columns(self, number: int, changes: Mapping[int, Change]) -> list[int]:
        """Give the columns of a row that are written: of a new one all of the table's."""
        if number not in self.found.like:
            return sorted(changes)
        new = (range(left, right + 1) for _, left, right in self.found.like[number])
        return sorted({*changes, *chain.from_iterable(new)})

    def _new_cell(self, number: int, column: int, change: Change | None) -> str:
        """Give a cell where there is none; "" where it would hold nothing, and look as its row."""
        style = self._style(number, column)
        if change is None or change.cell is None or change.cell == "":
            if style == self.place.style_around(number, column):
                return ""
            change = change or _NOTHING
        return self._emit(address(number, column), style, change.cell, change.shown)

    def _style(self, number: int, column: int) -> int:
        """Give the number of the format of a cell that is not there, or says none."""
        like = self.found.like.get(number, ())
        pattern = next((row for row, left, right in like if left <= column <= right), None)
        if pattern is None:
            return self.place.style_around(number, column)
        if (pattern, column) not in self._patterns:
            own = self.place.own_style(pattern, column) if pattern else None
            around = self.place.style_around(pattern or number, column)
            self._patterns[pattern, column] = around if own is None else own
        return self._patterns[pattern, column]

    def _of_row(self, row: RowSpan, changes: Mapping[int, Change]) -> Iterator[Splice]:
        columns = self._columns(row.number, changes)
        there = self._there(row, columns)
        said = row.attributes
        new = self._row_attributes(said, row, columns, changes, there)
        cells: list[Splice] = []
        for column in columns:
            change, cell = changes.get(column), there.get(column)
            if cell is None:
                made = self._new_cell(row.number, column, change)
                if made:
                    at = self._place_for(row, column)
                    cells.append((at, at, self._bytes(made)))
            elif change is not None:
                style = cell.style or 0
                if not style and row.number in self.found.like:
                    style = self._style(row.number, column)
                reference = address(row.number, column)
                made = self._emit(reference, style, change.cell, change.shown)
                cells.append((cell.start, cell.end, self._bytes(made)))
        p = self.rows.prefix
        if row.inner == row.end and cells:
            inner = b"".join(xml for _, _, xml in cells)
            tag = b"<%srow%s>" % (p, new.rstrip())
            yield row.start, row.end, tag + inner + b"</%srow>" % p
            return
        if new != said:
            yield row.start, row.start + len(p) + len(b"<row") + len(said), b"<%srow%s" % (p, new)
        yield from cells

    def _there(self, row: RowSpan, columns: list[int]) -> dict[int, CellSpan]:
        """Give the cells of these columns that are there; all of the row where one is not."""
        there = {}
        for column in columns:
            cell = self.rows.cell(row, column)
            if cell is None:
                return {cell.column: cell for cell in self.rows.cells(row)}
            there[column] = cell
        return there

    def _place_for(self, row: RowSpan, column: int) -> int:
        """Give where a cell that is not there must come."""
        later = (cell.start for cell in self.rows.cells(row) if cell.column > column)
        return next(later, row.inner_end)

    def _row_attributes(
        self,
        said: bytes,
        row: RowSpan,
        columns: list[int],
        changes: Mapping[int, Change],
        there: Mapping[int, CellSpan],
    ) -> bytes:
        """Give what the tag of a row is to say."""
        if b"hidden" in said and row.number in self.found.shown:
            said = with_attribute(said, "hidden", None)
        low, high, fixed = _told(said)
        if columns and not low <= columns[0] <= columns[-1] <= high:
            said = with_attribute(said, "spans", None)
        if fixed:
            return said
        return self._with_height(said, row, columns, changes, there) if changes else said

    def _with_height(
        self,
        said: bytes,
        row: RowSpan,
        columns: list[int],
        changes: Mapping[int, Change],
        there: Mapping[int, CellSpan],
    ) -> bytes:
        """Give a row that fits its texts the height that those need: a hint, for Excel fits it.

        Where other cells hold something as well, it does not get less than what Excel gave it.
        """
        present = attribute(said, "ht") if b"ht" in said else None
        needed = self._height(row.number, columns, changes, there)
        if present is None and not needed:
            return said
        beside = self._beside(row.number, changes)
        if any(value is not None for _, value in beside):
            needed = max(needed, float(present) if present else self._highest(row.number, beside))
        return with_attribute(said, "ht", f"{needed:g}" if needed else None)

    def _beside(self, number: int, changes: Mapping[int, Change]) -> list[tuple[int, Value]]:
        """Give what stands in a row beside the cells that change, by column."""
        values = enumerate(self.place.values(number), start=self.place.sheet.left)
        return [(column, value) for column, value in values if column not in changes]

    def _highest(self, number: int, beside: list[tuple[int, Value]]) -> float:
        """Give how high a row must be for these texts, which stay."""
        needed = 0.0
        for column, text in beside:
            if not isinstance(text, str):
                continue
            width = self.place.columns.width(column)
            if len(text) > width or "\n" in text:
                form = self.place.format(self.place.style(number, column))
                needed = max(needed, height(text, width, form) if form.wraps else 0.0)
        return needed

    def _height(
        self,
        number: int,
        columns: list[int],
        changes: Mapping[int, Change],
        there: Mapping[int, CellSpan],
    ) -> float:
        """Give how high a row must be for what is written in it; 0 when one line is enough."""
        needed = 0.0
        for column in columns:
            cell = changes[column].cell if column in changes else None
            if not isinstance(cell, str):
                continue
            width = self.place.columns.width(column)
            if len(cell) * _SURE <= width and "\n" not in cell:
                continue
            present = there.get(column)
            style = (present.style if present else None) or self._style(number, column)
            form = self.place.format(style)
            if form.wraps:
                needed = max(needed, height(cell, width, form))
        return needed if needed > self.place.columns.height else 0.0

    def _bytes(self, text: str) -> bytes:
        return text.encode(*self._encoding)


_NOTHING = Change(None)


@lru_cache(maxsize=1000)
def _told(said: bytes) -> tuple[int, int, bool]:
    """Give the first and the last column that a row says it holds, and whether its height stays."""
    spans = attribute(said, "spans")
    ends = [int(end) for end in (spans or "").replace(":", " ").split() if end.isdigit()]
    low, high = (min(ends), max(ends)) if ends else (1, 0 if spans else LAST_COLUMN)
    return low, high, attribute(said, "customHeight") in _TRUE
