"""What pasting took away from a workbook comes back: drop-downs, number formats, colours.

Also the names that they refer to. No value changes, and what is the user's own stays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from sto_xl.books.filling import FileBook
from sto_xl.books.filling.markup import Splice, spliced
from sto_xl.books.filling.places import FileSheet
from sto_xl.books.filling.workbook import Whole
from sto_xl.books.mending import notations
from sto_xl.books.mending.behind import Behind
from sto_xl.books.mending.cells import Cells
from sto_xl.books.mending.colouring import Colouring
from sto_xl.books.mending.colours import RuleModel, marked
from sto_xl.books.mending.lists import with_names
from sto_xl.books.mending.names import named_in
from sto_xl.books.mending.notations import Notated, Notations
from sto_xl.books.mending.own import Own, own
from sto_xl.books.mending.standing import Slot, TableStanding, standings
from sto_xl.books.mending.styles import Styles, styles_part
from sto_xl.books.mending.validations import ColumnOffers, Offer
from sto_xl.grid import address
from sto_xl.sheets import WorkbookSpec

#: The names in the formulas of marks alone.
MARKS = ("ctlPlek", "ctlErnst")


@dataclass(frozen=True, slots=True)
class Mended:
    """What came back on a sheet, by the number of cells in use that lacked it.

    `hints` are what else helps to fill a cell in; `coming` says that rows to come get something
    back; `kept` are the cells that keep their notation, because a value would read otherwise.
    """

    sheet: str
    lists: int = 0
    hints: int = 0
    notations: int = 0
    colours: int = 0
    coming: bool = False
    kept: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came back in a workbook: on its sheets, and how many names that those refer to.

    What did not: the lists of the columns `without`, for want of a sheet to stand on; the marks
    where the findings that they look in are gone (`unmarked`); what sheets lack that are `closed`.
    """

    sheets: tuple[Mended, ...] = ()
    names: int = 0
    without: tuple[str, ...] = ()
    unmarked: bool = False
    closed: tuple[str, ...] = ()


def repair(book: FileBook, template: WorkbookSpec) -> Repaired:
    """Give a workbook back what its tables lost of the template's."""
    with book.spliceable():
        return _repaired(book, own(template), standings(book.places, template))


def lay(book: FileBook, template: WorkbookSpec, columns: Mapping[str, Collection[str]]) -> Repaired:
    """Give columns that are new in their tables what the template's have; headings by table."""
    there = [s for s in standings(book.places, template) if s.spec.name in columns]
    return _repaired(book, own(template), there, columns)


def _repaired(
    book: FileBook,
    source: Own,
    there: list[TableStanding],
    only: Mapping[str, Collection[str]] | None = None,
) -> Repaired:
    closed = sorted({s.place.name for s in there if s.place.protected})
    there = [s for s in there if s.spec.name in source.standings]
    wanted = [_Asked(source, standing, only) for standing in there if not standing.place.protected]
    formulas = [formula for asked in wanted for formula in asked.formulas]
    every = standings(book.places, source.template)
    names = with_names(book, source, every, named_in(formulas, source.names))
    lost = {name.casefold() for name in names.lost}
    # The sheet of the lists may have changed; the places are to be those of the book as it is now.
    fresh = {s.spec.name: s for s in standings(book.places, source.template)}
    wanted = [_Asked(source, fresh[a.standing.spec.name], only, lost) for a in wanted]
    sheets = dict.fromkeys(asked.standing.place.name for asked in wanted)
    whole, styles = Whole(book.places.parts), Styles(book.places.package.styles)
    mended = []
    for name in sheets:
        here = [asked for asked in wanted if asked.standing.place.name == name]
        sheet = _Sheet(here[0].standing.place, source, here)
        whole.change(sheet.place.part.path, sheet.xml(styles))
        mended.append(sheet.mended)
    whole.change(styles_part(whole), styles.xml)
    book.take(whole)
    told = tuple(one for one in mended if one != Mended(one.sheet))
    without = dict.fromkeys(h for name in lost for h in source.choosing(name))
    unmarked = any(name.casefold() in lost for name in MARKS)
    return Repaired(told, len(names.refer), tuple(without), unmarked, tuple(closed))


