"""A roster of an older template taken over as it stands, into the newest."""

from __future__ import annotations

from collections.abc import Iterator

from sto_xl import sheets
from sto_xl.adopt.contacts import of_whom
from sto_xl.adopt.draft import REST, Draft, Line
from sto_xl.adopt.headings import CONTACTEN, REGIO, SCHOLEN, SPECS
from sto_xl.adopt.values import as_it_stands, first_of, unsure
from sto_xl.grid import How, Snapshot, Value
from sto_xl.grid.oldlist import OldBook, OldCell, OldSheet
from sto_xl.sheets import FORM_HEADINGS, Column, TableSpec
from sto_xl.sheets.notation import shown
from sto_xl.sheets.table_read import TableRead, find

#: Without one of these by its own name or on its own sheet a workbook is not a roster.
_TELLING = (sheets.REGIO, sheets.SCHOLEN, sheets.AANBOD)
_AT_HOME = (How.NAME, How.COPY, How.SHEET)
MADE, GUIDE = "wordt door STO gemaakt", "uitleg bij het sjabloon"
#: Why something of the form Regio is left out.
UNSURE = "is niet zeker; kies op blad Regio wat er hoort"
ONE_ONLY = "het blad Regio heeft plaats voor één"


def own_tables(snapshot: Snapshot) -> dict[str, TableRead]:
    """Give the tables of a roster by their name; none when the workbook is not one."""
    found = {spec.name: find(snapshot, spec) for spec in SPECS}
    tables = {name: entries for name, entries in found.items() if entries.table is not None}
    telling = (tables[spec.name] for spec in _TELLING if spec.name in tables)
    return tables if any(entries.located.how in _AT_HOME for entries in telling) else {}


def lift(draft: Draft, book: OldBook, tables: dict[str, TableRead]) -> frozenset[str]:
    """Take a roster's tables over, row by row, as they stand; give the sheets that are dealt with.

    What stands beside the tables on those sheets is left out by name.
    """
    by_name = {sheet.name: sheet for sheet in book.sheets}
    taken: set[tuple[str, int, int]] = set()
    for name, entries in tables.items():
        table = entries.table
        if table is None:
            continue
        sheet = by_name[table.sheet]
        taken |= {(sheet.name, table.top, table.left + i) for i in range(len(table.headings))}
        if name == REGIO:
            taken |= set(_form(draft, sheet, entries))
        else:
            taken |= set(_rows(draft, sheet, entries))
    dealt = {entries.table.sheet for entries in tables.values() if entries.table}
    for sheet in book.sheets:
        made = sheet.name.casefold() in sheets.NEVER_INPUT
        if not (made or sheet.name in dealt):
            continue
        for (row, column), cell in sheet.cells.items():
            if not cell.filled or (sheet.name, row, column) in taken:
                continue
            guide = sheet.name == sheets.REGIO.sheet
            reason = MADE if made else GUIDE if guide else "staat naast of onder de tabel"
            draft.leave((sheet.name, row, column), cell.problem or shown(cell.value), reason)
        dealt.add(sheet.name)
    return frozenset(dealt)


