"""Old lists written as text, for tests: what stands in them is seen at one glance.

    [Blad1]
    Scholenlijst 2024
    Naam school | Plaats     | Doet mee?
    De Werkhoek | Doetinchem | ja

A cell of digits is a number unless it begins with a zero; `<` repeats the cell to the left as one
merged cell, `^` the cell above; a colour in braces, `{groen}`, is the cell's fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from sto_xl import sheets
from sto_xl.adopt import Adopted, adopt
from sto_xl.grid import Sheet, Snapshot, Value
from sto_xl.grid.oldlist import Area, OldBook, OldCell, OldSheet

_FILL = re.compile(r"\{(\w+)\}")


def book(text: str) -> OldBook:
    """Make a workbook of text tables."""
    pages: dict[str, list[list[str]]] = {}
    current = pages.setdefault("Blad1", [])
    for line in text.strip().splitlines():
        if line.strip().startswith("["):
            current = pages.setdefault(line.strip("[] "), [])
        else:
            current.append([cell.strip() for cell in line.split("|")])
    return made(_sheet(name, rows) for name, rows in pages.items() if rows)


def made(found: Iterable[OldSheet]) -> OldBook:
    """Make a workbook of sheets."""
    pages = tuple(found)
    return OldBook(Snapshot("lijst.xlsx", tuple(map(_plain, pages)), ()), pages)


def of_snapshot(snapshot: Snapshot) -> OldBook:
    """Make a workbook of a snapshot: what a roster holds, without notes or colours."""
    pages = []
    for sheet in snapshot.sheets:
        cells = {
            (sheet.top + r, sheet.left + c): OldCell(value)
            for r, row in enumerate(sheet.rows)
            for c, value in enumerate(row)
            if value is not None
        }
        pages.append(OldSheet(sheet.name, cells))
    return OldBook(snapshot, tuple(pages))


def _sheet(name: str, rows: list[list[str]]) -> OldSheet:
    cells: dict[tuple[int, int], OldCell] = {}
    origin: dict[tuple[int, int], tuple[int, int]] = {}
    for row, texts in enumerate(rows, start=1):
        for column, text in enumerate(texts, start=1):
            spot = (row, column)
            if text in ("<", "^"):
                before = (row, column - 1) if text == "<" else (row - 1, column)
                origin[spot] = origin.get(before, before)
                continue
            fill = found[1] if (found := _FILL.search(text)) else ""
            value = _value(_FILL.sub("", text).strip())
            if value is not None or fill:
                cells[spot] = OldCell(value, fill=fill)
    areas: dict[tuple[int, int], tuple[int, int]] = {}
    for spot, first in origin.items():
        areas[first] = max(areas.get(first, first), spot)
    merged = tuple(Area(*first, *last) for first, last in areas.items())
    return OldSheet(name, cells, merged)


def _value(text: str) -> Value:
    if re.fullmatch(r"[1-9]\d*|0", text):
        return int(text)
    return text.replace("\\n", "\n") or None


def _plain(page: OldSheet) -> Sheet:
    bottom = max((r for r, _ in page.cells), default=0)
    right = max((c for _, c in page.cells), default=0)
    rows = tuple(
        tuple(page.cell(r, c).value for c in range(1, right + 1)) for r in range(1, bottom + 1)
    )
    return Sheet(page.name, rows, visibility=page.visibility)


def rows(adopted: Adopted, sheet: str) -> list[dict[str, Value]]:
    """Give the rows of a sheet of the roster: what is filled, by heading."""
    spec = next(s for s in sheets.ROSTER.read if s.sheet == sheet)
    return [
        {c.heading: v for c, v in zip(spec.columns, row, strict=True) if v is not None}
        for row in adopted.content[spec.name]
    ]


def adopted(text: str, mapping: Mapping[str, str] | None = None) -> Adopted:
    """Adopt text tables."""
    return adopt(book(text), mapping)


def went(found: Adopted) -> dict[str, str]:
    """Give where each column went, by its heading."""
    return {c.heading: c.to for c in found.columns}
