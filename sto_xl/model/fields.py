"""What a field can hold: texts, counts and amounts, each within its bounds."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

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


class Record(BaseModel):
    """What stands in a form or on one line of a table; it never changes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    def model_post_init(self, _context: object, /) -> None:
        """Share with others which fields were given, which is the same for nearly all.

        There are many thousands of a nation, and it takes more memory than what they say.
        """
        shared = _shared(frozenset(self.__pydantic_fields_set__))
        object.__setattr__(self, "__pydantic_fields_set__", shared)


@cache
def _shared(fields: frozenset[str]) -> set[str]:
    return set(fields)
