"""One table of a workbook as read: its columns, filled and blank lines, what rows are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sto_xl import sheets
from sto_xl.grid import (
    Cell,
    CellRow,
    ColumnCells,
    Located,
    NoticeKind,
    Row,
    Snapshot,
    Table,
    TailRows,
    Value,
    locate,
    plain,
)
from sto_xl.model import reference
from sto_xl.sheets import Column, TableSpec, marking, notation
from sto_xl.sheets.cleaning import is_empty

#: A misspelt heading is recognised when it differs by this many letters at most.
MISSPELT_SHORT, MISSPELT_LONG = 1, 2
#: Up to this length a heading is short.
SHORT = 5
#: So many headings or labels are looked up among those of earlier workbooks.
_FEW_TEXTS = 100
#: Among more texts than this no heading is looked for: comparing a million labels takes minutes.
MOST_TEXTS = 2_000

#: The line that stands for a table's header row, one above the body's first.
HEADER = -1

_FORM = tuple(Column(heading) for heading in sheets.FORM_HEADINGS)


@dataclass(frozen=True)
class Matched:
    """Where columns were found, by heading; and which of them under an old or misspelt one."""

    places: Mapping[str, int]
    old: tuple[str, ...]
    misspelt: tuple[str, ...]


@dataclass(frozen=True)
class TableRead:
    """One table as read. `columns` maps a heading of the spec to its place among the headings.

    `form_lines` does so for the labels of a form and its lines. `old` and `misspelt` name the
    headings and labels of the spec that were found under another text. `errors` are the cells of
    the body that show an error, by line and place among the headings.
    """

    spec: TableSpec
    located: Located
    columns: Mapping[str, int]
    lines: tuple[int, ...] = ()
    blank: tuple[int, ...] = ()
    duplicates: tuple[str, ...] = ()
    missing: tuple[Column, ...] = ()
    form_lines: Mapping[str, int] = field(default_factory=dict)
    old: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    errors: frozenset[tuple[int, int]] = frozenset()

    @property
    def table(self) -> Table | None:
        """The table, or None when it was not found."""
        return self.located.table

    def value(self, line: int, heading: str) -> Value:
        """Give what stands in a cell of the body."""
        column = self.columns.get(heading)
        if self.table is None or column is None or not 0 <= line < len(self.table.rows):
            return None
        return self.table.rows[line][column]

    def typed(self, heading: str) -> str:
        """Give the text under which a heading or label was found."""
        if heading in self.form_lines:
            return notation.shown(self.value(self.form_lines[heading], sheets.FORM_HEADINGS[0]))
        return self.table.headings[self.columns[heading]] if self.table else ""

    def column_cells(
        self, heading: str, cells: Sequence[Cell], lines: frozenset[int] | None = None
    ) -> ColumnCells | None:
        """Give cells for a column of the body, with its place; None when it is not there."""
        table, column = self.table, self.columns.get(heading)
        if table is None or column is None:
            return None
        place = (table.sheet, table.row_of(0), table.left + column)
        return ColumnCells(self.spec.name, heading, *place, tuple(cells), lines)

    def tail(self, rows: Sequence[CellRow], line: int | None = None) -> TailRows | None:
        """Give rows to stand from a line on, else under the last filled one; None without a table.

        Rows are as wide as the table: see `row`.
        """
        table = self.table
        if table is None:
            return None
        if line is None:
            line = self.lines[-1] + 1 if self.lines else 0
        place = (table.sheet, table.top, table.row_of(line), table.left)
        return TailRows(self.spec.name, *place, tuple(rows))

    def row(self, cells: Mapping[str, Cell]) -> CellRow:
        """Give cells by heading as a row of the table; what has no column there is left out."""
        row: list[Cell] = [None] * len(self.table.headings if self.table else ())
        for heading, cell in cells.items():
            if heading in self.columns:
                row[self.columns[heading]] = cell
        return tuple(row)

    def key(self, line: int) -> str:
        """Give what a row is found by, as people read it."""
        for headings in self.spec.keys:
            parts = [notation.shown(self.value(line, heading)) for heading in headings]
            if any(parts):
                return sheets.KEY_SEPARATOR.join(parts)
        return ""

    def mark(self, line: int, place: int) -> str:
        """Give how the workbook's conditional formats find a cell; empty where they cannot.

        A cell of the header row has a mark too, though nothing colours it.
        """
        table = self.table
        key = "" if line == HEADER else self._marked_key(line)
        if table is None or not (key or line == HEADER):
            return ""
        return marking.mark(self.spec.sheet, table.header[place], key)

    def _marked_key(self, line: int) -> str:
        keys = self.spec.keys or (sheets.FORM_HEADINGS[:1],)
        return marking.key([self._as_joined(line, heading) for heading in key] for key in keys)

    def _as_joined(self, line: int, heading: str) -> str:
        error = bool(self.errors) and (line, self.columns.get(heading, -1)) in self.errors
        return marking.text(self.value(line, heading), error=error)

    def unnamed(self, line: int) -> bool:
        """Tell whether a row has nothing by which it is told from others."""
        return all(is_empty(self.value(line, heading)) for g in self.spec.keys for heading in g)

    def label(self, line: int) -> str:
        """Give what a row is called in a finding."""
        parts = [notation.shown(self.value(line, heading)) for heading in self.spec.label]
        return " ".join(part for part in parts if part) or self.key(line)


def find(snapshot: Snapshot, spec: TableSpec) -> TableRead:
    """Locate a table and tell its columns apart: found, missing, twice; lines filled and blank."""
    located = locate(snapshot, spec.wanted)
    table = located.table
    if table is None:
        return TableRead(spec, located, {})
    found: dict[str, int] = {}
    duplicates = []
    for index, heading in enumerate(table.headings):
        text = plain(heading)
        if text and found.setdefault(text, index) != index:
            duplicates.append(heading)
    wanted = _FORM if spec.form else spec.columns
    matched = match(wanted, found)
    columns = matched.places
    missing = tuple(c for c in wanted if c.heading not in columns)
    read = [i for h, i in columns.items() if spec.form or not spec.column(h).filled]
    lines = [i for i, row in enumerate(table.rows) if not _is_blank(row, read)]
    last = lines[-1] if lines else -1
    filled = set(lines)
    blank = tuple(i for i in range(last) if i not in filled)
    table_read = TableRead(
        spec,
        located,
        columns,
        tuple(lines),
        blank,
        tuple(duplicates),
        missing,
        old=matched.old,
        misspelt=matched.misspelt,
        errors=_errors(snapshot, table),
    )
    return table_read if not spec.form or missing else _form(table_read)


def _errors(snapshot: Snapshot, table: Table) -> frozenset[tuple[int, int]]:
    """Give the cells of a table's sheet that show an error, as seen from its body."""
    return frozenset(
        (notice.row - table.row_of(0), notice.column - table.left)
        for notice in snapshot.notices
        if notice.kind is NoticeKind.ERROR and notice.sheet == table.sheet
    )


