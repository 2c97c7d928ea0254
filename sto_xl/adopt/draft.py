"""A roster in the making: its lines, where each cell of the list went, and what was left out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl import sheets
from sto_xl.adopt.alike import Alike
from sto_xl.adopt.blocks import Aside
from sto_xl.adopt.headings import AANBOD, CONTACTEN, PARTNERS, PLANNEN, REGIO, SCHOLEN, SPECS
from sto_xl.adopt.namesakes import Namesakes
from sto_xl.adopt.values import column_of, first_of, tidy, unsure
from sto_xl.grid import Row, Value, address, is_blank, plain
from sto_xl.model import vestiging_code
from sto_xl.sheets.notation import shown

#: What a cell can hold.
LONGEST = 32_767
#: Where in each table stands what has no column of its own.
REST = {
    SCHOLEN: "Opmerking",
    CONTACTEN: "Functie",
    AANBOD: "Toelichting",
    PARTNERS: "Contact",
    PLANNEN: "Open vragen",
    sheets.GEBIED.name: "Toelichting",
}

Source = tuple[str, int, int]
#: What schools are known by, and what tells those apart that have it in common.
_TOLD_APART = {"Vestiging": "School", "School": "Plaats"}
#: How many schools are named in one sentence.
_NAMED = 6
#: Figures and participation: of these it matters which of two places counts.
COUNTED = frozenset({"Deelname", "Sinds", "Leerlingen", "Bereikt"})
#: Whoever does not want a letter says so here; so may whoever is not sure of it.
HOLDS_BACK = "Niet aanschrijven"


@dataclass(eq=False)
class Line:
    """A row of a table: values by heading, remarks for which there is no column, its school."""

    table: str
    values: dict[str, Value] = field(default_factory=dict)
    rest: dict[str, Source | None] = field(default_factory=dict)
    owner: Line | None = None
    #: Taken over as it stood, out of a roster.
    whole: bool = False
    #: The cell that each value came from.
    origins: dict[str, Source] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a cell of the list went."""

    sheet: str
    row: int
    column: int
    line: Line
    heading: str