def _form(draft: Draft, sheet: OldSheet, entries: TableRead) -> Iterator[tuple[str, int, int]]:
    table = entries.table
    places = entries.columns
    label_at, value_at = (places.get(heading) for heading in FORM_HEADINGS)
    if table is None or label_at is None or value_at is None:
        return
    known = {line: heading for heading, line in entries.form_lines.items()}
    for line in range(len(table.rows)):
        row = table.row_of(line)
        label, column = sheet.cell(row, table.left + label_at), table.left + value_at
        cell = sheet.cell(row, column)
        yield sheet.name, row, table.left + label_at
        yield sheet.name, row, column
        if not cell.filled and not cell.note:
            continue
        source = (sheet.name, row, column)
        heading = known.get(line, "")
        if cell.note:
            draft.leave(source, cell.note, "notitie; het blad Regio heeft er geen plaats voor")
        if not cell.filled:
            continue
        if heading == "Sjabloonversie":
            draft.leave(
                source, shown(cell.value), "het nieuwe regiobestand heeft zijn eigen versie"
            )
        elif heading and not cell.problem:
            asked = sheets.REGIO.column(heading)
            if unsure(cell.value, asked):
                draft.leave(source, f"{heading}: {shown(cell.value)}", UNSURE)
                continue
            value, more = first_of(as_it_stands(cell.value, asked), asked)
            draft.region[heading] = value
            draft.place(source, draft.region_line, heading)
            if more:
                draft.leave(source, f"{heading}: {more}", ONE_ONLY)
        else:
            text = f"{shown(label.value)}: {cell.problem or shown(cell.value)}"
            why = "er is geen waarde" if heading else "het blad Regio heeft dit gegeven niet"
            draft.leave(source, text, why)


def _rows(draft: Draft, sheet: OldSheet, entries: TableRead) -> Iterator[tuple[str, int, int]]:
    table, spec = entries.table, entries.spec
    if table is None:
        return
    headings = {index: heading for heading, index in entries.columns.items()}
    for line in range(len(table.rows)):
        row = table.row_of(line)
        cells = {i: sheet.cell(row, table.left + i) for i in range(len(table.headings))}
        if not any(cell.filled or cell.note for cell in cells.values()):
            continue
        made = draft.add(spec.name)
        made.whole = True
        told = [
            (spec.column(headings[i]), cell, (sheet.name, row, table.left + i))
            for i, cell in cells.items()
            if i in headings and cell.filled and not cell.problem
        ]
        for column, cell, source in told:
            if not unsure(cell.value, column):
                value, _ = first_of(as_it_stands(cell.value, column), column)
                made.values[column.heading] = value
                draft.place(source, made, column.heading)
        _owner(draft, made)
        for column, cell, source in told:
            _kept_beside(draft, made, column, cell.value, source)
        for i, cell in cells.items():
            source = (sheet.name, row, table.left + i)
            yield source
            label = headings.get(i) or table.headings[i] or f"kolom {i + 1}"
            for text in _said(spec, label, cell, known=headings.get(i, "")):
                if spec.name in REST:
                    draft.remark(made, text, source if cell.filled else None)
                else:
                    draft.leave(source, text, f"blad {spec.sheet} heeft er geen plaats voor")


def _kept_beside(
    draft: Draft, line: Line, column: Column, value: Value, source: tuple[str, int, int]
) -> None:
    """Put what a cell is not sure of, or says more than its column holds, with the remarks."""
    heading = column.heading
    if unsure(value, column):
        draft.doubt(line, heading, heading, value, source)
    elif more := first_of(as_it_stands(value, column), column)[1]:
        whose = shown(line.values.get("Naam"))
        draft.remark(line, f"{of_whom(heading, whose)}: {more}", source)


def _said(spec: TableSpec, label: str, cell: OldCell, known: str) -> Iterator[str]:
    """Give what a cell says for which its own column has no place."""
    if cell.problem:
        yield f"{label}: {cell.problem}"
    elif cell.filled and not known:
        yield f"{label}: {shown(cell.value)}"
    if cell.note:
        yield f"Notitie bij {label}: {cell.note}"
    if cell.fill and _coloured(spec, known):
        yield f"Kleur bij {label}: {cell.fill}"
    if cell.struck and cell.filled:
        yield f"Doorgehaald bij {label}"


def _owner(draft: Draft, line: Line) -> None:
    """Make a school known; find that of a contact, because its remarks go there."""
    if line.table == SCHOLEN:
        draft.know(line)
    elif line.table == CONTACTEN:
        line.owner = draft.school(shown(line.values.get("Vestiging")), "", "")


def _coloured(spec: TableSpec, heading: str) -> bool:
    """Tell whether a fill is a user's own: the columns that STO fills are grey by themselves."""
    return not heading or not spec.column(heading).filled
