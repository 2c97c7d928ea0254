"""The contacts that a row of a list names, in one cell or in columns that belong together."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.adopt import values
from sto_xl.adopt.beside import role_of
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import CONTACTEN, Target
from sto_xl.adopt.people import Person, joined, people
from sto_xl.grid import Value, plain
from sto_xl.model import ContactRole
from sto_xl.model.reference import spelling
from sto_xl.sheets.notation import shown

_NAME_PARTS = ("voornaam", "tussenvoegsel", "achternaam")
#: A column in which name, telephone and e-mail stand together.
_TOGETHER = "los"
#: What people write where there is nobody, or only a dash.
_NOBODY = frozenset(
    {"", "geen", "nvt", "onbekend", "niemand", "nee", "nogniet", "nnb", "vacature", "vacant"}
)


@dataclass(frozen=True, slots=True)
class ContactCell:
    """A cell about contacts, and where its column goes."""

    target: Target
    source: Source
    label: str
    value: Value

    @property
    def text(self) -> str:
        """What stands in it, line breaks kept: they tell people apart."""
        return self.value if isinstance(self.value, str) else values.phone(self.value)


@dataclass
class _Gathered:
    """What the cells of one row and one group of columns say, taken apart."""

    named: list[Person] = field(default_factory=list)
    parts: dict[str, str] = field(default_factory=dict)
    emails: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    functions: list[str] = field(default_factory=list)
    own: list[ContactCell] = field(default_factory=list)

    def take(self, cell: ContactCell, *, beside: bool) -> None:
        """Take a cell apart; `beside` says that names stand in a column of their own."""
        heading, text = cell.target.heading, cell.text
        if cell.target.part in _NAME_PARTS:
            self.parts[cell.target.part] = shown(cell.value)
        elif heading == "Naam" and not (beside and cell.target.part == _TOGETHER):
            self.named += people(text)
        elif heading == "Functie":
            many = len(self.named) > 1
            self.functions += re.split(r"\s*[;\n]\s*", text) if many else [shown(cell.value)]
        elif heading not in ("Naam", "E-mail", "Telefoon"):
            self.own.append(cell)
        elif heading == "E-mail" and "@" in text and not re.search(r"[\s;,/]", text):
            self.emails.append(text)
        elif heading == "Telefoon" and not re.search(r"[^\d\s()+./-]|/|\n", text):
            self.phones.append(text)
        else:
            loose = people(text)
            self.emails += [email for p in loose for email in p.emails]
            self.phones += [number for p in loose for number in p.phones]
            self.named += [Person(p.name, p.function) for p in loose if p.name]
            self.functions += [p.function for p in loose if p.function and not p.name]

    def people(self) -> list[Person]:
        """Give who they are, each with what is theirs."""
        if self.parts:
            whole = " ".join(self.parts[p] for p in _NAME_PARTS if p in self.parts)
            self.named.insert(0, Person(whole))
        found = joined(self.named, self.emails, self.phones)
        if not found and (self.functions or self.own):
            found.append(Person())
        if len(self.functions) == len(found):
            for person, function in zip(found, self.functions, strict=True):
                person.function = "; ".join(filter(None, (person.function, function)))
        elif self.functions:
            first = found[0]
            first.function = "; ".join(filter(None, (first.function, *self.functions)))
        return found


def write(draft: Draft, school: Line, cells: Sequence[ContactCell]) -> None:
    """Make the contacts that a group of columns names in one row."""
    for cell in cells:
        if spelling(cell.text) in _NOBODY:
            draft.leave(cell.source, cell.text, "betekent: geen contact")
    cells = [cell for cell in cells if spelling(cell.text) not in _NOBODY]
    if not cells:
        return
    beside = any(c.target.heading == "Naam" and c.target.part != _TOGETHER for c in cells)
    gathered = _Gathered()
    for cell in cells:
        gathered.take(cell, beside=beside)
    lines = [_line(draft, school, cells[0].target.group, p) for p in gathered.people()]
    for cell in cells:
        if cell not in gathered.own:
            for line in lines:
                draft.place(cell.source, line, cell.target.heading)
    for cell in gathered.own:
        draft.put(lines[0], cell.target.heading, cell.value, cell.source, cell.label)


def write_linked(draft: Draft, school: Line, name: str, email: str, source: Source) -> None:
    """Add the address that a cell's link holds, with the name that the cell shows."""
    known = draft.of(school, CONTACTEN)
    if any(plain(c.values.get("E-mail")) == plain(email) for c in known):
        return
    line = draft.add(CONTACTEN, school)
    line.values["E-mail"] = email
    if name:
        line.values["Naam"] = name
        draft.place(source, line, "Naam")


def _line(draft: Draft, school: Line, group: str, person: Person) -> Line:
    """Give the row of a person: one that is there already, or a new one."""
    texts = {
        "Naam": person.name,
        "Functie": person.function,
        "E-mail": "; ".join(person.emails),
        "Telefoon": " / ".join(person.phones),
    }
    made = {heading: text for heading, text in texts.items() if text}
    role = role_of(group)
    if role in {known.value for known in ContactRole}:
        made["Rol"] = role
    elif role:
        made.setdefault("Functie", role)
    for line in draft.of(school, CONTACTEN):
        if _same(line, made):
            for heading, text in made.items():
                line.values.setdefault(heading, text)
            return line
    line = draft.add(CONTACTEN, school)
    line.values |= made
    return line


def _same(line: Line, made: Mapping[str, str]) -> bool:
    """Tell whether two contacts of a school are one: a name or address agrees, nothing differs."""
    shared = [heading for heading in made if line.values.get(heading)]
    return bool({"Naam", "E-mail"} & set(shared)) and all(
        plain(line.values[heading]) == plain(made[heading]) for heading in shared
    )
