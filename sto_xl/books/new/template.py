"""What every workbook that people fill in has: a form, and tables to type in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl.books.new.entry import LAST_ROW, accept_codes, add_validation
from sto_xl.books.new.layout import HEADER, Calculated, Placed, add_table, set_page, set_widths
from sto_xl.books.new.marks import add_marks
from sto_xl.books.new.style import ACCENT_PALE, KIND_FORMATS, Look, Writer, checked
from sto_xl.grid import Value, address
from sto_xl.sheets import FORM_HEADINGS, Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from sto_xl.sheets import TableSpec

_NONE: Mapping[str, str] = MappingProxyType({})
#: The cells of a form: those of one line are a little higher than it.
_LINE: Look = MappingProxyType({"valign": "vcenter", "indent": 1})
_ONE_LINE: Look = MappingProxyType({**_LINE, "text_wrap": False, "shrink": True})
_ANSWER: Look = MappingProxyType({"valign": "top", "align": "left", "indent": 1, "text_wrap": True})
#: How many characters wide a sheet can be printed on one page and still be read.
_ONE_PAGE = 260


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
        day = isinstance(values.get(column.heading), dt.date)
        number = KIND_FORMATS[Kind.DATE] if day else ""
        value = writer.body(column.kind, number, **{**look, "align": "left"})
        formats[line, FORM_HEADINGS[1]] = value
    placed = add_table(
        writer,
        sheet,
        replace(spec, columns=tuple(map(Column, FORM_HEADINGS))),
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
    left: int = 1,
) -> Placed:
    """Write a table that people fill in, ready for rows that do not exist yet."""
    placed = write_rows(writer, sheet, spec, (), left=left)
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
        spec,
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
    if wide > 1 and key_columns:
        sheet.repeat_columns(0, key_columns - 1)
