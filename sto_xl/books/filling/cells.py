"""What of a sheet's cells changes when steps are carried out; or a Failure that says why not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from sto_xl.books.filling import counting, markup
from sto_xl.books.filling.emitting import LONGEST
from sto_xl.books.filling.formulas import DATA_TABLE, Found
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.references import moved
from sto_xl.books.filling.tables import FileTable
from sto_xl.books.steps import Step
from sto_xl.grid import LAST_ROW, Area, Cell, CellRow, Formula, Value, address
from sto_xl.system.errors import Cause, Failure


class Change(NamedTuple):
    """What a cell is to hold; of a formula what it shows, as far as that is known."""

    cell: Cell
    shown: Value = None


@dataclass
class SheetChanges:
    """What changes in a sheet."""

    #: By row and by column.
    cells: dict[int, dict[int, Change]] = field(default_factory=dict)
    #: Formulas that a cell shared and is to have by itself, each with its text.
    own: list[tuple[Found, str]] = field(default_factory=list)
    #: Of rows that are new in a table: the row that they are to look like, and its columns.
    like: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    #: Rows that must be seen.
    shown: set[int] = field(default_factory=set)
    #: For each step, what stands there afterwards.
    after: list[tuple[CellRow, ...]] = field(default_factory=list)
    #: Whether formulas are taken away or put in.
    formulas: bool = False


def changes(place: FileSheet, steps: Sequence[Step]) -> SheetChanges:
    """Give what the steps change on their sheet; Failure when something would be lost by it."""
    found = SheetChanges()
    for step in steps:
        table = place.table(step.table) if step.table else None
        _must_have_room(place, step, table, steps)
        _take(place, step, table, found)
    _must_not_tear(place, found)
    _keep_shared(place, found)
    return found


def _take(place: FileSheet, step: Step, table: FileTable | None, found: SheetChanges) -> None:
    """Take what one step changes; a later step overrides an earlier one."""
    rows = list(_calculated(place, step, table))
    found.after.append(tuple(rows))
    cells, raw = step.before.cells, step.before.raw
    for r, row in enumerate(rows):
        before = cells[r] if r < len(cells) else (None,) * len(row)
        number = step.top + r
        if number in found.cells or not _stays(before, row):
            _take_row(found, number, step.left, before, row)
    for r in range(len(rows), len(cells)):
        here = found.cells.setdefault(step.top + r, {})
        for c, (was, kept) in enumerate(zip(cells[r], raw[r], strict=True), start=step.left):
            if kept != "":
                here[c] = Change(None)
                found.formulas |= isinstance(was, Formula)
    if step.table or step.calculated:
        _take_new_rows(step, found)


def _take_row(found: SheetChanges, number: int, left: int, before: CellRow, row: CellRow) -> None:
    """Take what changes in one row."""
    here = found.cells.setdefault(number, {})
    if not here and before.count(None) == len(before) and Formula not in map(type, row):
        held = enumerate(row, start=left)
        here.update({c: Change(cell) for c, cell in held if cell is not None and cell != ""})
        return
    for column, (was, cell) in enumerate(zip(before, row, strict=True), start=left):
        if was is cell or _same(was, cell):
            here.pop(column, None)
        else:
            formula = isinstance(cell, Formula)
            here[column] = Change(cell, counting.shown(cell, row) if formula else None)
            found.formulas |= formula or isinstance(was, Formula)


def _take_new_rows(step: Step, found: SheetChanges) -> None:
    """Take which rows held nothing: they are to be seen, and beyond the table to look like it."""
    old_bottom = step.ref_before[2] if step.ref_before else step.top - 1
    pattern, right = _pattern(step), step.before.area[3]
    for number, raw in enumerate(step.before.raw[: len(step.after)], start=step.top):
        if raw.count("") < len(raw):
            continue
        if found.cells.get(number):
            found.shown.add(number)
        if number > old_bottom and (step.table or found.cells.get(number)):
            found.like.setdefault(number, []).append((pattern, step.left, right))


def _stays(before: CellRow, row: CellRow) -> bool:
    """Tell whether a row is surely to hold what it holds; of truths only their kind can tell."""
    return row is before or (row == before and bool not in map(type, row))


def _same(was: Cell, cell: Cell) -> bool:
    if was is None or cell is None:
        return (was is None or was == "") and (cell is None or cell == "")
    if isinstance(was, bool) or isinstance(cell, bool):
        return was is cell
    if isinstance(was, int | float) and isinstance(cell, int | float):
        return was == cell
    return type(was) is type(cell) and was == cell


def _pattern(step: Step) -> int:
    """Give the row that new rows are to look like; 0 for none."""
    if step.ref_before:
        return step.ref_before[2] if step.ref_before[2] > step.ref_before[0] else 0
    filled = [r for r, row in enumerate(step.before.raw) if any(was != "" for was in row)]
    return step.top + filled[-1] if filled else step.top - 1


def _calculated(place: FileSheet, step: Step, table: FileTable | None) -> Iterator[CellRow]:
    """Give the new rows, with what a formula of the user's own columns puts there."""
    if not step.calculated:
        yield from step.after
        return
    last = step.ref_before[2] if step.ref_before else 0
    own = _of_columns(place, table, last) if table else {}
    for r, row in enumerate(step.after, start=step.top):
        there = step.before.cells[r - step.top] if r <= step.before.area[2] else ()
        made = list(row)
        for c, cell in enumerate(row):
            if cell is not None:
                continue
            if r > last and c in own:
                made[c] = Formula(moved(own[c], r - last))
            elif c < len(there) and isinstance(there[c], Formula):
                made[c] = there[c]
        yield tuple(made)


