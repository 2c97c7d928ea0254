"""How a date, an amount and an enumeration are written in Dutch and English.

Never by the machine's locale.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sto_xl.model import Language

NO_BREAK_SPACE = "\u00a0"
#: What no letter can hold: control characters, halves of a pair, and non-characters.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Wording:
    """The notation of one language. A method's Dutch name is what templates call it by."""

    months: tuple[str, ...]
    thousands: str
    decimals: str
    euro: str
    conjunction: str

    def datum(self, value: dt.date) -> str:
        """Give a date in full: "23 november 2026"."""
        return f"{value.day} {self.months[value.month - 1]} {value.year}"

    def bedrag(self, value: Decimal | float) -> str:
        """Give an amount in euros: "€ 4.000.000"; cents only when there are any."""
        cents = Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        digits = f"{cents:,.2f}".removesuffix(".00")
        swapped = digits.translate(str.maketrans(",.", self.thousands + self.decimals))
        return f"{self.euro}{swapped}"

    def procent(self, share: Decimal) -> str:
        """Give a share as a percentage with at most one decimal: "7,5%"."""
        return f"{share * 100:.1f}".removesuffix(".0").replace(".", self.decimals) + "%"

    def opsomming(self, values: Iterable[object]) -> str:
        """Give an enumeration: "a, b en c"; nothing of nothing."""
        *first, last = [*map(str, values)] or [""]
        return f"{', '.join(first)} {self.conjunction} {last}" if first else last

    def getal(self, value: Decimal | float) -> str:
        """Give a number: "1.200"; decimals only when there are any, as in "2,5"."""
        digits = f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"
        return digits.translate(str.maketrans(",.", self.thousands + self.decimals))

    @property
    def filters(self) -> Mapping[str, Callable[..., str]]:
        """The filters of a template, by the name under which it calls them."""
        return {
            "datum": self.datum,
            "bedrag": self.bedrag,
            "getal": self.getal,
            "opsomming": self.opsomming,
        }


WORDINGS: Mapping[Language, Wording] = {
    Language.NL: Wording(
        months=(
            *("januari", "februari", "maart", "april", "mei", "juni", "juli"),
            *("augustus", "september", "oktober", "november", "december"),
        ),
        thousands=".",
        decimals=",",
        euro=f"€{NO_BREAK_SPACE}",
        conjunction="en",
    ),
    Language.EN: Wording(
        months=(
            *("January", "February", "March", "April", "May", "June", "July"),
            *("August", "September", "October", "November", "December"),
        ),
        thousands=",",
        decimals=".",
        euro="€",
        conjunction="and",
    ),
}

#: How findings, sheets and reports are worded, at every door.
DUTCH = WORDINGS[Language.NL]

#: What is counted in many places, as `counted` takes it.
REGIO = ("regio", "regio's")


def counted(number: int, one: str, more: str) -> str:
    """Name a number of things in Dutch: "geen fouten", "1 fout", "1.200 fouten"."""
    return f"{DUTCH.getal(number) if number else 'geen'} {one if number == 1 else more}"


def enumerated(names: Sequence[str], most: int) -> str:
    """Name so many things at the most in Dutch, and say how many more there are."""
    more = len(names) - most
    return DUTCH.opsomming([*names[:most], *([f"nog {more} andere"] if more > 0 else [])])


def capitalised(text: str) -> str:
    """Give a text with a capital, as a sentence begins."""
    return text[:1].upper() + text[1:]
