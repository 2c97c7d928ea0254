"""A workbook drawn as text, for tests about what stands where: in memory, or as a file.

    [Samenvatting B3 tblStatus]
    Deelname  | Vmbo-locaties
    deelnemer | 12
    [Samenvatting B9]
    let op    | =6*7 ~ 42
    [Samenvatting C4:C9 shows dd-mm-yyyy]
    [Samenvatting protected]

A block stands at a cell; with a name it is a table, and with `totals` behind it its last row is
that. Numbers and days (2026-11-24) are themselves; a formula stands with what it shows.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence

import xlsxwriter

from sto_xl.books.steps import Step
from sto_xl.grid import Cell, CellRow, Formula, Value, a1, address, area_of
from support.memory import MemoryBook, MemorySheet, MemoryTable

#: How a day is shown where nothing else is said.
DAY = "dd-mm-yyyy"
_HEAD = re.compile(r"\[(?P<sheet>\w+) (?P<rest>.*)\]")


def in_memory(text: str) -> MemoryBook:
    """Give it in memory."""
    sheets: dict[str, MemorySheet] = {}
    for head, lines in _blocks(text):
        sheet = sheets.setdefault(head["sheet"], MemorySheet(head["sheet"]))
        first, *more = head["rest"].split(maxsplit=2)
        if first == "protected":
            sheet.protected = True
            continue
        top, left, bottom, right = area_of(first)
        if more[:1] == ["shows"]:
            places = ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
            sheet.shown.update(dict.fromkeys(places, more[1]))
            continue
        for row, line in enumerate(lines, top):
            for column, text_of_cell in enumerate(line, left):
                cell, result = _read(text_of_cell)
                if cell is not None:
                    sheet.cells[row, column] = cell
                    sheet.results[cell] = result
                if isinstance(cell, dt.date):
                    sheet.shown.setdefault((row, column), DAY)
        if more:
            area = (top, left, top + len(lines) - 1, left + len(lines[0]) - 1)
            sheet.tables.append(MemoryTable(more[0], area, more[1:] == ["totals"]))
    return MemoryBook(sheets.values())


def as_file(text: str) -> bytes:
    """Give it as a workbook file."""
    target = io.BytesIO()
    file = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    for sheet in in_memory(text).every:
        made = file.add_worksheet(sheet.name)
        for table in sheet.tables:
            top, left, bottom, right = (at - 1 for at in table.area)
            headings = sheet.held((*table.area[:2], table.area[0], table.area[3])).values[0]
            columns = [{"header": str(heading)} for heading in headings]
            options = {"name": table.name, "total_row": table.totals, "columns": columns}
            made.add_table(top, left, bottom, right, options)
        for row, column in sorted(sheet.cells.keys() | sheet.shown.keys()):
            look = file.add_format({"num_format": sheet.shown.get((row, column), "General")})
            cell, at = sheet.cells.get((row, column)), (row - 1, column - 1)
            if isinstance(cell, Formula):
                made.write_formula(*at, cell.text, look, sheet.value(cell) or "")
            elif isinstance(cell, dt.date):
                made.write_datetime(*at, cell, look)
            else:
                made.write(*at, cell, look)
        if sheet.protected:
            made.protect()
    file.close()
    return target.getvalue()


def row(text: str) -> CellRow:
    """Read a row of cells."""
    return tuple(_read(cell)[0] for cell in _cells(text))


def told(steps: Sequence[Step]) -> Iterator[str]:
    """Tell steps as text: where, what stood and is to stand there, and how a table grows."""
    for step in steps:
        where = f"{step.sheet}!{address(step.top, step.left)}" + ", calculated" * step.calculated
        yield f"{where}: {_shown(step.before.cells)} -> {_shown(step.after)}"
        if step.ref_before and step.ref_after:
            yield f"{step.table}: {a1(step.ref_before)} -> {a1(step.ref_after)}"


def _shown(rows: Sequence[CellRow]) -> str:
    return "(" + " / ".join(", ".join(_as_text(cell) for cell in row) for row in rows) + ")"


def _as_text(cell: Cell) -> str:
    if isinstance(cell, Formula):
        return cell.text
    return "" if cell is None else str(cell)


def _blocks(text: str) -> list[tuple[re.Match[str], list[list[str]]]]:
    found: list[tuple[re.Match[str], list[list[str]]]] = []
    for line in filter(str.strip, text.splitlines()):
        if head := _HEAD.fullmatch(line.strip()):
            found.append((head, []))
        else:
            found[-1][1].append(_cells(line))
    return found


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _read(text: str) -> tuple[Cell, Value]:
    """Give a cell, and what it shows."""
    if text.startswith("="):
        formula, _, result = text.partition(" ~ ")
        return Formula(formula), _value(result)
    return _value(text), _value(text)


def _value(text: str) -> Value:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return dt.date.fromisoformat(text)
    return int(text) if re.fullmatch(r"\d+", text) else text or None