def _form(table_read: TableRead) -> TableRead:
    """Find the lines of a form by their labels."""
    by_text: dict[str, int] = {}
    for line in table_read.lines:
        by_text.setdefault(plain(table_read.value(line, sheets.FORM_HEADINGS[0])), line)
    matched = match(table_read.spec.columns, by_text)
    return replace(
        table_read,
        missing=tuple(c for c in table_read.spec.columns if c.heading not in matched.places),
        form_lines=matched.places,
        old=matched.old,
        misspelt=(*table_read.misspelt, *matched.misspelt),
    )


def match(columns: tuple[Column, ...], found: Mapping[str, int]) -> Matched:
    """Tell columns apart by the texts found, in the spelling of `grid.plain`, and their places.

    A misspelt heading counts when exactly one known heading is near it, and nothing else is found
    for that one.
    """
    if len(found) > _FEW_TEXTS:
        return _matched(columns, found)
    return _matched_before(columns, tuple(found.items()))


@lru_cache(maxsize=128)
def _matched_before(columns: tuple[Column, ...], found: tuple[tuple[str, int], ...]) -> Matched:
    """Match once what most workbooks of a run have alike."""
    return _matched(columns, dict(found))


def _matched(columns: Sequence[Column], found: Mapping[str, int]) -> Matched:
    places: dict[str, int] = {}
    old: list[str] = []
    for column in columns:
        spellings = [plain(heading) for heading in column.known]
        if text := next((s for s in spellings if s in found), ""):
            places[column.heading] = found[text]
            old += [column.heading] if text != spellings[0] else []
    misspelt = _misspelt(columns, found, places)
    places |= {heading: found[text] for heading, text in misspelt.items()}
    ordered = {c.heading: places[c.heading] for c in columns if c.heading in places}
    return Matched(ordered, tuple(old), tuple(misspelt))


def _misspelt(
    columns: Sequence[Column], found: Mapping[str, int], places: Mapping[str, int]
) -> Mapping[str, str]:
    """Give the one text that is near each heading that is not found."""
    if len(places) == len(columns) or len(found) > MOST_TEXTS:
        return {}
    known = {plain(h): c.heading for c in columns for h in c.known}
    meant: dict[str, list[str]] = {}
    for text in found:
        near = set() if text in known else {known[k] for k in known if _near(text, k)}
        if len(near) == 1:
            meant.setdefault(near.pop(), []).append(text)
    return {h: texts[0] for h, texts in meant.items() if h not in places and len(texts) == 1}


def _near(text: str, known: str) -> bool:
    most = MISSPELT_SHORT if len(known) <= SHORT else MISSPELT_LONG
    return abs(len(text) - len(known)) <= most and reference.distance(text, known) <= most


def _is_blank(row: Row, columns: Sequence[int]) -> bool:
    return all(is_empty(row[i]) for i in columns)
