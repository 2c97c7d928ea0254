"""From the rows of one list to lines of a roster."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sto_xl.adopt import contacts, offering, values
from sto_xl.adopt.blocks import Block
from sto_xl.adopt.decision import NUMBERED, ColumnDecision
from sto_xl.adopt.draft import REST, Draft, Line, Source
from sto_xl.adopt.headings import AANBOD, CONTACTEN, CROSSES, PLANNEN, SCHOLEN, Sure, Target
from sto_xl.adopt.heads import text_at
from sto_xl.adopt.signs import Signs
from sto_xl.grid import Value, address, is_blank, plain
from sto_xl.grid.oldlist import EMPTY, OldCell
from sto_xl.model import contact_details, vestiging_code
from sto_xl.model.contact_details import POSTCODE
from sto_xl.model.reference import spelling
from sto_xl.sheets import notation

#: The cells of a row that say which school it is: the heading each is for, and its value.
_Keys = list[tuple[ColumnDecision, str, Value]]


def collect(
    draft: Draft, block: Block, decisions: Sequence[ColumnDecision], legend: Mapping[str, str]
) -> None:
    """Add what a list says to the roster in the making."""
    _Collector(draft, block, decisions, legend).run()


class _Collector:
    """Goes over one list row by row."""

    def __init__(
        self,
        draft: Draft,
        block: Block,
        decisions: Sequence[ColumnDecision],
        legend: Mapping[str, str],
    ) -> None:
        self.draft, self.block, self.legend = draft, block, legend
        self.sheet = block.sheet
        self.decisions = decisions
        self.signs = Signs(block, legend)
        self.previous: Line | None = None
        self.coloured: dict[tuple[str, str], list[int]] = {}

    def run(self) -> None:
        for row in self.block.rows:
            about_schools = self.block.about == SCHOLEN
            line = self._school_row(row) if about_schools else self._plain_row(row)
            self._section(row, line)
            self._signs(row, line)
        for (colour, status), rows in self.coloured.items():
            where = f"{self.sheet.name}, rij {', '.join(map(str, rows))}"
            self.draft.remarks.append(f"{where}: {colour} is gelezen als {status}")

    def _source(self, row: int, column: int) -> Source:
        return self.sheet.name, row, column

    def _cells(self, row: int) -> list[tuple[ColumnDecision, OldCell]]:
        return [(d, self.sheet.cell(row, d.column.index)) for d in self.decisions]

    def _seen(self, row: int, decision: ColumnDecision) -> OldCell:
        """Give the cell that is seen in a row: also one that is merged from above."""
        top, left = self.sheet.spread(row, decision.column.index)
        return self.sheet.cell(top, left) if left == decision.column.index else EMPTY

    # A list about partners or plans

    def _plain_row(self, row: int) -> Line:
        line = self.draft.add(self.block.about)
        for d, cell in self._cells(row):
            if not cell.filled:
                continue
            source = self._source(row, d.column.index)
            if cell.problem:
                self.draft.remark(line, f"{d.column.label}: {cell.problem}", source)
            elif d.target is None or d.target.table != line.table:
                self._rest(line, d, cell, source)
            elif d.target.heading in ("Contact", REST[line.table]):
                self._append(line, d.target.heading, cell, source)
            elif line.table == PLANNEN and d.target.heading == "Vestiging":
                self._plan_school(line, d, cell, source)
            else:
                self.draft.put(line, d.target.heading, cell.value, source, d.column.label)
        return line

    def _append(self, line: Line, heading: str, cell: OldCell, source: Source) -> None:
        there = line.values.get(heading)
        text = values.phone(cell.value)
        line.values[heading] = text if is_blank(there) else f"{there}; {text}"
        self.draft.place(source, line, heading)

    def _plan_school(self, line: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Write the code of the school that a plan names."""
        text = values.vestiging(cell.value)[0]
        school = None if vestiging_code(text) else self.draft.school("", text, "")
        if school and vestiging_code(notation.shown(school.values.get("Vestiging"))):
            line.values.setdefault("Vestiging", school.values["Vestiging"])
            self.draft.remark(line, f"{d.column.label}: {text}", source)
        else:
            self.draft.put(line, "Vestiging", cell.value, source, d.column.label)

    # A list about schools

    def _school_row(self, row: int) -> Line:
        code, name, keys = self._key(row)
        school = self._find(row, code, name)
        self._write_key(row, school, code, name, keys)
        self.previous = school
        people: dict[str, list[contacts.ContactCell]] = {}
        offered = offering.Offered()
        done = {d.column.index for d, _, _ in keys}
        for d, cell in self._cells(row):
            source = self._source(row, d.column.index)
            seen = cell if cell.filled else self._merged(row, d)
            table = d.target.table if d.target and not cell.problem else ""
            if table == AANBOD:
                self._offered(offered, d, seen, source)
            elif table == CONTACTEN and cell.filled and d.target:
                made = contacts.ContactCell(d.target, source, d.column.label, cell.value)
                people.setdefault(d.target.group, []).append(made)
            elif seen.filled and d.column.index not in done:
                self._school_cell(school, d, seen, source)
            self._link(school, d, cell, source)
        for cells in people.values():
            contacts.write(self.draft, school, cells)
        if offered:
            offering.write(self.draft, school, offered)
        return school

    def _write_key(self, row: int, school: Line, code: str, name: str, keys: _Keys) -> None:
        """Write a school's code and name, where they are not there yet."""
        if code and is_blank(school.values.get("Vestiging")):
            school.values["Vestiging"] = code
        if name and is_blank(school.values.get("School")):
            school.values["School"] = name
        self.draft.know(school)
        for d, heading, value in keys:
            source = self._source(row, d.column.index)
            wanted = code if heading == "Vestiging" else name
            if plain(notation.shown(school.values.get(heading))) == plain(wanted):
                self.draft.place(source, school, heading)
            else:
                text = f"{d.column.label}: {notation.shown(value)}"
                self.draft.remark(school, text, source)

    def _merged(self, row: int, d: ColumnDecision) -> OldCell:
        """Give what is merged over several rows and holds for each; numbers count once."""
        target, (top, _) = d.target, self.sheet.spread(row, d.column.index)
        if target is None or top not in self.block.rows:
            return EMPTY
        own = target.table == SCHOLEN and target.heading not in ("Vestiging", "School", "Opmerking")
        return self._seen(row, d) if own or target.heading in ("Profiel", "Leerweg") else EMPTY

    def _key(self, row: int) -> tuple[str, str, _Keys]:
        """Give a row's code and name, and the cells of its own that say so."""
        code: dict[str, str] = {}
        names: dict[str, str] = {}
        keys: _Keys = []
        for d in self.decisions:
            target = d.target
            if target is None or target.table != SCHOLEN:
                continue
            if target.heading not in ("Vestiging", "School"):
                continue
            seen = self._seen(row, d)
            if not seen.filled or seen.problem:
                continue
            text = notation.shown(seen.value)
            if target.heading == "School":
                names[target.part] = text
            else:
                code[target.part] = text
            if self.sheet.cell(row, d.column.index).filled:
                keys.append((d, target.heading, seen.value))
        typed = code.get("brin", "") + code.get("nummer", "").zfill(2 if "nummer" in code else 0)
        if (
            "brin" in code
            and values.is_vestiging(code["brin"])
            and not values.is_brin(code["brin"])
        ):
            typed = code["brin"]
        typed = code.get("", typed)
        made, mended = values.vestiging(typed)
        if mended and keys:
            where = address(row, keys[0][0].column.index)
            self.draft.remarks.append(
                f"{self.sheet.name}!{where}: {typed} is gelezen als {made} (verloren nul)"
            )
        name, place = names.get("", ""), names.get("locatie", "")
        if name and place and spelling(place) not in spelling(name):
            name = f"{name}, {place}"
        return made, name or place, keys

    def _find(self, row: int, code: str, name: str) -> Line:
        """Give the school of a row: one that is there, the one above, or a new one."""
        if not code and not name:
            if self.previous is not None and not self._differs(row, self.previous):
                return self.previous
            return self.draft.add(SCHOLEN)
        found = self.draft.school(code, name, self._text(row, "Plaats"))
        if found is not None and (code or not self._differs(row, found)):
            return found
        return self.draft.add(SCHOLEN)

    def _text(self, row: int, heading: str) -> str:
        return next(
            (
                notation.shown(self._seen(row, d).value)
                for d in self.decisions
                if d.target == Target(SCHOLEN, heading)
            ),
            "",
        )

    def _differs(self, row: int, school: Line) -> bool:
        """Tell whether a row without a code is of another school, by where it stands."""
        return any(
            (text := self._text(row, heading))
            and (own := notation.shown(school.values.get(heading)))
            and plain(text) != plain(own)
            for heading in ("Adres", "Postcode", "Plaats")
        )

    def _school_cell(self, school: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Write a cell about the school itself, or with the remarks when it has no place."""
        target = d.target
        if cell.problem:
            self.draft.remark(school, f"{d.column.label}: {cell.problem}", source)
        elif target is None or target.table != SCHOLEN or target.heading == "Opmerking":
            self._rest(school, d, cell, source)
        else:
            self._school_value(school, d, target, cell.value, source)

    def _school_value(
        self, school: Line, d: ColumnDecision, target: Target, value: Value, source: Source
    ) -> None:
        """Write a value about the school; an address is taken apart where it holds a postcode."""
        text = notation.shown(value)
        found = POSTCODE.search(text)
        if target.heading in ("Adres", "Postcode", "Plaats") and found and found[0] != text:
            before, after = text[: found.start()].strip(" ,;\n"), text[found.end() :].strip(" ,;\n")
            parts = {
                "Adres": before,
                "Postcode": contact_details.postcode(found[0]),
                "Plaats": after,
            }
            for heading, part in parts.items():
                if part:
                    self.draft.put(school, heading, part, source, f"{d.column.label} ({heading})")
        elif target.part == "huisnummer":
            there = notation.shown(school.values.get("Adres"))
            if there and not there.endswith(text):
                school.values["Adres"] = f"{there} {text}"
                self.draft.place(source, school, "Adres")
            else:
                self.draft.put(school, "Adres", value, source, d.column.label)
        elif target.heading == "Telefoon" and "@" in text:
            both = Target(CONTACTEN, "Naam", "los")
            contacts.write(
                self.draft, school, [contacts.ContactCell(both, source, d.column.label, value)]
            )
        else:
            self.draft.put(school, target.heading, value, source, d.column.label)

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

    def _rest(self, line: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Put a value with the remarks, with its heading unless it is a remark already."""
        text = values.phone(cell.value) if cell.value is not None else ""
        if d.reason == NUMBERED:
            self.draft.leave(source, text, NUMBERED)
            return
        # "Opmerkingen" says no more than the roster's own heading; "Opm. 2023" does.
        exact = d.sure <= Sure.HEADING
        own = d.target is not None and d.target.heading == REST[line.table] and exact
        self.draft.remark(line, text if own else f"{d.column.label}: {text}", source)

    def _link(self, school: Line, d: ColumnDecision, cell: OldCell, source: Source) -> None:
        """Keep what a cell links to, unless it is what the cell shows."""
        if not cell.link or not cell.filled:
            return
        bare = cell.link.removeprefix("mailto:").partition("?")[0]
        if bare.casefold() in notation.shown(cell.value).casefold():
            return
        if not cell.link.startswith("mailto:"):
            self.draft.remark(school, f"Link bij {d.column.label}: {cell.link}")
            return
        person = d.target is not None and d.target.table == CONTACTEN
        name = notation.shown(cell.value) if person else ""
        contacts.write_linked(self.draft, school, name, bare, source)

    # What stands around the values

    def _section(self, row: int, line: Line) -> None:
        spot = self.block.sections.get(row)
        if spot is None:
            return
        text = text_at(self.sheet, spot).rstrip(" :")
        source = self._source(*spot)
        role = spelling(text).removesuffix("s")
        if line.table == SCHOLEN and (status := values.deelname(text)):
            self._set(line, "Deelname", status, f"Tussenkop: {text}", source)
        elif line.table == SCHOLEN and role in ("kernpartner", "regiopartner"):
            self._set(line, "Rol", role, f"Tussenkop: {text}", source)
        else:
            self.draft.remark(line, f"Tussenkop: {text}", source)

    def _set(self, line: Line, heading: str, value: str, text: str, source: Source) -> None:
        if is_blank(line.values.get(heading)):
            line.values[heading] = value
            self.draft.place(source, line, heading)
        elif line.values[heading] == value:
            self.draft.place(source, line, heading)
        else:
            self.draft.remark(line, text, source)

    def _signs(self, row: int, line: Line) -> None:
        for sign in self.signs.of(row):
            status = values.deelname(self.legend.get(sign.colour, "")) if sign.colour else None
            if status and line.table == SCHOLEN and is_blank(line.values.get("Deelname")):
                line.values["Deelname"] = status
                self.coloured.setdefault((sign.colour, status), []).append(row)
            elif not (status and line.values.get("Deelname") == status):
                self.draft.remark(line, sign.text)
