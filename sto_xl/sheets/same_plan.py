"""When two are one plan: which row of tblPlannen a techniekplan is, and which files are one plan.

A plan is known by its kenmerk, which regions give; else by its location and its title.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeAlias

from sto_xl.grid import plain
from sto_xl.model import Plan, PlanForm

#: What a location is known by, whichever way it is written: `Roster.key_of`.
KeyOf: TypeAlias = Callable[[str | None], str | None]


def row_of(form: PlanForm, rows: Iterable[Plan], key_of: KeyOf) -> Plan | None:
    """Give the row of tblPlannen that a techniekplan is; None for a plan that is not there yet."""
    return next(iter(rows_of(form, rows, key_of)), None)


def rows_of(form: PlanForm, rows: Iterable[Plan], key_of: KeyOf) -> tuple[Plan, ...]:
    """Give the rows of tblPlannen that a techniekplan can be: more than one only by mistake.

    Those with its kenmerk; else those of its location with its title, unless such a row has
    another kenmerk.
    """
    rows = tuple(rows)
    kenmerk = plain(form.kenmerk)
    if kenmerk and (numbered := tuple(row for row in rows if plain(row.kenmerk) == kenmerk)):
        return numbered
    titled = (key_of(form.vestiging), plain(form.titel))
    return tuple(
        row
        for row in rows
        if all(titled)
        and (key_of(row.vestiging), plain(row.titel)) == titled
        and not (kenmerk and row.kenmerk)
    )


def groups(
    forms: Sequence[PlanForm], rows: Sequence[Sequence[Plan]], key_of: KeyOf
) -> tuple[tuple[int, ...], ...]:
    """Give the forms, by their numbers, that are one plan together; most stand alone.

    They are when their kenmerk is; else when location and title are, unless each has a kenmerk of
    its own; and when they are one row of the roster: `rows` has those of each form (`rows_of`).
    What is the same as a third is the same.
    """
    shared: dict[tuple[Hashable, ...], list[int]] = defaultdict(list)
    for number, (form, found) in enumerate(zip(forms, rows, strict=True)):
        kenmerk, title = plain(form.kenmerk), plain(form.titel)
        key = key_of(form.vestiging)
        if kenmerk:
            shared["kenmerk", kenmerk].append(number)
        if key and title:
            shared["titel", key, title].append(number)
        for row in found:
            shared["rij", row.line].append(number)
    for (kind, *_), numbers in shared.items():
        if kind == "titel" and all(forms[number].kenmerk for number in numbers):
            numbers.clear()
    return _joined(len(forms), shared.values())


def _joined(count: int, every: Iterable[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """Join groups that have a number in common; in the order of their first numbers."""
    of = {number: [number] for number in range(count)}
    for group in every:
        for number in group[1:]:
            one, other = of[group[0]], of[number]
            if one is not other:
                one += other
                of |= dict.fromkeys(other, one)
    return tuple(dict.fromkeys(tuple(sorted(group)) for group in of.values()))
