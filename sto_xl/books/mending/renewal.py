"""A workbook of an older template gets what the present one has: columns, lines, lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sto_xl import sheets
from sto_xl.books.filling import FileBook
from sto_xl.books.filling.markup import spliced
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.columns import add_column
from sto_xl.books.mending.lists import with_names
from sto_xl.books.mending.looks import styled
from sto_xl.books.mending.names import list_values, names_of
from sto_xl.books.mending.new_table import add_table
from sto_xl.books.mending.own import Own, own
from sto_xl.books.mending.repair import lay
from sto_xl.books.mending.standing import TableStanding, line_names, standings
from sto_xl.books.mending.styles import Styles, styles_part
from sto_xl.grid import Cell, CellRow, Changes, ColumnCells, plain
from sto_xl.model.wording import capitalised
from sto_xl.sheets import Column, TableSpec, WorkbookSpec, came_with
from sto_xl.sheets.notation import shown
from sto_xl.sheets.table_read import find
from sto_xl.sheets.workbook import template_of
from sto_xl.system.errors import Failure


@dataclass(frozen=True, slots=True)
class Renewed:
    """What a workbook of an older template got, and in sentences what it could not get.

    With nothing left out it is of the present template from now on.
    """

    before: str
    added: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def renew(book: FileBook, template: WorkbookSpec) -> Renewed | None:
    """Give a workbook what came after its template; None when it is not of an older one."""
    with book.spliceable():
        return _renewed(book, template)


def _renewed(book: FileBook, template: WorkbookSpec) -> Renewed | None:
    if template_of(book.snapshot()) is not template:
        return None
    before = _version(book, template)
    present, newest = sheets.version(before), sheets.version(template.version)
    if present is None or newest is None or present >= newest:
        return None
    source = own(template)
    added: list[str] = []
    left: list[str] = []
    _lists(book, source, left)
    columns = _columns(book, source, before, added, left)
    if columns:
        left += _laid(book, template, columns)
    if not left:
        for spec in template.filled:
            _lines(book, source, spec, added, left)
    if not left:
        _sign(book, template)
    return Renewed(before, tuple(added), tuple(left))


def _columns(
    book: FileBook, source: Own, before: str, added: list[str], left: list[str]
) -> dict[str, list[str]]:
    """Add the columns, lines and tables that came later; give what came, headings by table."""
    template = source.template
    columns: dict[str, list[str]] = {}
    for spec, column in _later(book, template, before):
        what = f"{'het gegeven' if spec.form else 'de kolom'} ‘{column.heading}’"
        why = _add(book, source, spec, column)
        if why:
            left.append(f"{capitalised(what)} is niet toegevoegd: {why.rstrip('.')}.")
        else:
            added.append(f"{what} op blad {spec.sheet}")
            columns.setdefault(spec.name, []).append(column.heading)
    for spec in template.filled:
        if not came_with(spec.since, before) and _table(book, source, spec, added, left):
            columns[spec.name] = [column.heading for column in spec.columns]
    return columns


def _version(book: FileBook, template: WorkbookSpec) -> str:
    """Give what a workbook says of its template; empty when it says nothing."""
    read = find(book.snapshot(), template.form)
    line = read.form_lines.get(_said_in(template).heading)
    return "" if line is None else shown(read.value(line, sheets.FORM_HEADINGS[1])).strip()


def _said_in(template: WorkbookSpec) -> Column:
    """Give the line in which a workbook says of which template it is."""
    return next(c for c in template.form.columns if c.field == "sjabloonversie")


def _later(
    book: FileBook, template: WorkbookSpec, before: str
) -> Iterator[tuple[TableSpec, Column]]:
    """Give the columns, and the lines of a form, that came later and are not there."""
    for spec in template.read:
        read = find(book.snapshot(), spec)
        there = read.form_lines if spec.form else read.columns
        for column in spec.columns if there else ():
            if column.heading not in there and not came_with(column.since, before):
                yield spec, column


def _add(book: FileBook, source: Own, spec: TableSpec, column: Column) -> str:
    """Add a column, or a line of a form; give why that cannot be, or an empty text."""
    if not spec.form:
        (standing,) = (s for s in standings(book.places, source.template) if s.spec is spec)
        return add_column(book, source, standing, column.heading)
    read = find(book.snapshot(), spec)
    tail = read.tail([read.row({sheets.FORM_HEADINGS[0]: column.heading})])
    try:
        book.apply(Changes(tails=(tail,) if tail else ()))
    except Failure as failure:
        return str(failure)
    return ""


def _laid(book: FileBook, template: WorkbookSpec, columns: dict[str, list[str]]) -> Iterator[str]:
    """Let new columns offer what the template's do; give what could not come."""
    for heading in lay(book, template, columns).without:
        yield (
            f"Kolom ‘{heading}’ heeft geen keuzelijst: blad {sheets.RUN.sheet}, waar de lijsten "
            "staan, ontbreekt of is beveiligd."
        )


