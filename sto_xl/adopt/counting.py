"""What of a list counts, where a newer sheet or a newer row tells of the same school."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sto_xl.adopt import values
from sto_xl.adopt.ages import OFFERING, PARTICIPATION, PARTICIPATIONS, Ages, asked, kind
from sto_xl.adopt.blocks import Block
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import CONTACTEN, SCHOLEN
from sto_xl.adopt.years import Years
from sto_xl.grid import is_blank, plain
from sto_xl.grid.oldlist import OldCell
from sto_xl.model.wording import counted
from sto_xl.sheets import notation


class Counting:
    """Knows of one list of schools what of it counts, and keeps the rest with its origin."""

    def __init__(
        self, draft: Draft, block: Block, decisions: Sequence[ColumnDecision], ages: Ages
    ) -> None:
        """Look at the list beside all others."""
        self.draft, self.sheet = draft, block.sheet.name
        self.years = Years(block, decisions)
        self.newer = {what: ages.newer(block, what) for what in (PARTICIPATION, OFFERING)}
        before = {what: ages.before(block, what) for what in self.newer}
        said = {kind(d.target) for d in decisions}
        #: The newer sheet that says nothing of what this list says.
        self._silent = {what: sheet for what, sheet in before.items() if sheet and what in said}
        self._aside: dict[str, int] = {}
        self._newest = ages.newest(block)
        known = draft.lines[SCHOLEN] if self._newest else ()
        self._before = [(school, self._state(school)) for school in known]

    def participation(self, row: int, school: Line) -> bool:
        """Tell whether what a row says of taking part counts."""
        return not (self.newer[PARTICIPATION] or self.years.older(row, id(school)))

    def origin(self, row: int, school: Line, d: ColumnDecision) -> str:
        """Give where a cell is from that does not count, because a newer one does; else nothing."""
        what = kind(d.target)
        if not what or asked(d):
            return ""
        if self.newer[what]:
            return f"volgens blad {self.sheet}"
        period = self.years.older(row, id(school))
        return f"in {period}" if period else ""

    def set_aside(
        self, school: Line, d: ColumnDecision, cell: OldCell, source: Source, *, origin: str
    ) -> None:
        """Keep what does not count with the remarks, with its origin."""
        what = kind(d.target)
        said = cell.problem or notation.shown(cell.value)
        status = values.deelname(cell.value) or said
        same = d.target is not None and d.target.heading == PARTICIPATION
        if same and plain(school.values.get(PARTICIPATION)) == plain(status):
            self.draft.place(source, school, PARTICIPATION)
            return
        label = d.target.heading if d.target and what == PARTICIPATION else d.column.label
        self.draft.remark(school, f"{label} {origin}: {said}", source)
        if self.newer[what]:
            self._aside[what] = self._aside.get(what, 0) + 1

    def _state(self, school: Line) -> Mapping[str, int]:
        """Give what is known of a school: each heading that is filled, and how many contacts."""
        filled = {heading: 1 for heading, value in school.values.items() if not is_blank(value)}
        return {**filled, "een contact": len(self.draft.of(school, CONTACTEN))}

    def _added(self) -> Mapping[str, int]:
        """Give what this list added to schools that a newer one has, and to how many."""
        return Counter(
            what
            for school, before in self._before
            for what, count in self._state(school).items()
            if count > before.get(what, 0) and what not in PARTICIPATIONS
        )

    def tell(self, added: Sequence[Line]) -> None:
        """Say what of an older sheet did not count, and which schools only it knows."""
        for what, count in self._aside.items():
            cells = counted(count, "cel", "cellen")
            self.draft.asks.append(
                f"blad {self.sheet} is ouder dan blad {self.newer[what]}: wat het zegt over {what} "
                f"telt niet en staat bij Opmerking ({cells}). Laat het blad weg met --leave-out "
                f"'{self.sheet}', of laat een kolom ervan tellen met --map"
            )
        if added_ := self._added():
            told = ", ".join(
                f"{what} ({counted(count, 'school', 'scholen')})" for what, count in added_.items()
            )
            self.draft.asks.append(
                f"blad {self.sheet} is ouder dan blad {self._newest}, en vulde aan wat daar niet "
                f"staat: {told}. Kijk na of dat nog klopt"
            )
        for what, newer in self._silent.items():
            self.draft.asks.append(
                f"{what} is van blad {self.sheet}, want het nieuwere blad {newer} zegt er niets "
                "over: kijk na of het nog klopt"
            )
        names = [name for line in added if (name := notation.shown(line.values.get("School")))]
        if any(self.newer.values()) and names:
            self.draft.asks.append(
                f"alleen op het oudere blad {self.sheet} staat: {', '.join(names)}. Kijk na of die "
                "nog op blad Scholen hoort"
            )
