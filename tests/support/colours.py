"""The colours that a workbook shows: as LibreOffice works its conditional formats out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from sto_xl.books.style import MARKS
from sto_xl.grid import Table, address, plain
from sto_xl.model.findings import Finding
from sto_xl.region.routines import Examined
from sto_xl.sheets.table_read import HEADER, TableRead
from support.tools import soffice_convert

_SEVERITIES = {colour: severity for severity, colour in MARKS.items()}


@dataclass
class _Page(HTMLParser):
    """The cells of each sheet of an HTML export: background and text, row by row."""

    sheets: dict[str, list[list[list[str]]]] = field(default_factory=dict)
    _within: str = ""
    _name: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"em", "td"}:
            self._within = tag
        if tag == "table":
            self.sheets[self._name] = []
        elif tag == "tr":
            self.sheets[self._name].append([])
        elif tag == "td":
            cells = int(said.get("colspan") or 1)
            self.sheets[self._name][-1] += [[said.get("bgcolor") or "", ""] for _ in range(cells)]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._within:
            self._within = ""

    def handle_data(self, data: str) -> None:
        if self._within == "em":
            self._name = data
        elif self._within == "td":
            self.sheets[self._name][-1][-1][1] += data


def exported(paths: Sequence[Path], folder: Path) -> list[_Page]:
    """Give what LibreOffice shows of workbooks, all calculated."""
    soffice_convert(paths, "html", folder)
    pages = []
    for path in paths:
        page = _Page()
        page.feed((folder / path.name).with_suffix(".html").read_text("utf-8"))
        pages.append(page)
    return pages


def shown(page: _Page, table: Table) -> dict[tuple[int, int], str]:
    """Give the severity whose colour a table's cells have, by row and column; header included."""
    rows = page.sheets[table.sheet]
    header = [plain(text) for text in table.header]
    # An export begins where a sheet does: the header row tells where that is.
    for at, row in enumerate(rows):
        texts = [plain(text) for _, text in row]
        for left in range(len(texts) - len(header) + 1):
            if texts[left : left + len(header)] == header:
                down, right = table.top - at, table.left - left
                return {
                    (y + down, x + right): _SEVERITIES.get(cell[0].upper(), "")
                    for y, cells in enumerate(rows)
                    for x, cell in enumerate(cells)
                    if y >= at and left <= x < left + len(header)
                }
    message = f"{table.sheet} has no row {header}"
    raise AssertionError(message)


def differences(page: _Page, examined: Examined) -> Iterator[str]:
    """Give each cell of an input table that has another colour than what was found there asks for.

    A cell that is found by the same mark as one with a finding has its colour too.
    """
    for table_read in examined.roster.book.tables.values():
        if (table := table_read.table) is None:
            continue
        worst = _worst(examined.report.findings, table_read)
        for (row, column), colour in shown(page, table).items():
            line, place = row - table.row_of(0), column - table.left
            mark = table_read.mark(line, place) if 0 <= line < len(table.rows) else ""
            wanted = worst.get(mark.casefold(), "") if mark else ""
            if colour != wanted:
                where = f"{table.sheet}!{address(row, column)}"
                yield f"{where}: {colour or 'white'}, not {wanted or 'white'} ({mark!r})"


def _worst(findings: Sequence[Finding], table_read: TableRead) -> Mapping[str, str]:
    """Give the worst that was found by each mark of a table's cells."""
    worst: dict[str, str] = {}
    table = table_read.table
    assert table is not None
    for finding in findings:
        place = finding.place
        if place.sheet != table.sheet or place.row is None or place.column is None:
            continue
        line, at = place.row - table.row_of(0), place.column - table.left
        if line > HEADER and 0 <= at < len(table.header):
            worst.setdefault(table_read.mark(line, at).casefold(), finding.severity.value)
    worst.pop("", None)
    return worst


def uncoloured(page: _Page, examined: Examined) -> list[str]:
    """Give the findings at a cell of a body whose cell is white, other than those with no mark."""
    tables = [t for r in examined.roster.book.tables.values() if (t := r.table)]
    colours = {
        (table.sheet, *cell): colour
        for table in tables
        for cell, colour in shown(page, table).items()
    }
    heads = {(table.sheet, table.top) for table in tables}
    return [
        f"{f.where} {f.code} {f.place.mark!r}"
        for f in examined.report.findings
        if f.place.cell
        and (f.place.sheet, f.place.row) not in heads
        and not colours.get((f.place.sheet, f.place.row or 0, f.place.column or 0))
    ]

