"""WRK: are a table's rows and cells whole? (001–019, with `workbook`)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from sto_xl import sheets
from sto_xl.grid import Dropdown, NoticeKind, column_number
from sto_xl.model.findings import Severity
from sto_xl.rules._rule import AnyChecked, Hit, Rule, rule
from sto_xl.rules._sources import EXCEL, TEMPLATE
from sto_xl.sheets import Column
from sto_xl.sheets.conversion import Spot
from sto_xl.sheets.table_read import TableRead
from sto_xl.system import doors

_ONCE = "Definities van de cijfers: alles telt één keer"
#: What lays drop-downs again in a copy, by the workbook's template.
_REPAIRS = {sheets.ROSTER.name: "repairs"}


@rule(
    "WRK-009",
    Severity.WAARSCHUWING,
    message="Onder de tabel op blad {sheet} {rows}.",
    remedy="Sleep de hoek rechtsonder in de tabel omlaag tot en met de laatste rij.",
    source=EXCEL,
)
def rows_under_the_table(checked: AnyChecked) -> Iterable[Hit]:
    """Rows were typed under a table that did not grow."""
    for entries in checked.book.tables.values():
        if not entries.located.grown or entries.table is None:
            continue
        first = len(entries.table.rows) - entries.located.grown
        under = [line for line in entries.lines if line >= first]
        rows = (
            "staat 1 rij die niet bij de tabel hoort, maar wel is meegelezen"
            if len(under) == 1
            else f"staan {len(under)} rijen die niet bij de tabel horen, maar wel zijn meegelezen"
        )
        if under:
            values = {"sheet": entries.spec.sheet, "rows": rows}
            yield Hit(Spot(entries.spec.name, under[0]), values)


@rule(
    "WRK-010",
    Severity.TIP,
    message="Op blad {sheet} staan lege rijen tussen de ingevulde.",
    remedy="Verwijder de lege rijen; dan sorteert en filtert Excel zoals u verwacht.",
    source=TEMPLATE,
)
def blank_rows(checked: AnyChecked) -> Iterable[Hit]:
    """Blank rows stand between filled ones."""
    for entries in checked.book.tables.values():
        for line in entries.blank if not entries.spec.form else ():
            yield Hit(Spot(entries.spec.name, line), {"sheet": entries.spec.sheet})


@rule(
    "WRK-011",
    Severity.WAARSCHUWING,
    message="De cellen {found} zijn samengevoegd; alleen de eerste cel heeft dan een waarde.",
    remedy="Selecteer de cellen, hef bij Start de samenvoeging op en vul elke cel afzonderlijk in.",
    source=EXCEL,
)
def merged_cells(checked: AnyChecked) -> Iterable[Hit]:
    """Cells of a table are merged, its header row included."""
    merged = [n for n in checked.book.notices if n.kind is NoticeKind.MERGED]
    for entries in checked.book.tables.values():
        table = entries.table
        for notice in merged if table else ():
            if table is None or notice.sheet != table.sheet:
                continue
            bottom, right = _bottom_right(notice.text)
            width, height = len(table.headings), len(table.rows) + 1
            across = notice.column < table.left + width and right >= table.left
            if across and notice.row < table.top + height and bottom >= table.top:
                line = max(notice.row, table.top) - table.row_of(0)
                field = _field_at(entries, max(notice.column, table.left) - table.left)
                yield Hit(Spot(entries.spec.name, line, field), {"found": notice.text})


@rule(
    "WRK-026",
    Severity.WAARSCHUWING,
    message="Deze rij telt de andere rijen op{word} en telt daarom zelf niet mee.",
    remedy="Haal de rij weg: optellingen maakt het bestand zelf. Is het toch een gewone rij, geef "
    "haar dan een andere naam, bijvoorbeeld wat er is gekocht.",
    source=_ONCE,
)
def total_row(checked: AnyChecked) -> Iterable[Hit]:
    """A total or a subtotal among the rows that it adds up, or typed under their table."""
    for total in checked.book.totals:
        if total.sum.certain and not total.sum.formula:
            yield Hit(total.spot, {"word": f" (‘{total.sum.word}’)" if total.sum.word else ""})


@rule(
    "WRK-027",
    Severity.WAARSCHUWING,
    message="Het getal op deze rij is precies de som van de andere rijen; de rij telt wel mee.",
    remedy="Is het een optelling, haal de rij dan weg, anders telt alles dubbel. Is het een gewone "
    "rij, dan hoeft u niets te doen.",
    source=_ONCE,
)
def sum_with_a_name(checked: AnyChecked) -> Iterable[Hit]:
    """A row with a name whose numbers are the sums of all others, which is hardly chance."""
    for total in checked.book.totals:
        if not total.sum.certain:
            yield Hit(total.spot)


@rule(
    "WRK-029",
    Severity.WAARSCHUWING,
    message="De formule {formula} op deze rij telt andere rijen op; daarom telt de rij zelf niet "
    "mee.",
    remedy="Haal de rij weg: optellingen maakt het bestand zelf. Is het toch een gewone rij, typ "
    "dan het getal zelf in plaats van de formule.",
    source=_ONCE,
)
def sum_by_formula(checked: AnyChecked) -> Iterable[Hit]:
    """A row under any name whose formula adds up the rows above it."""
    for total in checked.book.totals:
        if total.sum.formula:
            yield Hit(total.spot, {"formula": total.sum.formula})


def _field_at(entries: TableRead, place: int) -> str | None:
    """Give the field that a column is read as; None in a form, and for the user's own."""
    fields = (c.field for c in entries.spec.columns if entries.columns.get(c.heading) == place)
    return next(fields, "") or None


