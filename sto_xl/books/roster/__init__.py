"""The roster workbook regiobestand.xlsx: made from `sheets`, empty or filled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.layout import Placed, add_table, set_page, set_widths, write, write_formula
from sto_xl.books.roster.entry import LAST_ROW, accept_codes, add_validation
from sto_xl.books.roster.marks import add_marks, define_names
from sto_xl.books.roster.overview import write_overview
from sto_xl.books.roster.regio import write_regio
from sto_xl.books.style import (
    ACCENT,
    ACCENT_LIGHT,
    ACCENT_MID,
    HEADING,
    MARKS,
    SUBTITLE,
    TITLE,
    Writer,
    checked,
    strict,
)
from sto_xl.findings import PLURALS
from sto_xl.grid import Value, column_letters
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

#: The rows of tables by their name, in the order of the spec's columns; a form's as label: value.
Content = Mapping[str, Sequence[Sequence[Value]] | Mapping[str, Value]]

_CONTROLE_TOP = 5
#: How many of a severity are named, and the columns of row 3 in which their numbers stand.
_COUNTS = {severity.value: words for severity, words in PLURALS.items()}
_COUNT_COLUMNS = (5, 6, 7)
_LAST_RUN = (3, 3)
_NEVER = "nog niet gedaan"
#: Beside the lists, with a column between.
_RUN_COLUMN = len(sheets.lists()) + 2
_CONTROLE_NOTE = (
    "Klik op Controleren op het tabblad STO: dan staat hier bij elke bevinding wat u kunt doen, en "
    "kleuren de cellen."
)
_GAP = 4
#: How many characters wide a sheet can be printed on one page and still be read.
_ONE_PAGE = 260


def roster_bytes(content: Content | None = None) -> bytes:
    """Give the bytes of a roster workbook; the same content gives the same bytes."""
    known = (*sheets.INPUT, *sheets.OPTIONAL, *sheets.FILLED)
    given = _rows_by_table(content or {}, known)
    form = {str(label): value for label, value in given.pop(sheets.REGIO.name, ())}
    if unknown := set(form) - {c.heading for c in sheets.REGIO.columns}:
        message = f"{sheets.REGIO.name} has no field {sorted(unknown)}"
        raise ValueError(message)
    writer = Writer("Regiobestand", "Sterk Techniekonderwijs: scholen, aanbod en plannen")
    # Names first: sheets refer to them.
    define_names(writer)
    write_regio(writer, writer.sheet(sheets.REGIO.sheet, tab=ACCENT), form)
    for spec in sheets.INPUT[1:]:
        sheet = writer.sheet(spec.sheet, tab=ACCENT_MID)
        _write_input(writer, sheet, spec, given.get(spec.name, ()))
        _write_page(sheet, 2, sum(c.width for c in spec.columns))
    _write_gebied(writer, given)
    _write_controle(writer, given)
    write_overview(writer, writer.sheet(sheets.KERNCIJFERS.sheet, tab=ACCENT), given)
    _write_lijsten(writer, given.get(sheets.RUN.name, ()))
    return writer.content()


def _rows_by_table(
    content: Content, known: Sequence[TableSpec]
) -> dict[str, Sequence[Sequence[Value]]]:
    if unknown := set(content) - {spec.name for spec in known}:
        message = f"no such table: {sorted(unknown)}"
        raise ValueError(message)
    return {
        name: list(rows.items()) if isinstance(rows, Mapping) else rows
        for name, rows in content.items()
    }


def _write_input(
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Sequence[Value]],
    left: int = 1,
) -> Placed:
    """Write a table that people fill in, ready for rows that do not exist yet."""
    formats = [writer.body(column.kind) for column in spec.columns]
    set_widths(sheet, [column.width for column in spec.columns], formats, left)
    placed = add_table(
        writer, sheet, spec.name, spec.columns, rows, top=1, left=left, autofilter=True
    )
    for at, column in enumerate(spec.columns, start=left):
        add_validation(sheet, column, at, placed.top + 1)
    accept_codes(
        sheet,
        [
            (at, placed.top + 1, LAST_ROW)
            for at, column in enumerate(spec.columns, start=left)
            if column.kind is Kind.CODE
        ],
    )
    add_marks(writer, sheet, spec, placed, LAST_ROW)
    return placed


def _write_page(sheet: Worksheet, key_columns: int, width: float) -> None:
    """Keep the headings and keys in view, on screen and in print."""
    checked(sheet.set_row(0, 34), "the header row")
    sheet.freeze_panes(1, key_columns)
    wide = 2 if width > _ONE_PAGE else 1
    set_page(sheet, landscape=True, repeat=(1, 1), wide=wide)
    if wide > 1:
        sheet.repeat_columns(0, key_columns - 1)


def _write_gebied(writer: Writer, given: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    sheet = writer.sheet(sheets.GEBIED.sheet, tab=ACCENT_LIGHT)
    area = _write_input(writer, sheet, sheets.GEBIED, given.get(sheets.GEBIED.name, ()))
    left = area.right + 2
    set_widths(sheet, [_GAP], left=area.right + 1)
    rows = given.get(sheets.ALIASSEN.name, ())
    _write_input(writer, sheet, sheets.ALIASSEN, rows, left)
    _write_page(sheet, 0, 0)


def _write_controle(writer: Writer, given: Mapping[str, Sequence[Sequence[Value]]]) -> None:
    """Write the sheet of findings: what was counted above, the table below."""
    rows = given.get(sheets.CONTROLE.name, ())
    spec = sheets.CONTROLE
    sheet = writer.sheet(spec.sheet, tab=ACCENT)
    formats = [writer.body(column.kind) for column in spec.columns]
    set_widths(sheet, [column.width for column in spec.columns], formats)
    for at, column in enumerate(spec.columns):
        if column.hidden:
            hidden = sheet.set_column(at, at, column.width, formats[at], {"hidden": True})
            checked(hidden, column.heading)
    _write_controle_head(writer, sheet, rows, given.get(sheets.RUN.name, ()))
    placed = add_table(writer, sheet, spec.name, spec.columns, rows, top=_CONTROLE_TOP)
    accept_codes(
        sheet,
        [
            (at, _CONTROLE_TOP + 1, LAST_ROW)
            for at, column in enumerate(spec.columns, start=1)
            if column.kind is Kind.CODE
        ],
    )
    with strict(spec.name):
        for severity in MARKS:
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{severity}"',
                "format": writer.mark(severity),
            }
            area = (placed.top, placed.left - 1, LAST_ROW - 1, placed.left - 1)
            checked(sheet.conditional_format(*area, rule), severity)
    checked(sheet.set_row(_CONTROLE_TOP - 1, 22), "the header row")
    sheet.freeze_panes(_CONTROLE_TOP, 0)
    set_page(sheet, landscape=True, repeat=(_CONTROLE_TOP, _CONTROLE_TOP))


def _write_controle_head(
    writer: Writer,
    sheet: Worksheet,
    rows: Sequence[Sequence[Value]],
    run: Sequence[Sequence[Value]],
) -> None:
    # These cells would take the format of their column, which is that of the table below.
    plain = writer.format()
    for row, height in enumerate((32, 24, 22, 15)):
        checked(sheet.set_row(row, height, plain), f"row {row + 1}")
    write(sheet, 1, 1, "Controle", writer.format(**TITLE))
    write(sheet, 2, 1, _CONTROLE_NOTE, writer.format(**SUBTITLE))
    label = writer.format(bold=True, valign="vcenter")
    write(sheet, 3, 1, "Laatste controle", label)
    last = f"{sheets.RUN.sheet}!${column_letters(_RUN_COLUMN + 1)}$2"
    done = run[0][1] if run and len(run[0]) > 1 else None
    write_formula(
        sheet,
        *_LAST_RUN,
        f'=IF({last}="","{_NEVER}",{last})',
        done or _NEVER,
        writer.format(valign="vcenter", align="left"),
    )
    for at, (severity, (one, more)) in zip(_COUNT_COLUMNS, _COUNTS.items(), strict=True):
        form = writer.format(
            bold=True,
            bg_color=MARKS[severity],
            align="left",
            valign="vcenter",
            indent=1,
            num_format=f'[=1]0" {one}";0" {more}"',
        )
        count = sum(1 for row in rows if row and row[0] == severity)
        write_formula(sheet, 3, at, f'=COUNTIF($A:$A,"{severity}")', count, form)


def _write_lijsten(writer: Writer, run: Sequence[Sequence[Value]]) -> None:
    """Write the hidden sheet: a column for each drop-down list, and the last run."""
    sheet = writer.sheet(sheets.RUN.sheet)
    sheet.hide()
    lists = sheets.lists()
    set_widths(sheet, [20] * len(lists))
    for at, (name, values) in enumerate(lists.items(), start=1):
        write(sheet, 1, at, name, writer.format(**HEADING))
        for row, value in enumerate(values, start=2):
            write(sheet, row, at, value, writer.format())
        letters = column_letters(at)
        writer.define(name, f"={sheet.get_name()}!${letters}$2:${letters}${len(values) + 1}")
    add_table(writer, sheet, sheets.RUN.name, sheets.RUN.columns, run, top=1, left=_RUN_COLUMN)
