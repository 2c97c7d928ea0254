"""Cells and columns of a sheet that get another format: what they hold stays as it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sto_xl.books.filling.markup import Splice, attribute, tag, with_attribute
from sto_xl.books.filling.rows import RowSpan, SheetRows
from sto_xl.grid import address


def styled(rows: SheetRows, styles: Mapping[tuple[int, int], int]) -> Iterator[Splice]:
    """Give the splices by which cells, by row and column, have these formats.

    A cell that is not there comes; in a row that is not there at all none does.
    """
    by_row: dict[int, dict[int, int]] = {}
    for (row, column), style in sorted(styles.items()):
        by_row.setdefault(row, {})[column] = style
    for number, here in by_row.items():
        span = rows.row(number)
        if span is not None and span.inner != span.end:
            yield from _of_row(rows, span, here)


def _of_row(rows: SheetRows, row: RowSpan, here: Mapping[int, int]) -> Iterator[Splice]:
    cells = {cell.column: cell for cell in rows.cells(row)}
    own = tag(b"c", rows.prefix)
    new = False
    for column, style in here.items():
        if column in cells:
            found = own.match(rows.masked, cells[column].start)
            if found is not None:
                yield *found.span(1), with_attribute(found[1], "s", str(style))
            continue
        new = True
        reference = address(row.number, column).encode()
        later = (cell.start for other, cell in sorted(cells.items()) if other > column)
        at = next(later, row.inner_end)
        yield at, at, b'<%sc r="%s" s="%d"/>' % (rows.prefix, reference, style)
    if new and attribute(row.attributes, "spans") is not None:
        # Only a hint, and one that is no longer true.
        start = row.start + len(rows.prefix) + len(b"<row")
        yield start, start + len(row.attributes), with_attribute(row.attributes, "spans", None)


def wide(rows: SheetRows, column: int, width: float, style: int) -> Iterator[Splice]:
    """Give the splices by which a column is so wide, and its new cells have a format."""
    p = rows.prefix
    head = rows.masked[: rows.tag_start]
    new = b'<%scol min="%d" max="%d" width="%.10g" style="%d" customWidth="1"/>'
    own = new % (p, column, column, width, style)
    every = list(tag(b"col", p).finditer(head))
    for found in every:
        low, high = (int(attribute(found[1], name) or 0) for name in ("min", "max"))
        if not low <= column <= high:
            continue
        parts = [own]
        for first, last, at in ((low, column - 1, 0), (column + 1, high, len(parts) + 1)):
            if first <= last:
                said = with_attribute(found[1], "min", str(first))
                said = with_attribute(said, "max", str(last))
                parts.insert(at, b"<%scol%s/>" % (p, said))
        end = found.end()
        if not found[0].endswith(b"/>"):
            end = head.index(b">", head.index(b"</%scol" % p, end)) + 1
        yield found.start(), end, b"".join(parts)
        return
    later = (f.start() for f in every if int(attribute(f[1], "min") or 0) > column)
    close = head.find(b"</%scols" % p)
    if close >= 0:
        at = next(later, close)
        yield at, at, own
    else:
        whole = b"<%scols>%s</%scols>" % (p, own, p)
        yield rows.tag_start, rows.tag_start, whole
