"""Cells of a sheet as a set: what an element covers, and what of it is left or added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from sto_xl.books.filling import markup
from sto_xl.grid import Area

#: From which row to which.
Span = tuple[int, int]


@dataclass(frozen=True)
class Cells:
    """Cells as spans of rows by column: in order, none touching the next, no column without."""

    columns: Mapping[int, tuple[Span, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, areas: Iterable[Area]) -> Cells:
        """Give the cells that lie in any of these areas."""
        spans: dict[int, list[Span]] = {}
        for top, left, bottom, right in areas:
            for column in range(left, right + 1):
                spans.setdefault(column, []).append((top, bottom))
        return cls({column: _joined(those) for column, those in spans.items()})

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.columns)

    def __len__(self) -> int:
        """How many there are."""
        return sum(bottom - top + 1 for spans in self.columns.values() for top, bottom in spans)

    def __or__(self, other: Cells) -> Cells:
        """Give the cells of either."""
        both = dict(self.columns)
        for column, spans in other.columns.items():
            both[column] = _joined([*both.get(column, ()), *spans])
        return Cells(both)

    def __sub__(self, other: Cells) -> Cells:
        """Give the cells that are not of the other."""
        left = {
            column: _without(spans, other.columns.get(column, ()))
            for column, spans in self.columns.items()
        }
        return Cells({column: spans for column, spans in left.items() if spans})

    def __and__(self, other: Cells) -> Cells:
        """Give the cells of both."""
        columns = self.columns.keys() & other.columns.keys()
        shared = Cells({column: self.columns[column] for column in sorted(columns)})
        return shared - (shared - other)

    @property
    def bottoms(self) -> Iterator[int]:
        """The row in which each span ends."""
        return (bottom for spans in self.columns.values() for _, bottom in spans)

    @cached_property
    def areas(self) -> tuple[Area, ...]:
        """As areas that do not overlap: the highest first, then the leftmost."""
        columns: dict[Span, list[int]] = {}
        for column in sorted(self.columns):
            for span in self.columns[column]:
                columns.setdefault(span, []).append(column)
        found = []
        for (top, bottom), those in columns.items():
            # Columns side by side are as far apart as their places in the list.
            for _, beside in groupby(enumerate(those), lambda pair: pair[1] - pair[0]):
                run = [column for _, column in beside]
                found.append((top, run[0], bottom, run[-1]))
        return tuple(sorted(found))

    @property
    def groups(self) -> Iterator[tuple[Area, ...]]:
        """The areas in groups of which no program can mistake the first cell.

        What a formula refers to counts from that cell: Excel takes that of the first area, others
        the highest or the leftmost of all. In each group these are the same.
        """
        left = list(self.areas)
        while left:
            first = left[0]
            group = tuple(area for area in left if area[1] >= first[1])
            yield group
            left = [area for area in left if area[1] < first[1]]


def areas_named(sqref: str) -> list[Area]:
    """Give the areas of a `sqref`; ValueError for what is none."""
    return [markup.area_named(name) for name in sqref.split()]


def sqref(areas: Iterable[Area]) -> str:
    """Give areas as a `sqref` has them."""
    return " ".join(map(markup.named, areas))


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    made: list[Span] = []
    for top, bottom in sorted(spans):
        if made and top <= made[-1][1] + 1:
            made[-1] = made[-1][0], max(made[-1][1], bottom)
        else:
            made.append((top, bottom))
    return tuple(made)


def _without(spans: tuple[Span, ...], others: tuple[Span, ...]) -> tuple[Span, ...]:
    made: list[Span] = []
    for top, bottom in spans:
        at = top
        for first, last in others:
            if last < at or first > bottom:
                continue
            if first > at:
                made.append((at, first - 1))
            at = last + 1
        if at <= bottom:
            made.append((at, bottom))
    return tuple(made)
