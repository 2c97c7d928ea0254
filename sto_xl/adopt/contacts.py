"""The contacts that a row of a list names, in one cell or in columns that belong together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sto_xl.adopt import values
from sto_xl.adopt.beside import role_of
from sto_xl.adopt.draft import Draft, Line, Source
from sto_xl.adopt.headings import CONTACTEN, Target
from sto_xl.adopt.people import Person, joined, like_a_name, names, people
from sto_xl.adopt.unsaid import nobody, refers
from sto_xl.grid import Value, is_blank, plain
from sto_xl.model import ContactRole
from sto_xl.model.contact_details import PHONE, is_email, is_phone
from sto_xl.sheets.notation import shown

_NO_SIGN = re.compile(r"\W+")
_STO = re.compile(r"\bsto\b", re.IGNORECASE)
_NAME_PARTS = ("voornaam", "tussenvoegsel", "achternaam")
#: A column in which name, telephone and e-mail stand together.
_TOGETHER = "los"
#: Why a cell that names nobody has no place, and one that only shows a link.
NOBODY = "betekent: geen contact"
LINKED = "tekst van een koppeling; het adres staat bij E-mail"


@dataclass(frozen=True, slots=True)
class ContactCell:
    """A cell about contacts, and where its column goes."""

    target: Target
    source: Source
    label: str
    value: Value
    #: The e-mail address that the cell links to.
    address: str = ""

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
    rests: list[tuple[ContactCell, str]] = field(default_factory=list)

    def take(self, cell: ContactCell, *, beside: bool) -> None:
        """Take a cell apart; `beside` says that names stand in a column of their own."""
        heading, text = cell.target.heading, cell.text
        if cell.target.part in _NAME_PARTS:
            self.parts[cell.target.part] = shown(cell.value)
        elif heading == "Naam" and not (beside and cell.target.part == _TOGETHER):
            self._name(cell, self._people(cell))
        elif heading == "Functie":
            many = len(self.named) > 1
            self.functions += re.split(r"\s*[;\n]\s*", text) if many else [shown(cell.value)]
        elif heading not in ("Naam", "E-mail", "Telefoon"):
            self.own.append(cell)
        elif heading == "E-mail" and "@" in text and not re.search(r"[\s;,/]", text):
            self.emails.append(text)
        elif heading == "Telefoon" and not re.search(r"[^\d\s()+./-]|/|\n", text):
            every = [found[0].strip() for found in PHONE.finditer(text)]
            self.phones += every if len(every) > 1 else [text]
        else:
            self._loose(cell, self._people(cell), beside=beside)

    def _people(self, cell: ContactCell) -> Sequence[Person]:
        """Give the people in a cell; one that only says what is not there stays as it stands."""
        found = people(cell.text)
        if found and all(person == Person() for person in found):
            self.rests.append((cell, cell.text))
        return found

    def _name(self, cell: ContactCell, found: Sequence[Person]) -> None:
        """Take people as they are; what is no name of anybody stays as it stands."""
        for person in found:
            if person.name and nobody(person.name):
                self.rests.append((cell, person.name))
                person.name = ""
            if person.rest:
                self.rests.append((cell, f"{person.name} ({person.rest})"))
            if person.named or person.emails or person.phones:
                self.named.append(person)

    def _loose(self, cell: ContactCell, found: Sequence[Person], *, beside: bool) -> None:
        """Take numbers and addresses; what else stands there is a name if it looks like one."""
        self.emails += [email for p in found for email in p.emails]
        self.phones += [number for p in found for number in p.phones]
        for person in found:
            if person.name and like_a_name(person.name) and not (beside and self.named):
                self.named.append(Person(person.name, person.function))
            elif person.name or person.rest:
                self.rests.append((cell, cell.text))
            elif person.function:
                self.functions.append(person.function)

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


def write(draft: Draft, school: Line, cells: Sequence[ContactCell]) -> list[Line]:
    """Make the contacts that a group of columns names in one row, and give their rows."""
    kept = [cell for cell in cells if _says_who(draft, school, cell)]
    if not kept:
        return []
    beside = any(c.target.heading == "Naam" and c.target.part != _TOGETHER for c in kept)
    gathered = _Gathered()
    for cell in kept:
        gathered.take(cell, beside=beside)
    found = gathered.people()
    lines = [_line(draft, school, kept[0].target.group, p) for p in found]
    _tell_more(draft, school, found, kept)
    for cell in kept:
        if cell not in gathered.own:
            for line in lines:
                draft.place(cell.source, line, cell.target.heading)
    for cell in gathered.own:
        draft.put(lines[0], cell.target.heading, cell.value, cell.source, cell.label)
    for cell, rest in gathered.rests:
        draft.remark(school, f"{cell.label}: {rest}", cell.source)
    for cell in kept:
        if cell.address:
            link(draft, school, lines, cell)
    return lines


def _says_who(draft: Draft, school: Line, cell: ContactCell) -> bool:
    """Tell whether a cell says something of a contact; else it is left out, or a remark."""
    if cell.address and cell.target.heading == "E-mail" and "@" not in cell.text:
        draft.leave(cell.source, cell.text, LINKED)
    elif nobody(cell.value):
        draft.leave(cell.source, cell.text, NOBODY)
    elif refers(cell.value):
        draft.remark(school, f"{cell.label}: {cell.text}", cell.source)
        draft.refers(cell.label, cell.value, cell.source)
    else:
        return True
    return False


def link(draft: Draft, school: Line, lines: Sequence[Line], cell: ContactCell) -> None:
    """Give the address that a cell links to, to the contact of its row."""
    if next(draft.alike.of(school, draft.of(school, CONTACTEN), {"E-mail": cell.address}), None):
        return
    free = [line for line in lines if is_blank(line.values.get("E-mail"))]
    whose = [line for line in free if names(cell.address, shown(line.values.get("Naam")))]
    line = next(iter((*whose, *free)), None)
    if line is None and lines:
        draft.remark(school, f"Link bij {cell.label}: {cell.address}")
        return
    if line is None:
        line = draft.add(CONTACTEN, school)
    line.values["E-mail"] = cell.address
    draft.alike.learn(school, line)
    draft.place(cell.source, line, "E-mail")


def _line(draft: Draft, school: Line, group: str, person: Person) -> Line:
    """Give the row of a person: one that is there already, or a new one."""
    texts = {
        "Naam": person.name,
        "Functie": person.function,
        "E-mail": next(iter(_best_first(person.emails, is_email)), ""),
        "Telefoon": next(iter(_best_first(person.phones, is_phone)), ""),
    }
    made = {heading: text for heading, text in texts.items() if text}
    role = role_of(group) or ("STO-contact" if _STO.search(person.function) else "")
    if role in {known.value for known in ContactRole}:
        made["Rol"] = role
    elif role:
        made.setdefault("Functie", role)
    for line in draft.alike.of(school, draft.of(school, CONTACTEN), made):
        if _same(line, made):
            for heading, text in made.items():
                line.values.setdefault(heading, text)
            draft.alike.learn(school, line)
            return line
    line = draft.add(CONTACTEN, school)
    line.values |= made
    return line


def _tell_more(
    draft: Draft, school: Line, found: Sequence[Person], cells: Sequence[ContactCell]
) -> None:
    """Keep the further addresses and numbers of contacts with the remarks: a cell holds one."""
    for person in found:
        emails, phones = _best_first(person.emails, is_email), _best_first(person.phones, is_phone)
        for heading, more in (("E-mail", emails[1:]), ("Telefoon", phones[1:])):
            if not more:
                continue
            text = f"{of_whom(heading, person.name)}: {', '.join(more)}"
            for source in [c.source for c in cells if any(_says(c, one) for one in more)]:
                draft.remark(school, text, source)
            draft.remark(school, text)


def _says(cell: ContactCell, found: str) -> bool:
    """Tell whether a number or address was found in a cell, where it may lack its first zero."""
    return _NO_SIGN.sub("", found).lstrip("0") in _NO_SIGN.sub("", cell.text)


def of_whom(heading: str, name: str) -> str:
    """Give what an address or number is called away from its contact."""
    return f"{heading} van {name}" if name else heading


def _best_first(texts: Sequence[str], whole: Callable[[str], bool]) -> list[str]:
    """Give texts with those that are whole in front."""
    return sorted(dict.fromkeys(texts), key=lambda text: not whole(text))


def _same(line: Line, made: Mapping[str, str]) -> bool:
    """Tell whether two contacts of a school are one: a name or address agrees, nothing differs."""
    shared = [heading for heading in made if line.values.get(heading)]
    return bool({"Naam", "E-mail"} & set(shared)) and all(
        plain(line.values[heading]) == plain(made[heading]) for heading in shared
    )
