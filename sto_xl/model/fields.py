"""What a field can hold: texts, counts and amounts, each within its bounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

CENT = Decimal("0.01")


def _in_cents(amount: Decimal) -> Decimal:
    """Give an amount without parts of a cent, which Excel's calculations leave behind."""
    fine = -int(amount.as_tuple().exponent) > 2  # noqa: PLR2004 - decimals of a cent
    return amount.quantize(CENT, ROUND_HALF_UP) if fine else amount


Text = Annotated[str, Field(max_length=32_767)]
# No school has a million pupils and no region a billion euros: more is a typing error.
Count = Annotated[int, Field(ge=0, lt=1_000_000)]
Amount = Annotated[Decimal, Field(ge=0, lt=1_000_000_000), AfterValidator(_in_cents)]
Quantity = Annotated[Decimal, Field(ge=0, lt=1_000_000)]
Share = Annotated[Decimal, Field(ge=0, le=1)]

FROZEN = ConfigDict(frozen=True, extra="forbid")
