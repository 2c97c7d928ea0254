"""A column that a table of an older template never had comes at its right end."""

from __future__ import annotations

from sto_xl.books.filling import FileBook, markup
from sto_xl.books.filling.markup import attribute, spliced, with_attribute
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.tables import FileTable
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.behind import children, quoted
from sto_xl.books.mending.looks import styled, wide
from sto_xl.books.mending.own import Own
from sto_xl.books.mending.standing import TableStanding
from sto_xl.books.mending.styles import Styles, styles_part
from sto_xl.grid import Area, Changes, ColumnCells, address, is_blank
from sto_xl.system.errors import Failure


def add_column(book: FileBook, source: Own, standing: TableStanding, heading: str) -> str:
    """Give a table a column of the template's; give why that cannot be, or an empty text."""
    place = standing.place
    table = place.table_at(standing.top, min(standing.columns.values()))
    right = table.area[3] if table else max(standing.columns.values())
    at = right + 1
    new = (standing.top, at, max(standing.last, table.area[2] if table else 0), at)
    if taken := _taken(place, new):
        return taken
    cells = ColumnCells(standing.spec.name, heading, place.name, standing.top, at, (heading,))
    try:
        book.apply(Changes(columns=(cells,)))
    except Failure as failure:
        return str(failure)
    whole, styles = Whole(book.places.parts), Styles(book.places.package.styles)
    place = book.places.on(place.name)
    whole.change(place.part.path, _looking(place, source, standing, heading, new, styles))
    if table:
        whole.change(table.path, _wider(FileTable(table.path, whole.read(table.path)), heading))
    whole.change(styles_part(whole), styles.xml)
    book.take(whole)
    return ""


def _taken(place: FileSheet, new: Area) -> str:
    """Give what stands where a column is to come; empty when nothing does."""
    top, at, _, _ = new
    if place.protected:
        return (
            f"blad {place.name} is beveiligd. Hef de beveiliging op (Controleren > Beveiliging "
            "blad opheffen) en probeer het opnieuw"
        )
    held = place.held(new)
    row = next((top + r for r, (raw,) in enumerate(held.raw) if raw != ""), 0)
    in_the_way = [*place.merged, *place.pivots, *(table.area for table in place.tables)]
    tables = (max(area[0], top) for area in in_the_way if markup.overlap(area, new))
    row = row or next(tables, 0)
    if not row:
        return ""
    cell = address(row, at)
    return (
        f"cel {cell} op blad {place.name}, rechts van de tabel, is in gebruik. Verplaats wat daar "
        "staat en probeer het opnieuw"
    )


def _looking(  # noqa: PLR0913, PLR0917  (a column, whose it is, and where)
    place: FileSheet, source: Own, standing: TableStanding, heading: str, new: Area, styles: Styles
) -> bytes:
    """Give the sheet in which a new column looks as the template's: width, heading, cells."""
    top, at, bottom, _ = new
    mine = source.standings[standing.spec.name]
    column = mine.columns[heading]
    body = styles.adopted(source.styles, mine.place.style(mine.first, column))
    head = styles.adopted(source.styles, mine.place.style(mine.top, column))
    looks = {(row, at): body for row in range(top + 1, bottom + 1)} | {(top, at): head}
    # Its width must not leave what stands above or beneath the table without room.
    width = max(mine.place.columns.width(column), _present_width(place, at))
    splices = [*styled(place.rows, looks), *wide(place.rows, at, width, body)]
    return spliced(place.part.xml, splices)


def _present_width(place: FileSheet, column: int) -> float:
    """Give how wide a column is that holds something; 0 for one that holds nothing."""
    sheet = place.sheet
    rows = range(sheet.top, sheet.bottom + 1)
    used = sum(not is_blank(sheet.value(row, column)) for row in rows)
    # Its new heading is there already.
    return place.columns.width(column) if used > 1 else 0.0


def _wider(table: FileTable, heading: str) -> bytes:
    """Give the part of a table that has one column more."""
    p, masked = table.prefix, table.masked
    inside = list(children(masked, table.root.end(), len(masked), p))
    (every,) = (one for one in inside if one.name == "tableColumns")
    columns = list(children(masked, every.inner, every.inner_end, p))
    number = max(int(attribute(one.attributes, "id") or 0) for one in columns) + 1
    new = f' id="{number}" name="{quoted(heading)}"'.encode(*markup.encoding_for(table.xml))
    splices = [(every.inner_end, every.inner_end, b"<%stableColumn%s/>" % (p, new))]
    right = table.area[3]
    for found in markup.tag(b"table|autoFilter", p).finditer(masked):
        said = attribute(found[1], "ref")
        area = markup.area_named(said) if said else None
        if area and area[3] == right:
            wider = markup.named((area[0], area[1], area[2], right + 1))
            splices.append((*found.span(1), with_attribute(found[1], "ref", wider)))
    count = with_attribute(every.attributes, "count", str(len(columns) + 1))
    start = every.start + len(p) + len(b"<tableColumns")
    splices.append((start, start + len(every.attributes), count))
    return spliced(table.xml, splices)
