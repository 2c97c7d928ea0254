"""A workbook on disk, read without Excel: calamine for the values, the XML for what it hides."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path
from xml.parsers import expat

from sto_xl import sheets as specs
from sto_xl.books.packing import zipped
from sto_xl.books.parts import KINDS, REFERENCES, WORKBOOK, elements, references_part
from sto_xl.books.reading import cells
from sto_xl.books.reading.package import Package, SheetPart, open_package, package_of
from sto_xl.books.reading.pictures import pictures
from sto_xl.books.reading.spelling import plain, rows_alone, uncounted
from sto_xl.books.reading.values import fitted, shows_date, value
from sto_xl.grid import LAST_COLUMN, Dropdown, Notice, NoticeKind, Room, Sheet, Snapshot, address
from sto_xl.model.wording import DUTCH
from sto_xl.system.errors import Cause, Failure

#: A grid of values takes about 50 bytes a cell, filled or not.
MAX_CELLS = 5_000_000
#: What is noticed at a cell takes 300 bytes, and becomes a finding.
MAX_NOTICES = 100_000
#: Each merged range is compared with each table; no list has a tenth of these.
MAX_MERGED = 50_000

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

Grid = tuple[Sequence[Sequence[object]], int, int]


def read_file(path: Path) -> Snapshot:
    """Read a workbook as it was saved; a Failure for every file that is no readable workbook."""
    return snapshot_of(open_package(path))


def read_input(path: Path, template: specs.WorkbookSpec = specs.ROSTER) -> Snapshot:
    """Read what people fill in, as `read` does; what the add-on fills is left out.

    Where the sheets do not stand as in the template the whole workbook is read, so that a table is
    found wherever it is.
    """
    needed = {spec.sheet for spec in template.read}
    filled = {spec.sheet for spec in template.filled}

    def of_input(names: Sequence[str]) -> Sequence[str]:
        return [name for name in names if name not in filled] if set(names) >= needed else names

    package = open_package(path, of_input)
    snapshot = snapshot_of(package)
    there = {table.name.casefold() for table in snapshot.tables}
    as_in_the_template = all(spec.name.casefold() in there for spec in template.read)
    # The bytes that were read: the file itself may be another by now.
    return snapshot if as_in_the_template else snapshot_of(package_of(package.data, package.file))


def snapshot_of(package: Package) -> Snapshot:
    """Read a package; a Failure when its sheets cannot be read."""
    try:
        return _snapshot(package)
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as error:
        raise Failure(Cause.DAMAGED, file=package.file) from error


def _snapshot(package: Package) -> Snapshot:
    sheets: list[Sheet] = []
    notices: list[Notice] = []
    dropdowns: list[Dropdown] = []
    rooms: list[Room] = []
    xmls: list[bytes] = []
    taken: list[list[Notice]] = []
    pictured = pictures(*package.rich)
    for part, xml in zip(package.sheets, _bounded(package), strict=True):
        kept, errors = cells.take_errors(part.name, xml, pictured)
        xmls.append(kept)
        taken.append(errors)
        _not_endless(package, part, errors)
    grids = _grids(package, xmls)
    for part, xml, errors, grid in zip(package.sheets, xmls, taken, grids, strict=True):
        sheet, impossible = _sheet(package, part, xml, grid)
        sheets.append(sheet)
        here = [*errors, *impossible, *cells.of_formulas(part.name, xml)]
        here += cells.merged(part.name, xml)
        _not_endless(package, part, here)
        notices += sorted(here, key=lambda n: (n.row, n.column, n.kind))
        dropdowns += cells.dropdowns(part.name, xml)
        rooms.append(cells.room(part.name, xml))
    tables = tuple(table for part in package.sheets for table in part.tables)
    looked = tuple(notices), tuple(dropdowns), tuple(rooms)
    return Snapshot(package.file, tuple(sheets), tables, *looked, package.sha256)


def _not_endless(package: Package, part: SheetPart, notices: Sequence[Notice]) -> None:
    merged = sum(notice.kind is NoticeKind.MERGED for notice in notices)
    if len(notices) > MAX_NOTICES or merged > MAX_MERGED:
        what = "foutwaarden, formules zonder uitkomst of samengevoegde cellen"
        detail = f"op blad ‘{part.name}’ staan {DUTCH.getal(len(notices))} {what}"
        raise Failure(Cause.TOO_LARGE, file=package.file, detail=detail)


def _bounded(package: Package) -> list[bytes]:
    """Give each sheet's XML in one spelling, after making sure that all grids fit in memory."""
    xmls = [plain(part.xml) for part in package.sheets]
    reach = [cells.extent(xml) for xml in xmls]
    if _fits(reach):
        return xmls
    # Formats without values are no reason to refuse: calamine skips them.
    xmls = [cells.without_blank_cells(xml) for xml in xmls]
    reach = [cells.extent(xml, exact=True) for xml in xmls]
    if _fits(reach):
        return xmls
    last, name = max(zip(reach, (p.name for p in package.sheets), strict=True), key=_size)
    where = f"blad ‘{name}’ loopt door tot cel {address(*last)}"
    raise Failure(Cause.TOO_LARGE, file=package.file, detail=where)


