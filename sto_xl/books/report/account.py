"""The sheet Verantwoording: where a report's figures come from, and what its words mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.layout import add_table, set_widths, write
from sto_xl.books.report.pages import (
    INTERNAL,
    SUBJECT_LINE,
    Tables,
    fit_height,
    fitted,
    fitted_rows,
    frame,
    height,
    write_good_news,
    write_heading,
    write_note,
    write_title,
)
from sto_xl.books.report.terms import TERMS
from sto_xl.books.style import Writer
from sto_xl.grid import Row
from sto_xl.sheets import Column, Kind

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

#: The columns that all tables of this sheet share; the last one holds SHA-256 on two lines.
WIDTHS = (42.0, 20.0, 73.0, 27.0)
#: How wide that column is for its small print.
_HASH_WIDTH = WIDTHS[-1] * 11 / 8


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    table: str
    columns: Sequence[Column]


_SOURCES = _Section(
    "Welke bestanden",
    "tblBronnen",
    (
        Column("Bestand", kind=Kind.LONG),
        Column("Regio", kind=Kind.LONG),
        Column("Stand", kind=Kind.LONG),
        Column("SHA-256", kind=Kind.LONG),
    ),
)
_PLANS = _Section("Welke techniekplannen", "tblTechniekplannen", _SOURCES.columns)
_RECKONING = _Section(
    "Hoe het landelijke cijfer ontstaat",
    "tblOptelling",
    (
        Column("Stap", kind=Kind.LONG),
        Column("Locaties", kind=Kind.WHOLE),
        Column("Toelichting", kind=Kind.LONG),
    ),
)
_COVERAGE = _Section(
    "Hoeveel er bekend is", "tblDekking", (Column("Cijfer", kind=Kind.LONG), Column("Bekend"))
)
_DEFINITIONS = _Section(
    "Wat de cijfers betekenen",
    "tblDefinities",
    (Column("Cijfer", kind=Kind.LONG), Column("Eenheid"), Column("Definitie", kind=Kind.LONG)),
)
_TERMS = _Section(
    "Wat de woorden betekenen",
    "tblBegrippen",
    (Column("Begrip", kind=Kind.LONG), Column("Soort"), Column("Betekenis", kind=Kind.LONG)),
)
_MEASURES = ("Locaties", "Vmbo-locaties", "Deelnemers")
_STEPS = (
    ("som van de regio's", "Alle regiobestanden bij elkaar opgeteld."),
    ("min dubbel geteld", "Staat in meer dan één regiobestand: zie blad Dubbel."),
    ("min zonder geldige code", "Of deze locaties dubbel zijn, is niet te zien."),
    ("landelijk", "Elke locatie één keer geteld."),
)


@dataclass(frozen=True, slots=True)
class Account:
    """What the sheet says, as plain rows.

    `facts` are label and value; `sources` Bestand, Regio, Stand and SHA-256; `reckoning` numbers
    of locations, vmbo locations and deelnemers: summed, double, without a code; () for a region.
    `absence` says which regions are missing, or that nobody looked. `plans` are techniekplannen,
    rows as of `sources`, and `plans_said` how many of them were read.
    """

    facts: Sequence[tuple[str, str]]
    sources: Sequence[Row]
    tables: Tables
    definitions: Sequence[Row]
    reckoning: Sequence[tuple[int, int, int]] = ()
    more_terms: Sequence[Row] = ()
    absence: str = ""
    plans: Sequence[Row] = ()
    plans_said: str = ""


def write_account(writer: Writer, sheet: Worksheet, account: Account) -> None:
    """Write the sheet Verantwoording."""
    right = len(WIDTHS)
    set_widths(sheet, WIDTHS)
    write_title(writer, sheet, "Verantwoording", "Waar de cijfers vandaan komen", right)
    write_good_news(writer, sheet, 3, right, INTERNAL)
    height(sheet, 4, 9)
    row = 5
    for label, value in account.facts:
        write(sheet, row, 1, label, writer.format(bold=True))
        write(sheet, row, 2, fitted(value), writer.format())
        row += 1
    row = _write_files(writer, sheet, row + 1, _SOURCES, account.sources)
    if account.absence:
        row = _write_remark(writer, sheet, row, account.absence)
    if account.plans:
        row = _write_files(writer, sheet, row, _PLANS, account.plans)
    if account.plans_said:
        row = _write_remark(writer, sheet, row, account.plans_said)
    if account.reckoning:
        rows = _reckoned(account.reckoning)
        formats = _reckoning_formats(writer, rows)
        row = _write_section(writer, sheet, row, _RECKONING, rows, formats=formats)
    figures = account.tables.get(sheets.KERNCIJFERS.name, ())
    if coverage := [(name, known) for name, _, _, known, *_ in figures if known]:
        known = writer.body(Kind.TEXT, text_wrap=False)
        formats = {(line, "Bekend"): known for line in range(len(coverage))}
        row = _write_section(writer, sheet, row, _COVERAGE, coverage, formats=formats)
    row = _write_section(writer, sheet, row, _DEFINITIONS, account.definitions)
    terms = [*TERMS, *account.more_terms]
    row = _write_section(writer, sheet, row, _TERMS, terms)
    frame(sheet, bottom=row - 2, right=right, landscape=True)


def _write_files(
    writer: Writer, sheet: Worksheet, row: int, section: _Section, files: Sequence[Row]
) -> int:
    """Write a list of files, their digests in small print; give the row of what follows."""
    small = writer.body(Kind.LONG, font_size=8)
    formats = {(line, "SHA-256"): small for line in range(len(files))}
    return _write_section(writer, sheet, row, section, files, formats=formats)


def _write_remark(writer: Writer, sheet: Worksheet, row: int, said: str) -> int:
    """Write what is to be said beneath a table; give the row of the next section."""
    height(sheet, row - 1, 9)
    write_note(writer, sheet, row, len(WIDTHS), str(fitted(said)), sum(WIDTHS))
    return row + 2


def _write_section(  # noqa: PLR0913  (a table's parts)
    writer: Writer,
    sheet: Worksheet,
    row: int,
    section: _Section,
    rows: Sequence[Row],
    *,
    formats: Mapping[tuple[int, str], Format] | None = None,
) -> int:
    """Write a table beneath its heading; give the row of the next section."""
    write_heading(writer, sheet, row, section.heading)
    placed = add_table(
        writer,
        sheet,
        section.table,
        section.columns,
        fitted_rows(rows),
        top=row + 1,
        stripes=False,
        formats=formats,
    )
    # What is known may run on beyond its column, where nothing stands.
    widths = WIDTHS[:1] if section is _COVERAGE else (*WIDTHS[:-1], _HASH_WIDTH)
    for line, values in enumerate(rows, start=placed.top + 1):
        fit_height(sheet, line, values, widths)
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
