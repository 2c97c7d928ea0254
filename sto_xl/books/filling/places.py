"""A workbook file as places to write in: what its sheets and tables are and hold, without Excel."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from sto_xl.books.filling import markup
from sto_xl.books.filling.formats import Columns, Format, formats
from sto_xl.books.filling.formulas import Formulas
from sto_xl.books.filling.looks import Like, RowLook
from sto_xl.books.filling.markup import attribute
from sto_xl.books.filling.rows import SheetRows
from sto_xl.books.filling.tables import FileTable
from sto_xl.books.reading.package import Package, SheetPart
from sto_xl.books.reading.values import ERRORS_IN_FILES
from sto_xl.books.steps import Held
from sto_xl.grid import Area, Cell, Formula, Notice, NoticeKind, Row, Sheet, Snapshot, column_number

_TRUE = ("1", "true")
_PLAIN = Format()


class FileSheet:
    """A sheet of a workbook file. Is a `steps.SheetPlace`."""

    def __init__(self, part: SheetPart, sheet: Sheet, book: FilePlaces) -> None:
        """Take a sheet as a reader gave it, and its part."""
        self.part, self.sheet, self.book = part, sheet, book
        self._looks: dict[tuple[tuple[Like, ...], frozenset[int]], RowLook] = {}

    @property
    def name(self) -> str:
        """Its name."""
        return self.part.name

    @cached_property
    def rows(self) -> SheetRows:
        """Where its rows stand."""
        return SheetRows(self.part.xml)

    @cached_property
    def formulas(self) -> Formulas:
        """What its cells calculate."""
        return Formulas(self.rows)

    @cached_property
    def columns(self) -> Columns:
        """Its columns."""
        return Columns(self.rows)

    @cached_property
    def tables(self) -> Sequence[FileTable]:
        """Its tables."""
        related = self.book.parts.relations(self.part.path).values()
        return [FileTable(n, self.book.parts.read(n)) for kind, n in related if kind == "table"]

    @cached_property
    def pivots(self) -> Sequence[Area]:
        """Where its pivot tables stand."""
        related = self.book.parts.relations(self.part.path).values()
        areas: list[Area] = []
        for kind, name in related:
            if kind == "pivotTable":
                xml = markup.masked(self.book.parts.read(name))
                refs = (attribute(found[1], "ref") for found in re.finditer(_LOCATION, xml))
                areas += [markup.area_named(ref or "") for ref in refs]
        return areas

    @cached_property
    def merged(self) -> Sequence[Area]:
        """Its merged cells."""
        pattern = markup.tag(b"mergeCell", self.rows.prefix)
        found = pattern.finditer(self.rows.masked, self.rows.data_end)
        return [markup.area_named(attribute(cell[1], "ref") or "") for cell in found]

    @cached_property
    def protected(self) -> bool:
        """Whether nothing may be written in it."""
        found = markup.tag(b"sheetProtection", self.rows.prefix).search(self.rows.masked)
        return found is not None and attribute(found[1], "sheet") in _TRUE

    def table(self, name: str) -> FileTable | None:
        """Give a table by its name, case-blind; None when it is not on this sheet."""
        wanted = name.casefold()
        return next((table for table in self.tables if table.name.casefold() == wanted), None)

    def table_at(self, row: int, column: int) -> FileTable | None:
        """Give the table that a cell lies in; None when it lies in none."""
        cell = (row, column, row, column)
        return next((table for table in self.tables if markup.overlap(table.area, cell)), None)

    def held(self, area: Area) -> Held:
        """Read an area; cells beyond what is used are empty."""
        top, left, bottom, right = area
        last = min(bottom, self.sheet.bottom)
        beneath = bottom - max(last, top - 1)
        width = right - left + 1
        values = tuple([self.sheet.cells(row, left, right) for row in range(top, last + 1)])
        values += ((None,) * width,) * beneath
        beside = self._beside(area)
        if not beside:
            within = values[: len(values) - beneath]
            bare = tuple([tuple(["" if v is None else v for v in row]) for row in within])
            return Held(area, values, values, bare + (("",) * width,) * beneath)
        cells: list[list[Cell]] = [list(row) for row in values]
        for (row, column), cell in beside.items():
            if cell is not None:
                cells[row - top][column - left] = cell
        raw: tuple[tuple[object, ...], ...] = tuple(
            tuple(
                ("" if (r, c) not in beside else 0.0) if cell is None else cell
                for c, cell in enumerate(row, start=left)
            )
            for r, row in enumerate(cells, start=top)
        )
        return Held(area, values, tuple(map(tuple, cells)), raw)

    def _beside(self, area: Area) -> dict[tuple[int, int], Cell]:
        """Give what values do not tell of cells: formulas, errors; None for an impossible day."""
        top, left, bottom, right = area
        found: dict[tuple[int, int], Cell] = {}
        for notice in self.book.noticed.get(self.name, ()):
            if top <= notice.row <= bottom and left <= notice.column <= right:
                error = notice.kind is NoticeKind.ERROR
                text = ERRORS_IN_FILES.get(notice.text, notice.text)
                found[notice.row, notice.column] = Formula(text) if error else None
        for formula in self.formulas.between(top, bottom):
            if left <= formula.column <= right:
                text = self.formulas.text(formula)
                found[formula.row, formula.column] = Formula(text)
        return found

    def values(self, row: int) -> Row:
        """Give the values of a row, from the sheet's first column on."""
        at = row - self.sheet.top
        return self.sheet.rows[at] if 0 <= at < len(self.sheet.rows) else ()

    def number_format(self, area: Area) -> str | None:
        """Give the number format that all cells of an area have; None where they differ."""
        top, left, bottom, right = area
        codes = {
            self.format(self.style(row, column)).code
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        return codes.pop() if len(codes) == 1 else None

    def format(self, style: int) -> Format:
        """Give a format by its number."""
        known = self._formats
        return known[style] if style < len(known) else _PLAIN

    @cached_property
    def _formats(self) -> Sequence[Format]:
        return formats(self.book.package.styles)

    def style(self, row: int, column: int) -> int:
        """Give the number of the format that a cell has, or would have where there is none.

        A cell that is not there, just beneath a table or in it, would look as the table's last row.
        """
        own = self.own_style(row, column)
        if own is not None:
            return own
        for table in self.tables:
            top, left, bottom, right = table.area
            if left <= column <= right and row > bottom > top:
                above = self.own_style(bottom, column)
                return self.style_around(bottom, column) if above is None else above
        return self.style_around(row, column)

    def own_style(self, row: int, column: int) -> int | None:
        """Give the number of the format of a cell; None where there is no cell."""
        span = self.rows.row(row)
        cell = self.rows.cell(span, column) if span else None
        return None if cell is None else cell.style or 0

    def look(self, likes: tuple[Like, ...], columns: frozenset[int]) -> RowLook:
        """Give how a row looks that is not there yet: in tables, and in these columns beside."""
        beside = columns.difference(*(range(left, right + 1) for _, left, right in likes))
        key = likes, frozenset(beside)
        if key not in self._looks:
            self._looks[key] = RowLook(self, *key)
        return self._looks[key]

    def style_around(self, row: int, column: int) -> int:
        """Give the number of the format of a row, or else of a column."""
        span = self.rows.row(row)
        said = span.attributes if span else b""
        if attribute(said, "customFormat") in _TRUE:
            return int(attribute(said, "s") or 0)
        return self.columns.style(column)


_LOCATION = rb"<(?:[\w.-]+:)?location(?=[\s/>])" + markup.ATTRIBUTES


#: A single cell, as a name refers to it.
_CELL = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!\$([A-Z]{1,3})\$([0-9]{1,7})")


class FilePlaces:
    """The sheets of a workbook file. Is a `steps.Places`."""

    def __init__(self, package: Package, snapshot: Snapshot) -> None:
        """Take a workbook as it was read."""
        self.package, self.snapshot, self.parts = package, snapshot, package.parts
        self.every = [
            FileSheet(part, sheet, self)
            for part, sheet in zip(package.sheets, snapshot.sheets, strict=True)
        ]
        #: Of each sheet the notices of cells that hold something all the same.
        self.noticed: dict[str, list[Notice]] = {}
        for notice in snapshot.notices:
            if notice.kind in (NoticeKind.ERROR, NoticeKind.IMPOSSIBLE_DATE):
                self.noticed.setdefault(notice.sheet, []).append(notice)

    @property
    def base_1904(self) -> bool:
        """Whether its days count from 1904."""
        return self.package.base_1904

    @cached_property
    def cells(self) -> Mapping[str, tuple[str, int, int]]:
        """The names of single cells in the whole workbook, case-folded: sheet, row and column."""
        sheets = {sheet.name for sheet in self.every}
        found = {}
        for name, refers in self.names.items():
            cell = _CELL.fullmatch(refers)
            sheet = (cell[1] or cell[2]).replace("''", "'") if cell else ""
            # The sheet of a name may be gone.
            if cell and sheet in sheets:
                found[name] = (sheet, int(cell[4]), column_number(cell[3]))
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names in the whole workbook, case-folded, and what each refers to."""
        main = next(n for k, n in self.parts.relations("").values() if k == "officeDocument")
        xml = self.parts.read(main)
        masked = markup.masked(xml)
        prefix = markup.prefix_of(masked, b"workbook")
        found = {}
        for name in markup.tag(b"definedName", prefix).finditer(masked):
            end = masked.index(b"<", name.end())
            if attribute(name[1], "localSheetId") is None:
                refers = markup.unmarked(xml[name.end() : end].decode())
                found[(attribute(name[1], "name") or "").casefold()] = refers
        return found

    def on(self, name: str) -> FileSheet:
        """Give a sheet by its name, case-blind; LookupError when there is none."""
        wanted = name.casefold()
        for place in self.every:
            if place.name.casefold() == wanted:
                return place
        raise LookupError(name)