def _of_columns(place: FileSheet, table: FileTable, last: int) -> dict[int, str]:
    """Give the formulas by which columns are filled, as the table's last row has them."""
    found = {}
    top, left, _, right = table.area
    if last <= top:
        return {}
    (row,) = place.held((last, left, last, right)).cells
    for at, text in table.calculated.items():
        cell = row[at] if at < len(row) else None
        if isinstance(cell, Formula):
            found[at] = cell.text
        elif moved(text, 1) == text:
            found[at] = text
    return found


def _must_have_room(
    place: FileSheet, step: Step, table: FileTable | None, steps: Sequence[Step]
) -> None:
    """Make sure that a table has headings, and grows over nothing that cannot be seen in cells."""
    if table and not table.headed:
        raise Failure(Cause.COLUMN_GONE, sheet=place.name, column=table.headings[0])
    first = step.ref_before[2] + 1 if step.ref_before else step.top
    last = step.top + len(step.after) - 1
    if last < first or not (step.table or step.calculated):
        return
    width = len(step.after[0])
    new = (first, step.left, last, step.left + width - 1)
    in_the_way = [t.area for t in place.tables if table is None or t.path != table.path]
    others = (s for s in steps if s is not step and s.table and s.table != step.table)
    in_the_way += [s.ref_after for s in others if s.ref_after]
    in_the_way += [*place.merged, *place.pivots, (LAST_ROW + 1, 1, LAST_ROW + 1, new[3])]
    for area in in_the_way:
        if markup.overlap(area, new):
            cell = address(max(area[0], new[0]), max(area[1], new[1]))
            name = table.name if table else place.name
            raise Failure(Cause.NO_ROOM, sheet=place.name, cell=cell, table=name)


def _must_not_tear(place: FileSheet, found: SheetChanges) -> None:
    """Make sure that what belongs together is not changed in part."""
    for row, here in found.cells.items():
        for column, change in here.items():
            if isinstance(change.cell, str) and len(change.cell) > LONGEST:
                what = "zou een tekst van meer dan 32.767 tekens krijgen"
                _refuse(place, row, column, what, "Kort die tekst in")
    for area, kind in place.formulas.areas:
        inside = _inside(found, area)
        if inside and len(inside) < (area[2] - area[0] + 1) * (area[3] - area[1] + 1):
            what = "een gegevenstabel" if kind == DATA_TABLE else "een matrixformule"
            whole = f"{what} ({markup.named(area)})"
            _refuse(place, *inside[0], _part_of(whole), "Verplaats of verwijder die")
    for area in place.merged:
        inside = [at for at in _inside(found, area) if at != area[:2]]
        if inside:
            whole = f"samengevoegde cellen ({markup.named(area)})"
            _refuse(
                place, *inside[0], _part_of(whole), "Splits ze (Start > Samenvoegen en centreren)"
            )
    for area in place.pivots:
        if inside := _inside(found, area):
            whole = f"een draaitabel ({markup.named(area)})"
            _refuse(place, *inside[0], _part_of(whole), "Verplaats de draaitabel")


def _inside(found: SheetChanges, area: Area) -> list[tuple[int, int]]:
    """Give the cells of an area that change."""
    top, left, bottom, right = area
    rows: Iterable[int] = range(top, bottom + 1)
    if bottom - top > len(found.cells):
        rows = (row for row in found.cells if top <= row <= bottom)
    return [
        (row, column)
        for row in rows
        for column in found.cells.get(row, ())
        if left <= column <= right
    ]


def _part_of(whole: str) -> str:
    return f"is een deel van {whole}, en daar moet iets anders komen"


def _refuse(place: FileSheet, row: int, column: int, what: str, remedy: str) -> None:
    values = {"cell": address(row, column), "sheet": place.name, "what": what, "remedy": remedy}
    raise Failure(Cause.NOT_FILLED, **values)


def _keep_shared(place: FileSheet, found: SheetChanges) -> None:
    """Give the cells that share a formula their own, where the cell that holds it changes."""
    if not place.formulas.heads:
        return
    for head in place.formulas.heads.values():
        if head.column not in found.cells.get(head.row, {}):
            continue
        for other in place.formulas.sharing(head):
            if other.column not in found.cells.get(other.row, {}):
                found.own.append((other, place.formulas.text(other)))
