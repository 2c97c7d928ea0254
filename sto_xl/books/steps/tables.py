"""A table that is to get new rows, and what has to hold for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from sto_xl.books.steps.days import Days
from sto_xl.books.steps.places import Held, SheetPlace, Step
from sto_xl.grid import Area, CellRow, TableWritten, a1, address
from sto_xl.system.errors import Cause, Failure


@dataclass(frozen=True)
class TableTarget:
    """A table that is to get new rows.

    They come from its `first` row on: of a table of the add-on all, of a user's the last. `table`
    is its own name, None where the user has a list that is no Excel table any more.
    """

    name: str
    place: SheetPlace
    table: str | None
    area: Area
    first: int
    rows: tuple[CellRow, ...]
    users: bool = False

    @cached_property
    def before(self) -> Held:
        """What stands in its rows, as far as both the old and the new ones reach."""
        first, left, old_bottom, right = self.body
        bottom = max(old_bottom, self.new_body[2])
        area = (first, left, bottom, right)
        return self.place.held(area) if bottom >= first else Held(area, (), (), ())

    @cached_property
    def heading(self) -> str:
        """The heading of its first column."""
        top, left, _, _ = self.area
        return str(self.place.held((top, left, top, left)).cells[0][0] or "")

    @property
    def body(self) -> Area:
        """Its rows from the first; a table has at least one, as Excel shows it."""
        top, left, bottom, right = self.area
        return self.first, left, max(bottom, top + 1, self.first - 1), right

    @property
    def present(self) -> Held:
        """What its rows hold."""
        return self.before.cut(self.body)

    @property
    def new_area(self) -> Area:
        """Where it will stand."""
        top, left, _, right = self.area
        return top, left, max(self.first - 1 + len(self.rows), top + 1), right

    @property
    def new_body(self) -> Area:
        """Where its rows will stand."""
        return self.first, *self.new_area[1:]

    @property
    def filled_up(self) -> tuple[CellRow, ...]:
        """Its new rows as wide as the table; one blank row when it would have none at all."""
        first, left, bottom, right = self.new_body
        width = right - left + 1
        blank: list[CellRow] = [()] * (bottom - first + 1 - len(self.rows))
        return tuple(
            [
                row if len(row) == width else (*row[:width], *[None] * (width - len(row)))
                for row in (*self.rows, *blank)
            ]
        )

    @property
    def step(self) -> Step:
        """What is to be done."""
        first, left, _, _ = self.body
        before, after = (self.area, self.new_area) if self.table else (None, None)
        return Step(
            self.place.name,
            self.table,
            before,
            after,
            first,
            left,
            self.before,
            self.filled_up,
            calculated=self.users,
        )

    def fitting(self) -> TableTarget:
        """Give itself; Failure when its new rows reach over something that stands beneath it."""
        first, left, bottom, _ = self.body
        if self.table:
            # A row under headings alone becomes the table's, but what stands in it is not.
            bottom = max(self.area[2], first - 1)
        for r, row in enumerate(self.before.raw[bottom + 1 - first :], start=bottom + 1):
            if row.count("") == len(row):
                continue
            for c, raw in enumerate(row, start=left):
                if raw != "":
                    values = {"sheet": self.place.name, "cell": address(r, c), "table": self.name}
                    raise Failure(Cause.NO_ROOM, **values)
        return self

    def showing_days(self) -> TableTarget:
        """Give it with days as text in columns whose cells would show a number."""
        first, left, bottom, _ = self.new_body
        columns = []
        for at, cells in enumerate(zip(*self.filled_up, strict=True), start=left):
            days = Days(self.place, (first, at, bottom, at))
            columns.append([days.written(cell, line) for line, cell in enumerate(cells)])
        return replace(self, rows=tuple(zip(*columns, strict=True))).fitting()

    def written(self, after: tuple[CellRow, ...]) -> TableWritten:
        """Give what has happened to it when it holds these rows."""
        refs = (a1(self.area), a1(self.new_area))
        return TableWritten(self.place.name, self.heading, *refs, self.present.cells, after)