class _Asked:
    """What the template asks of a table: of some of its columns, or of all."""

    def __init__(
        self,
        source: Own,
        standing: TableStanding,
        only: Mapping[str, Collection[str]] | None,
        lost: Collection[str] = (),
    ) -> None:
        """Take a table; what refers to a name that is `lost` is not asked."""
        self.source, self.standing, self._lost = source, standing, lost
        chosen = None if only is None else only[standing.spec.name]
        mine = source.standings[standing.spec.name]
        self.slots = [
            slot
            for slot in mine.slots
            if standing.has(slot) and (chosen is None or (slot[1] or slot[0]) in chosen)
        ]

    @property
    def formulas(self) -> Iterator[str]:
        """The formulas by which all of it is asked."""
        for wanted in self.validations(self.bottoms(())):
            yield from wanted.validation.formulas
        for model in self.models(self.bottoms(())):
            yield from model.formulas

    def bottoms(self, surviving: Iterable[Cells]) -> Mapping[Slot, int]:
        """Give the last row in which each column offers what it does.

        That of what is left of the template's, which goes up as rows are deleted; else its own.
        """
        standing = self.standing
        across = set(standing.columns.values())
        spans = (
            (top, bottom)
            for cells in surviving
            for column in across & cells.columns.keys()
            for top, bottom in cells.columns[column]
        )
        left = [bottom for top, bottom in spans if bottom > standing.last and top <= standing.limit]
        bottoms = {}
        for slot in self.slots:
            reach = self.source.reach(standing.spec.name, slot)
            further = min([reach, max(left)] if left else [reach])
            bottoms[slot] = min(standing.limit, max(standing.last, further))
        return bottoms

    def validations(self, bottoms: Mapping[Slot, int]) -> Iterator[Offer]:
        """Give what each column is to offer."""
        for slot in self.slots:
            validation = self.source.validation(self.standing.spec.name, slot)
            if validation and not self._is_lost(validation.formulas):
                yield Offer(validation, self.standing.cells(slot, bottoms[slot]))

    def models(self, bottoms: Mapping[Slot, int]) -> Iterator[RuleModel]:
        """Give the rules that colour its cells."""
        for model in self.source.models(self.standing, bottoms):
            if not self._is_lost(model.formulas):
                yield model

    def notated(self) -> Iterator[Notated]:
        """Give the columns that have a notation."""
        for slot in self.slots:
            code = self.source.code(self.standing.spec.name, slot)
            if notations.is_notation(code):
                ((top, left, bottom, _),) = self.standing.cells(slot, self.standing.last).areas
                yield Notated(left, top, bottom, code)

    def _is_lost(self, formulas: Collection[str]) -> bool:
        return bool(named_in(formulas, self._lost))


class _Sheet:
    """A sheet, and what comes back on it."""

    def __init__(self, place: FileSheet, source: Own, asked: list[_Asked]) -> None:
        """Look at what it lacks."""
        self.place = place
        behind = Behind(place.rows)
        self._offering = ColumnOffers(behind, source.titles, source.lists)
        own_ones = [one.cells for one in self._offering.present if self._offering.own(one)]
        surviving = [*own_ones, *(Cells.of([a]) for a in marked(behind, MARKS))]
        self._wanted: list[Offer] = []
        models: list[RuleModel] = []
        for one in asked:
            bottoms = one.bottoms(surviving)
            models += one.models(bottoms)
            for wanted in one.validations(bottoms):
                if lacking := self._offering.lacking(wanted):
                    self._wanted.append(Offer(wanted.validation, lacking))
        self._colouring = Colouring(behind, models, MARKS)
        self._looks = {model.look for model in models if model.look is not None}
        self._notations = Notations(place, [n for one in asked for n in one.notated()])
        self._used = Cells()
        for one in asked:
            self._used |= Cells.of([one.standing.body])

    def xml(self, styles: Styles) -> bytes:
        """Give the sheet's part as it is to be."""
        splices: list[Splice] = []
        lacking = self._colouring.lacking
        if lacking:
            numbers = {look: styles.look(look) for look in sorted(self._looks)}
            splices += self._colouring.splices(lacking, numbers)
        # Validations come behind the colours, also where there was neither.
        splices += self._offering.splices(self._wanted)
        splices += self._notations.splices(styles)
        return spliced(self.place.part.xml, splices)

    @property
    def mended(self) -> Mended:
        """What came back, in numbers."""
        lists = [w.cells for w in self._wanted if w.validation.offers]
        hints = [w.cells for w in self._wanted if not w.validation.offers]
        colours = self._colouring.lacking
        counts = [sum(len(cells & self._used) for cells in c) for c in (lists, hints, [colours])]
        return Mended(
            self.place.name,
            counts[0],
            counts[1],
            len(self._notations.found),
            counts[2],
            coming=not any(counts) and bool(self._wanted or colours),
            kept=tuple(address(*at) for at in self._notations.kept),
        )
