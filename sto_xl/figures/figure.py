"""A figure: a number or a share, what of it is known, and how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sto_xl.figures.sums import Sum
from sto_xl.grid import Value
from sto_xl.model import wording

Number = int | Decimal

#: Shown where there is nothing to divide by, or nothing was filled in.
NOTHING = "–"
#: How a figure of plans tells its coverage: only a plan's own workbook knows.
_PLANS_READ = "{} van {} plannen gelezen"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure: a number, or a share when it has a denominator.

    `known` of `total` rows or regions could be used; None where coverage means nothing. `remark`
    says what else is not known, or what is not where that is told `apart`. `blank` is said where
    nothing is known. Of a figure of plans, `known` are those whose workbook was read. A difference
    would be smaller by the amounts, so many, that are `untold`.
    """

    code: str
    numerator: Number | None
    denominator: Number | None = None
    share: bool = False
    known: int | None = None
    total: int | None = None
    remark: str = ""
    of_plans: bool = False
    apart: bool = False
    blank: str = ""
    untold: int = 0

    @classmethod
    def of(cls, code: str, added: Sum) -> Figure:
        """Give a sum as a figure."""
        return cls(code, added.value, known=added.known, total=added.total)

    @property
    def value(self) -> Number | None:
        """The number, or the share as a fraction; None where there is nothing to show."""
        if not self.share:
            return self.numerator
        if not self.denominator or self.numerator is None:
            return None
        return Decimal(self.numerator) / Decimal(self.denominator)

    @property
    def unknown(self) -> int:
        """How many rows or regions could not be used."""
        return (self.total or 0) - (self.known or 0) if self.known is not None else 0

    @property
    def coverage(self) -> str:
        """The coverage as it is printed; "" where all is known and the figure is a count."""
        return "; ".join(filter(None, (self._bounds, self.remark)))

    @property
    def _bounds(self) -> str:
        amounts = wording.counted(self.untold, "bedrag", "bedragen")
        if not self.untold or self.numerator is None:
            return self._known
        if self.unknown:
            # With all that is not known it could be more or less.
            return f"{self.unknown} van {self.total} en {amounts} onbekend"
        return f"ten hoogste: {amounts} onbekend"

    @property
    def _known(self) -> str:
        if self.known is None or self.total is None or self.apart:
            return ""
        if self.of_plans:
            return _PLANS_READ.format(self.known, self.total) if self.total else ""
        if self.share:
            return f"{self.known} van {self.total} bekend"
        if self.numerator is None:
            return self.blank or f"{self.unknown} van {self.total} onbekend"
        return f"ten minste; {self.unknown} van {self.total} onbekend" if self.unknown else ""

    @property
    def shown(self) -> Value:
        """The value for a cell: a whole number, a fraction of whole percents, or a dash."""
        if self.value is None:
            return NOTHING
        if self.share:
            return float(rounded(Decimal(self.value) * 100)) / 100
        return rounded(self.value)


def rounded(number: Number) -> int:
    """Round half up, as figures are shown."""
    return int(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP))
