"""Which column of a list goes where, and why: by its heading, by what its values look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from sto_xl import notation
from sto_xl.adopt import values
from sto_xl.adopt.blocks import Block, ListColumn
from sto_xl.adopt.headings import (
    AANBOD,
    CONTACTEN,
    CROSSES,
    PARTNERS,
    PLANNEN,
    SCHOLEN,
    Target,
    by_name,
    lookup,
    names,
)
from sto_xl.grid import Value, plain
from sto_xl.reference import spelling
from sto_xl.sheets import Kind

#: A column goes where its heading says when at least this share of its values can be used there.
SHARE = 0.5
#: Without a heading that helps, nearly all values must look like it.
LOOKS_SHARE = 0.8
#: Why a column that numbers the rows has no place.
NUMBERED = "volgnummers van de rijen"
_EMAIL = re.compile(r"[^\s@<>();,]+@[^\s@<>();,]+\.[^\s@<>();,]+")
_PHONE = re.compile(r"(?:\+|0)[\d\s().–-]{7,16}\d")
_POSTCODE = re.compile(r"[1-9]\d{3}\s?[A-Z]{2}\b", re.ASCII | re.IGNORECASE)
_ROLES = (
    ("directie", r"direct|rector|schoolleid"),
    ("STO-contact", r"\bsto\b|co[oö]rdinator|projectleid"),
    ("decaan", r"decaan"),
    ("teamleider", r"teamleid"),
    ("afdelingsleider", r"afdelingsleid"),
    ("docent", r"docent"),
)


@dataclass(frozen=True, slots=True)
class Decision:
    """Where a column goes, and why; without a target it goes to Opmerking, with its heading."""

    column: ListColumn
    target: Target | None
    reason: str


class UnknownTargetError(ValueError):
    """A `--map` that names no place of a roster, or no column of the list."""


def decide(block: Block, mapping: Mapping[str, str]) -> tuple[Decision, ...]:
    """Decide of every column of a list; `mapping` gives places by heading, "" for Opmerking.

    Raises `UnknownTargetError` for a place that no roster has.
    """
    filled = {c.index: _values(block, c) for c in block.columns}
    told = [
        _told(block, column, mapping) or _numbered(column, filled[column.index])
        for column in block.columns
    ]
    decisions = [
        given or _matched(block, column, filled[column.index])
        for given, column in zip(told, block.columns, strict=True)
    ]
    fixed = {c.index for c, given in zip(block.columns, told, strict=True) if given}
    if block.about == SCHOLEN:
        decisions = _house_numbers(decisions, fixed)
        decisions = _codes(decisions, filled, fixed)
        decisions = _names(decisions, filled, fixed)
        decisions = _phones(decisions, fixed)
        decisions = _grouped(decisions)
    return tuple(_once(decisions, fixed))


def retold(block: Block, mapping: Mapping[str, str]) -> Block:
    """Give a list as what `mapping` says it is about: a column for a school makes it of schools."""
    for column in block.columns:
        told = _told(block, column, mapping)
        if told and told.target:
            table = told.target.table
            about = table if table in (PARTNERS, PLANNEN) else SCHOLEN
            return replace(block, about=about)
    return block


def _values(block: Block, column: ListColumn) -> list[Value]:
    cells = (block.sheet.cell(row, column.index) for row in block.rows)
    return [cell.value for cell in cells if cell.filled and not cell.problem]


def _told(block: Block, column: ListColumn, mapping: Mapping[str, str]) -> Decision | None:
    sheet = plain(block.sheet.name)
    for heading, place in mapping.items():
        if plain(heading) not in (
            *(plain(column.heading), plain(column.label)),
            *(f"{sheet}!{plain(column.heading)}", f"{sheet}!{plain(column.label)}"),
        ):
            continue
        reason = f"zo gevraagd met --map ‘{heading}={place}’"
        if not place.strip() or spelling(place) == "opmerking":
            return Decision(column, None, reason)
        target = by_name(place, block.about)
        if target is None:
            message = (
                f"{place!r} is no place in a roster. A list like this knows: "
                f"{', '.join(names(block.about))}; a profile or a leerweg; "
                "of another sheet for example Contacten:Telefoon."
            )
            raise UnknownTargetError(message)
        return Decision(column, target, reason)
    return None


def _numbered(column: ListColumn, filled: Sequence[Value]) -> Decision | None:
    """Recognise the column that numbers the rows: 1, 2, 3 and so on."""
    named = spelling(column.heading) in ("", "nr", "nummer", "volgnr", "volgnummer", "no", "id")
    if named and len(filled) > 1 and list(filled) == list(range(1, len(filled) + 1)):
        return Decision(column, None, NUMBERED)
    return None


def _matched(block: Block, column: ListColumn, filled: Sequence[Value]) -> Decision:
    """Decide of one column by itself."""
    found = lookup(column.heading, block.about)
    crosses = _crosses(block, column, found)
    if crosses:
        return crosses
    above = lookup(column.group, block.about) if column.group else None
    if above and above[0].table == CONTACTEN and found and found[0] == Target(SCHOLEN, "School"):
        # "Naam" under "Contactpersoon".
        found = Target(CONTACTEN, "Naam"), f"de kop is ‘{column.label}’"
    found = found or above
    if found is not None:
        target, reason = found
        if not filled:
            return Decision(column, target, f"{reason}; de kolom is leeg")
        fitting = sum(_fits(target, value) for value in filled)
        if fitting >= SHARE * len(filled):
            return Decision(column, target, reason)
        other = _by_looks(block, column, filled)
        if other.target:
            return other
        why = f"{reason}, maar {len(filled) - fitting} van {len(filled)} waarden passen er niet"
        return Decision(column, None, why)
    return _by_looks(block, column, filled)


def _crosses(block: Block, column: ListColumn, found: tuple[Target, str] | None) -> Decision | None:
    """Give the place of a column whose heading, or the one above it, is a profile or leerweg."""
    if block.about != SCHOLEN:
        return None
    parts = ["", ""]
    for text in (column.group, column.heading):
        target = lookup(text, SCHOLEN)
        if target and target[0].heading == CROSSES and "is ‘" in target[1]:
            for at, code in enumerate(target[0].part.split("|")):
                parts[at] = code or parts[at]
    if not any(parts) or (found and found[0].heading != CROSSES):
        return None
    what = "profiel" if parts[0] else "leerweg"
    if all(parts):
        what = "profiel en leerweg"
    target_ = Target(AANBOD, CROSSES, "|".join(parts))
    return Decision(column, target_, f"de kop is een {what}")


def _by_looks(block: Block, column: ListColumn, filled: Sequence[Value]) -> Decision:
    if block.about == SCHOLEN:
        for target, looks, what in _LOOKS:
            if len(filled) and sum(map(looks, filled)) >= LOOKS_SHARE * len(filled):
                return Decision(column, target, f"de waarden zien eruit als {what}")
    return Decision(column, None, "geen plaats gevonden in het regiobestand")


def _email(value: Value) -> bool:
    return bool(_EMAIL.search(notation.shown(value)))


def _is_email(value: Value) -> bool:
    return bool(_EMAIL.fullmatch(notation.shown(value).strip()))


def _phone(value: Value) -> bool:
    return bool(_PHONE.search(values.phone(value)))


def _code(value: Value) -> bool:
    return values.is_vestiging(value) and not values.is_brin(value)


_LOOKS: tuple[tuple[Target, Callable[[Value], bool], str], ...] = (
    (Target(SCHOLEN, "Vestiging"), _code, "vestigingscodes"),
    (Target(CONTACTEN, "E-mail"), _is_email, "e-mailadressen"),
    (Target(CONTACTEN, "Naam", "los"), _email, "contacten met een e-mailadres"),
    (
        Target(SCHOLEN, "Postcode"),
        lambda v: bool(_POSTCODE.fullmatch(notation.shown(v))),
        "postcodes",
    ),
    (
        Target(CONTACTEN, "Telefoon"),
        lambda v: bool(_PHONE.fullmatch(values.phone(v))),
        "telefoonnummers",
    ),
    (
        Target(AANBOD, "Profiel"),
        lambda v: values.listed(v, "profiel") is not None,
        "profielen",
    ),
    (
        Target(AANBOD, "Leerweg"),
        lambda v: values.listed(v, "leerweg") is not None,
        "leerwegen",
    ),
)


def _fits(target: Target, value: Value) -> bool:  # noqa: C901, PLR0911 - one line a place
    """Tell whether a value can stand at a place."""
    text = notation.shown(value)
    if target.heading == CROSSES:
        if values.cross(value) is not None or _is_count(value):
            return True
        return any(values.listed(value, kind) for kind in ("profiel", "leerweg"))
    if target.part == "nummer":
        return values.is_number(value) or values.is_vestiging(value)
    if target.table == AANBOD and target.heading in ("Profiel", "Leerweg"):
        return values.listed(value, target.heading.casefold()) is not None
    if target.heading == "Vestiging" and target.table != "tblPlannen":
        return values.is_vestiging(value)
    if target.heading == "E-mail":
        return _email(value)
    if target.heading == "Telefoon":
        return _phone(value) or _email(value)
    if target.heading == "Postcode":
        return bool(_POSTCODE.search(text))
    if target.heading == "Bevoegd gezag":
        return bool(re.fullmatch(r"\d{4,5}", text, re.ASCII))
    if target.heading in ("School", "Naam", "Partner", "Plaats") and target.part != "los":
        return any(c.isalpha() for c in text) and values.cross(value) is None
    column = values.column_of(target.table, target.heading)
    if column.kind in (Kind.TEXT, Kind.CODE, Kind.LONG):
        return True
    return values.reads(value, column)


def _is_count(value: Value) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _move(decision: Decision, target: Target | None, reason: str) -> Decision:
    return replace(decision, target=target, reason=reason)


def _house_numbers(decisions: list[Decision], fixed: set[int]) -> list[Decision]:
    """Take "Nr" for a house number only behind a street."""
    number, street = Target(SCHOLEN, "Adres", "huisnummer"), Target(SCHOLEN, "Adres")
    done: list[Decision] = []
    for d in decisions:
        stray = d.target == number and d.column.index not in fixed
        if stray and not (done and done[-1].target in (street, number)):
            done.append(_move(d, None, "geen plaats gevonden in het regiobestand"))
        else:
            done.append(d)
    return done


def _codes(
    decisions: list[Decision], filled: Mapping[int, Sequence[Value]], fixed: set[int]
) -> list[Decision]:
    """Tell BRIN and number apart, where a code stands in two columns."""
    code, number = Target(SCHOLEN, "Vestiging"), Target(SCHOLEN, "Vestiging", "nummer")
    brins = [
        d
        for d in decisions
        if d.target == code
        and (held := filled[d.column.index])
        and sum(map(values.is_brin, held)) > SHARE * len(held)
    ]
    # "Vestiging 17" beside "BRIN 00AH": its values do not fit a code, so look again.
    numbers = [
        d
        for d in decisions
        if d.column.index not in fixed
        and (d.target == number or (d.target is None and _means(d.column, code)))
        and (held := filled[d.column.index])
        and all(map(values.is_number, held))
    ]
    if brins and numbers:
        pair = {brins[0].column.index: "brin", numbers[0].column.index: "nummer"}
        labels = f"{brins[0].column.label} en {numbers[0].column.label}"
        return [
            _move(d, Target(SCHOLEN, "Vestiging", pair[i]), f"samen de code: {labels}")
            if (i := d.column.index) in pair
            else d
            for d in decisions
        ]
    whole = any(d.target == code for d in decisions)
    return [
        _move(d, None if whole else code, "de kop noemt een vestigingsnummer")
        if d.target == number and d.column.index not in fixed
        else d
        for d in decisions
    ]


def _means(column: ListColumn, target: Target) -> bool:
    found = lookup(column.heading, SCHOLEN)
    return bool(found and found[0] == target)


def _names(
    decisions: list[Decision], filled: Mapping[int, Sequence[Value]], fixed: set[int]
) -> list[Decision]:
    """Find the column with the names of the schools, also under the heading Vestiging."""
    school, place = Target(SCHOLEN, "School"), Target(SCHOLEN, "School", "locatie")
    code = Target(SCHOLEN, "Vestiging")
    asked = any(d.target == school and d.column.index in fixed for d in decisions)
    done = []
    for d in decisions:
        held, free = filled[d.column.index], d.column.index not in fixed
        names = bool(held) and sum(_fits(school, v) for v in held) >= SHARE * len(held)
        if free and d.target is None and names and _means(d.column, code):
            done.append(_move(d, place, "de kop zegt vestiging, de waarden zijn namen"))
        elif free and asked and d.target in (school, place):
            done.append(_move(d, None, "met --map is een andere kolom de naam van de school"))
        else:
            done.append(d)
    named = [d for d in done if d.target == school and d.column.index not in fixed]
    if asked or len(named) > 1:
        # A second column called Naam, behind that of the schools, holds the people.
        person = Target(CONTACTEN, "Naam")
        taken = any(d.target == person for d in done)
        for d in named if asked else named[1:]:
            if spelling(d.column.heading) == "naam" and not taken:
                reason = "de tweede kolom met de kop Naam"
                done[done.index(d)] = _move(d, person, reason)
                taken = True
    if any(d.target in (school, place) for d in done):
        return done
    texts = (
        i
        for i, d in enumerate(done)
        if d.target is None
        and d.column.index not in fixed
        and (held := filled[d.column.index])
        and all(_fits(school, v) and not _email(v) for v in held)
        and len({plain(v) for v in held}) > SHARE * len(held)
    )
    first = next(texts, None)
    if first is not None:
        done[first] = _move(done[first], school, "de eerste kolom met namen")
    return done


def _phones(decisions: list[Decision], fixed: set[int]) -> list[Decision]:
    """Give a telephone number to the school where no contact stands before it."""
    person = False
    done = []
    own = any(d.target == Target(SCHOLEN, "Telefoon") for d in decisions)
    for d in decisions:
        target = d.target
        if target and target.table == CONTACTEN and target.heading == "Naam":
            person = True
        bare = Target(CONTACTEN, "Telefoon")
        free = target == bare and d.column.index not in fixed and not _role(d.column)
        if free and not person and not own:
            own = True
            reason = f"{d.reason}; er staat geen contact voor, dus is het nummer van de school"
            done.append(_move(d, Target(SCHOLEN, "Telefoon"), reason))
        else:
            done.append(d)
    return done


def _role(column: ListColumn) -> str:
    """Give whose details a column says it holds: a role or function and a number, or nothing."""
    text = f"{column.group} {column.heading}".casefold()
    role = next((name for name, words in _ROLES if re.search(words, text)), "")
    # "Contactpersoon 2", not "06".
    number = re.search(r"[a-z]\s*(\d)$", column.heading, re.IGNORECASE)
    number = number or re.search(r"[a-z]\s*(\d)$", column.group, re.IGNORECASE)
    return role + (number[1] if number else "")


def _grouped(decisions: Sequence[Decision]) -> list[Decision]:
    """Say of the columns with contacts which of them belong together."""
    done: list[Decision] = []
    used: dict[str, set[str]] = {}
    current = ""
    for d in decisions:
        target = d.target
        if target is None or target.table != CONTACTEN:
            done.append(d)
            continue
        what = target.heading + target.part
        current = _role(d.column) or current
        if not _role(d.column) and what in used.get(current, ()):
            current = f"{current.partition('@')[0]}@{len(used)}"
        used.setdefault(current, set()).add(what)
        done.append(replace(d, target=replace(target, group=current)))
    return done


def role_of(group: str) -> str:
    """Give the role or function in a group's name."""
    return group.partition("@")[0].rstrip("0123456789")


def _once(decisions: Sequence[Decision], fixed: set[int]) -> list[Decision]:
    """Let one column go to each place; the others go to Opmerking."""
    taken: dict[Target, Decision] = {}
    order = sorted(decisions, key=lambda d: (d.column.index not in fixed, _rank(d)))
    for d in order:
        if d.target and not _shared(d.target):
            taken.setdefault(d.target, d)
    done = []
    for d in decisions:
        first = taken.get(d.target) if d.target else None
        if first is None or first is d:
            done.append(d)
        else:
            reason = f"{d.reason}, maar daar staat ‘{first.column.label}’ al"
            done.append(_move(d, None, reason))
    return done


def _rank(decision: Decision) -> int:
    """Order by how sure a decision is."""
    for rank, words in enumerate(("de kop is", "samen", "bevat", "lijkt")):
        if words in decision.reason:
            return rank
    return 9


def _shared(target: Target) -> bool:
    """Tell whether several columns may go to one place: a partner's contact, a school's name."""
    return target.heading in ("Contact", CROSSES, "Opmerking", "Open vragen")
