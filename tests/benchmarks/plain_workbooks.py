"""A workbook as plain data, and how one writes it: with XlsxWriter, or with openpyxl.

So every pipeline is asked for the same sheets, cells, looks, tables and charts. What goes in is
read from a workbook that was made; working out figures is not asked of who gets them here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import xlsxwriter
from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, NumDataSource, NumRef, StrRef
from openpyxl.chart.series import Series
from openpyxl.formatting.rule import DataBarRule, FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.table import Table, TableStyleInfo

_STYLE = "Table Style Light 1"
_BAR = "638EC6"
_FOOTER = "&L&A&RPagina &P van &N"


class Look(NamedTuple):
    """How a cell looks."""

    bold: bool
    size: float
    color: str
    fill: str
    notation: str
    wrap: bool
    across: str


@dataclass(frozen=True)
class PlainTable:
    """Where a table stands, by its first and last cells, what it is called and its headings."""

    ref: str
    name: str
    headings: Sequence[str]


@dataclass(frozen=True)
class PlainChart:
    """A bar chart: where it stands, and of each series the ranges of categories and values."""

    anchor: str
    kind: str
    grouping: str
    series: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Page:
    """A sheet: its cells with how each looks, and what stands over them.

    `bars` are the ranges with data bars, `coloured` those that a formula colours.
    """

    title: str
    widths: Sequence[tuple[str, float]]
    frozen: str | None
    cells: Sequence[tuple[int, int, Any, Look]]
    tables: Sequence[PlainTable]
    charts: Sequence[PlainChart]
    bars: Sequence[str]
    coloured: Sequence[tuple[str, str]]


def pages_of(path: Path) -> list[Page]:
    """Give what a finished workbook holds."""
    return [_page(sheet) for sheet in openpyxl.load_workbook(path)]


def _page(sheet: Any) -> Page:  # noqa: ANN401  (of openpyxl, whose types know little of charts)
    rules = [(str(rng.sqref), rule) for rng in sheet.conditional_formatting for rule in rng.rules]
    return Page(
        sheet.title,
        [(name, column.width) for name, column in sheet.column_dimensions.items()],
        sheet.freeze_panes,
        [
            (cell.row, cell.column, cell.value, _look(cell))
            for row in sheet
            for cell in row
            if cell.value is not None
        ],
        [PlainTable(t.ref, t.name, t.column_names) for t in sheet.tables.values()],
        [_chart(chart) for chart in sheet._charts],  # noqa: SLF001  (there is no other way)
        [ref for ref, rule in rules if rule.type == "dataBar"],
        [(ref, rule.formula[0]) for ref, rule in rules if rule.type == "expression"],
    )


def _look(cell: Any) -> Look:  # noqa: ANN401  (a cell, of whichever kind)
    font, fill, alignment = cell.font, cell.fill, cell.alignment
    return Look(
        bool(font.b),
        font.sz,
        _colour(font.color, "000000"),
        _colour(fill.fgColor, "") if fill.fill_type else "",
        cell.number_format,
        bool(alignment.wrap_text),
        alignment.horizontal or "general",
    )


def _colour(colour: Any, otherwise: str) -> str:  # noqa: ANN401  (openpyxl's, or none)
    given = colour is not None and colour.type == "rgb"
    return colour.rgb[-6:] if given else otherwise


def _chart(chart: Any) -> PlainChart:  # noqa: ANN401  (openpyxl's)
    origin = chart.anchor._from  # noqa: SLF001  (openpyxl calls it so)
    column = get_column_letter(origin.col + 1)
    series = [((one.cat.strRef or one.cat.numRef).f, one.val.numRef.f) for one in chart.series]
    return PlainChart(f"{column}{origin.row + 1}", chart.type, chart.grouping, series)


# With XlsxWriter.


def with_xlsxwriter(pages: Sequence[Page], path: Path) -> None:
    """Write a workbook as its manual says, each format made once."""
    with xlsxwriter.Workbook(path) as book:
        looks = {look for page in pages for *_, look in page.cells}
        formats = {look: book.add_format(_format(look)) for look in looks}
        marked = book.add_format({"bg_color": f"#{_BAR}"})
        for page in pages:
            sheet = book.add_worksheet(page.title)
            for name, width in page.widths:
                sheet.set_column(f"{name}:{name}", width)
            for row, column, value, look in page.cells:
                sheet.write(row - 1, column - 1, value, formats[look])
            heads = {(row, column): formats[look] for row, column, _, look in page.cells}
            for table in page.tables:
                sheet.add_table(table.ref, _table(table, heads))
            for ref in page.bars:
                sheet.conditional_format(ref, {"type": "data_bar", "bar_color": f"#{_BAR}"})
            for ref, formula in page.coloured:
                rule = {"type": "formula", "criteria": f"={formula}", "format": marked}
                sheet.conditional_format(ref.replace(" ", ","), rule)
            for chart in page.charts:
                sheet.insert_chart(chart.anchor, _xlsxwriter_chart(book, chart))
            _print_setup(sheet, page)


def _format(look: Look) -> dict[str, Any]:
    said: dict[str, Any] = {
        "bold": look.bold,
        "font_size": look.size,
        "font_color": f"#{look.color}",
        "num_format": look.notation,
        "text_wrap": look.wrap,
        "valign": "top",
    }
    if look.fill:
        said["bg_color"] = f"#{look.fill}"
    if look.across != "general":
        said["align"] = look.across
    return said


def _table(table: PlainTable, heads: dict[tuple[int, int], Any]) -> dict[str, Any]:
    left, top, *_ = range_boundaries(table.ref)
    if left is None or top is None:
        message = f"a table has a place: {table.ref}"
        raise ValueError(message)
    columns = [
        {"header": heading, "header_format": heads.get((top, left + n))}
        for n, heading in enumerate(table.headings)
    ]
    return {"name": table.name, "columns": columns, "style": _STYLE}


def _xlsxwriter_chart(book: xlsxwriter.Workbook, chart: PlainChart) -> Any:  # noqa: ANN401  (untyped)
    kind = {"type": "bar" if chart.kind == "bar" else "column"}
    if chart.grouping in {"stacked", "percentStacked"}:
        kind["subtype"] = "stacked" if chart.grouping == "stacked" else "percent_stacked"
    made = book.add_chart(kind)
    for categories, values in chart.series:
        labels = {"value": True}
        made.add_series(
            {"categories": f"={categories}", "values": f"={values}", "data_labels": labels}
        )
    made.set_legend({"position": "bottom"})
    return made


def _print_setup(sheet: Any, page: Page) -> None:  # noqa: ANN401  (untyped)
    if page.frozen:
        sheet.freeze_panes(page.frozen)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(_FOOTER)


# With openpyxl.


def with_openpyxl(pages: Sequence[Page], path: Path) -> None:
    """Write a workbook as its manual says, each style made once."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    looks = {look for page in pages for *_, look in page.cells}
    styles = {look: _styles(look) for look in looks}
    for page in pages:
        sheet = book.create_sheet(page.title)
        for name, width in page.widths:
            sheet.column_dimensions[name].width = width
        for row, column, value, look in page.cells:
            cell = sheet.cell(row, column, value)
            cell.font, cell.fill, cell.alignment = styles[look]
            cell.number_format = look.notation
        for table in page.tables:
            made = Table(displayName=table.name, ref=table.ref)
            made.tableStyleInfo = TableStyleInfo(name=_STYLE.replace(" ", ""))
            sheet.add_table(made)
        for ref in page.bars:
            bar = DataBarRule("min", None, "max", None, color=_BAR)  # type: ignore[no-untyped-call]  # openpyxl types no rules
            sheet.conditional_formatting.add(ref, bar)
        for ref, formula in page.coloured:
            rule = FormulaRule([formula], fill=PatternFill("solid", bgColor=_BAR))  # type: ignore[no-untyped-call]  # nor this
            sheet.conditional_formatting.add(ref, rule)
        for chart in page.charts:
            sheet.add_chart(_openpyxl_chart(chart), chart.anchor)
        sheet.freeze_panes = page.frozen
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.oddFooter.right.text = "Pagina &P van &N"
    book.save(path)


def _styles(look: Look) -> tuple[Font, PatternFill, Alignment]:
    fill = PatternFill("solid", fgColor=look.fill) if look.fill else PatternFill()
    font = Font(bold=look.bold, size=look.size, color=look.color)
    return font, fill, Alignment(horizontal=look.across, vertical="top", wrap_text=look.wrap)


def _openpyxl_chart(chart: PlainChart) -> Any:  # noqa: ANN401  (its types take no variable)
    made: Any = BarChart()
    made.type, made.grouping = chart.kind, chart.grouping
    for number, (categories, values) in enumerate(chart.series):
        one = Series(idx=number, order=number, val=NumDataSource(NumRef(f=values)))
        one.cat = AxDataSource(strRef=StrRef(f=categories))
        made.series.append(one)
    if made.legend:
        made.legend.position = "b"
    return made
