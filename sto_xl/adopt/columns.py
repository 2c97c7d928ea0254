"""Which column of a list goes where, and why: by its heading, by what its values look like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sto_xl.adopt import beside
from sto_xl.adopt.blocks import Block, ListColumn
from sto_xl.adopt.decision import NUMBERED, ColumnDecision, UnknownTargetError, moved
from sto_xl.adopt.headings import (
    AANBOD,
    CONTACTEN,
    CROSSES,
    PARTNERS,
    PLANNEN,
    SCHOLEN,
    Meant,
    Sure,
    Target,
    by_name,
    lookup,
    names,
)
from sto_xl.adopt.looks import LOOKS, SHARE, fits, passes
from sto_xl.adopt.periods import year_of
from sto_xl.adopt.values import cross
from sto_xl.grid import Value, plain
from sto_xl.model.reference import spelling

#: Without a heading that helps, nearly all values must look like it.
LOOKS_SHARE = 0.8
#: A column that names no year goes before those that do.
_NOW = 9999
_YEARLY = re.compile(r"per jaar|/\s*jaar|jaarlijks|\bp\.?\s?j\b", re.IGNORECASE)


def decide(block: Block, mapping: Mapping[str, str]) -> tuple[ColumnDecision, ...]:
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
        decisions = beside.house_numbers(decisions, fixed)
        decisions = beside.codes(decisions, filled, fixed)
        decisions = beside.names(decisions, filled, fixed)
        decisions = beside.phones(decisions, fixed)
        decisions = beside.grouped(decisions)
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
    # An address may stand behind "Mail Jan".
    return [cell.address or cell.value for cell in cells if cell.filled and not cell.problem]


def _told(block: Block, column: ListColumn, mapping: Mapping[str, str]) -> ColumnDecision | None:
    sheet = plain(block.sheet.name)
    for heading, place in mapping.items():
        if plain(heading) not in (
            *(plain(column.heading), plain(column.label)),
            *(f"{sheet}!{plain(column.heading)}", f"{sheet}!{plain(column.label)}"),
        ):
            continue
        reason = f"zo gevraagd met --map ‘{heading}={place}’"
        if not place.strip() or spelling(place) == "opmerking":
            return ColumnDecision(column, None, reason, Sure.ASKED)
        target = by_name(place, block.about)
        if target is None:
            message = (
                f"{place!r} is no place in a roster. A list like this knows: "
                f"{', '.join(names(block.about))}; a profile or a leerweg; "
                "of another sheet for example Contacten:Telefoon."
            )
            raise UnknownTargetError(message)
        return ColumnDecision(column, target, reason, Sure.ASKED)
    return None


def _numbered(column: ListColumn, filled: Sequence[Value]) -> ColumnDecision | None:
    """Recognise the column that numbers the rows: 1, 2, 3 and so on."""
    named = spelling(column.heading) in ("", "nr", "nummer", "volgnr", "volgnummer", "no", "id")
    if named and len(filled) > 1 and list(filled) == list(range(1, len(filled) + 1)):
        return ColumnDecision(column, None, NUMBERED)
    return None


def _matched(block: Block, column: ListColumn, filled: Sequence[Value]) -> ColumnDecision:
    """Decide of one column by itself."""
    found = lookup(column.heading, block.about)
    decided = _crosses(block, column, found) or _apart(column, found, filled)
    if decided:
        return decided
    above = lookup(column.group, block.about) if column.group else None
    name = found is not None and found.target == Target(SCHOLEN, "School")
    if above and above.target.table == CONTACTEN and name:
        # "Naam" under "Contactpersoon".
        person = Target(CONTACTEN, "Naam")
        found = Meant(person, f"de kop is ‘{column.label}’", Sure.HEADING)
    found = found or above
    return _headed(block, column, found, filled) if found else _by_looks(block, column, filled)


def _headed(
    block: Block, column: ListColumn, meant: Meant, filled: Sequence[Value]
) -> ColumnDecision:
    """Decide of a column whose heading means a place: its values must fit there."""
    target, reason, sure = meant
    if column.continued and target == Target(CONTACTEN, "Naam"):
        # The rest of what there is to know of a contact, under one heading.
        target = replace(target, part="los")
    if not filled:
        return ColumnDecision(column, target, f"{reason}; de kolom is leeg", sure)
    telling = [value for value in filled if not passes(target, value)]
    fitting = sum(fits(target, value) for value in telling)
    if fitting >= SHARE * len(telling):
        return ColumnDecision(column, target, reason, sure)
    other = _by_looks(block, column, telling)
    if other.target:
        return other
    why = f"{reason}, maar {len(telling) - fitting} van {len(telling)} waarden passen er niet"
    return ColumnDecision(column, None, why)


def _crosses(block: Block, column: ListColumn, found: Meant | None) -> ColumnDecision | None:
    """Give the place of a column whose heading, or the one above it, is a profile or leerweg."""
    if block.about != SCHOLEN:
        return None
    parts = ["", ""]
    for text in (column.group, column.heading):
        named = lookup(text, SCHOLEN)
        if named and named.target.heading == CROSSES and named.sure <= Sure.DATED:
            for at, code in enumerate(named.target.part.split("|")):
                parts[at] = code or parts[at]
    if not any(parts) or (found and found.target.heading != CROSSES):
        return None
    what = "profiel" if parts[0] else "leerweg"
    if all(parts):
        what = "profiel en leerweg"
    target = Target(AANBOD, CROSSES, "|".join(parts))
    return ColumnDecision(column, target, f"de kop is een {what}", Sure.HEADING)


def _apart(
    column: ListColumn, found: Meant | None, filled: Sequence[Value]
) -> ColumnDecision | None:
    """Keep a column away from one of its name that is about something else."""
    if found is None:
        return None
    if found.target.heading == "Cofinanciering" and _YEARLY.search(column.label):
        why = "het is een bedrag per jaar; bij Cofinanciering staat dat van de hele periode"
        return ColumnDecision(column, None, why)
    if found.target == Target(CONTACTEN, "Brief") and any(map(cross, filled)):
        # A letter that was sent, or is wanted: the heading does not tell.
        why = "er staat ja of nee; bij Brief staat wie van de contacten de brief krijgt"
        return ColumnDecision(column, None, why)
    return None


def _by_looks(block: Block, column: ListColumn, filled: Sequence[Value]) -> ColumnDecision:
    if block.about == SCHOLEN:
        for target, looks, what in LOOKS:
            if filled and _nearly_all(looks, filled):
                return ColumnDecision(column, target, f"de waarden zien eruit als {what}")
    return ColumnDecision(column, None, "geen plaats gevonden in het regiobestand")


def _nearly_all(looks: Callable[[Value], bool], filled: Sequence[Value]) -> bool:
    """Tell whether values look like it, and look no further once too many do not."""
    left = len(filled) - LOOKS_SHARE * len(filled)
    for value in filled:
        left -= not looks(value)
        if left < 0:
            return False
    return True


def _once(decisions: Sequence[ColumnDecision], fixed: set[int]) -> list[ColumnDecision]:
    """Let one column go to each place, that of the newest year; the others go to Opmerking."""
    taken: dict[Target, ColumnDecision] = {}
    order = sorted(
        decisions, key=lambda d: (d.column.index not in fixed, d.sure, -(_year(d) or _NOW))
    )
    for d in order:
        if d.target and (not _shared(d.target) or _yearly(d)):
            taken.setdefault(d.target, d)
    done = []
    for d in decisions:
        first = taken.get(d.target) if d.target else None
        if first is None or first is d or (d.target and _shared(d.target) and not _yearly(d)):
            done.append(d)
        elif (_year(first) or 0) > (_year(d) or 0):
            done.append(
                moved(d, None, f"{d.reason}, maar ‘{first.column.label}’ is nieuwer en telt")
            )
        else:
            reason = f"{d.reason}, maar daar staat ‘{first.column.label}’ al"
            done.append(moved(d, None, reason))
    return done


def _year(decision: ColumnDecision) -> int | None:
    """Give the year that a column's heading, or the one above it, names."""
    return year_of(decision.column.label)


def _yearly(decision: ColumnDecision) -> bool:
    """Tell whether a column holds what was so in one year."""
    target = decision.target
    return bool(target and target.heading == CROSSES and _year(decision))


def _shared(target: Target) -> bool:
    """Tell whether several columns may go to one place: a partner's contact, a school's name."""
    return target.heading in ("Contact", CROSSES, "Opmerking", "Open vragen")
