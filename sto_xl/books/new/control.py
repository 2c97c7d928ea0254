"""What people leave alone in every workbook that they fill in: Controle, and the hidden lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.entry import LAST_ROW, accept_codes
from sto_xl.books.new.layout import add_table, set_page, set_widths, write, write_formula
from sto_xl.books.new.marks import CONTROLE_TOP
from sto_xl.books.new.style import ACCENT, HEADING, MARKS, SUBTITLE, TITLE, Writer, checked, strict
from sto_xl.grid import column_letters
from sto_xl.model.findings import PLURALS
from sto_xl.sheets import Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import WorkbookSpec

#: How many of a severity are named, and the columns of row 3 in which their numbers stand.
_COUNTS = {severity.value: words for severity, words in PLURALS.items()}
_COUNT_COLUMNS = (5, 6, 7)
_LAST_RUN = (3, 3)


def write_control(writer: Writer, template: WorkbookSpec, note: str) -> None:
    """Write the sheet of findings: a `note` and what was counted above, the table below."""
    spec = sheets.CONTROLE
    sheet = writer.sheet(spec.sheet, tab=ACCENT)
    formats = [writer.body(column.kind) for column in spec.columns]
    set_widths(sheet, [column.width for column in spec.columns], formats)
    for at, column in enumerate(spec.columns):
        if column.hidden:
            hidden = sheet.set_column(at, at, column.width, formats[at], {"hidden": True})
            checked(hidden, column.heading)
    _write_control_head(writer, sheet, template, note)
    placed = add_table(writer, sheet, spec, (), top=CONTROLE_TOP)
    accept_codes(
        sheet,
        [
            (at, CONTROLE_TOP + 1, LAST_ROW)
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
    checked(sheet.set_row(CONTROLE_TOP - 1, 22), "the header row")
    sheet.freeze_panes(CONTROLE_TOP, 0)
    set_page(sheet, landscape=True, repeat=(CONTROLE_TOP, CONTROLE_TOP))


def _write_control_head(
    writer: Writer, sheet: Worksheet, template: WorkbookSpec, note: str
) -> None:
    # These cells would take the format of their column, which is that of the table below.
    plain = writer.format()
    for row, height in enumerate((32, 24, 22, 15)):
        checked(sheet.set_row(row, height, plain), f"row {row + 1}")
    write(sheet, 1, 1, "Controle", writer.format(**TITLE))
    write(sheet, 2, 1, note, writer.format(**SUBTITLE))
    label = writer.format(bold=True, valign="vcenter")
    write(sheet, 3, 1, "Laatste controle", label)
    last = f"{sheets.RUN.sheet}!${column_letters(_run_column(template) + 1)}$2"
    write_formula(
        sheet,
        *_LAST_RUN,
        f'=IF({last}="","{sheets.NEVER_CHECKED}",{last})',
        sheets.NEVER_CHECKED,
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
        write_formula(sheet, 3, at, f'=COUNTIF($A:$A,"{severity}")', 0, form)


def lists_of(template: WorkbookSpec) -> Mapping[str, Sequence[str]]:
    """Give the lists that a template's columns are chosen from, by the names they have there."""
    return {name: v for name, v in sheets.lists().items() if name in template.choices}


def _run_column(template: WorkbookSpec) -> int:
    """Give where the last run stands on the hidden sheet: beside the lists, a column between."""
    return len(lists_of(template)) + 2


def beside_lists(template: WorkbookSpec) -> int:
    """Give the first column of the hidden sheet that is free, a column left blank before it."""
    return _run_column(template) + len(sheets.RUN.columns) + 1


def write_lists(writer: Writer, template: WorkbookSpec) -> Worksheet:
    """Write the hidden sheet: a column for each drop-down list, and the last run."""
    sheet = writer.sheet(sheets.RUN.sheet)
    sheet.hide()
    lists = lists_of(template)
    set_widths(sheet, [20] * len(lists))
    for at, (name, values) in enumerate(lists.items(), start=1):
        write(sheet, 1, at, name, writer.format(**HEADING))
        for row, value in enumerate(values, start=2):
            write(sheet, row, at, value, writer.format())
        letters = column_letters(at)
        writer.define(name, f"={sheet.get_name()}!${letters}$2:${letters}${len(values) + 1}")
    left = _run_column(template)
    add_table(writer, sheet, sheets.RUN, (), top=1, left=left)
    return sheet
