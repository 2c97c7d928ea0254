"""What a plan costs: how an amount is calculated, and the sums by who pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from sto_xl import sheets
from sto_xl.books.new.layout import Calculated
from sto_xl.books.new.plan.asked import Lines, is_number, span
from sto_xl.grid import Value, is_blank
from sto_xl.model import CENT, MeansSource

_HEADINGS = [column.heading for column in sheets.MIDDELEN.columns]
_FACTORS = tuple(f"{sheets.MIDDELEN.name}[[#This Row],[{h}]]" for h in ("Aantal", "Prijs"))
#: What fills column Bedrag as long as nothing else is typed there.
AMOUNT = f'=IF(COUNT({",".join(_FACTORS)})=2,ROUND({"*".join(_FACTORS)},2),"")'
#: A price may have cents, and then so has an amount. LibreOffice forgets the indent of a number
#: beside another one: hence the blank, as wide as a dash, that belongs to the format.
IN_CENTS = dict.fromkeys(("Prijs", "Bedrag"), '"€ "#,##0.00_-')
#: How an empty text is stored.
_BLANK = " "

#: What the sums are called, by who pays.
SOURCES: Mapping[MeansSource, str] = MappingProxyType(
    {
        MeansSource.STO: "Gevraagd van STO",
        MeansSource.COFINANCIERING: "Cofinanciering",
        MeansSource.EIGEN: "Eigen middelen",
    }
)
WITHOUT, TOTAL = "Nog zonder bron", "Totaal"


def with_amount(row: Sequence[Value]) -> Sequence[Value | Calculated]:
    """Give a row of Middelen with its amount calculated, unless another one was typed."""
    cells = dict(zip(_HEADINGS, [*row, *[None] * len(_HEADINGS)], strict=False))
    number, price, amount = cells["Aantal"], cells["Prijs"], cells["Bedrag"]
    product: Value = _BLANK
    if is_number(number) and is_number(price):
        exact = (Decimal(str(number)) * Decimal(str(price))).quantize(CENT, ROUND_HALF_UP)
        product = int(exact) if exact == int(exact) else float(exact)
    calculated = is_blank(amount) or amount == product
    return [*({**cells, "Bedrag": Calculated(AMOUNT, product)} if calculated else cells).values()]


def sums(lines: Lines) -> Iterator[tuple[str, Calculated]]:
    """Give what is asked of each who pays, what nobody pays yet, and the total, by name."""
    amounts, payers = (span(sheets.MIDDELEN, heading) for heading in ("Bedrag", "Bron"))
    paid = {source.value.casefold(): 0.0 for source in SOURCES}
    total = 0.0
    for payer, amount in _payments(lines):
        total += amount
        if payer in paid:
            paid[payer] += amount
    formulas = {s: f'SUMIFS({amounts},{payers},"{s.value}")' for s in SOURCES}
    for source, name in SOURCES.items():
        yield name, Calculated(f"={formulas[source]}", paid[source.value.casefold()])
    rest = f"=SUM({amounts})-({'+'.join(formulas.values())})"
    yield WITHOUT, Calculated(rest, total - sum(paid.values()))
    yield TOTAL, Calculated(f"=SUM({amounts})", total)


def _payments(lines: Lines) -> Iterator[tuple[str, float]]:
    """Give of each row who pays, in small letters, and how much."""
    for line in lines:
        cells = dict(zip(_HEADINGS, line, strict=False))
        amount = cells.get("Bedrag")
        amount = amount.value if isinstance(amount, Calculated) else amount
        if is_number(amount):
            yield str(cells.get("Bron") or "").casefold(), amount
