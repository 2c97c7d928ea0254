"""What a template offers: in each column of its tables a drop-down, a number format, its colours.

Read from the template as it is shipped, so that it cannot differ from what a new workbook has.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache, cached_property

from sto_xl.books.filling import FileBook
from sto_xl.books.filling.references import moved
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending.behind import Behind
from sto_xl.books.mending.cells import Cells
from sto_xl.books.mending.colours import Coloured, ColourRule, RuleModel, coloured, is_kept
from sto_xl.books.mending.names import named_in, spelt
from sto_xl.books.mending.standing import Slot, TableStanding, standings
from sto_xl.books.mending.styles import Styles
from sto_xl.books.mending.validations import Validation, validations
from sto_xl.grid import column_letters, column_number
from sto_xl.sheets import WorkbookSpec
from sto_xl.system import outputs

#: What in a formula of a template is a cell, and what is not.
_CELL = re.compile(r"""("[^"]*"|'[^']*'|[\w.]+\()|(\$?)\b([A-Z]{1,3})(\$?)([0-9]{1,7})\b""")


class Own:
    """What a template offers."""

    def __init__(self, template: WorkbookSpec) -> None:
        """Read the template."""
        self.template = template
        path = outputs.shipped("workbooks", template.file)
        self.places = FileBook.open(path).places
        self.styles = Styles(self.places.package.styles)
        self.standings = {s.spec.name: s for s in standings(self.places, template)}
        named = spelt(Whole(self.places.parts))
        self.names = {name.casefold(): text for name, text in named.items()}
        self._spelt = {name.casefold(): name for name in named}
        self._behind = {s.place.name: Behind(s.place.rows) for s in self.standings.values()}
        self._validations = {name: validations(b) for name, b in self._behind.items()}
        self._coloured = {name: coloured(b) for name, b in self._behind.items()}

    @cached_property
    def titles(self) -> Collection[str]:
        """The words above its hints."""
        every = (one.title for those in self._validations.values() for one in those)
        return frozenset(title for title in every if title)

    @cached_property
    def lists(self) -> Collection[str]:
        """The names of what it offers to choose from."""
        every = (one for those in self._validations.values() for one in those if one.offers)
        return frozenset(one.formulas[0] for one in every)

    def spelling(self, name: str) -> str:
        """Give a name that is in small letters as it is written."""
        return self._spelt[name]

    def choosing(self, name: str) -> Collection[str]:
        """Give the headings of the columns that offer the list of a name, in small letters."""
        found = []
        for table, standing in self.standings.items():
            for heading, line in standing.slots:
                validation = self.validation(table, (heading, line))
                if validation and name in named_in(validation.formulas, [name]):
                    found.append(line or heading)
        return tuple(dict.fromkeys(found))

    def _at(self, table: str, slot: Slot) -> tuple[TableStanding, int, int]:
        """Give the row and column of the first cell of a column."""
        own = self.standings[table]
        ((top, left, _, _),) = own.cells(slot).areas
        return own, top, left

    def validation(self, table: str, slot: Slot) -> Validation | None:
        """Give what a column offers; None when that is nothing."""
        own, row, column = self._at(table, slot)
        cell = Cells.of([(row, column, row, column)])
        every = self._validations[own.place.name]
        return next((one for one in every if one.cells & cell), None)

    def reach(self, table: str, slot: Slot) -> int:
        """Give the last row in which a column offers anything."""
        own, row, column = self._at(table, slot)
        elements = (Cells.of(one.areas) for one in self._coloured[own.place.name])
        every = [*elements, *(one.cells for one in self._validations[own.place.name])]
        spans = (span for cells in every for span in cells.columns.get(column, ()))
        return max((bottom for top, bottom in spans if top <= row <= bottom), default=row)

    def style(self, table: str, slot: Slot) -> int:
        """Give the number of the format that a column has."""
        own, row, column = self._at(table, slot)
        return own.place.style(row, column)

    def code(self, table: str, slot: Slot) -> str:
        """Give the number format that a column has."""
        own, row, column = self._at(table, slot)
        return own.place.number_format((row, column, row, column)) or ""

    def models(self, theirs: TableStanding, bottoms: Mapping[Slot, int]) -> Iterator[RuleModel]:
        """Give the rules that columns of a workbook's table should have, each down to a row."""
        own = self.standings[theirs.spec.name]
        every = [(e, r) for e in self._coloured[own.place.name] for r in e.rules if is_kept(r)]
        for element, rule in sorted(every, key=lambda pair: pair[1].priority):
            cells = Cells.of(element.areas)
            slots = [slot for slot in bottoms if own.cells(slot) & cells]
            if slots:
                yield from self._model(element, rule, slots, theirs, bottoms)

    def _model(
        self,
        element: Coloured,
        rule: ColourRule,
        slots: list[Slot],
        theirs: TableStanding,
        bottoms: Mapping[Slot, int],
    ) -> Iterator[RuleModel]:
        own, row, column = self._at(theirs.spec.name, slots[0])
        ((top, left, _, _),) = theirs.cells(slots[0]).areas
        down, right = row - element.base[0], column - element.base[1]
        here = [moved(formula, down, right) for formula in rule.formulas]
        there = [_there(formula, own, theirs, (row, top)) for formula in here]
        formulas = tuple(formula for formula in there if formula is not None)
        wanted = Cells()
        for slot in slots:
            wanted |= theirs.cells(slot, bottoms[slot])
        look = None if rule.look is None else self.styles.listed("dxfs")[rule.look]
        if len(formulas) == len(here):
            yield RuleModel(rule.said, formulas, (top, left), look, wanted)


@cache
def own(template: WorkbookSpec) -> Own:
    """Give what a template offers; it is read once."""
    return Own(template)


def _there(
    formula: str, mine: TableStanding, theirs: TableStanding, rows: tuple[int, int]
) -> str | None:
    """Give a formula of a row of the template's table as it is in a row of a workbook's.

    None where it needs a column that is not there.
    """
    headings = {column: heading for heading, column in mine.columns.items()}
    missing = False

    def there(found: re.Match[str]) -> str:
        nonlocal missing
        if found[1]:
            return found[0]
        heading = headings.get(column_number(found[3]), "")
        if heading not in theirs.columns:
            missing = True
            return ""
        at_top = int(found[5]) == mine.top
        row = theirs.top if at_top else int(found[5]) - rows[0] + rows[1]
        return f"{found[2]}{column_letters(theirs.columns[heading])}{found[4]}{row}"

    new = _CELL.sub(there, formula)
    return None if missing else new
