"""The sheet Wat nu te doen: under each heading what there is, and a link to where to look."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sto_xl.books.new.layout import set_widths, write
from sto_xl.books.new.reports.pages import (
    LINE,
    Looks,
    Opening,
    across,
    fit_height,
    frame,
    height,
    write_banner,
    write_heading,
    write_title,
)
from sto_xl.books.new.style import ACCENT, GREY, RULE, Writer, checked, strict
from sto_xl.books.report.cells import fitted
from sto_xl.books.report.nation import ToDo, ToDoLine

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

NAME = "Wat nu te doen"
WIDTHS = (40.0, 72.0, 60.0)
#: What a path may not hold where a link leads to it: each is written as its number.
_UNFIT = re.compile('[%#?"<>\\[\\]`^{} ]')
#: Excel follows no longer link; it counts in units of UTF-16.
_LONGEST = 2_000


def write_to_do(
    writer: Writer, sheet: Worksheet, opening: Opening, headings: Sequence[ToDo]
) -> None:
    """Write the headings beneath each other; one without lines says so."""
    right = len(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, opening.title, opening.subtitle, right)
    write_banner(writer, sheet, 3, right, opening.warning)
    row = 4
    for one in headings:
        height(sheet, row, 9)
        number = f" ({one.number or len(one.lines)})" if one.lines else ""
        write_heading(writer, sheet, row + 1, str(fitted(f"{one.heading}{number}")))
        row += 2
        if not one.lines:
            across(sheet, row, 1, right, str(fitted(one.nothing)), writer.format(font_color=GREY))
            row += 1
        for line in one.lines:
            _write_line(writer, sheet, row, line)
            row += 1
    frame(sheet, bottom=row - 1, right=right, landscape=True)


def _write_line(writer: Writer, sheet: Worksheet, row: int, line: ToDoLine) -> None:
    texts = [str(fitted(text)) for text in (line.who, line.what, line.where)]
    ruled: Looks = {"text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": RULE}
    plain = writer.format(**ruled)
    write(sheet, row, 1, texts[0], writer.format(**ruled, bold=True))
    write(sheet, row, 2, texts[1], plain)
    write(sheet, row, 3, texts[2], plain)
    if link := _link(line):
        form = writer.format(**ruled, font_color=ACCENT, underline=1)
        with strict(NAME):
            code = sheet.write_url(row - 1, 2, link, form, texts[2])
            checked(code, f"{NAME}: {link}")
    fit_height(sheet, row, texts, WIDTHS)
    if max(map(len, texts)) < WIDTHS[0]:
        height(sheet, row, LINE + 1)


def _link(line: ToDoLine) -> str:
    """Give where a line leads to: a file of this run, seen from this one, or a sheet."""
    if line.sheet:
        return f"internal:'{line.sheet.replace(chr(39), chr(39) * 2)}'!A1"
    path = _UNFIT.sub(lambda found: f"%{ord(found[0]):02X}", line.file)
    length = len(path.encode("utf-16-le", "replace")) // 2
    return f"external:{path}" if 0 < length <= _LONGEST else ""
