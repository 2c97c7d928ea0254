"""What every workbook that people fill in has: tables to type in, Controle, the hidden lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.entry import LAST_ROW, accept_codes, add_validation
from sto_xl.books.layout import (
    HEADER,
    Calculated,
    Placed,
    add_table,
    set_page,
    set_widths,
    write,
    write_formula,
)
from sto_xl.books.marks import add_marks
from sto_xl.books.style import (
    ACCENT,
    ACCENT_PALE,
    HEADING,
    MARKS,
    SUBTITLE,
    TITLE,
    Look,
    Writer,
    checked,
    strict,
)
from sto_xl.findings import PLURALS
from sto_xl.grid import Value, address, column_letters
from sto_xl.sheets import FORM_HEADINGS, Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec, Template

#: The rows of tables by their name, in the order of the spec's columns; a form's as label: value.
Content = Mapping[str, Sequence[Sequence[Value]] | Mapping[str, Value]]
#: The same, of every table the rows.
Rows = Mapping[str, Sequence[Sequence[Value]]]

_CONTROLE_TOP = 5
#: How many of a severity are named, and the columns of row 3 in which their numbers stand.
_COUNTS = {severity.value: words for severity, words in PLURALS.items()}
_COUNT_COLUMNS = (5, 6, 7)
_LAST_RUN = (3, 3)
_NEVER = "nog niet gedaan"
_NONE: Mapping[str, str] = MappingProxyType({})
#: The cells of a form: those of one line are a little higher than it.
_LINE: Look = MappingProxyType({"valign": "vcenter", "indent": 1})
_ONE_LINE: Look = MappingProxyType({**_LINE, "text_wrap": False, "shrink": True})
_ANSWER: Look = MappingProxyType({"valign": "top", "align": "left", "indent": 1, "text_wrap": True})
#: How many characters wide a sheet can be printed on one page and still be read.
_ONE_PAGE = 260


def content_of(template: Template, content: Content) -> tuple[dict[str, Value], Rows]:
    """Give the values of the form by label, and the rows of the other tables by name.

    ValueError for a table or a label that the template does not have.
    """
    form_spec = template.form
    rows: dict[str, Sequence[Sequence[Value]]] = {
        name: list(given.items()) if isinstance(given, Mapping) else given
        for name, given in content.items()
    }
    form = {str(label): value for label, value in rows.pop(form_spec.name, ())}
    tables = {spec.name for spec in (*template.read, *template.filled)}
    if unknown := {*rows} - tables | {*form} - {c.heading for c in form_spec.columns}:
        message = f"{template.name} has no {sorted(unknown)}"
        raise ValueError(message)
    return form, rows


def write_form(  # noqa: PLR0913  (a form's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    values: Mapping[str, Value],
    *,
    top: int,
    left: int,
) -> Placed:
    """Write a form: its labels and values, with what helps to fill them in.

    Lines of kind LONG are to be made as high as an answer, with their hints beside them; the others
    are one line of text.
    """
    formats = {(HEADER, heading): writer.header(**_LINE) for heading in FORM_HEADINGS}
    for line, column in enumerate(spec.columns):
        look = _ANSWER if column.kind is Kind.LONG else _ONE_LINE
        label = {**look, "bold": True} if column.kind is Kind.LONG else look
        formats[line, FORM_HEADINGS[0]] = writer.body(Kind.TEXT, bg_color=ACCENT_PALE, **label)
        formats[line, FORM_HEADINGS[1]] = writer.body(column.kind, **{**look, "align": "left"})
    placed = add_table(
        writer,
        sheet,
        spec.name,
        [Column(heading) for heading in FORM_HEADINGS],
        [(column.heading, values.get(column.heading)) for column in spec.columns],
        top=top,
        left=left,
        formats=formats,
    )
    for line, column in enumerate(spec.columns, start=top + 1):
        # Over an answer that is being written a hint would be in the way.
        if column.kind is not Kind.LONG:
            add_validation(sheet, column, placed.right, line, line)
    accept_codes(sheet, [(placed.right, top + 1, placed.bottom)])
    add_marks(writer, sheet, spec, placed, placed.bottom)
    sheet.set_selection(address(top + 1, placed.right))
    return placed


def write_input(
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Sequence[Value]],
    left: int = 1,
) -> Placed:
    """Write a table that people fill in, ready for rows that do not exist yet."""
    placed = write_rows(writer, sheet, spec, rows, left=left)
    add_marks(writer, sheet, spec, placed, LAST_ROW)
    return placed


def write_rows(  # noqa: PLR0913  (a table's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Sequence[Value | Calculated]],
    *,
    top: int = 1,
    left: int = 1,
    formulas: Mapping[str, str] = _NONE,
    numbers: Mapping[str, str] = _NONE,
) -> Placed:
    """Write a table as `write_input` does, without the marks of what is found.

    By heading, `formulas` are those of calculated columns, and `numbers` the number formats that
    replace those of the kind.
    """
    formats = {c.heading: writer.body(c.kind, numbers.get(c.heading, "")) for c in spec.columns}
    set_widths(sheet, [c.width for c in spec.columns], [*formats.values()], left)
    placed = add_table(
        writer,
        sheet,
        spec.name,
        spec.columns,
        rows,
        top=top,
        left=left,
        autofilter=True,
        formats={(line, h): formats[h] for h in numbers for line in range(len(rows) or 1)},
        formulas=formulas,
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
    return placed


def keep_in_view(sheet: Worksheet, key_columns: int, width: float, header: int = 1) -> None:
    """Keep the headings, in row `header`, and the keys in view, on screen and in print."""
    checked(sheet.set_row(header - 1, 34), "the header row")
    sheet.freeze_panes(header, key_columns)
    wide = 2 if width > _ONE_PAGE else 1
    set_page(sheet, landscape=True, repeat=(header, header), wide=wide)
    if wide > 1:
        sheet.repeat_columns(0, key_columns - 1)


def write_control(writer: Writer, template: Template, given: Rows, note: str) -> None:
    """Write the sheet of findings: a `note` and what was counted above, the table below."""
    rows = given.get(sheets.CONTROLE.name, ())
    spec = sheets.CONTROLE
    sheet = writer.sheet(spec.sheet, tab=ACCENT)
    formats = [writer.body(column.kind) for column in spec.columns]
    set_widths(sheet, [column.width for column in spec.columns], formats)
    for at, column in enumerate(spec.columns):
        if column.hidden:
            hidden = sheet.set_column(at, at, column.width, formats[at], {"hidden": True})
            checked(hidden, column.heading)
    _write_control_head(writer, sheet, template, note, given)
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


def _write_control_head(
    writer: Writer, sheet: Worksheet, template: Template, note: str, given: Rows
) -> None:
    rows, run = given.get(sheets.CONTROLE.name, ()), given.get(sheets.RUN.name, ())
    # These cells would take the format of their column, which is that of the table below.
    plain = writer.format()
    for row, height in enumerate((32, 24, 22, 15)):
        checked(sheet.set_row(row, height, plain), f"row {row + 1}")
    write(sheet, 1, 1, "Controle", writer.format(**TITLE))
    write(sheet, 2, 1, note, writer.format(**SUBTITLE))
    label = writer.format(bold=True, valign="vcenter")
    write(sheet, 3, 1, "Laatste controle", label)
    last = f"{sheets.RUN.sheet}!${column_letters(_run_column(template) + 1)}$2"
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


def lists_of(template: Template) -> Mapping[str, Sequence[str]]:
    """Give the lists that a template's columns are chosen from, by the names they have there."""
    return {name: v for name, v in sheets.lists().items() if name in template.choices}


def _run_column(template: Template) -> int:
    """Give where the last run stands on the hidden sheet: beside the lists, a column between."""
    return len(lists_of(template)) + 2


def beside_lists(template: Template) -> int:
    """Give the first column of the hidden sheet that is free, a column left blank before it."""
    return _run_column(template) + len(sheets.RUN.columns) + 1


def write_lists(writer: Writer, template: Template, run: Sequence[Sequence[Value]]) -> Worksheet:
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
    add_table(writer, sheet, sheets.RUN.name, sheets.RUN.columns, run, top=1, left=left)
    return sheet
