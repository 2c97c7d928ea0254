"""What was read of a sheet over Office.js: blocks of cells, with value, formula and format."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sto_xl.books.live.extent import area_in
from sto_xl.books.live.values import CellKept, Reading, is_formula, shows_moment, written
from sto_xl.books.reading.values import DUTCH_ERRORS
from sto_xl.books.steps import Held
from sto_xl.grid import DAY, EPOCH, Area, CellRow, Formula, Notice, NoticeKind, Row

#: Days from 1900 to 1904: so much less is a day's number in a workbook that counts from there.
FROM_1904 = 1462
#: After this day Excel shows no date any more.
_LAST_DAY = 2_958_466
_ERROR = "Error"


@dataclass(frozen=True)
class CellBlock:
    """An area as it was read. Cells come as Office.js gives them, a list for each row."""

    area: Area
    values: list[list[Any]]
    formulas: list[list[Any]]
    formats: list[list[str]]
    types: list[list[str]]

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> CellBlock:
        """Take a block as the script tells of it."""
        parts = (told[part] for part in ("values", "formulas", "formats", "types"))
        return cls(area_of_address(told["area"]), *parts)

    def format_at(self, row: int, column: int) -> str:
        """Give the number format of a cell."""
        return str(self.formats[row - self.area[0]][column - self.area[1]])

    def holds(self, row: int, column: int) -> bool:
        """Tell whether a cell lies in it."""
        top, left, bottom, right = self.area
        return top <= row <= bottom and left <= column <= right

    def beneath(self, other: CellBlock) -> CellBlock:
        """Give it with a block that was read directly beneath it, as wide."""
        area = (*self.area[:2], *other.area[2:])
        return CellBlock(
            area,
            self.values + other.values,
            self.formulas + other.formulas,
            self.formats + other.formats,
            self.types + other.types,
        )

    def rows(self, sheet: str, *, base_1904: bool) -> tuple[list[Row], list[Notice]]:
        """Give plain values, and what these cannot hold."""
        top, left, _, _ = self.area
        reading = Reading(sheet, top, left, self.format_at)
        raw, errors = [], list[Notice]()
        for r, line in enumerate(zip(self.values, self.formats, self.types, strict=True)):
            cells: list[object] = []
            for c, (value, code, kind) in enumerate(zip(*line, strict=True)):
                if kind == _ERROR:
                    text = DUTCH_ERRORS.get(value, str(value))
                    errors.append(Notice(NoticeKind.ERROR, sheet, top + r, left + c, text))
                    cells.append(None)
                else:
                    cells.append(_as_excel_gives_it(value, code, base_1904=base_1904))
            raw.append(cells)
        numbers = [[float(v) if type(v) is int else v for v in values] for values in self.values]
        return reading.rows(raw, numbers), errors + reading.notices

    def held(self, sheet: str, *, base_1904: bool) -> Held:
        """Give what stands here and what gives it back."""
        rows, _ = self.rows(sheet, base_1904=base_1904)
        cells: list[CellRow] = []
        raw: list[tuple[Any, ...]] = []
        for plain, *given in zip(rows, self.values, self.formulas, self.types, strict=True):
            told = list(zip(*given, strict=True))
            raw.append(tuple(_kept(*one) for one in told))
            cells.append(
                tuple(
                    Formula(str(bar)) if kind == _ERROR or is_formula(bar, value) else cell
                    for cell, (value, bar, kind) in zip(plain, told, strict=True)
                )
            )
        return Held(self.area, tuple(rows), tuple(cells), tuple(raw))


def area_of_address(address: str) -> Area:
    """Read an address, which may name its sheet: `'Mijn blad'!A1:C3`."""
    return area_in(address.rpartition("!")[2])


def _kept(value: Any, bar: Any, kind: str) -> CellKept | str:  # noqa: ANN401  (as it is told)
    """Give a cell as it can be put back; "" of an empty one."""
    if kind == _ERROR or is_formula(bar, value):
        return CellKept(bar, bar)
    if isinstance(value, str):
        return CellKept(bar, written(value)) if value else ""
    return CellKept(bar, value) if isinstance(value, bool | int | float) else ""


def _as_excel_gives_it(value: Any, code: str, *, base_1904: bool) -> object:  # noqa: ANN401
    """Give a value with a moment where the format shows one, as Excel for Windows does."""
    if type(value) is int:
        value = float(value)
    if type(value) is float and 0 <= value < _LAST_DAY and shows_moment(code):
        return EPOCH + (value + FROM_1904 * base_1904) * DAY
    return value