def _lists(book: FileBook, source: Own, left: list[str]) -> None:
    """Let the lists that are there have all that the template's have."""
    there = names_of(Whole(book.places.parts))
    listed = [n for n, text in source.names.items() if list_values(source.places, text)]
    names = with_names(
        book, source, standings(book.places, source.template), [n for n in listed if n in there]
    )
    left += [
        f"De keuzelijst van ‘{heading}’ is niet aangevuld: blad {sheets.RUN.sheet}, waar zij "
        "staat, is beveiligd."
        for name in names.lost
        for heading in source.choosing(name.casefold())
    ]


def _table(book: FileBook, source: Own, spec: TableSpec, added: list[str], left: list[str]) -> bool:
    """Add a table of the add-on that came later, where its sheet is; tell whether it came."""
    every = book.places.every
    if spec.sheet not in {s.name for s in every} or any(s.table(spec.name) for s in every):
        return False
    what = f"de tabel ‘{spec.called}’"
    why = add_table(book, source, spec)
    if why:
        left.append(f"{capitalised(what)} is niet toegevoegd: {why.rstrip('.')}.")
    else:
        added.append(f"{what} op blad {spec.sheet}")
    return not why


def _lines(book: FileBook, source: Own, spec: TableSpec, added: list[str], left: list[str]) -> None:
    """Add the lines of a table of fixed lines that are not there, each where the template has it.

    The format of a line goes with it.
    """
    every = {s.spec.name: s for s in standings(book.places, source.template)}
    theirs = every.get(spec.name)
    if theirs is None or not theirs.lines:
        return
    mine = source.standings[spec.name]
    missing = [line for line in mine.lines if line not in theirs.lines]
    if not missing:
        return
    rows, looks = _with_lines(mine, theirs)
    try:
        book.apply(Changes(tables={spec.name: tuple(rows)}))
    except Failure as failure:
        left.append(f"Blad {spec.sheet} heeft niet alle regels van nu: {failure}")
        return
    _look_as(book, source, theirs, looks)
    names = {name: row[0] for name, row in zip(line_names(spec.rows), spec.rows, strict=True)}
    added += [f"de regel ‘{names[line]}’ op blad {spec.sheet}" for line in missing]


#: Where a line's look comes from: a row of the template, or a row that the workbook had.
_Look = tuple[bool, int]


def _with_lines(mine: TableStanding, theirs: TableStanding) -> tuple[list[CellRow], list[_Look]]:
    """Give the rows of a table with the lines of the template, and whose look each has.

    A line that was called otherwise gets its present name.
    """
    first, left, bottom, right = theirs.body
    held = theirs.place.held((first, left, bottom, right)).cells
    renamed = {plain(was): name for was, name in theirs.spec.renamed}
    rows: list[CellRow] = []
    looks: list[_Look] = []
    for line, row in mine.lines.items():
        if line in theirs.lines:
            name, *others = held[theirs.lines[line] - first]
            now = renamed.get(plain(name)) if isinstance(name, str) else None
            rows.append((now or name, *others))
            looks.append((False, theirs.lines[line]))
        else:
            new: list[Cell] = [None] * (right - left + 1)
            for heading, column in mine.columns.items():
                if heading in theirs.columns:
                    value = mine.place.sheet.value(row, column)
                    new[theirs.columns[heading] - left] = value
            rows.append(tuple(new))
            looks.append((True, row))
    known = set(theirs.lines.values())
    for at, cells in enumerate(held, start=first):
        if at not in known and any(cell is not None for cell in cells):
            rows.append(cells)
            looks.append((False, at))
    return rows, looks


def _look_as(book: FileBook, source: Own, theirs: TableStanding, looks: Sequence[_Look]) -> None:
    """Let each row look as the line does that now stands there, and a new one as those like it."""
    mine = source.standings[theirs.spec.name]
    whole, styles = Whole(book.places.parts), Styles(book.places.package.styles)
    wanted = {}
    for at, (of_template, row) in enumerate(looks, start=theirs.first):
        for heading, column in theirs.columns.items():
            if of_template:
                style = mine.place.style(row, mine.columns[heading])
                alike = _alike(mine, theirs, heading, style)
                wanted[at, column] = (
                    styles.adopted(source.styles, style)
                    if alike is None
                    else theirs.place.style(alike, column)
                )
            else:
                # How it looked before anything was written.
                wanted[at, column] = theirs.place.style(row, column)
    place = book.places.on(theirs.place.name)
    whole.change(place.part.path, spliced(place.part.xml, [*styled(place.rows, wanted)]))
    whole.change(styles_part(whole), styles.xml)
    book.take(whole)


def _alike(mine: TableStanding, theirs: TableStanding, heading: str, style: int) -> int | None:
    """Give the row of a line that has this look in the template; None where none is there."""
    column = mine.columns[heading]
    return next(
        (
            theirs.lines[line]
            for line, row in mine.lines.items()
            if line in theirs.lines and mine.place.style(row, column) == style
        ),
        None,
    )


def _sign(book: FileBook, template: WorkbookSpec) -> None:
    """Let a workbook say that it is of the present template."""
    read = find(book.snapshot(), template.form)
    column = _said_in(template)
    table, line = read.table, read.form_lines[column.heading]
    if table is not None:
        at = table.left + read.columns[sheets.FORM_HEADINGS[1]]
        cell = ColumnCells(
            read.spec.name, column.heading, table.sheet, table.row_of(line), at, (template.version,)
        )
        book.apply(Changes(columns=(cell,)))
