"""What a rule is: code, severity, message, remedy, source and check in one piece.

A check yields hits in terms of records and fields; the engine (`sto_xl.rules.check`) makes the
findings with sheet and cell, so that a rule cannot get a position wrong.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sto_xl.model import Record
from sto_xl.model.findings import Severity
from sto_xl.register.known import KnownOfDuo
from sto_xl.sheets import placeholders
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.roster import Roster
from sto_xl.sheets.techniekplan import Techniekplan
from sto_xl.sheets.workbook import TABLE_OF, Workbook


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: where, and the values that its message names."""

    spot: Spot
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of a roster may look at besides its record: all of it, and the peildatum.

    `duo` is what the register knows of its locations, None without a register.
    """

    roster: Roster
    peildatum: dt.date
    duo: KnownOfDuo | None = None

    @property
    def book(self) -> Workbook:
        """The workbook that is checked."""
        return self.roster.book


@dataclass(frozen=True, slots=True)
class CheckedPlan:
    """What a check of a techniekplan may look at.

    `roster` is that of the region to which it is put, None when that is not at hand; `others` are
    the plans that came with it, of whichever school.
    """

    plan: Techniekplan
    peildatum: dt.date
    roster: Roster | None = None
    others: tuple[Techniekplan, ...] = ()

    def key_of(self, typed: str | None) -> str | None:
        """Give what a location is compared by, as the roster does when there is one."""
        return self.roster.key_of(typed) if self.roster else placeholders.key_of(typed)

    @property
    def book(self) -> Workbook:
        """The workbook that is checked."""
        return self.plan.book


#: What a check of any workbook may look at.
AnyChecked = Checked | CheckedPlan

Check = Callable[..., Iterable[Hit]]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A rule, equal to itself alone.

    With a `subject` its check is called for each record of that type.
    `reads` names the fields of the subject that must be free of fouten, `needs` the other tables
    and fields without which it cannot be checked, as (record type, field). Its message and remedy
    may name the workbook with {template}.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    source: str
    check: Check
    subject: type[Record] | None = None
    reads: tuple[str, ...] = ()
    needs: tuple[tuple[type[Record], str], ...] = ()


def rule(  # noqa: PLR0913  (a rule's parts stand together, each by name)
    code: str,
    severity: Severity,
    *,
    message: str,
    remedy: str,
    source: str,
    subject: type[Record] | None = None,
    reads: tuple[str, ...] = (),
    needs: tuple[tuple[type[Record], str], ...] = (),
) -> Callable[[Check], Rule]:
    """Make a rule of a check."""

    def make(check: Check) -> Rule:
        return Rule(code, severity, message, remedy, source, check, subject, reads, needs)

    return make


def hit(record: Record, field_name: str, **values: object) -> Hit:
    """Give a hit at a record's field; the values fill the message."""
    spot = Spot(TABLE_OF[type(record)], record.line, field_name)
    return Hit(spot, {name: str(value) for name, value in values.items()})


def left_open(record: Record, checked: AnyChecked, *fields: str) -> Iterator[str]:
    """Give which of these fields hold nothing, of those that the workbook has."""
    table = TABLE_OF[type(record)]
    for name in fields:
        if getattr(record, name) is None and checked.book.has(table, name):
            yield name
