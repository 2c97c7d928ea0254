"""Steps carried out in a package: the parts that they touch, and none other."""

from __future__ import annotations

from collections.abc import Sequence

from sto_xl.books.filling import counting
from sto_xl.books.filling.cells import Change, SheetChanges, changes
from sto_xl.books.filling.markup import spliced
from sto_xl.books.filling.places import FilePlaces, FileSheet
from sto_xl.books.filling.reach import Growth, reaching
from sto_xl.books.filling.splicing import Splicer
from sto_xl.books.filling.tables import hides_rows, with_area
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.steps import Step
from sto_xl.grid import Area, CellRow, Formula


class Filling:
    """The carrying out of some steps, in a package that stays as it is."""

    def __init__(self, places: FilePlaces, steps: Sequence[Step]) -> None:
        """Look at all that changes; Failure when something would be lost by it."""
        self._places = places
        #: What becomes of the package; more may be asked of it before it is filled.
        self.whole = Whole(places.parts)
        by_sheet: dict[str, list[Step]] = {}
        for step in steps:
            by_sheet.setdefault(places.on(step.sheet).name, []).append(step)
        self._steps = by_sheet
        self._changes = {name: changes(places.on(name), here) for name, here in self._steps.items()}
        self._grown: dict[str, list[Growth]] = {}
        self._unfiltered: list[str] = []
        stands = {name: iter(found.after) for name, found in self._changes.items()}
        #: For each step, what stands there afterwards.
        self.after: list[tuple[CellRow, ...]] = [
            next(stands[places.on(step.sheet).name]) for step in steps
        ]

    @property
    def unfiltered(self) -> tuple[str, ...]:
        """The sheets on which a filter was taken off."""
        return tuple(dict.fromkeys(self._unfiltered))

    def carried_out(self) -> Whole:
        """Carry the steps out, once; give what becomes of the package."""
        for name, steps in self._steps.items():
            for step in steps:
                self._resize(self._places.on(name), step)
        calculated = any(self._touched(found) for found in self._changes.values())
        formulas = any(found.formulas for found in self._changes.values())
        self._count_again()
        for name, found in self._changes.items():
            self._splice(self._places.on(name), found)
        if calculated:
            self.whole.calculated_when_opened()
        if formulas:
            self.whole.calculated_in_any_order()
        if any(self._grown.values()):
            self.whole.print_as_far(self._grown)
        return self.whole

    def _touched(self, found: SheetChanges) -> bool:
        return any(found.cells.values())

    def _resize(self, place: FileSheet, step: Step) -> None:
        """Let a table stand where it will, with all its rows seen."""
        table = place.table(step.table) if step.table else None
        if table is None or step.ref_before is None or step.ref_after is None:
            return
        found = self._changes[place.name]
        hides = hides_rows(table)
        if hides:
            top, _, bottom, _ = step.ref_before
            rows = place.rows.between(top, bottom)
            found.shown |= {r.number for r in rows if b"hidden" in r.attributes}
            self._unfiltered.append(place.name)
        if hides or step.ref_after != step.ref_before or self._touched(found):
            self.whole.change(table.path, with_area(table, step.ref_after))
        self._grown.setdefault(place.name, []).append((step.ref_before, step.ref_after))

    def _count_again(self) -> None:
        """Let the formulas of our template show what they come to."""
        # All of it is told before the first is taken: none counts what another shows.
        for place, formula, value in list(counting.recounted(self._places, self._changes)):
            found = self._changes.setdefault(place.name, SheetChanges())
            here = found.cells.setdefault(formula.row, {})
            if formula.column not in here:
                here[formula.column] = Change(Formula(place.formulas.text(formula)), value)

    def _splice(self, place: FileSheet, found: SheetChanges) -> None:
        splices = Splicer(place, found).splices()
        if splices:
            written = [_reach(found)] if self._touched(found) else []
            splices += reaching(place.rows, self._grown.get(place.name, ()), written)
            self.whole.change(place.part.path, spliced(place.part.xml, splices))


def _reach(found: SheetChanges) -> Area:
    """Give the area within which cells change."""
    rows = [row for row, here in found.cells.items() if here]
    columns = {column for here in found.cells.values() for column in here}
    return min(rows), min(columns), max(rows), max(columns)
