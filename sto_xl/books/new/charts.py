"""Native Excel charts in the look of the house: few, legible, with a text for who cannot see them.

The caller refers to the cells of a table by `Placed.cells`, so a chart follows its table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.books.measure import text_width
from sto_xl.books.new.layout import Placed
from sto_xl.books.new.style import (
    ACCENT,
    ACCENT_LIGHT,
    ACCENT_MID,
    FONT,
    GREY,
    INK,
    RULE,
    WHITE,
    LayoutError,
    Writer,
    checked,
    strict,
)
from sto_xl.books.report.cells import known
from sto_xl.grid import Row, Value, address

if TYPE_CHECKING:
    from xlsxwriter.chart import Chart
    from xlsxwriter.worksheet import Worksheet

#: The colours of a chart's series, in their order; a single series is dark.
SERIES = (ACCENT, ACCENT_LIGHT, ACCENT_MID, GREY)
#: How shares are written beside their bars.
SHARE = "0%"
#: In pixels: a digit of the names, what stands around the bars, the number behind the longest bar.
_DIGIT, _TITLE, _LEGEND, _APART, _NUMBER = 5.9, 36, 30, 12, 40
#: The names have no more of a chart's width than this.
_MOST = 0.64


@dataclass(frozen=True, slots=True)
class Pictured:
    """What a chart shows of a table: the labels' headings (first to last) and a series per heading.

    `description` is the alternative text; it says what can be read from the chart, not its looks.
    An `upright` chart has columns instead of bars; `maximum` ends its scale, 0 leaves that open.
    Without a `legend` the title says which series is which: not every program has the series of
    bars in one order in both.
    """

    title: str
    description: str
    labels: tuple[str, str]
    series: Sequence[str]
    stacked: bool = False
    number: str = "#,##0;;"
    upright: bool = False
    maximum: float = 0
    legend: bool = True


@dataclass(frozen=True, slots=True)
class Series:
    """A series by its references.

    `shown` holds labels and values when they are not one range, or not all known: those are None.
    """

    name: str
    categories: str
    values: str
    shown: tuple[Sequence[Value], Sequence[Value]] | None = None


def bar_chart(  # noqa: PLR0913  (what a chart is drawn from)
    writer: Writer,
    placed: Placed,
    pictured: Pictured,
    size: tuple[int, int],
    rows: Sequence[Row] = (),
    *,
    named: Sequence[Value] = (),
) -> Chart:
    """Make a chart of bars, the table's first row on top; or of columns, the first one left.

    `size` is how large it will be placed. `rows` are the table's, for programs that show a chart as
    it was kept; without them the bars are those that are `named`.
    """
    labels = [placed.headings.index(heading) for heading in pictured.labels]
    series = [
        Series(
            f"={placed.prefix}" + address(placed.top, placed.left + placed.headings.index(heading)),
            placed.cells(*pictured.labels),
            placed.cells(heading),
            (
                [row[labels[0]] for row in rows],
                [known(row[placed.headings.index(heading)]) for row in rows],
            )
            if rows
            else None,
        )
        for heading in pictured.series
    ]
    chart = draw(writer, pictured, series)
    if not pictured.upright:
        said = [row[labels[0]] for row in rows] or named
        room = _room(size, [str(name) for name in said], pictured, legend=_has_legend(pictured))
        chart.set_plotarea({"fill": {"none": True}, "layout": room})
    return chart


def _has_legend(pictured: Pictured) -> bool:
    return len(pictured.series) > 1 and pictured.legend


def _room(
    size: tuple[int, int], names: Sequence[str], pictured: Pictured, *, legend: bool
) -> dict[str, float]:
    """Give where the bars stand in a chart: so that each name has its room on one line.

    Left to themselves, not all programs give a long name that room, and let names overlap.
    """
    width, height = size
    left = min(max(map(text_width, names), default=0) * _DIGIT + _APART, width * _MOST)
    # A scale that ends beyond the longest bar has room for its number.
    right = _APART if pictured.maximum else _NUMBER
    bottom = _LEGEND if legend else _APART
    # In a high chart some programs set the title lower.
    top = max(_TITLE, 24 + 0.035 * height)
    return {
        "x": left / width,
        "y": top / height,
        "width": (width - left - right) / width,
        "height": (height - top - bottom) / height,
    }


def draw(writer: Writer, pictured: Pictured, series: Sequence[Series]) -> Chart:
    """Draw these series as the chart that is pictured."""
    subtype = {"subtype": "stacked"} if pictured.stacked else {}
    kind = "column" if pictured.upright else "bar"
    chart = writer.book.add_chart({"type": kind, **subtype})
    values, categories = chart.set_x_axis, chart.set_y_axis
    if pictured.upright:
        values, categories = categories, values
    with strict(pictured.title):
        for colour, one in zip(SERIES, series, strict=False):
            # Left out, XlsxWriter caches what stands in the cells; empty, it caches nothing.
            held = (
                {"categories_data": list(one.shown[0]), "values_data": list(one.shown[1])}
                if one.shown
                else {}
            )
            code = chart.add_series(
                {
                    "name": one.name,
                    "categories": one.categories,
                    "values": one.values,
                    **held,
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
        values(
            {
                "visible": False,
                "major_gridlines": {"visible": False},
                "min": 0,
                **({"max": pictured.maximum} if pictured.maximum else {}),
            }
        )
        categories(
            {
                "reverse": not pictured.upright,
                # Every column is named, however narrow; a bar has room for its name.
                **({"interval_unit": 1} if pictured.upright else {}),
                "num_font": {"name": FONT, "size": 9, "color": INK},
                "line": {"color": RULE},
                "major_tick_mark": "none",
                "minor_tick_mark": "none",
            }
        )
        if _has_legend(pictured):
            chart.set_legend(
                {"position": "bottom", "font": {"name": FONT, "size": 9, "color": INK}}
            )
        else:
            chart.set_legend({"none": True})
        chart.set_chartarea({"border": {"color": RULE}, "fill": {"color": WHITE}})
        chart.set_plotarea({"fill": {"none": True}})
    return chart


def place_chart(  # noqa: PLR0913, PLR0917  (a chart's place and size)
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