def _fits(reach: Sequence[tuple[int, int]]) -> bool:
    cells_in_all = sum(rows * columns for rows, columns in reach)
    return cells_in_all <= MAX_CELLS and all(columns <= LAST_COLUMN for _, columns in reach)


def _size(sheet: tuple[tuple[int, int], str]) -> tuple[bool, int]:
    (rows, columns), _ = sheet
    return columns > LAST_COLUMN, rows * columns


def _grids(package: Package, xmls: Sequence[bytes]) -> list[Grid]:
    """Let calamine read the sheets: of each the rows, and where they begin."""
    import python_calamine

    try:
        workbook = python_calamine.load_workbook(io.BytesIO(_repacked(package, xmls)))
        grids: list[Grid] = []
        for index in range(len(xmls)):
            sheet = workbook.get_sheet_by_index(index)
            top, left = sheet.start or (0, 0)
            grids.append((sheet.to_python(), top + 1, left + 1))
    except python_calamine.CalamineError as error:
        raise Failure(Cause.DAMAGED, file=package.file) from error
    except BaseException as error:
        # A Rust panic arrives as a BaseException whose class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise Failure(Cause.DAMAGED, file=package.file) from error
    return grids


def _repacked(package: Package, xmls: Sequence[bytes]) -> bytes:
    """Give a package of what was bounded and looked at: calamine never sees the file itself."""
    numbers = range(1, len(xmls) + 1)
    sheets = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="s{n}"/>' for n in numbers)
    related = [(f"s{n}", "worksheet", f"worksheets/{n}.xml") for n in numbers]
    related += [("t", "sharedStrings", "sharedStrings.xml"), ("f", "styles", "styles.xml")]
    base = ' date1904="1"' if package.base_1904 else ""
    parts = {
        references_part(""): _relations([("w", "officeDocument", WORKBOOK)]),
        WORKBOOK: (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{KINDS}">'
            f"<workbookPr{base}/><sheets>{sheets}</sheets></workbook>"
        ).encode(),
        references_part(WORKBOOK): _relations(related),
        "xl/sharedStrings.xml": uncounted(plain(package.strings)),
        "xl/styles.xml": uncounted(package.styles),
    }
    parts |= {
        f"xl/worksheets/{n}.xml": rows_alone(xml) for n, xml in zip(numbers, xmls, strict=True)
    }
    return zipped({name: xml for name, xml in parts.items() if xml})


def _relations(related: Sequence[tuple[str, str, str]]) -> bytes:
    inner = "".join(
        f'<Relationship Id="{i}" Type="{KINDS}/{kind}" Target="{target}"/>'
        for i, kind, target in related
    )
    return f'<Relationships xmlns="{REFERENCES}">{inner}</Relationships>'.encode()


def _sheet(package: Package, part: SheetPart, xml: bytes, grid: Grid) -> tuple[Sheet, list[Notice]]:
    raw, top, left = grid
    # Most cells hold a text or nothing, for which a call would take longer than the rest.
    rows = [
        tuple([(cell or None) if type(cell) is str else value(cell) for cell in row]) for row in raw
    ]
    every = list(chain.from_iterable(rows))
    # A formula that gives "" holds nothing, and of two cells in one place the first would be lost.
    if len(every) - every.count(None) < xml.count(b"</c>") and cells.stands_twice(xml):
        message = "two cells in one place"
        raise ValueError(message)
    notices: list[Notice] = []
    # calamine gives a time of day for days before Excel's first, so only times are worth a look.
    if dt.time in set(map(type, every)):
        for row, column, number in _without_a_day(package.styles, xml):
            r, c = row - top, column - left
            if isinstance(rows[r][c], dt.time):
                kind = NoticeKind.IMPOSSIBLE_DATE
                notices.append(Notice(kind, part.name, row, column, f"{number:g}"))
                rows[r] = (*rows[r][:c], None, *rows[r][c + 1 :])
    return fitted(part.name, rows, top, left, part.visibility), notices


def _without_a_day(styles: bytes, xml: bytes) -> Iterator[tuple[int, int, float]]:
    """Give row, column and number of the cells that hold no day, if they show one.

    Less than zero is never a day or a time; zero is midnight in a format that shows no day.
    """
    found = elements(styles, "numFmt", "cellXfs", "xf")
    codes = {
        e.attributes["numFmtId"]: e.attributes["formatCode"] for e in found if e.name == "numFmt"
    }
    start = next((i for i, e in enumerate(found) if e.name == "cellXfs"), len(found))
    formats = [e.attributes.get("numFmtId", "0") for e in found[start + 1 :]]
    dated = {f for f in set(formats) if shows_date(int(f), codes.get(f))}
    days = {i for i, f in enumerate(formats) if f in dated}
    for (row, column), (style, number) in cells.stored_numbers(xml).items():
        if number < 0 or (number == 0 and style in days):
            yield row, column, number
