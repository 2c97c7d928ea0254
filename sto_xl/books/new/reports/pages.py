"""What the pages of all reports share: page set-up, titles, notes, lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from sto_xl.books.measure import text_lines
from sto_xl.books.new import style
from sto_xl.books.new.layout import Placed, add_look, add_table, set_page, write
from sto_xl.books.new.style import (
    ACCENT_MID,
    ACCENT_PALE,
    HEADING,
    MARKS,
    Writer,
    checked,
    strict,
)
from sto_xl.books.report.cells import fitted_rows, one_line
from sto_xl.grid import Row, Value
from sto_xl.sheets import TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: What every report about figures says of itself.
INTERNAL = "Intern kwartaalbeeld; geen voortgangsrapportage aan DUS-I"
#: A row of 15 points is 20 pixels high.
LINE = 15.0
ROW = 20
#: What an upright A4 page holds between its margins, in points.
PAGE = 741.0
#: Excel shows no higher row.
ROW_HEIGHT = 409
#: A chart of shares leaves room for the label of 100%.
WHOLE_SHARE = 1.2
#: A line above the row with which a new subject begins.
SUBJECT_LINE: Mapping[str, str | int] = MappingProxyType({"top": 1, "top_color": ACCENT_MID})

#: Where single values stand, by the name of the cell: row and column.
Places = Mapping[str, tuple[int, int]]
#: Properties of a format.
Looks = Mapping[str, str | float | bool]


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands above the figures: a title, a line beneath it, perhaps a warning."""

    title: str
    subtitle: str
    warning: str = ""


def pixels(widths: Sequence[float]) -> int:
    """Give how wide columns of so many characters are together on a screen."""
    return sum(int(width * 7 + 5) for width in widths)


def frame(  # noqa: PLR0913  (the choices of a printed page)
    sheet: Worksheet,
    *,
    bottom: int,
    right: int,
    landscape: bool = False,
    scale: int = 0,
    repeat: tuple[int, int] | None = None,
    footer: str = INTERNAL,
) -> None:
    """Set a finished sheet up for A4; what is printed ends at row `bottom`, column `right`.

    With a `scale` (percents) page breaks are as set; without, all columns fit on a page's width.
    """
    set_page(sheet, landscape=landscape, repeat=repeat)
    with strict("footer"):
        checked(sheet.set_footer(f"&L&9{footer}&R&9Pagina &P van &N", {"margin": 0.3}), "footer")
    if scale:
        # Excel may pass over page breaks on a page that is made to fit.
        sheet.set_print_scale(scale)
    sheet.center_horizontally()
    checked(sheet.print_area(0, 0, bottom - 1, right - 1), "print area")


def across(  # noqa: PLR0913, PLR0917  (a place, a text and its looks)
    sheet: Worksheet, row: int, left: int, right: int, value: Value, form: Format
) -> None:
    """Write a value over several columns of a row."""
    if right > left:
        with strict(sheet.get_name()):
            at = (row - 1, left - 1, row - 1, right - 1)
            checked(sheet.merge_range(*at, "", form), "merged cells")
    write(sheet, row, left, value, form)


def height(sheet: Worksheet, row: int, points: float) -> None:
    """Set the height of a row."""
    checked(sheet.set_row(row - 1, points), f"row {row}")


def fit_height(
    sheet: Worksheet, row: int, values: Sequence[Value], widths: Sequence[float]
) -> None:
    """Make a row as high as its longest text: not every program does that by itself."""
    lines = max(
        (
            text_lines(value, width)
            for value, width in zip(values, widths, strict=False)
            if isinstance(value, str)
        ),
        default=1,
    )
    height(sheet, row, min(lines * LINE, ROW_HEIGHT))


def write_title(writer: Writer, sheet: Worksheet, title: str, subtitle: str, right: int) -> None:
    """Write the title in row 1 and the line beneath it, over columns A to `right`."""
    height(sheet, 1, 32)
    height(sheet, 2, 20)
    across(sheet, 1, 1, right, one_line(title), writer.format(**style.TITLE, shrink=True))
    below = writer.format(**style.SUBTITLE, shrink=True)
    across(sheet, 2, 1, right, one_line(subtitle, 200), below)


def write_heading(writer: Writer, sheet: Worksheet, row: int, text: str) -> None:
    """Write the heading of a section."""
    height(sheet, row, 22)
    write(sheet, row, 1, text, writer.format(**HEADING))


def write_note(  # noqa: PLR0913, PLR0917  (a place, a text and its looks)
    writer: Writer, sheet: Worksheet, row: int, right: int, text: str, width: float
) -> None:
    """Write a text over columns A to `right`, which are `width` characters wide together."""
    height(sheet, row, LINE * text_lines(text, width) + 4)
    across(sheet, row, 1, right, text, writer.format(text_wrap=True, valign="top"))


def write_banner(writer: Writer, sheet: Worksheet, row: int, right: int, text: str) -> None:
    """Write a line that nobody may overlook; without a text the row is there, and looks empty."""
    height(sheet, row, 24)
    across(sheet, row, 1, right, text, writer.format(valign="vcenter", indent=1, bold=True))
    area = (row, 1, row, right)
    add_look(writer, sheet, area, f'=$A${row}<>""', bg_color=MARKS["waarschuwing"])


def write_pale(writer: Writer, sheet: Worksheet, row: int, right: int, text: str) -> None:
    """Write a line to know beforehand, on a pale background."""
    height(sheet, row, 30)
    form = writer.format(bg_color=ACCENT_PALE, valign="vcenter", indent=1)
    across(sheet, row, 1, right, text, form)


def write_list(  # noqa: PLR0913  (a table's parts)
    writer: Writer,
    sheet: Worksheet,
    spec: TableSpec,
    rows: Sequence[Row],
    *,
    top: int,
    formats: Mapping[tuple[int, str], Format] | None = None,
) -> Placed:
    """Write a table to sort and filter, its rows as high as their texts."""
    height(sheet, top, 2 * LINE + 4)
    return add_table(
        writer,
        sheet,
        spec,
        fitted_rows(rows),
        top=top,
        autofilter=True,
        stripes=False,
        formats=formats,
    )
