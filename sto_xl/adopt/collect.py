"""From the rows of one list to lines of a roster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sto_xl.adopt import contacts, offering, others, schoolvalues, values
from sto_xl.adopt.ages import OFFERING, PARTICIPATION, Ages, asked, kind
from sto_xl.adopt.blocks import Block
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import AANBOD, CONTACTEN, CROSSES, SCHOLEN, Target
from sto_xl.adopt.heads import text_at
from sto_xl.adopt.keys import Keys
from sto_xl.adopt.signs import Signs
from sto_xl.adopt.unsaid import repeats
from sto_xl.adopt.years import Years
from sto_xl.grid import is_blank, plain
from sto_xl.grid.oldlist import EMPTY, OldCell
from sto_xl.model.reference import spelling
from sto_xl.model.wording import counted
from sto_xl.sheets import notation


def collect(
    draft: Draft,
    block: Block,
    decisions: Sequence[ColumnDecision],
    legend: Mapping[str, str],
    ages: Ages,
) -> None:
    """Add what a list says to the roster in the making."""
    if block.about == SCHOLEN:
        _Schools(draft, block, decisions, legend, ages).run()
        return
    signs = Signs(block, legend)
    for row in block.rows:
        cells = (
            (d, block.sheet.cell(row, d.column.index), (block.sheet.name, row, d.column.index))
            for d in decisions
        )
        line = others.write(draft, block.about, cells)
        if spot := block.sections.get(row):
            text = text_at(block.sheet, spot).rstrip(" :")
            draft.remark(line, f"Tussenkop: {text}", (block.sheet.name, *spot))
        for sign in signs.of(row):
            draft.remark(line, sign.text)


class _Schools:
    """Goes over a list of schools row by row."""

    def __init__(
        self,
        draft: Draft,
        block: Block,
        decisions: Sequence[ColumnDecision],
        legend: Mapping[str, str],
        ages: Ages,
    ) -> None:
        self.draft, self.block, self.legend = draft, block, legend
        self.sheet, self.decisions = block.sheet, decisions
        self.signs = Signs(block, legend)
        self.keys = Keys(draft, block, decisions)
        self.years = Years(block, decisions)
        self.newer = {what: ages.newer(block, what) for what in (PARTICIPATION, OFFERING)}
        self.rows = frozenset(block.rows)
        self.coloured: dict[tuple[str, str], list[int]] = {}
        self.set_aside: dict[str, int] = {}
        self.only_here: list[str] = []

    def run(self) -> None:
        before = len(self.draft.lines[SCHOLEN])
        for row in self.years.newest_first(self.keys.keyed()):
            school = self._row(row)
            self._section(row, school)
            self._signs(row, school)
        for (colour, status), rows in self.coloured.items():
            where = f"{self.sheet.name}, rij {', '.join(map(str, sorted(rows)))}"
            self.draft.remarks.append(f"{where}: {colour} is gelezen als {status}")
        self._tell_of_an_older_sheet(self.draft.lines[SCHOLEN][before:])

    def _tell_of_an_older_sheet(self, added: Sequence[Line]) -> None:
        """Say of what an older sheet did not count, and which schools only it knows."""
        name = self.sheet.name
        for what, count in self.set_aside.items():
            cells = counted(count, "cel", "cellen")
            self.draft.asks.append(
                f"blad {name} is ouder dan blad {self.newer[what]}: wat het zegt over {what} telt "
                f"niet en staat bij Opmerking ({cells}). Laat het blad weg met --leave-out '{name}', "
                "of laat een kolom tellen met --map"
            )
        schools = [notation.shown(line.values.get("School")) for line in added]
        known = [school for school in schools if school]
        if any(self.newer.values()) and known:
            self.draft.asks.append(
                f"alleen op het oudere blad {name} staat: {', '.join(known)}. Kijk na of die nog "
                "op blad Scholen hoort"
            )

    def _row(self, row: int) -> Line:
        school, _ = self.keys.school(row)
        people: dict[str, list[contacts.ContactCell]] = {}
        linked: list[contacts.ContactCell] = []
        offered = offering.Offered()
        for d, cell, source in self._cells(row):
            seen = cell if cell.filled else self._merged(row, d)
            table = d.target.table if d.target and not cell.problem else ""
            origin = self._older(row, school, d) if seen.filled else ""
            made = contacts.ContactCell(
                d.target or Target(SCHOLEN, ""), source, d.column.label, cell.value, _mail(cell)
            )
            if cell.filled and repeats(cell.value):
                self._repeated(school, d, cell, source)
            elif origin:
                self._set_aside(school, d, seen, source, origin)
            elif table == AANBOD:
                self._offered(offered, d, seen, source)
            elif table == CONTACTEN and cell.filled and d.target:
                people.setdefault(d.target.group, []).append(made)
            elif seen.filled and d.column.index not in self.keys.columns:
                self._value(school, d, seen, source)
            if made.address and cell.filled:
                linked.append(made)
            elif cell.filled and (bare := _elsewhere(cell)):
                self.draft.remark(school, f"Link bij {d.column.label}: {bare}")
        lines: list[Line] = []
        for cells in people.values():
            lines += contacts.write(self.draft, school, cells)
        for made in linked:
            contacts.link(self.draft, school, lines, made)
        if offered:
            offering.write(self.draft, school, offered)
        return school

    def _cells(self, row: int) -> Iterator[tuple[ColumnDecision, OldCell, Source]]:
        for d in self.decisions:
            cell = self.sheet.cell(row, d.column.index)
            yield d, cell, (self.sheet.name, row, d.column.index)

    def _merged(self, row: int, d: ColumnDecision) -> OldCell:
        """Give what is merged over several rows and holds for each; numbers count once."""
        target, (top, _) = d.target, self.sheet.spread(row, d.column.index)
        if target is None or top not in self.rows:
            return EMPTY
        own = target.table == SCHOLEN and target.heading not in ("Vestiging", "School", "Opmerking")
        seen = own or target.heading in ("Profiel", "Leerweg")
        return self.keys.seen(row, d) if seen else EMPTY

    def _repeated(self, school: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Keep a ditto mark with the remarks: it is no value, and rows get sorted."""
        if d.column.index not in self.keys.columns:
            text = f"{d.column.label}: {notation.shown(cell.value)}"
            self.draft.remark(school, text, source)
            self.draft.refers(d.column.label, cell.value, source)

    # What counts, and what does not any more

    def _older(self, row: int, school: Line, d: ColumnDecision) -> str:
        """Give where a cell is from that does not count, because a newer one does."""
        what = kind(d.target)
        if not what or asked(d):
            return ""
        if self.newer[what]:
            return f"volgens blad {self.sheet.name}"
        period = self.years.older(row, id(school))
        return f"in {period}" if period else ""

    def _set_aside(
        self, school: Line, d: ColumnDecision, cell: OldCell, source: Source, origin: str
    ) -> None:
        """Keep what does not count with the remarks, with its origin."""
        what = kind(d.target)
        said = cell.problem or notation.shown(cell.value)
        status = values.deelname(cell.value) or said
        same = d.target is not None and d.target.heading == PARTICIPATION
        if same and not cell.problem and plain(school.values.get(PARTICIPATION)) == plain(status):
            self.draft.place(source, school, PARTICIPATION)
            return
        label = d.target.heading if d.target and what == PARTICIPATION else d.column.label
        self.draft.remark(school, f"{label} {origin}: {said}", source)
        if self.newer[what]:
            self.set_aside[what] = self.set_aside.get(what, 0) + 1

    # Where a cell goes

    def _value(self, school: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Write a cell about the school itself, or with the remarks when it has no place."""
        target = d.target
        if cell.problem:
            self.draft.remark(school, f"{d.column.label}: {cell.problem}", source)
        elif target is None or target.table != SCHOLEN or target.heading == "Opmerking":
            others.rest(self.draft, school, d, cell, source)
        else:
            schoolvalues.write(self.draft, school, target, cell.value, source, d.column.label)

    def _offered(
        self, offered: offering.Offered, d: ColumnDecision, cell: OldCell, source: Source
    ) -> None:
        if not cell.filled or d.target is None:
            return
        heading = d.target.heading
        made = offering.OfferingCell(source, d.column.label, cell.value, explicit=heading)
        if heading == CROSSES:
            profiel, _, leerweg = d.target.part.partition("|")
            offered.crosses.append(
                offering.OfferingCell(source, d.column.label, cell.value, profiel, leerweg)
            )
        elif heading == "Profiel":
            offered.profielen.append(made)
        elif heading == "Leerweg":
            offered.leerwegen.append(made)
        else:
            offered.others[heading] = made

    # What stands around the values

    def _section(self, row: int, line: Line) -> None:
        spot = self.block.sections.get(row)
        if spot is None:
            return
        text = text_at(self.sheet, spot).rstrip(" :")
        source = (self.sheet.name, *spot)
        role = spelling(text).removesuffix("s")
        if (status := values.deelname(text)) and not self.newer[PARTICIPATION]:
            self._set(line, "Deelname", status, f"Tussenkop: {text}", source)
        elif role in ("kernpartner", "regiopartner"):
            self._set(line, "Rol", role, f"Tussenkop: {text}", source)
        elif status and line.values.get("Deelname") != status:
            self.draft.remark(line, f"Deelname volgens blad {self.sheet.name}: {text}", source)
        else:
            self.draft.remark(line, f"Tussenkop: {text}", source)

    def _set(self, line: Line, heading: str, value: str, text: str, source: Source) -> None:
        if is_blank(line.values.get(heading)):
            self.draft.fill(line, heading, value, source)
        elif line.values[heading] == value:
            self.draft.place(source, line, heading)
        else:
            self.draft.remark(line, text, source)

    def _signs(self, row: int, line: Line) -> None:
        older = self.newer[PARTICIPATION] or self.years.older(row, id(line))
        for sign in self.signs.of(row):
            self.draft.colours.update(filter(None, [sign.colour]))
            status = values.deelname(self.legend.get(sign.colour, "")) if sign.colour else None
            if status and is_blank(line.values.get("Deelname")) and not older:
                line.values["Deelname"] = status
                line.origins["Deelname"] = (self.sheet.name, row, 1)
                self.coloured.setdefault((sign.colour, status), []).append(row)
            elif not (status and line.values.get("Deelname") == status):
                origin = (
                    f" (blad {self.sheet.name})" if status and self.newer[PARTICIPATION] else ""
                )
                self.draft.remark(line, f"{sign.text}{origin}")


def _mail(cell: OldCell) -> str:
    """Give the e-mail address that a cell links to, unless it shows it."""
    if not cell.link.casefold().startswith("mailto:"):
        return ""
    bare = cell.link[len("mailto:") :].partition("?")[0].strip()
    return "" if bare.casefold() in notation.shown(cell.value).casefold() else bare


def _elsewhere(cell: OldCell) -> str:
    """Give the place on the web that a cell links to, unless it shows it."""
    link = cell.link
    web = link and not link.casefold().startswith("mailto:")
    return link if web and link.casefold() not in notation.shown(cell.value).casefold() else ""
