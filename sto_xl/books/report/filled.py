"""A report as its template filled in: looked at once, then written as often as there are reports.

The same code fills in a roster: see `sto_xl.books.filling`. What is the same in every report stays
compressed as it lies in the template.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import cache, lru_cache

from sto_xl.books.filling.charts import drawn_as_far, grown
from sto_xl.books.filling.filled import Filling
from sto_xl.books.filling.leaving_out import without_sheet
from sto_xl.books.filling.markup import marked
from sto_xl.books.filling.places import FilePlaces
from sto_xl.books.filling.tables import FileTable
from sto_xl.books.reading.file import snapshot_of
from sto_xl.books.reading.package import package_of
from sto_xl.books.report.cells import fitted, one_line
from sto_xl.books.report.specs import ReportSpec
from sto_xl.books.steps import look
from sto_xl.grid import Changes, ColumnCells, Row, Value
from sto_xl.system import outputs

#: How the names of single values begin.
OURS = "sto_"
#: A text of so many characters fits in a cell, whatever they are.
_SHORT = 10_000
#: What a report says of itself, wherever its template came from.
_PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<cp:coreProperties '
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>'
    "<dc:subject>Sterk Techniekonderwijs</dc:subject><dc:creator>sto_xl</dc:creator>"
    "<dc:language>nl-NL</dc:language>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>'
    "</cp:coreProperties>"
)


class ReportTemplate:
    """A workbook with the layout of a report; `fill` may be called any number of times."""

    def __init__(self, data: bytes, file: str, spec: ReportSpec) -> None:
        """Look at it, once for all reports."""
        package = package_of(data, file)
        package.parts.keep()
        self.spec, self._data = spec, data
        self.places = FilePlaces(package, snapshot_of(package))
        self._cells = self.places.cells
        self._specs = {table.name: table for table in spec.tables}
        self._there = {name for name in self._specs if self.table(name)}

    @property
    def names(self) -> Collection[str]:
        """The names of its single values, case-folded."""
        return [name for name in self._cells if name.startswith(OURS)]

    def table(self, name: str) -> FileTable | None:
        """Give a table by its name; None when it has none."""
        return next(filter(None, (sheet.table(name) for sheet in self.places.every)), None)

    def sheet_of(self, table: str) -> str:
        """Give the sheet that this table of a report has for itself; "" when there is none."""
        for sheet in self.places.every:
            own = [t.name.casefold() for t in sheet.tables]
            if own == [table.casefold()]:
                return sheet.name
        return ""

    def attempt(self, tables: Mapping[str, Sequence[Row]]) -> None:
        """Try whether tables can get these rows; Failure when they cannot."""
        rows = {name: tuple(given) for name, given in tables.items()}
        cells = tuple(self._value(name, "x") for name in self.names)
        Filling(self.places, look(self.places, Changes(rows, cells), self._specs).steps)

    def fill(
        self,
        title: str,
        day: dt.date,
        *,
        tables: Mapping[str, Sequence[Row]],
        values: Mapping[str, Value],
    ) -> bytes:
        """Give the report: the rows of tables, single values by the name of their cell.

        A table that is not given stays as it is, and what the template does not have is left out.
        """
        rows = {name: _fitted(given) for name, given in tables.items() if name in self._there}
        told = ((name.casefold(), fitted(value)) for name, value in values.items())
        cells = (self._value(name, value) for name, value in told if name in self._cells)
        targets = look(self.places, Changes(rows, tuple(cells)), self._specs)
        steps = targets.steps
        filling = Filling(self.places, steps)
        properties = _PROPERTIES.format(title=marked(one_line(title)), day=day.isoformat())
        filling.whole.describe(properties.encode())
        drawn_as_far(filling.whole, grown(steps))
        return filling.carried_out().packed()

    def _value(self, name: str, value: Value) -> ColumnCells:
        sheet, row, column = self._cells[name]
        return ColumnCells("", name, sheet, row, column, (value,))


def _fitted(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Give rows as cells can hold them; most texts are short and plain, and not asked further."""
    return tuple(
        [
            tuple(
                [
                    value
                    if not isinstance(value, str) or (len(value) < _SHORT and value.isprintable())
                    else fitted(value)
                    for value in row
                ]
            )
            for row in rows
        ]
    )


@cache
def shipped(spec: ReportSpec, without: tuple[str, ...] = ()) -> ReportTemplate:
    """Give the template that comes with the program; perhaps without the sheets of tables."""
    data = outputs.shipped("templates", spec.file).read_bytes()
    return compiled(data, spec.file, spec, without)


@lru_cache(maxsize=16)
def compiled(
    data: bytes, file: str, spec: ReportSpec, without: tuple[str, ...] = ()
) -> ReportTemplate:
    """Give the template that these bytes hold; the same bytes are looked at once per process.

    The sheets that the tables `without` have for themselves are left out.
    """
    for table in without:
        sheet = compiled(data, file, spec).sheet_of(table)
        data = without_sheet(data, file, sheet) if sheet else data
    return ReportTemplate(data, file, spec)
