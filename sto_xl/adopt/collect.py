"""From the rows of one list to lines of a roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.adopt import contacts, offering, others, schoolvalues, values
from sto_xl.adopt.ages import Ages
from sto_xl.adopt.blocks import Block
from sto_xl.adopt.counting import Counting
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import AANBOD, CONTACTEN, CROSSES, SCHOLEN, Target
from sto_xl.adopt.heads import text_at
from sto_xl.adopt.keys import Keys
from sto_xl.adopt.legend import WHITE
from sto_xl.adopt.signs import Signs
from sto_xl.adopt.unsaid import repeats
from sto_xl.grid import is_blank
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
        _Schools(draft, block, decisions, legend, Counting(draft, block, decisions, ages)).run()
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


@dataclass
class _Row:
    """What a row says together of one school: its contacts by group, and what it offers."""

    number: int
    school: Line
    people: dict[str, list[contacts.ContactCell]] = field(default_factory=dict)
    linked: list[contacts.ContactCell] = field(default_factory=list)
    offered: offering.Offered = field(default_factory=offering.Offered)


class _Schools:
    """Goes over a list of schools row by row."""

    def __init__(
        self,
        draft: Draft,
        block: Block,
        decisions: Sequence[ColumnDecision],
        legend: Mapping[str, str],
        counting: Counting,
    ) -> None:
        self.draft, self.block, self.legend, self.counting = draft, block, legend, counting
        self.sheet, self.decisions = block.sheet, decisions
        self.signs = Signs(block, legend)
        self.keys = Keys(draft, block, decisions)
        self.rows = frozenset(block.rows)
        self.coloured: dict[tuple[str, str], list[int]] = {}
        self.uncoloured: list[int] = []

    def run(self) -> None:
        before = len(self.draft.lines[SCHOLEN])
        for number in self.counting.years.newest_first(self.keys.says):
            row = _Row(number, self.keys.school(number))
            for d in self.decisions:
                self._cell(row, d)
            self._write(row)
            self._section(number, row.school)
            self._signs(number, row.school)
        self._tell_of_colours()
        self.counting.tell(self.draft.lines[SCHOLEN][before:])

    def _write(self, row: _Row) -> None:
        """Write what a row says together."""
        lines: list[Line] = []
        for cells in row.people.values():
            lines += contacts.write(self.draft, row.school, cells)
        # An address behind a person's own cell goes before one behind the name of the school.
        for made in sorted(row.linked, key=lambda cell: cell.target.table != CONTACTEN):
            contacts.link(self.draft, row.school, lines, made)
        if row.offered:
            offering.write(self.draft, row.school, row.offered)

    # Where a cell goes

    def _cell(self, row: _Row, d: ColumnDecision) -> None:
        """Write what a cell says of a school, or keep it for what the row says together."""
        cell = self.sheet.cell(row.number, d.column.index)
        source = (self.sheet.name, row.number, d.column.index)
        if cell.filled:
            self._link(row, d, cell, source)
        seen = cell if cell.filled else self._merged(row.number, d)
        if not seen.filled:
            return
        table = d.target.table if d.target and not cell.problem else ""
        if cell.filled and repeats(cell.value):
            self._repeated(row.school, d, cell, source)
        elif origin := self.counting.origin(row.number, row.school, d):
            self.counting.set_aside(row.school, d, seen, source, origin=origin)
        elif table == AANBOD:
            self._offered(row.offered, d, seen, source)
        elif table == CONTACTEN and d.target:
            made = contacts.ContactCell(d.target, source, d.column.label, cell.value, cell.address)
            row.people.setdefault(d.target.group, []).append(made)
        elif cell.problem or d.column.index not in self.keys.columns:
            self._value(row.school, d, seen, source)

    def _link(self, row: _Row, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Keep what a cell links to."""
        target = d.target or Target(SCHOLEN, "")
        if cell.address:
            label = d.column.label
            row.linked.append(contacts.ContactCell(target, source, label, None, cell.address))
        elif cell.page:
            self.draft.remark(row.school, f"Link bij {d.column.label}: {cell.page}")

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

    def _value(self, school: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Write a cell about the school itself, or with the remarks when it has no place."""
        target = d.target
        if cell.problem:
            self.draft.remark(school, f"{d.column.label}: {cell.problem}", source)
        elif target is None or target.table != SCHOLEN or target.heading == "Opmerking":
            others.rest(self.draft, school, d, cell, source)
        else:
            schoolvalues.write(self.draft, school, d, cell.value, source)

    @staticmethod
    def _offered(
        offered: offering.Offered, d: ColumnDecision, cell: OldCell, source: Source
    ) -> None:
        heading, part = (d.target.heading, d.target.part) if d.target else ("", "")
        made = offering.OfferingCell(source, d.column.label, cell.value, explicit=heading)
        if heading == CROSSES:
            profiel, _, leerweg = part.partition("|")
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
        role, status = spelling(text).removesuffix("s"), values.deelname(text)
        if status and self.counting.participation(row, line):
            self._set(line, "Deelname", status, f"Tussenkop: {text}", source)
        elif status and line.values.get("Deelname") != status:
            self.draft.remark(line, f"Deelname volgens blad {self.sheet.name}: {text}", source)
        elif role in ("kernpartner", "regiopartner"):
            self._set(line, "Rol", role, f"Tussenkop: {text}", source)
        else:
            self.draft.remark(line, f"Tussenkop: {text}", source)

    def _set(self, line: Line, heading: str, value: str, text: str, source: Source) -> None:
        if is_blank(line.values.get(heading)):
            self.draft.fill(line, heading, value, source)
        elif line.values[heading] == value:
            self.draft.place(source, line, heading)
        elif self.draft.outranks(line, heading, source):
            self.draft.put(line, heading, value, source)
        else:
            self.draft.remark(line, text, source)

    def _signs(self, row: int, line: Line) -> None:
        counts = self.counting.participation(row, line)
        signs = list(self.signs.of(row))
        if WHITE in self.legend and counts and not any(sign.colour for sign in signs):
            self.uncoloured.append(row)
            self.draft.remark(line, f"Kleur: geen (wit = {self.legend[WHITE]})")
        for sign in signs:
            self.draft.colours.update(filter(None, [sign.colour]))
            status = values.deelname(self.legend.get(sign.colour, "")) if sign.colour else None
            there = line.values.get("Deelname")
            first = (self.sheet.name, row, min(self.block.columns, key=lambda c: c.index).index)
            free = is_blank(there) or self.draft.outranks(line, "Deelname", first)
            if status and counts and free and there != status:
                self.draft.put(line, "Deelname", status, first)
                self.coloured.setdefault((sign.colour, status), []).append(row)
            elif not (status and line.values.get("Deelname") == status):
                origin = "" if counts or not status else f" (blad {self.sheet.name})"
                self.draft.remark(line, f"{sign.text}{origin}")

    def _tell_of_colours(self) -> None:
        """Say which colours were read as Deelname, and where a colour is missing for it."""
        for (colour, status), rows in self.coloured.items():
            where = f"{self.sheet.name}, rij {', '.join(map(str, sorted(rows)))}"
            self.draft.remarks.append(f"{where}: {colour} is gelezen als {status}")
        white = self.legend.get(WHITE, "")
        if self.uncoloured and values.deelname(white):
            count = counted(len(self.uncoloured), "rij", "rijen")
            self.draft.asks.append(
                f"{self.sheet.name}: wit is ‘{white}’ in de legenda. Van {count} zonder kleur is "
                "Deelname daarmee nog niet ingevuld: vul haar in waar het klopt"
            )
