"""Which plans a region takes in: what its table of plans is to say of each, or why it stays out.

Pure: plans that were handed in and the roster go in, decisions come out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from sto_xl import sheets
from sto_xl.grid import Value, is_blank, plain
from sto_xl.model import MeansSource, Plan, PlanStatus, reference
from sto_xl.model.wording import DUTCH
from sto_xl.plans.authors import authors
from sto_xl.plans.examination import ExaminedPlan
from sto_xl.sheets import notation, same_plan
from sto_xl.sheets.cleaning import cleaned
from sto_xl.sheets.meant import instead, missing
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan

#: What an asked amount is made of.
_AMOUNTS = frozenset({"aantal", "prijs", "bedrag", "bron"})


class Fate(StrEnum):
    """What becomes of a plan that was handed in."""

    NEW = "nieuw"
    KNOWN = "bekend"
    LEFT = "niet opgenomen"


@dataclass(frozen=True, slots=True)
class Registered:
    """What becomes of a plan: its row of tblPlannen gets these `cells`, or it stays out.

    `row` is the row that the roster has already; `cells` holds, by heading, only what changes
    there. `reason` says why it stays out, `author` is the row that sheet Contacten gets of who
    filled it in.
    """

    examined: ExaminedPlan
    row: Plan | None = None
    cells: Mapping[str, Value] = field(default_factory=dict)
    reason: str = ""
    author: Mapping[str, Value] = field(default_factory=dict)

    @property
    def fate(self) -> Fate:
        """Whether it is new, known, or stays out."""
        if self.reason:
            return Fate.LEFT
        return Fate.NEW if self.row is None else Fate.KNOWN


def register(
    examined: Sequence[ExaminedPlan], roster: Roster, day: dt.date
) -> tuple[Registered, ...]:
    """Decide of each plan what becomes of it, in the order given; `day` is that of the intake.

    A plan with findings is taken in all the same, when it is clear whose it is and what it is
    called: the region wants to know of it. Of two files for one plan neither is.
    """
    forms = [one.form for one in examined]
    rows = [same_plan.rows_of(form, roster.plans, roster.key_of) for form in forms]
    files = {
        number: [examined[i].file for i in group]
        for group in same_plan.groups(forms, rows, roster.key_of)
        for number in group
    }
    registered = [
        _registered(one, found, roster, day, files[number])
        for number, (one, found) in enumerate(zip(examined, rows, strict=True))
    ]
    people = authors([one.examined.form for one in registered if not one.reason], roster)
    return tuple(one if one.reason else replace(one, author=next(people)) for one in registered)


def after(one: Registered, roster: Roster) -> Mapping[str, Value]:
    """Give the row of a plan as it is to be, by heading; of one that stays out what it would be."""
    if one.row is None:
        return one.cells or _said(one.examined, roster)
    table_read = roster.book.tables[sheets.PLANNEN.name]
    stands = {heading: table_read.value(one.row.line, heading) for heading in table_read.columns}
    return {**stands, **one.cells}


def _registered(
    one: ExaminedPlan, rows: Sequence[Plan], roster: Roster, day: dt.date, files: Sequence[str]
) -> Registered:
    reason = _reason(one, rows, roster, files)
    if reason:
        return Registered(one, reason=reason)
    row = rows[0] if rows else None
    said = _said(one, roster)
    if row is None:
        new = {**said, "Ingediend": day, "Status": PlanStatus.INGEDIEND.value}
        return Registered(
            one, None, {name: value for name, value in new.items() if value is not None}
        )
    table_read = roster.book.tables[sheets.PLANNEN.name]

    def typed(heading: str) -> Value:
        return table_read.value(row.line, heading)

    cells = {
        name: value
        for name, value in said.items()
        if value is not None and name in table_read.columns and not _same_value(typed(name), value)
    }
    if "Ingediend" in table_read.columns and is_blank(typed("Ingediend")):
        cells["Ingediend"] = day
    return Registered(one, row, cells)


def _reason(  # noqa: PLR0911  (one line per reason)
    one: ExaminedPlan, rows: Sequence[Plan], roster: Roster, files: Sequence[str]
) -> str:
    """Say why a plan stays out, as what comes after "want"; empty when it does not."""
    form = one.form
    key = roster.key_of(form.vestiging)
    if len(files) > 1:
        return f"van dit plan zijn er {len(files)} bestanden: {DUTCH.opsomming(files)}"
    if key is None:
        return f"in het plan is geen vestiging ingevuld{instead(form.vestiging)}"
    if key not in roster.location_keys:
        where = missing(roster, form.vestiging)["where"]
        return f"vestiging ‘{form.vestiging}’ staat {where} van het regiobestand"
    if not form.titel:
        return "het plan heeft nog geen titel"
    if len(rows) > 1:
        lines = DUTCH.opsomming(str(_sheet_row(row, roster)) for row in rows)
        return f"op blad Plannen staat het al meer dan één keer, op rij {lines}"
    if rows and rows[0].vestiging and roster.key_of(rows[0].vestiging) != key:
        return (
            f"kenmerk ‘{form.kenmerk}’ staat op blad Plannen bij een andere vestiging "
            f"({rows[0].vestiging})"
        )
    return ""


def _sheet_row(row: Plan, roster: Roster) -> int:
    table = roster.book.tables[sheets.PLANNEN.name].table
    return table.row_of(row.line) if table else row.line + 1


def _said(one: ExaminedPlan, roster: Roster) -> Mapping[str, Value]:
    """Give what a plan says of its row, by heading; what is not known is None."""
    form, activities = one.form, one.plan.activities
    starts = [activity.start for activity in activities if activity.start]
    tranche = reference.tranche_of(min(starts)) if starts else None
    asked = asked_of(one.plan)
    return {
        "Kenmerk": form.kenmerk,
        "Vestiging": _code(form.vestiging, roster),
        "Titel": form.titel,
        "Voor profiel": _several((a.profielen for a in activities), reference.notations("profiel")),
        "Manier": _several((a.manier for a in activities), notation.choices("lstManier")),
        "Leerlingen": form.leerlingen,
        "Tranche": tranche.value if tranche else None,
        "Gevraagd": None if asked is None else _number(asked),
        "Bestand": one.file,
    }


def asked_of(plan: Techniekplan) -> Decimal | None:
    """Give what a plan asks of STO, in euros; None as long as one of its amounts is not known.

    Nor when a cell there cannot be read: what it was meant to say is not for us to reckon.
    """
    untold = plan.book.untold
    if any(s.table == sheets.MIDDELEN.name and s.field in _AMOUNTS for s in untold):
        return None
    if not plan.means or any(means.bron is None for means in plan.means):
        return None
    amounts = [means.amount for means in plan.means if means.bron is MeansSource.STO]
    if None in amounts:
        return None
    return sum((amount for amount in amounts if amount is not None), Decimal(0))


def _code(typed: str | None, roster: Roster) -> str | None:
    """Give a location as sheet Scholen writes it."""
    school = roster.schools_by_location.get(roster.key_of(typed) or "")
    return school.vestiging if school else typed


def _several(cells: Iterable[str | None], known: Mapping[str, str]) -> str | None:
    """Give all that stands in cells once, as it is known, in one cell."""
    parts = (part for cell in cells for part in notation.parts(cell))
    found = dict.fromkeys(value for p in parts for value in notation.meant(p, known) or (p,))
    return "; ".join(found) or None


def _number(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _same_value(typed: Value, value: Value) -> bool:
    """Tell whether a cell says already what a plan says, in whichever spelling."""
    if isinstance(typed, int | float) and isinstance(value, int | float):
        return typed == value
    one, other = (plain(cleaned(notation.shown(each))) for each in (typed, value))
    return one == other
