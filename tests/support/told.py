"""A workbook told as the pane's script tells of it, from a file: what Office.js gives of its cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from sto_xl.books.reading.values import serial

_STATES = {"visible": "Visible", "hidden": "Hidden", "veryHidden": "VeryHidden"}


class OpenFile:
    """A file as Excel would have it open, for who asks as `web/excel.js` does."""

    def __init__(self, data: bytes, name: str = "regiobestand.xlsx") -> None:
        self.name = name
        self._formulas = load_workbook(BytesIO(data))
        self._values = load_workbook(BytesIO(data), data_only=True)

    def listed(self) -> dict[str, Any]:
        """Give what `list` gives."""
        sheets, tables = [], []
        for sheet in self._formulas.worksheets:
            filled = [c for row in sheet.iter_rows() for c in row if c.value is not None]
            used = (
                f"'{sheet.title}'!A1:{sheet.cell(max(c.row for c in filled), max(c.column for c in filled)).coordinate}"
                if filled
                else ""
            )
            sheets.append(
                {
                    "name": sheet.title,
                    "visibility": _STATES[sheet.sheet_state],
                    "protected": bool(sheet.protection.sheet),
                    "filtered": False,
                    "used": used,
                }
            )
            tables += [
                {
                    "name": table.name,
                    "sheet": sheet.title,
                    "area": f"{sheet.title}!{table.ref}",
                    "header": table.headerRowCount != 0,
                    "totals": bool(table.totalsRowCount),
                    "filtered": False,
                }
                for table in sheet.tables.values()
            ]
        return {
            "name": self.name,
            "active": "Scholen!A4",
            "day1904": 1462,
            "sheets": sheets,
            "tables": tables,
        }

    def read(self, groups: Iterable[Iterable[Sequence[str]]]) -> list[Mapping[str, Any]]:
        """Give what `read` gives."""
        return [self._block(sheet, area) for group in groups for sheet, area in group]

    def _block(self, name: str, area: str) -> Mapping[str, Any]:
        left, top, right, bottom = range_boundaries(area)
        formulas, values = self._formulas[name], self._values[name]
        told: dict[str, list[list[Any]]] = {
            "values": [],
            "formulas": [],
            "formats": [],
            "types": [],
        }
        for row in range(top, bottom + 1):
            lines = [
                _told(formulas.cell(row, column), values.cell(row, column).value)
                for column in range(left, right + 1)
            ]
            for part, cells in zip(told, zip(*lines, strict=True), strict=True):
                told[part].append(list(cells))
        merged = ",".join(f"{name}!{ref}" for ref in formulas.merged_cells.ranges)
        return {"sheet": name, "area": area, **told, "merged": merged}


def _told(cell: Any, value: Any) -> tuple[Any, Any, str, str]:
    if value is None:
        plain: Any = ""
    elif isinstance(value, dt.datetime | dt.date | dt.time):
        number = serial(value)
        plain = int(number) if number == int(number) else number
    else:
        plain = value
    is_formula = cell.data_type == "f"
    text = getattr(cell.value, "text", cell.value)
    kind = "Error" if cell.data_type == "e" else "Empty" if plain == "" else "String"
    return plain, text if is_formula else plain, cell.number_format, kind
