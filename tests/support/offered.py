"""What the cells of a workbook offer and show, as openpyxl reads it: another reader than ours."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache

from openpyxl import Workbook
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sto_xl.grid import address
from support import reopened


@dataclass(frozen=True)
class Shown:
    """What a cell offers, in which notation, and by which rules it takes a colour."""

    offers: tuple[object, ...]
    notation: str
    colours: tuple[object, ...]


def opened(data: bytes) -> Workbook:
    """Open a workbook."""
    return reopened.load(io.BytesIO(data))


def shown(data: bytes, rows: Iterable[int], sheets: Iterable[str] = ()) -> dict[str, Shown]:
    """Give what cells show, by sheet and address: in these rows, under the tables' headings."""
    book = opened(data)
    wanted = set(sheets) or set(book.sheetnames)
    found = {}
    for sheet in (sheet for sheet in book if sheet.title in wanted):
        for table in sheet.tables.values():
            area = CellRange(table.ref)
            beneath = [row for row in rows if row > area.min_row]
            if not table.autoFilter:
                # The rows of a form are all there are.
                beneath = [row for row in beneath if row <= area.max_row]
            for row in beneath:
                for column in range(area.min_col, area.max_col + 1):
                    where = address(row, column)
                    found[f"{sheet.title}!{where}"] = Shown(
                        _offers(sheet, where),
                        str(sheet[where].number_format) if row <= area.max_row else "",
                        tuple(_colours(sheet, where)),
                    )
    return found


def _offers(sheet: Worksheet, where: str) -> tuple[object, ...]:
    every = [v for v in sheet.data_validations.dataValidation if where in v.sqref]
    assert len(every) <= 1, f"{sheet.title}!{where} has {len(every)} validations"
    return tuple((v.type, v.operator, v.formula1, v.prompt, v.error) for v in every)


def _colours(sheet: Worksheet, where: str) -> Iterator[object]:
    rules = []
    for element in sheet.conditional_formatting:
        if where not in element.sqref:
            continue
        first = str(element.sqref).split(" ", maxsplit=1)[0].partition(":")[0]
        for rule in element.rules:
            asks = tuple(_moved(f, first, where) for f in rule.formula)
            fill = rule.dxf.fill.bgColor.rgb if rule.dxf and rule.dxf.fill else None
            rules.append((rule.priority, asks, rule.stopIfTrue, fill))
    assert len({priority for priority, *_ in rules}) == len(rules), "one priority, two rules"
    yield from ((*rest,) for _, *rest in sorted(rules, key=lambda rule: rule[0]))


def saved(book: Workbook) -> bytes:
    """Give a workbook as openpyxl saves it."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def pasted_over(sheet: Worksheet, area: str, kinds: Iterable[str]) -> None:
    """Take from cells what they offer, their notation or their colours, as pasting does."""
    gone = CellRange(area)
    if "offers" in kinds:
        _take_offers(sheet, gone)
    if "notation" in kinds:
        bottom = min(gone.max_row, sheet.max_row)
        for row in sheet.iter_rows(gone.min_row, bottom, gone.min_col, gone.max_col):
            for cell in row:
                cell.number_format = "General"
    if "colours" in kinds:
        _take_colours(sheet, gone)


def _take_offers(sheet: Worksheet, gone: CellRange) -> None:
    for validation in list(sheet.data_validations.dataValidation):
        pieces = [p for cells in validation.sqref.ranges for p in _without(cells, gone)]
        if pieces:
            validation.sqref = DataValidation(sqref=" ".join(pieces)).sqref
        else:
            sheet.data_validations.dataValidation.remove(validation)


def _take_colours(sheet: Worksheet, gone: CellRange) -> None:
    before, sheet.conditional_formatting = sheet.conditional_formatting, ConditionalFormattingList()
    for element in before:
        first = str(element.sqref).split(" ", maxsplit=1)[0].partition(":")[0]
        for piece in (p for cells in element.sqref.ranges for p in _without(cells, gone)):
            at = piece.partition(":")[0]
            for rule in element.rules:
                copied = copy(rule)
                copied.formula = [_moved(f, first, at)[1:] for f in rule.formula]
                copied.dxf, copied.stopIfTrue = rule.dxf, rule.stopIfTrue
                sheet.conditional_formatting.add(piece, copied)


@cache
def _moved(formula: str, first: str, where: str) -> str:
    return str(Translator(f"={formula}", first).translate_formula(where))


def _without(cells: CellRange, gone: CellRange) -> Iterator[str]:
    """Give the up to four pieces of a range that are left when another is taken from it."""
    top, left, bottom, right = cells.min_row, cells.min_col, cells.max_row, cells.max_col
    if cells.isdisjoint(gone):
        yield cells.coord
        return
    first, last = max(top, gone.min_row), min(bottom, gone.max_row)
    pieces = (
        (top, left, first - 1, right),
        (last + 1, left, bottom, right),
        (first, left, last, gone.min_col - 1),
        (first, gone.max_col + 1, last, right),
    )
    for upper, west, lower, east in pieces:
        if upper <= lower and west <= east:
            yield CellRange(min_row=upper, min_col=west, max_row=lower, max_col=east).coord
