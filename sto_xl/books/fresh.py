"""A new roster that holds what is known already: the empty one that is shipped, filled in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from sto_xl.books.filling import FileBook
from sto_xl.grid import Changes, ColumnCells, ListObject, Snapshot, TailRows, Value
from sto_xl.sheets import FORM_HEADINGS, ROSTER, WorkbookSpec
from sto_xl.system import outputs

#: The rows of tables by their name, in the order of the spec's columns; a form's as label: value.
Content = Mapping[str, Sequence[Sequence[Value]] | Mapping[str, Value]]
#: The same, of every table the rows.
Rows = Mapping[str, Sequence[Sequence[Value]]]


def roster_bytes(content: Content | None = None) -> bytes:
    """Give the bytes of a roster; the same content gives the same bytes.

    ValueError for a table or a label that the template does not have.
    """
    empty = outputs.shipped("workbooks", ROSTER.file).read_bytes()
    book = FileBook(empty, ROSTER.file)
    if content:
        book.apply(_changes(book.snapshot(), content))
    return book.data


def content_of(
    template: WorkbookSpec, content: Content, filled: Collection[str] = ()
) -> tuple[dict[str, Value], Rows]:
    """Give the values of the form by label, and the rows of the other tables by name.

    ValueError for a label that the template does not have, or a table that is neither one of those
    that people fill in nor `filled`.
    """
    form_spec = template.form
    rows: dict[str, Sequence[Sequence[Value]]] = {
        name: list(given.items()) if isinstance(given, Mapping) else given
        for name, given in content.items()
    }
    form = {str(label): value for label, value in rows.pop(form_spec.name, ())}
    tables = {*filled, *(spec.name for spec in template.read)}
    if unknown := {*rows} - tables | {*form} - {c.heading for c in form_spec.columns}:
        message = f"{template.name} has no {sorted(unknown)}"
        raise ValueError(message)
    return form, rows


def _changes(empty: Snapshot, content: Content) -> Changes:
    filled = {spec.name for spec in ROSTER.filled}
    form, rows = content_of(ROSTER, content, filled)
    return Changes(
        tables={n: tuple(map(tuple, given)) for n, given in rows.items() if n in filled and given},
        columns=(_answers(empty, form),),
        tails=tuple(_tails(empty, {n: given for n, given in rows.items() if n not in filled})),
    )


def _answers(empty: Snapshot, form: Mapping[str, Value]) -> ColumnCells:
    spec, table = ROSTER.form, _table(empty, ROSTER.form.name)
    labels = [column.heading for column in spec.columns]
    return ColumnCells(
        *(spec.name, FORM_HEADINGS[1], table.sheet, table.top + 1, table.right),
        cells=tuple(form.get(label) for label in labels),
        lines=frozenset(line for line, label in enumerate(labels) if label in form),
    )


def _tails(empty: Snapshot, rows: Rows) -> Iterator[TailRows]:
    for name, given in rows.items():
        table = _table(empty, name)
        wide = table.right - table.left + 1
        whole = tuple((*row, *[None] * (wide - len(row))) for row in given)
        if whole:
            yield TailRows(name, table.sheet, table.top, table.top + 1, table.left, whole)


def _table(empty: Snapshot, name: str) -> ListObject:
    return next(table for table in empty.tables if table.name == name)
