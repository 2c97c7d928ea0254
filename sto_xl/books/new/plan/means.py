"""What a plan costs: how an amount is calculated, and the sums by who pays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

from sto_xl import sheets
from sto_xl.books.new.layout import Calculated
from sto_xl.books.new.plan.asked import Lines, blank, is_number, span
from sto_xl.grid import Value, is_blank
from sto_xl.model import CENT, MeansSource, reference
from sto_xl.model.wording import NO_BREAK_SPACE, counted
from sto_xl.sheets.synonyms import CERTAIN

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
#: What people write for who pays, by its spelling: what reading a plan understands, the sums do.
_PAYERS: Mapping[str, MeansSource] = MappingProxyType(
    {reference.spelling(source.value): source for source in SOURCES}
    | {word: MeansSource(meant) for word, meant in CERTAIN["lstBron"].items()}
)
#: What stands between the letters of a word, and makes it no other.
_BETWEEN = (NO_BREAK_SPACE, " ", "-")
_UNCOUNTED = " nog niet mee: daar staat tekst, geen getal"


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
    amounts = span(sheets.MIDDELEN, "Bedrag")
    paid = dict.fromkeys(SOURCES, 0.0)
    total = 0.0
    for payer, amount in _payments(lines):
        total += amount
        if payer:
            paid[payer] += amount
    formulas = {source: f"SUMPRODUCT({_is_of(source)},{amounts})" for source in SOURCES}
    for source, name in SOURCES.items():
        yield name, Calculated(f"={formulas[source]}", paid[source])
    rest = f"=SUM({amounts})-({'+'.join(formulas.values())})"
    yield WITHOUT, Calculated(rest, total - sum(paid.values()))
    yield TOTAL, Calculated(f"=SUM({amounts})", total)


def uncounted(lines: Lines) -> Calculated:
    """Tell how many rows the sums leave out, because a text stands where a number belongs."""
    cells = [span(sheets.MIDDELEN, heading) for heading in ("Aantal", "Prijs", "Bedrag")]
    texts = "+".join(f"(1-{blank(c)})*(1-ISNUMBER({c}))" for c in cells)
    # The headings are such a row too.
    count = f"(SUMPRODUCT((1-ISNUMBER({cells[-1]}))*(({texts})>0))-1)"
    formula = (
        f'=IF({count}=0,"",{count}&IF({count}=1," post telt"," posten tellen")&"{_UNCOUNTED}")'
    )
    left_out = sum(_is_left_out(line) for line in lines)
    told = f"{counted(left_out, 'post telt', 'posten tellen')}{_UNCOUNTED}"
    return Calculated(formula, told if left_out else _BLANK)


def _is_of(source: MeansSource) -> str:
    """Give the formula that tells of each row whether this is who pays."""
    payers = span(sheets.MIDDELEN, "Bron")
    for between in _BETWEEN:
        payers = f'SUBSTITUTE({payers},"{between}","")'
    words = ",".join(f'"{word}"' for word, meant in _PAYERS.items() if meant is source)
    return f"1*ISNUMBER(MATCH({payers},{{{words}}},0))"


def _payments(lines: Lines) -> Iterator[tuple[MeansSource | None, float]]:
    """Give of each row who pays, where that is known, and how much."""
    for line in lines:
        amount, payer = _cells(line, "Bedrag", "Bron")
        if is_number(amount):
            meant = reference.meant(str(payer or ""), _PAYERS)
            yield MeansSource(meant) if meant else None, amount


def _is_left_out(line: Sequence[Value | Calculated]) -> bool:
    cells = tuple(_cells(line, "Aantal", "Prijs", "Bedrag"))
    texts = (not is_blank(cell) and not is_number(cell) for cell in cells)
    return not is_number(cells[-1]) and any(texts)


def _cells(line: Sequence[Value | Calculated], *headings: str) -> Iterator[Value]:
    """Give the cells of a row under some headings; of a formula what it shows."""
    cells = dict(zip(_HEADINGS, line, strict=False))
    for heading in headings:
        cell = cells.get(heading)
        yield cell.value if isinstance(cell, Calculated) else cell
