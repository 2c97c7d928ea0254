"""What columns mean by what stands beside them: two make a code, others are one person's."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sto_xl.adopt import values
from sto_xl.adopt.blocks import ListColumn
from sto_xl.adopt.decision import ColumnDecision, moved
from sto_xl.adopt.headings import CONTACTEN, SCHOLEN, Sure, Target, lookup
from sto_xl.adopt.looks import SHARE, fits, has_email
from sto_xl.grid import Value, plain
from sto_xl.model.reference import spelling

_ROLES = (
    ("directie", r"direct|rector|schoolleid"),
    ("STO-contact", r"\bsto\b|co[oö]rdinator|projectleid"),
    ("decaan", r"decaan"),
    ("teamleider", r"teamleid"),
    ("afdelingsleider", r"afdelingsleid"),
    ("docent", r"docent"),
)


def house_numbers(decisions: list[ColumnDecision], fixed: set[int]) -> list[ColumnDecision]:
    """Take "Nr" for a house number only behind a street."""
    number, street = Target(SCHOLEN, "Adres", "huisnummer"), Target(SCHOLEN, "Adres")
    done: list[ColumnDecision] = []
    for d in decisions:
        stray = d.target == number and d.column.index not in fixed
        if stray and not (done and done[-1].target in (street, number)):
            done.append(moved(d, None, "geen plaats gevonden in het regiobestand"))
        else:
            done.append(d)
    return done


def codes(
    decisions: list[ColumnDecision], filled: Mapping[int, Sequence[Value]], fixed: set[int]
) -> list[ColumnDecision]:
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
            moved(
                d, Target(SCHOLEN, "Vestiging", pair[i]), f"samen de code: {labels}", Sure.TOGETHER
            )
            if (i := d.column.index) in pair
            else d
            for d in decisions
        ]
    whole = any(d.target == code for d in decisions)
    return [
        moved(d, None if whole else code, "de kop noemt een vestigingsnummer")
        if d.target == number and d.column.index not in fixed
        else d
        for d in decisions
    ]


def _means(column: ListColumn, target: Target) -> bool:
    found = lookup(column.heading, SCHOLEN)
    return bool(found and found.target == target)


def names(
    decisions: list[ColumnDecision], filled: Mapping[int, Sequence[Value]], fixed: set[int]
) -> list[ColumnDecision]:
    """Find the column with the names of the schools, also under the heading Vestiging."""
    school, place = Target(SCHOLEN, "School"), Target(SCHOLEN, "School", "locatie")
    code = Target(SCHOLEN, "Vestiging")
    asked = any(d.target == school and d.column.index in fixed for d in decisions)
    done = []
    for d in decisions:
        held, free = filled[d.column.index], d.column.index not in fixed
        names = bool(held) and sum(fits(school, v) for v in held) >= SHARE * len(held)
        if free and d.target is None and names and _means(d.column, code):
            done.append(moved(d, place, "de kop zegt vestiging, de waarden zijn namen"))
        elif free and asked and d.target in (school, place):
            done.append(moved(d, None, "met --map is een andere kolom de naam van de school"))
        else:
            done.append(d)
    named = [d for d in done if d.target == school and d.column.index not in fixed]
    people = [d for d in named if spelling(d.column.heading) == "naam"]
    if len(people) == len(named):
        people = people[1:]
        reason = "de tweede kolom met de kop Naam"
    else:
        reason = "de scholen staan in een andere kolom"
    person = Target(CONTACTEN, "Naam")
    if people and not any(d.target == person for d in done):
        # Beside the column of the schools one called Naam holds the people.
        done[done.index(people[0])] = moved(people[0], person, reason)
    if any(d.target in (school, place) for d in done):
        return done
    texts = (
        i
        for i, d in enumerate(done)
        if d.target is None
        and d.column.index not in fixed
        and (held := filled[d.column.index])
        and all(fits(school, v) and not has_email(v) for v in held)
        and len({plain(v) for v in held}) > SHARE * len(held)
    )
    first = next(texts, None)
    if first is not None:
        done[first] = moved(done[first], school, "de eerste kolom met namen")
    return done


def phones(decisions: list[ColumnDecision], fixed: set[int]) -> list[ColumnDecision]:
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
            done.append(moved(d, Target(SCHOLEN, "Telefoon"), reason, d.sure))
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


def grouped(decisions: Sequence[ColumnDecision]) -> list[ColumnDecision]:
    """Say of the columns with contacts which of them belong together."""
    done: list[ColumnDecision] = []
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
