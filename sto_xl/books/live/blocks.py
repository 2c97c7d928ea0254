"""Which blocks of cells are put at once: as few as can be, and none over a cell that stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sto_xl.grid import Area

#: Whether a cell is to be put (True), stays (False), or may be put again as it is (None).
State = bool | None


def blocks(rows: Sequence[Sequence[State]]) -> Iterator[Area]:
    """Give the blocks that together hold each True and not one False, counted from 0."""
    begun: dict[tuple[int, int], int] = {}
    for number, row in enumerate([*rows, ()]):
        spans = set(_spans(row))
        for span in [span for span in begun if span not in spans]:
            yield from _bounded(rows, (begun.pop(span), span[0], number - 1, span[1]))
        for span in spans:
            begun.setdefault(span, number)


def _spans(row: Sequence[State]) -> Iterator[tuple[int, int]]:
    """Give first and last column of each run without a cell that stays."""
    first = None
    for column, state in enumerate([*row, False]):
        if state is False and first is not None:
            yield first, column - 1
            first = None
        elif state is not False and first is None:
            first = column


def _bounded(rows: Sequence[Sequence[State]], area: Area) -> Iterator[Area]:
    """Give a block no larger than it needs to be; none when nothing in it is to be put."""
    top, left, bottom, right = area
    wanted = [
        (row, column)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if rows[row][column]
    ]
    if wanted:
        down, across = zip(*wanted, strict=True)
        yield min(down), min(across), max(down), max(across)
