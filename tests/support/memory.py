"""A workbook in memory that may be written in: its places, and how steps change them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sto_xl.books import steps
from sto_xl.books.steps import Held, Present, Step, Targets
from sto_xl.buttons.journal import Entry
from sto_xl.grid import (
    Area,
    Cell,
    CellRow,
    Changes,
    Formula,
    ListObject,
    Sheet,
    Snapshot,
    Value,
    Visibility,
    Written,
)


@dataclass
class MemoryTable:
    """A table. Is a `TablePlace`."""

    name: str
    area: Area
    totals: bool = False


@dataclass
class MemorySheet:
    """A sheet: its filled cells, what its formulas show, its formats. Is a `SheetPlace`."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    results: dict[Cell, Value] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    tables: list[MemoryTable] = field(default_factory=list)
    protected: bool = False
    visibility: Visibility = Visibility.VISIBLE

    def table(self, name: str) -> MemoryTable | None:
        return next((t for t in self.tables if t.name.casefold() == name.casefold()), None)

    def table_at(self, row: int, column: int) -> MemoryTable | None:
        for table in self.tables:
            top, left, bottom, right = table.area
            if top <= row <= bottom and left <= column <= right:
                return table
        return None

    def held(self, area: Area) -> Held:
        top, left, bottom, right = area
        cells = tuple(
            tuple(self.cells.get((row, column)) for column in range(left, right + 1))
            for row in range(top, bottom + 1)
        )
        values = tuple(tuple(self.value(cell) for cell in row) for row in cells)
        raw = tuple(tuple("" if cell is None else cell for cell in row) for row in cells)
        return Held(area, values, cells, raw)

    def value(self, cell: Cell) -> Value:
        return self.results.get(cell) if isinstance(cell, Formula) else cell

    def number_format(self, area: Area) -> str | None:
        top, left, bottom, right = area
        codes = {
            self.shown.get((row, column), "General")
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
        }
        return codes.pop() if len(codes) == 1 else None

    def fill(self, step: Step) -> tuple[CellRow, ...]:
        """Carry one step out, and give what stands there then."""
        top, left, bottom, right = step.before.area
        last = top + len(step.after) - 1
        for row in range(top, max(bottom, last) + 1):
            for column in range(left, right + 1):
                cell = step.after[row - top][column - left] if row <= last else None
                stays = step.calculated and row <= last and cell is None
                if cell not in {None, ""}:
                    self.cells[row, column] = cell
                elif not (stays and isinstance(self.cells.get((row, column)), Formula)):
                    self.cells.pop((row, column), None)
        table = self.table(step.table) if step.table else None
        if table and step.ref_after:
            table.area = step.ref_after
        return self.held((top, left, last, right)).cells


class MemoryBook:
    """A workbook. Is `Places`, and a workbook in which a button is clicked.

    `said` is all that was asked and shown; whoever is asked chooses nothing, and says no.
    """

    def __init__(self, sheets: Iterable[MemorySheet], name: str = "proef.xlsx") -> None:
        """Take its sheets."""
        self.every = list(sheets)
        self.name = name
        self.front = ""
        self.said: list[str | None] = []

    @classmethod
    def of(cls, snapshot: Snapshot) -> MemoryBook:
        """Take what a snapshot holds."""
        return cls((_sheet(sheet, snapshot.tables) for sheet in snapshot.sheets), snapshot.name)

    def on(self, name: str) -> MemorySheet:
        for sheet in self.every:
            if sheet.name.casefold() == name.casefold():
                return sheet
        raise LookupError(name)

    def snapshot(self) -> Snapshot:
        return Snapshot(
            self.name,
            tuple(_read(sheet) for sheet in self.every),
            tuple(
                ListObject(table.name, sheet.name, *table.area, totals=table.totals)
                for sheet in self.every
                for table in sheet.tables
            ),
        )

    def look(self, changes: Changes) -> Targets:
        return steps.look(self, changes)

    def write(self, targets: Targets) -> Written:
        return targets.written([self.on(step.sheet).fill(step) for step in targets.steps])

    def table(self, name: str) -> Present:
        return steps.present(self, name)

    def selection(self) -> None:
        return None

    def folder(self) -> str:
        return ""

    def choose_folder(self, title: str) -> None:
        self.said.append(title)

    def choose_plans(self) -> None:
        self.said.append("plans")

    def called(self, folder: Path) -> str:
        return f"map ‘{folder}’"

    def choose_document(self, title: str) -> None:
        self.said.append(title)

    def show(self, targets: Targets, table: str) -> None:
        (self.front,) = (t.place.name for t in targets.tables if t.name == table)

    def ask(self, question: str) -> bool:
        self.said.append(question)
        return False

    def open_copy(self, path: Path) -> None:
        self.said.append(path.name)

    def progress(self, text: str | None) -> None:
        self.said.append(text)


class MemoryRuns(dict[str, Entry]):
    """Runs kept in memory. Are `Runs`."""

    def keep(self, entry: Entry) -> None:
        self[entry.run] = entry

    def find(self, run: str) -> Entry | None:
        return self.get(run)

    def drop(self, run: str) -> None:
        self.pop(run, None)


def _sheet(sheet: Sheet, tables: Iterable[ListObject]) -> MemorySheet:
    made = MemorySheet(sheet.name, visibility=sheet.visibility)
    made.cells = {
        (row, column): value
        for row, line in enumerate(sheet.rows, sheet.top)
        for column, value in enumerate(line, sheet.left)
        if value is not None
    }
    made.tables = [
        MemoryTable(t.name, (t.top, t.left, t.bottom, t.right), t.totals)
        for t in tables
        if t.sheet == sheet.name
    ]
    return made


def _read(sheet: MemorySheet) -> Sheet:
    places: Mapping[tuple[int, int], Cell] = sheet.cells
    rows, columns = ([place[i] for place in places] for i in (0, 1))
    if not places:
        return Sheet(sheet.name, (), visibility=sheet.visibility)
    area = (min(rows), min(columns), max(rows), max(columns))
    values = sheet.held(area).values
    return Sheet(sheet.name, values, area[0], area[1], sheet.visibility)
