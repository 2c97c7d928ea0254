"""A table of the add-on that an older template never had comes to the right of all on its sheet."""

from __future__ import annotations

from sto_xl.books.filling import FileBook, markup
from sto_xl.books.filling.markup import attribute, spliced, with_attribute
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.rows import SheetRows
from sto_xl.books.filling.tables import FileTable
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.behind import Behind
from sto_xl.books.mending.looks import styled, wide
from sto_xl.books.mending.own import Own
from sto_xl.books.mending.styles import Styles, styles_part
from sto_xl.books.parts import KINDS, REFERENCES, TYPES, references_part
from sto_xl.grid import LAST_COLUMN, Area, Changes, ColumnCells
from sto_xl.sheets import TableSpec
from sto_xl.system.errors import Failure

_TABLE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_NO_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<Relationships xmlns="{REFERENCES}"></Relationships>'
).encode()


def add_table(book: FileBook, source: Own, spec: TableSpec) -> str:
    """Give a workbook a table of the template's; give why that cannot be, or an empty text.

    LookupError when its sheet is not there.
    """
    place = book.places.on(spec.sheet)
    mine = source.standings[spec.name]
    used = [place.sheet.right, *(area[3] for area in (*place.merged, *place.pivots))]
    left = max(used + [table.area[3] for table in place.tables]) + 2
    area = (mine.top, left, mine.first, left + len(spec.columns) - 1)
    if area[3] > LAST_COLUMN:
        return f"rechts op blad {place.name} is geen plaats meer"
    headings = (
        ColumnCells(spec.name, heading, place.name, mine.top, at, (heading,))
        for at, heading in enumerate(mine.columns, start=left)
    )
    try:
        book.apply(Changes(columns=tuple(headings)))
    except Failure as failure:
        return str(failure)
    whole, styles = Whole(book.places.parts), Styles(book.places.package.styles)
    place = book.places.on(place.name)
    whole.change(place.part.path, _looking(place, source, spec, area, styles))
    whole.change(styles_part(whole), styles.xml)
    _describe(book, whole, source, spec, area)
    book.take(whole)
    return ""


def _looking(place: FileSheet, source: Own, spec: TableSpec, area: Area, styles: Styles) -> bytes:
    """Give the sheet in which the new columns look as the template's, and in which the table is."""
    mine = source.standings[spec.name]
    xml = place.part.xml
    for at, column in enumerate(mine.columns.values(), start=area[1]):
        rows = SheetRows(xml)
        body = styles.adopted(source.styles, mine.place.style(mine.first, column))
        head = styles.adopted(source.styles, mine.place.style(mine.top, column))
        looks = {(area[0], at): head, (area[2], at): body}
        width = mine.place.columns.width(column)
        xml = spliced(xml, [*styled(rows, looks), *wide(rows, at, width, body)])
    return xml


def _describe(book: FileBook, whole: Whole, source: Own, spec: TableSpec, area: Area) -> None:
    """Add the part that says what the table is, and what leads to it."""
    place = book.places.on(spec.sheet)
    every = [table for sheet in book.places.every for table in sheet.tables]
    number = max((int(attribute(t.root[1], "id") or 0) for t in every), default=0) + 1
    name = f"xl/tables/table{number}.xml"
    while name in whole.parts:
        name = name.replace(".xml", "_.xml")
    mine = source.standings[spec.name]
    table = mine.place.table_at(mine.top, min(mine.columns.values()))
    assert table is not None  # noqa: S101  (the template has it)
    whole.add(name, _as_part(table, number, area))
    relations = references_part(place.part.path)
    if relations not in whole.parts:
        whole.add(relations, _NO_RELATIONS)
    id_ = f"rIdTable{number}"
    said = f'Id="{id_}" Type="{KINDS}/table" Target="/{name}"'
    _add_child(whole, relations, ("Relationships", "Relationship"), said)
    said = f'PartName="/{name}" ContentType="{_TABLE}"'
    _add_child(whole, TYPES, ("Types", "Override"), said)
    sheet = place.part.path
    whole.change(sheet, _with_table(whole.read(sheet), id_))


def _as_part(table: FileTable, number: int, area: Area) -> bytes:
    """Give the template's part of a table, with another number, and standing elsewhere."""
    said = with_attribute(table.root[1], "id", str(number))
    said = with_attribute(said, "ref", markup.named(area))
    return spliced(table.xml, [(*table.root.span(1), said)])


def _add_child(whole: Whole, part: str, names: tuple[str, str], said: str) -> None:
    """Let the root of a part hold one element more, behind the others: their names."""
    xml, (root, name) = whole.read(part), names
    masked = markup.masked(xml)
    p = markup.prefix_of(masked, root.encode())
    end = masked.rindex(b"</%s%s" % (p, root.encode()))
    new = f"<{p.decode()}{name} {said}/>".encode(*markup.encoding_for(xml))
    whole.change(part, spliced(xml, [(end, end, new)]))


def _with_table(xml: bytes, id_: str) -> bytes:
    """Give a sheet that has one table more."""
    behind = Behind(SheetRows(xml))
    p = behind.rows.prefix
    child = b'<%stablePart xmlns:r="%s" r:id="%s"/>' % (p, KINDS.encode(), id_.encode())
    listed = next(iter(behind.named("tableParts")), None)
    if listed is None or listed.inner == listed.end:
        # Nothing but what later versions of Excel added comes behind it.
        later = next((element.start for element in behind.named("extLst")), None)
        end = later or behind.rows.masked.rindex(b"</%sworksheet" % p)
        whole = (listed.start, listed.end) if listed else (end, end)
        listing = b'<%stableParts count="1">%s</%stableParts>' % (p, child, p)
        return spliced(xml, [(*whole, listing)])
    count = int(attribute(listed.attributes, "count") or 0) + 1
    start = listed.start + len(p) + len(b"<tableParts")
    said = with_attribute(listed.attributes, "count", str(count))
    splices = [(start, start + len(listed.attributes), said)]
    return spliced(xml, [*splices, (listed.inner_end, listed.inner_end, child)])
