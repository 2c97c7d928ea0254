"""Which year a row of a list is about, where the list tells of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from sto_xl.adopt.blocks import Block
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.heads import text_at
from sto_xl.adopt.periods import heads_years, is_period, year_of
from sto_xl.model.reference import spelling


class Years:
    """Knows the year of each row: by a column of years, else by the heading above the row."""

    def __init__(self, block: Block, decisions: Sequence[ColumnDecision]) -> None:
        """Look for a column of years; a list without one has no years of its own."""
        self.block = block
        self._newest: dict[int, int] = {}
        self._column = next(
            (
                d.column.index
                for d in decisions
                if d.target is None and heads_years(spelling(d.column.heading))
            ),
            None,
        )

    def said(self, row: int) -> str:
        """Give the period of a row as it is written, "" for none."""
        if self._column is not None:
            cell = self.block.sheet.cell(row, self._column)
            return text_at(self.block.sheet, (row, self._column)) if is_period(cell.value) else ""
        spot = self.block.sections.get(row)
        text = text_at(self.block.sheet, spot) if spot else ""
        return text.rstrip(" :") if year_of(text) else ""

    def newest_first(self, keyed: Callable[[int], bool]) -> Iterator[int]:
        """Give the rows, those of the newest year first; a row without a key follows its school."""
        if not any(map(self.said, self.block.rows)):
            yield from self.block.rows
            return
        groups: list[list[int]] = []
        for row in self.block.rows:
            if keyed(row) or not groups:
                groups.append([row])
            else:
                groups[-1].append(row)
        for group in sorted(groups, key=lambda rows: -(year_of(self.said(rows[0])) or 0)):
            yield from group

    def older(self, row: int, school: int) -> str:
        """Give the period of a row about a school of which a newer row was met; else nothing."""
        year = year_of(self.said(row))
        if year is None:
            return ""
        newest = self._newest.setdefault(school, year)
        return self.said(row) if year < newest else ""
