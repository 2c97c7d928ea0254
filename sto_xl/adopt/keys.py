"""Which school a row of a list is about: by its code, its name, where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sto_xl.adopt import values
from sto_xl.adopt.blocks import Block
from sto_xl.adopt.decision import ColumnDecision
from sto_xl.adopt.draft import Draft, Line
from sto_xl.adopt.headings import SCHOLEN, Target
from sto_xl.adopt.unsaid import repeats, to_come
from sto_xl.grid import Value, address, is_blank, plain
from sto_xl.grid.oldlist import EMPTY, OldCell
from sto_xl.model.reference import spelling
from sto_xl.sheets import notation

#: Why a cell that says that its school is the one above has no place.
SAME = "verwijst naar de school in de rij erboven"


@dataclass
class Key:
    """A row's code and name, and the cells of its own that say so, with what each is for."""

    code: str = ""
    name: str = ""
    cells: list[tuple[ColumnDecision, str, Value]] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Whether the row says which school it is about."""
        return bool(self.code or self.name)


class Keys:
    """Reads the keys of one list, and finds the schools that they are of."""

    def __init__(self, draft: Draft, block: Block, decisions: Sequence[ColumnDecision]) -> None:
        """Begin before the first row."""
        self.draft, self.block, self.decisions = draft, block, decisions
        self.sheet = block.sheet
        self.previous: Line | None = None
        self.columns = {
            d.column.index
            for d in decisions
            if d.target
            and d.target.table == SCHOLEN
            and d.target.heading in ("Vestiging", "School")
        }

    def seen(self, row: int, decision: ColumnDecision) -> OldCell:
        """Give the cell that is seen in a row: also one that is merged from above."""
        top, left = self.sheet.spread(row, decision.column.index)
        return self.sheet.cell(top, left) if left == decision.column.index else EMPTY

    def says(self, row: int) -> bool:
        """Tell whether a row says itself which school it is about."""
        return bool(self._read(row))

    def school(self, row: int) -> Line:
        """Give the school of a row, with its code and name written."""
        key = self._read(row)
        typed = key.code
        key.code, mended = values.vestiging(typed)
        if mended and key.cells:
            where = address(row, key.cells[0][0].column.index)
            self.draft.remarks.append(
                f"{self.sheet.name}!{where}: {typed} is gelezen als {key.code} (verloren nul)"
            )
        school = self._find(row, key)
        self._write(row, school, key)
        for d in self._repeating(row):
            text = notation.shown(self.sheet.cell(row, d.column.index).value)
            self.draft.leave((self.sheet.name, row, d.column.index), text, SAME)
        self.previous = school
        return school

    def _repeating(self, row: int) -> Iterator[ColumnDecision]:
        for d in self.decisions:
            if d.column.index in self.columns:
                cell = self.sheet.cell(row, d.column.index)
                if repeats(cell.value) and not cell.problem:
                    yield d

    def _read(self, row: int) -> Key:
        code: dict[str, str] = {}
        names: dict[str, str] = {}
        key = Key()
        for d in self.decisions:
            target = d.target
            if target is None or d.column.index not in self.columns:
                continue
            seen = self.seen(row, d)
            if not seen.filled or seen.problem or repeats(seen.value):
                continue
            held = names if target.heading == "School" else code
            held[target.part] = notation.shown(seen.value)
            if self.sheet.cell(row, d.column.index).filled:
                key.cells.append((d, target.heading, seen.value))
        key.code = code.get("", _put_together(code))
        name, place = names.get("", ""), names.get("locatie", "")
        if name and place and spelling(place) not in spelling(name):
            name = f"{name}, {place}"
        key.name = name or place
        return key

    def _find(self, row: int, key: Key) -> Line:
        """Give the school of a row: one that is there, the one above, or a new one."""
        if not key:
            if self.previous is not None and not self._differs(row, self.previous):
                return self.previous
            return self.draft.add(SCHOLEN)
        code = "" if to_come(key.code) else key.code
        found = self.draft.school(code, key.name, self._text(row, "Plaats"))
        if found is not None and (code or not self._differs(row, found)):
            return found
        return self.draft.add(SCHOLEN)

    def _write(self, row: int, school: Line, key: Key) -> None:
        """Write a school's code and name, where they are not there yet."""
        if key.code and is_blank(school.values.get("Vestiging")):
            school.values["Vestiging"] = key.code
        if key.name and is_blank(school.values.get("School")):
            school.values["School"] = key.name
        self.draft.know(school)
        for d, heading, value in key.cells:
            source = (self.sheet.name, row, d.column.index)
            wanted = key.code if heading == "Vestiging" else key.name
            if plain(notation.shown(school.values.get(heading))) == plain(wanted):
                self.draft.place(source, school, heading)
            else:
                text = f"{d.column.label}: {notation.shown(value)}"
                self.draft.remark(school, text, source)

    def _text(self, row: int, heading: str) -> str:
        return next(
            (
                notation.shown(self.seen(row, d).value)
                for d in self.decisions
                if d.target == Target(SCHOLEN, heading)
            ),
            "",
        )

    def _differs(self, row: int, school: Line) -> bool:
        """Tell whether a row without a code is of another school, by where it stands."""
        return any(
            (text := self._text(row, heading))
            and not repeats(text)
            and (own := notation.shown(school.values.get(heading)))
            and plain(text) != plain(own)
            for heading in ("Adres", "Postcode", "Plaats")
        )


def _put_together(code: dict[str, str]) -> str:
    """Give the code of which the BRIN and the number stand in two columns."""
    brin = code.get("brin", "")
    if values.is_vestiging(brin) and not values.is_brin(brin):
        return brin
    return brin + code.get("nummer", "").zfill(2 if "nummer" in code else 0)
