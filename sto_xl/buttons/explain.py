"""What the last check found at a cell, as a text to read. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sto_xl import rules, sheets
from sto_xl.grid import CellRow, Snapshot, plain
from sto_xl.sheets.table_read import HEADER, find

_HEADINGS = [column.heading for column in sheets.CONTROLE.columns]
_NOTHING = (
    "Bij deze cel is bij de laatste controle niets gevonden. Kies een gekleurde cel, of een regel "
    "op blad Controle."
)


def at(
    snapshot: Snapshot,
    selected: tuple[str, int, int],
    sheet: str,
    top: int,
    rows: Sequence[CellRow],
) -> str:
    """Explain the findings at the selected sheet, row and column.

    `rows` are those of tblControle, whose body begins at row `top` of `sheet`.
    """
    name, row, column = selected
    if plain(name) == plain(sheet):
        found = [rows[row - top]] if 0 <= row - top < len(rows) else []
    else:
        marks = set(_marks(snapshot, name, row, column))
        found = [r for r in rows if plain(_text(r, "Plek")) in marks]
    texts = [_explained(r) for r in found if _text(r, "Code")]
    return "\n\n".join(texts) or _NOTHING


def _marks(snapshot: Snapshot, sheet: str, row: int, column: int) -> Iterator[str]:
    """Give what Plek says of a cell, as the colours of the workbook find it."""
    for spec in (spec for template in sheets.TEMPLATES for spec in template.input):
        table_read = find(snapshot, spec)
        table = table_read.table
        if table is None or plain(table.sheet) != plain(sheet):
            continue
        line, place = row - table.row_of(0), column - table.left
        if HEADER <= line < len(table.rows) and 0 <= place < len(table.headings):
            if spec.form:
                # A line of a form is explained at its label as well.
                place = table_read.columns.get(sheets.FORM_HEADINGS[1], place)
            if mark := table_read.mark(line, place):
                yield plain(mark)


def _explained(row: CellRow) -> str:
    code = _text(row, "Code")
    where = f"{_text(row, 'Blad')}!{_text(row, 'Cel')}".rstrip("!")
    source = rules.CATALOGUE[code].source if code in rules.CATALOGUE else ""
    lines = [
        f"{_text(row, 'Ernst')} {code} · {where}".strip(),
        _text(row, "Bevinding"),
        f"Wat te doen: {_text(row, 'Wat te doen')}",
    ]
    if source:
        lines.append(f"Bron: {source}")
    return "\n".join(lines)


def _text(row: CellRow, heading: str) -> str:
    return str(row[_HEADINGS.index(heading)] or "")
