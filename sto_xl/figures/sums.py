"""Sums over rows of which not all are known: unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum over rows, of which so many are known: unknown is never zero."""

    amount: Decimal = Decimal(0)
    known: int = 0
    total: int = 0

    @classmethod
    def of(cls, amounts: Iterable[Decimal | int | None]) -> Sum:
        """Add up what is known."""
        every = list(amounts)
        known = [Decimal(amount) for amount in every if amount is not None]
        return cls(sum(known, Decimal(0)), len(known), len(every))

    def __add__(self, other: Sum) -> Sum:
        """Add up both."""
        return Sum(self.amount + other.amount, self.known + other.known, self.total + other.total)

    @property
    def value(self) -> Decimal | None:
        """The sum; None where there are rows and none of them is known."""
        return self.amount if self.known or not self.total else None

    @property
    def unknown(self) -> int:
        """How many rows are not in it."""
        return self.total - self.known


#: A sum over nothing.
EMPTY = Sum()


def total(sums: Iterable[Sum]) -> Sum:
    """Add up sums."""
    return sum(sums, EMPTY)
