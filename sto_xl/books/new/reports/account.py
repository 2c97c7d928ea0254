"""The sheet Verantwoording: where figures come from, and what words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl.books.new.layout import add_table, set_widths, write
from sto_xl.books.new.reports.pages import (
    INTERNAL,
    LINE,
    SUBJECT_LINE,
    Places,
    across,
    frame,
    height,
    write_heading,
    write_pale,
    write_title,
)
from sto_xl.books.new.style import Writer
from sto_xl.books.report.cells import fitted, fitted_rows
from sto_xl.books.report.names import fact_name
from sto_xl.books.report.tables import DEFINITIONS, TERMS
from sto_xl.grid import Row
from sto_xl.sheets import Column, Kind, TableSpec

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

ACCOUNT = TERMS.sheet
#: The columns that all tables of the sheet share.
WIDTHS = (42.0, 20.0, 73.0, 27.0)

_RECKONING = TableSpec(
    "tblOptelling",
    ACCOUNT,
    (
        Column("Stap", kind=Kind.LONG),
        Column("Locaties", kind=Kind.WHOLE),
        Column("Toelichting", kind=Kind.LONG),
    ),
)
_HEADINGS = {
    DEFINITIONS.name: "Wat de cijfers betekenen",
    TERMS.name: "Wat de woorden betekenen",
    _RECKONING.name: "Hoe het landelijke cijfer ontstaat",
}
_MEASURES = ("Locaties", "Vmbo-locaties", "Deelnemers")
_STEPS = (
    ("som van de regio's", "Alle regiobestanden bij elkaar opgeteld."),
    ("min dubbel geteld", "Staat in meer dan één regiobestand: zie blad Dubbel."),
    ("min zonder geldige code", "Of deze locaties dubbel zijn, is niet te zien."),
    ("landelijk", "Elke locatie één keer geteld."),
)


@dataclass(frozen=True, slots=True)
class Account:
    """What the sheet Verantwoording says, as plain rows.

    `facts` are label and value; `remarks` sentences beneath them, by name: a blank one leaves room
    for it.
    `reckoning` are numbers of locations, vmbo locations and deelnemers: summed, double, without a
    code; () for a region.
    """

    facts: Sequence[tuple[str, str]]
    remarks: Mapping[str, str]
    definitions: Sequence[Row]
    terms: Sequence[Row]
    reckoning: Sequence[tuple[int, int, int]] = ()


def write_account(writer: Writer, sheet: Worksheet, account: Account) -> Places:
    """Write the sheet; give where single values stand."""
    right = len(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, ACCOUNT, "Waar de cijfers vandaan komen", right)
    write_pale(writer, sheet, 3, right, INTERNAL)
    height(sheet, 4, 9)
    row = 5
    places = {}
    for label, value in account.facts:
        write(sheet, row, 1, label, writer.format(bold=True))
        write(sheet, row, 2, fitted(value), writer.format())
        places[fact_name(label)] = (row, 2)
        row += 1
    for name, said in account.remarks.items():
        height(sheet, row, 2 * LINE + 4)
        form = writer.format(text_wrap=True, valign="vcenter")
        across(sheet, row, 1, right, str(fitted(said)), form)
        places[name] = (row, 1)
        row += 1
    if account.reckoning:
        rows = _reckoned(account.reckoning)
        formats = _reckoning_formats(writer, rows)
        row = _write_section(writer, sheet, row, _RECKONING, rows, formats)
    row = _write_section(writer, sheet, row, DEFINITIONS, account.definitions)
    row = _write_section(writer, sheet, row, TERMS, account.terms)
    frame(sheet, bottom=row - 2, right=right, landscape=True)
    return places


def _write_section(  # noqa: PLR0913, PLR0917  (a table's parts)
    writer: Writer,
    sheet: Worksheet,
    row: int,
    spec: TableSpec,
    rows: Sequence[Row],
    formats: Mapping[tuple[int, str], Format] | None = None,
) -> int:
    """Write a table beneath its heading; give the row of the next section."""
    write_heading(writer, sheet, row, _HEADINGS[spec.name])
    placed = add_table(
        writer,
        sheet,
        spec,
        fitted_rows(rows),
        top=row + 1,
        stripes=False,
        formats=formats,
    )
    return placed.bottom + 2


def _reckoned(numbers: Sequence[tuple[int, int, int]]) -> list[Row]:
    """Give the steps from the regions to the nation, for each measure."""
    rows: list[Row] = []
    measured = zip(_MEASURES, zip(*numbers, strict=True), strict=True)
    for measure, (summed, double, uncoded) in measured:
        steps = (summed, double, uncoded, summed - double - uncoded)
        rows += [
            (f"{measure}: {step}", number, why)
            for number, (step, why) in zip(steps, _STEPS, strict=True)
        ]
    return rows


def _reckoning_formats(writer: Writer, rows: Sequence[Row]) -> dict[tuple[int, str], Format]:
    """Give the formats of the reckoning: its results bold, under a line."""
    return {
        (line, column.heading): writer.body(column.kind, bold=True, **SUBJECT_LINE)
        for line in range(len(_STEPS) - 1, len(rows), len(_STEPS))
        for column in _RECKONING.columns
    }
