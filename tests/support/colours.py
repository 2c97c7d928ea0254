"""The colours that a workbook shows: as LibreOffice works its conditional formats out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from sto_xl import sheets
from sto_xl.books.new.style import MARKS
from sto_xl.grid import Row, Snapshot, Table, address, plain
from sto_xl.sheets.spec import WorkbookSpec
from sto_xl.sheets.table_read import find
from support.tools import soffice_convert

_SEVERITIES = {colour: severity for severity, colour in MARKS.items()}
_ERRORS = ("#", "Err:")
_ERNST, _CELL, _PLEK = (
    [column.heading for column in sheets.CONTROLE.columns].index(heading)
    for heading in ("Ernst", "Cel", "Plek")
)


@dataclass
class Page(HTMLParser):
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

    def visible(self) -> Mapping[str, Mapping[tuple[int, int], tuple[str, str]]]:
        """Give the cells of each sheet that show a colour or a text, by row and column."""
        return {
            name: {
                (down, right): (colour, text)
                for down, cells in enumerate(rows)
                for right, (colour, text) in enumerate(cells)
                if colour or text.strip()
            }
            for name, rows in self.sheets.items()
        }

    @property
    def errors(self) -> list[str]:
        """The errors that cells show, with their sheets."""
        return [
            f"{name}: {text.strip()}"
            for name, rows in self.sheets.items()
            for cells in rows
            for _, text in cells
            if text.strip().startswith(_ERRORS) and text.strip() != "#"
        ]


def exported(paths: Sequence[Path], folder: Path) -> list[Page]:
    """Give what LibreOffice shows of workbooks, all calculated."""
    soffice_convert(paths, "html", folder)
    pages = []
    for path in paths:
        page = Page()
        page.feed((folder / path.name).with_suffix(".html").read_text("utf-8"))
        pages.append(page)
    return pages


def coloured(
    page: Page, snapshot: Snapshot, template: WorkbookSpec = sheets.ROSTER
) -> Mapping[str, str]:
    """Give the cells of tables that people fill in that have a severity's colour, with that."""
    tables = [t for spec in template.read if (t := find(snapshot, spec).table)]
    return {
        f"{table.sheet}!{address(*cell)}": severity
        for table in tables
        for cell, severity in _shown(page, table)
        if severity
    }


def _shown(page: Page, table: Table) -> Iterator[tuple[tuple[int, int], str]]:
    """Give the severity whose colour each cell of a table has, header included."""
    rows = page.sheets[table.sheet]
    header = [plain(text) for text in table.header]
    # An export begins where a sheet does: the header row tells where that is.
    for at, row in enumerate(rows):
        texts = [plain(text) for _, text in row]
        for left in range(len(texts) - len(header) + 1):
            if texts[left : left + len(header)] == header:
                down, right = table.top - at, table.left - left
                for y, cells in enumerate(rows[at:], start=at):
                    for x, cell in enumerate(cells[left : left + len(header)], start=left):
                        yield (y + down, x + right), _SEVERITIES.get(cell[0].upper(), "")
                return
    message = f"{table.sheet} has no row {header}"
    raise AssertionError(message)


def asked(
    rows: Iterable[Row], snapshot: Snapshot, template: WorkbookSpec = sheets.ROSTER
) -> Mapping[str, str]:
    """Give the cells that the rows of tblControle ask a colour for, with the worst severity.

    They are those whose mark is listed: sorting a sheet leaves its findings where they belong.
    """
    worst: dict[str, str] = {}
    for row in rows:
        worst.setdefault(str(row[_PLEK] or "").casefold(), str(row[_ERNST]))
    worst.pop("", None)
    found = {}
    for spec in template.read:
        table_read = find(snapshot, spec)
        if table := table_read.table:
            for line in range(len(table.rows)):
                for place in range(len(table.header)):
                    mark = table_read.mark(line, place).casefold()
                    if mark in worst and not _beside(spec, place):
                        where = address(table.row_of(line), table.left + place)
                        found[f"{table.sheet}!{where}"] = worst[mark]
    return found


def _beside(spec: sheets.TableSpec, place: int) -> bool:
    """Tell whether a column of a form holds its labels."""
    return spec.form and place == 0
