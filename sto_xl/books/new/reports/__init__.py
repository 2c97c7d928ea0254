"""The templates of reports as they are built: layout, charts and print set-up, without any data.

Tables have one blank row, those behind a chart all their labels. Nothing stands beneath or beside
what grows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from sto_xl import sheets
from sto_xl.books.new.layout import name_cell
from sto_xl.books.new.reports import account, digest, lists
from sto_xl.books.new.reports.kept import write_kept
from sto_xl.books.new.reports.pages import Opening, Places
from sto_xl.books.new.reports.profiles import write_profiles
from sto_xl.books.new.style import ACCENT, ACCENT_LIGHT, Writer
from sto_xl.books.packing import repacked
from sto_xl.books.parts import Parts
from sto_xl.books.report import names, specs, tables
from sto_xl.books.report.cells import Tables
from sto_xl.books.report.lists import HANDED_IN
from sto_xl.books.report.rows import tiles
from sto_xl.books.report.specs import ReportSpec
from sto_xl.books.report.tables import SCHOOLS, MailingList
from sto_xl.books.report.terms import TERMS
from sto_xl.model import reference
from sto_xl.sheets import TableSpec

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

#: What XlsxWriter says of the labels in a chart, and all that there is to say.
_SHOWN = b'<c:showVal val="1"/>'
_SHOWN_ALONE = (
    b'<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    b'<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
_LISTED: Places = {names.TITLE: (1, 1), names.SUBTITLE: (2, 1), names.NOTE: (3, 1)}


class _Book:
    """A template in the making, that names the cells of single values."""

    def __init__(self, title: str) -> None:
        self.writer = Writer(title, lists.HOUSE)
        self._tab = ACCENT

    def sheet(self, name: str, *, hidden: bool = False) -> Worksheet:
        """Add a sheet; the first has the darkest tab."""
        sheet = self.writer.sheet(name, tab="" if hidden else self._tab)
        self._tab = ACCENT_LIGHT
        return sheet

    def name(self, sheet: Worksheet, places: Places) -> None:
        """Name the cells of a sheet's single values."""
        for name, at in places.items():
            name_cell(self.writer, sheet, name, *at)


def findings(spec: TableSpec) -> bytes:
    """Give the template of a list of findings."""
    book = _Book("Bevindingen")
    sheet = book.sheet(spec.sheet)
    book.name(sheet, lists.write_findings(book.writer, sheet, spec))
    return book.writer.content()


def intake() -> bytes:
    """Give the template of the list of plans that were handed in."""
    book = _Book("Ingeleverde plannen")
    spec, opening = tables.INTAKE, Opening("Ingeleverde plannen", "")
    sheet = book.sheet(spec.sheet)
    lists.write_listing(book.writer, sheet, spec, opening, (), note=HANDED_IN, footer=lists.HOUSE)
    book.name(sheet, _LISTED)
    return book.writer.content()


def mailed(listed: MailingList) -> bytes:
    """Give the template of the list beside letters."""
    book = _Book("Verzendlijst")
    lists.write_mailed(book.writer, book.sheet(listed.mailed.sheet), listed.mailed)
    left = book.sheet(listed.left.sheet)
    book.name(left, lists.write_left(book.writer, left, listed.left))
    return book.writer.content()


def summary() -> bytes:
    """Give the template of a region's summary."""
    book = _Book("Samenvatting")
    writer, labels = book.writer, _labels()
    pages = book.sheet("Samenvatting")
    changed = book.sheet(tables.CHANGED.sheet)
    profielen = book.sheet("Profielen")
    drawn = write_profiles(writer, profielen, Opening("Profielen en leerwegen", ""), labels)
    opening = Opening("Samenvatting", "")
    book.name(pages, digest.write_digest(writer, pages, opening, labels, drawn, tiles(labels), ""))
    book.name(changed, lists.write_changed(writer, changed))
    book.name(profielen, {names.ON_PROFILES: (2, 1)})
    scholen = book.sheet(SCHOOLS.sheet)
    opening = Opening("Scholen", "")
    lists.write_listing(writer, scholen, SCHOOLS, opening, (), note=" ", marked="Signaal")
    book.name(scholen, {names.ON_SCHOOLS: (2, 1), names.SAID_OF_SCHOOLS: (3, 1)})
    lacking = book.sheet(tables.MISSING.sheet)
    opening = Opening("Ontbrekende scholen", "")
    lists.write_listing(writer, lacking, tables.MISSING, opening, (), note=" ")
    book.name(lacking, {names.ON_MISSING: (2, 1), names.SAID_OF_MISSING: (3, 1)})
    said = book.sheet(tables.TERMS.sheet)
    told = account.Account(
        [(label, "") for label in names.FACTS],
        {names.PLANS: ""},
        [(c.naam, c.eenheid, c.definitie) for c in reference.cijfers().values()],
        TERMS,
    )
    book.name(said, account.write_account(writer, said, told))
    files = book.sheet(tables.FILES.sheet)
    lists.write_files(writer, files, Opening("Bestanden", ""), ())
    book.name(files, {names.ON_FILES: (2, 1)})
    write_kept(writer, book.sheet(sheets.STAND.sheet, hidden=True), {})
    return _labels_said(writer.content())


def _labels() -> Tables:
    """Give the rows of the tables behind charts, with their labels alone."""
    rows = {
        spec.name: [(*row, *[None] * (len(spec.columns) - len(row))) for row in spec.rows]
        for spec in sheets.SUMMARY
        if spec is not sheets.PROFIEL_LEERWEG
    }
    cijfers = reference.cijfers().values()
    key_figures = [(c.naam, None, c.ernaast, *[None] * 3) for c in cijfers]
    return {**rows, sheets.KERNCIJFERS.name: key_figures}


def _labels_said(data: bytes) -> bytes:
    """Say of the labels in charts what they do not show, as XlsxWriter does not.

    Programs show all that is not said, unless they know the workbook for one of Excel 2007's.
    """
    parts = Parts(data, "")
    names = [i.filename for i in parts.members if i.filename.startswith("xl/charts/chart")]
    new = {name: parts.read(name).replace(_SHOWN, _SHOWN_ALONE) for name in names}
    return repacked(parts, new)


#: How each is built.
BUILDERS: Mapping[ReportSpec, Callable[[], bytes]] = {
    specs.FINDINGS: lambda: findings(tables.FINDINGS),
    specs.PLAN_FINDINGS: lambda: findings(tables.PLAN_FINDINGS),
    specs.INTAKE: intake,
    **{spec: partial(mailed, listed) for listed, spec in specs.MAILED.items()},
    specs.SUMMARY: summary,
}
