"""The formulas of a sheet: what each cell calculates, and which cells calculate together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sto_xl.books.filling import markup
from sto_xl.books.filling.references import moved
from sto_xl.books.filling.rows import CellSpan, RowSpan, SheetRows
from sto_xl.grid import Area

#: Kinds of formulas that fill an area as one.
ARRAY, DATA_TABLE = "array", "dataTable"


@dataclass(frozen=True, slots=True)
class Found:
    """A formula where it stands: its text with a `=`, the attributes and the span of its tag."""

    row: int
    column: int
    text: str
    attributes: bytes
    start: int
    end: int

    @property
    def kind(self) -> str:
        """What kind of formula it is; "normal" for the usual one."""
        return markup.attribute(self.attributes, "t") or "normal"

    @property
    def area(self) -> Area | None:
        """The cells that it fills as one, or its group."""
        said = markup.attribute(self.attributes, "ref")
        return markup.area_named(said) if said else None

    @property
    def group(self) -> str | None:
        """The group that shares it."""
        return markup.attribute(self.attributes, "si") if self.kind == "shared" else None


class Formulas:
    """Finds the formulas of a sheet."""

    def __init__(self, rows: SheetRows) -> None:
        """Look at nothing yet."""
        self._rows = rows
        self._begin = b"<%sf" % rows.prefix
        self._formula = re.compile(
            rb"<%sf(?=[\s/>])%s(?:/>|>(.*?)</%sf\s*>)"
            % (rows.prefix, markup.ATTRIBUTES, rows.prefix),
            re.DOTALL,
        )
        self.any = self._begin in rows.masked[rows.data_start : rows.data_end]

    def in_cell(self, row: RowSpan, cell: CellSpan) -> Found | None:
        """Give the formula of a cell, as it stands there."""
        found = self._formula.search(self._rows.masked, cell.inner, cell.inner_end)
        if found is None:
            return None
        text = self._rows.xml[slice(*found.span(2))] if found[2] is not None else b""
        stored = markup.unmarked(text.decode())
        return Found(row.number, cell.column, f"={stored}", found[1], *found.span())

    def text(self, found: Found) -> str:
        """Give the formula as its own cell would have it."""
        head = self.heads.get(found.group or "")
        if head is None or len(found.text) > 1:
            return found.text
        return moved(head.text, found.row - head.row, found.column - head.column)

    def between(self, top: int, bottom: int) -> Iterator[Found]:
        """Give the formulas in the rows from one number to another."""
        if not self.any:
            return
        for row in self._rows.between(top, bottom):
            if self._rows.masked.find(self._begin, row.inner, row.inner_end) < 0:
                continue
            for cell in self._rows.cells(row):
                found = self.in_cell(row, cell)
                if found is not None:
                    yield found

    @cached_property
    def every(self) -> list[Found]:
        """All of them."""
        rows = self._rows.rows
        return list(self.between(rows[0].number, rows[-1].number)) if rows else []

    @cached_property
    def heads(self) -> dict[str, Found]:
        """The formulas that others share, by their group."""
        if b"shared" not in self._rows.masked:
            return {}
        return {
            found.group: found
            for found in self.every
            if found.group is not None and len(found.text) > 1
        }

    @cached_property
    def areas(self) -> list[tuple[Area, str]]:
        """The areas that are filled as one, with the kind of formula that does it."""
        if not any(kind.encode() in self._rows.masked for kind in (ARRAY, DATA_TABLE)):
            return []
        return [
            (found.area, found.kind)
            for found in self.every
            if found.kind in (ARRAY, DATA_TABLE) and found.area
        ]

    @cached_property
    def _groups(self) -> dict[str, list[Found]]:
        groups: dict[str, list[Found]] = {}
        for found in self.every:
            if found.group is not None:
                groups.setdefault(found.group, []).append(found)
        return groups

    def sharing(self, head: Found) -> list[Found]:
        """Give the other formulas of a group."""
        same = self._groups.get(head.group or "", ())
        return [f for f in same if (f.row, f.column) != (head.row, head.column)]