def _bottom_right(merged: str) -> tuple[int, int]:
    """Give row and column of a range's last cell."""
    corner = merged.replace("$", "").partition(":")[2] or merged
    letters = corner.rstrip("0123456789")
    return int(corner[len(letters) :]), column_number(letters)


def _choosing(entries: TableRead, column: Column) -> Iterator[tuple[int, int, int]]:
    """Give line, row and column of the cells in use that should offer a column's list."""
    heading = sheets.FORM_HEADINGS[1] if entries.spec.form else column.heading
    place, table = entries.columns.get(heading), entries.table
    if table is None or place is None or not column.choices:
        return
    lines: Iterable[int] = entries.lines
    if entries.spec.form:
        lines = (entries.form_lines[h] for h in (column.heading,) if h in entries.form_lines)
    for line in lines:
        yield line, table.row_of(line), table.left + place


def _covered(dropdowns: Sequence[Dropdown], at: int, choices: str) -> list[tuple[int, int]]:
    """Give the rows, from and to, in which a column's cells offer a list that can be theirs."""
    spans: list[tuple[int, int]] = []
    for d in sorted(dropdowns, key=lambda d: d.top):
        another = d.source in sheets.lists() and d.source != choices
        if another or not d.left <= at <= d.right:
            continue
        if spans and d.top <= spans[-1][1] + 1:
            spans[-1] = spans[-1][0], max(spans[-1][1], d.bottom)
        else:
            spans.append((d.top, d.bottom))
    return spans


def _offers(spans: Sequence[tuple[int, int]], row: int) -> bool:
    before = bisect_right(spans, row, key=lambda span: span[0]) - 1
    return before >= 0 and row <= spans[before][1]


@rule(
    "WRK-017",
    Severity.WAARSCHUWING,
    message="De keuzelijst van {heading} ontbreekt in {cells}; waarschijnlijk is er iets overheen "
    "geplakt.",
    remedy="Kopieer een cel uit deze kolom die de keuzelijst nog heeft, en kies op de andere "
    "cellen Plakken speciaal > Validatie. Plak voortaan alleen waarden.{by}",
    source=EXCEL,
)
def dropdown_lost(checked: AnyChecked) -> Iterable[Hit]:
    """Cells lost their drop-down list, or got that of another column; others still have it."""
    for entries in checked.book.tables.values():
        offered = checked.book.offered(entries)
        for column in entries.spec.columns if offered else ():
            asked = list(_choosing(entries, column))
            spans = _covered(offered or (), asked[0][2], column.choices) if asked else []
            without = [line for line, row, _ in asked if not _offers(spans, row)]
            if without:
                others = len(without) - 1
                cells = f"deze cel en nog {others} andere" if others else "deze cel"
                values = {"heading": column.heading, "cells": cells, "by": _by(checked)}
                yield Hit(Spot(entries.spec.name, without[0], column.field), values)


@rule(
    "WRK-018",
    Severity.WAARSCHUWING,
    message="Op blad {sheet} heeft geen enkele cel nog een keuzelijst. Dat gebeurt als een ander "
    "programma het bestand bewaart, of als het hele blad is overgeplakt.",
    remedy="Maak een leeg {template} en plak uw gegevens daarin als waarden.{by}",
    source=EXCEL,
)
def dropdowns_gone(checked: AnyChecked) -> Iterable[Hit]:
    """No cell of a table has a drop-down list any more."""
    for entries in checked.book.tables.values():
        asked = any(any(_choosing(entries, column)) for column in entries.spec.columns)
        if asked and checked.book.offered(entries) == ():
            yield Hit(Spot(entries.spec.name), {"sheet": entries.spec.sheet, "by": _by(checked)})


def _by(checked: AnyChecked) -> str:
    """Say what lays drop-downs again; nothing for a workbook that it does not know."""
    return doors.said(_REPAIRS.get(checked.book.template.name))


RULES: tuple[Rule, ...] = tuple(r for r in globals().values() if isinstance(r, Rule))
