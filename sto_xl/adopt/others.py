"""From a row of a list about partners or plans to a line of a roster."""

from __future__ import annotations

from collections.abc import Iterable

from sto_xl.adopt import values
from sto_xl.adopt.decision import NUMBERED, ColumnDecision
from sto_xl.adopt.draft import REST, Draft, Line, Source
from sto_xl.adopt.headings import PLANNEN, Sure
from sto_xl.adopt.unsaid import repeats
from sto_xl.grid import is_blank
from sto_xl.grid.oldlist import OldCell
from sto_xl.model import vestiging_code
from sto_xl.sheets import notation


def write(
    draft: Draft, table: str, cells: Iterable[tuple[ColumnDecision, OldCell, Source]]
) -> Line:
    """Make the line of a partner or a plan that the cells of a row tell of."""
    line = draft.add(table)
    for d, cell, source in cells:
        if not cell.filled:
            continue
        if cell.problem:
            draft.remark(line, f"{d.column.label}: {cell.problem}", source)
        elif repeats(cell.value):
            draft.remark(line, f"{d.column.label}: {notation.shown(cell.value)}", source)
            draft.refers(d.column.label, cell.value, source)
        elif d.target is None or d.target.table != line.table:
            rest(draft, line, d, cell, source)
        elif d.target.heading in ("Contact", REST[line.table]):
            _append(draft, line, d.target.heading, cell, source)
        elif line.table == PLANNEN and d.target.heading == "Vestiging":
            _plan_school(draft, line, d, cell, source)
        else:
            draft.put(line, d.target.heading, cell.value, source, d.column.label)
    return line


def rest(draft: Draft, line: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
    """Put a value with the remarks, with its heading unless it is a remark already."""
    text = values.phone(cell.value) if cell.value is not None else ""
    if d.reason == NUMBERED:
        draft.leave(source, text, NUMBERED)
        return
    # "Opmerkingen" says no more than the roster's own heading; "Opm. 2023" does.
    exact = d.sure <= Sure.HEADING
    own = d.target is not None and d.target.heading == REST[line.table] and exact
    draft.remark(line, text if own else f"{d.column.label}: {text}", source)


def _append(draft: Draft, line: Line, heading: str, cell: OldCell, source: Source) -> None:
    there = line.values.get(heading)
    text = values.phone(cell.value)
    line.values[heading] = text if is_blank(there) else f"{notation.shown(there)}; {text}"
    draft.place(source, line, heading)


def _plan_school(
    draft: Draft, line: Line, d: ColumnDecision, cell: OldCell, source: Source
) -> None:
    """Write the code of the school that a plan names."""
    text = values.vestiging(cell.value)[0]
    school = None if vestiging_code(text) else draft.school("", text, "")
    if school and vestiging_code(notation.shown(school.values.get("Vestiging"))):
        line.values.setdefault("Vestiging", school.values["Vestiging"])
        draft.remark(line, f"{d.column.label}: {text}", source)
    else:
        draft.put(line, "Vestiging", cell.value, source, d.column.label)
