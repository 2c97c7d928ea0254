"""Native Excel charts in the look of the house: few, legible, with a text for who cannot see them.

The caller refers to the cells of a table by `Placed.cells`, so a chart follows its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.books.style import (
    ACCENT,
    ACCENT_LIGHT,
    ACCENT_MID,
    FONT,
    GREY,
    INK,
    RULE,
    WHITE,
    LayoutError,
    Placed,
    Writer,
    checked,
    strict,
)
from sto_xl.grid import address

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

#: The colours of a chart's series, in their order; a single series is dark.
SERIES = (ACCENT, ACCENT_LIGHT, ACCENT_MID, GREY)


@dataclass(frozen=True, slots=True)
class Pictured:
    """What a chart shows of a table: the labels' headings (first to last) and a series per heading.

    `description` is the alternative text; it says what can be read from the chart, not its looks.
    """

    title: str
    description: str
    labels: tuple[str, str]
    series: Sequence[str]
    stacked: bool = False
    number: str = "#,##0;;"


def bar_chart(writer: Writer, placed: Placed, pictured: Pictured) -> Chart:
    """Make a chart of horizontal bars, the table's first row on top."""
    subtype = {"subtype": "stacked"} if pictured.stacked else {}
    chart = writer.book.add_chart({"type": "bar", **subtype})
    with strict(pictured.title):
        for index, heading in enumerate(pictured.series):
            colour = SERIES[index]
            code = chart.add_series(
                {
                    "name": f"='{placed.sheet}'!"
                    + address(placed.top, placed.left + placed.headings.index(heading)),
                    "categories": placed.cells(*pictured.labels),
                    "values": placed.cells(heading),
                    "fill": {"color": colour},
                    "border": {"none": True},
                    "gap": 45,
                    "overlap": 100 if pictured.stacked else -5,
                    "data_labels": {
                        "value": True,
                        # A nought is left out of the chart: the table says it.
                        "num_format": pictured.number,
                        "font": {"name": FONT, "size": 9, "color": INK},
                    },
                }
            )
            checked(code, pictured.title)
        chart.set_title(
            {
                "name": pictured.title,
                "name_font": {"name": FONT, "size": 12, "bold": True, "color": ACCENT},
            }
        )
        chart.set_y_axis(
            {
                "visible": False,
                "major_gridlines": {"visible": False},
                "min": 0,
            }
        )
        chart.set_x_axis(
            {
                "reverse": True,
                "num_font": {"name": FONT, "size": 9, "color": INK},
                "line": {"color": RULE},
                "major_tick_mark": "none",
                "minor_tick_mark": "none",
            }
        )
        if len(pictured.series) > 1:
            chart.set_legend(
                {"position": "bottom", "font": {"name": FONT, "size": 9, "color": INK}}
            )
        else:
            chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": RULE}, "fill": {"color": WHITE}})
        chart.set_plotarea({"fill": {"none": True}})
    return chart


def place_chart(
    sheet: Worksheet,
    chart: Chart,
    at: tuple[int, int],
    size: tuple[int, int],
    description: str,
    indent: int = 0,
) -> None:
    """Put a chart with its upper left corner in the cell (row, column).

    Its size, and how far from the cell's left side it stands, are in pixels.
    """
    if not description:
        message = "a chart needs an alternative text"
        raise LayoutError(message)
    chart.set_size({"width": size[0], "height": size[1]})
    options = {"description": description, "object_position": 1, "x_offset": indent}
    with strict("chart"):
        checked(sheet.insert_chart(at[0] - 1, at[1] - 1, chart, options), "chart")