class Draft:
    """Gathers lines, and knows of every cell what became of it."""

    def __init__(self, order: Sequence[str] = ()) -> None:
        """Begin with an empty roster; `order` gives the sheets as they follow each other."""
        self.order = {name: at for at, name in enumerate(order)}
        self.lines: dict[str, list[Line]] = {spec.name: [] for spec in SPECS}
        self.region: dict[str, Value] = {}
        self.region_line = Line(REGIO)
        self.placements: list[Placement] = []
        self.asides: list[Aside] = []
        self.remarks: list[str] = []
        self.asks: list[str] = []
        #: The colours of whole rows that were met.
        self.colours: set[str] = set()
        self._settled: dict[tuple[str, str, str, str], dict[str, None]] = {}
        self._references: dict[tuple[str, str, str], list[str]] = {}
        self._doubts: dict[tuple[str, str, str, str, str], list[str]] = {}
        self._of: dict[tuple[int, str], list[Line]] = {}
        self._known: dict[tuple[str, str], Namesakes] = {}
        self.alike = Alike()

    def add(self, table: str, owner: Line | None = None) -> Line:
        """Begin a row."""
        line = Line(table, owner=owner)
        self.lines[table].append(line)
        if owner:
            self._of.setdefault((id(owner), table), []).append(line)
        return line

    def place(self, source: Source, line: Line, heading: str) -> None:
        """Remember where a cell went."""
        self.placements.append(Placement(*source, line, heading))

    def put(self, line: Line, heading: str, value: Value, source: Source, label: str = "") -> None:
        """Put a value into a row; beside another value there it goes to the remarks."""
        column = column_of(line.table, heading)
        made, more = first_of(tidy(value, column), column)
        there = line.values.get(heading)
        if unsure(value, column):
            self.doubt(line, label or heading, heading, value, source)
        elif is_blank(there):
            self.fill(line, heading, made, source)
            if more:
                self.remark(line, f"{label or heading}: {more}", source)
        elif plain(shown(there)) == plain(shown(made)):
            self.place(source, line, heading)
        else:
            self._beside(line, heading, value, source, label or heading)

    def fill(self, line: Line, heading: str, value: Value, source: Source) -> None:
        """Write a value into a row, and remember where it came from."""
        line.values[heading] = value
        line.origins[heading] = source
        self.place(source, line, heading)

    def _beside(self, line: Line, heading: str, value: Value, source: Source, label: str) -> None:
        """Keep a value for which its place is taken; that of another sheet with its origin.

        Of sheets that are equally new the last one counts, for figures and participation.
        """
        first = line.origins.get(heading, source)
        if first[0] == source[0]:
            self.remark(line, f"{label}: {shown(value)}", source)
            return
        counts, other, said = first, source, value
        if self.outranks(line, heading, source):
            counts, other, said = source, first, line.values[heading]
            self.fill(line, heading, tidy(value, column_of(line.table, heading)), source)
        self.remark(line, f"{heading} volgens blad {other[0]}: {shown(said)}", other)
        if heading in COUNTED:
            owner = line.owner or line
            name = shown(owner.values.get("School")) or shown(owner.values.get("Vestiging"))
            key = (heading, counts[0], other[0], REST.get(line.table, "Opmerking"))
            self._settled.setdefault(key, {})[name or "een school zonder naam"] = None

    def outranks(self, line: Line, heading: str, source: Source) -> bool:
        """Tell whether a cell of a later sheet counts more than what stands in a row."""
        first = line.origins.get(heading, source)[0]
        return heading in COUNTED and self.order.get(source[0], 0) > self.order.get(first, 0)

    def doubt(self, line: Line, label: str, heading: str, value: Value, source: Source) -> None:
        """Keep a cell that is not sure of what it says with the remarks, and ask about it."""
        if heading == HOLDS_BACK and is_blank(line.values.get(heading)):
            # Left empty, a letter would go out on a doubt; as it was typed, none does.
            line.values[heading] = shown(value)
        self.remark(line, f"{label}: {shown(value)}", source)
        sheet, row, column = source
        place = REST.get(SCHOLEN if line.table == CONTACTEN else line.table, "Opmerking")
        key = (sheet, label, heading, shown(value), place)
        self._doubts.setdefault(key, []).append(address(row, column))

    def refers(self, label: str, value: Value, source: Source) -> None:
        """Remember that a cell only refers to another, so that nothing was filled in."""
        sheet, row, column = source
        key = (sheet, label, shown(value))
        self._references.setdefault(key, []).append(address(row, column))

    def questions(self) -> tuple[str, ...]:
        """Give what a user has to look at, in sentences."""
        doubts = [
            f"{sheet}!{', '.join(cells)}: ‘{text}’ bij {label} is niet zeker"
            f"{_became(heading, place)}"
            for (sheet, label, heading, text, place), cells in self._doubts.items()
        ]
        references = [
            f"{sheet}!{', '.join(cells)}: ‘{text}’ bij {label} verwijst naar een andere cel en is "
            "niet overgenomen als waarde; het staat bij Opmerking. Vul zelf in wat er hoort"
            for (sheet, label, text), cells in self._references.items()
        ]
        settled = [
            f"{heading} is van blad {counts}; wat blad {other} anders zegt, staat bij {place}: "
            f"{_few(names)}"
            for (heading, counts, other, place), names in self._settled.items()
        ]
        return (*settled, *doubts, *references, *dict.fromkeys(self.asks))

    def remark(self, line: Line, text: str, source: Source | None = None) -> None:
        """Put a text that has no column of its own with a row."""
        target = line
        if line.table == CONTACTEN and line.owner is not None:
            # Scholen has a column for it.
            target = line.owner
        target.rest.setdefault(text, source)
        if source:
            self.place(source, target, REST.get(target.table, ""))

    def leave(self, source: Source, text: str, reason: str) -> None:
        """Leave a cell out."""
        self.asides.append(Aside(*source, text, reason))

    def of(self, school: Line, table: str) -> list[Line]:
        """Give the rows of a table that are a school's."""
        return self._of.get((id(school), table), [])

    def know(self, school: Line) -> None:
        """Make a school known by the code and the name that it has now."""
        for heading, other in _TOLD_APART.items():
            text = shown(school.values.get(heading))
            key = (heading, vestiging_code(text) or plain(text))
            if text:
                self._known.setdefault(key, Namesakes(other)).add(school)

    def school(self, code: str, name: str, place: str) -> Line | None:
        """Give the row of a school that is there already.

        By its code, if the names do not differ; without a code by name and place.
        """
        wanted = vestiging_code(code)
        coded = self._known.get(("Vestiging", wanted or plain(code))) if code else None
        if coded and (found := coded.find(plain(name), uncoded=False)):
            return found
        named = self._known.get(("School", vestiging_code(name) or plain(name))) if name else None
        return named.find(plain(place), uncoded=bool(wanted)) if named else None

    def content(self) -> Mapping[str, tuple[Row, ...]]:
        """Give the rows of every table, in the order of the newest template's columns."""
        made: dict[str, tuple[Row, ...]] = {}
        for spec in SPECS:
            if spec.form:
                continue
            kept = []
            for line in self.lines[spec.name]:
                self._finish(line)
                row = tuple(line.values.get(c.heading) for c in spec.columns)
                if any(not is_blank(v) for v in row):
                    kept.append(line)
            self.lines[spec.name] = kept
            made[spec.name] = tuple(
                tuple(line.values.get(c.heading) for c in spec.columns) for line in kept
            )
        region = {**self.region, "Sjabloonversie": sheets.ROSTER.version}
        made[REGIO] = tuple(region.items())
        return made

    def _finish(self, line: Line) -> None:
        """Write a row's school and its remarks into it."""
        if line.owner and not line.whole and is_blank(line.values.get("Vestiging")):
            code, name = (line.owner.values.get(h) for h in ("Vestiging", "School"))
            line.values["Vestiging"] = shown(code) or shown(name) or None
        for heading, value in line.values.items():
            if isinstance(value, str) and len(value) > LONGEST:
                line.values[heading] = value[:LONGEST]
                last = next(
                    (p.sheet, p.row, p.column)
                    for p in reversed(self.placements)
                    if p.line is line and p.heading == heading
                )
                self.leave(last, value[LONGEST:], "past niet in één cel")
        if not line.rest:
            return
        heading = REST.get(line.table, "")
        there = line.values.get(heading)
        text = "" if is_blank(there) else shown(there)
        for remark, source in line.rest.items():
            longer = f"{text}; {remark}" if text else remark
            if len(longer) <= LONGEST and heading:
                text = longer
            elif source:
                self.leave(source, remark, "past niet meer in Opmerking")
            else:
                self.remarks.append(f"Past niet meer in {heading}: {remark}")
        line.values[heading] = text or None


def _became(heading: str, place: str) -> str:
    """Say what became of a cell that is not sure of what it says."""
    if heading == HOLDS_BACK:
        return f" en blijft zo bij {heading} staan: er gaat geen brief uit tot daar ja of nee staat"
    filled = f", dus is {heading} niet ingevuld; het staat bij {place}."
    return f"{filled} Vul {heading} zelf in als u het weet"


def _few(names: Collection[str]) -> str:
    """Give the first names, and how many there are more."""
    shown_, more = list(names)[:_NAMED], len(names) - _NAMED
    return ", ".join(shown_) + (f" en nog {more}" if more > 0 else "")
