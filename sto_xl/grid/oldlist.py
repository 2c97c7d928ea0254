"""A list as people keep it in Excel: values, and what notes, colours and hidden rows add to them.

Standard library only. Rows and columns are 1-based. `sto_xl.books.reading.annotated` reads one
from a file, `sto_xl.adopt` makes a roster of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from sto_xl.grid import Snapshot, Value, Visibility, address, is_blank

#: Row and column of a cell.
Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class OldCell:
    """A cell: its value, and what else it says.

    `fill` and `ink` are the Dutch names of colours ("" for none, white, and black letters). A cell
    of which no value can be had holds None and says why in `problem`.
    """

    value: Value = None
    note: str = ""
    fill: str = ""
    ink: str = ""
    struck: bool = False
    link: str = ""
    problem: str = ""

    @property
    def filled(self) -> bool:
        """Whether something stands in the cell."""
        return not is_blank(self.value) or bool(self.problem)

    @property
    def address(self) -> str:
        """The e-mail address that the cell links to, unless it shows it."""
        if not self.link.casefold().startswith("mailto:"):
            return ""
        bare = unquote(self.link[len("mailto:") :]).partition("?")[0].strip()
        return "" if bare.casefold() in str(self.value or "").casefold() else bare

    @property
    def page(self) -> str:
        """The place on the web or on a disk that the cell links to, unless it shows it."""
        mail = self.link.casefold().startswith("mailto:")
        shown = not mail and self.link.casefold() in str(self.value or "").casefold()
        return "" if mail or shown else self.link


EMPTY = OldCell()


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, such as a merged range."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """What Excel calls it: A2:C9."""
        first, last = address(self.top, self.left), address(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies within."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


#: The merged ranges in one row or column, each with the column or row in which it begins.
_Lane = Sequence[tuple[int, Area]]


@dataclass(frozen=True)
class OldSheet:
    """A sheet: the cells that hold or say something, by row and column.

    In `conditional` ranges Excel itself gives a cell a colour or a sign, by a condition.
    """

    name: str
    cells: Mapping[Position, OldCell]
    merged: tuple[Area, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visibility: Visibility = Visibility.VISIBLE
    conditional: tuple[Area, ...] = ()

    def cell(self, row: int, column: int) -> OldCell:
        """Give what stands in a cell."""
        return self.cells.get((row, column), EMPTY)

    def spread(self, row: int, column: int) -> Position:
        """Give the cell whose value is seen here: the first of a merged range, else itself."""
        area = self.area(row, column)
        return (area.top, area.left) if area else (row, column)

    def area(self, row: int, column: int) -> Area | None:
        """Give the merged range that a cell lies in."""
        rows, columns = self._lanes
        for areas, at in ((rows.get(row, ()), column), (columns.get(column, ()), row)):
            place = bisect_right(areas, at, key=lambda lane: lane[0])
            if place and areas[place - 1][1].holds(row, column):
                return areas[place - 1][1]
        return None

    def starting(self, row: int) -> Sequence[Area]:
        """Give the merged ranges of which this is the first row."""
        return self._starting.get(row, ())

    @cached_property
    def _starting(self) -> Mapping[int, Sequence[Area]]:
        found: dict[int, list[Area]] = {}
        for area in self.merged:
            found.setdefault(area.top, []).append(area)
        return found

    @cached_property
    def _lanes(self) -> tuple[Mapping[int, _Lane], Mapping[int, _Lane]]:
        """The merged ranges in each row, and high ones in each column, by where they begin.

        A sheet may have thousands, each of thousands of cells: as far as there are cells.
        """
        last = max((row for row, _ in self.cells), default=0)
        right = max((column for _, column in self.cells), default=0)
        rows: dict[int, list[tuple[int, Area]]] = {}
        columns: dict[int, list[tuple[int, Area]]] = {}
        for area in sorted(self.merged, key=lambda area: (area.top, area.left)):
            bottom, end = min(area.bottom, last), min(area.right, right)
            if bottom - area.top <= end - area.left:
                for row in range(area.top, bottom + 1):
                    rows.setdefault(row, []).append((area.left, area))
            else:
                for column in range(area.left, end + 1):
                    columns.setdefault(column, []).append((area.top, area))
        for lane in (*rows.values(), *columns.values()):
            lane.sort(key=lambda begun: begun[0])
        return rows, columns


@dataclass(frozen=True, slots=True)
class OldBook:
    """A workbook with lists, and the same workbook as rules read one.

    `unread` says in sentences what stands beside its values and cannot be read.
    """

    snapshot: Snapshot
    sheets: tuple[OldSheet, ...]
    unread: tuple[str, ...] = ()
